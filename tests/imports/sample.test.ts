import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportReport } from '../../src/import/koha-import.ts'
import { importReportText } from '../../src/import/nightly-import.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

const sample = resolve(import.meta.dirname, '../../samples/koha')

type RejectedRow = {
  readonly file: string
  readonly line: string
  readonly reason: string
  readonly row: string
}

let library: TestDatabase
let first: ImportReport
let contents: Awaited<ReturnType<typeof vaultContents>>

beforeAll(async () => {
  library = await startTestDatabase()
  first = await importFolder(library, sample)
  contents = await vaultContents(library.database, new KeyRing(library.home.keysDir))
})
afterAll(() => library.close())

const patron = (firstName: string) => contents.patrons.find(({ name }) => name.endsWith(`, ${firstName}`))
const written = (file: string) => readFileSync(join(library.home.dir, file))

describe('the sample export, row by row as its README says', () => {
  test('every row is added, skipped or rejected', () => {
    expect(counts(first)).toEqual({
      'borrower_attributes.csv': { skipped: 2 },
      'borrowers.csv': { added: 36, skipped: 1, rejected: 7 },
      'items.csv': { added: 9, rejected: 2 },
      'issues.csv': { added: 4, skipped: 1, rejected: 5 },
      'reserves.csv': { added: 4, skipped: 1, rejected: 1 },
      'accountlines.csv': { added: 6, skipped: 3, rejected: 3 },
      'old_issues.csv': { skipped: 3 },
    })
    expect(first.missingFiles).toEqual(['old_reserves.csv'])
    expect(contents.patrons).toHaveLength(36)
  })

  test('each rejected row stands in rejected.csv with its line and reason, and its password does not', () => {
    const rows = parse(written('rejected.csv').toString('latin1'), { columns: true }) as RejectedRow[]
    expect(rows.map(({ file, line, reason }) => `${file} ${line} ${reason}`)).toEqual([
      'borrowers.csv 32 card-twice',
      'borrowers.csv 33 id-twice',
      'borrowers.csv 34 id-unusable',
      'borrowers.csv 35 name-blank',
      'borrowers.csv 36 columns',
      'borrowers.csv 37 not-utf8',
      'borrowers.csv 39 quote-not-closed',
      'items.csv 11 id-twice',
      'items.csv 12 title-id-unusable',
      'issues.csv 5 patron-unknown',
      'issues.csv 6 patron-unknown',
      'issues.csv 7 item-unknown',
      'issues.csv 8 due-date-unusable',
      'issues.csv 10 item-lent-twice',
      'reserves.csv 6 title-unknown',
      'accountlines.csv 9 payment-owing',
      'accountlines.csv 11 amount-unusable',
      'accountlines.csv 12 patron-unknown',
    ])
    expect(rows[5]?.row).toContain('Caf\xe9,Latin')
    expect(rows[0]?.row).toMatch(/^30,jml 00031,Aldenkamp,Samecard,.*,,,,$/)
    expect(statSync(join(library.home.dir, 'rejected.csv')).mode & 0o777).toBe(0o600)
    expect(statSync(join(library.home.dir, 'noticed.csv')).mode & 0o777).toBe(0o600)
  })

  test('a doubtful birth date is none, and the person lands', () => {
    for (const name of ['Blank', 'Zero', 'Yearonly', 'Placeholder', 'Future', 'Slip']) {
      expect(patron(name), name).toMatchObject({ born: null })
    }
    expect(patron('Tobias')).toMatchObject({ born: '2014-03-02' })
    expect(patron('Young')).toMatchObject({ born: '2012-09-04' })
  })

  test('a guarantor is linked to minors only, up to the day before they come of age', () => {
    expect(contents.guarantors).toEqual([
      ['Aldenkamp, Niece', 'Kovanda, Marta', false],
      ['Kovanda, Febe', 'Kovanda, Marta', true],
      ['Kovanda, Lena', 'Kovanda, Marta', true],
      ['Kovanda, Nils', 'Kovanda, Marta', true],
      ['Kovanda, Tobias', 'Kovanda, Marta', true],
    ])
    const notices = parse(written('noticed.csv'), { columns: true }) as Record<string, string>[]
    expect(
      notices
        .filter(({ field, reason }) => field === 'guarantorid' && reason !== 'minor-without-guarantor')
        .map(({ id, reason }) => `${id} ${reason}`),
    ).toEqual([
      '4 guarantee-adult',
      '16 guarantor-missing',
      '17 guarantor-oneself',
      '18 guarantor-mutual',
      '19 guarantor-mutual',
      '20 guarantor-minor',
      '21 guarantor-missing',
      '22 guarantee-adult',
      '40 guarantor-custody',
    ])
  })

  test('contact is the patron’s own, and a number with a note beside it is not rung', () => {
    expect(patron('Quiet')?.contact).toMatchObject({ phones: ['308-555-0144'] })
    expect(patron('Twomails')?.contact).toMatchObject({ emails: [] })
    expect(patron('Trailing')?.contact).toMatchObject({ emails: ['trailing@example.org'] })
    expect(patron('Moved')?.contact).toMatchObject({ addresses: [], phones: ['308-555-0142'] })
    expect(patron('Marta')?.contact).toEqual({
      addresses: [['101 Windmill Lane', 'Cottonwood Forks, NE 68900']],
      phones: ['308-555-0101'],
      emails: ['reader1@example.org'],
    })
  })

  test('cards keep what is printed on them, and a lost one is lost', () => {
    expect(patron('Marta')?.cards).toEqual([['24000000000001', 'active']])
    expect(patron('Oldcard')?.cards).toEqual([['JML-00031', 'active']])
    expect(patron('Lostcard')?.cards).toEqual([['24000000000041', 'lost']])
    expect(patron('Cardless')?.cards).toEqual([])
    expect(patron('Spreadsheet')?.cards).toEqual([])
  })

  test('names keep their quotes, accents and signs', () => {
    expect(patron('Dana')?.name).toBe('O’Leary "Lee", Dana')
    expect(patron('Formula')?.name).toBe('=2+2, Formula')
  })

  test('loans, holds and charges are as they stand in Koha', () => {
    expect(contents.loans).toEqual([
      { patron: 'Kovanda, Marta', item: '2', dueOn: '2026-11-24', state: 'out' },
      { patron: 'Kovanda, Tobias', item: '1', dueOn: '2026-11-23', state: 'out' },
      { patron: 'Kovanda, Tobias', item: '3', dueOn: '2026-10-01', state: 'lost' },
      { patron: 'O’Leary "Lee", Dana', item: '9', dueOn: '2026-12-02', state: 'out' },
    ])
    expect(contents.holds.map(({ patron, state }) => `${patron}: ${state}`)).toEqual([
      'Kovanda, Lena: suspended',
      'Kovanda, Marta: waiting',
      'Kovanda, Piet: placed',
      'Kovanda, Tobias: in-transit',
    ])
    expect(contents.charges.map(({ kind, cents, item }) => [kind, cents, item])).toEqual([
      ['other', 13, null],
      ['other', 500, null],
      ['lost', 1600, '3'],
      ['overdue', 10, '1'],
      ['damaged', 250, '4'],
      ['other', 125, null],
    ])
  })

  test('no password, note, closed loan or other person’s contact is in the vault or in a file beside it', () => {
    const everything = JSON.stringify(contents) + written('rejected.csv') + written('noticed.csv')
    const never = [
      ...['ring after six', 'never at work', 'keep this from my husband', 'court date', 'call, do not email'],
      ...['Paid for by', 'pages cut', 'Mother disputes', 'chewed by dog', 'paid by husband', 'father only'],
      ...['Neighbor', '555-0199', 'cover was torn', 'user30', '2025-01-08', '10:00:00', ',!,'],
    ]
    expect(never.filter((text) => everything.includes(text))).toEqual([])
  })

  test('the report in words adds up and names no one', () => {
    const words = importReportText(first)
    expect(words).toContain('borrowers.csv: 44 rows: 36 added, 0 updated, 0 unchanged, 1 skipped, 7 rejected')
    expect(words).toContain('Of 88 rows, 59 imported, 11 skipped, 18 rejected: every row is accounted for.')
    expect(words).toContain('old_reserves.csv is not there')
    expect(words).not.toMatch(/Kovanda|Aldenkamp|2400000/)
  })

  test('the report in words leads to the file of rejected rows only where there are any', () => {
    const fix = 'fix the rows\nin Koha, import again, and delete it.'
    expect(importReportText(first)).toContain(fix)
    const files = Object.entries(first.files).map(([name, of]) => [name, { ...of, rejected: 0, noticed: {} }])
    const words = importReportText({ ...first, files: Object.fromEntries(files) })
    expect(words).not.toContain(fix)
    expect(words).not.toContain(first.noticedFile)
  })

  test('a second run doubles nothing, changes nothing and rejects the same rows', async () => {
    const rejectedBefore = written('rejected.csv')
    const second = await importFolder(library, sample)
    const expected = Object.fromEntries(
      Object.entries(counts(first)).map(([file, { added, ...rest }]) => [
        file,
        { ...rest, ...(added !== undefined && { unchanged: added }) },
      ]),
    )
    expect(counts(second)).toEqual(expected)
    expect(second.guarantors).toEqual({ ...first.guarantors, added: 0, unchanged: 5 })
    expect(await vaultContents(library.database, new KeyRing(library.home.keysDir))).toEqual(contents)
    expect(written('rejected.csv')).toEqual(rejectedBefore)
  })
})
