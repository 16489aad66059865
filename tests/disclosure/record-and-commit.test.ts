import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'

import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inPipelinedContext } from '../../src/platform/db/context.ts'
import { readPassword, roleName } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { appThrough, type Between, standBetween } from '../support/between.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

// The entry and its COMMIT leave together, before the INSERT is known to have succeeded. Nothing may follow from that.

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const context = { actor: 'clerk-1', place: 'front-desk' }
const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' }
const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))
const elsewhere = { ...clerk, place: 'elsewhere' } as const

let it: TestDatabase
let owner: pg.Client
let between: Between
let app: Kysely<Schema>
let gate: Gate
let patron: string

beforeAll(async () => {
  it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  patron = await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card: '23000000000001' })
  const { host, port } = await it.database.connect('app').then((client) => client.end().then(() => client))
  owner = new pg.Client({
    ...{ host, port, database: 'carrel', user: roleName('carrel', 'owner') },
    password: readPassword(it.home.keysDir, 'owner'),
  })
  await owner.connect()
  between = await standBetween(host, port)
  app = appThrough(between, { port, keysDir: it.home.keysDir })
  gate = new Gate({ app, ring, pack, names: new NameIndex(), clock })
})

afterAll(async () => {
  await owner?.end()
  await app?.destroy()
  between?.close()
  await it?.close()
})

beforeEach(async () => {
  between.atCommit = 'pass'
  await sql`delete from register_pending`.execute(it.database.worker)
})

const view = () => gate.view({ actor: clerk, patron: { id: patron }, basis: 'in-hand' })
const entryCount = async () =>
  (await it.database.worker.selectFrom('register_pending').select('id').execute()).length

async function nothingOpens(): Promise<unknown> {
  const outcome = await view().catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(Error)
  expect(inspect(outcome, { depth: 9, showHidden: true })).not.toMatch(/Canary|Una/)
  return outcome
}

test('what reads nothing takes one message; a view’s context goes with its first reading, its entry with its COMMIT', async () => {
  await view()
  const before = between.sent
  await gate.view({ actor: elsewhere, patron: { id: patron }, basis: 'in-hand' })
  expect(between.sent - before).toBe(1)
  expect(await entryCount()).toBe(2)
})

describe('nothing opens, nothing is on record and the next view is as ever', () => {
  test('where the INSERT fails that its COMMIT was sent with', async () => {
    await owner.query('alter table register_pending add constraint refused check (false) not valid')
    expect(String(await nothingOpens())).toMatch(/refused/)
    await owner.query('alter table register_pending drop constraint refused')
    expect(await entryCount()).toBe(0)
    expect((await view()).told).toHaveLength(1)
    expect(await entryCount()).toBe(1)
  })

  test('where the INSERT fails at the COMMIT itself', async () => {
    await owner.query(`
      create function refuses() returns trigger language plpgsql as $$ begin raise exception 'refused late'; end $$;
      create constraint trigger late after insert on register_pending deferrable initially deferred
        for each row execute function refuses()`)
    expect(String(await nothingOpens())).toMatch(/refused late/)
    await owner.query('drop trigger late on register_pending; drop function refuses')
    expect(await entryCount()).toBe(0)
    expect((await view()).told).toHaveLength(1)
  })

  test('where the connection is lost before the server has them', async () => {
    between.atCommit = 'cut-before'
    await nothingOpens()
    between.atCommit = 'pass'
    expect(await entryCount()).toBe(0)
    expect((await view()).told).toHaveLength(1)
  })
})

describe('nothing opens, though the entry is on record', () => {
  test('where the connection is lost after they were sent, before the answer', async () => {
    between.atCommit = 'cut-after'
    await nothingOpens()
    expect(await entryCount()).toBe(1)
  })

  test('where the COMMIT is answered by ROLLBACK', async () => {
    between.atCommit = 'say-rolled-back'
    await nothingOpens()
    expect(await entryCount()).toBe(1)
  })
})

describe('a transaction in which something failed', () => {
  const failing = (after?: 'read') =>
    inPipelinedContext(app, context, async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => {})
      if (after === 'read') await trx.selectFrom('patron').select('id').execute()
      return 'told'
    })

  test('is no success at its COMMIT, though the failure was caught', async () => {
    await expect(failing()).rejects.toThrow(/aborted|rolled back|ROLLBACK/i)
  })

  test('nor at whatever follows', async () => {
    await expect(failing('read')).rejects.toThrow(/current transaction is aborted/)
  })

  test('sets no context for the next one on the connection', async () => {
    await inPipelinedContext(app, context, async () => {
      throw new Error('before anything was read')
    }).catch(() => {})
    const seen = await app.selectFrom('patron').select('id').execute()
    expect(seen).toEqual([])
    expect(
      await inPipelinedContext(app, context, (trx) => trx.selectFrom('patron').select('id').execute()),
    ).toHaveLength(1)
  })
})
