import type { Finding } from '../policy/index.ts'
import type { AnsweredThrough, Case, RelayedWord } from './case.ts'
import {
  withBoardAllowed,
  withBoardAskedAgain,
  withCounselConsulted,
  withDecisionVoid,
  withdrawnJudgments,
  withGagDenied,
  withGagEndConfirmed,
  withNewGag,
  withoutMinimum,
  withSearchUndone,
} from './case-changes.ts'
import { servedOrReceivedAt } from './deadlines.ts'
import type { EventStamp } from './stamp.ts'
import { citedAs, contactAlone, isUnanswered, ownNotice } from './statements.ts'
import { cameToAnotherEnd } from './steps/search-mistaken.ts'

/* What someone records as counsel's or the Board's word is reported until they confirm or deny it themselves. */

type Answer = { readonly word: number; readonly is: boolean; readonly through?: AnsweredThrough | undefined }

/**
 * By counsel or the president, at their own sign-in, by a link (decision 63) or by a letter (decision 65); the guards have
 * checked whose word it is.
 */
export function withAnswer(
  it: Case,
  { word: place, is, through, stamp }: Answer & { readonly stamp: EventStamp },
): Case {
  const word = it.relayed[place]
  if (word === undefined) return it
  const by = through?.to.account ?? stamp.by
  const called = through?.how === 'letter' && { calledBy: stamp.by }
  const hand = through === undefined ? stamp.by : (through.to.account ?? contactAlone)
  const answer = { is, by, hand, at: stamp.at, ...(through && { linked: through.to.name }), ...called }
  const answered = {
    ...withCounselReached(it, through),
    relayed: it.relayed.map((one) => (one === word ? { ...one, answer } : one)),
  }
  const next = is
    ? withConfirmed(answered, place, stamp, { by: hand, at: stamp.at })
    : withDenied(answered, word)
  // Why: a call about a letter does not show that counsel saw the order.
  return called && next.gagged ? { ...next, gagUnseen: it.gagUnseen } : next
}

/** Counsel who answers by a link or a letter was reached, and spoke in the case, as at their own sign-in. */
function withCounselReached(it: Case, through: AnsweredThrough | undefined): Case {
  if (through?.to.whom !== 'counsel') return it
  const { account } = through.to
  const isNew = account !== undefined && !it.spoke.includes(account)
  return { ...it, spoke: isNew ? [...it.spoke, account] : it.spoke, tries: [], ...withoutMinimum(it) }
}

/** @param own who confirms it, who is not the caller where counsel was called about a letter; and when */
function withConfirmed(
  it: Case,
  place: number,
  stamp: EventStamp,
  own: { readonly by: string; readonly at: string },
): Case {
  const word = it.relayed[place]
  switch (word?.of) {
    case 'advice': {
      const allowed = it.gagged && word.board === true ? withBoardAllowed(it, place) : it
      return withCounselConsulted(allowed, stamp, { ...own, at: saidAt(it, word, stamp) })
    }
    case 'debrief':
      return withCounselConsulted(it, stamp, { ...own, at: saidAt(it, word, stamp) })
    case 'compliance':
    case 'quashed':
      return withCounselConsulted(it, stamp, own)
    case 'gag-end':
      return withGagEndConfirmed(it, place)
    case 'search': {
      if (it.search === undefined || cameToAnotherEnd(it)) return it
      return { ...withSearchUndone(it), ...openAgain }
    }
    case 'gag':
      return { ...withNewGag(withBoardAskedAgain(it, place), place), gagByCounsel: true }
    case 'reading':
      return { ...it, onceProcess: undefined }
    default:
      return it
  }
}

/** When counsel said it; what they said before the paper came was not about it. */
const saidAt = (it: Case, { at }: RelayedWord, stamp: EventStamp): string =>
  Date.parse(at) < Date.parse(servedOrReceivedAt(it)) ? stamp.at : at

/** What rested on it is void, and the case is open again. */
function withDenied(it: Case, { of, stands, readOut = [] }: RelayedWord): Case {
  const isSaid = ({ of, answer }: RelayedWord) =>
    (of === 'advice' || of === 'debrief') && answer?.is !== false
  const without: Case = {
    ...it,
    ...(stands && of === 'advice' && { opinion: undefined, grandfathered: undefined }),
    ...(stands && of === 'debrief' && withoutDebrief(it)),
    ...(of === 'notice' && { notice: undefined, noticeOn: undefined, ...noticeLeft(it) }),
    findings: unheard(it.findings, readOut),
    counselConsulted: it.counselConfirmedBy.length > 0 || it.relayed.some(isSaid),
    ...(stands && of === 'reading' && withoutReading),
    // Counsel is heard now, so nothing more is done without them.
    ...(of === 'compliance' && { minimum: undefined, tries: [] }),
  }
  return { ...withDecisionVoid(of === 'gag' ? withGagDenied(without) : without), ...openAgain }
}

/** The last that counsel chose themselves, or is said to have chosen since and has not denied. */
const noticeLeft = (it: Case) =>
  it.relayed
    .slice(ownNotice(it)?.after ?? 0)
    .findLast(({ of, answer, moot }) => of === 'notice' && answer?.is !== false && !moot)?.chosen ??
  ownNotice(it)?.chosen

/** A seizure is noted only after counsel reviewed the search, so it is noted again after that. What was taken stays listed. */
const withoutDebrief = ({ outcome }: Case): Partial<Case> => ({
  debriefed: false,
  ...(outcome === 'seized' && { outcome: undefined }),
})

/** It has to be read again, and what was judged of it too. */
const withoutReading: Partial<Case> = { ...withdrawnJudgments(), kind: 'process', reading: undefined }

const openAgain = { closed: false, closedAt: undefined }

/** No one read these to counsel after all. */
export const unheard = (findings: Case['findings'], readOut: readonly Finding[]): Case['findings'] =>
  citedAs(findings, (cited, finding) =>
    readOut.includes(finding) ? { ...cited, confirmed: undefined } : cited,
  )

/** When counsel is said to have been consulted first about the paper; undefined once it is known in their own hand. */
export const consultationReportedAt = (it: Case): string | undefined =>
  it.consultedAt === undefined
    ? it.relayed
        .filter((word) => (word.of === 'advice' || word.of === 'debrief') && isUnanswered(word))
        .map(({ at }) => at)
        .filter((at) => Date.parse(at) >= Date.parse(servedOrReceivedAt(it)))
        .sort()[0]
    : undefined
