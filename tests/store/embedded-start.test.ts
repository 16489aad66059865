import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { socketDirOf } from '../../src/platform/db/server.ts'
import { readPostmasterFile } from '../../src/platform/db/server-process.ts'
import { copyOfTemplate, emptyHome, removeHome, withDatabase } from '../support/database.ts'
import { processesWith, serverOf, until } from '../support/holder.ts'

const ROOT = process.getuid?.() === 0

async function refusalOf(home: Home): Promise<{ code: string; message: string }> {
  try {
    const database = await openDatabase(home, { exclusive: true })
    await database.close()
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string }
    expect(name, message).toBe('DatabaseOpenError')
    expect(message.split('\n'), 'one sentence').toHaveLength(1)
    return { code, message }
  }
  throw new Error('it was opened')
}

/** The inodes of all sockets that a process holds open. */
function socketsOf(pid: number): string[] {
  const links = execFileSync('find', [`/proc/${pid}/fd`, '-printf', '%l\n'], { encoding: 'utf8' })
  return [...links.matchAll(/socket:\[(\d+)\]/g)].map((match) => match[1] ?? '')
}

test('the server listens on a private socket and on no port', async () => {
  await withDatabase(async ({ database, home }) => {
    const { rows } = await sql`select current_setting('listen_addresses') as addresses,
      current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
      current_setting('timezone') as timezone, current_setting('server_encoding') as encoding,
      (select datlocale from pg_database where datname = current_database()) as locale`.execute(database.app)
    expect(rows).toEqual([
      { addresses: '', fsync: 'off', checksums: 'on', timezone: 'UTC', encoding: 'UTF8', locale: 'C.UTF-8' },
    ])
    expect(statSync(socketDirOf(home)).mode & 0o777).toBe(0o700)
    const internet = ['tcp', 'tcp6', 'udp', 'udp6'].map((table) => readFileSync(`/proc/net/${table}`, 'utf8'))
    const own = socketsOf(serverOf(home) ?? 0)
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter((inode) => internet.some((table) => table.includes(` ${inode} `)))).toEqual([])
  })
})

test('the product syncs every commit to disk', async () => {
  const home = await copyOfTemplate()
  const database = await openDatabase(home)
  const { rows } =
    await sql`select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
    current_setting('synchronous_commit') as waits`.execute(database.app)
  expect(rows).toEqual([{ fsync: 'on', pages: 'on', waits: 'on' }])
  await database.close()
  removeHome(home)
})

