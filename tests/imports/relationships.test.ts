import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

const people = [
  'borrowernumber,cardnumber,surname,firstname,dateofbirth,relationship',
  ...['1,c1,Ames,Ann,1980-01-01,', '2,c2,Ames,Bo,1981-01-01,', '3,c3,Ames,Cy,2014-01-01,father', ''],
].join('\n')
const related = (...rows: string[]) => ['id,guarantor_id,guarantee_id,relationship', ...rows, ''].join('\n')

let library: TestDatabase
beforeAll(async () => {
  library = await startTestDatabase()
})
afterAll(() => library.close())

async function imported(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const report = await importFolder(library, folder)
    const { guarantors } = await vaultContents(library.database, new KeyRing(library.home.keysDir))
    return { report, guarantors }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('guarantors of a Koha since 19.11', () => {
  test('are linked, as many as a person has; the same twice is one, and what is wrong is noticed', async () => {
    const rows = ['1,1,3,mother', '2,2,3,aunt', '3,1,3,aunt', '4,9,3,father', '5,3,1,']
    const { report, guarantors } = await imported({
      'borrowers.csv': people,
      'borrower_relationships.csv': related(...rows.slice(0, 4)),
    })
    expect(guarantors).toEqual([
      ['Ames, Cy', 'Ames, Ann', true],
      ['Ames, Cy', 'Ames, Bo', false],
    ])
    expect(report.guarantors).toEqual({ added: 2, updated: 0, unchanged: 0, ended: 0, held: 0, notLinked: 1 })
    expect(counts(report)).toEqual({
      'borrower_relationships.csv': { skipped: 4 },
      'borrowers.csv': { added: 3 },
    })
    expect(report.files['borrowers.csv']?.noticed).not.toHaveProperty('minor-without-guarantor')
    const noticed = readFileSync(report.noticedFile, 'utf8')
    expect(noticed).toContain('borrower_relationships.csv,3,3,relationship,relationship-not-parental,')
    expect(noticed).toContain('borrower_relationships.csv,5,3,guarantorid,guarantor-missing,')

    const mutual = await imported({
      'borrowers.csv': people,
      'borrower_relationships.csv': related(...rows),
    })
    expect(mutual.guarantors).toEqual([['Ames, Cy', 'Ames, Bo', false]])
    await imported({ 'borrowers.csv': people, 'borrower_relationships.csv': related(...rows.slice(0, 4)) })
  })

  test('stay where an export does not say who they are, and end where it says otherwise', async () => {
    const silent = await imported({ 'borrowers.csv': people })
    expect(silent.report.guarantors.ended).toBe(0)
    expect(silent.report.missingFiles).toContain('borrower_relationships.csv')
    const broken = await imported({
      'borrowers.csv': people,
      'borrower_relationships.csv': related('1,1,3,mother', '2,2,,aunt'),
    })
    expect(broken.report.guarantors.ended).toBe(0)
    expect(broken.report.files['borrower_relationships.csv']).toMatchObject({
      rejectedReasons: { 'guarantee-unusable': 1 },
      endingHeld: true,
    })
    expect(broken.guarantors).toHaveLength(2)
    const whole = await imported({
      'borrowers.csv': people,
      'borrower_relationships.csv': related('1,1,3,mother'),
    })
    expect(whole.report.guarantors).toMatchObject({ unchanged: 1, ended: 1 })
    expect(whole.guarantors).toEqual([['Ames, Cy', 'Ames, Ann', true]])
  })
})
