/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { decisionsSigned } from '../../casework/decisions-signed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { dayOf } from './decision-draft.ts'

/** Every decision that was signed in a case, those that were withdrawn too, each with its letter. */
export const DecisionsSigned = ({ visit, seen }: { readonly visit: StaffVisit; readonly seen: CaseSeen }) => {
  const say = casesDecisionWords(visit)
  const decisions = decisionsSigned(seen.events)
  if (decisions.length === 0) return null
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">{say.allSigned}</h2>
      <ul class="usa-list">
        {decisions.map(({ decision, document, at, withdrawnAt }) => (
          <li>
            {say.signedOn(say.drafts[decision], dayOf(visit, at))}{' '}
            {withdrawnAt !== undefined && <strong>{say.withdrawnOn(dayOf(visit, withdrawnAt))} </strong>}
            {seen.allSigned.has(document) ? (
              <a class="usa-link" href={`/cases/${seen.reference}/decision/letter?of=${document}`}>
                {say.letterOf}
              </a>
            ) : (
              say.gone
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
