import type { CaseCopy, Scope } from '../../src/cases/case.ts'
import type { CaseEvent, CaseEventName } from '../../src/cases/event.ts'
import { type Finding, findingKinds } from '../../src/policy/ask.ts'
import { aloneHere, otherGrounds, otherHere } from './any-event.ts'

/*
 * What must have happened before, told from the events alone and without the table of steps: a second opinion on every
 * sequence. Each gives out what is wrong; nothing where it is fair.
 */

type Named<Name extends CaseEventName> = Extract<CaseEvent, { readonly what: Name }>
const of = <Name extends CaseEventName>(events: readonly CaseEvent[], name: Name) =>
  events.filter((event): event is Named<Name> => event.what === name)

const lastAt = (events: readonly CaseEvent[], ...names: readonly CaseEventName[]) =>
  events.findLastIndex(({ what }) => names.includes(what))

export function unfair(events: readonly CaseEvent[], isAmended: boolean): string | undefined {
  const last = events.at(-1)
  const before = events.slice(0, -1)
  if (last !== undefined && isUnsure(last)) return 'a Director may be that person by another name'
  if (last !== undefined && leaves(last) && isOutside(before)) return 'what left is still outside'
  if (last?.what === 'decided') return unfairDecision(before, last)
  if (last?.what === 'packaged')
    return isAmended ? 'the policy was changed since' : unfairProduction(before, last)
  if (last?.what === 'package-saved')
    return isAmended ? 'the policy was changed since' : unfairPackage(before, last)
  if (last?.what === 'produced' && !last.despite && changedSince(before)) return 'nobody said that it changed'
  if (last?.what === 'produced') return unsaved(before, last) ?? unfairPackage(before, last)
  if (last?.what === 'refusal-sent')
    return unfairRefusal(before) ?? changedSince(before) ?? over(before, 'nobody weighed what came since')
  if (last?.what === 'no-records-sent')
    return unfairlyNone(before, last) ?? over(before, 'nobody weighed what came since')
  if (last?.what === 'finding-pinned' || last?.what === 'finding-dropped') {
    const wrong = unfairlyFound(before, last)
    if (wrong !== undefined || last.what === 'finding-dropped') return wrong
    const [paper] = of(before, 'paper-added').filter((event) => event.paper.id === last.paper)
    if (last.page > (paper?.paper.pages ?? 0)) return 'there is no such page'
    return paper === undefined ? 'no such paper' : unadvised(before, last)
  }
  const isDrill = of(before, 'received')[0]?.drill === true
  if (isDrill && (last?.what === 'collected' || last?.what === 'preserved')) return 'a drill opens nothing'
  const kind = of(before, 'received')[0]?.kind
  if (last?.what === 'preserved' && (kind === 'privacy' || kind === 'conduct')) return 'nobody asks for it'
  if ((last?.what === 'paper-read' || last?.what === 'quashed') && !isPaper(before))
    return 'there is no paper'
  if (last?.what === 'paper-weighed') return unfairlyWeighed(before, last)
  if (last?.what === 'paper-read' && isOver(before) && !isUnread(before))
    return 'the case came to another end'
  if (last?.what === 'answered' && kind !== 'conduct' && isPaper(before)) return 'paper wants a decision'
  if ((last?.what === 'withdrawn' || last?.what === 'referred') && kind === 'privacy') {
    return 'a privacy problem wants a decision'
  }
  if (last?.what === 'referred' && isWeighty(before)) {
    if (!isReported(before)) return 'the Director was not told'
    if (unadvised(before) !== undefined) return 'counsel was not consulted'
  }
  if (last?.what === 'withdrawn') {
    if (kind === 'conduct') return 'nobody asked'
    if (!isReported(before)) return 'the Director was not told'
    const isKnown = unadvised(before) === undefined || (last.spokeWith && last.through)
    if (isWeighty(before) && !isKnown) return 'nobody said that it was taken back'
    const isProcess = isPaper(before) && !isRecordsRequest(before)
    if ((isProcess || gaggedIn(before)) && !counselKnows(before)) return 'counsel was not reached'
    if (hidden(before)) return 'counsel has not looked since nobody may be told'
  }
  if (last?.what === 'paper-read' && /fisa|national-security/.test(last.instrument))
    return 'it may be in no list'
  const isGagged = gaggedIn(before)
  if (last?.what === 'notice-chosen' && last.choice !== 'not' && isGagged) return 'nobody may be told'
  if (last?.what === 'notice-chosen' && last.stamp.role !== 'counsel') {
    if (last.stamp.role !== deciderIn(before) || last.way === 'here' || last.counsel === '')
      return 'it is counsel’s to choose'
  }
  if (last?.what === 'patron-told' && isGagged) return 'nobody may be told'
  if (last?.what === 'patron-told' && of(before, 'notice-chosen').at(-1)?.choice !== 'tell') {
    return 'counsel has not chosen that they are told'
  }
  if (last?.what === 'board-consulted') return unfairAsking(before, last)
  if (last?.what === 'gag-ended') return unfairTelling(before, last)
  if (last?.what === 'about-director') return unfairMove(before, last)
  const [came] = of(before, 'received')
  if ((last?.what === 'told' || last?.what === 'counsel-advised') && last.stamp.at < (came?.stamp.at ?? '')) {
    return 'it had not come yet'
  }
  if (last?.what === 'objection-ended' && last.stamp.role !== 'counsel') return 'counsel objected'
  if (last?.what === 'counsel-advised' && last.stamp.role !== 'counsel') {
    if (last.way === 'here') return 'counsel was not here'
    if (last.opinion === 'proper' && saidHere(before) === 'defective') return 'counsel said otherwise here'
  }
  if (last?.what === 'cure-demanded' || last?.what === 'quashed') return unadvised(before, last)
  if (last?.what === 'collected') {
    return of(before, 'scope-set').at(-1)?.subjects.length === 0 ? 'nobody is on file' : undecided(before)
  }
  if (last?.what === 'checked') return changedSince(before)
  if (last?.what === 'cannot-come') {
    const collected = of(before, 'collected').at(-1)
    if (last.stamp.role !== 'counsel') return 'it is counsel who would come'
    return collected?.copy.id === last.copy ? undefined : 'it is of another copy'
  }
  if (last?.what === 'preserved') return unfairCopy(before, last.copy)
  if (last?.what === 'preservation-ended') return unfairlyEnded(before, last)
  if (last?.what === 'answered') {
    if (kind === 'emergency') return 'an emergency wants a decision'
    const officer = of(before, 'received')[0]?.requester.kind === 'justice-agency'
    if (kind === 'ask' && officer && !isReported(before)) return 'the Director was not told'
    return kind === 'privacy' ? 'a privacy problem wants a decision' : undefined
  }
  if (last?.what === 'requester-checked') {
    if (last.dialled.length < 7) return 'nobody was called'
    const theirs = [...of(before, 'received').map(({ requester }) => requester.phone)]
    const onPaper = of(before, 'paper-read').map(({ phone }) => phone)
    if ([...theirs, ...onPaper].includes(last.dialled)) return 'it is a number of theirs'
  }
  if (last?.what === 'public-given') return unfairlyGiven(before, last)
  if (last?.what === 'thing-taken' || last?.what === 'search-ended') return unfairlyTimed(before, last)
  if (last?.what === 'thing-mistaken') return unfairlyStruck(before, last)
  if (last?.what === 'debriefed') return unfairlyHeard(before, last)
  if (last?.what === 'seized') return unfairSeizure(before, last)
  if (last?.what === 'search-mistaken') return unfairMistake(before, last)
  if (last?.what === 'closed') return unfairEnd(before)
  return undefined
}

