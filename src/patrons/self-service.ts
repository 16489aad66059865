import { randomBytes, randomInt } from 'node:crypto'
import {
  type Actor,
  isPatronOnFile,
  logIdentity,
  type PatronActor,
  type PatronCodeUse,
  patronCodeToken,
  type StaffActor,
  storePatronCode,
} from '../gate/index.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Pack, RecordKind } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { type CoreServices, handScreen } from '../staff/index.ts'
import { deletePatronCodeApp, ownScreenContext } from './sign-in-store.ts'

/** What staff may check before changing a sign-in; a claim on the phone is not enough. */
export const identityChecks = ['photo-id', 'known-to-staff'] as const
export type IdentityCheck = (typeof identityChecks)[number]

/** Evidence for the Director to close an account; never the reason. */
export const closingChecks = ['photo-id', 'signed-letter', 'death-shown'] as const
export type ClosingCheck = (typeof closingChecks)[number]

/** INVARIANT: never a PIN, a code, or typed text. */
export type PatronActRecorder = (
  patronId: string | null,
  kind: string,
  flags?: readonly string[],
  checked?: IdentityCheck | ClosingCheck,
) => Promise<string>

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
          kind,
          subjects: patronId === null ? [] : [patronId],
          ...(flags !== undefined && { flags }),
          ...(checked !== undefined && { verified: [checked] }),
        },
      ),
    ),
  )
}

/** What acts at the counter work with. */
export type CounterParts = CoreServices & { readonly pack: Pack }

type CounterEntry = {
  readonly kind: string
  readonly subjects: readonly string[]
  readonly records?: readonly RecordKind[]
  readonly outcome?: string
  readonly verified?: readonly string[]
}

/** Runs an act at the counter and logs it in one transaction. */
export function recordCounterAct<T>(
  { app, ring, clock, pack }: CounterParts,
  by: StaffActor | PatronActor,
  work: (trx: Trx, note: (what: CounterEntry) => Promise<string>) => Promise<T>,
): Promise<T> {
  const { actor, role, place } = logIdentity(by)
  return inContext(app, { actor, place }, (trx) =>
    work(trx, (what) =>
      recordEntry(trx, { ring, now: clock.now() }, { ...what, actor, role, place, pack: pack.hash }),
    ),
  )
}

/** Long enough for a letter. */
export const pinCodeDays = 7
/** For a code read out on the phone. */
export const phoneCodeMinutes = 15
/** For a code sent to an address on file, for a new card. */
export const cardCodeMinutes = 30

const validForMs: Record<PatronCodeUse, number> = {
  pin: pinCodeDays * 24 * 3600_000,
  phone: phoneCodeMinutes * 60_000,
  card: cardCodeMinutes * 60_000,
}

/** Replaces an earlier code; null if there is no such patron. Only one page shows it. */
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

/** 60 random bits in groups to read aloud; no letter looks like a digit. */
function randomLetterCode(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789z'
  return [...randomBytes(12)]
    .map((byte, at) => `${at % 4 === 0 && at > 0 ? '-' : ''}${alphabet[byte & 31]}`)
    .join('')
}

/* INVARIANT: each act is logged with what staff checked and shown to the patron, and opens nothing the patron had (`historyOpensOn`). */

type CheckedPatron = { readonly patronId: string; readonly checked: IdentityCheck }

/** False if there is no such patron or the session is over. */
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

/** Same result whether or not there was a code app. */
export async function removeLostCodeApp(office: CoreServices, by: Actor, patronId: string): Promise<boolean> {
  return recordPatronAct(office, by, async (trx, note) => {
    if (!(await isPatronOnFile(trx, patronId))) return false
    await deletePatronCodeApp(trx, patronId, office.clock.today())
    await note(patronId, 'code-app-lost', undefined, 'photo-id')
    return true
  })
}
