/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import type { Question } from './question.ts'

/** In person or on the phone. */
export const how: Question = {
  id: 'how',
  title: () => 'Are they here, or on the phone?',
  applies: (draft) => draft.who === 'customer' || draft.who === 'guardian',
  body: () => (
    <ChoiceButtons
      name="how"
      choices={[
        { value: 'here', label: 'Here, in person' },
        { value: 'phone', label: 'On the phone' },
      ]}
    />
  ),
}
