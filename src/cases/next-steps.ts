import {
  type Case,
  type CaseOutcome,
  canTellComplainant,
  endsInDecision,
  hasInstrument,
  isPackageSaved,
  missingFacts,
  secondPersonOf,
  stageOf,
  systemsLeft,
  systemsLeftToPreserve,
} from './case.ts'
import { isMinimumAgreed, isMinimumAsked } from './decision.ts'
import type { CaseEventName } from './event.ts'
import {
  awaitsSearch,
  hasSettledScope,
  hasUnreadInstrument,
  isConfirmedByCounsel,
  isEndUnconfirmed,
  isRequestAgreed,
  isSubpoenaWithoutJudge,
  isUnchangedSinceDecision,
  isWithinScope,
  namesOnlyAbsentPeople,
} from './guards.ts'
import { relayedWordsFor } from './relayed.ts'
import type { CaseRole } from './stamp.ts'
import { counselAdvised } from './steps/counsel-advised.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'

export type NextStep = { readonly step: CaseEventName; readonly by: CaseRole }

/** By role, kind and stage; the form says what else it needs. */
export function isOffered(it: Case, role: CaseRole, name: CaseEventName): boolean {
  const { by, at, guards, hides, form }: AnyStep = stepsByName[name]
  const isTheirs = by.includes(role) && at.includes(stageOf(it))
  return form !== undefined && isTheirs && !hides?.(it, role) && !guards.some((guard) => guard.hides?.(it))
}

/** The first is what a person opening the case should do. */
export function nextStepsOf(it: Case): readonly NextStep[] {
  const director = it.aboutDirector ? ('president' as const) : ('director' as const)
  // Why before all else: it may be an order that forbids what comes next.
  const late: readonly NextStep[] = it.later.length > 0 ? [{ step: 'paper-weighed', by: director }] : []
  // Copies beyond the paper's scope, or of a case that ended otherwise, are no longer asked for.
  const isOver =
    it.outcome !== undefined && outcomesWithoutCopies.includes(it.outcome) && !isEndUnconfirmed(it)
  const tooMuch = [...it.preserved.values()].some(
    ({ copy }) => isOver || (it.scope !== undefined && !isWithinScope(copy, it.scope)),
  )
  const ends: readonly NextStep[] = tooMuch ? [{ step: 'preservation-ended', by: director }] : []
  // Why first: the decision no longer holds, and nothing is produced under it but what already left.
  if (isDecisionStale(it)) {
    return it.outside.size > 0
      ? [
          { step: 'package-destroyed', by: director },
          { step: 'produced', by: director },
        ]
      : [{ step: 'decision-withdrawn', by: director }]
  }
  const answers: readonly NextStep[] = (['counsel', 'president'] as const).flatMap((by) =>
    relayedWordsFor(it, by).length === 0 ? [] : [{ step: 'word-answered', by } as const],
  )
  // Why before all else: in a case that no list or mail has, counsel is the only other person who may know.
  const isFirst = it.gagUnseen === true && counselAdvised.at.includes(stageOf(it))
  return [
    ...(isFirst ? [{ step: 'counsel-advised', by: 'counsel' } as const] : []),
    // Why so early: no list or start page tells counsel of it.
    ...(it.gagged ? answers : []),
    ...late,
    ...ends,
    ...withAnswers(nextStepsAtStage(it, director, tooMuch), it.gagged || it.closed ? [] : answers),
  ]
}

/** Before a decision that rests on it, or the end of the case. */
function withAnswers(steps: readonly NextStep[], answers: readonly NextStep[]): readonly NextStep[] {
  const last = steps.findIndex(({ step }) => step === 'decided' || step === 'closed')
  return last < 0 ? [...steps, ...answers] : [...steps.slice(0, last), ...answers, ...steps.slice(last)]
}

/** Outcomes without production: preserved copies are no longer needed. */
const outcomesWithoutCopies: readonly CaseOutcome[] = [
  'withdrawn',
  'quashed',
  'refused',
  'referred',
  'no-records',
]

const owes = (step: CaseEventName, by: CaseRole, is: boolean): NextStep[] => (is ? [{ step, by }] : [])

