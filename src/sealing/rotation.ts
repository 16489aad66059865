import { openField, sealField } from './field.ts'
import { KeysRefused } from './key-refusal.ts'
import { type ColumnName, type KeyRing, sealedColumns } from './key-ring.ts'

/** The columns whose key can be given a new version: all that are sealed under a column's key. */
export const rotatableColumns: readonly ColumnName[] = sealedColumns

/**
 * The same value sealed under the newest key of its column; undefined where it does not open. What it says goes
 * nowhere.
 */
export function resealField(
  ring: KeyRing,
  column: ColumnName,
  row: string,
  sealed: Buffer,
): Buffer | undefined {
  try {
    return sealField(ring, column, row, openField(ring, column, row, sealed))
  } catch (error) {
    if (error instanceof KeysRefused && error.code === 'keys-damaged') return undefined
    throw error
  }
}
