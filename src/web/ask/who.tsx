/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceButtons } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import type { Question } from './question.ts'

/** Who asks. */
export const who: Question = {
  id: 'who',
  title: () => 'Who is asking?',
  applies: () => true,
  body: ({ visit }) => {
    const { customer, reserve } = wordsOf(visit.house.pack)
    const choices = [
      { value: 'officer', label: 'A police officer, deputy, or agent' },
      {
        value: 'paper',
        label: 'Someone with legal paper',
        hint: 'A subpoena, order, warrant, or letter. By hand, mail, or e-mail.',
      },
      {
        value: 'agency',
        label: 'Another government office',
        hint: 'A school, or a welfare, tax, or immigration office',
      },
      { value: 'guardian', label: 'A parent or guardian', hint: `Of a young ${customer}` },
      { value: 'customer', label: `The ${customer}`, hint: 'About their own record' },
      {
        value: 'other',
        label: 'A husband, wife, friend, or anyone else',
        hint: 'Family, a lawyer, a landlord, a stranger',
      },
      { value: 'public', label: 'A reporter, or a public-records request' },
      { value: 'vendor', label: 'A company that works for the library' },
      { value: 'call', label: `We are calling a ${customer}`, hint: `About overdue items or ${reserve}s` },
    ]
    return <ChoiceButtons name="who" choices={choices} />
  },
}
