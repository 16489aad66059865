import { commandLine, type Office } from '../accounts/act.ts'
import { endActingDirector, type NotNamed, nameActingDirector } from '../accounts/acting.ts'
import { confirmPerson, isOwn, type NotConfirmed } from '../accounts/confirm.ts'
import { addPerson, changePerson, endPerson, resetPerson, unlockPerson } from '../accounts/people.ts'
import { accountOf, allAccounts, forgedAccounts, isGivenOver, type Person } from '../store/accounts.ts'
import { actingFrom } from '../store/accounts-acting.ts'
import { officersNow } from '../store/accounts-confirmed.ts'
import { isResting, mostWrongCodes } from '../store/accounts-tries.ts'
import { allWorkstations } from '../store/workstations.ts'
import type { Action } from './account-options.ts'

type Passphrase = { readonly passphrase: string; readonly given: boolean }

/** Does it and says so; or returns in a sentence why not. */
export async function carryOut(
  office: Office,
  action: Action,
  { passphrase, given }: Passphrase,
): Promise<string | null> {
  if (action.do === 'list') return list(office)
  if (action.do === 'computers') return computers(office)
  const { signIn } = action
  if (action.do === 'add') {
    const { name, role, president } = action
    const person = { signIn, name, role, president, passphrase, given }
    if ((await addPerson(office, commandLine, person)) === null)
      return `NAME: ${signIn} is taken: choose another`
    console.log(`${name} can sign in as ${signIn}, role ${role}.`)
    return null
  }
  const account = await accountOf(office.app, { signIn })
  const unknown = `NAME: nobody signs in as ${signIn}: see carrel account list`
  if (account === null) return unknown
  const { id } = account
  switch (action.do) {
    case 'reset':
      if (!(await resetPerson(office, commandLine, { id, passphrase }))) return unknown
      console.log(`${signIn} has a new passphrase, and is signed out everywhere.`)
      return null
    case 'end':
      return said(await endPerson(office, commandLine, id), signIn, 'can no longer sign in')
    case 'role': {
      const { role, president } = action
      return said(await changePerson(office, commandLine, { id, role, president }), signIn, `is ${role} now`)
    }
    case 'unlock':
      if (!(await unlockPerson(office, commandLine, id))) return unknown
      console.log(`${signIn} can try again.`)
      return null
    case 'confirm': {
      const outcome = await confirmPerson(office, commandLine, { id, confirming: [] })
      if (outcome !== 'confirmed') return notConfirmed(outcome, signIn)
      console.log(`${signIn} counts as a sign-in of its owner's own.`)
      return null
    }
    case 'acting': {
      const days = { accountId: id, firstDay: action.from, lastDay: action.to }
      const outcome = await nameActingDirector(office, commandLine, days)
      if (outcome !== 'named') return notNamed[outcome].replace('NAME', signIn)
      console.log(`${signIn} is acting Director from ${action.from} to the end of ${action.to}.`)
      return null
    }
    case 'acting-end':
      return endActing(office, { id, signIn })
  }
}

function notConfirmed(why: NotConfirmed, signIn: string): string {
  return why === 'given'
    ? `NAME: ${signIn} has no passphrase of its own yet: its owner signs in first`
    : `NAME: ${signIn} is no Director, counsel or trustee`
}

/** Every sign-in, with what somebody should see who looks whether all is as it should be. */
async function list({ app, ring, clock }: Office): Promise<null> {
  const acting = await actingFrom(app, ring, clock.today())
  const forged = await forgedAccounts(app, ring)
  const unsure = (await officersNow(app, ring)).filter((officer) => !isOwn(officer)).map((one) => one.id)
  for (const person of await allAccounts(app)) {
    const { id, signIn, role, name } = person
    const says = [
      person.president && 'president of the Board',
      !person.secondStep && 'no second step',
      isGivenOver(person, clock.now())
        ? 'a passphrase that somebody else made, which is over: carrel account reset NAME'
        : person.given && 'a passphrase that somebody else made',
      unsure.includes(id) && 'set up by a Director, and not confirmed',
      isLocked(person, clock.now()) && 'locked after wrong tries',
      forged.includes(signIn) && 'NOT WRITTEN BY CARREL: opens nothing',
      ...acting
        .filter(({ accountId }) => accountId === id)
        .map(({ firstDay, lastDay }) => `acting Director ${firstDay} to ${lastDay}`),
    ].filter((one) => one !== false)
    const told = says.length === 0 ? '' : ` (${says.join('; ')})`
    console.log(`${signIn.padEnd(20)} ${role.padEnd(10)} ${name}${told}`)
  }
  return null
}

const isLocked = (person: Person, now: Date) => isResting(person, now) || person.codesFailed >= mostWrongCodes

async function computers({ app, ring }: Office): Promise<null> {
  for (const { name, place, enrolledBy, enrolledOn } of await allWorkstations(app, ring)) {
    console.log(`${name.padEnd(20)} ${place.padEnd(12)} set up by ${enrolledBy} on ${enrolledOn}`)
  }
  return null
}

async function endActing(
  office: Office,
  { id, signIn }: { readonly id: string; readonly signIn: string },
): Promise<string | null> {
  const named = await actingFrom(office.app, office.ring, office.clock.today())
  const theirs = named.filter(({ accountId }) => accountId === id)
  for (const each of theirs) await endActingDirector(office, commandLine, each.id)
  if (theirs.length === 0) return `NAME: ${signIn} is not named acting Director`
  console.log(`${signIn} is no longer acting Director.`)
  return null
}

function said(outcome: string, signIn: string, done: string): string | null {
  if (outcome === 'unknown') return `NAME: nobody signs in as ${signIn}: see carrel account list`
  if (outcome === 'last-director') return `NAME: ${signIn} is the last Director: add another first`
  console.log(`${signIn} ${done}, and is signed out everywhere.`)
  return null
}

const notNamed: Record<NotNamed, string> = {
  unknown: 'NAME: nobody signs in as NAME: see carrel account list',
  director: 'NAME is the Director: name somebody else',
  yourself: 'NAME cannot name themselves',
  'gave-passphrase': 'NAME made the passphrase of whoever names them',
  over: '--to: the last day is today or later, and not before the first',
  'too-long': '--to: a year at most: name them again after it',
  taken: '--from: somebody is named for some of these days: end that first, or take other days',
}
