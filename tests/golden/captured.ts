import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Schema } from './current.ts'

/** A database without a server, in which nothing is found: it keeps what was to be written, for tests to look at. */
export function captured(): { readonly db: Kysely<Schema>; readonly written: () => string[] } {
  const parameters: unknown[] = []
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }: { readonly query: CompiledQuery }) => void parameters.push(...query.parameters),
  })
  return { db, written: () => parameters.filter(Buffer.isBuffer).map((bytes) => bytes.toString('base64')) }
}
