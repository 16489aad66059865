import type { Account } from '../store/accounts.ts'
import { passphraseOf, replacePassphrase } from '../store/accounts.ts'
import { clearTries } from '../store/accounts-tries.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { act, type By, type Office, Undone } from './act.ts'
import { useBothSteps } from './both-steps.ts'
import { destroyOldParts, keysUnder } from './own-keys.ts'
import { hashPassphrase, isPassphrase } from './passphrase.ts'
import { type TriedFrom, tryAtPassphrase } from './tries.ts'

type Change = {
  readonly account: Account
  readonly was: string
  readonly becomes: string
  readonly session: Buffer
  readonly from?: TriedFrom
}

/**
 * Puts another passphrase in the place of an account's own, and wraps its keys by it. Every other session of the
 * account ends. `wrong`: the old one is not right, and that was one of the account's tries. `over`: it was changed
 * meanwhile, or the session's owner has a second step and did not show both a moment ago.
 */
export async function changePassphrase(
  office: Office,
  by: By,
  change: Change,
): Promise<'changed' | 'wrong' | 'over'> {
  const { account, was } = change
  const charged = await tryAtPassphrase(office, account.signIn, change.from)
  if (charged === null || !(await isPassphrase(charged.passphrase, was))) return 'wrong'
  return replace(office, by, { ...change, hashed: charged.passphrase, needsProof: true })
}

/**
 * The first passphrase of an account's own, in the place of one that somebody else made. Its keys are made now.
 * `same`: it is the one that was given.
 */
export async function choosePassphrase(
  office: Office,
  by: By,
  { account, becomes, session }: Omit<Change, 'was' | 'from'>,
): Promise<'changed' | 'same' | 'over'> {
  const hashed = await passphraseOf(office.app, account.id)
  if (hashed === null) return 'over'
  if (await isPassphrase(hashed, becomes)) return 'same'
  return replace(office, by, { account, was: '', becomes, session, hashed, needsProof: false })
}

async function replace(
  office: Office,
  by: By,
  change: Change & { readonly hashed: string; readonly needsProof: boolean },
): Promise<'changed' | 'over'> {
  const { account, was, becomes, session, hashed, needsProof } = change
  const { id } = account
  const passphrase = await hashPassphrase(becomes)
  const keys = await keysUnder(office, { accountId: id, was, becomes })
  const outcome = await act(office, by, async (trx, note) => {
    if (!(await replacePassphrase(trx, office.ring, { id, was: hashed, passphrase }))) return 'over'
    const held = { accountId: id, tokenHash: session }
    if (needsProof && !(await useBothSteps(trx, office, held))) throw new Undone('over')
    await keys.store(trx, passphrase, note)
    await clearTries(trx, id)
    await endSessionsOf(trx, id, session)
    await note({ kind: 'passphrase-changed', account: id })
    return 'changed'
  })
  await destroyOldParts(office, id)
  return outcome
}
