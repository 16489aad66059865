import { execFile, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { backupState, noteBackup, noteBackupFailure } from '../../src/backup/backup-store.ts'
import { examine, type NamedFinding, runChecks } from '../../src/cli/doctor.ts'
import { aboutNode } from '../../src/cli/doctor-machine.ts'
import { clearSendingFault, noteSendingFault } from '../../src/contact/notice-store.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { changeKeyMode, unlockKeys } from '../../src/platform/crypto/key-mode.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { clusterIn, newestKnownPostgres } from '../../src/platform/db/cluster.ts'
import { aboutVersion } from '../../src/platform/db/doctor.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { serverProcessState } from '../../src/platform/db/server-process.ts'
import type { CheckContext } from '../../src/platform/doctor.ts'
import { noteDailyJobDone } from '../../src/platform/jobs/daily-job.ts'
import { pagesOfPdf } from '../../src/platform/pdf/locked-pdf.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { signCheckpoint } from '../../src/register/log/checkpoint.ts'
import { leafId } from '../../src/register/log/leaf.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder, slotFilePath } from '../../src/sealed/slot-folder.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { maxWrongCodes } from '../../src/staff/sign-in-attempt-store.ts'
import { backUp, paperOf } from '../backup/paper.ts'
import { somebody } from '../compartments/some-library.ts'
import { folderOnDisk } from '../in-memory.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { someLeaves } from '../register/small-log.ts'
import { startTestDatabase, type TestDatabase, withDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

vi.setConfig({ testTimeout: 180_000 })

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const scratch = mkdtempSync(join(folderOnDisk(), 'carrel-doctor-'))
const { now, today } = systemClock(jensen.timeZone)
const steps = ['coming-of-age', 'count-returns', 'reseal-links', 'backup', 'pin-mails']
let it: TestDatabase
let ring: KeyRing

beforeAll(async () => {
  it = await startTestDatabase({ onDisk: true, unsafeWithoutFsync: false })
  const { database, home } = it
  ring = new KeyRing(home.keysDir)
  await claimLibrary(database.app, { name: jensen.library, keyCheck: ring.check() })
  await addAccount(database.app, ring, {
    signIn: 'ruth',
    name: 'Ruth Olsen',
    role: 'director',
    passphrase: 'hash',
  })
  await plant(database, ring, {
    surname: 'Canary',
    firstName: 'Una',
    card: '23000000000001',
    loans: [{ title: 'Canary Out', dueOn: '2026-12-24' }],
  })
  await paperOf(database, ring, { now, today })
  await backUp(database, ring, home.backupsDir, now())
  const signer = await currentSigner(database.worker, ring)
  await sequenceEntries(database.worker, { signer, lastSigned: lastSignedFile(home.keysDir), now: now() })
  for (const step of steps) await noteDailyJobDone(database.worker, step, today())
})
afterAll(async () => {
  await it?.close()
  rmSync(scratch, { recursive: true })
})

/** The library as it is, but with a copy of its keys that something was done to. */
async function withKeys(breakThem: (keysDir: string) => unknown, keysDir = mkdtempSync(join(scratch, 'k-'))) {
  // Why cp: whom a copy lets in is looked at, and node does not always take that along.
  execFileSync('cp', ['-a', `${it.home.keysDir}/.`, keysDir])
  await breakThem(keysDir)
  return examine({ ...it.home, keysDir }, jensen)
}

async function look(changed: Partial<CheckContext> = {}): Promise<CheckContext> {
  const standing = await serverProcessState(clusterIn(it.home.dataDir))
  const parts = { database: { open: it.database }, keys: { open: ring } }
  const at = { home: it.home, env: {}, now: now(), today: today() }
  return { ...at, timeZone: jensen.timeZone, folder: jensen, standing, ...parts, ...changed }
}

const named = (found: readonly NamedFinding[], name: string) => found.find((one) => one.name === name)
const wrong = (found: readonly NamedFinding[]) =>
  found.filter(({ state }) => state === 'bad' || state === 'unseen').map(({ name }) => name)

describe('of a library where nothing is wrong, the doctor', () => {
  test('finds nothing wrong, and says what the key mode does not protect', async () => {
    const found = await examine(it.home, jensen)
    expect(found.filter(({ state }) => state === 'bad' || state === 'unseen')).toEqual([])
    expect(named(found, 'key-mode')?.says).toMatch(
      /in the mode file\. .*Anyone who has the data and the keys folder can read/,
    )
    expect(named(found, 'runs')?.says).toMatch(/^Carrel runs/)
  })

  test('says so as a program of its own, beside the one that runs, with exit code 0', async () => {
    const env = { ...process.env, CARREL_HOME: it.home.dir }
    const said = await new Promise<{ code: unknown; out: string }>((settle) =>
      execFile(process.execPath, [program, 'doctor', '--json'], { env }, (error, out, err) =>
        settle({ code: error?.code ?? 0, out: out + err }),
      ),
    )
    expect(said.code, said.out).toBe(0)
    const told = JSON.parse(said.out)
    expect(told).toMatchObject({ ok: true, home: it.home.dir })
    expect(told.findings).toContainEqual({
      theme: 'Keys',
      name: 'keys-and-data',
      state: 'good',
      says: 'Keys and data belong together.',
    })
  })

  test('changes nothing: a library that lost its keys is given no others', async () => {
    const found = await withKeys((keys) => rmSync(join(keys, 'library')))
    expect(named(found, 'keys-open')).toMatchObject({
      state: 'bad',
      says: expect.stringMatching(/^The keys are lost/),
    })
    const again = await withKeys(() => undefined)
    expect(wrong(again)).toEqual([])
  })
})

test('it writes the paper for a day without Carrel where there is neither library nor database', async () => {
  const path = join(scratch, 'paper.pdf')
  const env = {
    ...process.env,
    CARREL_HOME: join(scratch, 'none'),
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
  }
  const asked = (to: string) =>
    new Promise((settle) =>
      execFile(process.execPath, [program, 'doctor', '--paper', to], { env }, (error) =>
        settle(error?.code ?? 0),
      ),
    )
  expect(await asked(path)).toBe(0)
  expect(await pagesOfPdf(readFileSync(path))).toBe(7)
  expect(existsSync(join(scratch, 'none'))).toBe(false)
  expect(await asked(join(scratch, 'no-folder', 'paper.pdf'))).toBe(1)
})

test('a version of Node is good until the day of its last fixes, and too old before the oldest that runs', () => {
  const says = (version: string, day: string) => aboutNode(version, day).state
  expect([says('20.19.5', '2026-04-30'), says('20.19.5', '2026-05-01')]).toEqual(['good', 'note'])
  expect([says('24.9.0', '2026-12-01'), says('24.9.0', '2028-05-01')]).toEqual(['good', 'note'])
  expect([says('20.18.3', '2026-01-01'), says('18.20.0', '2026-01-01')]).toEqual(['bad', 'bad'])
})

describe('of keys, the doctor sees', () => {
  test('that all are gone, the database’s passwords too, and goes on with what it can look at', async () => {
    const keysDir = mkdtempSync(join(scratch, 'gone-'))
    const found = await examine({ ...it.home, keysDir }, jensen)
    expect(named(found, 'database-opens')).toMatchObject({
      state: 'bad',
      says: expect.stringContaining('password for app, is missing: bring the keys folder back'),
    })
    expect(named(found, 'node')?.state).toBe(aboutNode(process.versions.node, today()).state)
    expect(named(found, 'director')?.state).toBe('unseen')
  })

  test('that they are another library’s', async () => {
    const found = await withKeys((keys) => {
      cpSync(join(keys, 'database'), join(scratch, 'passwords'), { recursive: true })
      rmSync(keys, { recursive: true })
      mkdirSync(keys)
      cpSync(join(scratch, 'passwords'), join(keys, 'database'), { recursive: true })
      new KeyRing(keys)
    })
    expect(named(found, 'keys-and-data')).toMatchObject({
      state: 'bad',
      says: 'The keys are not those of these data: nothing in them opens.',
      fix: 'Put the keys folder back from the backup that belongs to these data.',
    })
  })

  test.each(['columns/patron.name/1', 'columns/card.barcode/1', 'links/0001-01-01'])(
    'that one that rows need is missing: %s',
    async (name) => {
      const found = await withKeys((keys) => rmSync(join(keys, name)))
      expect(wrong(found)).toEqual(['keys-needed'])
      expect(named(found, 'keys-needed')?.says).toContain(
        `1 key is missing or damaged: what is sealed under it`,
      )
      expect(named(found, 'keys-needed')?.says).toContain(name)
    },
  )

  test('that one was cut short', async () => {
    const found = await withKeys((keys) => writeFileSync(join(keys, 'columns/patron.born/1'), 'short'))
    expect(named(found, 'keys-needed')).toMatchObject({
      state: 'bad',
      says: expect.stringContaining('patron.born'),
    })
  })

  test('that others on the computer can read them', async () => {
    const found = await withKeys((keys) => chmodSync(join(keys, 'library'), 0o644))
    expect(wrong(found)).toEqual(['keys-closed'])
    expect(named(found, 'keys-closed')?.fix).toMatch(/^Close them: chmod -R go= /)
  })

  test('that they are locked and no passphrase was given, and what needs none it still looks at', async () => {
    const found = await withKeys(async (keys) => {
      const passphrase = { mode: 'passphrase', passphrase: 'six words', cost: [1024, 1, 1] } as const
      await changeKeyMode(keys, await unlockKeys(keys, () => Promise.reject(new Error())), passphrase)
    })
    expect(named(found, 'keys-open')).toMatchObject({
      state: 'bad',
      says: expect.stringMatching(/^The keys are locked by a passphrase, and there is no terminal/),
    })
    expect(named(found, 'key-mode')?.says).toContain('in the mode passphrase')
    expect(named(found, 'keys-needed')).toMatchObject({
      state: 'unseen',
      says: 'Not looked at: the keys do not open.',
    })
    expect(named(found, 'register-whole')?.state).toBe('good')
  })

  test('that the file which says their mode is damaged', async () => {
    const found = await withKeys((keys) => writeFileSync(join(keys, 'mode'), '{'))
    expect(named(found, 'key-mode')).toMatchObject({
      state: 'unseen',
      says: expect.stringContaining('is damaged'),
    })
    expect(named(found, 'keys-open')?.state).toBe('bad')
  })

  test('that they lie in a folder that is copied to a cloud', async () => {
    const folder = join(scratch, 'Dropbox', 'keys')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = await withKeys(() => undefined, folder)
    expect(wrong(found)).toEqual(['synchronised'])
    expect(named(found, 'synchronised')?.says).toContain('lie in Dropbox')
  })
})

describe('of the rest, the doctor sees', () => {
  test('that the database is older than what was signed', async () => {
    const signer = await currentSigner(it.database.worker, ring)
    const found = await withKeys((keys) =>
      lastSignedFile(keys).write(signCheckpoint({ size: 1000n, root: Buffer.alloc(32) }, signer)),
    )
    expect(wrong(found)).toEqual(['register-whole'])
    expect(named(found, 'register-whole')?.says).toContain('an older copy of the data was put back')
  })

  test('that entries wait and nothing signs them, though Carrel runs', async () => {
    await it.database.worker.insertInto('register_pending').values(waiting).execute()
    const later = new Date(now().getTime() + 3_600_000)
    const found = await runChecks(await look({ now: later }))
    expect(named(found, 'register-ticks')).toMatchObject({
      state: 'bad',
      says: expect.stringMatching(/^1 entry is waiting to be signed, and nothing has been signed since /),
    })
    const stopped = await runChecks(await look({ now: later, standing: { kind: 'none' } }))
    expect(named(stopped, 'register-ticks')).toMatchObject({ state: 'note', fix: 'Start it.' })
    await it.database.worker.deleteFrom('register_pending').execute()
  })

  test('that notices do not go out, and what the mail server answered', async () => {
    const fault = { channel: 'e-mail' as const, since: now(), why: 'the mail server answered 554 5.7.1' }
    await noteSendingFault(it.database.worker, fault)
    const found = named(await runChecks(await look()), 'sending')
    expect(found).toMatchObject({ state: 'bad', says: expect.stringContaining('answered 554 5.7.1.') })
    await clearSendingFault(it.database.worker, 'e-mail')
    expect(named(await runChecks(await look()), 'sending')).toMatchObject({ state: 'good' })
  })

  test('that rows which an import could not take lie in the home, and since when', async () => {
    const rejected = join(it.home.dir, 'rejected.csv')
    writeFileSync(rejected, 'file,line,reason,sentence,row\n')
    expect(named(await runChecks(await look()), 'import-rows')).toMatchObject({ state: 'good' })
    writeFileSync(rejected, 'file,line,reason,sentence,row\nborrowers.csv,2,id-unusable,No id,"Canary,Una"\n')
    utimesSync(rejected, new Date('2026-11-02T12:00:00Z'), new Date('2026-11-02T12:00:00Z'))
    expect(named(await runChecks(await look()), 'import-rows')).toMatchObject({
      state: 'note',
      says: `${rejected} holds rows about people since 2026-11-02, which nothing seals.`,
      fix: 'Fix them, then delete the file.',
    })
    rmSync(rejected)
  })

  test('that the clock was set back', async () => {
    const early = new Date(now().getTime() - 3 * 86_400_000)
    const found = await runChecks(await look({ now: early }))
    expect(wrong(found)).toEqual(['clock'])
    expect(named(found, 'clock')?.says).toMatch(/its clock was set back, or was ahead then\.$/)
  })

  test('that nights were left out, and what to do where Carrel does not run', async () => {
    const day = new Date(now().getTime() + 5 * 86_400_000)
    const at = { now: day, today: day.toISOString().slice(0, 10) }
    const found = await runChecks(await look(at))
    expect(named(found, 'nights')?.says).toContain('the backup was last done for')
    expect(wrong(found)).toEqual(['nights', 'backups'])
    expect(named(found, 'backups')?.says).toContain('No backup was made for two nights.')
    const stopped = await runChecks(await look({ ...at, standing: { kind: 'none' } }))
    expect(named(stopped, 'nights')?.fix).toMatch(/^Start Carrel/)
  })

  test('that the backup failed, and why', async () => {
    const { good } = await backupState(it.database.app)
    await noteBackupFailure(it.database.worker, { at: now(), sentence: 'the disk is full' })
    const found = await runChecks(await look())
    expect(wrong(found)).toEqual(['backups'])
    expect(named(found, 'backups')?.says).toMatch(
      /^The backup failed: the disk is full\. The last good one is of/,
    )
    if (good !== undefined) await noteBackup(it.database.worker, good)
  })

  test('that a server does not write to its disk, that there is no Director, and that there is no sheet', async () => {
    await withDatabase(
      async ({ database, home }) => {
        const other = new KeyRing(home.keysDir)
        await claimLibrary(database.app, { name: jensen.library, keyCheck: other.check() })
        const found = await examine(home, jensen)
        expect(wrong(found)).toEqual(['durable', 'backups', 'director'])
        expect(named(found, 'durable')?.says).toMatch(
          /^The server has fsync and .* off: a power cut can lose/,
        )
        expect(named(found, 'director')?.fix).toBe('Start Carrel and open the link that it prints.')
        expect(named(found, 'backups')?.fix).toContain('npx --no carrel recovery new')
      },
      { onDisk: true },
    )
  })

  test('that the passphrase of the keys lies where others read it, or beside what it guards', async () => {
    const outside = join(scratch, 'passphrase')
    const beside = join(it.home.dir, 'passphrase')
    for (const file of [outside, beside]) writeFileSync(file, 'six words drawn at random\n', { mode: 0o600 })
    const about = async (file: string) => {
      const found = await runChecks(await look({ env: { CARREL_PASSPHRASE_FILE: file } }))
      return named(found, 'passphrase-file')
    }
    expect(await about(outside)).toMatchObject({ state: 'good' })
    expect((await about(beside))?.says).toContain('next to what it protects')
    chmodSync(outside, 0o644)
    expect((await about(outside))?.says).toContain('Other users of this computer can read the passphrase')
    rmSync(beside)
  })

  test('who is acting Director without a second step, who is locked, and which sign-in SQL wrote', async () => {
    const { app } = it.database
    const add = async (signIn: string) => {
      const passphrase = 'hash'
      const id = await addAccount(app, ring, { signIn, name: `The ${signIn}`, role: 'desk', passphrase })
      return id ?? ''
    }
    const days = { firstDay: today(), lastDay: today(), namedBy: null }
    const acting = await add('acts')
    await app.transaction().execute((trx) => addActingTerm(trx, ring, { accountId: acting, ...days }))
    const locked = await add('locked')
    await app.updateTable('account').set({ codes_failed: maxWrongCodes }).where('id', '=', locked).execute()
    const forged = await add('forged')
    await app.updateTable('account').set({ role: 'director' }).where('id', '=', forged).execute()
    const found = await runChecks(await look())
    expect(named(found, 'second-steps')?.says).toContain('acts')
    expect(named(found, 'acting-directors')?.says).toContain(
      `The acts from ${today()} to the end of ${today()}`,
    )
    expect(named(found, 'locked-sign-ins')?.says).toBe('Locked after wrong tries: locked.')
    expect(named(found, 'sign-ins-of-ours')).toMatchObject({
      state: 'bad',
      says: expect.stringContaining('forged'),
    })
    const ours = [acting, locked, forged]
    await app.updateTable('acting_director').set({ ended: true }).execute()
    await app.updateTable('account').set({ passphrase: '' }).where('id', 'in', ours).execute()
  })

  test('whether the files of sealed matters are there, closed, of one size and of these keys', async () => {
    const about = async (env = {}) => named(await runChecks(await look({ env })), 'sealed-matters')
    expect(await about()).toMatchObject({ state: 'note', says: expect.stringContaining('at the next start') })
    const dir = it.home.cellsDir
    const folder = new SlotFolder(dir, ring, 1024 * 1024)
    await folder.ensure()
    const compartments = new SealedMatters({
      ...{ folder, ring, clock: { now: () => new Date(), today: () => '2026-11-26' } },
      signed: async () => ({ log: '', size: 0 }),
    })
    const people = { cleared: [somebody('director').cleared], recovery: somebody('paper').cleared.publicKey }
    const sides = [(await about())?.says]
    await compartments.setUp('director', people)
    sides.push((await about())?.says)
    expect(sides).toEqual([
      expect.stringMatching(/not set up for the Director nor for the president .*not saved there/),
      expect.stringMatching(/not set up for the president .*not saved there/),
    ])
    await compartments.setUp('president', people)
    expect(await about()).toMatchObject({ state: 'good' })
    await compartments.leave('director', { wants: 'what came' })
    expect(await about()).toMatchObject({ state: 'good' })
    const other = await runChecks(
      await look({ env: { CARREL_CELL_MIB: '2' }, home: { ...it.home, cellMib: 2 } }),
    )
    expect(named(other, 'sealed-matters')).toMatchObject({
      state: 'note',
      says: expect.stringContaining('says 2'),
    })
    const cell = slotFilePath(dir, '5')
    const bytes = readFileSync(cell)
    const found: (string | undefined)[] = []
    chmodSync(dir, 0o755)
    found.push((await about())?.says)
    chmodSync(dir, 0o700)
    writeFileSync(cell, bytes.subarray(0, 1000))
    found.push((await about())?.says)
    writeFileSync(cell, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]))
    found.push((await about())?.says)
    rmSync(cell)
    found.push((await about())?.says)
    expect(found).toEqual([
      `Other users of this computer can read ${dir} of the sealed matters.`,
      `The files of sealed matters in ${dir} are not of one size.`,
      'A file of the sealed matters does not open under the library’s keys.',
      `${cell} of the sealed matters is not there.`,
    ])
    writeFileSync(cell, bytes, { mode: 0o600 })
    expect(await about()).toMatchObject({ state: 'good' })
  })

  test.runIf(process.platform === 'linux')('that people reach it over a network without https', async () => {
    const address = (origin: string) => checkOf('address', origin)
    expect(await address('http://carrel.example.org')).toMatchObject({ state: 'bad' })
    expect(await address('https://carrel.example.org')).toMatchObject({ state: 'good' })
  })

  test('which minor version of PostgreSQL runs, and whether it is behind', async () => {
    const { rows } = await sql<{ v: string }>`select current_setting('server_version') as v`.execute(
      it.database.app,
    )
    const runs = rows[0]?.v.split(' ')[0]
    const found = named(await runChecks(await look()), 'postgres-version')
    expect(found?.says).toMatch(new RegExp(`^PostgreSQL ${runs?.replace('.', '\\.')} runs`))
    const day = newestKnownPostgres.since
    const here = { chosen: 12, newest: 12 }
    expect([
      aboutVersion('17.10', day, { chosen: 10, newest: 10 }),
      aboutVersion('17.10', day, here),
      aboutVersion('17.10', day, { chosen: 10, newest: 12 }),
      aboutVersion('17.10 (Debian 17.10-1)', day),
      aboutVersion(`17.${newestKnownPostgres.minor} (Debian)`, day, here),
      aboutVersion(`17.${newestKnownPostgres.minor}`, '2099-01-01', here),
      aboutVersion('17.99', '2099-01-01', here),
      aboutVersion('16.3', day),
    ]).toMatchObject([
      {
        state: 'note',
        says: expect.stringContaining(`17.${newestKnownPostgres.minor} has been out since ${day}`),
      },
      { state: 'bad', fix: 'Stop Carrel and start it again.' },
      { state: 'bad', says: expect.stringContaining('CARREL_POSTGRES_BIN names it') },
      { state: 'note', fix: expect.stringContaining('keeper') },
      { state: 'good' },
      { state: 'note', says: expect.stringContaining('days ago') },
      { state: 'good' },
      { state: 'note', says: expect.stringContaining('PostgreSQL 16.3 runs') },
    ])
  })

  test('who can enter the folders, or write to one above them', async () => {
    const above = mkdtempSync(join(scratch, 'above-'))
    const elsewhere = join(above, 'elsewhere')
    const home = {
      ...{ ...it.home, dir: join(above, 'home'), keysDir: join(above, 'home', 'keys') },
      backupsDir: join(elsewhere, 'backups'),
    }
    for (const path of [home.keysDir, home.backupsDir]) mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(home.dir, 0o700)
    const about = async () => named(await runChecks(await look({ home })), 'closed-to-others')
    const asIs = await about()
    const found: unknown[] = []
    for (const [path, mode] of [
      [home.keysDir, 0o755],
      [home.dir, 0o755],
      [home.backupsDir, 0o755],
      [elsewhere, 0o777],
      [above, 0o777],
    ] as const) {
      const before = statSync(path).mode
      chmodSync(path, mode)
      found.push(await about())
      chmodSync(path, before)
    }
    expect(asIs).toMatchObject({ state: 'good' })
    const told = (says: RegExp, fix: string) => ({ state: 'bad', says: expect.stringMatching(says), fix })
    expect(found).toEqual([
      expect.objectContaining(
        told(/^Other users .* can enter .*keys,/, `Close it: chmod go= ${home.keysDir}.`),
      ),
      expect.objectContaining(told(/^Other users .* can enter .*home,/, `Close it: chmod go= ${home.dir}.`)),
      expect.objectContaining(
        told(/^Other users .* can enter .*backups,/, `Close it: chmod go= ${home.backupsDir}.`),
      ),
      expect.objectContaining(
        told(/^Every user .* may write to .*elsewhere, above .*backups/, `Close it: chmod o-w ${elsewhere}.`),
      ),
      expect.objectContaining(told(/^Every user .* may write to .*above-/, `Close it: chmod o-w ${above}.`)),
    ])
    if (process.getuid?.() === 0) {
      chownSync(above, 61_017, 61_017)
      expect(await about()).toMatchObject({ state: 'bad', says: expect.stringContaining('number 61017') })
    }
    rmSync(above, { recursive: true })
  })

  test('whose the folder is from which npm and npx run compiled code', async () => {
    const shared = mkdtempSync(join(scratch, 'shared-'))
    const folder = join(shared, 'node-compile-cache')
    const about = async () => named(await runChecks(await look({ env: { TMPDIR: shared } })), 'compiled-code')
    expect(await about()).toMatchObject({ state: 'good', says: expect.stringContaining('No compiled code') })
    mkdirSync(folder, { mode: 0o755 })
    expect(await about()).toMatchObject({ state: 'good' })
    chmodSync(folder, 0o777)
    expect(await about()).toMatchObject({ state: 'bad', says: expect.stringContaining(folder) })
    chmodSync(folder, 0o755)
    if (process.getuid?.() === 0) {
      chownSync(folder, 61_017, 61_017)
      expect(await about()).toMatchObject({ state: 'bad', says: expect.stringContaining('number 61017') })
    }
  })

  test('that there is no library, and that it was not asked rightly', async () => {
    const home = mkdtempSync(join(scratch, 'none-'))
    const ask = (...args: string[]) =>
      new Promise((settle) => {
        const env = { ...process.env, CARREL_HOME: home }
        execFile(process.execPath, [program, 'doctor', ...args], { env }, (error, out, err) =>
          settle({ code: error?.code, out, err: err.split('\n')[0] }),
        )
      })
    expect(await ask()).toEqual({
      code: 1,
      out: '',
      err: `carrel doctor: there is no library in ${home}: set CARREL_HOME to one [no-library]`,
    })
    expect(await ask('--what')).toMatchObject({ code: 2, out: '' })
  })
})

const [waitingLeaf = Buffer.alloc(0)] = someLeaves(1)
const waiting = { id: leafId(waitingLeaf).toString('hex'), leaf: waitingLeaf, overflow: null }

/** A finding of a program that was started with this origin; it does nothing but be there. */
async function checkOf(name: string, origin: string) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'start', '--origin', origin])
  const file = { pid: 0, socketDir: '', status: 'ready' }
  const at = await look({ standing: { kind: 'served', file, owner: child.pid ?? 0 } })
  try {
    return (await runChecks(at)).find((one) => one.name === name)
  } finally {
    child.kill('SIGKILL')
  }
}
