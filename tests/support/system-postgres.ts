import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SYSTEM = '/usr/lib/postgresql'

/** The newest PostgreSQL that the system itself has installed (Debian's package); undefined where it has none. */
export function systemPostgres(): string | undefined {
  if (!existsSync(SYSTEM)) return undefined
  const newest = readdirSync(SYSTEM).sort((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? undefined : join(SYSTEM, newest, 'bin')
}

export type SystemServer = {
  /** The address of a database, with the password of its owner, who may make roles. */
  urlOf(database: string): string
  /** The same for its superuser. */
  superuserUrl(database: string): string
  makeDatabase(name: string): void
  stop(): void
}

/** A server of the system's own, for the length of a test. Unless `sync`, it does not sync to disk. */
export function startSystemServer(bin: string, { sync = false } = {}): SystemServer {
  const port = 31_000 + (process.pid % 9_000)
  const dir = mkdtempSync(join(tmpdir(), 'carrel-system-'))
  chmodSync(dir, 0o755)
  const cluster = join(dir, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  writeFileSync(join(dir, 'password'), 'of the server\n')
  const number = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
  const user = process.getuid?.() === 0 ? { uid: number('-u'), gid: number('-g') } : undefined
  if (user !== undefined) chownSync(cluster, user.uid, user.gid)
  const as = (program: string, args: string[]) => {
    // Why no pipe for a server: it would keep it open.
    const ran = spawnSync(join(bin, program), args, { cwd: '/', stdio: 'ignore', ...user })
    if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.status}`)
  }
  as('initdb', ['-D', cluster, '-U', 'postgres', `--pwfile=${dir}/password`, '-A', 'scram-sha-256', '-N'])
  const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${cluster} -c fsync=${sync ? 'on' : 'off'} -c max_wal_size=2GB`
  as('pg_ctl', ['-D', cluster, '-w', '-l', join(cluster, 'log'), '-o', settings, 'start'])
  const ask = (statement: string) =>
    execFileSync(
      join(bin, 'psql'),
      ['-X', '-q', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-c', statement],
      {
        env: { ...process.env, PGPASSWORD: 'of the server' },
      },
    )
  ask(`create role library login createrole password 'first one'`)
  return {
    urlOf: (database) => `postgres://library:first%20one@127.0.0.1:${port}/${database}`,
    superuserUrl: (database) => `postgres://postgres:of%20the%20server@127.0.0.1:${port}/${database}`,
    makeDatabase: (name) =>
      void ask(`create database ${name} owner library encoding 'UTF8' template template0`),
    stop() {
      as('pg_ctl', ['-D', cluster, '-m', 'immediate', 'stop'])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
