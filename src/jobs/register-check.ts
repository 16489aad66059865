import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { readVerifierKey } from '../register/note.ts'
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
  /** `message` is the check's own sentence: what is wrong, and where. */
  | { readonly as: 'bad'; readonly at: Date; readonly message: string }
  /** Nothing was signed yet, or the check itself could not go on. */
  | { readonly as: 'not-done'; readonly why: 'unsigned' | 'failed' }

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

  /** Begins a check, unless one goes on. @param against an older pin or checkpoint, as pasted */
  begin(against?: string): void {
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

  async #run(against: string | undefined): Promise<CheckState> {
    const { app, clock } = this.#parts
    const stored = await storedRegister(app)
    if (stored === undefined) return { as: 'not-done', why: 'unsigned' }
    const verdict = await verifyExport(stored.files, {
      verifier: readVerifierKey(stored.key),
      against: against === undefined ? undefined : Buffer.from(against),
      progress: (done, size) => {
        this.#state = { as: 'running', done, size }
      },
    })
    const at = clock.now()
    if (!verdict.ok) return { as: 'bad', at, message: verdict.fault.message }
    const { size } = verdict.checkpoint
    const { compared } = verdict
    if (compared === undefined) return { as: 'good', at, size }
    const older = compared.older.size
    if (compared.as === 'beginning') return { as: 'good', at, size, comparedWith: older }
    return { as: 'not-compared', at, size, why: compared.as, older }
  }
}
