/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Opened } from '../../disclosure/opened.ts'
import type { Visit } from '../visit.ts'
import { recordsWords } from '../words/records.ts'
import { reservesWords } from '../words/reserves.ts'
import { Word } from './form.tsx'

type ActsProps = { readonly visit: Visit; readonly id: string; readonly opened: Opened }

/** What a clerk can do about the reserves of the record that is open: one more, and a button to cancel each. */
export const ReserveActs = ({ visit, id, opened }: ActsProps) => {
  const reserves = reservesWords(visit)
  const records = recordsWords(visit)
  const each = opened.holds?.each ?? []
  return (
    <section aria-labelledby="reserves" class="carrel-acts">
      <h2 id="reserves">{reserves.acts}</h2>
      <form method="post" action="/counter/reserve">
        <Word visit={visit} />
        <button type="submit" name="id" value={id} class="usa-button usa-button--outline">
          {reserves.reserve}
        </button>
      </form>
      {each.map(({ title, handle }) => (
        <form method="post" action="/counter/reserve-cancel">
          <Word visit={visit} />
          <input type="hidden" name="id" value={id} />
          <button type="submit" name="hold" value={handle} class="usa-button usa-button--outline">
            {reserves.cancel(title ?? records.titleGone)}
          </button>
        </form>
      ))}
    </section>
  )
}
