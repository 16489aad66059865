import { generateKeyPairSync } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientConfig, DATABASE_NAME, readPassword, roleName } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { newEntryId, openEntry, sealEntry } from '../../src/register/log/sealed-entry.ts'
import {
  newestCheckpoint,
  pendingCount,
  readLeaves,
  readPending,
  recordPending,
  takePending,
} from '../../src/register/log-store.ts'
import { maxPerTransaction } from '../../src/register/sequencer.ts'
import { type AtCommit, standBetween } from '../support/between.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { month, view } from './small-log.ts'

let library: TestDatabase
let register: ReturnType<typeof registerOf>

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
})
beforeEach(() => register.empty())
afterAll(() => library.close())

const leaves = async () =>
  (await readLeaves(library.database.worker, { log: 1, first: 0n, most: 10_000 })).map(({ leaf }) => leaf)
const waiting = () => pendingCount(library.database.worker)
const byId = (some: readonly Buffer[]) => [...some].sort((a, b) => a.compare(b, 8, 24, 8, 24))

describe('the tick', () => {
  afterEach(async () => {
    // Whatever a test did: once it is over, the register ticks and verifies.
    await register.tick()
    expect(await register.verify()).toMatchObject({ ok: true })
  })

  it('signs the empty register first, and then the same again, writing nothing, while nothing waits', async () => {
    const first = await register.tick()
    expect(first).toMatchObject({ status: 'ticked', added: 0, size: 0n })
    const written = async () =>
      (await sql`select xmin::text, * from register_checkpoint`.execute(library.database.worker)).rows
    const before = await written()
    expect(await register.tick()).toEqual(first)
    expect(await register.tick({ now: new Date('2026-11-25T15:04:05Z') })).toEqual(first)
    expect(await written()).toEqual(before)
  })

  it('gives every pending entry its place, once, and signs the tree of all', async () => {
    const one = await register.record(3)
    await register.tick()
    const two = await register.record(300)
    expect(await register.tick()).toMatchObject({ status: 'ticked', added: 300, size: 303n })
    expect(await waiting()).toBe(0n)
    expect(await leaves()).toEqual([...byId(one), ...byId(two)])
  })

  it('orders a batch by the random ids, so that the order says nothing about which came first', async () => {
    const arrived = await register.record(40)
    await register.tick()
    const stored = await leaves()
    expect(stored).toEqual(byId(arrived))
    expect(stored).not.toEqual(arrived)
  })

  it('takes a part of many by their ids too, so that no batch holds those that came first', async () => {
    const arrived = await register.record(40)
    const taken = await library.database.worker.transaction().execute(async (trx) => {
      const ids = (await readPending(trx, { most: 10, headBytes: 32 })).map(({ id }) => id)
      return takePending(trx, { log: 1, first: 0n, ids })
    })
    expect(taken).toEqual(byId(arrived).slice(0, 10))
    await register.tamper('delete from register_leaf')
  })

  it('keeps leaf, overflow and key together: what was recorded opens again', async () => {
    const flags = Array.from({ length: 64 }, () => newEntryId().toString('hex').repeat(2).slice(0, 60))
    const long = { ...view, flags }
    await register.record(1, long)
    await register.tick()
    const [stored] = await readLeaves(library.database.worker, { log: 1, first: 0n, most: 1 })
    expect(stored && openEntry(stored.leaf, register.monthKey, stored.overflow ?? undefined)).toEqual({
      entry: long,
    })
    expect([...(await register.export()).keys()]).toContain(`overflow/${stored?.id.replaceAll('-', '')}`)
  })

  it.each([
    ['nothing', ''],
    ['rubbish', 'rubbish'],
    ['the half of it', undefined],
  ])('stops, and says what to do, where the last signed checkpoint is %s', async (_what, rubbish) => {
    await register.record(1)
    await register.tick()
    const note = (await register.lastSigned.read()) ?? ''
    await register.lastSigned.write(rubbish ?? note.slice(0, 60))
    await expect(register.tick()).rejects.toMatchObject({
      name: 'RegisterError',
      code: 'last-signed-spoilt',
      message: expect.stringContaining('put the keys folder back'),
    })
    await register.lastSigned.write(note)
    expect(await register.tick()).toMatchObject({ status: 'ticked' })
  })

  it('takes no leaf that is none, nor one under another id: no single row can spoil the register for ever', async () => {
    await register.record(2)
    await register.tick()
    const pinned = (await register.lastSigned.read()) ?? ''
    const id = newEntryId()
    const { leaf } = sealEntry(view, { id, month, monthKey: register.monthKey })
    const spoilt = (at: number, bytes: string) => {
      const one = Buffer.from(leaf)
      one.write(bytes, at, 'latin1')
      return one
    }
    const insert = (name: Buffer, bytes: Buffer, overflow: Buffer | null = null) =>
      sql`insert into register_pending values (${name.toString('hex')}, ${bytes}, ${overflow})`.execute(
        library.database.app,
      )
    for (const [what, name, bytes, overflow] of [
      ['rubbish', id, Buffer.alloc(1100, 0x41)],
      ['another version', id, spoilt(6, '\u0002')],
      ['an open leaf', id, spoilt(7, '\u0002')],
      ['a month that is none', id, spoilt(24, '2026-13')],
      ['something after the month', id, spoilt(31, '!')],
      ['another id', newEntryId(), leaf],
      ['a second part of a megabyte', id, leaf, Buffer.alloc(1_000_000)],
    ] as const) {
      await expect([what, await insert(name, bytes, overflow ?? null).catch((error) => error.code)]).toEqual([
        what,
        '23514',
      ])
    }
    await insert(id, leaf)
    expect(await register.tick()).toMatchObject({ added: 1, setAside: 0 })
    expect(await register.verify(pinned)).toMatchObject({ ok: true })
  })

  it('sets aside what is no entry, or is in the register already, goes on, and says so', async () => {
    await register.record(2)
    await register.tick()
    const pinned = (await register.lastSigned.read()) ?? ''
    const kept = await register.asOwner(async (client) => {
      const { rows } = await client.query(
        `select conname, pg_get_constraintdef(oid) as definition
        from pg_constraint where conname = 'is_leaf'`,
      )
      for (const { conname } of rows)
        await client.query(`alter table register_pending drop constraint ${conname}`)
      return rows
    })
    await sql`insert into register_pending (id, leaf) values (gen_random_uuid(), ${Buffer.alloc(1100, 0x41)})`.execute(
      library.database.app,
    )
    await sql`insert into register_pending (id, leaf)
      select gen_random_uuid(), leaf from register_leaf where index = 0 union all
      select id, leaf from register_leaf where index = 1`.execute(library.database.app)
    await register.asOwner(async (client) => {
      for (const { conname, definition } of kept)
        await client.query(`alter table register_pending add constraint ${conname} ${definition} not valid`)
    })
    await register.record(1)
    expect(await register.tick()).toMatchObject({ added: 1, setAside: 3, size: 3n })
    expect(await waiting()).toBe(0n)
    expect(await register.verify(pinned)).toMatchObject({ ok: true })
    const { rows } = await sql<{ reason: string; bytes: number }>`
      select reason, octet_length(leaf) as bytes from register_set_aside order by reason`.execute(
      library.database.app,
    )
    expect(rows).toEqual(['no-leaf', 'other-id', 'there-already'].map((reason) => ({ reason, bytes: 1100 })))
    expect(await register.tick()).toMatchObject({ added: 0, setAside: 0 })
  })

  it('takes more than one transaction may hold, transaction by transaction', async () => {
    const id = () => newEntryId()
    const many = Array.from({ length: maxPerTransaction + 10 }, () => {
      const own = id()
      return {
        id: own.toString('hex'),
        leaf: sealEntry(view, { id: own, month, monthKey: register.monthKey }).leaf,
      }
    })
    await sql`insert into register_pending (id, leaf)
      select * from unnest(${many.map((one) => one.id)}::uuid[], ${many.map((one) => one.leaf)}::bytea[])`.execute(
      library.database.app,
    )
    const size = BigInt(many.length)
    expect(await register.tick()).toMatchObject({ added: many.length, size })
    const sizes = await sql<{ size: bigint }>`select size from register_checkpoint`.execute(
      library.database.worker,
    )
    expect(sizes.rows).toEqual([{ size }])
  })

  it('keeps the last checkpoint of each day and no finer time', async () => {
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-24']) {
      await register.record(1)
      await register.tick({ now: new Date(`${day}T15:04:05Z`) })
    }
    const kept = await sql`select signed_on, size from register_checkpoint order by size`.execute(
      library.database.worker,
    )
    expect(kept.rows).toEqual([
      { signed_on: '2026-11-23', size: 1n },
      { signed_on: '2026-11-24', size: 3n },
    ])
  })

  it('goes on from the greatest checkpoint when the clock was set back', async () => {
    await register.record(2)
    await register.tick({ now: new Date('2026-11-24T15:04:05Z') })
    for (let times = 0; times < 2; times++) {
      await register.record(1)
      await register.tick({ now: new Date('2020-01-01T00:00:00Z') })
    }
    expect(await register.tick()).toMatchObject({ added: 0, size: 4n })
  })

  it('leaves everything pending where it fails halfway, and takes it the next time', async () => {
    const recorded = await register.record(5)
    const { privateKey } = generateKeyPairSync('x25519')
    await expect(register.tick({ signer: { ...register.signer, privateKey } })).rejects.toThrow()
    expect(await waiting()).toBe(5n)
    expect(await leaves()).toEqual([])
    await register.tick()
    expect(await leaves()).toEqual(byId(recorded))
  })

  it('adds each entry once where two tick at the same moment, while entries keep coming', async () => {
    const recording = register.record(60)
    const ticks = await Promise.all([...Array(6).keys()].map(() => register.tick()))
    const recorded = await recording
    await Promise.all([register.tick(), register.tick()])
    await register.tick()
    expect(ticks.some(({ status }) => status === 'ticked')).toBe(true)
    expect(byId(await leaves())).toEqual(byId(recorded))
  })

  it.each<[AtCommit, bigint]>([
    ['cut-before', 0n],
    ['cut-after', 4n],
  ])('finds out what became of a commit whose outcome it never heard (%s)', async (atCommit, stored) => {
    await register.tick()
    const recorded = await register.record(4)
    await withLineCut(atCommit, async (worker) => {
      await expect(register.tick({}, worker)).rejects.toThrow()
    })
    expect(BigInt((await leaves()).length)).toBe(stored)
    // Why a poll: the server may hold the turn until it notices that the line is cut.
    await expect.poll(() => register.tick(), { timeout: 60_000 }).toMatchObject({ size: 4n })
    expect(await leaves()).toEqual(byId(recorded))
    const kept = openCheckpoint((await register.lastSigned.read()) ?? '', verifierOf(register.signer))
    expect(kept.size).toBe(4n)
  })

  it('catches up where the keys folder could not be written after a commit', async () => {
    await register.record(1)
    const full = { ...register.lastSigned, write: () => Promise.reject(new Error('no space left')) }
    await expect(register.tick({ lastSigned: full })).rejects.toThrow('no space left')
    expect(await register.lastSigned.read()).toBeUndefined()
    const { note } = (await register.tick()) as { note: string }
    expect(await register.lastSigned.read()).toBe(note)
  })
})