const counselKnows = (before: readonly CaseEvent[]) =>
  unadvised(before) === undefined ||
  of(before, 'told').some(({ whom, reached }) => whom === 'counsel' && reached)

/** Somebody else than counsel said that nobody may be told, and counsel has not been there since. */
function hidden(before: readonly CaseEvent[]): boolean {
  const since = before.findLastIndex(
    (event, at) =>
      event.what === 'gag-found' ||
      (event.what === 'paper-read' && event.nondisclosure === true && !gaggedIn(before.slice(0, at))),
  )
  if (since < 0) return false
  return !before
    .slice(since)
    .some(
      ({ what, stamp }) =>
        (stamp.role === 'counsel' && !stamp.unconfirmed) ||
        ['counsel-advised', 'debriefed', 'gag-ended'].includes(what),
    )
}

/** The Director, or, as it was said last, the president. */
function deciderIn(events: readonly CaseEvent[]): 'director' | 'president' {
  const [came] = of(events, 'received')
  const isAbout = of(events, 'about-director').at(-1)?.is ?? came?.aboutDirector
  return isAbout ? 'president' : 'director'
}

/** Counsel says it here; elsewhere, whoever decides writes it down, with who said it. */
function unfairlyHeard(
  before: readonly CaseEvent[],
  { stamp, way, counsel }: Named<'debriefed'>,
): string | undefined {
  if (stamp.role === 'counsel') return way === 'here' ? undefined : 'counsel says it themselves'
  const isWrittenDown = stamp.role === deciderIn(before) && way !== 'here' && counsel !== ''
  return isWrittenDown ? undefined : 'counsel did not go over it'
}

