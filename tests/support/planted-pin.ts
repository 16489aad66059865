import { hashPassphrase } from '../../src/accounts/passphrase.ts'
import { sealOwnSecret } from '../../src/sealing/pin-secret.ts'
import { setPin } from '../../src/store/pins.ts'
import { inContext } from '../../src/store/vault.ts'
import type { House } from '../../src/web/visit.ts'

export const pin = '735192'

/** Gives a patron a PIN, sealed as their own typing of it would be; `byStaffOn`: at the desk, on that day. */
export async function plantPin(
  { app, ring }: Pick<House, 'app' | 'ring'>,
  patronId: string,
  { typed = pin, ...more }: { readonly typed?: string; readonly byStaffOn?: string } = {},
): Promise<void> {
  const hashed = await hashPassphrase(typed)
  await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
    setPin(trx, { patronId, hash: sealOwnSecret(ring, 'pin.hash', patronId, hashed), ...more }),
  )
}
