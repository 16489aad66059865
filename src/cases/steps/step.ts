import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { Finding } from '../../policy/index.ts'
import {
  type Case,
  type CaseKind,
  type CounselOpinion,
  type RelayedKind,
  type RelayedWord,
  type Stage,
  stages,
} from '../case.ts'
import { type CounselAttempts, type Guard, isEndWithoutCounsel } from '../guards.ts'
import type { CaseRole, EventStamp, RelayedStatement } from '../stamp.ts'
import type { Fields, FormContext, FormFaults, StepGroup, Values } from './fields.ts'
import type { Owed } from './owed.ts'

/* Generic code uses the list in `index.ts` and knows no step by name. */

export const everyRole = ['staff', 'director', 'counsel', 'president'] as const
export const decidingRoles = ['director', 'president'] as const
export const oversightRoles = ['director', 'counsel', 'president'] as const

export const stagesBeforeClosed = stages.filter((stage) => stage !== 'closed')
/** After the decision, the case does not change under it; it is withdrawn first (`as-decided`). */
export const stagesBeforeDecision = [
  'received',
  'read',
  'with-counsel',
  'cure-demanded',
  'objected',
  'cleared',
] as const satisfies readonly Stage[]
export const stagesOfProduction = [
  'decided',
  'collected',
  'checked',
  'packaged',
] as const satisfies readonly Stage[]
export const workingStages = [...stagesBeforeDecision, ...stagesOfProduction] as const

/** `stays`: at least sometimes. */
export type NextStage = Stage | 'stays'

const isUndecided = (stage: Stage): boolean => stagesBeforeDecision.some((one) => one === stage)

export const movesUndecided =
  (...to: readonly Stage[]) =>
  (from: Stage): readonly NextStage[] =>
    isUndecided(from) ? ['stays', ...to] : ['stays']

export const reopens = (from: Stage): readonly NextStage[] =>
  from === 'ended' ? ['stays', 'searched', ...stagesBeforeDecision] : ['stays']

/** Pages with steps besides the case's own. */
export type CasePageName = 'decision' | 'collect' | 'check' | 'produce' | 'preserve' | 'search' | 'study'

