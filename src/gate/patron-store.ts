import { type Kysely, type NotNull, sql } from 'kysely'

import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { LinkOpener } from '../platform/crypto/link-keys.ts'
import { isMarked } from '../platform/crypto/row-mark.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, rowPages, runPrepared } from '../platform/db/statements.ts'
import { type CardRow, isAuthenticCard } from './card-store.ts'
import type { LinkTable } from './link.ts'
import { endTokens, isLinkOfPatron, type SealedLink } from './sealed-link.ts'

/** Patrons as a list names them, without cards and contact, in the order of `ids`; an id that is no patron's is left out. */
export async function patronsById(trx: Trx, ids: readonly string[]): Promise<PatronRow[]> {
  if (ids.length === 0) return []
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'name', 'born', 'of_age'])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(patrons.map((patron) => [patron.id, patron]))
  return ids.flatMap((id) => {
    const patron = byId.get(id)
    return patron === undefined ? [] : [{ ...patron, ...columnsNotRead, byLostCard: false, cards: [] }]
  })
}

/**
 * A page of patrons of whom a number was noted as wrong, in the order of their ids, with what is on file to reach them.
 * @param after the last id of the page before
 */
export async function patronsOfWrongNumbers(
  trx: Trx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<PatronRow[]> {
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'name', 'born', 'of_age', 'contact', 'wrong_numbers'])
    .where('wrong_numbers', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return patrons.map((patron) => ({ ...columnsNotRead, ...patron, byLostCard: false, cards: [] }))
}

const columnsNotRead = {
  contact: null,
  standing: null,
  choices: null,
  wrong_numbers: null,
  correction: null,
  corrected: null,
  former_emails: null,
  elsewhere: false,
} as const

export type PatronRow = {
  readonly id: string
  /** They were looked for by the number of a card of theirs that was reported lost. */
  readonly byLostCard: boolean
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer | null
  readonly standing: Buffer | null
  readonly choices: Buffer | null
  readonly of_age: Buffer | null
  readonly wrong_numbers: Buffer | null
  readonly correction: Buffer | null
  readonly corrected: Buffer | null
  readonly former_emails: Buffer | null
  /** Another system has them too. */
  readonly elsewhere: boolean
  readonly cards: readonly {
    readonly id: string
    readonly barcode: Buffer
    readonly state: Schema['card']['state']
  }[]
}

/** One patron with their cards, by the token of a card's number. */
export async function patronOfCardToken(
  trx: Trx,
  ring: KeyRing,
  index: Buffer,
): Promise<PatronRow | undefined> {
  const rows = await runPrepared<PatronAndCard>(trx, patronByTokenSql, [index])
  // Why: by a card that this program did not write, or moved to somebody else, nobody is found.
  const isOurs = rows.some((row) => row.presented === true && authenticCardOf(ring, row) !== undefined)
  return isOurs ? patronRowOf(ring, rows) : undefined
}

/** One patron with their cards, by their id. */
export async function patronOfId(trx: Trx, ring: KeyRing, id: string): Promise<PatronRow | undefined> {
  return patronRowOf(ring, await runPrepared<PatronAndCard>(trx, patronByIdSql, [id]))
}

const patronAndCards = (
  isPresented: string,
) => `select patron.id, name, born, contact, standing, choices, of_age, wrong_numbers, correction, corrected,
  former_emails, source_key is not null as elsewhere, card.id as card_id, barcode, barcode_index, state, kept, card.mark, ${isPresented} as presented from patron left join card on card.patron_id = patron.id`
const patronByIdSql: PreparedStatement = {
  name: 'patron-by-id',
  text: `${patronAndCards('false')} where patron.id = $1`,
}
const patronByTokenSql: PreparedStatement = {
  name: 'patron-by-token',
  text: `${patronAndCards('barcode_index = $1')}
  where patron.id = (select patron_id from card where barcode_index = $1)`,
}

