/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'

/** Where the recovery sheet is printed. */
export function recoveryPage(visit: StaffVisit): Response | Promise<Response> {
  return show(
    visit,
    'Recovery sheet',
    <>
      <h1>Recovery sheet</h1>
      <p class="usa-intro">
        It is printed where Carrel runs. Whoever looks after that computer does it with you.
      </p>
      <p class="carrel-back">
        <a href="/set-up">Back to the set-up</a>
      </p>
    </>,
  )
}
