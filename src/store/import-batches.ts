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

export type LandedPatron = Landed & {
  readonly corrected: Buffer | null
  readonly born: Buffer | null
  readonly standing: Buffer | null
  /** Null but where something was set right here. */
  readonly name: Buffer | null
  readonly contact: Buffer | null
}

/** The landed patrons among these source keys; with what their record says where something of it was set right here. */
export async function landedRows(trx: Trx, keys: readonly Buffer[]): Promise<LandedPatron[]> {
  const here = (column: 'name' | 'contact') =>
    sql`case when corrected is not null then ${sql.ref(column)} end as ${sql.ref(column)}`
  const found = await sql<LandedPatron>`
    select source_key, id, fingerprint, born, standing, corrected, ${here('name')}, ${here('contact')}
    from patron where source_key = any(${keys}::bytea[])`.execute(trx)
  return found.rows
}

export type CardHolder = {
  readonly id: string
  readonly index: Buffer
  readonly patron_id: string
  readonly source_key: Buffer | null
  readonly state: 'active' | 'lost'
  readonly kept: boolean
}

/** Who holds the cards with these tokens. */
export async function holdersOfCards(trx: Trx, indexes: readonly Buffer[]): Promise<CardHolder[]> {
  const found = await sql<CardHolder>`
    select card.id, card.barcode_index as index, card.patron_id, card.state, card.kept, patron.source_key
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
  /** What was set right here and the source still has wrong; null where there is nothing. */
  readonly corrected: Buffer | null
  /** As it stood when it was read: what was set right since is overwritten by nothing, and the next run lands the row. */
  readonly correctedBefore: Buffer | null
  /** Likewise: of a card that was renewed since. */
  readonly standingBefore: Buffer | null
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
  await sql`with gone as (delete from card
      where barcode_index = any(${indexes}::bytea[]) and not kept returning patron_id)
    update patron set fingerprint = null where id in (select patron_id from gone)`.execute(trx)
}

/**
 * Writes new and changed patrons with their cards. A changed patron has these cards, those that are kept, and no
 * others; one that was reported lost at the counter stays lost, whatever the source says.
 *
 * Why a card that stays is not deleted and written anew: whoever reports it lost meanwhile waits for its row. It comes with
 * the id that it has, for whoever is signed in with it points at that, and its barcode is sealed under it.
 */
export async function writePatrons(
  trx: Trx,
  patrons: readonly PatronBatch[],
  cards: readonly CardBatch[],
): Promise<void> {
  const changed = patrons.filter((patron) => patron.known)
  const added = patrons.filter((patron) => !patron.known)
  if (changed.length > 0) {
    await sql`delete from card where patron_id = any(${changed.map(({ id }) => id)}::uuid[]) and not kept
      and not barcode_index = any(${cards.map((card) => card.barcode_index)}::bytea[])`.execute(trx)
    await sql`update patron set fingerprint = new.fingerprint, name = new.name, born = new.born,
        contact = new.contact, standing = new.standing, corrected = new.corrected
      from ${patronRows(changed)} as new (id, source_key, fingerprint, name, born, contact, standing, corrected, before, stood)
      where patron.id = new.id and patron.corrected is not distinct from new.before
        and patron.standing is not distinct from new.stood`.execute(trx)
  }
  if (added.length > 0) {
    await sql`insert into patron (id, source_key, fingerprint, name, born, contact, standing, corrected)
      select id, source_key, fingerprint, name, born, contact, standing, corrected from ${patronRows(added)}
        as new (id, source_key, fingerprint, name, born, contact, standing, corrected, before, stood)`.execute(
      trx,
    )
  }
  if (cards.length > 0) {
    await sql`insert into card (id, patron_id, barcode, barcode_index, state) select * from unnest(
      ${cards.map((card) => card.id)}::uuid[], ${cards.map((card) => card.patron_id)}::uuid[],
      ${cards.map((card) => card.barcode)}::bytea[], ${cards.map((card) => card.barcode_index)}::bytea[],
      ${cards.map((card) => card.state)}::text[])
      on conflict (barcode_index) do update set id = excluded.id, patron_id = excluded.patron_id,
        barcode = excluded.barcode, state = excluded.state, kept = false
      where not (card.kept and card.state = 'lost')`.execute(trx)
  }
}

function patronRows(patrons: readonly PatronBatch[]): RawBuilder<unknown> {
  const column = (key: Exclude<keyof PatronBatch, 'id' | 'known'>) =>
    sql`${patrons.map((patron) => patron[key])}::bytea[]`
  return sql`unnest(${patrons.map(({ id }) => id)}::uuid[], ${column('source_key')}, ${column('fingerprint')},
    ${column('name')}, ${column('born')}, ${column('contact')}, ${column('standing')}, ${column('corrected')},
    ${column('correctedBefore')}, ${column('standingBefore')})`
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
        where old.liable is distinct from new.liable and old.kept is not true
        on conflict (guarantee_id, guarantor_id) do update set liable = excluded.liable
          where not guarantor.kept
        returning id, guarantee_id, guarantor_id)
    select coalesce(old.id, written.id) as id, old.id is null as added,
      old.id is not null and written.id is not null as changed
    from new left join old using (guarantee_id, guarantor_id) left join written using (guarantee_id, guarantor_id)`.execute(
    trx,
  )
  return written.rows
}

/** A page of the imported patrons' ids and source keys, in the order of their ids. */
export async function landedPage(trx: Trx, after: string, limit: number) {
  const page = await sql<{ readonly id: string; readonly source_key: Buffer }>`
    select id, source_key from patron where source_key is not null and id > ${after}::uuid
    order by id limit ${limit}`.execute(trx)
  return page.rows
}

/** A page of the ids of guarantor links whose guarantee was imported, but for those that were changed at the counter. */
export async function guarantorPage(trx: Trx, after: string, limit: number) {
  const page = await sql<{ readonly id: string }>`
    select guarantor.id from guarantor join patron on patron.id = guarantor.guarantee_id
    where patron.source_key is not null and not kept and guarantor.id > ${after}::uuid
    order by guarantor.id limit ${limit}`.execute(trx)
  return page.rows
}

/** Ends the guarantor links that the source no longer has. */
export async function endGuarantors(trx: Trx, ids: readonly string[]) {
  if (ids.length > 0) await sql`delete from guarantor where id = any(${ids}::uuid[])`.execute(trx)
}
