import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { keepEverything } from './as-owner.ts'
import { liveAndAttack } from './attacked.ts'
import type { LifePlan, Loan } from './month.ts'
import { type WeakBuild, weakBuilds, withIdsKept } from './weak-builds.ts'

// What can be told of links that were cut, by somebody who holds the data folder with every byte of its log, every
// backup that is kept, and every key that is there now. And, so that it proves something: what the same attacker can
// tell when any one piece of the design is missing.

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))
const isLong = process.env['CARREL_LONG'] !== undefined
const scratch = mkdtempSync(join(tmpdir(), 'carrel-attacked-'))
let it: TestDatabase

beforeAll(async () => {
  it = await startTestDatabase()
  await keepEverything(it)
})
afterAll(async () => {
  await it?.close()
  rmSync(scratch, { recursive: true, force: true })
})

let keyFolders = 0
const keyFolder = () => join(scratch, `keys-${++keyFolders}`)

describe('a library of six weeks', () => {
  const days = 44
  const people = 35
  const often = 61
  /** Five loans a day; no person has an item twice. What comes back late is of the items that nobody else takes. */
  const loans = Array.from({ length: 5 * (days - 4) }, (_, n): Loan => {
    const lentOn = 1 + Math.floor(n / 5)
    return {
      ...{ patron: n % people, item: n % often, lentOn, backOn: lentOn + 2 + ((n * 7) % 9) },
      ...(n % 17 === 0 && { item: often + n / 17, backOn: lentOn + 30 }),
      ...(n % 13 === 5 && { lost: true }),
      ...(n % 26 === 5 && { finePaidAfter: 1 }),
      ...(n % 7 === 3 && n % 13 !== 5 && { finePaidAfter: 3 }),
      ...(n % 11 === 2 && lentOn > 3 && { heldOn: lentOn - 2, keptOn: lentOn - (n % 2) }),
      ...(n % 9 === 4 && { renewedOn: lentOn + 1 }),
      ...(n % 19 === 7 && { undone: 'lent' as const }),
      ...(n % 19 === 11 && { undone: 'returned' as const }),
    }
  })

  const lists = [
    { patron: 3, from: 2 },
    { patron: 10, from: 2, until: 20 },
    { patron: 17, from: 5, until: 24 },
    { patron: 24, from: 4, until: 40 },
  ]
  const beside = { lists, signIns: { patrons: 5, everyDays: 9 } }

  test('gives away no link that was cut more than fourteen nights ago, and every other; without a key none', async () => {
    const { truth, established, lastDay, did, library, withoutKeys } = await liveAndAttack(it, {
      ...{ pack, days, loans, beside, people, items: often + 12, ring: new KeyRing(keyFolder()) },
    })
    expect(Object.entries(did).filter(([, times]) => times === 0)).toEqual([])
    const pairOf = ({ patron, other }: { patron: string; other: string }) => `${patron} ${other}`
    const isCut = (nightsAgo: number) => (link: { cutOn?: number }) =>
      link.cutOn !== undefined && lastDay - link.cutOn > nightsAgo
    const gone = truth.filter(isCut(14))
    const there = truth.filter((link) => !isCut(14)(link))
    expect([gone.length > 100, there.length > 50, there.some(isCut(13))]).toEqual([true, true, true])
    expect(gone.filter((link) => established.pairs.has(pairOf(link)))).toEqual([])
    expect(there.filter((link) => !established.pairs.has(pairOf(link)))).toEqual([])
    // That is not for want of trying: they know of most rows whose they were.
    expect(established.rowsWithPatron).toBeGreaterThan(loans.length * 0.8)

    expect([...withoutKeys().pairs]).toEqual([])

    // What the library may know all the same: what came back in November, but for the first days, when few had yet.
    const [november] = await library.database.app.selectFrom('tally_month').selectAll().execute()
    const { returns = 0, untold = 0 } = november ?? {}
    expect([november?.month, returns > 60, untold > 0, untold < returns / 4]).toEqual([
      '2026-11',
      true,
      true,
      true,
    ])
    for (const count of ['tally_item', 'tally_band'] as const) {
      const counted = await library.database.app.selectFrom(count).select('returns').execute()
      expect(counted.reduce((sum, one) => sum + one.returns, 0)).toBe(returns - untold)
    }
  }, 180_000)
})

describe('with one piece of the design missing, the same attacker finds a link cut sixteen nights ago', () => {
  const days = 17
  // Every third is tried every day, all of them in the long run.
  const buildsTried = weakBuilds.filter((_, at) => isLong || at % 3 === 0)
  const usual: readonly Loan[] = [
    { patron: 0, item: 0, lentOn: 0, backOn: 1 },
    { patron: 1, item: 1, lentOn: 0, backOn: 1 },
    { patron: 2, item: 2, lentOn: 0, backOn: 1, lost: true },
    { patron: 3, item: 3, lentOn: 8, backOn: 12 },
    { patron: 4, item: 4, lentOn: 9, backOn: 99 },
  ]
  const lives: Readonly<Record<NonNullable<WeakBuild['life']> | 'usual', Omit<LifePlan, 'days'>>> = {
    usual: { loans: usual },
    'one-reader': { loans: [0, 1, 2].map((item) => ({ patron: 0, item, lentOn: 0, backOn: 1 })) },
    // Who waits is written to on the Tuesday that comes next.
    beside: {
      loans: [
        { patron: 3, item: 1, heldOn: 0, lentOn: 2, backOn: 2 },
        { patron: 2, item: 2, lentOn: 0, backOn: 1 },
        ...usual.slice(3),
      ],
      beside: { lists: [{ patron: 2, from: 0, until: 2 }] },
    },
  }

  const attacked = async (
    build: WeakBuild | undefined,
    life: keyof typeof lives = build?.life ?? 'usual',
  ) => {
    const ring = build?.ring?.(keyFolder()) ?? new KeyRing(keyFolder())
    const weakness = build?.keepsIds ? withIdsKept(build.weakness) : build?.weakness
    const lived = await liveAndAttack(it, {
      ...build,
      ...(weakness && { weakness }),
      ...lives[life],
      pack,
      days,
      people: 6,
      items: 8,
      ring,
    })
    const old = lived.truth.filter(({ cutOn }) => cutOn !== undefined && days - cutOn > 14)
    expect(old).toHaveLength(3)
    return old.filter(({ patron, other }) => lived.established.pairs.has(`${patron} ${other}`)).length
  }

  test('(with none missing, they find none)', async () => {
    expect(await attacked(undefined, 'usual')).toBe(0)
    expect(await attacked(undefined, 'one-reader')).toBe(0)
    expect(await attacked(undefined, 'beside')).toBe(0)
  }, 180_000)

  test.each(buildsTried.map((build) => [build.missing, build] as const))('%s', async (_, build) => {
    expect(await attacked(build)).toBeGreaterThan(0)
  })

  test.runIf(isLong)(
    '(where a link has another id every night, nothing that happens on another day tells what it was)',
    async () => {
      const lost = weakBuilds.filter(({ missing }) => missing.startsWith('an item is marked as lost'))
      expect(lost).toHaveLength(2)
      for (const build of lost) expect(await attacked({ ...build, keepsIds: false })).toBe(0)
    },
    180_000,
  )
})
