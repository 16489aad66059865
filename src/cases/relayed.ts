import type { Finding } from '../policy/index.ts'
import type { AnsweredThrough, Case, CitedFinding, CounselLetter, RelayedKind, RelayedWord } from './case.ts'
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
import { contactAlone, isUnanswered, relayedOwner } from './guards.ts'
import type { CaseRole, EventStamp } from './stamp.ts'
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
  const answer = { is, by, at: stamp.at, ...(through && { linked: through.to.name }), ...called }
  const answered = {
    ...withCounselReached(it, through),
    relayed: it.relayed.map((one) => (one === word ? { ...one, answer } : one)),
  }
  const own = { by: through === undefined ? stamp.by : (through.to.account ?? contactAlone), at: stamp.at }
  const next = is ? withConfirmed(answered, place, stamp, own) : withDenied(answered, word)
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
      const later = it.relayed.slice(place + 1)
      const isLast = !later.some(({ of, opinion, answer }) => of === 'advice' && opinion && answer?.is)
      const consulted = withCounselConsulted(allowed, stamp, { ...own, at: saidAt(it, word, stamp) })
      const { opinion } = word
      return { ...consulted, ...(isLast && opinion && { opinionOwn: opinion, opinionOwnBy: own.by }) }
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
    case 'board':
      return { ...it, boardConfirmedBy: [...it.boardConfirmedBy, own.by] }
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
  const isSaid = (...kinds: readonly RelayedKind[]) =>
    it.relayed.some((word) => kinds.includes(word.of) && word.answer?.is !== false)
  const isConsulted = it.counselConfirmedBy.length > 0 || isSaid('advice', 'debrief')
  const without: Case = {
    ...it,
    ...(stands && of === 'advice' && { opinion: undefined, grandfathered: undefined }),
    ...(stands && of === 'debrief' && withoutDebrief(it)),
    ...(of === 'notice' && { notice: undefined, noticeOn: undefined, ...noticeLeft(it) }),
    findings: unheard(it.findings, readOut),
    counselConsulted: isConsulted,
    boardConsulted: it.boardConfirmedBy.length > 0 || isSaid('board'),
    ...(stands && of === 'reading' && withoutReading),
    // Counsel is heard now, so nothing more is done without them.
    ...(of === 'compliance' && { minimum: undefined, tries: [] }),
  }
  return { ...withDecisionVoid(of === 'gag' ? withGagDenied(without) : without), ...openAgain }
}

/** The last that counsel chose themselves, or is said to have chosen since and has not denied. */
const noticeLeft = ({ relayed, noticeOwn }: Case) =>
  relayed
    .slice(noticeOwn?.until ?? 0)
    .findLast(({ of, answer, moot }) => of === 'notice' && answer?.is !== false && !moot)?.chosen ??
  noticeOwn?.chosen

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
  new Map(
    [...findings].map(([finding, cited]): [Finding, CitedFinding] => [
      finding,
      readOut.includes(finding) ? { ...cited, confirmed: undefined } : cited,
    ]),
  )

/** With their places, what waits for an answer of this role. */
export const relayedWordsFor = (it: Case, role: CaseRole): readonly (readonly [number, RelayedWord])[] =>
  it.relayed.flatMap((word, place) =>
    isUnanswered(word) && relayedOwner(word) === role ? [[place, word] as const] : [],
  )

/** With their places, words of counsel that wait for a call about a letter. */
export const lettersToCall = (it: Case): readonly (readonly [number, RelayedWord, CounselLetter])[] =>
  relayedWordsFor(it, 'counsel').flatMap(([place, word]) =>
    word.letter === undefined ? [] : [[place, word, word.letter] as const],
  )

/** What is in force of this kind rests on a word that is only reported. */
export const isOnlyReported = ({ relayed }: Case, of: RelayedKind): boolean =>
  relayed.some((word) => word.of === of && word.stands === true && isUnanswered(word))

/** When counsel is said to have been consulted first about the paper; undefined once it is known in their own hand. */
export const consultationReportedAt = (it: Case): string | undefined =>
  it.consultedAt === undefined
    ? it.relayed
        .filter((word) => (word.of === 'advice' || word.of === 'debrief') && isUnanswered(word))
        .map(({ at }) => at)
        .filter((at) => Date.parse(at) >= Date.parse(servedOrReceivedAt(it)))
        .sort()[0]
    : undefined
