import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { SearchAtRest } from '../at-rest/search-at-rest.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

// What somebody reads who runs SQL as the app. What lies in the files is in tests/at-rest.

const canaries = {
  surname: 'Zyzzogetonski',
  'first name': 'Quisquilian',
  'card number': '29876543210987',
  'birth date': '1911-09-17',
  phone: '308-555-0199',
}
const inTheClear = 'Planted Title Xerophthalmia'
const waitedFor = 'Planted Title Waited For'

let it: TestDatabase
let patronId: string
let itemId: string
let titleId: string

beforeAll(async () => {
  it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  patronId = await plant(it.database, ring, {
    surname: canaries.surname,
    firstName: canaries['first name'],
    card: canaries['card number'],
    born: canaries['birth date'],
    phone: canaries.phone,
    loans: [{ title: inTheClear, dueOn: '2026-12-01' }],
    holds: [waitedFor],
  })
  const item = await it.database.app.selectFrom('item').select('id').executeTakeFirstOrThrow()
  itemId = item.id
  const titles = it.database.app.selectFrom('title').select('id').where('title', '=', waitedFor)
  titleId = (await titles.executeTakeFirstOrThrow()).id
})
afterAll(() => it?.close())

const asIntruder = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(it.database.app, { actor: 'intruder', place: 'anywhere' }, work)

test('whoever runs SQL as the app, context and all, reads no name, number, date or contact', async () => {
  const rows = await asIntruder(async (trx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public'`.execute(trx)
    const all: unknown[] = []
    for (const { name } of tables.rows) {
      await sql`savepoint s`.execute(trx)
      const read = await sql`select ${sql.raw(`to_jsonb(t)::text as row from "${name}" t`)}`
        .execute(trx)
        .catch(() => undefined)
      if (read === undefined) await sql`rollback to savepoint s`.execute(trx)
      else all.push(...read.rows)
    }
    return JSON.stringify(all)
  })
  const { findings } = new SearchAtRest({ ...canaries, inTheClear }).in('rows', rows)
  expect(new Set(findings.map(({ canary }) => canary))).toEqual(new Set(['inTheClear']))
})

test('nor does the row of a loan or a reserve name its item, its title or its patron', async () => {
  const search = new SearchAtRest({ patronId, itemId, titleId, 'due on': '2026-12-01' })
  for (const table of ['loan', 'hold']) {
    const { rows } = await asIntruder((trx) =>
      sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(trx),
    )
    expect([table, rows.length]).toEqual([table, 1])
    expect(search.in(table, rows[0]?.row ?? '').findings).toEqual([])
  }
  for (const id of [patronId, titleId])
    expect(search.in('rows', id.replaceAll('-', '')).findings).not.toEqual([])
})
