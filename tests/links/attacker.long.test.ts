import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { withDatabase } from '../support/database.ts'
import { keepEverything } from './as-owner.ts'
import { liveAndAttack } from './attacked.ts'
import type { Loan } from './month.ts'

// The attacker of attacker.test.ts, after four months of a busier library.

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))

test('four months give away no link that was cut more than fourteen nights ago, and every other', async () => {
  const days = 120
  const people = 83
  const items = 499
  const loans = Array.from({ length: 15 * (days - 4) }, (_, n): Loan => {
    const lentOn = 1 + Math.floor(n / 15)
    return {
      ...{ patron: n % people, item: n % items, lentOn, backOn: lentOn + 1 + ((n * 7) % 30) },
      ...(n % 37 === 5 && { lost: true }),
      ...(n % 7 === 3 && n % 37 !== 5 && { finePaidAfter: n % 20 }),
      ...(n % 11 === 2 && lentOn > 6 && { heldOn: lentOn - 1 - (n % 5) }),
    }
  })
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-attacked-'))
  await withDatabase(async (it) => {
    await keepEverything(it)
    const ring = new KeyRing(join(scratch, 'keys'))
    const { truth, established, lastDay } = await liveAndAttack(it, {
      pack,
      days,
      loans,
      people,
      items,
      ring,
    })
    const old = truth.filter(({ cutOn = days }) => lastDay - cutOn > 14)
    const found = ({ patron, other }: { patron: string; other: string }) =>
      established.pairs.has(`${patron} ${other}`)
    expect(old.length).toBeGreaterThan(1200)
    expect(old.filter(found)).toEqual([])
    expect(truth.filter((link) => !old.includes(link) && !found(link))).toEqual([])
  })
  rmSync(scratch, { recursive: true })
})
