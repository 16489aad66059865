import { afterAll, beforeAll, expect, test } from 'vitest'
import { different, type Played, played } from './open.ts'
import { isWithin, times } from './timing.ts'

const week = { days: 7, crawls: [2, 6], everyHours: 6 }

let served: Played
let abandoned: Played
beforeAll(async () => {
  served = await played({ ...week, isServed: true })
  abandoned = await played({ ...week, isServed: false })
}, 600_000)
afterAll(async () => {
  await served?.close()
  await abandoned?.close()
})

test('a week in which somebody is served, and works what is sealed, looks like one in which nobody was', () => {
  expect(different(served.sights, abandoned.sights).slice(0, 10)).toEqual([])
})

test('and no page of it takes longer', async () => {
  for (const [what, interval] of await times(served, abandoned, 200)) {
    expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, true])
  }
}, 120_000)
