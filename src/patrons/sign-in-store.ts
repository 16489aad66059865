import { type RawBuilder, sql } from 'kysely'
import { isAuthenticCard, isPatronOnFile } from '../gate/index.ts'
import { minutesBefore } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked } from '../platform/crypto/row-mark.ts'
import { type Context, type Db, inContext, type Trx } from '../platform/db/context.ts'
import { isSessionOver, sessionEnd, sessionOverSql } from '../platform/db/session-clock.ts'
import { knownDays, missingAccountId, writeAttempt } from '../staff/index.ts'

/** After every five wrong PINs the card is locked: 15 minutes, then twice as long each time, up to a day. */
export const pinTriesBeforeLock = 5
export const pinLockMinutes = 15
const maxPinLockMinutes = 24 * 60

/** `last`: this attempt locks the card, unless it is right. */
export type CountedPinAttempt = {
  readonly patronId: string
  readonly cardId: string
  readonly hash: Buffer
  readonly hasCodeApp: boolean
  readonly last: boolean
}

/** `source`: token of the browser for this patron, or null. */
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

/** A lock longer than the longest began before the clock was set back, and is over. */
const isPinUnlocked = (now: Date) =>
  sql<boolean>`coalesce(locked_until <= ${now}::timestamptz or locked_until > ${latestLockEnd(now)}::timestamptz, true)`
const isPinNowLocked = sql<boolean>`locked_until is not null`

type CardWithPin = Omit<CountedPinAttempt, 'last'>

/** Undefined if unknown, lost, or without a PIN. */
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
 * Charged before the PIN is checked. `lockedNumber`: a number that cannot sign in reached the lock.
 * INVARIANT: the same statements run and a row is written, whatever the card.
 */
export async function countPinAttempt(
  trx: Trx,
  card: CardWithPin | undefined,
  trying: PinAttempt,
  key: Buffer,
): Promise<{ readonly tried: CountedPinAttempt | null; readonly lockedNumber: boolean }> {
  const { now } = trying
  const done = await countAttempt(trx, card?.patronId ?? missingAccountId, trying)
  const { isLast } = await writeAttempt(trx, {
    key,
    now,
    longestRest: latestLockEnd(now),
    rest: (failures) => lockedUntilAfter(now, failures),
  })
  const tried = card === undefined || done === null ? null : { ...card, ...done }
  return { tried, lockedNumber: card === undefined && isLast }
}

/** Of one name or number on the public page that blocks cards; then nothing is compared for a day. */
const claimsBeforeLock = 5
const claimLockHours = 24

/** `key`: a token of what was typed. INVARIANT: a row is written whatever it is. */
export async function countCardClaim(
  trx: Trx,
  key: Buffer,
  now: Date,
): Promise<{ readonly isLocked: boolean }> {
  const until = new Date(now.getTime() + claimLockHours * 3600_000)
  return writeAttempt(trx, {
    key,
    now,
    longestRest: until,
    rest: (tries) => sql`case when ${tries} % ${claimsBeforeLock} = 0 then ${until}::timestamptz end`,
  })
}

/** Null if locked. */
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

/** Once the sign-in is complete. Also remembers the browser, if it has a token. */
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
 * Keeps the code app, forgets known browsers and ends sessions other than `except`.
 * INVARIANT: if staff took part (on day `byStaffOn`), earlier history is shut, unless a code app was there
 * and is asked for too.
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

/** Ends sessions and codes too. */
export async function deletePin(trx: Trx, patronId: string): Promise<void> {
  await trx.deleteFrom('pin').where('id', '=', patronId).execute()
  for (const table of ['pin_source', 'own_session', 'own_code'] as const)
    await trx.deleteFrom(table).where('patron_id', '=', patronId).execute()
}

/** Ids of patrons with a PIN, or with a code by which one is chosen, in their order. */
export async function pinsPage(trx: Trx, after: string, limit: number): Promise<readonly string[]> {
  const page = trx.selectFrom('pin').select('id').union(trx.selectFrom('own_code').select('patron_id as id'))
  const ids = trx.selectFrom(page.as('one')).select('id').where('id', '>', after)
  return (await ids.orderBy('id').limit(limit).execute()).map(({ id }) => id)
}

/** For a patron who is signed in; counts as an attempt. */
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

/** False if the patron has no PIN. */
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

/** False if there is none. If staff did it on day `byStaffOn`, earlier history is shut. */
export async function deletePatronCodeApp(trx: Trx, patronId: string, byStaffOn?: string): Promise<boolean> {
  const dropped = await trx
    .updateTable('pin')
    .set({ second_factor: null, ...(byStaffOn !== undefined && { history_shut_on: byStaffOn }) })
    .where('id', '=', patronId)
    .where('second_factor', 'is not', null)
    .executeTakeFirst()
  return dropped.numUpdatedRows > 0n
}

/** Short, since people leave their pages open on public computers. */
export const patronIdleMinutes = 10
/** Even if used. */
const limits = { idleMinutes: patronIdleMinutes, maxMinutes: 60 }

/** `open` is false while a code is awaited. */
export type StoredPatronSession = {
  readonly patronId: string
  readonly cardId: string
  readonly tokenHash: Buffer
  readonly open: boolean
}

/** `endsAt`: if left idle. */
type LivePatronSession = StoredPatronSession & { readonly endsAt: Date }

/** Context of a patron at their own pages. */
export const ownScreenContext: Context = { actor: 'patron', place: 'own-screen' }

/** Also sweeps expired sessions. */
export async function beginPatronSession(
  trx: Trx,
  ring: KeyRing,
  { now, ...session }: StoredPatronSession & { readonly now: Date },
): Promise<void> {
  const row = marked(ring, 'own_session', {
    token_hash: session.tokenHash,
    patron_id: session.patronId,
    card_id: session.cardId,
    signed_in_at: now,
    seen_at: now,
    open: session.open,
  })
  await deleteExpiredPatronSessions(trx, now)
  await trx.insertInto('own_session').values(row).execute()
}

/** `isUse` is false for the browser's own polling, which must not keep a session alive. */
export async function livePatronSession(
  app: Db,
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
    if (row === undefined || !isMarked(ring, 'own_session', row) || isSessionOver(row, now, limits))
      return null
    const card = { ...row, id: row.card_id, patron_id: row.holder, mark: row.cardMark }
    if (card.patron_id !== row.patron_id || !isAuthenticCard(ring, card)) return null
    if (isUse && row.seen_at < minutesBefore(now, 1)) {
      await trx.updateTable('own_session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
    }
    const endsAt = sessionEnd(isUse ? { ...row, seen_at: now } : row, limits)
    return { patronId: row.patron_id, cardId: row.card_id, tokenHash, open: row.open, endsAt }
  })
}

/** Null if there is none. */
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

/** Also sweeps expired sessions. */
export async function endPatronSession(trx: Trx, tokenHash: Buffer, now: Date): Promise<boolean> {
  const ended = await trx.deleteFrom('own_session').where('token_hash', '=', tokenHash).executeTakeFirst()
  await deleteExpiredPatronSessions(trx, now)
  return ended.numDeletedRows > 0n
}

export async function deleteExpiredPatronSessions(trx: Trx, now: Date): Promise<void> {
  await trx.deleteFrom('own_session').where(sessionOverSql(now, limits)).execute()
}
