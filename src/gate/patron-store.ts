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

/** Without cards and contact, in the order of `ids`; unknown ids are left out. */
export async function patronsById(trx: Trx, ids: readonly string[]): Promise<PatronRow[]> {
  if (ids.length === 0) return []
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'name', 'born', 'of_age'])
    // An array, so that the statement is the same however many there are.
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const byId = new Map(patrons.map((patron) => [patron.id, patron]))
  return ids.flatMap((id) => {
    const patron = byId.get(id)
    return patron === undefined ? [] : [{ ...patron, ...columnsNotRead, byLostCard: false, cards: [] }]
  })
}

/** With their contact, in the order of ids after `after`. */
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
  reach: null,
  wrong_numbers: null,
  correction: null,
  corrected: null,
  former_emails: null,
  elsewhere: false,
} as const

export type PatronRow = {
  readonly id: string
  readonly byLostCard: boolean
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer | null
  readonly standing: Buffer | null
  readonly choices: Buffer | null
  readonly reach: Buffer | null
  readonly of_age: Buffer | null
  readonly wrong_numbers: Buffer | null
  readonly correction: Buffer | null
  readonly corrected: Buffer | null
  readonly former_emails: Buffer | null
  readonly elsewhere: boolean
  readonly cards: readonly {
    readonly id: string
    readonly barcode: Buffer
    readonly state: Schema['card']['state']
    readonly told_there: boolean
  }[]
}

export async function patronOfCardToken(
  trx: Trx,
  ring: KeyRing,
  index: Buffer,
): Promise<PatronRow | undefined> {
  const rows = await runPrepared<PatronAndCard>(trx, patronByTokenSql, [index])
  // A card that this program did not write, or that was moved to someone else, finds no one.
  const isOurs = rows.some((row) => row.presented === true && authenticCardOf(ring, row) !== undefined)
  return isOurs ? patronRowOf(ring, rows) : undefined
}

/** With cards, in the order of `ids`; unknown ids are left out. */
export async function patronsWithCards(
  trx: Trx,
  ring: KeyRing,
  ids: readonly string[],
): Promise<PatronRow[]> {
  if (ids.length === 0) return []
  const rows = await runPrepared<PatronAndCard>(trx, patronsByIdSql, [ids])
  const byId = new Map<string, PatronAndCard[]>()
  for (const row of rows) {
    const known = byId.get(row.id)
    if (known === undefined) byId.set(row.id, [row])
    else known.push(row)
  }
  return ids.flatMap((id) => patronRowOf(ring, byId.get(id) ?? []) ?? [])
}

/** Why `offset 0`: before it knows the sizes of tables, right after an import, the server would read every card for a list. */
const patronAndCards = (
  isPresented: string,
) => `select patron.id, name, born, contact, standing, choices, reach, of_age, wrong_numbers, correction, corrected,
  former_emails, source_key is not null as elsewhere, card.id as card_id, barcode, barcode_index, state, told_there, kept, card.mark, ${isPresented} as presented from patron
  left join lateral (select id, barcode, barcode_index, state, told_there, kept, mark from card where patron_id = patron.id offset 0) card on true`
const patronsByIdSql: PreparedStatement = {
  name: 'patrons-by-id',
  text: `${patronAndCards('false')} where patron.id = any($1::uuid[])`,
}
const patronByTokenSql: PreparedStatement = {
  name: 'patron-by-token',
  text: `${patronAndCards('barcode_index = $1')}
  where patron.id = (select patron_id from card where barcode_index = $1)`,
}

type Card = PatronRow['cards'][number]
type PatronAndCard = Omit<PatronRow, 'cards' | 'byLostCard'> &
  Pick<CardRow, 'barcode_index' | 'kept' | 'mark'> &
  Pick<Card, 'barcode' | 'state' | 'told_there'> & {
    readonly card_id: string | null
    readonly presented: boolean | null
  }

function authenticCardOf(
  ring: KeyRing,
  { id: patron_id, card_id: id, ...row }: PatronAndCard,
): Card | undefined {
  if (id === null || !isAuthenticCard(ring, { ...row, id, patron_id })) return undefined
  return { id, barcode: row.barcode, state: row.state, told_there: row.told_there }
}

function patronRowOf(ring: KeyRing, rows: readonly PatronAndCard[]): PatronRow | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  const {
    card_id: _card,
    barcode: _barcode,
    state: _state,
    told_there: _told,
    presented: _presented,
    ...read
  } = first
  const { barcode_index: _index, kept: _kept, mark: _mark, ...patron } = read
  const cards = rows.flatMap((row) => authenticCardOf(ring, row) ?? [])
  const byLostCard = rows.some(({ presented, state }) => presented === true && state !== 'active')
  return { ...patron, byLostCard, cards }
}

/** Sealed links, and guardians from rows this program wrote. A link moved here from another patron is left out. */
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

/** `of` says which table's columns the values are sealed under. */
type GuarantorRow = Pick<SealedLink, 'id' | 'link'> &
  Omit<GuardianRow, 'id' | 'guarantee_id'> & {
    readonly of: 'patron' | 'guardian'
    readonly guarantor: string
    readonly contact: Buffer | null
    readonly reach: Buffer | null
    readonly noted: Buffer | null
  }
type AccountSqlRow = (SealedLink & { readonly of: LinkTable }) | GuarantorRow

const isGuarantor = (row: AccountSqlRow): row is GuarantorRow => row.of === 'patron' || row.of === 'guardian'

const guarantorOf = ({ guarantor: link, liable, shown, mark, contact, reach, noted }: GuarantorRow) => ({
  ...{ link, liable, shown, mark },
  ...{ contact, reach, noted },
})

