import { parseArgs } from 'node:util'
import { signInNameFault } from '../accounts/people.ts'
import { isDay } from '../policy/calendar.ts'
import { staffRoles } from '../policy/vocabulary.ts'
import type { Role } from '../store/accounts.ts'
import { defaultPackFolder } from './decide.ts'

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
reset   Gives a sign-in a new passphrase and prints it once. Whoever is signed in with it is signed out; its second
        step is gone, and so is what opens anything sealed to it before.
end     Ends a sign-in for good, and signs it out. Its name stays taken, since the register goes on naming it.
        The last Director's cannot end: add another first.
unlock  Ends the rest of a sign-in after wrong tries.
confirm Says that a sign-in which a Director set up is its owner's own, who chose its passphrase: until somebody did, it
        counts in no case as counsel's, the president's or a second person's. Others are confirmed on the screen.
role    Gives a sign-in another role, from the next sign-in on.
acting  Names an acting Director, as the Board decided, from the first day to the end of the last; --end ends it now.
list    Every sign-in with its role, the name on the screen, and what one should know of it.
computers
        Every computer of the library, with its place, who set it up and when.

  ROLE         ${staffRoles.join(' | ')}
  --president  of the Board: a trustee who names an acting Director on the screen
  --shown      the name that stands on the screen (default: NAME)
  DAY          of the library's calendar, such as 2026-11-24
  --pack DIR   the policy pack, for the library's time zone (default: the pack that comes with Carrel)

All but list and computers are on record in the register.`

type Named = { readonly signIn: string }
export type Action =
  | { readonly do: 'list' }
  | { readonly do: 'computers' }
  | (Named & { readonly do: 'reset' | 'end' | 'unlock' | 'confirm' | 'acting-end' })
  | (Named & { readonly do: 'role'; readonly role: Role; readonly president: boolean })
  | (Named & { readonly do: 'acting'; readonly from: string; readonly to: string })
  | (Named & {
      readonly do: 'add'
      readonly name: string
      readonly role: Role
      readonly president: boolean
      readonly generate: boolean
      /** Its owner is at the terminal. */
      readonly mine: boolean
    })

/** What takes which options, beside `--pack`. */
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

/** What to do, or what is wrong with the arguments in a sentence. */
export function readAction(args: readonly string[]): { action: Action; packFolder: string } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
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
    })
    const { pack: packFolder, ...options } = values
    const action = actionOf(positionals, options)
    return typeof action === 'string' ? action : { action, packFolder }
  } catch (error) {
    return (error as Error).message
  }
}

type Options = {
  readonly role?: string
  readonly president?: boolean
  readonly shown?: string
  readonly generate?: boolean
  readonly mine?: boolean
  readonly from?: string
  readonly to?: string
  readonly end?: boolean
}

function actionOf([what = '', typed, ...more]: readonly string[], options: Options): Action | string {
  const allowed = Object.hasOwn(takes, what) ? takes[what] : undefined
  if (allowed === undefined) return `say what to do: ${Object.keys(takes).join(', ')}`
  const odd = Object.keys(options).find((name) => !allowed.includes(name))
  if (odd !== undefined) return `${what} takes no --${odd}`
  if (what === 'list' || what === 'computers') {
    return typed === undefined ? { do: what } : `${what} takes no NAME`
  }
  if (typed === undefined || more.length > 0) return 'NAME: give one sign-in name'
  // Why of a new one alone: those that are there keep the name that they have.
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

function actingOf(signIn: string, { from = '', to = '', end = false }: Options): Action | string {
  if (end) return from + to === '' ? { do: 'acting-end', signIn } : 'acting: --end, or --from and --to'
  if (!isDay(from)) return '--from: the first day, such as 2026-11-24'
  if (!isDay(to)) return '--to: the last day, such as 2026-11-30'
  return { do: 'acting', signIn, from, to }
}
