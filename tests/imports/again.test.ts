import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeInventedLibrary } from '../../src/import/invented-library.ts'
import { type ImportReport, openKohaExport } from '../../src/import/koha-import.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { emptyHome, removeHome, withDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

const today = '2026-11-24'
const scratch: string[] = []
const program = resolve(import.meta.dirname, '../../bin/carrel.js')

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  scratch.push(folder)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return folder
}

afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true })
})

const people = (...rows: string[]) =>
  ['borrowernumber,cardnumber,surname,firstname,dateofbirth,guarantorid,relationship', ...rows, ''].join('\n')
const catalogue = [
  'itemnumber,barcode,biblionumber,title,author,itemlost',
  ...['1,b1,1,The Last Ferry,"A, B.",0', '2,b2,2,Living with HIV,"C, D.",0', '3,b3,3,Kolache,"E, F.",0', ''],
].join('\n')
const loans = (...rows: string[]) => ['issue_id,borrowernumber,itemnumber,date_due', ...rows, ''].join('\n')
const charges = (...rows: string[]) =>
  ['accountlines_id,borrowernumber,itemnumber,accounttype,amountoutstanding', ...rows, ''].join('\n')

describe('importing again', () => {
  test('what changed is updated, what ended ends, and the vault is as if the newest export came first', async () => {
    const before = {
      'borrowers.csv': people(
        '1,c1,Ames,Ann,1980-01-01,,',
        '2,c2,Ames,Ben,2012-01-01,1,mother',
        '3,c3,Ames,Cy,2014-01-01,1,mother',
        '4,c4,Bolt,Dee,1990-01-01,,',
        '5,c5,Cole,Eve,1990-01-01,,',
      ),
      'items.csv': catalogue,
      'issues.csv': loans(
        '1,1,1,2026-12-01 23:59:00',
        '2,4,2,2026-12-01 23:59:00',
        '3,5,3,2026-12-01 23:59:00',
      ),
      'accountlines.csv': charges('1,1,1,F,1.000000', '2,4,,N,2.000000'),
    }
    const after = {
      // Ben's card is lost and anew, Cy's guarantor is Dee by now, Dee and Eve have swapped their cards, Fay is new.
      'borrowers.csv': people(
        '1,c1,Ames,Ann,1980-01-01,,',
        '2,c9,Ames,Ben,2012-01-01,1,aunt',
        '3,c3,Ames,Cy,2014-01-01,4,guardian',
        '4,c5,Bolt,Dee,1990-01-01,,',
        '5,c4,Cole,Eve,1990-01-01,,',
        '6,c2,Dunn,Fay,1990-01-01,,',
      ),
      'items.csv': catalogue.replace('Kolache,"E, F.",0', 'Kolache,"E, F.",1').replace('1,b1,', '1,b7,'),
      // The first came back and Eve has it now; the second is renewed; the third is lost.
      'issues.csv': loans(
        '4,5,1,2026-12-20 23:59:00',
        '2,4,2,2026-12-15 23:59:00',
        '3,5,3,2026-12-01 23:59:00',
      ),
      // Ann paid; Dee paid half.
      'accountlines.csv': charges('1,1,1,F,0.000000', '2,4,,N,1.000000'),
    }
    await withDatabase(async (library) => {
      const ring = new KeyRing(library.home.keysDir)
      await importFolder(library, folderOf(before), today)
      const report = await importFolder(library, folderOf(after), today)
      expect(counts(report)).toEqual({
        'borrowers.csv': { added: 1, updated: 3, unchanged: 2 },
        'items.csv': { updated: 2, unchanged: 1 },
        'issues.csv': { added: 1, updated: 2, ended: 1 },
        'accountlines.csv': { updated: 1, skipped: 1, ended: 1 },
      })
      expect(report.guarantors).toEqual({
        added: 1,
        updated: 1,
        unchanged: 0,
        ended: 1,
        held: 0,
        notLinked: 0,
      })
      const grown = await vaultContents(library.database, ring)
      await withDatabase(async (fresh) => {
        await importFolder(fresh, folderOf(after), today)
        expect(grown).toEqual(await vaultContents(fresh.database, new KeyRing(fresh.home.keysDir)))
      })
    })
  })

  test('of two patrons with one card the first of the newest export keeps it, no matter who had it before', async () => {
    await withDatabase(async (library) => {
      const ring = new KeyRing(library.home.keysDir)
      const [ann, ben] = ['1,C-1,Ames,Ann,1980-01-01,,', '2,c1,Ames,Ben,1980-01-01,,']
      const cards = async () =>
        (await vaultContents(library.database, ring)).patrons.map(({ name, cards }) => [name, cards.length])
      await importFolder(library, folderOf({ 'borrowers.csv': people(ann, '2,c2,Ames,Ben,1980-01-01,,') }))
      const turned = await importFolder(library, folderOf({ 'borrowers.csv': people(ben, ann) }))
      expect(counts(turned)).toEqual({ 'borrowers.csv': { updated: 1, rejected: 1 } })
      expect(await cards()).toEqual([
        ['Ames, Ann', 0],
        ['Ames, Ben', 1],
      ])
      // Her row is as it was in the first export, and still it must be written: her card went meanwhile.
      const back = await importFolder(library, folderOf({ 'borrowers.csv': people(ann, ben) }))
      expect(counts(back)).toEqual({ 'borrowers.csv': { updated: 1, rejected: 1 } })
      expect(await cards()).toEqual([
        ['Ames, Ann', 1],
        ['Ames, Ben', 0],
      ])
    })
  })

  test('patrons and files that an export does not have stay as they were', async () => {
    await withDatabase(async (library) => {
      const both = people('1,c1,Ames,Ann,1980-01-01,,', '2,c2,Ames,Ben,1980-01-01,,')
      const loan = loans('1,2,1,2026-12-01 23:59:00')
      await importFolder(
        library,
        folderOf({ 'borrowers.csv': both, 'items.csv': catalogue, 'issues.csv': loan }),
      )
      const report = await importFolder(
        library,
        folderOf({ 'borrowers.csv': people('1,c1,Ames,Ann,1980-01-01,,') }),
      )
      expect(report.files['borrowers.csv']).toMatchObject({ rows: 1, unchanged: 1, absent: 1, ended: 0 })
      expect(report.missingFiles).toContain('issues.csv')
      const contents = await vaultContents(library.database, new KeyRing(library.home.keysDir))
      expect([contents.patrons.length, contents.loans.length]).toEqual([2, 1])
    })
  })

  test('a broken row ends nothing: its own loan where its id is there, no loan at all where it is not', async () => {
    await withDatabase(async (library) => {
      const base = { 'borrowers.csv': people('1,c1,Ames,Ann,1980-01-01,,'), 'items.csv': catalogue }
      const run = (...rows: string[]) =>
        importFolder(library, folderOf({ ...base, 'issues.csv': loans(...rows) }))
      await run('1,1,1,2026-12-01', '2,1,2,2026-12-01', '3,1,3,2026-12-01')
      const known = await run('1,1,1,2026-12-01', '2,1,2,2026,12,01')
      expect(known.files['issues.csv']).toMatchObject({
        unchanged: 1,
        rejected: 1,
        ended: 1,
        endingHeld: false,
      })
      const unknown = await run('1,1,1,2026-12-01', ',1,2,2026-12-01')
      expect(unknown.files['issues.csv']).toMatchObject({
        unchanged: 1,
        rejected: 1,
        ended: 0,
        endingHeld: true,
      })
    })
  })
})

