import { type ScreenLanguage, screenWords } from '../platform/i18n/screen-words.ts'
import {
  type Answer,
  type Ask,
  daysBetween,
  type Finding,
  type InstrumentKind,
  type StaffRole,
} from '../policy/index.ts'
import {
  type Case,
  type CitedFinding,
  type ConfirmedContact,
  currentPackage,
  hasInstrument,
  isAboutStaff,
  isRequest,
  paperCount,
  type Scope,
  type SecondPerson,
  secondPersonOf,
} from './case.ts'
import { groundsHash, groundsOf, policyAskOf } from './decision.ts'
import type { CaseRole, CounselStatement, EventStamp, RelayedStatement } from './stamp.ts'
import { isUnanswered, ownOpinion, relayedOwner } from './statements.ts'

/** What guards know besides the case. */
export type GuardContext = {
  /** `YYYY-MM-DD` */
  readonly today: string
  dayOf(instant: string): string
  /** In a sealed matter. */
  readonly isSealed?: boolean
  decide(ask: Ask): Answer
  /** How often each counsel is tried, how many minutes apart, before a court order is complied with without them. */
  readonly attempts?: CounselAttempts | undefined
  /** The day from which a refusal or a privacy decision is signed though no second person confirmed it. Absent: never. */
  confirmBy?(it: Case, signer: string): string
  /** What the person is otherwise, while they act as Director. */
  readonly ownRole?: StaffRole | undefined
  /** Whether what a denial of public records cites is confirmed. Absent: nothing is sent by this step. */
  readonly isDenialConfirmed?: boolean | undefined
  /** Whether no other confirmed account could check this collector's copy. Absent: unknown. */
  isAlone?(collector: string, cannotCome?: readonly string[]): boolean
}

export type CounselAttempts = { readonly each: number; readonly minutesApart: number }

/**
 * A condition of a step. A guard that only one step needs is in that step's file. INVARIANT: `passes` and `hides` are
 * methods, so that a guard of part of an event fits every step whose event has it.
 */
export type Guard<E = unknown> = {
  /** The pack cites its clause by this name. */
  readonly name: string
  passes(
    it: Case,
    about: { readonly event: E; readonly stamp: EventStamp; readonly world: GuardContext },
  ): boolean
  /** Where the form is not offered at all; otherwise the form says what is missing. */
  hides?(it: Case): boolean
  readonly words: (speaker: ScreenLanguage) => string
}

export const hasPaper: Guard = {
  name: 'has-paper',
  passes: (it) => hasInstrument(it),
  hides: (it) => !hasInstrument(it),
  words: screenWords(
    () => 'There is no legal paper in this case.',
    () => 'En este caso no hay ningún documento legal.',
  ),
}

export const asksForRecords: Guard = {
  name: 'is-request',
  passes: (it) => isRequest(it),
  hides: (it) => !isRequest(it),
  words: screenWords(
    () => 'There is no request for records in this case.',
    () => 'En este caso no se piden registros.',
  ),
}

export const dayIsPast: Guard<{ readonly on: string }> = {
  name: 'day-is-past',
  passes: (_, { event, world }) => event.on <= world.today,
  words: screenWords(
    () => 'That date is in the future.',
    () => 'Esa fecha está en el futuro.',
  ),
}

export const paperIsRead: Guard = {
  name: 'paper-read',
  passes: ({ reading }) => reading !== undefined && reading.instrument !== 'unread',
  hides: (it) => !hasInstrument(it),
  words: screenWords(
    () => 'The decision maker or counsel must first read the paper and say what it is.',
    () => 'Primero quien decide, o la asesoría, debe leer el documento y decir qué es.',
  ),
}

/** Otherwise the time from service to report would be negative. */
export const afterItCame: Guard = {
  name: 'after-it-came',
  passes: (it, { stamp, world }) => stamp.at >= it.receivedAt && world.today >= world.dayOf(it.receivedAt),
  words: screenWords(
    () =>
      'That time or date is before the case was reported here. Only what was done after that can be recorded. Write anything earlier in a note.',
    () =>
      'Esa hora o ese día es anterior al reporte del caso aquí. Solo se puede anotar lo que se hizo después. Escriba lo anterior en una nota.',
  ),
}

