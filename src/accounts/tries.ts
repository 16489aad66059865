import { type CodeTry, chargeCode, chargeTry, type PassphraseTry } from '../store/accounts-tries.ts'
import { act, type Office } from './act.ts'

// The rest that begins with the last try is on record with it: both, or neither. Also where that try is then right,
// since no other is taken until the whole sign-in is done. Nobody is known to have acted.
const bySomebody = { actor: 'system' }

/** Charges a try at a passphrase (`chargeTry`); null where the sign-in takes none. */
export async function tryAtPassphrase(office: Office, signIn: string): Promise<PassphraseTry | null> {
  return act(office, bySomebody, async (trx, note) => {
    const charged = await chargeTry(trx, office.ring, signIn, office.clock.now())
    if (charged?.last) await note({ kind: 'account-locked', account: charged.id })
    return charged
  })
}

/** Charges a try at the code of a code app (`chargeCode`); null where the sign-in takes none. */
export async function tryAtCode(office: Office, accountId: string): Promise<CodeTry | null> {
  return act(office, bySomebody, async (trx, note) => {
    const charged = await chargeCode(trx, accountId, office.clock.now())
    if (charged?.last) await note({ kind: 'account-locked', account: accountId })
    return charged
  })
}
