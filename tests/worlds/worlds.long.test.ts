import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leaks } from './leaks.ts'
import { different, type Played, played, seen } from './open.ts'
import { isWithin, times } from './timing.ts'
import type { Sights } from './world.ts'

const hourly = { days: 7, crawls: [1, 2, 3, 4, 5, 6, 7], everyMinutes: 60 }

describe('a week by the hour, with every page every day', () => {
  let abandoned: Played
  let served: Played
  beforeAll(async () => {
    abandoned = await played({ ...hourly, isServed: false })
    served = await played({ ...hourly, isServed: true })
  })
  afterAll(async () => {
    await served?.close()
    await abandoned?.close()
  })

  test('looks the same, served and not', () => {
    expect(different(served.sights, abandoned.sights).slice(0, 10)).toEqual([])
  })

  test('looks like another in which nobody was served: what chance draws is no difference', async () => {
    const another = await seen({ ...hourly, isServed: false })
    expect(different(another, abandoned.sights).slice(0, 10)).toEqual([])
  })

  test('takes the same time, page by page, and two thousandths of a second more would show', async () => {
    for (const [what, interval] of await times(served, abandoned, { pairs: 2000, clock: 'wall' })) {
      console.log(`${what}: ${JSON.stringify(interval)}`)
      expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, true])
    }
    for (const [what, interval] of await times(served, abandoned, {
      pairs: 2000,
      clock: 'wall',
      plantedMs: 2,
    })) {
      console.log(`${what}, 2 ms later: ${JSON.stringify(interval)}`)
      expect([what, interval, isWithin(interval, 1)]).toEqual([what, interval, false])
    }
  })
})

describe('a build that leaks looks different', () => {
  const short = { days: 3, crawls: [3], everyMinutes: 360 }
  let abandoned: readonly Sights[]
  beforeAll(async () => {
    abandoned = await seen({ ...short, isServed: false })
  })

  test.each(Object.entries(leaks))('where %s', async (_name, leak) => {
    const found = different(await seen({ ...short, isServed: true, leak }), abandoned)
    expect(found).toContainEqual(expect.stringMatching(leak.shows))
  })

  test('and one that does not leak does not', async () => {
    expect(different(await seen({ ...short, isServed: true }), abandoned)).toEqual([])
  })
})
