import type { StaffActor } from './actor.ts'

/**
 * On what ground staff open a record that no card led to: theirs, never the patron's purpose.
 * INVARIANT: the log has these words (tests/golden).
 */
export const statedBases = ['in-hand', 'known', 'phone', 'list', 'correction', 'pick-up'] as const
export type StatedBasis = (typeof statedBases)[number]

/** Of a call: `list` only where the day's list has it, and `phone` where the patron or a guardian phoned in. */
export type CallBasis = Extract<StatedBasis, 'phone' | 'list'>

/** `card`: the number of a card, scanned or typed. Only the gate says so. */
export const viewBases = ['card', ...statedBases] as const
export type ViewBasis = (typeof viewBases)[number]

const keptMinutes = 10
/** For an act that answers what a record has: acts in between do not lengthen it. */
const titlesMinutes = 30

/**
 * The basis of each record that a session opened in the last ten minutes, so that no one is asked twice for one customer.
 * In memory, because losing it costs one press, and who opened whose record is then written nowhere but in the log.
 */
export class StatedBases {
  readonly #kept = new Map<string, { readonly basis: ViewBasis; readonly untilMs: number }>()
  readonly #acting = new Map<string, { readonly untilMs: number }>()

  readonly #titles = new Map<string, { readonly untilMs: number }>()

  keep(actor: StaffActor, patronId: string, basis: ViewBasis, now: Date): void {
    keepNewest(this.#kept, keyOf(actor, patronId), { basis, untilMs: keptUntil(now) }, now)
    this.letAct(actor, patronId, now)
  }

  /** For a card whose number alone was looked up: acts follow from it, and no view. */
  letAct(actor: StaffActor, patronId: string, now: Date): void {
    keepNewest(this.#acting, keyOf(actor, patronId), { untilMs: keptUntil(now) }, now)
  }

  /** Each act lets the next one follow within ten minutes, so that no one who works on a record is asked again. */
  mayAct(actor: StaffActor, patronId: string, now: Date): boolean {
    const may = (this.#acting.get(keyOf(actor, patronId))?.untilMs ?? 0) > now.getTime()
    if (may) this.letAct(actor, patronId, now)
    return may
  }

  /** A view that is in the log was of their reserves too. */
  sawTitles(actor: StaffActor, patronId: string, now: Date): void {
    const untilMs = now.getTime() + titlesMinutes * 60_000
    keepNewest(this.#titles, keyOf(actor, patronId), { untilMs }, now)
  }

  /** Hostile: one scan for a checkout, then a day of reserves whose answers tell which titles they have. */
  mayTestTitles(actor: StaffActor, patronId: string, now: Date): boolean {
    return (this.#titles.get(keyOf(actor, patronId))?.untilMs ?? 0) > now.getTime()
  }

  of(actor: StaffActor, patronId: string, now: Date): ViewBasis | undefined {
    const kept = this.#kept.get(keyOf(actor, patronId))
    return kept !== undefined && kept.untilMs > now.getTime() ? kept.basis : undefined
  }
}

const keptUntil = (now: Date) => now.getTime() + keptMinutes * 60_000

/** The newest is the last, so what is over is found at the front, however many there are. */
function keepNewest<T extends { readonly untilMs: number }>(
  kept: Map<string, T>,
  key: string,
  one: T,
  now: Date,
): void {
  for (const [old, { untilMs }] of kept) {
    if (untilMs > now.getTime()) break
    kept.delete(old)
  }
  kept.delete(key)
  kept.set(key, one)
}

const keyOf = ({ accountId, session = '' }: StaffActor, patronId: string) =>
  [accountId, session, patronId].join(' ')