type Card = PatronRow['cards'][number]
/** A patron with one of their cards; without, where they have none. */
type PatronAndCard = Omit<PatronRow, 'cards' | 'byLostCard'> &
  Pick<CardRow, 'barcode_index' | 'kept' | 'mark'> &
  Pick<Card, 'barcode' | 'state'> & { readonly card_id: string | null; readonly presented: boolean | null }

/** The card of a row, where there is one and this program wrote it. */
function authenticCardOf(
  ring: KeyRing,
  { id: patron_id, card_id: id, ...row }: PatronAndCard,
): Card | undefined {
  if (id === null || !isAuthenticCard(ring, { ...row, id, patron_id })) return undefined
  return { id, barcode: row.barcode, state: row.state }
}

function patronRowOf(ring: KeyRing, rows: readonly PatronAndCard[]): PatronRow | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  const { card_id: _card, barcode: _barcode, state: _state, presented: _presented, ...read } = first
  const { barcode_index: _index, kept: _kept, mark: _mark, ...patron } = read
  const cards = rows.flatMap((row) => authenticCardOf(ring, row) ?? [])
  const byLostCard = rows.some(({ presented, state }) => presented === true && state === 'lost')
  return { ...patron, byLostCard, cards }
}

/**
 * What one patron has out, on hold and owes, still sealed, and who guarantees for them by rows that this program wrote. A link
 * that was moved to them and is another patron's is not among it.
 */
export async function patronAccount(trx: Trx, patronId: string, keys: LinkOpener<LinkTable>) {
  const tokens = linkTables.map((table) => endTokens(keys, table, 'patron', patronId))
  const rows = await runPrepared<AccountSqlRow>(trx, accountSql, [...tokens, patronId])
  const links = (table: LinkTable) =>
    rows.filter((row) => row.of === table && isLinkOfPatron(keys, table, row, patronId)) as SealedLink[]
  const guarantors = rows.flatMap((row) =>
    isGuarantor(row) && isAuthenticGuardian(keys.ring, { ...row, id: row.guarantor, guarantee_id: patronId })
      ? [{ id: row.id, of: row.of, name: row.link, ...guarantorOf(row) }]
      : [],
  )
  return { keys, loans: links('loan'), holds: links('hold'), charges: links('charge'), guarantors }
}

/** Who guarantees is a patron, or on file as a guardian alone: that says under which column their values are sealed. */
type GuarantorRow = Pick<SealedLink, 'id' | 'link'> &
  Omit<GuardianRow, 'id' | 'guarantee_id'> & {
    readonly of: 'patron' | 'guardian'
    readonly guarantor: string
    readonly contact: Buffer | null
    readonly noted: Buffer | null
  }
type AccountSqlRow = (SealedLink & { readonly of: LinkTable }) | GuarantorRow

const isGuarantor = (row: AccountSqlRow): row is GuarantorRow => row.of === 'patron' || row.of === 'guardian'

const guarantorOf = ({ guarantor: link, liable, contact, noted }: GuarantorRow) => ({
  ...{ link, liable, contact, noted },
})

const linkTables = ['loan', 'hold', 'charge'] as const
/** All that one patron has, in one way to the server and back; of a guarantor the sealed name stands for the link. */
const accountSql: PreparedStatement = {
  name: 'account',
  text: `${linkTables
    .map(
      (table, at) => `select '${table}' as of, id, night::text as night, link, null::boolean as liable,
      null::uuid as guarantor, null::bytea as contact, null::bytea as noted, null::uuid as guarantor_id,
      null::uuid as guardian_id, null::boolean as ended, null::boolean as kept, null::bytea as mark
      from ${table} where patron_index = any($${at + 1}::bytea[])`,
    )
    .join(' union all ')}
  ${(['patron', 'guardian'] as const)
    .map(
      (table) => `union all select '${table}', ${table}.id, null, name, liable, guarantor.id, contact, noted,
        guarantor_id, guardian_id, ended, kept, guarantor.mark
        from guarantor join ${table} on ${table}.id = ${table === 'patron' ? 'guarantor_id' : 'guardian_id'}
        where guarantee_id = $${linkTables.length + 1} and not ended`,
    )
    .join(' ')}`,
}

