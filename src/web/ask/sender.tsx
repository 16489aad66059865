/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import type { Question } from './question.ts'

/** Whose paper it is. */
export const sender: Question = {
  id: 'sender',
  title: () => 'Who is the paper from?',
  applies: (draft) => draft.who === 'paper',
  body: () => (
    <ChoiceButtons
      name="sender"
      choices={[
        { value: 'officer', label: 'Police, a sheriff, or a federal agent' },
        { value: 'agency', label: 'Another government office' },
        {
          value: 'other',
          label: 'A lawyer, a company, or someone else',
          hint: 'Also press this if you are not sure.',
        },
      ]}
    />
  ),
}
