import { type Selectable, sql } from 'kysely'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

export type CardKey = { readonly index: Buffer } | { readonly patronId: string; readonly cardId: string }

export type CardRow = Omit<Selectable<Schema['card']>, 'barcode' | 'told_there' | 'known_by' | 'known_on'>

export const cardColumns = ['id', 'patron_id', 'barcode_index', 'state', 'kept', 'mark'] as const

/** INVARIANT: a card that this program did not write counts for nothing. */
export const isAuthenticCard = (ring: KeyRing, row: CardRow): boolean => isMarked(ring, 'card', row)

/** Undefined if this program did not write the card. */
export async function cardByToken(trx: Trx, ring: KeyRing, index: Buffer): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).where('barcode_index', '=', index)
  const row = await card.executeTakeFirst()
  return row !== undefined && isAuthenticCard(ring, row) ? row : undefined
}

/** Locks the card until the transaction ends, so that of two changes the second sees the first. */
export async function lockCard(trx: Trx, ring: KeyRing, key: CardKey): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).forUpdate()
  const row = await ('index' in key
    ? card.where('barcode_index', '=', key.index).executeTakeFirst()
    : card.where('id', '=', key.cardId).where('patron_id', '=', key.patronId).executeTakeFirst())
  return row !== undefined && isAuthenticCard(ring, row) ? row : undefined
}

/** `card` must be locked. `kept`: an import leaves the card as it is. */
export async function updateCardState(
  trx: Trx,
  ring: KeyRing,
  card: CardRow,
  set: Pick<CardRow, 'state' | 'kept'>,
): Promise<void> {
  const mark = markOfRow(ring, 'card', { ...card, ...set })
  await trx
    .updateTable('card')
    .set({ ...set, mark })
    .where('id', '=', card.id)
    .execute()
}

/**
 * Blocks the active cards of these patrons, as asked on the public page. False if there were none.
 * INVARIANT: the same statements run whoever they are, and with no one.
 */
export async function blockActiveCards(
  trx: Trx,
  ring: KeyRing,
  patrons: readonly string[],
): Promise<boolean> {
  await sql`select from patron where id = any(${patrons}::uuid[]) order by id for update`.execute(trx)
  const { rows } =
    await sql<CardRow>`select ${sql.join(cardColumns.map((column) => sql.ref(column)))} from card
    where patron_id = any(${patrons}::uuid[])`.execute(trx)
  const to = { state: 'blocked', kept: true } as const
  const marks = rows
    .filter((row) => row.state === 'active' && isAuthenticCard(ring, row))
    .map((row) => ({ id: row.id, mark: markOfRow(ring, 'card', { ...row, ...to }) }))
  await sql`update card set state = ${to.state}, kept = true, told_there = false, mark = new.mark
    from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ mark }) => mark)}::bytea[]) as new (id, mark)
    where card.id = new.id`.execute(trx)
  return marks.length > 0
}

/** Staff blocked them in the other system too. */
export async function noteBlockedThere(trx: Trx, patronId: string): Promise<void> {
  const theirs = trx.updateTable('card').set({ told_there: true }).where('patron_id', '=', patronId)
  await theirs.where('state', '=', 'blocked').execute()
}

