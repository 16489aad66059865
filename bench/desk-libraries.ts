import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { resealLinksStep } from '../src/backup/link-reseal-job.ts'
import { Desk } from '../src/circulation/desk.ts'
import { insertLinks } from '../src/circulation/link-store.ts'
import { Gate } from '../src/gate/gate.ts'
import { NameIndex } from '../src/gate/patron-name.ts'
import { sealLink } from '../src/gate/sealed-link.ts'
import { systemClock } from '../src/platform/clock.ts'
import { sealField, token } from '../src/platform/crypto/field.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../src/platform/crypto/link-keys.ts'
import { backupRetentionDays } from '../src/platform/crypto/link-nights.ts'
import { marked } from '../src/platform/crypto/row-mark.ts'
import { inContext } from '../src/platform/db/context.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { DATABASE_NAME, readPassword, roleName, withClient } from '../src/platform/db/login.ts'
import { daysAfter } from '../src/policy/calendar.ts'
import { loadPack } from '../src/policy/pack.ts'
import { readPackFolder } from '../src/policy/pack-folder.ts'

/** A library with that many loans, two to a patron, and more items on the shelf. */
export type DeskLibrary = {
  readonly database: Database
  readonly gate: Gate
  readonly desk: Desk
  readonly loans: number
  readonly patron: (at: number) => { readonly id: string; readonly card: string }
  /** The barcode of an item on the shelf, a different one for each `at` up to `free`. */
  readonly barcode: (at: number) => string
  readonly free: number
}

/**
 * Why many: one account that opened so many records in a row would be slowed. No two desks share one, since the limit counts
 * what an account opens one after the other.
 */
export const atDesk = (desk: number, at: number) =>
  ({ accountId: `bench-${desk}-${Math.floor(at / 10)}`, role: 'desk', place: 'front-desk' }) as const
const [free, batch] = [4096, 4000] as const
const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '..', 'policies', 'jensen-mgt-1')))

