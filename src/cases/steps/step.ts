import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { type Case, type CaseKind, type Stage, stages } from '../case.ts'
import type { Guard } from '../guards.ts'
import type { CaseRole, EventStamp, RelayedStatement } from '../stamp.ts'
import type { Fields, FormContext, FormFaults, Values } from './fields.ts'

/*
 * A step of a case in one place: who may take it and when, what must be so before, how it changes the case, its form, and
 * its words. Whatever works with steps goes by the list in `index.ts` and knows none of them by name.
 */

export const everyRole = ['staff', 'director', 'counsel', 'president'] as const
export const decidingRoles = ['director', 'president'] as const
export const oversightRoles = ['director', 'counsel', 'president'] as const

export const stagesBeforeClosed = stages.filter((stage) => stage !== 'closed')
/** Until the Director has decided. What was decided upon does not change under the decision: it is withdrawn first (`as-decided`). */
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

/** `stays`: the case does not move, or not always. */
export type NextStage = Stage | 'stays'

const isUndecided = (stage: Stage): boolean => stagesBeforeDecision.some((one) => one === stage)

/** The case moves among the stages before the decision; elsewhere it stays. */
export const movesUndecided =
  (...to: readonly Stage[]) =>
  (from: Stage): readonly NextStage[] =>
    isUndecided(from) ? ['stays', ...to] : ['stays']

/** What had ended goes on; elsewhere the case stays. */
export const reopens = (from: Stage): readonly NextStage[] =>
  from === 'ended' ? ['stays', 'searched', ...stagesBeforeDecision] : ['stays']

/** Pages of a case on which steps are taken that are not on the case's own page. */
export type CasePageName = 'decision' | 'collect' | 'check' | 'produce' | 'preserve' | 'search'

export type StepWords = {
  /** What somebody is to do; stands after their name and a colon. */
  readonly label: string
  /** What helps to fill in its form. */
  readonly help?: string
  /** What fields are called that this step alone has, or calls otherwise. */
  readonly fields?: Readonly<Record<string, string>>
  readonly hints?: Readonly<Record<string, string>>
  /** What such a field offers, by its value. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** An event as the timeline tells it; `words` is what somebody wrote, or the paper says. */
export type TimelineText = { readonly says: string; readonly words: readonly string[] }

/** What a sentence of the timeline is made with. */
export type TimelineContext = {
  readonly speaker: ScreenLanguage
  readonly aboutDirector: boolean
  /** A day as people say it near today. */
  day(day: string): string
  /** "Until" a day, where there is one. */
  until(day: string | undefined): readonly string[]
  /** By what way. */
  readonly through: Readonly<Record<'mail' | 'phone' | 'in-person' | 'screen', string>>
  /** Whose word it is, where whoever decides wrote down what counsel said elsewhere. */
  relayed(heard: RelayedStatement | undefined): readonly string[]
  list(parts: readonly string[]): string
  count(number: number): string
  /** Of the account of an id. */
  nameOf(account: string): string
}

type Telling<E, W> = {
  /** Who did it, with which the sentence begins. */
  readonly who: string
  readonly event: E
  readonly words: W
  readonly say: TimelineContext
}

export type StepForm<E, W, F extends Fields> = {
  /** By the names that the form sends. */
  readonly fields: F
  /** What stands in a form that was not sent yet. */
  initial?(it: Case): Readonly<Record<string, string | readonly string[] | undefined>>
  /** Said above the fields. */
  notice?(words: W, form: FormContext): string | undefined
  /** Said in place of the form, where it cannot be filled in until a paper is on file. */
  paperFirst?(words: W, form: FormContext): string | undefined
  toEvent(values: Values<F>, form: FormContext): E | FormFaults | Promise<E | FormFaults>
}

type About = { readonly kind: CaseKind; readonly by: CaseRole }

export type StepDefinition<
  E extends { readonly what: string } = { readonly what: string },
  W extends StepWords = StepWords,
  F extends Fields = Fields,
> = {
  readonly name: E['what']
  readonly by: readonly CaseRole[]
  readonly at: readonly Stage[]
  /** Where the case is afterwards. The state diagram is made of it, and the random sequences hold it. */
  readonly to: readonly NextStage[] | ((from: Stage) => readonly NextStage[])
  readonly guards: readonly Guard<E>[]
  /** More guards, by what is chosen. */
  guardsFor?(event: E, it: Case): readonly Guard<E>[]
  /** Where its form is not offered, though nothing forbids the step. */
  hides?(it: Case): boolean
  change(it: Case, event: E & { readonly stamp: EventStamp }): Case
  /** A judgment of the paper: where counsel takes it, counsel is consulted by that (Reg 6). */
  readonly isCounselJudgment?: true
  /** The service that made what it names takes it, and nobody by a word alone. */
  readonly takenBy?: 'service'
  /** INVARIANT: the open register does not tell that a gag exists: there it is a note. */
  readonly registerName?: 'noted'
  /** The page that has it, where it is not the case's own. */
  readonly page?: CasePageName
  readonly words: (speaker: ScreenLanguage) => W
  /** What it is called and what helps with it, where that depends on the case. */
  labelFor?(words: W, about: About): string
  helpFor?(words: W, kind: CaseKind): string | undefined
  timeline(told: Telling<E, W>): string | TimelineText
  /** Taken on the case's own page. */
  readonly form?: StepForm<E, W, F>
}

/** A step: its event is given, its words and fields are inferred. */
export const defineStep =
  <E extends { readonly what: string }>() =>
  <W extends StepWords, const F extends Fields = Fields>(
    step: StepDefinition<E, W, F>,
  ): StepDefinition<E, W, F> =>
    step

type Said = StepWords & { said(who: string): string }

/** There is no more to say than who did it. */
export const sentence = ({ who, words }: { readonly who: string; readonly words: Said }): string =>
  words.said(who)

/** The same, with what they wrote. */
export const sentenceWithWords = ({
  who,
  words,
  event,
}: {
  readonly who: string
  readonly words: Said
  readonly event: { readonly words: string }
}): TimelineText => ({ says: words.said(who), words: [event.words] })
