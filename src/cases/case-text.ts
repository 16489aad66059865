import { tryOutWords } from '../ask/index.ts'
import { actorOf, recordNames, staffActorOf } from '../gate/index.ts'
import { placeAndDay, type RequestContext, type StaffContext } from '../platform/http/request-context.ts'
import { formatsOf, languages } from '../platform/i18n/language.ts'
import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import {
  type Ask,
  daysBetween,
  denialWordsOf,
  type Finding,
  findingKinds,
  type InstrumentKind,
} from '../policy/index.ts'
import { entryInstant } from '../register/log/index.ts'
import { allAccounts, emergencyContacts } from '../staff/index.ts'
import {
  type Case,
  type CaseKind,
  type CounselOpinion,
  type Decision,
  endsInDecision,
  patronsNamedIn,
} from './case.ts'
import { caseRoleOf, copiesShowAt, counselLeft, decidesIn } from './case-access.ts'
import { dayOfInstantIn, deadlineRulesOf } from './case-repository.ts'
import type { CasePage, CaseView } from './case-service.ts'
import { type Deadline, type DeadlineName, deadlinesOf, isDueImmediately } from './deadlines.ts'
import {
  type DecisionDraft,
  type DecisionSigned,
  type DecisionWording,
  type DenialWords,
  groundsHash,
  groundsOf,
  policyAskIfDecided,
  policyAskOf,
} from './decision.ts'
import type { CaseEvent, CaseEventName } from './event.ts'
import { instrumentOf, namesOnlyAbsentPeople, unseenFindings } from './guards.ts'
import { isForCounsel } from './next-steps.ts'
import { confirmedIn } from './reducer.ts'
import type { CaseContext } from './services.ts'
import type { CaseRole } from './stamp.ts'
import {
  type DecisionSigner,
  isOnlyReported,
  isOpinionByAnother,
  isSideConfirmed,
  ownOpinion,
} from './statements.ts'
import { guardWorldOf, signerOf } from './step-recorder.ts'
import { guardsByName, type UnmetCondition, unmetConditions } from './step-table.ts'
import { boardConsulted } from './steps/board-consulted.ts'
import { conflictSaid } from './steps/conflict-said.ts'
import { counselAdvised } from './steps/counsel-advised.ts'
import { decided, needsSecondPerson, notReachedIn, unconfirmedIn } from './steps/decided.ts'
import { decisionWithdrawn } from './steps/decision-withdrawn.ts'
import { type AnyStep, showingOf, steps, stepsByName } from './steps/index.ts'
import { patronTold } from './steps/patron-told.ts'
import { scopeSet } from './steps/scope-set.ts'
import { isOf } from './steps/step.ts'
import { wordAnswered } from './steps/word-answered.ts'
import { recordsOfScope } from './words/copies.ts'
import { counselWords } from './words/counsel.ts'
import { casesDecisionWords } from './words/decision.ts'
import { casesIntakeWords } from './words/intake.ts'
import {
  caseGapWords,
  caseLineWords,
  casesNeedsWords,
  casesPageWords,
  casesTimelineWords,
} from './words/page.ts'
import { studyWords } from './words/study.ts'

export const caseRoleIn = (context: StaffContext) => caseRoleOf(staffActorOf(context))

export const formViewerOf = (context: CaseContext, { case: it, sealed }: CaseView) => ({
  // Special counsel is counsel in their case.
  role: caseRoleIn(context) === 'counsel' ? 'counsel' : context.who.role,
  kind: it.kind,
  name: context.who.name,
  decides: decidesIn(actorOf(context), it),
  looksUp: copiesShowAt(context.pack, placeAndDay(context)),
  gagged: it.gagged,
  sealed,
  pinned: unseenFindings(it).length > 0,
})

/** The label depends on the viewer's role and the kind of case. */
export function stepLabel(
  context: StaffContext,
  name: CaseEventName,
  about: { readonly kind: CaseKind; readonly by: CaseRole; readonly it?: Case },
): string {
  const step: AnyStep = stepsByName[name]
  const words = step.words(context)
  return step.labelFor?.(words, { ...about, viewer: caseRoleIn(context) }) ?? words.label
}

