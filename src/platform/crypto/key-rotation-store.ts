import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { inContext } from '../db/context.ts'
import type { Schema } from '../db/schema.ts'

const pollMs = 100

/** Any context will do: rows are resealed, not shown. */
const context = { actor: 'system', place: 'rotation' }

/** `table.column`, of a table whose rows have an `id`. */
type Column = string

type SealedRow = { readonly id: string; readonly sealed: Buffer }

/**
 * Pages through a table by id. Returns those of the next `limit` rows sealed under another version, and where
 * to continue; `last` is undefined at the end.
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

/** Replaces the sealed values that were read, except in rows changed meanwhile; returns how many. */
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

/** Waits for every transaction that is open now; `waiting` is called with the number left. */
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
  // Why only those with a user: PostgreSQL's own, such as a vacuum, seal nothing and can take hours.
  const { rows } = await sql<{ id: string }>`select virtualtransaction as id
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'virtualxid' and datname = current_database() and usesysid is not null
      and pid <> pg_backend_pid()`.execute(worker)
  return rows.map(({ id }) => id)
}

/** The version of a sealed value; 0 where it is empty, for which `get_byte` would fail. */
function versionIn(field: RawBuilder<unknown>) {
  return sql<number>`case when octet_length(${field}) = 0 then 0 else get_byte(${field}, 0) end`
}

function partsOf(column: Column) {
  const [table = '', field = ''] = column.split('.')
  return { table: sql.table(table), field: sql.ref(field) }
}
