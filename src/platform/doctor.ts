import type { Pack } from '../policy/index.ts'
import type { KeyRing } from './crypto/key-ring.ts'
import type { Database } from './db/database.ts'
import type { Home } from './db/home.ts'
import type { ServerProcessState } from './db/server-process.ts'

/**
 * What a look found. `note`: nothing is wrong, and one should know it. `unseen`: it could not be looked at. `says` is
 * a sentence or two in plain words, `mend` what to do.
 */
export type CheckFinding = {
  readonly state: 'good' | 'note' | 'bad' | 'unseen'
  readonly says: string
  readonly mend?: string
}

/** One thing that is looked at. It throws nothing that is not a defect; what it throws is shown as `unseen`. */
export type Check = { readonly name: string; look(at: CheckContext): CheckFinding | Promise<CheckFinding> }

/** What is there to look at: each part, or the sentence why it cannot be had. */
export type CheckContext = {
  readonly home: Home
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Date
  /** The library's day, `YYYY-MM-DD`. */
  readonly today: string
  readonly pack: Pack
  /** Who ran the database before we looked; undefined for the server of DATABASE_URL. */
  readonly standing: ServerProcessState | undefined
  readonly database: Available<Database>
  readonly keys: Available<KeyRing>
}

export type Available<T> = { readonly open: T } | { readonly shut: string }

export const good = (says: string): CheckFinding => ({ state: 'good', says })
export const note = (says: string, mend?: string): CheckFinding => found('note', says, mend)
export const bad = (says: string, mend?: string): CheckFinding => found('bad', says, mend)

function found(state: CheckFinding['state'], says: string, mend?: string): CheckFinding {
  return { state, says, ...(mend !== undefined && { mend }) }
}

/** A check that needs the database. */
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

/** A check that needs the database and the keys. */
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

/** A day in so many words: `1 day`, `3 days`. */
export function count(number: number | bigint, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${BigInt(number) === 1n ? one : many}`
}

/** A refusal, whose sentence begins small and may have no end, as one that stands alone. */
export function sentence(text: string): string {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