const deciderTold = (events: readonly CaseEvent[]) =>
  of(events.slice(lastAt(events, 'about-director') + 1), 'told').some(
    ({ whom, reached }) => whom === 'director' && reached,
  )

/** A paper forbade to tell anyone, and nobody ended that since. */
function gaggedIn(events: readonly CaseEvent[]): boolean {
  const found = events.findLastIndex(
    (event) => event.what === 'gag-found' || (event.what === 'paper-read' && event.nondisclosure === true),
  )
  return found > lastAt(events, 'gag-ended')
}

function unfairAsking(before: readonly CaseEvent[], { on }: Named<'board-consulted'>): string | undefined {
  if (on > '2026-11-20') return 'nobody asked the Board yet'
  if (on < '2026-11-20') return 'the Board was asked before it came'
  if (!gaggedIn(before)) return undefined
  const order = lastAt(before, 'gag-found', 'gag-ended')
  const mayKnow = before.some(
    (event, at) =>
      event.what === 'counsel-advised' && event.board && at > order && gaggedIn(before.slice(0, at)),
  )
  return mayKnow ? undefined : 'counsel has not said that the Board may know'
}

function unfairTelling(
  before: readonly CaseEvent[],
  { on, way, stamp }: Named<'gag-ended'>,
): string | undefined {
  if (!gaggedIn(before)) return 'nothing forbade it'
  if (on !== '2026-11-20') return 'it ends on no such day'
  if (stamp.role === 'counsel') return way === 'here' ? undefined : 'counsel says it themselves'
  return stamp.role === deciderIn(before) && way !== 'here' ? undefined : 'counsel did not say so'
}

function unfairMove(
  before: readonly CaseEvent[],
  { is, stamp }: Named<'about-director'>,
): string | undefined {
  const [came] = of(before, 'received')
  if (is === (deciderIn(before) === 'president')) return 'it is so already'
  if (stamp.role === 'director' || stamp.role === 'president') {
    const now = sinceMove(before)
    const isDecided = of(now, 'decided').length > of(now, 'decision-withdrawn').length
    if (isDecided || isOver(before)) return 'it is decided'
    return is === (stamp.role === 'director') ? undefined : 'they take it themselves'
  }
  return stamp.role === 'counsel' || stamp.by === came?.stamp.by ? undefined : 'it is not theirs to say'
}

/** What counts as counsel's or the president's word, by a sign-in that a Director set up and nobody confirmed. */
function isUnsure({ what, stamp }: CaseEvent): boolean {
  const judges: readonly CaseEventName[] = [
    ...(['counsel-advised', 'objected', 'finding-pinned', 'decided', 'collected', 'produced'] as const),
    ...(['notice-chosen', 'debriefed', 'seized', 'quashed', 'board-consulted', 'gag-ended'] as const),
    ...(['about-director', 'finding-dropped', 'search-mistaken', 'thing-mistaken', 'cannot-come'] as const),
  ]
  return stamp.unconfirmed === true && /counsel|president/.test(stamp.role) && judges.includes(what)
}

/** Another end than a hand-over, and what begins anew. */
function leaves({ what }: CaseEvent): boolean {
  const names: readonly CaseEventName[] = [
    ...(['withdrawn', 'quashed', 'referred', 'refusal-sent', 'answered', 'no-records-sent'] as const),
    ...(['decision-withdrawn', 'collected', 'seized'] as const),
  ]
  return names.includes(what)
}

/** A file left, and since then nobody handed it over or said that it is destroyed. */
const isOutside = (before: readonly CaseEvent[]) =>
  lastAt(before, 'package-saved') > lastAt(before, 'produced', 'package-destroyed')

