import { tryOutWords } from '../ask/index.ts'
import { actorOf, recordKindWords } from '../gate/index.ts'
import { placeAndDay, type StaffContext } from '../platform/http/request-context.ts'
import { formatsOf, languages } from '../platform/i18n/language.ts'
import type { ScreenLanguage } from '../platform/i18n/screen-words.ts'
import { daysBetween, findingKinds } from '../policy/index.ts'
import { entryInstant } from '../register/log/index.ts'
import { type CaseKind, type Decision, patronsNamedIn } from './case.ts'
import { caseRoleOf, copiesShowAt, decidesIn } from './case-access.ts'
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
import { isConfirmedByCounsel, namesOnlyAbsentPeople } from './guards.ts'
import type { CaseServices } from './services.ts'
import type { CaseRole } from './stamp.ts'
import { guardsByName, type UnmetCondition, unmetConditions } from './step-table.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'
import { casesDecisionWords } from './words/decision.ts'
import { casesNeedsWords } from './words/needs.ts'
import { casesPageWords } from './words/page.ts'

/** As what somebody acts in a case. */
export const caseRoleIn = (context: StaffContext<CaseServices>) => caseRoleOf(actorOf(context))

/** Who somebody is to the forms of a case. */
export const formViewerOf = (context: StaffContext<CaseServices>, { case: it, sealed }: CaseView) => ({
  role: context.who.role,
  name: context.who.name,
  decides: decidesIn(actorOf(context), it),
  looksUp: copiesShowAt(context.pack, placeAndDay(context)),
  gagged: it.gagged,
  sealed,
  pinned: ![...it.findings.values()].every(isConfirmedByCounsel),
})

/** What somebody is to do, or did a moment ago: whom they reach is up to who they are, and what ends a case to its kind. */
export function stepLabel(
  context: StaffContext,
  name: CaseEventName,
  about: { readonly kind: CaseKind; readonly by: CaseRole },
): string {
  const step: AnyStep = stepsByName[name]
  const words = step.words(context)
  return step.labelFor?.(words, about) ?? words.label
}

/** A day near today as people say it: Tuesday, December 1; with its year where that is another one. */
export function nearDay(context: StaffContext, day: string): string {
  const { services } = context
  const told = formatsOf(context)
  return day.slice(0, 4) === services.clock.today().slice(0, 4) ? told.weekday(day) : told.day(day)
}

/** Days from today to a day; less than none where it is over. */
export function daysLeft({ services }: StaffContext, day: string): number {
  return daysBetween(services.clock.today(), day)
}

/** A running clock in words, with how long is left; what is due at once names no day to wait for. */
export function deadlineText(context: StaffContext, { clock, on }: Deadline): string {
  const say = casesPageWords(context)
  const left = daysLeft(context, on)
  const says = say.clock[clock](nearDay(context, on))
  return isDueImmediately(clock) && left >= 0 ? says : `${says}, ${say.left(left)}`
}

/** The clocks that run in a case, the next first. */
export function deadlinesIn(
  { services, pack }: StaffContext<CaseServices>,
  { case: it }: CaseView,
): Deadline[] {
  const { rules } = services.cases
  return rules === undefined ? [] : deadlinesOf(it, deadlineRulesOf(rules), dayOfInstantIn(pack.timeZone))
}

/** Why a step is refused: a sentence for each, with the clause that asks for it where there is one. */
export function unmetTexts(context: StaffContext, unmet: readonly UnmetCondition[]): string[] {
  const clauses = context.pack.manifest.cases?.clauses ?? {}
  return unmet.map((need) => {
    const clause = clauses[need]
    const says = unmetText(context, need)
    return clause === undefined ? says : `${says} (${clause})`
  })
}

/** What is missing first, in a sentence. */
export function unmetText(speaker: ScreenLanguage, need: UnmetCondition): string {
  const { unmet } = casesNeedsWords(speaker)
  if (need === 'who' || need === 'time') return unmet[need]
  return guardsByName.get(need)?.words(speaker) ?? unmet.stage
}

/** The decisions that fit a case; none where it ends with an answer at the counter. */
export function decisionsFor({ case: { kind } }: CaseView): readonly Decision[] {
  if (kind === 'ask' || kind === 'conduct') return []
  return kind === 'privacy' ? ['heed', 'not-heed'] : ['release', 'compulsion', 'refusal']
}

