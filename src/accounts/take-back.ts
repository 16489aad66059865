import type { Account } from '../store/accounts.ts'
import { clearTries } from '../store/accounts-tries.ts'
import { handScreen } from '../store/sessions.ts'
import { act, type By, type Office } from './act.ts'
import { isPassphrase } from './passphrase.ts'
import { type TriedFrom, tryAtPassphrase } from './tries.ts'

/**
 * Takes back a screen that was handed to a patron, with the passphrase of whoever handed it, as one of its tries. False
 * where it was wrong: somebody else may sit there.
 */
export async function takeScreenBack(
  office: Office,
  by: By,
  back: {
    readonly account: Account
    readonly session: Buffer
    readonly passphrase: string
    readonly from: TriedFrom
  },
): Promise<boolean> {
  const { account, session, passphrase, from } = back
  const charged = await tryAtPassphrase(office, account.signIn, from)
  const isRight = await isPassphrase(charged?.passphrase ?? null, passphrase)
  if (charged === null || charged.id !== account.id || !isRight) return false
  return act(office, by, async (trx) => {
    await clearTries(trx, account.id)
    return handScreen(trx, office.ring, { accountId: account.id, tokenHash: session }, null)
  })
}
