import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import { endTokens } from '../sealing/link.ts'
import type { LinkKeys } from '../sealing/link-keys.ts'
import { linksOfPatron } from './links.ts'
import { pages } from './pages.ts'
import type { Schema } from './schema.ts'

/** Who acts, and from where: without it the database shows no row of a patron (row-level security). */
export type Context = { readonly actor: string; readonly place: string }

/** Runs `work` in one transaction under a context. Resolves only when the commit is known to have happened. */
export async function inContext<T>(
  db: Kysely<Schema>,
  context: Context,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('carrel.actor', ${context.actor}, true),
                     set_config('carrel.place', ${context.place}, true)`.execute(trx)
    return work(trx)
  })
}

/**
 * The same for a disclosure, with fewer round trips: the transaction begins, and its context is set, together with
 * the first statement of `work`.
 *
 * INVARIANT: until that statement, `work` seals nothing and makes no token with a key that ends some day. Whoever
 * ends a key waits for the transactions that are open, and this one is not open yet.
 */
export async function inContextOfDisclosure<T>(
  db: Kysely<Schema>,
  context: Context,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  // Why the access mode, which is the usual one: by it the connection tells a transaction that may begin late.
  const transaction = db.transaction().setAccessMode('read write')
  return transaction.execute(async (trx) => {
    await trx.executeQuery(CompiledQuery.raw(enterContext, [context.actor, context.place]))
    return work(trx)
  })
}

const enterContext = `/* along: enter-context */
  select set_config('carrel.actor', $1, true), set_config('carrel.place', $2, true)`

/** The id of the patron who holds the card with this token, or undefined. */
export async function patronOfCard(trx: Transaction<Schema>, index: Buffer): Promise<string | undefined> {
  const card = await trx
    .selectFrom('card')
    .select('patron_id')
    .where('barcode_index', '=', index)
    .executeTakeFirst()
  return card?.patron_id
}

/** Patrons with their cards, in the order of `ids`; an id that is no patron's is left out. */
export async function patronsById(trx: Transaction<Schema>, ids: readonly string[]) {
  if (ids.length === 0) return []
  const patrons = await trx
    .selectFrom('patron')
    .select(['id', 'name', 'born', 'contact'])
    .where('id', 'in', ids)
    .execute()
  const cards = await trx
    .selectFrom('card')
    .select(['id', 'patron_id', 'barcode', 'state'])
    .where('patron_id', 'in', ids)
    .execute()
  const byId = new Map(patrons.map((patron) => [patron.id, patron]))
  return ids.flatMap((id) => {
    const patron = byId.get(id)
    return patron === undefined ? [] : [{ ...patron, cards: cards.filter((card) => card.patron_id === id) }]
  })
}

export type PatronRow = Awaited<ReturnType<typeof patronsById>>[number]

/** What one patron has out, on hold and owes, still sealed, and who guarantees for them. */
export async function accountOf(trx: Transaction<Schema>, patronId: string, keys: LinkKeys) {
  const links = async (table: LinkTable) =>
    linksOfPatron(trx, table, endTokens(keys, table, 'patron', patronId))
  const loans = await links('loan')
  const holds = await links('hold')
  const charges = await links('charge')
  const guarantors = await trx
    .selectFrom('guarantor')
    .select(['guarantor_id', 'liable'])
    .where('guarantee_id', '=', patronId)
    .execute()
  return { keys, loans, holds, charges, guarantors }
}

export type AccountRows = Awaited<ReturnType<typeof accountOf>>

/** Title and author of catalogue items, by item id. Public data. */
export async function titlesOfItems(db: Kysely<Schema>, itemIds: readonly string[]) {
  if (itemIds.length === 0) return new Map<string, CatalogueTitle>()
  const rows = await db
    .selectFrom('item')
    .innerJoin('title', 'title.id', 'item.title_id')
    .select(['item.id', 'title.title', 'title.author'])
    .where('item.id', 'in', itemIds)
    .execute()
  return new Map(rows.map((row) => [row.id, { title: row.title, author: row.author }]))
}

/** Title and author by title id. Public data. */
export async function titlesById(db: Kysely<Schema>, titleIds: readonly string[]) {
  if (titleIds.length === 0) return new Map<string, CatalogueTitle>()
  const rows = await db
    .selectFrom('title')
    .select(['id', 'title', 'author'])
    .where('id', 'in', titleIds)
    .execute()
  return new Map(rows.map((row) => [row.id, { title: row.title, author: row.author }]))
}

export type CatalogueTitle = { readonly title: string; readonly author: string | null }

/** Every sealed name, a few thousand at a time, for the index in memory. */
export const sealedNames = (db: Kysely<Schema>) =>
  pages((after, limit) =>
    inContext(db, { actor: 'name-index', place: 'here' }, (trx) =>
      trx
        .selectFrom('patron')
        .select(['id', 'name'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute(),
    ),
  )