/** A nearby day in words: Tuesday, December 1; with the year if it differs. */
export function nearDay(context: StaffContext, day: string): string {
  const { services } = context
  const formats = formatsOf(context)
  return day.slice(0, 4) === services.clock.today().slice(0, 4) ? formats.weekday(day) : formats.day(day)
}

/** The library's local time of an instant. */
export const momentOf = (context: StaffContext, at: string): string =>
  formatsOf(context).moment(new Date(at), context.pack.timeZone)

/** The time of day, with the day if that is not today. */
export function timeReported(context: StaffContext, at: string): string {
  const { pack } = context
  return isOfToday(context, at) ? formatsOf(context).time(new Date(at), pack.timeZone) : momentOf(context, at)
}

/** That a legal paper was reported, and when. */
export function paperReported(context: StaffContext, at: Date): string {
  const { pack } = context
  const { paperReported: says } = casesIntakeWords(context)
  return isOfToday(context, at.toISOString())
    ? says.today(formatsOf(context).time(at, pack.timeZone))
    : says.earlier(formatsOf(context).moment(at, pack.timeZone))
}

const isOfToday = ({ pack, services }: StaffContext, at: string): boolean =>
  dayOfInstantIn(pack.timeZone)(at) === services.clock.today()

/** Negative once the day has passed. */
export function daysLeft({ services }: StaffContext, day: string): number {
  return daysBetween(services.clock.today(), day)
}

/** A deadline in words with the time left; what is due immediately names no day. */
export function deadlineText(context: StaffContext, { clock, on }: Deadline): string {
  const say = casesPageWords(context)
  const left = daysLeft(context, on)
  const says = say.clock[clock](nearDay(context, on))
  return isDueImmediately(clock) && left >= 0 ? says : `${says}, ${say.left(left)}`
}

export function deadlinesIn({ services, pack }: CaseContext, { case: it }: CaseView): Deadline[] {
  const { rules } = services.cases
  return rules === undefined ? [] : deadlinesOf(it, deadlineRulesOf(rules), dayOfInstantIn(pack.timeZone))
}

/** A sentence for each unmet condition, with its clause where there is one. */
export function unmetTexts(context: StaffContext, unmet: readonly UnmetCondition[]): string[] {
  const clauses = context.pack.manifest.cases?.clauses ?? {}
  return unmet.map((need) => {
    const clause = clauses[need]
    const says = unmetText(context, need)
    return clause === undefined ? says : `${says} (${clause})`
  })
}

/** What a decision still needs, with what the policy itself misses in the paper. */
export function unmetForDecisionTexts(context: CaseContext, seen: CaseView, decision: Decision): string[] {
  const all = unmetForDecision(context, seen, decision)
  // Why: until the other conditions are met, the policy only refers, and its refusal repeats them.
  const today = context.services.clock.today()
  const refers = context.pack.decide(policyAskIfDecided(seen.case, decision, today)).outcome === 'refer'
  const unmet =
    refers && !lacksFindings(seen.case, decision) && all.length > 1
      ? all.filter((one) => one !== 'policy-allows-decision')
      : all
  return unmetTexts(context, unmet).map((says, at) =>
    unmet[at] === 'policy-allows-decision'
      ? [says, policyGap(context, seen, decision)].join(' ').trim()
      : says,
  )
}

/** A release on a court order needs a page cited for each finding (Reg 1). */
export const lacksFindings = ({ reading, findings }: Case, decision: Decision): boolean =>
  decision === 'release' && reading?.instrument === 'court-order' && findings.size < findingKinds.length

/** In quotation marks, since each is a sentence. */
export const findingNames = (context: StaffContext, kinds: readonly Finding[]): string =>
  formatsOf(context).all(
    kinds.map((kind) => caseGapWords(context).quoted(tryOutWords(context).finding[kind])),
  )

