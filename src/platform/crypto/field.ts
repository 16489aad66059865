import { createCipheriv, createHmac, randomFillSync } from 'node:crypto'
import { type ColumnName, type KeyRing, sealedColumns } from './key-ring.ts'

/**
 * A sealed field: version (1) | nonce (12) | ciphertext | tag (16), AES-256-GCM. The associated data name
 * table, column and row, so that a ciphertext moved elsewhere does not open. The plaintext is its length (4,
 * big-endian) and JSON, zero-padded to a multiple of the column's step to hide its length.
 */
export const nonceBytes = 12
export const tagBytes = 16

/**
 * Padding in bytes. Why so much: with multiples of 32, 20,000 invented customers fell into ten
 * distinguishable lengths; with these only those with a second address differ.
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
  'patron.reach': 512,
  'pin.hash': 128,
  'case_event.event': 512,
  // Why: a whole piece of a scan fills it, so the sealed size tells the scan's only to 32 KB.
  'case_paper.piece': 44 * 1024,
  'case_document.document': 4096,
  'public_report.contact': 512,
  'follow_up.task': 512,
  // The longest text that a form lets in fits once.
  'follow_up.reach': 512,
}
const otherStep = 64

/**
 * Seals a JSON value for one column of one row. INVARIANT: call it in the transaction that writes the row, or
 * a key rotation may miss it.
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
 * A keyed token, 32 bytes, for values that are unique (a card number) and for fingerprints: equal values have
 * equal tokens, which say nothing without the key.
 */
export function token(ring: KeyRing, purpose: string, value: string): Buffer {
  return createHmac('sha256', ring.tokenKey(purpose)).update(value, 'utf8').digest()
}

/** A field moved to another row or column does not open. */
export function fieldAssociatedData(column: ColumnName, row: string): Buffer {
  return Buffer.from(`carrel field 1\n${column}\n${row}`, 'utf8')
}

export const rotatableColumns: readonly ColumnName[] = sealedColumns

/** The derived keys of one night's link key or of one list: one to seal with, one for tokens. */
export type LinkKey = { readonly night: string; readonly seal: Buffer; readonly token: Buffer }

/** The size of a box by that of its padded plaintext. */
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
