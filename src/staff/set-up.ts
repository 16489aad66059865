import { timingSafeEqual } from 'node:crypto'
import { type Actor, systemActor } from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import { addAccount, directorIds, lockDirectors } from './account-store.ts'
import { type CoreServices, recordAction } from './logged-action.ts'
import { hashPassphrase } from './passphrase.ts'

/** False if there is a Director. */
export async function makeSetUpLink(office: CoreServices, linkHash: Buffer): Promise<boolean> {
  return recordAction(office, systemActor, async (trx, note) => {
    if ((await lockDirectors(trx)).length > 0) return false
    await storeSetUpLink(trx, office.ring, linkHash, office.clock.now())
    await note({ kind: 'set-up-link-made' })
    return true
  })
}

/** Works once; false if the link is not valid. */
export async function acceptSetUpLink(
  office: CoreServices,
  followed: { readonly linkHash: Buffer; readonly browserHash: Buffer },
): Promise<boolean> {
  return recordAction(office, systemActor, async (trx, note) => {
    if ((await directorIds(trx)).length > 0) return false
    if (!(await followSetUpLink(trx, office.ring, { ...followed, now: office.clock.now() }))) return false
    await note({ kind: 'set-up-link-followed' })
    return true
  })
}

/** Ends the set-up link. `over`: there is a Director, or a newer link was printed. */
export async function addFirstDirector(
  office: CoreServices,
  director: {
    readonly signIn: string
    readonly name: string
    readonly passphrase: string
    /** Of the token of the browser that followed the link. */
    readonly browserHash: Buffer
  },
): Promise<'added' | 'over' | 'taken'> {
  const { signIn, name, browserHash } = director
  const passphrase = await hashPassphrase(director.passphrase)
  return recordAction(office, systemActor, async (trx, note) => {
    if ((await lockDirectors(trx)).length > 0) return 'over'
    if (!(await isSettingUp(trx, office.ring, browserHash, office.clock.now()))) return 'over'
    const id = await addAccount(trx, office.ring, { signIn, name, role: 'director', passphrase })
    if (id === null) return 'taken'
    await endSetUpLink(trx)
    await note({ kind: 'account-added', account: id, flags: ['director'] })
    return 'added'
  })
}

/** False if the set-up was finished before. */
export async function finishSetUp(office: CoreServices, by: Actor): Promise<boolean> {
  return recordAction(office, by, async (trx, note) => {
    const closed = await closeSetUp(trx, office.clock.today())
    if (closed) await note({ kind: 'set-up-done' })
    return closed
  })
}

/** The printed link's lifetime while there is no Director; restarting prints a new one. */
export const setUpLinkHours = 24
/** How long the browser that followed the link has. */
const browserHours = 2

/** Hostile: with a plain hash, anyone who can write SQL could plant a link and become Director, or add papers to a case. */
export function setUpToken(
  ring: KeyRing,
  what: 'link' | 'browser' | 'paper link' | 'paper browser' | `word link ${string}`,
  hash: Buffer,
  until: Date,
): Buffer {
  return token(ring, 'set-up', `${what} ${hash.toString('hex')} ${until.toISOString()}`)
}

/** Replaces the earlier link and ends the browser that followed it. */
export async function storeSetUpLink(db: Db, ring: KeyRing, linkHash: Buffer, now: Date) {
  const until = hoursAfter(now, setUpLinkHours)
  const link = { link_hash: setUpToken(ring, 'link', linkHash, until), browser_hash: null, until }
  await db
    .insertInto('set_up')
    .values({ ...link, done_on: null })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(link))
    .execute()
}

export async function isSetUpLink(db: Db, ring: KeyRing, linkHash: Buffer, now: Date): Promise<boolean> {
  const row = await setUpRowAt(db, now)
  return row !== undefined && isSameSetUpToken(row.link_hash, setUpToken(ring, 'link', linkHash, row.until))
}

/** Works once, and invalidates the link. */
async function followSetUpLink(
  db: Db,
  ring: KeyRing,
  followed: { readonly linkHash: Buffer; readonly browserHash: Buffer; readonly now: Date },
): Promise<boolean> {
  const { linkHash, browserHash, now } = followed
  const row = await setUpRowAt(db, now)
  if (row === undefined) return false
  const link = setUpToken(ring, 'link', linkHash, row.until)
  if (!isSameSetUpToken(row.link_hash, link)) return false
  const until = hoursAfter(now, browserHours)
  const used = await db
    .updateTable('set_up')
    .set({ link_hash: null, browser_hash: setUpToken(ring, 'browser', browserHash, until), until })
    .where('link_hash', '=', link)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

export async function isSettingUp(db: Db, ring: KeyRing, browserHash: Buffer, now: Date): Promise<boolean> {
  const row = await setUpRowAt(db, now)
  return (
    row !== undefined &&
    isSameSetUpToken(row.browser_hash, setUpToken(ring, 'browser', browserHash, row.until))
  )
}

export async function endSetUpLink(db: Db): Promise<void> {
  await db.updateTable('set_up').set({ link_hash: null, browser_hash: null }).execute()
}

/** False for a library that was set up without its pages. */
export async function isSetUpOpen(db: Db): Promise<boolean> {
  const row = await db.selectFrom('set_up').select('done_on').executeTakeFirst()
  return row !== undefined && row.done_on === null
}

export async function closeSetUp(db: Db, day: string): Promise<boolean> {
  const closed = await db
    .updateTable('set_up')
    .set({ done_on: day })
    .where('done_on', 'is', null)
    .executeTakeFirst()
  return closed.numUpdatedRows > 0n
}

function setUpRowAt(db: Db, now: Date) {
  return db
    .selectFrom('set_up')
    .select(['link_hash', 'browser_hash', 'until'])
    .where('until', '>', now)
    .executeTakeFirst()
}

export function isSameSetUpToken(kept: Buffer | null, given: Buffer): boolean {
  return kept !== null && kept.length === given.length && timingSafeEqual(kept, given)
}

function hoursAfter(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
