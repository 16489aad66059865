import type { Decision, Scope } from '../../src/cases/case.ts'
import type { CaseEvent, CaseEventName } from '../../src/cases/event.ts'
import { phoneDigits } from '../../src/platform/contact-details.ts'
import { type Finding, findingKinds } from '../../src/policy/ask.ts'

/*
 * Facts about a case, read from its events alone: who was told, what counsel said, what the paper names. The duties of the
 * policy are stated in these. Nothing here knows how casework itself keeps a case.
 */

export type History = readonly CaseEvent[]
export type Named<Name extends CaseEventName> = Extract<CaseEvent, { readonly what: Name }>

/** The day on which every sequence is played. */
export const today = '2026-11-20'

export const of = <Name extends CaseEventName>(events: History, name: Name) =>
  events.filter((event): event is Named<Name> => event.what === name)
export const lastAt = (events: History, ...names: readonly CaseEventName[]) =>
  events.findLastIndex(({ what }) => names.includes(what))
const isBlank = (words: string | undefined) => (words ?? '').trim() === ''

export const receivedIn = (events: History) => of(events, 'received')[0]
export const kindIn = (events: History) => receivedIn(events)?.kind ?? 'ask'

/** No one can be told what comes of it: who raised the concern gave no name, and did not sign in as a patron. */
export const isUnnamed = (events: History) => {
  const { name = '', patron } = receivedIn(events)?.requester ?? {}
  return name === '' && patron === undefined
}

/** Someone asks for records, with or without paper; other cases are privacy concerns, conduct incidents and wrong disclosures. */
export const isRequest = (events: History) => !/privacy|conduct|disclosure/.test(kindIn(events))

/** A legal paper came, at first or since. */
export const hasInstrument = (events: History) =>
  /process|records-request/.test(kindIn(events)) ||
  (isRequest(events) && of(events, 'paper-added').length > 0)

const readings = (events: History) => of(events, 'paper-read')

/** What it was read as last; unread where counsel denied that reading. */
export const instrumentIn = (events: History) => {
  const last = readings(events).at(-1)
  return last === undefined || isReadingDenied(events, last) ? 'unread' : last.instrument
}

type ReadAs = {
  /** It was read as a public-records request, or came as one and was read as nothing else. */
  readonly asRequest: boolean
  /** And counsel said so, or no one ever said otherwise. */
  readonly agreed: boolean
}

/** What is made of a paper while officers search, or once it ended, changes nothing of what kind of case it is. */
function readAs(events: History): ReadAs {
  const came = kindIn(events) === 'records-request'
  let [asRequest, agreed] = [came, came]
  for (const [at, event] of events.entries()) {
    if (event.what !== 'paper-read' || !setsKind(events.slice(0, at), event)) continue
    const isRequested = event.instrument === 'public-records-request' && !isReadingDenied(events, event)
    const isSaid = !isOrderReported(events, event) && answerTo(events, event) === true
    agreed = isRequested && (agreed || isCounsel(event) || isSaid)
    asRequest = isRequested
  }
  return { asRequest, agreed }
}

/** Not while officers search, nor once it ended: unless it is the first reading of a paper that was brought to a request. */
function setsKind(events: History, { instrument }: Named<'paper-read'>): boolean {
  const isPaper = /process|records-request/.test(kindIn(events)) || readings(events).length > 0
  const isLate = lastAt(searchIn(events), 'search-began') >= 0 || hasEnded(events)
  return !isPaper || (!isLate && instrument !== 'unread')
}

export const isReadAsRequest = (events: History) => readAs(events).asRequest
export const isRecordsRequest = (events: History) => {
  const { asRequest, agreed } = readAs(events)
  return asRequest && agreed
}

/** Someone other than counsel reads as such a request what came, or was read, as a paper of a court or agency. */
const isTurned = (before: History, event: CaseEvent) =>
  event.what === 'paper-read' &&
  event.instrument === 'public-records-request' &&
  !isCounsel(event) &&
  !readAs(before).agreed &&
  setsKind(before, event)

/** Someone said that a judge signed it, at first or as they read it, and counsel has not read it otherwise since. */
export const isSaidToBeJudges = (events: History) =>
  readings(events).reduce(
    (is, event) =>
      /^(court-order|search-warrant|fisa-order)$/.test(event.instrument) || (is && !isCounsel(event)),
    receivedIn(events)?.looked?.judge === 'yes',
  )

/** Regulation 6 speaks of "any process, order, or subpoena"; a claimed emergency is treated the same. */
export const isLegalProcess = (events: History) =>
  !isRecordsRequest(events) && (kindIn(events) === 'emergency' || hasInstrument(events))

/* People */

/** The Director; where the case is about the Director, the president of the Board. */
export const deciderIn = (events: History) =>
  (of(events, 'about-director').at(-1)?.is ?? receivedIn(events)?.aboutDirector) ? 'president' : 'director'

const hasCome = (events: History, { stamp }: CaseEvent) => stamp.at >= (receivedIn(events)?.stamp.at ?? '')

const isReached = (events: History, who: 'director' | 'counsel', since = 0) =>
  of(events.slice(since), 'told').some(
    (event) => event.whom === who && event.reached && hasCome(events, event),
  )

/** Where the first paper was brought to a request that came without any. */
const servedAt = (events: History) =>
  /ask|emergency/.test(kindIn(events)) ? events.findIndex(({ what }) => what === 'paper-added') : -1

/** The person who decides now was reached, and about this paper where it came later than the request. */
export function deciderKnows(events: History): boolean {
  const at = servedAt(events)
  const isNews = events[at]?.stamp.role !== deciderIn(events) && decisionIn(events.slice(0, at)) === undefined
  return isReached(events, 'director', Math.max(lastAt(events, 'about-director'), isNews ? at : 0, 0))
}

/** Counsel's own sign-in, which no Director set up alone. */
const isCounsel = ({ stamp }: CaseEvent) => stamp.role === 'counsel' && stamp.unconfirmed !== true
const isOwn = ({ stamp }: CaseEvent) => !/counsel|president/.test(stamp.role) || stamp.unconfirmed !== true

