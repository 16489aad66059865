import type { Finding } from '../policy/index.ts'
import {
  type Case,
  type CaseOutcome,
  type CitedFinding,
  isRequest,
  type OwnStatement,
  type RelayedWord,
} from './case.ts'
import { isByCounsel } from './guards.ts'
import type { EventStamp } from './stamp.ts'
import {
  citedAs,
  isGagReported,
  isQuashOnlyReported,
  isUnanswered,
  mooted,
  ownNotice,
  relayedOwner,
} from './statements.ts'

/** The first contact counts; later ones do not move the time. */
export function withContact(it: Case, whom: 'director' | 'counsel', at: string): Case {
  return whom === 'director'
    ? { ...it, directorAt: it.directorAt ?? at }
    : { ...it, counselAt: it.counselAt ?? at }
}

/**
 * Only at their own sign-in is it counsel's own word, and certain that they know of a nondisclosure order.
 * @param own who said it in their own hand, also where they confirmed it by a link, which is never under such an order, or by a
 * letter; and when, as they confirmed: the time of a consultation rests on their own word alone
 */
export const withCounselConsulted = (
  it: Case,
  stamp: EventStamp,
  own: { readonly by: string; readonly at: string } | undefined = isByCounsel(stamp) ? stamp : undefined,
): Case => ({
  ...withContact(it, 'counsel', stamp.at),
  counselConsulted: true,
  tries: isByCounsel(stamp) ? it.tries : [],
  // Why only their own word: what is reported of them does not undo what two people agreed to.
  ...(own && {
    consultedAt: it.consultedAt !== undefined && it.consultedAt < own.at ? it.consultedAt : own.at,
    counselConfirmedBy: [...it.counselConfirmedBy, own.by],
    gagUnseen: undefined,
    ...withoutMinimum(it),
  }),
})

/** Counsel was heard: nothing is agreed without them, unless it was decided so already. */
export const withoutMinimum = (it: Case): Partial<Case> =>
  it.decision?.notReached === true ? {} : { minimum: undefined }

/** Why no opinion: what arrived since must be reviewed before it counts as proper. */
export const withWaitEnded = (it: Case): Case => ({
  ...it,
  wait: undefined,
  opinion: undefined,
})

/** Earlier judgments were about what the paper was thought to be then. */
export const withdrawnJudgments = () => ({
  opinion: undefined,
  grandfathered: undefined,
  requesterVerified: false,
  findings: new Map<Finding, CitedFinding>(),
})

/**
 * A case reopens when an unread paper arrives, unless its outcome cannot be undone. Hostile: what counsel is asked of the end stays
 * asked, or anyone who adds a scan and counts it would take back the question about a refusal that left.
 */
export function reopened(it: Case): Case {
  const isLasting = it.outcome === undefined || irreversibleOutcomes.includes(it.outcome)
  if (!isRequest(it) || isLasting) return it
  const { relayed } = it
  const open = { outcome: undefined, reading: undefined }
  return { ...withDecisionWithdrawn(it), relayed, ...withdrawnJudgments(), ...open }
}

const irreversibleOutcomes: readonly CaseOutcome[] = ['released', 'compelled', 'seized', 'quashed']

const wordsOfEnd: ReadonlySet<RelayedWord['of']> = new Set(['quashed', 'against', 'unconfirmed'])

/**
 * The case has to be decided again, with everything that came since. Two people who agreed for want of counsel agree again: counsel
 * may have been heard since they did.
 */
export const withDecisionWithdrawn = (it: Case): Case => ({
  ...it,
  ...nothingCollected,
  ...(it.decision?.notReached === true && { minimum: undefined }),
  decision: undefined,
  papers: [...it.papers, ...it.later],
  later: [],
  // Nothing is left to answer of an end that is void.
  relayed: mooted(it, ({ of }) => wordsOfEnd.has(of)),
})

/**
 * Decisions and outcomes that someone else must make are void. What cannot be undone stays: production, seizure, a
 * court's ruling; and if a file left, the decision, though nothing more leaves under it.
 */
export function withDecisionVoid(it: Case): Case {
  const isQuashed = it.outcome === 'quashed' && !isQuashOnlyReported(it)
  const isFact = it.produced !== undefined || it.outcome === 'seized' || isQuashed
  if (it.decision === undefined && (isFact || it.outcome === undefined)) return it
  if (isFact || it.outside.size > 0)
    return { ...it, decision: it.decision && { ...it.decision, grounds: '' } }
  return { ...withDecisionWithdrawn(it), outcome: undefined, complainantTold: undefined }
}

/** A refusal that was kept back is published from now on. No one has to say any more that there was an order. */
export function withGagEnded(it: Case): Case {
  const freed = it.gagged && it.refusal?.keptBack === true
  const refusal = it.refusal && { ...it.refusal, keptBack: false, freed }
  const relayed = mooted(it, ({ of }) => of === 'gag')
  const over = { secret: undefined, gagByCounsel: undefined, gagUnseen: undefined }
  return { ...it, ...over, gagged: false, boardMayKnow: false, refusal, relayed }
}

