import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, type OpenOptions, openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom, passable } from '../../src/platform/db/home.ts'
import { folderOnDisk } from '../in-memory.ts'

const DATABASE_SOURCE = fileURLToPath(new URL('../../src/platform/db/', import.meta.url))
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/carrel/', import.meta.url))

/** `onDisk`: for what looks at where the home is; the others are faster in memory. */
type TestOptions = OpenOptions & { readonly onDisk?: boolean }

export type TestDatabase = { readonly database: Database; readonly home: Home; close(): Promise<void> }

/**
 * A database of its own, made and migrated, for one file of tests: `close()` in `afterAll`. It starts in a fraction
 * of a second, from a copy of a template that is made once for each version of the database's source. It does not sync to disk.
 */
export async function startTestDatabase({ onDisk, ...options }: TestOptions = {}): Promise<TestDatabase> {
  const home = await copyOfTemplate(onDisk)
  const database = await openDatabase(home, { unsafeWithoutFsync: true, ...options })
  return {
    database,
    home,
    async close() {
      await database.close()
      removeHome(home)
    },
  }
}

/** The same for the length of one test. */
export async function withDatabase<T>(
  work: (it: TestDatabase) => Promise<T>,
  options?: TestOptions,
): Promise<T> {
  const it = await startTestDatabase(options)
  try {
    return await work(it)
  } finally {
    await it.close()
  }
}

/** A new, empty home that other users can pass through, as root's server must. */
export function emptyHome(prefix = 'carrel-test-', onDisk = false): Home {
  const dir = mkdtempSync(join(onDisk ? folderOnDisk() : tmpdir(), prefix))
  chmodSync(dir, passable)
  return homeFrom({ CARREL_HOME: dir }, '/')
}

export function removeHome(home: Home): void {
  rmSync(home.dir, { recursive: true, force: true })
}

/** A home with a migrated database that nobody runs. */
export async function copyOfTemplate(onDisk = false): Promise<Home> {
  const template = await templateHome()
  const home = emptyHome(undefined, onDisk)
  // Why: cp keeps the owner, which for root's server is not root, and is faster than copying a thousand files here.
  execFileSync('cp', ['-a', join(template, 'data'), join(template, 'keys'), home.dir])
  return home
}

async function templateHome(): Promise<string> {
  const template = join(CACHE, `template-${process.getuid?.()}-${sourceHash()}`)
  if (existsSync(template)) return template
  mkdirSync(CACHE, { recursive: true })
  removeOldTemplates()
  const making = emptyHome('carrel-template-')
  const database = await openDatabase(making, { exclusive: true })
  await database.close()
  const aside = `${template}.${process.pid}`
  execFileSync('cp', ['-a', making.dir, aside])
  removeHome(making)
  try {
    renameSync(aside, template)
  } catch {
    // Another worker made it meanwhile.
    rmSync(aside, { recursive: true, force: true })
  }
  return template
}

function removeOldTemplates(): void {
  const dayMs = 86_400_000
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name)
    if (name.startsWith('template-') && statSync(path).mtimeMs < Date.now() - dayMs) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}

/** Everything that makes the template another one. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const name of ['cluster.ts', 'login.ts', 'migrate.ts', 'provision.ts']) {
    hash.update(readFileSync(join(DATABASE_SOURCE, name)))
  }
  const migrations = join(DATABASE_SOURCE, 'migrations')
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(join(migrations, name)))
  return hash.digest('hex').slice(0, 16)
}