type Relayed = {
  readonly way?: 'here' | 'phone' | 'in-person' | 'e-mail' | 'mail'
  readonly counsel?: string
  readonly words?: string
}
/** Counsel said it elsewhere, and someone wrote down who it was and how they said it. */
export const isRelayed = (said: Relayed | undefined) =>
  said?.way !== undefined && said.way !== 'here' && !isBlank(said.counsel)

type FromCounsel = Named<'counsel-advised' | 'debriefed' | 'gag-ended' | 'notice-chosen'>
/** Counsel said it: at their own sign-in, or elsewhere, by name. */
export const isCounselsWord = (event: FromCounsel) =>
  event.stamp.role === 'counsel' ? isCounsel(event) : isOwn(event) && isRelayed(event)

/** Counsel's last opinion in their own hand: said at their own sign-in, or confirmed. */
function ownOpinionIn(events: History): 'proper' | 'defective' | undefined {
  const last = events
    .slice(askedAgainAt(events) + 1)
    .findLast((event) =>
      event.what === 'counsel-advised'
        ? event.opinion !== undefined && (isCounsel(event) || answerTo(events, event) === true)
        : event.what === 'cure-demanded' && isCounsel(event),
    )
  return last?.what === 'counsel-advised' ? last.opinion : last && 'defective'
}

/**
 * Someone else ends the case without producing anything, though counsel found the paper proper; or takes back or refers a
 * legal paper of which counsel has said nothing in their own hand.
 */
export function isAgainstCounsel(before: History, event: CaseEvent): boolean {
  const isEnd = /^(referred|withdrawn)$/.test(event.what)
  if (isCounsel(event) || !(isEnd || (event.what === 'decided' && event.decision === 'refusal'))) return false
  const own = ownOpinionIn(before)
  const isUnheard = own === undefined && hasInstrument(before) && !isRecordsRequest(before)
  return own === 'proper' || (isEnd && isUnheard)
}

/** What was found of an event is found once: it has the same history always. */
const reports = new WeakMap<CaseEvent, boolean>()

/** Of what is written down as others' word, or is theirs to answer. */
function isReportIn(events: History, event: CaseEvent): boolean {
  if (!/^(decided|referred|withdrawn|paper-read)$/.test(event.what)) return isReport(event)
  const then = before(events, event)
  const known =
    reports.get(event) ??
    (isReport(event) ||
      isAgainstCounsel(then, event) ||
      isTurned(then, event) ||
      isOrderReported(events, event))
  reports.set(event, known)
  return known
}

const before = (events: History, event: CaseEvent): History =>
  events.includes(event) ? events.slice(0, events.indexOf(event)) : events

const reportsIn = (events: History) =>
  events.flatMap((event) =>
    isReportIn(events, event) ? (isBoardTold(events, event) ? [event, event] : [event]) : [],
  )

/** A decision that no second person had confirmed is first the Board's to answer, then counsel's. */
const toldBoard = new WeakMap<CaseEvent, boolean>()
function isBoardTold(events: History, event: CaseEvent): boolean {
  if (event.what !== 'decided' || event.unconfirmed !== true) return false
  const then = before(events, event)
  const known = toldBoard.get(event) ?? (deciderIn(then) === 'director' && !isNondisclosureInForce(then))
  toldBoard.set(event, known)
  return known
}

/** Of the words at these places, whose each is. */
const whoseIn = (all: readonly CaseEvent[], place: number): 'president' | 'counsel' =>
  all[place]?.what === 'board-consulted' || (all[place] !== undefined && all[place] === all[place + 1])
    ? 'president'
    : 'counsel'

/** Someone else wrote down what counsel, or the Board, is said to have said. */
const isReport = (event: CaseEvent) =>
  event.what === 'board-consulted'
    ? event.stamp.role !== 'president'
    : event.what === 'decided'
      ? event.notReached === true || event.unconfirmed === true
      : event.what === 'finding-dropped' || event.what === 'search-mistaken'
        ? event.stamp.role !== 'counsel' && event.heard !== undefined
        : event.what === 'gag-ended'
          ? event.way !== 'here'
          : event.what === 'gag-found'
            ? !isCounsel(event)
            : /^(counsel-advised|debriefed|notice-chosen|quashed)$/.test(event.what) &&
              event.stamp.role !== 'counsel'

/** One person typed the address, another confirmed it, and that was seven days ago or more. */
export const isTwoPeoples = (
  to: { readonly setBy: string; readonly confirmedBy: string; readonly confirmedAt: string },
  at: string,
) => {
  const since = new Date(to.confirmedAt)
  since.setUTCDate(since.getUTCDate() + 7)
  return to.setBy !== to.confirmedBy && since <= new Date(at)
}

/** What an answer answers, if its own person gave it. */
const answeredBy = (events: History, answer: Named<'word-answered'>): CaseEvent | undefined => {
  const all = reportsIn(events)
  const report = all[answer.word]
  const whose = whoseIn(all, answer.word)
  if (answer.through?.how === 'letter') {
    const at = events.indexOf(answer)
    const before = at < 0 ? events : events.slice(0, at)
    const { through, word, stamp } = answer
    const isSo = !answer.is || letterFor(before, word)?.is === true
    return whose === 'counsel' && isSo && isCalledAbout(before, { ...through, word, stamp })
      ? report
      : undefined
  }
  if (answer.through !== undefined) {
    const { to } = answer.through
    const isLinked = answer.stamp.role === 'program' && to.whom === whose && isTwoPeoples(to, answer.stamp.at)
    return isLinked ? report : undefined
  }
  return answer.stamp.role === whose && isOwn(answer) ? report : undefined
}

/** Counsel, or the president for the Board, said of what was written down that it is so, or is not. */
const answerTo = (events: History, event: CaseEvent): boolean | undefined =>
  answerAt(events, reportsIn(events).lastIndexOf(event))

const answerAt = (events: History, place: number): boolean | undefined => answerGiven(events, place)?.is

const answerGiven = (events: History, place: number): Named<'word-answered'> | undefined =>
  of(events, 'word-answered').find(
    (answer) => answer.word === place && answeredBy(events, answer) !== undefined,
  )