function unfairDecision(
  before: readonly CaseEvent[],
  { decision, stamp, grounds }: Named<'decided'>,
): string | undefined {
  const [came] = of(before, 'received')
  if (grounds === otherGrounds) return 'what was signed is not what the case is'
  if (!deciderTold(before)) return 'whoever decides was not told'
  if (stamp.role !== deciderIn(before)) return 'it is another’s to decide'
  const counsel = unadvised(before) === undefined
  const board = of(before, 'board-consulted').length > 0
  const isPrivacy = came?.kind === 'privacy'
  if ((decision === 'heed' || decision === 'not-heed') !== isPrivacy) return 'no such decision in such a case'
  const cure = lastAt(before, 'cure-demanded') > lastAt(before, 'cured')
  const objection = lastAt(before, 'objected') > lastAt(before, 'objection-ended')
  if (cure || objection) return 'a cure or an objection is waited for'
  if (isPrivacy) return counsel || board ? undefined : 'nobody was consulted'
  if (decision === 'refusal')
    return isRecordsRequest(before) || counsel || board ? undefined : 'nobody was consulted'
  if (!counsel) return 'counsel was not consulted'
  const opinion = of(before, 'counsel-advised').findLast((event) => event.opinion !== undefined)
  const advised = opinion === undefined ? -1 : before.lastIndexOf(opinion)
  if (opinion?.opinion !== 'proper') return 'counsel does not hold it for proper'
  if (lastAt(before, 'cured', 'objection-ended', 'cure-demanded') > advised)
    return 'counsel has not read it again'
  const readAt = lastAt(before, 'paper-read')
  if (of(before, 'paper-read').length > 1 && readAt > advised) return 'counsel has not seen what it is now'
  const now = of(before, 'scope-set').at(-1)
  const seen = of(before.slice(0, advised), 'scope-set').at(-1)
  if (now !== undefined && (seen === undefined || beyond(now, seen))) return 'counsel never saw that scope'
  if (of(before, 'requester-checked').at(-1)?.verified !== true) return 'nobody called back'
  const scope = of(before, 'scope-set').at(-1)
  const named = (scope?.subjects.length ?? 0) + (scope?.absent?.length ?? 0)
  if (scope === undefined || named * scope.records.length === 0) return 'there is no scope'
  const instrument = of(before, 'paper-read').at(-1)?.instrument
  const compels = ['subpoena', 'county-attorney-subpoena', 'grand-jury-subpoena', 'court-order']
  if (decision === 'compulsion') return compels.includes(instrument ?? '') ? undefined : 'it compels nothing'
  if (instrument !== 'court-order') return instrument === 'fisa-order' ? undefined : 'no court ordered it'
  const pinned = findingKinds.filter((finding) => {
    const at = before.findLastIndex((event) => event.what === 'finding-pinned' && event.finding === finding)
    return at > before.findLastIndex((event) => event.what === 'finding-dropped' && event.finding === finding)
  })
  if (pinned.length < findingKinds.length) return 'a finding is missing'
  return pinned.every((finding) => isCounsels(before, finding)) ? undefined : 'counsel never saw a finding'
}

/** Counsel pinned it, or held the paper for proper since, with it before them or read out to them. */
function isCounsels(before: readonly CaseEvent[], finding: Finding): boolean {
  const at = before.findLastIndex((event) => event.what === 'finding-pinned' && event.finding === finding)
  if (before[at]?.stamp.role === 'counsel') return true
  return of(before.slice(at), 'counsel-advised').some(
    ({ opinion, stamp, readOut = [] }) =>
      opinion === 'proper' && (stamp.role === 'counsel' || readOut.includes(finding)),
  )
}

/** What counsel said last at their own sign-in. */
function saidHere(before: readonly CaseEvent[]) {
  const said = before.flatMap((event) => {
    if (event.stamp.role !== 'counsel') return []
    if (event.what === 'cure-demanded') return ['defective' as const]
    return event.what === 'counsel-advised' && event.opinion ? [event.opinion] : []
  })
  return said.at(-1)
}

const isReported = (before: readonly CaseEvent[]) =>
  of(before, 'told').some(({ whom, reached }) => whom === 'director' && reached)

/** It came as one, or was read as one since, beside any search. */
function isRecordsRequest(before: readonly CaseEvent[]): boolean {
  const kind = of(before, 'received')[0]?.kind
  const isSearched = (at: number) =>
    lastAt(before.slice(0, at), 'search-began') > lastAt(before.slice(0, at), 'search-mistaken')
  const readings = before.filter(
    (event, at): event is Named<'paper-read'> => event.what === 'paper-read' && !isSearched(at),
  )
  const last = readings.findLast(({ instrument }) => instrument !== 'unread')
  if (last !== undefined) return last.instrument === 'public-records-request'
  // Only read as unread: paper of some kind that came to an ask.
  return kind === 'records-request'
}

/** It came by paper, or somebody who asks brought one since. */
function isPaper(before: readonly CaseEvent[]): boolean {
  const kind = of(before, 'received')[0]?.kind
  if (kind === 'process' || kind === 'records-request') return true
  return (kind === 'ask' || kind === 'emergency') && of(before, 'paper-added').length > 0
}

