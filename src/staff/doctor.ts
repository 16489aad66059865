import { type MissingKeys, opensNot } from '../platform/crypto/doctor.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import { libraryMade } from '../platform/db/library-store.ts'
import { bad, type Check, good, note, ofDatabase, ofLibrary } from '../platform/doctor.ts'
import { libraryPartIdOf } from './account-keys.ts'
import { allAccounts, forgedAccounts, wrappedKeys } from './account-store.ts'
import { keptLetterhead } from './letterhead.ts'
import { actingTermsFrom } from './officer-store.ts'
import { requiresSecondFactor } from './second-factor.ts'
import { secondFactorPolicy } from './second-factor-store.ts'
import { isSetUpOpen } from './set-up.ts'
import { forgedShifts } from './shift-store.ts'
import { isTemporarilyLocked, maxWrongCodes } from './sign-in-attempt-store.ts'

const otherKeys = { state: 'unseen', says: 'Not looked at: the keys are not those of these data.' } as const

async function hasKeysOf({ app }: Pick<Database, 'app'>, ring: KeyRing): Promise<boolean> {
  return (await libraryMade(app))?.keyCheck.equals(ring.check()) !== false
}

const director = ofDatabase('director', async ({ db }) => {
  const directors = (await allAccounts(db.app)).filter(({ role }) => role === 'director')
  if (directors.length > 0) return good(`Director: ${directors.map(({ name }) => name).join(', ')}.`)
  return bad(
    'There is no Director, so no one can say who may sign in.',
    'Start Carrel and open the link that it prints.',
  )
})

const setUp = ofDatabase('set-up', async ({ db }) =>
  (await isSetUpOpen(db.app))
    ? note('The set-up was begun and is not done.', 'The Director finishes it on the start page.')
    : good('No set-up is half done.'),
)

const secondSteps = ofLibrary('second-steps', async ({ db, ring, today }) => {
  if ((await libraryMade(db.app)) === undefined)
    return note('The library was not started yet, so no one can sign in.')
  const whom = await secondFactorPolicy(db.app)
  const people = await allAccounts(db.app)
  const lastDays = new Map(
    (await actingTermsFrom(db.app, ring, today)).map(({ accountId, lastDay }) => [accountId, lastDay]),
  )
  const bare = people.filter(
    (one) =>
      !one.secondStep && requiresSecondFactor({ ...one, actingUntil: lastDays.get(one.id) ?? null }, whom),
  )
  if (bare.length === 0) return good('Everybody who must have a second step at sign-in has one.')
  return note(
    `No second step at sign-in yet: ${bare.map(({ signIn }) => signIn).join(', ')}. Until then a stolen passphrase is enough.`,
    'Each is asked to add one at the next sign-in.',
  )
})

const given = ofDatabase('given-passphrases', async ({ db }) => {
  const waiting = (await allAccounts(db.app)).filter((one) => one.given)
  if (waiting.length === 0) return good('Everybody has chosen their own passphrase.')
  return note(
    `Still with a passphrase that another person made: ${waiting.map(({ signIn }) => signIn).join(', ')}.`,
    'Each person chooses their own at the next sign-in. End the accounts that no one uses.',
  )
})

const acting = ofLibrary('acting-directors', async ({ db, ring, today }) => {
  const named = await actingTermsFrom(db.app, ring, today)
  if (named.length === 0) return good('No one is named acting Director.')
  const each = named.map(
    ({ name, firstDay, lastDay, namedBy }) =>
      `${name} from ${firstDay} to the end of ${lastDay}, named ${namedBy === null ? 'on the command line' : `by ${namedBy}`}`,
  )
  return note(
    `Acting Director: ${each.join('; ')}.`,
    'If the Board did not decide so: npx --no carrel account acting NAME --end.',
  )
})

const locked = ofDatabase('locked-sign-ins', async ({ db, now }) => {
  const shut = (await allAccounts(db.app)).filter(
    (one) => isTemporarilyLocked(one, now) || one.codesFailed >= maxWrongCodes,
  )
  if (shut.length === 0) return good('No sign-in is locked after wrong tries.')
  return note(
    `Locked after wrong tries: ${shut.map(({ signIn }) => signIn).join(', ')}.`,
    'Ask whether it was them. Then the Director unlocks it (People), or npx --no carrel account unlock NAME.',
  )
})

const forged = ofLibrary('sign-ins-of-ours', async ({ db, ring }) => {
  if (!(await hasKeysOf(db, ring))) return otherKeys
  const found = await forgedAccounts(db.app, ring)
  if (found.length === 0) return good('Every sign-in was written by Carrel.')
  return bad(
    `Not written by this Carrel, and so of no use: ${found.join(', ')}. Somebody may have changed the database.`,
    'If they belong to someone here: npx --no carrel account reset NAME. If not: npx --no carrel account end NAME, and find out who had the database’s password.',
  )
})

const counted = ofLibrary('pins-and-letterhead-of-ours', async ({ db, ring }) => {
  if (!(await hasKeysOf(db, ring))) return otherKeys
  const shifts = await forgedShifts(db.app, ring)
  const isForged = (await keptLetterhead(db.app, ring))?.isOurs === false
  if (shifts === 0 && !isForged)
    return good('Every count of wrong PINs and the letterhead were written by Carrel.')
  const what = [
    ...(shifts > 0 ? [`${shifts} counts of wrong staff PINs, which are locked`] : []),
    ...(isForged ? ['the letterhead, which is on no letter and no public page'] : []),
  ]
  return bad(
    `Not written by this Carrel as they are now: ${what.join('; ')}. The letterhead may be from before an update; otherwise something else changed the database.`,
    'The people concerned sign in with their passphrase at an enrolled computer, which begins the count again. The Director checks the letterhead and saves it (Set-up). If there was no update, find out who had the database’s password.',
  )
})

export const accountChecks: readonly Check[] = [
  ...[director, setUp, secondSteps, given, acting, locked],
  ...[forged, counted],
]

export const missingAccountKeys: MissingKeys = async (db, ring) =>
  (await wrappedKeys(db.app)).flatMap((keys) => {
    const id = libraryPartIdOf(keys)
    const name = `accounts/${keys.accountId}/${id.toString('hex')}`
    return opensNot(() => ring.accounts.read(keys.accountId, id), name)
  })
