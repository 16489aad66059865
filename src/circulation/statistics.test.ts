import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addAnonymized,
  addReturns,
  addUnpublished,
  ageBand,
  type CountedReturn,
  emptyCount,
  lastQuarter,
  minPatrons,
  minPatronsInCell,
  partOfMonth,
  publishedMonth,
} from './statistics.ts'

test.each([
  ['twelve until the day before the thirteenth birthday', '2013-11-25', '0-12'],
  ['thirteen on the birthday', '2013-11-24', '13-18'],
  ['eighteen until the day before the nineteenth birthday', '2007-11-25', '13-18'],
  ['nineteen, of age in Nebraska, on the birthday', '2007-11-24', '19-64'],
  ['sixty-five on the birthday', '1961-11-24', '65-'],
  ['unknown where no birth date is on file', undefined, 'unknown'],
] as const)('%s', (_, born, band) => {
  expect(ageBand(born, '2026-11-24')).toBe(band)
})

test.each([
  ['2026-11-24', ['2026-07', '2026-08', '2026-09']],
  ['2026-03-31', ['2025-10', '2025-11', '2025-12']],
  ['2026-04-01', ['2026-01', '2026-02', '2026-03']],
])('the quarter that a Board reads on %s is over, so that no running month is told', (today, months) => {
  expect(lastQuarter(today)).toEqual(months)
})

const one = (hint: number, more: Partial<CountedReturn> = {}): CountedReturn => ({
  item: `item-${hint}`,
  band: '19-64',
  on: '2026-11-03',
  hint,
  ...more,
})
const people = (from: number, count: number, more?: Partial<CountedReturn>) =>
  Array.from({ length: count }, (_, at) => one(from + at, more))
const fiction = () => 'FIC'
const november = (returned: readonly CountedReturn[]) =>
  addReturns(new Map(), returned, fiction).get('2026-11') ?? emptyCount

test('what enough people brought back is counted by item, and by age and collection', () => {
  const { returns, untold, items, bands } = november(people(0, minPatrons))
  expect({ returns, untold, bands }).toEqual({ returns: 20, untold: 0, bands: { '19-64 FIC': 20 } })
  expect(Object.keys(items)).toHaveLength(20)
})

test('of one person fewer nothing is counted but how many things came back', () => {
  expect(november(people(0, minPatrons - 1))).toEqual({ returns: 19, untold: 19, items: {}, bands: {} })
})

test('nor where one person brought more than half of it', () => {
  const heap = Array.from({ length: 20 }, (_, at) => one(0, { item: `of one ${at}` }))
  expect(november([...people(0, 20), ...heap]).items).toEqual({})
  expect(november([...people(0, 20), ...heap.slice(0, 18)]).items).not.toEqual({})
})

test('people are counted within a part of the month, so that few in one part are not hidden by the rest', () => {
  const later = people(30, 5, { on: '2026-11-15' })
  const { returns, untold, items } = november([...people(0, 20), ...later])
  expect({ returns, untold, counted: Object.keys(items).length }).toEqual({
    returns: 25,
    untold: 5,
    counted: 20,
  })
})

test('an age that too few people have is not told apart, and another goes with it so that it cannot be had by subtraction', () => {
  const few = people(0, 3, { band: '13-18' })
  const many = people(10, 25)
  const more = people(50, 30, { band: '65-' })
  expect(november([...few, ...many, ...more]).bands).toEqual({ 'any FIC': 28, '65- FIC': 30 })
})

test('one person’s heap of a collection is in no number of its age, and cannot be had by subtraction', () => {
  // "65+, Teen: 12", brought by one of thirty: enough people in the band, and one in the cell.
  const heap = Array.from({ length: 12 }, (_, at) => one(10, { band: '65-', item: `teen ${at}` }))
  const others = people(0, 30, { band: '65-' })
  const byItem = (item: string) =>
    item.startsWith('teen') ? 'TEEN' : Number(item.slice(5)) < 8 ? 'DVD' : 'FIC'
  const { bands } = addReturns(new Map(), [...heap, ...others], byItem).get('2026-11') ?? emptyCount
  // The smallest collection that is a crowd goes along with it, until no one person has more than half.
  expect(bands).toEqual({ '65- *': 42 })
  const more = [...heap.slice(0, 4), ...others]
  expect(addReturns(new Map(), more, byItem).get('2026-11')?.bands).toEqual({ '65- *': 12, '65- FIC': 22 })
})

