import { type Kept, keptText, markOfItem, newAlias, readKept, type Slip } from '../circulation/kept.ts'
import { firstInLine, isUnfilled, nextTurn } from '../circulation/line.ts'
import type { HoldLink } from '../circulation/link.ts'
import { type LinkRow, openLink, type SealedLink, sealLink } from './link.ts'
import { changeLink } from './link-change.ts'
import type { LinkKeys } from './link-keys.ts'

/*
 * The line of those who wait for a title, for whoever may not know who stands in it: each of these gives out a sealed
 * link, a yes or no, titles that nobody's name is with, or what a slip says.
 */

/** A hold behind all that there are of the title. */
export function holdInLine(
  keys: LinkKeys,
  { patronId, titleId }: { readonly patronId: string; readonly titleId: string },
  line: readonly SealedLink[],
): LinkRow {
  const turn = nextTurn(line.map((row) => opened(keys, row)))
  return sealLink(keys, 'hold', { patron: patronId, title: titleId, state: 'placed', turn })
}

/** Whether anybody waits for a title to whom a copy could be given. */
export function isWaitedFor(keys: LinkKeys, line: readonly SealedLink[]): boolean {
  return line.some((row) => isUnfilled(opened(keys, row)))
}

/** Where a slip has its alias from: chance, and what its reader chose. */
export type SlipNaming = {
  below(limit: number): number
  chosenBy(patronId: string): Promise<string | undefined>
}

/**
 * The hold whose turn it is, kept for until a day, and what its slip says; undefined where nobody waits.
 * @param naming.ofPatron the holds of a patron, among whom one that waits lends its alias: one customer has one word to say
 * @param naming.chosenBy the word that a patron chose for their slips, if any
 */
export async function fillNext(
  keys: LinkKeys,
  line: readonly SealedLink[],
  { itemId, until }: { readonly itemId: string; readonly until: string },
  naming: SlipNaming & { ofPatron(patronId: string): Promise<readonly SealedLink[]> },
): Promise<{ readonly before: SealedLink; readonly filled: LinkRow; readonly slip: Slip } | undefined> {
  const first = firstInLine(line.map((row) => ({ row, ...opened(keys, row) })))
  if (first === undefined) return undefined
  const others = await naming.ofPatron(first.patron)
  const alias =
    others.map((row) => keptIn(keys, row)?.alias).find(Boolean) ??
    newAlias(naming.below, await naming.chosenBy(first.patron))
  const kept = keptText({ item: markOfItem(itemId), alias, until })
  return {
    before: first.row,
    filled: changeLink(keys, 'hold', first.row, { state: 'waiting', kept }),
    slip: { alias, until },
  }
}

/** The holds for which this copy is kept, one at most but for a mistake, and what its slip says. */
export function keptCopy(
  keys: LinkKeys,
  line: readonly SealedLink[],
  itemId: string,
): { readonly row: SealedLink; readonly slip: Slip } | undefined {
  for (const row of line) {
    const kept = keptIn(keys, row)
    if (kept?.item === markOfItem(itemId)) return { row, slip: { alias: kept.alias, until: kept.until } }
  }
  return undefined
}

/** Whether a patron has a title on hold, among their holds. */
export function hasTitle(keys: LinkKeys, theirs: readonly SealedLink[], titleId: string): boolean {
  return theirs.some((row) => opened(keys, row).title === titleId)
}

/** What holds come to on the shelf: for how many a copy is to be found, by title, and which copies are kept. */
export function onShelf(
  keys: LinkKeys,
  holds: readonly SealedLink[],
): { readonly wanted: ReadonlyMap<string, number>; readonly slips: readonly Slip[] } {
  const wanted = new Map<string, number>()
  for (const { title, ...hold } of holds.map((row) => opened(keys, row))) {
    if (isUnfilled(hold)) wanted.set(title, (wanted.get(title) ?? 0) + 1)
  }
  return { wanted, slips: holds.flatMap((row) => keptIn(keys, row) ?? []) }
}

/** The copies of a title that are kept for somebody. */
export function keptMarks(keys: LinkKeys, line: readonly SealedLink[]): Set<string> {
  return new Set(line.flatMap((row) => keptIn(keys, row)?.item ?? []))
}

const opened = (keys: LinkKeys, row: SealedLink): HoldLink => openLink(keys, 'hold', row)
const keptIn = (keys: LinkKeys, row: SealedLink): Kept | undefined => readKept(opened(keys, row).kept)
