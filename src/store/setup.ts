import { timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from './schema.ts'

/** The printed link holds for so long, while nobody is Director; a new start prints a new one. */
export const linkHours = 24
/** The browser that followed it has so long to answer. */
const browserHours = 2

/**
 * What is kept of a link or a browser's token, by its hash: a keyed token of it and of how long it holds. Hostile: whoever can
 * write SQL could else plant a link, and be given a Director's sign-in that counts.
 */
function kept(ring: KeyRing, what: 'link' | 'browser', hash: Buffer, until: Date): Buffer {
  return token(ring, 'set-up', `${what} ${hash.toString('hex')} ${until.toISOString()}`)
}

/** Keeps a new link, by its hash; the one before, and the browser that followed it, are worth nothing from then on. */
export async function setUpLink(
  db: Kysely<Schema>,
  ring: KeyRing,
  linkHash: Buffer,
  now: Date,
): Promise<void> {
  const until = hoursAfter(now, linkHours)
  const link = { link_hash: kept(ring, 'link', linkHash, until), browser_hash: null, until }
  await db
    .insertInto('set_up')
    .values({ ...link, done_on: null })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(link))
    .execute()
}

/** Whether the link of this hash is the one that holds. */
export async function isSetUpLink(
  db: Kysely<Schema>,
  ring: KeyRing,
  linkHash: Buffer,
  now: Date,
): Promise<boolean> {
  const row = await rowAt(db, now)
  return row !== undefined && same(row.link_hash, kept(ring, 'link', linkHash, row.until))
}

/** Hands the set-up over to the browser with a token of this hash, once; the link is worth nothing from then on. */
export async function followSetUpLink(
  db: Kysely<Schema>,
  ring: KeyRing,
  followed: { readonly linkHash: Buffer; readonly browserHash: Buffer; readonly now: Date },
): Promise<boolean> {
  const { linkHash, browserHash, now } = followed
  const row = await rowAt(db, now)
  if (row === undefined) return false
  const link = kept(ring, 'link', linkHash, row.until)
  if (!same(row.link_hash, link)) return false
  const until = hoursAfter(now, browserHours)
  const used = await db
    .updateTable('set_up')
    .set({ link_hash: null, browser_hash: kept(ring, 'browser', browserHash, until), until })
    .where('link_hash', '=', link)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

/** Whether the browser with a token of this hash is setting the library up. */
export async function isSettingUp(
  db: Kysely<Schema>,
  ring: KeyRing,
  browserHash: Buffer,
  now: Date,
): Promise<boolean> {
  const row = await rowAt(db, now)
  return row !== undefined && same(row.browser_hash, kept(ring, 'browser', browserHash, row.until))
}

/** Somebody is Director: neither a link nor a browser holds from then on. */
export async function endSetUpLink(db: Kysely<Schema>): Promise<void> {
  await db.updateTable('set_up').set({ link_hash: null, browser_hash: null }).execute()
}

/** Whether a set-up was begun and is not done; false for a library that was set up without its pages. */
export async function isSetUpOpen(db: Kysely<Schema>): Promise<boolean> {
  const row = await db.selectFrom('set_up').select('done_on').executeTakeFirst()
  return row !== undefined && row.done_on === null
}

/** Notes that all was looked at; false where it was before. @param day `YYYY-MM-DD` */
export async function closeSetUp(db: Kysely<Schema>, day: string): Promise<boolean> {
  const closed = await db
    .updateTable('set_up')
    .set({ done_on: day })
    .where('done_on', 'is', null)
    .executeTakeFirst()
  return closed.numUpdatedRows > 0n
}

function rowAt(db: Kysely<Schema>, now: Date) {
  return db
    .selectFrom('set_up')
    .select(['link_hash', 'browser_hash', 'until'])
    .where('until', '>', now)
    .executeTakeFirst()
}

function same(kept: Buffer | null, given: Buffer): boolean {
  return kept !== null && kept.length === given.length && timingSafeEqual(kept, given)
}

function hoursAfter(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