/** Counsel confirmed that it ended. An order that someone noted after counsel said so is another, and still waits for counsel. */
export function withGagEndConfirmed(it: Case, place: number): Case {
  const later = it.relayed.findLastIndex((word) => word.of === 'gag' && isUnanswered(word))
  if (later < place) return withGagEnded(it)
  const relayed = mooted(it, ({ of }, at) => of === 'gag' && at < place)
  return { ...withBoardAskedAgain(it, later), gagByCounsel: undefined, relayed }
}

/** That the Board may know holds for the orders that counsel knew of then. */
export const withBoardAllowed = (it: Case, said = it.relayed.length): Case => ({
  ...it,
  boardMayKnow: true,
  boardAllowedAfter: Math.max(said, it.boardAllowedAfter ?? 0),
})

/** An order that was reported at this place is one: what counsel allowed before it was about another. */
export const withBoardAskedAgain = (it: Case, order: number): Case => ({
  ...it,
  boardMayKnow: it.boardMayKnow && (it.boardAllowedAfter ?? 0) > order,
})

/** Counsel denied an order; another one still stands, where counsel noted it or is still asked about it. */
export const withGagDenied = (it: Case): Case =>
  it.gagByCounsel || isGagReported(it) ? it : withGagEnded(it)

/** What was reported of an order before says nothing of a new one. Not before it is certain that there is one. */
export const withNewGag = (it: Case, place = it.relayed.length): Case => ({
  ...it,
  relayed: it.relayed.map((word, at) =>
    word.answer !== undefined || at >= place
      ? word
      : word.of === 'gag-end'
        ? { ...word, moot: true }
        : { ...word, board: undefined },
  ),
})

/** The case is as if there had been no search. */
export const withSearchUndone = (it: Case): Case => ({
  ...it,
  search: undefined,
  searchBeganAt: undefined,
  searchEnded: false,
  searchEndedAt: undefined,
  taken: [],
  debriefed: false,
  outcome: undefined,
  relayed: mooted(it, ({ of }) => of === 'search'),
})

/**
 * Counsel with a conflict of interest is out of the case, and the other is asked. Where they spoke in it, or someone
 * recorded a word of counsel that no one confirmed, nothing rests on counsel's word until it is asked again. What
 * ended stays as it is.
 */
export function withConflict(it: Case, by: string): Case {
  const without: Case = {
    ...it,
    conflicts: [...it.conflicts, by],
    special: it.special.filter((one) => one !== by),
    specialAsked: it.specialAsked?.account === by ? undefined : it.specialAsked,
    counselAt: undefined,
    ...(it.gagged && { gagUnseen: true as const }),
  }
  // Why not these: they rest on no word of counsel, and any of them answers for it.
  const isCounsels = (word: RelayedWord) =>
    relayedOwner(word) === 'counsel' && !/^(compliance|against|reading|gag)$/.test(word.of)
  const isOpenWord = (word: RelayedWord) => word.answer === undefined && isCounsels(word)
  if (!(it.spoke.includes(by) || it.relayed.some(isOpenWord))) return without
  const unsaid: Case = {
    ...without,
    opinion: undefined,
    grandfathered: undefined,
    findings: unheardFindings(it),
    own: it.own.map(withoutAdvice),
    relayed: it.relayed.map((word) => (word.answer ? withoutAdvice(word) : word)),
  }
  // What ended stays as it ended; nothing rests on their opinion where a denial opens it again.
  if (it.outcome !== undefined) return { ...unsaid, ...withoutNoticeBy(unsaid, by) }
  return withDecisionVoid({
    ...unsaid,
    boardMayKnow: false,
    debriefed: false,
    counselConsulted: false,
    counselConfirmedBy: [],
    consultedAt: undefined,
    relayed: mooted(unsaid, isCounsels).map((word) =>
      isCounsels(word) ? { ...word, stands: undefined } : word,
    ),
  })
}

/** Nothing rests on counsel's opinion any more. */
const withoutAdvice = <S extends OwnStatement | RelayedWord>(said: S): S =>
  said.of === 'advice' ? { ...said, unsaid: true } : said

/** Records left, and whether the customer is told was their choice: the other counsel is asked before the case is closed. */
function withoutNoticeBy(it: Case, by: string): Partial<Case> {
  const { produced, patronTold, relayed } = it
  const isTheirs =
    ownNotice(it)?.by === by ||
    relayed.some(({ of, answer }) => of === 'notice' && answer?.is && answer.by === by)
  if (produced === undefined || patronTold || !isTheirs) return {}
  const own = [...it.own, { of: 'notice' as const, by, chosen: {}, after: relayed.length }]
  return { notice: undefined, noticeOn: undefined, own }
}

const unheardFindings = ({ findings }: Case): Case['findings'] =>
  citedAs(findings, (cited) => ({ ...cited, byCounsel: false, confirmed: undefined }))

/** Drops what was collected and made from it. INVARIANT: except what already left, which must be accounted for. */
const nothingCollected = { production: undefined }

/** Kept back while a nondisclosure order stands. */
export const refusalOf = ({ aboutDirector, gagged }: Case, at: string, document = ''): Case['refusal'] => ({
  at,
  document,
  by: aboutDirector ? 'president' : 'director',
  keptBack: gagged,
  freed: false,
})
