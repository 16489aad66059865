import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { SeededRandom } from '../../src/import/invented-library.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { folderOnDisk } from '../in-memory.ts'
import { removeHome } from '../support/database.ts'
import { serverOf } from '../support/holder.ts'
import { Audit } from './audit.ts'
import { Clerk } from './clerk.ts'
import { Journal } from './journal.ts'
import { backendsOf, freePort, startProgram, stopProgram, strike, supervisorsOf } from './program.ts'
import { makeSmallLibrary } from './small-library.ts'

const cuts = 5
const diskBytes = 600 * 2 ** 20
const monthMs = 32 * 86_400_000

/** A file with a file system in it: what the system has not written to it yet is lost when it is taken away. */
function makeDisk(image: string): void {
  writeFileSync(image, '')
  truncateSync(image, diskBytes)
  execFileSync('mkfs.ext4', ['-q', '-F', image])
}

const mount = (image: string, at: string) => execFileSync('mount', ['-o', 'loop', image, at])

function noLoop(): string | undefined {
  const folder = mkdtempSync(join(folderOnDisk(), 'carrel-loop-'))
  const [image, at] = [join(folder, 'image'), join(folder, 'at')]
  mkdirSync(at)
  try {
    makeDisk(image)
    mount(image, at)
    execFileSync('umount', [at])
    return undefined
  } catch (error) {
    return `no file can be mounted as a disk here: ${(error as Error).message}`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What has reached the disk by now, and nothing that only the system's memory has; nobody writes meanwhile. */
function copyAsItIs(image: string, to: string): void {
  const written = () => statSync(image, { bigint: true }).mtimeNs
  for (let before = written(); ; before = written()) {
    execFileSync('cp', ['--sparse=always', image, to])
    if (written() === before) return
  }
}

const closed = noLoop()
if (closed !== undefined) process.stdout.write(`power cuts are not tested: ${closed}\n`)

test.skipIf(closed !== undefined)(
  'a computer that loses its power, and all that was in memory, loses nothing that was acknowledged',
  async () => {
    const library = await makeSmallLibrary()
    const scratch = mkdtempSync(join(folderOnDisk(), 'carrel-power-'))
    execFileSync('chmod', ['711', scratch])
    const [image, at] = [join(scratch, 'image'), join(scratch, 'disk')]
    mkdirSync(at)
    makeDisk(image)
    mount(image, at)
    execFileSync('chmod', ['711', at])
    const home: Home = homeFrom({ CARREL_HOME: join(at, 'home') }, '/')
    execFileSync('cp', ['-a', library.home.dir, home.dir])
    execFileSync('sync')
    const clockFile = join(scratch, 'clock')
    writeFileSync(clockFile, '0')
    const journal = new Journal(join(scratch, 'journal'))
    const audit = new Audit(home, journal)
    const port = await freePort()
    const random = new SeededRandom('power')
    const clerks = library.clerks.map(
      (account) =>
        new Clerk({
          ...{ account, port, journal, patrons: library.patrons },
          random: new SeededRandom(account.signIn),
        }),
    )
    const pages = () => clerks.reduce((sum, clerk) => sum + clerk.pages, 0)
    let program = await startProgram(home, port, { clockFile, hurry: 60 })
    for (let cut = 0; cut < cuts; cut++) {
      // A month later: what is acknowledged first is sealed under a key that was made a moment before.
      writeFileSync(clockFile, String((cut + 1) * monthMs))
      const enough = pages() + random.whole(1, 60)
      let goesOn = true
      const working = clerks.map((clerk) => clerk.work(() => goesOn))
      while (pages() < enough) await sleep(2)
      const server = serverOf(home)
      const all = [program.pid, ...supervisorsOf(program), ...(server ? [server] : []), ...backendsOf(server)]
      for (const pid of all) strike(pid, 'SIGSTOP')
      const after = join(scratch, 'image-after')
      copyAsItIs(image, after)
      goesOn = false
      for (const pid of all) strike(pid)
      await Promise.all([...working, program.ended])
      while (spawnSync('umount', [at]).status !== 0) await sleep(50)
      renameSync(after, image)
      mount(image, at)
      program = await startProgram(home, port, { clockFile, hurry: 60 })
      expect(await audit.run(), `cut ${cut}`).toEqual([])
    }
    expect(audit.entries).toBeGreaterThan(cuts)
    expect(await stopProgram(program)).toBe(0)
    journal.close()
    execFileSync('umount', [at])
    rmSync(scratch, { recursive: true })
    removeHome(library.home)
  },
)
