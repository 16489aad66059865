import { randomBytes, randomInt } from 'node:crypto'
import type { By, Office } from '../accounts/act.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type CodeUse, giveCode } from '../store/own-codes.ts'
import { type HandCheck, ownAct } from './act.ts'

/** A code to choose a PIN with is good for so long: a letter takes some days. */
export const pinCodeDays = 7
/** One to be read out on the phone, for so long. */
export const phoneCodeMinutes = 15

const goodForMs: Record<CodeUse, number> = {
  pin: pinCodeDays * 24 * 3600_000,
  phone: phoneCodeMinutes * 60_000,
}

/** What the database keeps of a code: whoever copies it has nothing to try, and whoever writes to it can plant none. */
export function ownCodeToken(
  ring: KeyRing,
  { patronId, use, typed }: { readonly patronId: string; readonly use: CodeUse; readonly typed: string },
): Buffer {
  return token(ring, 'own code', `${use}\n${patronId}\n${typed.toLowerCase().replace(/[\s-]/g, '')}`)
}

/**
 * Gives a patron a code that is good once, in place of one before; null where there is no such patron. That it was given,
 * and by whom, is on record; the code is on the page that it is shown on and nowhere else.
 */
export async function newOwnCode(
  office: Office,
  by: By,
  {
    patronId,
    use,
    checked,
  }: { readonly patronId: string; readonly use: CodeUse; readonly checked?: HandCheck },
): Promise<string | null> {
  const typed = use === 'pin' ? letters() : String(randomInt(1_000_000)).padStart(6, '0')
  const until = new Date(office.clock.now().getTime() + goodForMs[use])
  return ownAct(office, by, async (trx, note) => {
    const code = ownCodeToken(office.ring, { patronId, use, typed })
    if (!(await giveCode(trx, { patronId, use, code, until }))) return null
    await note(patronId, `${use}-code-given`, undefined, checked)
    return typed
  })
}

/** 60 random bits in groups that can be read aloud; no letter looks like a digit. */
function letters(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789z'
  return [...randomBytes(12)]
    .map((byte, at) => `${at % 4 === 0 && at > 0 ? '-' : ''}${alphabet[byte & 31]}`)
    .join('')
}