/** Paper came, or an emergency was claimed. */
function isWeighty(before: readonly CaseEvent[]): boolean {
  const kind = of(before, 'received')[0]?.kind
  return kind === 'emergency' || isPaper(before)
}

/** Counsel was asked, or has judged the paper themselves. @param last the step in question, where it may be counsel's own */
const unadvised = (before: readonly CaseEvent[], last?: CaseEvent) =>
  lastAt(before, 'counsel-advised', 'debriefed') >= 0 ||
  [...before, ...(last ? [last] : [])].some(
    ({ what, stamp }) =>
      stamp.role === 'counsel' &&
      !stamp.unconfirmed &&
      ['finding-pinned', 'cure-demanded', 'objected', 'quashed'].includes(what),
  )
    ? undefined
    : 'counsel was not consulted'

function undecided(before: readonly CaseEvent[]): string | undefined {
  const changed = changedSince(before)
  if (changed !== undefined) return changed
  const decision = of(sinceMove(before), 'decided').at(-1)?.decision
  return decision === 'release' || decision === 'compulsion' ? undefined : 'it was not decided to produce'
}

/** What was read, named or brought after the last signature. */
function changedSince(before: readonly CaseEvent[]): string | undefined {
  const decidedAt = lastAt(before, 'decided')
  // What staff bring, or anybody once it has ended, counts once somebody who answers for the case says so.
  const change = before.find(
    (event, at) =>
      at > decidedAt &&
      (event.what === 'paper-read' ||
        (event.what === 'paper-added' && !papersIn(before.slice(0, at + 1)).waits.has(event.paper.id)) ||
        (event.what === 'paper-weighed' && event.counts)),
  )
  if (change !== undefined) return `${change.what} since it was signed`
  const signed = of(before.slice(0, decidedAt), 'scope-set').at(-1)
  const now = of(before, 'scope-set').at(-1)
  const places = (scope?: Scope) => (scope?.absent ?? []).join()
  const isReach = signed && now && !beyond(signed, now) && !beyond(now, signed)
  const isSame = signed === now || (isReach && places(signed) === places(now))
  return isSame ? undefined : 'the scope is another than was signed'
}

/** It was decided to obey, by whoever decides, and of all whom the paper names somebody said that they are not on file. */
function unfairlyNone(before: readonly CaseEvent[], { stamp }: Named<'no-records-sent'>): string | undefined {
  if (stamp.role !== deciderIn(before)) return 'it is another’s to send'
  const { subjects = [], absent = [] } = of(before, 'scope-set').at(-1) ?? {}
  if (subjects.length > 0) return 'somebody is on file'
  return absent.length === 0 ? 'nobody was named' : undecided(before)
}

/** More than the paper names, once that is settled. */
function unfairCopy(before: readonly CaseEvent[], copy: CaseCopy): string | undefined {
  const scope = of(before, 'scope-set').at(-1)
  if (scope === undefined) return undefined
  // Until it is said whom the paper names, its records and days alone bound a copy.
  const named = scope.subjects.length + (scope.absent?.length ?? 0) > 0
  return beyond(copy, named ? scope : { ...scope, subjects: copy.subjects })
}

function unfairlyEnded(
  before: readonly CaseEvent[],
  { copy, stamp }: Named<'preservation-ended'>,
): string | undefined {
  const kept = of(before, 'preserved').find((event) => event.copy.id === copy)
  if (kept === undefined) return 'there is no such copy'
  return stamp.role === 'program' && kept.until > '2026-11-20' ? 'its day has not come' : undefined
}

function beyond({ subjects, records, from, until }: Scope, scope?: Scope): string | undefined {
  const more = (one: readonly string[], other: readonly string[] = []) =>
    one.some((each) => !other.includes(each))
  if (more(subjects, scope?.subjects) || more(records, scope?.records)) return 'more than the paper names'
  if (scope?.from !== undefined && (from ?? '') < scope.from) return 'earlier than the paper names'
  return scope?.until !== undefined && (until ?? '9999') > scope.until
    ? 'later than the paper names'
    : undefined
}