export const isDenied = (events: History, event: CaseEvent) => answerTo(events, event) === false
/** Counsel said that it is no such paper; not only that no order comes with it. */
const isReadingDenied = (events: History, event: CaseEvent) =>
  !isOrderReported(events, event) && isDenied(events, event)
/** They said it at their own sign-in, or confirmed it there. */
const isInTheirHand = (events: History, event: CaseEvent) =>
  !isReportIn(events, event) || answerTo(events, event) === true

/** What was written down as someone's word and they have not answered: their places among all that was. */
const unansweredReports = (events: History, are: (event: CaseEvent, place: number) => boolean) =>
  reportsIn(events).flatMap((event, place) =>
    are(event, place) && answerAt(events, place) === undefined ? [place] : [],
  )

/**
 * Where counsel who had spoken said that they have a conflict of interest, or anyone of them while a word of counsel was
 * open: what counsel said until then no longer counts. What had ended stays.
 */
const askedAgainAt = (events: History): number =>
  events.findLastIndex((event, at) => {
    if (event.what !== 'conflict-said' || !isCounsel(event)) return false
    const before = events.slice(0, at)
    const spoke = before.some(
      (one) =>
        isCounsel(one) &&
        one.stamp.by === event.stamp.by &&
        !/^(received|told|noted|paper-added)$/.test(one.what),
    )
    const isOpen = (one: CaseEvent) =>
      !/^(board-consulted|decided|referred|withdrawn|paper-read|gag-found)$/.test(one.what)
    return !hasEnded(before) && (spoke || unansweredReports(before, isOpen).length > 0)
  })

/** Of counsel's advice, review, choice or finding, which nothing that comes later settles. */
export const reportsOfCounsel = (events: History) =>
  unansweredReports(
    events,
    (event, place) =>
      whoseIn(reportsIn(events), place) === 'counsel' &&
      /^(counsel-advised|debriefed|notice-chosen|finding-dropped|decided|quashed|referred|withdrawn|paper-read|gag-found)$/.test(
        event.what,
      ) &&
      (!isOfAnEnd(event) || events.indexOf(event) > undoneAt(events)) &&
      (isOrderReported(events, event)
        ? events.indexOf(event) > orderOverAt(events)
        : event.what !== 'paper-read' || event === readings(events).at(-1)) &&
      (/^(decided|paper-read|gag-found)$/.test(event.what) || events.indexOf(event) > askedAgainAt(events)) &&
      !events.slice(events.indexOf(event) + 1).some((later) => isCounsel(later) && settles(later, event)),
  )

/** Where that end is undone, nothing is left to answer. */
const isOfAnEnd = (event: CaseEvent) =>
  /^(quashed|referred|withdrawn)$/.test(event.what) || (event.what === 'decided' && !event.notReached)

/** Counsel said the same kind of thing themselves. */
const settles = (later: CaseEvent, event: CaseEvent) =>
  event.what === 'counsel-advised'
    ? later.what === 'cure-demanded' || (later.what === event.what && later.opinion !== undefined)
    : isOrder(event)
      ? isOrder(later)
      : event.what !== 'finding-dropped' && later.what === event.what

/** It was written down as a word of counsel, or of the Board, and is not answered. */
export const isWaiting = (before: History, word: number, ofBoard: boolean) =>
  unansweredReports(
    before,
    (_, place) => (whoseIn(reportsIn(before), place) === 'president') === ofBoard,
  ).includes(word)

/** Whose word it is answers, once, and not who wrote it down. */
export const isTheirAnswer = (before: History, answer: Named<'word-answered'>) =>
  unansweredReports(
    before,
    (event) =>
      /^(board-consulted|decided|referred|withdrawn|paper-read|gag-found)$/.test(event.what) ||
      before.indexOf(event) > askedAgainAt(before),
  ).includes(answer.word) &&
  answeredBy(before, answer) !== undefined &&
  answeredBy(before, answer)?.stamp.by !== answer.stamp.by

/** Counsel gave advice, went over a search, or judged the paper at their own sign-in; or it is reported, and not denied. */
export const isCounselConsulted = (events: History) =>
  events.slice(askedAgainAt(events) + 1).some((event) =>
    event.what === 'counsel-advised' || event.what === 'debriefed'
      ? isCounselsWord(event) && hasCome(events, event) && !isDenied(events, event)
      : // Counsel answered for a compliance without them.
        (event.what === 'word-answered' && event.is && isComplianceIn(answeredBy(events, event))) ||
        (isCounsel(event) && /^(finding-pinned|cure-demanded|objected|quashed)$/.test(event.what)) ||
        (event.what === 'quashed' && answerTo(events, event) === true),
  )

const isComplianceIn = (report: CaseEvent | undefined) =>
  report?.what === 'decided' && report.notReached === true

/** Counsel, other than this account, judged something at their own sign-in, or confirmed what was written down of them. */
export const isCounselHeard = (events: History, besides?: string) =>
  events
    .slice(askedAgainAt(events) + 1)
    .some(
      (event) =>
        (isCounsel(event) &&
          event.stamp.by !== besides &&
          !/^(received|told|noted|paper-added|paper-read)$/.test(event.what)) ||
        (/^(counsel-advised|debriefed|decided|quashed)$/.test(event.what) &&
          answerTo(events, event) === true &&
          sayerOf(events, event) !== besides),
    )

/** Who said it in their own hand, or confirmed it; by a link or a letter that is whoever it was sent to. */
function sayerOf(events: History, event: CaseEvent): string | undefined {
  if (!isReportIn(events, event)) return event.stamp.by
  const answer = answerGiven(events, reportsIn(events).lastIndexOf(event))
  const to = answer?.through?.to
  return to === undefined ? answer?.stamp.by : (to.account ?? to.name)
}

/**
 * Someone who does not sign spoke for themselves: counsel, or the Board, whose president does not decide here; and nothing that
 * someone else wrote down of either is open. Whether there is a nondisclosure order is another question.
 */
