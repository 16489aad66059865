import type { Case, CaseOutcome } from '../../src/cases/case.ts'
import { mayViewCase } from '../../src/cases/case-access.ts'
import type { CaseEvent, CaseEventName } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { aloneHere, anyAccounts, otherGrounds, otherHere } from './any-event.ts'
import {
  askedIn,
  collectedIn,
  contradictsCounsel,
  copiesKept,
  deciderIn,
  deciderKnows,
  decisionIn,
  type History,
  hasCounselSeenOrder,
  hasEnded,
  hasInstrument,
  hasPaperUnread,
  hasPaperWaiting,
  instrumentIn,
  isAgainstCounsel,
  isAsSigned,
  isBoardConsulted,
  isCalledAbout,
  isCheckedBySecondPerson,
  isCounselConsulted,
  isCounselHeard,
  isCounselReached,
  isDebriefed,
  isEndReported,
  isFileOutside,
  isFoundProper,
  isJudiciallyDetermined,
  isLegalProcess,
  isMinimumAgreed,
  isNondisclosureInForce,
  isOrderDue,
  isOrderOfPapersNoted,
  isOrderReported,
  isPinnedByCounsel,
  isQuashReported,
  isReadAsRequest,
  isRecordsRequest,
  isRelayed,
  isRequest,
  isRequesterVerified,
  isReviewDenied,
  isSaidToBeJudges,
  isSecondConfirmed,
  isSecondPerson,
  isSettled,
  isStudySeen,
  isTheirAnswer,
  isToProduce,
  isTwoPeoples,
  isUnjudged,
  isUnnamed,
  isWaiting,
  isWithin,
  kindIn,
  lastAt,
  mayAskForMinimum,
  mayBoardKnow,
  namedBy,
  noticeIn,
  of,
  packageIn,
  receivedIn,
  scopeIn,
  searchIn,
  specialAskedIn,
  specialCounselIn,
  studyIn,
  takenIn,
  today,
} from './history.ts'

/*
 * What MGT-1 asks of a library that works a case, as sentences that must stay true whatever anyone tries: an independent judge
 * of casework. Each has the clause it comes from, the events at which it is at stake, and when it is kept. A duty reads what
 * happened, and nothing of the conditions by which casework lets a step be taken.
 */

/** One thing that happened in a case. */
export type Moment<E extends CaseEvent = CaseEvent> = {
  readonly before: History
  readonly event: E
  /** The case before and after, for what it is said to have come to. */
  readonly was: Case
  readonly now: Case
  /** The Board has taken its rules back since: the policy lets nothing out any more. */
  readonly isAmended: boolean
}

export type Duty = {
  readonly says: string
  readonly clause: string
  isBroken(moment: Moment): boolean
}

/** A duty, and the events at which it is at stake; `end` is whatever brings a case to its end. */
const duty = (clause: string, says: string) => ({
  at: <N extends CaseEventName | 'end'>(
    names: N | readonly N[],
    isKept: (moment: Moment<'end' extends N ? CaseEvent : Extract<CaseEvent, { what: N }>>) => boolean,
  ): Duty => {
    const at: ReadonlySet<string> = new Set([names].flat())
    const isAtStake = (moment: Moment) => at.has(moment.event.what) || (at.has('end') && comesToEnd(moment))
    return { says, clause, isBroken: (moment) => isAtStake(moment) && !isKept(moment as Moment<never>) }
  },
})

const comesToEnd = ({ was, now }: Moment) => now.outcome !== undefined && now.outcome !== was.outcome

/** Someone opens records for someone outside: a copy is collected, a file is made of it, the file leaves. */
const opening = ['collected', 'packaged', 'package-saved'] as const
/** What only the person who decides does. */
const deciding = [
  ...(['decided', 'decision-withdrawn', 'packaged', 'package-saved', 'produced'] as const),
  ...(['package-destroyed', 'public-given', 'no-records-sent', 'study-found', 'time-asked'] as const),
  'complainant-told',
  'remedied',
] as const

/** What is carried out by a decision, and what goes out in answer. */
const carryingOut = [...opening, 'refusal-sent', 'no-records-sent'] as const
const answering = ['refusal-sent', 'no-records-sent', 'public-given', 'closed'] as const

const isAlone = (by: string, away: readonly string[]) => by === aloneHere || away.includes(otherHere)

