/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import { FirstWords } from './first-words.tsx'
import type { Question } from './question.ts'

/** What the officer brought. The words come first: a volunteer has someone waiting. */
export const brought: Question = {
  id: 'brought',
  title: ({ visit }) => visit.words.ask.brought.title,
  applies: (draft) => draft.who === 'officer' || draft.who === 'agency',
  first: ({ visit, draft }) => <FirstWords visit={visit} draft={{ ...draft, brought: 'nothing' }} />,
  body: ({ visit }) => <ChoiceButtons name="brought" choices={choicesOf(visit.words.ask.brought.choices)} />,
}
