import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isOurCard } from './cards.ts'

import { knownDays } from './known-sources.ts'
import { isOnFile } from './patrons.ts'
import type { Schema } from './schema.ts'
import { noId, writeTry } from './sign-in-tries.ts'

type Trx = Transaction<Schema>

/** After each five wrong PINs in a row the card rests: a quarter of an hour, then twice as long each time, a day at most. */
export const pinTriesBeforeRest = 5
export const pinRestMinutes = 15
const longestRestMinutes = 24 * 60

/** What a try at a PIN is held against. `last`: no other is taken until the rest is over, or this one is right. */
export type PinTry = {
  readonly patronId: string
  readonly cardId: string
  readonly hash: Buffer
  readonly hasCodeApp: boolean
  readonly last: boolean
}

/** When a try comes; `source` is a token of the browser for this patron, and null where it keeps none. */
export type PinTrying = {
  readonly now: Date
  readonly today: string
  sourceOf(patronId: string): Buffer | null
}

const failed = sql<number>`(failures + 1)`
const charged = (now: Date) => ({ failures: failed, locked_until: restAfter(now, failed) })
const restAfter = (now: Date, failures: RawBuilder<number>) =>
  sql<Date | null>`case when ${failures} % ${pinTriesBeforeRest} = 0 then ${now}::timestamptz
    + least(${pinRestMinutes} * power(2, least(${failures} / ${pinTriesBeforeRest} - 1, 10)), ${longestRestMinutes})
      * interval '1 minute' end`

const longestRest = (now: Date) => new Date(now.getTime() + longestRestMinutes * 60_000)

/** A rest that ends later than the longest one from now began under a clock that was set back since, and is over. */
const notResting = (now: Date) => {
  return sql<boolean>`coalesce(locked_until <= ${now}::timestamptz or locked_until > ${longestRest(now)}::timestamptz, true)`
}
const isLast = sql<boolean>`locked_until is not null`

/** A card that can sign in, with the PIN of the patron whose it is. */
export type CardWithPin = Omit<PinTry, 'last'>

/** The card of this token; undefined where it is unknown or was reported lost, or where there is no PIN. */
export async function cardWithPin(trx: Trx, ring: KeyRing, index: Buffer): Promise<CardWithPin | undefined> {
  const found = await trx
    .selectFrom('card')
    .innerJoin('pin', 'pin.id', 'card.patron_id')
    .select(['card.id', 'card.patron_id', 'barcode_index', 'state', 'kept', 'card.mark'])
    .select(['pin.hash', 'pin.second_factor'])
    .where('card.barcode_index', '=', index)
    .where('card.state', '=', 'active')
    .executeTakeFirst()
  if (found === undefined || !isOurCard(ring, found)) return undefined
  const { id: cardId, patron_id: patronId, hash, second_factor } = found
  return { patronId, cardId, hash, hasCodeApp: second_factor !== null }
}

/**
 * Charges one try at the PIN of a card, before the PIN is looked at, by browser where that is known. `tried` is null where
 * there is none that can sign in, or it is locked; `lockedNumber`: a number that cannot sign in would be locked from now on.
 *
 * INVARIANT: the same statements run and a row is written, whatever the card is.
 * @param key a keyed token of the number that was typed
 */
export async function chargePin(
  trx: Trx,
  card: CardWithPin | undefined,
  trying: PinTrying,
  key: Buffer,
): Promise<{ readonly tried: PinTry | null; readonly lockedNumber: boolean }> {
  const { now } = trying
  const done = await chargeTry(trx, card?.patronId ?? noId, trying)
  const isLast = await writeTry(trx, {
    ...{ key, now, longestRest: longestRest(now) },
    rest: (failures) => restAfter(now, failures),
  })
  const tried = card === undefined || done === null ? null : { ...card, ...done }
  return { tried, lockedNumber: card === undefined && isLast }
}

/** Charges one try at a PIN or a code of somebody's; null where they rest. */
async function chargeTry(
  trx: Trx,
  patronId: string,
  { now, today, sourceOf }: PinTrying,
): Promise<{ readonly last: boolean } | null> {
  const source = sourceOf(patronId)
  const known =
    source === null
      ? undefined
      : await trx
          .selectFrom('pin_source')
          .select('source')
          .where('patron_id', '=', patronId)
          .where('source', '=', source)
          .where('seen_on', '>', sql<string>`${today}::date - ${knownDays}::int`)
          .executeTakeFirst()
  const row =
    known === undefined
      ? await trx
          .updateTable('pin')
          .set(charged(now))
          .where('id', '=', patronId)
          .where(notResting(now))
          .returning(isLast.as('last'))
          .executeTakeFirst()
      : await trx
          .updateTable('pin_source')
          .set(charged(now))
          .where('patron_id', '=', patronId)
          .where('source', '=', known.source)
          .where(notResting(now))
          .returning(isLast.as('last'))
          .executeTakeFirst()
  return row ?? null
}