/** Patrons with a card that is blocked here and not in the other system, as random ids in their order. */
export async function patronsBlockedOnlyHere(app: Pick<Trx, 'selectFrom'>, limit: number): Promise<string[]> {
  const rows = await app
    .selectFrom('card')
    .select('patron_id')
    .distinct()
    // Why no parameters: the index has only such cards.
    .where(sql<boolean>`state = 'blocked' and not told_there`)
    .orderBy('patron_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.patron_id)
}

/** Cards given out to someone whom a clerk knew, the first ones first, as random ids, with who gave them out and when. */
export async function cardsGivenToKnown(app: Pick<Trx, 'selectFrom'>, limit: number) {
  return app
    .selectFrom('card')
    .select(['id', 'patron_id as patronId', 'known_by as by', 'known_on as on'])
    .where('known_on', 'is not', null)
    .orderBy('known_on')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Undefined if it was reviewed already, is gone, or `by`, an account, gave it out. */
export async function endReviewOfCard(trx: Trx, cardId: string, by: string): Promise<string | undefined> {
  const reviewed = trx.updateTable('card').set({ known_by: null, known_on: null }).where('id', '=', cardId)
  const ofOthers = reviewed.where(({ eb, or }) => or([eb('known_by', 'is', null), eb('known_by', '!=', by)]))
  const row = await ofOthers.where('known_on', 'is not', null).returning('patron_id').executeTakeFirst()
  return row?.patron_id
}

/** The six digits that a notice to an address on file carries. Why derived: the notice itself has no place for them. */
export function newCardCode(ring: KeyRing, of: { readonly patronId: string; readonly step: number }): string {
  const bytes = token(ring, 'own code', `new card\n${of.patronId}\n${of.step}`)
  return String(bytes.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** Stands in a form for an address or number that a code may go to, 22 letters: it fits no other, whatever changed since. */
export function codeAddressMark(
  ring: KeyRing,
  {
    patronId,
    channel,
    address,
  }: { readonly patronId: string; readonly channel: string; readonly address: string },
): string {
  const mark = token(ring, 'own code', `new card to\n${patronId}\n${channel}\n${address}`)
  return mark.subarray(0, 16).toString('base64url')
}

/** Locks the patron until the transaction ends. Undefined if there is no such patron. */
export async function lockPatronCards(trx: Trx, ring: KeyRing, patronId: string) {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forUpdate()
    .executeTakeFirst()
  if (patron === undefined) return undefined
  const cards = await trx.selectFrom('card').select(cardColumns).where('patron_id', '=', patronId).execute()
  return cards.filter((card) => isAuthenticCard(ring, card))
}

/** Replaces a row with this number that this program did not write. False if the number is already on file. */
export async function addCard(
  trx: Trx,
  ring: KeyRing,
  card: Pick<Schema['card'], 'patron_id' | 'barcode' | 'barcode_index'> &
    Partial<Pick<Schema['card'], 'known_by' | 'known_on'>> & { readonly id: string },
): Promise<boolean> {
  const there = await trx
    .selectFrom('card')
    .select(cardColumns)
    .where('barcode_index', '=', card.barcode_index)
    .executeTakeFirst()
  if (there !== undefined && !isAuthenticCard(ring, there))
    await trx.deleteFrom('card').where('id', '=', there.id).execute()
  const row = marked(ring, 'card', { ...card, state: 'active', kept: true } as const)
  const added = await trx
    .insertInto('card')
    .values(row)
    .onConflict((conflict) => conflict.column('barcode_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export type PatronCodeUse = Schema['own_code']['use']

/**
 * Six-digit phone codes are void after this many wrong tries. Not PIN codes: 60 bits resist guessing, and anyone with a card
 * number could use up the owner's tries.
 */
const maxWrongPhoneCodes = 5
const isCodeUsable = sql<boolean>`(use = 'pin' or failures < ${maxWrongPhoneCodes})`

type PatronCodeKey = { readonly patronId: string; readonly use: PatronCodeUse }

/** Replaces an earlier code; `code` is its keyed token. False if there is no such patron. */
export async function storePatronCode(
  trx: Trx,
  { patronId, use, code, until }: PatronCodeKey & { readonly code: Buffer; readonly until: Date },
): Promise<boolean> {
  const given = await sql`insert into own_code (patron_id, use, code, until)
    select id, ${use}, ${code}::bytea, ${until}::timestamptz from patron where id = ${patronId}::uuid
    on conflict (patron_id, use) do update set code = excluded.code, until = excluded.until, failures = 0`.execute(
    trx,
  )
  return (given.numAffectedRows ?? 0n) > 0n
}

type PresentedCode = PatronCodeKey & { readonly code: Buffer; readonly now: Date }

const isPresented = ({ patronId, use, code, now }: PresentedCode) =>
  sql<boolean>`patron_id = ${patronId}::uuid and use = ${use} and code = ${code}::bytea
    and until > ${now}::timestamptz and ${isCodeUsable}`

/** A wrong code counts as a try. */
export async function isPatronCode(trx: Trx, presented: PresentedCode): Promise<boolean> {
  const found = await trx
    .selectFrom('own_code')
    .select('patron_id')
    .where(isPresented(presented))
    .executeTakeFirst()
  if (found === undefined) await countWrongCode(trx, presented)
  return found !== undefined
}

/** Like `isPatronCode`, and uses the code up, so it works once. */
export async function consumePatronCode(trx: Trx, presented: PresentedCode): Promise<boolean> {
  const taken = await trx.deleteFrom('own_code').where(isPresented(presented)).executeTakeFirst()
  if (taken.numDeletedRows === 0n) await countWrongCode(trx, presented)
  return taken.numDeletedRows > 0n
}

/** Why not for PIN codes: their tries are not limited, and the write would show in the response time. */
async function countWrongCode(trx: Trx, { patronId, use }: PatronCodeKey): Promise<void> {
  if (use === 'pin') return
  await trx
    .updateTable('own_code')
    .set({ failures: sql<number>`failures + 1` })
    .where('patron_id', '=', patronId)
    .where('use', '=', use)
    .execute()
}

export async function patronOfActiveCard(
  trx: Trx,
  ring: KeyRing,
  index: Buffer,
): Promise<string | undefined> {
  const card = await cardByToken(trx, ring, index)
  return card?.state === 'active' ? card.patron_id : undefined
}

/** The stored token of a code. A copy of the database cannot be used to guess codes, and SQL alone cannot plant one. */
export function patronCodeToken(
  ring: KeyRing,
  {
    patronId,
    use,
    typed,
  }: { readonly patronId: string; readonly use: PatronCodeUse; readonly typed: string },
): Buffer {
  return token(ring, 'own code', `${use}\n${patronId}\n${typed.toLowerCase().replace(/[\s-]/g, '')}`)
}
