import type { Kysely, Selectable } from 'kysely'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type MarkedRow, type MarkedTable, markOfRow } from '../../src/platform/crypto/row-mark.ts'
import type { Schema } from '../../src/platform/db/schema.ts'

/** A row with the mark that makes it count, as the program itself writes it. */
export function marked<Table extends MarkedTable, Row extends MarkedRow<Table>>(
  ring: KeyRing,
  table: Table,
  row: Row,
): Row & { readonly mark: Buffer } {
  return { ...row, mark: markOfRow(ring, table, row) }
}

/** Gives accounts, by default every one, the mark of what their rows say: for tests that change rows past the program. */
export async function markAccounts(
  app: Kysely<Schema>,
  ring: KeyRing,
  rows?: readonly Selectable<Schema['account']>[],
): Promise<void> {
  for (const row of rows ?? (await app.selectFrom('account').selectAll().execute())) {
    const { mark } = marked(ring, 'account', row)
    await app.updateTable('account').set({ mark }).where('id', '=', row.id).execute()
  }
}

/** The same for sessions. */
export async function markSessions(app: Kysely<Schema>, ring: KeyRing): Promise<void> {
  for (const row of await app.selectFrom('session').selectAll().execute()) {
    const { mark } = marked(ring, 'session', row)
    await app.updateTable('session').set({ mark }).where('token_hash', '=', row.token_hash).execute()
  }
}