describe('the tick refuses, and signs nothing more,', () => {
  const refusal = async () => {
    await register.record(1)
    const before = await newestCheckpoint(library.database.worker, 1)
    const code = await register.tick().then(
      () => 'ticked',
      (error: { code?: string }) => error.code,
    )
    expect(await newestCheckpoint(library.database.worker, 1)).toEqual(before)
    return code
  }
  const tables = ['register_leaf', 'register_tile', 'register_checkpoint']
  beforeEach(async () => {
    await register.record(300)
    await register.tick()
  })

  it('where the database was put back to an older copy', async () => {
    const copies = tables.map((table) => `create table old_${table} as table ${table}`).join(';')
    await register.asOwner((client) => client.query(copies))
    await register.record(2)
    await register.tick()
    const back = tables.map((table) => `truncate ${table}; insert into ${table} table old_${table}`).join(';')
    await register.tamper(back)
    await register.asOwner((client) =>
      client.query(tables.map((table) => `drop table old_${table}`).join(';')),
    )
    expect(await refusal()).toBe('rolled-back')
  })

  it('where the database was emptied', async () => {
    await register.tamper('truncate register_leaf, register_tile, register_checkpoint')
    expect(await refusal()).toBe('rolled-back')
  })

  it('where the database holds another, longer history signed with the same key', async () => {
    const kept = (await register.lastSigned.read()) ?? ''
    await register.empty()
    await register.record(400)
    await register.tick()
    await register.lastSigned.write(kept)
    expect(await refusal()).toBe('forked')
  })

  it.each([
    [
      'a tile was changed',
      `update register_tile set hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) where index = 1`,
    ],
    ['a tile is gone', 'delete from register_tile where level = 1'],
    ['the last leaf is gone', 'delete from register_leaf where index = 299'],
    [
      'a leaf was added by hand',
      `insert into register_leaf (log, index, id, leaf) select 1, 300, gen_random_uuid(), leaf from register_leaf where index = 0`,
    ],
    ['the newest checkpoint is filed under another size', 'update register_checkpoint set size = 299'],
  ])('where %s', async (_what, sqlText) => {
    await register.tamper(sqlText)
    expect(await refusal()).toBe('head-not-stored')
  })

  it('where the log is another key’s', async () => {
    await register.asOwner((client) =>
      client.query(`alter table register_log disable trigger only_grows;
        update register_log set key = replace(key, 'A', 'B');
        alter table register_log enable trigger only_grows`),
    )
    expect(await refusal()).toBe('head-not-signed')
  })

  it('where its newest checkpoint is signed by another key, or changed', async () => {
    await register.tamper(`update register_checkpoint set note = replace(note, '300', '301'), size = 301`)
    expect(await refusal()).toBe('head-not-signed')
  })
})

