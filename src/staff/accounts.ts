import { type Actor, accountIdOfActor, isActingDirector } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { daysBetween, type StaffRole } from '../policy/index.ts'
import { isConfirmedPresident, opensDirectorCases } from './account.ts'
import { destroyUnusedKeyParts } from './account-keys.ts'
import {
  addAccount,
  changeRole,
  endAccount,
  findAccount,
  type ListedAccount,
  lockDirectors,
  passphraseSetBy,
  resetAccount,
} from './account-store.ts'
import { type CoreServices, RollbackError, recordAction, tellAccounts } from './logged-action.ts'
import {
  addActingTerm,
  confirmAccount,
  endActingTerm,
  listOfficers,
  type Officer,
  verifiedAccounts,
} from './officer-store.ts'
import { hashPassphrase } from './passphrase.ts'
import { type SecondFactorPolicy, setSecondFactorPolicy } from './second-factor-store.ts'
import { endSetUpLink } from './set-up.ts'
import { clearAttempts } from './sign-in-attempt-store.ts'

// What the Director or the command line does about other people's accounts.

/** Null if it fits. Why only ASCII: with look-alike letters two accounts could read the same. */
export function signInNameFault(typed: string): string | null {
  return /^[A-Za-z0-9.-]{1,60}$/.test(typed)
    ? null
    : 'the letters A to Z without accents, digits, dots and hyphens, 60 at most; no blanks'
}

export type NewAccount = {
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  readonly president: boolean
  readonly passphrase: string
  /** Someone else made the passphrase; the owner must replace it at the first sign-in. */
  readonly given: boolean
}

/** An acting Director may not change who is Director or president of the Board. */
export function mayChangeAccount(by: Actor, place: Pick<ListedAccount, 'role' | 'president'>): boolean {
  return !isActingDirector(by) || (place.role !== 'director' && !place.president)
}

/** INVARIANT: locked until the transaction ends, since role changes wait for the same lock. */
async function mayChangeAccountNow(trx: Trx, by: Actor, id: string): Promise<boolean> {
  if (!isActingDirector(by)) return true
  await lockDirectors(trx)
  const person = await findAccount(trx, { id })
  return person !== null && mayChangeAccount(by, person)
}

/**
 * Changes an account under the lock that all such changes wait for. INVARIANT: where someone signed in changes a confirmed
 * account of counsel or the president, a confirmed president is left; the command line may leave none, and every officer reads
 * it on their start page. Why counsel is not enough: in a case about the Director they may have a conflict of interest, and
 * the rule asks no case.
 */
async function changeWatched<T>(
  { ring, clock }: CoreServices,
  by: Actor,
  { trx, id }: { readonly trx: Trx; readonly id: string },
  change: () => Promise<T>,
): Promise<T> {
  await lockDirectors(trx)
  const wasOne = (await verifiedAccounts(trx, ring)).some((one) => one.id === id && opensDirectorCases(one))
  const outcome = await change()
  if (!wasOne) return outcome
  const everyone = await verifiedAccounts(trx, ring)
  // Why: with a passphrase that someone else made, no one has opened anything yet.
  if (everyone.some((one) => isConfirmedPresident(one) && !one.given)) return outcome
  if (accountIdOfActor(by) !== null) throw new RollbackError('last-confirmed')
  const officers = everyone.filter(
    ({ role }) => role === 'director' || role === 'counsel' || role === 'trustee',
  )
  await tellAccounts(
    trx,
    officers.map((one) => one.id).filter((one) => one !== id),
    {
      kind: 'last-confirmed-changed',
      by: null,
      at: clock.now(),
    },
  )
  return outcome
}

/** Returns the new id, or null if the name is taken or the actor may not give the role. */
export async function createAccount(
  office: CoreServices,
  by: Actor,
  person: NewAccount,
): Promise<string | null> {
  if (!mayChangeAccount(by, person)) return null
  const passphrase = await hashPassphrase(person.passphrase)
  return recordAction(office, by, async (trx, note) => {
    if (person.role === 'director') await lockDirectors(trx)
    const given = { givenBy: accountIdOfActor(by), givenAt: office.clock.now() }
    const id = await addAccount(trx, office.ring, { ...person, passphrase, ...given })
    if (id === null) return null
    // INVARIANT: set-up ends as soon as there is a Director.
    if (person.role === 'director') await endSetUpLink(trx)
    await note({ kind: 'account-added', account: id, flags: roleFlags(person) })
    return id
  })
}

