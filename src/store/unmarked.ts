import { type Kysely, sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf, type Vouched } from '../sealing/row-mark.ts'
import { cardColumns } from './cards.ts'
import { guardianColumns } from './guardians.ts'
import { beforeAllIds } from './pages.ts'
import type { Schema } from './schema.ts'
import { inContext } from './vault.ts'

type Trx = Transaction<Schema>
type Table = 'card' | 'guarantor' | 'patron'
const tables = ['card', 'guarantor', 'patron'] as const

const context = { actor: 'system', place: 'here' }
const rowsAtOnce = 1000
const columnsOf = {
  ...{ card: cardColumns, guarantor: guardianColumns },
  patron: ['id', 'source_key', 'mark'],
} as const

/**
 * Gives the cards, guardians and imported patrons that were there before there were marks theirs, once: those that migrations
 * 056 and 068 found, and that still say what they said then.
 */
export async function markRowsOfBefore(app: Kysely<Schema>, ring: KeyRing): Promise<void> {
  for (const table of tables) {
    while ((await inContext(app, context, (trx) => markSome(trx, ring, table))) > 0);
  }
}

async function markSome(trx: Trx, ring: KeyRing, table: Table): Promise<number> {
  const columns = columnsOf[table].map((column) => sql.ref(`${table}.${column}`))
  const { rows } = await sql<Vouched<Table> & { readonly id: string; readonly same: boolean }>`
    select ${sql.join(columns)}, row_unmarked.said = row_said(${sql.table(table)}) as same
    from ${sql.table(table)} join row_unmarked using (id) limit ${rowsAtOnce} for update of ${sql.table(table)}`.execute(
    trx,
  )
  const same = rows.filter((row) => row.same)
  await sql`update ${sql.table(table)} as here set mark = new.mark
    from unnest(${same.map(({ id }) => id)}::uuid[], ${same.map((row) => markOf(ring, table, row))}::bytea[])
      as new (id, mark)
    where here.id = new.id and here.mark is null`.execute(trx)
  await sql`delete from row_unmarked where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx)
  return rows.length
}

/**
 * How many cards and guardians this program did not write as they are now, which count for nothing; and how many patrons'
 * rows something else gave a key of another system, to which an import writes nothing.
 */
export async function forgedRows(
  app: Kysely<Schema>,
  ring: KeyRing,
): Promise<{ readonly cards: number; readonly guardians: number; readonly patrons: number }> {
  const [cards, guardians] = [await forgedIn(app, ring, 'card'), await forgedIn(app, ring, 'guarantor')]
  return { cards, guardians, patrons: await forgedIn(app, ring, 'patron') }
}

async function forgedIn(app: Kysely<Schema>, ring: KeyRing, table: Table): Promise<number> {
  let forged = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from: string = after
    const page = await inContext(app, context, (trx) =>
      sql<Vouched<Table> & { readonly id: string; readonly mark: Buffer | null }>`
        select ${sql.join(columnsOf[table].map((column) => sql.ref(column)))} from ${sql.table(table)}
        where id > ${from}::uuid and not exists (select from row_unmarked where row_unmarked.id = ${sql.table(table)}.id)
        order by id limit ${sql.lit(rowsAtOnce)}`.execute(trx),
    )
    forged += page.rows.filter((row) => !isFromHere(row) && !isMarked(ring, table, row)).length
    after = page.rows.length < rowsAtOnce ? undefined : page.rows.at(-1)?.id
  }
  return forged
}

/** A patron who joined here: no import writes to them. */
const isFromHere = (row: object) => 'source_key' in row && row.source_key === null
