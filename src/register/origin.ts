import { createHash, type KeyObject } from 'node:crypto'

/**
 * A log's own name: of the key that signs it, so that it is nobody else's, and stays when the policy or the
 * library's name change. `carrel/` and 16 hex digits.
 */
export function originOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return `carrel/${createHash('sha256').update(der).digest('hex').slice(0, 16)}`
}