/** Forgets the wrong tries, once the whole sign-in is done, and remembers the browser, where it keeps a token. */
export async function clearPinTries(
  trx: Trx,
  of: { readonly patronId: string; readonly source: Buffer | null; readonly today: string },
): Promise<void> {
  const { patronId, source, today } = of
  await trx
    .deleteFrom('pin_source')
    .where('patron_id', '=', patronId)
    .where('seen_on', '<=', sql<string>`${today}::date - ${knownDays}::int`)
    .execute()
  await trx.updateTable('pin').set({ failures: 0, locked_until: null }).where('id', '=', patronId).execute()
  if (source === null) return
  await trx
    .insertInto('pin_source')
    .values({ patron_id: patronId, source, seen_on: today })
    .onConflict((conflict) =>
      conflict
        .columns(['patron_id', 'source'])
        .doUpdateSet({ seen_on: today, failures: 0, locked_until: null }),
    )
    .execute()
}

/**
 * Sets the PIN of a patron, in place of one before; their code app stays. No browser is known any more, and whoever is
 * signed in is signed out, but the session of `except`. False where there is no such patron.
 *
 * INVARIANT: where staff had a hand in it (`byStaffOn`, the day) what they had is shut from that day on, unless a code app
 * that was there before is asked for beside the PIN.
 */
export async function setPin(
  trx: Trx,
  pin: {
    readonly patronId: string
    readonly hash: Buffer
    readonly byStaffOn?: string
    readonly except?: Buffer
  },
): Promise<boolean> {
  const { patronId, hash, byStaffOn, except } = pin
  if (!(await isOnFile(trx, patronId))) return false
  const anew = { hash, failures: 0, locked_until: null }
  const shutOn = sql<string | null>`case when pin.second_factor is null then ${byStaffOn ?? null}::date
    else pin.history_shut_on end`
  await trx
    .insertInto('pin')
    .values({ id: patronId, ...anew, history_shut_on: byStaffOn ?? null })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ ...anew, ...(byStaffOn !== undefined && { history_shut_on: shutOn }) }),
    )
    .execute()
  await trx.deleteFrom('pin_source').where('patron_id', '=', patronId).execute()
  const sessions = trx.deleteFrom('own_session').where('patron_id', '=', patronId)
  await (except === undefined ? sessions : sessions.where('token_hash', '!=', except)).execute()
  await trx.deleteFrom('own_code').where('patron_id', '=', patronId).execute()
  return true
}

/** The PIN's hash, sealed, to be compared with what is typed by somebody who is signed in; charged as a try. */
export async function chargeOwnPin(trx: Trx, patronId: string, trying: PinTrying): Promise<PinTry | null> {
  const done = await chargeTry(trx, patronId, trying)
  if (done === null) return null
  const row = await trx
    .selectFrom('pin')
    .select(['hash', 'second_factor'])
    .where('id', '=', patronId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { patronId, cardId: '', hash: row.hash, hasCodeApp: row.second_factor !== null, ...done }
}

/** The code app that a patron has for a second step; undefined where they have none. */
export async function ownCodeApp(
  trx: Trx,
  patronId: string,
): Promise<{ readonly secret: Buffer; readonly lastStep: bigint } | undefined> {
  const row = await trx
    .selectFrom('pin')
    .select(['second_factor as secret', 'second_factor_step as lastStep'])
    .where('id', '=', patronId)
    .executeTakeFirst()
  return row?.secret ? { secret: row.secret, lastStep: row.lastStep } : undefined
}

/** Sets one, in place of one before. False where the patron has no PIN. */
export async function setOwnCodeApp(
  trx: Trx,
  { patronId, sealed, step }: { readonly patronId: string; readonly sealed: Buffer; readonly step: bigint },
): Promise<boolean> {
  const set = await trx
    .updateTable('pin')
    .set({ second_factor: sealed, second_factor_step: step })
    .where('id', '=', patronId)
    .executeTakeFirst()
  return set.numUpdatedRows > 0n
}

/** Takes it away. @param byStaffOn the day, where staff did it: from then on what they had is shut. False where there is none. */
export async function dropOwnCodeApp(trx: Trx, patronId: string, byStaffOn?: string): Promise<boolean> {
  const dropped = await trx
    .updateTable('pin')
    .set({ second_factor: null, ...(byStaffOn !== undefined && { history_shut_on: byStaffOn }) })
    .where('id', '=', patronId)
    .where('second_factor', 'is not', null)
    .executeTakeFirst()
  return dropped.numUpdatedRows > 0n
}

/** What somebody had is shut for so long once staff had a hand in their sign-in: they are told of it meanwhile. */
export const historyShutDays = 7

/** The day from which it shows again (`YYYY-MM-DD`); null where it shows. */
export async function historyOpensOn(trx: Trx, patronId: string, today: string): Promise<string | null> {
  const row = await trx
    .selectFrom('pin')
    .select(sql<string>`to_char(history_shut_on + ${historyShutDays}::int, 'YYYY-MM-DD')`.as('opensOn'))
    .where('id', '=', patronId)
    .where(sql<boolean>`history_shut_on + ${historyShutDays}::int > ${today}::date`)
    .executeTakeFirst()
  return row?.opensOn ?? null
}
