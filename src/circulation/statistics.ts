import type { AgeBand } from '../gate/index.ts'
import { suppressSmall } from '../platform/small-numbers.ts'
import { yearsAfter } from '../policy/index.ts'

/** The band of somebody born on a day, on another day; both `YYYY-MM-DD`. */
export function ageBand(born: string | undefined, on: string): AgeBand {
  if (born === undefined) return 'unknown'
  const reached = (years: number) => yearsAfter(born, years) <= on
  if (reached(65)) return '65-'
  if (reached(19)) return '19-64'
  return reached(13) ? '13-18' : '0-12'
}

/** One return, on its way into the count of its month: what came back, and nothing of who brought it. */
export type CountedReturn = {
  readonly item: string
  readonly band: AgeBand
  /** The day of the return. */
  readonly on: string
  /** A keyed hint of eight bits at who it was: too little to tell, enough to count how many there were at least. */
  readonly hint: number
}

/** Holds or charges that were cut in one act, on their way into the count of their month; of nobody, and for nothing. */
export type AnonymizedLinks = { readonly cut: AnonymizedKind; readonly links: number; readonly on: string }

/** What is cut besides loans, which are counted as what came back. */
export type AnonymizedKind = 'hold' | 'charge'

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
  readonly cut?: Readonly<Partial<Record<AnonymizedKind, number>>>
}

/** Of fewer people than this, no finer count is made than how many things came back. */
export const minPatrons = 20

/** Of fewer people than this, no number is told of one age and collection. */
export const minPatronsInCell = 5

/** In the place of a collection: of several that too few people of an age brought, together. No catalogue has a code so. */
export const combinedCollections = '*'

export const emptyCount: MonthCount = { returns: 0, untold: 0, items: {}, bands: {} }

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
  returned: readonly CountedReturn[],
  collectionOf: (item: string) => string,
): Map<string, MonthCount> {
  const added = new Map(counts)
  const parts = new Set(returned.map(({ on }) => partOfMonth(on)))
  for (const part of parts) {
    const month = monthOf(part)
    const those = returned.filter(({ on }) => partOfMonth(on) === part)
    added.set(month, addPart(added.get(month) ?? emptyCount, those, collectionOf))
  }
  return added
}

/** The counts of the months with these holds and charges added. */
export function addAnonymized(
  counts: ReadonlyMap<string, MonthCount>,
  cuts: readonly AnonymizedLinks[],
): Map<string, MonthCount> {
  const added = new Map(counts)
  for (const { cut, links, on } of cuts) {
    const count = added.get(monthOf(on)) ?? emptyCount
    added.set(monthOf(on), { ...count, cut: { ...count.cut, [cut]: (count.cut?.[cut] ?? 0) + links } })
  }
  return added
}

/** With so many more returns of which no more is known than that. */
export function addUnpublished(count: MonthCount = emptyCount, returns: number): MonthCount {
  return { ...count, returns: count.returns + returns, untold: count.untold + returns }
}

