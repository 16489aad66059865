import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** A title that the library has a copy of. Public data. */
export type FoundTitle = { readonly id: string; readonly title: string; readonly author: string | null }

const words = sql`to_tsvector('simple', carrel_words(title.title || ' ' || coalesce(title.author, '')))`

/**
 * Titles with all of these words, or words that begin so, in the title or the author; those with a copy that is neither
 * lost nor withdrawn, or `all`. In the order of the alphabet, as far as `atMost`; of very many, some.
 *
 * Why some: the first of a hundred thousand in the order of the alphabet would cost to sort them all.
 */
export async function titlesByWords(
  db: Kysely<Schema>,
  typed: string,
  atMost: number,
  of: 'with-copies' | 'all' = 'with-copies',
): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
  const terms = termsOf(typed)
  if (terms.length === 0) return { titles: [], more: false }
  const hasCopies = sql`and exists
    (select from item where item.title_id = title.id and item.state not in ('lost', 'withdrawn'))`
  const query = sql`to_tsquery('simple', carrel_words(${terms.map((term) => `${term}:*`).join(' & ')}))`
  const found = await sql<FoundTitle>`
    select id, title, author from (
      select title.id, title.title, title.author from title where ${words} @@ ${query}
        ${of === 'all' ? sql`` : hasCopies}
      limit ${sql.lit(atMost * 10)}
    ) as found order by title, author, id limit ${sql.lit(atMost + 1)}`.execute(db)
  return { titles: found.rows.slice(0, atMost), more: found.rows.length > atMost }
}

/** Words and numbers alone, eight at most: nothing else means anything to a search, and some of it means too much. */
function termsOf(typed: string): string[] {
  return (typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8)
}

/** Whether there is a copy of a title that could be lent some day. */
export async function hasCopy(db: Kysely<Schema>, titleId: string): Promise<boolean> {
  const copy = db
    .selectFrom('item')
    .select('id')
    .where('title_id', '=', titleId)
    .where('state', 'not in', ['lost', 'withdrawn'])
  return (await copy.limit(1).executeTakeFirst()) !== undefined
}
