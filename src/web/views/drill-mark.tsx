/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { casesDrillWords } from '../words/cases-drill.ts'

/** At the head of every page of a drill: that nothing of it is real. */
export const DrillMark = ({ visit, drill }: { readonly visit: Visit; readonly drill: boolean }) =>
  drill ? (
    <p class="carrel-drill">
      <strong>{casesDrillWords(visit).mark}.</strong> {casesDrillWords(visit).markSays}
    </p>
  ) : null

/** The title of a page, with the mark of a drill before it. */
export const titleOf = (visit: Visit, title: string, drill: boolean): string =>
  drill ? `${casesDrillWords(visit).mark}: ${title}` : title
