import { randomUUID } from 'node:crypto'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import {
  type CardRow,
  type GuardianRow,
  isAuthenticCard,
  isAuthenticGuardian,
  type LinkTable,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/**
 * One statement per batch, never per row. Rows arrive sealed: keyed tokens and fingerprints are compared, nothing is opened.
 */
export type ImportDatabase = Kysely<Schema>

/** Runs one step of an import in a transaction. Two imports take turns by step. */
export function importing<T>(database: ImportDatabase, work: (trx: Trx) => Promise<T>): Promise<T> {
  return inContext(database, { actor: 'import', place: 'import' }, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('carrel import'))`.execute(trx)
    return work(trx)
  })
}

type Landed = { readonly source_key: Buffer; readonly id: string; readonly fingerprint: Buffer | null }

export type LandedPatron = Landed & {
  readonly corrected: Buffer | null
  readonly born: Buffer | null
  readonly standing: Buffer | null
  /** Null unless something was corrected here. */
  readonly name: Buffer | null
  readonly contact: Buffer | null
}

/** `forged`: keys on rows this program did not write. INVARIANT: such rows are never written to. */
export async function landedRows(
  trx: Trx,
  ring: KeyRing,
  keys: readonly Buffer[],
): Promise<{ readonly landed: readonly LandedPatron[]; readonly forged: readonly Buffer[] }> {
  const here = (column: 'name' | 'contact') =>
    sql`case when corrected is not null then ${sql.ref(column)} end as ${sql.ref(column)}`
  const { rows } = await sql<LandedPatron & { readonly mark: Buffer | null }>`
    select source_key, id, mark, fingerprint, born, standing, corrected, ${here('name')}, ${here('contact')}
    from patron where source_key = any(${keys}::bytea[])`.execute(trx)
  const landed = rows.filter((row) => isMarked(ring, 'patron', row))
  return { landed, forged: rows.filter((row) => !landed.includes(row)).map(({ source_key }) => source_key) }
}

type CardHolder = {
  readonly id: string
  readonly index: Buffer
  readonly patron_id: string
  readonly source_key: Buffer | null
  readonly state: 'active' | 'lost' | 'blocked'
  readonly kept: boolean
}

/** Rows this program did not write are deleted; `forged` are their tokens, because a card may have to be written again. */
export async function holdersOfCards(
  trx: Trx,
  ring: KeyRing,
  indexes: readonly Buffer[],
): Promise<{ readonly holders: readonly CardHolder[]; readonly forged: readonly Buffer[] }> {
  const found = await sql<CardRow & CardHolder>`
    select card.id, card.barcode_index, card.barcode_index as index, card.patron_id, card.state, card.kept, card.mark,
      patron.source_key
    from card join patron on patron.id = card.patron_id
    where card.barcode_index = any(${indexes}::bytea[])`.execute(trx)
  const holders = found.rows.filter((row) => isAuthenticCard(ring, row))
  const forged = found.rows.filter((row) => !holders.includes(row))
  if (forged.length > 0)
    await sql`delete from card where id = any(${forged.map(({ id }) => id)}::uuid[])`.execute(trx)
  return { holders, forged: forged.map(({ index }) => index) }
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
  /** Corrected here, and still wrong in the source; null if nothing. */
  readonly corrected: Buffer | null
  /** As it was read. If it has changed since, nothing is overwritten, and the next run lands the row. */
  readonly correctedBefore: Buffer | null
  readonly standingBefore: Buffer | null
  readonly mark: Buffer
}

export type CardBatch = {
  readonly id: string
  readonly patron_id: string
  readonly barcode: Buffer
  readonly barcode_index: Buffer
  readonly state: 'active' | 'lost'
  readonly mark: Buffer
}

/** Removes cards that other patrons have by now; their holders count as changed. */
export async function surrenderCards(trx: Trx, indexes: readonly Buffer[]): Promise<void> {
  if (indexes.length === 0) return
  await sql`with gone as (delete from card
      where barcode_index = any(${indexes}::bytea[]) and not kept returning patron_id)
    update patron set fingerprint = null where id in (select patron_id from gone)`.execute(trx)
}

/**
 * Changed patrons keep these cards and those marked `kept`; a card reported lost here stays lost. A card that stays keeps its
 * row, because sessions use its id and the barcode is sealed under it.
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
      from ${patronRows(changed)} as new (id, source_key, fingerprint, name, born, contact, standing, corrected, before, stood, mark)
      where patron.id = new.id and patron.corrected is not distinct from new.before
        and patron.standing is not distinct from new.stood`.execute(trx)
  }
  if (added.length > 0) {
    await sql`insert into patron (id, source_key, fingerprint, name, born, contact, standing, corrected, mark)
      select id, source_key, fingerprint, name, born, contact, standing, corrected, mark from ${patronRows(added)}
        as new (id, source_key, fingerprint, name, born, contact, standing, corrected, before, stood, mark)`.execute(
      trx,
    )
  }
  if (cards.length > 0) {
    await sql`insert into card (id, patron_id, barcode, barcode_index, state, mark) select * from unnest(
      ${cards.map((card) => card.id)}::uuid[], ${cards.map((card) => card.patron_id)}::uuid[],
      ${cards.map((card) => card.barcode)}::bytea[], ${cards.map((card) => card.barcode_index)}::bytea[],
      ${cards.map((card) => card.state)}::text[], ${cards.map((card) => card.mark)}::bytea[])
      on conflict (barcode_index) do update set id = excluded.id, patron_id = excluded.patron_id,
        barcode = excluded.barcode, state = excluded.state, kept = false, mark = excluded.mark
      where not (card.kept and card.state <> 'active')`.execute(trx)
  }
}

