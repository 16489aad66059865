/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Slip } from '../../circulation/kept.ts'
import type { Visit } from '../visit.ts'
import { reservesWords } from '../words/reserves.ts'
import { formatsOf } from '../words/told.ts'
import { Word } from './form.tsx'

type SlipProps = { readonly visit: Visit; readonly slip: Slip }

/** So many letters and digits fit on a slip printer's roll in the largest type. */
const longAlias = 8

/** What stands on a slip, and nothing more: no name, no card, no title, no author. */
export const SlipPaper = ({ visit, slip }: SlipProps) => (
  <div class="carrel-slip">
    <p>{reservesWords(visit).slipSays}</p>
    <p
      class={
        slip.alias.length > longAlias ? 'carrel-slip__alias carrel-slip__alias--long' : 'carrel-slip__alias'
      }
    >
      {slip.alias}
    </p>
    <p>{reservesWords(visit).until(formatsOf(visit).day(slip.until))}</p>
  </div>
)

/** The slip of what was just kept, and the way to its page to print. */
export const SlipToPrint = ({ visit, slip }: SlipProps) => (
  <form method="post" action="/reserves/slip" class="carrel-slip-form">
    <Word visit={visit} />
    <input type="hidden" name="alias" value={slip.alias} />
    <input type="hidden" name="until" value={slip.until} />
    <SlipPaper visit={visit} slip={slip} />
    <button type="submit" class="usa-button">
      {reservesWords(visit).print}
    </button>
  </form>
)
