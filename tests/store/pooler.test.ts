import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
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
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { holdLock } from '../../src/platform/db/locks.ts'
import { externalFault } from '../../src/platform/error.ts'
import { freePort } from '../crash/program.ts'
import { emptyHome, removeHome } from '../support/database.ts'
import { PROJECT } from '../support/holder.ts'

const SYSTEM = '/usr/lib/postgresql'
const newest = existsSync(SYSTEM) ? readdirSync(SYSTEM).sort((a, b) => Number(b) - Number(a))[0] : undefined
const bin = newest === undefined ? undefined : join(SYSTEM, newest, 'bin')
const pgbouncer = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((path) => existsSync(path))
const isRoot = process.getuid?.() === 0
const idOf = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))

/** A real server of the system's own, in a folder of its own, and what is asked of it as its superuser. */
class SystemServer {
  readonly dir = mkdtempSync(join(tmpdir(), 'carrel-pooled-'))
  readonly port: number
  readonly #user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  readonly #name: string

  constructor(port: number, name = 'cluster') {
    this.port = port
    this.#name = name
    chmodSync(this.dir, 0o755)
    mkdirSync(this.cluster, { mode: 0o700 })
    if (isRoot) for (const path of [this.dir, this.cluster]) chownSync(path, idOf('-u'), idOf('-g'))
  }

