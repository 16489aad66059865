/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Refused, Unmet } from '../../casework/step.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { copiesShowAt } from '../../disclosure/copy-place.ts'
import { actorOf, askedAt, type StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import type { Speaker } from '../words/screen-words.ts'
import { worksCases } from './layout.tsx'

const reference = /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/

/** The reference in the address, where it has the form of one. Hostile: an address is any text. */
export function caseAsked({ c }: StaffVisit): string | undefined {
  const asked = c.req.param('reference') ?? ''
  return reference.test(asked) ? asked : undefined
}

/** The case of the address, as whoever looks may know of it. */
export async function caseSeen(visit: StaffVisit): Promise<CaseSeen | undefined> {
  const asked = caseAsked(visit)
  return asked === undefined ? undefined : visit.house.gate.cases.look(actorOf(visit), asked)
}

/** Where no screen of staff shows a record, none shows a copy of one either. */
export const showsCopies = (visit: StaffVisit): boolean =>
  worksCases(visit) && copiesShowAt(visit.pack, askedAt(visit))

/** Why a step cannot be taken, a sentence each. */
export function unmetSaid(speaker: Speaker, { refused }: Refused): string[] {
  const caseCopies = caseCopiesWords(speaker)
  const { unmet } = caseCopies
  const said = (one: Unmet) => (Object.hasOwn(unmet, one) ? unmet[one as keyof typeof unmet] : unmet.other)
  return [...new Set(refused.map(said))]
}

/** What keeps a step from being taken, above the page. */
export const Cannot = ({ speaker, says }: { readonly speaker: Speaker; readonly says: readonly string[] }) =>
  says.length === 0 ? null : (
    <div class="usa-alert usa-alert--error" role="alert" tabindex={-1} autofocus>
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{caseCopiesWords(speaker).cannot}</h2>
        {says.map((sentence) => (
          <p class="usa-alert__text">{sentence}</p>
        ))}
      </div>
    </div>
  )

export const ToCase = ({ visit, reference }: { readonly visit: StaffVisit; readonly reference: string }) => (
  <p class="carrel-back">
    <a class="usa-link" href={`/cases/${reference}`}>
      {caseCopiesWords(visit).toCase}
    </a>
  </p>
)
