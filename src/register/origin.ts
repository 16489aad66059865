import { createHash, type KeyObject } from 'node:crypto'

/**
 * A log's own name: of the key that signs it, so that it is nobody else's, and stays when the policy or the
 * library's name change. `carrel/` and 16 hex digits.
 */
export function originOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return `carrel/${createHash('sha256').update(der).digest('hex').slice(0, 16)}`
}

/** Whether a name has the form of a library's origin, so that it is its key's. */
export function isOrigin(name: string): boolean {
  return /^carrel\/[0-9a-f]{16}$/.test(name)
}
