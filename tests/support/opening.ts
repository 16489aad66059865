import { columnRotationOpener, linkResealOpener } from '../../src/gate/capabilities.ts'
import type { ColumnName, KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkOpener } from '../../src/platform/crypto/link-keys.ts'

/* For tests that look at what is sealed. */

/** Opens a field of any column. */
export const openField = (ring: KeyRing, column: ColumnName, row: string, sealed: Buffer): unknown =>
  columnRotationOpener(ring).field(column, row, sealed)

/** Keys that open links, counts and notices. */
export const openingKeys = (ring: KeyRing) => new LinkOpener(linkResealOpener(ring))
export type OpeningKeys = ReturnType<typeof openingKeys>
