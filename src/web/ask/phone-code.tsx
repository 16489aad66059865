/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { TextField } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { longestPhoneCode, readsOutCode } from './draft.ts'
import type { Question } from './question.ts'

/**
 * What they read out from their own page, to be held against the record. Why typed: that somebody has a code is nothing,
 * that it is this one is all. Not asked of those who may look nothing up.
 */
export const phoneCode: Question = {
  id: 'phoneCode',
  title: ({ visit }) => askWords(visit).phoneCode.title,
  applies: (draft, looksUp) => looksUp && readsOutCode(draft),
  button: 'goOn',
  wrong: (draft) => (draft.phoneCode ? undefined : 'phoneCode'),
  body: ({ visit, errors }) => {
    const { label, hint } = askWords(visit).phoneCode
    return (
      <TextField
        name="phoneCode"
        label={label}
        hint={hint}
        maxlength={longestPhoneCode}
        inputmode="numeric"
        autocomplete="off"
        autofocus
        errors={errors}
      />
    )
  },
}