export const isSecondConfirmed = (events: History, signer: string) => {
  const all = reportsIn(events)
  const ofBoard = unansweredReports(events, (event) => event.what === 'board-consulted')
  const ofCounsel = reportsOfCounsel(events).filter((place) => {
    const report = all[place]
    return report !== undefined && !isOrderReported(events, report)
  })
  const isBoards = of(events, 'board-consulted').some(
    (event) => isInTheirHand(events, event) && sayerOf(events, event) !== signer,
  )
  return (
    ofBoard.length + ofCounsel.length === 0 &&
    (isCounselHeard(events, signer) || (deciderIn(events) === 'director' && isBoards))
  )
}

/** To confirm or deny what others wrote down of them, counsel was before the case. */
export const isCounselReached = (events: History) =>
  isCounselConsulted(events) ||
  isReached(events, 'counsel') ||
  events
    .slice(askedAgainAt(events) + 1)
    .some((event) => event.what === 'word-answered' && (isCounsel(event) || isAnsweredElsewhere(event)))

export const isBoardConsulted = (events: History) =>
  of(events, 'board-consulted').some(
    (event) =>
      isOwn(event) &&
      !isDenied(events, event) &&
      event.on <= today &&
      event.on >= (receivedIn(events)?.stamp.at ?? '').slice(0, 10),
  )

/* The paper */

export const scopeIn = (events: History): Scope | undefined => of(events, 'scope-set').at(-1)

/** How many people a paper names, on file here or not. */
export const namedBy = (scope: Scope | undefined) =>
  (scope?.subjects.length ?? 0) + (scope?.absent?.length ?? 0)

/** No one was left out, added, or said to be not on file. */
const namesSame = (one: Scope, other: Scope | undefined) =>
  [...one.subjects].sort().join() === [...(other?.subjects ?? [])].sort().join() &&
  (one.absent ?? []).join() === (other?.absent ?? []).join()

/** It is set whom it names, and which records. */
export const isSettled = (scope: Scope | undefined) => namedBy(scope) > 0 && (scope?.records.length ?? 0) > 0

/** No person, record or day beyond the scope; people count once it is set whom the paper names. */
export function isWithin({ subjects, records, from, until }: Scope, scope: Scope | undefined): boolean {
  if (scope === undefined) return false
  const isOf = (one: readonly string[], other: readonly string[]) => one.every((each) => other.includes(each))
  return (
    (namedBy(scope) === 0 || isOf(subjects, scope.subjects)) &&
    isOf(records, scope.records) &&
    (scope.from === undefined || (from ?? '') >= scope.from) &&
    (scope.until === undefined || (until ?? '9999') <= scope.until)
  )
}

/** Where it was unread again: a paper came to count, or counsel denied what it was read as. */
const unreadAgainAt = (events: History): number =>
  events.findLastIndex(
    (event, at) =>
      (event.what === 'paper-weighed' && event.counts) ||
      (event.what === 'word-answered' &&
        !event.is &&
        isReading(events, answeredBy(events.slice(0, at + 1), event))),
  )

const isReading = (events: History, event: CaseEvent | undefined) =>
  event?.what === 'paper-read' && !isOrderReported(events, event)

/** Where the paper was last read as something else than before: what was said of it earlier was said of another paper. */
function rereadAt(events: History): number {
  const anew = unreadAgainAt(events)
  return readings(events.slice(anew + 1)).length > 1 ? lastAt(events, 'paper-read') : -1
}

/**
 * Counsel found the paper proper as it is read now, in their own hand, with all that it reaches now before them, and has not
 * said otherwise.
 * @param signer who does not count
 */
export function isFoundProper(events: History, signer: string): boolean {
  const at = events.findLastIndex(
    (event) => event.what === 'counsel-advised' && event.opinion !== undefined && isCounselsWord(event),
  )
  const said = events[at]
  if (said?.what !== 'counsel-advised' || said.opinion !== 'proper') return false
  if (!isInTheirHand(events, said) || sayerOf(events, said) === signer) return false
  const since = Math.max(
    lastAt(events, 'cure-demanded', 'cured', 'objection-ended'),
    rereadAt(events),
    askedAgainAt(events),
  )
  const [scope, seen] = [scopeIn(events), scopeIn(events.slice(0, at))]
  return (
    at > since &&
    (scope === undefined || (isWithin(scope, seen) && namesSame(scope, seen))) &&
    !contradictsCounsel(events.slice(0, at + 1))
  )
}

/** The last event relays that counsel found the paper proper, though counsel said otherwise at their own sign-in. */
export function contradictsCounsel(events: History): boolean {
  const last = events.at(-1)
  if (last?.what !== 'counsel-advised' || last.opinion !== 'proper' || isCounsel(last)) return false
  const own = events
    .slice(askedAgainAt(events) + 1)
    .findLast(
      (event) =>
        isCounsel(event) &&
        (event.what === 'cure-demanded' || (event.what === 'counsel-advised' && event.opinion !== undefined)),
    )
  return own !== undefined && !(own.what === 'counsel-advised' && own.opinion === 'proper')
}

/** The finding is on a page of the paper as it was read, and counsel pinned it, or found the paper proper with it in view. */
function isCited(events: History, finding: Finding): boolean {
  const at = events.findLastIndex((event) => event.what === 'finding-pinned' && event.finding === finding)
  const pin = events[at]
  const dropped = events.findLastIndex(
    (event) => event.what === 'finding-dropped' && event.finding === finding,
  )
  if (pin?.what !== 'finding-pinned' || at < Math.max(dropped, lastAt(events, 'paper-read'))) return false
  const paper = of(events, 'paper-added').find((event) => event.paper.id === pin.paper)?.paper
  if (pin.page > (paper?.pages ?? 0)) return false
  const again = askedAgainAt(events)
  return (
    (isCounsel(pin) && at > again) ||
    of(events.slice(Math.max(at, again + 1)), 'counsel-advised').some(
      (event) =>
        event.opinion === 'proper' &&
        isCounselsWord(event) &&
        isInTheirHand(events, event) &&
        (isCounsel(event) || event.readOut?.includes(finding) === true),
    )
  )
}

/** All that Regulation 1 asks a judge to have found. */
export const isJudiciallyDetermined = (events: History) =>
  findingKinds.every((finding) => isCited(events, finding))

