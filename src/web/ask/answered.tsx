/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import { FirstSteps } from './first-words.tsx'
import type { Question } from './question.ts'

/** Who took the call. From the wrong room the policy's step comes first: do not dial. */
export const answered: Question = {
  id: 'answered',
  title: () => 'Who answered the call?',
  applies: (draft) => draft.who === 'call',
  first: ({ visit, draft }) =>
    visit.house.pack.privateRooms.includes(visit.place) ? null : (
      <FirstSteps visit={visit} draft={{ ...draft, answered: 'customer' }} />
    ),
  body: ({ visit }) => {
    const { customer } = wordsOf(visit.house.pack)
    return (
      <ChoiceButtons
        name="answered"
        choices={[
          { value: 'customer', label: `The ${customer}` },
          { value: 'guardian', label: `The parent or guardian of a young ${customer}` },
          { value: 'someone-else', label: 'Someone else, or I am not sure who' },
          { value: 'machine', label: 'Nobody: I can leave a message' },
        ]}
      />
    )
  },
}
