import { randomBytes, randomInt } from 'node:crypto'
import {
  type Actor,
  isPatronOnFile,
  logIdentity,
  type PatronCodeUse,
  patronCodeToken,
  type StaffActor,
  storePatronCode,
} from '../gate/index.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'
import { type CoreServices, handScreen } from '../staff/index.ts'
import { deletePatronCodeApp, ownScreenContext } from './sign-in-store.ts'

/** What staff may have checked of whoever stands before them, to have a hand in a sign-in: no claim on the phone. */
export const identityChecks = ['photo-id', 'known-to-staff'] as const
export type IdentityCheck = (typeof identityChecks)[number]

/** What the Director may have seen before they close somebody's account; never why. */
export const closingChecks = ['photo-id', 'signed-letter', 'death-shown'] as const
export type ClosingCheck = (typeof closingChecks)[number]

/** Puts on record what was done about a patron, or with a card's number that is no one's. INVARIANT: never a PIN, a code, or anything that they typed. */
export type PatronActRecorder = (
  patronId: string | null,
  kind: string,
  flags?: readonly string[],
  checked?: IdentityCheck | ClosingCheck,
) => Promise<string>

/** Does something about a patron's own sign-in or choices and puts it on record: both, or neither. */
export async function recordPatronAct<T>(
  { app, ring, clock }: CoreServices,
  by: Actor,
  work: (trx: Trx, note: PatronActRecorder) => Promise<T>,
): Promise<T> {
  const { actor, place = ownScreenContext.place } = logIdentity(by)
  return inContext(app, { actor, place }, (trx) =>
    work(trx, (patronId, kind, flags, checked) =>
      recordEntry(
        trx,
        { ring, now: clock.now() },
        {
          ...logIdentity(by),
          ...{ kind, subjects: patronId === null ? [] : [patronId] },
          ...(flags !== undefined && { flags }),
          ...(checked !== undefined && { verified: [checked] }),
        },
      ),
    ),
  )
}

/** A code to choose a PIN with is good for so long: a letter takes some days. */
export const pinCodeDays = 7
/** One to be read out on the phone, for so long. */
export const phoneCodeMinutes = 15

const validForMs: Record<PatronCodeUse, number> = {
  pin: pinCodeDays * 24 * 3600_000,
  phone: phoneCodeMinutes * 60_000,
}

/**
 * Gives a patron a code that is good once, in place of one before; null where there is no such patron. That it was given,
 * and by whom, is on record; the code is on the page that it is shown on and nowhere else.
 */
export async function issuePatronCode(
  office: CoreServices,
  by: Actor,
  {
    patronId,
    use,
    checked,
  }: { readonly patronId: string; readonly use: PatronCodeUse; readonly checked?: IdentityCheck },
): Promise<string | null> {
  const typed = use === 'pin' ? randomLetterCode() : String(randomInt(1_000_000)).padStart(6, '0')
  const until = new Date(office.clock.now().getTime() + validForMs[use])
  return recordPatronAct(office, by, async (trx, note) => {
    const code = patronCodeToken(office.ring, { patronId, use, typed })
    if (!(await storePatronCode(trx, { patronId, use, code, until }))) return null
    await note(patronId, `${use}-code-given`, undefined, checked)
    return typed
  })
}

/** 60 random bits in groups that can be read aloud; no letter looks like a digit. */
function randomLetterCode(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789z'
  return [...randomBytes(12)]
    .map((byte, at) => `${at % 4 === 0 && at > 0 ? '-' : ''}${alphabet[byte & 31]}`)
    .join('')
}

/*
 * What staff do about a patron's own sign-in. INVARIANT: each is on record with what they checked, and told to the patron;
 * none of it opens what the patron had (`historyOpensOn`).
 */

type CheckedPatron = { readonly patronId: string; readonly checked: IdentityCheck }

/** Hands the screen over. False where there is no such patron, or the session is over. */
export async function handScreenToPatron(
  office: CoreServices,
  by: StaffActor,
  { patronId, checked, session }: CheckedPatron & { readonly session: Buffer },
): Promise<boolean> {
  return recordPatronAct(office, by, async (trx, note) => {
    if (!(await isPatronOnFile(trx, patronId))) return false
    const holder = { accountId: by.accountId, tokenHash: session }
    if (!(await handScreen(trx, office.ring, holder, patronId))) return false
    await note(patronId, 'screen-handed', undefined, checked)
    return true
  })
}

/** Takes away the code app of somebody who lost it. The same to whoever asks, whether there was one or not. */
export async function removeLostCodeApp(office: CoreServices, by: Actor, patronId: string): Promise<boolean> {
  return recordPatronAct(office, by, async (trx, note) => {
    if (!(await isPatronOnFile(trx, patronId))) return false
    await deletePatronCodeApp(trx, patronId, office.clock.today())
    await note(patronId, 'code-app-lost', undefined, 'photo-id')
    return true
  })
}
