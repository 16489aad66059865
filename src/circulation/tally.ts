import type { AgeBand } from './age-band.ts'

/** One return, on its way into the count of its month: what came back, and nothing of who brought it. */
export type Returned = {
  readonly item: string
  readonly band: AgeBand
  /** The day of the return. */
  readonly on: string
  /** A keyed hint of eight bits at who it was: too little to tell, enough to count how many there were at least. */
  readonly hint: number
}

/** Holds or charges that were cut in one act, on their way into the count of their month; of nobody, and for nothing. */
export type CutLinks = { readonly cut: CutSeries; readonly links: number; readonly on: string }

/** What is cut besides loans, which are counted as what came back. */
export type CutSeries = 'hold' | 'charge'

/**
 * What a month's returns come to. The keys of `items` are items; those of `bands` an age band, or `any` where it was
 * too few people, a space, and a collection.
 */
export type MonthCount = {
  readonly returns: number
  /** How many of them stand in no finer count, since too few people had returned something. */
  readonly untold: number
  readonly items: Readonly<Record<string, number>>
  readonly bands: Readonly<Record<string, number>>
  /** How many holds and charges were cut; absent where none was. */
  readonly cut?: Readonly<Partial<Record<CutSeries, number>>>
}

/** Of fewer people than this, no finer count is made than how many things came back. */
export const leastPatrons = 20

/** Of fewer people than this, no number is told of one age and collection. */
export const leastInCell = 5

/** In the place of a collection: of several that too few people of an age brought, together. No catalogue has a code so. */
export const together = '*'

export const nothingCounted: MonthCount = { returns: 0, untold: 0, items: {}, bands: {} }

export const monthOf = (day: string) => day.slice(0, 7)

/**
 * The part of its month that a day is in. Returns are counted a part at a time.
 *
 * Why parts and not the month: what waits to be counted is sealed under the link key of its own night and never
 * again, for sealed anew it could be read for longer than the promise. That key lives 14 nights; a part has 11 days.
 */
export function partOfMonth(day: string): string {
  const part = Math.min(3, Math.ceil(Number(day.slice(8, 10)) / 10))
  return `${monthOf(day)} ${part}`
}

/**
 * The counts of the months, by `YYYY-MM`, with these returns added, a part at a time.
 * @param collectionOf the item's collection
 */
export function addReturns(
  counts: ReadonlyMap<string, MonthCount>,
  returned: readonly Returned[],
  collectionOf: (item: string) => string,
): Map<string, MonthCount> {
  const added = new Map(counts)
  const parts = new Set(returned.map(({ on }) => partOfMonth(on)))
  for (const part of parts) {
    const month = monthOf(part)
    const those = returned.filter(({ on }) => partOfMonth(on) === part)
    added.set(month, addPart(added.get(month) ?? nothingCounted, those, collectionOf))
  }
  return added
}

/** The counts of the months with these holds and charges added. */
export function addCuts(
  counts: ReadonlyMap<string, MonthCount>,
  cuts: readonly CutLinks[],
): Map<string, MonthCount> {
  const added = new Map(counts)
  for (const { cut, links, on } of cuts) {
    const count = added.get(monthOf(on)) ?? nothingCounted
    added.set(monthOf(on), { ...count, cut: { ...count.cut, [cut]: (count.cut?.[cut] ?? 0) + links } })
  }
  return added
}

/** With so many more returns of which no more is known than that. */
export function addUntold(count: MonthCount = nothingCounted, returns: number): MonthCount {
  return { ...count, returns: count.returns + returns, untold: count.untold + returns }
}

function addPart(
  count: MonthCount,
  part: readonly Returned[],
  collectionOf: (item: string) => string,
): MonthCount {
  if (!isCrowd(part)) return addUntold(count, part.length)
  const items = { ...count.items }
  const bands = { ...count.bands }
  for (const { item } of part) addOne(items, item)
  for (const [band, those] of bandsToTell(part)) {
    for (const [collection, cell] of collectionsToTell(those, collectionOf)) {
      for (const _one of cell) addOne(bands, `${band} ${collection}`)
    }
  }
  const returns = count.returns + part.length
  return { ...count, returns, items: inOrder(items), bands: inOrder(bands) }
}

/** Why: what was counted first would stand first, and the order in which rows of returns were written is known. */
function inOrder(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function addOne(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

/** Enough people, and none of them with more than half of it. */
function isCrowd(returned: readonly Returned[], least = leastPatrons): boolean {
  const shares = new Map<number, number>()
  for (const { hint } of returned) shares.set(hint, (shares.get(hint) ?? 0) + 1)
  return shares.size >= least && Math.max(...shares.values()) * 2 <= returned.length
}

/**
 * The bands that may stand apart. A band of too few goes into `any`; where that is too few itself, the smallest of the
 * others goes in too, for else it could be had by subtraction.
 */
function bandsToTell(part: readonly Returned[]): readonly (readonly [string, readonly Returned[]])[] {
  return apartOrIn(
    'any',
    groupedBy(part, ({ band }) => band),
    leastPatrons,
  )
}

/** The collections of an age that may stand apart, in the same way: a number of one person's is in no table. */
function collectionsToTell(
  band: readonly Returned[],
  collectionOf: (item: string) => string,
): readonly (readonly [string, readonly Returned[]])[] {
  return apartOrIn(
    together,
    groupedBy(band, ({ item }) => collectionOf(item)),
    leastInCell,
  )
}

function groupedBy(
  returned: readonly Returned[],
  keyOf: (one: Returned) => string,
): readonly (readonly [string, readonly Returned[]])[] {
  const groups = new Map<string, Returned[]>()
  for (const one of returned) {
    const key = keyOf(one)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups]
}

/**
 * Each group that is a crowd, and the others in one. INVARIANT: every group told is a crowd, and together they are all
 * that there is, so no difference of what is told is of fewer people.
 */
function apartOrIn(
  rest: string,
  groups: readonly (readonly [string, readonly Returned[]])[],
  least: number,
): readonly (readonly [string, readonly Returned[]])[] {
  const apart = groups
    .filter(([, those]) => isCrowd(those, least))
    .sort(([, one], [, other]) => one.length - other.length)
  let others = groups.filter(([key]) => apart.every(([other]) => other !== key)).flatMap(([, those]) => those)
  // It ends: all of them together are a crowd.
  while (others.length > 0 && !isCrowd(others, least)) others = [...others, ...(apart.shift()?.[1] ?? [])]
  return others.length > 0 ? [...apart, [rest, others]] : apart
}
