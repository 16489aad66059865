import { phoneDigits } from '../platform/contact-details.ts'
import type { Answer, Ask } from '../policy/ask.ts'
import { type Case, type CitedFinding, callSources, hasInstrument, isRequest, type Scope } from './case.ts'
import { groundsHash, groundsOf, policyAskIfDecided, policyAskOf } from './decision.ts'
import type { CaseEventBody, CounselStatement, EventBodyOf, EventStamp } from './event.ts'

/** What must be so of the papers of a case before a step is taken. */
export const instrumentGuards = {
  'still-read': (it) => mayStillBeRead(it),
  'waits-beside': (it, { event }) =>
    event.what === 'paper-weighed' && it.later.some(({ id }) => id === event.paper),
  /** Of every paper that came since it was decided, or had ended, somebody said whether it counts. */
  'nothing-beside': ({ later }) => later.length === 0,
  /** No case is closed over a paper that nobody read. */
  'nothing-unread': (it) => !hasUnreadInstrument(it),
  'on-this-paper': (it, { event }) =>
    event.what === 'finding-pinned' && it.papers.some(({ id }) => id === event.paper),
  /** A page that the paper has, as far as that can be counted. */
  'page-is-there': (it, { event }) => {
    if (event.what !== 'finding-pinned') return false
    const { pages } = it.papers.find(({ id }) => id === event.paper) ?? {}
    return pages === undefined || event.page <= pages
  },
} satisfies Readonly<Record<string, Guard>>

/** What must be so of a search before a step is taken. */
export const searchGuards = {
  'was-searched': (it) => it.searchEnded,
  /** Counsel's own, or what counsel said elsewhere, by name, as whoever decides wrote it down. */
  'counsels-debrief': (it, { event, stamp }) =>
    event.what === 'debriefed' &&
    (stamp.role === 'counsel'
      ? event.way === 'here'
      : stamp.role === deciderRole(it) && isRelayedStatement(event)),
  /**
   * Once something was taken, or counsel heard of the search, or it was held for a seizure, only counsel says that there was
   * none, or whoever decides writes down that counsel said so: no Director erases a seizure alone.
   */
  'counsels-mistake': (it, { event, stamp }) => {
    if (event.what !== 'search-mistaken') return false
    if (stamp.role === 'counsel') return true
    if (stamp.role !== deciderRole(it)) return false
    const isBare = it.taken.length === 0 && !it.debriefed && it.outcome === undefined
    return isBare || (isRelayedStatement(event.heard) && isNotBlank(event.heard?.words))
  },
  /** No seizure ends before counsel was asked. */
  'seizure-with-counsel': ({ outcome, counselConsulted }) => outcome !== 'seized' || counselConsulted,
  /** A search was written down, and nothing came of the case but what was taken in it. */
  'search-stands': (it) => it.search !== undefined && (it.outcome === undefined || it.outcome === 'seized'),
  /** Nothing was taken before they came, or after they left. */
  'while-searched': ({ searchBeganAt, searchEndedAt }, { stamp }) =>
    isNoLaterThan(searchBeganAt, stamp.at) && isNoLaterThan(stamp.at, searchEndedAt),
  /** They left after they came, and after the last thing that was taken. */
  'after-the-last': ({ searchBeganAt, taken }, { stamp }) =>
    isNoLaterThan(searchBeganAt, stamp.at) &&
    taken.every(({ at, struck }) => struck || isNoLaterThan(at, stamp.at)),
  /** The same form, sent again, is the same line. */
  'new-line': ({ taken }, { event }) =>
    event.what === 'thing-taken' &&
    (event.line === undefined || taken.every(({ line }) => line !== event.line)),
  'is-listed': ({ taken }, { event }) =>
    event.what === 'thing-mistaken' && taken.some(({ line, struck }) => line === event.line && !struck),
  /** What somebody else wrote down whoever answers for the case takes back. */
  'own-line': ({ taken }, { event, stamp }) =>
    event.what === 'thing-mistaken' &&
    (stamp.role !== 'staff' || taken.some(({ line, by }) => line === event.line && by === stamp.by)),
  /** Counsel went over a search with those who were there. */
  debriefed: (it) => !it.searchEnded || it.debriefed,
} satisfies Readonly<Record<string, Guard>>

