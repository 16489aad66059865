import { packToFollow } from '../ask/index.ts'
import { commandLineActor } from '../gate/index.ts'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/db/database.ts'
import { homeFrom } from '../platform/db/home.ts'
import { claimLibrary } from '../platform/db/library-store.ts'
import { isDay, type StaffRole, staffRoles } from '../policy/index.ts'
import {
  type ActingDirectorRefusal,
  actingTermsFrom,
  allAccounts,
  allWorkstations,
  type ConfirmationRefusal,
  type CoreServices,
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  createAccount,
  endActingDirector,
  findAccount,
  forgedAccounts,
  generatePassphrase,
  isGivenPassphraseExpired,
  isOwnAccount,
  isTemporarilyLocked,
  type ListedAccount,
  listOfficers,
  maxPassphraseLength,
  maxWrongCodes,
  minPassphraseLength,
  nameActingDirector,
  type PassphraseFault,
  passphraseFault,
  resetSignIn,
  signInNameFault,
  unlockAccount,
} from '../staff/index.ts'
import { isNewLibrary, openKeyRing, readPolicy } from './library.ts'
import { askHidden, defaultPackFolder, printError, readCommand, readTyped } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const asked = readCommand(args, { name: 'carrel account', usage, read: readAction })
  if (typeof asked === 'number') return asked
  const { action, packFolder } = asked
  const folder = readPolicy(packFolder)
  const home = homeFrom(process.env, process.cwd())
  if (typeof folder === 'string' && isNewLibrary(home)) return refused(folder)
  const asks = action.do === 'add' && !action.generate && process.stdin.isTTY
  const mine = action.do === 'add' && action.mine
  if (mine && !asks) return refused('--mine: there is no terminal for its owner to type the passphrase on')
  const library = typeof folder === 'string' ? '' : folder.library
  const passphrase = asks ? await askedPassphrase({ ...action, library }) : generatePassphrase()
  if (passphrase === null) return 2
  const database = await openDatabase(home)
  try {
    const pack = await packToFollow(database.app, folder)
    // Why again: the name of the library as adopted, which the folder may not say.
    const fault = asks ? await passphraseFault(passphrase, { ...action, library: pack.library }) : null
    if (fault !== null) return refused(passphraseFaults[fault])
    const ring = await openKeyRing(home)
    // Why: an entry under keys that are not the library's could never be read again.
    await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
    const office = { app: database.app, ring, clock: systemClock(pack.timeZone) }
    const sentence = await runAccountAction(office, action, { passphrase, given: !mine })
    if (sentence !== null) return refused(sentence)
  } finally {
    await database.close()
  }
  if (action.do === 'reset' || (action.do === 'add' && !asks)) {
    console.log(`Passphrase, shown this once: ${passphrase}`)
  }
  return 0
}

function refused(sentence: string): number {
  printError('carrel account', { code: 'account-refused', message: sentence })
  return 2
}

const passphraseFaults: Record<PassphraseFault, string> = {
  'too-short': `a passphrase has at least ${minPassphraseLength} characters: a few words will do`,
  'too-long': `a passphrase has at most ${maxPassphraseLength} characters`,
  'easy-to-guess': 'that is easy to guess: use a few words that have nothing to do with each other',
  common:
    'that is like passphrases that many people use: use four words that have nothing to do with each other',
  names: 'that is made of names: use four words that name no one and no place',
  dates:
    'a date or year is easy to guess: use four words that have nothing to do with each other, and no date',
  keyboard:
    'keys or letters in a row are easy to guess: use four words that have nothing to do with each other',
  repeats: 'saying the same thing again makes it no harder to guess: use four different words',
  'few-words': 'that is too few words, or they are too common: add two more that have nothing to do with it',
}

