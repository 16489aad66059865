import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'
import { KeysRefused } from './key-folder.ts'
import type { LinkKey } from './link-keys.ts'

/**
 * What hangs from the link key of a night, sealed: form 1 (1) | nonce (12) | ciphertext | tag (16). AES-256-GCM; the
 * associated data name what it is, its row and its night. The plaintext is its length (4, big endian) and JSON, padded
 * with zeros to a multiple of `step`.
 */
const form = 1
const nonceBytes = 12
const tagBytes = 16

export const boxBytes = (plainBytes: number) => 1 + nonceBytes + plainBytes + tagBytes

export type BoxName = { readonly what: string; readonly row: string }

export function closeBox(key: LinkKey, name: BoxName, value: unknown, step: number): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const padded = Buffer.alloc(Math.ceil((4 + text.length) / step) * step)
  padded.writeUInt32BE(text.length, 0)
  text.copy(padded, 4)
  const box = Buffer.allocUnsafe(boxBytes(padded.length))
  box.writeUInt8(form, 0)
  randomFillSync(box, 1, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.seal, box.subarray(1, 1 + nonceBytes))
  cipher.setAAD(associated(key, name))
  cipher.update(padded).copy(box, 1 + nonceBytes)
  cipher.final()
  cipher.getAuthTag().copy(box, box.length - tagBytes)
  return box
}

/** @throws KeysRefused `keys-damaged` when the bytes were changed, or are of another row, night or key */
export function openBox(key: LinkKey, name: BoxName, box: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.seal, box.subarray(1, 1 + nonceBytes))
    decipher.setAAD(associated(key, name))
    decipher.setAuthTag(box.subarray(box.length - tagBytes))
    const padded = decipher.update(box.subarray(1 + nonceBytes, box.length - tagBytes))
    decipher.final()
    return JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0)))
  } catch {
    throw new KeysRefused(
      'keys-damaged',
      `a sealed ${name.what} does not open: its key is not the one it was sealed with, or the row was changed; put keys and data of one day back together`,
    )
  }
}

function associated({ night }: LinkKey, { what, row }: BoxName): Buffer {
  return Buffer.from(`carrel link 1\n${what}\n${row}\n${night}`, 'utf8')
}