/** What officers took, or a court ruled, is so whatever else counsel denies; not where it rests on what they deny. */
const isFact = (before: History, outcome: CaseOutcome, event: CaseEvent) =>
  outcome === 'quashed'
    ? !isQuashReported(before)
    : outcome === 'seized' && !(event.what === 'word-answered' && isReviewDenied(before, event))

const isHandOver = (before: History, { what }: CaseEvent) =>
  what === 'produced' && (scopeIn(before)?.subjects.length ?? 0) > 0

/** For each outcome, what must have happened for it to be true. */
const truth: Readonly<Record<CaseOutcome, (before: History, event: CaseEvent) => boolean>> = {
  released: (before, event) => isHandOver(before, event),
  compelled: (before, event) => isHandOver(before, event),
  seized: (before) => of(searchIn(before), 'search-ended').length > 0,
  refused: (before, { what }) => what === 'answered' || decisionIn(before) === 'refusal',
  withdrawn: (before) => isRequest(before),
  quashed: (before) => hasInstrument(before),
  referred: () => true,
  heeded: (before) => kindIn(before) === 'privacy',
  'not-heeded': (before) => kindIn(before) === 'privacy',
  recorded: (before, { what }) =>
    kindIn(before) === 'conduct' || (kindIn(before) === 'disclosure' && what === 'remedied'),
  answered: (before) => isRecordsRequest(before),
  'no-records': (before) => scopeIn(before)?.subjects.length === 0 && namedBy(scopeIn(before)) > 0,
}

const release: readonly Duty[] = [
  duty('Reg 5', 'Records are opened only by a written decision to release or to comply.').at(
    opening,
    ({ before }) => isToProduce(decisionIn(before)),
  ),
  duty('Reg 7', 'A decision is signed on the case as it is.').at(
    'decided',
    ({ event }) => event.grounds !== otherGrounds,
  ),
  duty('Reg 7', 'What is done by a decision is done on the case as it was signed.').at(
    carryingOut,
    ({ before }) => isAsSigned(before),
  ),
  duty('Reg 6', 'No record is produced unless counsel found the paper, and all it reaches, proper.').at(
    'decided',
    ({ before, event }) =>
      !isToProduce(event.decision) ||
      isFoundProper(before, event.stamp.by) ||
      (event.notReached === true && event.decision === 'compulsion' && isMinimumAgreed(before)),
  ),
  duty('Reg 6', 'No record is produced before the requester is called back at an independent number.').at(
    'decided',
    ({ before, event }) => !isToProduce(event.decision) || isRequesterVerified(before),
  ),
  duty('Reg 1', 'A release needs a court order with all six findings, on pages that counsel has seen.').at(
    'decided',
    ({ before, event }) =>
      event.decision !== 'release' ||
      (instrumentIn(before) === 'court-order' && isJudiciallyDetermined(before)),
  ),
  duty('Reg 7', 'Only a subpoena or a court order compels.').at(
    'decided',
    ({ before, event }) =>
      event.decision !== 'compulsion' ||
      /^((county-attorney-|grand-jury-)?subpoena|court-order)$/.test(instrumentIn(before)),
  ),
  duty('Reg 1', 'Nothing is produced before it is set whom and which records the paper names.').at(
    'decided',
    ({ before, event }) => !isToProduce(event.decision) || isSettled(scopeIn(before)),
  ),
  duty('Reg 1', 'Nothing is copied beyond what the paper names.').at(
    ['collected', 'preserved'],
    ({ before, event }) => scopeIn(before) === undefined || isWithin(event.copy, scopeIn(before)),
  ),
  duty('Statement', 'No records are copied in a drill, or where no one asked for any.').at(
    ['collected', 'preserved'],
    ({ before }) => receivedIn(before)?.drill === false && isRequest(before),
  ),
  duty('Reg 1', 'A second person checks what was collected before it leaves.').at(
    ['packaged', 'package-saved'],
    ({ before }) => isCheckedBySecondPerson(before, isAlone),
  ),
  duty('Reg 1', 'What leaves is what was collected, and nothing else.').at(
    ['packaged', 'package-saved'],
    ({ before, event }) =>
      event.what === 'packaged'
        ? event.copy === collectedIn(before)?.copy.id
        : event.document === packageIn(before)?.document,
  ),
  duty('Reg 5', 'No file is made before it is noted what was done in each other system.').at(
    'packaged',
    ({ before }) =>
      (collectedIn(before)?.systems ?? []).every(({ id }) =>
        of(before, 'system-searched').some(({ act, system }) => act === 'produce' && system === id),
      ),
  ),
  duty('Reg 5', 'No case is closed before it is noted what was preserved in each other system.').at(
    'closed',
    ({ before }) =>
      of(before, 'preserved').every(({ systems = [] }) =>
        systems.every(({ id }) =>
          of(before, 'system-searched').some(({ act, system }) => act === 'preserve' && system === id),
        ),
      ),
  ),
  duty('Reg 5', 'A note of another system is of one that was in use, and says what was done in it.').at(
    'system-searched',
    ({ before, event: { act, system, result, by, words } }) =>
      of(before, act === 'produce' ? 'collected' : 'preserved').some(({ systems = [] }) =>
        systems.some(({ id }) => id === system),
      ) &&
      (result === 'not-searched' || by !== '') &&
      (result === 'nothing' || words !== ''),
  ),
  duty('Reg 1', 'Nothing leaves that the policy no longer lets out.').at(
    ['packaged', 'package-saved'],
    ({ isAmended }) => !isAmended,
  ),
  duty('Reg 5', 'What is noted as handed over is the file that left, and was not destroyed.').at(
    'produced',
    ({ before, event }) =>
      of(before.slice(lastAt(before, 'package-destroyed') + 1), 'package-saved').some(
        ({ document }) => document === event.document,
      ),
  ),
  duty('Reg 5', 'What is on paper or a stick is noted as carried, and never as sent by e-mail.').at(
    'produced',
    ({ before, event }) =>
      event.how !== 'e-mail' || !['paper', 'usb'].includes(packageIn(before)?.form ?? 'age'),
  ),
  duty('Reg 5', 'No case ends while a file that left is unaccounted for.').at(
    'end',
    ({ before, event }) => event.what === 'produced' || !isFileOutside(before),
  ),
]

