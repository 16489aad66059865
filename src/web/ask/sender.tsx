/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Whose paper it is. */
export const sender: Question = {
  id: 'sender',
  title: ({ visit }) => visit.words.ask.sender.title,
  applies: (draft) => draft.who === 'paper',
  body: ({ visit }) => <ChoiceButtons name="sender" choices={choicesOf(visit.words.ask.sender.choices)} />,
}