/** What such a decision lacks, of whoever decides in the case. */
export function unmetForDecision(
  context: StaffContext<CaseServices>,
  { case: it }: CaseView,
  decision: Decision,
) {
  const { services, who } = context
  const at = entryInstant(services.clock.now())
  const role = it.aboutDirector ? ('president' as const) : ('director' as const)
  const isUnsure = decidesIn(actorOf(context), it) && who.unconfirmed
  const stamp = { by: who.id, role, at, notedAt: at, ...(isUnsure && { unconfirmed: true as const }) }
  const world = {
    today: services.clock.today(),
    dayOf: dayOfInstantIn(services.pack.timeZone),
    decide: (ask: Parameters<typeof services.pack.decide>[0]) => services.pack.decide(ask),
  }
  const grounds = groundsHash(groundsOf(it))
  return unmetConditions(it, { what: 'decided', decision, document: '', grounds, stamp }, world)
}

/* What a list says of a case: nothing of anybody. */

export type CaseOnList = CasePage['cases'][number]

/** What came, as the paper was read, or the kind of request. */
export function listedKind(context: StaffContext, one: CaseOnList): string {
  const say = casesPageWords(context)
  const tryOut = tryOutWords(context)
  const what =
    one.instrument === null ? labelIn(say.kind, one.kind) : labelIn(tryOut.instrument, one.instrument)
  const isSearched = one.stage === 'searching'
  return [...(one.drill ? [say.drill] : []), what, ...(isSearched ? [say.stage.searching] : [])].join('. ')
}

export function listedTitle(context: StaffContext, one: CaseOnList): string {
  const say = casesPageWords(context)
  const told = formatsOf(context)
  return `${listedKind(context, one)}. ${say.openedOn(told.day(one.opened_on))}`
}

/** The next step, and who owes it. */
export function listedNextStep(context: StaffContext, { kind, owed_by, owed: step }: CaseOnList): string {
  const say = casesPageWords(context)
  if (step === null) return say.stage.closed
  const by = owed_by as CaseRole
  return `${say.by[by]}: ${stepLabel(context, step as CaseEventName, { kind: kind as CaseKind, by })}`
}

/** The next clock that runs out. */
export function listedDeadline(context: StaffContext, { due_on, due_as }: CaseOnList): string {
  if (due_on === null || due_as === null) return casesPageWords(context).noClock
  return deadlineText(context, { clock: due_as as DeadlineName, on: due_on })
}

export const labelIn = (names: Readonly<Record<string, string>>, name: string | null): string =>
  name === null ? '' : (names[name] ?? name)

/**
 * A draft of the written decision, from the case: in general words, with no customer in it, and nothing that says whether
 * somebody is one.
 */
export function decisionDraft(
  context: StaffContext<CaseServices>,
  seen: CaseView,
  decision: Decision,
): string {
  const { draft } = casesDecisionWords(context)
  const answer = context.pack.decide(policyAskIfDecided(seen.case, decision, context.services.clock.today()))
  // Whoever obeys says that nothing is there; whoever refuses says nothing of it.
  const isEmpty = namesOnlyAbsentPeople(seen.case) && (decision === 'release' || decision === 'compulsion')
  const paragraphs = [
    [
      draft.came(requestTitle(context, seen), dayOf(context, seen.case.receivedAt)),
      ...asked(context, seen),
    ].join(' '),
    consulted(context, seen.events),
    ...(decision === 'release' ? [findings(context, seen)] : []),
    ...(decision === 'refusal' && !isDenial(seen, decision) ? reasons(context, seen) : []),
    draft.decides[decision],
    ...(isEmpty ? [draft.noRecords] : []),
    draft.clauses(context.pack.number, clausesOf(context, seen, answer.clauses).join(', ')),
    isEmpty ? draft.namesNobody : draft.nobody,
  ]
  return paragraphs.filter((one) => one !== '').join('\n\n')
}

/** A concern about privacy is decided by the clause that asks for a written decision; it asks the policy for no record (Reg 7). */
function clausesOf(
  { pack }: StaffContext,
  { case: it }: CaseView,
  answered: readonly string[],
): readonly string[] {
  const clause = pack.manifest.cases?.clauses['needs-no-decision']
  return it.kind === 'privacy' && clause !== undefined ? [clause] : answered
}

/** What the paper is, where there is one, by its court and number; of nobody. */
export function requestTitle(context: StaffContext, { case: it }: CaseView): string {
  const casesDecision = casesDecisionWords(context)
  const casesPage = casesPageWords(context)
  const tryOut = tryOutWords(context)
  const { reading } = it
  if (reading === undefined) return casesPage.kind[it.kind]
  const number = reading.number && casesDecision.draft.number(reading.number)
  const details = [reading.court, number].filter(Boolean).join(', ')
  const paper = tryOut.instrument[reading.instrument]
  return details === '' ? paper : `${paper} (${details})`
}

export function dayOf(context: StaffContext, instant: string): string {
  const { pack } = context
  const told = formatsOf(context)
  return told.day(dayOfInstantIn(pack.timeZone)(instant))
}

