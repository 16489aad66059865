import { createCipheriv, randomFillSync } from 'node:crypto'

/** A key as it is used, of one night or of one list: one part to seal with, one for tokens. */
export type LinkKey = { readonly night: string; readonly seal: Buffer; readonly token: Buffer }

/**
 * What hangs from the link key of a night, sealed: form 1 (1) | nonce (12) | ciphertext | tag (16). AES-256-GCM; the
 * associated data name what it is, its row and its night. The plaintext is its length (4, big endian) and JSON, padded
 * with zeros to a multiple of `step`.
 */
const boxForm = 1
export const nonceBytes = 12
export const tagBytes = 16

export const boxBytes = (plainBytes: number) => 1 + nonceBytes + plainBytes + tagBytes

export type BoxName = { readonly what: string; readonly row: string }

export function closeBox(key: LinkKey, name: BoxName, value: unknown, step: number): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const padded = Buffer.alloc(Math.ceil((4 + text.length) / step) * step)
  padded.writeUInt32BE(text.length, 0)
  text.copy(padded, 4)
  const box = Buffer.allocUnsafe(boxBytes(padded.length))
  box.writeUInt8(boxForm, 0)
  randomFillSync(box, 1, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.seal, box.subarray(1, 1 + nonceBytes))
  cipher.setAAD(boxAssociatedData(key, name))
  cipher.update(padded).copy(box, 1 + nonceBytes)
  cipher.final()
  cipher.getAuthTag().copy(box, box.length - tagBytes)
  return box
}

/** What a box is tied to: moved to another row or night, it does not open. */
export function boxAssociatedData({ night }: LinkKey, { what, row }: BoxName): Buffer {
  return Buffer.from(`carrel link 1\n${what}\n${row}\n${night}`, 'utf8')
}
