import type { Services } from '../../src/app/services.ts'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'

import { setPin } from '../../src/patrons/sign-in-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'

export const pin = '735192'

/** Gives a patron a PIN, sealed as their own typing of it would be; `byStaffOn`: at the desk, on that day. */
export async function plantPin(
  { app, ring }: Pick<Services, 'app' | 'ring'>,
  patronId: string,
  { typed = pin, ...more }: { readonly typed?: string; readonly byStaffOn?: string } = {},
): Promise<void> {
  const hashed = await hashPassphrase(typed)
  await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
    setPin(trx, { patronId, hash: sealPatronSecret(ring, 'pin.hash', patronId, hashed), ...more }),
  )
}
