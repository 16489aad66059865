import { askIfDecided, askOf } from '../../casework/ask-of.ts'
import type { Decision } from '../../casework/case.ts'
import type { DenialWords, Draft, Wording } from '../../casework/decision-document.ts'
import type { CaseEvent } from '../../casework/event.ts'
import { namesNobodyHere } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { dayOfInstant } from '../../disclosure/case-standing.ts'
import { findingKinds } from '../../policy/vocabulary.ts'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { lackedBy } from './case-told.ts'
import { spokenIn } from './spoken-in.ts'

/**
 * A draft of the written decision, from the case: in general words, with no customer in it, and nothing that says whether
 * somebody is one.
 */
export function decisionDraft(visit: StaffVisit, seen: CaseSeen, decision: Decision): string {
  const { draft } = casesDecisionWords(visit)
  const answer = visit.pack.decide(askIfDecided(seen.case, decision, visit.house.clock.today()))
  // Whoever obeys says that nothing is there; whoever refuses says nothing of it.
  const isEmpty = namesNobodyHere(seen.case) && (decision === 'release' || decision === 'compulsion')
  const paragraphs = [
    [draft.came(whatCame(visit, seen), dayOf(visit, seen.case.receivedAt)), ...asked(visit, seen)].join(' '),
    consulted(visit, seen.events),
    ...(decision === 'release' ? [findings(visit, seen)] : []),
    ...(decision === 'refusal' && !isDenial(seen, decision) ? reasons(visit, seen) : []),
    draft.decides[decision],
    ...(isEmpty ? [draft.noRecords] : []),
    draft.clauses(visit.pack.number, clausesOf(visit, seen, answer.clauses).join(', ')),
    isEmpty ? draft.namesNobody : draft.nobody,
  ]
  return paragraphs.filter((one) => one !== '').join('\n\n')
}

/** A concern about privacy is decided by the clause that asks for a written decision; it asks the policy for no record (Reg 7). */
function clausesOf(
  { pack }: StaffVisit,
  { case: it }: CaseSeen,
  answered: readonly string[],
): readonly string[] {
  const clause = pack.manifest.cases?.clauses['needs-no-decision']
  return it.kind === 'privacy' && clause !== undefined ? [clause] : answered
}

/** What the paper is, where there is one, by its court and number; of nobody. */
export function whatCame(visit: StaffVisit, { case: it }: CaseSeen): string {
  const casesDecision = casesDecisionWords(visit)
  const casesPage = casesPageWords(visit)
  const tryOut = tryOutWords(visit)
  const { reading } = it
  if (reading === undefined) return casesPage.kind[it.kind]
  const number = reading.number && casesDecision.draft.number(reading.number)
  const details = [reading.court, number].filter(Boolean).join(', ')
  const paper = tryOut.instrument[reading.instrument]
  return details === '' ? paper : `${paper} (${details})`
}

export function dayOf(visit: StaffVisit, instant: string): string {
  const { pack } = visit
  const told = formatsOf(visit)
  return told.day(dayOfInstant(pack.timeZone)(instant))
}

/** Kinds of records alone. Of how many people would say that somebody is a customer. */
function asked(visit: StaffVisit, { case: { scope } }: CaseSeen): string[] {
  if (scope === undefined) return []
  const kinds = scope.records.map((kind) => recordsWords(visit).kind[kind])
  return [casesDecisionWords(visit).draft.asksFor(formatsOf(visit).all(kinds))]
}

function consulted(visit: StaffVisit, events: readonly CaseEvent[]): string {
  const { draft } = casesDecisionWords(visit)
  const says = events.flatMap((event) => {
    if (event.what === 'counsel-advised') return [draft.counsel(dayOf(visit, event.stamp.at))]
    if (event.what !== 'board-consulted') return []
    return [draft.board(formatsOf(visit).day(event.on), event.motion, event.session)]
  })
  return [...new Set(says)].join(' ')
}

function findings(visit: StaffVisit, { case: it }: CaseSeen): string {
  const { draft } = casesDecisionWords(visit)
  const lines = [...it.findings].map(([finding, { paper, page }]) => {
    const name = it.papers.find(({ id }) => id === paper)?.name ?? ''
    return `- ${draft.finding(tryOutWords(visit).finding[finding], page, name)}`
  })
  return [draft.found, ...lines].join('\n')
}

/** What keeps the policy from a release; where nothing does, the reasons are the Director's to write. */
function reasons(visit: StaffVisit, seen: CaseSeen): string[] {
  const { pack, house } = visit
  const { case: it } = seen
  if (lackedBy(visit, seen, 'release').length === 0) return []
  const { draft } = casesDecisionWords(visit)
  const { why } = pack.decide(askOf(it, it.scope?.records ?? ['existence'], house.clock.today()))
  const missing =
    it.reading?.instrument === 'court-order' ? findingKinds.filter((kind) => !it.findings.has(kind)) : []
  const said = [...new Set(why.map(({ clause, reason }) => `- ${clause}: ${reason}`))]
  return [
    missing.length === 0
      ? ''
      : [draft.missing, ...missing.map((kind) => `- ${tryOutWords(visit).finding[kind]}`)].join('\n'),
    said.length === 0 ? '' : [draft.why, ...said].join('\n'),
  ]
}

/** Whether a decision denies a public-records request: then a part of it is the law's, and nobody's to change. */
export const isDenial = ({ case: it }: CaseSeen, decision: Decision): boolean =>
  it.kind === 'records-request' && decision === 'refusal'

/** What the statute says that a denial of a public-records request must hold, where the pack has words for it. */
export function lawsPart(visit: StaffVisit, seen: CaseSeen, { decision, language }: Wording): LawsPart {
  const spoken = spokenIn(visit, language)
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
export function asSigned(visit: StaffVisit, seen: CaseSeen, draft: Draft): Draft {
  const { text } = lawsPart(visit, seen, draft)
  return text === '' ? draft : { ...draft, text: `${draft.text}\n\n${text}` }
}
