import type { Finding } from '../policy/ask.ts'
import {
  type Case,
  type CaseOutcome,
  type CitedFinding,
  cameWithInstrument,
  hasInstrument,
  isRequest,
  type SearchDetails,
} from './case.ts'
import type { CaseEvent, CaseEventName, EventBodyOf, EventStamp, SearchUpdate } from './event.ts'
import { deciderRole, isByCounsel, isWithinScope, namesPeople } from './guards.ts'

/** The case that the events make, in their order. @throws where the first is not how it was received */
export function caseFromEvents(events: readonly CaseEvent[]): Case {
  const [first, ...later] = events
  if (first?.what !== 'received') throw new Error('a case begins with how it was received')
  return later.reduce(applyEvent, newCase(first, first.stamp))
}

/** A case as it comes in. */
export function newCase(came: EventBodyOf<'received'>, { by, at }: EventStamp): Case {
  const { kind, drill, way, requester, wants, looked, aboutDirector, secret } = came
  return {
    ...{ kind, drill, way, servedTo: by, receivedAt: at, requester, wants, looked, aboutDirector },
    ...{
      papers: [],
      later: [],
      aside: [],
      findings: new Map(),
      preserved: new Map(),
      outside: new Map(),
      taken: [],
    },
    ...{ gagged: secret === true, boardMayKnow: false, ...(secret && { gagUnseen: secret }) },
    numbersGiven: requester.phone === undefined ? [] : [requester.phone],
    ...{ requesterVerified: false, counselConsulted: false, boardConsulted: false, receipt: false },
    ...{ patronTold: false, searchEnded: false, debriefed: false, toldOutside: false, closed: false },
  }
}

/** The case after an event that may come. */
export function applyEvent(it: Case, event: CaseEvent): Case {
  const next = caseAfter(it, event)
  if (!isByCounsel(event.stamp)) return next
  // Whatever counsel does here, they have the case before them.
  const known = next.gagUnseen ? { ...next, gagUnseen: undefined } : next
  if (!counselJudgmentSteps.includes(event.what)) return known
  return { ...withContact(known, 'counsel', event.stamp.at), counselConsulted: true }
}

/** Steps that are a judgment of the paper: where counsel takes one, counsel is consulted by that (Reg 6). */
const counselJudgmentSteps: readonly CaseEventName[] = [
  'finding-pinned',
  'cure-demanded',
  'objected',
  'quashed',
]

