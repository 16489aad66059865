/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Conduct and the duty to report have a rule of their own; library records stay shut either way. */
export const basis: Question = {
  id: 'basis',
  title: ({ visit }) => askWords(visit).basis.title,
  applies: (draft) => draft.wants?.includes('incident') ?? false,
  body: ({ visit }) => <ChoiceButtons name="basis" choices={choicesOf(askWords(visit).basis.choices)} />,
}
