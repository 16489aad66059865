import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBackup } from '../../src/backup/backup-file.ts'
import { backupState } from '../../src/backup/backup-store.ts'
import { backupJob, backupWarningOf, isWorthLogging } from '../../src/backup/daily-job.ts'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { recoveryKeys } from '../../src/backup/recovery-key.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { paperOf, typed } from './paper.ts'

let it: TestDatabase
let ring: KeyRing
let paper: string
const time = { now: new Date('2026-11-24T07:00:00Z'), today: '2026-11-24' }
const clock = { now: () => time.now, today: () => time.today }
const failures: unknown[] = []

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
  await plant(it.database, ring, {
    ...{ surname: 'Canary', firstName: 'Una', card: '23000000000001' },
    loans: [{ title: 'Canary Out', dueOn: '2026-12-24' }],
  })
})
afterAll(() => it.close())

/** A night of a library with its backups in a folder; the steps that were done. */
async function night(home: Home = it.home, reseal = true): Promise<string[]> {
  const { database } = it
  const parts = { worker: database.worker, ring, unreadable: () => {} }
  const steps = [...(reseal ? [resealLinksStep(parts)] : []), backupJob({ home, database, ring, clock })]
  failures.length = 0
  return runDailyJobs(database, steps, time.today, (_step, error) => failures.push(error))
}

const backups = () => readdirSync(it.home.backupsDir).sort()

test('without a recovery key no backup is made, and the log is not filled with that', async () => {
  expect(await night()).toEqual(['reseal-links'])
  expect(failures.map((error) => (error as { code?: string }).code)).toEqual(['no-recovery-key'])
  expect(failures.some(isWorthLogging)).toBe(false)
  const concern = backupWarningOf(await backupState(it.database.app), recoveryKeys(ring), time.now)
  expect(concern).toMatchObject({ code: 'no-key' })
})

test('the night makes one in a process of its own, which the paper opens, and notes it', async () => {
  paper = await paperOf(it.database, ring)
  expect(await night()).toEqual(['backup'])
  const [name = ''] = backups()
  const path = join(it.home.backupsDir, name)
  const { header, rows } = await verifyBackup(path, await typed(paper), () => {})
  expect(header.library.name).toBe('Jensen')
  expect(rows.get('patron')).toBe(1)
  expect(rows.get('loan')).toBe(1)
  const { good, failed } = await backupState(it.database.app)
  expect(good).toMatchObject({ file: path })
  expect(failed).toBeUndefined()
  expect(await night(), 'once a night').toEqual([])
})

test('a night that did not seal the links again makes none, and the Director is told', async () => {
  time.now = new Date('2026-11-25T07:00:00Z')
  time.today = '2026-11-25'
  const before = backups()
  expect(await night(it.home, false)).toEqual([])
  expect(backups()).toEqual(before)
  const concern = backupWarningOf(await backupState(it.database.app), recoveryKeys(ring), time.now)
  expect(concern).toMatchObject({
    code: 'failed',
    failure: expect.stringContaining('sealed again'),
    last: { isThere: true },
  })
})

test('one that failed is tried again after an hour, and not every few minutes', async () => {
  const { database, home } = it
  const step = backupJob({ home, database, ring, clock })
  const refusal = () =>
    step.run(time.today).then(
      () => 'made',
      (error: Error) => error.message,
    )
  expect(await refusal()).toContain('sealed again')
  time.now = new Date(time.now.getTime() + 5 * 60_000)
  expect(await refusal()).toContain('within the hour')
  time.now = new Date(time.now.getTime() + 60 * 60_000)
  expect(await refusal()).toContain('sealed again')
})

// A disk of a few MiB, for the length of one test: needs root, and the right to mount.
test.skipIf(!mayMount())('a full disk is one sentence, and keeps the last good backup', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'carrel-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0700', 'tmpfs', disk])
  try {
    mkdirSync(join(disk, 'backups'))
    const [last = ''] = backups()
    const kept = readFileSync(join(it.home.backupsDir, last))
    writeFileSync(join(disk, 'backups', last), kept)
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - 4096)))
    time.now = new Date(time.now.getTime() + 2 * 60 * 60_000)
    await night({ ...it.home, backupsDir: join(disk, 'backups') })
    expect(failures).toEqual([
      expect.objectContaining({
        code: 'cannot-write',
        message: expect.stringMatching(/^the disk .* is full: /),
      }),
    ])
    expect(readdirSync(join(disk, 'backups')), 'and nothing half written').toEqual([last])
    expect(readFileSync(join(disk, 'backups', last)).equals(kept)).toBe(true)
    const { good, failed } = await backupState(it.database.app)
    expect(good?.file).toBe(join(it.home.backupsDir, last))
    expect(failed?.sentence).toContain('is full')
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})

test('the next that is made is good again, and the failure is over', async () => {
  time.now = new Date(time.now.getTime() + 2 * 60 * 60_000)
  expect(await night()).toContain('backup')
  const { failed } = await backupState(it.database.app)
  expect(failed).toBeUndefined()
})

function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'carrel-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', probe], { stdio: 'ignore' })
    execFileSync('umount', [probe])
    return true
  } catch {
    return false
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}
