/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import type { Question } from './question.ts'

/** Kinds that are never spoken of, whatever is printed on them. */
const secretByKind = ['fisa-order', 'national-security-letter']

/** Whether a gag is on the paper. */
export const secret: Question = {
  id: 'secret',
  title: () => 'Does the paper say to keep it secret?',
  applies: ({ paper }) => paper !== undefined && paper !== 'unread' && !secretByKind.includes(paper),
  body: () => (
    <ChoiceButtons
      name="secret"
      choices={[
        { value: 'no', label: 'No, or I do not know' },
        { value: 'yes', label: 'Yes', hint: 'It says that nobody may be told about it.' },
      ]}
    />
  ),
}
