/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Whose paper it is. */
export const sender: Question = {
  id: 'sender',
  title: ({ visit }) => askWords(visit).sender.title,
  applies: (draft) => draft.who === 'paper',
  body: ({ visit }) => <ChoiceButtons name="sender" choices={choicesOf(askWords(visit).sender.choices)} />,
}
