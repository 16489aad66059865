/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { TextField } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import { noCard, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

/**
 * Whose record: the entry names them, and the rule about guardians needs what the gate then reads there. Not asked
 * of those who may look nothing up: the number would serve nothing, and stand on a screen that has no use for it.
 */
export const card: Question = {
  id: 'card',
  title: ({ visit, draft }) =>
    speaksOf(draft) === 'guardian'
      ? `What is the young ${wordsOf(visit.house.pack).customer}'s card number?`
      : 'What is their card number?',
  applies: (draft, looksUp) => looksUp && speaksOf(draft) !== null,
  button: 'Continue',
  wrong: (draft) => (draft.card ? undefined : 'Scan or type the card number'),
  body: ({ draft, errors }) => (
    <>
      <TextField
        name="card"
        label="Card number"
        hint="Scan the card, or type its number."
        {...(draft.card !== undefined && draft.card !== noCard && { value: draft.card })}
        maxlength={64}
        autofocus
        errors={errors}
      />
      <p>
        <button type="submit" class="usa-button usa-button--unstyled" name="nocard" value="yes">
          There is no card number
        </button>
      </p>
    </>
  ),
}