export const findingsWithoutPage = (context: StaffContext, { findings }: Case): string =>
  findingNames(
    context,
    findingKinds.filter((kind) => !findings.has(kind)),
  )

/** The findings no page is cited for, or why the policy answers otherwise; '' where it gives no reason. */
function policyGap(context: CaseContext, { case: it }: CaseView, decision: Decision): string {
  const { policyMisses, policySays } = caseGapWords(context)
  if (lacksFindings(it, decision)) {
    return policyMisses(findingsWithoutPage(context, it))
  }
  const { why } = context.pack.decide(policyAskIfDecided(it, decision, context.services.clock.today()))
  const reasons = [...new Set(why.map(({ clause, reason }) => `${clause}: ${reason}`))]
  return reasons.length === 0 ? '' : policySays(reasons.join(' '))
}

export function unmetText(speaker: ScreenLanguage, need: UnmetCondition): string {
  const { unmet } = casesNeedsWords(speaker)
  if (need === 'who' || need === 'time') return unmet[need]
  return guardsByName.get(need)?.words(speaker) ?? unmet.stage
}

export function decisionsFor({ case: it }: CaseView): readonly Decision[] {
  if (!endsInDecision(it)) return []
  return it.kind === 'privacy' ? ['heed', 'not-heed'] : ['release', 'compulsion', 'refusal']
}

export function unmetForDecision(context: CaseContext, { case: it }: CaseView, decision: Decision) {
  const { services, who } = context
  const at = entryInstant(services.clock.now())
  const role = it.aboutDirector ? ('president' as const) : ('director' as const)
  const decides = decidesIn(actorOf(context), it)
  // Why no one where another person reads: what they said themselves counts for the one who signs.
  const signer: DecisionSigner = decides ? signerOf(staffActorOf(context)) : { by: '' }
  const isUnsure = decides && who.unconfirmed
  const stamp = { by: signer.by, role, at, notedAt: at, ...(isUnsure && { unconfirmed: true as const }) }
  const world = { ...guardWorldOf(services), ownRole: signer.ownRole }
  const grounds = groundsHash(groundsOf(it))
  const said = { ...notReachedIn(it, decision), ...unconfirmedIn(it, { decision, signer }, world) }
  const what = { what: 'decided', decision, document: '', grounds, ...said } as const
  return unmetConditions(it, { ...what, stamp }, world)
}

/** Everyone whom the library calls as counsel: its emergency contacts, and everyone who has an account of that role; no one with a conflict of interest in the case. */
export async function counselToCall(context: CaseContext, it: Case): Promise<readonly string[]> {
  const { app } = context.services
  const { accounts, contacts } = counselLeft(it, await allAccounts(app), await emergencyContacts(app))
  const names = [...new Set([...contacts, ...accounts].map(({ name }) => name))]
  return names.length > 0 ? names : [casesTimelineWords(context).role.counsel]
}

export type CaseOnList = CasePage['cases'][number]

/** The instrument if it was read, otherwise the kind of request. */
function listedKind(context: StaffContext, one: CaseOnList): string {
  const say = casesPageWords(context)
  const isSearch = one.stage === 'searching' || one.stage === 'searched'
  const instrument = one.instrument ?? (isSearch ? 'search-warrant' : null)
  const what =
    instrument === null ? labelIn(say.kind, one.kind) : labelIn(tryOutWords(context).instrument, instrument)
  const search = one.stage === 'searched' ? [say.stage.searched] : []
  return [...(one.drill ? [say.drill] : []), what, ...search].join('. ')
}

/** That officers search, or may begin. */
export const searchUnderWay = (context: StaffContext, isBegun: boolean): string =>
  isBegun ? casesPageWords(context).stage.searching : casesPageWords(context).cameToSearch

/** Court order · came November 24, 2026 */
export function listedTitle(context: StaffContext, one: CaseOnList): string {
  return `${listedKind(context, one)} · ${caseLineWords(context).came(formatsOf(context).day(one.opened_on))}`
}

