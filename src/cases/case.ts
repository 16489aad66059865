import type { Finding, InstrumentKind, RecipientKind, RecordKind } from '../policy/index.ts'

/*
 * A case: somebody asks for what the library keeps to itself, with or without paper, until it is closed. It is a value;
 * the steps say which event may come when, and how each changes it.
 */

/**
 * `process`: paper that is not a public-records request. `records-request`: that one. `ask`: somebody asks, without paper.
 * `emergency`: an agency claims one. `privacy`: a problem with somebody's privacy, raised by staff or a patron.
 * `conduct`: what somebody did on library grounds, and whether authorities were told.
 */
export const caseKinds = ['process', 'records-request', 'ask', 'emergency', 'privacy', 'conduct'] as const
export type CaseKind = (typeof caseKinds)[number]

/** Where it came to the library. */
export const intakeChannels = ['counter', 'mail', 'city-hall', 'e-mail', 'home', 'phone'] as const
/** `own-page`: a patron wrote it at their own pages, where nobody else can. */
export type IntakeChannel = (typeof intakeChannels)[number] | 'own-page'

/**
 * How far it is. `searching`: officers are carrying out a warrant. `searched`: they left, as somebody who was there said, and
 * what came of it is still to be said. `ended`: it has an outcome, and something is left to do.
 */
export const stages = [
  ...(['received', 'read', 'with-counsel', 'cure-demanded', 'objected', 'cleared', 'decided'] as const),
  ...(['collected', 'checked', 'packaged', 'searching', 'searched', 'ended', 'closed'] as const),
] as const
export type Stage = (typeof stages)[number]

/**
 * What came of it; these are kept apart wherever they are counted. `released`: by the policy. `compelled`: the Director
 * recorded, after counsel, that the law compels it. `seized`: officers took it under a warrant. `answered`: a public-records
 * request, with what is public; nothing of any customer is in it. `no-records`: the paper was obeyed, and of nobody whom it names is
 * anything on file.
 */
export const caseOutcomes = [
  ...(['released', 'compelled', 'seized', 'refused', 'withdrawn', 'quashed', 'referred'] as const),
  ...(['heeded', 'not-heeded', 'recorded', 'answered', 'no-records'] as const),
] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

export const yesNoUnsure = ['yes', 'no', 'unsure'] as const
export type YesNoUnsure = (typeof yesNoUnsure)[number]

/** Who asks. No field for what for: the Definition forbids to ask it of a patron, and the paper says it of an officer. */
export type Requester = {
  readonly kind: RecipientKind
  readonly name: string
  readonly agency?: string | undefined
  readonly phone?: string | undefined
  /** A patron's id, where they wrote it at their own pages. */
  readonly patron?: string | undefined
}

/** A paper or a photo of one, kept sealed. */
export type InstrumentFile = {
  readonly id: string
  readonly name: string
  /** `application/pdf`, `image/jpeg` or `image/png`. */
  readonly type: string
  /** SHA-256 of its bytes, in hex. */
  readonly sha256: string
  readonly bytes: number
  /** How many it has at most; absent where nobody can say. */
  readonly pages?: number | undefined
}

/** What the paper says of itself, as the Director or counsel read it. Days are `YYYY-MM-DD`. */
export type InstrumentDetails = {
  readonly instrument: InstrumentKind
  readonly court?: string | undefined
  readonly number?: string | undefined
  readonly issuedOn?: string | undefined
  readonly servedOn?: string | undefined
  /** The day on which it wants an answer. */
  readonly returnOn?: string | undefined
  readonly federal: boolean
  /** It says that nobody may be told of it. */
  readonly nondisclosure?: boolean | undefined
  /** The day on which the order that nobody may be told ends by itself. */
  readonly gagUntil?: string | undefined
  /** A telephone number that stands on it: nobody is called back there. */
  readonly phone?: string | undefined
}

/** How it ended that nobody may be told: a court said so, or its own time was over. */
export const nondisclosureEndings = ['court-order', 'expiry'] as const
export type NondisclosureEnding = (typeof nondisclosureEndings)[number]

