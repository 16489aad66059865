import type { Child } from 'hono/jsx'
import type { FieldError } from '../views/form.tsx'
import type { StaffVisit } from '../visit.ts'
import type { askWords } from '../words/ask.ts'
import type { Draft, QuestionId } from './draft.ts'

export type QuestionProps = {
  readonly visit: StaffVisit
  readonly draft: Draft
  readonly errors: readonly FieldError[]
}

/** One question, one page: when it is asked, how it looks, what is wrong with an answer. */
export type Question = {
  readonly id: QuestionId
  readonly title: (props: QuestionProps) => string
  /** Stands above the question: the words to say now. */
  readonly first?: (props: QuestionProps) => Child
  readonly body: (props: QuestionProps) => Child
  /** Another way to go on, below the form's own button, or where else to look: the first button is what Enter presses, and a scanner does. */
  readonly otherwise?: (props: QuestionProps) => Child
  /** `looksUp`: the one who answers may look a record up here (`on-screen.ts`). */
  readonly applies: (draft: Draft, looksUp: boolean) => boolean
  /** Asked with a form's own button; questions without are answered by pressing a choice. */
  readonly button?: keyof ReturnType<typeof askWords>['buttons']
  /** What is missing; undefined when the answer will do. */
  readonly wrong?: (draft: Draft) => Wrong | undefined
}

/** What is wrong with an answer; the catalogue says it in a sentence. */
export type Wrong = keyof ReturnType<typeof askWords>['missing']
