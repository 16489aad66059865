import { openField, sealField } from './field.ts'
import { KeysRefused } from './key-refusal.ts'
import { type ColumnName, type KeyRing, sealedColumns } from './key-ring.ts'

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
    if (error instanceof KeysRefused) return undefined
    throw error
  }
  return sealField(ring, column, row, opened)
}
