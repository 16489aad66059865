import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { DeliveryProgress } from '../platform/mail/send.ts'
import type { ContactRole } from '../staff/index.ts'

/** Counsel with a conflict of interest is not mailed about the case. @param out their accounts */
const hasNoConflict = (out: readonly string[]) =>
  sql`(account_id is null or not account_id = any(${out}::uuid[]))`

const randomId = sql`replace(gen_random_uuid()::text, '-', '')`

/** Minutes after which someone who has not opened a legal paper or a claimed emergency is mailed again. */
const minutesAgain = [5, 15, 30]
/** Then the acting Director, if there is one. */
const minutesActing = 45
const mailTimes = sql`(select 'came' as why, 0 as minutes, null as to_whom union all
  select 'again', minutes, null from unnest(${sql.lit(`{${minutesAgain.join(',')}}`)}::int[]) as minutes union all
  select 'again', ${sql.lit(minutesActing)}, 'acting') as times`

/**
 * Plans the mails that announce a new case, to all who may know of it or to one role, and those that repeat it until it
 * is opened. Drills notify no one outside.
 * @param acting someone acts as Director today @param at when the first is sent
 */
export async function planCaseMails(
  trx: Trx,
  {
    caseId,
    on,
    at,
    to,
    acting = false,
    out = [],
  }: {
    readonly caseId: string
    readonly on: string
    readonly at: Date
    readonly to: 'all' | 'decider' | 'counsel'
    readonly acting?: boolean
    readonly out?: readonly string[]
  },
): Promise<void> {
  await sql`insert into case_mail (case_id, why, planned_on, nth, whom, address, message_id, try_at)
    select case_file.id, why, ${on}::date, minutes, whom, mail, ${randomId}, ${at}::timestamptz + minutes * interval '1 minute'
    from case_file cross join ${mailTimes} join case_contact on mail <> '' and ${hasNoConflict(out)} and case
      when to_whom is not null then ${acting && to !== 'counsel'} and whom = to_whom and not about_director
      else whom in (${to === 'decider' ? null : 'counsel'}::text,
        case when ${to === 'counsel'} then null when about_director then 'president' else 'director' end) end
    where case_file.id = ${caseId}::uuid and not drill and (why = 'came' or kind in ('process', 'emergency'))
    on conflict do nothing`.execute(trx)
}

/**
 * The same for a report from outside that is no case yet, to the Director and counsel. Why not while another one rings:
 * someone who plays would ring all night.
 */
export async function planReportMails(
  trx: Trx,
  {
    reportId,
    on,
    at,
    acting,
  }: { readonly reportId: string; readonly on: string; readonly at: Date; readonly acting: boolean },
): Promise<void> {
  await sql`insert into case_mail (report_id, why, planned_on, nth, whom, address, message_id, try_at)
    select ${reportId}::uuid, why, ${on}::date, minutes, whom, mail, ${randomId}, ${at}::timestamptz + minutes * interval '1 minute'
    from ${mailTimes} join case_contact on mail <> ''
      and case when to_whom is not null then ${acting} and whom = to_whom else whom in ('director', 'counsel') end
    where not exists (select from case_mail join public_report on public_report.id = report_id
      where case_mail.try_at > ${at}::timestamptz and not (decider_saw or counsel_saw))
    on conflict do nothing`.execute(trx)
}

/** They opened the case: a paper that comes later must not set off what was planned for this one. */
export async function endRepeatedMails(trx: Trx, caseId: string, by: 'decider' | 'counsel'): Promise<void> {
  await trx
    .updateTable('case_mail')
    .set({ state: 'given-up' })
    .where('case_id', '=', caseId)
    .where('why', '=', 'again')
    .where('state', '=', 'ready')
    .where('whom', by === 'counsel' ? '=' : '<>', 'counsel')
    .execute()
}

/** Counsel said that they have a conflict of interest: nothing that was planned for them goes out. */
export async function endMailsTo(trx: Trx, caseId: string, account: string): Promise<void> {
  await trx
    .updateTable('case_mail')
    .set({ state: 'given-up' })
    .where('case_id', '=', caseId)
    .where('state', '=', 'ready')
    .where('address', 'in', trx.selectFrom('case_contact').select('mail').where('account_id', '=', account))
    .execute()
}

/** How long until someone who has not viewed the case is mailed again; photos of a paper arrive one by one. */
const quietMinutes = 15

/**
 * A paper was added to an existing case: everyone but the person who brought it has not seen it. They are mailed again
 * if they had viewed the case, or if the last mail is a while ago. @param nth the event's number in the case
 */
