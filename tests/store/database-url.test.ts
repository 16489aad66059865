import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { provision } from '../../src/platform/db/provision.ts'
import { emptyHome, removeHome } from '../support/database.ts'
import { PROJECT, startHolder, until } from '../support/holder.ts'

const SYSTEM = '/usr/lib/postgresql'
const ROOT = process.getuid?.() === 0

/** The newest PostgreSQL that the system itself has installed (Debian's package). */
function installedBin(): string | undefined {
  if (!existsSync(SYSTEM)) return undefined
  const newest = readdirSync(SYSTEM).sort((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? undefined : join(SYSTEM, newest, 'bin')
}

const bin = installedBin()
const PORT = 21_000 + (process.pid % 9_000)

// Where the system has no PostgreSQL of its own, these are skipped: apt-get install postgresql.
describe.skipIf(bin === undefined)('a server of the system’s own, by DATABASE_URL', () => {
  let dir: string
  let homes: Home[] = []
  let restart: (what: 'start' | 'stop') => void

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'carrel-server-'))
    chmodSync(dir, 0o755)
    const cluster = join(dir, 'cluster')
    mkdirSync(cluster, { mode: 0o700 })
    writeFileSync(join(dir, 'password'), 'of the server\n')
    if (ROOT) chownSync(cluster, ...postgresUser())
    as('initdb', ['-D', cluster, '-U', 'postgres', `--pwfile=${dir}/password`, '-A', 'scram-sha-256', '-N'])
    const options = `-c port=${PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${cluster} -c fsync=off`
    restart = (what) => {
      const how = what === 'start' ? ['-l', join(cluster, 'log'), '-o', options] : ['-m', 'fast']
      as('pg_ctl', ['-D', cluster, '-w', ...how, what])
    }
    restart('start')
    ask('postgres', `create role library login createrole password 'first one'`)
    for (const name of ['branch', 'other']) ask('postgres', `create database ${name} owner library`)
    ask('postgres', `create database latin owner library encoding 'LATIN1' locale 'C' template template0`)
    ask('postgres', `create role reader login password 'first one'`)
  }, 60_000)

  afterAll(() => {
    as('pg_ctl', ['-D', join(dir, 'cluster'), '-m', 'immediate', 'stop'])
    rmSync(dir, { recursive: true, force: true })
    for (const home of homes) removeHome(home)
    homes = []
  })

  function postgresUser(): [number, number] {
    const number = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
    return [number('-u'), number('-g')]
  }

  function as(program: string, args: string[]): SpawnSyncReturns<string> {
    const [uid, gid] = ROOT ? postgresUser() : [undefined, undefined]
    const ran = spawnSync(join(bin ?? '', program), args, {
      encoding: 'utf8',
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(uid !== undefined && { uid, gid }),
    })
    if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`)
    return ran
  }

  function ask(database: string, statement: string): string {
    return execFileSync(
      join(bin ?? '', 'psql'),
      [
        '-X',
        '-A',
        '-t',
        '-h',
        '127.0.0.1',
        '-p',
        String(PORT),
        '-U',
        'postgres',
        '-d',
        database,
        '-c',
        statement,
      ],
      { encoding: 'utf8', env: { ...process.env, PGPASSWORD: 'of the server' } },
    ).trim()
  }

  function urlOf(database: string, user = 'library', password = 'first%20one'): string {
    return `postgres://${user}:${password}@127.0.0.1:${PORT}/${database}`
  }

  /** A home of its own, and the environment that leads to the server. */
  function library(url: string): { home: Home; env: Record<string, string> } {
    const { dir: homeDir } = emptyHome()
    const env = { CARREL_HOME: homeDir, DATABASE_URL: url }
    const home = homeFrom(env, '/')
    homes.push(home)
    return { home, env }
  }

  function migrates({ env }: { env: Record<string, string> }) {
    const args = [join(PROJECT, 'bin/carrel.js'), 'database', 'migrate']
    return spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  }

  /** Why the child that makes roles and tables refuses an address. */
  async function refusalOf(url: string): Promise<string> {
    const error = await provision(library(url).home, url).then(
      () => new Error('it was accepted'),
      (refused: Error & { code?: string }) => refused,
    )
    expect(error.message.split('\n'), 'one sentence').toHaveLength(1)
    expect(error.message, 'no password in it').not.toMatch(/(?:first|wrong)(?: |%20)one/)
    expect(error.name, error.message).toBe('DatabaseOpenError')
    return String((error as { code?: string }).code)
  }

  test('roles and tables are made there, and the app and the worker log in as themselves', async () => {
    const { home, env } = library(urlOf('branch'))
    const holder = startHolder({ home, env })
    await holder.hears('ready')
    holder.tell('snapshot')
    const { snapshot } = await holder.hears('snapshot')
    const heap = readFileSync(String(snapshot), 'utf8')
    expect(heap.includes(readFileSync(join(home.keysDir, 'database/app'), 'utf8').trim())).toBe(true)
    expect(heap.includes('first%20one') || heap.includes('first one'), 'the owner’s password').toBe(false)
    await holder.kill()

    // From now on the address does without the password.
    const database = await openDatabase(
      homeFrom({ ...env, DATABASE_URL: urlOf('branch').replace(':first%20one', '') }, '/'),
    )
    const who = sql`select current_user, session_user`
    expect((await who.execute(database.app)).rows).toEqual([
      { current_user: 'branch_app', session_user: 'branch_app' },
    ])
    expect((await who.execute(database.worker)).rows).toEqual([
      { current_user: 'branch_worker', session_user: 'branch_worker' },
    ])
    await database.app.insertInto('title').values({ source_id: '1', title: 'A Winter Book' }).execute()
    await expect(sql`set role library`.execute(database.app)).rejects.toMatchObject({ code: '42501' })
    await database.close()
    expect(
      ask(
        'postgres',
        `select rolname from pg_authid where rolpassword like 'SCRAM%' and rolname like 'branch%' order by 1`,
      ),
    ).toBe('branch_app\nbranch_backup\nbranch_worker')
    expect(existsSync(join(home.dataDir, 'postgres')), 'no cluster of its own').toBe(false)
  })

  test('two libraries on one server do not reach each other', async () => {
    const there = library(urlOf('other'))
    expect(migrates(there)).toMatchObject({ status: 0 })
    expect(migrates(there).stdout).toContain('up to date')
    const database = await openDatabase(there.home)
    const { rows } = await sql`select has_database_privilege('branch', 'connect') as reaches`.execute(
      database.app,
    )
    expect(rows).toEqual([{ reaches: false }])
    await database.close()
  })

  test('a second machine without the keys is refused, and does not lock the first out', async () => {
    const password = `select rolpassword from pg_authid where rolname = 'branch_app'`
    const before = ask('postgres', password)
    expect(before).toMatch(/^SCRAM/)
    expect(await refusalOf(urlOf('branch'))).toBe('password-missing')
    expect(ask('postgres', password)).toBe(before)
    expect(readdirSync(homes.at(-1)?.keysDir ?? '')).toEqual([])
  })

  test('each reason why it cannot be used is one sentence without a password in it', async () => {
    expect(await refusalOf(urlOf('branch', 'library', 'wrong%20one'))).toBe('wrong-password')
    expect(await refusalOf(urlOf('nowhere'))).toBe('unreachable')
    expect(await refusalOf(urlOf('branch').replace(String(PORT), '1'))).toBe('unreachable')
    expect(await refusalOf(urlOf('latin'))).toBe('not-utf8')
    expect(await refusalOf(urlOf('branch', 'reader'))).toBe('not-owner')
    expect(await refusalOf(urlOf('branch').replace(':first%20one', ''))).toBe('wrong-password')
    expect(await refusalOf('library on that server')).toBe('unreachable')
    expect(await refusalOf(`${urlOf('branch')}?sslmode=require`)).toBe('unreachable')
  })

  test('TLS asked of a server that has none is one sentence on the screen', () => {
    const { status, stderr } = migrates(library(`${urlOf('branch')}?sslmode=require`))
    expect(stderr).toMatch(/^carrel[^\n]* speaks no TLS, and DATABASE_URL asks for it: [^\n]*\n$/)
    expect(status).toBe(1)
  })

  test('a server that goes away and comes back is said once each, and the library goes on', async () => {
    const { env, home } = library(urlOf('branch'))
    cpSync(homes[0]?.keysDir ?? '', home.keysDir, { recursive: true })
    const holder = startHolder({ home, env })
    await holder.hears('ready')
    restart('stop')
    await until('its end is said', () => holder.complaints().includes('does not answer'))
    restart('start')
    await until('its return is said', () => holder.complaints().includes('answers again'))
    holder.tell('write')
    await holder.hears('acknowledged')
    expect(holder.complaints().trim().split('\n')).toEqual([
      `carrel: the database server at 127.0.0.1:${PORT} does not answer: nothing can be looked up or saved until it is back; Carrel keeps trying`,
      `carrel: the database server at 127.0.0.1:${PORT} answers again`,
    ])
    expect(holder.said.some((it) => 'lost' in it)).toBe(false)
    await holder.kill()
  })
})
