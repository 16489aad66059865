import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { writeFolder } from '../src/cli/export-folder.ts'
import { writeBundle } from '../src/register/bundle.ts'
import { signCheckpoint } from '../src/register/checkpoint.ts'
import { Edge, type FilledTile } from '../src/register/edge.ts'
import { type Entry, newEntryId, sealEntry } from '../src/register/entry.ts'
import { hashBytes, leafHash } from '../src/register/hashing.ts'
import { leafBytes } from '../src/register/leaf.ts'
import { verifierKey } from '../src/register/note.ts'
import { tilePath, tileWidth } from '../src/register/tile.ts'
import { openDatabase } from '../src/store/database.ts'
import { homeFrom } from '../src/store/home.ts'
import { clientConfig, withClient } from '../src/store/login.ts'
import { recordPending } from '../src/store/register.ts'
import { DATABASE_NAME, readPassword, roleName } from '../src/store/roles.ts'
import type { Schema } from '../src/store/schema.ts'
import { type BenchRow, percentile } from './row.ts'

const entries = Number(process.env['CARREL_BENCH_ENTRIES'] ?? 1_000_000)
const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
const month = '2026-11'
const monthKey = randomBytes(32)
const entry: Entry = {
  kind: 'view',
  at: '2026-11-24T15:04:05Z',
  actor: crypto.randomUUID(),
  role: 'desk',
  place: 'front-desk',
  pack: randomBytes(32).toString('hex'),
  subjects: [crypto.randomUUID()],
  records: ['existence', 'identity', 'contact', 'loans', 'overdue', 'charges'],
  may: ['existence', 'identity', 'contact', 'loans', 'overdue', 'charges'],
  outcome: 'release',
  clauses: ['Statement'],
}

export async function run(): Promise<BenchRow[]> {
  return [...(await recordRows()), ...(await verifyRows())]
}

/** The record step of the gate beside a bare row of as many bytes, on one server, synced to disk. */
async function recordRows(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-register-'))
  const home = homeFrom({ CARREL_HOME: dir }, '/')
  const database = await openDatabase(home)
  try {
    const at = await database.connect('app')
    await at.end()
    const login = (role: 'app' | 'owner') => ({
      host: at.host,
      port: at.port,
      database: DATABASE_NAME,
      user: roleName(DATABASE_NAME, role),
      password: readPassword(home.keysDir, role),
      ssl: false,
    })
    await withClient(login('owner'), 'bench', (owner) =>
      owner.query(`create table bare (id uuid, leaf bytea); grant insert on bare to ${login('app').user}`),
    )
    // The limits of the program's own connections: they cost a little, and they cost both alike.
    const limits = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 }
    const pool = new pg.Pool({ ...clientConfig(login('app'), 'bench', limits), max: 16 })
    const record = () =>
      database.app.transaction().execute(async (trx: Transaction<Schema>) => {
        const id = newEntryId()
        await recordPending(trx, { id, ...sealEntry(entry, { id, month, monthKey }) })
      })
    const bareRow = () => [crypto.randomUUID(), randomBytes(leafBytes)]
    const bare = () =>
      database.app
        .transaction()
        .execute((trx) => trx.executeQuery(CompiledQuery.raw('insert into bare values ($1, $2)', bareRow())))
    const driverAlone = async () => {
      const client = await pool.connect()
      await client.query('begin')
      await client.query('insert into bare values ($1, $2)', bareRow())
      await client.query('commit')
      client.release()
    }
    const synced = await sql<{ fsync: string }>`show fsync`.execute(database.app)
    const rows: BenchRow[] = []
    for (const connections of [1, 16])
      rows.push(...(await sideBySide(connections, { record, bare, driverAlone })))
    await pool.end()
    return rows.map((row) => ({ ...row, ok: row.ok && synced.rows[0]?.fsync === 'on' }))
  } finally {
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

type Works = Readonly<Record<'record' | 'bare' | 'driverAlone', () => Promise<unknown>>>

/** Short blocks of each in turn, so that whatever else the machine does meets all alike. */
async function sideBySide(connections: number, works: Works): Promise<BenchRow[]> {
  const each = connections === 1 ? 60 : 30
  const block = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    const line = async () => {
      for (let at = 0; at < each; at++) await work()
    }
    await Promise.all(Array.from({ length: connections }, line))
    return (performance.now() - began) / each
  }
  const took = { record: [] as number[], bare: [] as number[], driverAlone: [] as number[] }
  const order = Object.keys(took) as (keyof Works)[]
  for (let round = -2; round < rounds; round++) {
    for (const turn of round % 2 === 0 ? order : order.toReversed()) {
      const ms = await block(works[turn])
      if (round >= 0) took[turn].push(ms)
    }
  }
  const against = (peer: 'bare' | 'driverAlone') =>
    percentile(
      took.record.map((one, at) => one / (took[peer][at] ?? Number.NaN)),
      0.5,
    )
  const row = {
    name: `record an entry: seal, INSERT, COMMIT; ${connections} at once`,
    value: percentile(took.record, 0.5),
    unit: 'ms',
  }
  const ratio = against('bare')
  return [
    {
      ...row,
      peer: 'a bare row of equal bytes: BEGIN, INSERT, COMMIT',
      peerValue: percentile(took.bare, 0.5),
      ratio,
      bound: 'at most 1.3 ×',
      ok: ratio <= 1.3,
    },
    {
      ...row,
      peer: 'the same bare row by the driver alone, without Kysely',
      peerValue: percentile(took.driverAlone, 0.5),
      ratio: against('driverAlone'),
      ok: true,
    },
  ]
}

