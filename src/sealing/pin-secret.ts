import { openField, sealField } from './field.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * What a patron signs in with. Sealed to the patron's row: whoever copies the database has no hash to try all PINs on,
 * and whoever writes to it can plant none.
 */
type OwnSecret = 'pin.hash' | 'pin.second_factor'

/** Seals the argon2id hash of a PIN, or the base32 secret of a code app. */
export function sealOwnSecret(ring: KeyRing, what: OwnSecret, patronId: string, secret: string): Buffer {
  return sealField(ring, what, patronId, secret)
}

/**
 * The secret again, to check what was typed against. It leaves only as a yes or a no.
 * @throws KeysRefused `keys-damaged`
 */
export function openOwnSecret(ring: KeyRing, what: OwnSecret, patronId: string, sealed: Buffer): string {
  return openField(ring, what, patronId, sealed) as string
}
