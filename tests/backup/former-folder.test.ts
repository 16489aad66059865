import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBackup, requireRecoveryKey, runBackup } from '../../src/backup/backup.ts'
import { backupWarning } from '../../src/backup/daily-job.ts'
import { backupWarningLine } from '../../src/backup/doctor.ts'
import { runChecks } from '../../src/cli/doctor.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { paperOf } from './paper.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-former-'))
const at = (name: string) => join(scratch, name)
const noon = (day: string) => new Date(`${day}T12:00:00Z`)
let it: TestDatabase
let ring: KeyRing

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
  await paperOf(it.database, ring)
})
afterAll(async () => {
  await it.close()
  rmSync(scratch, { recursive: true })
})

/** A day's backup, with CARREL_BACKUPS so; returns its path. */
async function backUp(day: string, folder = join(it.home.dir, 'backups'), fails = false): Promise<string> {
  const { database } = it
  const now = () => noon(day)
  const parts = { database, folder, recoveryKey: requireRecoveryKey(ring), version: '0.1.0', now }
  const make = async () => {
    if (fails) throw new Error('not this night')
    return makeBackup({ ...parts, cells: [], keys: async () => ring.forBackup(), progress: () => {} })
  }
  const home = { ...it.home, backupsDir: folder }
  return (await runBackup({ database, ring, home, now }, make)).made.path
}

async function doctorOn(day: string, folder: string, name: string) {
  const found = await runChecks({
    ...{ home: { ...it.home, backupsDir: folder }, env: {}, now: noon(day), today: day },
    ...{ timeZone: jensen.timeZone, folder: jensen },
    ...{ standing: undefined, database: { open: it.database }, keys: { open: ring } },
  })
  return found.find((one) => one.name === name)
}

test('backups go by age also where they were made before, twice over, and the doctor names those folders', async () => {
  const [first, second, third] = [
    await backUp('2026-11-01'),
    await backUp('2026-11-05', at('second')),
    await backUp('2026-11-10', at('third')),
  ]
  const says = (await doctorOn('2026-11-10', at('third'), 'backups-elsewhere'))?.says
  expect(says).toContain(`1 backup in ${at('second')}`)
  expect(says).toContain(`1 backup in ${join(it.home.dir, 'backups')}`)
  const there = () => [first, second, third].map((path) => existsSync(path))
  await backUp('2026-11-16', at('third'))
  expect(there()).toEqual([false, true, true])
  await expect(backUp('2026-11-22', at('third'), true)).rejects.toThrow('not this night')
  expect(there(), 'the last in a folder, where no newer one could be made').toEqual([false, true, true])
  await backUp('2026-11-22', at('third'))
  expect(there()).toEqual([false, false, true])
  expect(await doctorOn('2026-11-22', at('third'), 'backups-elsewhere')).toMatchObject({ state: 'good' })
})

test('a last good backup that is not where it was put, or is another file by now, is told', async () => {
  const path = await backUp('2026-11-24', at('third'))
  const clock = { now: () => noon('2026-11-24'), today: () => '2026-11-24' }
  const concern = () => backupWarning({ app: it.database.app, ring, clock })
  const said = async () => backupWarningLine((await concern()) ?? { code: 'no-key' })
  expect(await concern()).toBeUndefined()
  renameSync(path, at('away'))
  const told = `The last good one is of November 24, 2026, and it is not where it was put, whole (${path}).`
  expect(await said()).toBe(`There may be no backup. ${told}`)
  expect(await doctorOn('2026-11-24', at('third'), 'backups')).toMatchObject({
    state: 'bad',
    says: expect.stringContaining('not where it was put, whole'),
  })
  renameSync(at('away'), path)
  expect(await concern()).toBeUndefined()
  truncateSync(path, statSync(path).size - 1)
  expect(await said()).toBe(`There may be no backup. ${told}`)
  mkdirSync(at('other'))
  renameSync(await backUp('2026-11-23', at('other')), path)
  await backUp('2026-11-24', at('fourth'))
  expect(await concern()).toBeUndefined()
  renameSync(path, join(at('fourth'), path.split('/').at(-1) ?? ''))
  expect((await concern())?.code).toBe('gone')
  await expect(backUp('2026-11-24', at('fourth'), true)).rejects.toThrow()
  expect(await said()).toMatch(/^The backup failed: .* not where it was put/)
})
