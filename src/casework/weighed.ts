import { askIfDecided, askOf } from './ask-of.ts'
import { type Case, callSources, type Finds, hasPaper, type Scope } from './case.ts'
import type { CounselsWord, Of, Stamp } from './event.ts'
import { groundsHash, groundsOf } from './grounds.ts'
import type { World } from './needs.ts'

/* What the needs of a step look at in a case: each is one question, whoever asks it. */

/** Whether a case is still what was decided upon, or is to be. */
export const isAsDecided = (it: Case, grounds = it.decision?.grounds): boolean =>
  grounds === groundsHash(groundsOf(it))

/** Of what is asked by paper, or as an emergency, more has to be so before it ends. */
export const isWeighty = (it: Case): boolean => hasPaper(it) || it.kind === 'emergency'

/** Paper, or what nobody has read yet; a public-records request is none. */
export const isProcess = (it: Case): boolean => hasPaper(it) && it.kind !== 'records-request'

/** Paper of it was brought in, and nobody has read what it is; a public-records request is answered as it stands. */
export const isUnread = (it: Case): boolean =>
  isProcess(it) && it.papers.length > 0 && (it.reading ?? { instrument: 'unread' }).instrument === 'unread'

/** What ended otherwise than by a seizure is read no more: but for what nobody read before it ended. */
export const isStillRead = (it: Case): boolean =>
  it.outcome === undefined || it.outcome === 'seized' || isUnread(it)

/** Of everybody whom the paper names somebody said that nothing is on file. */
export const namesNobodyHere = ({ scope }: Pick<Case, 'scope'>): boolean =>
  scope !== undefined && scope.subjects.length === 0 && (scope.absent?.length ?? 0) > 0

/** It is said whom the paper names: people here, or some of whom nothing is on file. Until then the records and days alone are set. */
export const namesPeople = ({ subjects, absent }: Scope): boolean =>
  subjects.length + (absent?.length ?? 0) > 0

/** It is settled which records, and whose. */
export const isScoped = ({ scope }: Case): boolean =>
  scope !== undefined && scope.records.length > 0 && namesPeople(scope)

export const mayBeWarrant = ({ kind, search, reading }: Case): boolean =>
  kind === 'process' &&
  (search !== undefined ||
    reading === undefined ||
    reading.instrument === 'search-warrant' ||
    reading.instrument === 'unread')

export const deciderIn = ({ aboutDirector }: Case): Stamp['role'] =>
  aboutDirector ? 'president' : 'director'

/** Counsel said it elsewhere than here, by name. */
export const isHeard = (word: Pick<CounselsWord, 'way' | 'counsel'> | undefined): boolean =>
  word !== undefined && word.way !== 'here' && isSaid(word.counsel)

/** Counsel did it, at a sign-in that is in nobody else's hands. */
export const isCounsels = ({ role, unconfirmed }: Stamp): boolean =>
  role === 'counsel' && unconfirmed !== true

export const isSaid = (words: string | undefined): boolean => words !== undefined && words.trim() !== ''

export function mayDecide(
  it: Case,
  { decision }: { readonly decision: Parameters<typeof askIfDecided>[1] },
  world: World,
): boolean {
  if (decision === 'heed' || decision === 'not-heed') return true
  const { outcome } = world.decide(askIfDecided(it, decision, world.today))
  if (decision === 'release') return outcome === 'release' || outcome === 'limited'
  return outcome === (decision === 'refusal' ? 'refuse' : 'compelled')
}

export function letsGo(it: Case, { records }: Scope, world: World): boolean {
  const { outcome, withheld } = world.decide(askOf(it, records, world.today))
  return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled')
}

/** No subject, record or day that the wider one does not have; people count once it is said whom the wider one names. */
export function isWithin(one: Scope, wider: Scope): boolean {
  const within = <T>(few: readonly T[], many: readonly T[]) => few.every((each) => many.includes(each))
  const begins = wider.from === undefined || (one.from !== undefined && one.from >= wider.from)
  const ends = wider.until === undefined || (one.until !== undefined && one.until <= wider.until)
  const people = !namesPeople(wider) || within(one.subjects, wider.subjects)
  return people && within(one.records, wider.records) && begins && ends
}

/** Counsel pinned it, or saw it, or heard it read out. */
export const isConfirmed = ({ byCounsel, confirmed }: Finds): boolean => byCounsel || confirmed === true

/** Of a telephone number, without the code of the country. */
export const digitsOf = (number: string): string => number.replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '')

/** A number of a source that there is, which is none that whoever asks gave and none that stands on their paper. */
export function isFoundElsewhere(
  { numbersGiven }: Case,
  { source, dialled }: Pick<Of<'requester-checked'>, 'source' | 'dialled'>,
): boolean {
  const digits = digitsOf(dialled)
  const isNumber = digits.length >= fewestDigits && digits.length <= 15
  return (
    isNumber && callSources.includes(source) && !numbersGiven.some((one) => isSame(digits, digitsOf(one)))
  )
}

const fewestDigits = 7

/** The same telephone, though one of them has an area before it or an extension after it. */
function isSame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= fewestDigits && (long.startsWith(short) || long.endsWith(short))
}
