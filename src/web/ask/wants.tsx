/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { ChoiceList } from '../views/form.tsx'
import { wordsOf } from '../words.ts'
import { type Draft, senderOf, speaksOf } from './draft.ts'
import type { Question } from './question.ts'

type Want = NonNullable<Draft['wants']>[number]

function choicesFor(draft: Draft, customer: string, reserve: string): { value: Want; label: string }[] {
  const named: Record<Want, string> = {
    presence: 'If someone is here, or was here',
    existence: `If someone is a ${customer}`,
    identity: 'A name, address, phone, or birth date',
    loans: 'What someone has out now',
    owed: 'What is overdue, lost, damaged, or owed',
    holds: `What is on ${reserve}`,
    history: 'What someone had out before',
    computers: 'Searches, or use of our computers',
    video: 'Camera pictures',
    incident: 'What staff saw someone do here',
  }
  const agency = ['officer', 'agency'].includes(senderOf(draft) ?? '')
  const speaks = speaksOf(draft)
  if (draft.who === 'call') named.owed = 'Overdue items, and what is owed'
  const asked: Want[] =
    draft.who === 'call'
      ? draft.answered === 'guardian'
        ? ['owed']
        : ['owed', 'holds']
      : speaks === 'guardian'
        ? ['owed', 'loans', 'holds', 'history', 'computers']
        : speaks === 'customer'
          ? ['loans', 'owed', 'holds', 'identity', 'history', 'computers', 'video']
          : ['presence', 'existence', 'identity', 'loans', 'owed', 'holds', 'history', 'computers', 'video']
  return [...asked, ...(agency ? (['incident'] as const) : [])].map((value) => ({
    value,
    label: named[value],
  }))
}

function unsaidMeans(draft: Draft): string {
  if (draft.who === 'call') return 'Check one, or just continue for both.'
  if (speaksOf(draft) === 'guardian')
    return 'If they did not say, just continue: this means what is overdue or owed.'
  if (speaksOf(draft) === 'customer')
    return 'If they did not say, just continue: this means their account today.'
  return 'If they did not say, just continue. Do not ask them why.'
}

/** What they want to know. Never what for. */
export const wants: Question = {
  id: 'wants',
  title: ({ draft }) => (draft.who === 'call' ? 'What is the call about?' : 'What do they want to know?'),
  applies: (draft) => draft.who !== 'public',
  button: 'Show the answer',
  body: ({ visit, draft }) => {
    const { customer, reserve } = wordsOf(visit.house.pack)
    return (
      <>
        <p class="usa-intro carrel-hint">{unsaidMeans(draft)}</p>
        <input type="hidden" name="wants" value="" />
        <ChoiceList
          type="checkbox"
          name="wants"
          legend="What they want to know"
          chosen={draft.wants ?? []}
          choices={choicesFor(draft, customer, reserve)}
        />
      </>
    )
  },
}
