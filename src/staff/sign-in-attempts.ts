import type { Actor } from '../gate/index.ts'
import { type SignInSource, unknownSource } from './known-source-store.ts'
import { type CoreServices, recordAction } from './logged-action.ts'
import {
  type CodeAttempt,
  chargeCode,
  chargePassphrase,
  type PassphraseAttempt,
} from './sign-in-attempt-store.ts'

/** `place` is for the register. */
export type AttemptSource = SignInSource & { readonly place?: string }

// The lock is logged in the same transaction as the attempt that causes it, even if that attempt is right: no
// other is accepted until the sign-in is complete. The actor is not known.
const systemActorAt = ({ place }: AttemptSource): Actor => ({
  role: 'system',
  ...(place !== undefined && { place }),
})

/** See `chargePassphrase`. */
export async function chargePassphraseAttempt(
  office: CoreServices,
  signIn: string,
  from: AttemptSource = unknownSource,
): Promise<PassphraseAttempt | null> {
  return recordAction(office, systemActorAt(from), async (trx, note) => {
    const { tried, lockedName } = await chargePassphrase(trx, office.ring, signIn, attemptNow(office, from))
    if (tried?.last) await note({ kind: 'account-locked', account: tried.id })
    // Why for missing names too: an entry takes time, which must not tell the two apart.
    if (lockedName) await note({ kind: 'unknown-name-locked' })
    return tried
  })
}

/** See `chargeCode`. */
export async function chargeCodeAttempt(
  office: CoreServices,
  accountId: string,
  from: AttemptSource = unknownSource,
): Promise<CodeAttempt | null> {
  return recordAction(office, systemActorAt(from), async (trx, note) => {
    const charged = await chargeCode(trx, accountId, attemptNow(office, from))
    if (charged?.last) await note({ kind: 'account-locked', account: accountId })
    return charged
  })
}

const attemptNow = ({ clock }: CoreServices, from: SignInSource) => ({
  now: clock.now(),
  today: clock.today(),
  from,
})