function addPart(
  count: MonthCount,
  part: readonly CountedReturn[],
  collectionOf: (item: string) => string,
): MonthCount {
  if (!isLargeEnough(part)) return addUnpublished(count, part.length)
  const items = { ...count.items }
  const bands = { ...count.bands }
  for (const { item } of part) addOne(items, item)
  for (const [band, those] of bandsToPublish(part)) {
    for (const [collection, cell] of collectionsToPublish(those, collectionOf)) {
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
function isLargeEnough(returned: readonly CountedReturn[], least = minPatrons): boolean {
  const shares = new Map<number, number>()
  for (const { hint } of returned) shares.set(hint, (shares.get(hint) ?? 0) + 1)
  return shares.size >= least && Math.max(...shares.values()) * 2 <= returned.length
}

/**
 * The bands that may stand apart. A band of too few goes into `any`; where that is too few itself, the smallest of the
 * others goes in too, for else it could be had by subtraction.
 */
function bandsToPublish(
  part: readonly CountedReturn[],
): readonly (readonly [string, readonly CountedReturn[]])[] {
  return separateOrCombined(
    'any',
    groupedBy(part, ({ band }) => band),
    minPatrons,
  )
}

/** The collections of an age that may stand apart, in the same way: a number of one person's is in no table. */
function collectionsToPublish(
  band: readonly CountedReturn[],
  collectionOf: (item: string) => string,
): readonly (readonly [string, readonly CountedReturn[]])[] {
  return separateOrCombined(
    combinedCollections,
    groupedBy(band, ({ item }) => collectionOf(item)),
    minPatronsInCell,
  )
}

function groupedBy(
  returned: readonly CountedReturn[],
  keyOf: (one: CountedReturn) => string,
): readonly (readonly [string, readonly CountedReturn[]])[] {
  const groups = new Map<string, CountedReturn[]>()
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
function separateOrCombined(
  rest: string,
  groups: readonly (readonly [string, readonly CountedReturn[]])[],
  least: number,
): readonly (readonly [string, readonly CountedReturn[]])[] {
  const apart = groups
    .filter(([, those]) => isLargeEnough(those, least))
    .sort(([, one], [, other]) => one.length - other.length)
  let others = groups.filter(([key]) => apart.every(([other]) => other !== key)).flatMap(([, those]) => those)
  // It ends: all of them together are a crowd.
  while (others.length > 0 && !isLargeEnough(others, least))
    others = [...others, ...(apart.shift()?.[1] ?? [])]
  return others.length > 0 ? [...apart, [rest, others]] : apart
}

/** A month as it was counted: how many things came back, and how many of them stand in no finer count. */
export type CountedMonth = { readonly month: string; readonly returns: number; readonly untold: number }

/** A count of it; `band` is an age, or `any`. */
export type CountedBand = { readonly band: string; readonly collection: string; readonly returns: number }

/** `null` is a number that is left out, in every count below. */
export type PublishedCount = number | null

/** The ages of a report: those that a library counts apart, and the ones of too few people together. */
export type PublishedBand = AgeBand | 'any'

/** What may be told of a month. */
export type PublishedMonth = {
  readonly month: string
  readonly returns: number
  /** Of them, how many came back in days in which too few people brought something. */
  readonly untold: number
  /** True where not one of its finer counts may be told. */
  readonly withheld: boolean
  readonly bands: readonly PublishedBand[]
  readonly collections: readonly string[]
  ofBand(band: PublishedBand): PublishedCount
  ofCollection(collection: string): PublishedCount
  cell(band: PublishedBand, collection: string): PublishedCount
}

/** As a report lists them. */
export const bandsInOrder: readonly PublishedBand[] = ['0-12', '13-18', '19-64', '65-', 'unknown', 'any']

/**
 * What may be told of a month. It hangs from that month's counts and from nothing else, so every report tells the same
 * of it, whatever else it holds: two of them side by side give away no more than one, and no two months have a return
 * in common.
 */
export function publishedMonth(month: CountedMonth, counted: readonly CountedBand[]): PublishedMonth {
  const bands = bandsInOrder.filter((band) => counted.some((one) => one.band === band))
  const collections = [...new Set(counted.map(({ collection }) => collection))].sort()
  const counts = bands.map((band) =>
    collections.map((collection) =>
      counted
        .filter((one) => one.band === band && one.collection === collection)
        .reduce((sum, { returns }) => sum + returns, 0),
    ),
  )
  const { cells, rowSums, columnSums } = suppressSmall(counts)
  const rowOf = (band: PublishedBand) => bands.indexOf(band)
  const columnOf = (collection: string) => collections.indexOf(collection)
  const withheld = rowSums.every((each) => each === null) && columnSums.every((each) => each === null)
  // What is in no count of a month that tells some is none; where nothing is told, neither is that.
  const hasTogether = collections.includes(combinedCollections)
  const none = withheld || hasTogether ? null : 0
  return {
    ...{ ...month, withheld, bands, collections },
    // Why not none: an age that does not stand apart is among the ages together.
    ofBand: (band) => rowSums[rowOf(band)] ?? null,
    ofCollection: (collection) => publishedAt(columnSums, columnOf(collection), none),
    cell: (band, collection) => {
      const row = cells[rowOf(band)]
      if (row === undefined) return null
      const found = publishedAt(row, columnOf(collection), none)
      // Where an age has some that are counted together, none of a collection may only mean: none apart.
      return found === 0 && publishedAt(row, columnOf(combinedCollections), 0) !== 0 ? null : found
    },
  }
}

function publishedAt(told: readonly PublishedCount[], at: number, none: PublishedCount): PublishedCount {
  return at < 0 ? none : (told[at] ?? null)
}
