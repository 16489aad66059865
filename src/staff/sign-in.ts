import type { Actor, StaffActor } from '../gate/index.ts'
import type { Account } from './account.ts'
import { destroyUnusedKeyParts, ensureAccountKeys, prepareRewrappedKeys } from './account-keys.ts'
import { isGivenPassphraseExpired, passphraseOf, replacePassphrase } from './account-store.ts'
import { rememberBrowser, type SignInSource, unknownSource } from './known-source-store.ts'
import { type CoreServices, RollbackError, recordAction } from './logged-action.ts'
import { findByPassphrase, hashPassphrase, isPassphrase } from './passphrase.ts'
import { consumeReauthIfNeeded, requiresSecondFactor } from './second-factor.ts'
import { secondFactorPolicy } from './second-factor-store.ts'
import {
  beginSignIn,
  endSession,
  endSessionsOf,
  handScreen,
  openSession,
  type PendingSignIn,
} from './session-store.ts'
import { clearAttempts, deleteOldAttempts } from './sign-in-attempt-store.ts'
import { type AttemptSource, chargePassphraseAttempt } from './sign-in-attempts.ts'

/** What is left to do before somebody is signed in, in this order. */
export type SignInStep = 'second-step' | 'own-passphrase' | 'set-second-step' | 'done'

/**
 * Holds a passphrase against a sign-in, as one of its tries. Where it is right, a half sign-in begins under the token
 * of this hash, and its account is returned; else null, whatever was wrong. `over`: it is right, and somebody else made it too
 * long ago.
 */
export async function tryPassphrase(
  office: CoreServices,
  tried: {
    readonly signIn: string
    readonly passphrase: string
    readonly tokenHash: Buffer
    readonly place: string
    /** Which browser and computer it comes from; a stranger's where it is left out. */
    readonly from?: SignInSource
    /** It is somebody who is signed in already, to prove who they are. */
    readonly again: boolean
  },
): Promise<Account | 'over' | null> {
  const { signIn, passphrase, tokenHash, place, again, from = unknownSource } = tried
  const { app, ring, clock } = office
  const account = await findByPassphrase(
    passphrase,
    () => chargePassphraseAttempt(office, signIn, { ...from, place }),
    (charged) => charged.passphrase,
  )
  if (account === null) return null
  if (isGivenPassphraseExpired(account, clock.now())) return 'over'
  const { id, passphrase: hashed } = account
  if (
    !(await beginSignIn(app, ring, {
      tokenHash,
      accountId: id,
      passphrase: hashed,
      place,
      again,
      now: clock.now(),
    }))
  )
    return null
  const by = { accountId: id, role: account.role, place }
  if (!account.given) await ensureAccountKeys(office, by, { accountId: id, passphrase, hashed })
  return account
}

/** Whether a passphrase was right, and still counts. */
export const isAcceptedPassphrase = (found: Account | 'over' | null): boolean =>
  found !== null && found !== 'over'

/** The next step of a half sign-in. @param must whether this account must pass a second step */
export function nextStep(half: PendingSignIn, must: boolean): SignInStep {
  if (half.hasSecondStep && !half.secondStep) return 'second-step'
  if (half.given) return 'own-passphrase'
  if (must && !half.hasSecondStep) return 'set-second-step'
  return 'done'
}

/** The same, by the library's own rule. @param asked false for the demo alone, where nobody must */
export async function remainingStep(
  { app }: CoreServices,
  half: PendingSignIn,
  asked: boolean,
): Promise<SignInStep> {
  const whom = asked ? await secondFactorPolicy(app) : 'nobody'
  return nextStep(half, requiresSecondFactor(half, whom))
}

/**
 * Signs somebody in whose steps are done: under a token of its own, and the one before is worth nothing from then on.
 * Only now are the wrong tries forgotten, and the browser is known to the account. On record, with the place.
 * @param tokens.replaced the hash of a session's token that this browser had; `browser` of the one that it keeps
 */