function caseAfter(it: Case, event: CaseEvent): Case {
  const { stamp } = event
  switch (event.what) {
    case 'received':
      return it
    case 'told':
      return event.reached ? withContact(it, event.whom, stamp.at) : it
    case 'paper-added':
      return withInstrument(it, event)
    case 'paper-weighed': {
      const is = it.later.filter(({ id }) => id === event.paper)
      const later = it.later.filter(({ id }) => id !== event.paper)
      if (!event.counts) return { ...it, later, aside: [...it.aside, ...is] }
      return reopened({ ...it, later, papers: [...it.papers, ...is] })
    }
    case 'paper-read': {
      const { what: _, stamp: __, ...reading } = event
      // INVARIANT: reading again ends no gag.
      const gagged = it.gagged || reading.nondisclosure === true
      const kind = kindOnceRead(it, event)
      const unseen = !it.gagged && gagged ? { gagUnseen: true as const } : {}
      // INVARIANT: a number that once stood on their paper is never one that was found elsewhere.
      const { phone } = reading
      const numbersGiven = phone === undefined ? it.numbersGiven : [...it.numbersGiven, phone]
      const read = { kind, reading, gagged, numbersGiven }
      return { ...it, ...read, ...unseen, ...(it.reading !== undefined && withdrawnJudgments()) }
    }
    // Why anew: what counsel said of the Board was said of another order.
    case 'gag-found':
      return {
        ...{ ...it, gagged: true, boardMayKnow: false },
        gagUnseen: true,
      }
    case 'gag-ended': {
      const refusal = it.refusal && { ...it.refusal, keptBack: false, freed: it.refusal.keptBack }
      return { ...it, gagged: false, boardMayKnow: false, gagUnseen: undefined, refusal }
    }
    // Why nobody knows: it is another's to decide now, who has not heard of it.
    case 'about-director':
      return { ...withoutDecision(it), aboutDirector: event.is, directorAt: undefined }
    case 'requester-checked':
      return { ...it, requesterVerified: event.verified }
    case 'scope-set': {
      const { subjects, absent, records, from, until } = event
      const scope = { subjects, records, from, until, ...(absent && { absent }) }
      // Why also the first: counsel held it for proper without what it reaches before them.
      const isMore = it.scope === undefined || !namesPeople(it.scope) || !isWithinScope(scope, it.scope)
      return { ...it, scope, ...(isMore && it.opinion === 'proper' && { opinion: undefined }) }
    }
    case 'finding-pinned': {
      const { finding, paper, page, words } = event
      const finds: CitedFinding = { ...{ paper, page, words }, byCounsel: stamp.role === 'counsel' }
      return { ...it, findings: new Map([...it.findings, [finding, finds]]) }
    }
    case 'finding-dropped':
      return { ...it, findings: new Map([...it.findings].filter(([finding]) => finding !== event.finding)) }
    case 'counsel-advised':
      return {
        ...withContact(it, 'counsel', stamp.at),
        ...{ counselConsulted: true, gagUnseen: undefined },
        boardMayKnow: it.boardMayKnow || (it.gagged && event.board === true),
        ...(event.opinion && { opinion: event.opinion }),
        ...(event.grandfathered && { grandfathered: true }),
        findings: confirmedFindings(it, event, stamp),
        ...(event.opinion && stamp.role === 'counsel' && { opinionHere: event.opinion }),
      }
    case 'board-consulted':
      return { ...it, boardConsulted: true }
    case 'cure-demanded':
      return {
        ...it,
        ...{ waitsFor: 'cure', waitsUntil: event.until, opinion: 'defective' },
        ...(stamp.role === 'counsel' && { opinionHere: 'defective' }),
      }
    case 'objected':
      return { ...it, waitsFor: 'objection', waitsUntil: event.until, objected: true }
    // Why: whatever came since is read anew before it counts as proper.
    case 'cured':
    case 'objection-ended':
      return { ...it, waitsFor: undefined, waitsUntil: undefined, opinion: undefined }
    case 'decided':
      return { ...it, ...withDecision(event) }
    case 'decision-withdrawn':
      return withDecisionWithdrawn(it)
    case 'preserved':
      return {
        ...it,
        preserved: new Map([...it.preserved, [event.copy.id, { copy: event.copy, until: event.until }]]),
      }
    case 'preservation-ended':
      return { ...it, preserved: new Map([...it.preserved].filter(([id]) => id !== event.copy)) }
    case 'collected':
      return {
        ...it,
        ...{ ...nothingCollected, collected: event.copy, collectedAt: stamp.at },
        collectorUnconfirmed: stamp.unconfirmed === true,
      }
    case 'cannot-come':
      return { ...it, cannotCome: [...(it.cannotCome ?? []), stamp.by] }
    case 'checked':
      return { ...it, checkedBy: stamp.by, checkedByPhone: phoneCheckIn(event, stamp) }
    case 'packaged':
      return { ...it, packaged: { id: event.package, document: event.document } }
    case 'package-saved':
      return { ...it, savedAt: it.savedAt ?? stamp.at, ...withPackageOutside(it, event.document, stamp.at) }
    case 'package-destroyed':
      return { ...it, outside: new Map() }
    case 'produced': {
      const produced = { document: event.document, at: stamp.at }
      return { ...it, produced, outside: new Map(), outcome: outcomeOfProduction(it) }
    }
    case 'receipt':
      return { ...it, receipt: true }
    case 'notice-chosen':
      return { ...it, notice: event.choice, noticeOn: event.on }
    case 'patron-told':
      return { ...it, patronTold: true }
    case 'search-began': {
      const { what: _, stamp: __, ...said } = event
      const [searchBeganAt] = [stamp.at, it.searchBeganAt ?? stamp.at].sort()
      return { ...it, search: updatedSearch(it.search, said), searchBeganAt }
    }
    case 'thing-taken': {
      const line = event.line ?? String(it.taken.length + 1)
      return { ...it, taken: [...it.taken, { line, thing: event.thing, at: stamp.at, by: stamp.by }] }
    }
    case 'thing-mistaken':
      return {
        ...it,
        taken: it.taken.map((one) => (one.line === event.line ? { ...one, struck: true } : one)),
      }
    case 'search-ended':
      return { ...it, searchEnded: true, searchEndedAt: stamp.at }
    case 'debriefed':
      return {
        ...withContact(it, 'counsel', stamp.at),
        debriefed: true,
        counselConsulted: true,
        gagUnseen: undefined,
      }
    case 'seized':
      return { ...it, outcome: 'seized' }
    case 'search-mistaken': {
      const none = { search: undefined, searchEnded: false, taken: [], debriefed: false }
      const times = { searchBeganAt: undefined, searchEndedAt: undefined }
      return { ...it, ...none, ...times, outcome: undefined }
    }
    case 'told-outside':
      return { ...it, toldOutside: true }
    case 'public-given': {
      const letter =
        event.extent === 'part' ? { refusal: refusalOf(it, stamp.at, it.decision?.document) } : {}
      return { ...it, outcome: 'answered', ...letter }
    }
    case 'answered':
      return { ...it, outcome: it.kind === 'conduct' ? 'recorded' : 'refused' }
    case 'refusal-sent':
      return { ...it, outcome: 'refused', refusal: refusalOf(it, stamp.at, event.document) }
    case 'no-records-sent':
      return { ...it, outcome: 'no-records' }
    case 'withdrawn':
    case 'quashed':
    case 'referred':
      return { ...it, outcome: event.what }
    case 'noted':
      return it
    case 'closed':
      return { ...it, closed: true, closedAt: stamp.notedAt }
  }
}

