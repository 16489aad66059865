import { timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** The printed link holds for so long, while nobody is Director; a new start prints a new one. */
export const linkHours = 24
/** The browser that followed it has so long to answer. */
const browserHours = 2

/** Keeps the hash of a new link; the one before, and the browser that followed it, are worth nothing from then on. */
export async function setUpLink(db: Kysely<Schema>, linkHash: Buffer, now: Date): Promise<void> {
  const link = { link_hash: linkHash, browser_hash: null, until: hoursAfter(now, linkHours) }
  await db
    .insertInto('set_up')
    .values({ ...link, done_on: null })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(link))
    .execute()
}

/** Whether the link of this hash is the one that holds. */
export async function isSetUpLink(db: Kysely<Schema>, linkHash: Buffer, now: Date): Promise<boolean> {
  const row = await rowAt(db, now)
  return same(row?.link_hash ?? null, linkHash)
}

/** Hands the set-up over to the browser with a token of this hash, once; the link is worth nothing from then on. */
export async function followSetUpLink(
  db: Kysely<Schema>,
  followed: { readonly linkHash: Buffer; readonly browserHash: Buffer; readonly now: Date },
): Promise<boolean> {
  const { linkHash, browserHash, now } = followed
  if (!(await isSetUpLink(db, linkHash, now))) return false
  const used = await db
    .updateTable('set_up')
    .set({ link_hash: null, browser_hash: browserHash, until: hoursAfter(now, browserHours) })
    .where('link_hash', '=', linkHash)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

/** Whether the browser with a token of this hash is setting the library up. */
export async function isSettingUp(db: Kysely<Schema>, browserHash: Buffer, now: Date): Promise<boolean> {
  const row = await rowAt(db, now)
  return same(row?.browser_hash ?? null, browserHash)
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
    .select(['link_hash', 'browser_hash'])
    .where('until', '>', now)
    .executeTakeFirst()
}

function same(kept: Buffer | null, given: Buffer): boolean {
  return kept !== null && kept.length === given.length && timingSafeEqual(kept, given)
}

function hoursAfter(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