/** `last-confirmed`: no confirmed president would be left, who opens every case about the Director; the command line may still do it. */
type ChangeRefusal = 'unknown' | 'last-confirmed'

/** Nothing sealed to the account earlier opens. `unknown`: it has ended or the actor may not change it. */
export async function resetSignIn(
  office: CoreServices,
  by: Actor,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<'reset' | ChangeRefusal> {
  const hashed = await hashPassphrase(passphrase)
  const done = await recordAction<'reset' | ChangeRefusal>(office, by, async (trx, note) => {
    if (!(await mayChangeAccountNow(trx, by, id))) return 'unknown'
    const given = { givenBy: accountIdOfActor(by), givenAt: office.clock.now() }
    const account = { id, passphrase: hashed, on: office.clock.today(), ...given }
    const reset = await changeWatched(office, by, { trx, id }, () => resetAccount(trx, office.ring, account))
    if (!reset) return 'unknown'
    await note({ kind: 'account-reset', account: id })
    return 'reset'
  })
  if (done === 'reset') await destroyUnusedKeyParts(office, id)
  return done
}

export async function closeSignIn(
  office: CoreServices,
  by: Actor,
  id: string,
): Promise<'ended' | 'last-director' | ChangeRefusal> {
  const done = await recordAction<'ended' | 'last-director' | ChangeRefusal>(
    office,
    by,
    async (trx, note) => {
      if (!(await mayChangeAccountNow(trx, by, id))) return 'unknown'
      const outcome = await changeWatched(office, by, { trx, id }, () =>
        endAccount(trx, office.ring, { id, on: office.clock.today() }),
      )
      if (outcome === 'ended') await note({ kind: 'account-ended', account: id })
      return outcome
    },
  )
  if (done === 'ended') await destroyUnusedKeyParts(office, id)
  return done
}

/** Changes a role, or makes a trustee president; signs the person out. */
export async function changeAccountRole(
  office: CoreServices,
  by: Actor,
  person: Pick<ListedAccount, 'id' | 'role' | 'president'>,
): Promise<'changed' | 'last-director' | ChangeRefusal> {
  return recordAction<'changed' | 'last-director' | ChangeRefusal>(office, by, async (trx, note) => {
    const president = person.president && person.role === 'trustee'
    const isTheirs =
      mayChangeAccount(by, { ...person, president }) && (await mayChangeAccountNow(trx, by, person.id))
    if (!isTheirs) return 'unknown'
    const given = { president, givenBy: accountIdOfActor(by) }
    const outcome = await changeWatched(office, by, { trx, id: person.id }, () =>
      changeRole(trx, office.ring, { ...person, ...given }),
    )
    if (outcome === 'changed') {
      await note({ kind: 'account-role-changed', account: person.id, flags: roleFlags(person) })
    }
    return outcome
  })
}

/** Ends the lock after wrong attempts. False if the account has ended or the actor may not change it. */
export async function unlockAccount(office: CoreServices, by: Actor, id: string): Promise<boolean> {
  return recordAction(office, by, async (trx, note) => {
    if (!(await mayChangeAccountNow(trx, by, id))) return false
    const unlocked = await clearAttempts(trx, id)
    if (unlocked) await note({ kind: 'account-unlocked', account: id })
    return unlocked
  })
}

export async function requireSecondFactor(office: CoreServices, by: Actor, whom: SecondFactorPolicy) {
  await recordAction(office, by, async (trx, note) => {
    await setSecondFactorPolicy(trx, whom)
    await note({ kind: 'second-step-required', flags: [whom] })
  })
}

function roleFlags({ role, president }: Pick<ListedAccount, 'role' | 'president'>): string[] {
  return president ? [role, 'president'] : [role]
}

export type ActingDirectorRefusal =
  | 'unknown'
  | 'director'
  | 'yourself'
  | 'gave-passphrase'
  | 'unsure'
  | 'over'
  | 'too-long'
  | 'taken'

const maxActingDays = 366

/** Names an acting Director from `firstDay` through `lastDay` (`YYYY-MM-DD`), on behalf of the Board. */
/** Days that the Board could not name anyone for either. */
export function leaveRefusal(today: string, first: string, last: string): 'over' | 'too-long' | undefined {
  if (last < first || last < today) return 'over'
  return daysBetween(first, last) > maxActingDays ? 'too-long' : undefined
}

export async function nameActingDirector(
  office: CoreServices,
  by: Actor,
  acting: { readonly accountId: string; readonly firstDay: string; readonly lastDay: string },
): Promise<'named' | ActingDirectorRefusal> {
  const { accountId, firstDay, lastDay } = acting
  const refused = leaveRefusal(office.clock.today(), firstDay, lastDay)
  if (refused !== undefined) return refused
  // Why: the Board gives the Director's powers; no one takes them.
  const namedBy = accountIdOfActor(by)
  if (namedBy === accountId) return 'yourself'
  return recordAction(office, by, async (trx, note) => {
    // Why locked: someone made Director at the same moment must not also be acting.
    await lockDirectors(trx)
    // Hostile: someone who made the president's passphrase could sign in as president and name themselves.
    if (namedBy !== null && (await passphraseSetBy(trx, namedBy)) === accountId) return 'gave-passphrase'
    if (!(await actsForBoard(trx, office.ring, by))) return 'unsure'
    const account = await findAccount(trx, { id: accountId })
    // Special counsel has one case; a term would open all of them.
    if (account === null || account.role === 'special-counsel') return 'unknown'
    if (account.role === 'director') return 'director'
    if ((await addActingTerm(trx, office.ring, { ...acting, namedBy })) === null) return 'taken'
    await note({ kind: 'acting-director-named', account: accountId, flags: [firstDay, lastDay] })
    return 'named'
  })
}

/** What the Board decided is recorded by its president, at an account that is their own now, or on the command line. */
async function actsForBoard(trx: Trx, ring: KeyRing, by: Actor): Promise<boolean> {
  const account = accountIdOfActor(by)
  if (account === null) return true
  return (await verifiedAccounts(trx, ring)).some((one) => one.id === account && isConfirmedPresident(one))
}

/** Ends an acting term early. @returns whose it was; null if it is over, or the actor's account is not confirmed */
export async function endActingDirector(office: CoreServices, by: Actor, id: string): Promise<string | null> {
  return recordAction(office, by, async (trx, note) => {
    await lockDirectors(trx)
    if (!(await actsForBoard(trx, office.ring, by))) return null
    const ended = await endActingTerm(trx, id)
    if (ended === null) return null
    const { accountId, firstDay, lastDay } = ended
    await note({ kind: 'acting-director-ended', account: accountId, flags: [firstDay, lastDay] })
    return accountId
  })
}

/**
 * `given`: they have no passphrase of their own yet. `yours`: one's own account. `set-up`: the confirmer set
 * it up. `unsure`: the confirmer's own account is unconfirmed. `role`: the confirmer's role may not.
 */
export type ConfirmationRefusal = 'unknown' | 'given' | 'yours' | 'set-up' | 'unsure' | 'role'

export type ConfirmingRoles = readonly ('counsel' | 'president' | 'trustee')[]

/** No one else set the account up, or someone confirmed that it is its owner's. */
export const isOwnAccount = ({ setUpBy, confirmed }: Officer): boolean =>
  setUpBy === null || confirmed !== null

export function confirmationRefusal(
  confirmer: Officer | undefined,
  officer: Officer | undefined,
  confirming: ConfirmingRoles,
): ConfirmationRefusal | undefined {
  if (officer === undefined || isOwnAccount(officer)) return 'unknown'
  if (officer.given) return 'given'
  if (confirmer === undefined) return 'role'
  if (confirmer.id === officer.id) return 'yours'
  if (confirmer.id === officer.setUpBy?.id) return 'set-up'
  const { role, president } = confirmer
  const may = confirming.some((one) => (one === 'president' ? president : one === role))
  if (!may) return 'role'
  return isOwnAccount(confirmer) ? undefined : 'unsure'
}

/** Until then, an account that a Director set up counts for no one but that Director (decision 31). */
export async function confirmAccountOwner(
  office: CoreServices,
  by: Actor,
  { id, confirming }: { readonly id: string; readonly confirming: ConfirmingRoles },
): Promise<'confirmed' | ConfirmationRefusal> {
  return recordAction(office, by, async (trx, note) => {
    // Why locked: resets and role changes wait, so what is confirmed stays true.
    await lockDirectors(trx)
    const everyone = await listOfficers(trx, office.ring)
    const officer = everyone.find((one) => one.id === id)
    const account = accountIdOfActor(by)
    const confirmer = everyone.find((one) => one.id === account)
    const refused =
      account === null && officer !== undefined
        ? officer.given
          ? 'given'
          : undefined
        : confirmationRefusal(confirmer, officer, confirming)
    if (officer === undefined || refused !== undefined) return refused ?? 'unknown'
    await confirmAccount(trx, office.ring, officer, { by: account, on: office.clock.today() })
    await note({ kind: 'account-confirmed', account: id, flags: [officer.role] })
    return 'confirmed'
  })
}
