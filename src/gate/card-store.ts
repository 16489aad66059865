import { type Selectable, sql } from 'kysely'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** A card by the token of its number, or as one of a patron's. */
export type CardKey = { readonly index: Buffer } | { readonly patronId: string; readonly cardId: string }

/** What the mark of a card vouches for. */
export type CardRow = Omit<Selectable<Schema['card']>, 'barcode'>

export const cardColumns = ['id', 'patron_id', 'barcode_index', 'state', 'kept', 'mark'] as const

/** Whether this program wrote a card as it is now. INVARIANT: a card that it did not write counts for nothing. */
export const isAuthenticCard = (ring: KeyRing, row: CardRow): boolean => isMarked(ring, 'card', row)

/** The card of this token, as this program wrote it. */
export async function cardByToken(trx: Trx, ring: KeyRing, index: Buffer): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).where('barcode_index', '=', index)
  const row = await card.executeTakeFirst()
  return row !== undefined && isAuthenticCard(ring, row) ? row : undefined
}

/** The card, locked until the transaction ends: of two acts upon it the second sees what the first did. */
export async function lockCard(trx: Trx, ring: KeyRing, key: CardKey): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).forUpdate()
  const row = await ('index' in key
    ? card.where('barcode_index', '=', key.index).executeTakeFirst()
    : card.where('id', '=', key.cardId).where('patron_id', '=', key.patronId).executeTakeFirst())
  return row !== undefined && isAuthenticCard(ring, row) ? row : undefined
}

/** @param card as it was locked. `kept`: an import leaves it as it is. */
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

/** The cards of a patron, who is locked until the transaction ends; undefined where there is no such patron. */
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

/**
 * Adds a card that was given out here, in place of a row of that number that this program did not write.
 * @returns false where its number is on file already, whosever it is
 */
export async function addCard(
  trx: Trx,
  ring: KeyRing,
  card: Pick<Schema['card'], 'patron_id' | 'barcode' | 'barcode_index'> & { readonly id: string },
): Promise<boolean> {
  const there = await trx
    .selectFrom('card')
    .select(cardColumns)
    .where('barcode_index', '=', card.barcode_index)
    .executeTakeFirst()
  if (there !== undefined && !isAuthenticCard(ring, there))
    await trx.deleteFrom('card').where('id', '=', there.id).execute()
  const row = { ...card, state: 'active', kept: true } as const
  const added = await trx
    .insertInto('card')
    .values({ ...row, mark: markOfRow(ring, 'card', row) })
    .onConflict((conflict) => conflict.column('barcode_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** What a code is good for: to choose a PIN with, or to be read out on the phone. */
export type PatronCodeUse = Schema['own_code']['use']

/**
 * So many wrong tries, and a code of six digits is good for nothing any more. One to choose a PIN with is not burnt: nobody
 * guesses its 60 bits, and whoever knows a card number could take it from its owner.
 */
const maxWrongPhoneCodes = 5
const isCodeUsable = sql<boolean>`(use = 'pin' or failures < ${maxWrongPhoneCodes})`

type PatronCodeKey = { readonly patronId: string; readonly use: PatronCodeUse }

/** Gives a patron a code, in place of one before; `code` is a keyed token of it. False where there is no such patron. */
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

/** Whether this is the code that a patron was given, and still good; a wrong one is counted as one of its tries. */
export async function isPatronCode(trx: Trx, held: PresentedCode): Promise<boolean> {
  const found = await trx
    .selectFrom('own_code')
    .select('patron_id')
    .where('patron_id', '=', held.patronId)
    .where('use', '=', held.use)
    .where('code', '=', held.code)
    .where('until', '>', held.now)
    .where(isCodeUsable)
    .executeTakeFirst()
  if (found === undefined) await countWrongCode(trx, held)
  return found !== undefined
}

/** The same, and uses it up: of two who bring one code at once one is turned away. */
export async function consumePatronCode(trx: Trx, held: PresentedCode): Promise<boolean> {
  const taken = await trx
    .deleteFrom('own_code')
    .where('patron_id', '=', held.patronId)
    .where('use', '=', held.use)
    .where('code', '=', held.code)
    .where('until', '>', held.now)
    .where(isCodeUsable)
    .executeTakeFirst()
  if (taken.numDeletedRows === 0n) await countWrongCode(trx, held)
  return taken.numDeletedRows > 0n
}

/** Why not of one to choose a PIN with: it counts for nothing, and the write would show in the time that it takes. */
async function countWrongCode(trx: Trx, { patronId, use }: PatronCodeKey): Promise<void> {
  if (use === 'pin') return
  await trx
    .updateTable('own_code')
    .set({ failures: sql<number>`failures + 1` })
    .where('patron_id', '=', patronId)
    .where('use', '=', use)
    .execute()
}

/** The patron of a card that was not reported lost, by the token of its number. */
export async function patronOfActiveCard(
  trx: Trx,
  ring: KeyRing,
  index: Buffer,
): Promise<string | undefined> {
  const card = await cardByToken(trx, ring, index)
  return card?.state === 'active' ? card.patron_id : undefined
}

/** What the database keeps of a code: whoever copies it has nothing to try, and whoever writes to it can plant none. */
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