const decisions: readonly Duty[] = [
  duty('Reg 7', 'The Director decides; in a case about the Director, the president of the Board.').at(
    deciding,
    ({ before, event: { stamp } }) =>
      stamp.role === deciderIn(before) && !(stamp.role === 'president' && stamp.unconfirmed),
  ),
  duty('Reg 7', 'Whoever raised a concern, and no one else, is told what was decided, once it is.').at(
    'complainant-told',
    ({ before }) => kindIn(before) === 'privacy' && hasEnded(before),
  ),
  duty('Reg 7', 'No one takes a case to themselves, or gives away what they decided.').at(
    'about-director',
    ({ before, event: { is, stamp } }) => {
      if (stamp.role === 'counsel') return stamp.unconfirmed !== true
      if (stamp.by === receivedIn(before)?.stamp.by) return true
      const isOpen = decisionIn(before) === undefined && !hasEnded(before)
      return isOpen && stamp.role === (is ? 'director' : 'president')
    },
  ),
  duty('Reg 7', 'A written decision stands until it is taken back.').at(
    'decided',
    ({ before, was }) => decisionIn(before) === undefined && was.outcome === undefined,
  ),
  duty('Reg 7', 'A written decision follows advice from counsel or from the Board.').at(
    'decided',
    ({ before, event }) =>
      (event.decision === 'refusal' && isRecordsRequest(before)) ||
      isCounselConsulted(before) ||
      isBoardConsulted(before) ||
      (event.notReached === true && isMinimumAgreed(before)),
  ),
  duty(
    'Reg 7',
    'No one refuses, or decides of a concern, on a word that they alone recorded, unless the decision says that no one confirmed it.',
  ).at(
    'decided',
    ({ before, event }) =>
      isToProduce(event.decision) || event.unconfirmed === true || isSecondConfirmed(before, event.stamp.by),
  ),
  duty('Reg 7', 'A decision that no second person confirmed is counsel’s to answer, and the Board’s.').at(
    'decided',
    ({ before, event, now }) =>
      !event.unconfirmed ||
      isNondisclosureInForce(before) ||
      deciderIn(before) === 'president' ||
      now.relayed
        .slice(-2)
        .every((word) => word.answer === undefined && /^(unconf|again|compl)/.test(word.of)),
  ),
  duty('Reg 6', 'Nothing is decided while a cure or an objection of counsel is open.').at(
    ['decided', 'public-given'],
    ({ before }) =>
      lastAt(before, 'cure-demanded') <= lastAt(before, 'cured') &&
      lastAt(before, 'objected') <= lastAt(before, 'objection-ended'),
  ),
  duty('Reg 7', 'A privacy concern is acted on or not, and nothing else is decided of it.').at(
    'decided',
    ({ before, event }) => /heed/.test(event.decision) === (kindIn(before) === 'privacy'),
  ),
]