const linkTables = ['loan', 'hold', 'charge'] as const
/** Everything in one round trip; a guarantor's sealed name is in the `link` column. */
const accountSql: PreparedStatement = {
  name: 'account',
  text: `${linkTables
    .map(
      (table, at) => `select '${table}' as of, id, night::text as night, link, null::boolean as liable,
      null::uuid as guarantor, null::bytea as contact, null::bytea as reach, null::bytea as noted, null::uuid as guarantor_id,
      null::uuid as guardian_id, null::boolean as shown, null::boolean as ended, null::boolean as kept, null::bytea as mark
      from ${table} where patron_index = any($${at + 1}::bytea[])`,
    )
    .join(' union all ')}
  ${(['patron', 'guardian'] as const)
    .map(
      (
        table,
      ) => `union all select '${table}', ${table}.id, null, name, liable, guarantor.id, contact, ${table === 'patron' ? 'reach' : 'null'}, noted,
        guarantor_id, guardian_id, shown, ended, kept, guarantor.mark
        from guarantor join ${table} on ${table}.id = ${table === 'patron' ? 'guarantor_id' : 'guardian_id'}
        where guarantee_id = $${linkTables.length + 1} and not ended`,
    )
    .join(' ')}`,
}

export type PatronAccount = Awaited<ReturnType<typeof patronAccount>>

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
type CatalogTitles = {
  readonly ofItems: ReadonlyMap<string, CatalogTitle>
  readonly ofTitles: ReadonlyMap<string, CatalogTitle>
}
export type CatalogTitle = { readonly title: string; readonly author: string | null }

export const sealedPatronNames = (db: Kysely<Schema>) =>
  rowPages((after, limit) =>
    inContext(db, { actor: 'name-index', place: 'here' }, (trx) =>
      trx
        .selectFrom('patron')
        .select(['id', 'name'])
        .where('id', '>', after)
        .orderBy('id')
        // A literal, because with a parameter the planner may sort the whole table for each page.
        .limit(sql.lit(limit))
        .execute(),
    ),
  )

/** Also keeps the patron from being deleted until the transaction ends. */
export async function isPatronOnFile(trx: Trx, patronId: string): Promise<boolean> {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forKeyShare()
    .executeTakeFirst()
  return patron !== undefined
}

/** Until the transaction ends, so that of two changes the second sees the first. */
export async function lockPatron(trx: Trx, id: string): Promise<void> {
  await sql`select from patron where id = ${id}::uuid for update`.execute(trx)
}

export async function setPatronChoices(trx: Trx, id: string, choices: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ choices }).where('id', '=', id).execute()
}

export async function setPatronReach(trx: Trx, id: string, reach: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ reach }).where('id', '=', id).execute()
}

export async function setWrongNumbers(trx: Trx, id: string, wrongNumbers: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ wrong_numbers: wrongNumbers }).where('id', '=', id).execute()
}

/** The guarantor is a patron, or on file as a guardian only. */
export type GuardianRow = {
  readonly id: string
  readonly guarantee_id: string
  readonly guarantor_id: string | null
  readonly guardian_id: string | null
  readonly liable: boolean
  /** Someone on staff recorded how the relation was shown. */
  readonly shown: boolean
  readonly ended: boolean
  readonly kept: boolean
  readonly mark: Buffer | null
}

export const guardianColumns = [
  ...(['id', 'guarantee_id', 'guarantor_id', 'guardian_id', 'liable'] as const),
  ...(['shown', 'ended', 'kept', 'mark'] as const),
] as const

/** INVARIANT: a guardian that this program did not write counts for nothing. */
export const isAuthenticGuardian = (ring: KeyRing, row: GuardianRow): boolean =>
  isMarked(ring, 'guarantor', row)

/** The minors for whom this patron signed, by row: unless it was ended, or this program did not write it. */
export async function signedForBy(
  trx: Trx,
  ring: KeyRing,
  guarantorId: string,
): Promise<readonly { readonly link: string; readonly patronId: string }[]> {
  const rows = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('guarantor_id', '=', guarantorId)
    .where('ended', '=', false)
    .orderBy('id')
    .execute()
  return rows
    .filter((row) => row.liable && isAuthenticGuardian(ring, row))
    .map(({ id, guarantee_id }) => ({ link: id, patronId: guarantee_id }))
}

export async function correctedPatronsAmong(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = trx.selectFrom('patron').select(['id', 'corrected']).where('id', 'in', ids)
  return rows.where('corrected', 'is not', null).$narrowType<{ corrected: NotNull }>().execute()
}

export type TitleLookup = (wanted: {
  readonly items: readonly string[]
  readonly titles: readonly string[]
}) => Promise<CatalogTitles>

/** The mark changes when the contact does. */
export type ContactMark = {
  readonly of: 'patron' | 'guardian'
  readonly id: string
  readonly mark: string
}
export type SealedContact = ContactMark & { readonly contact: Buffer }

export async function contactMarks(trx: Trx): Promise<ContactMark[]> {
  const { rows } = await sql<ContactMark>`
    select 'patron' as of, id, md5(contact) as mark from patron where contact is not null
    union all select 'guardian', id, md5(contact) from guardian where contact is not null`.execute(trx)
  return rows
}

export async function sealedContacts(
  trx: Trx,
  of: ContactMark['of'],
  ids: readonly string[],
): Promise<SealedContact[]> {
  const { rows } = await sql<SealedContact>`
    select ${of} as of, id, contact, md5(contact) as mark from ${sql.table(of)}
    where id = any(${ids}::uuid[]) and contact is not null`.execute(trx)
  return rows
}
