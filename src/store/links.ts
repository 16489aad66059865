import { CompiledQuery, sql, type Transaction } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import type { LinkEnd, LinkRow, SealedLink } from '../sealing/link.ts'
import { locks } from './locks.ts'
import { runKept } from './prepared.ts'
import type { Schema } from './schema.ts'

/*
 * Rows that tie a patron to an item or a title. What they say is sealed; they are found by keyed tokens.
 */
type Trx = Transaction<Schema>

const linkColumns = ['id', 'night', 'patron_index', 'other_index', 'source_index', 'link'] as const

/** Sealed links with one of these tokens, locked until the transaction ends. */
export async function linksByEnd(
  trx: Trx,
  table: LinkTable,
  end: LinkEnd,
  tokens: readonly Buffer[],
): Promise<LinkRow[]> {
  if (tokens.length === 0) return []
  await waitForReplacing(trx)
  return runKept<LinkRow>(trx, `/* kept: ${table}-by-${end} */ ${byEnd(table, end)} for update`, [tokens])
}

/**
 * The same, to look at and not to change: they are not locked. Why: a lock writes the transaction's number into the row,
 * and beside it stands whatever else the transaction wrote.
 */
export async function linksSeen(
  trx: Trx,
  table: LinkTable,
  end: LinkEnd,
  tokens: readonly Buffer[],
): Promise<LinkRow[]> {
  if (tokens.length === 0) return []
  await waitForReplacing(trx)
  return runKept<LinkRow>(trx, `/* kept: ${table}-seen-by-${end} */ ${byEnd(table, end)}`, [tokens])
}

const byEnd = (table: LinkTable, end: LinkEnd) =>
  `select id, night::text as night, patron_index, other_index, source_index, link from ${table}
    where ${end}_index = any($1::bytea[])`

/** The link with this id, locked until the transaction ends. A link has its id until the next night. */
export async function linkById(trx: Trx, table: LinkTable, id: string): Promise<SealedLink | undefined> {
  await waitForReplacing(trx)
  const found = await sql<SealedLink>`
    select id, night::text as night, link from ${sql.table(table)} where id = ${id}::uuid for update`.execute(
    trx,
  )
  return found.rows[0]
}

export async function insertLinks(trx: Trx, table: LinkTable, rows: readonly LinkRow[]): Promise<void> {
  const [row] = rows
  if (row === undefined) return
  if (rows.length > 1) {
    await runKept(trx, `/* kept: ${table}-insert */ ${insertInto(table)}`, columnsOf(rows))
    return
  }
  // Why so: somebody waits for it at the counter, and one row can go with what comes next, be it the COMMIT.
  await trx.executeQuery(
    CompiledQuery.raw(
      `/* along: ${table}-insert-one */ ${insertOne(table)}`,
      linkColumns.map((key) => row[key]),
    ),
  )
}

const insertOne = (table: LinkTable) =>
  `insert into ${table} (${linkColumns.join(', ')}) values ($1, $2, $3, $4, $5, $6)`

const insertInto = (table: LinkTable) =>
  `insert into ${table} (${linkColumns.join(', ')}) select * from ${rowsGiven}`
const updateFrom = (table: LinkTable) =>
  `update ${table} as old set night = new.night, patron_index = new.patron_index,
      other_index = new.other_index, source_index = new.source_index, link = new.link
    from ${rowsGiven} as new (id, night, patron_index, other_index, source_index, link) where old.id = new.id`

const rowsGiven = 'unnest($1::uuid[], $2::date[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])'

const columnsOf = (rows: readonly LinkRow[]) => linkColumns.map((key) => rows.map((row) => row[key]))

/** Writes links that are there already in another form. */
export async function updateLinks(trx: Trx, table: LinkTable, rows: readonly LinkRow[]): Promise<void> {
  if (rows.length === 0) return
  await runKept(trx, `/* kept: ${table}-update */ ${updateFrom(table)}`, columnsOf(rows))
}

/**
 * Puts other rows in the place of those with these ids. Why not updated: PostgreSQL would keep, in the old row and in
 * its log, where the new one stands; and two loans that swapped their items, which are unique at every step, could not
 * be. By their own ids, which are of chance, so that no order is kept either.
 */
export async function replaceLinks(
  trx: Trx,
  table: LinkTable,
  { ids, links }: { readonly ids: readonly string[]; readonly links: readonly LinkRow[] },
): Promise<void> {
  await deleteLinks(trx, table, ids)
  const byId = (one: LinkRow, other: LinkRow) => (one.id < other.id ? -1 : 1)
  await insertLinks(trx, table, [...links].sort(byId))
}

/** Deletes links. Returns the ids of those that were there. */
export async function deleteLinks(trx: Trx, table: LinkTable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const text = `delete from ${table} where id = any($1::uuid[]) returning id` as const
  const gone = await runKept<{ id: string }>(trx, `/* kept: ${table}-delete */ ${text}`, [ids])
  return new Set(gone.map(({ id }) => id))
}

/** A page of links in the order of their ids. */
export async function linkPage(
  trx: Trx,
  table: LinkTable,
  after: string,
  limit: number,
): Promise<SealedLink[]> {
  const page = await sql<SealedLink>`select id, night::text as night, link from ${sql.table(table)}
    where id > ${after}::uuid order by id limit ${limit}`.execute(trx)
  return page.rows
}

/**
 * A page of the links that are under older keys than that of `night`, to be replaced: until the transaction ends,
 * nobody else locks one.
 */
export async function linksToReplace(
  trx: Trx,
  table: LinkTable,
  { night, after, limit }: { readonly night: string; readonly after: string; readonly limit: number },
): Promise<SealedLink[]> {
  await sql`select pg_advisory_xact_lock(${locks.replacingLinks})`.execute(trx)
  const page = await sql<SealedLink>`select id, night::text as night, link from ${sql.table(table)}
    where night < ${night}::date and id > ${after}::uuid order by id limit ${limit}`.execute(trx)
  return page.rows
}

/** How many links are under older keys than that of `night`. */
export async function countLinksBefore(trx: Trx, table: LinkTable, night: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where night < ${night}::date`.execute(trx)
  return found.rows[0]?.count ?? 0
}

/** The oldest night that a link of the table is under; undefined where there is none. */
export async function oldestNightOf(trx: Trx, table: LinkTable): Promise<string | undefined> {
  const found = await sql<{
    night: string | null
  }>`select min(night)::text as night from ${sql.table(table)}`.execute(trx)
  return found.rows[0]?.night ?? undefined
}

/** Those that hold the lock already: it is theirs until they end. */
const waited = new WeakSet<Trx>()

/**
 * Why before a statement that locks, and not in it: a row that was replaced while the statement waited for it is not
 * among what the statement sees, nor is the one in its place.
 */
async function waitForReplacing(trx: Trx): Promise<void> {
  if (waited.has(trx)) return
  waited.add(trx)
  await trx.executeQuery(CompiledQuery.raw(lockReplacing))
}

const lockReplacing = `/* along: lock-replacing */ select pg_advisory_xact_lock_shared(${locks.replacingLinks})`