/** Kinds of records alone. Of how many people would say that somebody is a customer. */
function asked(context: StaffContext, { case: { scope } }: CaseView): string[] {
  if (scope === undefined) return []
  const kinds = scope.records.map((kind) => recordKindWords(context).kind[kind])
  return [casesDecisionWords(context).draft.asksFor(formatsOf(context).all(kinds))]
}

function consulted(context: StaffContext, events: readonly CaseEvent[]): string {
  const { draft } = casesDecisionWords(context)
  const says = events.flatMap((event) => {
    if (event.what === 'counsel-advised') return [draft.counsel(dayOf(context, event.stamp.at))]
    if (event.what !== 'board-consulted') return []
    return [draft.board(formatsOf(context).day(event.on), event.motion, event.session)]
  })
  return [...new Set(says)].join(' ')
}

function findings(context: StaffContext, { case: it }: CaseView): string {
  const { draft } = casesDecisionWords(context)
  const lines = [...it.findings].map(([finding, { paper, page }]) => {
    const name = it.papers.find(({ id }) => id === paper)?.name ?? ''
    return `- ${draft.finding(tryOutWords(context).finding[finding], page, name)}`
  })
  return [draft.found, ...lines].join('\n')
}

/** What keeps the policy from a release; where nothing does, the reasons are the Director's to write. */
function reasons(context: StaffContext<CaseServices>, seen: CaseView): string[] {
  const { pack, services } = context
  const { case: it } = seen
  if (unmetForDecision(context, seen, 'release').length === 0) return []
  const { draft } = casesDecisionWords(context)
  const { why } = pack.decide(policyAskOf(it, it.scope?.records ?? ['existence'], services.clock.today()))
  const missing =
    it.reading?.instrument === 'court-order' ? findingKinds.filter((kind) => !it.findings.has(kind)) : []
  const said = [...new Set(why.map(({ clause, reason }) => `- ${clause}: ${reason}`))]
  return [
    missing.length === 0
      ? ''
      : [draft.missing, ...missing.map((kind) => `- ${tryOutWords(context).finding[kind]}`)].join('\n'),
    said.length === 0 ? '' : [draft.why, ...said].join('\n'),
  ]
}

/** Whether a decision denies a public-records request: then a part of it is the law's, and nobody's to change. */
export const isDenial = ({ case: it }: CaseView, decision: Decision): boolean =>
  it.kind === 'records-request' && decision === 'refusal'

/** What the statute says that a denial of a public-records request must hold, where the pack has words for it. */
export function lawsPart(
  context: StaffContext,
  seen: CaseView,
  { decision, language }: DecisionWording,
): LawsPart {
  const spoken = visitInLanguage(context, language)
  const { who, pack } = spoken
  const { draft, role } = casesDecisionWords(spoken)
  const must = isDenial(seen, decision) ? pack.manifest['denial-words'] : undefined
  if (must === undefined) return { text: '' }
  const decides = who.role === 'director' ? role.director : role.president
  const lines = [
    ...(['contents', 'reason', 'citation'] as const).map((part) => `${draft[part]} ${must[part]}`),
    `${draft.decidedBy} ${who.name}, ${decides}, ${pack.library}.`,
    `${draft.review} ${must.review}`,
  ]
  return { text: lines.join('\n\n'), words: must }
}

type LawsPart = { readonly text: string; readonly words?: DenialWords }

/** A draft as it is signed: what was written, and what the law asks for after it, which cannot be edited away. */
export function asSigned(context: StaffContext, seen: CaseView, draft: DecisionDraft): DecisionDraft {
  const { text } = lawsPart(context, seen, draft)
  return text === '' ? draft : { ...draft, text: `${draft.text}\n\n${text}` }
}

/** What a text that goes out has in it that may not: said to whoever wrote it, and `notHere` where nothing can be looked up. */
export type TextRefusal = { readonly says: string; readonly notHere?: true }

/** Whether anybody is named in a text that others may come to read, by a name or by the number of a card (Statement). */
export async function textRefusalFor(
  context: StaffContext<CaseServices>,
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

/** The same request, speaking the language in which a decision is written. */
export function visitInLanguage(context: StaffContext, written: string): StaffContext {
  const language = languages.find((one) => one === written) ?? context.language
  const pack = context.services.pack.in(language)
  return { ...context, language, pack }
}

/** Every decision that was signed in a case, in the order in which they were. */
export function decisionsSigned(events: readonly CaseEvent[]): DecisionSigned[] {
  return events.flatMap((event, nth) => {
    if (event.what !== 'decided') return []
    const next = events.slice(nth + 1).find(({ what }) => what === 'decided' || what === 'decision-withdrawn')
    const { decision, document, stamp } = event
    const isWithdrawn = next?.what === 'decision-withdrawn'
    return [{ decision, document, at: stamp.at, ...(isWithdrawn && { withdrawnAt: next.stamp.at }) }]
  })
}
