import type { PaperKey } from '../backup/paper-key.ts'
import { newRecoveryKey } from '../jobs/backup-recovery.ts'
import type { Account } from '../store/accounts.ts'
import { hasStep } from '../store/accounts-factor.ts'
import { clearTries } from '../store/accounts-tries.ts'
import { useProof } from '../store/sessions.ts'
import type { By, Office } from './act.ts'
import { isPassphrase } from './passphrase.ts'
import { type TriedFrom, tryAtPassphrase } from './tries.ts'

type Asks = {
  readonly account: Account
  readonly tokenHash: Buffer
  /** For whoever has no second step, and did not show a moment ago who they are. */
  readonly passphrase: string
  readonly from?: TriedFrom
}

/**
 * A new recovery key, for somebody who shows again who they are. Why again: a session may have been left open, and
 * whoever has the sheet reads every backup from then on.
 * @returns null where they do not: the proof of both steps was used up, or the passphrase is not theirs, which was one
 * of the account's tries
 */
export async function recoveryKeyFor(office: Office, by: By, asks: Asks): Promise<PaperKey | null> {
  return (await showsWho(office, asks)) ? newRecoveryKey(office, by) : null
}

async function showsWho(office: Office, { account, tokenHash, passphrase, from }: Asks): Promise<boolean> {
  const { app, ring, clock } = office
  if (await useProof(app, ring, { accountId: account.id, tokenHash }, clock.now())) return true
  if (await hasStep(app, account.id)) return false
  const charged = await tryAtPassphrase(office, account.signIn, from)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return false
  await clearTries(app, account.id)
  return true
}
