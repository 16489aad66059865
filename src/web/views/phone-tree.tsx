/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseContact, Told } from '../../store/case-mails.ts'
import type { Visit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'

type PhoneTreeProps = {
  readonly visit: Visit
  readonly whom: Told
  readonly contacts: readonly CaseContact[]
}

/** Whom to call, in their order. No number is a link: what stands in a link stays in the history of a phone. */
export const PhoneTree = ({ visit, whom, contacts }: PhoneTreeProps) => {
  const theirs = contacts.filter((one) => one.whom === whom && one.phones !== '')
  const words = casesIntakeWords(visit)
  if (theirs.length === 0) return <p>{words.noNumbers}</p>
  return (
    <ol class="usa-list">
      {theirs.map(({ name, phones }) => (
        <li>
          {name}: <strong>{phones}</strong>
        </li>
      ))}
    </ol>
  )
}
