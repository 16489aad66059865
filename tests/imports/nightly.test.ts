import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkOutItem } from '../../src/circulation/checkout-store.ts'
import { uncountedRows } from '../../src/circulation/statistics-store.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'

import { writeInventedLibrary } from '../../src/import/invented-library.ts'
import { exportFiles } from '../../src/import/koha-import.ts'
import {
  conflictsIn,
  heldRowCount,
  importJob,
  importWarningOf,
  lastImportReport,
} from '../../src/import/nightly-import.ts'
import { endNightlyImport, nightlyImport, setNightlyImport } from '../../src/patrons/other-system-store.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { vaultContents } from './vault-contents.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const people = (count: number) =>
  lines(
    'borrowernumber,cardnumber,surname,firstname,dateofbirth',
    count,
    (n) => `${n},c${n},Ames${n},Ann,1980-01-01`,
  )
const items = (count: number) =>
  lines('itemnumber,biblionumber,title,barcode', count, (n) => `${n},${n},Title ${n},b${n}`)
const loans = (from: number, to: number, borrower = (n: number) => String(n)) =>
  lines('issue_id,borrowernumber,itemnumber,date_due', to - from + 1, (at) => {
    const n = from + at - 1
    return `${n},${borrower(n)},${n},2026-12-01`
  })
const charges = (borrower: string) =>
  `accountlines_id,borrowernumber,itemnumber,amountoutstanding,accounttype\n1,${borrower},1,2.50,F\n`

function lines(head: string, count: number, row: (n: number) => string): string {
  return `${[head, ...Array.from({ length: count }, (_none, at) => row(at + 1))].join('\n')}\n`
}

const scratch: string[] = []

function emptyFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'koha-nightly-'))
  scratch.push(made)
  return made
}

let it: TestDatabase
let ring: KeyRing
let folder: string
const time = { now: new Date('2026-11-24T08:00:00Z'), today: '2026-11-24' }
const clock = { now: () => time.now, today: () => time.today }

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  folder = emptyFolder()
})
afterAll(async () => {
  await it?.close()
  for (const each of scratch) rmSync(each, { recursive: true, force: true })
})

/** Another system's export of an hour ago. */
function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    const at = new Date(time.now.getTime() - 3_600_000)
    utimesSync(join(folder, name), at, at)
  }
}
const look = () =>
  importJob({ home: it.home, database: it.database, ring, pack: jensen, clock }).run(time.today)
const state = async () => {
  const set = await nightlyImport(it.database.app)
  if (set === undefined) throw new Error('no export comes in by itself')
  return { ...set, report: lastImportReport(set.good), concern: importWarningOf(set, time.now) }
}
const reportedOf = async (file: string) => (await state()).report?.files[file]
const tomorrow = () => {
  time.now = new Date(time.now.getTime() + 86_400_000)
  time.today = time.now.toISOString().slice(0, 10)
}