export type PatronAccount = Awaited<ReturnType<typeof patronAccount>>

/** Title and author of catalogue items, by item id, and of titles by theirs. Public data. */
export async function catalogTitles(
  db: Kysely<Schema>,
  { items, titles }: { readonly items: readonly string[]; readonly titles: readonly string[] },
): Promise<CatalogTitles> {
  const none = items.length === 0 && titles.length === 0
  const rows = none ? [] : await runPrepared<TitleRow>(db, titleSql, [items, titles])
  const of = (isItem: boolean) =>
    new Map(
      rows
        .filter((row) => row.is_item === isItem)
        .map(({ id, title, author }) => [id, { title, author }] as const),
    )
  return { ofItems: of(true), ofTitles: of(false) }
}

const titleSql: PreparedStatement = {
  name: 'titles',
  text: `select item.id, title.title, title.author, true as is_item
    from item join title on title.id = item.title_id where item.id = any($1::uuid[])
  union all select id, title, author, false from title where id = any($2::uuid[])`,
}

type TitleRow = CatalogTitle & { readonly id: string; readonly is_item: boolean }
export type CatalogTitles = {
  readonly ofItems: ReadonlyMap<string, CatalogTitle>
  readonly ofTitles: ReadonlyMap<string, CatalogTitle>
}
export type CatalogTitle = { readonly title: string; readonly author: string | null }

/** Every sealed name, a few thousand at a time, for the index in memory. */
export const sealedPatronNames = (db: Kysely<Schema>) =>
  rowPages((after, limit) =>
    inContext(db, { actor: 'name-index', place: 'here' }, (trx) =>
      trx
        .selectFrom('patron')
        .select(['id', 'name'])
        .where('id', '>', after)
        .orderBy('id')
        // Why no parameter: a plan that does not know how few these are might sort the whole table for each page.
        .limit(sql.lit(limit))
        .execute(),
    ),
  )

/** Whether there is such a patron, who stays until the transaction is over. */
export async function isPatronOnFile(trx: Trx, patronId: string): Promise<boolean> {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forKeyShare()
    .executeTakeFirst()
  return patron !== undefined
}

/* How a patron is reached, beside what the other system says of it; each value is sealed. */

/** Locks a patron until the transaction ends: of two changes the second sees what the first did. */
export async function lockPatron(trx: Trx, id: string): Promise<void> {
  await sql`select from patron where id = ${id}::uuid for update`.execute(trx)
}

export async function setPatronChoices(trx: Trx, id: string, choices: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ choices }).where('id', '=', id).execute()
}

export async function setWrongNumbers(trx: Trx, id: string, wrongNumbers: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ wrong_numbers: wrongNumbers }).where('id', '=', id).execute()
}

/** One row of the file of guardians: who guarantees is a patron, or on file for this alone. */
export type GuardianRow = {
  readonly id: string
  readonly guarantee_id: string
  readonly guarantor_id: string | null
  readonly guardian_id: string | null
  readonly liable: boolean
  readonly ended: boolean
  readonly kept: boolean
  readonly mark: Buffer | null
}

export const guardianColumns = [
  ...(['id', 'guarantee_id', 'guarantor_id', 'guardian_id', 'liable', 'ended', 'kept', 'mark'] as const),
] as const

/** Whether this program wrote a row as it is now. INVARIANT: a guardian that it did not write counts for nothing. */
export const isAuthenticGuardian = (ring: KeyRing, row: GuardianRow): boolean =>
  isMarked(ring, 'guarantor', row)

/** Those of some patrons in whose record something was set right here, with what says in which parts. */
export async function correctedPatronsAmong(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = trx.selectFrom('patron').select(['id', 'corrected']).where('id', 'in', ids)
  return rows.where('corrected', 'is not', null).$narrowType<{ corrected: NotNull }>().execute()
}

/** What the catalogue knows of items and of titles, each by their ids. */
export type TitleLookup = (wanted: {
  readonly items: readonly string[]
  readonly titles: readonly string[]
}) => Promise<CatalogTitles>