/** The file that leaves, or is handed over, is the one that was made last of what was checked. */
function unfairPackage(
  before: readonly CaseEvent[],
  last: Named<'package-saved'> | Named<'produced'>,
): string | undefined {
  const packagedAt = lastAt(before, 'packaged')
  const packaged = before[packagedAt]
  if (packaged?.what !== 'packaged' || packaged.document !== last.document) return 'there is no such file'
  if (lastAt(before, 'decision-withdrawn', 'collected') > packagedAt) return 'it is a file of something else'
  if (lastAt(before, 'withdrawn', 'quashed', 'referred') > packagedAt) return 'the case is over'
  if (last.stamp.role !== deciderIn(before)) return 'it is another’s to hand over'
  const isMoved = lastAt(before, 'about-director') > packagedAt
  if (isMoved && last.what === 'package-saved') return 'whoever decided it was the wrong person'
  if (isMoved && last.what === 'produced' && !last.despite) return 'nobody said that the decision is void'
  return unfairProduction(before.slice(0, packagedAt), packaged)
}

function unsaved(before: readonly CaseEvent[], { document }: Named<'produced'>): string | undefined {
  const left = before.slice(lastAt(before, 'package-destroyed') + 1)
  const saved = of(left, 'package-saved').some((event) => event.document === document)
  return saved ? undefined : 'nothing had left'
}

function unfairProduction(before: readonly CaseEvent[], last: Named<'packaged'>): string | undefined {
  const decidedAt = lastAt(before, 'decided')
  const decided = before[decidedAt]
  if (
    decided?.what !== 'decided' ||
    lastAt(before, 'decision-withdrawn', 'about-director') > decidedAt ||
    papersIn(before).anew > decidedAt
  )
    return 'nothing is decided'
  if (decided.decision !== 'release' && decided.decision !== 'compulsion')
    return 'it was not decided to produce'
  if (last.stamp.role !== deciderIn(before)) return 'it is another’s to hand over'
  const collectedAt = lastAt(before, 'collected')
  const collected = before[collectedAt]
  if (collected?.what !== 'collected' || collectedAt < decidedAt) return 'nothing was collected'
  if (last.copy !== collected.copy.id) return 'another copy was handed over'
  const scope = of(before.slice(0, decidedAt), 'scope-set').at(-1)
  const changed = changedSince(before)
  if (changed !== undefined) return changed
  const more = beyond(collected.copy, scope)
  if (more !== undefined) return more
  const checkedAt = lastAt(before, 'checked')
  const checked = before[checkedAt]
  if (checked?.what !== 'checked' || checkedAt < collectedAt) return 'nobody checked it'
  if (checked.copy !== collected.copy.id) return 'another copy was checked'
  const isExcused = of(before.slice(collectedAt), 'cannot-come').some(({ stamp }) => stamp.by === otherHere)
  if (checked.heard !== undefined) return unfairByPhone(collected, checked, deciderIn(before), isExcused)
  const byItself = collected.stamp.unconfirmed === true && checked.stamp.role === 'director'
  if (checked.stamp.unconfirmed === true || byItself) return 'whoever checked it may be whoever collected it'
  return checked.stamp.by === collected.copy.by ? 'whoever collected it checked it' : undefined
}

/** Counsel checked it by telephone: where nobody else could, as whoever collected it and decides wrote down. */
function unfairByPhone(
  collected: Named<'collected'>,
  { heard, stamp }: Named<'checked'>,
  decider: 'director' | 'president',
  isExcused: boolean,
): string | undefined {
  if (collected.copy.by !== aloneHere && !isExcused) return 'somebody else could have checked it'
  if (stamp.by !== collected.copy.by || stamp.role !== decider) return 'it is another’s to write down'
  if (stamp.unconfirmed || collected.stamp.unconfirmed) return 'it may be counsel by another name'
  return heard?.counsel === '' ? 'nobody knows who checked it' : undefined
}

function unfairRefusal(before: readonly CaseEvent[]): string | undefined {
  const decided = of(sinceMove(before), 'decided').at(-1)
  return decided?.decision === 'refusal' ? undefined : 'nobody decided to refuse'
}

/** What is public is given to whoever made a public-records request; what is not is denied in writing. */
function unfairlyGiven(
  before: readonly CaseEvent[],
  { extent, stamp }: Named<'public-given'>,
): string | undefined {
  if (!isRecordsRequest(before)) return 'nobody asked for what is public'
  if (!deciderTold(before)) return 'whoever decides was not told'
  if (stamp.role !== deciderIn(before)) return 'it is another’s to give'
  if ((of(before, 'scope-set').at(-1)?.subjects.length ?? 0) > 0) return 'it is of somebody'
  const now = sinceMove(before)
  const at = lastAt(now, 'decided')
  const isDecided = at > lastAt(now, 'decision-withdrawn')
  if (extent === 'whole') return isDecided ? 'something was decided' : undefined
  const decision = of(now, 'decided').at(-1)?.decision
  if (!isDecided || decision !== 'refusal') return 'what is kept back was not denied'
  return changedSince(before) ?? over(before, 'nobody weighed what came since')
}

