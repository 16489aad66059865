import { sql } from 'kysely'
import { cardColumns, guardianColumns } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, type MarkedRow } from '../platform/crypto/row-mark.ts'
import { type Db, inContext } from '../platform/db/context.ts'
import { libraryMade } from '../platform/db/library-store.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { bad, good, ofLibrary } from '../platform/doctor.ts'

export const forgedRowsCheck = ofLibrary('cards-and-guardians-of-ours', async ({ db, ring }) => {
  const made = await libraryMade(db.app)
  if (made !== undefined && !ring.isCheck(made.keyCheck)) {
    return { state: 'unseen', says: 'Not checked: the keys are not those of these data.' }
  }
  const { cards, guardians, patrons } = await forgedRows(db.app, ring)
  if (cards + guardians + patrons === 0)
    return good('Carrel wrote every card and every guardian on file, and whose row an import writes to.')
  return bad(
    `Carrel did not write ${cards} of the cards and ${guardians} of the guardians on file as they are now, and ignores them; nor did it tie ${patrons} of the customers to the other system as they are now, and imports nothing for them. Something else may have changed the database.`,
    'Find out who had the database’s password. Import again, or give out the cards and put the guardians on file at the counter. For customers who are tied wrongly, restore the last backup.',
  )
})

type Table = 'card' | 'guarantor' | 'patron'

const context = { actor: 'system', place: 'here' }
const rowsAtOnce = 1000
const columnsOf = {
  card: cardColumns,
  guarantor: guardianColumns,
  patron: ['id', 'source_key', 'mark'],
} as const

/** Rows that this program did not write; of patrons, only those with another system's key. */
export async function forgedRows(
  app: Db,
  ring: KeyRing,
): Promise<{ readonly cards: number; readonly guardians: number; readonly patrons: number }> {
  const [cards, guardians] = [await forgedIn(app, ring, 'card'), await forgedIn(app, ring, 'guarantor')]
  return { cards, guardians, patrons: await forgedIn(app, ring, 'patron') }
}

async function forgedIn(app: Db, ring: KeyRing, table: Table): Promise<number> {
  let forged = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from: string = after
    const page = await inContext(app, context, (trx) =>
      sql<MarkedRow<Table> & { readonly id: string; readonly mark: Buffer | null }>`
        select ${sql.join(columnsOf[table].map((column) => sql.ref(column)))} from ${sql.table(table)}
        where id > ${from}::uuid
        order by id limit ${sql.lit(rowsAtOnce)}`.execute(trx),
    )
    forged += page.rows.filter((row) => !isFromHere(row) && !isMarked(ring, table, row)).length
    after = page.rows.length < rowsAtOnce ? undefined : page.rows.at(-1)?.id
  }
  return forged
}

/** Imports never write to a patron who joined here. */
const isFromHere = (row: object) => 'source_key' in row && row.source_key === null