describe('carrel import koha', () => {
  const home = emptyHome('carrel-import-')
  const env = { ...process.env, CARREL_HOME: home.dir }
  const carrel = (...args: string[]) =>
    execFileSync(process.execPath, [program, 'import', ...args], { env, encoding: 'utf8', stdio: 'pipe' })
  let folder: string

  beforeAll(async () => {
    folder = folderOf({})
    await writeInventedLibrary(folder, { seed: 3, patrons: 6000, today })
  })
  afterAll(() => removeHome(home))

  /** Once the first batch is committed its notices are written. */
  async function firstBatchIn(importing: ChildProcess): Promise<void> {
    const part = () => readdirSync(home.dir).find((name) => /^noticed\.csv\..*\.part$/.test(name)) ?? 'none'
    const size = () => statSync(join(home.dir, part()), { throwIfNoEntry: false })?.size ?? 0
    while (size() < 100 && importing.exitCode === null) await sleep(2)
  }

  test('a kill in the middle leaves whole batches, and the next run completes the library', async () => {
    const killed = spawn(process.execPath, [program, 'import', 'koha', folder], { env, stdio: 'ignore' })
    const ended = new Promise((done) => killed.once('exit', (_code, signal) => done(signal)))
    await firstBatchIn(killed)
    killed.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')

    const report = JSON.parse(carrel('koha', folder, '--json')) as ImportReport
    const patrons = report.files['borrowers.csv']
    expect(patrons).toMatchObject({ rows: 6000, updated: 0, skipped: 0, rejected: 0 })
    expect((patrons?.added ?? 0) + (patrons?.unchanged ?? 0)).toBe(6000)
    expect(patrons?.unchanged).toBeGreaterThan(0)
    expect((patrons?.unchanged ?? 0) % 2000).toBe(0)
    expect(report.files['accountlines.csv']?.added).toBeGreaterThan(0)
    // Rows about people that the killed one had begun to write down are not left lying.
    expect(readdirSync(home.dir).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('what it says, and what it writes beside the vault, names no one; a third run finds nothing new', () => {
    const said = carrel('koha', folder)
    expect(said).toContain('borrowers.csv: 6,000 rows: 0 added, 0 updated, 6,000 unchanged')
    expect(said).toContain('every row is accounted for')
    expect(said).not.toMatch(/Johnson|Anderson|2700000/)
    expect(readFileSync(join(home.dir, 'noticed.csv'), 'utf8')).not.toMatch(/Johnson|Anderson|2700000/)
  })

  test('a folder that is no export ends with 2 and makes no library', () => {
    const nowhere = join(home.dir, 'nowhere')
    const refused = spawnSync(process.execPath, [program, 'import', 'koha', folderOf({})], {
      env: { ...process.env, CARREL_HOME: nowhere },
      encoding: 'utf8',
    })
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('holds no borrowers.csv')
    expect(existsSync(nowhere)).toBe(false)
  })

  test('each thing that keeps a folder from being an export has its sentence', async () => {
    const refusals: [Readonly<Record<string, string>>, RegExp][] = [
      [{}, /holds no borrowers\.csv: export Koha's table borrowers to it/],
      [{ 'borrowers.csv': '' }, /is empty/],
      [
        { 'borrowers.csv': 'cardnumber;surname\n' },
        /has no column borrowernumber, cardnumber, surname .*commas/,
      ],
      [
        { 'borrowers.csv': 'borrowernumber,cardnumber,surname,phone,odd,odd,phone\n' },
        /borrowers\.csv has the column phone more than once/,
      ],
      [
        {
          'borrowers.csv': people(),
          'accountlines.csv': 'accountlines_id,borrowernumber,amountoutstanding\n',
        },
        /accountlines\.csv has no column accounttype or debit_type_code or credit_type_code/,
      ],
      [{ 'borrowers.csv': people(), 'issues.csv': 'issue_id\n' }, /issues\.csv has no column borrowernumber/],
    ]
    for (const [files, sentence] of refusals) {
      await expect(openKohaExport(folderOf(files))).rejects.toThrow(sentence)
    }
    const utf16 = folderOf({})
    writeFileSync(join(utf16, 'borrowers.csv'), Buffer.from('\ufeffborrowernumber,cardnumber\n', 'utf16le'))
    await expect(openKohaExport(utf16)).rejects.toThrow(/UTF-16/)
    const folderInPlace = folderOf({})
    mkdirSync(join(folderInPlace, 'borrowers.csv'))
    await expect(openKohaExport(folderInPlace)).rejects.toThrow(/is no regular file/)
  })

  test.skipIf(process.platform === 'win32')(
    'a pipe or a device in the place of a file is refused, not waited for',
    async () => {
      const piped = folderOf({ 'borrowers.csv': people() })
      execFileSync('mkfifo', [join(piped, 'items.csv')])
      await expect(openKohaExport(piped)).rejects.toThrow(
        /items\.csv cannot be read, for it is no regular file/,
      )
      const endless = folderOf({})
      symlinkSync('/dev/zero', join(endless, 'borrowers.csv'))
      await expect(openKohaExport(endless)).rejects.toThrow(/is no regular file/)
    },
  )

  test('columns may come in any order, be unknown, or be missing where they are not needed', async () => {
    await withDatabase(async (library) => {
      const text = 'surname,shoe_size,firstname,borrowernumber,cardnumber\nAmes,44,Ann,1,c1\n'
      const report = await importFolder(library, folderOf({ 'borrowers.csv': text }))
      expect(report.files['borrowers.csv']).toMatchObject({ rows: 1, added: 1 })
      expect(report.files['borrowers.csv']?.missingColumns).toContain('dateofbirth')
    })
  })
})
