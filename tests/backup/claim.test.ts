import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RestoreParts, restoreBackup } from '../../src/backup/restore.ts'
import { bareGuard } from '../../src/platform/crypto/key-folder.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { processInfo } from '../../src/platform/db/server-process.ts'
import { emptyHome, removeHome, startTestDatabase, type TestDatabase } from '../support/database.ts'
import { backUp, paperOf, restoredAt, typed } from './paper.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-claims-'))
let it: TestDatabase
let paper: string
let file: string

beforeAll(async () => {
  it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check('demo') })
  paper = await paperOf(it.database, ring)
  file = (await backUp(it.database, ring, join(scratch, 'backups'))).path
})
afterAll(async () => {
  await it.close()
  rmSync(scratch, { recursive: true })
})

/** A home that does not exist yet. */
function newHome(): Home {
  return homeFrom({ CARREL_HOME: join(emptyHome().dir, 'home') }, '/')
}

/** Restores, and does something once at the first progress of a kind. */
async function restore(home: Home, when?: Parameters<RestoreParts['progress']>[0], hook = () => {}) {
  let done = false
  return restoreBackup({
    ...{ home, path: file, key: await typed(paper), guard: bareGuard, ownersUrl: '' },
    ...{ lastKnown: undefined, now: () => restoredAt },
    progress(doing) {
      if (doing !== when || done) return
      done = true
      hook()
    },
  })
}

const mark = (home: Home) => join(home.dir, 'half-restored')
const codeOf = (work: Promise<unknown>) => work.then(String, (error: { code?: string }) => error.code)

test.each(['checked', 'restored'] as const)(
  'while a backup is being %s, no other restore and no start takes its home, and the first one goes on',
  async (when) => {
    const home = newHome()
    const others: Promise<unknown>[] = []
    const first = restore(home, when, () => others.push(codeOf(restore(home)), codeOf(openDatabase(home))))
    expect((await first).header.library.name).toBe('Jensen')
    expect(await Promise.all(others)).toEqual(['busy', 'half-restored'])
    expect(existsSync(mark(home))).toBe(false)
    const database = await openDatabase(home, { unsafeWithoutFsync: true })
    expect(await database.app.selectFrom('library').select('name').execute()).toEqual([{ name: 'Jensen' }])
    // What was a demo when it was backed up is one when it is back.
    const asLibrary = { name: 'Jensen', keyCheck: new KeyRing(home.keysDir).check() }
    expect(await codeOf(claimLibrary(database.app, asLibrary))).toBe('demo-library')
    await database.close()
    removeHome(home)
  },
)

test('a library that runs in the home all the same, because its start had looked before, is not touched', async () => {
  const live = await startTestDatabase()
  const home = newHome()
  // A folder that is moved keeps its server.
  const move = (from: Home, to: Home) => {
    for (const folder of ['dataDir', 'keysDir'] as const) renameSync(from[folder], to[folder])
  }
  const keys = readdirSync(live.home.keysDir, { recursive: true }).sort()
  expect(await codeOf(restore(home, 'checked', () => move(live.home, home)))).toBe('already-running')
  expect(readdirSync(home.keysDir, { recursive: true }).sort()).toEqual(keys)
  expect(existsSync(mark(home)), 'the next start must not be told to restore over it').toBe(false)
  move(home, live.home)
  expect(await live.database.app.selectFrom('library').select('name').execute()).toEqual([])
  await live.close()
  removeHome(home)
})

test('a restore whose mark is another’s by now takes nothing away', async () => {
  const home = newHome()
  const hook = () => {
    writeFileSync(
      mark(home),
      readFileSync(mark(home), 'utf8').replace(/ [0-9a-f]{16} /, ' 0123456789abcdef '),
    )
    mkdirSync(home.keysDir)
    writeFileSync(join(home.keysDir, 'library'), 'of the other')
  }
  expect(await codeOf(restore(home, 'checked', hook))).toBe('busy')
  expect(readFileSync(join(home.keysDir, 'library'), 'utf8')).toBe('of the other')
  expect(existsSync(mark(home))).toBe(true)
  removeHome(home)
})

test('the mark of a process that is gone does not hold a home, also where its number was given again', async () => {
  const home = emptyHome()
  const parent = processInfo(process.ppid)
  const words = (began: string | undefined) =>
    `${process.ppid} ${began} 0123456789abcdef restores this library\n`
  writeFileSync(mark(home), words(parent?.began))
  expect(await codeOf(restore(home))).toBe('busy')
  expect(await codeOf(openDatabase(home))).toBe('half-restored')
  writeFileSync(mark(home), words('1'))
  mkdirSync(home.keysDir)
  writeFileSync(join(home.keysDir, 'library'), 'left by a kill')
  expect((await restore(home)).header.library.name).toBe('Jensen')
  removeHome(home)
})

test('a backup that is refused leaves no mark where nothing was, and the old one where a restore was cut off', async () => {
  const home = newHome()
  const refused = async () => {
    const key = await typed(paper)
    const parts = { home, path: mark(home), key, guard: bareGuard, ownersUrl: '', lastKnown: undefined }
    return codeOf(
      restoreBackup({ ...parts, path: join(scratch, 'no'), now: () => restoredAt, progress() {} }),
    )
  }
  expect(await refused()).toBe('cannot-read')
  expect(existsSync(home.dir)).toBe(false)
  mkdirSync(home.dir)
  writeFileSync(mark(home), 'cut off')
  writeFileSync(join(home.dir, 'log'), 'left')
  expect(await refused()).toBe('cannot-read')
  expect(readdirSync(home.dir)).toEqual(['half-restored', 'log'])
  expect(await codeOf(openDatabase(home))).toBe('half-restored')
  removeHome(home)
})

test('a database that ends meanwhile is one sentence, and nothing is left', async () => {
  const home = newHome()
  const kill = () => {
    const [pid = ''] = readFileSync(join(home.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }
  const failed = await restore(home, 'restored', kill).then(String, (error: Error) => error)
  expect(failed).toMatchObject({
    name: 'DatabaseOpenError',
    message: expect.stringMatching(/^the database .*\S$/),
  })
  expect(existsSync(home.dir)).toBe(false)
})
