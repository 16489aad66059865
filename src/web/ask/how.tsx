/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** In person or on the phone. */
export const how: Question = {
  id: 'how',
  title: ({ visit }) => askWords(visit).how.title,
  applies: (draft) => draft.who === 'customer' || draft.who === 'guardian',
  body: ({ visit }) => <ChoiceButtons name="how" choices={choicesOf(askWords(visit).how.choices)} />,
}