/** Whether one instant is no later than another, by the minute: that is how a time is typed. Nobody said: it is. */
const isNoLaterThan = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one.slice(0, 16) <= other.slice(0, 16)

/** What a step is weighed by, beside the case itself. */
export type GuardContext = {
  /** The library's day, `YYYY-MM-DD`. */
  readonly today: string
  /** The library's day of an instant. */
  dayOf(instant: string): string
  /** The case is in a compartment, and nobody but those cleared knows of it. */
  readonly isSealed?: boolean
  /** What the policy says. */
  decide(ask: Ask): Answer
  /**
   * Whether nobody but this account could check what it collected, by a sign-in confirmed as their own, beside those who cannot
   * come. Absent: not known.
   */
  isAlone?(collector: string, cannotCome?: readonly string[]): boolean
}

export type Guard = (
  it: Case,
  about: { readonly event: CaseEventBody; readonly stamp: EventStamp; readonly world: GuardContext },
) => boolean

/**
 * What must be so before a step is taken, each by its name. Which clause asks for it stands in the pack.
 *
 * INVARIANT: of every name there is one test here, and `steps.ts` says which step needs it.
 */
export const stepGuards = {
  'has-paper': (it) => hasInstrument(it),
  /** Somebody asks, with paper or without. */
  'is-request': (it) => isRequest(it),
  /** Nobody was asked, and nothing ended, on a day that is still to come. */
  'day-is-past': (_, { event, world }) => (dayOfEvent(event) ?? world.today) <= world.today,
  /** Somebody whose work that is has read what the paper is. */
  'paper-read': (it) => it.reading !== undefined && it.reading.instrument !== 'unread',
  /** Nobody was reached by what had not come yet: the time from service to report would be less than none. */
  'after-it-came': (it, { event, stamp, world }) =>
    stamp.at >= it.receivedAt && (dayOfEvent(event) ?? world.today) >= world.dayOf(it.receivedAt),
  /** The Director was reached. */
  reported: (it) => it.directorAt !== undefined,
  /** Counsel was asked; nobody has to ask counsel before counsel's own step. */
  'counsel-consulted': (it, { stamp }) => it.counselConsulted || isByCounsel(stamp),
  /** Paper and a claimed emergency are passed on to nobody without counsel. */
  'counsel-first': (it) => !needsCounselToEnd(it) || it.counselConsulted,
  /** That it was taken back counsel knows, or somebody said whose word that is: nobody ends it by silence. */
  'withdrawal-said': (it, { event }) =>
    !needsCounselToEnd(it) ||
    it.counselConsulted ||
    (event.what === 'withdrawn' && isNotBlank(event.spokeWith) && event.through !== undefined),
  /** Reg 6: whoever is served goes to the Director and to counsel, whatever becomes of the paper. */
  'counsel-reached': (it) => it.counselAt !== undefined || !(it.gagged || isLegalProcess(it)),
  /** That nobody may be told counsel saw for themselves, or gave advice since. */
  'counsel-saw-gag': ({ gagUnseen }) => gagUnseen === undefined,
  'counsel-or-board': (it) => it.counselConsulted || it.boardConsulted,
  /** Counsel holds it for proper and in full compliance with proper legal authority. */
  'opinion-proper': (it) => it.opinion === 'proper',
  /**
   * What counsel said here only counsel changes here: what somebody heard of counsel makes nothing proper that counsel holds
   * for defective, and takes no opinion back that still stands.
   */
  'counsels-word': (it, { event, stamp }) => {
    if (stamp.role === 'counsel') return true
    if (event.what !== 'counsel-advised' || event.way === 'here') return false
    const { opinion } = event
    if (opinion === undefined || it.opinionHere === undefined || opinion === it.opinionHere) return true
    return opinion === 'defective' && it.opinion !== it.opinionHere
  },
  /** Called back at a number that was found elsewhere than on the paper. */
  'requester-verified': (it) => it.requesterVerified,
  'scope-set': (it) => hasSettledScope(it),
  /** Whom the paper names: of some something is on file, or of none. */
  'somebody-on-file': ({ scope }) => scope !== undefined && scope.subjects.length > 0,
  'nobody-on-file': (it) => namesOnlyAbsentPeople(it),
  /** Of a search more is said as it is known, whatever their paper was read as meanwhile. */
  'is-warrant': (it) => mayBeWarrant(it),
  ...instrumentGuards,
  ...searchGuards,
  /** What a Director pinned alone is no judicial determination before counsel saw it, or heard it read out. */
  'findings-confirmed': ({ findings }) => [...findings.values()].every(isConfirmedByCounsel),
  /** Where the number is from is one of the ways that there are, and it is not the one that whoever asks gave. */
  'independent-number': (it, { event }) =>
    event.what === 'requester-checked' && isIndependentNumber(it, event),
  /** What counsel pinned only counsel takes back, or pins elsewhere: or whoever decides writes down that counsel took it back. */
  'counsels-finding': (it, { event, stamp }) => {
    if (event.what !== 'finding-pinned' && event.what !== 'finding-dropped') return false
    if (stamp.role === 'counsel' || it.findings.get(event.finding)?.byCounsel !== true) return true
    const heard = event.what === 'finding-dropped' ? event.heard : undefined
    return stamp.role === deciderRole(it) && isRelayedStatement(heard) && isNotBlank(heard?.words)
  },
  /** What the policy would say once the Director has decided so. */
  'policy-allows-decision': (it, { event, world }) =>
    event.what === 'decided' && policyAllowsDecision(it, event, world),
  'decision-fits': (it, { event }) =>
    event.what === 'decided' &&
    (event.decision === 'heed' || event.decision === 'not-heed'
      ? it.kind === 'privacy'
      : it.kind !== 'privacy'),
  /** The Director's to decide; where it is about the Director, the president's of the Board. */
  'is-decider': (it, { stamp }) => stamp.role === deciderRole(it),
  /** What was decided upon is what the case is now: nothing was read, named or brought since (Reg 1). */
  'as-decided': (it, { event }) =>
    (event.what === 'public-given' && it.decision === undefined) ||
    isUnchangedSinceDecision(it, event.what === 'decided' ? event.grounds : undefined),
  'decided-to-produce': (it) => it.decision?.decision === 'release' || it.decision?.decision === 'compulsion',
  'decided-to-refuse': (it) => it.decision?.decision === 'refusal',
  'within-scope': (it, { event }) =>
    event.what === 'collected' && it.scope !== undefined && isWithinScope(event.copy, it.scope),
  'collected-this': (it, { event }) =>
    (event.what === 'checked' || event.what === 'packaged' || event.what === 'cannot-come') &&
    it.collected?.id === event.copy,
  /** The file that was made last, and no other. */
  'packaged-this': (it, { event }) =>
    (event.what === 'package-saved' || event.what === 'produced') &&
    it.packaged?.document === event.document &&
    (it.outcome === undefined || it.produced !== undefined),
  /** Nothing is handed over that did not leave Carrel before. */
  'was-saved': ({ outside, packaged }, { stamp }) => {
    const savedAt = outside.get(packaged?.document ?? '')
    return savedAt !== undefined && savedAt <= stamp.at
  },
  /** The case is what was decided, or whoever notes the hand-over knows that it is not: what left cannot be called back. */
  'knows-of-change': (it, { event }) =>
    isUnchangedSinceDecision(it) || (event.what === 'produced' && event.despite === true),
  /** A file left, and nobody said yet what became of it. */
  'is-outside': ({ outside }, { stamp }) =>
    outside.size > 0 && [...outside.values()].every((savedAt) => savedAt <= stamp.at),
  /** What left is handed over, or destroyed, before the case takes another way. */
  'nothing-outside': ({ outside }) => outside.size === 0,
  /**
   * Somebody else than whoever collected it. Whoever set up another's sign-in may be both: so one who checks has a sign-in of
   * their own, and where one who collected has not, no Director checks it.
   */
  'second-person': (it, { event, stamp }) =>
    relayedCheck(event) !== undefined ||
    (it.collected !== undefined &&
      it.collected.by !== stamp.by &&
      stamp.unconfirmed !== true &&
      (it.collectorUnconfirmed !== true || stamp.role !== 'director')),
  /**
   * Counsel is the second person where the library has one professional, and may have no sign-in here, or cannot come to where
   * copies show, as they say by their own: then, and only where nobody else could check it, whoever decides and collected it writes down who checked it by telephone, once it was
   * collected, and in which words. Both sign-ins in question are their own: nobody is counsel by another name.
   */
  'counsel-by-phone': (it, { event, stamp, world }) => {
    const heard = relayedCheck(event)
    if (heard === undefined) return true
    const { collected, collectedAt, collectorUnconfirmed } = it
    return (
      collected?.by === stamp.by &&
      stamp.role === deciderRole(it) &&
      stamp.unconfirmed !== true &&
      collectorUnconfirmed !== true &&
      // Why by the minute: that is how a time is typed.
      stamp.at.slice(0, 16) >= (collectedAt ?? '').slice(0, 16) &&
      isNotBlank(heard.counsel) &&
      isNotBlank(heard.words) &&
      world.isAlone?.(collected.by, it.cannotCome) === true
    )
  },
  /** Counsel and the president are not the Director by another name. */
  'own-sign-in': (_, { stamp }) =>
    stamp.unconfirmed !== true || (stamp.role !== 'counsel' && stamp.role !== 'president'),
  /** What the policy says now of all that was collected. */
  'policy-lets-go': (it, { world }) => it.collected !== undefined && policyReleases(it, it.collected, world),
  'was-produced': (it) => it.produced !== undefined,
  /** Whoever got records signed for them, or would not. */
  receipted: (it) => it.produced === undefined || it.receipt,
  /** Counsel chose whether the patron is told of it. */
  'notice-chosen': (it) => it.produced === undefined || it.notice !== undefined,
  /** Counsel's own choice, or written down as counsel's by whoever decides: by which way, and whose. */
  'counsels-choice': (it, { event, stamp }) =>
    event.what === 'notice-chosen' &&
    (stamp.role === 'counsel' || (stamp.role === deciderRole(it) && isRelayedStatement(event))),
  /** A case that is closed reminds nobody: whoever is to be told is told before. */
  'told-as-chosen': ({ notice, patronTold }) => patronTold || notice === undefined || notice === 'not',
  'nothing-preserved': (it) => it.preserved.size === 0,
  'waits-for-nothing': (it) => it.waitsFor === undefined,
  'is-records-request': ({ kind }) => kind === 'records-request',
  /** What is public is of nobody. */
  'no-patron-in-scope': ({ scope }) => scope === undefined || scope.subjects.length === 0,
  /** What is kept back of it is denied in writing; where all is given there is nothing to deny. */
  'given-as-decided': ({ decision }, { event }) =>
    event.what === 'public-given' &&
    (event.extent === 'part' ? decision?.decision === 'refusal' : decision === undefined),
  'no-paper': (it) => !hasInstrument(it),
  /** A problem with somebody's privacy ends in a written decision. */
  'needs-no-decision': (it) => it.kind !== 'privacy',
  /** What an officer asked is known to whoever decides before anybody ends it. */
  'officer-reported': ({ kind, requester, directorAt }) =>
    kind !== 'ask' || requester.kind !== 'justice-agency' || directorAt !== undefined,
  /** An emergency that is claimed is the Director's to decide on, after counsel, and nobody else's to answer. */
  'no-emergency': (it) => it.kind !== 'emergency',
  /** Paper that is secret by its kind is worked in no case here; what only says so is withheld from all lists. */
  'not-sealed': (it, { event, world }) => {
    if (event.what !== 'paper-read') return false
    if (world.isSealed) return true
    const unsaid = { ...it, reading: event, gagged: false }
    return !world.decide(policyAskOf(unsaid, ['existence'], world.today)).sealed
  },
  /** Where nobody may be told, the patron is not either. */
  'may-choose-telling': ({ gagged }, { event }) =>
    event.what === 'notice-chosen' && (event.choice === 'not' || !gagged),
  /** Somebody is bound by it. */
  'is-gagged': ({ gagged }) => gagged,
  /** Counsel's own, or what counsel said elsewhere, by name, as whoever decides wrote it down: no Director ends a gag alone. */
  'counsel-ends-it': (it, { event, stamp }) => {
    if (event.what !== 'gag-ended') return false
    if (stamp.role === 'counsel') return event.way === 'here'
    return stamp.role === deciderRole(it) && isRelayedStatement(event)
  },
  /** Under a gag the Board is not among those who may know, unless counsel says so. */
  'board-may-know': ({ gagged, boardMayKnow }) => !gagged || boardMayKnow,
  /** Counsel and whoever reported it; and before it is decided, to hand it over to the other only, the Director and the president. */
  'may-say-about': (it, { event, stamp }) => {
    if (event.what !== 'about-director' || event.is === it.aboutDirector) return false
    const isMade = it.decision !== undefined || it.outcome !== undefined
    if (isMade && (stamp.role === 'director' || stamp.role === 'president')) return false
    if (stamp.role === 'director') return event.is
    if (stamp.role === 'president') return !event.is
    return stamp.role === 'counsel' || stamp.by === it.servedTo
  },
  /** In a drill nothing of anybody is opened. */
  'not-a-drill': (it) => !it.drill,
  /** Counsel chose that the patron is told, and from which day. */
  'may-tell-patron': ({ notice, noticeOn, gagged }, { world }) =>
    !gagged &&
    (notice === 'tell' || (notice === 'wait' && noticeOn !== undefined && noticeOn <= world.today)),
  'is-conduct': (it) => it.kind === 'conduct',
  /** Once it is settled what the paper names, no more than that is kept. */
  'names-no-more': (it, { event }) =>
    event.what === 'preserved' && (it.scope === undefined || isWithinScope(event.copy, it.scope)),
  /** By itself a copy ends on its day; before, somebody ends it who answers for the case. */
  'day-has-come': (it, { event, stamp, world }) => {
    const { until } = (event.what === 'preservation-ended' && it.preserved.get(event.copy)) || {}
    return stamp.role !== 'program' || (until !== undefined && until <= world.today)
  },
  'is-preserved': (it, { event }) => event.what === 'preservation-ended' && it.preserved.has(event.copy),
} satisfies Readonly<Record<string, Guard>>

