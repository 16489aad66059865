import { type Kysely, type RawBuilder, sql } from 'kysely'
import { isAuthenticCard, isPatronOnFile } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, markOfRow } from '../platform/crypto/row-mark.ts'
import { type Context, inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { knownDays, missingAccountId, writeAttempt } from '../staff/index.ts'

/** After each five wrong PINs in a row the card rests: a quarter of an hour, then twice as long each time, a day at most. */
export const pinTriesBeforeLock = 5
export const pinLockMinutes = 15
const maxPinLockMinutes = 24 * 60

/** What a try at a PIN is held against. `last`: no other is taken until the rest is over, or this one is right. */
export type CountedPinAttempt = {
  readonly patronId: string
  readonly cardId: string
  readonly hash: Buffer
  readonly hasCodeApp: boolean
  readonly last: boolean
}

/** When a try comes; `source` is a token of the browser for this patron, and null where it keeps none. */
export type PinAttempt = {
  readonly now: Date
  readonly today: string
  sourceOf(patronId: string): Buffer | null
}

const nextFailures = sql<number>`(failures + 1)`
const countedFailure = (now: Date) => ({
  failures: nextFailures,
  locked_until: lockedUntilAfter(now, nextFailures),
})
const lockedUntilAfter = (now: Date, failures: RawBuilder<number>) =>
  sql<Date | null>`case when ${failures} % ${pinTriesBeforeLock} = 0 then ${now}::timestamptz
    + least(${pinLockMinutes} * power(2, least(${failures} / ${pinTriesBeforeLock} - 1, 10)), ${maxPinLockMinutes})
      * interval '1 minute' end`

const latestLockEnd = (now: Date) => new Date(now.getTime() + maxPinLockMinutes * 60_000)

/** A rest that ends later than the longest one from now began under a clock that was set back since, and is over. */
const isPinUnlocked = (now: Date) => {
  return sql<boolean>`coalesce(locked_until <= ${now}::timestamptz or locked_until > ${latestLockEnd(now)}::timestamptz, true)`
}
const isPinNowLocked = sql<boolean>`locked_until is not null`

/** A card that can sign in, with the PIN of the patron whose it is. */
export type CardWithPin = Omit<CountedPinAttempt, 'last'>

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
  if (found === undefined || !isAuthenticCard(ring, found)) return undefined
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
export async function countPinAttempt(
  trx: Trx,
  card: CardWithPin | undefined,
  trying: PinAttempt,
  key: Buffer,
): Promise<{ readonly tried: CountedPinAttempt | null; readonly lockedNumber: boolean }> {
  const { now } = trying
  const done = await countAttempt(trx, card?.patronId ?? missingAccountId, trying)
  const isLast = await writeAttempt(trx, {
    ...{ key, now, longestRest: latestLockEnd(now) },
    rest: (failures) => lockedUntilAfter(now, failures),
  })
  const tried = card === undefined || done === null ? null : { ...card, ...done }
  return { tried, lockedNumber: card === undefined && isLast }
}

/** Charges one try at a PIN or a code of somebody's; null where they rest. */
async function countAttempt(
  trx: Trx,
  patronId: string,
  { now, today, sourceOf }: PinAttempt,
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
          .set(countedFailure(now))
          .where('id', '=', patronId)
          .where(isPinUnlocked(now))
          .returning(isPinNowLocked.as('last'))
          .executeTakeFirst()
      : await trx
          .updateTable('pin_source')
          .set(countedFailure(now))
          .where('patron_id', '=', patronId)
          .where('source', '=', known.source)
          .where(isPinUnlocked(now))
          .returning(isPinNowLocked.as('last'))
          .executeTakeFirst()
  return row ?? null
}

/** Forgets the wrong tries, once the whole sign-in is done, and remembers the browser, where it keeps a token. */
export async function clearPinFailures(
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
  if (!(await isPatronOnFile(trx, patronId))) return false
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
export async function countOwnPinAttempt(
  trx: Trx,
  patronId: string,
  trying: PinAttempt,
): Promise<CountedPinAttempt | null> {
  const done = await countAttempt(trx, patronId, trying)
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
export async function patronCodeApp(
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
export async function setPatronCodeApp(
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
export async function deletePatronCodeApp(trx: Trx, patronId: string, byStaffOn?: string): Promise<boolean> {
  const dropped = await trx
    .updateTable('pin')
    .set({ second_factor: null, ...(byStaffOn !== undefined && { history_shut_on: byStaffOn }) })
    .where('id', '=', patronId)
    .where('second_factor', 'is not', null)
    .executeTakeFirst()
  return dropped.numUpdatedRows > 0n
}

/** Left alone for so long, a patron's session is over: people leave their own pages open on computers that all use. */
export const patronIdleMinutes = 10
/** Used or not, it is over after so long. */
export const patronMaxSessionMinutes = 60
const clockErrorMinutes = 5

/** A patron who is signed in at their own pages; `open` is false while the code of their app is still to be given. */
export type PatronSession = {
  readonly patronId: string
  readonly cardId: string
  readonly tokenHash: Buffer
  readonly open: boolean
}

/** The same, with when it ends if it is left alone from now on. */
export type LivePatronSession = PatronSession & { readonly endsAt: Date }

/** Who acts at a patron's own pages, and from where. */
export const ownScreenContext: Context = { actor: 'patron', place: 'own-screen' }

/** Begins a session; those that are over are swept away. */
export async function beginPatronSession(
  trx: Trx,
  ring: KeyRing,
  { now, ...session }: PatronSession & { readonly now: Date },
): Promise<void> {
  const row = {
    ...{ token_hash: session.tokenHash, patron_id: session.patronId, card_id: session.cardId },
    ...{ signed_in_at: now, seen_at: now, open: session.open },
  }
  await deleteExpiredPatronSessions(trx, now)
  await trx
    .insertInto('own_session')
    .values({ ...row, mark: markOfRow(ring, 'own_session', row) })
    .execute()
}

/**
 * Whose session a token is, and marks it as seen; null where it is unknown, idle for too long, too old, or of a card
 * that was reported lost since.
 * @param isUse false for what the browser asks by itself: that keeps no session alive
 */
export async function livePatronSession(
  app: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  now: Date,
  isUse = true,
): Promise<LivePatronSession | null> {
  return inContext(app, ownScreenContext, async (trx) => {
    const row = await trx
      .selectFrom('own_session')
      .innerJoin('card', 'card.id', 'own_session.card_id')
      .selectAll('own_session')
      .select(['card.patron_id as holder', 'barcode_index', 'state', 'kept', 'card.mark as cardMark'])
      .where('token_hash', '=', tokenHash)
      .where('card.state', '=', 'active')
      .executeTakeFirst()
    if (row === undefined || !isMarked(ring, 'own_session', row) || isOver(row, now)) return null
    const card = { ...row, id: row.card_id, patron_id: row.holder, mark: row.cardMark }
    if (card.patron_id !== row.patron_id || !isAuthenticCard(ring, card)) return null
    if (isUse && row.seen_at < minutesBefore(now, 1)) {
      await trx.updateTable('own_session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
    }
    const endsAt = earlierOf(
      minutesBefore(isUse ? now : row.seen_at, -patronIdleMinutes),
      minutesBefore(row.signed_in_at, -patronMaxSessionMinutes),
    )
    return { patronId: row.patron_id, cardId: row.card_id, tokenHash, open: row.open, endsAt }
  })
}

/** A session that is open, within the caller's transaction; null where there is none. */
export async function openPatronSession(
  trx: Trx,
  ring: KeyRing,
  tokenHash: Buffer,
): Promise<{ readonly patronId: string } | null> {
  const row = await trx
    .selectFrom('own_session')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row?.open && isMarked(ring, 'own_session', row) ? { patronId: row.patron_id } : null
}

/** Ends one session, and sweeps away those that are over anyway. */
export async function endPatronSession(trx: Trx, tokenHash: Buffer, now: Date): Promise<boolean> {
  const ended = await trx.deleteFrom('own_session').where('token_hash', '=', tokenHash).executeTakeFirst()
  await deleteExpiredPatronSessions(trx, now)
  return ended.numDeletedRows > 0n
}

/** Sweeps away those that are over. */
export async function deleteExpiredPatronSessions(trx: Trx, now: Date): Promise<void> {
  await trx
    .deleteFrom('own_session')
    .where((where) =>
      where.or([
        where('seen_at', '<=', minutesBefore(now, patronIdleMinutes)),
        where('signed_in_at', '<=', minutesBefore(now, patronMaxSessionMinutes)),
        where('seen_at', '>=', minutesBefore(now, -clockErrorMinutes)),
      ]),
    )
    .execute()
}

function isOver({ seen_at, signed_in_at }: { seen_at: Date; signed_in_at: Date }, now: Date): boolean {
  return (
    seen_at <= minutesBefore(now, patronIdleMinutes) ||
    signed_in_at <= minutesBefore(now, patronMaxSessionMinutes) ||
    seen_at >= minutesBefore(now, -clockErrorMinutes)
  )
}

const earlierOf = (a: Date, b: Date) => (a < b ? a : b)
const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)
