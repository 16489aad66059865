import { type RawBuilder, sql } from 'kysely'
import { compiledOnce } from '../platform/db/compiled-once.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { isSearchListed } from './next-steps.ts'

/** What is stored of a case in the clear; it identifies no patron. Days are `YYYY-MM-DD`. */
export type CaseRow = {
  readonly id: string
  readonly reference: string
  readonly aboutDirector: boolean
  readonly drill: boolean
  readonly events: number
  /** When the person who decides first opened it; not kept of a sealed matter. */
  readonly seenAt?: Date | null
}

export type CaseSummary = {
  readonly kind: string
  readonly instrument: string | null
  readonly stage: string
  readonly outcome: string | null
  readonly owed: string | null
  readonly owed_by: string | null
  readonly due_on: string | null
  readonly due_as: string | null
  readonly closed_on: string | null
  /** Excluded from lists, figures and mails. */
  readonly withheld: boolean
  readonly about_director: boolean
  /** Counsel allowed telling the president although it is withheld. */
  readonly board_may_know: boolean
  readonly served_at: Date | null
  readonly reported_at: Date | null
  readonly consulted_at: Date | null
  /** Counsel, or the president, has still to confirm or deny what was recorded as their word. */
  readonly asks_counsel: boolean
  readonly asks_board: boolean
  readonly asks_second: boolean
}

/**
 * Accounts as tokens of that case, null where there is none: for whom something waits in it, which counsel have a conflict
 * of interest and see nothing of it any more, and special counsel, who see nothing but it.
 */
export type CaseAccounts = {
  readonly reporter: Buffer | null
  readonly asked: Buffer[] | null
} & CounselTokens

type CounselTokens = { readonly conflicts: Buffer[] | null; readonly special: Buffer[] | null }

/** Sealed under the id of its own row. */
export type EventRow = { readonly id: string; readonly nth: number; readonly event: Buffer }

