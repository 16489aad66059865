import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockSize, inventBlock, inventLibrary } from '../../src/import/invented-library.ts'
import { openKohaExport } from '../../src/import/koha-import.ts'
import { patronOf } from '../../src/import/koha-row.ts'
import { type ImportRun, landTable } from '../../src/import/lander.ts'
import { borrowerPurpose, TokenTable } from '../../src/import/landing-order.ts'
import { patronLander } from '../../src/import/patron-lander.ts'
import { RowFiles } from '../../src/import/row-file.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { importFolder } from '../imports/import-folder.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Copy, classesOf, orderInLog, readStolen } from './stolen-copy.ts'

// The attacker has a copy of the data without its keys, and a list of the library's customers: all that the library
// was told of them, in the order in which they registered. They try to say which row is whose.

const customers = 3000
const seed = 11
const today = '2026-11-24'
const folder = mkdtempSync(join(tmpdir(), 'carrel-roster-'))
/** The customers' numbers in the order of the list. */
const roster: string[] = []
const names: { readonly surname: string; readonly firstName: string }[] = []

/** `listed`: the keyed tokens of the customers in the order of the list, by which the test knows whose a row is. */
type Stolen = Copy & { readonly listed: readonly string[]; readonly byLog: readonly string[] }

let real: Stolen
let weakened: Stolen

