import { sql } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { passphraseSetBy } from './account-store.ts'

/** The president is told of matters about the Director; an acting Director, where no one opens a report. */
export type ContactRole = 'director' | 'counsel' | 'president' | 'acting'

/** Whom staff call. */
export type CalledRole = Exclude<ContactRole, 'acting'>

/** `nth` is the order in which contacts of one role are tried, from 1 to 3. */
export type EmergencyContact = {
  readonly whom: ContactRole
  readonly nth: number
  readonly name: string
  /** Empty if they have none. */
  readonly mail: string
  readonly phones: string
  /** The account that counsel signs in to, if they have one. */
  readonly account?: string
  /** Someone changed it or took it off: it is called too until this day. */
  readonly until?: Date
}

/** Who typed a contact or changed it last, and who confirmed it since, with the times. */
export type KeptContact = EmergencyContact & {
  /** Of this contact as it is now, in hex; a change makes it another. */
  readonly version: string
  readonly setBy: string
  readonly setAt: Date
  readonly confirmed?: { readonly by: string; readonly at: Date }
}

type ContactRow = Schema['case_contact']
type SetBy = {
  readonly ring: KeyRing
  readonly account: string
  readonly at: Date
  /** Someone else may control the account: what it types never counts as confirmed. */
  readonly unconfirmed?: boolean
}

type CallParts = { readonly app: Db; readonly ring: KeyRing; readonly clock: Clock }

export const maxContacts = 3
const hour = 3_600_000
const formerDays = 7

export async function emergencyContacts(db: Db): Promise<EmergencyContact[]> {
  return (await contactRows(db)).map(contactOf)
}

/**
 * Whom staff call: those on the list, and after them the numbers of counsel and the president that someone changed or took
 * off in the last seven days. Hostile: whoever keeps the list could otherwise move every call at once.
 */
export async function contactsToCall({ app, ring, clock }: CallParts): Promise<EmergencyContact[]> {
  const named = await emergencyContacts(app)
  const rows = await app
    .selectFrom('former_contact')
    .selectAll()
    .orderBy('changed_at', 'desc')
    .orderBy('name')
    .execute()
  const former = rows.flatMap((row): EmergencyContact[] => {
    const { whom, name, phones, account_id, changed_at } = row
    const until = new Date(changed_at.getTime() + formerDays * 24 * hour)
    const isNamed = named.some((one) => one.whom === whom && one.name === name && one.phones === phones)
    if (isNamed || until <= clock.now() || !isMarked(ring, 'former_contact', row)) return []
    const of = { whom, name, phones, nth: maxContacts + 1, mail: '', until }
    return [{ ...of, ...(account_id !== null && { account: account_id }) }]
  })
  return [...named, ...former]
}

/** Those that a person typed at their own sign-in. Hostile: a row that SQL wrote is none of them. */
export async function keptContacts(db: Db, ring: KeyRing): Promise<KeptContact[]> {
  return (await contactRows(db)).flatMap((row) => {
    const { set_by, set_at, confirmed_by, confirmed_at, mark } = row
    if (mark === null || set_by === null || set_at === null || !isMarked(ring, 'case_contact', row)) return []
    const confirmed =
      confirmed_by === null || confirmed_at === null
        ? {}
        : { confirmed: { by: confirmed_by, at: confirmed_at } }
    const kept = { version: mark.toString('hex'), setBy: set_by, setAt: set_at }
    return [{ ...contactOf(row), ...kept, ...confirmed }]
  })
}

/**
 * A contact that stays as it was keeps who set it and who confirmed it; a changed one begins anew.
 * @param by absent where no person typed them, as in the demonstration: then none of them ever counts as confirmed
 */
export async function replaceEmergencyContacts(
  trx: Trx,
  contacts: readonly EmergencyContact[],
  whoms: readonly ContactRole[],
  by?: SetBy,
): Promise<void> {
  await lockContacts(trx)
  const before = (await contactRows(trx)).filter(({ whom }) => whoms.includes(whom))
  await trx.deleteFrom('case_contact').where('whom', 'in', whoms).execute()
  const rows = contacts.map((one) => rowOf(one, before, by))
  if (by !== undefined) await keepFormer(trx, before, rows, by)
  if (rows.length > 0) await trx.insertInto('case_contact').values(rows).execute()
}

/**
 * Also what an unconfirmed account takes off. Not what stood for less than an hour, a slip of typing: it could be the number
 * of a stranger. Hostile: a change of the e-mail address alone also keeps the number, or a second one within the hour would lose it.
 */