/** Counsel pinned the finding to the paper as it is read now. */
export function isPinnedByCounsel(events: History, finding: Finding): boolean {
  const last = events
    .slice(Math.max(lastAt(events, 'paper-read'), unreadAgainAt(events), askedAgainAt(events)) + 1)
    .findLast(
      (event) =>
        (event.what === 'finding-pinned' || event.what === 'finding-dropped') && event.finding === finding,
    )
  return last?.what === 'finding-pinned' && last.stamp.role === 'counsel'
}

/** A call to a number that is not on the paper, and not the requester's own word, confirmed the request. */
export function isRequesterVerified(events: History): boolean {
  const at = lastAt(events, 'requester-checked')
  const call = events[at]
  if (call?.what !== 'requester-checked' || !call.verified || at < rereadAt(events)) return false
  const theirs = [receivedIn(events)?.requester.phone, ...readings(events).map(({ phone }) => phone)]
  const digits = phoneDigits(call.dialled)
  return digits.length >= 7 && !theirs.some((one) => one !== undefined && phoneDigits(one) === digits)
}

/** A paper came, and no one has said since whether it counts. */
export const isUnjudged = (events: History, paper: string) =>
  events.findLastIndex((event) => event.what === 'paper-added' && event.paper.id === paper) >
  events.findLastIndex((event) => event.what === 'paper-weighed' && event.paper === paper)

/** Papers that came once the case was decided or had ended, and that no one has judged since. */
export const hasPaperWaiting = (events: History): boolean =>
  events.some((event, at) => {
    if (event.what !== 'paper-added') return false
    const [earlier, later] = [events.slice(0, at), events.slice(at + 1)]
    const isLate = hasEnded(earlier) || (event.stamp.role === 'staff' && decisionIn(earlier) !== undefined)
    const isJudged = later.some(
      (one) =>
        /^(paper-read|decided|decision-withdrawn|about-director)$/.test(one.what) ||
        (one.what === 'word-answered' && !one.is) ||
        (one.what === 'conflict-said' && askedAgainAt(events) >= events.indexOf(one)) ||
        (one.what === 'paper-weighed' && one.paper === event.paper.id),
    )
    return isLate && !isJudged
  })

/** A paper is in the case, and no one has said what it is. */
export function hasPaperUnread(events: History): boolean {
  const aside = of(events, 'paper-weighed').flatMap(({ paper, counts }) => (counts ? [] : [paper]))
  const counted = of(events, 'paper-added').filter(({ paper }) => !aside.includes(paper.id))
  return isLegalProcess(events) && counted.length > 0 && instrumentIn(events) === 'unread'
}

/* A court order that is complied with while counsel cannot be reached */

/** The pack's numbers. */
const [triesEach, minutesApart] = [3, 30]

/** The order has to be answered by tomorrow, or had to be. */
export const isOrderDue = (events: History) => {
  const read = readings(events).at(-1)
  return read?.instrument === 'court-order' && (read.returnOn ?? '9') <= '2026-11-21'
}

const hasConflict = (events: History, account: string) =>
  of(events, 'conflict-said').some((event) => isCounsel(event) && event.stamp.by === account)

/** Since the paper came, no counsel who is still in the case said or did anything as such; and none was ever against it. */
function isCounselSilent(events: History): boolean {
  const said = events
    .slice(Math.max(servedAt(events), 0))
    .some(
      (event) =>
        isCounsel(event) &&
        !/^(received|told|noted|paper-added)$/.test(event.what) &&
        !hasConflict(events, event.stamp.by),
    )
  return !said && !isCounselAgainst(events)
}

/** Their own last opinion is that it is not proper, or they denied that it was complied with. */
function isCounselAgainst(events: History): boolean {
  const last = events
    .slice(askedAgainAt(events) + 1)
    .findLast(
      (event) =>
        isCounsel(event) &&
        (event.what === 'cure-demanded' || (event.what === 'counsel-advised' && event.opinion !== undefined)),
    )
  const isAgainst = last !== undefined && !(last.what === 'counsel-advised' && last.opinion === 'proper')
  return isAgainst || of(events, 'decided').some((event) => event.notReached && isDenied(events, event))
}

/** Counsel confirmed or denied a word by a link or a letter. */
const isAnsweredElsewhere = (event: CaseEvent) =>
  event.what === 'word-answered' && event.through?.to.whom === 'counsel'

/** Counsel of this name was called so often, so far apart by when it was noted, and not heard since. */
function isTriedInVain(events: History, name: string): boolean {
  const heard = events.findLastIndex((event) => {
    if (isCounsel(event)) return !hasConflict(events, event.stamp.by)
    return (
      isAnsweredElsewhere(event) ||
      (event.what === 'told' &&
        event.whom === 'counsel' &&
        event.reached &&
        (event.counsel ?? name) === name) ||
      ((event.what === 'counsel-advised' || event.what === 'debriefed') && !isBlank(event.counsel))
    )
  })
  const served = Math.max(servedAt(events), 0)
  const times = of(events.slice(Math.max(heard + 1, served)), 'told')
    .filter((one) => one.whom === 'counsel' && !one.reached && one.counsel === name)
    .map(({ stamp }) => Date.parse(stamp.notedAt))
  let [many, last] = [0, 0]
  for (const time of times) {
    if (time - last < minutesApart * 60_000) continue
    many += 1
    last = time
  }
  return many >= triesEach
}

/** Asked by whoever decides, of an order that is due, after every counsel was tried in vain. */
export const mayAskForMinimum = (before: History, { counsel, stamp }: Named<'minimum-asked'>) =>
  stamp.role === deciderIn(before) &&
  stamp.unconfirmed !== true &&
  isCounselSilent(before) &&
  isOrderDue(before) &&
  isSettled(scopeIn(before)) &&
  counsel.length > 0 &&
  counsel.every((name) => isTriedInVain(before, name))

/** What is known of the paper: how it was read, whom and what it names, what was cited where, and which papers there are. */
function paperAsKnown(events: History): string {
  const cited = new Map<string, string>()
  for (const event of events) {
    if (event.what === 'paper-read') cited.clear()
    if (event.what === 'finding-pinned') cited.set(event.finding, `${event.paper} ${event.page}`)
    if (event.what === 'finding-dropped') cited.delete(event.finding)
  }
  const without = (event: CaseEvent | undefined) => event && { ...event, stamp: undefined }
  return JSON.stringify([
    ...[without(readings(events).at(-1)), without(of(events, 'scope-set').at(-1)), [...cited].sort()],
    of(events, 'paper-added').map(({ paper }) => paper.id),
  ])
}