/**
 * What somebody read sets what it is worked as, both ways, until it is decided: whoever was served does not judge it. Why not
 * in a search: that goes on whatever its paper is taken for meanwhile.
 */
function kindOnceRead(it: Case, { instrument }: EventBodyOf<'paper-read'>): Case['kind'] {
  const isSettled = it.search !== undefined || it.outcome !== undefined || instrument === 'unread'
  if (cameWithInstrument(it) && isSettled) return it.kind
  return instrument === 'public-records-request' ? 'records-request' : 'process'
}

/**
 * What the wrong person decided, or ended, holds no more. What cannot be called back stays: what was handed over, what officers
 * took, what a court said; and of a file that left, the decision, though nothing more leaves by it.
 */
function withoutDecision(it: Case): Case {
  const isFact = it.produced !== undefined || it.outcome === 'seized' || it.outcome === 'quashed'
  if (isFact || (it.decision === undefined && it.outcome === undefined)) return it
  if (it.outside.size > 0) return { ...it, decision: it.decision && { ...it.decision, grounds: '' } }
  return { ...withDecisionWithdrawn(it), outcome: undefined }
}

const phoneCheckIn = ({ heard }: EventBodyOf<'checked'>, { at }: EventStamp): Case['checkedByPhone'] =>
  heard && { counsel: heard.counsel, at, sha256: heard.read.sha256 }

/** A file that left is outside, from the first time on; one that was handed over is where it belongs. */
function withPackageOutside(
  { outside, produced }: Case,
  document: string,
  at: string,
): Pick<Case, 'outside'> {
  const isKnown = outside.has(document) || produced?.document === document
  return { outside: isKnown ? outside : new Map([...outside, [document, at]]) }
}

/** A refusal that goes out now; of which nobody may be told, it is kept back. */
const refusalOf = ({ aboutDirector, gagged }: Case, at: string, document = ''): Case['refusal'] => ({
  ...{ at, document, by: aboutDirector ? ('president' as const) : ('director' as const) },
  ...{ keptBack: gagged, freed: false },
})

/** What counsel saw, or heard read out, as they held the paper for proper. */
function confirmedFindings(
  { findings }: Case,
  { opinion, readOut = [] }: EventBodyOf<'counsel-advised'>,
  { role }: EventStamp,
) {
  if (opinion !== 'proper') return findings
  return new Map(
    [...findings].map(([finding, finds]): [Finding, CitedFinding] => [
      finding,
      role === 'counsel' || readOut.includes(finding) ? { ...finds, confirmed: true } : finds,
    ]),
  )
}