/** The same for a step with a day of its own. */
export const dayAfterItCame: Guard<{ readonly on: string }> = {
  ...afterItCame,
  passes: (it, { event, stamp, world }) =>
    stamp.at >= it.receivedAt && event.on >= world.dayOf(it.receivedAt),
}

export const reported: Guard = {
  name: 'reported',
  passes: (it) => it.directorAt !== undefined,
  words: screenWords(
    () => 'The decision maker must be told about the case first.',
    () => 'Primero se debe avisar del caso a quien decide.',
  ),
}

/** Counsel's own step needs no earlier consultation. */
export const counselConsulted: Guard = {
  name: 'counsel-consulted',
  passes: (it, { stamp }) => it.counselConsulted || isByCounsel(stamp),
  words: screenWords(
    () => 'Legal counsel must be consulted first.',
    () => 'Primero hay que consultar a la asesoría legal.',
  ),
}

export const counselSawGag: Guard = {
  name: 'counsel-saw-gag',
  passes: ({ gagUnseen }) => gagUnseen === undefined,
  words: screenWords(
    () => 'This case has a nondisclosure order. Counsel must first open the case at their own sign-in.',
    () =>
      'Este caso tiene una orden de no divulgación. Primero la asesoría debe abrir el caso con su propia cuenta.',
  ),
}

/** Only counsel withdraws or moves what counsel cited, or the decider records that counsel did. */
export const counselsFinding: Guard<{
  readonly finding: Finding
  readonly heard?: RelayedStatement | undefined
}> = {
  name: 'counsels-finding',
  passes: (it, { event: { finding, heard }, stamp }) => {
    if (stamp.role === 'counsel' || it.findings.get(finding)?.byCounsel !== true) return true
    return stamp.role === deciderRole(it) && isRelayedStatement(heard) && isNotBlank(heard?.words)
  },
  words: screenWords(
    () =>
      'Counsel cited this finding, and only counsel can change it. If counsel withdrew it elsewhere, record who, how, and in which words.',
    () =>
      'La asesoría citó este punto, y solo ella puede cambiarlo. Si lo retiró en otra parte, anote quién, cómo y con qué palabras.',
  ),
}

/** The Director, or the president where the case is about the Director. */
export const isDecider: Guard = {
  name: 'is-decider',
  passes: (it, { stamp }) => stamp.role === deciderRole(it),
  words: screenWords(
    () => 'The Director decides. If the case is about the Director, the president of the Board decides.',
    () => 'Decide la Dirección. Si el caso trata de ella, decide quien preside la Junta.',
  ),
}

/** Nothing was read, named or brought since (Reg 1). */
export const asDecided: Guard = {
  name: 'as-decided',
  passes: (it) => isUnchangedSinceDecision(it),
  words: screenWords(
    () => 'The case changed after the decision was written. It must be written and signed again.',
    () => 'El caso cambió después de que se escribió la decisión. Hay que escribirla y firmarla otra vez.',
  ),
}

export const decidedToProduce: Guard = {
  name: 'decided-to-produce',
  passes: ({ decision }) => decision?.decision === 'release' || decision?.decision === 'compulsion',
  words: screenWords(
    () => 'There must first be a written decision to release or to comply.',
    () => 'Primero debe haber una decisión por escrito de entregar o de cumplir.',
  ),
}

export const collectedThis: Guard<{ readonly copy: string }> = {
  name: 'collected-this',
  passes: ({ production }, { event }) => production?.copy.id === event.copy,
  words: screenWords(
    () => 'Something else has been collected in the meantime.',
    () => 'Mientras tanto se reunió otra cosa.',
  ),
}

