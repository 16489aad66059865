/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** In person or on the phone. */
export const how: Question = {
  id: 'how',
  title: ({ visit }) => visit.words.ask.how.title,
  applies: (draft) => draft.who === 'customer' || draft.who === 'guardian',
  body: ({ visit }) => <ChoiceButtons name="how" choices={choicesOf(visit.words.ask.how.choices)} />,
}
