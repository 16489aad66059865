import { columnRotationOpener } from '../../src/gate/capabilities.ts'
import type { ColumnName, KeyRing } from '../../src/platform/crypto/key-ring.ts'

/** For tests that look at what is sealed: opens a field of any column. */
export const openField = (ring: KeyRing, column: ColumnName, row: string, sealed: Buffer): unknown =>
  columnRotationOpener(ring).field(column, row, sealed)