const ends: readonly Duty[] = [
  duty('Reg 6', 'The person who decides was told before a decision, a copy, or an end.').at(
    ['end', 'decided', 'preserved'],
    ({ before, event }) => {
      // Staff answer for themselves what was asked without paper by anyone but an officer.
      const isStaffs =
        event.what === 'answered' &&
        (kindIn(before) === 'conduct' || receivedIn(before)?.requester.kind !== 'justice-agency')
      // A file that left is noted as handed over, also by someone who decides only since.
      const isKnown = decisionIn(before) !== undefined || /^(quashed|produced)$/.test(event.what)
      return isStaffs || isKnown || deciderKnows(before)
    },
  ),
  duty('Reg 6', 'No legal paper, and no claimed emergency, comes to an end without counsel.').at(
    'end',
    ({ before, event }) =>
      !isLegalProcess(before) ||
      isBoardConsulted(before) ||
      isCounselConsulted([...before, event]) ||
      // What left while counsel was consulted is noted, whatever was said of them since.
      (event.what === 'produced' && isCounselConsulted(before.slice(0, lastAt(before, 'package-saved')))) ||
      // Complied with without counsel, who answers for it afterward.
      (/^(produced|no-records-sent)$/.test(event.what) &&
        of(before, 'decided').at(-1)?.notReached === true) ||
      (event.what === 'withdrawn' && (kindIn(before) === 'emergency' || isCounselReached(before))),
  ),
  duty('Reg 6', 'A request is withdrawn by a named person, or as counsel advised.').at(
    'withdrawn',
    ({ before, event }) =>
      isCounselConsulted(before) ||
      (event.spokeWith !== undefined && event.through !== undefined) ||
      !(hasInstrument(before) || isLegalProcess(before)),
  ),
  duty('Reg 7', 'What a case is said to have come to is what happened.').at(
    'end',
    ({ before, event, now }) => now.outcome === undefined || truth[now.outcome](before, event),
  ),
  duty('Reg 7', 'A privacy concern ends by a decision; a paper or an emergency, by more than an answer.').at(
    'end',
    ({ before, event: { what } }) =>
      kindIn(before) === 'privacy'
        ? what === 'decided'
        : what !== 'answered' || !(hasInstrument(before) || kindIn(before) === 'emergency'),
  ),
  duty('Reg 1', 'What is given as public names no customer.').at(
    'public-given',
    ({ before }) => (scopeIn(before)?.subjects.length ?? 0) === 0,
  ),
  duty('Reg 7', 'What is kept back of a public-records request is denied in writing.').at(
    'public-given',
    ({ before, event }) =>
      event.extent === 'whole'
        ? decisionIn(before) === undefined
        : decisionIn(before) === 'refusal' && isAsSigned(before),
  ),
  duty(
    'Guideline',
    'A public-records request is denied whole only with a reason why nothing of it is public.',
  ).at('refusal-sent', ({ before, event }) => !isReadAsRequest(before) || Boolean(event.words)),
  duty('Reg 6', 'A paper that came late is judged before an answer goes out or the case is closed.').at(
    answering,
    ({ before }) => !hasPaperWaiting(before),
  ),
  {
    clause: 'Reg 7',
    says: 'An ended case goes on only by a new paper, a mistaken search, a word denied, or the wrong decider.',
    isBroken: ({ before, event, was, now }) => {
      if (was.outcome === undefined || now.outcome !== undefined) return false
      if (event.what === 'search-mistaken') return was.outcome !== 'seized'
      if (event.what === 'word-answered')
        return event.is
          ? was.outcome !== 'seized'
          : was.produced !== undefined || isFact(before, was.outcome, event)
      if (event.what === 'about-director')
        return /released|compelled/.test(was.outcome) || isFact(before, was.outcome, event)
      return (
        event.what !== 'paper-added' && !(event.what === 'paper-weighed' && isUnjudged(before, event.paper))
      )
    },
  },
  duty('Reg 6', 'A case is closed only once it has an outcome and its paper was read.').at(
    'closed',
    ({ before, was }) => was.outcome !== undefined && !hasPaperUnread(before),
  ),
  duty('Reg 5', 'A hand-over is closed with a receipt.').at(
    'closed',
    ({ before }) => lastAt(before, 'receipt') >= lastAt(before, 'produced'),
  ),
  duty(
    'Reg 7',
    'A concern is closed only once the person who raised it, if known, was told what was decided.',
  ).at(
    'closed',
    ({ before }) =>
      kindIn(before) !== 'privacy' ||
      isUnnamed(before) ||
      lastAt(before, 'complainant-told') > lastAt(before, 'decided'),
  ),
  duty('Reg 1', 'No copy is kept longer than its case.').at(
    'closed',
    ({ before }) => copiesKept(before).length === 0,
  ),
  duty('Reg 1', 'The program keeps a copy until its day.').at(
    'preservation-ended',
    ({ before, event }) =>
      event.stamp.role !== 'program' ||
      copiesKept(before).every(({ copy, until }) => copy.id !== event.copy || until <= today),
  ),
  duty(
    'Reg 1',
    'While a request stands, only counsel ends early what was preserved as the paper names it.',
  ).at(
    'preservation-ended',
    ({ before, event }) =>
      (event.stamp.role === 'counsel' && event.stamp.unconfirmed !== true) ||
      (hasEnded(before) && !isEndReported(before)) ||
      copiesKept(before).every(
        ({ copy, until }) =>
          copy.id !== event.copy ||
          until <= today ||
          (scopeIn(before) !== undefined && !isWithin(copy, scopeIn(before))),
      ),
  ),
]

