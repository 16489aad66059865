import type { Transaction } from 'kysely'
import type { By, Office } from '../accounts/act.ts'
import { recordEntry } from '../disclosure/record.ts'
import { atOwnScreen } from '../store/own-sessions.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

/** A patron at their own pages, as the register names them: whose pages they are says the entry's subject. */
export const patronThemselves: By = { ...atOwnScreen, role: 'patron' }

/** What staff may have checked of whoever stands before them, to have a hand in a sign-in: no claim on the phone. */
export const handChecks = ['photo-id', 'known-to-staff'] as const
export type HandCheck = (typeof handChecks)[number]

/** What the Director may have seen before they close somebody's account; never why. */
export const closeChecks = ['photo-id', 'signed-letter', 'death-shown'] as const
export type CloseCheck = (typeof closeChecks)[number]

/** Puts on record what was done about a patron, or with a card's number that is no one's. INVARIANT: never a PIN, a code, or anything that they typed. */
export type OwnNote = (
  patronId: string | null,
  kind: string,
  flags?: readonly string[],
  checked?: HandCheck | CloseCheck,
) => Promise<string>

/** Does something about a patron's own sign-in or choices and puts it on record: both, or neither. */
export async function ownAct<T>(
  { app, ring, clock }: Office,
  by: By,
  work: (trx: Transaction<Schema>, note: OwnNote) => Promise<T>,
): Promise<T> {
  const { actor, place = atOwnScreen.place } = by
  return inContext(app, { actor, place }, (trx) =>
    work(trx, (patronId, kind, flags, checked) =>
      recordEntry(
        trx,
        { ring, now: clock.now() },
        {
          ...by,
          ...{ kind, subjects: patronId === null ? [] : [patronId] },
          ...(flags !== undefined && { flags }),
          ...(checked !== undefined && { verified: [checked] }),
        },
      ),
    ),
  )
}
