import type { Kysely, Transaction } from 'kysely'
import { openCheckpoint } from '../register/checkpoint.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey } from '../register/note.ts'
import { compactPin, type Pin, pinLines } from '../register/pin.ts'
import { newestCheckpoint } from '../store/register.ts'
import { currentLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/** The newest checkpoint, in every form in which it goes out. */
export type NewestPin = Pin & {
  /** Which of the register's logs it is of. */
  readonly log: number
  /** How many of its leaves are of commitments, and so no entries; as stored, and not signed. */
  readonly commitments: bigint
  /** For a letter, a decision or a receipt: four lines of ASCII. */
  readonly lines: readonly string[]
  /** The same in one word. */
  readonly compact: string
  /** The signed note itself. */
  readonly note: string
  /** The public key that signed it, one line. */
  readonly key: string
}

/** Why kept: every answer carries it, and a note that was found good once is good. */
let last: NewestPin | undefined

/**
 * What to print on whatever leaves the house; undefined in the first minute, while nothing is signed yet.
 * @throws Malformed where what is stored is no checkpoint that this register's key signed
 */
export async function newestPin(db: Kysely<Schema> | Transaction<Schema>): Promise<NewestPin | undefined> {
  const log = await currentLog(db)
  const newest = log && (await newestCheckpoint(db, log.log))
  if (log === undefined || newest === undefined) return undefined
  const { key } = log
  const { note, commitments } = newest
  if (last?.note === note && last.key === key && last.commitments === commitments) return last
  const pin = openCheckpoint(note, readVerifierKey(key))
  last = { ...pin, log: log.log, commitments, lines: pinLines(pin), compact: compactPin(pin), note, key }
  return last
}

/** The same for a screen, which says that it is `unreadable`: whoever reads it is to be alarmed, and not left without a page. */
export async function newestPinSeen(db: Kysely<Schema>): Promise<NewestPin | 'unreadable' | undefined> {
  try {
    return await newestPin(db)
  } catch (error) {
    if (error instanceof Malformed) return 'unreadable'
    throw error
  }
}

/** Its lines, for what is printed; none where none is there that can be read, of which the register's page tells. */
export async function newestPinLines(db: Kysely<Schema>): Promise<readonly string[]> {
  const pin = await newestPinSeen(db)
  return pin === undefined || pin === 'unreadable' ? [] : pin.lines
}