function nextStepsAtStage(it: Case, director: CaseRole, tooMuch: boolean): readonly NextStep[] {
  switch (stageOf(it)) {
    case 'closed':
      return []
    case 'searching':
      return [
        // Why first: the log has the numbers to call too.
        { step: 'search-ended', by: 'staff' },
        ...owes('told', 'staff', it.counselAt === undefined),
        ...owes('paper-read', director, it.reading === undefined),
      ]
    case 'searched':
      return [
        ...owes('told', 'staff', it.directorAt === undefined),
        // No one answered while they searched; what follows is counsel's.
        ...owes('told', director, it.counselAt === undefined && !it.debriefed),
        ...owes('paper-read', director, it.reading === undefined),
        ...owes('debriefed', 'counsel', !it.debriefed),
        ...owes('search-began', director, lacksSearchFacts(it)),
        { step: 'seized', by: director },
      ]
    case 'ended':
      return nextStepsAtEnd(it, director, tooMuch)
    case 'decided':
      return [{ step: nextStepOnceDecided(it), by: director }]
    case 'collected':
      return [{ step: 'checked', by: checkerOf(it, director) }]
    case 'checked':
      return [
        ...owes('system-searched', director, systemsLeft(it).length > 0),
        { step: 'packaged', by: director },
      ]
    case 'packaged':
      return [...owes('package-saved', director, !isPackageSaved(it)), { step: 'produced', by: director }]
    case 'cure-demanded':
      return [{ step: 'cured', by: director }]
    case 'objected':
      return [{ step: 'objection-ended', by: 'counsel' }]
    default: {
      const isNotProper = it.kind === 'process' && it.opinion === 'defective'
      return [
        // Why not under a nondisclosure order: what is owed is stored in the clear, and would say which paper it is.
        ...owes('search-began', 'staff', awaitsSearch(it) && !it.gagged && it.opinion === undefined),
        ...owes('told', 'staff', it.directorAt === undefined),
        // Why before anyone is called: what left goes further with each hour.
        ...(it.kind === 'disclosure' ? disclosureSteps(it, director) : []),
        // What is public is given first; what says something about a person is denied in writing.
        ...owes('public-given', director, it.directorAt !== undefined && mayGivePublic(it)),
        // Why before counsel is called: the deadline says so too, and counsel asks what the paper is.
        ...owes('paper-read', director, hasInstrument(it) && it.reading === undefined),
        ...owes('minimum-agreed', secondRoleOf(it), secondIsAskedToAgree(it)),
        ...owes('special-agreed', specialSecondOf(it), it.specialAsked !== undefined),
        ...owes('told', director, awaitsCall(it)),
        // Why until counsel has an opinion: what they say then decides what is written.
        ...owes('time-asked', director, awaitsHoldingLetter(it)),
        // A privacy concern is decided after counsel or the Board was consulted (Reg 7).
        ...owes(
          'counsel-advised',
          'counsel',
          it.kind === 'privacy' && !it.counselConsulted && !it.boardConsulted,
        ),
        // Paper that is not proper is corrected, objected to, or refused; no one verifies who sent it.
        ...owes('cure-demanded', director, isNotProper),
        ...owes('objected', 'counsel', isNotProper),
        // Why in this order: counsel's opinion depends on the scope.
        ...owes('scope-set', director, it.kind === 'process' && !isNotProper && !hasSettledScope(it)),
        ...owes('counsel-advised', 'counsel', it.kind === 'process' && awaitsAdvice(it)),
        ...owes(
          'requester-checked',
          director,
          it.kind === 'process' && !isNotProper && !it.requesterVerified,
        ),
        ...owes('system-searched', director, systemsLeftToPreserve(it).length > 0),
        ...owes('studied', director, it.study?.begun === false),
        ...owes('study-found', director, it.study?.begun === true && it.study.found === undefined),
        { step: lastStepOf(it), by: director },
      ]
    }
  }
}

const disclosureSteps = ({ recall, affected, affectedTold }: Case, by: CaseRole): readonly NextStep[] => [
  ...owes('recalled', by, recall === undefined || recall === 'asked'),
  ...owes('affected-named', by, affected === undefined),
  ...owes('affected-told', by, affectedTold === undefined),
]

