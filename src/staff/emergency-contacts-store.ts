import { sql } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { passphraseSetBy } from './account-store.ts'
import { actingTermsFrom } from './officer-store.ts'

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
  /** Whose contact it was said that the change is wrong. */
  readonly disputed?: true
}

/** A contact as it was before someone else changed it or took it off. */
export type ChangedContact = Pick<EmergencyContact, 'whom' | 'name' | 'mail' | 'phones'> & {
  readonly version: string
  readonly as: FormerRow['changed_as']
  readonly at: Date
  readonly wrongAt: Date | null
  /** What the list has now under that name or sign-in. */
  readonly now: readonly EmergencyContact[]
}

/** Someone whose sign-in is confirmed as theirs. */
export type ContactOwner = { readonly account: string; readonly role: 'counsel' | 'president' }

/** Who typed a contact or changed it last, and who confirmed it since, with the times. */
export type KeptContact = EmergencyContact & {
  /** Of this contact as it is now, in hex; a change makes it another. */
  readonly version: string
  readonly setBy: string
  readonly setAt: Date
  readonly confirmed?: { readonly by: string; readonly at: Date }
}

type ContactRow = Schema['case_contact']
type FormerRow = Schema['former_contact']
type SetBy = {
  readonly ring: KeyRing
  readonly account: string
  readonly at: Date
  /** Someone acts as Director now: whoever changes their number does not move the calls of staff at once. */
  readonly isLeave?: boolean
  /** Someone else may control the account: what it types never counts as confirmed. */
  readonly unconfirmed?: boolean
  readonly as?: FormerRow['changed_as']
}

type CallParts = { readonly app: Db; readonly ring: KeyRing; readonly clock: Clock }

export const maxContacts = 3
const hour = 3_600_000
const day = 24 * hour
const formerDays = 7
/** How long whose contact it was is asked, and is called where they said that the change is wrong. */
const askedDays = 90

export async function emergencyContacts(db: Db): Promise<EmergencyContact[]> {
  return (await contactRows(db)).map(contactOf)
}

/**
 * Whether someone of counsel is on the list without a sign-in while a lawyer has one that no contact names. Only the person
 * who signs in is asked whether a change of their number is right.
 */
export function lacksCounselsSignIn(
  contacts: readonly { readonly whom: ContactRole; readonly account?: string | undefined }[],
  accounts: readonly { readonly id: string; readonly role: string }[],
): boolean {
  const ofCounsel = contacts.filter(({ whom }) => whom === 'counsel')
  const isFree = ({ id, role }: { readonly id: string; readonly role: string }) =>
    role === 'counsel' && ofCounsel.every(({ account }) => account !== id)
  return ofCounsel.some(({ account }) => account === undefined) && accounts.some(isFree)
}

/** Whether someone acts as Director today. */
export async function isDirectorAway({ app, ring, clock }: CallParts): Promise<boolean> {
  const today = clock.today()
  return (await actingTermsFrom(app, ring, today)).some(({ firstDay }) => firstDay <= today)
}

/**
 * Whom staff call: those on the list, and after them the numbers of counsel and the president that someone changed or took
 * off in the last seven days. Hostile: the person who keeps the list could otherwise move every call at once.
 */
export async function contactsToCall(parts: CallParts): Promise<EmergencyContact[]> {
  const { app, ring, clock } = parts
  const named = await emergencyContacts(app)
  const kept = await keptContacts(app, ring)
  const isAway = await isDirectorAway(parts)
  const former = (await formerRows(app, ring)).flatMap((row): EmergencyContact[] => {
    const { whom, name, phones, account_id, changed_at, wrong_at } = row
    const days = wrong_at === null ? formerDays : askedDays
    const until = new Date(changed_at.getTime() + days * day)
    const isNamed = named.some((one) => one.whom === whom && one.name === name && one.phones === phones)
    // Their own name alone: to confirm one lawyer says nothing of another who was taken off.
    const isConfirmed = kept.some(
      ({ confirmed, setAt, ...one }) =>
        one.whom === whom && one.name === name && confirmed !== undefined && setAt >= changed_at,
    )
    if (isNamed || until <= clock.now() || (isConfirmed && wrong_at === null)) return []
    if (whom === 'acting' && !isAway) return []
    const of = { whom: calledAs(whom), name, phones, nth: maxContacts + 1, mail: '', until }
    return [
      {
        ...{ ...of, ...(account_id !== null && { account: account_id }) },
        ...(wrong_at !== null && { disputed: true as const }),
      },
    ]
  })
  const isFirst = (one: EmergencyContact, at: number) =>
    former.findIndex(
      ({ whom, name, phones }) => one.whom === whom && one.name === name && one.phones === phones,
    ) === at
  // While someone acts as Director, their numbers come before those of the Director, who is away.
  const acting = isAway ? named.filter(({ whom }) => whom === 'acting') : []
  return [...acting.map((one) => ({ ...one, whom: calledAs(one.whom) })), ...named, ...former.filter(isFirst)]
}

/** Who acts as Director is called as the Director. */
const calledAs = (whom: ContactRole): CalledRole => (whom === 'acting' ? 'director' : whom)