/** `carrel register verify` beside a loop that only hashes as many leaves and nodes of equal bytes. */
async function verifyRows(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-register-'))
  const folder = join(dir, 'export')
  try {
    await writeExport(folder)
    const runs = [1, 2, 3].map(() => ({ loop: hashLoop(), verify: verifyOnce(folder) }))
    const ratio = percentile(
      runs.map(({ loop, verify }) => loop / verify.seconds),
      0.5,
    )
    const count = entries.toLocaleString('en-US')
    const peakMb = Math.max(...runs.map(({ verify }) => verify.peakMb))
    const seconds = percentile(
      runs.map(({ verify }) => verify.seconds),
      0.5,
    )
    const loop = percentile(
      runs.map((one) => one.loop),
      0.5,
    )
    return [
      {
        name: `verify ${count} entries`,
        value: entries / seconds,
        unit: 'entries/s',
        peer: 'a loop that hashes equal leaves and nodes in memory',
        peerValue: entries / loop,
        ratio,
        bound: 'at least 60 %',
        ok: ratio >= 0.6,
      },
      {
        name: `verify ${count} entries: peak memory of the process`,
        value: peakMb,
        unit: 'MB',
        bound: 'under 300 MB',
        ok: peakMb < 300,
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The peer: as many leaf and node hashes, of bytes that stay in the processor's cache. */
function hashLoop(): number {
  const leaves = Array.from({ length: tileWidth }, () => randomBytes(1 + leafBytes))
  const node = randomBytes(1 + 2 * hashBytes)
  const began = performance.now()
  for (let at = 0; at < entries; at++) {
    hash('sha256', leaves[at % tileWidth] ?? node, 'binary')
    hash('sha256', node, 'binary')
  }
  return (performance.now() - began) / 1000
}

/** The command itself, in a process of its own, which reports its time and its peak. */
function verifyOnce(folder: string): { seconds: number; peakMb: number } {
  const script = `import { run } from ${JSON.stringify(join(import.meta.dirname, '../src/cli/register.ts'))}
    const began = performance.now()
    process.exitCode = await run(['verify', ${JSON.stringify(folder)}])
    const seconds = (performance.now() - began) / 1000
    console.log(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 }))`
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`verify failed: ${child.stdout}${child.stderr}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '')
}

/** An export of as many entries as asked for, each with its own sealed bytes. */
async function writeExport(folder: string): Promise<void> {
  const signer = { name: 'carrel/bench', ...generateKeyPairSync('ed25519') }
  const sealed = Buffer.from(sealEntry(entry, { id: newEntryId(), month, monthKey }).leaf)
  await writeFolder(folder, async (write) => {
    const filled: FilledTile[] = []
    const edge = new Edge((tile) => filled.push(tile))
    for (let first = 0; first < entries; first += tileWidth) {
      const width = Math.min(tileWidth, entries - first)
      const leaves = Array.from({ length: width }, () => {
        const leaf = Buffer.from(sealed)
        randomBytes(1024).copy(leaf, leafBytes - 1024)
        return leaf
      })
      edge.append(Buffer.concat(leaves.map(leafHash)))
      const index = BigInt(first / tileWidth)
      await write(tilePath({ level: 'entries', index, width }), writeBundle(leaves))
      for (const tile of filled.splice(0)) await write(tilePath(tile), tile.hashes)
    }
    for (const tile of edge.partialTiles()) await write(tilePath(tile), tile.hashes)
    await write('register.vkey', `${verifierKey(signer.name, signer.publicKey)}\n`)
    await write('checkpoint', signCheckpoint({ size: edge.size, root: edge.root() }, signer))
  })
}

if (import.meta.filename === process.argv[1]) {
  const rows = await run()
  for (const row of rows) console.log(row)
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1
}
