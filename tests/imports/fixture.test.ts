import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportReport } from '../../src/import/koha-import.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

// Exports of a real Koha, with invented people; they lie beside a checkout, not in it.
const fixture = resolve(import.meta.dirname, '../../../shared/fixtures/koha')

describe.skipIf(!existsSync(fixture))('the exports of a real Koha', () => {
  let library: TestDatabase
  let report: ImportReport
  let contents: Awaited<ReturnType<typeof vaultContents>>
  let notices: { readonly id: string; readonly field: string; readonly reason: string }[]

  beforeAll(async () => {
    library = await startTestDatabase()
    report = await importFolder(library, fixture)
    contents = await vaultContents(library.database, new KeyRing(library.home.keysDir))
    notices = parse(readFileSync(join(library.home.dir, 'noticed.csv')), { columns: true })
  })
  afterAll(() => library.close())

  test('every row is accounted for, and the same again is unchanged', async () => {
    const landing: Record<string, { readonly added?: number; readonly skipped?: number }> = {
      'borrowers.csv': { added: 2000, skipped: 3 },
      'items.csv': { added: 3000 },
      'issues.csv': { added: 1167 },
      'reserves.csv': { added: 200 },
      'accountlines.csv': { added: 234, skipped: 174 },
      'borrower_attributes.csv': { skipped: 188 },
      'old_issues.csv': { skipped: 6009 },
      'old_reserves.csv': { skipped: 306 },
    }
    expect(counts(report)).toEqual(landing)
    expect(report.guarantors).toEqual({
      added: 373,
      updated: 0,
      unchanged: 0,
      ended: 0,
      held: 0,
      notLinked: 45,
    })
    const again = await importFolder(library, fixture)
    expect(counts(again)).toEqual(
      Object.fromEntries(
        Object.entries(landing).map(([file, { added, ...rest }]) => [
          file,
          { ...rest, ...(added !== undefined && { unchanged: added }) },
        ]),
      ),
    )
  })

  test('each dirty row that its README lists is noticed, and no other', () => {
    const ids = (reason: string) => notices.filter((one) => one.reason === reason).map(({ id }) => Number(id))
    expect(ids('birth-date-blank')).toHaveLength(24 + 12)
    expect(ids('birth-date-impossible')).toEqual([250, 382, 576, 631, 996, 1046, 1247, 1277, 1909])
    expect(ids('birth-date-placeholder')).toEqual([96, 219, 354, 549, 668, 917])
    expect(ids('birth-date-future')).toEqual([1427])
    expect(ids('birth-date-is-enrolment')).toEqual([98, 629, 904])
    expect(ids('category-of-adults')).toEqual([711, 925, 1214, 1701])
    expect(ids('category-of-children')).toEqual(expect.arrayContaining([512, 1051, 1339, 1473, 1536]))
    expect(ids('expiry-unusable')).toEqual([1609, 1689, 1879])
    expect(ids('phone-unusable')).toEqual([
      130, 253, 415, 1184, 1330, 1481, 1482, 1555, 1576, 1648, 1786, 1930,
    ])
    expect(ids('email-unusable')).toEqual([197, 517, 890, 947, 1463, 1725])
    expect(ids('address-blank')).toEqual([803, 1107, 1673])
    expect(ids('postcode-blank')).toEqual([1519, 1599, 1658])
    expect(ids('address-entity')).toEqual([839])
    expect(ids('card-blank')).toEqual([592])
    expect(ids('card-damaged')).toEqual([738])
    expect(ids('name-garbled')).toEqual([59])
    expect(ids('guarantor-minor')).toEqual([730])
    expect(ids('guarantor-mutual')).toEqual([816, 1994])
    expect(ids('guarantor-oneself')).toEqual([590])
    expect(ids('guarantor-missing')).toEqual(expect.arrayContaining([531, 1488]))
    expect(ids('guarantee-adult')).toHaveLength(30)
    expect(ids('guarantee-adult')).toEqual(expect.arrayContaining([433, 1368, 1636]))
    expect(ids('title-blank')).toEqual([856])
  })

  test('what is out, overdue, on hold and owed agrees with the README', () => {
    expect(contents.loans.filter(({ dueOn }) => dueOn < '2026-11-24')).toHaveLength(219)
    expect(contents.loans.filter(({ dueOn }) => dueOn === '2026-11-24')).toHaveLength(61)
    expect(contents.loans.filter(({ state }) => state === 'lost')).toHaveLength(8)
    const holds = (state: string) => contents.holds.filter((hold) => hold.state === state).length
    expect([holds('waiting'), holds('in-transit'), holds('suspended')]).toEqual([55, 4, 11])
    // The 717.75 that are outstanding in all, and the 516.90 that the library owes two patrons.
    expect(contents.charges.reduce((sum, { cents }) => sum + cents, 0)).toBe(71_775 + 51_690)
    expect(
      contents.patrons.flatMap(({ cards }) => cards.filter(([, state]) => state === 'lost')),
    ).toHaveLength(60)
  })

  test('nothing of the free text and no password is in the vault', () => {
    const everything = JSON.stringify(contents)
    const never = [
      'Paid for by',
      'Vajgrt girl',
      'court date',
      'Mother disputes',
      'chewed by dog',
      '"!"',
      'user407',
    ]
    expect(never.filter((text) => everything.includes(text))).toEqual([])
    expect(everything).toContain('Featherstonehaugh-Cholmondeley-Wolstenholme-Marjoribanks')
  })
})
