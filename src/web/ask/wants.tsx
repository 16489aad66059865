/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceList } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { type Draft, senderOf, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

type Want = NonNullable<Draft['wants']>[number]
type WantWords = ReturnType<typeof askWords>['wants']

function wantsOf(draft: Draft): readonly Want[] {
  const speaks = speaksOf(draft)
  if (draft.who === 'call') return draft.answered === 'guardian' ? ['owed'] : ['owed', 'holds']
  if (speaks === 'guardian') return ['owed', 'loans', 'holds', 'history', 'computers']
  if (speaks === 'customer') return ['loans', 'owed', 'holds', 'identity', 'history', 'computers', 'video']
  const agency = ['officer', 'agency'].includes(senderOf(draft) ?? '')
  return [
    ...(['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers'] as const),
    ...(['video', ...(agency ? (['incident'] as const) : [])] as const),
  ]
}

function choicesFor(draft: Draft, { choices, owedOnCall }: WantWords) {
  return wantsOf(draft).map((value) => ({
    value,
    label: draft.who === 'call' && value === 'owed' ? owedOnCall : choices[value],
  }))
}

function unsaidMeans(draft: Draft, words: WantWords): string {
  if (draft.who === 'call') return wantsOf(draft).length === 1 ? words.only : words.unsaidOnCall
  if (speaksOf(draft) === 'guardian') return words.unsaidByGuardian
  if (speaksOf(draft) === 'customer') return words.unsaidByCustomer
  return words.unsaid
}

/** What they want to know. Never what for. */
export const wants: Question = {
  id: 'wants',
  title: ({ visit, draft }) => {
    const { title, titleOfCall } = askWords(visit).wants
    return draft.who === 'call' ? titleOfCall : title
  },
  applies: (draft) => draft.who !== 'public',
  button: 'show',
  body: ({ visit, draft }) => {
    const words = askWords(visit).wants
    return (
      <>
        <p class="usa-intro carrel-hint">{unsaidMeans(draft, words)}</p>
        <input type="hidden" name="wants" value="" />
        <ChoiceList
          type="checkbox"
          name="wants"
          legend={words.legend}
          chosen={draft.wants ?? []}
          choices={choicesFor(draft, words)}
        />
      </>
    )
  },
}
