import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { DATABASE_NAME, readPassword, roleName, withClient } from '../src/platform/db/login.ts'
import { lastSignedFile } from '../src/register/head.ts'
import type { Entry } from '../src/register/log/entry.ts'
import { leafBytes, sealedAt } from '../src/register/log/leaf.ts'
import { newEntryId, sealEntry } from '../src/register/log/sealed-entry.ts'
import {
  currentSigner,
  maxPerTransaction,
  sequenceEntries,
  sequenceSeconds,
} from '../src/register/sequencer.ts'
import { asOwner } from '../tests/links/as-owner.ts'
import { type BenchRow, percentile } from './row.ts'

const large = Number(process.env['CARREL_BENCH_ENTRIES'] ?? 1_000_000)
const small = Math.min(1000, large)
const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 24)
const month = '2026-11'
const monthKey = randomBytes(32)
const entry: Entry = { kind: 'view', at: '2026-11-24T15:04:05Z', actor: crypto.randomUUID() }
const sealed = sealEntry(entry, { id: newEntryId(), month, monthKey }).leaf
const minutesOfADay = 1440
const daysOfAYear = 365

/** What a run of the sequencer costs with 0, 1 and 100 pending entries, in a small and a large register; and an idle year. */
export async function run(): Promise<BenchRow[]> {
  const registers = [await openRegister(small), await openRegister(large)] as const
  try {
    const took = await sideBySide(registers)
    const rows = [0, 1, 100].map((waiting) => {
      const median = (at: 0 | 1) => percentile(took.get(waiting)?.[at] ?? [], 0.5)
      const ratio = median(1) / median(0)
      return {
        name: `a tick with ${waiting} waiting, ${large.toLocaleString('en-US')} leaves`,
        value: median(1),
        unit: 'ms',
        peer: `${small.toLocaleString('en-US')} leaves`,
        peerValue: median(0),
        ratio,
        bound: 'at most 1.3 ×',
        ok: ratio <= 1.3,
      }
    })
    return [...rows, ...(await idleRows(registers[1]))]
  } finally {
    for (const { close } of registers) await close()
  }
}

type Register = Awaited<ReturnType<typeof openRegister>>

/** A library whose register has that many leaves. */
async function openRegister(size: number) {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-tick-'))
  const home = homeFrom({ CARREL_HOME: dir }, '/')
  const database = await openDatabase(home)
  const ring = new KeyRing(home.keysDir)
  const lastSigned = lastSignedFile(home.keysDir)
  const once = async () => {
    const signer = await currentSigner(database.worker, ring)
    return sequenceEntries(database.worker, {
      signer,
      lastSigned,
      now: new Date(),
      timeZone: 'America/Chicago',
    })
  }
  await fill(database, once, size)
  const at = await database.connect('app')
  await at.end()
  const login = {
    host: at.host,
    port: at.port,
    database: DATABASE_NAME,
    user: roleName(DATABASE_NAME, 'owner'),
    password: readPassword(home.keysDir, 'owner'),
    ssl: false,
  }
  // The server does this itself within minutes: filling left as many dead rows as there are leaves.
  await withClient(login, 'bench', async (owner) => {
    for (const table of ['register_leaf', 'register_pending', 'register_tile']) {
      await owner.query(`vacuum (analyze) ${table}`)
    }
  })
  return {
    dir,
    database,
    home,
    once,
    async close() {
      await database.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Milliseconds by number of pending entries, for either register; they alternate, so that other work affects both alike. */
async function sideBySide(
  registers: readonly [Register, Register],
): Promise<Map<number, [small: number[], large: number[]]>> {
  const took = new Map<number, [number[], number[]]>([0, 1, 100].map((waiting) => [waiting, [[], []]]))
  for (let round = -3; round < rounds; round++) {
    for (const [waiting, samples] of took) {
      for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { database, once } = registers[at]
        await pending(database, waiting)
        const began = performance.now()
        await once()
        if (round >= 0) samples[at].push(performance.now() - began)
      }
    }
  }
  return took
}

/** Grows the register to that many leaves, each with its own bytes. */
async function fill(database: Database, once: () => Promise<unknown>, size: number): Promise<void> {
  for (let have = 0; have < size; ) {
    const count = Math.min(maxPerTransaction, size - have)
    await pending(database, count)
    await once()
    have += count
  }
}

async function pending(database: Database, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  const leaves = ids.map((id) => {
    const leaf = Buffer.from(sealed)
    leaf.set(Buffer.from(id.replaceAll('-', ''), 'hex'), 8)
    randomBytes(leafBytes - sealedAt).copy(leaf, sealedAt)
    return leaf
  })
  await sql`insert into register_pending (id, leaf)
    select * from unnest(${ids}::uuid[], ${leaves}::bytea[])`.execute(database.app)
}

/** What a day of idle runs adds to all that Carrel keeps, with the write-ahead log and the keys folder. */
async function idleRows({ database, home, once, dir }: Register): Promise<BenchRow[]> {
  const written = async () => {
    const asked = "select (pg_current_wal_insert_lsn() - '0/0')::bigint as at"
    const { rows } = await asOwner({ database, home }, (it) => it.query<{ at: string }>(asked), 'superuser')
    return Number(rows[0]?.at ?? 0)
  }
  // What the filling left to write is written first.
  await settled(dir)
  const [before, loggedBefore] = [bytesIn(dir), await written()]
  const began = performance.now()
  for (let minute = 0; minute < minutesOfADay; minute++) await once()
  const ms = (performance.now() - began) / minutesOfADay
  await settled(dir)
  const grown = bytesIn(dir) - before
  const logged = (await written()) - loggedBefore
  return [
    {
      name: 'a year of idle ticks: growth of the folder',
      value: (Math.max(0, grown) * daysOfAYear) / 2 ** 20,
      unit: 'MB',
      bound: 'under 1 MB',
      ok: grown * daysOfAYear < 2 ** 20,
    },
    {
      name: 'a year of idle ticks: bytes of write-ahead log',
      value: (logged * daysOfAYear) / 2 ** 20,
      unit: 'MB',
      bound: 'under 1 MB',
      ok: logged * daysOfAYear < 2 ** 20,
    },
    {
      name: `an idle tick, once in ${sequenceSeconds} s`,
      value: ms,
      unit: 'ms',
      ok: true,
    },
  ]
}

/** Waits until the folder's size has not changed for some seconds. */
async function settled(dir: string): Promise<void> {
  for (let same = 0, last = -1; same < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const now = bytesIn(dir)
    same = now === last ? same + 1 : 0
    last = now
  }
}

/** The bytes of everything below a folder; a file that disappears meanwhile counts nothing. */
function bytesIn(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => {
      return sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0)
    }, 0)
}

if (import.meta.filename === process.argv[1]) {
  const rows = await run()
  for (const row of rows) console.log(row)
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1
}
