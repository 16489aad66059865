import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { DeliveryProgress } from '../platform/mail/send.ts'
import type { ContactRole } from '../staff/index.ts'

const randomId = sql`replace(gen_random_uuid()::text, '-', '')`

/** Plans the mails that say that a case came in, of no drill, which tells nobody outside: to everybody who may know of it, or to whoever decides in it from now on, or counsel. */
export async function planCaseMails(
  trx: Trx,
  {
    caseId,
    on,
    at,
    to,
  }: {
    readonly caseId: string
    readonly on: string
    readonly at: Date
    readonly to: 'all' | 'decider' | 'counsel'
  },
): Promise<void> {
  await sql`insert into case_mail (case_id, why, planned_on, whom, address, message_id, try_at)
    select case_file.id, 'came', ${on}::date, whom, mail, ${randomId}, ${at}::timestamptz
    from case_file join case_contact on mail <> ''
      and whom in (${to === 'decider' ? null : 'counsel'}::text,
        case when ${to === 'counsel'} then null when about_director then 'president' else 'director' end)
    where case_file.id = ${caseId}::uuid and not drill on conflict do nothing`.execute(trx)
}

/** So long after a mail about a case nobody who has not looked is told again: of a paper the photos come one by one. */
const quietMinutes = 15

/**
 * A paper came to a case that is there already. Whoever may know of it, but for whoever brought it, has not seen it, and is told
 * again where they had looked, or where the last mail about the case is a while ago.
 * @param nth which event of the case it is
 */
export async function planInstrumentMails(
  trx: Trx,
  {
    caseId,
    nth,
    on,
    at,
    by,
  }: {
    readonly caseId: string
    readonly nth: number
    readonly on: string
    readonly at: Date
    readonly by: 'decider' | 'counsel' | 'other'
  },
): Promise<void> {
  const quietSince = new Date(at.getTime() - quietMinutes * 60_000)
  await sql`insert into case_mail (case_id, why, planned_on, nth, whom, address, message_id, try_at)
    select case_file.id, 'came', ${on}::date, ${nth}, whom, mail, ${randomId}, ${at}::timestamptz
    from case_file join case_contact on mail <> ''
      and whom in (case when ${by === 'counsel'} then null else 'counsel' end,
        case when ${by === 'decider'} then null when about_director then 'president' else 'director' end)
    where case_file.id = ${caseId}::uuid and not drill and not exists (select from case_mail as last
      where last.case_id = case_file.id and last.why = 'came' and last.address = mail
        and (last.state in ('ready', 'trying', 'trying-again') or last.try_at > ${quietSince}::timestamptz
          and not case when whom = 'counsel' then counsel_saw else decider_saw end))
    on conflict do nothing`.execute(trx)
  await trx
    .updateTable('case_file')
    .set({
      ...(by === 'decider' ? {} : { decider_saw: false }),
      ...(by === 'counsel' ? {} : { counsel_saw: false }),
    })
    .where('id', '=', caseId)
    .execute()
}

/** A mail that is not done with. */
export type CaseMail = {
  readonly id: string
  /** Of its case. */
  readonly reference: string
  readonly whom: ContactRole
  readonly address: string
  readonly message_id: string
  readonly state: DeliveryProgress
  readonly failure: string | null
  readonly tries: number
}

/**
 * Nobody needs it any more: a reminder of a case that is closed, or before a later one to the same address, as they pile up
 * while no mail goes out; or that a case came which is closed, to whoever looked at it.
 */
const isObsolete = sql`case
  when why = 'clock' then closed_on is not null or exists (select from case_mail as later
    where later.case_id = case_mail.case_id and later.why = 'clock' and later.address = case_mail.address
      and later.planned_on > case_mail.planned_on)
  else closed_on is not null and case when whom = 'counsel' then counsel_saw else decider_saw end end`

/** Those whose time has come, a few at once. What is overtaken is not among them. */
export async function caseMailsToDo(trx: Trx, now: Date, limit: number): Promise<CaseMail[]> {
  const rows = await trx
    .selectFrom('case_mail')
    .innerJoin('case_file', 'case_file.id', 'case_mail.case_id')
    .select(['case_mail.id', 'reference', 'whom', 'address', 'message_id', 'state', 'failure', 'tries'])
    .where('case_mail.state', 'in', ['ready', 'trying', 'trying-again'])
    .where('try_at', '<=', now)
    // Why the first mail all the same: it says nothing, and by it counsel and whoever decides know of the case at all.
    .where(sql<boolean>`(not withheld or why = 'came')`)
    .where(sql<boolean>`not ${isObsolete}`)
    // Why: whoever decides in it no more since it was planned is told no more.
    .where(sql<boolean>`whom <> case when about_director then 'director' else 'president' end`)
    .orderBy('try_at')
    .limit(limit)
    .execute()
  return rows as CaseMail[]
}

/** Notes what is known of one now, and when it is tried again. */
export async function noteCaseMail(
  trx: Trx,
  id: string,
  known: {
    readonly state: DeliveryProgress | 'given-up'
    readonly failure: string | null
    readonly tries: number
    readonly tryAt: Date
  },
): Promise<void> {
  const { tryAt: try_at, ...rest } = known
  await trx
    .updateTable('case_mail')
    .set({ ...rest, try_at })
    .where('id', '=', id)
    .execute()
}

/**
 * Plans the day's mail about each open case, but for drills, whose next clock runs out by a day, once a day: to whoever owes a step in it, and to
 * those whom that clock concerns, counsel beside whoever decides where paper is to be answered or objected to, or where nobody
 * reached the Director yet. Of one that is about the Director the president is told, and counsel where the president has no mail
 * here.
 * @returns how many were planned now
 */
export async function planReminders(
  db: Db,
  { on, until, at }: { readonly on: string; readonly until: string; readonly at: Date },
): Promise<bigint> {
  // Why: each look for what is to be sent would go over them again. Of one that was under way nobody knows whether it went out.
  await sql`update case_mail set state = case when state = 'ready' then 'given-up' else 'unknown' end from case_file
    where case_file.id = case_mail.case_id and state in ('ready', 'trying', 'trying-again') and ${isObsolete}`.execute(
    db,
  )
  const done = await sql`insert into case_mail (case_id, why, planned_on, whom, address, message_id, try_at)
    select case_file.id, 'clock', ${on}::date, whom, mail, ${randomId}, ${at}::timestamptz
    from case_file join case_contact on mail <> ''
      and (whom = 'counsel' and (owed_by = 'counsel' or due_as in ('return', 'objection', 'objected', 'report'))
        or (owed_by is distinct from 'counsel' or due_as <> 'objected') and whom = case
          when not about_director then 'director'
          when exists (select from case_contact where whom = 'president' and mail <> '') then 'president'
          else 'counsel' end)
    where closed_on is null and not withheld and not drill and due_on <= ${until}::date on conflict do nothing`.execute(
    db,
  )
  return done.numAffectedRows ?? 0n
}