/** Hostile: a row that SQL wrote is none of them. Those that someone disputes come first. */
async function formerRows(db: Db, ring: KeyRing): Promise<FormerRow[]> {
  const rows = await db
    .selectFrom('former_contact')
    .selectAll()
    .orderBy('wrong_at')
    .orderBy('changed_at', 'desc')
    .orderBy('name')
    .execute()
  return rows.filter((row) => isMarked(ring, 'former_contact', row))
}

/** What someone else changed of theirs and they have not said is right. */
export async function changedContactsOf(
  { app, ring, clock }: CallParts,
  owner: ContactOwner,
): Promise<ChangedContact[]> {
  const current = await contactRows(app)
  const since = clock.now().getTime() - askedDays * day
  return (await formerRows(app, ring)).flatMap((row) => {
    const isBack = current.some((one) => isSameContact(one, row))
    if (!isOf(row, owner) || isBack || row.changed_at.getTime() <= since) return []
    const { whom, name, mail, phones, changed_as: as, changed_at: at, wrong_at: wrongAt } = row
    const now = current.filter((one) => isOfSamePerson(one, row)).map(contactOf)
    return [{ ...{ whom, name, mail, phones, as, at, wrongAt, now }, version: row.mark.toString('hex') }]
  })
}

/**
 * Where it is right, the old contact goes; where it is wrong, what is listed under that name or sign-in, or was typed in that
 * role since ninety days before the change, counts as unconfirmed. Hostile: a second change of the name alone would keep it.
 */
export async function answerChangedContact(
  trx: Trx,
  { ring, at, owner }: { readonly ring: KeyRing; readonly at: Date; readonly owner: ContactOwner },
  { version, isRight }: { readonly version: string; readonly isRight: boolean },
): Promise<boolean> {
  await lockContacts(trx)
  const row = (await formerRows(trx, ring)).find(({ mark }) => mark.toString('hex') === version)
  if (row === undefined || !isOf(row, owner)) return false
  await trx.deleteFrom('former_contact').where('mark', '=', row.mark).execute()
  if (isRight) return true
  await trx
    .insertInto('former_contact')
    .values(marked(ring, 'former_contact', { ...row, wrong_at: at }))
    .execute()
  for (const one of (await contactRows(trx)).filter(
    (other) => isOfSamePerson(other, row) || isInItsPlace(other, row),
  )) {
    if (one.confirmed_at === null || !isMarked(ring, 'case_contact', one)) continue
    const again = marked(ring, 'case_contact', { ...one, confirmed_by: null, confirmed_at: null })
    const { whom, nth } = one
    await trx.deleteFrom('case_contact').where('whom', '=', whom).where('nth', '=', nth).execute()
    await trx.insertInto('case_contact').values(again).execute()
  }
  return true
}

/** What they changed themselves asks them nothing. */
const isOf = ({ whom, account_id, changed_by }: FormerRow, { account, role }: ContactOwner): boolean =>
  whom === role && changed_by !== account && (role === 'president' || account_id === account)

const isOfSamePerson = (one: ContactRow, { whom, name, account_id }: FormerRow): boolean =>
  one.whom === whom && (one.name === name || (account_id !== null && one.account_id === account_id))

const isInItsPlace = (one: ContactRow, { whom, changed_at }: FormerRow): boolean =>
  one.whom === whom && one.set_at !== null && one.set_at.getTime() > changed_at.getTime() - askedDays * day

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
 * Also what an unconfirmed account takes off. Not what they typed themselves less than an hour ago, a slip of typing: it could be the
 * number of a stranger. Hostile: a change of the e-mail address alone also keeps the number, or a second one within the hour would lose it.
 */
async function keepFormer(
  trx: Trx,
  before: readonly ContactRow[],
  rows: readonly ContactRow[],
  { ring, account, at, isLeave, as = 'director' }: SetBy,
): Promise<void> {
  const over = new Date(at.getTime() - askedDays * day)
  await trx.deleteFrom('former_contact').where('changed_at', '<=', over).execute()
  const known = await formerRows(trx, ring)
  for (const row of before) {
    const { whom, name, mail, phones, account_id, set_by, set_at, confirmed_at } = row
    const isNew = set_at !== null && at.getTime() - set_at.getTime() < hour
    const isSlip = isNew && set_by === account && confirmed_at === null
    const stays = rows.some((one) => isSameContact(one, row))
    if (whom === 'director' || (whom === 'acting' && !isLeave) || stays || isSlip) continue
    const earlier = known.find((one) => isSameContact(one, { ...row, account_id: one.account_id }))
    const changed = {
      // Why not the newer one: to empty the sign-in first would keep them from being asked.
      account_id: earlier?.account_id ?? account_id,
      changed_by: account,
      changed_as: as,
      changed_at: at,
      wrong_at: earlier?.wrong_at ?? null,
    }
    const former = { whom, name, mail, phones, ...changed }
    await trx
      .deleteFrom('former_contact')
      .where('whom', '=', whom)
      .where('name', '=', name)
      .where('mail', '=', mail)
      .where('phones', '=', phones)
      .execute()
    await trx
      .insertInto('former_contact')
      .values(marked(ring, 'former_contact', former))
      .execute()
  }
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
