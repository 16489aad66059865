/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { Alert } from './alert.tsx'

/** That the president takes the Director's place, also in the policy's words below. */
export const IsAbout = ({
  visit,
  aboutDirector,
}: {
  readonly visit: StaffVisit
  readonly aboutDirector: boolean
}) =>
  aboutDirector ? (
    <Alert kind="warning">
      <p class="usa-alert__text">{casesIntakeWords(visit).isAbout}</p>
    </Alert>
  ) : null
