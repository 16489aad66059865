import { sql } from 'kysely'
import type { Db } from '../platform/db/context.ts'

/** `browser` is the hash of the token that the browser keeps; `computer` is the id of an enrolled one. */
export type SignInSource = { readonly browser: Buffer | null; readonly computer: string | null }

export const unknownSource: SignInSource = { browser: null, computer: null }

/** How long a browser that signed in to an account stays known to it. */
export const knownDays = 400

/** The source of a browser that signed in to the account before, or null. */
export async function knownBrowser(
  db: Db,
  accountId: string,
  { from: { browser }, today }: { readonly from: SignInSource; readonly today: string },
): Promise<string | null> {
  if (browser === null) return null
  const known = await db
    .selectFrom('known_source')
    .select('source')
    .where('account_id', '=', accountId)
    .where('source', '=', browserSource(browser))
    .where('seen_on', '>', sql<string>`${today}::date - ${knownDays}::int`)
    .executeTakeFirst()
  return known?.source ?? null
}

export const computerSource = (computer: string) => `computer ${computer}`
const browserSource = (browser: Buffer) => `browser ${browser.toString('hex')}`

/** Makes a browser known to an account that just signed in, and forgets those long unused. */
export async function rememberBrowser(
  db: Db,
  of: { readonly accountId: string; readonly browser: Buffer; readonly today: string },
): Promise<void> {
  const { accountId, browser, today } = of
  await db
    .deleteFrom('known_source')
    .where('account_id', '=', accountId)
    .where('seen_on', '<=', sql<string>`${today}::date - ${knownDays}::int`)
    .execute()
  await db
    .insertInto('known_source')
    .values({ account_id: accountId, source: browserSource(browser), seen_on: today })
    .onConflict((conflict) => conflict.columns(['account_id', 'source']).doUpdateSet({ seen_on: today }))
    .execute()
}

export async function forgetSources(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('known_source').where('account_id', '=', accountId).execute()
}