export function listedNextStep(context: StaffContext, one: CaseOnList): string {
  const { owed_by, lacksCounsel } = one
  const [kind, step] = [one.kind as CaseKind, one.owed as CaseEventName | null]
  const say = casesPageWords(context)
  if (step === null) return say.stage.closed
  const by = owed_by as CaseRole
  // Counsel sees no such case, so the person who reads this decides in it.
  if (lacksCounsel && isForCounsel({ step, by })) return `${say.you}: ${counselWords(context).askSpecial}`
  if (isCalledTo(context, one)) return `${say.you}: ${say.openIt}`
  const before = stepBefore(context, one)
  if (before !== undefined) return `${say.you}: ${stepLabel(context, before, { kind, by: 'counsel' })}`
  return `${isOwn(context, by) ? say.you : say.by[by]}: ${stepLabel(context, step, { kind, by })}`
}

/** Whether they have yet to open it; the start page counts these. */
export function isNewTo(context: StaffContext, one: CaseOnList): boolean {
  const by = caseRoleIn(context)
  // Of special counsel no list keeps what they opened.
  if (one.drill || by === 'staff' || by === 'program' || context.who.role === 'special-counsel') return false
  return !wasOpenedBy(by, one)
}

const wasOpenedBy = (by: CaseRole, { decider_saw, counsel_saw }: CaseOnList): boolean =>
  by === 'counsel' ? counsel_saw : decider_saw

/** Someone is to call them about it, and they are here: once they open it, they were reached. */
export function isCalledTo(context: StaffContext, one: CaseOnList): boolean {
  const by = caseRoleIn(context)
  if (!isCall(one.owed) || wasOpenedBy(by, one)) return false
  return one.owed_by === 'staff' ? isDecider(by) : by === 'counsel'
}

const isDecider = (by: CaseRole): boolean => by === 'director' || by === 'president'

const isCall = (owed: string | null): boolean =>
  owed !== null && showingOf(owed as CaseEventName).isCall === true

/** Counsel's opinion does not wait for what is owed first; the page of the case says it first too. */
export function stepBefore(
  context: StaffContext,
  { kind, stage, owed }: CaseOnList,
): CaseEventName | undefined {
  if (caseRoleIn(context) !== 'counsel' || kind !== 'process' || stage === 'cleared') return undefined
  if (owed === null || isCall(owed)) return undefined
  return steps.find(({ counselFirst }: AnyStep) => counselFirst !== 'any' && counselFirst?.includes(owed))
    ?.name
}

/** What anyone on staff may do is no one's own. */
export const isOwn = (context: StaffContext, by: string | null): boolean =>
  by !== 'staff' && by === caseRoleIn(context)

export function listedDeadline(context: StaffContext, one: CaseOnList): string {
  const { due_on, due_as } = one
  const by = caseRoleIn(context)
  // Why not "call": the reader is the person who was to be called.
  if (due_as === 'report' && isDecider(by) && !wasOpenedBy(by, one)) return casesPageWords(context).openNow
  if (due_on === null || due_as === null) return casesPageWords(context).noClock
  return deadlineText(context, { clock: due_as as DeadlineName, on: due_on })
}

export const labelIn = (names: Readonly<Record<string, string>>, name: string | null): string =>
  name === null ? '' : (names[name] ?? name)

/** Drafts the decision in general words; it neither names a patron nor says whether someone is one. */
export function decisionDraft(context: CaseContext, seen: CaseView, decision: Decision): string {
  const { draft } = casesDecisionWords(context)
  const answer = context.pack.decide(policyAskIfDecided(seen.case, decision, context.services.clock.today()))
  // Compliance says that no records exist; a refusal says nothing about it.
  const paper = paperWords(context, seen)
  const isEmpty = namesOnlyAbsentPeople(seen.case) && (decision === 'release' || decision === 'compulsion')
  const paragraphs = [
    [draft.came(paper.full, dayOf(context, seen.case.receivedAt)), ...asked(context, seen)].join(' '),
    consulted(context, seen, decision),
    ...(decision === 'release' ? [findings(context, seen)] : []),
    ...(decision === 'refusal' && !isDenial(seen, decision) ? reasons(context, seen) : []),
    ...found(context, seen),
    draft.decides[decision](paper.the),
    ...(isEmpty ? [draft.noRecords] : []),
    draft.clauses(
      `${context.pack.number}, ${context.pack.title}`,
      clausesOf(context, seen, answer.clauses)
        .map((clause) => clauseHeading(context.pack, clause))
        .join(', '),
    ),
    seen.case.kind === 'privacy' ? '' : isEmpty ? draft.namesNoOne : draft.namesNoPatron,
  ]
  return paragraphs.filter((one) => one !== '').join('\n\n')
}

