import type { AgeBand } from './age-band.ts'
import { suppressSmall } from './small-cells.ts'
import { together } from './tally.ts'

/** A month as it was counted: how many things came back, and how many of them stand in no finer count. */
export type MonthCounted = { readonly month: string; readonly returns: number; readonly untold: number }

/** A count of it; `band` is an age, or `any`. */
export type BandCounted = { readonly band: string; readonly collection: string; readonly returns: number }

/** `null` is a number that is left out, in every count below. */
export type Told = number | null

/** The ages of a report: those that a library counts apart, and the ones of too few people together. */
export type ToldBand = AgeBand | 'any'

/** What may be told of a month. */
export type MonthTold = {
  readonly month: string
  readonly returns: number
  /** Of them, how many came back in days in which too few people brought something. */
  readonly untold: number
  /** True where not one of its finer counts may be told. */
  readonly withheld: boolean
  readonly bands: readonly ToldBand[]
  readonly collections: readonly string[]
  ofBand(band: ToldBand): Told
  ofCollection(collection: string): Told
  cell(band: ToldBand, collection: string): Told
}

/** As a report lists them. */
export const bandsInOrder: readonly ToldBand[] = ['0-12', '13-18', '19-64', '65-', 'unknown', 'any']

/**
 * What may be told of a month. It hangs from that month's counts and from nothing else, so every report tells the same
 * of it, whatever else it holds: two of them side by side give away no more than one, and no two months have a return
 * in common.
 */
export function monthTold(month: MonthCounted, counted: readonly BandCounted[]): MonthTold {
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
  const rowOf = (band: ToldBand) => bands.indexOf(band)
  const columnOf = (collection: string) => collections.indexOf(collection)
  const withheld = rowSums.every((each) => each === null) && columnSums.every((each) => each === null)
  // What is in no count of a month that tells some is none; where nothing is told, neither is that.
  const hasTogether = collections.includes(together)
  const none = withheld || hasTogether ? null : 0
  return {
    ...{ ...month, withheld, bands, collections },
    // Why not none: an age that does not stand apart is among the ages together.
    ofBand: (band) => rowSums[rowOf(band)] ?? null,
    ofCollection: (collection) => toldAt(columnSums, columnOf(collection), none),
    cell: (band, collection) => {
      const row = cells[rowOf(band)]
      if (row === undefined) return null
      const found = toldAt(row, columnOf(collection), none)
      // Where an age has some that are counted together, none of a collection may only mean: none apart.
      return found === 0 && toldAt(row, columnOf(together), 0) !== 0 ? null : found
    },
  }
}

function toldAt(told: readonly Told[], at: number, none: Told): Told {
  return at < 0 ? none : (told[at] ?? null)
}
