import type { Pack } from '../policy/index.ts'
import type { KeyRing } from './crypto/key-ring.ts'
import type { Database } from './db/database.ts'
import type { Home } from './db/home.ts'
import type { ServerProcessState } from './db/server-process.ts'

/**
 * The result of a check. `note`: nothing is wrong, but worth knowing; `unseen`: it could not be checked.
 * `says` is a sentence or two in plain words, `fix` what to do.
 */
export type CheckFinding = {
  readonly state: 'good' | 'note' | 'bad' | 'unseen'
  readonly says: string
  readonly fix?: string
}

/** One check. It throws only for defects, which are shown as `unseen`. */
export type Check = { readonly name: string; look(at: CheckContext): CheckFinding | Promise<CheckFinding> }

/** What can be checked: each part, or the sentence why it is not available. */
export type CheckContext = {
  readonly home: Home
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Date
  readonly today: string
  readonly timeZone: string
  /** The pack of the folder, or why it cannot be read. */
  readonly folder: Pack | string
  /** Who ran the database before the doctor started; undefined for the server of DATABASE_URL. */
  readonly standing: ServerProcessState | undefined
  readonly database: Available<Database>
  readonly keys: Available<KeyRing>
}

export type Available<T> = { readonly open: T } | { readonly shut: string }

export const good = (says: string): CheckFinding => ({ state: 'good', says })
export const note = (says: string, fix?: string): CheckFinding => found('note', says, fix)
export const bad = (says: string, fix?: string): CheckFinding => found('bad', says, fix)

function found(state: CheckFinding['state'], says: string, fix?: string): CheckFinding {
  return { state, says, ...(fix !== undefined && { fix }) }
}

export function ofDatabase(
  name: string,
  look: (at: CheckContext & { readonly db: Database }) => Promise<CheckFinding>,
): Check {
  return {
    name,
    look: async (at) =>
      'open' in at.database ? look({ ...at, db: at.database.open }) : shut('the database does not open'),
  }
}

export function ofLibrary(
  name: string,
  look: (at: CheckContext & { readonly db: Database; readonly ring: KeyRing }) => Promise<CheckFinding>,
): Check {
  return ofDatabase(name, async (at) =>
    'open' in at.keys ? look({ ...at, ring: at.keys.open }) : shut('the keys do not open'),
  )
}

function shut(why: string): CheckFinding {
  return { state: 'unseen', says: `Not looked at: ${why}.` }
}

/** `1 day`, `3 days`. */
export function count(number: number | bigint, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${BigInt(number) === 1n ? one : many}`
}

/** A refusal as a sentence of its own: with a capital and a period. */
export function findingSentence(text: string): string {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