/** What a draft says by itself, in either language. Why without the study: someone typed what it found. */
export const draftsOf = (context: CaseContext, seen: CaseView, decision: Decision): readonly string[] =>
  languages.map((language) =>
    decisionDraft(
      visitInLanguage(context, language),
      { ...seen, case: { ...seen.case, study: undefined } },
      decision,
    ),
  )

/** What the study found and what was done, as the person who raised the concern reads it (Reg 7). */
function found(context: StaffContext, { case: { study } }: CaseView): string[] {
  if (study?.found === undefined) return []
  const { finding, words, remedy } = study.found
  const { draft } = casesDecisionWords(context)
  return [`${draft.studied(studyWords(context).findingOf[finding])} ${words}`, remedy]
}

/** As the policy heads it, since the letter's reader does not know the library's short names. */
function clauseHeading({ clauses }: StaffContext['pack'], id: string): string {
  return clauses.find((clause) => clause.id === id)?.heading ?? id
}

/** A privacy concern is decided under its own clause, and asks the policy for no record (Reg 7). */
function clausesOf(
  { pack }: StaffContext,
  { case: it }: CaseView,
  answered: readonly string[],
): readonly string[] {
  const clause = pack.manifest.cases?.clauses['needs-no-decision']
  return it.kind === 'privacy' && clause !== undefined ? [clause] : answered
}

/** The instrument by court and number; it names no one. */
export function requestTitle(context: StaffContext, { case: it }: CaseView): string {
  const casesPage = casesPageWords(context)
  const tryOut = tryOutWords(context)
  const { reading } = it
  const kind = instrumentOf(it)
  return kind === undefined
    ? casesPage.kind[it.kind]
    : withCourtAndNumber(context, tryOut.instrument[kind], reading)
}

const withCourtAndNumber = (context: StaffContext, paper: string, reading: Case['reading']): string => {
  const number = reading?.number && casesDecisionWords(context).draft.number(reading.number)
  const details = [reading?.court, number].filter(Boolean).join(', ')
  return details === '' ? paper : `${paper} (${details})`
}

type PaperNoun = keyof ReturnType<typeof casesDecisionWords>['draft']['the']

const paperNouns: Partial<Record<InstrumentKind, PaperNoun>> = {
  subpoena: 'subpoena',
  'county-attorney-subpoena': 'subpoena',
  'grand-jury-subpoena': 'subpoena',
  'administrative-subpoena': 'subpoena',
  'search-warrant': 'warrant',
  'court-order': 'order',
  'fisa-order': 'order',
  'national-security-letter': 'letter',
  'preservation-request': 'request',
  'public-records-request': 'request',
}

/** What a letter calls the paper or the request: “the order”, “your order”, and in full with its court and number. */
export function paperWords(context: StaffContext, { case: it }: CaseView) {
  const { draft, letter } = casesDecisionWords(context)
  const withoutReading = it.kind === 'privacy' ? 'concern' : it.kind === 'process' ? 'paper' : 'request'
  const noun = it.reading ? (paperNouns[it.reading.instrument] ?? 'paper') : withoutReading
  const the = draft.the[noun]
  return { the, your: letter.your[noun], full: withCourtAndNumber(context, the, it.reading) }
}

export function dayOf(context: RequestContext, instant: string): string {
  const { pack } = context
  return formatsOf(context).day(dayOfInstantIn(pack.timeZone)(instant))
}