/** @returns the id; undefined if a case with this id exists */
export async function addCase(
  trx: Trx,
  opened: CaseSummary & {
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

const caseRow = [
  ...(['id', 'reference', 'about_director as aboutDirector', 'drill', 'events'] as const),
  'seen_at as seenAt',
] as const

export async function caseOfId(trx: Trx, id: string): Promise<CaseRow | undefined> {
  return trx.selectFrom('case_file').select(caseRow).where('id', '=', id).executeTakeFirst()
}

/** Read, not locked. */
export async function casesOfIds(trx: Trx, ids: readonly string[]): Promise<CaseRow[]> {
  return trx.selectFrom('case_file').select(caseRow).where('id', 'in', ids).execute()
}

/** Locks the case until the transaction ends, so that a second step sees the first. */
export async function lockCase(trx: Trx, reference: string): Promise<CaseRow | undefined> {
  // Hostile: an address can hold what PostgreSQL does not accept as text.
  if (reference.includes('\0')) return undefined
  return trx
    .selectFrom('case_file')
    .select(caseRow)
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst()
}

export async function eventsOf(trx: Trx, caseId: string): Promise<EventRow[]> {
  return trx
    .selectFrom('case_event')
    .select(['id', 'nth', 'event'])
    .where('case_id', '=', caseId)
    .orderBy('nth')
    .execute()
}

/** Adds an event to a locked case, and updates its summary. */
export async function addEvent(
  trx: Trx,
  of: { readonly id: string; readonly events: number },
  event: { readonly id: string; readonly event: Buffer },
  standing: CaseSummary & CaseAccounts,
): Promise<void> {
  const nth = of.events + 1
  await trx
    .insertInto('case_event')
    .values({ ...event, case_id: of.id, nth })
    .execute()
  await trx
    .updateTable('case_file')
    // Why: where someone else decides now, they have not viewed it yet.
    .set({
      ...standing,
      events: nth,
      decider_saw: sql`decider_saw and about_director = ${standing.about_director}`,
      desk_done: sql`desk_done or ${standing.withheld} or about_director <> ${standing.about_director}`,
      // The same, and where what was opened before is served only now.
      seen_at: sql`case when about_director = ${standing.about_director} and served_at is not distinct from ${standing.served_at}::timestamptz then seen_at end`,
    })
    .where('id', '=', of.id)
    .execute()
}

export type ListedCase = Omit<
  CaseSummary,
  | ('withheld' | 'about_director' | 'board_may_know' | 'asks_counsel' | 'asks_board' | 'asks_second')
  | ('served_at' | 'reported_at' | 'consulted_at')
> & {
  readonly id: string
  readonly reference: string
  readonly opened_on: string
  readonly drill: boolean
  readonly decider_saw: boolean
  readonly counsel_saw: boolean
}

export type OpenCasesCursor = { readonly rank: number; readonly dueOn: string | null; readonly id: string }

const listColumns = [
  ...(['id', 'reference', 'kind', 'instrument', 'stage', 'outcome', 'owed', 'owed_by'] as const),
  ...(['due_on', 'due_as', 'opened_on', 'closed_on', 'drill', 'decider_saw', 'counsel_saw'] as const),
] as const

const farFuture = '9999-12-31'
/** A search first, then what is not reported yet (Reg 6: immediately), drills last. */
const listRank = sql`case when drill then 3 when stage = 'searching' or (owed = 'search-began' and owed_by = 'staff') then 0 when due_as is not null and due_as = 'report' then 1 else 2 end`
export function listRankOf(one: Pick<ListedCase, 'drill' | 'due_as' | 'stage' | 'owed' | 'owed_by'>): number {
  const { drill, due_as } = one
  if (drill) return 3
  if (isSearchListed(one)) return 0
  return due_as === 'report' ? 1 : 2
}

/** No deadline sorts last. Why no `coalesce`: see the index `case_open` (migrations/008-cases.sql). */
const urgency = sql`case when due_on is null then date '9999-12-31' else due_on end`

/**
 * Which cases a list has. `out`: ids of those in which this counsel has a conflict of interest; `only`: of those to which this
 * special counsel was added, and no other.
 */
export type VisibleCases = {
  readonly about: 'any' | 'others' | 'director'
  readonly out: readonly string[]
  readonly only?: readonly string[]
}

const isVisible = ({ about, out, only }: VisibleCases): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    [
      sql`true`,
      ...(about === 'any' ? [] : [sql`about_director = ${about === 'director'}`]),
      ...(out.length === 0 ? [] : [isNotOut(out)]),
      ...(only === undefined ? [] : [sql`id = any(${only}::uuid[])`]),
    ],
    sql` and `,
  )})`

const isNotOut = (out: readonly string[]): RawBuilder<boolean> => sql<boolean>`not id = any(${out}::uuid[])`

/** Cases with a conflict of counsel's, or with special counsel. A library has a few. */
export async function casesWithCounselTokens(
  db: Db,
): Promise<readonly ({ readonly id: string } & CounselTokens)[]> {
  return db
    .selectFrom('case_file')
    .select(['id', 'conflicts', 'special'])
    .where(sql<boolean>`conflicts is not null or special is not null`)
    .execute()
}

/** Of open cases, and of those closed lately, each: a library has a few, and a start page reads no more. */
const mostCounted = 500

/**
 * How many listed cases were open at the end of each of these days (`YYYY-MM-DD`, oldest first), drills left out. It is
 * counted from the cases as they are now, so a case that is withheld since has never been among them.
 */
export async function openCaseCounts(
  trx: Trx,
  { days, about }: { readonly days: readonly string[]; readonly about: VisibleCases },
): Promise<number[]> {
  const listed = sql`not withheld and not drill and ${isVisible(about)}`
  const { rows } = await sql<{ open: number }>`
    with recent as (
      (select opened_on, closed_on from case_file where closed_on is null and ${listed} limit ${mostCounted})
      union all
      (select opened_on, closed_on from case_file where closed_on > ${days[0]}::date and ${listed} limit ${mostCounted})
    )
    select count(recent.opened_on)::int as open from unnest(${days}::date[]) as day
    left join recent on opened_on <= day and (closed_on is null or closed_on > day)
    group by day order by day`.execute(trx)
  return rows.map(({ open }) => open)
}

type PageAfter = {
  readonly after: OpenCasesCursor | undefined
  readonly limit: number
  readonly about: VisibleCases
}

export async function openCases(trx: Trx, page: PageAfter): Promise<ListedCase[]> {
  return byUrgency(trx, page, sql<boolean>`closed_on is null and not withheld`)
}

/** Cases under a nondisclosure order, open and closed. */
export async function withheldCases(trx: Trx, page: PageAfter): Promise<ListedCase[]> {
  return byUrgency(trx, page, sql<boolean>`withheld`)
}

async function byUrgency(
  trx: Trx,
  { after, limit, about }: PageAfter,
  isListed: RawBuilder<boolean>,
): Promise<ListedCase[]> {
  let cases = trx.selectFrom('case_file').select(listColumns).where(isListed).where(isVisible(about))
  if (after !== undefined) {
    cases = cases.where(
      sql<boolean>`(${listRank}, ${urgency}, id) > (${after.rank}::int, ${after.dueOn ?? farFuture}::date, ${after.id}::uuid)`,
    )
  }
  return cases.orderBy(listRank).orderBy(urgency).orderBy('id').limit(limit).execute()
}

export async function closedCases(
  trx: Trx,
  {
    before,
    limit,
    about,
  }: {
    readonly before: { readonly closedOn: string; readonly id: string } | undefined
    readonly limit: number
    readonly about: VisibleCases
  },
): Promise<ListedCase[]> {
  let closed = trx
    .selectFrom('case_file')
    .select(listColumns)
    .where('closed_on', 'is not', null)
    .where('withheld', '=', false)
    .where(isVisible(about))
  if (before !== undefined) {
    closed = closed.where(sql<boolean>`(closed_on, id) < (${before.closedOn}::date, ${before.id}::uuid)`)
  }
  return closed.orderBy('closed_on', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** The newest cases, open or closed, to be opened and searched. What is withheld is not even read. */
export async function casesToSearch(
  trx: Trx,
  { about, limit }: { readonly about: VisibleCases; readonly limit: number },
): Promise<{ readonly file: CaseRow; readonly listed: ListedCase }[]> {
  const found = await trx
    .selectFrom('case_file')
    .select([...listColumns, 'about_director', 'events'])
    .where('withheld', '=', false)
    .where(isVisible(about))
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return found.map(({ about_director: aboutDirector, events, ...listed }) => {
    const { id, reference, drill } = listed
    return { file: { id, reference, drill, aboutDirector, events }, listed }
  })
}

/** The newest privacy cases with an outcome. Drills left out. */
export async function decidedPrivacyCases(trx: Trx, limit: number): Promise<CaseRow[]> {
  return trx
    .selectFrom('case_file')
    .select(caseRow)
    .where('kind', '=', 'privacy')
    .where('withheld', '=', false)
    .where('drill', '=', false)
    .where('outcome', 'is not', null)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Where staff were asked about views of theirs and have not answered, newest first. Nothing of it is opened. */
export const casesAskingStaff = compiledOnce((db, limit: number) =>
  db
    .selectFrom('case_file')
    .select([...caseRow, 'asked'])
    .$narrowType<{ asked: Buffer[] }>()
    .where('asked', 'is not', null)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit),
)

/** @returns false where they had viewed it before */
export async function noteCaseViewed(
  trx: Trx,
  caseId: string,
  by: 'decider' | 'counsel',
  at: Date,
): Promise<boolean> {
  const saw = by === 'decider' ? ('decider_saw' as const) : ('counsel_saw' as const)
  const viewed = await trx
    .updateTable('case_file')
    .set({
      [saw]: true,
      desk_done: true,
      ...(by === 'decider' && {
        seen_at: sql`case when not withheld then coalesce(seen_at, ${at}::timestamptz) end`,
      }),
    })
    .where('id', '=', caseId)
    .where(
      by === 'decider'
        ? sql<boolean>`(not decider_saw or seen_at is null and not withheld)`
        : sql<boolean>`not counsel_saw`,
    )
    .executeTakeFirst()
  return viewed.numUpdatedRows > 0n
}

/** Which of these forms began a case that the Director may see; one about the Director tells nothing by its absence. */
export async function casesBegunBy(trx: Trx, forms: readonly string[]): Promise<ReadonlySet<string>> {
  if (forms.length === 0) return new Set()
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('id', 'in', forms)
    .where('about_director', '=', false)
    .execute()
  return new Set(found.map(({ id }) => id))
}

/** Why a search that is awaited only until it is reported: under a nondisclosure order it is not owed, and the line would tell. */
const isUntold = sql<boolean>`(coalesce(owed_by, '') = 'staff' and (owed <> 'search-began' or coalesce(due_as, '') = 'report')
  or kind in ('process', 'emergency') and outcome is null and not desk_done)`

/**
 * Officers search or did, or a paper came today: whether it is a search that was reported, and when it ended, is in its events. Why besides `isUntold`:
 * under a nondisclosure order counsel owes the next step, and the line would end.
 */
const maySearch = (today: string) =>
  sql<boolean>`(stage in ('searching', 'searched') or kind = 'process' and outcome is null and opened_on = ${today})`

/**
 * Open cases of which the decider knows nothing yet, or neither they nor counsel ever opened (`is_untold`), and those in
 * which officers may search, newest first, with the token of the person who reported each. Nothing of it is opened.
 */
export const untoldCases = compiledOnce((db, today: string, limit: number) =>
  db
    .selectFrom('case_file')
    .select([...caseRow, 'reporter'])
    .select(isUntold.as('is_untold'))
    .where('reporter', 'is not', null)
    .where(sql<boolean>`(${isUntold} or ${maySearch(today)})`)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit),
)

/**
 * Legal papers that were reported in this time and that no one with access to the case ever opened, newest first. Nothing of
 * a case that is or was under a nondisclosure order, or about the Director. Nothing of it is opened. Why not by what waits to
 * be seen: a page that a clerk adds would bring the notice back, and not where there is an order.
 */
export const unopenedPapers = compiledOnce((db, from: Date, until: Date, limit: number) =>
  db
    .selectFrom('case_file')
    .select(['id', 'reporter', 'reported_at as at'])
    .$narrowType<{ at: Date }>()
    .where('closed_on', 'is', null)
    .where('withheld', '=', false)
    .where('about_director', '=', false)
    .where('drill', '=', false)
    .where('kind', '=', 'process')
    .where('desk_done', '=', false)
    .where('reported_at', '>=', from)
    .where('reported_at', '<=', until)
    .orderBy('reported_at', 'desc')
    .orderBy('id')
    .limit(limit),
)

/** Where something was recorded as the word of counsel or of the Board, newest first; drills and what is withheld left out. */
export async function askingCases(
  trx: Trx,
  of: 'counsel' | 'board' | 'second',
  { limit, out }: { readonly limit: number; readonly out: readonly string[] },
): Promise<string[]> {
  const found = await trx
    .selectFrom('case_file')
    .select('reference')
    .where(`asks_${of}`, '=', true)
    .where(isNotOut(out))
    .where('drill', '=', false)
    .where('withheld', '=', false)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return found.map(({ reference }) => reference)
}

export const maxUnviewed = 100

/** Cases that none of them has viewed, without drills. `president`: cases about the Director. */
export async function countUnviewedCases(
  db: Db,
  { by, out }: { readonly by: 'director' | 'president' | 'counsel'; readonly out: readonly string[] },
): Promise<number> {
  const unseen =
    by === 'counsel'
      ? sql`not counsel_saw`
      : sql`not decider_saw and about_director = ${sql.lit(by === 'president')}`
  const { rows } = await sql<{ cases: number }>`select count(*)::int as cases
    from (select from case_file where ${unseen} and not drill and not withheld and ${isNotOut(out)} limit ${maxUnviewed}) as unseen`.execute(
    db,
  )
  return rows[0]?.cases ?? 0
}

export type CaseCount = {
  readonly year: string
  readonly kind: string
  readonly instrument: string | null
  readonly outcome: string | null
  readonly cases: number
}

/** Cases by year, kind and outcome, without drills. Both years are included. */
export async function caseCounts(
  trx: Trx,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<CaseCount[]> {
  const { rows } = await sql<CaseCount>`
    select to_char(opened_on, 'YYYY') as year, kind, instrument, outcome, count(*)::int as cases from case_file
    where not drill and not withheld and opened_on >= ${`${first}-01-01`}::date and opened_on < ${`${Number(last) + 1}-01-01`}::date
    group by 1, kind, instrument, outcome`.execute(trx)
  return rows
}

/** Minutes from service of one legal paper; null where it was never done. */
export type DutyMinutes = {
  readonly year: string
  readonly reported: number | null
  readonly seen: number | null
  readonly consulted: number | null
}

/** Of every legal paper that was served, without drills and what is withheld. Both years are included. */
export async function dutyMinutes(
  trx: Trx,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<DutyMinutes[]> {
  const since = (column: 'reported_at' | 'seen_at' | 'consulted_at') =>
    sql`greatest(0, extract(epoch from ${sql.ref(column)} - served_at) / 60)::float8`
  const { rows } = await sql<DutyMinutes>`
    select to_char(opened_on, 'YYYY') as year, case when reported_at is not null then ${since('reported_at')} end as reported,
      case when seen_at is not null then ${since('seen_at')} end as seen,
      case when consulted_at is not null then ${since('consulted_at')} end as consulted
    from case_file where kind = 'process' and served_at is not null and not drill and not withheld
      and opened_on >= ${`${first}-01-01`}::date and opened_on < ${`${Number(last) + 1}-01-01`}::date`.execute(
    trx,
  )
  return rows
}

/** The newest drill of a day (`YYYY-MM-DD`) that staff at the desk may continue. */
export async function drillUnderWay(
  trx: Trx,
  day: string,
  kinds: readonly ('process' | 'ask')[],
): Promise<string | undefined> {
  const found = await trx
    .selectFrom('case_file')
    .select('reference')
    .where('drill', '=', true)
    .where('opened_on', '=', day)
    .where('kind', 'in', kinds)
    .where('closed_on', 'is', null)
    .where('outcome', 'is', null)
    .where('stage', '!=', 'searched')
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.reference
}

type DrillListed = { readonly reference: string; readonly openedOn: string; readonly stage: string }

export async function newestDrills(trx: Trx, limit: number): Promise<DrillListed[]> {
  return trx
    .selectFrom('case_file')
    .select(['reference', 'opened_on as openedOn', 'stage'])
    .where('drill', '=', true)
    .where('about_director', '=', false)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Of a year (`YYYY`), oldest first: those that may be counted, and are not about the Director. */
export async function casesOpenedIn(trx: Trx, year: string) {
  return trx
    .selectFrom('case_file')
    .select(['reference', 'kind', 'instrument', 'outcome'])
    .where('drill', '=', false)
    .where('withheld', '=', false)
    .where('about_director', '=', false)
    .where('opened_on', '>=', `${year}-01-01`)
    .where('opened_on', '<=', `${year}-12-31`)
    .orderBy('opened_on')
    .orderBy('id')
    .execute()
}

/** The library's first year here, `YYYY`; there are no figures before it. */
export async function firstYear(trx: Trx): Promise<string | undefined> {
  const found = await trx.selectFrom('library').select('made_on').executeTakeFirst()
  return found?.made_on.slice(0, 4)
}

/** Sealed under the id of its own row. */
export type FilePieceRow = { readonly id: string; readonly piece: Buffer }

export async function addFilePieces(
  trx: Trx,
  of: { readonly caseId: string; readonly paperId: string },
  pieces: readonly FilePieceRow[],
): Promise<void> {
  const rows = pieces.map((piece, at) => ({
    ...piece,
    case_id: of.caseId,
    paper_id: of.paperId,
    nth: at + 1,
  }))
  await trx.insertInto('case_paper').values(rows).execute()
}

export async function hasFilePieces(trx: Trx, caseId: string, paperId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('case_paper')
    .select('id')
    .where('case_id', '=', caseId)
    .where('paper_id', '=', paperId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** In order; none where the case has no such paper. */
export async function filePiecesOf(trx: Trx, caseId: string, paperId: string): Promise<FilePieceRow[]> {
  return trx
    .selectFrom('case_paper')
    .select(['id', 'piece'])
    .where('case_id', '=', caseId)
    .where('paper_id', '=', paperId)
    .orderBy('nth')
    .execute()
}

/** Sealed under the id of its own row; `sha256` is null for a draft. */
export type DocumentRow = { readonly id: string; readonly sha256: string | null; readonly document: Buffer }

export async function documentsOf(trx: Trx, caseId: string): Promise<DocumentRow[]> {
  return trx
    .selectFrom('case_document')
    .select(['id', 'sha256', 'document'])
    .where('case_id', '=', caseId)
    .execute()
}

/** Drops the draft of someone who no longer decides in the case. */
export async function dropDraft(trx: Trx, caseId: string): Promise<void> {
  await trx.deleteFrom('case_document').where('case_id', '=', caseId).where('sha256', 'is', null).execute()
}

/** A draft replaces the one before; a signed document replaces the draft. */
export async function keepDocument(trx: Trx, caseId: string, row: DocumentRow): Promise<void> {
  await dropDraft(trx, caseId)
  await trx
    .insertInto('case_document')
    .values({ ...row, case_id: caseId })
    // The same words, signed again on the same day after a withdrawal.
    .onConflict((conflict) => conflict.columns(['case_id', 'sha256']).doNothing())
    .execute()
}

/** `until`: the last day of a preserved copy, `YYYY-MM-DD`. */
export type CopyRow = Schema['case_copy']
type CopyRowKind = CopyRow['kind']

/** Why: a key whose row is not committed yet must not be mistaken for a leftover. */
export async function lockCopies(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('case copies', 0))`.execute(trx)
}