/** What it was asked of is the same still. */
function isAskedAsItIs(events: History): boolean {
  const at = lastAt(events, 'minimum-asked')
  return at >= 0 && paperAsKnown(events.slice(0, at)) === paperAsKnown(events)
}

/** A nondisclosure order stands that counsel noted, read or confirmed, since the last one ended. */
function isOrderOfCounsel(events: History): boolean {
  return events.some(
    (event, at) =>
      isOrder(event) &&
      (isCounsel(event) || (isOrderReported(events, event) && answerTo(events, event) === true)) &&
      at > nondisclosureEndedAt(events),
  )
}

/** Someone who may know of the case and does not decide in it: under a nondisclosure order not the Board. */
export const isSecondPerson = (before: History, { stamp }: CaseEvent) =>
  isSecondTo(before, stamp, of(before, 'minimum-asked').at(-1))

/** The letter of counsel about a word: the last one, unless counsel said on the phone that it is not theirs. */
function letterFor(before: History, word: number): Named<'letter-added'> | undefined {
  const last = before.findLast(
    (one) =>
      (one.what === 'letter-added' && one.word === word) ||
      (one.what === 'letter-called' && one.word === word && one.result === 'not-theirs'),
  )
  return last?.what === 'letter-added' ? last : undefined
}

/**
 * About the letter that waits, counsel was called at numbers that two people stood for, by someone who neither added it nor wrote
 * down the word, and who may know of the case.
 */
export function isCalledAbout(
  before: History,
  call: Pick<Named<'letter-called'>, 'word' | 'paper' | 'to' | 'stamp'>,
): boolean {
  const letter = letterFor(before, call.word)
  const word = reportsIn(before)[call.word]
  const isExcluded = isNondisclosureInForce(before) && !isOrderOfCounsel(before)
  return (
    letter?.paper.id === call.paper &&
    !isExcluded &&
    call.to.whom === 'counsel' &&
    isTwoPeoples(call.to, call.stamp.at) &&
    call.stamp.by !== word?.stamp.by &&
    isSecondTo(before, call.stamp, letter)
  )
}

const isSecondTo = (before: History, stamp: CaseEvent['stamp'], asked: CaseEvent | undefined) => {
  const acts = isOrderOfCounsel(before)
  const role = acts ? 'director' : deciderIn(before) === 'president' ? 'staff' : 'president'
  return (
    asked !== undefined &&
    stamp.role === role &&
    stamp.by !== asked.stamp.by &&
    stamp.unconfirmed !== true &&
    (!acts || (stamp.acting === true) !== (asked.stamp.acting === true))
  )
}

/** Two people agreed to comply, counsel was not heard since, and nothing changed. */
export function isMinimumAgreed(events: History): boolean {
  const asked = lastAt(events, 'minimum-asked')
  const agreed = events.findIndex((event, at) => at > asked && event.what === 'minimum-agreed')
  const isHeard = events
    .slice(asked)
    .some(
      (event) =>
        (isCounsel(event) && event.what !== 'conflict-said') ||
        isAnsweredElsewhere(event) ||
        (event.what === 'told' && event.whom === 'counsel' && event.reached),
    )
  return (
    asked >= 0 &&
    agreed >= 0 &&
    !isHeard &&
    isCounselSilent(events) &&
    isAskedAsItIs(events) &&
    isOrderDue(events)
  )
}

/* The decision, and what leaves by it */

/** What undoes a decision: it was taken back, was the wrong person's, a paper came that counts, or a word was denied. */
const undoneAt = (events: History): number =>
  Math.max(
    takenBackAt(events),
    // What staff themselves are asked about ends with a decision on it: a paper that came later joins it, and reopens nothing.
    isRequest(events) ? events.findLastIndex((event) => event.what === 'paper-weighed' && event.counts) : -1,
  )

const takenBackAt = (events: History): number =>
  events.findLastIndex((event, at) => isTakenBack(events, event, at))

const isTakenBack = (events: History, event: CaseEvent, at: number): boolean =>
  /^(decision-withdrawn|about-director)$/.test(event.what) ||
  (event.what === 'conflict-said' && askedAgainAt(events.slice(0, at + 1)) === at) ||
  (event.what === 'word-answered' && !event.is) ||
  (at === servedAt(events) && hasEnded(events.slice(0, at)))

/**
 * A decision was made that someone has to take back before another, even if nothing more is done by it: a paper came that counts,
 * or it became void while a file was outside.
 */
export const isDecided = (events: History): boolean =>
  lastAt(events, 'decided') >
  events.findLastIndex(
    (event, at) =>
      isTakenBack(events, event, at) &&
      (event.what === 'decision-withdrawn' || !isFileOutside(events.slice(0, at))),
  )

/** The written decision that stands. */
export const decisionIn = (events: History): Decision | undefined =>
  of(events.slice(undoneAt(events) + 1), 'decided').at(-1)?.decision
export const isToProduce = (decision: Decision | undefined) =>
  decision === 'release' || decision === 'compulsion'

/** The case is what was signed: since then no paper that counts was read or brought, and the scope is the same. */
export function isAsSigned(events: History): boolean {
  const at = lastAt(events, 'decided')
  const [signed, since] = [events.slice(0, at), events.slice(at)]
  const isChanged = since.some(
    (event, nth) =>
      event.what === 'paper-read' ||
      (event.what === 'paper-weighed' && event.counts) ||
      (event.what === 'paper-added' && event.stamp.role !== 'staff' && !hasEnded(since.slice(0, nth))),
  )
  const [then, now] = [scopeIn(signed), scopeIn(events)]
  const places = (scope?: Scope) => (scope?.absent ?? []).join()
  const isSame = then === now || (then && now && isWithin(then, now) && isWithin(now, then))
  return !isChanged && isSame === true && places(then) === places(now)
}

