import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attributes } from '../../src/import/koha-import.ts'
import { accountlines, borrowers, issues, items, reserves } from '../../src/import/koha-row.ts'
import { relationships } from '../../src/import/patron-lander.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

/*
 * What MariaDB 11.8 wrote of Koha's table borrowers by INTO OUTFILE, recorded: `\N` is its null. The columns are those of
 * Koha 24.11.
 */
const recorded = String.raw`borrowernumber,cardnumber,surname,firstname,middle_name,othernames,address,address2,email,phone,dateofbirth,categorycode,lost,dateexpiry
1,"100001","Ames","Ann","Marie",\N,"1 Depot Street",\N,"ann@example.org",\N,"1980-01-01","PT",\N,"2030-01-01"
3,"100003","Núñez",\N,"",\N,"3 Depot Street",\N,\N,\N,"2015-02-03","J",\N,\N
4,\N,"Null","Dee",\N,\N,\N,\N,\N,\N,\N,"PT",\N,\N
5,"900","Desk","Library",\N,\N,\N,\N,\N,\N,\N,"S",\N,\N
6,"901",\N,\N,\N,\N,\N,\N,\N,\N,\N,"PT",\N,\N
`

let library: TestDatabase
beforeAll(async () => {
  library = await startTestDatabase()
})
afterAll(() => library.close())

test('MariaDB’s null is empty in every column, and no name, number or address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    writeFileSync(join(folder, 'borrowers.csv'), recorded)
    const report = await importFolder(library, folder)
    expect(counts(report)).toEqual({ 'borrowers.csv': { added: 3, skipped: 1, rejected: 1 } })
    expect(report.files['borrowers.csv']?.rejectedReasons).toEqual({ 'name-blank': 1 })
    expect(report.files['borrowers.csv']?.skippedReasons).toEqual({ 'service-account': 1 })
    const { patrons } = await vaultContents(library.database, new KeyRing(library.home.keysDir))
    expect(JSON.stringify(patrons)).not.toContain(String.raw`\\N`)
    expect(patrons.map(({ name, cards }) => [name, cards])).toEqual([
      ['Ames, Ann', [['100001', 'active']]],
      ['Null, Dee', []],
      ['Núñez, ', [['100003', 'active']]],
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/*
 * What MariaDB 11.8 wrote with ESCAPED BY '', which has NULL for its null as phpMyAdmin has, and without that, which escapes
 * quotes; recorded, with a line of column names put above.
 */
const head = 'borrowernumber,cardnumber,surname,firstname,othernames,address,city,email,categorycode'
const withNulls = `${head}
11,NULL,"Kearney County Clerk",NULL,NULL,NULL,NULL,NULL,"PT"
12,NULL,"Null","Dee",NULL,"12 Depot Street",NULL,NULL,"PT"
13,"100013","NULL","Jo",NULL,NULL,NULL,NULL,"PT"
14,NULL,NULL,NULL,NULL,NULL,NULL,NULL,"PT"
`
const withQuotes = String.raw`${head}
21,"100021","O\"Neill","Ann \"Annie\"",\N,"1 Depot Street",\N,\N,"PT"
22,"100022","Back\\slash","Bo",\N,"2 Depot Street",\N,\N,"PT"
23,"100023","Ends in one\\","Cy",\N,"3 Depot Street",\N,\N,"PT"
`

test.each([
  ['the word NULL', withNulls, { added: 3, rejected: 1 }, { 'name-blank': 1 }],
  ['an escaped quote', withQuotes, { added: 2, rejected: 1 }, { 'quote-escaped': 1 }],
])('%s becomes no name, number or address', async (_what, export_, counted, reasons) => {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  const apart = await startTestDatabase()
  try {
    writeFileSync(join(folder, 'borrowers.csv'), export_)
    const report = await importFolder(apart, folder)
    expect(counts(report)).toEqual({ 'borrowers.csv': counted })
    expect(report.files['borrowers.csv']?.rejectedReasons).toEqual(reasons)
    const { patrons } = await vaultContents(apart.database, new KeyRing(apart.home.keysDir))
    const found = patrons.map(({ name, cards, contact }) => [name, cards, addressesOf(contact)])
    if (export_ === withNulls) {
      expect(found).toEqual([
        ['Kearney County Clerk, ', [], []],
        ['NULL, Jo', [['100013', 'active']], []],
        ['Null, Dee', [], [['12 Depot Street']]],
      ])
    } else
      expect(found.map(([name]) => name)).toEqual(
        [String.raw`Back\\slash, Bo`, String.raw`Ends in one\\, Cy`].sort(),
      )
  } finally {
    await apart.close()
    rmSync(folder, { recursive: true })
  }
})

test('a file whose lines end in CR alone is refused, and not read as one of no rows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    writeFileSync(join(folder, 'borrowers.csv'), withNulls.replaceAll('\n', '\r'))
    await expect(importFolder(library, folder)).rejects.toMatchObject({
      code: 'export-refused',
      message: expect.stringMatching(/lines that end in CR alone/),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('an address without end is left out, and the person lands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    writeFileSync(
      join(folder, 'borrowers.csv'),
      `${head}\n31,"100031","Long","Al",,"${'x'.repeat(301)}","Minden",,"PT"\n32,"100032","Fits","Al",,"${'x'.repeat(300)}","Minden",,"PT"\n`,
    )
    const report = await importFolder(library, folder)
    expect(counts(report)).toMatchObject({ 'borrowers.csv': { added: 2 } })
    expect(report.files['borrowers.csv']?.noticed).toMatchObject({ 'address-too-long': 1 })
    const { patrons } = await vaultContents(library.database, new KeyRing(library.home.keysDir))
    const of = (name: string) => addressesOf(patrons.find((one) => one.name === name)?.contact)
    expect([of('Long, Al'), of('Fits, Al')?.length]).toEqual([[], 1])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('samples/koha/reports.sql has the SQL of each file, with every column that is read and no other', () => {
  const reports = readFileSync('samples/koha/reports.sql', 'utf8')
  const older = new Set(['guarantorid', 'accounttype'])
  for (const { file, used } of [
    attributes,
    relationships,
    borrowers,
    items,
    issues,
    reserves,
    accountlines,
  ]) {
    const [, sql = ''] =
      new RegExp(`-- ${file}\n(?:--[^\n]*\n)?(SELECT .*?)\n(?:\n|$)`, 's').exec(reports) ?? []
    const [, list = ''] = /^SELECT (.*?)\s+FROM /s.exec(sql) ?? []
    const columns = list.split(',').map((column) => column.trim().replace(/^\w+\./, ''))
    const read = used.filter((column) => !older.has(column))
    expect([file, columns.filter((column) => column !== 'id').sort()]).toEqual([file, [...read].sort()])
  }
})

const addressesOf = (contact: unknown) => (contact as { readonly addresses: string[][] }).addresses
