import type { HoldLink } from './link.ts'

/*
 * Who waits for a title stands in line: first placed, first filled. A hold keeps its place as a number, and no day and
 * no time: the number says who is before whom, and nothing of when.
 */
type InLine = Pick<HoldLink, 'turn' | 'state'>

/** The place behind all of these. */
export function nextTurn(line: readonly InLine[]): number {
  return Math.max(0, ...line.map(({ turn }) => turn ?? 0)) + 1
}

/** Whose turn it is; undefined where nobody waits whom a copy could be given to. */
export function firstInLine<H extends InLine>(line: readonly H[]): H | undefined {
  return line.filter(isUnfilled).sort((one, other) => (one.turn ?? 0) - (other.turn ?? 0))[0]
}

/** Whether a copy is still to be found for it. A paused one waits, and is passed over. */
export function isUnfilled({ state }: InLine): boolean {
  return state === 'placed'
}