test('whatever comes back, each number told is of five people at least, none of them with more than half, and all add up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ hint: fc.nat(30), band: fc.constantFrom('0-12', '65-'), at: fc.nat(5) }), {
        maxLength: 300,
      }),
      (drawn) => {
        const all = drawn.map(({ hint, band, at }, nth) =>
          one(hint, { band: band as CountedReturn['band'], item: `${at} ${nth}` }),
        )
        const collectionOf = (item: string) => item.split(' ')[0] ?? ''
        const { bands, returns, untold } =
          addReturns(new Map(), all, collectionOf).get('2026-11') ?? emptyCount
        const sum = Object.values(bands).reduce((total, each) => total + each, 0)
        expect(sum).toBe(returns - untold)
        for (const [cell, told] of Object.entries(bands)) {
          const [band, collection] = cell.split(' ')
          // The most that one person can have in a cell of this age and collection.
          const those = all.filter(
            (each) =>
              (band === 'any' || each.band === band) &&
              (collection === '*' || collectionOf(each.item) === collection),
          )
          expect(new Set(those.map(({ hint }) => hint)).size).toBeGreaterThanOrEqual(minPatronsInCell)
          if (collection !== '*' && band !== 'any') {
            const shares = [...new Set(those.map(({ hint }) => hint))].map(
              (hint) => those.filter((each) => each.hint === hint).length,
            )
            expect(Math.max(...shares) * 2).toBeLessThanOrEqual(told)
          }
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('nothing of the order in which things came back is left in a count', () => {
  const returned = people(0, 40)
  const written = (those: readonly CountedReturn[]) => JSON.stringify(november(those))
  expect(written(returned.toReversed())).toBe(written(returned))
})

test('a month has three parts, and the last is as long as the month', () => {
  const parts = ['01', '10', '11', '20', '21', '31'].map((day) => partOfMonth(`2026-12-${day}`))
  expect(parts).toEqual(['1', '1', '2', '2', '3', '3'].map((part) => `2026-12 ${part}`))
})

test('what cannot be read any more is counted as come back, once', () => {
  expect(addUnpublished(undefined, 3)).toEqual({ ...emptyCount, returns: 3, untold: 3 })
})

test('holds and charges that were cut are counted by month, and change no count of what came back', () => {
  const before = addReturns(new Map(), people(0, minPatrons), fiction)
  const cuts = [
    { cut: 'hold', links: 2, on: '2026-11-03' },
    { cut: 'charge', links: 1, on: '2026-11-30' },
    { cut: 'hold', links: 1, on: '2026-12-01' },
    { cut: 'hold', links: 3, on: '2026-11-29' },
  ] as const
  const counts = addAnonymized(before, cuts)
  expect(counts.get('2026-11')).toEqual({ ...before.get('2026-11'), cut: { hold: 5, charge: 1 } })
  expect(counts.get('2026-12')).toEqual({ ...emptyCount, cut: { hold: 1 } })
  expect(addReturns(counts, people(0, minPatrons), fiction).get('2026-11')?.cut).toEqual({
    hold: 5,
    charge: 1,
  })
})

const october = { month: '2026-10', returns: 1010, untold: 7 }
const counted = [
  { band: '19-64', collection: 'FIC', returns: 400 },
  { band: '19-64', collection: 'DVD', returns: 300 },
  { band: 'any', collection: 'FIC', returns: 3 },
  { band: 'any', collection: 'DVD', returns: 300 },
]

test('a month tells its ages in their order, and leaves out a small number with what would give it away', () => {
  const { bands, collections, cell, ofBand, ofCollection, withheld } = publishedMonth(october, counted)
  expect([bands, collections, withheld]).toEqual([['19-64', 'any'], ['DVD', 'FIC'], false])
  expect([ofBand('19-64'), ofBand('any'), ofCollection('DVD'), ofCollection('FIC')]).toEqual([
    700, 303, 600, 403,
  ])
  expect(bands.map((band) => collections.map((collection) => cell(band, collection)))).toEqual([
    [null, null],
    [null, null],
  ])
})

test('an age that does not stand apart is left out and not none, and a collection of which nothing came back is none', () => {
  const told = publishedMonth(october, counted)
  expect([told.ofBand('0-12'), told.cell('0-12', 'FIC')]).toEqual([null, null])
  expect([told.ofCollection('NEW'), told.cell('any', 'NEW')]).toEqual([0, 0])
})

test('where nothing of a month may be told but how many things came back, none is not told either', () => {
  const few = publishedMonth({ month: '2026-11', returns: 4, untold: 4 }, [])
  expect([few.returns, few.withheld, few.ofCollection('FIC')]).toEqual([4, true, null])
  const small = publishedMonth(october, [{ band: 'any', collection: 'FIC', returns: 9 }])
  expect([small.withheld, small.ofBand('any'), small.ofCollection('FIC'), small.ofCollection('DVD')]).toEqual(
    [...[true, null, null, null]],
  )
})
