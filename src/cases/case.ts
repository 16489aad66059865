import type { Finding, InstrumentKind, RecipientKind, RecordKind } from '../policy/index.ts'

/* A case is a value; the steps define which event may come when and how each changes it. */

/**
 * `process`: paper other than a public-records request (`records-request`). `ask`: a request without paper.
 * `emergency`: claimed by an agency. `privacy`: a concern raised by staff or a patron. `conduct`: an incident on
 * library grounds. `disclosure`: something about a patron reached someone who may not have it.
 */
export const caseKinds = [
  ...(['process', 'records-request', 'ask', 'emergency', 'privacy', 'conduct'] as const),
  'disclosure',
] as const
export type CaseKind = (typeof caseKinds)[number]

export const intakeChannels = ['counter', 'mail', 'city-hall', 'e-mail', 'home', 'phone'] as const
/** `own-page`: written by a patron on their own pages. */
export type IntakeChannel = (typeof intakeChannels)[number] | 'own-page'

/** `searching`: a warrant is being carried out. `searched`: officers left. `ended`: only follow-up is left. */
export const stages = [
  ...(['received', 'read', 'with-counsel', 'cure-demanded', 'objected', 'cleared', 'decided'] as const),
  ...(['collected', 'checked', 'packaged', 'searching', 'searched', 'ended', 'closed'] as const),
] as const
export type Stage = (typeof stages)[number]

/**
 * Counted separately everywhere. `released`: by the policy. `compelled`: the Director recorded, after counsel, that the
 * law compels it. `seized`: officers took it under a warrant. `answered`: a public-records request, with public records
 * only. `no-records`: complied with, and nothing is on file of anyone the paper names.
 */
export const caseOutcomes = [
  ...(['released', 'compelled', 'seized', 'refused', 'withdrawn', 'quashed', 'referred'] as const),
  ...(['heeded', 'not-heeded', 'recorded', 'answered', 'no-records'] as const),
] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

/** What the public page asks. `here`: officers are there now. `handed`: a paper was handed to them. `mail`: it came by mail. */
export const publicReportKinds = ['here', 'handed', 'mail'] as const
export type PublicReportKind = (typeof publicReportKinds)[number]

export const yesNoUnsure = ['yes', 'no', 'unsure'] as const
export type YesNoUnsure = (typeof yesNoUnsure)[number]

/** Reported on the public page: who did, the number they gave, what they chose, and when (an instant in UTC). */
export type OutsideReport = {
  readonly name: string
  readonly phone: string
  readonly what: PublicReportKind
  readonly at: string
}

/** Who asks. No field for the reason: the Definition forbids asking a patron, and an officer's paper states it. */
export type Requester = {
  readonly kind: RecipientKind
  readonly name: string
  readonly agency?: string | undefined
  readonly phone?: string | undefined
  /** A patron's id, if they wrote it on their own pages. */
  readonly patron?: string | undefined
}

/** A paper or photo, kept sealed. */
export type InstrumentFile = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly sha256: string
  readonly bytes: number
  /** At most; absent where it cannot be counted. */
  readonly pages?: number | undefined
}

/** The paper as the Director or counsel read it. Days are `YYYY-MM-DD`. */
export type InstrumentDetails = {
  readonly instrument: InstrumentKind
  readonly court?: string | undefined
  readonly number?: string | undefined
  readonly issuedOn?: string | undefined
  readonly servedOn?: string | undefined
  readonly returnOn?: string | undefined
  readonly federal: boolean
  readonly nondisclosure?: boolean | undefined
  /** When the nondisclosure order expires by itself. */
  readonly gagUntil?: string | undefined
  /** A number printed on it, which must not be called back. */
  readonly phone?: string | undefined
}

export const nondisclosureEndings = ['court-order', 'expiry'] as const
export type NondisclosureEnding = (typeof nondisclosureEndings)[number]

