import { closeSync, openSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SeededRandom } from '../../src/import/invented-library.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { DATABASE_NAME, readPassword, withClient } from '../../src/platform/db/login.ts'
import { removeHome } from '../support/database.ts'
import { serverOf, until } from '../support/holder.ts'
import { unhurriedFolder } from '../support/unhurried.ts'
import { Audit } from './audit.ts'
import { Clerk } from './clerk.ts'
import { Journal } from './journal.ts'
import {
  backendsOf,
  command,
  freePort,
  type Program,
  startProgram,
  stopProgram,
  strike,
  type World,
} from './program.ts'
import { moveTo, noSmallDisk, type SmallDisk, smallDisk } from './small-disk.ts'
import { copyOf, makeOutside, makeSmallLibrary, type SmallLibrary } from './small-library.ts'

const closed = noSmallDisk()

const aboutDisk = 'The disk on the computer that runs Carrel is full.'

let library: SmallLibrary
/** Each test has a library of its own, as the one was made. */
let home: Home
let outside: string
let journal: Journal
let clerk: Clerk
let port: number
let program: Program | undefined
const disks: SmallDisk[] = []

function diskOf(size: string): SmallDisk {
  const disk = smallDisk(size)
  disks.push(disk)
  return disk
}

/** Works until a page comes that failed, or so many came that did not. Returns how many did not. */
async function workUntilFull(most = 100_000): Promise<number> {
  const { failures, pages } = clerk
  const before = failures.length
  await clerk.work(() => failures.length === before && clerk.pages < pages + most)
  return clerk.pages - pages
}

/** A page came that failed; it says why in a sentence for a clerk, and named nobody. */
function expectSentence(): void {
  expect(clerk.lastFailed).toContain(aboutDisk)
  expect(clerk.leaks).toEqual([])
}

async function expectGoesOn(audit: Audit): Promise<void> {
  await until('a page comes again', async () => (await clerk.isSignedIn()) === true || clerk.signIn())
  expect(await workUntilFull(10)).toBeGreaterThanOrEqual(10)
  expect(await audit.run(), home.dir).toEqual([])
}

async function asSuperuser(statement: string): Promise<void> {
  const [host = ''] = readdirSync(home.dir).filter((name) => name.startsWith('run-'))
  const login = {
    ...{ host: join(home.dir, host), port: 5432, database: DATABASE_NAME, ssl: false },
    ...{ user: 'carrel_superuser', password: readPassword(home.keysDir, 'superuser') },
  }
  await withClient(login, 'test', (client) => client.query(statement))
}

