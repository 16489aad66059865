import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDaily } from '../scope.ts'
import { different, type Played, played } from './open.ts'
import { isWithin, pagesTimed, times } from './timing.ts'

/**
 * Why three days every day: a paper is served on the second and worked on the third, and every page is looked at after
 * that. The full run has the week.
 */
const week = isDaily
  ? { days: 3, crawls: [3], everyMinutes: 720 }
  : { days: 7, crawls: [2, 7], everyMinutes: 360 }

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

test('a week in which a person is served, and works what is sealed, looks like one in which no one was', () => {
  expect(different(served.sights, abandoned.sights).slice(0, 10)).toEqual([])
})

test('a paper of one step more is the same, as chance can make it, and one of two steps is another', () => {
  const of = (kilobytes: number) => new Map([['letter', `2 pages, about ${kilobytes} kB`]])
  expect([different([of(48)], [of(56)]), different([of(48)], [of(64)])]).toEqual([[], [expect.any(String)]])
})

// Time as it goes by is the long run's: other tests run beside this one.
test.skipIf(isDaily)(
  'and no page of it takes more work, where two thousandths of a second would show',
  async () => {
    const measured = { pairs: 400, clock: 'work', pages: pagesTimed.slice(0, 2) } as const
    for (const [what, interval] of await times(served, abandoned, measured)) {
      expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, true])
    }
    for (const [what, interval] of await times(served, abandoned, { ...measured, plantedMs: 2 })) {
      expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, false])
    }
  },
  300_000,
)
