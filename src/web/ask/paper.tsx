/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceList } from '../views/form.tsx'
import { papers } from './draft.ts'
import type { Question } from './question.ts'

const names: Record<(typeof papers)[number], { label: string; hint?: string }> = {
  unread: { label: 'Not read yet', hint: 'Leave it at this. The Director will read it.' },
  'search-warrant': { label: 'Search warrant', hint: 'A judge signed it, and it orders a search here, now.' },
  'court-order': { label: 'Court order' },
  subpoena: { label: 'Subpoena' },
  'grand-jury-subpoena': { label: 'Grand jury subpoena' },
  'county-attorney-subpoena': { label: "County attorney's subpoena" },
  'administrative-subpoena': { label: "An office's own subpoena or summons", hint: 'No judge signed it.' },
  'administrative-warrant': {
    label: "An office's own warrant",
    hint: 'No judge signed it, such as an immigration form.',
  },
  'preservation-request': { label: 'A request to keep records' },
  'fisa-order': { label: 'Order of the FISA court' },
  'national-security-letter': { label: 'National security letter' },
}

/** What kind of paper; staff never judge it, so the first choice is not to. */
export const paper: Question = {
  id: 'paper',
  title: () => 'What kind of paper is it?',
  applies: (draft) => draft.who === 'paper' || draft.brought === 'paper',
  button: 'Continue',
  wrong: (draft) => (draft.paper === undefined ? 'Choose the kind of paper' : undefined),
  body: ({ draft }) => (
    <>
      <p class="usa-intro carrel-hint">Choose one only if the paper says so in plain print.</p>
      <ChoiceList
        type="radio"
        name="paper"
        legend="Kind of paper"
        chosen={[draft.paper ?? 'unread']}
        choices={papers.map((value) => ({ value, ...names[value] }))}
      />
    </>
  ),
}
