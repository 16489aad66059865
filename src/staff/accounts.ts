import { type Actor, accountIdOfActor, isActingDirector } from '../gate/index.ts'
import type { Trx } from '../platform/db/context.ts'
import { daysBetween } from '../policy/index.ts'
import type { StaffRole } from './account.ts'
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
import { type CoreServices, recordAction } from './logged-action.ts'
import { addActingTerm, confirmAccount, endActingTerm, listOfficers, type Officer } from './officer-store.ts'
import { hashPassphrase } from './passphrase.ts'
import { type SecondFactorPolicy, setSecondFactorPolicy } from './second-factor-store.ts'
import { endSetUpLink } from './set-up.ts'
import { clearAttempts } from './sign-in-attempt-store.ts'

// What the Director, or whoever has the command line, does about other people's sign-ins.

/**
 * What is wrong with the name of a new sign-in, in a sentence; null where nothing is.
 *
 * Why ASCII alone: a letter of another alphabet that looks the same would make a second sign-in under one name to read.
 */
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
  /** Somebody else made the passphrase: its owner chooses another at the first sign-in. */
  readonly given: boolean
}

/**
 * Whether somebody may give or take a place. An acting Director keeps the house: who is Director, and who is the
 * Board's president, which names acting Directors, is not theirs to change.
 */
export function mayChangeAccount(by: Actor, place: Pick<ListedAccount, 'role' | 'president'>): boolean {
  return !isActingDirector(by) || (place.role !== 'director' && !place.president)
}

/**
 * The same of a sign-in as it is now.
 * INVARIANT: held to the end of the transaction, since whoever changes a role waits for the same lock.
 */
async function mayChangeAccountNow(trx: Trx, by: Actor, id: string): Promise<boolean> {
  if (!isActingDirector(by)) return true
  await lockDirectors(trx)
  const person = await findAccount(trx, { id })
  return person !== null && mayChangeAccount(by, person)
}

/** Adds a sign-in. Returns its id, or null where its name is taken, or such a place is not theirs to give. */
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
    // INVARIANT: once somebody is Director, nobody sets the library up.
    if (person.role === 'director') await endSetUpLink(trx)
    await note({ kind: 'account-added', account: id, flags: roleFlags(person) })
    return id
  })
}

/**
 * Gives a sign-in a passphrase that its owner replaces at the next sign-in. Whatever it was signed in with, and its
 * private keys, are gone: it opens nothing that was sealed to it before. False where it has ended, or is not theirs to
 * change.
 */