const counsel: readonly Duty[] = [
  duty('Reg 6', 'What counsel said of the paper at their own sign-in, only counsel changes.').at(
    'counsel-advised',
    ({ before, event }) => !contradictsCounsel([...before, event]),
  ),
  duty(
    'Reg 6',
    'A second person is asked only of an order that is due, once each counsel was tried in vain.',
  ).at('minimum-asked', ({ before, event }) => mayAskForMinimum(before, event)),
  duty(
    'Reg 6',
    'Whoever agrees to comply without counsel may know of the case, and does not decide in it.',
  ).at('minimum-agreed', ({ before, event }) => isSecondPerson(before, event) && isOrderDue(before)),
  duty(
    'Reg 6',
    'What was complied with without counsel is counsel’s to confirm or deny, however long after.',
  ).at(
    'closed',
    ({ before, was }) =>
      of(before, 'decided').every(({ notReached }) => notReached !== true) ||
      was.relayed.some((word) => word.of === 'compliance'),
  ),
  duty('Reg 6', 'Under seal, what an order compels without counsel goes to the court alone.').at(
    'produced',
    ({ before, event }) =>
      of(before, 'decided').at(-1)?.notReached !== true ||
      of(before, 'minimum-asked').at(-1)?.underSeal !== true ||
      event.how === 'court',
  ),
  duty('Reg 1', 'Whoever sees no record checks one only where they agreed to comply without counsel.').at(
    'checked',
    ({ before, event: { stamp } }) =>
      /director|counsel/.test(stamp.role) ||
      stamp.role === deciderIn(before) ||
      (of(before, 'decided').at(-1)?.notReached === true &&
        of(before, 'minimum-agreed').at(-1)?.stamp.by === stamp.by),
  ),
  duty('Reg 6', 'A holding letter answers a subpoena alone, and nothing that anyone said a judge signed.').at(
    'time-asked',
    ({ before }) => /subpoena$/.test(instrumentIn(before)) && !isSaidToBeJudges(before),
  ),
  duty(
    'Reg 6',
    'What came as legal paper, or was read as such, is answered as a public-records request only once counsel says that it is one.',
  ).at(['decided', 'public-given'], ({ before }) => !isReadAsRequest(before) || isRecordsRequest(before)),
  duty('Reg 1', 'A finding that counsel pinned, only counsel moves or takes back.').at(
    ['finding-pinned', 'finding-dropped'],
    ({ before, event }) =>
      event.stamp.role === 'counsel' ||
      !isPinnedByCounsel(before, event.finding) ||
      (event.what === 'finding-dropped' && isRelayed(event.heard)),
  ),
  duty('Reg 6', 'Counsel chooses whether a customer is told of a hand-over, before it is closed.').at(
    'closed',
    ({ before }) => of(before, 'produced').length === 0 || noticeIn(before) !== undefined,
  ),
  duty('Reg 6', 'A customer who is to be told, as counsel chose, is told before the case is closed.').at(
    'closed',
    ({ before }) => !/tell|wait/.test(noticeIn(before)?.choice ?? '') || of(before, 'patron-told').length > 0,
  ),
  duty('Reg 6', 'A customer is told of a hand-over only as counsel chose.').at(
    'patron-told',
    ({ before }) => {
      const { choice, on = '9' } = noticeIn(before) ?? {}
      return choice === 'tell' || (choice === 'wait' && on <= today)
    },
  ),
]

