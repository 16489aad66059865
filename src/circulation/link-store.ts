import { sql } from 'kysely'
import {
  type CardRow,
  endTokens,
  isAuthenticCard,
  type LinkEnd,
  type LinkRow,
  type LinkTable,
  type SealedLink,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { underAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { locks } from '../platform/db/locks.ts'
import { type PreparedStatement, queueStatement, runPrepared } from '../platform/db/statements.ts'

/* Rows that link a patron to an item or a title: sealed, and found by keyed tokens. */
const linkColumns = ['id', 'night', 'patron_index', 'other_index', 'source_index', 'link'] as const

/** Locked until the transaction ends. */
export function linksByEnd(trx: Trx, table: LinkTable, end: LinkEnd, tokens: readonly Buffer[]) {
  const text = `${byEnd(table, end)} for update`
  return linksOf(trx, { name: `${table}-by-${end}`, text }, tokens)
}

/**
 * Not locked, for reading. Why: a lock writes the transaction's id into the row, next to whatever else the transaction
 * wrote.
 */
export function linksByEndUnlocked(trx: Trx, table: LinkTable, end: LinkEnd, tokens: readonly Buffer[]) {
  return linksOf(trx, { name: `${table}-seen-by-${end}`, text: byEnd(table, end) }, tokens)
}

async function linksOf(
  trx: Trx,
  statement: PreparedStatement,
  tokens: readonly Buffer[],
): Promise<LinkRow[]> {
  if (tokens.length === 0) return []
  await waitForReplacing(trx)
  return runPrepared<LinkRow>(trx, statement, [tokens])
}

const byEnd = (table: LinkTable, end: LinkEnd) =>
  `select id, night::text as night, patron_index, other_index, source_index, link from ${table}
    where ${end}_index = any($1::bytea[])`

/** Locked. A link keeps its id until the next nightly resealing. */
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
    await runPrepared(trx, { name: `${table}-insert`, text: insertInto(table) }, columnsOf(rows))
    return
  }
  // Why: someone waits at the desk, and a single row can be sent with the next statement or the COMMIT.
  await queueStatement(trx, { name: `${table}-insert-one`, text: insertOne(table) }, oneRow(row))
}

const oneRow = (row: LinkRow) => linkColumns.map((key) => row[key])

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

export async function updateLinks(trx: Trx, table: LinkTable, rows: readonly LinkRow[]): Promise<void> {
  if (rows.length === 0) return
  await runPrepared(trx, { name: `${table}-update`, text: updateFrom(table) }, columnsOf(rows))
}

/**
 * Replaces rows. Why not updated: PostgreSQL would keep the old row next to the new one, and two loans that swap their
 * unique items could not be updated. Inserted by their random ids, so that no order remains.
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

export async function deleteLinks(trx: Trx, table: LinkTable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const text = `delete from ${table} where id = any($1::uuid[]) returning id` as const
  const gone = await runPrepared<{ id: string }>(trx, { name: `${table}-delete`, text: text }, [ids])
  return new Set(gone.map(({ id }) => id))
}

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

/** A page of links sealed under keys older than `night`. No one else locks one until the transaction ends. */
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

export async function countLinksBefore(trx: Trx, table: LinkTable, night: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where night < ${night}::date`.execute(trx)
  return found.rows[0]?.count ?? 0
}

export async function oldestNightOf(trx: Trx, table: LinkTable): Promise<string | undefined> {
  const found = await sql<{
    night: string | null
  }>`select min(night)::text as night from ${sql.table(table)}`.execute(trx)
  return found.rows[0]?.night ?? undefined
}

const transactionsWithLock = new WeakSet<Trx>()

/**
 * Why before the locking statement and not in it: a statement that waits for a row that is being replaced sees neither
 * the old row nor the new one.
 */
async function waitForReplacing(trx: Trx): Promise<void> {
  if (transactionsWithLock.has(trx)) return
  transactionsWithLock.add(trx)
  await queueStatement(trx, lockReplacing)
}

const lockReplacing: PreparedStatement = {
  name: 'lock-replacing',
  text: `select pg_advisory_xact_lock_shared(${locks.replacingLinks})`,
}

export async function countPatronsWithLinks(
  trx: Trx,
  ring: KeyRing,
  patrons: readonly string[],
): Promise<number> {
  return underAllKeys(ring, async (keys) => {
    const found = new Set<string>()
    for (const table of ['loan', 'hold', 'charge'] as const) {
      const ofToken = new Map(
        patrons.flatMap((id) =>
          endTokens(keys, table, 'patron', id).map((token) => [token.toString('latin1'), id] as const),
        ),
      )
      const tokens = [...ofToken.keys()].map((token) => Buffer.from(token, 'latin1'))
      for (const { patron_index } of await linksByEnd(trx, table, 'patron', tokens)) {
        const id = ofToken.get(patron_index.toString('latin1'))
        if (id !== undefined) found.add(id)
      }
    }
    return found.size
  })
}

/** What a checkout needs of its patron and item; undefined if either does not exist. `isGone`: lost or withdrawn. */
export async function loanEndsOf(
  trx: Trx,
  ring: KeyRing,
  { patronId, itemId }: { readonly patronId: string; readonly itemId: string },
) {
  const rows = await runPrepared<LoanEndsRow>(trx, loanEndsSql, [patronId, itemId])
  const [ends] = rows
  if (ends === undefined) return undefined
  const { born, gone: isGone, title: titleId } = ends
  const cards = rows.flatMap(({ id, ...card }) => (id === null ? [] : [{ ...card, id }]))
  const ours = cards.filter((card) => isAuthenticCard(ring, { ...card, patron_id: patronId }))
  // Why only with cards: someone without any card may borrow; someone whose cards were tampered with may not.
  const allCardsLost = cards.length > 0 && ours.every(({ state }) => state !== 'active')
  return { patron: { id: patronId, born, allCardsLost }, titleId, isGone }
}

type LoanEndsRow = Omit<CardRow, 'id' | 'patron_id'> & {
  readonly id: string | null
  readonly born: Buffer | null
  readonly title: string
  readonly gone: boolean
}
const loanEndsSql: PreparedStatement = {
  name: 'loan-ends',
  text: `select born, item.title_id as title,
  item.state in ('lost', 'withdrawn') as gone,
  card.id, card.barcode_index, card.state, card.kept, card.mark
  from patron cross join item left join card on card.patron_id = patron.id
  where patron.id = $1 and item.id = $2`,
}