/** What was noted of a search since somebody said that an earlier one was a mistake. */
const ofThisSearch = (events: readonly CaseEvent[]) => events.slice(lastAt(events, 'search-mistaken') + 1)

/** What is on the list of this search, in its order, without what was struck from it. */
function listIn(search: readonly CaseEvent[]): readonly Named<'thing-taken'>[] {
  const struck = of(search, 'thing-mistaken').map(({ line }) => line)
  return of(search, 'thing-taken').filter(({ line }) => !struck.includes(line ?? ''))
}

function unfairlyTimed(
  before: readonly CaseEvent[],
  last: Named<'thing-taken'> | Named<'search-ended'>,
): string | undefined {
  const search = ofThisSearch(before)
  const { at } = last.stamp
  const [began = ''] = of(search, 'search-began')
    .map(({ stamp }) => stamp.at)
    .sort()
  if (at < began) return 'they had not come yet'
  if (last.what === 'search-ended') {
    return listIn(search).some(({ stamp }) => stamp.at > at)
      ? 'something was taken after they left'
      : undefined
  }
  if (of(search, 'search-ended').some(({ stamp }) => stamp.at < at)) return 'they had left'
  return of(search, 'thing-taken').some(({ line }) => line === last.line) ? 'it is there already' : undefined
}

function unfairlyStruck(
  before: readonly CaseEvent[],
  { line, stamp }: Named<'thing-mistaken'>,
): string | undefined {
  const is = listIn(ofThisSearch(before)).find((one) => one.line === line)
  if (is === undefined) return 'there is no such line'
  return stamp.role === 'staff' && is.stamp.by !== stamp.by ? 'it is another’s line' : undefined
}

function unfairSeizure(before: readonly CaseEvent[], { stamp }: Named<'seized'>): string | undefined {
  if (stamp.role === 'staff' || stamp.role === 'program') return 'it is not theirs to end'
  const search = ofThisSearch(before)
  if (lastAt(search, 'search-ended') < 0) return 'no search is over'
  if (lastAt(search, 'debriefed') < lastAt(search, 'search-ended'))
    return 'counsel has not heard of the search'
  return deciderTold(before) ? undefined : 'whoever decides was not told'
}

/** What counsel pinned, of the paper as it is read now, somebody else pins elsewhere or takes back. */
function unfairlyFound(
  before: readonly CaseEvent[],
  last: Named<'finding-pinned'> | Named<'finding-dropped'>,
): string | undefined {
  if (last.stamp.role === 'counsel') return undefined
  const at = before.findLastIndex(
    (event) =>
      (event.what === 'finding-pinned' || event.what === 'finding-dropped') && event.finding === last.finding,
  )
  const pin = before[at]
  if (pin?.what !== 'finding-pinned' || pin.stamp.role !== 'counsel') return undefined
  if (lastAt(before, 'paper-read') > at) return undefined
  const heard = last.what === 'finding-dropped' ? last.heard : undefined
  const isSaid = heard !== undefined && heard.counsel !== ''
  return isSaid && last.stamp.role === deciderIn(before) ? undefined : 'it is counsel’s finding'
}

/** What ends a case beside a seizure, which alone is taken back. */
const otherEnds = [
  ...(['withdrawn', 'quashed', 'referred', 'produced', 'refusal-sent', 'answered', 'public-given'] as const),
  'no-records-sent',
] as const

const isOver = (before: readonly CaseEvent[]) =>
  lastAt(before, 'produced', 'quashed') >= 0 || lastAt(sinceMove(before), ...otherEnds) >= 0

/**
 * What happened since somebody said that another decides in it, or since a paper came by which what had ended goes on: what was
 * decided before is void.
 */
const sinceMove = (before: readonly CaseEvent[]) => before.slice(papersIn(before).anew + 1)

