import type { Kysely } from 'kysely'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey } from '../register/note.ts'
import { findPin, type Pin } from '../register/pin.ts'
import { keysNamedIn } from '../register/verify-export.ts'
import type { Schema } from '../store/schema.ts'
import { storedRegister } from './stored-register.ts'

/** Why a text has no pin to compare with: none is whole in it, it is mistyped, or it is not of this register. */
export type PinFault = 'none' | 'mistyped' | 'another'

/**
 * The pin in a text that somebody pasted. Why before a check begins: what the check finds is about the register, and
 * raises the alarm.
 */
export async function readOlderPin(db: Kysely<Schema>, text: string): Promise<Pin | PinFault> {
  const pin = pinIn(text)
  if (typeof pin === 'string') return pin
  const stored = await storedRegister(db)
  if (stored === undefined) return 'another'
  const keys = await keysNamedIn(stored.files, readVerifierKey(stored.key))
  return keys.some(({ name }) => name === pin.origin) ? pin : 'another'
}

function pinIn(text: string): Pin | PinFault {
  try {
    return findPin(text) ?? 'none'
  } catch (error) {
    if (error instanceof Malformed) return 'mistyped'
    throw error
  }
}