describe('an export that lies in its folder', () => {
  test('comes in once it is still, once, and leaves a report of the day that names no one', async () => {
    put({
      'borrowers.csv': people(120),
      'items.csv': items(120),
      'issues.csv': loans(1, 120),
      'accountlines.csv': charges('1'),
    })
    await look()
    expect(await nightlyImport(it.database.app), 'nobody has set that up').toBeUndefined()
    await setNightlyImport(it.database.worker, folder, time.now, true)
    const half = new Date(time.now.getTime() - 60_000)
    utimesSync(join(folder, 'issues.csv'), half, half)
    await look()
    expect((await state()).good, 'it is still being written').toBeUndefined()
    tomorrow()
    await look()
    expect(await reportedOf('issues.csv')).toMatchObject({ added: 120, ended: 0 })
    const { good } = await state()
    await look()
    expect((await state()).good).toEqual(good)
    const text = readFileSync(join(it.home.dir, 'imports', `${time.today}.txt`), 'utf8')
    expect(text).toContain('issues.csv: 120 rows: 120 added')
    expect(text).not.toMatch(/Ames/)
  })

  test('changes what changed; a loan that is gone is cut and counted, and what Koha anonymised is of no one here', async () => {
    tomorrow()
    put({ 'borrowers.csv': people(121), 'issues.csv': loans(4, 120), 'accountlines.csv': charges('') })
    await look()
    expect(await reportedOf('borrowers.csv')).toMatchObject({ added: 1, unchanged: 120 })
    expect(await reportedOf('issues.csv')).toMatchObject({ unchanged: 117, ended: 3 })
    expect(await reportedOf('accountlines.csv')).toMatchObject({
      ended: 1,
      skippedReasons: { anonymised: 1 },
    })
    const { loans: out, charges: owed } = await vaultContents(it.database, ring)
    expect([out.length, owed.length]).toEqual([117, 0])
    const waiting = await inContext(it.database.worker, dailyJobContext, (trx) => uncountedRows(trx))
    expect(waiting).toHaveLength(4)
  })

  test('that is cut short ends nothing, and waits for a person to say that it is whole', async () => {
    tomorrow()
    put({ 'issues.csv': loans(4, 20) })
    await look()
    expect((await vaultContents(it.database, ring)).loans).toHaveLength(117)
    const { concern, report } = await state()
    expect(concern).toMatchObject({ code: 'cut-short', rows: 100 })
    expect(report && heldRowCount(report)).toBe(100)
    const whole = await carrel('koha', folder, '--ended-ok')
    expect(whole).toMatchObject({ code: 0 })
    expect((await vaultContents(it.database, ring)).loans).toHaveLength(17)
    expect((await state()).concern).toBeUndefined()
  }, 60_000)

  test('says what does not fit: an item lent here, and a person who is gone there and has something here', async () => {
    tomorrow()
    const { id: patronId } = await patronOf('c121')
    const { id: itemId } = await it.database.app
      .selectFrom('item')
      .select('id')
      .where('barcode', '=', 'b30')
      .executeTakeFirstOrThrow()
    await inContext(it.database.app, { actor: 'clerk-1', place: 'front-desk' }, (trx) =>
      checkOutItem(trx, ring, { patronId, itemId, dueOn: '2026-12-20', on: time.today }),
    )
    put({ 'borrowers.csv': people(119), 'issues.csv': loans(4, 30) })
    await look()
    const { report, concern } = await state()
    expect(report && conflictsIn(report)).toEqual({
      lostCards: 0,
      corrected: 0,
      lentHere: 1,
      cards: 0,
      goneWithLinks: 1,
    })
    expect(concern).toMatchObject({ code: 'conflicts' })
    // Two are gone there, and both are still here, with the loan that was made here.
    expect(await reportedOf('borrowers.csv')).toMatchObject({ absent: 2, absentWithLinks: 1 })
    expect((await vaultContents(it.database, ring)).patrons).toHaveLength(121)
    expect(readFileSync(join(it.home.dir, 'rejected.csv'), 'utf8')).toContain('item-lent-here')
  })

  test('that cannot come in is said, changes nothing, and is not tried again until another lies there', async () => {
    tomorrow()
    put({ 'borrowers.csv': 'nothing of the kind\n' })
    await expect(look()).rejects.toThrow(/borrowers.csv has no column/)
    await look()
    expect((await state()).concern).toMatchObject({
      code: 'failed',
      sentence: expect.stringContaining('borrowers.csv'),
    })
    put({ 'borrowers.csv': people(122) })
    await look()
    expect(await reportedOf('borrowers.csv')).toMatchObject({ added: 1 })
    expect((await state()).failed).toBeUndefined()
  })

  test('and that none came for two nights is said too', async () => {
    for (let night = 0; night < 3; night++) tomorrow()
    await look()
    expect((await state()).concern).toMatchObject({ code: 'old' })
  })

  test('that a kill broke off comes in whole at the next look', async () => {
    await endNightlyImport(it.database.worker)
    const large = emptyFolder()
    await writeInventedLibrary(large, { seed: 5, patrons: 3000, today: time.today })
    for (const file of readdirSync(large)) utimesSync(join(large, file), new Date(0), new Date(0))
    const env = { ...process.env, CARREL_HOME: it.home.dir }
    const killed = spawn(process.execPath, [program, 'import', 'koha', large, '--nightly'], {
      env,
      stdio: 'ignore',
    })
    const ended = new Promise((done) => killed.once('exit', (_code, signal) => done(signal)))
    await firstBatchIn(killed)
    killed.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect(await state()).toMatchObject({ folder: large, mark: null })
    // What was here of the first folder is gone from this one: one in which so much is missing would be cut short.
    await look()
    const patrons = await reportedOf('borrowers.csv')
    expect((patrons?.added ?? 0) + (patrons?.updated ?? 0) + (patrons?.unchanged ?? 0)).toBe(3000)
    expect(patrons?.unchanged).toBeGreaterThan(0)
    expect((await state()).mark).not.toBeNull()
    await carrel('koha', '--no-nightly')
    expect(await nightlyImport(it.database.app)).toBeUndefined()
  }, 120_000)
})

test('the files that an export may hold are those that are looked at', () => {
  expect(exportFiles).toContain('issues.csv')
  expect(exportFiles).toContain('old_issues.csv')
})

async function firstBatchIn(importing: ChildProcess): Promise<void> {
  const part = () => readdirSync(it.home.dir).find((name) => /^noticed\.csv\..*\.part$/.test(name)) ?? 'none'
  const size = () => statSync(join(it.home.dir, part()), { throwIfNoEntry: false })?.size ?? 0
  while (size() < 100 && importing.exitCode === null) await sleep(2)
}

async function carrel(...args: string[]): Promise<{ code: number | null }> {
  const env = { ...process.env, CARREL_HOME: it.home.dir }
  const child = spawn(process.execPath, [program, 'import', ...args], { env, stdio: 'ignore' })
  return new Promise((done) => child.once('exit', (code) => done({ code })))
}

async function patronOf(card: string) {
  return inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
    trx
      .selectFrom('card')
      .select('patron_id as id')
      .where('barcode_index', '=', token(ring, 'card.barcode', normalizeCardNumber(card)))
      .executeTakeFirstOrThrow(),
  )
}
