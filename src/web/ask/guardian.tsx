/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { TextField } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { type Draft, longestName, namesGuardian } from './draft.ts'
import type { Question } from './question.ts'

function heardFrom({ who, how }: Draft): 'here' | 'onPhone' | 'called' {
  if (who === 'call') return 'called'
  return how === 'phone' ? 'onPhone' : 'here'
}

/**
 * Who they are, to be compared with the guardians on file. Why typed: whoever has to say whether it is the name on file
 * would have to be shown that name. Not asked of those who may look nothing up.
 */
export const guardian: Question = {
  id: 'guardian',
  title: ({ visit, draft }) => askWords(visit).guardian.title[heardFrom(draft)],
  applies: (draft, looksUp) => looksUp && namesGuardian(draft),
  button: 'goOn',
  wrong: (draft) => (draft.guardian ? undefined : 'guardian'),
  body: ({ visit, draft, errors }) => {
    const { label, hint } = askWords(visit).guardian
    return (
      <TextField
        name="guardian"
        label={label}
        hint={hint}
        {...(draft.guardian && { value: draft.guardian })}
        maxlength={longestName}
        autocomplete="off"
        autofocus
        errors={errors}
      />
    )
  },
}