/** Which papers wait until somebody says whether they count, and where the case began anew last. */
function papersIn(events: readonly CaseEvent[]): {
  readonly waits: ReadonlySet<string>
  readonly anew: number
} {
  const came = of(events, 'received')[0]?.kind
  const asks = came !== 'privacy' && came !== 'conduct'
  const waits = new Set<string>()
  const is = {
    anew: -1,
    decided: false,
    ended: false,
    lasts: false,
    paper: !/ask|emergency/.test(came ?? ''),
  }
  const begins = (at: number) => {
    waits.clear()
    Object.assign(is, { anew: at, decided: false, ended: false })
  }
  events.forEach((event, at) => {
    const { what, stamp } = event
    if (what === 'about-director') {
      if (!is.lasts && !isOutside(events.slice(0, at))) begins(at)
      else is.anew = at
    } else if (what === 'decided') {
      is.decided = true
      is.ended ||= !asks && /heed/.test(event.decision)
    } else if (what === 'decision-withdrawn') {
      is.decided = false
      waits.clear()
    } else if (what === 'search-mistaken') is.ended = is.lasts = false
    else if (what === 'seized' || what === 'produced' || what === 'quashed') is.ended = is.lasts = true
    else if (otherEnds.some((end) => end === what)) is.ended = true
    else if (what === 'paper-added') {
      const isFirst = asks && !is.paper && (is.ended || !is.decided)
      is.paper = true
      if (isFirst && is.ended) begins(at)
      else if (!isFirst && (is.ended || (is.decided && stamp.role === 'staff'))) waits.add(event.paper.id)
    } else if (what === 'paper-weighed') {
      waits.delete(event.paper)
      if (event.counts && asks && is.ended && !is.lasts) begins(at)
    }
  })
  return { waits, anew: is.anew }
}

/** What is said where a paper waits beside the case. */
const over = (before: readonly CaseEvent[], said: string) =>
  papersIn(before).waits.size > 0 ? said : undefined

/** Paper was brought in, and nobody has said what it is, since it began anew by it if it did. */
function isUnread(before: readonly CaseEvent[]): boolean {
  if (!isPaper(before) || isRecordsRequest(before)) return false
  const { waits, anew } = papersIn(before)
  const left = of(before, 'paper-weighed').filter(({ counts }) => !counts)
  const counted = of(before, 'paper-added').filter(
    ({ paper: { id } }) => !waits.has(id) && !left.some(({ paper }) => paper === id),
  )
  const begins = before[anew]?.what === 'about-director' ? -1 : anew
  const read = of(before.slice(begins + 1), 'paper-read')
  return counted.length > 0 && (read.length === 0 || read.at(-1)?.instrument === 'unread')
}

function unfairlyWeighed(
  before: readonly CaseEvent[],
  { paper, stamp }: Named<'paper-weighed'>,
): string | undefined {
  if (stamp.role === 'staff') return 'it is not theirs to weigh'
  return papersIn(before).waits.has(paper) ? undefined : 'there is no such paper'
}

function unfairMistake(
  before: readonly CaseEvent[],
  { stamp, heard }: Named<'search-mistaken'>,
): string | undefined {
  if (stamp.role !== 'counsel') {
    if (stamp.role !== deciderIn(before)) return 'it is another’s to take back'
    const came = ofThisSearch(before).some(({ what }) => /^(thing-taken|debriefed|seized)$/.test(what))
    if (came && (heard === undefined || heard.counsel === '')) return 'counsel did not say so'
  }
  if (isOver(before)) return 'the case came to another end'
  return of(ofThisSearch(before), 'search-began').length > 0 ? undefined : 'there was no search'
}

function unfairEnd(before: readonly CaseEvent[]): string | undefined {
  if (isUnread(before)) return 'a paper was read by nobody'
  if (papersIn(before).waits.size > 0) return 'nobody weighed what came since'
  if (hidden(before)) return 'counsel has not looked since nobody may be told'
  const ends = [
    'produced',
    'refusal-sent',
    'answered',
    'withdrawn',
    'quashed',
    'referred',
    'decided',
    'public-given',
    'no-records-sent',
  ] as const
  const seized = of(ofThisSearch(before), 'seized').length > 0
  const isFact = seized || lastAt(before, 'produced', 'quashed') >= 0
  if (lastAt(sinceMove(before), ...ends) < 0 && !isFact) return 'nothing came of it'
  const kept = of(before, 'preserved').filter(
    ({ copy }) => !of(before, 'preservation-ended').some((event) => event.copy === copy.id),
  )
  if (kept.length > 0) return 'a copy is still kept'
  const search = ofThisSearch(before)
  if (of(search, 'search-ended').length > 0 && of(search, 'debriefed').length === 0)
    return 'counsel has not heard of the search'
  const choice = of(before, 'notice-chosen').at(-1)?.choice
  if ((choice === 'tell' || choice === 'wait') && of(before, 'patron-told').length === 0)
    return 'the patron was not told, as counsel chose'
  if (of(before, 'produced').length === 0) return undefined
  if (of(before, 'receipt').length === 0) return 'there is no receipt'
  return of(before, 'notice-chosen').length === 0 ? 'nobody chose whether the patron is told' : undefined
}
