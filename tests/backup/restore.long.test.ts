import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeInventedLibrary } from '../../src/import/invented-library.ts'
import { importKoha, openKohaExport } from '../../src/import/koha-import.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { removeHome, startTestDatabase, type TestDatabase } from '../support/database.ts'
import { copyProject, PROJECT, processesWith } from '../support/holder.ts'
import { allRows, backUp, paperOf, typed as readTyped } from './paper.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel restores-'))
const at = (name: string) => join(scratch, name)
let it: TestDatabase
let file: string
let rows: Map<string, string[]>

beforeAll(async () => {
  it = await startTestDatabase()
  const { database, home } = it
  const ring = new KeyRing(home.keysDir)
  await claimLibrary(database.app, { name: 'Jensen', keyCheck: ring.check() })
  await writeInventedLibrary(at('koha'), { seed: 5, patrons: 5000, today: '2026-11-24' })
  await importKoha(await openKohaExport(at('koha')), {
    ...{ database: database.app, ring, on: { today: '2026-11-24', majorityAge: 19 } },
    ...{ rejectedFile: at('rejected.csv'), noticedFile: at('noticed.csv') },
  })
  const paper = await paperOf(database, ring)
  writeFileSync(at('typed'), (await readTyped(paper)).identity)
  rows = await allRows(database)
  file = (await backUp(database, ring, at('backups'))).path
}, 300_000)
afterAll(async () => {
  await it?.close()
  rmSync(scratch, { recursive: true, force: true })
})

function starts(home: Home) {
  const args = [join(PROJECT, 'bin/carrel.js'), 'restore', file, '--identity-file', at('typed')]
  return spawn(process.execPath, args, { env: { ...process.env, CARREL_HOME: home.dir }, stdio: 'ignore' })
}

/** Every table but those of the register, to which a restore adds. */
async function isWhole(home: Home): Promise<void> {
  const database = await openDatabase(home)
  const after = await allRows(database)
  await database.close()
  for (const [name, before] of rows) {
    if (!name.startsWith('register_')) expect(after.get(name), name).toEqual(before)
  }
}

test('killed at any moment, a restore leaves nothing that a start takes for a library, and can be done again', async () => {
  const home = homeFrom({ CARREL_HOME: at('killed') }, '/')
  const began = Date.now()
  const whole = starts(homeFrom({ CARREL_HOME: at('whole') }, '/'))
  await new Promise((settle) => whole.once('close', settle))
  const lastsMs = Date.now() - began
  const seen = new Set<string>()
  for (let round = 1; round <= 16; round++) {
    const child = starts(home)
    const gone = new Promise((settle) => child.once('close', settle))
    await sleep((lastsMs * round) / 16)
    child.kill('SIGKILL')
    await gone
    if (existsSync(join(home.dir, 'half-restored'))) {
      seen.add('half restored')
      await expect(openDatabase(home)).rejects.toMatchObject({ code: 'half-restored' })
    } else if (existsSync(join(home.keysDir, 'library'))) {
      seen.add('whole')
      await isWhole(home)
      rmSync(home.dir, { recursive: true })
    } else {
      seen.add('nothing yet')
      expect(existsSync(home.dir) ? readdirSync(home.dir) : []).toEqual([])
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['nothing yet', 'half restored']))
  if (!existsSync(join(home.keysDir, 'library')) || existsSync(join(home.dir, 'half-restored'))) {
    const last = starts(home)
    expect(await new Promise((settle) => last.once('close', settle))).toBe(0)
  }
  await isWhole(home)
  expect(processesWith(home.dir)).toEqual([])
  removeHome(home)
}, 600_000)

test('two at once on one home: one restores, and the other says who does', async () => {
  const home = homeFrom({ CARREL_HOME: at('two') }, '/')
  const first = starts(home)
  const done = new Promise((settle) => first.once('close', settle))
  while (!existsSync(join(home.dir, 'half-restored')) && first.exitCode === null) await sleep(5)
  const args = [join(PROJECT, 'bin/carrel.js'), 'restore', file, '--identity-file', at('typed')]
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, CARREL_HOME: home.dir },
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toBe(
    `carrel restore: process ${first.pid} is restoring to ${home.dir}: wait for it, or end it [busy]\n`,
  )
  expect(await done).toBe(0)
  await isWhole(home)
}, 120_000)

test('a backup of an older Carrel is brought up to date, and one of a newer is refused', () => {
  const newer = copyProject(at('newer Carrel'))
  const sql = 'create table of_tomorrow (n integer); insert into of_tomorrow values (42);'
  // A new file: the copy shares those that were there with this project.
  writeFileSync(join(newer, 'src/platform/db/migrations', '999-tomorrow.sql'), sql)
  const carrel = (project: string, home: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(project, 'bin/carrel.js'), ...args, '--identity-file', at('typed')], {
      env: { ...process.env, CARREL_HOME: at(home), CARREL_BACKUPS: at('tomorrow’s') },
      encoding: 'utf8',
    })
  const restored = carrel(newer, 'of tomorrow', 'restore', file)
  expect(restored.status, restored.stderr).toBe(0)
  const made = spawnSync(process.execPath, [join(newer, 'bin/carrel.js'), 'backup', '--json'], {
    env: { ...process.env, CARREL_HOME: at('of tomorrow'), CARREL_BACKUPS: at('tomorrow’s') },
    encoding: 'utf8',
  })
  expect(made.status, made.stderr).toBe(0)
  const { path } = JSON.parse(made.stdout) as { path: string }
  expect(carrel(newer, 'none', 'backup', '--verify', path, '--json').stdout).toContain('"of_tomorrow":1')
  const refused = carrel(PROJECT, 'none', 'restore', path)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toMatch(
    /^carrel restore: this backup was made by Carrel \S+, whose tables this Carrel does not know \(migration 999-tomorrow\): [^\n]+\n$/,
  )
  expect(existsSync(at('none'))).toBe(false)
}, 120_000)

// A disk of this size in MiB: needs root, and the right to mount.
test.skipIf(process.getuid?.() !== 0)(
  'a disk that fills up while the rows come in is one sentence, and all is taken away',
  async () => {
    const disk = at('disk')
    mkdirSync(disk)
    const refusals: number[] = []
    for (let sizeMib = 40; sizeMib <= 90; sizeMib += 5) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=0711`, 'tmpfs', disk])
      try {
        const args = [join(PROJECT, 'bin/carrel.js'), 'restore', file, '--identity-file', at('typed')]
        const { status, stderr } = spawnSync(process.execPath, args, {
          env: { ...process.env, CARREL_HOME: disk },
          encoding: 'utf8',
        })
        if (status === 0) break
        refusals.push(sizeMib)
        const said = stderr.split('\n').filter((line) => !/^(checked|restored) /.test(line))
        expect(said.join('\n'), `${sizeMib} MiB`).toMatch(
          /^carrel restore: the disk that holds [^\n]* (is full|has not enough room)[^\n]*\n$/,
        )
        expect(readdirSync(disk)).toEqual([])
      } finally {
        execFileSync('umount', [disk])
      }
    }
    expect(refusals.length).toBeGreaterThan(2)
    expect(refusals.length, 'the largest is large enough').toBeLessThan(11)
  },
  120_000,
)
