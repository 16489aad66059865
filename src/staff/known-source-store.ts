import { type Kysely, sql } from 'kysely'
import type { Schema } from '../platform/db/schema.ts'

/** From where a try comes: this browser, by the hash of the token that it keeps, and the computer, where it is ours. */
export type SignInSource = { readonly browser: Buffer | null; readonly computer: string | null }

/** Of whom nothing is known. */
export const unknownSource: SignInSource = { browser: null, computer: null }

/** A browser that has signed in with an account is known to it for so long. */
export const knownDays = 400

/** The source of a browser in which somebody has signed in with an account; null where this is none. */
export async function knownBrowser(
  db: Kysely<Schema>,
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

/** The source of an enrolled computer, which is one for every account. */
export const computerSource = (computer: string) => `computer ${computer}`
const browserSource = (browser: Buffer) => `browser ${browser.toString('hex')}`

/** From now on a browser is known to the account that has just signed in there; long unused ones are forgotten. */
export async function rememberBrowser(
  db: Kysely<Schema>,
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

/** No browser and no computer is known to an account any more: its passphrase was reset, or it has ended. */
export async function forgetSources(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db.deleteFrom('known_source').where('account_id', '=', accountId).execute()
}
