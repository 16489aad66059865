import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import type pg from 'pg'
import type { BackupHeader, TableForm } from '../backup/header.ts'
import { columnList, quoted } from './backup-tables.ts'
import { type CopyIn, copyIn } from './copy.ts'
import { migrateWithin } from './migrate.ts'
import type { Schema } from './schema.ts'

/** An empty database that is being filled from a backup, in one transaction: whole at its commit, empty before. */
export type Filling = {
  /** Makes the schema of the backup's day. @throws DatabaseRefused `before-release`, `migration-changed`, `other-schema` */
  makeSchema(migrations: BackupHeader['migrations']): Promise<void>
  /** Takes the rows of a table of that schema. */
  rowsOf(table: TableForm): Promise<CopyIn>
  /** When all rows are there: gives the tables their keys and indexes back, and brings the schema up to date. */
  complete(): Promise<void>
  /** For what a restore adds to the rows, in the same transaction. */
  readonly trx: Transaction<Schema>
}

/** @param owner the owner of the database; nobody else is connected to it */
export async function fillDatabase<T>(
  owner: pg.Client,
  database: string,
  work: (filling: Filling) => Promise<T>,
): Promise<T> {
  return oneConnection(owner)
    .transaction()
    .execute(async (trx) => {
      // Sorting for an index; a server of our own has 64 MB for it on other days.
      await owner.query(`set local maintenance_work_mem = '256MB'`)
      let besides: string[] = []
      return work({
        trx,
        async makeSchema(migrations) {
          await migrateWithin(owner, database, new Map(migrations.map(({ id, sha256 }) => [id, sha256])))
          besides = await takeDown(owner)
        },
        async rowsOf(table) {
          // Why FREEZE: the rows are as old as any, and need not be written again by the first vacuum.
          return copyIn(owner, `copy ${columnList(table)} from stdin (format binary, freeze)`)
        },
        async complete() {
          for (const statement of besides) await owner.query(statement)
          await migrateWithin(owner, database)
          await owner.query('analyze')
        },
      })
    })
}

/**
 * Takes down the keys, foreign keys and indexes of all tables, and returns the statements that put them up again.
 * Why: to check and sort rows once, when all are there, takes a fraction of the time of doing it for each.
 */
async function takeDown(owner: pg.Client): Promise<string[]> {
  // Foreign keys go first and come back last; they need the keys that they point to.
  const { rows: constraints } = await owner.query<{ table: string; name: string; definition: string }>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('f', 'p', 'u')
    order by k.contype = 'f' desc, k.oid`)
  for (const { table, name } of constraints) {
    await owner.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
  }
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.oid`)
  for (const { name } of indexes) await owner.query(`drop index ${quoted(name)}`)
  return [
    ...indexes.map(({ definition }) => definition),
    ...constraints
      .map(
        ({ table, name, definition }) =>
          `alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`,
      )
      .reverse(),
  ]
}

/** Kysely on a connection that is there already. */
function oneConnection(client: pg.Client): Kysely<Schema> {
  const pool = { connect: async () => Object.assign(client, { release: () => {} }), end: async () => {} }
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as never }) })
}
