import { type CodeTry, chargeCode, chargeTry, type PassphraseTry } from '../store/accounts-tries.ts'
import { aStranger, type TrySource } from '../store/known-sources.ts'
import { act, byItself, type Office } from './act.ts'

/** From where somebody tries: the place is for the register. */
export type TriedFrom = TrySource & { readonly place?: string }

// The rest that begins with the last try is on record with it: both, or neither. Also where that try is then right,
// since no other is taken until the whole sign-in is done. Nobody is known to have acted.
const somebodyAt = ({ place }: TriedFrom) => ({ ...byItself, ...(place !== undefined && { place }) })

/** Charges a try at a passphrase (`chargeTry`); null where the sign-in takes none. */
export async function tryAtPassphrase(
  office: Office,
  signIn: string,
  from: TriedFrom = aStranger,
): Promise<PassphraseTry | null> {
  return act(office, somebodyAt(from), async (trx, note) => {
    const { tried, lockedName } = await chargeTry(trx, office.ring, signIn, tryingNow(office, from))
    if (tried?.last) await note({ kind: 'account-locked', account: tried.id })
    // Why also of a name that is not there: an entry takes time, and must not tell the two apart.
    if (lockedName) await note({ kind: 'unknown-name-locked' })
    return tried
  })
}

/** Charges a try at the code of a code app (`chargeCode`); null where the sign-in takes none. */
export async function tryAtCode(
  office: Office,
  accountId: string,
  from: TriedFrom = aStranger,
): Promise<CodeTry | null> {
  return act(office, somebodyAt(from), async (trx, note) => {
    const charged = await chargeCode(trx, accountId, tryingNow(office, from))
    if (charged?.last) await note({ kind: 'account-locked', account: accountId })
    return charged
  })
}

const tryingNow = ({ clock }: Office, from: TrySource) => ({ now: clock.now(), today: clock.today(), from })
