import { asOwner } from '../links/as-owner.ts'
import type { Tested } from '../web/house.ts'

/** Every row of every table as it is, and the transaction that wrote it; of a session not when it was used last. */
export const everyRowOf = ({ it }: Pick<Tested, 'it'>) =>
  asOwner(
    it,
    async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
      )
      const all: Record<string, string[]> = {}
      for (const { name } of rows) {
        const found = await owner.query<{ row: string }>(
          `select xmin || ' ' || t::text as row from ${name} t`,
        )
        all[name] = found.rows.map(({ row }) => row).sort()
      }
      return all
    },
    'superuser',
  )
