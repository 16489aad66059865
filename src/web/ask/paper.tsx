/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceList } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** What kind of paper; staff never judge it, so the first choice is not to. */
export const paper: Question = {
  id: 'paper',
  title: ({ visit }) => askWords(visit).paper.title,
  applies: (draft) => draft.who === 'paper' || draft.brought === 'paper',
  button: 'goOn',
  wrong: (draft) => (draft.paper === undefined ? 'paper' : undefined),
  body: ({ visit, draft }) => {
    const { intro, legend, choices } = askWords(visit).paper
    return (
      <>
        <p class="usa-intro carrel-hint">{intro}</p>
        <ChoiceList
          type="radio"
          name="paper"
          legend={legend}
          chosen={[draft.paper ?? 'unread']}
          choices={choicesOf(choices)}
        />
      </>
    )
  },
}