/** Of whom, what and of which days the paper speaks. Nothing beyond it is ever collected. */
export type Scope = {
  /** Ids of patrons, in the order of the paper. */
  readonly subjects: readonly string[]
  /** The places in that order, from 1, of those whom the paper names and of whom nothing is on file. No name of theirs is kept. */
  readonly absent?: readonly number[] | undefined
  readonly records: readonly RecordKind[]
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** Where in a paper a finding stands, and in which words. */
export type Citation = { readonly paper: string; readonly page: number; readonly words: string }

/**
 * `byCounsel`: counsel pinned it at their own sign-in. `confirmed`: counsel held the paper for proper with it before them, or with
 * it read out to them.
 */
export type CitedFinding = Citation & { readonly byCounsel: boolean; readonly confirmed?: true | undefined }

/** Where a number to call back at may come from: never from the paper, nor from whoever brought it. */
export const callSources = ['court-clerk', 'agency-published', 'known-before'] as const
export type CallSource = (typeof callSources)[number]

export type CounselOpinion = 'proper' | 'defective'
export const decisions = ['release', 'compulsion', 'refusal', 'heed', 'not-heed'] as const
export type Decision = (typeof decisions)[number]

/** A sealed copy of records: kept for a while, or collected to be produced. */
export type CaseCopy = Scope & {
  readonly id: string
  readonly by: string
  /** Whoever collected it confirmed that its people stand in the order of the paper. */
  readonly asListed?: true | undefined
}

/** A file of a package: its length in bytes, and its SHA-256 in hex. */
export type PackedFile = { readonly name: string; readonly bytes: number; readonly sha256: string }

export const deliveryMethods = ['in-person', 'mail', 'e-mail', 'court'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

export type SearchDetails = {
  readonly leader: string
  readonly court: string
  readonly signedBy: string
  readonly place: string
  readonly items: string
  readonly dates: string
  readonly hours: string
  readonly delay: 'granted' | 'refused' | 'not-asked'
}

/** `struck`: written down by mistake, as somebody said since; it stays on the list, struck through. */
export type SeizedItem = {
  /** Of the form that it was sent by, which counts once; a number where it has none. */
  readonly line: string
  readonly thing: string
  readonly at: string
  readonly by: string
  readonly struck?: true | undefined
}

export type Case = {
  readonly kind: CaseKind
  /** A simulated visit: in no figure of anything. */
  readonly drill: boolean
  readonly way: IntakeChannel
  /** The account that was served, or asked. */
  readonly servedTo: string
  /** Instants, UTC: when it came, and when the Director and counsel were reached. */
  readonly receivedAt: string
  /** When the first paper was brought to what came without any: who was reached before knew nothing of it. */
  readonly servedAt?: string | undefined
  readonly directorAt?: string | undefined
  readonly counselAt?: string | undefined
  readonly requester: Requester
  readonly wants: string
  /** The three questions that whoever was served could answer by a look at the paper. */
  readonly looked?:
    | { readonly court: YesNoUnsure; readonly judge: YesNoUnsure; readonly searchHere: YesNoUnsure }
    | undefined
  /** It is about the Director, who then decides nothing in it. */
  readonly aboutDirector: boolean
  readonly papers: readonly InstrumentFile[]
  /**
   * What staff brought once it was decided, or anybody once it had ended: nothing rests on it yet. `aside`: whoever decides, or
   * counsel, left it so.
   */
  readonly later: readonly InstrumentFile[]
  readonly aside: readonly InstrumentFile[]
  readonly reading?: InstrumentDetails | undefined
  /** A paper of it forbids to tell anyone; counsel may have said that the Board may know all the same. */
  readonly gagged: boolean
  readonly boardMayKnow: boolean
  /** Somebody else than counsel said so, and counsel has not looked since. */
  readonly gagUnseen?: true | undefined
  readonly requesterVerified: boolean
  /** Every number that whoever asks gave, or that stood on a paper as somebody read it. */
  readonly numbersGiven: readonly string[]
  readonly scope?: Scope | undefined
  readonly findings: ReadonlyMap<Finding, CitedFinding>
  readonly opinion?: CounselOpinion | undefined
  /** Counsel holds that a lapsed law still reaches it. */
  readonly grandfathered?: boolean | undefined
  /** What counsel said last at a sign-in of their own; `opinion` may have fallen since, or be from a telephone. */
  readonly opinionHere?: CounselOpinion | undefined
  readonly counselConsulted: boolean
  readonly boardConsulted: boolean
  readonly waitsFor?: 'cure' | 'objection' | undefined
  readonly waitsUntil?: string | undefined
  /** Counsel objected to the paper, whatever became of that. */
  readonly objected?: true | undefined
  /** `grounds`: the hash of what it rests on, as the case was when it was signed. */
  readonly decision?:
    | { readonly decision: Decision; readonly document: string; readonly grounds: string }
    | undefined
  /** By their ids, with the day on which each ends. */
  readonly preserved: ReadonlyMap<string, { readonly copy: CaseCopy; readonly until: string }>
  readonly collected?: CaseCopy | undefined
  /** Whoever collected it signs in with what a Director set up, and nobody else confirmed. */
  readonly collectorUnconfirmed?: boolean | undefined
  readonly collectedAt?: string | undefined
  /** The accounts of counsel who cannot come to where it shows, and check it by telephone. */
  readonly cannotCome?: readonly string[] | undefined
  readonly checkedBy?: string | undefined
  /** Counsel did by telephone, and whoever decides wrote it down: who, when, and the mark of what they were read. */
  readonly checkedByPhone?:
    | { readonly counsel: string; readonly at: string; readonly sha256: string }
    | undefined
  /** The file that waits to be handed over: its id here, and its SHA-256. */
  readonly packaged?: { readonly id: string; readonly document: string } | undefined
  /** When bytes of it first left Carrel: that stays, whatever becomes of the case. */
  readonly savedAt?: string | undefined
  /** Files that left, by their SHA-256, each with when it first did, until it is said what became of them. */
  readonly outside: ReadonlyMap<string, string>
  /** What was handed over, and when. */
  readonly produced?: { readonly document: string; readonly at: string } | undefined
  /** When a refusal was sent, and by whose decision; `keptBack`: nobody was to be told then, and `freed`: that ended just now. */
  readonly refusal?:
    | {
        readonly at: string
        readonly by: 'director' | 'president'
        /** The hash of the letter that was signed; '' where none was. */
        readonly document: string
        readonly keptBack: boolean
        readonly freed: boolean
      }
    | undefined
  readonly receipt: boolean
  readonly notice?: 'tell' | 'wait' | 'not' | undefined
  readonly noticeOn?: string | undefined
  readonly patronTold: boolean
  readonly search?: SearchDetails | undefined
  /** When it began, the earliest that somebody said, and when they left. */
  readonly searchBeganAt?: string | undefined
  readonly searchEndedAt?: string | undefined
  readonly searchEnded: boolean
  readonly taken: readonly SeizedItem[]
  readonly debriefed: boolean
  /** Authorities who were told of somebody's conduct. */
  readonly toldOutside: boolean
  readonly outcome?: CaseOutcome | undefined
  readonly closed: boolean
  /** When that was noted. */
  readonly closedAt?: string | undefined
}

/** How far a case is; its outcome counts before everything but its end. */
export function stageOf(it: Case): Stage {
  if (it.closed) return 'closed'
  if (it.search !== undefined && !it.searchEnded) return 'searching'
  if (it.outcome !== undefined) return 'ended'
  if (it.searchEnded) return 'searched'
  if (it.packaged !== undefined) return 'packaged'
  if (it.checkedBy !== undefined) return 'checked'
  if (it.collected !== undefined) return 'collected'
  if (it.decision !== undefined) return 'decided'
  if (it.waitsFor === 'cure') return 'cure-demanded'
  if (it.waitsFor === 'objection') return 'objected'
  if (it.opinion === 'proper') return 'cleared'
  if (it.counselConsulted) return 'with-counsel'
  return it.reading === undefined ? 'received' : 'read'
}

/** Patrons whom a case knows of, by their ids: of whom the paper speaks, a copy is kept, or who wrote it at their own pages. */
export function patronsNamedIn({ scope, preserved, requester }: Case): readonly string[] {
  const kept = [...preserved.values()].flatMap(({ copy }) => copy.subjects)
  const asks = requester.patron === undefined ? [] : [requester.patron]
  return [...new Set([...(scope?.subjects ?? []), ...kept, ...asks])]
}

/** Whether somebody asks for what the library keeps to itself; else somebody on staff or a patron tells of something. */
export const isRequest = ({ kind }: Case): boolean => kind !== 'privacy' && kind !== 'conduct'

/** Whether it is still to be said what becomes of it, and no search has said it already. */
export const awaitsOutcome = ({ outcome, search }: Case): boolean =>
  outcome === undefined && search === undefined

/** Whether paper is in it that somebody has to judge: from the first, or since whoever asked without any brought one. */
export const hasInstrument = (it: Case): boolean =>
  cameWithInstrument(it) || (isRequest(it) && it.papers.length + it.later.length + it.aside.length > 0)

export const cameWithInstrument = ({ kind }: Case): boolean =>
  kind === 'process' || kind === 'records-request'

/** Whether the file that waits left already, and is still to be handed over. */
export const isPackageSaved = ({ outside, packaged }: Case): boolean => outside.has(packaged?.document ?? '')
