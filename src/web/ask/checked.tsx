/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceList } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import { type Draft, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

type Check = { value: NonNullable<Draft['checked']>[number]; label: string; hint?: string }

function checksFor(draft: Draft, customer: string): Check[] {
  const onPhone = draft.how === 'phone' || draft.who === 'call'
  if (speaksOf(draft) === 'guardian') {
    return onPhone
      ? [
          {
            value: 'guardian-on-file',
            label: `The number is the one on file for this ${customer}'s guardian`,
          },
        ]
      : [
          { value: 'guardian-on-file', label: 'Their photo ID has the name of the guardian on file' },
          {
            value: 'court-letters',
            label: 'They showed court papers',
            hint: 'They look after an adult, or an estate.',
          },
        ]
  }
  const card: Check = {
    value: 'card',
    label: onPhone ? 'They read out their card number' : 'They have their library card',
  }
  if (draft.who === 'call') return [{ value: 'call-back', label: 'I dialed the number on file' }, card]
  if (onPhone) return [card, { value: 'call-back', label: 'I rang the number on file, from a private room' }]
  return [
    card,
    { value: 'photo-id', label: 'They showed photo ID' },
    { value: 'known-to-staff', label: 'I know them myself', hint: 'This goes on record with your name.' },
  ]
}

/** How staff made sure of who it is. */
export const checked: Question = {
  id: 'checked',
  title: () => 'How do you know who they are?',
  applies: (draft) => speaksOf(draft) !== null,
  button: 'Continue',
  body: ({ visit, draft }) => (
    <>
      <p class="usa-intro carrel-hint">Check all that are true. If none is, just continue.</p>
      <input type="hidden" name="checked" value="" />
      <ChoiceList
        type="checkbox"
        name="checked"
        legend="What you checked"
        chosen={draft.checked ?? []}
        choices={checksFor(draft, wordsOf(visit.house.pack).customer)}
      />
    </>
  ),
}