async function askedPassphrase(about: Parameters<typeof passphraseFault>[1]): Promise<string | null> {
  const first = await askHidden(`Passphrase (at least ${minPassphraseLength} characters): `)
  const fault = await passphraseFault(first, about)
  if (fault !== null) {
    refused(passphraseFaults[fault])
    return null
  }
  if ((await askHidden('The same again: ')) !== first) {
    refused('the two are not the same')
    return null
  }
  return first
}

export const usage = `Usage: carrel account add NAME --role ROLE [--president] [--shown "FULL NAME"] [--generate | --mine]
       carrel account reset NAME
       carrel account end NAME
       carrel account unlock NAME
       carrel account confirm NAME
       carrel account role NAME --role ROLE [--president]
       carrel account acting NAME --from DAY --to DAY
       carrel account acting NAME --end
       carrel account list
       carrel account computers

add     Adds a sign-in for one of the staff. Asks for a passphrase; with --generate, or where there is no terminal
        to ask on, makes one and prints it once. Its owner chooses another at the first sign-in, but with --mine, where
        the owner types it here themselves.
reset   Gives a sign-in a new passphrase and prints it once. Anyone signed in with it is signed out; its second
        step is gone, and so is what opens anything sealed to it before. Where no confirmed account is left then
        that opens a case about the Director, every officer reads it on their start page; so with end and role.
end     Ends an account permanently, and signs it out. Its name stays taken, since the register goes on naming it.
        The last Director's cannot end: add another first.
unlock  Unlocks a sign-in that was locked after wrong tries.
confirm Says that a sign-in which a Director set up is its owner's own, who chose its passphrase: until someone did, it
        counts in no case as counsel's, the president's or a second person's. Others are confirmed on the screen.
role    Gives a sign-in another role, from the next sign-in on.
acting  Names an acting Director, as the Board decided, from the first day to the end of the last; --end ends it now.
list    Every sign-in with its role, the name on the screen, and what one should know of it.
computers
        Every computer of the library, with its place, who set it up and when.

  ROLE         ${staffRoles.join(' | ')}
  --president  of the Board: a trustee who names an acting Director on the screen
  --shown      the name shown on the screen (default: NAME)
  DAY          of the library's calendar, such as 2026-11-24
  --pack DIR   the policy pack until the first start adopts one (default: the pack that comes with Carrel)

All but list and computers are on record in the register.`

type Named = { readonly signIn: string }
type AccountAction =
  | { readonly do: 'list' }
  | { readonly do: 'computers' }
  | (Named & { readonly do: 'reset' | 'end' | 'unlock' | 'confirm' | 'acting-end' })
  | (Named & { readonly do: 'role'; readonly role: StaffRole; readonly president: boolean })
  | (Named & { readonly do: 'acting'; readonly from: string; readonly to: string })
  | (Named & {
      readonly do: 'add'
      readonly name: string
      readonly role: StaffRole
      readonly president: boolean
      readonly generate: boolean
      /** Its owner is at the terminal. */
      readonly mine: boolean
    })

/** The options of each action, besides `--pack`. */
const takes: Record<string, readonly string[]> = {
  add: ['role', 'president', 'shown', 'generate', 'mine'],
  reset: [],
  end: [],
  unlock: [],
  confirm: [],
  role: ['role', 'president'],
  acting: ['from', 'to', 'end'],
  list: [],
  computers: [],
}

export function readAction(args: readonly string[]): { action: AccountAction; packFolder: string } | string {
  return readTyped(args, {
    names: true,
    options: {
      role: { type: 'string' },
      president: { type: 'boolean' },
      shown: { type: 'string' },
      generate: { type: 'boolean' },
      mine: { type: 'boolean' },
      from: { type: 'string' },
      to: { type: 'string' },
      end: { type: 'boolean' },
      pack: { type: 'string', default: defaultPackFolder },
    },
    asks({ pack: packFolder, ...options }, names) {
      const action = actionOf(names, options)
      return typeof action === 'string' ? action : { action, packFolder }
    },
  })
}

type Options = Partial<
  Readonly<
    Record<'role' | 'shown' | 'from' | 'to', string> &
      Record<'president' | 'generate' | 'mine' | 'end', boolean>
  >
