import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { staffRoles } from '../policy/vocabulary.ts'
import { addAccount, type Role } from '../store/accounts.ts'
import { openDatabase } from '../store/database.ts'
import { homeFrom } from '../store/home.ts'
import { hashPassphrase, shortestPassphrase } from '../web/passphrase.ts'
import { askHidden } from './hidden-line.ts'

const usage = `Usage: carrel account add NAME --role ROLE [--shown "FULL NAME"] [--generate]

Adds a sign-in for one of the staff. Asks for a passphrase; with --generate, or where there is no terminal to
ask on, makes one and prints it once.

  ROLE     ${staffRoles.join(' | ')}
  --shown  the name that stands on the screen (default: NAME)`

type Options = {
  readonly signIn: string
  readonly name: string
  readonly role: Role
  readonly generate: boolean
}

/** `carrel account add NAME --role ROLE`. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(`carrel account: ${options}\n\n${usage}`)
    return 2
  }
  const { signIn, name, role, generate } = options
  const made = generate || !process.stdin.isTTY
  const passphrase = made ? newPassphrase() : await askedPassphrase()
  if (passphrase === null) return 2
  const database = await openDatabase(homeFrom(process.env, process.cwd()))
  try {
    const id = await addAccount(database.app, {
      ...{ signIn, name, role },
      passphrase: await hashPassphrase(passphrase),
    })
    if (id === null) {
      console.error(`carrel account: NAME: ${signIn} is taken: choose another`)
      return 2
    }
  } finally {
    await database.close()
  }
  console.log(`${name} can sign in as ${signIn}, role ${role}.`)
  if (made) console.log(`Passphrase, shown this once: ${passphrase}`)
  return 0
}

function readOptions(args: readonly string[]): Options | string {
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
    if (action !== 'add') return 'say what to do: add'
    if (signIn === undefined || more.length > 0) return 'NAME: give one sign-in name'
    if (!/^[\p{L}\p{N}._@-]{1,60}$/u.test(signIn)) {
      return 'NAME: letters, digits, dots and dashes, 60 at most; for a full name use --shown'
    }
    const role = staffRoles.find((each) => each === values.role)
    if (role === undefined) return `--role: one of ${staffRoles.join(', ')}`
    return { signIn: signIn.toLowerCase(), name: values.shown ?? signIn, role, generate: values.generate }
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