/** Record kinds only: the number of people would reveal that someone is a customer. */
function asked(context: StaffContext, { case: { scope } }: CaseView): string[] {
  if (scope === undefined) return []
  const { all, day } = formatsOf(context)
  const kinds = recordNames(recordsOfScope(context, scope.records), scope.records)
  const [from, until] = [scope.from, scope.until].map((one) => one && day(one))
  return [casesDecisionWords(context).draft.asksFor(all(kinds), from, until)]
}

/**
 * Counsel was consulted where they gave an opinion; one that is against the paper is among the reasons. What is only
 * reported as counsel's or the Board's word is not mentioned as such, nor what the signer said as counsel or for the Board.
 */
function consulted(context: StaffContext, seen: CaseView, decision: Decision): string {
  const { events, case: it } = seen
  const { draft } = casesDecisionWords(context)
  const formats = formatsOf(context)
  const own = confirmedIn(events, it, it.aboutDirector ? undefined : context.who.id)
  const heard = own.flatMap((event) => (isOf(counselAdvised, event) ? [event] : []))
  const days = heard.flatMap(({ opinion, stamp }) =>
    opinion === undefined && it.kind !== 'privacy' ? [] : [dayOf(context, stamp.at)],
  )
  const last = heard.at(-1)
  const asked = own.flatMap((event) =>
    isOf(boardConsulted, event) ? [draft.board(formats.day(event.on), event.motion, event.session)] : [],
  )
  const isProduced = decision === 'release' || decision === 'compulsion'
  const isReferred =
    days.length === 0 && (last === undefined ? it.counselConsulted : isOnlyReported(it, 'advice'))
  const isWithout = notReachedIn(it, decision).notReached === true
  // Why not who was consulted: it would seem that counsel advised this.
  if (isRefusalAgainstCounsel(it, decision)) return [draft.referred, ...new Set(asked)].join(' ')
  return [
    ...(isReferred || isWithout ? [draft.referred] : []),
    ...(days.length > 0 ? [draft.counsel(formats.all([...new Set(days)]))] : []),
    ...(days.length === 0 && last && !isReferred ? [draft.noOpinion(dayOf(context, last.stamp.at))] : []),
    ...new Set(asked),
    ...(isProduced &&
    it.opinion === 'proper' &&
    !isOnlyReported(it, 'advice') &&
    isOpinionByAnother(it, signerOf(staffActorOf(context)))
      ? [draft.proper(paperWords(context, seen).the)]
      : []),
    ...(isWithout && it.minimum?.underSeal ? [draft.underSeal] : []),
  ].join(' ')
}

/** The text says that counsel had given no opinion, and by now there is one. */
export function deniesOpinion(
  context: StaffContext,
  { events, case: it, draft }: CaseView,
  text: string,
): boolean {
  const written = visitInLanguage(context, draft?.language ?? context.language)
  const { noOpinion } = casesDecisionWords(written).draft
  return (
    it.opinion !== undefined &&
    events.some((one) => isOf(counselAdvised, one) && text.includes(noOpinion(dayOf(written, one.stamp.at))))
  )
}

export const isRefusalAgainstCounsel = (it: Case, decision: Decision): boolean =>
  decision === 'refusal' && ownOpinion(it) === 'proper'

function findings(context: StaffContext, seen: CaseView): string {
  const { case: it } = seen
  const { draft } = casesDecisionWords(context)
  const { the } = paperWords(context, seen)
  const { count } = formatsOf(context)
  const missing = findingKinds.filter((kind) => !it.findings.has(kind))
  const all = count(findingKinds.length)
  const lines = [...it.findings].map(([finding, { paper, page }], at) => {
    const nth = it.papers.findIndex(({ id }) => id === paper) + 1
    const cited = it.papers.length > 1 ? draft.nth(the, nth, it.papers.length) : the
    return `${at + 1}. ${draft.finding(tryOutWords(context).finding[finding], page, cited)}`
  })
  if (missing.length === 0) return [draft.found(the, all), ...lines].join('\n')
  return [
    lines.length === 0 ? draft.foundNone(the, all) : draft.foundSome(the, count(lines.length), all),
    ...lines,
    [draft.notFound, ...missing.map((kind) => `- ${tryOutWords(context).finding[kind]}`)].join('\n'),
  ].join('\n')
}