const theirHand: readonly Duty[] = [
  {
    clause: 'Reg 6',
    says: 'When counsel was consulted is known from counsel alone: by what they did themselves, or confirmed.',
    isBroken: ({ before, event, now }) =>
      now.consultedAt !== undefined && !isCounselHeard([...before, event]),
  },
  duty(
    'Reg 6',
    'What ends a case against counsel’s own opinion, or ends legal process without one, is counsel’s to answer.',
  ).at(['decided', 'referred', 'withdrawn'], ({ before, event, now }) => {
    const last = now.relayed.at(-1)
    return !isAgainstCounsel(before, event) || (last?.of === 'against' && last.answer === undefined)
  }),
  duty('Reg 6', 'Only whose word it is confirms or denies it, once, and not who wrote it down.').at(
    'word-answered',
    ({ before, event }) => isTheirAnswer(before, event),
  ),
  duty('Reg 6', 'A word that is denied opens the case again, and no decision rests on it.').at(
    'word-answered',
    ({ before, event, now }) =>
      event.is ||
      (!now.closed &&
        (now.outcome === undefined || isFact(before, now.outcome, event) || now.produced !== undefined) &&
        (now.decision === undefined || now.decision.grounds === '')),
  ),
]

const links: readonly Duty[] = [
  duty(
    'Reg 6',
    'A link goes only to an address that two people stood for a week ago, for a word that waits.',
  ).at(
    'link-sent',
    ({ before, event: { word, to, stamp } }) =>
      isTwoPeoples(to, stamp.at) && isWaiting(before, word, to.whom === 'president'),
  ),
  duty('Footnote', 'Under a nondisclosure order nothing of a case is mailed or answered by a link.').at(
    ['link-sent', 'word-answered'],
    ({ before, event }) =>
      (event.what === 'word-answered' && event.through?.how !== 'link') || !isNondisclosureInForce(before),
  ),
  duty('Reg 6', 'A letter from counsel is added by the person who decides, for a word that waits.').at(
    'letter-added',
    ({ before, event: { word, stamp } }) =>
      stamp.role === deciderIn(before) && stamp.unconfirmed !== true && isWaiting(before, word, false),
  ),
  duty(
    'Reg 6',
    'About a letter, a second person calls counsel at a number that two people stood for a week ago.',
  ).at(
    'letter-called',
    ({ before, event }) => isCalledAbout(before, event) && isWaiting(before, event.word, false),
  ),
]

const conflicts: readonly Duty[] = [
  {
    clause: 'Reg 6',
    says: 'Counsel with a conflict of interest takes no more part in the case but to answer about their own views, and sees nothing more of it.',
    isBroken: ({ before, event, now }) => {
      const said = of(before, 'conflict-said').map(({ stamp }) => stamp.by)
      const sees = (accountId: string) => mayViewCase({ accountId, role: 'counsel', place: 'office' }, now)
      return (event.what !== 'account-given' && said.includes(event.stamp.by)) || said.some(sees)
    },
  },
  duty('Reg 6', 'Only counsel themselves, at their own sign-in, say that they have a conflict.').at(
    'conflict-said',
    ({ event: { stamp } }) => stamp.role === 'counsel' && stamp.unconfirmed !== true,
  ),
]