export type GuardName = keyof typeof stepGuards

export const guardPasses = (need: GuardName, ...of: Parameters<Guard>): boolean =>
  (stepGuards[need] as Guard)(...of)

/** The day of which a step speaks, beside its own time. */
const dayOfEvent = (event: CaseEventBody): string | undefined =>
  event.what === 'board-consulted' || event.what === 'gag-ended' ? event.on : undefined

const relayedCheck = (event: CaseEventBody) => (event.what === 'checked' ? event.heard : undefined)

/* What the needs of a step look at in a case: each is one question, whoever asks it. */

/** Whether a case is still what was decided upon, or is to be. */
export const isUnchangedSinceDecision = (it: Case, grounds = it.decision?.grounds): boolean =>
  grounds === groundsHash(groundsOf(it))

/** Of what is asked by paper, or as an emergency, more has to be so before it ends. */
export const needsCounselToEnd = (it: Case): boolean => hasInstrument(it) || it.kind === 'emergency'

/** Paper, or what nobody has read yet; a public-records request is none. */
export const isLegalProcess = (it: Case): boolean => hasInstrument(it) && it.kind !== 'records-request'

/** Paper of it was brought in, and nobody has read what it is; a public-records request is answered as it stands. */
export const hasUnreadInstrument = (it: Case): boolean =>
  isLegalProcess(it) &&
  it.papers.length > 0 &&
  (it.reading ?? { instrument: 'unread' }).instrument === 'unread'