export async function deskLibrary(loans: number): Promise<DeskLibrary> {
  const scratch = process.env['CARREL_BENCH_SCRATCH'] ?? tmpdir()
  const home = homeFrom({ CARREL_HOME: mkdtempSync(join(scratch, `desk-${loans}-`)) }, '/')
  const database = await openDatabase(home)
  const ring = new KeyRing(home.keysDir)
  const clock = systemClock(pack.timeZone)
  // As many nightly keys as after some time of use: every link is looked for under each.
  for (let ago = backupRetentionDays; ago >= 0; ago--) ring.makeLinkKey(daysAfter(clock.today(), -ago))
  const patrons = Array.from({ length: Math.ceil(loans / 2) }, (_, at) => ({
    ...{ id: randomUUID(), card: `2300${String(at).padStart(10, '0')}` },
  }))
  const items = Array.from({ length: loans + free }, () => randomUUID())
  const inBatches = async <T>(
    all: readonly T[],
    put: (some: readonly T[], from: number) => Promise<unknown>,
  ) => {
    for (let from = 0; from < all.length; from += batch) await put(all.slice(from, from + batch), from)
  }
  const act = <T>(work: Parameters<typeof inContext<T>>[2]) =>
    inContext(database.app, { actor: 'bench', place: 'front-desk' }, work)
  await inBatches(patrons, (some, from) =>
    act(async (trx) => {
      const sealed = some.map(({ id }, n) => ({
        name: sealField(ring, 'patron.name', id, { surname: `Surname${from + n}`, firstName: 'Some' }),
        born: sealField(ring, 'patron.born', id, '1980-05-17'),
        contact: sealField(ring, 'patron.contact', id, {
          ...{
            addresses: [[`${from + n} Main Street`, 'Minden NE 68959']],
            phones: ['308-555-0100'],
            emails: [],
          },
        }),
      }))
      await sql`insert into patron (id, name, born, contact) select * from unnest(${some.map(({ id }) => id)}::uuid[],
        ${sealed.map(({ name }) => name)}::bytea[], ${sealed.map(({ born }) => born)}::bytea[],
        ${sealed.map(({ contact }) => contact)}::bytea[])`.execute(trx)
      const cards = some.map(({ id, card }) => {
        const row = { id: randomUUID(), patron_id: id, barcode_index: token(ring, 'card.barcode', card) }
        return { ...marked(ring, 'card', { ...row, state: 'active', kept: false }), card }
      })
      await sql`insert into card (id, patron_id, barcode, barcode_index, mark, state) select *, 'active' from unnest(
        ${cards.map(({ id }) => id)}::uuid[], ${cards.map((one) => one.patron_id)}::uuid[],
        ${cards.map(({ id, card }) => sealField(ring, 'card.barcode', id, card))}::bytea[],
        ${cards.map((one) => one.barcode_index)}::bytea[], ${cards.map(({ mark }) => mark)}::bytea[])`.execute(
        trx,
      )
    }),
  )
  await inBatches(items, (some, from) =>
    act(async (trx) => {
      await sql`insert into title (id, title) select id, 'Title ' || id from unnest(${some}::uuid[]) as id`.execute(
        trx,
      )
      const codes = some.map((_, n) => `I${from + n}`)
      await sql`insert into item (id, title_id, barcode) select id, id, code
        from unnest(${some}::uuid[], ${codes}::text[]) as each (id, code)`.execute(trx)
    }),
  )
  await inBatches(items.slice(0, loans), (some, from) =>
    act((trx) => {
      const keys = new LinkKeys(ring)
      const rows = some.map((item, n) => {
        const patron = patrons[(from + n) % patrons.length]?.id ?? ''
        return sealLink(keys, 'loan', { patron, item, dueOn: '2099-01-01', state: 'out', band: '19-64' })
      })
      return insertLinks(trx, 'loan', rows)
    }),
  )
  const { host, port } = await database.connect('app').then((at) => at.end().then(() => at))
  const login = { host, port, database: DATABASE_NAME, ssl: false }
  const owner = {
    ...login,
    user: roleName(DATABASE_NAME, 'owner'),
    password: readPassword(home.keysDir, 'owner'),
  }
  await withClient(owner, 'bench', async (client) => {
    for (const statement of plainTables(roleName(DATABASE_NAME, 'app'))) await client.query(statement)
    const ids = patrons.map(({ id }) => id)
    await client.query(
      `insert into plain.patron select id, 'Surname', 'Some', '1980-05-17', 'Main Street' from unnest($1::uuid[]) as id`,
      [ids],
    )
    await client.query(
      `insert into plain.card select gen_random_uuid(), id, card, 'active' from unnest($1::uuid[], $2::text[]) as each (id, card)`,
      [ids, patrons.map(({ card }) => card)],
    )
    await client.query(
      `insert into plain.loan select gen_random_uuid(), patron, item, '2099-01-01', 'out', '19-64'
        from unnest($1::uuid[], $2::uuid[]) as each (patron, item)`,
      [items.slice(0, loans).map((_, at) => ids[at % ids.length]), items.slice(0, loans)],
    )
    await client.query('analyze')
  })
  // As after every night: every link is under the newest key.
  const unreadable = () => undefined
  await resealLinksStep({ worker: database.worker, ring, unreadable }).run(clock.today())
  const gate = new Gate({ app: database.app, ring, pack, names: new NameIndex(), clock })
  const desk = new Desk({ app: database.app, ring, pack, clock, facts: gate.facts })
  return {
    ...{ database, gate, desk, loans, free },
    patron: (at) => patrons[(at * 7919) % patrons.length] ?? { id: '', card: '' },
    barcode: (at) => `I${loans + (at % free)}`,
  }
}

/** The same tables as an ordinary library system has them: in the clear, with the same indexes. */
function plainTables(app: string): readonly string[] {
  return [
    'create schema plain',
    'create table plain.patron (id uuid primary key, surname text, first_name text, born date, contact text)',
    `create table plain.card (id uuid primary key, patron_id uuid not null references plain.patron,
      barcode text not null unique, state text not null)`,
    'create index on plain.card (patron_id)',
    `create table plain.loan (id uuid primary key, patron_id uuid not null, item_id uuid not null unique,
      due_on date not null, state text not null, band text not null)`,
    'create index on plain.loan (patron_id)',
    'create table plain.hold (id uuid primary key, patron_id uuid not null, title_id uuid not null, state text)',
    'create index on plain.hold (patron_id)',
    'create index on plain.hold (title_id)',
    'create table plain.charge (id uuid primary key, patron_id uuid not null, item_id uuid, kind text, cents integer)',
    'create index on plain.charge (patron_id)',
    'create table plain.guarantor (guarantor_id uuid, guarantee_id uuid, liable boolean)',
    'create index on plain.guarantor (guarantee_id)',
    'create table plain.returned (id uuid primary key, item_id uuid not null, band text not null, on_day date not null)',
    `grant usage on schema plain to ${app}`,
    `grant select, insert, update, delete on all tables in schema plain to ${app}`,
  ]
}