describe('who may do what', () => {
  const denied = (error: { code?: string }) => error.code === '42501'
  const tryAs = async (role: 'app' | 'worker', text: string) =>
    sql
      .raw(text)
      .execute(library.database[role])
      .then(
        () => 'done',
        (error) => (denied(error) ? 'denied' : String(error)),
      )

  it('the app adds to the pending entries, and can neither read nor undo them, nor touch the tree', async () => {
    await register.record(1)
    for (const text of [
      'select * from register_pending',
      'delete from register_pending',
      `update register_pending set leaf = ''`,
      'delete from register_leaf',
      'update register_leaf set index = 7',
      'insert into register_leaf (log, index, id, leaf) values (1, 7, gen_random_uuid(), null)',
      'update register_tile set width = 1',
      `insert into register_checkpoint (log, signed_on, size, note) values (1, current_date, 1, '')`,
      `insert into register_log values (2, 'carrel/mine', 'key', current_date)`,
      `insert into pin_mail values (1, current_date, '', '', '', 'sent')`,
      `update pin_mail set state = 'sent'`,
    ]) {
      expect([text, await tryAs('app', text)]).toEqual([text, 'denied'])
    }
    expect(await waiting()).toBe(1n)
  })

  it('the worker moves entries into the tree, and can neither change nor remove one', async () => {
    await register.record(1)
    await register.tick()
    for (const text of [
      'delete from register_leaf',
      'update register_leaf set index = 7',
      'truncate register_leaf',
      'delete from register_tile',
      'delete from register_checkpoint',
      `update register_pending set leaf = ''`,
      `update register_log set key = 'mine'`,
      'delete from register_log',
      `update pin_address set address = 'me@example.org'`,
      `insert into pin_address values (1, 'me@example.org')`,
    ]) {
      expect([text, await tryAs('worker', text)]).toEqual([text, 'denied'])
    }
  })

  it('not even the owner of the tables changes a leaf by mistake', async () => {
    await register.record(1)
    await register.tick()
    for (const text of [
      'delete from register_leaf',
      'update register_leaf set index = 7',
      'truncate register_leaf',
      `update register_log set key = 'mine'`,
      'delete from register_log',
    ]) {
      await expect(register.asOwner((client) => client.query(text))).rejects.toThrow(
        'the register only grows',
      )
    }
  })

  it('an entry is on record if and only if what it records is', async () => {
    const id = newEntryId()
    const { leaf } = sealEntry(view, { id, month, monthKey: register.monthKey })
    const failing = library.database.app.transaction().execute(async (trx) => {
      await recordPending(trx, { id, leaf })
      throw new Error('the rest failed')
    })
    await expect(failing).rejects.toThrow('the rest failed')
    expect(await waiting()).toBe(0n)
  })
})

/** A worker whose line to the database is cut at its next commit. */
async function withLineCut(
  atCommit: AtCommit,
  work: (worker: Kysely<Schema>) => Promise<void>,
): Promise<void> {
  const client = await library.database.connect('worker')
  await client.end()
  const line = await standBetween(client.host, client.port)
  line.atCommit = atCommit
  const login = {
    host: line.host,
    port: client.port,
    database: DATABASE_NAME,
    user: roleName(DATABASE_NAME, 'worker'),
    password: readPassword(library.home.keysDir, 'worker'),
    ssl: false,
  }
  const pool = new pg.Pool({ ...clientConfig(login, 'test'), max: 1 })
  pool.on('error', () => {})
  // A connection that is lost while it is lent out tells so twice: to the statement, and here.
  pool.on('connect', (lent) => lent.on('error', () => {}))
  const worker = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    await work(worker)
  } finally {
    await worker.destroy()
    line.close()
  }
}