/** What ended otherwise than by a seizure is read no more: but for what nobody read before it ended. */
export const mayStillBeRead = (it: Case): boolean =>
  it.outcome === undefined || it.outcome === 'seized' || hasUnreadInstrument(it)

/** Of everybody whom the paper names somebody said that nothing is on file. */
export const namesOnlyAbsentPeople = ({ scope }: Pick<Case, 'scope'>): boolean =>
  scope !== undefined && scope.subjects.length === 0 && (scope.absent?.length ?? 0) > 0

/** It is said whom the paper names: people here, or some of whom nothing is on file. Until then the records and days alone are set. */
export const namesPeople = ({ subjects, absent }: Scope): boolean =>
  subjects.length + (absent?.length ?? 0) > 0

/** It is settled which records, and whose. */
export const hasSettledScope = ({ scope }: Case): boolean =>
  scope !== undefined && scope.records.length > 0 && namesPeople(scope)

export const mayBeWarrant = ({ kind, search, reading }: Case): boolean =>
  kind === 'process' &&
  (search !== undefined ||
    reading === undefined ||
    reading.instrument === 'search-warrant' ||
    reading.instrument === 'unread')

export const deciderRole = ({ aboutDirector }: Case): EventStamp['role'] =>
  aboutDirector ? 'president' : 'director'

