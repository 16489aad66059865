import type { StaffActor } from './actor.ts'

/**
 * On what ground staff open a record that no card led to: theirs, never the patron's purpose.
 * INVARIANT: the log has these words (tests/golden).
 */
export const statedBases = ['in-hand', 'known', 'phone', 'list', 'correction'] as const
export type StatedBasis = (typeof statedBases)[number]

/** `card`: the number of a card, scanned or typed. Only the gate says so. */
export const viewBases = ['card', ...statedBases] as const
export type ViewBasis = (typeof viewBases)[number]

const keptMinutes = 10

/**
 * The basis of each record that a session opened in the last ten minutes, so that no one is asked twice for one customer.
 * In memory, because losing it costs one press, and who opened whose record is then written nowhere but in the log.
 */
export class StatedBases {
  readonly #kept = new Map<string, { readonly basis: ViewBasis; readonly untilMs: number }>()

  keep(actor: StaffActor, patronId: string, basis: ViewBasis, now: Date): void {
    for (const [key, { untilMs }] of this.#kept) if (untilMs <= now.getTime()) this.#kept.delete(key)
    this.#kept.set(keyOf(actor, patronId), { basis, untilMs: now.getTime() + keptMinutes * 60_000 })
  }

  of(actor: StaffActor, patronId: string, now: Date): ViewBasis | undefined {
    const kept = this.#kept.get(keyOf(actor, patronId))
    return kept !== undefined && kept.untilMs > now.getTime() ? kept.basis : undefined
  }
}

const keyOf = ({ accountId, session = '' }: StaffActor, patronId: string) =>
  [accountId, session, patronId].join(' ')
