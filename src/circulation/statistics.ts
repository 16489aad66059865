import type { AgeBand } from '../gate/index.ts'
import { isCrowd, suppressSmall } from '../platform/small-numbers.ts'
import { yearsAfter } from '../policy/index.ts'

export function ageBand(born: string | undefined, on: string): AgeBand {
  if (born === undefined) return 'unknown'
  const reached = (years: number) => yearsAfter(born, years) <= on
  if (reached(65)) return '65-'
  if (reached(19)) return '19-64'
  return reached(13) ? '13-18' : '0-12'
}

export type CountedReturn = {
  readonly item: string
  readonly band: AgeBand
  readonly on: string
  /**
   * A keyed eight-bit hint of the patron: too short to identify anyone, enough for a lower bound of how many there
   * were.
   */
  readonly hint: number
}

export type AnonymizedLinks = { readonly cut: AnonymizedKind; readonly links: number; readonly on: string }

export type AnonymizedKind = 'hold' | 'charge'

/**
 * A month's count. Keys of `items` are item ids; keys of `bands` are an age band (`any` for combined ones), a space,
 * and a collection.
 */
export type MonthCount = {
  readonly returns: number
  /** Returns that no finer count includes, because there were too few patrons. */
  readonly untold: number
  readonly items: Readonly<Record<string, number>>
  readonly bands: Readonly<Record<string, number>>
  readonly cut?: Readonly<Partial<Record<AnonymizedKind, number>>>
}

/** With fewer patrons, only the number of returns is published. */
export const minPatrons = 20

/** With fewer patrons, no number is published for an age and collection. */
export const minPatronsInCell = 5

/** Several collections combined because each had too few patrons of an age. No catalog uses this code. */
export const combinedCollections = '*'

export const emptyCount: MonthCount = { returns: 0, untold: 0, items: {}, bands: {} }

export const monthOf = (day: string) => day.slice(0, 7)

/** The months of the last whole quarter, as `YYYY-MM`. @param today `YYYY-MM-DD` */
export function lastQuarter(today: string): readonly string[] {
  const year = Number(today.slice(0, 4))
  const first = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 - 3
  const [ofYear, from] = first < 0 ? [year - 1, 10] : [year, first + 1]
  return [from, from + 1, from + 2].map((month) => `${ofYear}-${String(month).padStart(2, '0')}`)
}

/**
 * Returns are counted in three parts of a month.
 *
 * Why: queued rows are sealed once, under the link key of their night, which lives 14 nights; a part has at most 11
 * days.
 */
export function partOfMonth(day: string): string {
  const part = Math.min(3, Math.ceil(Number(day.slice(8, 10)) / 10))
  return `${monthOf(day)} ${part}`
}

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

/** Returns of which nothing else is known. */
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

/** Why: the order of insertion would reveal which return was counted first. */
function inOrder(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function addOne(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

function isLargeEnough(returned: readonly CountedReturn[], least = minPatrons): boolean {
  const shares = new Map<number, number>()
  for (const { hint } of returned) shares.set(hint, (shares.get(hint) ?? 0) + 1)
  return isCrowd([...shares.values()], least)
}

/**
 * Age bands to publish. Bands with too few patrons go into `any`; if that is still too small, the smallest other band
 * joins it, since it could be found by subtraction.
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
 * Groups that are large enough, and the rest combined. INVARIANT: every published group is large enough and together
 * they are everything, so no subtraction reveals a smaller group.
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
  // Terminates: all groups together are large enough.
  while (others.length > 0 && !isLargeEnough(others, least))
    others = [...others, ...(apart.shift()?.[1] ?? [])]
  return others.length > 0 ? [...apart, [rest, others]] : apart
}

export type CountedMonth = { readonly month: string; readonly returns: number; readonly untold: number }

export type CountedBand = { readonly band: string; readonly collection: string; readonly returns: number }

/** `null`: suppressed. */
export type PublishedCount = number | null

export type PublishedBand = AgeBand | 'any'

export type PublishedMonth = {
  readonly month: string
  readonly returns: number
  readonly untold: number
  /** None of its finer counts may be published. */
  readonly withheld: boolean
  readonly bands: readonly PublishedBand[]
  readonly collections: readonly string[]
  ofBand(band: PublishedBand): PublishedCount
  ofCollection(collection: string): PublishedCount
  cell(band: PublishedBand, collection: string): PublishedCount
}

export const bandsInOrder: readonly PublishedBand[] = ['0-12', '13-18', '19-64', '65-', 'unknown', 'any']

/**
 * What may be published of a month. It depends on that month alone, so every report shows the same, and two reports
 * reveal no more than one.
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
  // A collection that is missing had no returns, unless collections were combined.
  const hasTogether = collections.includes(combinedCollections)
  const none = withheld || hasTogether ? null : 0
  return {
    ...month,
    withheld,
    bands,
    collections,
    // Why not 0: an age without a row of its own is in the combined one.
    ofBand: (band) => rowSums[rowOf(band)] ?? null,
    ofCollection: (collection) => publishedAt(columnSums, columnOf(collection), none),
    cell: (band, collection) => {
      const row = cells[rowOf(band)]
      if (row === undefined) return null
      const found = publishedAt(row, columnOf(collection), none)
      // If some collections of this age are combined, 0 may only mean: none separately.
      return found === 0 && publishedAt(row, columnOf(combinedCollections), 0) !== 0 ? null : found
    },
  }
}

function publishedAt(told: readonly PublishedCount[], at: number, none: PublishedCount): PublishedCount {
  return at < 0 ? none : (told[at] ?? null)
}
