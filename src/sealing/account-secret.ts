import { openField, sealField } from './field.ts'
import type { KeyRing } from './key-ring.ts'

const column = 'account.second_factor'

/** Seals the secret of an account's code app, base32. */
export function sealCodeSecret(ring: KeyRing, accountId: string, secret: string): Buffer {
  return sealField(ring, column, accountId, secret)
}

/**
 * The secret again, to check a code against. It identifies no patron, and leaves only as a yes or a no.
 * @throws KeysRefused `keys-damaged`
 */
export function openCodeSecret(ring: KeyRing, accountId: string, sealed: Buffer): string {
  return openField(ring, column, accountId, sealed) as string
}
