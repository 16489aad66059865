import { beforeAll, describe, expect, test } from 'vitest'
import { leaks } from './leaks.ts'
import { different, seen } from './open.ts'
import type { Sights } from './world.ts'

/** How long a world by the minute may take on the smallest machine, where all else is done within a hook's usual time. */
const longMs = 3_600_000

describe.each([
  ['hour', { days: 7, crawls: [1, 2, 3, 4, 5, 6, 7], everyMinutes: 60 }],
  ['minute', { days: 7, crawls: [2, 7], everyMinutes: 1 }],
] as const)('a week by the %s', (_each, week) => {
  let abandoned: readonly Sights[]
  beforeAll(async () => {
    abandoned = await timed('abandoned', () => seen({ ...week, isServed: false }))
  }, longMs)

  test('looks the same, served and not', async () => {
    const served = await timed('served', () => seen({ ...week, isServed: true }))
    expect(different(served, abandoned).slice(0, 10)).toEqual([])
  })

  test('looks like another in which nobody was served: what chance draws is no difference', async () => {
    const another = await timed('abandoned too', () => seen({ ...week, isServed: false }))
    expect(different(another, abandoned).slice(0, 10)).toEqual([])
  })
})

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const done = await work()
  console.log(`${what}: ${Math.round((performance.now() - began) / 1000)} s`)
  return done
}

describe('a gag that is lifted', () => {
  const week = { days: 9, crawls: [8, 9], everyMinutes: 360, lifts: true }
  let lifted: readonly Sights[]
  let abandoned: readonly Sights[]
  beforeAll(async () => {
    abandoned = await seen({ ...week, isServed: false })
    lifted = await seen({ ...week, isServed: true })
  }, longMs)

  test('shows nothing of itself before, also when it has ended and nobody lifted it yet', () => {
    expect(different(lifted.slice(0, 8), abandoned.slice(0, 8))).toEqual([])
  })

  test('shows then what an open case shows, to those who may see one, and nothing else', () => {
    const shown = different(lifted.slice(8), abandoned.slice(8))
    expect(shown).toEqual([])
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
