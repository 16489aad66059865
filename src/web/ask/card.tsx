/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { TextField } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import { noCard, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

/** Whose record: the rule about guardians needs the birth date and the account, and the gate reads them. */
export const card: Question = {
  id: 'card',
  title: ({ visit }) => `What is the young ${wordsOf(visit.house.pack).customer}'s card number?`,
  applies: (draft) => speaksOf(draft) === 'guardian',
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