export async function planInstrumentMails(
  trx: Trx,
  {
    caseId,
    nth,
    on,
    at,
    by,
    out,
    board = false,
  }: {
    readonly caseId: string
    readonly nth: number
    readonly on: string
    readonly at: Date
    readonly by: 'decider' | 'counsel' | 'other'
    readonly out: readonly string[]
    /** The president too, whom the case asks to confirm a decision. */
    readonly board?: boolean
  },
): Promise<void> {
  const quietSince = new Date(at.getTime() - quietMinutes * 60_000)
  await sql`insert into case_mail (case_id, why, planned_on, nth, whom, address, message_id, try_at)
    select case_file.id, 'came', ${on}::date, ${nth}, whom, mail, ${randomId}, ${at}::timestamptz
    from case_file join case_contact on mail <> '' and ${hasNoConflict(out)}
      and whom in (case when ${by === 'counsel'} then null else 'counsel' end, case when ${board} then 'president' end,
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

export type CaseMail = {
  readonly id: string
  /** Null for a report from outside, which is no case yet. */
  readonly reference: string | null
  readonly whom: ContactRole
  readonly address: string
  readonly message_id: string
  readonly state: DeliveryProgress
  readonly failure: string | null
  readonly tries: number
}

/**
 * What would repeat a mail to someone who opened it, or was mailed since; after an outage, all but the last are.
 */
const isRepeatObsolete = (now: Date) => sql`(case when whom = 'counsel' then counsel_saw else decider_saw end
  or exists (select from case_mail as other where other.address = case_mail.address and other.why <> 'clock'
    and (other.case_id = case_mail.case_id or other.report_id = case_mail.report_id)
    and case when other.why = 'again' and other.nth > case_mail.nth then other.try_at <= ${now}::timestamptz
      else other.nth < case_mail.nth and (other.try_at > case_mail.try_at
        or other.why = 'came' and other.state in ('ready', 'trying', 'trying-again')) end))`

/** A repetition, a reminder of a closed case or before a later one, or the announcement of a closed case that was viewed. */
const isObsolete = (now: Date) => sql`case
  when why = 'again' then ${isRepeatObsolete(now)}
  when why = 'clock' then closed_on is not null or exists (select from case_mail as later
    where later.case_id = case_mail.case_id and later.why = 'clock' and later.address = case_mail.address
      and later.planned_on > case_mail.planned_on)
  else closed_on is not null and case when whom = 'counsel' then counsel_saw else decider_saw end end`

export async function caseMailsToDo(trx: Trx, now: Date, limit: number): Promise<CaseMail[]> {
  const due = trx
    .selectFrom('case_mail')
    .select([
      'case_mail.id',
      'whom',
      'address',
      'message_id',
      'state',
      'failure',
      'case_mail.tries',
      'try_at',
    ])
    .where('case_mail.state', 'in', ['ready', 'trying', 'trying-again'])
    .where('try_at', '<=', now)
  const ofCases = due
    .innerJoin('case_file', 'case_file.id', 'case_mail.case_id')
    .select(sql<string | null>`reference`.as('reference'))
    // Why the first mail, and those that repeat it, even when withheld: counsel and the decider learn of the case by it.
    .where(sql<boolean>`(not withheld or why <> 'clock')`)
    .where(sql<boolean>`not ${isObsolete(now)}`)
    // Why: someone who no longer decides in the case gets no mail about it.
    .where(
      sql<boolean>`case when about_director then whom not in ('director', 'acting') else (whom <> 'president' or asks_board) end`,
    )
    // Under a nondisclosure order only counsel adds anyone.
    .where(sql<boolean>`not (withheld and (whom = 'acting' or whom = 'president' and not board_may_know))`)
  const ofReports = due
    .innerJoin('public_report', 'public_report.id', 'case_mail.report_id')
    .select(sql<string | null>`null::text`.as('reference'))
    .where(sql<boolean>`not case when why = 'again' then ${isRepeatObsolete(now)}
      when whom = 'counsel' then counsel_saw else decider_saw end`)
  const rows = await ofCases.unionAll(ofReports).orderBy('try_at').limit(limit).execute()
  return rows as CaseMail[]
}

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
 * Plans one mail a day about each open case, drills aside, whose next deadline is on or before a day: to the person who
 * owes the step and those whom the deadline concerns, and to counsel too where paper must be answered or objected to,
 * or where the Director was not reached. In cases about the Director, the president is mailed, or counsel if the
 * president has no mail here. @param out counsel with a conflict of interest, each with the id of the case @returns how many
 * were planned
 */
export async function planReminders(
  db: Db,
  {
    on,
    until,
    at,
    out,
  }: {
    readonly on: string
    readonly until: string
    readonly at: Date
    readonly out: readonly { readonly caseId: string; readonly account: string }[]
  },
): Promise<bigint> {
  // Why: each search for due mail would go over them again. For one in flight, the outcome is unknown.
  await sql`update case_mail set state = case when state = 'ready' then 'given-up' else 'unknown' end from case_file
    where case_file.id = case_mail.case_id and state in ('ready', 'trying', 'trying-again') and ${isObsolete(at)}`.execute(
    db,
  )
  const done = await sql`insert into case_mail (case_id, why, planned_on, whom, address, message_id, try_at)
    select case_file.id, 'clock', ${on}::date, whom, mail, ${randomId}, ${at}::timestamptz
    from case_file join case_contact on mail <> ''
      and not exists (select from unnest(${out.map(({ caseId }) => caseId)}::uuid[], ${out.map(({ account }) => account)}::uuid[])
        as of_counsel(case_id, account) where of_counsel.case_id = case_file.id and of_counsel.account = account_id)
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
