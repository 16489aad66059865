import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { readVerifierKey } from '../register/note.ts'
import { compactPin, type Pin } from '../register/pin.ts'
import { type Verdict, verifyExport } from '../register/verify-export.ts'
import { type CheckFound, keepCheck } from '../store/register-checks.ts'
import type { Schema } from '../store/schema.ts'
import { storedRegister } from './stored-register.ts'

/** What a check is doing; what it found is kept (`keptChecks`). */
export type CheckState =
  | { readonly as: 'idle' }
  | { readonly as: 'running'; readonly done: bigint; readonly size: bigint; readonly against?: Pin }
  /** Nothing was signed yet, or the check itself could not go on. */
  | { readonly as: 'not-done'; readonly why: 'unsigned' | 'failed' }

/** The check of the whole stored register that somebody asked for; one at a time, in the background. */
export class RegisterCheck {
  readonly #parts: { readonly app: Kysely<Schema>; readonly clock: Clock; failed(error: unknown): void }
  #state: CheckState = { as: 'idle' }
  #ended: Promise<void> = Promise.resolve()

  constructor(parts: {
    readonly app: Kysely<Schema>
    readonly clock: Clock
    readonly failed: (error: unknown) => void
  }) {
    this.#parts = parts
  }

  get state(): CheckState {
    return this.#state
  }

  /** When the check that was asked for last has ended; for tests, and for an orderly end. */
  get ended(): Promise<void> {
    return this.#ended
  }

  /**
   * Begins a check. One that goes on does for another, unless that is to compare with a pin that it does not.
   * @returns false where it is not begun for that reason, and the pin was not used
   */
  begin(against?: Pin): boolean {
    if (this.#state.as === 'running') return against === undefined || isSame(against, this.#state.against)
    this.#state = { as: 'running', done: 0n, size: 0n, ...(against && { against }) }
    this.#ended = this.#run(against).then(
      (state) => {
        this.#state = state
      },
      (error: unknown) => {
        this.#parts.failed(error)
        this.#state = { as: 'not-done', why: 'failed' }
      },
    )
    return true
  }

  async #run(against: Pin | undefined): Promise<CheckState> {
    const { app, clock } = this.#parts
    const stored = await storedRegister(app)
    if (stored === undefined) return { as: 'not-done', why: 'unsigned' }
    const verdict = await verifyExport(stored.files, {
      verifier: readVerifierKey(stored.key),
      against: against && Buffer.from(compactPin(against)),
      progress: (done, size) => {
        this.#state = { as: 'running', done, size, ...(against && { against }) }
      },
    })
    const pin = against && { word: compactPin(against), size: against.size }
    await keepCheck(app, { ...foundBy(verdict), endedAt: clock.now(), ...(pin && { pin }) })
    return { as: 'idle' }
  }
}

const isSame = (one: Pin, other: Pin | undefined) =>
  other !== undefined && compactPin(one) === compactPin(other)

const unread = 'the pin that was read before does not read any more'

function foundBy(verdict: Verdict): CheckFound {
  if (verdict.ok) {
    const { checkpoint, compared } = verdict
    // The stored register is no public export, so no pin is newer than its end.
    if (compared?.as === 'unreadable' || compared?.as === 'newer') throw new Error(unread)
    const as = compared === undefined || compared.as === 'beginning' ? 'good' : compared.as
    return { as, size: checkpoint.size }
  }
  const { code, entry } = verdict.fault
  // Why: whoever begins a check has read the pin, and what does not read says nothing of the register.
  if (code === 'against') throw new Error(unread)
  return { as: code, ...(entry !== undefined && { entry }) }
}
