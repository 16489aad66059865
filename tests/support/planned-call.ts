import { randomBytes } from 'node:crypto'
import type { NoticeKind } from '../../src/contact/notice.ts'
import { sealNotice } from '../../src/contact/notice-sealing.ts'
import { planNotice } from '../../src/contact/notice-store.ts'

import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'

/** Plans a call, as the night does. @param on `YYYY-MM-DD` */
export async function planCall(
  database: Database,
  ring: KeyRing,
  { patron, kind, on }: { readonly patron: string; readonly kind: NoticeKind; readonly on: string },
): Promise<void> {
  await inContext(database.worker, { actor: 'test', place: 'here' }, (trx) =>
    planNotice(
      trx,
      {
        ...sealNotice(new LinkKeys(ring), { patron, kind, step: 1 }),
        ...{ channel: 'phone', planned_on: on, message_id: randomBytes(16).toString('hex') },
      },
      [],
    ),
  )
}
