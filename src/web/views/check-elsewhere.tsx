/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { ToCase } from './case-frame.tsx'
import { show } from './layout.tsx'

/** Why nothing of it shows here, where it does, and what counsel does who cannot come there. */
export async function checkedElsewhere(visit: StaffVisit, { reference }: CaseSeen): Promise<Response> {
  const { check } = caseCopiesWords(visit)
  return show(
    visit,
    check.title,
    <>
      <h1>{check.title}</h1>
      <p class="usa-intro">{check.elsewhere}</p>
      <ToCase visit={visit} reference={reference} />
    </>,
  )
}
