import type { PaperKey } from '../platform/crypto/paper-key.ts'
import type { Account } from '../staff/account-store.ts'
import type { CoreServices, EntryActor } from '../staff/logged-action.ts'
import { isPassphrase } from '../staff/passphrase.ts'
import { hasSecondFactor } from '../staff/second-factor-store.ts'
import { consumeReauth } from '../staff/session-store.ts'
import { clearAttempts } from '../staff/sign-in-attempt-store.ts'
import { type AttemptSource, chargePassphraseAttempt } from '../staff/sign-in-attempts.ts'
import { newRecoveryKey } from './recovery-key.ts'

type RecoveryKeyRequest = {
  readonly account: Account
  readonly tokenHash: Buffer
  /** For whoever has no second step, and did not show a moment ago who they are. */
  readonly passphrase: string
  readonly from?: AttemptSource
}

/**
 * A new recovery key, for somebody who shows again who they are. Why again: a session may have been left open, and
 * whoever has the sheet reads every backup from then on.
 * @returns null where they do not: the proof of both steps was used up, or the passphrase is not theirs, which was one
 * of the account's tries
 */
export async function issueRecoveryKey(
  office: CoreServices,
  by: EntryActor,
  asks: RecoveryKeyRequest,
): Promise<PaperKey | null> {
  return (await isReauthenticated(office, asks)) ? newRecoveryKey(office, by) : null
}

async function isReauthenticated(
  office: CoreServices,
  { account, tokenHash, passphrase, from }: RecoveryKeyRequest,
): Promise<boolean> {
  const { app, ring, clock } = office
  if (await consumeReauth(app, ring, { accountId: account.id, tokenHash }, clock.now())) return true
  if (await hasSecondFactor(app, account.id)) return false
  const charged = await chargePassphraseAttempt(office, account.signIn, from)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return false
  await clearAttempts(app, account.id)
  return true
}
