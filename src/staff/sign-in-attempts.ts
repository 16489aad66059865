import type { Actor } from '../gate/index.ts'
import { type SignInSource, unknownSource } from './known-source-store.ts'
import { type CoreServices, recordAction } from './logged-action.ts'
import {
  type CodeAttempt,
  chargeCode,
  chargePassphrase,
  type PassphraseAttempt,
} from './sign-in-attempt-store.ts'

/** From where somebody tries: the place is for the register. */
export type AttemptSource = SignInSource & { readonly place?: string }

// The rest that begins with the last try is on record with it: both, or neither. Also where that try is then right,
// since no other is taken until the whole sign-in is done. Nobody is known to have acted.
const systemActorAt = ({ place }: AttemptSource): Actor => ({
  role: 'system',
  ...(place !== undefined && { place }),
})

/** Charges a try at a passphrase (`chargeTry`); null where the sign-in takes none. */
export async function chargePassphraseAttempt(
  office: CoreServices,
  signIn: string,
  from: AttemptSource = unknownSource,
): Promise<PassphraseAttempt | null> {
  return recordAction(office, systemActorAt(from), async (trx, note) => {
    const { tried, lockedName } = await chargePassphrase(trx, office.ring, signIn, attemptNow(office, from))
    if (tried?.last) await note({ kind: 'account-locked', account: tried.id })
    // Why also of a name that is not there: an entry takes time, and must not tell the two apart.
    if (lockedName) await note({ kind: 'unknown-name-locked' })
    return tried
  })
}

/** Charges a try at the code of a code app (`chargeCode`); null where the sign-in takes none. */
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
