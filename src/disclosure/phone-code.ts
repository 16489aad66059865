import type { Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import { ownCodeToken } from '../own/codes.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { takeCode } from '../store/own-codes.ts'
import type { Schema } from '../store/schema.ts'
import type { Held } from './held.ts'
import type { GateRequest } from './request.ts'

/**
 * Holds what was read out on the phone against the code that the patron has from their own page, and uses it up (Reg 2).
 * It is right for the one patron that the ask is about, and for nobody else. Undefined where nobody brought one.
 */
export async function phoneCodeIn(
  trx: Transaction<Schema>,
  { ring, clock }: { readonly ring: KeyRing; readonly clock: Clock },
  { ask, phoneCode }: GateRequest,
  held: readonly Held[] | undefined,
): Promise<'right' | 'wrong' | undefined> {
  if (phoneCode === undefined || !ask.recipient.verified.includes('phone-code')) return undefined
  const [one] = held ?? []
  if (one === undefined) return 'wrong'
  const { patronId } = one
  const code = ownCodeToken(ring, { patronId, use: 'phone', typed: phoneCode })
  return (await takeCode(trx, { patronId, use: 'phone', code, now: clock.now() })) ? 'right' : 'wrong'
}
