import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import { recordEntry } from '../disclosure/record.ts'
import type { By } from '../disclosure/request.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isChangeTold, noteChange } from '../store/account-changes.ts'
import type { Schema } from '../store/schema.ts'

export type { By } from '../disclosure/request.ts'

/** What every act upon an account needs; made once, by whoever puts the program together. */
export type Office = { readonly app: Kysely<Schema>; readonly ring: KeyRing; readonly clock: Clock }

export const commandLine: By = { actor: 'command-line' }
export const byItself: By = { actor: 'system' }

/** Who acts, where it is somebody who signs in; null for the command line and the program. */
export const accountOfActor = ({ actor }: By): string | null =>
  actor === commandLine.actor || actor === byItself.actor ? null : actor

/** What an act leaves in the register: no name, no passphrase, no key. */
export type Note = {
  readonly kind: string
  readonly account?: string
  /** SHA-256 in hex of what was made, where nobody is to put another in its place unseen. */
  readonly document?: string
  /** A role, a place, a day, a kind of second step: the words of the act. */
  readonly flags?: readonly string[]
}

/** Thrown by what an act does: nothing of it is done, and the act's outcome is this one. */
export class Undone<T> extends Error {
  override name = 'Undone'
  readonly outcome: T
  constructor(outcome: T) {
    super(String(outcome))
    this.outcome = outcome
  }
}

/**
 * Does something about an account and puts it on record: both, or neither. Whoever signs in with the account is told of what
 * changes by what they sign in with, also both or neither.
 * @param work returns what was done, and calls `note` for what it did; `note` returns the entry's reference
 */
export async function act<T>(
  { app, ring, clock }: Office,
  by: By,
  work: (trx: Transaction<Schema>, note: (what: Note) => Promise<string>) => Promise<T>,
): Promise<T> {
  try {
    return await app.transaction().execute((trx) =>
      work(trx, async (what) => {
        const { kind, account } = what
        if (account !== undefined && isChangeTold(kind)) {
          await noteChange(trx, { accountId: account, kind, by: accountOfActor(by), at: clock.now() })
        }
        return recordEntry(trx, { ring, now: clock.now() }, { ...by, ...what })
      }),
    )
  } catch (error) {
    if (error instanceof Undone) return error.outcome as T
    throw error
  }
}
