import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { FaultCode } from '../register/export-files.ts'
import { readVerifierKey } from '../register/note.ts'
import { compactPin, type Pin } from '../register/pin.ts'
import { verifyExport } from '../register/verify-export.ts'
import type { Schema } from '../store/schema.ts'
import { storedRegister } from './stored-register.ts'

export type CheckState =
  | { readonly as: 'none' }
  | { readonly as: 'running'; readonly done: bigint; readonly size: bigint }
  | { readonly as: 'good'; readonly at: Date; readonly size: bigint; readonly comparedWith?: bigint }
  /** Whole by itself, and not shown to go on from the older pin that was given. */
  | {
      readonly as: 'not-compared'
      readonly at: Date
      readonly size: bigint
      readonly why: 'lost' | 'absent'
      readonly older: bigint
    }
  /** What is wrong with the register itself; `entry` is the index of the one that is. */
  | { readonly as: 'bad'; readonly at: Date; readonly fault: CheckFault; readonly entry?: bigint }
  /** Nothing was signed yet, or the check itself could not go on. */
  | { readonly as: 'not-done'; readonly why: 'unsigned' | 'failed' }

/** What a check can find. A pin that does not read is not among it: it is read before (`readOlderPin`). */
export type CheckFault = Exclude<FaultCode, 'against'>

/** The check of the whole stored register that somebody asked for; one at a time, in the background. */
export class RegisterCheck {
  readonly #parts: { readonly app: Kysely<Schema>; readonly clock: Clock; failed(error: unknown): void }
  #state: CheckState = { as: 'none' }
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

  /** Begins a check, unless one goes on. @param against an older pin */
  begin(against?: Pin): void {
    if (this.#state.as === 'running') return
    this.#state = { as: 'running', done: 0n, size: 0n }
    this.#ended = this.#run(against).then(
      (state) => {
        this.#state = state
      },
      (error: unknown) => {
        this.#parts.failed(error)
        this.#state = { as: 'not-done', why: 'failed' }
      },
    )
  }

  async #run(against: Pin | undefined): Promise<CheckState> {
    const { app, clock } = this.#parts
    const stored = await storedRegister(app)
    if (stored === undefined) return { as: 'not-done', why: 'unsigned' }
    const verdict = await verifyExport(stored.files, {
      verifier: readVerifierKey(stored.key),
      against: against && Buffer.from(compactPin(against)),
      progress: (done, size) => {
        this.#state = { as: 'running', done, size }
      },
    })
    const at = clock.now()
    if (!verdict.ok) {
      const { code, entry } = verdict.fault
      if (code === 'against') throw new Error('a pin that was read does not read any more')
      return { as: 'bad', at, fault: code, ...(entry !== undefined && { entry }) }
    }
    const { size } = verdict.checkpoint
    const { compared } = verdict
    if (compared === undefined) return { as: 'good', at, size }
    const older = compared.older.size
    if (compared.as === 'beginning') return { as: 'good', at, size, comparedWith: older }
    return { as: 'not-compared', at, size, why: compared.as, older }
  }
}
