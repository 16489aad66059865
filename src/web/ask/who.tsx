/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Who asks. */
export const who: Question = {
  id: 'who',
  title: ({ visit }) => visit.words.ask.who.title,
  applies: () => true,
  body: ({ visit }) => <ChoiceButtons name="who" choices={choicesOf(visit.words.ask.who.choices)} />,
}
