import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLibrary } from '../../src/app/server.ts'
import { findStoredPack, packInForce, policyCheck, storePack } from '../../src/ask/policy-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { loadPack, packHash } from '../../src/policy/pack.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { jensen, jensenInEnglish } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
let parts: Parameters<typeof storePack>[0]

beforeAll(async () => {
  it = await startTestDatabase()
  const now = new Date('2026-11-24T15:00:00Z')
  const clock = { now: () => now, today: () => '2026-11-24' }
  parts = { worker: it.database.worker, ring: new KeyRing(it.home.keysDir), clock }
})
afterAll(() => it?.close())

/** The same library’s pack after somebody changed a rule’s words in its folder. */
const changed = loadPack(
  new Map([
    ...jensenInEnglish,
    ['rules/definition.cedar', `${jensenInEnglish.get('rules/definition.cedar')}\n// Changed.\n`],
  ]),
)

async function entries() {
  const rows = await it.database.worker.selectFrom('register_pending').selectAll().execute()
  const key = parts.ring.registerMonthKey('2026-11')
  return rows.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened ? [opened.entry] : []
  })
}

test('the first start keeps the policy pack, whole, and changes nothing', async () => {
  await storePack(parts, jensen)
  await storePack(parts, jensen)
  expect(await packInForce(it.database.app)).toEqual({ nth: 1, hash: jensen.hash })
  expect(await entries()).toEqual([])
  const kept = await findStoredPack(it.database.app, jensen.hash)
  const folder = join(import.meta.dirname, '../../policies/jensen-mgt-1')
  expect(kept?.files['pack.yaml']).toBe(readFileSync(join(folder, 'pack.yaml'), 'utf8'))
  expect(packHash(new Map(Object.entries(kept?.files ?? {})))).toBe(jensen.hash)
})

test('a start with another pack is one entry, also of several programs at once, and so is the way back', async () => {
  await Promise.all([1, 2, 3, 4].map(() => storePack(parts, changed)))
  const made = { kind: 'rule-changed', actor: 'system', role: 'program', place: 'here' }
  expect(await entries()).toMatchObject([{ ...made, pack: changed.hash, packBefore: jensen.hash }])
  expect(await packInForce(it.database.app)).toEqual({ nth: 2, hash: changed.hash })
  await storePack(parts, jensen)
  expect(await entries()).toHaveLength(2)
  expect(await packInForce(it.database.app)).toEqual({ nth: 3, hash: jensen.hash })
})

test('with the app’s password no policy is put in force, and none kept', async () => {
  const { app } = it.database
  const planted = 'a'.repeat(64)
  const before = await packInForce(app)
  for (const statement of [
    sql`insert into pack (hash, files) values (${planted}, '{}')`,
    sql`insert into pack_in_force (nth, hash, since) values (2147483647, ${jensen.hash}, now())`,
    sql`update pack_in_force set hash = ${planted}`,
  ])
    await expect(statement.execute(app)).rejects.toThrow(/permission denied/)
  expect(await packInForce(app)).toEqual(before)
})

test('starting the program is what keeps its pack, and the doctor says which one is in force', async () => {
  const { home, database } = it
  const look = async (pack: typeof jensen) => {
    return policyCheck.look({
      ...{ home, env: {}, now: new Date('2026-11-24T15:00:00Z'), today: '2026-11-24', pack },
      ...{ standing: undefined, database: { open: database }, keys: { open: parts.ring } },
    })
  }
  const running = await startLibrary({
    home,
    database,
    ring: parts.ring,
    pack: changed,
    listen: { host: '127.0.0.1', port: 18_733 },
  })
  await running.close()
  expect((await packInForce(database.app))?.hash).toBe(changed.hash)
  expect(await look(changed)).toMatchObject({ state: 'good' })
  expect(await look(jensen)).toMatchObject({ state: 'note' })
})
