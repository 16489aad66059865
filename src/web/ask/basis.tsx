/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Conduct and the duty to report have a rule of their own; library records stay shut either way. */
export const basis: Question = {
  id: 'basis',
  title: ({ visit }) => visit.words.ask.basis.title,
  applies: (draft) => draft.wants?.includes('incident') ?? false,
  body: ({ visit }) => <ChoiceButtons name="basis" choices={choicesOf(visit.words.ask.basis.choices)} />,
}
