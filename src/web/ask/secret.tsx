/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Kinds that are never spoken of, whatever is printed on them. */
const secretByKind = ['fisa-order', 'national-security-letter']

/** Whether a gag is on the paper. */
export const secret: Question = {
  id: 'secret',
  title: ({ visit }) => askWords(visit).secret.title,
  // Why of what nobody read too: it is reported with the answer, and must not be in the open where it is secret.
  applies: ({ paper }) => paper !== undefined && !secretByKind.includes(paper),
  body: ({ visit }) => <ChoiceButtons name="secret" choices={choicesOf(askWords(visit).secret.choices)} />,
}
