import { mustPassSecondStep } from '../accounts/second-step-rule.ts'
import { allAccounts } from '../store/accounts.ts'
import { secondStepFor } from '../store/accounts-factor.ts'
import { libraryMade } from '../store/health.ts'
import { isSetUpOpen } from '../store/setup.ts'
import { bad, good, note, ofDatabase, type Theme } from './doctor-check.ts'

const director = ofDatabase('director', async ({ db }) => {
  const directors = (await allAccounts(db.app)).filter(({ role }) => role === 'director')
  if (directors.length > 0) return good(`Director: ${directors.map(({ name }) => name).join(', ')}.`)
  return bad(
    'Nobody is Director: nobody can say who may sign in.',
    'Start Carrel and open the link that it prints.',
  )
})

const setUp = ofDatabase('set-up', async ({ db }) =>
  (await isSetUpOpen(db.app))
    ? note('The set-up was begun and is not done.', 'The Director finishes it on the start page.')
    : good('No set-up is half done.'),
)

const secondSteps = ofDatabase('second-steps', async ({ db }) => {
  if ((await libraryMade(db.app)) === undefined)
    return note('The library was not started yet: nobody can sign in.')
  const whom = await secondStepFor(db.app)
  const people = await allAccounts(db.app)
  const bare = people.filter(
    (one) => !one.secondStep && mustPassSecondStep({ ...one, actingUntil: null }, whom),
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
    `Still with a passphrase that somebody else made: ${waiting.map(({ signIn }) => signIn).join(', ')}.`,
    'Each chooses their own at the next sign-in; end the sign-ins that nobody uses.',
  )
})

export const peopleTheme: Theme = { title: 'People', checks: [director, setUp, secondSteps, given] }
