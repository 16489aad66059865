/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { FirstWords } from './first-words.tsx'
import type { Question } from './question.ts'

/** What the officer brought. The words come first: a volunteer has someone waiting. */
export const brought: Question = {
  id: 'brought',
  title: () => 'What did they bring?',
  applies: (draft) => draft.who === 'officer' || draft.who === 'agency',
  first: ({ visit, draft }) => <FirstWords visit={visit} draft={{ ...draft, brought: 'nothing' }} />,
  body: () => (
    <ChoiceButtons
      name="brought"
      choices={[
        { value: 'nothing', label: 'No paper' },
        { value: 'emergency', label: 'No paper, but they say it is an emergency' },
        { value: 'paper', label: 'Paper', hint: 'Any kind. You do not need to read it.' },
      ]}
    />
  ),
}