/** The people, records and days that the paper covers. Nothing beyond it is ever collected. */
export type Scope = {
  /** Patron ids, in the paper's order. */
  readonly subjects: readonly string[]
  /** Places in that order, from 1, of people who are not on file. Their names are not kept. */
  readonly absent?: readonly number[] | undefined
  readonly records: readonly RecordKind[]
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export type Citation = { readonly paper: string; readonly page: number; readonly words: string }

/** `byCounsel`: cited at counsel's own account. `confirmed`: counsel saw or heard it when finding the paper valid. */
export type CitedFinding = Citation & { readonly byCounsel: boolean; readonly confirmed?: true | undefined }

/** Where a callback number may come from: never the paper or the person who brought it. */
export const callSources = ['court-clerk', 'agency-published', 'known-before'] as const
export type CallSource = (typeof callSources)[number]

export type CounselOpinion = 'proper' | 'defective'

/**
 * What someone else recorded as the word of counsel, or of the Board (`board`). `compliance`: a court order was complied with
 * while counsel could not be reached. `quashed`: a court set the paper aside.
 * `against`: the case was refused, referred or withdrawn, though counsel found the paper proper; or it is legal process that
 * was referred or withdrawn before counsel gave an opinion in their own hand.
 * `reading`: what came as a paper of a court or agency, or was read as one, is a public-records request.
 * `gag`: a nondisclosure order forbids telling anyone; it protects until counsel denies it.
 * `unconfirmed`: of the Board: a refusal or a privacy decision was signed that no second person had confirmed; counsel has `against`.
 */
const relayedKinds = [
  'advice',
  'debrief',
  'gag-end',
  'notice',
  'finding',
  'search',
  'board',
  'compliance',
  'quashed',
  'against',
  'reading',
  'gag',
  'unconfirmed',
] as const
export type RelayedKind = (typeof relayedKinds)[number]

/**
 * Whom a link goes to: a contact that one person set and another confirmed, by their accounts. `confirmedAt`:
 * an instant in UTC.
 */
export type ConfirmedContact = {
  readonly whom: 'counsel' | 'president'
  readonly name: string
  readonly setBy: string
  readonly confirmedBy: string
  readonly confirmedAt: string
  /** Counsel's sign-in, where they have one. */
  readonly account?: string
}

/**
 * Without a sign-in: by a link that was mailed to them, or by a letter (the id of its scan) about which a second person
 * called them (`called`: the numbers as the contact has them).
 */
export type AnsweredThrough =
  | { readonly how: 'link'; readonly to: ConfirmedContact }
  | { readonly how: 'letter'; readonly to: ConfirmedContact; readonly paper: string; readonly called: string }

/** A letter from counsel: that the word is so, or is not. It counts once a second person called counsel about it. */
export type CounselLetter = {
  readonly paper: InstrumentFile
  readonly is: boolean
  /** The account that added it, and that they act for the Director. */
  readonly by: string
  readonly acts?: true | undefined
}

type ChosenNotice = Pick<Case, 'notice' | 'noticeOn'>

/** Reported; it is their own word only once they confirm it. */
export type RelayedWord = {
  readonly of: RelayedKind
  /** The account that recorded it, and the instant at which it was said. */
  readonly by: string
  readonly at: string
  /** When it was recorded: it waits from then on. */
  readonly notedAt: string
  /** The opinion, review or choice in force rests on it. */
  readonly stands?: true | undefined
  /** Counsel's opinion, findings that were read to counsel, and whether counsel let the Board know. */
  readonly opinion?: CounselOpinion | undefined
  readonly readOut?: readonly Finding[] | undefined
  readonly board?: true | undefined
  /** Counsel's choice whether the customer is told. */
  readonly chosen?: ChosenNotice | undefined
  /** What came since leaves nothing to answer. */
  readonly moot?: true | undefined
  /** Counsel has a conflict of interest, so nothing rests on the opinion any more. */
  readonly unsaid?: true | undefined
  /** The last one that was added and that counsel did not disown. */
  readonly letter?: CounselLetter | undefined
  readonly answer?:
    | {
        readonly is: boolean
        readonly by: string
        /** Whose own word it is now: their account, or the name of someone who has none. */
        readonly hand: string
        readonly at: string
        /** Who they are, where they answered by a link or a letter, and the account that called them about a letter. */
        readonly linked?: string
        readonly calledBy?: string
      }
    | undefined
}
/** `after`: how many words were reported before it. */
export type OwnStatement = Pick<
  RelayedWord,
  'of' | 'by' | 'opinion' | 'readOut' | 'board' | 'chosen' | 'unsaid'
> & {
  readonly after: number
}

export const decisions = ['release', 'compulsion', 'refusal', 'heed', 'not-heed'] as const
export type Decision = (typeof decisions)[number]

/** A sealed copy of records, preserved for a while or collected for production. */
export type CaseCopy = Scope & {
  readonly id: string
  readonly by: string
  /** The collector confirmed that people are in the paper's order. */
  readonly asListed?: true | undefined
}

/** A system outside Carrel that was in use when records were copied. */
export type NamedSystem = { readonly id: string; readonly name: string }

export const copyActs = ['preserve', 'produce'] as const
export const systemResults = ['nothing', 'found', 'not-searched'] as const

/** What was done in another system. `words`: what was found, or why it was not searched. `on`: `YYYY-MM-DD`. */
export type SystemSearch = {
  /** For what was preserved, or for what is produced. */
  readonly act: (typeof copyActs)[number]
  readonly system: string
  readonly name: string
  readonly by: string
  readonly on: string
  readonly result: (typeof systemResults)[number]
  readonly words: string
}

export const searchKey = (act: SystemSearch['act'], system: string) => `${act} ${system}`

/** Length in bytes; SHA-256 in hex. */
export type PackedFile = { readonly name: string; readonly bytes: number; readonly sha256: string }

export const deliveryMethods = ['in-person', 'mail', 'e-mail', 'court'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** `pdf` and `usb`: a PDF locked with a password. `paper`: printed here. `age`: a locked ZIP file. */
export const productionForms = ['pdf', 'usb', 'paper', 'age'] as const
export type ProductionForm = (typeof productionForms)[number]

/** Paper and a stick are carried; what is clear on paper never goes by e-mail. */
export const deliveryMethodsOf = (form: ProductionForm): readonly DeliveryMethod[] =>
  form === 'paper' || form === 'usb' ? deliveryMethods.filter((how) => how !== 'e-mail') : deliveryMethods

export type SearchDetails = {
  readonly leader: string
  readonly court: string
  readonly signedBy: string
  readonly place: string
  readonly items: string
  readonly dates: string
  readonly hours: string
  readonly delay: 'granted' | 'refused' | 'not-asked'
  /** Who signed for what they took, or that no one did. */
  readonly receipt: string
  /** Someone wrote down that nothing was taken. */
  readonly tookNothing: boolean
}

const factsOfWarrant = ['leader', 'court', 'signedBy', 'place', 'items', 'dates', 'hours'] as const
export const warrantFacts = [...factsOfWarrant, 'receipt'] as const
export type SearchFact = (typeof warrantFacts)[number] | 'things'

/** What the log of a search still lacks. A receipt is for items that were taken. */
export function missingFacts(search: SearchDetails, tookSomething: boolean): readonly SearchFact[] {
  return [
    ...(tookSomething || search.tookNothing ? [] : ['things' as const]),
    ...factsOfWarrant.filter((fact) => search[fact] === ''),
    ...(tookSomething && search.receipt === '' ? ['receipt' as const] : []),
  ]
}

/** `struck`: entered by mistake; it stays on the list, struck through. */
export type SeizedItem = {
  /** The id of its form, which counts once; a number if it has none. */
  readonly line: string
  readonly thing: string
  readonly at: string
  readonly by: string
  readonly struck?: true | undefined
}

/** A check of what was collected; `byPhone`: counsel made it, and the decider recorded the mark of what they were read. */
type ProductionCheck = {
  readonly checkedBy: string
  readonly byPhone?: { readonly counsel: string; readonly at: string; readonly sha256: string } | undefined
}

/** What was collected to be produced, and how far it has come: one person collects, another checks, then it is packaged. */
export type Production = {
  readonly copy: CaseCopy
  readonly collectedAt: string
  /** A Director set up the collector's sign-in, and no one else has confirmed it. */
  readonly collectorUnconfirmed: boolean
  readonly systems: readonly NamedSystem[]
  /** Accounts of counsel who cannot come to where it shows, and check it by phone. */
  readonly cannotCome: readonly string[]
} & (
  | { readonly stage: 'collected' }
  | ({ readonly stage: 'checked' } & ProductionCheck)
  | ({ readonly stage: 'packaged'; readonly package: Package } & ProductionCheck)
)

/** The file to hand over: its id here, its SHA-256, and its form. */
type Package = { readonly id: string; readonly document: string; readonly form: ProductionForm }

/** `remedied`: confirmed, and put right. */
export const studyFindings = ['confirmed', 'not-confirmed', 'remedied'] as const
export type StudyFinding = (typeof studyFindings)[number]

/** A view by a staff member, as they are asked about it: an instant in UTC, a place of the pack. */
export type StudiedView = { readonly at: string; readonly place: string }

/** Staff who were asked about views of theirs; `until`: the day up to which a finding waits. */
export type AccountAsked = {
  readonly of: string
  readonly until: string
  readonly views: readonly StudiedView[]
  /** Their own words, once they answered. */
  readonly words?: string | undefined
}

/** Who viewed a patron's record on some days, where that is the concern (Reg 7). Days are `YYYY-MM-DD`. */
export type Study = {
  /** The patron's id; undefined until the decider names them by card. */
  readonly subject?: string | undefined
  /** Counsel set the patron. */
  readonly isSubjectCounsels?: true | undefined
  readonly from: string
  readonly until: string
  /** Someone who may has seen the views. */
  readonly begun: boolean
  /** Counsel or the president said that the Director's own views are not in question. */
  readonly ownCleared: boolean
  /** By the id of what was asked. */
  readonly asked: ReadonlyMap<string, AccountAsked>
  /** Counsel agreed to name the other patrons here. */
  readonly othersNamed: boolean
  /** Accounts that counsel agreed to name to the patron. */
  readonly named: readonly string[]
  /** Both texts are for the patron. */
  readonly found?:
    | { readonly finding: StudyFinding; readonly words: string; readonly remedy: string; readonly at: string }
    | undefined
}

/** `heard`: accounts of counsel who took a step since; it counts only once each has a conflict of interest. */
export type CounselTry = {
  readonly counsel: string
  readonly at: string
  readonly heard?: readonly string[] | undefined
}

/** How something left. `lost`: a device, or papers. */
export const disclosureWays = ['told', 'sent', 'lost', 'other'] as const
export type DisclosureWay = (typeof disclosureWays)[number]

/** What became of asking for it back. `asked`: no answer yet. `impossible`: what was said aloud, or no one knows who has it. */
export const recalls = ['asked', 'returned', 'destroyed', 'refused', 'no-answer', 'impossible'] as const
type Recall = (typeof recalls)[number]

/** Whom a wrong disclosure is about. `others`: in words, those whom no card names. */
type Affected = {
  readonly patrons: readonly string[]
  readonly records: readonly RecordKind[]
  readonly others?: string | undefined
  /** Those whose own page says that it happened, or would if it may. */
  readonly shown: readonly string[]
}

export type Case = {
  readonly kind: CaseKind
  /** A simulated visit, which no figure counts. */
  readonly drill: boolean
  readonly way: IntakeChannel
  /** The account that was served or asked. */
  readonly servedTo: string
  /** Instants in UTC: when it came, and when the Director and counsel were reached. */
  readonly receivedAt: string
  /** When the first paper came to a case without any; anyone reached before that did not know of it. */
  readonly servedAt?: string | undefined
  readonly directorAt?: string | undefined
  readonly counselAt?: string | undefined
  /** When the library had the report of what was served, and when counsel was first consulted about it, in their own hand. */
  readonly reportedAt: string
  readonly consultedAt?: string | undefined
  readonly requester: Requester
  readonly wants: string
  /** Whoever was served is no account here, and reported it on the public page. */
  readonly fromOutside?: OutsideReport | undefined
  /** What the person served could answer by looking at the paper. */
  readonly looked?:
    | { readonly court: YesNoUnsure; readonly judge: YesNoUnsure; readonly searchHere: YesNoUnsure }
    | undefined
  /** Then the Director decides nothing in it. */
  readonly aboutDirector: boolean
  readonly papers: readonly InstrumentFile[]
  /** Papers after the decision or the end; nothing rests on them yet. `aside`: set aside by the decider or counsel. */
  readonly later: readonly InstrumentFile[]
  readonly aside: readonly InstrumentFile[]
  readonly reading?: InstrumentDetails | undefined
  /** Who typed its days as they are now, and the instant at which they did; counsel who reads the same confirms them. */
  readonly datesRead?: { readonly by: string; readonly at: string; readonly byCounsel: boolean } | undefined
  /** Someone said at first that a judge signed it, or read it so, and counsel has not read it otherwise since. */
  readonly readAsJudges?: true | undefined
  /** It came as a paper of a court or agency, or was read as one, and counsel has not said that it is a public-records request. */
  readonly onceProcess?: true | undefined
  /** A nondisclosure order covers it; counsel may have allowed telling the Board. */
  readonly gagged: boolean
  /** It came to a sealed matter, so that no one has to confirm that it is secret. */
  readonly secret?: true | undefined
  /** Counsel noted or confirmed it, or read it in the paper, at their own sign-in. */
  readonly gagByCounsel?: true | undefined
  readonly boardMayKnow: boolean
  /** How many words were reported when counsel allowed it: an order that was noted later is another. */
  readonly boardAllowedAfter?: number | undefined
  /** How many papers there were when someone other than counsel last noted an order. */
  readonly orderNotedOn?: number | undefined
  /** Found by someone other than counsel, who has not seen it since. */
  readonly gagUnseen?: true | undefined
  readonly requesterVerified: boolean
  /** Every number that the requester gave or that a paper showed. */
  readonly numbersGiven: readonly string[]
  readonly scope?: Scope | undefined
  readonly findings: ReadonlyMap<Finding, CitedFinding>
  readonly opinion?: CounselOpinion | undefined
  /** Counsel found that a lapsed law still covers it. */
  readonly grandfathered?: boolean | undefined
  /** At least reported; `ConfirmedBy`: the accounts of those who said or confirmed it, or the name of counsel who has none. */
  readonly counselConsulted: boolean
  readonly counselConfirmedBy: readonly string[]
  /** Times at which counsel was tried and not reached, by name, since anyone of counsel was last heard: instants in UTC. */
  readonly tries: readonly CounselTry[]
  readonly minimum?: Minimum | undefined
  /** Accounts of counsel who have a conflict of interest here, and of those who said something as counsel. */
  readonly conflicts: readonly string[]
  readonly spoke: readonly string[]
  /** Accounts of special counsel, who see this case and no other; and who is to become one, or to be one no more. */
  readonly special: readonly string[]
  readonly specialAsked?: SpecialAsked | undefined
  /** Of those who spoke, those who did since the first paper came. */
  readonly heard: readonly string[]
  /** What counsel, or the president for the Board, said in their own hand; oldest first. */
  readonly own: readonly OwnStatement[]
  /** In order; `word-answered` names each by its place from 0. */
  readonly relayed: readonly RelayedWord[]
  /** What the library waits for; `until`: the day by which, `YYYY-MM-DD`. */
  readonly wait?: { readonly for: 'cure' | 'objection'; readonly until?: string | undefined } | undefined
  /** A holding letter asks for time until this day. */
  readonly timeAskedUntil?: string | undefined
  /** Counsel objected, whatever came of it. */
  readonly objected?: true | undefined
  /**
   * `grounds`: the hash of the case as it was when signed. `underSeal`: as the two agreed who complied without counsel; it binds a
   * file that left, whatever counsel says since.
   */
  readonly decision?:
    | {
        readonly decision: Decision
        readonly document: string
        readonly grounds: string
        readonly notReached?: true | undefined
        readonly unconfirmed?: true | undefined
        readonly underSeal?: true | undefined
      }
    | undefined
  /** By id, with their last days. */
  readonly preserved: ReadonlyMap<string, { readonly copy: CaseCopy; readonly until: string }>
  /** The other systems in use whenever a copy was preserved, each once. */
  readonly systemsToPreserve: readonly NamedSystem[]
  /** The last of each act and system, by `searchKey`. */
  readonly searches: ReadonlyMap<string, SystemSearch>
  readonly production?: Production | undefined
  /** When its bytes first left Carrel; never cleared. */
  readonly savedAt?: string | undefined
  /** Files that left, by SHA-256 with the time, until they are accounted for. */
  readonly outside: ReadonlyMap<string, string>
  readonly produced?: { readonly document: string; readonly at: string } | undefined
  /** `keptBack`: a nondisclosure order stood then. `freed`: it ended just now. */
  readonly refusal?:
    | {
        readonly at: string
        readonly by: 'director' | 'president'
        /** Hash of the signed letter; '' if none was signed. */
        readonly document: string
        readonly keptBack: boolean
        readonly freed: boolean
      }
    | undefined
  readonly receipt: boolean
  readonly notice?: 'tell' | 'wait' | 'not' | undefined
  readonly noticeOn?: string | undefined
  readonly patronTold: boolean
  /** The person who raised the privacy concern was told what was decided. */
  readonly complainantTold?: true | undefined
  readonly study?: Study | undefined
  readonly search?: SearchDetails | undefined
  /** The earliest time that someone gave, and when they left. */
  readonly searchBeganAt?: string | undefined
  readonly searchEndedAt?: string | undefined
  readonly searchEnded: boolean
  readonly taken: readonly SeizedItem[]
  readonly debriefed: boolean
  readonly toldOutside: boolean
  /** Of a wrong disclosure: what became of asking for it back, whom it is about, and whether they were told. */
  readonly recall?: Recall | undefined
  readonly affected?: Affected | undefined
  readonly affectedTold?: true | undefined
  readonly outcome?: CaseOutcome | undefined
  readonly closed: boolean
  readonly closedAt?: string | undefined
}

/** The outcome comes before everything but closing. */
export function stageOf(it: Case): Stage {
  if (it.closed) return 'closed'
  if (it.search !== undefined && !it.searchEnded) return 'searching'
  if (it.outcome !== undefined) return 'ended'
  if (it.searchEnded) return 'searched'
  if (it.production !== undefined) return it.production.stage
  if (it.decision !== undefined) return 'decided'
  if (it.wait?.for === 'cure') return 'cure-demanded'
  if (it.wait?.for === 'objection') return 'objected'
  if (it.opinion === 'proper') return 'cleared'
  if (it.counselConsulted) return 'with-counsel'
  return it.reading === undefined ? 'received' : 'read'
}

/**
 * Patron ids that a case knows: in its scope, in a preserved copy, as the author, as the one whose record was viewed, or as
 * affected by a wrong disclosure.
 */
export function patronsNamedIn({ scope, preserved, requester, study, affected }: Case): readonly string[] {
  const kept = [...preserved.values()].flatMap(({ copy }) => copy.subjects)
  const asks = requester.patron === undefined ? [] : [requester.patron]
  const viewed = study?.subject === undefined ? [] : [study.subject]
  const wronged = affected?.patrons ?? []
  return [...new Set([...(scope?.subjects ?? []), ...kept, ...asks, ...viewed, ...wronged])]
}

/** The other systems for which no one has noted what was done for what is produced. */
export const systemsLeft = ({ production, searches }: Case): readonly NamedSystem[] =>
  (production?.systems ?? []).filter(({ id }) => !searches.has(searchKey('produce', id)))

/** The same for what was preserved, also after the copies ended. */
export const systemsLeftToPreserve = ({ systemsToPreserve, searches }: Case): readonly NamedSystem[] =>
  systemsToPreserve.filter(({ id }) => !searches.has(searchKey('preserve', id)))

/** All that came, whether they count or not. */
export const paperCount = ({ papers, later, aside }: Case): number =>
  papers.length + later.length + aside.length

/** A concern may be raised without a name; then there is no one to tell. */
export const canTellComplainant = ({ kind, requester: { name, patron } }: Case): boolean =>
  kind === 'privacy' && (name !== '' || patron !== undefined)

/** The other kinds are reports by staff or a patron. */
export const isRequest = (it: Pick<Case, 'kind'>): boolean => !isAboutStaff(it) && it.kind !== 'conduct'

/** What someone here did; no paper and no one who asks is judged. */
export const isAboutStaff = ({ kind }: Pick<Case, 'kind'>): boolean =>
  kind === 'privacy' || kind === 'disclosure'

/** Otherwise it ends with an answer at the desk, or with what changed. */
export const endsInDecision = ({ kind }: Pick<Case, 'kind'>): boolean =>
  kind !== 'ask' && kind !== 'conduct' && kind !== 'disclosure'

/** Who agrees. `president`: of the Board. `acting`: who acts for the Director. `trustee`: where the president decides. */
export const secondPersons = ['president', 'acting', 'trustee'] as const
export type SecondPerson = (typeof secondPersons)[number]

/** Two people comply with the least that a court order names, since counsel cannot be reached before it is due. */
export type Minimum = {
  /** The account of the person who decides, and the counsel whom they tried. */
  readonly by: string
  /** They act for the Director. */
  readonly acts?: true | undefined
  readonly counsel: readonly string[]
  /** The court is asked to keep it under seal. */
  readonly underSeal: boolean
  /** `minimumGrounds` of the case then. */
  readonly grounds: string
  readonly agreedBy?: string | undefined
}

/**
 * Someone who may know of the case, and is not the person who decides. Why counsel's: an order that only the decider noted would
 * let them choose whom they ask.
 */
export const secondPersonOf = ({ gagByCounsel, aboutDirector }: Case, isSealed = false): SecondPerson =>
  gagByCounsel || isSealed ? 'acting' : aboutDirector ? 'trustee' : 'president'

/** What a second person is asked to agree to. `by`: the account of the person who decides; `acts`: for the Director. */
export type SpecialAsked = {
  readonly account: string
  readonly wants: 'add' | 'end'
  readonly by: string
  readonly acts?: true | undefined
}

/** Nothing is decided, and it has not ended. */
export const isUndecided = ({ decision, outcome }: Case): boolean =>
  decision === undefined && outcome === undefined

/** What the Board moved: to heed the request for information (Reg 7), not to, or to leave it to the Director and counsel. */
export const boardMotions = ['heed', 'not-heed', 'leave'] as const
export type BoardMotion = (typeof boardMotions)[number]

/** No outcome yet, and no search that brings one. */
export const awaitsOutcome = ({ outcome, search }: Case): boolean =>
  outcome === undefined && search === undefined

/** Whether there is paper to judge, from the start or brought later. */
export const hasInstrument = (it: Case): boolean =>
  cameWithInstrument(it) || (isRequest(it) && paperCount(it) > 0)

export const cameWithInstrument = ({ kind }: Case): boolean =>
  kind === 'process' || kind === 'records-request'

export const isPackageSaved = (it: Case): boolean => it.outside.has(currentPackage(it)?.document ?? '')

/** The check of what is collected now; undefined until someone made it. */
export const checkOf = ({ production }: Case): ProductionCheck | undefined =>
  production === undefined || production.stage === 'collected' ? undefined : production

export const currentPackage = ({ production }: Case): Package | undefined =>
  production?.stage === 'packaged' ? production.package : undefined
