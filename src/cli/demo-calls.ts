import { randomBytes } from 'node:crypto'
import { cardNumber } from '../circulation/card-number.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { sealNotice } from '../sealing/notice-row.ts'
import type { Database } from '../store/database.ts'
import { planNotice } from '../store/notices.ts'
import { inContext, patronOfCardToken } from '../store/vault.ts'

const here = { actor: 'demo', place: 'here' }

/** Plans a few calls about what is overdue, as a night would, so that there is somebody to call on the first day. */
export async function planDemoCalls(
  { app, worker }: Database,
  ring: KeyRing,
  { cards, today }: { readonly cards: readonly string[]; readonly today: string },
): Promise<void> {
  for (const card of cards) {
    const index = token(ring, 'card.barcode', cardNumber(card))
    const found = await inContext(app, here, (trx) => patronOfCardToken(trx, ring, index))
    if (found === undefined) continue
    const row = sealNotice(new LinkKeys(ring), { patron: found.id, kind: 'overdue', step: 1 })
    const standing = {
      channel: 'phone',
      planned_on: today,
      message_id: randomBytes(16).toString('hex'),
    } as const
    await inContext(worker, here, (trx) => planNotice(trx, { ...row, ...standing }, []))
  }
}