/** What keeps the policy from a release; where nothing does, the Director writes the reasons. */
function reasons(context: CaseContext, seen: CaseView): string[] {
  const { pack, services } = context
  const { case: it } = seen
  if (unmetForDecision(context, seen, 'release').length === 0) return []
  const { draft } = casesDecisionWords(context)
  const { the } = paperWords(context, seen)
  const today = services.clock.today()
  const ask = policyAskOf(it, it.scope?.records ?? ['existence'], today)
  const isOrder = ask.instrument?.kind === 'court-order'
  const missing = isOrder ? findingKinds.filter((kind) => !it.findings.has(kind)) : []
  // A reason that ends once the order and the case have everything says only that something is missing: the list says what.
  const decided = policyAskIfDecided(it, 'release', today)
  const whole: Ask = {
    ...decided,
    done: [...decided.done, 'reported-to-director', 'counsel-consulted'],
    ...(decided.instrument && { instrument: { ...decided.instrument, findings: findingKinds } }),
  }
  const stays = pack.decide(isOrder ? whole : ask).why.map(({ reason }) => reason)
  const why = pack.decide(ask).why.filter(({ reason }) => stays.includes(reason))
  const against =
    it.opinion === 'defective' &&
    ownOpinion(it) === 'defective' &&
    isOpinionByAnother(it, signerOf(staffActorOf(context)))
      ? [`- ${draft.defective(the)}`]
      : []
  const said = [
    ...against,
    ...new Set(why.map(({ clause, reason }) => `- ${clauseHeading(pack, clause)}: ${reason}`)),
  ]
  return [
    missing.length === 0
      ? ''
      : [draft.missing(the), ...missing.map((kind) => `- ${tryOutWords(context).finding[kind]}`)].join('\n'),
    said.length === 0 ? '' : [draft.why, ...said].join('\n'),
  ]
}

/** A denial of a public-records request has a part that is fixed by law. */
export const isDenial = ({ case: it }: CaseView, decision: Decision): boolean =>
  it.kind === 'records-request' && decision === 'refusal'

/** What the statute requires of a denial, where the pack has words for it, and that no second person confirmed the decision. */
export function lawsPart(
  context: StaffContext,
  seen: CaseView,
  { decision, language }: DecisionWording,
): LawsPart {
  const spoken = visitInLanguage(context, language)
  const { who, pack } = spoken
  const { draft, role } = casesDecisionWords(spoken)
  const must = isDenial(seen, decision) ? denialWordsOf(pack.manifest) : undefined
  const decides = who.role === 'director' ? role.director : role.president
  const denies = must && [
    ...(['contents', 'reason', 'citation'] as const).map((part) => `${draft[part]} ${must[part]}`),
    `${draft.decidedBy} ${who.name}, ${decides}, ${pack.library}.`,
    `${draft.review} ${must.review}`,
  ]
  const unconfirmed = isUnconfirmed(context, seen, decision)
  const day = formatsOf(spoken).day(context.services.clock.today())
  const confirmed = unconfirmed ? undefined : consultedOf(context, seen, decision, draft.confirmed)
  const lines = [
    ...(unconfirmed ? [draft.unconfirmed(day)] : []),
    ...(denies ?? []),
    ...(confirmed ? [confirmed] : []),
  ]
  return { text: lines.join('\n\n'), ...(must && { words: must }), ...(unconfirmed && { unconfirmed }) }
}

type LawsPart = {
  readonly text: string
  readonly words?: DenialWords
  /** It says that no second person confirmed the decision. */
  readonly unconfirmed?: true
}

/**
 * Which of counsel and the Board confirmed it: no list of words finds each way to name them, or to say that they agreed. Why the
 * same words where counsel advised otherwise: its reader must not learn what they advised.
 */
