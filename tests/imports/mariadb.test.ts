import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountlines } from '../../src/imports/charge-row.ts'
import { reserves } from '../../src/imports/hold-row.ts'
import { items } from '../../src/imports/item-row.ts'
import { attributes } from '../../src/imports/koha-export.ts'
import { issues } from '../../src/imports/loan-row.ts'
import { borrowers } from '../../src/imports/patron-row.ts'
import { relationships } from '../../src/imports/relationship-row.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
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

test('docs/IMPORT.md has the SQL of each file, with every column that is read and no other', () => {
  const doc = readFileSync('docs/IMPORT.md', 'utf8')
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
    const [, sql = ''] = new RegExp(`<!-- sql of ${file} -->\n\`\`\`sql\n(.*?)\`\`\``, 's').exec(doc) ?? []
    const [, list = ''] = /^SELECT (.*?)\s+FROM /s.exec(sql) ?? []
    const columns = list.split(',').map((column) => column.trim().replace(/^\w+\./, ''))
    const read = used.filter((column) => !older.has(column))
    expect([file, columns.filter((column) => column !== 'id').sort()]).toEqual([file, [...read].sort()])
  }
})
