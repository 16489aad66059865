/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { choicesOf } from './choices.ts'
import type { Question } from './question.ts'

/** Who asks. */
export const who: Question = {
  id: 'who',
  title: ({ visit }) => visit.words.ask.who.title,
  applies: () => true,
  otherwise: ({ visit }) => (
    <p>
      <a class="usa-link" href="/policy#asked-about">
        {visit.words.sealed.outside.who}
      </a>
    </p>
  ),
  body: ({ visit }) => <ChoiceButtons name="who" choices={choicesOf(visit.words.ask.who.choices)} />,
}
