/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { Word } from '../views/form.tsx'
import type { StaffVisit } from '../visit.ts'
import { callsWords } from '../words/calls.ts'

/** Takes the next call. */
export const NextCall = ({ visit }: { readonly visit: StaffVisit }) => (
  <form method="post" action="/calls/next">
    <Word visit={visit} />
    <button type="submit" class="usa-button usa-button--big">
      {callsWords(visit).next}
    </button>
  </form>
)

export const ToCalls = ({ visit }: { readonly visit: StaffVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/calls">
      {callsWords(visit).toCalls}
    </a>
  </p>
)