export const packagedThis: Guard<{ readonly document: string }> = {
  name: 'packaged-this',
  passes: (it, { event }) =>
    currentPackage(it)?.document === event.document &&
    (it.outcome === undefined || it.produced !== undefined),
  words: screenWords(
    () => 'Another file was made, or this one is closed.',
    () => 'Se hizo otro archivo, o este ya terminó.',
  ),
}

export const nothingOutside: Guard = {
  name: 'nothing-outside',
  passes: ({ outside }) => outside.size === 0,
  words: screenWords(
    () => 'A saved file has left. First note that it was delivered, or how it was destroyed.',
    () => 'Salió un archivo guardado. Primero anote que se entregó, o cómo se destruyó.',
  ),
}

/** The Director must not act as counsel or president under another name. */
export const ownSignIn: Guard = {
  name: 'own-sign-in',
  passes: (_, { stamp }) =>
    stamp.unconfirmed !== true || (stamp.role !== 'counsel' && stamp.role !== 'president'),
  words: screenWords(
    () =>
      'The Director set up this account. Someone else must first confirm that it is yours. See the page Identity confirmations.',
    () =>
      'La Dirección preparó esta cuenta. Antes, otra persona debe confirmar que es suya. Vea la página Confirmaciones de identidad.',
  ),
}

/** Otherwise a Director asks, and answers as the second person, with two accounts of their own. */
export const confirmedSignIn: Guard = {
  ...ownSignIn,
  passes: (_, { stamp }) => stamp.unconfirmed !== true,
}

export const secondRoles: Readonly<Record<SecondPerson, CaseRole>> = {
  president: 'president',
  acting: 'director',
  trustee: 'staff',
}

/**
 * The second person for what this person asked, at an account that no Director may control. Under a nondisclosure order that
 * only the person who decides noted there is none: the president may not see the case.
 */
export function isSecondPerson(
  it: Case,
  { stamp, isSealed }: { readonly stamp: EventStamp; readonly isSealed: boolean | undefined },
  asked: { readonly by: string; readonly acts?: true | undefined },
): boolean {
  const as = secondPersonOf(it, isSealed)
  if (it.gagged && as !== 'acting') return false
  if (stamp.role !== secondRoles[as] || stamp.unconfirmed === true || stamp.by === asked.by) return false
  return as !== 'acting' || (stamp.acting === true) !== (asked.acts === true)
}

export const policyLetsGo: Guard = {
  name: 'policy-lets-go',
  passes: (it, { world }) => {
    if (it.production === undefined) return false
    const { outcome, withheld } = world.decide(policyAskOf(it, it.production.copy.records, world.today))
    return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled')
  },
  words: screenWords(
    () => 'The policy does not allow this to be released for the case as it is now.',
    () => 'La política no permite entregar esto para el caso como está ahora.',
  ),
}

/** For every paper that came after the decision or the end, someone said whether it counts. */
export const nothingBeside: Guard = {
  name: 'nothing-beside',
  passes: ({ later }) => later.length === 0,
  words: screenWords(
    () => 'A paper arrived later and has not been reviewed. First say whether it counts, or set it aside.',
    () => 'Después llegó un documento que no se ha revisado. Primero diga si se considera, o déjelo aparte.',
  ),
}

/** No Director turns a paper of a court or agency into a request that they answer alone. */
export const requestAgreed: Guard = {
  name: 'request-agreed',
  passes: (it) => isRequestAgreed(it) !== false,
  words: screenWords(
    () =>
      'This came as a paper of a court or agency, or was read as one. Counsel must first confirm that it is a public-records request.',
    () =>
      'Esto llegó como documento de un tribunal o una agencia, o se leyó así. Primero la asesoría debe confirmar que es una solicitud de registros públicos.',
  ),
}

