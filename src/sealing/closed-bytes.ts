import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM with the nonce (12) before and the tag (16) behind: so much is added. */
export const closedMore = 12 + 16
const nonceBytes = 12
const tagBytes = 16

/** @param what binds what it is: bytes of another place do not open */
export function closeBytes(key: Uint8Array, what: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined where the key is another's, or the bytes were changed. */
export function openBytes(key: Uint8Array, what: string, closed: Uint8Array): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(closed.subarray(closed.length - tagBytes))
    const plain = decipher.update(closed.subarray(nonceBytes, closed.length - tagBytes))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** JSON behind its length (4, big-endian), then zeros, so that the bytes are always as many. @throws RangeError */
export function paddedJson(value: unknown, bytes: number): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  if (text.length > bytes - 4) throw new RangeError('it is longer than its place')
  const plain = Buffer.alloc(bytes)
  plain.writeUInt32BE(text.length, 0)
  text.copy(plain, 4)
  return plain
}

export const readPadded = (plain: Buffer): unknown =>
  JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE(0)))