function patronRows(patrons: readonly PatronBatch[]): RawBuilder<unknown> {
  const column = (key: Exclude<keyof PatronBatch, 'id' | 'known'>) =>
    sql`${patrons.map((patron) => patron[key])}::bytea[]`
  return sql`unnest(${patrons.map(({ id }) => id)}::uuid[], ${column('source_key')}, ${column('fingerprint')},
    ${column('name')}, ${column('born')}, ${column('contact')}, ${column('standing')}, ${column('corrected')},
    ${column('correctedBefore')}, ${column('standingBefore')}, ${column('mark')})`
}

type GuarantorBatch = {
  readonly guarantee_id: string
  readonly guarantor_id: string
  readonly liable: boolean
}

export async function writeGuarantors(trx: Trx, ring: KeyRing, rows: readonly GuarantorBatch[]) {
  const there = await guarantorsAmong(trx, ring, rows)
  const written = rows.map((row) => {
    const old = there.get(pairOf(row))
    const changed = old !== undefined && !old.kept && old.liable !== row.liable
    return { ...row, id: old?.id ?? randomUUID(), added: old === undefined, changed }
  })
  const said = { guardian_id: null, shown: false, ended: false, kept: false }
  const rewritten = written.filter(({ added, changed }) => added || changed)
  const marks = rewritten.map((row) => markOfRow(ring, 'guarantor', { ...row, ...said }))
  if (rewritten.length > 0)
    await sql`insert into guarantor (id, guarantee_id, guarantor_id, liable, mark) select * from unnest(
        ${rewritten.map(({ id }) => id)}::uuid[], ${rewritten.map((row) => row.guarantee_id)}::uuid[],
        ${rewritten.map((row) => row.guarantor_id)}::uuid[], ${rewritten.map(({ liable }) => liable)}::boolean[],
        ${marks}::bytea[])
      on conflict (guarantee_id, guarantor_id) do update set liable = excluded.liable, mark = excluded.mark
        where not guarantor.kept and guarantor.id = excluded.id`.execute(trx)
  return written.map(({ id, added, changed }) => ({ id, added, changed }))
}

/** The rows this program wrote for these pairs, locked; other rows of the pairs are deleted. */
async function guarantorsAmong(
  trx: Trx,
  ring: KeyRing,
  pairs: readonly GuarantorBatch[],
): Promise<ReadonlyMap<string, GuardianRow>> {
  const { rows } = await sql<GuardianRow>`
    select guarantor.id, guarantee_id, guarantor_id, guardian_id, guarantor.liable, shown, ended, kept, mark
    from guarantor join unnest(${pairs.map((row) => row.guarantee_id)}::uuid[],
      ${pairs.map((row) => row.guarantor_id)}::uuid[]) as new (guarantee_id, guarantor_id)
      using (guarantee_id, guarantor_id)
    for update of guarantor`.execute(trx)
  const ours = rows.filter((row) => isAuthenticGuardian(ring, row))
  await endGuarantors(
    trx,
    rows.filter((row) => !ours.includes(row)).map(({ id }) => id),
  )
  return new Map(ours.map((row) => [pairOf(row), row]))
}

const pairOf = (row: Pick<GuardianRow, 'guarantee_id' | 'guarantor_id'>) =>
  `${row.guarantee_id} ${row.guarantor_id}`

/** In the order of ids. */
export async function landedPage(trx: Trx, after: string, limit: number) {
  const page = await sql<{ readonly id: string; readonly source_key: Buffer }>`
    select id, source_key from patron where source_key is not null and id > ${after}::uuid
    order by id limit ${limit}`.execute(trx)
  return page.rows
}