>

function actionOf([what = '', typed, ...more]: readonly string[], options: Options): AccountAction | string {
  const allowed = Object.hasOwn(takes, what) ? takes[what] : undefined
  if (allowed === undefined) return `say what to do: ${Object.keys(takes).join(', ')}`
  const odd = Object.keys(options).find((name) => !allowed.includes(name))
  if (odd !== undefined) return `${what} takes no --${odd}`
  if (what === 'list' || what === 'computers') {
    return typed === undefined ? { do: what } : `${what} takes no NAME`
  }
  if (typed === undefined || more.length > 0) return 'NAME: give one sign-in name'
  // Why only a new one: existing accounts keep the name that they have.
  const fault = what === 'add' ? signInNameFault(typed) : null
  if (fault !== null) return `NAME: ${fault}; for a full name use --shown`
  const signIn = typed.toLowerCase()
  if (what === 'reset' || what === 'end' || what === 'unlock' || what === 'confirm') {
    return { do: what, signIn }
  }
  if (what === 'acting') return actingOf(signIn, options)
  const role = staffRoles.find((each) => each === options.role)
  const { president = false, shown: name = typed, generate = false, mine = false } = options
  if (generate && mine) return '--mine: its owner types the passphrase, so none is made'
  if (role === undefined) return `--role: one of ${staffRoles.join(', ')}`
  if (president && role !== 'trustee') return '--president: the president of the Board is a trustee'
  return what === 'role'
    ? { do: 'role', signIn, role, president }
    : { do: 'add', signIn, name, role, president, generate, mine }
}

function actingOf(signIn: string, { from = '', to = '', end = false }: Options): AccountAction | string {
  if (end) return from + to === '' ? { do: 'acting-end', signIn } : 'acting: --end, or --from and --to'
  if (!isDay(from)) return '--from: the first day, such as 2026-11-24'
  if (!isDay(to)) return '--to: the last day, such as 2026-11-30'
  return { do: 'acting', signIn, from, to }
}

/** Returns a sentence where it cannot be done. */
async function runAccountAction(
  office: CoreServices,
  action: AccountAction,
  { passphrase, given }: { readonly passphrase: string; readonly given: boolean },
): Promise<string | null> {
  if (action.do === 'list') return list(office)
  if (action.do === 'computers') return computers(office)
  const { signIn } = action
  if (action.do === 'add') {
    const { name, role, president } = action
    const person = { signIn, name, role, president, passphrase, given }
    if ((await createAccount(office, commandLineActor, person)) === null)
      return `NAME: ${signIn} is taken: choose another`
    console.log(`${name} can sign in as ${signIn}, role ${role}.`)
    return null
  }
  const account = await findAccount(office.app, { signIn })
  const unknown = `NAME: no account has the sign-in name ${signIn}: see carrel account list`
  if (account === null) return unknown
  const { id } = account
  switch (action.do) {
    case 'reset':
      if ((await resetSignIn(office, commandLineActor, { id, passphrase })) === 'unknown') return unknown
      console.log(`${signIn} has a new passphrase, and is signed out everywhere.`)
      return null
    case 'end':
      return refusalText(await closeSignIn(office, commandLineActor, id), signIn, 'can no longer sign in')
    case 'role': {
      const { role, president } = action
      return refusalText(
        await changeAccountRole(office, commandLineActor, { id, role, president }),
        signIn,
        `is ${role} now`,
      )
    }
    case 'unlock':
      if (!(await unlockAccount(office, commandLineActor, id))) return unknown
      console.log(`${signIn} can try again.`)
      return null
    case 'confirm': {
      const outcome = await confirmAccountOwner(office, commandLineActor, { id, confirming: [] })
      if (outcome !== 'confirmed') return notConfirmed(outcome, signIn)
      console.log(`${signIn} counts as a sign-in of its owner's own.`)
      return null
    }
    case 'acting': {
      const days = { accountId: id, firstDay: action.from, lastDay: action.to }
      const outcome = await nameActingDirector(office, commandLineActor, days)
      if (outcome !== 'named') return notNamed[outcome].replace('NAME', signIn)
      console.log(`${signIn} is acting Director from ${action.from} to the end of ${action.to}.`)
      return null
    }
    case 'acting-end':
      return endActing(office, { id, signIn })
  }
}

