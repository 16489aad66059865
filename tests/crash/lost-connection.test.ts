import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import type { Disclosure } from '../../src/gate/request.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { DATABASE_NAME, readPassword, roleName } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { PipeliningClient, PipeliningDialect } from '../../src/platform/db/statements.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { entriesOf } from './entries.ts'
import { type Break, type Message, type MessageLine, messageLine } from './message-line.ts'

const card = '23000000000001'
const title = 'Canary Borrowed'

let it: TestDatabase
let ring: KeyRing
let line: MessageLine
let app: Kysely<Schema>
let gate: Gate

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await plant(it.database, ring, {
    ...{ surname: 'Canary', firstName: 'Una', card, born: '1990-02-03' },
    loans: [{ title, dueOn: '2026-12-24' }],
  })
  const client = await it.database.connect('app')
  await client.end()
  line = await messageLine(client.host, client.port)
  const pool = new pg.Pool({
    ...{ host: line.host, port: client.port, database: DATABASE_NAME, max: 1, Client: PipeliningClient },
    ...{ user: roleName(DATABASE_NAME, 'app'), password: readPassword(it.home.keysDir, 'app') },
  })
  pool.on('error', () => {})
  pool.on('connect', (one) => one.on('error', () => {}))
  app = new Kysely<Schema>({ dialect: new PipeliningDialect({ pool }) })
  const names = new NameIndex()
  await names.build(ring, sealedPatronNames(it.database.app))
  gate = new Gate({
    ...{
      app,
      ring,
      names,
      pack: loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1'))),
    },
    clock: { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' },
  })
})
afterAll(async () => {
  line?.close()
  await app?.destroy()
  await it?.close()
})

/** One look at the record over the line, by somebody of its own, so that its entries are told from others'. */
async function look(where?: Break): Promise<{ by: string; shown: Disclosure | null }> {
  const by = randomUUID()
  line.arm(where)
  const actor = { accountId: by, role: 'desk', place: 'front-desk' } as const
  const shown = await gate.view({ actor, patron: { card } }).catch(() => null)
  return { by, shown }
}

/** The number of each message's place from the record's beginning to the answer of its commit. */
function recordStep(messages: readonly Message[]): { first: number; answered: number } {
  const text = (message: Message) => message.bytes.toString('latin1')
  const first = messages.findIndex(
    (one) => one.from === 'program' && /register_pending|record-entry/.test(text(one)),
  )
  const answered = messages.findIndex(
    (one, at) => at > first && one.type === 'C' && text(one).includes('COMMIT'),
  )
  return { first, answered }
}

/** Titles are asked for once the links to them are open, and by nothing else in a look. */
function asksForTitles(messages: readonly Message[]): boolean {
  return messages.some(({ bytes }) => bytes.toString('latin1').includes('titles\0'))
}

async function entriesBy(by: string): Promise<number> {
  return (await entriesOf(it.database.worker, ring)).filter(({ actor }) => actor === by).length
}

describe.each([
  ['the first look over a connection', true],
  ['a later look over it, whose statements the server knows', false],
])('the connection is lost during %s', (_, cold) => {
  const prepare = async () => {
    // A pool that has lost its connection makes another; one look over it, and its statements are known.
    if (cold) await look({ at: 0, how: 'before' })
    else while ((await look()).shown === null);
  }

  test.each(['before', 'within'] as const)(
    '%s any message of the record step: nothing opens unless its entry is there, and no entry is there twice',
    async (how) => {
      await prepare()
      const whole = await look()
      const { first, answered } = recordStep(line.passed)
      expect(first).toBeGreaterThan(0)
      expect(answered).toBeGreaterThan(first)
      expect(await entriesBy(whole.by)).toBe(1)
      expect(JSON.stringify(whole.shown?.told)).toContain(title)
      expect(asksForTitles(line.passed)).toBe(true)
      const outcomes = new Map<string, number>()
      for (let at = first; at <= answered; at++) {
        await prepare()
        const { by, shown } = await look({ at, how })
        expect(line.broke, `message ${at}`).toBe(true)
        // INVARIANT: whatever became of the commit, its answer did not come, so nothing was opened.
        expect(shown, `message ${at}`).toBe(null)
        expect(asksForTitles(line.passed), `message ${at}`).toBe(false)
        const entries = await settledEntries(by)
        outcomes.set(`${entries} entries`, (outcomes.get(`${entries} entries`) ?? 0) + 1)
      }
      // Both happen: not recorded, and recorded though nobody was told.
      expect([...outcomes.keys()].sort()).toEqual(['0 entries', '1 entries'])
    },
  )

  test('after the answer of the commit: the entry is there once, and what was opened is shown or lost', async () => {
    await prepare()
    await look()
    const { answered } = recordStep(line.passed)
    const last = line.passed.length
    for (let at = answered + 1; at < last; at++) {
      await prepare()
      const { by } = await look({ at, how: 'before' })
      expect(await entriesBy(by), `message ${at}`).toBe(1)
    }
  })
})

/** The server may be at the commit still when the line breaks: looks until nobody of that line works any more. */
async function settledEntries(by: string): Promise<number> {
  const watcher = await it.database.connect('worker')
  try {
    for (;;) {
      const { rows } = await watcher.query<{ busy: number }>(
        `select count(*)::int as busy from pg_locks where locktype = 'relation' and relation = 'register_pending'::regclass
         and mode = 'RowExclusiveLock'`,
      )
      if (rows[0]?.busy === 0) return await entriesBy(by)
    }
  } finally {
    await watcher.end()
  }
}