/** The first time counts: later tries change nothing of when they knew. */
function withContact(it: Case, whom: 'director' | 'counsel', at: string): Case {
  return whom === 'director'
    ? { ...it, directorAt: it.directorAt ?? at }
    : { ...it, counselAt: it.counselAt ?? at }
}

const outcomeOfProduction = ({ decision }: Case) =>
  decision?.decision === 'compulsion' ? ('compelled' as const) : ('released' as const)

/** Of a problem with somebody's privacy the decision is the end; of paper something is still to be done. */
function withDecision({
  decision,
  document,
  grounds,
}: EventBodyOf<'decided'>): Pick<Case, 'decision' | 'outcome'> {
  const ends = { heed: 'heeded', 'not-heed': 'not-heeded' } as const
  const isEnd = decision === 'heed' || decision === 'not-heed'
  return { decision: { decision, document, grounds }, ...(isEnd && { outcome: ends[decision] }) }
}

/* What a paper does that comes after the case began, and what falls when something is decided anew. */

/** What was said, checked and pinned before was of what the paper was taken for then. */
export const withdrawnJudgments = () => ({
  ...{ opinion: undefined, grandfathered: undefined, requesterVerified: false },
  findings: new Map<Finding, CitedFinding>(),
})

/**
 * A paper that somebody brings. The first one to a case that came without any is served when it comes: whoever was reached before
 * is told anew, and what had ended goes on.
 */
export function withInstrument(
  it: Case,
  { paper, stamp }: EventBodyOf<'paper-added'> & { readonly stamp: EventStamp },
): Case {
  if (isRequest(it) && !hasInstrument(it) && (it.outcome !== undefined || it.decision === undefined)) {
    const served = {
      servedAt: stamp.at,
      directorAt: stamp.role === deciderRole(it) ? it.directorAt : undefined,
      counselAt: isByCounsel(stamp) ? it.counselAt : undefined,
    }
    return reopened({ ...it, ...served, papers: [paper] })
  }
  // Hostile: whoever holds the reference may add one, and could stop a release by that.
  const waits = it.outcome !== undefined || (stamp.role === 'staff' && it.decision !== undefined)
  return waits ? { ...it, later: [...it.later, paper] } : { ...it, papers: [...it.papers, paper] }
}

/** What had ended goes on, by a paper that nobody has read: but not from what cannot be called back. */
export function reopened(it: Case): Case {
  const isLasting = it.outcome === undefined || irreversibleOutcomes.includes(it.outcome)
  if (!isRequest(it) || isLasting) return it
  return { ...withDecisionWithdrawn(it), ...withdrawnJudgments(), outcome: undefined, reading: undefined }
}

const irreversibleOutcomes: readonly CaseOutcome[] = ['released', 'compelled', 'seized', 'quashed']

/** It is to be decided anew, with all that came since. */
export const withDecisionWithdrawn = (it: Case): Case => ({
  ...{ ...it, decision: undefined, ...nothingCollected },
  ...{ papers: [...it.papers, ...it.later], later: [] },
})

/** What was collected goes with all that was made of it here. INVARIANT: not what left, of which it is said what became. */
export const nothingCollected = {
  ...{ collected: undefined, collectedAt: undefined, cannotCome: undefined },
  ...{ checkedBy: undefined, checkedByPhone: undefined, packaged: undefined },
}

/** Of a search nothing is known yet. */
const unknownSearch: SearchDetails = {
  ...{ leader: '', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' },
  delay: 'not-asked',
}

/** What is known of a search once somebody said more. */
export function updatedSearch(known: SearchDetails = unknownSearch, said: SearchUpdate): SearchDetails {
  return { ...known, ...fieldsWhere(said, (value) => value !== undefined) } as SearchDetails
}

/**
 * What somebody typed or changed of what they had before them, so that two people do not wipe what the other typed.
 * @param shown as it was known when the page was made that they typed on; nothing, where nobody can say
 */
export function changedSearchFields(typed: SearchUpdate, shown: SearchDetails = unknownSearch): SearchUpdate {
  return fieldsWhere(typed, (value, part) => value !== shown[part])
}

const fieldsWhere = (
  said: SearchUpdate,
  is: (value: unknown, part: keyof SearchDetails) => boolean,
): SearchUpdate =>
  Object.fromEntries(Object.entries(said).filter(([part, value]) => is(value, part as keyof SearchDetails)))
