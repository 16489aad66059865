import type { Kysely } from 'kysely'
import type { Notice } from '../contact/notice.ts'
import type { Gate } from '../disclosure/gate.ts'
import { atNight } from '../store/night.ts'
import { endNotice, type PlannedNotice } from '../store/notices.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

/** A planned contact that was to tell an address which was replaced. */
export type AddressNotice = { readonly row: PlannedNotice; readonly notice: Notice }

/**
 * An address that was replaced and is not told so any more: by a kill, or where no mail is set up. It alone is forgotten:
 * others of theirs may still be told.
 *
 * Why outside the page's transaction: the gate locks the patron, and whoever closes that account waits for the page.
 */
export async function endAddress(
  { worker, gate }: { readonly worker: Kysely<Schema>; readonly gate: Gate },
  { row, notice }: AddressNotice,
): Promise<void> {
  await gate.corrections.forgetFormer(notice.patron, notice.step)
  await inContext(worker, atNight, (trx) => endNotice(trx, row.id))
}
