import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readPackFolder } from '../../src/imports/pack-folder.ts'
import { SeededRandom } from '../../src/imports/seeded-random.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { withDatabase } from '../support/database.ts'
import { keepEverything } from './as-owner.ts'
import { liveAndAttack } from './attacked.ts'
import type { Loan } from './month.ts'

// The attacker of attacker.test.ts, after three years of a library of 5,000 customers, a night and a backup each day.

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))
const people = Number(process.env['CARREL_YEARS_PATRONS'] ?? 5000)
const days = Number(process.env['CARREL_YEARS_DAYS'] ?? 1096)
const aDay = Number(process.env['CARREL_YEARS_LOANS'] ?? 30)
const items = 2 * people

/** Most come rarely and some every week; nobody takes what is out. */
function loansOf(random: SeededRandom): Loan[] {
  const outUntil = new Map<number, number>()
  return Array.from({ length: aDay * (days - 30) }, (_, n): Loan => {
    const lentOn = 6 + Math.floor(n / aDay)
    const regular = random.whole(0, 2) === 0
    const patron = random.whole(0, regular ? Math.ceil(people / 20) : people - 1)
    let item = random.whole(1, items - 1)
    while ((outUntil.get(item) ?? -1) >= lentOn - 6) item = random.whole(1, items - 1)
    const backOn = lentOn + random.whole(1, 20)
    const fate = random.whole(0, 99)
    outUntil.set(item, fate < 2 ? days * 2 : backOn + 1)
    return {
      ...{ patron, item, lentOn, backOn },
      ...(fate < 2 && { lost: true }),
      ...(fate >= 2 && fate < 10 && { finePaidAfter: random.whole(0, 19) }),
      ...(fate >= 90 && { heldOn: lentOn - random.whole(1, 5) }),
    }
  })
}

test('three years give away no link that was cut more than fourteen nights ago, and every other', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-attacked-'))
  await withDatabase(async (it) => {
    await keepEverything(it)
    const ring = new KeyRing(join(scratch, 'keys'))
    const loans = loansOf(new SeededRandom('three years', 1))
    const { truth, established, lastDay } = await liveAndAttack(it, {
      ...{ pack, days, loans, people, items, ring },
    })
    const old = truth.filter(({ cutOn = days }) => lastDay - cutOn > 14)
    const found = ({ patron, other }: { patron: string; other: string }) =>
      established.pairs.has(`${patron} ${other}`)
    // A pair that is there anew, or was cut lately, is known for that.
    const young = new Set(
      truth.filter((link) => !old.includes(link)).map(({ patron, other }) => `${patron} ${other}`),
    )
    const cut = old.filter(({ patron, other }) => !young.has(`${patron} ${other}`))
    console.log(
      `${truth.length} links in ${days} days, ${cut.length} of them cut more than 14 nights ago: found ${cut.filter(found).length}; of the ${young.size} others ${[...young].filter((pair) => established.pairs.has(pair)).length}; of ${established.rowsWithPatron} rows it is known whose they were`,
    )
    expect(cut.length).toBeGreaterThan(0.9 * truth.length)
    expect(cut.filter(found)).toEqual([])
    expect([...young].filter((pair) => !established.pairs.has(pair))).toEqual([])
  })
  rmSync(scratch, { recursive: true })
})
