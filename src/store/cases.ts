import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** What of a case stands in the clear: of nobody. Days are `YYYY-MM-DD`. */
export type CaseRow = {
  readonly id: string
  readonly reference: string
  readonly aboutDirector: boolean
  readonly drill: boolean
  readonly events: number
}

/** How a case stands after an event, for lists and figures. */
export type CaseStanding = {
  readonly kind: string
  readonly instrument: string | null
  readonly stage: string
  readonly outcome: string | null
  /** The step that comes next, and who owes it. */
  readonly owed: string | null
  readonly owed_by: string | null
  readonly due_on: string | null
  /** Which clock that is. */
  readonly due_as: string | null
  readonly closed_on: string | null
  /** In no list, no figure and no mail. */
  readonly withheld: boolean
  readonly about_director: boolean
}

/** An event as it is kept: sealed, under the id of its own row. */
export type EventRow = { readonly id: string; readonly nth: number; readonly event: Buffer }

/** Opens a case. @returns its id; undefined where there is one of this id already */
export async function addCase(
  trx: Trx,
  opened: CaseStanding & {
    readonly id?: string
    readonly reference: string
    readonly opened_on: string
    readonly drill: boolean
  },
): Promise<string | undefined> {
  const row = { ...opened, events: 0 }
  const added = await trx
    .insertInto('case_file')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

const caseRow = ['id', 'reference', 'about_director as aboutDirector', 'drill', 'events'] as const

/** The case of an id. */
export async function caseOfId(trx: Trx, id: string): Promise<CaseRow | undefined> {
  return trx.selectFrom('case_file').select(caseRow).where('id', '=', id).executeTakeFirst()
}

/** The case of a reference, locked until the transaction ends: of two steps the second sees what the first did. */
export async function lockCase(trx: Trx, reference: string): Promise<CaseRow | undefined> {
  // Hostile: an address can hold what is no text to the database.
  if (reference.includes('\0')) return undefined
  return trx
    .selectFrom('case_file')
    .select(caseRow)
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst()
}

/** What happened in a case, in its order. */
export async function eventsOf(trx: Trx, caseId: string): Promise<EventRow[]> {
  return trx
    .selectFrom('case_event')
    .select(['id', 'nth', 'event'])
    .where('case_id', '=', caseId)
    .orderBy('nth')
    .execute()
}

/** Adds an event to a case that is locked, and says how it stands now. */
export async function addEvent(
  trx: Trx,
  of: { readonly id: string; readonly events: number },
  event: { readonly id: string; readonly event: Buffer },
  standing: CaseStanding,
): Promise<void> {
  const nth = of.events + 1
  await trx
    .insertInto('case_event')
    .values({ ...event, case_id: of.id, nth })
    .execute()
  await trx
    .updateTable('case_file')
    // Why: where another decides in it now, they have not looked yet.
    .set({
      ...standing,
      events: nth,
      decider_saw: sql`decider_saw and about_director = ${standing.about_director}`,
    })
    .where('id', '=', of.id)
    .execute()
}

/** One line of a list: nothing of anybody. */
export type CaseListed = Omit<CaseStanding, 'withheld' | 'about_director'> & {
  readonly id: string
  readonly reference: string
  readonly opened_on: string
  readonly drill: boolean
}

/** Where a page of open cases begins: after this one. */
export type OpenAfter = { readonly rank: number; readonly dueOn: string | null; readonly id: string }

const listed = [
  ...(['id', 'reference', 'kind', 'instrument', 'stage', 'outcome', 'owed', 'owed_by'] as const),
  ...(['due_on', 'due_as', 'opened_on', 'closed_on', 'drill'] as const),
] as const

const never = '9999-12-31'
/** A search that goes on comes first, then what is not reported yet (Reg 6: immediately), a drill last. */
const rank = sql`case when drill then 3 when stage = 'searching' then 0 when due_as is not null and due_as = 'report' then 1 else 2 end`
export function rankOf({ drill, stage, due_as }: Pick<CaseListed, 'drill' | 'stage' | 'due_as'>): number {
  if (drill) return 3
  if (stage === 'searching') return 0
  return due_as === 'report' ? 1 : 2
}

/** What no clock runs for comes last. Why no `coalesce`: see the index `case_open` (migrations/008-cases.sql). */
const urgency = sql`case when due_on is null then date '9999-12-31' else due_on end`

/** Of which cases a list is: of those about the Director, of all others, or of any. */
type About = 'any' | 'others' | 'director'

/** Which page of a list is wanted. */
type PageAfter = {
  readonly after: OpenAfter | undefined
  readonly limit: number
  readonly about: About
}

/** A page of the cases that are open, the most urgent first. */
export async function openCases(trx: Trx, page: PageAfter): Promise<CaseListed[]> {
  return byUrgency(trx, page, sql<boolean>`closed_on is null and not withheld`)
}

/** A page of the cases of which nobody may be told, open and closed, the most urgent first. */
export async function withheldCases(trx: Trx, page: PageAfter): Promise<CaseListed[]> {
  return byUrgency(trx, page, sql<boolean>`withheld`)
}

async function byUrgency(
  trx: Trx,
  { after, limit, about }: PageAfter,
  isListed: RawBuilder<boolean>,
): Promise<CaseListed[]> {
  let cases = trx.selectFrom('case_file').select(listed).where(isListed)
  if (about !== 'any') cases = cases.where('about_director', '=', about === 'director')
  if (after !== undefined) {
    cases = cases.where(
      sql<boolean>`(${rank}, ${urgency}, id) > (${after.rank}::int, ${after.dueOn ?? never}::date, ${after.id}::uuid)`,
    )
  }
  return cases.orderBy(rank).orderBy(urgency).orderBy('id').limit(limit).execute()
}

/** A page of the cases that are closed, the newest first. */
export async function closedCases(
  trx: Trx,
  {
    before,
    limit,
    about,
  }: {
    readonly before: { readonly closedOn: string; readonly id: string } | undefined
    readonly limit: number
    readonly about: About
  },
): Promise<CaseListed[]> {
  let closed = trx
    .selectFrom('case_file')
    .select(listed)
    .where('closed_on', 'is not', null)
    .where('withheld', '=', false)
  if (about !== 'any') closed = closed.where('about_director', '=', about === 'director')
  if (before !== undefined) {
    closed = closed.where(sql<boolean>`(closed_on, id) < (${before.closedOn}::date, ${before.id}::uuid)`)
  }
  return closed.orderBy('closed_on', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