/** Counsel who denied an order in the papers denies the next one too, which a Director could note without end. */
export const onePerPaper: Guard = {
  name: 'one-order-per-paper',
  passes: (it, { stamp }) =>
    isByCounsel(stamp) ||
    it.secret === true ||
    it.orderNotedOn === undefined ||
    paperCount(it) > it.orderNotedOn,
  words: screenWords(
    () =>
      'Counsel was already asked about a nondisclosure order in these papers. Add the paper that has another one, or call counsel, who can record it. Until then, tell no one.',
    () =>
      'Ya se preguntó a la asesoría por una orden de no divulgación en estos documentos. Agregue el documento que trae otra, o llame a la asesoría, que puede anotarla. Mientras tanto, no se lo diga a nadie.',
  ),
}

/** The law asks a denial for statute and subsection, so none goes out with one that no one confirmed. */
export const subsectionConfirmed: Guard = {
  name: 'subsection-confirmed',
  passes: ({ kind }, { world }) => kind !== 'records-request' || world.isDenialConfirmed !== false,
  words: screenWords(
    ({ counsel }) =>
      `The law wants a denial to name the subsection, and which it is has not been confirmed, or no longer is. Ask ${counsel}. It is on the page Facts to confirm. If it changed since the letter was signed, sign a new letter.`,
    ({ counsel }) =>
      `La ley pide que una negativa diga la subsección, y cuál es no está confirmado, o ya no. Pregunte a ${counsel}. Está en la página Datos por confirmar. Si cambió después de firmar la carta, firme una carta nueva.`,
  ),
}

export const isDebriefed: Guard = {
  name: 'debriefed',
  passes: (it) => !it.searchEnded || it.debriefed,
  words: screenWords(
    () => 'Counsel must first review the search with the people who were there.',
    () => 'Primero la asesoría debe repasar el cateo con quienes estaban.',
  ),
}

export const waitsForNothing: Guard = {
  name: 'waits-for-nothing',
  passes: ({ wait }) => wait === undefined,
  words: screenWords(
    () => 'The case is waiting for a corrected paper or for a court. That must end first.',
    () => 'El caso espera un documento corregido o a un tribunal. Primero debe terminar eso.',
  ),
}

export const needsNoDecision: Guard = {
  name: 'needs-no-decision',
  passes: (it) => !isAboutStaff(it),
  hides: isAboutStaff,
  words: screenWords(
    () => 'A privacy concern ends with a written decision, and a wrong disclosure with what changed.',
    () =>
      'Una preocupación de privacidad termina con una decisión por escrito, y una divulgación indebida con lo que cambió.',
  ),
}

export const isPrivacy: Guard = {
  name: 'is-privacy',
  passes: ({ kind }) => kind === 'privacy',
  hides: ({ kind }) => kind !== 'privacy',
  words: screenWords(
    () => 'This case is not a privacy concern.',
    () => 'Este caso no es una preocupación de privacidad.',
  ),
}

export const isWrongDisclosure: Guard = {
  name: 'is-disclosure',
  passes: ({ kind }) => kind === 'disclosure',
  hides: ({ kind }) => kind !== 'disclosure',
  words: screenWords(
    () => 'This case is not a wrong disclosure.',
    () => 'Este caso no es una divulgación indebida.',
  ),
}

export const affectedKnown: Guard = {
  name: 'affected-named',
  passes: ({ affected }) => affected !== undefined,
  words: screenWords(
    () => 'First record who is affected.',
    () => 'Primero anote a quién afecta.',
  ),
}

/** A drill opens no one's records. */
export const notADrill: Guard = {
  name: 'not-a-drill',
  passes: ({ drill }) => !drill,
  words: screenWords(
    () => 'This is a drill. No one’s records are opened in it.',
    () => 'Esto es un simulacro. No se abre el registro de nadie.',
  ),
}

/** Compared by the minute, which is how times are typed. Unknown times pass. */
export const isNoLaterThan = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one.slice(0, 16) <= other.slice(0, 16)

export const isUnchangedSinceDecision = (it: Case, grounds = it.decision?.grounds): boolean =>
  grounds === groundsHash(groundsOf(it))

export const needsCounselToEnd = (it: Case): boolean => hasInstrument(it) || it.kind === 'emergency'

