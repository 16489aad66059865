import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** From where a try comes: this browser, by the hash of the token that it keeps, and the computer, where it is ours. */
export type TrySource = { readonly browser: Buffer | null; readonly computer: string | null }

/** Of whom nothing is known. */
export const aStranger: TrySource = { browser: null, computer: null }

/** A browser that has signed in with an account is known to it for so long. */
export const knownDays = 400

const named = ({ browser, computer }: TrySource): string[] => [
  ...(browser === null ? [] : [`browser ${browser.toString('hex')}`]),
  ...(computer === null ? [] : [`computer ${computer}`]),
]

/**
 * The source that a try at an account is counted at, or null for the account's own count. A browser is one once
 * somebody has signed in with the account there; an enrolled computer always is.
 */
export async function knownSource(
  db: Kysely<Schema>,
  accountId: string,
  { from, today }: { readonly from: TrySource; readonly today: string },
): Promise<string | null> {
  const sources = named(from)
  if (sources.length === 0) return null
  const known = await db
    .selectFrom('known_source')
    .select('source')
    .where('account_id', '=', accountId)
    .where('source', 'in', sources)
    .where('seen_on', '>', sql<string>`${today}::date - ${knownDays}::int`)
    .orderBy('source')
    .executeTakeFirst()
  if (known !== undefined || from.computer === null) return known?.source ?? null
  const source = `computer ${from.computer}`
  await rememberSource(db, { accountId, source, today })
  return source
}

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
  await rememberSource(db, { accountId, source: `browser ${browser.toString('hex')}`, today })
}

async function rememberSource(
  db: Kysely<Schema>,
  of: { readonly accountId: string; readonly source: string; readonly today: string },
): Promise<void> {
  await db
    .insertInto('known_source')
    .values({ account_id: of.accountId, source: of.source, seen_on: of.today })
    .onConflict((conflict) => conflict.columns(['account_id', 'source']).doUpdateSet({ seen_on: of.today }))
    .execute()
}

/** No browser and no computer is known to an account any more: its passphrase was reset, or it has ended. */
export async function forgetSources(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db.deleteFrom('known_source').where('account_id', '=', accountId).execute()
}
