/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { Word } from './form.tsx'

/** Back to the record that was open: its random number goes in the body. */
export const BackToRecord = ({ visit, id }: { readonly visit: Visit; readonly id: string }) => (
  <form method="post" action="/counter/customer" class="carrel-back">
    <Word visit={visit} />
    <button type="submit" name="id" value={id} class="usa-button usa-button--unstyled">
      {cardsWords(visit).toRecord}
    </button>
  </form>
)