export async function resetSignIn(
  office: CoreServices,
  by: Actor,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<boolean> {
  const hashed = await hashPassphrase(passphrase)
  const done = await recordAction(office, by, async (trx, note) => {
    if (!(await mayChangeAccountNow(trx, by, id))) return false
    const on = office.clock.today()
    const reset = await resetAccount(trx, office.ring, {
      id,
      passphrase: hashed,
      on,
      givenBy: accountIdOfActor(by),
      givenAt: office.clock.now(),
    })
    if (reset) await note({ kind: 'account-reset', account: id })
    return reset
  })
  if (done) await destroyUnusedKeyParts(office, id)
  return done
}

/** Ends a sign-in for good. `unknown`: there is none, or it is not theirs to end. */
export async function closeSignIn(
  office: CoreServices,
  by: Actor,
  id: string,
): Promise<'ended' | 'unknown' | 'last-director'> {
  const done = await recordAction(office, by, async (trx, note) => {
    if (!(await mayChangeAccountNow(trx, by, id))) return 'unknown'
    const outcome = await endAccount(trx, office.ring, { id, on: office.clock.today() })
    if (outcome === 'ended') await note({ kind: 'account-ended', account: id })
    return outcome
  })
  if (done === 'ended') await destroyUnusedKeyParts(office, id)
  return done
}

/** Gives somebody another role, or makes a trustee the Board's president. They sign in anew. `unknown`: as above. */
export async function changeAccountRole(
  office: CoreServices,
  by: Actor,
  person: Pick<ListedAccount, 'id' | 'role' | 'president'>,
): Promise<'changed' | 'unknown' | 'last-director'> {
  return recordAction(office, by, async (trx, note) => {
    const president = person.president && person.role === 'trustee'
    const isTheirs =
      mayChangeAccount(by, { ...person, president }) && (await mayChangeAccountNow(trx, by, person.id))
    if (!isTheirs) return 'unknown'
    const outcome = await changeRole(trx, office.ring, {
      ...{ ...person, president },
      givenBy: accountIdOfActor(by),
    })
    if (outcome === 'changed') {
      await note({ kind: 'account-role-changed', account: person.id, flags: roleFlags(person) })
    }
    return outcome
  })
}

/** Ends a sign-in's rest after wrong tries. False where it has ended, or is not theirs to change. */
export async function unlockAccount(office: CoreServices, by: Actor, id: string): Promise<boolean> {
  return recordAction(office, by, async (trx, note) => {
    if (!(await mayChangeAccountNow(trx, by, id))) return false
    const unlocked = await clearAttempts(trx, id)
    if (unlocked) await note({ kind: 'account-unlocked', account: id })
    return unlocked
  })
}

/** Says who must pass a second step at sign-in, from their next one on. */
export async function requireSecondFactor(
  office: CoreServices,
  by: Actor,
  whom: SecondFactorPolicy,
): Promise<void> {
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
  | 'over'
  | 'too-long'
  | 'taken'

const maxActingDays = 366

/**
 * Names an acting Director from a first to a last day of the library's calendar, both included (`YYYY-MM-DD`). It
 * begins and ends by itself. Named by the Board: by its president, or on the command line.
 */
export async function nameActingDirector(
  office: CoreServices,
  by: Actor,
  acting: { readonly accountId: string; readonly firstDay: string; readonly lastDay: string },
): Promise<'named' | ActingDirectorRefusal> {
  const { accountId, firstDay, lastDay } = acting
  if (lastDay < firstDay || lastDay < office.clock.today()) return 'over'
  if (daysBetween(firstDay, lastDay) > maxActingDays) return 'too-long'
  // Why: the Board gives the Director's powers to somebody; nobody takes them.
  const namedBy = accountIdOfActor(by)
  if (namedBy === accountId) return 'yourself'
  return recordAction(office, by, async (trx, note) => {
    // Why locked: else somebody who is made Director at the same moment stays named, and acts once they are not.
    await lockDirectors(trx)
    // Hostile: whoever made a president's passphrase could have chosen it for them too, and name themselves.
    if (namedBy !== null && (await passphraseSetBy(trx, namedBy)) === accountId) return 'gave-passphrase'
    const account = await findAccount(trx, { id: accountId })
    if (account === null) return 'unknown'
    if (account.role === 'director') return 'director'
    if ((await addActingTerm(trx, office.ring, { ...acting, namedBy })) === null) return 'taken'
    await note({ kind: 'acting-director-named', account: accountId, flags: [firstDay, lastDay] })
    return 'named'
  })
}

/** Ends somebody's time as acting Director before its last day, at once. False where it is over. */
export async function endActingDirector(office: CoreServices, by: Actor, id: string): Promise<boolean> {
  return recordAction(office, by, async (trx, note) => {
    const accountId = await endActingTerm(trx, id)
    if (accountId !== null) await note({ kind: 'acting-director-ended', account: accountId })
    return accountId !== null
  })
}

/**
 * Why somebody's sign-in is not confirmed. `given`: they have no passphrase of their own yet. `yours`: it is one's own.
 * `set-up`: whoever confirms set it up. `unsure`: their own sign-in is in a Director's hands. `role`: it is not theirs to say.
 */
export type ConfirmationRefusal = 'unknown' | 'given' | 'yours' | 'set-up' | 'unsure' | 'role'

/** Who of the officers confirms, as a pack has it. */
export type ConfirmingRoles = readonly ('counsel' | 'president' | 'trustee')[]

/** Whether a sign-in counts as its owner's own: no Director made its passphrase or gave it its role, or another confirmed it. */
export const isOwnAccount = ({ setUpBy, confirmed }: Officer): boolean =>
  setUpBy === null || confirmed !== null

/** What keeps somebody from confirming another's sign-in; undefined where nothing does. */
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

/**
 * Confirms that a sign-in which a Director set up is its owner's own, as somebody says who knows them, or the command line.
 * Until then it counts for nobody else than whoever set it up (decision 31).
 */
export async function confirmAccountOwner(
  office: CoreServices,
  by: Actor,
  { id, confirming }: { readonly id: string; readonly confirming: ConfirmingRoles },
): Promise<'confirmed' | ConfirmationRefusal> {
  return recordAction(office, by, async (trx, note) => {
    // Why locked: whoever resets a sign-in or changes its role waits, so what is confirmed is what it is.
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
