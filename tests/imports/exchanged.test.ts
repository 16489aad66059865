import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import { cardByToken } from '../../src/gate/card-store.ts'

import { forgedRows } from '../../src/patrons/doctor.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'

// Whoever can write SQL as the program, and lets a night's import write the cards and guardians of others for them.

const scratch: string[] = []
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true })
})

/** A night's import of a mother, a stranger, and the mother's child. */
async function tonight(library: TestDatabase) {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  scratch.push(folder)
  const rows = ['1,c111,Wren,Mo,1980-01-01,', '2,c222,Finch,Sly,1980-01-01,', '3,c333,Wren,Kit,2015-01-01,1']
  const text = ['borrowernumber,cardnumber,surname,firstname,dateofbirth,guarantorid', ...rows, ''].join('\n')
  writeFileSync(join(folder, 'borrowers.csv'), text)
  const report = await importFolder(library, folder)
  return { did: counts(report)['borrowers.csv'], why: report.files['borrowers.csv']?.rejectedReasons }
}

function inLibrary({ database, home }: TestDatabase) {
  const ring = new KeyRing(home.keysDir)
  const as = <T>(statement: ReturnType<typeof sql<T>>) =>
    inContext(
      database.app,
      { actor: 'anybody', place: 'office' },
      async (trx) => (await statement.execute(trx)).rows,
    )
  const holderOf = (number: string) =>
    inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
      const card = await cardByToken(trx, ring, token(ring, 'card.barcode', normalizeCardNumber(number)))
      return card?.patron_id
    })
  const keyOf = async (id: string) =>
    (await as(sql<{ source_key: Buffer }>`select source_key from patron where id = ${id}`))[0]?.source_key
  const give = (id: string, key: Buffer | null) =>
    as(sql`update patron set source_key = ${key}, fingerprint = null where id = ${id}`)
  return { ring, as, holderOf, keyOf, give }
}

test('who exchanged whose rows an import writes to is given neither the card nor the child of another', async () => {
  await withDatabase(async (library) => {
    await tonight(library)
    const { ring, as, holderOf, keyOf, give } = inLibrary(library)
    const [mother = '', thief = ''] = [await holderOf('c111'), await holderOf('c222')]
    const [hers, theirs] = [(await keyOf(mother)) ?? null, (await keyOf(thief)) ?? null]
    await give(mother, null)
    await give(thief, hers)
    await give(mother, theirs)
    expect(await tonight(library)).toEqual({
      did: { unchanged: 1, rejected: 2 },
      why: { 'patron-changed': 2 },
    })
    expect([await holderOf('c111'), await holderOf('c222')]).toEqual([mother, thief])
    expect(await as(sql`select from guarantor where guarantor_id = ${thief}`)).toEqual([])
    expect(await forgedRows(library.database.app, ring)).toEqual({ cards: 0, guardians: 0, patrons: 2 })

    await give(mother, null)
    await give(thief, theirs)
    await give(mother, hers)
    expect(await tonight(library)).toEqual({ did: { updated: 2, unchanged: 1 }, why: {} })
    expect([await holderOf('c111'), await holderOf('c222')]).toEqual([mother, thief])
    expect(await as(sql`select guarantor_id from guarantor`)).toEqual([{ guarantor_id: mother }])

    // One who has the key of another, and nobody has theirs.
    await give(mother, null)
    await give(thief, hers)
    expect((await tonight(library)).why).toEqual({ 'patron-changed': 1 })
    expect(await holderOf('c111')).toBe(mother)
  })
})

test('a row whose mark is gone gets nothing from an import', async () => {
  await withDatabase(async (library) => {
    await tonight(library)
    const { ring, as, holderOf } = inLibrary(library)
    const mother = (await holderOf('c111')) ?? ''
    await as(sql`update patron set mark = null, fingerprint = null where id = ${mother}`)
    expect((await tonight(library)).why).toMatchObject({ 'patron-changed': 1 })
    expect(await forgedRows(library.database.app, ring)).toEqual({ cards: 0, guardians: 0, patrons: 1 })
  })
})