export type StepWords = {
  /** Follows a name and a colon. */
  readonly label: string
  /** On the button, where it only records what was done elsewhere. Absent: the label. */
  readonly button?: string
  readonly help?: string
  /** Follows the help for anyone but counsel: that their word waits for counsel. */
  readonly asksCounsel?: string
  /** Labels that only this step has. */
  readonly fields?: Readonly<Record<string, string>>
  readonly hints?: Readonly<Record<string, string>>
  /** Their options, by value. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** `words`: what someone wrote, or the paper says. */
export type TimelineText = { readonly says: string; readonly words: readonly string[] }

export type TimelineContext = {
  readonly speaker: ScreenLanguage
  readonly aboutDirector: boolean
  /** A nearby day in words. */
  day(day: string): string
  until(day: string | undefined): readonly string[]
  readonly through: Readonly<Record<'mail' | 'e-mail' | 'phone' | 'in-person' | 'screen', string>>
  /** Names counsel where the decider relayed them. */
  relayed(heard: RelayedStatement | undefined): readonly string[]
  list(parts: readonly string[]): string
  count(number: number): string
  nameOf(account: string): string
  /** What kind of word was reported at this place. */
  reported(place: number): RelayedKind | undefined
}

type Telling<E, W> = {
  /** The sentence begins with it. */
  readonly who: string
  readonly event: Stamped<E>
  readonly words: W
  readonly say: TimelineContext
}

export type StepFormDefinition<E, W, F extends Fields> = {
  readonly group: StepGroup
  /** By their names in the form. */
  readonly fields: F
  /** Before it was sent. */
  initial?(it: Case, form: FormContext): Readonly<Record<string, string | readonly string[] | undefined>>
  /** Above the fields. */
  notice?(words: W, form: FormContext): string | undefined
  /** In place of the form, where it needs a paper on file first. */
  paperFirst?(words: W, form: FormContext): string | undefined
  toEvent(values: Values<F>, form: FormContext): E | FormFaults | Promise<E | FormFaults>
}

type Stamped<E> = E & { readonly stamp: EventStamp }

/** What was said for counsel or the Board, without anything that someone wrote. Days are `YYYY-MM-DD`. */
export type ReportedWord = {
  readonly opinion?: CounselOpinion | undefined
  readonly readOut?: readonly Finding[] | undefined
  readonly grandfathered?: true | undefined
  readonly boardMayKnow?: true | undefined
  readonly choice?: 'tell' | 'wait' | 'not' | undefined
  readonly finding?: Finding | undefined
  readonly board?: { readonly motion: string; readonly session: string; readonly on: string } | undefined
}

/** A step that may be recorded for counsel or for the Board; `relayed.ts` has what comes of it. */
type RelayedWordRules<E> = {
  readonly of: RelayedKind
  /** Where it depends on what the event says. `before`: the case before it. */
  kindOf?(event: Stamped<E>, before: Case): RelayedKind
  /** Someone else recorded it for them; it waits for their answer. */
  isReported(event: Stamped<E>, before: Case): boolean
  /** The president of the Board hears of it too. */
  asksBoardToo?(event: Stamped<E>, before: Case): boolean
  /** It takes the place of what was in force of its kind. */
  stands?(event: E): boolean
  /** Taken at their own sign-in, the case page lists it beside what was reported. */
  readonly listsOwn?: true
  /** Counsel, at their own sign-in, judged every finding of the paper. */
  sawFindings?(event: E): boolean
  says?(event: E): ReportedWord
  /** What is needed of it once it is answered. */
  keeps?(event: E): Pick<RelayedWord, 'readOut' | 'board' | 'opinion' | 'chosen'>
}

export const isNotCounsels = ({ stamp }: Stamped<unknown>): boolean => stamp.role !== 'counsel'
export const isHeardOfCounsel = (
  event: Stamped<{ readonly heard?: RelayedStatement | undefined }>,
): boolean => isNotCounsels(event) && event.heard !== undefined

/** A referral or a withdrawal: counsel is asked about it, no matter who is said to have called them. It never waits for the answer. */
export const endsWithoutCounsel: RelayedWordRules<unknown> = {
  of: 'against',
  isReported: ({ stamp }, before) => isEndWithoutCounsel(before, stamp),
}

/**
 * Done in the same transaction. `draft-dropped`: someone else decides now. `gag-mailed`: only while counsel has not seen
 * the order. In a sealed matter nothing is mailed, and no patron is noticed before it is lifted.
 */
type StepEffect =
  | ('draft-dropped' | 'decider-mailed' | 'paper-mailed' | 'gag-mailed' | 'patron-noticed')
  | 'counsel-replaced'
  | 'unconfirmed-mailed'

/** Where an answer about a case tells it: what was decided, advised, received, and who was told. */
export type AnswerPart = 'decided' | 'advised' | 'received' | 'told'

/** What other parts of the program do with a step. */
export type Elsewhere<E> = {
  readonly relays?: RelayedWordRules<E>
  readonly effects?: readonly StepEffect[]
  /** The patrons whose own page says that it happened. */
  noticed?(event: E): readonly string[]
  readonly answers?: AnswerPart
  /** It ends a case or first tells someone of it, so a sealed matter without room for more still takes it. */
  readonly fitsFullMatter?: true
}

/** What the case's page can show above a step's form. */
export type FormPart = 'papers' | 'opinion-ended' | 'counsel-found' | 'numbers'

/** A sentence with a link to another step, for someone who is offered that one. */
type StepLead<W> = {
  readonly to: string
  /** Absent: above the form. */
  readonly isBelow?: true
  /** With the tries to reach each counsel so far. */
  readonly withTries?: true
  /** `isNext`: the other is owed too. */
  isFor?(
    it: Case,
    page: { readonly viewer: CaseRole; readonly today: string; readonly isNext: boolean },
  ): boolean
  says(words: W, attempts: CounselAttempts): string
}

export type AwaitedContext = {
  readonly it: Case
  /** The scope was set after counsel found the paper proper. */
  readonly isAskedAgain: boolean
  readonly speaker: ScreenLanguage
  readonly label: string
  names(findings: readonly Finding[]): string
  time(at: string): string
}

/** How the page of the case and the lists show a step, besides its form. */
export type StepShowing<W> = {
  /** A call to someone: it is no news for the person who is called, and where no counsel is left, special counsel is asked. */
  readonly isCall?: true
  /** Owed by staff, it means that officers are here: lists show it first. It waits for no other step. */
  readonly isSearch?: true
  /** Owed once officers left, it is owed only after counsel reviewed the search. */
  readonly followsReview?: true
  /** What a decision lacks until it is taken. */
  readonly supplies?: 'consultation' | 'findings'
  readonly above?: readonly FormPart[]
  /** The form is longer than the facts next to it. */
  isLong?(it: Case): boolean
  readonly leads?: readonly StepLead<W>[]
  /** Heads the steps owed after it, where one of them can be taken now. `mayDecide`: the viewer's decision lacks nothing. */
  instead?(words: W, it: Case, mayDecide: () => boolean): string | undefined
  /** Follows for whom it waits. Absent: its label. */
  awaited?(words: W, of: AwaitedContext): string
  /** Said of it while no one owes it; `links`: with the way to its form. */
  mentions?(
    words: W,
    it: Case,
    viewer: CaseRole,
  ): { readonly says: string; readonly links?: true } | undefined
}

export type StepDefinition<
  E extends { readonly what: string } = { readonly what: string },
  W extends StepWords = StepWords,
  F extends Fields = Fields,
> = {
  readonly name: E['what']
  readonly by: readonly CaseRole[]
  readonly at: readonly Stage[]
  /** For the state diagram and the tests' random sequences. Absent: it stays. */
  readonly to?: readonly NextStage[] | ((from: Stage) => readonly NextStage[])
  readonly guards: readonly Guard<E>[]
  guardsFor?(event: E, it: Case): readonly Guard<E>[]
  /** Where the form is not offered, though the step is allowed. */
  hides?(it: Case, viewer: CaseRole): boolean
  change(it: Case, event: Stamped<E>): Case
  /** By whom it is owed now, and how soon. Absent: no one ever owes it. */
  owes?(it: Case): readonly Owed[]
  /** Required, so that the person who adds a step reads what there is. */
  readonly elsewhere: Elsewhere<E> | 'nothing'
  /** Taken by counsel, it consults counsel (Reg 6). */
  readonly isCounselJudgment?: true
  /** Taken by counsel, it gives no word of counsel. */
  readonly saysNothing?: true
  /** Counsel reads it first, though one of these steps, or any, comes before it and is someone else's. */
  readonly counselFirst?: 'any' | readonly string[]
  /**
   * Whether it is offered while someone else's step is awaited: only where its form is on the case's page, unless this says never
   * or on a page of its own too.
   */
  readonly meanwhile?: 'never' | 'on-its-page'
  /** It counts as the word of the person who takes it: of anyone, or of counsel alone. */
  readonly isOwnWord?: 'anyone' | 'counsel'
  /** They answer for themselves, so a conflict of interest keeps no one from it. */
  readonly isAboutTaker?: true
  /** What it names of the case: it takes the place of what was sent. */
  fillsIn?(it: Case): Partial<E>
  /** Only the service that made what it names takes it. */
  readonly takenBy?: 'service'
  /** What its guards ask of the library: whether it confirmed this fact. */
  readonly fact?: 'cases.denial'
  /** INVARIANT: the open log does not reveal a gag; there it is a note. */
  readonly registerName?: 'noted'
  /** Absent: the case's own. */
  readonly page?: CasePageName | ((it: Case) => CasePageName)
  readonly words: (speaker: ScreenLanguage) => W
  readonly shows?: StepShowing<NoInfer<W>>
  /** Where it depends on the case. */
  labelFor?(
    words: W,
    /** `it`: where the page of the case shows it; lists know less. */
    about: {
      readonly kind: CaseKind
      readonly by: CaseRole
      readonly viewer: CaseRole
      readonly it?: Case | undefined
    },
  ): string
  helpFor?(words: W, kind: CaseKind, viewer: CaseRole): string | undefined
  timeline(told: Telling<E, W>): string | TimelineText
  readonly form?: StepFormDefinition<E, W, F>
}

/** The event's type is given; words and fields are inferred. */
export const defineStep =
  <E extends { readonly what: string }>() =>
  <W extends StepWords, const F extends Fields = Fields>(
    step: StepDefinition<E, W, F>,
  ): StepDefinition<E, W, F> =>
    step

/** Whether that step was taken. */
export const isOf = <N extends string, E extends { readonly what: string }>(
  step: { readonly name: N },
  event: E | undefined,
): event is Extract<E, { readonly what: N }> => event?.what === step.name

type Said = StepWords & { said(who: string): string }

export const sentence = ({ who, words }: { readonly who: string; readonly words: Said }): string =>
  words.said(who)

export const sentenceWithWords = ({
  who,
  words,
  event,
}: {
  readonly who: string
  readonly words: Said
  readonly event: { readonly words: string }
}): TimelineText => ({ says: words.said(who), words: [event.words] })