const specialCounsel: readonly Duty[] = [
  {
    clause: 'Reg 6',
    says: 'Special counsel acts in no case, and sees none, to which two people did not add them.',
    isBroken: ({ before, event, now }) => {
      const isWrong = (account: string) => {
        const isIn = specialCounselIn([...before, event], account)
        return isIn !== 'may-stay' && sees(account) !== isIn
      }
      const sees = (accountId: string) =>
        mayViewCase({ accountId, role: 'special-counsel', place: 'office' }, now)
      const acts = event.stamp.special === true && specialCounselIn(before, event.stamp.by) === false
      return acts || [...anyAccounts, 'no one'].some(isWrong)
    },
  },
  duty('Reg 6', 'Who decides asks for special counsel, and someone whom they do not control agrees.').at(
    'special-agreed',
    ({ before, event: { account, wants, as, stamp } }) => {
      const asked = specialAskedIn(before)
      const isTheirs = asked?.account === account && asked.wants === wants
      const isOther = stamp.by !== asked?.stamp.by && stamp.by !== account && stamp.role !== 'program'
      const isLibrarys = stamp.unconfirmed !== true && stamp.special !== true
      // The Director agrees to nothing that the Director asked, but as who acts for them, or for whom they act.
      const isDecider = stamp.role === deciderIn(before) && as !== 'acting'
      return isTheirs && isOther && isLibrarys && !isDecider
    },
  ),
  duty('Reg 6', 'Only who decides asks about special counsel, and only what can come true.').at(
    'special-asked',
    ({ before, event: { account, wants, stamp } }) => {
      const isOut = of(before, 'conflict-said').some((said) => said.stamp.by === account)
      const isTheirs = stamp.role === deciderIn(before) && stamp.unconfirmed !== true
      return isTheirs && !isOut && specialCounselIn(before, account) === (wants === 'end')
    },
  ),
]

const accounts: readonly StaffActor[] = [
  ...(['desk', 'volunteer', 'trustee', 'director', 'counsel'] as const).map((role) => ({
    ...{ accountId: role, role, place: 'office' },
  })),
  { accountId: 'president', role: 'trustee', place: 'office', president: true },
  { accountId: 'set up', role: 'counsel', place: 'office', unconfirmed: true },
]

const nondisclosure: readonly Duty[] = [
  {
    clause: 'Footnote',
    says: 'An order protects from when anyone notes it until counsel denies it or says that it ended, and hides nothing after.',
    isBroken: ({ before, event, now }) => now.gagged !== isNondisclosureInForce([...before, event]),
  },
  duty('Reg 6', 'That there is an order which someone else noted is counsel’s to confirm or deny.').at(
    ['gag-found', 'paper-read'],
    ({ before, event, now }) => {
      const last = now.relayed.at(-1)
      return !isOrderReported([...before, event], event) || (last?.of === 'gag' && last.answer === undefined)
    },
  ),
  duty('Footnote', 'Someone other than counsel notes an order once, until another paper comes.').at(
    ['gag-found', 'paper-read'],
    ({ before, event }) => !isOrderReported([...before, event], event) || !isOrderOfPapersNoted(before),
  ),
  duty('Footnote', 'Under a nondisclosure order no customer is told.').at(
    ['patron-told', 'notice-chosen'],
    ({ before, event }) =>
      !isNondisclosureInForce(before) || (event.what === 'notice-chosen' && event.choice === 'not'),
  ),
  duty('Footnote', 'Under a nondisclosure order the Board knows only as counsel allowed.').at(
    'board-consulted',
    ({ before }) => !isNondisclosureInForce(before) || mayBoardKnow(before),
  ),
  duty('Footnote', 'Counsel sees a nondisclosure order before its case is over.').at(
    ['withdrawn', 'closed'],
    ({ before }) => hasCounselSeenOrder(before),
  ),
  {
    clause: 'Footnote',
    says: 'Without access, only counsel and the person who decides see a case.',
    isBroken: ({ before, event, now }) =>
      accounts.some((account) => {
        const role = account.president ? 'president' : account.role
        const decider = deciderIn([...before, event])
        const isOut = decider === 'president' || of([...before, event], 'conflict-said').length > 0
        const isSuspect = account.unconfirmed === true && isOut
        return mayViewCase(account, now) !== ((role === 'counsel' || role === decider) && !isSuspect)
      }),
  },
  duty('Footnote', 'A paper that is secret by its kind is not worked in an open case.').at(
    'paper-read',
    ({ event }) => !/^(fisa-order|national-security-letter)$/.test(event.instrument),
  ),
]

