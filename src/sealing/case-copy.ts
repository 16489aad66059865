import { hkdfSync } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import { closeBox, openBox } from './link-box.ts'
import type { LinkKey } from './link-keys.ts'

/** So that the length of a copy tells little of what somebody has. */
const stepBytes = 16_384
const what = 'case copy'

/** Seals what a case keeps for a while, under a new key of its own. */
export function sealCopy(ring: KeyRing, id: string, value: unknown): Buffer {
  ring.copies.make(id)
  return closeBox(keyOf(ring, id), { what, row: id }, value, stepBytes)
}

/** @throws KeysRefused `keys-unreadable` where it ended. INVARIANT: called by the gate's Sealed values alone. */
export function openCopy(ring: KeyRing, id: string, sealed: Buffer): unknown {
  return openBox(keyOf(ring, id), { what, row: id }, sealed)
}

function keyOf(ring: KeyRing, id: string): LinkKey {
  const seal = Buffer.from(hkdfSync('sha256', ring.copies.key(id), '', 'carrel/copy/1/seal', 32))
  // Nothing is looked for by a token of it.
  return { night: 'copy', seal, token: Buffer.alloc(0) }
}
