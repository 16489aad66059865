import { createCipheriv, createHmac, randomFillSync } from 'node:crypto'
import { type ColumnName, type KeyRing, sealedColumns } from './key-ring.ts'

/**
 * A sealed field's bytes: version (1) | nonce (12) | ciphertext | tag (16). AES-256-GCM; the associated data
 * name table, column and row, so that a ciphertext moved elsewhere does not open. The plaintext is its length
 * (4, big endian) and JSON, padded with zeros to a multiple of the column's step, so that a length tells little.
 */
export const nonceBytes = 12
export const tagBytes = 16

/**
 * What a column's values are padded to, in bytes. Why so much: of 20,000 invented customers, multiples of 32 left ten
 * lengths to tell them apart by; with these all have the same, but those who have a second address.
 */
const steps: Readonly<Record<ColumnName, number>> = {
  'patron.name': 128,
  'patron.contact': 256,
  'patron.standing': 128,
  'patron.choices': 256,
  'guardian.name': 128,
  'guardian.contact': 256,
  'guarantor.noted': 128,
  'patron.wrong_numbers': 128,
  'patron.correction': 1024,
  'patron.corrected': 512,
  'patron.former_emails': 256,
  'pin.hash': 128,
  'case_event.event': 512,
  // Why: a whole piece of a paper fills it, so that what is sealed of a scan tells its size to 32 KB alone.
  'case_paper.piece': 44 * 1024,
  'case_document.document': 4096,
}
const otherStep = 64

/**
 * Seals a JSON value for one column of one row.
 * INVARIANT: called within the transaction that writes it, else a rotation of the key may leave the row behind.
 */
export function sealField(ring: KeyRing, column: ColumnName, row: string, value: unknown): Buffer {
  const { version, key } = ring.columnKey(column)
  return sealPadded(version, key, fieldAssociatedData(column, row), value, steps[column] ?? otherStep)
}

/** First byte (1) | nonce | ciphertext | tag, of a length (4, big-endian) and JSON padded to a multiple of `step`. */
function sealPadded(
  first: number,
  key: Buffer,
  associatedData: Buffer,
  value: unknown,
  step: number,
): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const padded = Buffer.alloc(Math.ceil((4 + text.length) / step) * step)
  padded.writeUInt32BE(text.length, 0)
  text.copy(padded, 4)
  const sealed = Buffer.allocUnsafe(boxBytes(padded.length))
  sealed.writeUInt8(first, 0)
  randomFillSync(sealed, 1, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes))
  cipher.setAAD(associatedData)
  cipher.update(padded).copy(sealed, 1 + nonceBytes)
  cipher.final()
  cipher.getAuthTag().copy(sealed, sealed.length - tagBytes)
  return sealed
}

/**
 * A keyed token, 32 bytes: equal values give equal tokens to the holder of the key, and nothing to anyone
 * else. For values that are unique (a card number, a source system's row) and for fingerprints.
 */
export function token(ring: KeyRing, purpose: string, value: string): Buffer {
  return createHmac('sha256', ring.tokenKey(purpose)).update(value, 'utf8').digest()
}

/** What a field is tied to: moved to another row or column, it does not open. */
export function fieldAssociatedData(column: ColumnName, row: string): Buffer {
  return Buffer.from(`carrel field 1\n${column}\n${row}`, 'utf8')
}

/** The columns whose key can be given a new version: all that are sealed under a column's key. */
export const rotatableColumns: readonly ColumnName[] = sealedColumns

/** The derived keys of one night's link key or of one list: one to seal with, one for tokens. */
export type LinkKey = { readonly night: string; readonly seal: Buffer; readonly token: Buffer }

/** Bytes of a box whose plaintext, padded, has so many. */
export const boxBytes = (plainBytes: number) => 1 + nonceBytes + plainBytes + tagBytes

export type BoxName = { readonly what: string; readonly row: string }

/** Seals a value under a link key. Its form is 1; its associated data name what it is, its row and its night. */
export function closeBox(key: LinkKey, name: BoxName, value: unknown, step: number): Buffer {
  return sealPadded(1, key.seal, boxAssociatedData(key, name), value, step)
}

/** A box moved to another row or night does not open. */
export function boxAssociatedData({ night }: LinkKey, { what, row }: BoxName): Buffer {
  return Buffer.from(`carrel link 1\n${what}\n${row}\n${night}`, 'utf8')
}