const searches: readonly Duty[] = [
  duty('Reg 6', 'A seizure ends, and its case is closed, only after counsel reviewed the search.').at(
    ['seized', 'closed'],
    ({ before }) => isDebriefed(before) || of(searchIn(before), 'search-ended').length === 0,
  ),
  duty(
    'Reg 6',
    'A search of which something came, or that ended, is undone only by counsel, in their own hand.',
  ).at(
    ['search-mistaken', 'word-answered'],
    ({ before, event, was, now }) =>
      was.search === undefined ||
      now.search !== undefined ||
      (event.stamp.role === 'counsel' && event.stamp.unconfirmed !== true) ||
      (event.what === 'word-answered' && isTheirAnswer(before, event)) ||
      !searchIn(before).some(({ what }) => /^(thing-taken|debriefed|seized|search-ended)$/.test(what)),
  ),
  duty('Reg 6', 'Nothing is logged as taken before officers came, or after they left.').at(
    ['thing-taken', 'search-ended'],
    ({ before, event: { what, stamp } }) => {
      const search = searchIn(before)
      const isBegun = of(search, 'search-began').some((began) => began.stamp.at <= stamp.at)
      const isLast = takenIn(before).every((taken) => taken.stamp.at <= stamp.at)
      const isStillHere = of(search, 'search-ended').every((ended) => ended.stamp.at >= stamp.at)
      return isBegun && (what === 'search-ended' ? isLast : isStillHere)
    },
  ),
  duty('Reg 6', 'Staff strike nothing that someone else logged as taken.').at(
    'thing-mistaken',
    ({ before, event: { line, stamp } }) =>
      stamp.role !== 'staff' ||
      takenIn(before).every((taken) => taken.line !== line || taken.stamp.by === stamp.by),
  ),
]

const conduct: readonly Duty[] = [
  duty('Reg 8', 'The authorities are told of conduct, and of nothing else.').at(
    'told-outside',
    ({ before }) => kindIn(before) === 'conduct',
  ),
]

const disclosure: readonly Duty[] = [
  duty('Reg 7', 'What got out is asked back, and those affected are told, in a wrong disclosure alone.').at(
    ['recalled', 'affected-named', 'affected-told'],
    ({ before }) => kindIn(before) === 'disclosure',
  ),
  duty('Reg 7', 'No one is said to have been told before it is known who they are.').at(
    'affected-told',
    ({ before }) => of(before, 'affected-named').length > 0,
  ),
  duty(
    'Reg 7',
    'A wrong disclosure ends once it was asked back with an answer, and those affected were told.',
  ).at('remedied', ({ before }) => {
    const answer = of(before, 'recalled').at(-1)?.answer ?? 'asked'
    return answer !== 'asked' && of(before, 'affected-told').length > 0
  }),
]

const study: readonly Duty[] = [
  duty('Reg 7', 'Who viewed a record is studied only in a privacy case, and of one patron.').at(
    ['study-set', 'studied', 'account-asked', 'study-agreed', 'study-found'],
    ({ before, event }) =>
      kindIn(before) === 'privacy' && (event.what === 'study-set' || studyIn(before)?.subject !== undefined),
  ),
  duty('Reg 7', 'No one but counsel studies fewer days, and no one the record of someone else.').at(
    'study-set',
    ({ before, event }) => {
      const known = studyIn(before)
      if (known === undefined) return true
      const isFixed = receivedIn(before)?.requester.patron !== undefined || isStudySeen(before)
      if (isFixed && known.subject !== undefined && event.subject !== known.subject) return false
      return event.stamp.role === 'counsel' || (event.from <= known.from && event.until >= known.until)
    },
  ),
  duty('Reg 7', 'Staff speak for themselves, once each time they are asked.').at(
    'account-given',
    ({ before, event: { ask, stamp } }) =>
      askedIn(before).some((one) => one.ask === ask && one.of === stamp.by) &&
      of(before, 'account-given').every((given) => given.ask !== ask),
  ),
  duty('Reg 7', 'Staff who are asked answer first, and no one is found to blame unasked.').at(
    'study-found',
    ({ before, event }) => {
      const asked = askedIn(before)
      const isHeard = asked.every(
        ({ ask, until }) => until < today || of(before, 'account-given').some((given) => given.ask === ask),
      )
      return isStudySeen(before) && isHeard && (event.finding === 'not-confirmed' || asked.length > 0)
    },
  ),
  duty('Reg 7', 'A concern about who viewed a record is decided only once the views were studied.').at(
    'decided',
    ({ before, event }) =>
      !/heed/.test(event.decision) || studyIn(before) === undefined || of(before, 'study-found').length > 0,
  ),
  duty('Reg 7', 'Only counsel lets a name out of a study.').at(
    'study-agreed',
    ({ event: { stamp } }) => stamp.role === 'counsel' && stamp.unconfirmed !== true,
  ),
]

export const duties: readonly Duty[] = [
  ...[
    ...release,
    ...decisions,
    ...ends,
    ...counsel,
    ...theirHand,
    ...links,
    ...conflicts,
    ...specialCounsel,
    ...nondisclosure,
    ...searches,
    ...conduct,
    ...disclosure,
  ],
  ...study,
]