/** What was collected last, for the decision that stands. */
export const collectedIn = (events: History) =>
  of(events.slice(Math.max(lastAt(events, 'decided'), 0)), 'collected').at(-1)

/** The file that was made last, of what was collected last. */
export const packageIn = (events: History) =>
  of(events.slice(lastAt(events, 'collected', 'decided', 'decision-withdrawn') + 1), 'packaged').at(-1)

/** A file left the building, and was not handed over or destroyed. */
export function isFileOutside(events: History): boolean {
  const since = events.slice(lastAt(events, 'produced', 'package-destroyed') + 1)
  const produced = of(events, 'produced').map(({ document }) => document)
  return of(since, 'package-saved').some(({ document }) => !produced.includes(document))
}

/** Copies that are kept for a while, and still are. */
export const copiesKept = (events: History): readonly Named<'preserved'>[] =>
  of(events, 'preserved').filter(
    ({ copy }) => !of(events, 'preservation-ended').some((event) => event.copy === copy.id),
  )

/** Someone who did not collect the copy checked it, or counsel did by phone where no one else could. */
export function isCheckedBySecondPerson(
  events: History,
  isAlone: (by: string, away: readonly string[]) => boolean,
) {
  const collected = collectedIn(events)
  const since = events.slice(lastAt(events, 'collected'))
  const check = of(since, 'checked').at(-1)
  if (collected === undefined || check?.copy !== collected.copy.id) return false
  const { stamp, heard } = check
  const isSetUp = stamp.unconfirmed === true || collected.stamp.unconfirmed === true
  if (heard !== undefined) {
    const away = of(since, 'cannot-come').flatMap((event) => (isCounsel(event) ? [event.stamp.by] : []))
    const isDecider = stamp.by === collected.copy.by && stamp.role === deciderIn(events)
    return isDecider && !isSetUp && !isBlank(heard.counsel) && isAlone(stamp.by, away)
  }
  // A Director may be both people, where they set up the other sign-in.
  const mayBeSame = stamp.unconfirmed === true || (isSetUp && stamp.role === 'director')
  return stamp.by !== collected.copy.by && !mayBeSame
}

/** Counsel's choice whether the customer is told. */
export const noticeIn = (events: History) => {
  const last = of(events, 'notice-chosen')
    .filter((event) => !isDenied(events, event))
    .at(-1)
  return last !== undefined && isCounselsWord(last) ? last : undefined
}

/* Nondisclosure */

const isOrder = (event: CaseEvent) =>
  event.what === 'gag-found' || (event.what === 'paper-read' && event.nondisclosure === true)

const isGagEnd = (events: History, event: CaseEvent): event is Named<'gag-ended'> =>
  event.what === 'gag-ended' && isCounselsWord(event) && isInTheirHand(events, event)

/** Someone other than counsel noted an order where none was known: whether there is one is counsel's to say. */
export function isOrderReported(events: History, event: CaseEvent): boolean {
  if (!isOrder(event) || isCounsel(event)) return false
  const known =
    orders.get(event) ?? (event.what === 'gag-found' || !isNondisclosureInForce(before(events, event)))
  orders.set(event, known)
  return known
}

/** What was found of each, as of `reports`. */
const orders = new WeakMap<CaseEvent, boolean>()

/**
 * A nondisclosure order stands until counsel denies it; what counsel says there is ends only by counsel's word, on a day since it
 * came that is not still to come.
 */
export const isNondisclosureInForce = (events: History): boolean =>
  events.some(
    (event, at) =>
      isOrder(event) &&
      at > nondisclosureEndedAt(events) &&
      (isCounsel(event) || (isOrderReported(events, event) && !isDenied(events, event))),
  )

/** Where the last order was over: it ended, or counsel denied the last that was left. */
const orderOverAt = (events: History): number =>
  events.findLastIndex(
    (event, at) =>
      /^(gag-ended|word-answered)$/.test(event.what) &&
      isNondisclosureInForce(events.slice(0, at)) &&
      !isNondisclosureInForce(events.slice(0, at + 1)),
  )

function nondisclosureEndedAt(events: History): number {
  const came = (receivedIn(events)?.stamp.at ?? '').slice(0, 10)
  return events.findLastIndex((event) => isGagEnd(events, event) && event.on >= came && event.on <= today)
}

/** Someone other than counsel noted an order already, and no paper came since. */
export const isOrderOfPapersNoted = (events: History): boolean =>
  events.slice(lastAt(events, 'paper-added') + 1).some((event) => isOrderReported(events, event))

/** The last order that counsel noted, or that someone else did and counsel confirmed. */
const lastOrderOfCounselAt = (events: History): number =>
  events.findLastIndex((event, at) =>
    isCounsel(event)
      ? event.what === 'gag-found'
      : isOrderReported(events, event) &&
        (answerTo(events, event) === true ||
          (answerTo(events, event) === undefined &&
            events.slice(at).some((later) => isCounsel(later) && isOrder(later)))),
  )

/** Counsel said, of this order, that the Board may know. */
export const mayBoardKnow = (events: History) =>
  events.some(
    (event, at) =>
      event.what === 'counsel-advised' &&
      event.board === true &&
      isCounselsWord(event) &&
      isInTheirHand(events, event) &&
      at > askedAgainAt(events) &&
      at > Math.max(lastOrderOfCounselAt(events), orderOverAt(events)) &&
      isNondisclosureInForce(events.slice(0, at)),
  )

/** Counsel has acted or advised in the case since it was found that no one may be told. */
export function hasCounselSeenOrder(events: History): boolean {
  const at = events.findLastIndex(
    (event, nth) =>
      event.what === 'gag-found' || (isOrder(event) && !isNondisclosureInForce(events.slice(0, nth))),
  )
  // Counsel with a conflict has seen it, and is out: the other has not.
  const left = events.findLastIndex((event) => event.what === 'conflict-said' && isCounsel(event))
  const since = isNondisclosureInForce(events.slice(0, left + 1)) ? Math.max(at, left + 1) : at
  return at < 0 || events.slice(since).some(isCounsel)
}

/* A search */

const cameOf = (search: History) =>
  search.some(({ what }) => /^(thing-taken|search-ended|debriefed|seized)$/.test(what))

