/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit.ts'

/** At the head of every page of a drill: that nothing of it is real. */
export const DrillMark = ({ visit, drill }: { readonly visit: Visit; readonly drill: boolean }) =>
  drill ? (
    <p class="carrel-drill">
      <strong>{visit.words.casesDrill.mark}.</strong> {visit.words.casesDrill.markSays}
    </p>
  ) : null

/** The title of a page, with the mark of a drill before it. */
export const titleOf = ({ words }: Visit, title: string, drill: boolean): string =>
  drill ? `${words.casesDrill.mark}: ${title}` : title
