import { blindingOf, tickValue } from '../register/commitment.ts'
import type { CellNumber } from './side.ts'

/** A place in the logs of an export: which of them, the oldest 0, and how many leaves of it come before. */
export type Place = { readonly log: number; readonly index: number }

export const isBefore = (one: Place, other: Place): boolean =>
  one.log < other.log || (one.log === other.log && one.index < other.index)

/** A leaf of commitments: where it stands, its id, and the value of each cell. */
export type TickLeaf = { readonly at: Place; readonly id: Buffer; readonly values: readonly Buffer[] }

/** What may stand in the cell from a place on: C, 32 bytes. */
export type StateAt = { readonly commitment: Buffer; readonly from: Place }

/** A tick that was under way when a cell was written, and one that was killed: so many may hold what was there before. */
export const mayHoldOlder = 2

/**
 * How a cell's leaves are held to what a proof says:
 * - `each`: each holds the state that is expected there; the first two may tell of what was in the cell before;
 * - `since`: each likewise, once one did: those before tell of what was in the cell before;
 * - `some`: those are looked for that hold one of the states.
 */
export type WalkMode = 'each' | 'since' | 'some'

/**
 * Goes through the leaves of commitments, in order, and holds the value of one cell in each to the states of a proof. Pure.
 */
export class CellWalk {
  readonly cell: CellNumber
  readonly #states: readonly StateAt[]
  readonly #keys: readonly Buffer[]
  readonly #until: Place
  readonly #mode: WalkMode
  /** The state that the leaf before held, and the key that opened it. */
  #state = 0
  #key = 0
  /** Of each state the first leaf that holds it. */
  readonly firsts: (Place | undefined)[]
  /** And by which month's key it opened, as their number. */
  readonly firstKeys: (number | undefined)[]
  /** The first and the last that hold any. */
  first: Place | undefined
  last: Place | undefined
  /** How many leaves lie in what the proof speaks of, and how many hold one of its states. */
  seen = 0
  held = 0

  /**
   * @param parts.states in their order; their places do not fall
   * @param parts.keys K of each month in order, 32 bytes each
   * @param parts.until the first place of which the proof says nothing
   */
  constructor(parts: {
    readonly cell: CellNumber
    readonly states: readonly StateAt[]
    readonly keys: readonly Buffer[]
    readonly until: Place
    readonly mode: WalkMode
  }) {
    this.cell = parts.cell
    this.#states = parts.states
    this.#keys = parts.keys
    this.#until = parts.until
    this.#mode = parts.mode
    this.firsts = parts.states.map(() => undefined)
    this.firstKeys = parts.states.map(() => undefined)
  }

  /** Where the proof begins to speak, and where it ends. */
  get from(): Place {
    return this.#states[0]?.from ?? this.#until
  }

  get until(): Place {
    return this.#until
  }

  /** Whether the leaf holds what the proof says, or the proof says nothing of it. */
  take({ at, id, values }: TickLeaf): boolean {
    if (isBefore(at, this.from) || !isBefore(at, this.#until)) return true
    this.seen += 1
    const value = values[this.cell - 1]
    const found = value === undefined ? undefined : this.#opening(id, value, this.#candidates(at))
    if (found === undefined) return this.#mode === 'some' || (this.held === 0 && this.#mayBeOlder())
    this.#state = found.state
    this.#key = found.key
    this.firsts[found.state] ??= at
    this.firstKeys[found.state] ??= found.key
    this.first ??= at
    this.last = at
    this.held += 1
    return true
  }

  /** Whether a leaf may tell of what was in the cell before the first state, as where a tick was under way. */
  #mayBeOlder(): boolean {
    return this.#mode === 'since' || (this.#states.length > 1 && this.seen <= mayHoldOlder)
  }

  /**
   * Which states may stand in the leaf there, the likely ones first. The pointer never goes back. Of the states that were written
   * after the same tick any may: the next tick reads the cell at some moment between them; and the last one before them, where
   * it had read already.
   */
  #candidates(at: Place): number[] {
    if (this.#mode === 'some') return [...new Set([this.#state, ...this.#states.keys()])]
    const states = this.#states
    let high = this.#state
    while (high + 1 < states.length && !isBefore(at, states[high + 1]?.from as Place)) high += 1
    let low = high
    while (low > this.#state && samePlace(states[low - 1], states[high])) low -= 1
    low = Math.max(this.#state, low - 1)
    const likely = low === this.#state ? [low] : []
    for (let state = high; state >= low; state -= 1) if (state !== likely[0]) likely.push(state)
    return likely
  }

  /**
   * Which of the states the value is, and by which month's key. Why every key is tried where the one of the leaf before does not
   * do: a clock that was set back brings a month back. No value opens in two ways.
   */
  #opening(
    id: Buffer,
    value: Buffer,
    states: readonly number[],
  ): { readonly state: number; readonly key: number } | undefined {
    const count = this.#keys.length
    for (let nth = 0; nth < count; nth += 1) {
      const key = (this.#key + nth) % count
      const blinding = blindingOf(this.#keys[key] as Buffer, id)
      for (const state of states) {
        if (tickValue(this.#states[state]?.commitment as Buffer, blinding).equals(value))
          return { state, key }
      }
    }
    return undefined
  }
}

const samePlace = (one: StateAt | undefined, other: StateAt | undefined): boolean =>
  one?.from.log === other?.from.log && one?.from.index === other?.from.index
