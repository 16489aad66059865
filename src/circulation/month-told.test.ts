import { expect, test } from 'vitest'
import { monthTold } from './month-told.ts'

const october = { month: '2026-10', returns: 1010, untold: 7 }
const counted = [
  { band: '19-64', collection: 'FIC', returns: 400 },
  { band: '19-64', collection: 'DVD', returns: 300 },
  { band: 'any', collection: 'FIC', returns: 3 },
  { band: 'any', collection: 'DVD', returns: 300 },
]

test('a month tells its ages in their order, and leaves out a small number with what would give it away', () => {
  const { bands, collections, cell, ofBand, ofCollection, withheld } = monthTold(october, counted)
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
  const told = monthTold(october, counted)
  expect([told.ofBand('0-12'), told.cell('0-12', 'FIC')]).toEqual([null, null])
  expect([told.ofCollection('NEW'), told.cell('any', 'NEW')]).toEqual([0, 0])
})

test('where nothing of a month may be told but how many things came back, none is not told either', () => {
  const few = monthTold({ month: '2026-11', returns: 4, untold: 4 }, [])
  expect([few.returns, few.withheld, few.ofCollection('FIC')]).toEqual([4, true, null])
  const small = monthTold(october, [{ band: 'any', collection: 'FIC', returns: 9 }])
  expect([small.withheld, small.ofBand('any'), small.ofCollection('FIC'), small.ofCollection('DVD')]).toEqual(
    [...[true, null, null, null]],
  )
})