/** Links of imported guarantees, except those changed here. */
export async function guarantorPage(trx: Trx, after: string, limit: number) {
  const page = await sql<{ readonly id: string }>`
    select guarantor.id from guarantor join patron on patron.id = guarantor.guarantee_id
    where patron.source_key is not null and not kept and guarantor.id > ${after}::uuid
    order by guarantor.id limit ${limit}`.execute(trx)
  return page.rows
}

/** @returns those whose guarantors they were, once each */
export async function endGuarantors(trx: Trx, ids: readonly string[]): Promise<readonly MinorChoices[]> {
  if (ids.length === 0) return []
  // Locked first, as at the desk, so that neither waits for the other.
  const { rows } = await sql<MinorChoices>`select id, choices, reach from patron
    where id in (select guarantee_id from guarantor where id = any(${ids}::uuid[])) order by id for update`.execute(
    trx,
  )
  await sql`delete from guarantor where id = any(${ids}::uuid[])`.execute(trx)
  return rows
}

/** Sealed, of a minor whose guardian is gone. */
type MinorChoices = { readonly id: string; readonly choices: Buffer | null; readonly reach: Buffer | null }

export type KnownItem = {
  readonly id: string
  readonly source_id: string
  readonly state: string
  readonly fingerprint: Buffer | null
}

export async function knownItems(trx: Trx, sourceIds: readonly string[]): Promise<KnownItem[]> {
  const found = await sql<KnownItem>`select id, source_id, state, fingerprint from item
    where source_id = any(${sourceIds}::text[])`.execute(trx)
  return found.rows
}

export async function knownTitles(trx: Trx, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; source_id: string }>`select id, source_id from title
    where source_id = any(${sourceIds}::text[])`.execute(trx)
  return new Map(found.rows.map(({ id, source_id }) => [source_id, id]))
}

export async function holdersOfBarcodes(trx: Trx, barcodes: readonly string[]) {
  const found = await sql<{ readonly barcode: string; readonly source_id: string | null }>`
    select barcode, source_id from item where barcode = any(${barcodes}::text[])`.execute(trx)
  return found.rows
}

type TitleBatch = {
  readonly source_id: string
  readonly title: string
  readonly author: string | null
}

/** One row per source id. */
export async function writeTitles(trx: Trx, titles: readonly TitleBatch[]): Promise<void> {
  await sql`insert into title (source_id, title, author)
    select * from unnest(${titles.map((title) => title.source_id)}::text[],
      ${titles.map((title) => title.title)}::text[], ${titles.map((title) => title.author)}::text[])
    on conflict (source_id) do update set title = excluded.title, author = excluded.author
    where (title.title, title.author) is distinct from (excluded.title, excluded.author)`.execute(trx)
}

export type ItemBatch = {
  readonly source_id: string
  readonly title_id: string
  readonly barcode: string | null
  readonly call_number: string | null
  readonly collection: string | null
  readonly item_type: string | null
  readonly price_cents: number | null
  readonly state: 'here' | 'lost' | 'damaged' | 'withdrawn'
  readonly fingerprint: Buffer
}

/** `surrendered`: barcodes that another item has by now. */
export async function writeItems(trx: Trx, items: readonly ItemBatch[], surrendered: readonly string[]) {
  if (surrendered.length > 0) {
    await sql`update item set barcode = null, fingerprint = null
      where barcode = any(${surrendered}::text[])`.execute(trx)
  }
  if (items.length === 0) return
  const of = <K extends keyof ItemBatch>(key: K) => items.map((item) => item[key])
  // Two changed items may have swapped barcodes, which are unique at every step.
  await sql`update item set barcode = null where source_id = any(${of('source_id')}::text[])`.execute(trx)
  await sql`insert into item (source_id, title_id, barcode, call_number, collection, item_type, price_cents,
      state, fingerprint)
    select * from unnest(${of('source_id')}::text[], ${of('title_id')}::uuid[], ${of('barcode')}::text[],
      ${of('call_number')}::text[], ${of('collection')}::text[], ${of('item_type')}::text[],
      ${of('price_cents')}::int[], ${of('state')}::text[], ${of('fingerprint')}::bytea[])
    on conflict (source_id) do update set title_id = excluded.title_id, barcode = excluded.barcode,
      call_number = excluded.call_number, collection = excluded.collection, item_type = excluded.item_type,
      price_cents = excluded.price_cents, state = excluded.state, fingerprint = excluded.fingerprint`.execute(
    trx,
  )
}

export async function linksTaken(db: Kysely<Schema>): Promise<readonly LinkTable[]> {
  return (await db.selectFrom('library').select('links_taken').executeTakeFirst())?.links_taken ?? []
}

export async function noteLinksTaken(trx: Trx, table: LinkTable): Promise<void> {
  await sql`update library set links_taken = links_taken || ${table}::text
    where not links_taken @> array[${table}::text]`.execute(trx)
}
