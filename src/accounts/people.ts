import type { Transaction } from 'kysely'
import {
  accountOf,
  addAccount,
  changeRole,
  endAccount,
  lockDirectors,
  type Person,
  type Role,
  resetAccount,
} from '../store/accounts.ts'
import { type SecondStepFor, setSecondStepFor } from '../store/accounts-factor.ts'
import { clearTries } from '../store/accounts-tries.ts'
import type { Schema } from '../store/schema.ts'
import { endSetUpLink } from '../store/setup.ts'
import { accountOfActor, act, type By, type Office } from './act.ts'
import { destroyOldParts } from './own-keys.ts'
import { hashPassphrase } from './passphrase.ts'

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

export type NewPerson = {
  readonly signIn: string
  readonly name: string
  readonly role: Role
  readonly president: boolean
  readonly passphrase: string
  /** Somebody else made the passphrase: its owner chooses another at the first sign-in. */
  readonly given: boolean
}

/**
 * Whether somebody may give or take a place. An acting Director keeps the house: who is Director, and who is the
 * Board's president, which names acting Directors, is not theirs to change.
 */
export function mayChange(by: Pick<By, 'role'>, place: Pick<Person, 'role' | 'president'>): boolean {
  return by.role !== actingDirector || (place.role !== 'director' && !place.president)
}

/** What the register calls the role of somebody who is Director for a while. */
export const actingDirector = 'acting-director'

/**
 * The same of a sign-in as it is now.
 * INVARIANT: held to the end of the transaction, since whoever changes a role waits for the same lock.
 */
async function mayChangePerson(trx: Transaction<Schema>, by: By, id: string): Promise<boolean> {
  if (by.role !== actingDirector) return true
  await lockDirectors(trx)
  const person = await accountOf(trx, { id })
  return person !== null && mayChange(by, person)
}

/** Adds a sign-in. Returns its id, or null where its name is taken, or such a place is not theirs to give. */
export async function addPerson(office: Office, by: By, person: NewPerson): Promise<string | null> {
  if (!mayChange(by, person)) return null
  const passphrase = await hashPassphrase(person.passphrase)
  return act(office, by, async (trx, note) => {
    if (person.role === 'director') await lockDirectors(trx)
    const given = { givenBy: accountOfActor(by), givenAt: office.clock.now() }
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
export async function resetPerson(
  office: Office,
  by: By,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<boolean> {
  const hashed = await hashPassphrase(passphrase)
  const done = await act(office, by, async (trx, note) => {
    if (!(await mayChangePerson(trx, by, id))) return false
    const on = office.clock.today()
    const reset = await resetAccount(trx, office.ring, {
      id,
      passphrase: hashed,
      on,
      givenBy: accountOfActor(by),
      givenAt: office.clock.now(),
    })
    if (reset) await note({ kind: 'account-reset', account: id })
    return reset
  })
  if (done) await destroyOldParts(office, id)
  return done
}

/** Ends a sign-in for good. `unknown`: there is none, or it is not theirs to end. */
export async function endPerson(
  office: Office,
  by: By,
  id: string,
): Promise<'ended' | 'unknown' | 'last-director'> {
  const done = await act(office, by, async (trx, note) => {
    if (!(await mayChangePerson(trx, by, id))) return 'unknown'
    const outcome = await endAccount(trx, office.ring, { id, on: office.clock.today() })
    if (outcome === 'ended') await note({ kind: 'account-ended', account: id })
    return outcome
  })
  if (done === 'ended') await destroyOldParts(office, id)
  return done
}

/** Gives somebody another role, or makes a trustee the Board's president. They sign in anew. `unknown`: as above. */
export async function changePerson(
  office: Office,
  by: By,
  person: Pick<Person, 'id' | 'role' | 'president'>,
): Promise<'changed' | 'unknown' | 'last-director'> {
  return act(office, by, async (trx, note) => {
    const president = person.president && person.role === 'trustee'
    const isTheirs = mayChange(by, { ...person, president }) && (await mayChangePerson(trx, by, person.id))
    if (!isTheirs) return 'unknown'
    const outcome = await changeRole(trx, office.ring, {
      ...{ ...person, president },
      givenBy: accountOfActor(by),
    })
    if (outcome === 'changed') {
      await note({ kind: 'account-role-changed', account: person.id, flags: roleFlags(person) })
    }
    return outcome
  })
}

/** Ends a sign-in's rest after wrong tries. False where it has ended, or is not theirs to change. */
export async function unlockPerson(office: Office, by: By, id: string): Promise<boolean> {
  return act(office, by, async (trx, note) => {
    if (!(await mayChangePerson(trx, by, id))) return false
    const unlocked = await clearTries(trx, id)
    if (unlocked) await note({ kind: 'account-unlocked', account: id })
    return unlocked
  })
}

/** Says who must pass a second step at sign-in, from their next one on. */
export async function requireSecondStep(office: Office, by: By, whom: SecondStepFor): Promise<void> {
  await act(office, by, async (trx, note) => {
    await setSecondStepFor(trx, whom)
    await note({ kind: 'second-step-required', flags: [whom] })
  })
}

function roleFlags({ role, president }: Pick<Person, 'role' | 'president'>): string[] {
  return president ? [role, 'president'] : [role]
}
