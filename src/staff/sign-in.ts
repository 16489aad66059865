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
import { beginShift } from './shift-store.ts'
import {
  type AttemptSource,
  chargePassphraseAttempt,
  clearAttempts,
  deleteOldAttempts,
} from './sign-in-attempt-store.ts'

/** In this order. */
export type SignInStep = 'second-step' | 'own-passphrase' | 'set-second-step' | 'done'

/** Null whatever was wrong; `over` if it is right but someone else made it too long ago. */
export async function tryPassphrase(
  office: CoreServices,
  tried: {
    readonly signIn: string
    readonly passphrase: string
    readonly tokenHash: Buffer
    readonly place: string
    readonly from?: SignInSource
    /** Reauthentication of someone signed in. */
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

export const isAcceptedPassphrase = (found: Account | 'over' | null): boolean =>
  found !== null && found !== 'over'

function nextStep(half: PendingSignIn, must: boolean): SignInStep {
  if (half.hasSecondStep && !half.secondStep) return 'second-step'
  if (half.given) return 'own-passphrase'
  if (must && !half.hasSecondStep) return 'set-second-step'
  return 'done'
}

/** By the library's rule. `asked` is false in the demo, where no one needs a second factor. */
export async function remainingStep(
  { app }: CoreServices,
  half: PendingSignIn,
  asked: boolean,
): Promise<SignInStep> {
  const whom = asked ? await secondFactorPolicy(app) : 'nobody'
  return nextStep(half, requiresSecondFactor(half, whom))
}

/** Only now clears wrong attempts and remembers the browser. `replaced` is its earlier session. */
export async function finishSignIn(
  office: CoreServices,
  by: StaffActor,
  tokens: {
    readonly from: Buffer
    readonly to: Buffer
    readonly replaced: Buffer | null
    readonly browser: Buffer
    /** The enrolled computer, where their shift begins. */
    readonly computer: string | null
    readonly again: boolean
  },
): Promise<boolean> {
  const { from, to, replaced, browser, computer, again } = tokens
  const { ring, clock } = office
  const now = clock.now()
  return recordAction(office, by, async (trx, note) => {
    if (!(await openSession(trx, ring, { from, to, now }))) return false
    await clearAttempts(trx, by.accountId)
    await deleteOldAttempts(trx, now)
    await rememberBrowser(trx, { accountId: by.accountId, browser, today: clock.today() })
    if (replaced !== null) await endSession(trx, replaced, now)
    if (computer !== null) await beginShift(trx, ring, { computer, accountId: by.accountId, now })
    await note({ kind: 'signed-in', account: by.accountId, ...(again && { flags: ['again'] }) })
    return true
  })
}

export async function signOutEverywhere(office: CoreServices, by: StaffActor): Promise<void> {
  await recordAction(office, by, async (trx, note) => {
    await endSessionsOf(trx, office.ring, by.accountId)
    await note({ kind: 'signed-out-everywhere', account: by.accountId })
  })
}

/** The passphrase proves that it is the same person. Counts as an attempt. */
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

/** `wrong`: counts as an attempt. `over`: changed concurrently, or reauthentication is missing. */
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

/** Replaces a passphrase that someone else made, and makes the keys. `same`: it is the one that was given. */
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
    await endSessionsOf(trx, office.ring, id, session)
    await note({ kind: 'passphrase-changed', account: id })
    return 'changed'
  })
  await destroyUnusedKeyParts(office, id)
  return outcome
}
