import type { Transaction } from 'kysely'
import { lockSecondStep, type SecondStepHeld } from '../store/accounts-factor.ts'
import type { Schema } from '../store/schema.ts'
import { endSessionsOf, passSecondStep, useProof } from '../store/sessions.ts'
import type { Office } from './act.ts'

/**
 * By what somebody may change the second step of their sign-in: `half`, a sign-in that has to set up the first one;
 * or a session whose owner proved who they are a moment ago.
 */
export type ChangePermit = {
  readonly accountId: string
  /** Of the session or the half sign-in. */
  readonly tokenHash: Buffer
  readonly half: boolean
}

/**
 * Uses the permit up, and returns what the account has now; null where it no longer holds. Whoever else is signed in
 * with the account is signed out: it may be for them that its owner changes something.
 *
 * Hostile: a half sign-in knows the passphrase and nothing more. If it could add a second step beside the one that is
 * there, a stolen passphrase alone would be enough; so it may only set up the first, and of two at once one does.
 */
export async function usePermit(
  trx: Transaction<Schema>,
  { ring, clock }: Office,
  permit: ChangePermit,
): Promise<SecondStepHeld | null> {
  const { accountId, tokenHash, half } = permit
  const held = await lockSecondStep(trx, accountId)
  if (held === null) return null
  const isFirst = !held.codeApp && held.passkeys === 0 && !held.given
  const holds = half
    ? isFirst && (await passSecondStep(trx, ring, permit))
    : await useProof(trx, ring, permit, clock.now())
  if (!holds) return null
  await endSessionsOf(trx, accountId, tokenHash)
  return held
}
