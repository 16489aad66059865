import { beforeAll, describe, expect, test } from 'vitest'
import { differences } from './compare.ts'
import { leaks } from './leaks.ts'
import { different, seen } from './open.ts'
import type { Sights } from './world.ts'

/** How long the worlds of a hook may take on the smallest machine. */
const longMs = 3_600_000

describe.each([
  ['hour, with every page every day', { days: 7, crawls: [1, 2, 3, 4, 5, 6, 7], everyMinutes: 60 }],
  // From the last morning but one each minute has its tick: while the order is complied with, too.
  ['hour, its last day by the minute', { days: 7, crawls: [7], everyMinutes: 60, minutesFrom: 7 }],
] as const)('a week by the %s', (_each, week) => {
  let abandoned: readonly Sights[]
  beforeAll(async () => {
    abandoned = await timed('abandoned', () => seen({ ...week, isServed: false }))
  }, longMs)

  test('looks the same, served and not', async () => {
    const served = await timed('served', () => seen({ ...week, isServed: true }))
    expect(different(served, abandoned).slice(0, 10)).toEqual([])
  })

  test('looks like another in which no one was served: what chance draws is no difference', async () => {
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

/** What lifting opens: the case, to those who see open cases, and that it was lifted and looked at, in the register. */
const opened = [
  /^(?:director|counsel): GET \/cases:/,
  // That a case waits for them.
  /^counsel: GET \/:/,
  // To those who oversee the register; of all others it is compared that nothing more is theirs to see.
  /^(?:director|counsel|trustee): all of \/register:/,
  /^act \d+: what is written:/,
  /^(?:app|worker): table (?:case_(?:document|event|file|paper)|register_(?:checkpoint|leaf|tile|pending)):/,
  /^(?:app|worker): (?:transactions|catalogue, sizes):/,
  /^entries of the register:/,
  /^export of the register:/,
]

/** Without how many entries there are, and which transaction wrote a row: two entries more move both on. */
const uncounted = (sights: Sights): Sights =>
  new Map(
    [...sights].map(([name, seen]) => [
      name,
      seen
        .replace(/^\["\s*\d+",/gm, '[')
        .replace(/<strong>\d+ entries/g, '<strong>entries')
        .replace(/\bEntries\s+\d+/g, 'Entries'),
    ]),
  )

describe('a gag that is lifted', () => {
  const week = { days: 9, crawls: [8, 9], everyMinutes: 360, lifts: true }
  let lifted: readonly Sights[]
  let abandoned: readonly Sights[]
  beforeAll(async () => {
    abandoned = await seen({ ...week, isServed: false })
    lifted = await seen({ ...week, isServed: true })
  }, longMs)

  test('shows nothing of itself before, also when it has ended and no one lifted it yet', () => {
    expect(different(lifted.slice(0, 8), abandoned.slice(0, 8))).toEqual([])
  })

  test('shows then what an open case shows, to those who may see one, and nothing else', () => {
    const [here, there] = [lifted, abandoned].map((days) => uncounted(days[8] ?? new Map()))
    const shown = differences(here ?? new Map(), there ?? new Map())
    expect(shown.filter((one) => !opened.some((what) => what.test(one)))).toEqual([])
    for (const what of opened) expect([what, shown.some((one) => what.test(one))]).toEqual([what, true])
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