  get cluster(): string {
    return join(this.dir, this.#name)
  }

  make(): this {
    writeFileSync(join(this.dir, 'password'), 'of the server\n')
    this.run(
      'initdb',
      '-D',
      this.cluster,
      '-U',
      'postgres',
      `--pwfile=${this.dir}/password`,
      '-A',
      'scram-sha-256',
      '-N',
    )
    return this
  }

  start(more = ''): this {
    const options = `-c port=${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.cluster} -c fsync=off ${more}`
    this.run('pg_ctl', '-D', this.cluster, '-w', '-l', join(this.dir, 'log'), '-o', options, 'start')
    return this
  }

  stop(): void {
    spawnSync(join(bin ?? '', 'pg_ctl'), ['-D', this.cluster, '-m', 'immediate', 'stop'], {
      cwd: '/',
      ...this.#user,
    })
    rmSync(this.dir, { recursive: true, force: true })
  }

  run(program: string, ...args: string[]): void {
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    const env = { ...process.env, PGPASSWORD: 'of the server' }
    const ran = spawnSync(join(bin ?? '', program), args, {
      encoding: 'utf8',
      cwd: '/',
      stdio: [...stdio],
      env,
      ...this.#user,
    })
    if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`)
  }

  ask(database: string, statement: string): string {
    const args = [
      '-X',
      '-A',
      '-t',
      '-h',
      '127.0.0.1',
      '-p',
      String(this.port),
      '-U',
      'postgres',
      '-d',
      database,
    ]
    const env = { ...process.env, PGPASSWORD: 'of the server' }
    return execFileSync(join(bin ?? '', 'psql'), [...args, '-c', statement], { encoding: 'utf8', env }).trim()
  }

  /** The process numbers of its sessions. */
  sessions(of: string): number[] {
    const rows = this.ask('postgres', `select pid from pg_stat_activity where usename = '${of}'`)
    return rows.split('\n').filter(Boolean).map(Number)
  }
}

const homes: Home[] = []
function library(url: string): { home: Home; env: Record<string, string> } {
  const env = { CARREL_HOME: emptyHome().dir, DATABASE_URL: url }
  const home = homeFrom(env, '/')
  homes.push(home)
  return { home, env }
}
const migrates = (env: Record<string, string>) =>
  spawnSync(process.execPath, [join(PROJECT, 'bin/carrel.js'), 'database', 'migrate'], {
    ...{ env: { ...process.env, ...env }, encoding: 'utf8' },
  })
/** The one sentence with which it is refused. */
const refusal = (url: string) => {
  const { status, stderr } = migrates(library(url).env)
  expect(stderr.trim().split('\n'), stderr).toHaveLength(1)
  expect(status).toBe(1)
  expect(stderr).not.toMatch(/first(?: |%20)one/)
  return stderr.trim()
}

// Where the system has no PostgreSQL of its own, this is skipped: apt-get install postgresql pgbouncer.
describe.skipIf(bin === undefined)('a server of another’s', () => {
  let server: SystemServer
  let direct: { home: Home; env: Record<string, string> }
  const urlAt = (port: number, database = 'branch', user = 'library') =>
    `postgres://${user}:first%20one@127.0.0.1:${port}/${database}`

  beforeAll(async () => {
    server = new SystemServer(await freePort()).make().start('-c wal_level=replica -c max_wal_senders=4')
    server.ask('postgres', `create role library login createrole password 'first one'`)
    for (const name of ['branch', 'taken', 'shut'])
      server.ask('postgres', `create database ${name} owner library`)
    direct = library(urlAt(server.port))
    const { status, stderr } = migrates(direct.env)
    expect([status, stderr]).toEqual([0, ''])
  }, 120_000)
  afterAll(() => {
    server?.stop()
    for (const home of homes) removeHome(home)
  })

  describe('what cannot be used is said in one true sentence', () => {
    test('a database with tables of something else', () => {
      server.ask('taken', 'create table books (id int)')
      expect(refusal(urlAt(server.port, 'taken'))).toMatch(
        /the database taken of DATABASE_URL holds tables already/,
      )
      expect(server.ask('postgres', `select count(*) from pg_roles where rolname like 'taken%'`)).toBe('0')
    })

    test('a role that is missing', () => {
      expect(refusal(urlAt(server.port, 'branch', 'nobody'))).toMatch(
        /does not let nobody in: there is no such user, or this is not its password/,
      )
    })

    test('a database that is read-only', () => {
      server.ask('postgres', 'alter database shut set default_transaction_read_only = on')
      expect(refusal(urlAt(server.port, 'shut'))).toMatch(
        /the database shut takes no changes \(default_transaction_read_only is on\)/,
      )
    })

    test('a standby', async () => {
      const standby = new SystemServer(await freePort(), 'standby')
      try {
        standby.run(
          ...(['pg_basebackup', '-D', standby.cluster, '-R', '-X', 'stream', '-c', 'fast'] as const),
          ...['-h', server.cluster, '-p', String(server.port), '-U', 'postgres'],
        )
        standby.start()
        expect(refusal(urlAt(standby.port))).toMatch(/is a standby, which takes no changes: name the primary/)
      } finally {
        standby.stop()
      }
    }, 60_000)

    test('a server that insists on TLS, and one whose certificate is its own', async () => {
      const hba = join(server.cluster, 'pg_hba.conf')
      const before = readFileSync(hba, 'utf8')
      server.run('pg_ctl', '-D', server.cluster, 'status')
      const [key, cert] = [join(server.cluster, 'server.key'), join(server.cluster, 'server.crt')]
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-subj',
          '/CN=localhost',
          '-keyout',
          key,
          '-out',
          cert,
        ],
        { stdio: 'ignore' },
      )
      chmodSync(key, 0o600)
      if (isRoot) for (const path of [key, cert]) chownSync(path, idOf('-u'), idOf('-g'))
      try {
        server.ask('postgres', 'alter system set ssl = on')
        writeFileSync(
          hba,
          `local all all scram-sha-256\nhost all postgres 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n`,
        )
        server.ask('postgres', 'select pg_reload_conf()')
        await sleep(1000)
        expect(refusal(urlAt(server.port))).toMatch(
          /lets library in from here with TLS only, or not at all: add sslmode=verify-full/,
        )
        expect(refusal(`${urlAt(server.port)}?sslmode=require`)).toMatch(
          /certificate of the database server .* does not hold \(/,
        )
      } finally {
        writeFileSync(hba, before)
        server.ask('postgres', 'alter system reset ssl')
        server.ask('postgres', 'select pg_reload_conf()')
        await sleep(500)
      }
    }, 60_000)
  })

  test('one that is frozen: what waits fails within ten seconds as a lost connection does, and goes on later', async () => {
    const database = await openDatabase(direct.home)
    try {
      // Several, as after a busy minute: each lies idle when the server freezes.
      await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.3)`.execute(database.app)))
      const frozen = server.sessions('branch_app')
      for (const pid of frozen) process.kill(pid, 'SIGSTOP')
      const began = Date.now()
      const fault = await database.app
        .transaction()
        .execute((trx) => sql`select 1`.execute(trx))
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      expect(externalFault(fault)).toBe('database-away')
      expect(Date.now() - began).toBeLessThan(10_000)
      // Not one after the other: the next who asks has a new connection.
      expect(frozen).toHaveLength(3)
      const next = Date.now()
      await sql`select 1`.execute(database.app)
      expect(Date.now() - next).toBeLessThan(3_000)
      for (const pid of frozen) process.kill(pid, 'SIGCONT')
      expect((await sql<{ one: number }>`select 1 as one`.execute(database.app)).rows).toEqual([{ one: 1 }])
      // What takes long with good reason is not cut off.
      await sql`select pg_sleep(12)`.execute(database.bulk)
    } finally {
      await database.close()
    }
  }, 60_000)

  // And without PgBouncer, this: apt-get install pgbouncer.
  describe.skipIf(pgbouncer === undefined)('behind PgBouncer', () => {
    let running: ChildProcess | undefined
    let dir: string
    let port: number
    afterEach(async () => {
      if (running === undefined) return
      const ended = new Promise((end) => running?.once('close', end))
      running.kill('SIGINT')
      await ended
      running = undefined
      rmSync(dir, { recursive: true, force: true })
    })

    async function starts(mode: string, more = '', without = ''): Promise<void> {
      dir = mkdtempSync(join(tmpdir(), 'carrel-pgbouncer-'))
      chmodSync(dir, 0o755)
      port = await freePort()
      const sample = readFileSync(join(PROJECT, 'samples/service/pgbouncer.ini'), 'utf8')
      expect(sample).toContain('pool_mode = session')
      const passwords = ['app', 'worker', 'backup'].map(
        (role) =>
          `"branch_${role}" "${readFileSync(join(direct.home.keysDir, 'database', role), 'utf8').trim()}"`,
      )
      writeFileSync(join(dir, 'userlist.txt'), ['"library" "first one"', ...passwords, ''].join('\n'))
      const settings = sample
        .replace('DATABASE = host=SERVER port=5432', `branch = host=127.0.0.1 port=${server.port}`)
        .replace('listen_port = 6432', `listen_port = ${port}`)
        .replace('/etc/pgbouncer/userlist.txt', join(dir, 'userlist.txt'))
        .replace('pool_mode = session', `pool_mode = ${mode}`)
        .replace(without, '')
      writeFileSync(join(dir, 'pgbouncer.ini'), `${settings}\nunix_socket_dir =\n${more}\n`)
      const user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}
      running = spawn(pgbouncer ?? '', [join(dir, 'pgbouncer.ini')], {
        stdio: ['ignore', 'ignore', 'pipe'],
        ...user,
      })
      let said = ''
      running.stderr?.on('data', (text) => (said += String(text)))
      for (let tries = 0; !/process up/.test(said); tries++) {
        if (tries > 100) throw new Error(`pgbouncer: ${said}`)
        await sleep(50)
      }
    }
    /** The home that was made on the server itself, by the pooler's address. */
    const through = () => homeFrom({ ...direct.env, DATABASE_URL: urlAt(port) }, '/')

    test.each([
      ['transaction', ''],
      ['transaction', 'server_round_robin = 1'],
      ['transaction', 'default_pool_size = 1'],
      ['statement', ''],
    ])(
      'by %s it is refused, at the start and by the command (%s)',
      async (mode, more) => {
        await starts(mode, more)
        await expect(openDatabase(through())).rejects.toMatchObject({
          code: 'pooled',
          message: /pool_mode = session/,
        })
        expect(refusal(urlAt(port))).toMatch(
          /gives each transaction another session of the server.* pool_mode = session/,
        )
      },
      60_000,
    )

    test('one that refuses what a session begins with is named, and the setting that it lacks', async () => {
      // As PgBouncer before 1.20 does of itself: it knows no such setting.
      await starts('session', 'track_extra_parameters =', 'ignore_startup_parameters = options')
      const says =
        /^(?:carrel: )?the pooler at 127\.0\.0\.1:\d+ refuses what Carrel sends at the start of a session: set ignore_startup_parameters = options there/
      await expect(openDatabase(through())).rejects.toMatchObject({ code: 'pooled', message: says })
      expect(refusal(urlAt(port))).toMatch(says)
    }, 60_000)

    /** What the command says of the database. */
    const doctor = () => {
      const env = { ...process.env, ...direct.env, DATABASE_URL: urlAt(port) }
      const { stdout } = spawnSync(process.execPath, [join(PROJECT, 'bin/carrel.js'), 'doctor'], {
        ...{ env, encoding: 'utf8' },
      })
      expect(stdout).not.toMatch(/first(?: |%20)one/)
      return stdout
    }

    test.each([
      ['session', /The database opens\./, /pooler/],
      [
        'transaction',
        /the pooler at 127\.0\.0\.1:\d+ gives each transaction another session of the server/i,
        /The database opens/,
      ],
    ])(
      'by %s the doctor says what it found',
      async (mode, says, saysNot) => {
        await starts(mode)
        const said = doctor()
        expect(said).toMatch(says)
        expect(said).not.toMatch(saysNot)
      },
      60_000,
    )

    test('by session it serves, with every limit and setting, and a lock that ends with its session', async () => {
      await starts('session')
      const database = await openDatabase(through())
      try {
        const { rows } =
          await sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
          current_setting('plan_cache_mode') as plan, current_setting('timezone') as zone, current_user as who`.execute(
            database.app,
          )
        expect(rows).toEqual([
          { statement: '8s', lock: '7s', plan: 'force_generic_plan', zone: 'UTC', who: 'branch_app' },
        ])
        const held = await holdLock(database, 'cells')
        expect(await holdLock(database, 'cells')).toBeUndefined()
        await held?.letGo()
        const next = await holdLock(database, 'cells')
        expect(next?.isHeld()).toBe(true)
        await next?.letGo()
      } finally {
        await database.close()
      }
    }, 60_000)
  })
})
