import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmRecoveryKey, newRecoveryKey } from '../src/backup/recovery-key.ts'
import { commandLineActor } from '../src/gate/actor.ts'
import { systemClock } from '../src/platform/clock.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { groupsOf, type PaperKey } from '../src/platform/crypto/paper-key.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import type { Home } from '../src/platform/db/home.ts'
import { claimLibrary } from '../src/platform/db/library-store.ts'
import { type SystemServer, startSystemServer, systemPostgres } from '../tests/support/system-postgres.ts'
import { importedLibrary } from './imported-library.ts'
import type { BenchRow } from './row.ts'

const small = 10_000
const large = Number(process.env['CARREL_BENCH_LARGE'] ?? 1_000_000)
const mostTimes = 3
/** With fewer, most of what is measured is the start of the programs. */
const countsFrom = 100_000
const mostMb = 300

type Once = { readonly seconds: number; readonly peakMb: number; readonly said: { readonly path?: string } }

/**
 * A backup and a restore of an invented library, compared with `pg_dump | age` and `age -d | psql` of the same database, on the
 * system's server, which syncs to disk: pg_dump reads no server newer than itself, and ours is newer than Debian's. Needs
 * `apt-get install postgresql age` (PostgreSQL 15 or later).
 */
export async function run(): Promise<BenchRow[]> {
  const bin = systemPostgres()
  if (bin === undefined || spawnSync('age', ['--version']).status !== 0) {
    return [{ name: 'backup: needs apt-get install postgresql age', value: Number.NaN, unit: '', ok: false }]
  }
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-bench-backup-'))
  const server = startSystemServer(bin, { sync: true })
  try {
    const few = await compared({ patrons: small, server, scratch, bin })
    const many = large === small ? few : await compared({ patrons: large, server, scratch, bin })
    return [...rowsOf(large, many), memory(few, many)]
  } finally {
    server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

type Compared = {
  readonly backup: Once
  readonly restore: Once
  readonly peerBackup: number
  readonly peerRestore: number
  readonly bytes: number
  readonly peerBytes: number
}

/** A restore brings the library to the system's server; both kinds of backup and restore are measured there. */
async function compared(at: {
  readonly patrons: number
  readonly server: SystemServer
  readonly scratch: string
  readonly bin: string
}): Promise<Compared> {
  const { patrons, server, scratch, bin } = at
  const names = ['here', 'ours', 'theirs'].map((name) => `${name}_${patrons}`) as [string, string, string]
  for (const name of names) server.makeDatabase(name)
  const [here, ours, theirs] = names
  const { home } = await importedLibrary(patrons)
  const key = await paper(home)
  const identity = join(scratch, 'identity')
  writeFileSync(identity, `${key.identity}\n`)
  const first = once('backup', ['--to', join(scratch, `${patrons}-first`)], { CARREL_HOME: home.dir })
  const homeOf = (database: string) => ({
    CARREL_HOME: join(scratch, database),
    DATABASE_URL: server.urlOf(database),
  })
  const restoring = (file: string) => [file, '--identity-file', identity]
  once('restore', restoring(first.said.path ?? ''), homeOf(here))

  const backup = once('backup', ['--to', join(scratch, `${patrons}`)], homeOf(here))
  const dump = join(scratch, `${patrons}.dump.age`)
  const peerBackup = shell(
    `${join(bin, 'pg_dump')} ${server.superuserUrl(here)} | age -r ${key.recipient} -o ${dump} && sync ${dump}`,
  )
  const file = join(scratch, 'moved.age')
  copyFileSync(backup.said.path ?? '', file)
  const restore = once('restore', restoring(file), homeOf(ours))
  const peerRestore = shell(
    `age -d -i ${identity} ${dump} | ${join(bin, 'psql')} -q -X -v ON_ERROR_STOP=1 -o /dev/null ${server.superuserUrl(theirs)}`,
  )
  const bytes = (path: string) => statSync(path).size
  return { backup, restore, peerBackup, peerRestore, bytes: bytes(file), peerBytes: bytes(dump) }
}

async function paper(home: Home): Promise<PaperKey> {
  const database = await openDatabase(home)
  try {
    const office = { app: database.app, ring: new KeyRing(home.keysDir), clock: systemClock('UTC') }
    await claimLibrary(office.app, { name: 'Bench', keyCheck: office.ring.check() })
    const key = await newRecoveryKey(office, commandLineActor)
    await confirmRecoveryKey(office, commandLineActor, groupsOf(key.identity).at(-1) ?? '')
    return key
  } finally {
    await database.close()
  }
}

function once(what: 'backup' | 'restore', args: readonly string[], env: Record<string, string>): Once {
  mkdirSync(env['CARREL_HOME'] ?? '', { recursive: true })
  const script = join(import.meta.dirname, 'backup-once.ts')
  const child = spawnSync(process.execPath, ['--import', './bin/from-source.js', script, what, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`the ${what} did not finish`)
  return JSON.parse(child.stdout) as Once
}

/** The seconds that a shell command takes. */
function shell(line: string): number {
  const began = performance.now()
  const ran = spawnSync('bash', ['-o', 'pipefail', '-c', line], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (ran.status !== 0) throw new Error(`${line.split(' ')[0]} … ended with ${ran.status}`)
  return (performance.now() - began) / 1000
}

function rowsOf(patrons: number, it: Compared): BenchRow[] {
  const named = `${patrons.toLocaleString('en-US')} patrons`
  const beside = (name: string, seconds: number, peer: string, peerValue: number): BenchRow => {
    const ratio = seconds / peerValue
    return {
      ...{ name: `${name}: ${named}`, value: seconds, unit: 's', peer, peerValue, ratio },
      ...{ bound: `at most ${mostTimes} ×`, ok: patrons < countsFrom || ratio <= mostTimes },
    }
  }
  const mb = (bytes: number) => bytes / 2 ** 20
  return [
    beside('backup', it.backup.seconds, 'pg_dump to age', it.peerBackup),
    beside('restore, read twice', it.restore.seconds, 'age -d to psql', it.peerRestore),
    {
      name: `backup: ${named}, its file`,
      ...{ value: mb(it.bytes), unit: 'MB', peer: 'pg_dump to age', peerValue: mb(it.peerBytes), ok: true },
    },
  ]
}

function memory(few: Compared, many: Compared): BenchRow {
  const most = Math.max(many.backup.peakMb, many.restore.peakMb)
  return {
    name: `backup and restore: ${large.toLocaleString('en-US')} patrons, most memory`,
    ...{ value: most, unit: 'MB', peer: `${small.toLocaleString('en-US')} patrons` },
    peerValue: Math.max(few.backup.peakMb, few.restore.peakMb),
    ...{ bound: `under ${mostMb} MB`, ok: most < mostMb },
  }
}