/** Where it was said that there was no search: at once if nothing had come of it, else in counsel's own hand. */
export function searchUndoneAt(events: History): number {
  if (lastAt(events, 'search-mistaken') < 0) return -1
  return events.reduce((undone, event, at) => {
    if (event.what === 'search-mistaken') {
      const isBare = !cameOf(events.slice(undone + 1, at))
      return event.stamp.role === 'counsel' || isBare || !isReport(event) ? at : undone
    }
    if (event.what !== 'word-answered' || !event.is) return undone
    const report = answeredBy(events.slice(0, at + 1), event)
    return report?.what === 'search-mistaken' && events.indexOf(report) > undone ? at : undone
  }, -1)
}

/** What was noted of the search, since an earlier one was noted by mistake. */
export const searchIn = (events: History) => events.slice(searchUndoneAt(events) + 1)

/** What is on the list of what was taken. */
export function takenIn(events: History): readonly Named<'thing-taken'>[] {
  const search = searchIn(events)
  const struck = of(search, 'thing-mistaken').map(({ line }) => line)
  return of(search, 'thing-taken').filter(({ line }) => !struck.includes(line ?? ''))
}

export const isDebriefed = (events: History) =>
  of(searchIn(events), 'debriefed').some(
    (event) =>
      isCounselsWord(event) && !isDenied(events, event) && events.indexOf(event) > askedAgainAt(events),
  )

/* The end */

/**
 * The case came to an end, and nothing opened it again. What was handed over, taken, or set aside by a court cannot be called
 * back; of those only a search is undone, where it was noted by mistake.
 */
export function hasEnded(events: History): boolean {
  const at = events.findLastIndex(
    (event) =>
      /^(withdrawn|referred|answered|public-given|refusal-sent|no-records-sent)$/.test(event.what) ||
      (event.what === 'decided' && /heed/.test(event.decision)),
  )
  return (
    at > Math.max(undoneAt(events), searchUndoneAt(events)) ||
    lastAt(events, 'produced') >= 0 ||
    isQuashed(events) ||
    isSeized(events)
  )
}

/** Counsel said, or confirmed, that a court quashed the paper. */
const isQuashKnown = (events: History): boolean =>
  of(events, 'quashed').some((event) => isInTheirHand(events, event))

/** Someone noted that a court quashed the paper, and no word of counsel or other decider has undone it since. */
const isQuashed = (events: History): boolean =>
  isQuashKnown(events) ||
  lastAt(events, 'quashed') >
    events.findLastIndex(
      (event) => event.what === 'about-director' || (event.what === 'word-answered' && !event.is),
    )

/** The case ended by what someone else said of a court, and counsel has not said that it is so. */
export const isQuashReported = (events: History): boolean => isQuashed(events) && !isQuashKnown(events)

/**
 * The case ended so, or against counsel's own opinion, and counsel has not said that they agree. What was handed over under an
 * order before counsel was reached is also theirs to answer, but the request was met: it no longer stands.
 */
export const isEndReported = (events: History): boolean =>
  isQuashReported(events) ||
  (hasEnded(events) &&
    events.some(
      (event, at) =>
        at > undoneAt(events) &&
        /^(decided|referred|withdrawn)$/.test(event.what) &&
        !(event.what === 'decided' && event.notReached) &&
        isReportIn(events, event) &&
        answerTo(events, event) === undefined,
    ))

/** The review of the search that was recorded last is denied by this answer. */
export const isReviewDenied = (before: History, answer: Named<'word-answered'>): boolean =>
  !answer.is &&
  of(before, 'debriefed').length > 0 &&
  answeredBy([...before, answer], answer) === of(before, 'debriefed').at(-1)

/** What was taken was seized, as was noted after counsel reviewed the search; not where counsel denies that review. */
const isSeized = (events: History): boolean =>
  lastAt(searchIn(events), 'seized') >= 0 &&
  events.every(
    (event, at) =>
      event.what !== 'word-answered' ||
      at < lastAt(events, 'seized') ||
      !isReviewDenied(events.slice(0, at), event),
  )

/* A study of who viewed a record */

/** Whose record and which days it covers by now. */
export const studyIn = (events: History) => {
  const { views, requester } = receivedIn(events) ?? {}
  const first = views && { subject: requester?.patron, ...views }
  return of(events, 'study-set').reduce<
    { readonly subject: string | undefined; readonly from: string; readonly until: string } | undefined
  >((known, { subject = known?.subject, from, until }) => ({ subject, from, until }), first)
}

/** Someone other than a Director who was turned away for their own views has seen it. */
export const isStudySeen = (events: History) => of(events, 'studied').some(({ own }) => !own)

/** The first that each staff member was asked, by an id that was not there before. */
export const askedIn = (events: History) => {
  const first: Named<'account-asked'>[] = []
  for (const event of of(events, 'account-asked'))
    if (first.every(({ ask, of: whom }) => ask !== event.ask && whom !== event.of)) first.push(event)
  return first
}

/** Who was asked about last, and has not been agreed to. */
export const specialAskedIn = (events: History): Named<'special-asked'> | undefined => {
  const asked = of(events, 'special-asked').at(-1)
  const isOpen =
    lastAt(events, 'special-asked') > lastAt(events, 'special-agreed', 'closed', 'about-director') &&
    asked?.stamp.role === deciderIn(events)
  return isOpen ? asked : undefined
}

/**
 * Two people added them to this case, no one ended it since, and they have no conflict of interest in it. `may-stay`: it was closed
 * since, and they stay while counsel has something to answer, where they spoke or the library's counsel has such a conflict.
 */
export const specialCounselIn = (events: History, account: string): boolean | 'may-stay' => {
  const conflicts = of(events, 'conflict-said').map(({ stamp }) => stamp.by)
  const last = of(events, 'special-agreed')
    .filter((event) => event.account === account)
    .at(-1)
  if (last?.wants !== 'add' || conflicts.includes(account)) return false
  if (lastAt(events, 'closed') < events.indexOf(last)) return true
  const spoke = events.some(({ stamp }) => stamp.by === account)
  return (spoke || conflicts.length > 0) && 'may-stay'
}
