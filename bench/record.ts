import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { inPipelinedContext } from '../src/platform/db/context.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { clientConfig, DATABASE_NAME, readPassword, roleName, withClient } from '../src/platform/db/login.ts'
import type { Entry } from '../src/register/log/entry.ts'
import { leafBytes } from '../src/register/log/leaf.ts'
import { recordEntry } from '../src/register/record.ts'
import { type BenchRow, percentile } from './row.ts'

const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
const most = 1.3
/** By then the code of a program that runs all day is compiled: it gets no faster after some 3,500 calls. */
const warmUp = rounds < 24 ? rounds : 70
const insertBare = 'insert into bare values ($1, $2)'

type Work = () => Promise<unknown>
type Works = { readonly record: Work } & Readonly<Record<keyof typeof peers, Work>>

/**
 * What the record step is measured against, and two that show how far one could go. Each puts an id and as many random bytes as
 * a leaf has into a table without key, index or check, by the pg package alone, in a pool with the program's settings.
 */
const peers = {
  bare: 'pg alone',
  atOnce: 'the same three sent at once (`pipeline` of pg)',
  alone: 'that INSERT alone, prepared, which commits by itself',
} as const

/** What every disclosure costs besides reading: a transaction with its context, the sealed entry, the COMMIT. */
export async function recordRows(entry: Entry): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-record-'))
  const home = homeFrom({ CARREL_HOME: dir }, '/')
  const database = await openDatabase(home)
  const pools: pg.Pool[] = []
  try {
    const { host, port } = await database.connect('app').then((at) => at.end().then(() => at))
    const login = (role: 'app' | 'owner') => ({
      ...{ host, port, database: DATABASE_NAME, ssl: false },
      user: roleName(DATABASE_NAME, role),
      password: readPassword(home.keysDir, role),
    })
    await withClient(login('owner'), 'bench', (owner) =>
      owner.query(`create table bare (id uuid, leaf bytea); grant insert on bare to ${login('app').user}`),
    )
    const limits = { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 }
    const config = { ...clientConfig(login('app'), 'bench', limits), max: 16 }
    // The types of pg lack `pipeline`.
    const [pool, pipelined] = [
      new pg.Pool(config),
      new pg.Pool({ ...config, pipeline: true } as pg.PoolConfig),
    ]
    pools.push(pool, pipelined)
    const ring = new KeyRing(home.keysDir)
    const row = () => [randomUUID(), randomBytes(leafBytes)]
    const works: Works = {
      record: () =>
        inPipelinedContext(database.app, { actor: entry.actor, place: 'front-desk' }, (trx) =>
          recordEntry(trx, { ring, now: new Date() }, entry),
        ),
      async bare() {
        const client = await pool.connect()
        await client.query('begin')
        await client.query(insertBare, row())
        await client.query('commit')
        client.release()
      },
      async atOnce() {
        const client = await pipelined.connect()
        await Promise.all([client.query('begin'), client.query(insertBare, row()), client.query('commit')])
        client.release()
      },
      alone: () => pool.query({ name: 'bare', text: insertBare, values: row() }),
    }
    const synced = await sql<{ fsync: string }>`show fsync`.execute(database.app)
    const rows: BenchRow[] = []
    for (const connections of [1, 16]) rows.push(...(await sideBySide(connections, works)))
    return rows.map((one) => ({ ...one, ok: one.ok && synced.rows[0]?.fsync === 'on' }))
  } finally {
    for (const pool of pools) await pool.end()
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** They alternate in short blocks, so that other work of the machine affects all alike. */
async function sideBySide(connections: number, works: Works): Promise<BenchRow[]> {
  const each = connections === 1 ? 60 : 30
  const block = async (work: Work) => {
    const began = performance.now()
    const line = async () => {
      for (let at = 0; at < each; at++) await work()
    }
    await Promise.all(Array.from({ length: connections }, line))
    return (performance.now() - began) / each
  }
  const took: Record<keyof Works, number[]> = { record: [], bare: [], atOnce: [], alone: [] }
  const order = Object.keys(took) as (keyof Works)[]
  for (let round = -warmUp; round < rounds; round++) {
    for (const turn of round % 2 === 0 ? order : order.toReversed()) {
      const ms = await block(works[turn])
      if (round >= 0) took[turn].push(ms)
    }
  }
  return (Object.keys(peers) as (keyof typeof peers)[]).map((peer) => {
    const ratios = took.record.map((ms, at) => ms / (took[peer][at] ?? Number.NaN))
    const ratio = percentile(ratios, 0.5)
    const held = peer === 'bare'
    return {
      name: `record an entry; ${connections === 1 ? '1 connection' : `${connections} connections`}`,
      value: percentile(took.record, 0.5),
      unit: 'ms',
      peer: peers[peer],
      peerValue: percentile(took[peer], 0.5),
      ratio,
      ...(held && { bound: `at most ${most} ×` }),
      ok: !held || ratio <= most,
    }
  })
}
