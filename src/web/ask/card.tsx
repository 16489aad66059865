/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { TextField } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { noCard, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

/**
 * Whose record: the entry names them, and the rule about guardians needs what the gate then reads there. Not asked
 * of those who may look nothing up: the number would serve nothing, and stand on a screen that has no use for it.
 */
export const card: Question = {
  id: 'card',
  title: ({ visit, draft }) => {
    const { title, titleOfYoung } = askWords(visit).card
    return speaksOf(draft) === 'guardian' ? titleOfYoung : title
  },
  applies: (draft, looksUp) => looksUp && speaksOf(draft) !== null,
  button: 'goOn',
  wrong: (draft) => (draft.card ? undefined : 'card'),
  body: ({ visit, draft, errors }) => {
    const { label, hint } = askWords(visit).card
    return (
      <TextField
        name="card"
        label={label}
        hint={hint}
        {...(draft.card !== undefined && draft.card !== noCard && { value: draft.card })}
        maxlength={64}
        autofocus
        errors={errors}
      />
    )
  },
  otherwise: ({ visit }) => (
    <p>
      <button type="submit" class="usa-button usa-button--unstyled" name="nocard" value="yes">
        {askWords(visit).card.none}
      </button>
    </p>
  ),
}
