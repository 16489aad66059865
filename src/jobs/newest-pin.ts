import type { Kysely, Transaction } from 'kysely'
import { openCheckpoint } from '../register/checkpoint.ts'
import { readVerifierKey } from '../register/note.ts'
import { compactPin, type Pin, pinLines } from '../register/pin.ts'
import { newestCheckpoint } from '../store/register.ts'
import { currentLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/** The newest checkpoint, in every form in which it goes out. */
export type NewestPin = Pin & {
  /** For a letter, a decision or a receipt: four lines of ASCII. */
  readonly lines: readonly string[]
  /** The same in one word. */
  readonly compact: string
  /** The signed note itself. */
  readonly note: string
  /** The public key that signed it, one line. */
  readonly key: string
}

/** What to print on whatever leaves the house; undefined in the first minute, while nothing is signed yet. */
export async function newestPin(db: Kysely<Schema> | Transaction<Schema>): Promise<NewestPin | undefined> {
  const log = await currentLog(db)
  const newest = log && (await newestCheckpoint(db, log.log))
  if (log === undefined || newest === undefined) return undefined
  const pin = openCheckpoint(newest.note, readVerifierKey(log.key))
  return { ...pin, lines: pinLines(pin), compact: compactPin(pin), note: newest.note, key: log.key }
}
