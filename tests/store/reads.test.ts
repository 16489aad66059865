import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { compiledOnce } from '../../src/platform/db/compiled-once.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { readIn } from '../../src/platform/db/reads.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

// What a page asks at once goes to the database in one message. That must not let one person read as another.

const ann = { actor: 'ann', place: 'front-desk' }
const bea = { actor: 'bea', place: 'workroom' }

let it: TestDatabase
beforeAll(async () => {
  it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card: '23000000000001' })
})
afterAll(() => it?.close())

const reads = (of = ann) => readIn(it.database.app, of)

/** Which transaction it was, by when it began and where, and in whose name. */
const told = sql<{ at: string; by: number; actor: string; place: string }>`select now()::text as at,
  pg_backend_pid() as by, current_setting('carrel.actor') as actor, current_setting('carrel.place') as place`
async function toldBy(of: typeof ann) {
  const { rows } = await told.execute(reads(of))
  return rows[0]
}
const patrons = (of: typeof ann) => reads(of).selectFrom('patron').select('id').execute()

test('what is asked at once is one transaction, in the name of the person who asks', async () => {
  const all = await Promise.all([toldBy(ann), toldBy(ann), toldBy(ann)])
  expect(all[0]).toMatchObject(ann)
  expect(all).toEqual([all[0], all[0], all[0]])
  expect((await toldBy(ann))?.at).not.toBe(all[0]?.at)
})

test('what different people ask at the same moment is read in the name of each', async () => {
  const all = await Promise.all([toldBy(ann), toldBy(bea), toldBy(ann), toldBy({ ...ann, place: 'bea' })])
  expect(all.map((one) => [one?.actor, one?.place])).toEqual([
    ['ann', 'front-desk'],
    ['bea', 'workroom'],
    ['ann', 'front-desk'],
    ['ann', 'bea'],
  ])
})

test('a name is set for its own reads only: without one no patron is read', async () => {
  expect(await patrons(ann)).toHaveLength(1)
  // On each connection of the pool, those that were just used among them.
  const none = await Promise.all(
    Array.from({ length: 16 }, () => it.database.app.selectFrom('patron').select('id').execute()),
  )
  expect(none.flat()).toEqual([])
})

test('it changes nothing, and what changes something elsewhere goes on', async () => {
  const reading = reads()
  const opened = { opened_on: '2026-11-24', kind: 'process', stage: 'new', reference: 'r', events: 0 }
  await expect(reading.insertInto('case_file').values(opened).execute()).rejects.toThrow('read-only')
  await expect(reading.deleteFrom('patron').execute()).rejects.toThrow('read-only')
  await expect(reading.transaction().execute(async () => {})).rejects.toThrow('no transactions')
  expect(await patrons(ann)).toHaveLength(1)
  await Promise.all(
    Array.from({ length: 16 }, () =>
      inContext(it.database.app, ann, (trx) =>
        trx.updateTable('library').set({ lends_elsewhere: null }).execute(),
      ),
    ),
  )
})

test('where one read fails, those sent with it do, and the next ones are answered', async () => {
  const fails = () => sql`select 1 / ${0}::int as one`.execute(reads())
  const words = (word: string) => sql<{ word: string }>`select ${word}::text as word`.execute(reads())
  for (let times = 0; times < 3; times++) {
    // The server never sees what comes after the failure, so it does not have its plan.
    const all = await Promise.allSettled([patrons(ann), fails(), words('first'), words('second')])
    expect(all.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
    const [first, second, seen] = await Promise.all([words('first'), words('second'), patrons(ann)])
    expect([first.rows, second.rows, seen.length]).toEqual([[{ word: 'first' }], [{ word: 'second' }], 1])
    await inContext(it.database.app, ann, (trx) =>
      trx.updateTable('library').set({ lends_elsewhere: null }).execute(),
    )
  }
})

test('a value that cannot be sent makes its read fail, and the next one is answered', async () => {
  const circle: { it?: unknown } = {}
  circle.it = circle
  const said = (word: unknown) => sql<{ word: string }>`select ${word}::text as "word"`.execute(reads())
  const all = await Promise.allSettled([said('first'), said(circle)])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((await said('second')).rows).toEqual([{ word: 'second' }])
})

test('values go and come back as in any other statement, rows or none', async () => {
  const at = new Date('2026-11-24T15:00:00.123Z')
  const bytes = Buffer.from([0, 1, 255])
  const values = sql`select ${at}::timestamptz as at, ${bytes}::bytea as bytes, ${true}::boolean as yes,
    ${7}::int as seven, ${null}::text as none, ${['a', 'b']}::text[] as list, ${'2026-11-24'}::date as day`
  const [one, none, other] = await Promise.all([
    values.execute(reads()),
    reads()
      .selectFrom('patron')
      .select('id')
      .where('id', '=', '00000000-0000-0000-0000-000000000000')
      .execute(),
    values.execute(it.database.app),
  ])
  expect(one.rows).toEqual(other.rows)
  expect(one.rows).toEqual([
    { at, bytes, yes: true, seven: 7, none: null, list: ['a', 'b'], day: '2026-11-24' },
  ])
  expect(none).toEqual([])
})

test('a query that is compiled once is answered with the values of each time', async () => {
  const at = new Date('2026-11-24T15:00:00.000Z')
  const found = compiledOnce((db, word: string, count: number, day: Date) =>
    db
      .selectFrom('patron')
      .select(sql<string>`${word}::text`.as('word'))
      .select(sql<Date>`${day}::timestamptz`.as('day'))
      .where(sql<number>`${count}::int`, '>', 1)
      .limit(count),
  )
  const all = await Promise.all([
    found(reads(), 'first', 2, at),
    found(reads(), 'second', 3, new Date(0)),
    found(reads(), 'none', 1, at),
  ])
  expect(all).toEqual([[{ word: 'first', day: at }], [{ word: 'second', day: new Date(0) }], []])
})

test('a read of its own text each time is answered too, however many there are', async () => {
  const numbers = Array.from({ length: 400 }, (_none, at) => at)
  for (let times = 0; times < 2; times++) {
    const found = await Promise.all(
      numbers.map((at) => sql<{ it: number }>`select ${sql.lit(at)} as it`.execute(reads())),
    )
    expect(found.map(({ rows }) => rows[0]?.it)).toEqual(numbers)
  }
})