test('no value of a row reaches the log, neither by a statement nor by its error', async () => {
  await withDatabase(async ({ database, home }) => {
    const secret = 'Ottilie-Wintergreen'
    const { app } = database
    const wrong = [
      sql`select ${secret}::date`,
      sql`select ${secret}::text::int`,
      sql.raw(`select '${secret}'::int`),
      sql`insert into title (source_id, title) values (${secret}, ''), (${secret}, '')`,
      sql.raw(`do $$ begin raise exception '${secret}'; end $$`),
      sql.raw(`do $$ begin raise warning '${secret}'; end $$`),
    ]
    const results = await Promise.allSettled(wrong.map((statement) => statement.execute(app)))
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5)
    const log = readFileSync(join(home.dir, 'log/postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain(secret)
  })
})

test('a home whose path is longer than a socket’s may be has its socket in a private folder elsewhere', async () => {
  const template = await copyOfTemplate()
  const home = homeFrom({ CARREL_HOME: join(template.dir, 'a very long name '.repeat(6), 'home') }, '/')
  mkdirSync(home.dir, { recursive: true, mode: 0o711 })
  execFileSync('mv', [template.dataDir, template.keysDir, home.dir])
  const database = await openDatabase(home, { unsafeWithoutFsync: true })
  const { socketDir } = readPostmasterFile(join(home.dataDir, 'postgres')) ?? { socketDir: '' }
  expect(socketDir).not.toContain(home.dir)
  expect(statSync(socketDir).mode & 0o777).toBe(0o700)
  // Whoever joins finds it all the same.
  const guest = await openDatabase(home)
  expect((await sql`select 1 as one`.execute(guest.app)).rows).toEqual([{ one: 1 }])
  await guest.close()
  await database.close()
  expect(existsSync(socketDir)).toBe(false)
  removeHome(template)
})

test('a link in the place of the socket folder is refused, not followed', async () => {
  const home = await copyOfTemplate()
  symlinkSync(home.keysDir, socketDirOf(home))
  expect(await refusalOf(home)).toMatchObject({ code: 'folder-closed' })
  removeHome(home)
})

test('data of another major version is refused, naming both', async () => {
  const home = await copyOfTemplate()
  writeFileSync(join(home.dataDir, 'postgres/PG_VERSION'), '16\n')
  const { code, message } = await refusalOf(home)
  expect(code).toBe('other-version')
  expect(message).toMatch(/PostgreSQL 16, and this Carrel runs PostgreSQL 17/)
  removeHome(home)
})

test.each([
  ['PG_VERSION gone', (cluster: string) => rmSync(join(cluster, 'PG_VERSION'))],
  ['pg_control gone', (cluster: string) => rmSync(join(cluster, 'global/pg_control'))],
  ['pg_control cut short', (cluster: string) => truncateSync(join(cluster, 'global/pg_control'), 100)],
  [
    'its write-ahead log gone',
    (cluster: string) => execFileSync('find', [join(cluster, 'pg_wal'), '-type', 'f', '-delete']),
  ],
  ['a folder of it gone', (cluster: string) => rmSync(join(cluster, 'pg_xact'), { recursive: true })],
])('a damaged cluster is called so: %s', async (_, damage) => {
  const home = await copyOfTemplate()
  damage(join(home.dataDir, 'postgres'))
  const { code, message } = await refusalOf(home)
  expect({ code, message }).toMatchObject({ code: 'damaged' })
  expect(message).toContain(join(home.dataDir, 'postgres'))
  await until('nothing of it runs', () => processesWith(home.dir).length === 0)
  removeHome(home)
})

test('a database whose keys are lost, or are another library’s, is refused and not given new ones', async () => {
  const home = await copyOfTemplate()
  execFileSync('mv', [home.keysDir, `${home.keysDir}.lost`])
  expect(await refusalOf(home)).toMatchObject({ code: 'password-missing' })
  expect(existsSync(join(home.keysDir, 'database/app'))).toBe(false)
  for (const role of ['superuser', 'owner', 'app', 'worker']) {
    mkdirSync(join(home.keysDir, 'database'), { recursive: true })
    writeFileSync(join(home.keysDir, 'database', role), 'of another library\n')
  }
  expect(await refusalOf(home)).toMatchObject({ code: 'wrong-password' })
  removeHome(home)
})

// A disk of this size in MiB, for the length of one test.
async function onDisk(sizeMib: number, work: (dir: string) => Promise<void>): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), 'carrel-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=0711`, 'tmpfs', disk])
  try {
    await work(disk)
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
}

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

// Needs root, and the right to mount.
test.skipIf(!ROOT || !mayMount())(
  'a full disk is called so, before the database is made and after',
  async () => {
    await onDisk(20, async (dir) => {
      expect(await refusalOf(homeFrom({ CARREL_HOME: dir }, '/'))).toMatchObject({ code: 'disk-full' })
    })
    const template = await copyOfTemplate()
    await onDisk(100, async (dir) => {
      execFileSync('cp', ['-a', template.dataDir, template.keysDir, dir])
      const { bavail, bsize } = statfsSync(dir)
      writeFileSync(join(dir, 'filler'), Buffer.alloc(bavail * bsize))
      expect(await refusalOf(homeFrom({ CARREL_HOME: dir }, '/'))).toMatchObject({ code: 'disk-full' })
      rmSync(join(dir, 'filler'))
      const database = await openDatabase(homeFrom({ CARREL_HOME: dir }, '/'))
      await database.close()
    })
    removeHome(template)
  },
)

test('a file where the home should be is refused in one sentence', async () => {
  const home = emptyHome()
  writeFileSync(join(home.dir, 'data'), '')
  expect(await refusalOf(home)).toMatchObject({ code: 'folder-closed' })
  removeHome(home)
})
