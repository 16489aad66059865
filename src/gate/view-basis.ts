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
  readonly #kept = new Lasting<ViewBasis>(keptMinutes)
  readonly #acting = new Lasting<true>(keptMinutes)
  readonly #titles = new Lasting<true>(titlesMinutes)

  keep(actor: StaffActor, patronId: string, basis: ViewBasis, now: Date): void {
    this.#kept.keep(keyOf(actor, patronId), basis, now)
    this.letAct(actor, patronId, now)
  }

  /** For a card whose number alone was looked up: acts follow from it, and no view. */
  letAct(actor: StaffActor, patronId: string, now: Date): void {
    this.#acting.keep(keyOf(actor, patronId), true, now)
  }

  /** Each act lets the next one follow within ten minutes, so that no one who works on a record is asked again. */
  mayAct(actor: StaffActor, patronId: string, now: Date): boolean {
    const may = this.#acting.of(keyOf(actor, patronId), now) === true
    if (may) this.letAct(actor, patronId, now)
    return may
  }

  /** A view that is in the log was of their reserves too. */
  sawTitles(actor: StaffActor, patronId: string, now: Date): void {
    this.#titles.keep(keyOf(actor, patronId), true, now)
  }

  /** Hostile: one scan for a checkout, then a day of reserves whose answers tell which titles they have. */
  mayTestTitles(actor: StaffActor, patronId: string, now: Date): boolean {
    return this.#titles.of(keyOf(actor, patronId), now) === true
  }

  of(actor: StaffActor, patronId: string, now: Date): ViewBasis | undefined {
    return this.#kept.of(keyOf(actor, patronId), now)
  }
}

/**
 * Values that are over after some minutes. The one kept last is at the end, so what is over is dropped from the front, and keeping
 * one costs the same however many there are.
 */
class Lasting<T> {
  readonly #kept = new Map<string, { readonly value: T; readonly untilMs: number }>()
  readonly #lifetimeMs: number

  constructor(minutes: number) {
    this.#lifetimeMs = minutes * 60_000
  }

  keep(key: string, value: T, now: Date): void {
    for (const [old, { untilMs }] of this.#kept) {
      if (this.#lasts(untilMs, now)) break
      this.#kept.delete(old)
    }
    this.#kept.delete(key)
    this.#kept.set(key, { value, untilMs: now.getTime() + this.#lifetimeMs })
  }

  of(key: string, now: Date): T | undefined {
    const one = this.#kept.get(key)
    return one !== undefined && this.#lasts(one.untilMs, now) ? one.value : undefined
  }

  /** What was kept while the clock was ahead is over too: it would last longer than it may. */
  #lasts(untilMs: number, now: Date): boolean {
    const leftMs = untilMs - now.getTime()
    return leftMs > 0 && leftMs <= this.#lifetimeMs
  }
}

const keyOf = ({ accountId, session = '' }: StaffActor, patronId: string) =>
  [accountId, session, patronId].join(' ')
