import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { inContext } from './vault.ts'

/**
 * The SQL by which an import lands: one statement a batch, never one a row. Rows arrive sealed; what is
 * compared here are keyed tokens and fingerprints, and nothing is opened.
 */
export type Trx = Transaction<Schema>

export type ImportDatabase = Kysely<Schema>

/** Runs one step of an import in a transaction; of two imports at once, the steps take turns. */
export function importing<T>(database: ImportDatabase, work: (trx: Trx) => Promise<T>): Promise<T> {
  return inContext(database, { actor: 'import', place: 'import' }, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('carrel import'))`.execute(trx)
    return work(trx)
  })
}

/** A row that an earlier import landed, by its source key. */
export type Landed = { readonly source_key: Buffer; readonly id: string; readonly fingerprint: Buffer | null }

/** Tables whose rows come from one row of the source each, and end when it does. */
export type LinkTable = 'loan' | 'hold' | 'charge'

/** The landed rows among these source keys. */
export async function landedRows(
  trx: Trx,
  table: 'patron' | LinkTable,
  keys: readonly Buffer[],
): Promise<Landed[]> {
  const found = await sql<Landed>`
    select source_key, id, fingerprint from ${sql.table(table)}
    where source_key = any(${keys}::bytea[])`.execute(trx)
  return found.rows
}

export type CardHolder = {
  readonly index: Buffer
  readonly patron_id: string
  readonly source_key: Buffer | null
}

/** Who holds the cards with these tokens. */
export async function holdersOfCards(trx: Trx, indexes: readonly Buffer[]): Promise<CardHolder[]> {
  const found = await sql<CardHolder>`
    select card.barcode_index as index, card.patron_id, patron.source_key
    from card join patron on patron.id = card.patron_id
    where card.barcode_index = any(${indexes}::bytea[])`.execute(trx)
  return found.rows
}

export type PatronBatch = {
  readonly id: string
  readonly known: boolean
  readonly source_key: Buffer
  readonly fingerprint: Buffer
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer
  readonly standing: Buffer
}

export type CardBatch = {
  readonly id: string
  readonly patron_id: string
  readonly barcode: Buffer
  readonly barcode_index: Buffer
  readonly state: 'active' | 'lost'
}

/** Takes away the cards with these tokens, which other patrons have by now; their holders are taken for changed. */
export async function surrenderCards(trx: Trx, indexes: readonly Buffer[]): Promise<void> {
  if (indexes.length === 0) return
  await sql`with gone as (delete from card where barcode_index = any(${indexes}::bytea[]) returning patron_id)
    update patron set fingerprint = null where id in (select patron_id from gone)`.execute(trx)
}

/** Writes new and changed patrons with their cards; a changed patron has the cards given here and no others. */
export async function writePatrons(
  trx: Trx,
  patrons: readonly PatronBatch[],
  cards: readonly CardBatch[],
): Promise<void> {
  const changed = patrons.filter((patron) => patron.known)
  const added = patrons.filter((patron) => !patron.known)
  if (changed.length > 0) {
    await sql`delete from card where patron_id = any(${changed.map(({ id }) => id)}::uuid[])`.execute(trx)
    await sql`update patron set fingerprint = new.fingerprint, name = new.name, born = new.born,
        contact = new.contact, standing = new.standing
      from ${patronRows(changed)} as new (id, source_key, fingerprint, name, born, contact, standing)
      where patron.id = new.id`.execute(trx)
  }
  if (added.length > 0) {
    await sql`insert into patron (id, source_key, fingerprint, name, born, contact, standing)
      select * from ${patronRows(added)}`.execute(trx)
  }
  if (cards.length > 0) {
    await sql`insert into card (id, patron_id, barcode, barcode_index, state) select * from unnest(
      ${cards.map((card) => card.id)}::uuid[], ${cards.map((card) => card.patron_id)}::uuid[],
      ${cards.map((card) => card.barcode)}::bytea[], ${cards.map((card) => card.barcode_index)}::bytea[],
      ${cards.map((card) => card.state)}::text[])`.execute(trx)
  }
}

function patronRows(patrons: readonly PatronBatch[]): RawBuilder<unknown> {
  const column = (key: 'source_key' | 'fingerprint' | 'name' | 'born' | 'contact' | 'standing') =>
    sql`${patrons.map((patron) => patron[key])}::bytea[]`
  return sql`unnest(${patrons.map(({ id }) => id)}::uuid[], ${column('source_key')}, ${column('fingerprint')},
    ${column('name')}, ${column('born')}, ${column('contact')}, ${column('standing')})`
}

export type LinkBatch = {
  readonly id: string
  readonly patron_id: string
  readonly source_key: Buffer
  readonly fingerprint: Buffer
}
export type LoanBatch = LinkBatch & {
  readonly item: Buffer
  readonly item_index: Buffer
  readonly due_on: string
  readonly state: 'out' | 'lost'
}
export type HoldBatch = LinkBatch & {
  readonly title: Buffer
  readonly state: 'placed' | 'in-transit' | 'waiting' | 'suspended'
}
export type ChargeBatch = LinkBatch & {
  readonly kind: 'overdue' | 'lost' | 'damaged' | 'other'
  readonly amount_cents: number
  readonly item: Buffer | null
}

/** Which loans hold these items out now. */
export async function loansOfItems(trx: Trx, indexes: readonly Buffer[]) {
  const found = await sql<{ readonly item_index: Buffer; readonly source_key: Buffer | null }>`
    select item_index, source_key from loan where item_index = any(${indexes}::bytea[])`.execute(trx)
  return found.rows
}

/**
 * Writes new and changed loans. `surrendered` are tokens of items that are out on another loan by now: the loans
 * that held them end, and their number comes back.
 */
export async function writeLoans(
  trx: Trx,
  rows: readonly LoanBatch[],
  surrendered: readonly Buffer[],
): Promise<number> {
  let ended = 0
  if (surrendered.length > 0) {
    const gone = await sql`delete from loan where item_index = any(${surrendered}::bytea[])`.execute(trx)
    ended = Number(gone.numAffectedRows ?? 0)
  }
  await replace(
    trx,
    'loan',
    rows,
    ['item', 'item_index', 'due_on', 'state'],
    [
      ...[sql`${rows.map((row) => row.item)}::bytea[]`, sql`${rows.map((row) => row.item_index)}::bytea[]`],
      ...[sql`${rows.map((row) => row.due_on)}::date[]`, sql`${rows.map((row) => row.state)}::text[]`],
    ],
  )
  return ended
}

export async function writeHolds(trx: Trx, rows: readonly HoldBatch[]) {
  await replace(
    trx,
    'hold',
    rows,
    ['title', 'state'],
    [...[sql`${rows.map((row) => row.title)}::bytea[]`, sql`${rows.map((row) => row.state)}::text[]`]],
  )
}

export async function writeCharges(trx: Trx, rows: readonly ChargeBatch[]) {
  await replace(
    trx,
    'charge',
    rows,
    ['kind', 'amount_cents', 'item'],
    [
      ...[sql`${rows.map((row) => row.kind)}::text[]`, sql`${rows.map((row) => row.amount_cents)}::int[]`],
      ...[sql`${rows.map((row) => row.item)}::bytea[]`],
    ],
  )
}

/** Why delete and insert: two changed loans may have swapped their items, which are unique at every step. */
async function replace(
  trx: Trx,
  table: LinkTable,
  rows: readonly LinkBatch[],
  columns: readonly string[],
  values: readonly RawBuilder<unknown>[],
): Promise<void> {
  if (rows.length === 0) return
  const ids = sql`${rows.map((row) => row.id)}::uuid[]`
  await sql`delete from ${sql.table(table)} where id = any(${ids})`.execute(trx)
  const names = ['id', 'patron_id', 'source_key', 'fingerprint', ...columns].map((name) => sql.ref(name))
  await sql`insert into ${sql.table(table)} (${sql.join(names)}) select * from unnest(
    ${ids}, ${rows.map((row) => row.patron_id)}::uuid[], ${rows.map((row) => row.source_key)}::bytea[],
    ${rows.map((row) => row.fingerprint)}::bytea[], ${sql.join(values)})`.execute(trx)
}

export type GuarantorBatch = {
  readonly guarantee_id: string
  readonly guarantor_id: string
  readonly liable: boolean
}

/** Writes guarantor links; gives the id of each, and whether it is new or changed. */
export async function writeGuarantors(trx: Trx, rows: readonly GuarantorBatch[]) {
  const written = await sql<{ readonly id: string; readonly added: boolean; readonly changed: boolean }>`
    with new as (select * from unnest(${rows.map((row) => row.guarantee_id)}::uuid[],
        ${rows.map((row) => row.guarantor_id)}::uuid[], ${rows.map((row) => row.liable)}::boolean[])
        as new (guarantee_id, guarantor_id, liable)),
      old as (select guarantor.* from guarantor join new using (guarantee_id, guarantor_id)),
      written as (insert into guarantor (guarantee_id, guarantor_id, liable)
        select new.* from new left join old using (guarantee_id, guarantor_id)
        where old.liable is distinct from new.liable
        on conflict (guarantee_id, guarantor_id) do update set liable = excluded.liable
        returning id, guarantee_id, guarantor_id)
    select coalesce(old.id, written.id) as id, old.id is null as added,
      old.id is not null and written.id is not null as changed
    from new left join old using (guarantee_id, guarantor_id) left join written using (guarantee_id, guarantor_id)`.execute(
    trx,
  )
  return written.rows
}

/** A page of the imported rows' ids and source keys, in the order of their ids. */
export async function landedPage(trx: Trx, table: LinkTable | 'patron', after: string, limit: number) {
  const page = await sql<{ readonly id: string; readonly source_key: Buffer }>`
    select id, source_key from ${sql.table(table)} where source_key is not null and id > ${after}::uuid
    order by id limit ${limit}`.execute(trx)
  return page.rows
}

/** A page of the ids of guarantor links whose guarantee was imported. */
export async function guarantorPage(trx: Trx, after: string, limit: number) {
  const page = await sql<{ readonly id: string }>`
    select guarantor.id from guarantor join patron on patron.id = guarantor.guarantee_id
    where patron.source_key is not null and guarantor.id > ${after}::uuid
    order by guarantor.id limit ${limit}`.execute(trx)
  return page.rows
}

/** Ends what the source no longer has. */
export async function endRows(trx: Trx, table: LinkTable | 'guarantor', ids: readonly string[]) {
  if (ids.length > 0) await sql`delete from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(trx)
}
