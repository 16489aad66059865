import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto'
import { KeyError } from './key-folder.ts'
import { type ColumnName, type KeyRing, sealedColumns } from './key-ring.ts'

/**
 * A sealed field's bytes: version (1) | nonce (12) | ciphertext | tag (16). AES-256-GCM; the associated data
 * name table, column and row, so that a ciphertext moved elsewhere does not open. The plaintext is its length
 * (4, big endian) and JSON, padded with zeros to a multiple of the column's step, so that a length tells little.
 */
const nonceBytes = 12
const tagBytes = 16

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

/** Padded to 32 bytes, as the first values were. */
const shortestSealed = 1 + nonceBytes + 32 + tagBytes

/**
 * Seals a JSON value for one column of one row.
 * INVARIANT: called within the transaction that writes it, else a rotation of the key may leave the row behind.
 */
export function sealField(ring: KeyRing, column: ColumnName, row: string, value: unknown): Buffer {
  const { version, key } = ring.columnKey(column)
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const step = steps[column] ?? otherStep
  const padded = Buffer.alloc(Math.ceil((4 + text.length) / step) * step)
  padded.writeUInt32BE(text.length, 0)
  text.copy(padded, 4)
  const sealed = Buffer.allocUnsafe(1 + nonceBytes + padded.length + tagBytes)
  sealed.writeUInt8(version, 0)
  randomFillSync(sealed, 1, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes))
  cipher.setAAD(associated(column, row))
  cipher.update(padded).copy(sealed, 1 + nonceBytes)
  cipher.final()
  cipher.getAuthTag().copy(sealed, sealed.length - tagBytes)
  return sealed
}

/**
 * Opens a sealed field.
 * @throws KeysRefused `keys-damaged` when the bytes were changed, are none, or belong to another row or column;
 * `keys-unreadable` when the key of their version is not there. Whoever goes over many rows goes on with the next.
 * INVARIANT: called within `sealing/` and by the gate's Sealed values only; the tidy test holds it so.
 */
export function openField(ring: KeyRing, column: ColumnName, row: string, sealed: Buffer): unknown {
  // Hostile: whoever can write a row can write one byte, or none.
  if (sealed.length < shortestSealed) throw damaged(column)
  const key = ring.columnKeyAt(column, sealed.readUInt8(0))
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes))
  decipher.setAAD(associated(column, row))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const padded = decipher.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch {
    throw damaged(column)
  }
  return JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0)))
}

function damaged(column: ColumnName): KeyError {
  return new KeyError(
    'keys-damaged',
    `a sealed ${column} does not open: its key is not the one it was sealed with, or the row was changed; put keys and data of one day back together`,
  )
}

/**
 * A keyed token, 32 bytes: equal values give equal tokens to the holder of the key, and nothing to anyone
 * else. For values that are unique (a card number, a source system's row) and for fingerprints.
 */
export function token(ring: KeyRing, purpose: string, value: string): Buffer {
  return createHmac('sha256', ring.tokenKey(purpose)).update(value, 'utf8').digest()
}

function associated(column: ColumnName, row: string): Buffer {
  return Buffer.from(`carrel field 1\n${column}\n${row}`, 'utf8')
}

/** The columns whose key can be given a new version: all that are sealed under a column's key. */
export const rotatableColumns: readonly ColumnName[] = sealedColumns

/**
 * The same value sealed under the newest key of its column; undefined where it does not open, whatever is wrong with
 * it: one row that somebody spoilt must not keep the others under an old key. What it says goes nowhere.
 * @throws KeysRefused where the newest key is not there
 */
export function resealField(
  ring: KeyRing,
  column: ColumnName,
  row: string,
  sealed: Buffer,
): Buffer | undefined {
  let opened: unknown
  try {
    opened = openField(ring, column, row, sealed)
  } catch (error) {
    if (error instanceof KeyError) return undefined
    throw error
  }
  return sealField(ring, column, row, opened)
}