function lastStepOf(it: Case): CaseEventName {
  if (it.kind === 'disclosure') return 'remedied'
  return endsInDecision(it) ? 'decided' : 'answered'
}

const mayGivePublic = (it: Case): boolean =>
  it.kind === 'records-request' && (it.scope?.subjects.length ?? 0) === 0 && isRequestAgreed(it) !== false

function nextStepsAtEnd(it: Case, director: CaseRole, tooMuch: boolean): readonly NextStep[] {
  return [
    ...owes('paper-read', director, hasUnreadInstrument(it)),
    ...owes('receipt', director, it.produced !== undefined && !it.receipt),
    ...owes('notice-chosen', 'counsel', it.produced !== undefined && it.notice === undefined),
    // No one waits for it where nothing was produced, but it cannot be chosen once the case is closed.
    ...owes('notice-chosen', 'counsel', mayTellOfRefusal(it)),
    // A choice from before the nondisclosure order is made again.
    ...owes('notice-chosen', 'counsel', patronAwaitsNotice(it) && it.gagged),
    ...owes('patron-told', director, patronAwaitsNotice(it) && !it.gagged),
    ...owes('complainant-told', director, canTellComplainant(it) && !it.complainantTold),
    ...owes('debriefed', 'counsel', it.searchEnded && !it.debriefed),
    ...owes('search-began', director, it.searchEnded && lacksSearchFacts(it)),
    ...owes('preservation-ended', endsCopies(it, director), it.preserved.size > 0 && !tooMuch),
    ...owes('system-searched', director, systemsLeftToPreserve(it).length > 0),
    { step: 'closed', by: director },
  ]
}

function nextStepOnceDecided(it: Case): CaseEventName {
  if (it.decision?.decision === 'refusal') return 'refusal-sent'
  return namesOnlyAbsentPeople(it) ? 'no-records-sent' : 'collected'
}

const endsCopies = (it: Case, director: CaseRole): CaseRole => (isEndUnconfirmed(it) ? 'counsel' : director)

const checkerOf = (it: Case, director: CaseRole): CaseRole =>
  it.decision?.notReached ? secondRoleOf(it) : it.production?.cannotCome.length === 0 ? 'counsel' : director

const awaitsCall = (it: Case): boolean =>
  it.counselAt === undefined && it.kind !== 'ask' && !isMinimumAgreed(it)

/** No opinion yet, or not of every finding; where two people comply without counsel, no one waits for it. */
const awaitsAdvice = (it: Case): boolean =>
  !isMinimumAgreed(it) &&
  (it.opinion === undefined ||
    (it.opinion === 'proper' && ![...it.findings.values()].every(isConfirmedByCounsel)))

const secondIsAskedToAgree = (it: Case): boolean => isMinimumAsked(it) && it.minimum?.agreedBy === undefined

const secondRoleOf = (it: Case): CaseRole =>
  (({ president: 'president', acting: 'director', trustee: 'staff' }) as const)[secondPersonOf(it)]

/** The library's counsel, unless one said that they have a conflict of interest: the others may have it too. */
const specialSecondOf = (it: Case): CaseRole => (it.conflicts.length === 0 ? 'counsel' : secondRoleOf(it))

const awaitsHoldingLetter = (it: Case): boolean =>
  isSubpoenaWithoutJudge(it) && it.timeAskedUntil === undefined && it.opinion === undefined

/** Officers do not wait until the log is complete, so what it lacks stays a task of the case. */
const lacksSearchFacts = ({ search, taken }: Case): boolean =>
  search !== undefined &&
  missingFacts(
    search,
    taken.some(({ struck }) => !struck),
  ).length > 0

const mayTellOfRefusal = ({ outcome, scope, notice, gagged }: Case): boolean =>
  outcome === 'refused' && !gagged && notice === undefined && (scope?.subjects.length ?? 0) > 0

const patronAwaitsNotice = ({ patronTold, notice }: Case): boolean =>
  !patronTold && (notice === 'tell' || notice === 'wait')

/** A step rests on the decision, but the case has changed since. */
function isDecisionStale(it: Case): boolean {
  return it.decision !== undefined && it.outcome === undefined && !isUnchangedSinceDecision(it)
}
