import { type Account, isGivenOver } from '../store/accounts.ts'
import { secondStepFor } from '../store/accounts-factor.ts'
import { clearTries } from '../store/accounts-tries.ts'
import { aStranger, rememberBrowser, type TrySource } from '../store/known-sources.ts'
import { beginSignIn, endSession, endSessionsOf, type HalfSession, openSession } from '../store/sessions.ts'
import { sweepTries } from '../store/sign-in-tries.ts'
import { act, type By, type Office } from './act.ts'
import { ensureKeys } from './own-keys.ts'
import { foundByPassphrase } from './passphrase.ts'
import { mustPassSecondStep } from './second-step-rule.ts'
import { tryAtPassphrase } from './tries.ts'

/** What is left to do before somebody is signed in, in this order. */
export type SignInStep = 'second-step' | 'own-passphrase' | 'set-second-step' | 'done'

/**
 * Holds a passphrase against a sign-in, as one of its tries. Where it is right, a half sign-in begins under the token
 * of this hash, and its account is returned; else null, whatever was wrong. `over`: it is right, and somebody else made it too
 * long ago.
 */
export async function tryPassphrase(
  office: Office,
  tried: {
    readonly signIn: string
    readonly passphrase: string
    readonly tokenHash: Buffer
    readonly place: string
    /** Which browser and computer it comes from; a stranger's where it is left out. */
    readonly from?: TrySource
    /** It is somebody who is signed in already, to prove who they are. */
    readonly again: boolean
  },
): Promise<Account | 'over' | null> {
  const { signIn, passphrase, tokenHash, place, again, from = aStranger } = tried
  const { app, ring, clock } = office
  const account = await foundByPassphrase(
    passphrase,
    () => tryAtPassphrase(office, signIn, { ...from, place }),
    (charged) => charged.passphrase,
  )
  if (account === null) return null
  if (isGivenOver(account, clock.now())) return 'over'
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
  const by = { actor: id, role: account.role, place }
  if (!account.given) await ensureKeys(office, by, { accountId: id, passphrase, hashed })
  return account
}

/** Whether a passphrase was right, and still counts. */
export const isTheirs = (found: Account | 'over' | null): boolean => found !== null && found !== 'over'

/** The next step of a half sign-in. @param must whether this account must pass a second step */
export function nextStep(half: HalfSession, must: boolean): SignInStep {
  if (half.hasSecondStep && !half.secondStep) return 'second-step'
  if (half.given) return 'own-passphrase'
  if (must && !half.hasSecondStep) return 'set-second-step'
  return 'done'
}

/** The same, by the library's own rule. @param asked false for the demo alone, where nobody must */
export async function stepLeft({ app }: Office, half: HalfSession, asked: boolean): Promise<SignInStep> {
  const whom = asked ? await secondStepFor(app) : 'nobody'
  return nextStep(half, mustPassSecondStep(half, whom))
}

/**
 * Signs somebody in whose steps are done: under a token of its own, and the one before is worth nothing from then on.
 * Only now are the wrong tries forgotten, and the browser is known to the account. On record, with the place.
 * @param tokens.replaced the hash of a session's token that this browser had; `browser` of the one that it keeps
 */
export async function finishSignIn(
  office: Office,
  by: By,
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
  return act(office, by, async (trx, note) => {
    if (!(await openSession(trx, ring, { from, to, now }))) return false
    await clearTries(trx, by.actor)
    await sweepTries(trx, now)
    await rememberBrowser(trx, { accountId: by.actor, browser, today: clock.today() })
    if (replaced !== null) await endSession(trx, replaced, now)
    await note({ kind: 'signed-in', account: by.actor, ...(again && { flags: ['again'] }) })
    return true
  })
}

/** Ends every session and every half sign-in of one's own. */
export async function signOutEverywhere(office: Office, by: By): Promise<void> {
  await act(office, by, async (trx, note) => {
    await endSessionsOf(trx, by.actor)
    await note({ kind: 'signed-out-everywhere', account: by.actor })
  })
}
