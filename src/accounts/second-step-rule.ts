import type { Role } from '../store/accounts.ts'
import type { SecondStepFor } from '../store/accounts-factor.ts'

/** Whom a stolen passphrase would open most to, wherever they sit (docs/decisions/0011-accounts.md). */
const officers: readonly Role[] = ['director', 'counsel', 'trustee']

/** Whether somebody must pass a second step at every sign-in. `nobody` is for the demo, whose sign-ins are known. */
export function mustPassSecondStep(
  who: { readonly role: Role; readonly actingUntil: string | null },
  whom: SecondStepFor | 'nobody',
): boolean {
  if (whom === 'nobody') return false
  return whom === 'everyone' || who.actingUntil !== null || officers.includes(who.role)
}