beforeAll(async () => {
  const borrowers = inventLibrary({ seed, patrons: customers, today }).find(
    ({ file }) => file === 'borrowers.csv',
  )
  const lines = [...(borrowers?.lines() ?? [])]
  writeFileSync(join(folder, 'borrowers.csv'), lines.join(''))
  for (const line of lines.slice(1)) {
    const [number = '', , surname = '', firstName = ''] = line.split(',')
    roster.push(number)
    names.push({ surname, firstName })
  }
  real = await stolenAfter((it) => importFolder(it, folder, today))
  weakened = await stolenAfter(importAsItStands)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function stolenAfter(work: (it: TestDatabase) => Promise<unknown>): Promise<Stolen> {
  const it = await startTestDatabase()
  try {
    // Why: what is written must lie in segments of the log that are not removed when the server ends.
    await asOwner(it, (superuser) => superuser.query('select pg_switch_wal()'), 'superuser')
    await work(it)
    const copy = await readStolen(it)
    await it.database.close()
    const ring = new KeyRing(it.home.keysDir)
    const listed = roster.map((number) => token(ring, borrowerPurpose, number).toString('hex'))
    return { ...copy, listed, byLog: orderInLog(it, copy.patrons) }
  } finally {
    await it.close()
  }
}

/** The import as it was once: in the order of the file. */
async function importAsItStands({ database, home }: TestDatabase): Promise<void> {
  const files = new RowFiles({
    rejected: join(home.dir, 'rejected.csv'),
    noticed: join(home.dir, 'noticed.csv'),
  })
  const run: ImportRun = {
    ...{
      database: database.app,
      ring: new KeyRing(home.keysDir),
      files,
      endsAll: false,
      progress: () => undefined,
    },
    on: { today, majorityAge: 19 },
  }
  const source = await openKohaExport(folder)
  const rows = new TokenTable()
  await landTable(run, source.borrowers, { ...patronLander(run, rows, [], new Map()), of: 'nobody' }, rows)
  await source.close()
  files.discard()
}

/** How many rows the attacker names rightly who takes the nth row for the nth of the list. */
function rightByOrder({ listed, patrons }: Stolen, ids: readonly string[]): number {
  const keyOf = new Map(patrons.map((row) => [row.id, row.sourceKey]))
  const inOrder = ids.map((id) => keyOf.get(id))
  const known = new Set(inOrder)
  return listed.filter((key) => known.has(key)).filter((key, at) => inOrder[at] === key).length
}

const orders: Record<string, (stolen: Stolen) => readonly string[]> = {
  'the table of patrons': ({ patrons }) => patrons.map(({ id }) => id),
  'the write-ahead log': ({ byLog }) => byLog,
  'the table of cards': ({ byCard }) => byCard,
  'the links to guarantors': ({ byGuarantor }) => byGuarantor,
  'their ids': ({ patrons }) => patrons.map(({ id }) => id).sort(),
  'their keyed tokens': ({ patrons }) =>
    [...patrons].sort((one, other) => (one.sourceKey < other.sourceKey ? -1 : 1)).map(({ id }) => id),
}

const alone = (classes: readonly (readonly string[])[]) => classes.filter((ids) => ids.length === 1).length

describe('a list of customers cannot be laid beside a copy of the data', () => {
  // By chance one row is named rightly, whatever their number; ten or more once in ten million tries.
  const mostByChance = 9

  test.each(Object.entries(orders))('in the order of %s', (_, order) => {
    const ids = order(real)
    expect(ids.length).toBeGreaterThan(customers / 4)
    expect(rightByOrder(real, ids)).toBeLessThanOrEqual(mostByChance)
  })

  test('in the large: who was written earlier registered no earlier', () => {
    const rankOf = new Map(real.listed.map((key, at) => [key, at]))
    const sourceKeyOf = new Map(real.patrons.map(({ id, sourceKey }) => [id, sourceKey]))
    const ranks = real.byLog.map((id) => rankOf.get(sourceKeyOf.get(id) ?? '') ?? 0)
    expect(ranks.length).toBe(customers)
    // Five standard deviations of what chance gives.
    expect(Math.abs(correlation(ranks))).toBeLessThan(5 / Math.sqrt(customers))
  })

  test('by what a city knows of them: no one is the only one of their family and their lengths', () => {
    const known = real.patrons.map((row) => ({
      ...row,
      traits: `${row.name} ${row.contact} ${row.standing}`,
    }))
    const classes = classesOf(known)
    // Of a class one is named rightly by chance: so many of 3,000 an attacker can hope for.
    expect(classes.length).toBeLessThanOrEqual(customers / 100)
    expect(alone(classes)).toBe(0)
  })

  test('by all that the library itself was told, lost cards and missing birth dates: hardly anybody is', () => {
    const classes = classesOf(real.patrons)
    expect(classes.length).toBeLessThan(customers * 0.04)
    expect(alone(classes)).toBeLessThan(customers * 0.02)
  })
})

describe('the same attacker, where a piece is taken away,', () => {
  test('names everybody if rows land as they stand in the export', () => {
    expect(rightByOrder(weakened, weakened.byLog)).toBe(customers)
  })

  test('singles a third of them out if a sealed field is as long as what it holds', () => {
    const lengthsOf = new Map<string, string>()
    for (let block = 0; block * blockSize < customers; block++) {
      for (const { number, columns } of inventBlock(seed, block, today)) {
        const patron = patronOf({ text: (column) => columns[column] ?? '' }, { today, majorityAge: 19 })
        if (patron.as !== 'lands') throw new Error('an invented patron that does not land')
        const { name, contact } = patron.row
        const lengths = [name, contact].map((value) => JSON.stringify(value).length).join(' ')
        if (number <= customers) lengthsOf.set(real.listed[number - 1] ?? '', lengths)
      }
    }
    const unpadded = real.patrons.map((row) => ({ ...row, traits: lengthsOf.get(row.sourceKey) ?? '' }))
    expect(alone(classesOf(unpadded))).toBeGreaterThan(customers / 3)
  })

  test('names nearly everybody if names can be searched by tokens of how they begin', () => {
    const key = randomBytes(32)
    const tokens = names.map((name) =>
      beginnings(name).map((text) => createHmac('sha256', key).update(text).digest('hex')),
    )
    // In how many rows each token stands tells as much as the beginnings themselves would.
    const named = new Map<string, Set<string>>()
    looks(names.map(beginnings)).forEach((look, at) => {
      named.set(look, (named.get(look) ?? new Set()).add(Object.values(names[at] ?? {}).join(', ')))
    })
    const given = looks(tokens).filter((look) => named.get(look)?.size === 1)
    expect(given.length).toBeGreaterThan(customers * 0.95)
  })
})

function looks(of: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>()
  for (const each of of) for (const one of each) counts.set(one, (counts.get(one) ?? 0) + 1)
  return of.map((each) => each.map((one) => counts.get(one)).join())
}

const beginnings = ({ surname, firstName }: (typeof names)[number]) =>
  [surname, firstName].flatMap((name, which) =>
    Array.from({ length: name.length }, (_, at) => `${which} ${name.slice(0, at + 1).toLowerCase()}`),
  )

/** Of ranks with their places: 1 where they are in order, near 0 where they are in none. */
function correlation(ranks: readonly number[]): number {
  const mean = (ranks.length - 1) / 2
  const spread = ranks.reduce((sum, _, at) => sum + (at - mean) ** 2, 0)
  return ranks.reduce((sum, rank, at) => sum + (rank - mean) * (at - mean), 0) / spread
}
