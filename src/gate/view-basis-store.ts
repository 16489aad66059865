import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'

/** `month`: `YYYY-MM`. */
export type BasisCount = { readonly month: string; readonly basis: string; readonly times: bigint }

/** Both `YYYY-MM`, inclusive. */
export function basisCounts(
  db: Db,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<BasisCount[]> {
  return db
    .selectFrom('view_basis')
    .selectAll()
    .where('month', '>=', first)
    .where('month', '<=', last)
    .execute()
}

export async function addBasisCounts(trx: Trx, counts: readonly BasisCount[]): Promise<void> {
  for (const { month, basis, times } of counts) {
    await sql`insert into view_basis (month, basis, times) values (${month}, ${basis}, ${times})
      on conflict (month, basis) do update set times = view_basis.times + excluded.times`.execute(trx)
  }
}
