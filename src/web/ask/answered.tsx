/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import { FirstSteps } from './first-words.tsx'
import type { Question } from './question.ts'

/** Who took the call. From the wrong room the policy's step comes first: do not dial. */
export const answered: Question = {
  id: 'answered',
  title: ({ visit }) => askWords(visit).answered.title,
  applies: (draft) => draft.who === 'call',
  first: ({ visit, draft }) =>
    visit.pack.privateRooms.includes(visit.place) ? null : (
      <FirstSteps visit={visit} draft={{ ...draft, answered: 'customer' }} />
    ),
  body: ({ visit }) => (
    <ChoiceButtons name="answered" choices={choicesOf(askWords(visit).answered.choices)} />
  ),
}
