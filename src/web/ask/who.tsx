/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { ChoiceButtons } from '../views/form.tsx'
import { askWords } from '../words/ask.ts'
import { sealedWords } from '../words/sealed.ts'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Who asks. */
export const who: Question = {
  id: 'who',
  title: ({ visit }) => askWords(visit).who.title,
  applies: () => true,
  otherwise: ({ visit }) => (
    <p>
      <a class="usa-link" href="/policy#asked-about">
        {sealedWords(visit).outside.who}
      </a>
    </p>
  ),
  body: ({ visit }) => <ChoiceButtons name="who" choices={choicesOf(askWords(visit).who.choices)} />,
}
