import type { PaperKey } from '../backup/paper-key.ts'
import { newRecoveryKey } from '../jobs/backup-recovery.ts'
import type { Account } from '../store/accounts.ts'
import { clearTries } from '../store/accounts-tries.ts'
import type { By, Office } from './act.ts'
import { isPassphrase } from './passphrase.ts'
import { tryAtPassphrase } from './tries.ts'

/**
 * A new recovery key, for somebody who gives their passphrase again. Why again: a session may have been left open,
 * and whoever has the sheet reads every backup from then on.
 * @returns null where the passphrase is not theirs; that was one of the account's tries
 */
export async function recoveryKeyFor(
  office: Office,
  by: By,
  { account, passphrase }: { readonly account: Account; readonly passphrase: string },
): Promise<PaperKey | null> {
  const charged = await tryAtPassphrase(office, account.signIn)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return null
  await clearTries(office.app, account.id)
  return newRecoveryKey(office, by)
}
