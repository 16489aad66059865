import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import { staffRoles } from '../policy/vocabulary.ts'
import { addAccount, allAccounts, endAccount, type Role, resetPassphrase } from '../store/accounts.ts'
import { openDatabase } from '../store/database.ts'
import { homeFrom } from '../store/home.ts'
import type { Schema } from '../store/schema.ts'
import { hashPassphrase, shortestPassphrase } from '../web/passphrase.ts'
import { askHidden } from './hidden-line.ts'

const usage = `Usage: carrel account add NAME --role ROLE [--shown "FULL NAME"] [--generate]
       carrel account reset NAME
       carrel account end NAME
       carrel account list

add    Adds a sign-in for one of the staff. Asks for a passphrase; with --generate, or where there is no terminal
       to ask on, makes one and prints it once.
reset  Gives a sign-in a new passphrase and prints it once. Whoever is signed in with it is signed out.
end    Ends a sign-in for good, and signs it out. Its name stays taken, since the register goes on naming it.
       The last Director's cannot end: add another first.
list   Every sign-in with its role and the name on the screen.

  ROLE     ${staffRoles.join(' | ')}
  --shown  the name that stands on the screen (default: NAME)`

type Action =
  | { readonly do: 'list' }
  | { readonly do: 'reset'; readonly signIn: string }
  | { readonly do: 'end'; readonly signIn: string }
  | { readonly do: 'add'; readonly signIn: string; name: string; role: Role; generate: boolean }

type App = Kysely<Schema>

/** `carrel account add | reset | end | list`. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const action = readAction(args)
  if (typeof action === 'string') {
    console.error(`carrel account: ${action}\n\n${usage}`)
    return 2
  }
  const made = action.do === 'add' && (action.generate || !process.stdin.isTTY)
  const passphrase = action.do === 'add' && !made ? await askedPassphrase() : newPassphrase()
  if (passphrase === null) return 2
  const database = await openDatabase(homeFrom(process.env, process.cwd()))
  try {
    const refused = await carryOut(database.app, action, passphrase)
    if (refused !== null) {
      console.error(`carrel account: ${refused}`)
      return 2
    }
  } finally {
    await database.close()
  }
  if (made || action.do === 'reset') console.log(`Passphrase, shown this once: ${passphrase}`)
  return 0
}

/** Does it and says so; or returns in a sentence why not. */
async function carryOut(app: App, action: Action, passphrase: string): Promise<string | null> {
  if (action.do === 'list') {
    for (const { signIn, role, name } of await allAccounts(app)) {
      console.log(`${signIn.padEnd(20)} ${role.padEnd(10)} ${name}`)
    }
    return null
  }
  const { signIn } = action
  const unknown = `NAME: nobody signs in as ${signIn}: see carrel account list`
  if (action.do === 'reset') {
    if (!(await resetPassphrase(app, signIn, await hashPassphrase(passphrase)))) return unknown
    console.log(`${signIn} has a new passphrase, and is signed out everywhere.`)
    return null
  }
  if (action.do === 'end') {
    const outcome = await endAccount(app, signIn)
    if (outcome === 'unknown') return unknown
    if (outcome === 'last-director') return `NAME: ${signIn} is the last Director: add another first`
    console.log(`${signIn} can no longer sign in, and is signed out everywhere.`)
    return null
  }
  const { name, role } = action
  const id = await addAccount(app, { signIn, name, role, passphrase: await hashPassphrase(passphrase) })
  if (id === null) return `NAME: ${signIn} is taken: choose another`
  console.log(`${name} can sign in as ${signIn}, role ${role}.`)
  return null
}

function readAction(args: readonly string[]): Action | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        shown: { type: 'string' },
        generate: { type: 'boolean', default: false },
      },
    })
    const [action, signIn, ...more] = positionals
    if (action !== 'add' && action !== 'reset' && action !== 'end' && action !== 'list') {
      return 'say what to do: add, reset, end or list'
    }
    if (action !== 'add' && Object.keys(values).some((name) => name !== 'generate' || values.generate)) {
      return `${action} takes no options`
    }
    if (action === 'list') return signIn === undefined ? { do: 'list' } : 'list takes no NAME'
    if (signIn === undefined || more.length > 0) return 'NAME: give one sign-in name'
    if (!/^[\p{L}\p{N}._@-]{1,60}$/u.test(signIn)) {
      return 'NAME: letters, digits, dots and dashes, 60 at most; for a full name use --shown'
    }
    if (action !== 'add') return { do: action, signIn: signIn.toLowerCase() }
    const role = staffRoles.find((each) => each === values.role)
    if (role === undefined) return `--role: one of ${staffRoles.join(', ')}`
    const { shown: name = signIn, generate } = values
    return { do: 'add', signIn: signIn.toLowerCase(), name, role, generate }
  } catch (error) {
    return (error as Error).message
  }
}

async function askedPassphrase(): Promise<string | null> {
  const first = await askHidden(`Passphrase (at least ${shortestPassphrase} characters): `)
  if (first.length < shortestPassphrase) {
    console.error(
      `carrel account: a passphrase has at least ${shortestPassphrase} characters: a few words will do`,
    )
    return null
  }
  if ((await askHidden('The same again: ')) !== first) {
    console.error('carrel account: the two are not the same')
    return null
  }
  return first
}

/** 100 random bits in groups that can be read aloud; no letter looks like a digit. */
export function newPassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z'
  const text = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}
