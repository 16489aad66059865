import type { Finding, StaffRole } from '../policy/index.ts'
import type {
  Case,
  CitedFinding,
  CounselLetter,
  CounselOpinion,
  OwnStatement,
  RelayedKind,
  RelayedWord,
} from './case.ts'
import type { CaseRole } from './stamp.ts'

/* What follows from what counsel or the Board said, in their own hand or as reported. */

const ownAdvice = ({ own }: Case): OwnStatement | undefined =>
  own.findLast(({ of, opinion }) => of === 'advice' && opinion !== undefined)

const opinionIn = (said: OwnStatement | RelayedWord | undefined): CounselOpinion | undefined =>
  said?.unsaid ? undefined : said?.opinion

/** Counsel's last opinion given at their own account; `opinion` may be void since, or relayed by phone. */
export const opinionHere = (it: Case): CounselOpinion | undefined => opinionIn(ownAdvice(it))

/** The last that counsel gave or confirmed. */
function lastOpinion(it: Case): OwnStatement | RelayedWord | undefined {
  const own = ownAdvice(it)
  const confirmed = it.relayed.findLast(
    ({ of, opinion, answer }, place) =>
      of === 'advice' && opinion && answer?.is && place >= (own?.after ?? 0),
  )
  return confirmed ?? own
}

/** In counsel's own hand, whatever anyone else read or demanded since. */
export const ownOpinion = (it: Case): CounselOpinion | undefined => opinionIn(lastOpinion(it))

/** Whose opinion that is, also where they had a conflict of interest. */
export function ownOpinionBy(it: Case): string | undefined {
  const said = lastOpinion(it)
  return said && ('answer' in said ? said.answer?.hand : said.by)
}

/** What counsel last chose of telling the customer; it counts again where they deny what was reported since. */
export const ownNotice = ({ own }: Case): OwnStatement | undefined =>
  own.findLast(({ of }) => of === 'notice')

/** At least reported, and not denied. */
export const isBoardConsulted = (it: Case): boolean =>
  boardConfirmedBy(it).length > 0 ||
  it.relayed.some(({ of, answer }) => of === 'board' && answer?.is !== false)

/** The accounts of those who said or confirmed it, or the name of a president who has none. */
export const boardConfirmedBy = ({ own, relayed }: Case): readonly string[] => [
  ...own.flatMap(({ of, by }) => (of === 'board' ? [by] : [])),
  ...relayed.flatMap(({ of, answer }) => (of === 'board' && answer?.is ? [answer.hand] : [])),
]

/** Whose word it is, and who confirms or denies it. */
export const relayedOwner = ({ of }: Pick<RelayedWord, 'of'>): CaseRole =>
  of === 'board' || of === 'unconfirmed' ? 'president' : 'counsel'

export const isUnanswered = ({ answer, moot }: RelayedWord): boolean =>
  answer === undefined && moot === undefined

/** Words that a decision names, and that counsel or the Board has not confirmed or denied. A nondisclosure order is none. */
export const wordsUnanswered = ({ relayed }: Case): readonly RelayedWord[] =>
  relayed.filter((word) => isUnanswered(word) && word.of !== 'gag')

/** An account, and what the person is otherwise, while they act as Director. */
export type DecisionSigner = { readonly by: string; readonly ownRole?: StaffRole | undefined }

/** Who confirmed it as an emergency contact of which no account is known. */
export const contactAlone = 'contact'

/**
 * Of those who said or confirmed it, someone does not sign the decision. Hostile: counsel or a president who acts as Director would
 * be their own second person, also as a contact of which no one knows whose account it is.
 */
const isByAnother = (
  confirmedBy: readonly string[],
  side: 'counsel' | 'president',
  { by: signer, ownRole }: DecisionSigner,
): boolean => {
  const isOwnSide = ownRole === (side === 'counsel' ? 'counsel' : 'trustee')
  return confirmedBy.some((by) => by !== signer && !(isOwnSide && by === contactAlone))
}

/** Nothing said of this side waits, and they said or confirmed something that the signer did not. A president who decides speaks for the Board. */
export function isSideConfirmed(it: Case, side: 'counsel' | 'president', signer: DecisionSigner): boolean {
  if (wordsUnanswered(it).some((word) => relayedOwner(word) === side)) return false
  if (side === 'counsel') return isByAnother(it.counselConfirmedBy, 'counsel', signer)
  return it.aboutDirector
    ? boardConfirmedBy(it).length > 0
    : isByAnother(boardConfirmedBy(it), 'president', signer)
}

/** The opinion that a release rests on is in the hand of counsel who does not sign it. */
export function isOpinionByAnother(it: Case, signer: DecisionSigner): boolean {
  const by = ownOpinionBy(it)
  return by === undefined || isByAnother([by], 'counsel', signer)
}

/** Nothing said of counsel or the Board waits, and one of them spoke for themselves who does not decide here. */
export const isConsultationConfirmed = (it: Case, signer: DecisionSigner): boolean =>
  wordsUnanswered(it).length === 0 &&
  (isByAnother(it.counselConfirmedBy, 'counsel', signer) ||
    (!it.aboutDirector && isByAnother(boardConfirmedBy(it), 'president', signer)))

/** Someone else noted a nondisclosure order, and counsel has not said whether there is one. */
export const isGagReported = ({ gagged, relayed }: Case): boolean =>
  gagged && relayed.some((word) => word.of === 'gag' && isUnanswered(word))

/** A court quashed the paper, as counsel has not confirmed, or denied. */
export const isQuashOnlyReported = ({ outcome, relayed }: Case): boolean =>
  outcome === 'quashed' &&
  relayed.some(({ of, stands, answer }) => of === 'quashed' && stands === true && answer?.is !== true)

/** The case ended by what others recorded of a court or against counsel's opinion, and counsel has not confirmed it. */
export const isEndOnlyReported = (it: Case): boolean =>
  isQuashOnlyReported(it) ||
  (it.outcome !== undefined && it.relayed.some((word) => word.of === 'against' && isUnanswered(word)))

/** The same; or it was refused, or ended as seized, on a word of counsel or the Board that no one has confirmed. */
export const isEndUnconfirmed = (it: Case): boolean => {
  const { outcome, relayed } = it
  const rests = outcome === 'seized' || (outcome === 'refused' && ownOpinion(it) !== 'defective')
  const isOpenWord = (word: RelayedWord) => /^(advice|debrief|board)$/.test(word.of) && isUnanswered(word)
  return isEndOnlyReported(it) || (rests && relayed.some(isOpenWord))
}

/** With their places, what this role has yet to answer. */
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

/** Later events leave nothing to answer here. */
export const mooted = (
  { relayed }: Pick<Case, 'relayed'>,
  is: (word: RelayedWord, place: number) => boolean,
): readonly RelayedWord[] =>
  relayed.map((word, place) => (isUnanswered(word) && is(word, place) ? { ...word, moot: true } : word))

export const citedAs = (
  findings: Case['findings'],
  as: (cited: CitedFinding, finding: Finding) => CitedFinding,
): Case['findings'] => new Map([...findings].map(([finding, cited]) => [finding, as(cited, finding)]))
