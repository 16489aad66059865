import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** A year as it was told, with `null` for what is left out; of what, the report says. */
export type YearTold<Line extends string = string> = {
  /** `YYYY`. */
  readonly year: string
  readonly sum: number | null
  readonly ofOutcome: readonly (number | null)[]
  readonly lines: readonly {
    readonly kind: Line
    readonly sum: number | null
    readonly cells: readonly (number | null)[]
  }[]
}

/** The years that were told, as they were, the oldest first. */
export async function yearsTold<Line extends string>(trx: Trx): Promise<YearTold<Line>[]> {
  const rows = await trx.selectFrom('requests_told').select(['year', 'told']).orderBy('year').execute()
  return rows.map(({ year, told }) => ({ ...(told as Omit<YearTold<Line>, 'year'>), year }))
}

/** Keeps how years are told; of one that was told before, nothing. */
export async function keepYears(trx: Trx, tables: readonly YearTold[]): Promise<void> {
  const rows = tables.map(({ year, ...told }) => ({ year, told: JSON.stringify(told) }))
  await trx
    .insertInto('requests_told')
    .values(rows)
    .onConflict((already) => already.doNothing())
    .execute()
}