function notConfirmed(why: ConfirmationRefusal, signIn: string): string {
  return why === 'given'
    ? `NAME: ${signIn} has no passphrase of its own yet: its owner signs in first`
    : `NAME: ${signIn} is no Director, counsel or trustee`
}

/** Every sign-in, with what a person who reviews them should see. */
async function list({ app, ring, clock }: CoreServices): Promise<null> {
  const acting = await actingTermsFrom(app, ring, clock.today())
  const forged = await forgedAccounts(app, ring)
  const unsure = (await listOfficers(app, ring))
    .filter((officer) => !isOwnAccount(officer))
    .map((one) => one.id)
  for (const person of await allAccounts(app)) {
    const { id, signIn, role, name } = person
    const remarks = [
      person.president && 'president of the Board',
      !person.secondStep && 'no second step',
      isGivenPassphraseExpired(person, clock.now())
        ? 'a passphrase that another person made, which has expired: carrel account reset NAME'
        : person.given && 'a passphrase that another person made',
      unsure.includes(id) && 'set up by a Director, and not confirmed',
      isLocked(person, clock.now()) && 'locked after wrong tries',
      forged.includes(signIn) && 'NOT WRITTEN BY CARREL: opens nothing',
      ...acting
        .filter(({ accountId }) => accountId === id)
        .map(({ firstDay, lastDay }) => `acting Director ${firstDay} to ${lastDay}`),
    ].filter((one) => one !== false)
    const about = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
    console.log(`${signIn.padEnd(20)} ${role.padEnd(10)} ${name}${about}`)
  }
  return null
}

const isLocked = (person: ListedAccount, now: Date) =>
  isTemporarilyLocked(person, now) || person.codesFailed >= maxWrongCodes

async function computers({ app, ring }: CoreServices): Promise<null> {
  for (const { name, place, enrolledBy, enrolledOn } of await allWorkstations(app, ring)) {
    console.log(`${name.padEnd(20)} ${place.padEnd(12)} set up by ${enrolledBy} on ${enrolledOn}`)
  }
  return null
}

async function endActing(
  office: CoreServices,
  { id, signIn }: { readonly id: string; readonly signIn: string },
): Promise<string | null> {
  const named = await actingTermsFrom(office.app, office.ring, office.clock.today())
  const theirs = named.filter(({ accountId }) => accountId === id)
  for (const each of theirs) await endActingDirector(office, commandLineActor, each.id)
  if (theirs.length === 0) return `NAME: ${signIn} is not named acting Director`
  console.log(`${signIn} is no longer acting Director.`)
  return null
}

function refusalText(outcome: string, signIn: string, done: string): string | null {
  if (outcome === 'unknown') return `NAME: no account has the sign-in name ${signIn}: see carrel account list`
  if (outcome === 'last-director') return `NAME: ${signIn} is the last Director: add another first`
  console.log(`${signIn} ${done}, and is signed out everywhere.`)
  return null
}

const notNamed: Record<ActingDirectorRefusal, string> = {
  unknown: 'NAME: no account has the sign-in name NAME: see carrel account list',
  director: 'NAME is the Director: name another person',
  yourself: 'NAME cannot name themselves',
  'gave-passphrase': 'NAME made the passphrase of the person who names them',
  unsure: 'someone else must first confirm the account of the person who names them',
  over: '--to: the last day is today or later, and not before the first',
  'too-long': '--to: a year at most: name them again after it',
  taken: '--from: another person is named for some of these days: end that first, or choose other days',
}
