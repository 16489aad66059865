/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import { FirstWords } from './first-words.tsx'
import type { Question } from './question.ts'

/** What the officer brought. The words come first: a volunteer has someone waiting. */
export const brought: Question = {
  id: 'brought',
  title: ({ visit }) => askWords(visit).brought.title,
  applies: (draft) => draft.who === 'officer' || draft.who === 'agency',
  first: ({ visit, draft }) => <FirstWords visit={visit} draft={{ ...draft, brought: 'nothing' }} />,
  body: ({ visit }) => <ChoiceButtons name="brought" choices={choicesOf(askWords(visit).brought.choices)} />,
}