export async function finishSignIn(
  office: CoreServices,
  by: StaffActor,
  tokens: {
    readonly from: Buffer
    readonly to: Buffer
    readonly replaced: Buffer | null
    readonly browser: Buffer
    readonly again: boolean
  },
): Promise<boolean> {
  const { ring, clock } = office
  const now = clock.now()
  const { from, to, replaced, browser, again } = tokens
  return recordAction(office, by, async (trx, note) => {
    if (!(await openSession(trx, ring, { from, to, now }))) return false
    await clearAttempts(trx, by.accountId)
    await deleteOldAttempts(trx, now)
    await rememberBrowser(trx, { accountId: by.accountId, browser, today: clock.today() })
    if (replaced !== null) await endSession(trx, replaced, now)
    await note({ kind: 'signed-in', account: by.accountId, ...(again && { flags: ['again'] }) })
    return true
  })
}

/** Ends every session and every half sign-in of one's own. */
export async function signOutEverywhere(office: CoreServices, by: StaffActor): Promise<void> {
  await recordAction(office, by, async (trx, note) => {
    await endSessionsOf(trx, by.accountId)
    await note({ kind: 'signed-out-everywhere', account: by.accountId })
  })
}

/**
 * Takes back a screen that was handed to a patron, with the passphrase of whoever handed it, as one of its tries. False
 * where it was wrong: somebody else may sit there.
 */
export async function reclaimScreen(
  office: CoreServices,
  by: Actor,
  back: {
    readonly account: Account
    readonly session: Buffer
    readonly passphrase: string
    readonly from: AttemptSource
  },
): Promise<boolean> {
  const { account, session, passphrase, from } = back
  const charged = await chargePassphraseAttempt(office, account.signIn, from)
  const isRight = await isPassphrase(charged?.passphrase ?? null, passphrase)
  if (charged === null || charged.id !== account.id || !isRight) return false
  return recordAction(office, by, async (trx) => {
    await clearAttempts(trx, account.id)
    return handScreen(trx, office.ring, { accountId: account.id, tokenHash: session }, null)
  })
}

type PassphraseChange = {
  readonly account: Account
  readonly was: string
  readonly becomes: string
  readonly session: Buffer
  readonly from?: AttemptSource
}

/**
 * Puts another passphrase in the place of an account's own, and wraps its keys by it. Every other session of the
 * account ends. `wrong`: the old one is not right, and that was one of the account's tries. `over`: it was changed
 * meanwhile, or the session's owner has a second step and did not show both a moment ago.
 */
export async function changePassphrase(
  office: CoreServices,
  by: Actor,
  change: PassphraseChange,
): Promise<'changed' | 'wrong' | 'over'> {
  const { account, was } = change
  const charged = await chargePassphraseAttempt(office, account.signIn, change.from)
  if (charged === null || !(await isPassphrase(charged.passphrase, was))) return 'wrong'
  return replaceOwnPassphrase(office, by, { ...change, hashed: charged.passphrase, needsProof: true })
}

/**
 * The first passphrase of an account's own, in the place of one that somebody else made. Its keys are made now.
 * `same`: it is the one that was given.
 */
export async function choosePassphrase(
  office: CoreServices,
  by: Actor,
  { account, becomes, session }: Omit<PassphraseChange, 'was' | 'from'>,
): Promise<'changed' | 'same' | 'over'> {
  const hashed = await passphraseOf(office.app, account.id)
  if (hashed === null) return 'over'
  if (await isPassphrase(hashed, becomes)) return 'same'
  return replaceOwnPassphrase(office, by, { account, was: '', becomes, session, hashed, needsProof: false })
}

async function replaceOwnPassphrase(
  office: CoreServices,
  by: Actor,
  change: PassphraseChange & { readonly hashed: string; readonly needsProof: boolean },
): Promise<'changed' | 'over'> {
  const { account, was, becomes, session, hashed, needsProof } = change
  const { id } = account
  const passphrase = await hashPassphrase(becomes)
  const keys = await prepareRewrappedKeys(office, { accountId: id, was, becomes })
  const outcome = await recordAction(office, by, async (trx, note) => {
    if (!(await replacePassphrase(trx, office.ring, { id, was: hashed, passphrase }))) return 'over'
    const held = { accountId: id, tokenHash: session }
    if (needsProof && !(await consumeReauthIfNeeded(trx, office, held))) throw new RollbackError('over')
    await keys.store(trx, passphrase, note)
    await clearAttempts(trx, id)
    await endSessionsOf(trx, id, session)
    await note({ kind: 'passphrase-changed', account: id })
    return 'changed'
  })
  await destroyUnusedKeyParts(office, id)
  return outcome
}
