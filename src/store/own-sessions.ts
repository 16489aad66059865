import type { Kysely, Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import { isOurCard } from './cards.ts'
import type { Schema } from './schema.ts'
import { type Context, inContext } from './vault.ts'

/** Left alone for so long, a patron's session is over: people leave their own pages open on computers that all use. */
export const ownIdleMinutes = 10
/** Used or not, it is over after so long. */
export const ownLongestMinutes = 60
const clockErrorMinutes = 5

/** A patron who is signed in at their own pages; `open` is false while the code of their app is still to be given. */
export type OwnSession = {
  readonly patronId: string
  readonly cardId: string
  readonly tokenHash: Buffer
  readonly open: boolean
}

/** The same, with when it ends if it is left alone from now on. */
export type LiveOwnSession = OwnSession & { readonly endsAt: Date }

/** Who acts at a patron's own pages, and from where. */
export const atOwnScreen: Context = { actor: 'patron', place: 'own-screen' }

/** Begins a session; those that are over are swept away. */
export async function beginOwnSession(
  trx: Transaction<Schema>,
  ring: KeyRing,
  { now, ...session }: OwnSession & { readonly now: Date },
): Promise<void> {
  const row = {
    ...{ token_hash: session.tokenHash, patron_id: session.patronId, card_id: session.cardId },
    ...{ signed_in_at: now, seen_at: now, open: session.open },
  }
  await sweepOwnSessions(trx, now)
  await trx
    .insertInto('own_session')
    .values({ ...row, mark: markOf(ring, 'own_session', row) })
    .execute()
}

/**
 * Whose session a token is, and marks it as seen; null where it is unknown, idle for too long, too old, or of a card
 * that was reported lost since.
 * @param isUse false for what the browser asks by itself: that keeps no session alive
 */
export async function liveOwnSession(
  app: Kysely<Schema>,
  ring: KeyRing,
  tokenHash: Buffer,
  now: Date,
  isUse = true,
): Promise<LiveOwnSession | null> {
  return inContext(app, atOwnScreen, async (trx) => {
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
    if (card.patron_id !== row.patron_id || !isOurCard(ring, card)) return null
    if (isUse && row.seen_at < minutesBefore(now, 1)) {
      await trx.updateTable('own_session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
    }
    const endsAt = earlier(
      minutesBefore(isUse ? now : row.seen_at, -ownIdleMinutes),
      minutesBefore(row.signed_in_at, -ownLongestMinutes),
    )
    return { patronId: row.patron_id, cardId: row.card_id, tokenHash, open: row.open, endsAt }
  })
}

/** A session that is open, within the caller's transaction; null where there is none. */
export async function openOwnSession(
  trx: Transaction<Schema>,
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
export async function endOwnSession(
  trx: Transaction<Schema>,
  tokenHash: Buffer,
  now: Date,
): Promise<boolean> {
  const ended = await trx.deleteFrom('own_session').where('token_hash', '=', tokenHash).executeTakeFirst()
  await sweepOwnSessions(trx, now)
  return ended.numDeletedRows > 0n
}

/** Sweeps away those that are over. */
export async function sweepOwnSessions(trx: Transaction<Schema>, now: Date): Promise<void> {
  await trx
    .deleteFrom('own_session')
    .where((where) =>
      where.or([
        where('seen_at', '<=', minutesBefore(now, ownIdleMinutes)),
        where('signed_in_at', '<=', minutesBefore(now, ownLongestMinutes)),
        where('seen_at', '>=', minutesBefore(now, -clockErrorMinutes)),
      ]),
    )
    .execute()
}

function isOver({ seen_at, signed_in_at }: { seen_at: Date; signed_in_at: Date }, now: Date): boolean {
  return (
    seen_at <= minutesBefore(now, ownIdleMinutes) ||
    signed_in_at <= minutesBefore(now, ownLongestMinutes) ||
    seen_at >= minutesBefore(now, -clockErrorMinutes)
  )
}

const earlier = (a: Date, b: Date) => (a < b ? a : b)
const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)
