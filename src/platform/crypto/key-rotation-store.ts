import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { inContext } from '../db/context.ts'
import type { Schema } from '../db/schema.ts'

const pollMs = 100

/** What may touch the rows: any context does, for the rows are sealed again and nothing is shown. */
const context = { actor: 'system', place: 'rotation' }

/** A sealed column, `table.column`, of a table whose rows have an `id`. */
type Column = string

export type SealedRow = { readonly id: string; readonly sealed: Buffer }

/**
 * Goes over a table in the order of its ids.
 * @returns those of the next `limit` rows whose column is sealed under another version, and where to go on;
 * `last` is undefined at the end
 */
export async function rowsOfOtherVersions(
  app: Kysely<Schema>,
  column: Column,
  page: { readonly after: string; readonly version: number; readonly limit: number },
): Promise<{ readonly rows: readonly SealedRow[]; readonly last: string | undefined }> {
  const { table, field } = partsOf(column)
  return inContext(app, context, async (trx) => {
    const { rows } = await sql<{ id: string; sealed: Buffer | null }>`
      select id, case when ${versionIn(sql.ref('sealed'))} <> ${page.version} then sealed end as sealed
      from (select id, ${field} as sealed from ${table} where id > ${page.after}::uuid
        order by id limit ${page.limit}) as page
      order by id`.execute(trx)
    const last = rows.length < page.limit ? undefined : rows.at(-1)?.id
    return { rows: rows.flatMap(({ id, sealed }) => (sealed === null ? [] : [{ id, sealed }])), last }
  })
}

/** How many rows are sealed under another version, and under which ones. */
export async function otherVersions(
  app: Kysely<Schema>,
  column: Column,
  version: number,
): Promise<{ readonly rows: bigint; readonly versions: readonly number[] }> {
  const { table, field } = partsOf(column)
  return inContext(app, context, async (trx) => {
    const { rows } = await sql<{ version: number; count: bigint }>`
      select ${versionIn(field)} as version, count(*) as count from ${table}
      where ${versionIn(field)} <> ${version} group by 1 order by 1`.execute(trx)
    return {
      rows: rows.reduce((sum, { count }) => sum + count, 0n),
      versions: rows.map((row) => row.version),
    }
  })
}

/**
 * Puts newly sealed values in the place of those that were read. A row that somebody changed meanwhile keeps what
 * they wrote. @returns how many were replaced
 */
export async function replaceSealed(
  app: Kysely<Schema>,
  column: Column,
  rows: readonly (SealedRow & { readonly anew: Buffer })[],
): Promise<number> {
  const { table, field } = partsOf(column)
  return inContext(app, context, async (trx) => {
    const done = await sql`update ${table} as here set ${field} = new.anew
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ sealed }) => sealed)}::bytea[],
        ${rows.map(({ anew }) => anew)}::bytea[]) as new (id, sealed, anew)
      where here.id = new.id and here.${field} = new.sealed`.execute(trx)
    return Number(done.numAffectedRows ?? 0)
  })
}

/**
 * Waits until every transaction of this database that is open now has ended, as an index that is built beside the
 * work does. @param waiting hears how many are left, each time that it is looked
 */
export async function waitForOpenTransactions(
  worker: Kysely<Schema>,
  waiting: (left: number) => void,
): Promise<void> {
  let left = await openTransactions(worker)
  while (left.length > 0) {
    waiting(left.length)
    await sleep(pollMs)
    const still = new Set(await openTransactions(worker))
    left = left.filter((one) => still.has(one))
  }
}

async function openTransactions(worker: Kysely<Schema>): Promise<string[]> {
  // Why by their user: PostgreSQL's own, such as a vacuum, have none, seal nothing, and can take hours.
  const { rows } = await sql<{ id: string }>`select virtualtransaction as id
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'virtualxid' and datname = current_database() and usesysid is not null
      and pid <> pg_backend_pid()`.execute(worker)
  return rows.map(({ id }) => id)
}

/** The version that a sealed value is under; 0, which is none, where it is empty: of that `get_byte` is an error. */
function versionIn(field: RawBuilder<unknown>) {
  return sql<number>`case when octet_length(${field}) = 0 then 0 else get_byte(${field}, 0) end`
}

function partsOf(column: Column) {
  const [table = '', field = ''] = column.split('.')
  return { table: sql.table(table), field: sql.ref(field) }
}