/** Issued by a lawyer, a county attorney, a clerk or an agency; what a judge orders is another paper. */
export const isSubpoenaWithoutJudge = (it: Case): boolean =>
  isReadAsSubpoena(it) && it.readAsJudges === undefined

export const isReadAsSubpoena = ({ reading }: Case): boolean =>
  reading !== undefined && subpoenas.includes(reading.instrument)

const subpoenas: readonly InstrumentKind[] = [
  ...(['subpoena', 'county-attorney-subpoena', 'grand-jury-subpoena', 'administrative-subpoena'] as const),
]

/** Due by tomorrow, or it was: to wait for counsel could be contempt of court. Reading: a day without an hour, so 24 hours. */
export const isDueOrder = ({ reading }: Case, today: string): boolean =>
  reading?.instrument === 'court-order' &&
  reading.returnOn !== undefined &&
  daysBetween(today, reading.returnOn) <= 1

/** Counsel found the paper proper, in their own hand. Whether an order forbids telling of it is another question. */
export const hasCounselCleared = ({ opinion, relayed }: Case): boolean =>
  opinion === 'proper' &&
  !relayed.some((word) => isUnanswered(word) && relayedOwner(word) === 'counsel' && word.of !== 'gag')

/** They agreed to comply without counsel, and it is what is being produced. */
export const isSecondInProduction = ({ decision, minimum }: Case, account: string): boolean =>
  decision?.notReached === true && minimum?.agreedBy === account

/** Including what no one has read yet; a public-records request is not legal process. */
export const isLegalProcess = (it: Case): boolean => hasInstrument(it) && isRequestAgreed(it) !== true

/** Whether a public-records request is one for sure; undefined where the case is none. */
export const isRequestAgreed = ({ kind, onceProcess }: Case): boolean | undefined =>
  kind === 'records-request' ? onceProcess === undefined : undefined

/** A public-records request is answered as it is and needs no reading. */
export const hasUnreadInstrument = (it: Case): boolean =>
  isLegalProcess(it) &&
  it.papers.length > 0 &&
  (it.reading ?? { instrument: 'unread' }).instrument === 'unread'

/** After the end, only a seizure or a paper that was never read is still read. */
export const mayStillBeRead = (it: Case): boolean =>
  it.outcome === undefined || it.outcome === 'seized' || hasUnreadInstrument(it)

export const dueOrder: Guard = {
  name: 'due-order',
  passes: (it, { world }) => isDueOrder(it, world.today),
  words: screenWords(
    () => 'Only a court order that is due today or tomorrow is complied with before counsel is heard.',
    () => 'Solo una orden de un tribunal que vence hoy o mañana se cumple antes de oír a la asesoría.',
  ),
}

export const scopeIsSet: Guard = {
  name: 'scope-set',
  passes: (it) => hasSettledScope(it),
  words: screenWords(
    ({ customers }) => `First set which ${customers} and which records the paper names.`,
    ({ customers }) => `Primero fije qué ${customers} y qué registros nombra el documento.`,
  ),
}

export const namesOnlyAbsentPeople = ({ scope }: Pick<Case, 'scope'>): boolean =>
  scope !== undefined && scope.subjects.length === 0 && (scope.absent?.length ?? 0) > 0

/** Until then, only records and days are set. */
export const namesPeople = ({ subjects, absent }: Scope): boolean =>
  subjects.length + (absent?.length ?? 0) > 0

/** The same people, and the same places of people who are not on file. */
export function namesSamePeople(one: Scope, other: Scope): boolean {
  const named = ({ subjects, absent = [] }: Scope) => `${[...subjects].sort().join()}\n${absent.join()}`
  return named(one) === named(other)
}

export const hasSettledScope = ({ scope }: Case): boolean =>
  scope !== undefined && scope.records.length > 0 && namesPeople(scope)

export const mayBeWarrant = ({ kind, search, reading }: Case): boolean =>
  kind === 'process' &&
  (search !== undefined ||
    reading === undefined ||
    reading.instrument === 'search-warrant' ||
    reading.instrument === 'unread')