/** Tests on disks of their own, each filled in turn: the one that everyone meets, every day, or the others, which take longer. */
export function onFullDisks(which: 'the one that everyone meets' | 'the others'): void {
  if (closed !== undefined) process.stdout.write(`full disks are not tested: ${closed}\n`)
  describe.skipIf(closed !== undefined)('a disk that is full', { timeout: 180_000 }, () => {
    beforeAll(async () => {
      library = await makeSmallLibrary()
    })
    beforeEach(async () => {
      if (closed !== undefined) return
      home = copyOf(library.home)
      outside = makeOutside(home)
      journal = new Journal(join(outside, 'journal'))
      port = await freePort()
      const [account] = library.clerks
      if (account === undefined) throw new Error('nobody works here')
      clerk = new Clerk({
        account,
        patrons: library.patrons,
        port,
        journal,
        random: new SeededRandom('disk'),
      })
    })
    afterEach(async () => {
      if (program !== undefined) await stopProgram(program)
      program = undefined
      for (const disk of disks.splice(0)) disk.remove()
      if (closed !== undefined) return
      journal.close()
      rmSync(outside, { recursive: true })
      removeHome(home)
    })
    afterAll(() => {
      if (closed === undefined) removeHome(library.home)
    })

    if (which === 'the one that everyone meets') {
      test('under the data: what cannot be recorded is not shown, and with space it goes on by itself', async () => {
        const disk = diskOf('200m')
        home = { ...home, dataDir: moveTo(disk, home.dataDir, 'data') }
        const world: World = { env: { CARREL_DATA: home.dataDir }, hurry: 60 }
        const audit = new Audit(home, journal)
        program = await startProgram(home, port, world)
        await workUntilFull(5)
        disk.fill()
        await workUntilFull()
        expectSentence()
        expect(program.err()).toContain('"code":"53100"')
        expect(program.child.exitCode).toBe(null)
        disk.free()
        await expectGoesOn(audit)
      })
      return
    }

    test('under the keys, when a new month’s is due: nothing is shown, and with space it goes on by itself', async () => {
      const disk = diskOf('512k')
      home = { ...home, keysDir: moveTo(disk, home.keysDir, 'keys') }
      const clockFile = join(outside, 'clock')
      const world: World = { env: { CARREL_KEYS: home.keysDir }, hurry: 60, clockFile }
      writeFileSync(clockFile, '0')
      const audit = new Audit(home, journal)
      program = await startProgram(home, port, world)
      await workUntilFull(5)
      expect(await audit.run()).toEqual([])
      disk.fill()
      writeFileSync(clockFile, String(32 * 86_400_000))
      await until(
        'nothing is shown',
        async () => (await workUntilFull(1)) === 0 && clerk.lastFailed.includes(aboutDisk),
      )
      expectSentence()
      disk.free()
      await expectGoesOn(audit)
      expect(
        readdirSync(join(home.keysDir, 'register', 'months')).filter((name) => name.includes('~')),
      ).toEqual([])
    })

    test('under the log of the database itself: the program ends with a sentence, refuses to start with another, and starts', async () => {
      const disk = diskOf('200m')
      home = { ...home, dataDir: moveTo(disk, home.dataDir, 'data') }
      const world: World = { env: { CARREL_DATA: home.dataDir }, hurry: 60 }
      const audit = new Audit(home, journal)
      program = await startProgram(home, port, world)
      await workUntilFull(5)
      disk.fill()
      // Every spare segment of the log is used up, and the next cannot be made: PostgreSQL stops rather than lose one.
      const switching = async () => {
        for (;;) {
          await asSuperuser(
            `select pg_switch_wal(), pg_logical_emit_message(true, 'test', repeat('x', 1000))`,
          )
        }
      }
      await expect(switching()).rejects.toThrow()
      expect(await program.ended).toBe(1)
      expect(program.err()).toMatch(
        /^carrel: the database server ended by itself: .* says why \[server-ended\]$/m,
      )
      const again = command(home, world, 'start', '--pack', unhurriedFolder(), '--port', String(port))
      expect(await again.ended).toBe(1)
      expect(again.err()).toMatch(
        /^carrel: the disk that holds .* is full: free some space and start again, nothing that was saved is lost \[disk-full\]\n$/,
      )
      disk.free()
      program = await startProgram(home, port, world)
      await expectGoesOn(audit)
    })

    test('under the logs, the database’s and the program’s own: everything goes on', async () => {
      const disk = diskOf('256k')
      const logDir = join(home.dir, 'log')
      symlinkSync(moveTo(disk, logDir, 'log'), logDir)
      const own = join(disk.path, 'carrel.log')
      const stderr = openSync(own, 'a')
      disk.fill()
      const audit = new Audit(home, journal)
      program = await startProgram(home, port, { hurry: 60, stderr })
      closeSync(stderr)
      await workUntilFull(5)
      // Faults, which both logs would tell of, and cannot.
      await clerk.send('POST', '/counter/customer', { word: 'none', id: 'none' })
      for (const pid of backendsOf(serverOf(home)).slice(-1)) strike(pid)
      await expectGoesOn(audit)
      expect(statSync(own).size).toBe(0)
      expect(program.child.exitCode).toBe(null)
    })

    test('under the backups: one sentence, nothing half is left, and the backups before are kept', async () => {
      const disk = diskOf('2m')
      const env = { CARREL_BACKUPS: disk.path }
      const first = command(home, { env }, 'backup')
      expect(await first.ended, first.err()).toBe(0)
      const before = readdirSync(disk.path)
      expect(before).toHaveLength(1)
      disk.fill()
      const second = command(home, { env }, 'backup')
      expect(await second.ended).toBe(1)
      expect(second.err()).toMatch(/^carrel backup: the disk that holds .* is full: [^\n]*\n$/)
      expect(readdirSync(disk.path).sort()).toEqual(['ballast', ...before].sort())
      disk.free()
      const third = command(home, { env }, 'backup')
      expect(await third.ended, third.err()).toBe(0)
    })
  })
}
