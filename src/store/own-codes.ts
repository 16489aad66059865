import { sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { cardOfToken } from './cards.ts'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** What a code is good for: to choose a PIN with, or to be read out on the phone. */
export type CodeUse = Schema['own_code']['use']

/**
 * So many wrong tries, and a code of six digits is good for nothing any more. One to choose a PIN with is not burnt: nobody
 * guesses its 60 bits, and whoever knows a card number could take it from its owner.
 */
const mostWrongPhoneCodes = 5
const notBurnt = sql<boolean>`(use = 'pin' or failures < ${mostWrongPhoneCodes})`

type CodeOf = { readonly patronId: string; readonly use: CodeUse }

/** Gives a patron a code, in place of one before; `code` is a keyed token of it. False where there is no such patron. */
export async function giveCode(
  trx: Trx,
  { patronId, use, code, until }: CodeOf & { readonly code: Buffer; readonly until: Date },
): Promise<boolean> {
  const given = await sql`insert into own_code (patron_id, use, code, until)
    select id, ${use}, ${code}::bytea, ${until}::timestamptz from patron where id = ${patronId}::uuid
    on conflict (patron_id, use) do update set code = excluded.code, until = excluded.until, failures = 0`.execute(
    trx,
  )
  return (given.numAffectedRows ?? 0n) > 0n
}

type CodeHeld = CodeOf & { readonly code: Buffer; readonly now: Date }

/** Whether this is the code that a patron was given, and still good; a wrong one is counted as one of its tries. */
export async function isCode(trx: Trx, held: CodeHeld): Promise<boolean> {
  const found = await trx
    .selectFrom('own_code')
    .select('patron_id')
    .where('patron_id', '=', held.patronId)
    .where('use', '=', held.use)
    .where('code', '=', held.code)
    .where('until', '>', held.now)
    .where(notBurnt)
    .executeTakeFirst()
  if (found === undefined) await countWrong(trx, held)
  return found !== undefined
}

/** The same, and uses it up: of two who bring one code at once one is turned away. */
export async function takeCode(trx: Trx, held: CodeHeld): Promise<boolean> {
  const taken = await trx
    .deleteFrom('own_code')
    .where('patron_id', '=', held.patronId)
    .where('use', '=', held.use)
    .where('code', '=', held.code)
    .where('until', '>', held.now)
    .where(notBurnt)
    .executeTakeFirst()
  if (taken.numDeletedRows === 0n) await countWrong(trx, held)
  return taken.numDeletedRows > 0n
}

/** Why not of one to choose a PIN with: it counts for nothing, and the write would show in the time that it takes. */
async function countWrong(trx: Trx, { patronId, use }: CodeOf): Promise<void> {
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
  const card = await cardOfToken(trx, ring, index)
  return card?.state === 'active' ? card.patron_id : undefined
}