async function keepFormer(
  trx: Trx,
  before: readonly ContactRow[],
  rows: readonly ContactRow[],
  { ring, account, at }: SetBy,
): Promise<void> {
  const over = new Date(at.getTime() - formerDays * 24 * hour)
  await trx.deleteFrom('former_contact').where('changed_at', '<=', over).execute()
  for (const row of before) {
    const { whom, name, phones, account_id, set_at, confirmed_at } = row
    const isSlip = set_at !== null && confirmed_at === null && at.getTime() - set_at.getTime() < hour
    const stays = rows.some((one) => isSameContact(one, row))
    if ((whom !== 'counsel' && whom !== 'president') || phones === '' || stays || isSlip) continue
    const former = { whom, name, phones, account_id, changed_by: account, changed_at: at }
    await dropFormer(trx, { whom, name }, phones)
    await trx
      .insertInto('former_contact')
      .values(marked(ring, 'former_contact', former))
      .execute()
  }
}

async function dropFormer(trx: Trx, { whom, name }: Pick<ContactRow, 'whom' | 'name'>, phones?: string) {
  if (whom !== 'counsel' && whom !== 'president') return
  const theirs = trx.deleteFrom('former_contact').where('whom', '=', whom).where('name', '=', name)
  await (phones === undefined ? theirs : theirs.where('phones', '=', phones)).execute()
}

/** Someone else called them and confirmed it. False where it was changed or confirmed in the meantime, or they may not. */
export async function confirmContact(trx: Trx, version: string, by: SetBy): Promise<boolean> {
  await lockContacts(trx)
  const row = (await contactRows(trx)).find(({ mark }) => mark?.toString('hex') === version)
  if (row === undefined || !isMarked(by.ring, 'case_contact', row)) return false
  if (row.confirmed_by !== null || row.set_by === null) return false
  if (!(await isOtherPerson(trx, row.set_by, by.account))) return false
  const { whom, nth } = row
  const confirmed = marked(by.ring, 'case_contact', { ...row, confirmed_by: by.account, confirmed_at: by.at })
  await trx.deleteFrom('case_contact').where('whom', '=', whom).where('nth', '=', nth).execute()
  await trx.insertInto('case_contact').values(confirmed).execute()
  // Their old numbers alone: to confirm one lawyer says nothing of another who was taken off.
  await dropFormer(trx, row)
  return true
}

/** Hostile: someone who made or reset the account that typed a contact may be both people. */
export const isOtherPerson = async (db: Db, setBy: string, account: string): Promise<boolean> =>
  setBy !== account && (await passphraseSetBy(db, setBy)) !== account

/** Why: of two concurrent replacements, the second would not see the first one's rows when it deletes. */
async function lockContacts(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('carrel case contacts'))`.execute(trx)
}

const contactRows = (db: Db): Promise<ContactRow[]> =>
  db.selectFrom('case_contact').selectAll().orderBy('whom', 'desc').orderBy('nth').execute()

const contactOf = ({ whom, nth, name, mail, phones, account_id }: ContactRow): EmergencyContact => ({
  ...{ whom, nth, name, mail, phones },
  ...(account_id !== null && { account: account_id }),
})

type TypedContact = Pick<ContactRow, 'whom' | 'name' | 'mail' | 'phones' | 'account_id'>
const isSameContact = (one: TypedContact, other: TypedContact): boolean =>
  one.whom === other.whom &&
  [one.name, one.mail, one.phones, one.account_id].join('\n') ===
    [other.name, other.mail, other.phones, other.account_id].join('\n')

function rowOf(
  { whom, nth, name, mail, phones, account }: EmergencyContact,
  before: readonly ContactRow[],
  by: SetBy | undefined,
): ContactRow {
  const typed = { whom, nth, name, mail, phones, account_id: account ?? null }
  const confirmed = { confirmed_by: null, confirmed_at: null }
  if (by === undefined) return { ...typed, set_by: null, set_at: null, ...confirmed, mark: null }
  const same = before.find((row) => isSameContact(row, typed) && isMarked(by.ring, 'case_contact', row))
  if (same !== undefined) return { ...same, nth }
  if (by.unconfirmed) return { ...typed, set_by: null, set_at: null, ...confirmed, mark: null }
  return marked(by.ring, 'case_contact', { ...typed, set_by: by.account, set_at: by.at, ...confirmed })
}
