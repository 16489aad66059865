import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { inContext } from '../../src/store/vault.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

// What lies at rest without its keys. The same search must find a canary that was planted in the clear, or it
// would prove nothing.

const canaries = {
  surname: 'Zyzzogeton',
  'first name': 'Quisquilian',
  'card number': '29876543210987',
  'birth date': '1911-09-17',
  phone: '308-555-0199',
}
const inTheClear = 'Planted Title Xerophthalmia'

let it: TestDatabase
let itemId: string

beforeAll(async () => {
  it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  await plant(it.database, ring, {
    surname: canaries.surname,
    firstName: canaries['first name'],
    card: canaries['card number'],
    born: canaries['birth date'],
    phone: canaries.phone,
    loans: [{ title: inTheClear, dueOn: '2026-12-01' }],
  })
  const item = await it.database.app.selectFrom('item').select('id').executeTakeFirstOrThrow()
  itemId = item.id
})
afterAll(() => it?.close())

const forms = (text: string) => {
  const bytes = Buffer.from(text, 'utf8')
  const wide = Buffer.from(text, 'utf16le')
  const written = [bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]
  return [bytes, wide, ...written.map((form) => Buffer.from(form))]
}

function found(text: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    if (!statSync(path).isFile()) return false
    const bytes = readFileSync(path)
    return forms(text).some((form) => bytes.includes(form))
  })
}

test.each(Object.entries(canaries))(
  'a copy of the data folder, write-ahead log included, shows no %s',
  async (_, canary) => {
    expect(found(canary, it.home.dataDir)).toEqual([])
  },
)

test('(the same search finds what lies there in the clear, the title of a book)', () => {
  expect(found(inTheClear, it.home.dataDir).length).toBeGreaterThan(0)
})

test('whoever runs SQL as the app, context and all, reads no name, number, date or contact', async () => {
  const rows = await inContext(it.database.app, { actor: 'intruder', place: 'anywhere' }, async (trx) => {
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
  expect(rows).toContain(inTheClear)
  for (const canary of Object.values(canaries)) {
    for (const form of forms(canary)) expect(rows).not.toContain(form.toString('latin1'))
  }
})

test('nor does a loan’s row name its item', async () => {
  const loans = await inContext(it.database.app, { actor: 'intruder', place: 'anywhere' }, (trx) =>
    sql<{ row: string }>`select to_jsonb(loan)::text as row from loan`.execute(trx),
  )
  expect(loans.rows).toHaveLength(1)
  const { row = '' } = loans.rows[0] ?? {}
  for (const form of forms(itemId)) expect(row).not.toContain(form.toString('latin1'))
  expect(row).not.toContain(itemId.replaceAll('-', ''))
})