/** It was read as one, or its reporter saw that it orders a search here. Officers with such a paper are never to be stopped. */
const isWarrant = (it: Case): boolean =>
  it.reading?.instrument === 'search-warrant' ||
  (mayBeWarrant(it) && it.looked?.searchHere === 'yes' && it.looked.judge !== 'no')

/** Officers may search and have not begun. Their reporter comes back to the log. */
export const awaitsSearch = (it: Case): boolean =>
  isWarrant(it) && it.search === undefined && it.outcome === undefined && !it.closed

/** As it was read; until then, what its reporter and the search show. */
export const instrumentOf = (it: Case): InstrumentKind | undefined =>
  it.reading?.instrument ??
  (it.search !== undefined || (isWarrant(it) && it.looked?.court !== 'no') ? 'search-warrant' : undefined)

export const deciderRole = ({ aboutDirector }: Case): EventStamp['role'] =>
  aboutDirector ? 'president' : 'director'

/** Counsel found the paper proper in their own hand, and someone else ends the case without producing anything. */
export const isAgainstCounsel = (it: Case, stamp: EventStamp): boolean =>
  ownOpinion(it) === 'proper' && !isByCounsel(stamp)

/** The same; or it is legal process, of which counsel has said nothing in their own hand. */
export const isEndWithoutCounsel = (it: Case, stamp: EventStamp): boolean =>
  isAgainstCounsel(it, stamp) || (!isByCounsel(stamp) && ownOpinion(it) === undefined && isLegalProcess(it))

const weekMs = 7 * 86_400_000

/** Two people stand for it, and anyone had a week to notice. */
export const isContactGood = ({ setBy, confirmedBy, confirmedAt }: ConfirmedContact, at: string): boolean =>
  setBy !== confirmedBy && Date.parse(at) - Date.parse(confirmedAt) >= weekMs

/** Counsel who said, since or before, that they have a conflict of interest in the case. */
export const isOutOf = ({ conflicts }: Case, { account }: ConfirmedContact): boolean =>
  account !== undefined && conflicts.includes(account)

/** Counsel said it elsewhere, and is named. */
export const isRelayedStatement = (word: Pick<CounselStatement, 'way' | 'counsel'> | undefined): boolean =>
  word !== undefined && word.way !== 'here' && isNotBlank(word.counsel)

/** Counsel's own, or relayed by name by the decider. */
export const isCounselsOrRelayed = (
  it: Case,
  { event, stamp }: { readonly event: CounselStatement; readonly stamp: EventStamp },
): boolean =>
  stamp.role === 'counsel'
    ? event.way === 'here'
    : stamp.role === deciderRole(it) && isRelayedStatement(event)

/** At an account that no one else controls. */
export const isByCounsel = ({ role, unconfirmed }: EventStamp): boolean =>
  role === 'counsel' && unconfirmed !== true

export const isNotBlank = (words: string | undefined): boolean => words !== undefined && words.trim() !== ''

/** Nothing beyond the wider scope; people count once the wider scope names them. */
export function isWithinScope(one: Scope, wider: Scope): boolean {
  const within = <T>(few: readonly T[], many: readonly T[]) => few.every((each) => many.includes(each))
  const begins = wider.from === undefined || (one.from !== undefined && one.from >= wider.from)
  const ends = wider.until === undefined || (one.until !== undefined && one.until <= wider.until)
  const people = !namesPeople(wider) || within(one.subjects, wider.subjects)
  return people && within(one.records, wider.records) && begins && ends
}

/** Cited, seen, or heard by counsel. */
export const isConfirmedByCounsel = ({ byCounsel, confirmed }: CitedFinding): boolean =>
  byCounsel || confirmed === true

/** Cited by others, and not seen or heard by counsel. */
export const unseenFindings = ({ findings }: Case): Finding[] =>
  [...findings].flatMap(([finding, cited]) => (isConfirmedByCounsel(cited) ? [] : [finding]))
