/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import type { Question } from './question.ts'

/** Conduct and the duty to report have a rule of their own; library records stay shut either way. */
export const basis: Question = {
  id: 'basis',
  title: () => 'What did staff see?',
  applies: (draft) => draft.wants?.includes('incident') ?? false,
  body: () => (
    <ChoiceButtons
      name="basis"
      choices={[
        { value: 'conduct', label: 'How someone behaved here', hint: 'A matter of the conduct policy' },
        {
          value: 'mandated-report',
          label: 'A child may be abused or neglected',
          hint: 'The law asks each of us to report this.',
        },
        { value: 'neither', label: 'Something else' },
      ]}
    />
  ),
}