/** Counsel said it elsewhere than here, by name. */
export const isRelayedStatement = (word: Pick<CounselStatement, 'way' | 'counsel'> | undefined): boolean =>
  word !== undefined && word.way !== 'here' && isNotBlank(word.counsel)

/** Counsel did it, at a sign-in that is in nobody else's hands. */
export const isByCounsel = ({ role, unconfirmed }: EventStamp): boolean =>
  role === 'counsel' && unconfirmed !== true

export const isNotBlank = (words: string | undefined): boolean => words !== undefined && words.trim() !== ''

export function policyAllowsDecision(
  it: Case,
  { decision }: { readonly decision: Parameters<typeof policyAskIfDecided>[1] },
  world: GuardContext,
): boolean {
  if (decision === 'heed' || decision === 'not-heed') return true
  const { outcome } = world.decide(policyAskIfDecided(it, decision, world.today))
  if (decision === 'release') return outcome === 'release' || outcome === 'limited'
  return outcome === (decision === 'refusal' ? 'refuse' : 'compelled')
}

export function policyReleases(it: Case, { records }: Scope, world: GuardContext): boolean {
  const { outcome, withheld } = world.decide(policyAskOf(it, records, world.today))
  return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled')
}

/** No subject, record or day that the wider one does not have; people count once it is said whom the wider one names. */
export function isWithinScope(one: Scope, wider: Scope): boolean {
  const within = <T>(few: readonly T[], many: readonly T[]) => few.every((each) => many.includes(each))
  const begins = wider.from === undefined || (one.from !== undefined && one.from >= wider.from)
  const ends = wider.until === undefined || (one.until !== undefined && one.until <= wider.until)
  const people = !namesPeople(wider) || within(one.subjects, wider.subjects)
  return people && within(one.records, wider.records) && begins && ends
}

/** Counsel pinned it, or saw it, or heard it read out. */
export const isConfirmedByCounsel = ({ byCounsel, confirmed }: CitedFinding): boolean =>
  byCounsel || confirmed === true

/** A number of a source that there is, which is none that whoever asks gave and none that stands on their paper. */
export function isIndependentNumber(
  { numbersGiven }: Case,
  { source, dialled }: Pick<EventBodyOf<'requester-checked'>, 'source' | 'dialled'>,
): boolean {
  const digits = phoneDigits(dialled)
  const isNumber = digits.length >= fewestDigits && digits.length <= 15
  return (
    isNumber &&
    callSources.includes(source) &&
    !numbersGiven.some((one) => isSameNumber(digits, phoneDigits(one)))
  )
}

const fewestDigits = 7

/** The same telephone, though one of them has an area before it or an extension after it. */
function isSameNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= fewestDigits && (long.startsWith(short) || long.endsWith(short))
}
