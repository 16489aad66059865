/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceList } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import { type Draft, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

function checksFor(draft: Draft, { checked }: ReturnType<typeof askWords>) {
  const onPhone = draft.how === 'phone' || draft.who === 'call'
  if (speaksOf(draft) === 'guardian') {
    return onPhone ? choicesOf(checked.guardianOnPhone) : choicesOf(checked.guardianHere)
  }
  if (draft.who === 'call') return choicesOf(checked.customerCalled)
  return onPhone ? choicesOf(checked.customerOnPhone) : choicesOf(checked.customerHere)
}

/** How staff made sure of who it is. */
export const checked: Question = {
  id: 'checked',
  title: ({ visit }) => askWords(visit).checked.title,
  applies: (draft) => speaksOf(draft) !== null,
  button: 'goOn',
  body: ({ visit, draft }) => {
    const { intro, legend } = askWords(visit).checked
    return (
      <>
        <p class="usa-intro carrel-hint">{intro}</p>
        <input type="hidden" name="checked" value="" />
        <ChoiceList
          type="checkbox"
          name="checked"
          legend={legend}
          chosen={draft.checked ?? []}
          choices={checksFor(draft, askWords(visit))}
        />
      </>
    )
  },
}