export async function addCopy(trx: Trx, row: CopyRow): Promise<void> {
  await trx.insertInto('case_copy').values(row).execute()
}

export async function caseCopyRows(trx: Trx, caseId: string, kind: CopyRowKind): Promise<CopyRow[]> {
  return trx
    .selectFrom('case_copy')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()
}

/** By id, or all of one kind in a case. @returns the deleted ids */
export async function deleteCopies(
  trx: Trx,
  which: { readonly ids: readonly string[] } | { readonly caseId: string; readonly kind: CopyRowKind },
): Promise<string[]> {
  if ('ids' in which && which.ids.length === 0) return []
  const all = trx.deleteFrom('case_copy').returning('id')
  const some =
    'ids' in which
      ? all.where('id', 'in', which.ids)
      : all.where('case_id', '=', which.caseId).where('kind', '=', which.kind)
  return (await some.execute()).map(({ id }) => id)
}

/** Every copy with its case's reference, without its sealed contents. A library has a few. */
export async function allCopies(
  trx: Trx,
): Promise<(Omit<CopyRow, 'sealed'> & { readonly reference: string })[]> {
  return trx
    .selectFrom('case_copy')
    .innerJoin('case_file', 'case_file.id', 'case_copy.case_id')
    .select(['case_copy.id', 'case_id', 'case_copy.kind', 'until', 'reference'])
    .orderBy('case_copy.id')
    .execute()
}