function consultedOf(
  context: StaffContext,
  { case: it }: CaseView,
  decision: Decision,
  says: Readonly<Record<'counsel' | 'president' | 'both', string>>,
): string | undefined {
  if (!needsSecondPerson(decision)) return undefined
  const signer = signerOf(staffActorOf(context))
  // Where the president decides, the Board's word is the signer's own.
  const sides = it.aboutDirector ? (['counsel'] as const) : (['counsel', 'president'] as const)
  const [side, other] = sides.filter((one) => isSideConfirmed(it, one, signer))
  return side && says[other ? 'both' : side]
}

const isUnconfirmed = (context: StaffContext, { case: it }: CaseView, decision: Decision) =>
  unconfirmedIn(it, { decision, signer: signerOf(staffActorOf(context)) }, guardWorldOf(context.services))
    .unconfirmed

/** The draft with that part after it, which cannot be edited out. */
export function asSigned(context: StaffContext, seen: CaseView, draft: DecisionDraft): DecisionDraft {
  const { text } = lawsPart(context, seen, draft)
  return text === '' ? draft : { ...draft, text: `${draft.text}\n\n${text}` }
}

/** Why a text may not go out. `notHere`: names cannot be looked up at this computer. */
type TextRefusal = { readonly says: string; readonly notHere?: true }

/** Refuses text that names a person by name or card number, if others may read it (Statement). */
export async function textRefusalFor(
  context: CaseContext,
  { case: it }: CaseView,
  text: string,
): Promise<TextRefusal | undefined> {
  const say = casesDecisionWords(context)
  if (/\d{10,}/.test(text)) return { says: say.longNumber }
  const { facts } = context.services.gate
  const { pack, who } = context
  const { name, agency = '' } = it.requester
  const apart = [pack.library, ...(pack.manifest.address ?? []), who.name, name, agency]
  const about = { text, wants: it.wants, apart }
  const named = await facts.namedIn(actorOf(context), patronsNamedIn(it), about)
  if (named === 'clear') return undefined
  if (named === 'not-here') return { says: say.notHere, notHere: true }
  return { says: say.namesSomeone(named.map((words) => `“${words}”`).join(', ')) }
}

/** The same request in the language of the decision. */
export function visitInLanguage<C extends StaffContext>(context: C, written: string): C {
  const language = languages.find((one) => one === written) ?? context.language
  const pack = context.services.pack.in(language)
  return { ...context, language, pack }
}

/** Counsel found the paper proper, and the scope that was set later ended that opinion. */
export function isAskedAgain(it: Case, events: readonly CaseEvent[]): boolean {
  const said = events.findLastIndex(
    (one) =>
      isOf(conflictSaid, one) ||
      (isOf(wordAnswered, one) && !one.is) ||
      (isOf(counselAdvised, one) && one.opinion !== undefined),
  )
  const last = events[said]
  return (
    isOf(counselAdvised, last) &&
    last.opinion === 'proper' &&
    it.opinion === undefined &&
    events.slice(said).some((one) => isOf(scopeSet, one))
  )
}

export const lastAdvice = (events: readonly CaseEvent[]) =>
  events.findLast((one) => isOf(counselAdvised, one))

export const opinionText = (speaker: ScreenLanguage, opinion: CounselOpinion): string =>
  counselAdvised.words(speaker).opinion[opinion]

export const patronToldAt = (events: readonly CaseEvent[]): string | undefined =>
  events.findLast((one) => isOf(patronTold, one))?.stamp.at

/** Oldest first, withdrawn ones included. */
export function decisionsSigned(events: readonly CaseEvent[]): DecisionSigned[] {
  return events.flatMap((event, nth) => {
    if (!isOf(decided, event)) return []
    const next = events.slice(nth + 1).find((one) => isOf(decided, one) || isOf(decisionWithdrawn, one))
    const { decision, document, stamp } = event
    const isWithdrawn = isOf(decisionWithdrawn, next)
    return [
      { decision, document, by: stamp.by, at: stamp.at, ...(isWithdrawn && { withdrawnAt: next.stamp.at }) },
    ]
  })
}
