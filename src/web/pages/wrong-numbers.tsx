/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { beforeAllIds } from '../../store/pages.ts'
import { ToCalls } from '../calls/ways.tsx'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { callsWords } from '../words/calls.ts'

/** `after`: where the page before ended. */
export const wrongNumbersForm = z.strictObject({ after: z.uuid().default(beforeAllIds) })

/**
 * Records with a number that turned out to be somebody else's, so that somebody asks for the right one. Of whom they are
 * shows where one is opened, one at a time, and is on record then.
 */
export async function wrongNumbersPage(
  visit: StaffVisit,
  { after }: z.infer<typeof wrongNumbersForm>,
): Promise<Response> {
  const { wrongNumbers } = callsWords(visit)
  const { ids, next } = await visit.house.gate.facts.ofWrongNumbers(actorOf(visit), after)
  const isNone = ids.length === 0 && next === undefined
  return show(
    visit,
    wrongNumbers.title,
    <>
      <h1>{wrongNumbers.title}</h1>
      <p class="usa-intro">{isNone ? wrongNumbers.none : wrongNumbers.says}</p>
      {!isNone && <p>{wrongNumbers.mend}</p>}
      {ids.length > 0 && (
        <form method="post" action="/counter/customer">
          <Word visit={visit} />
          <ul class="carrel-found">
            {ids.map((id, at) => (
              <li>
                <button type="submit" name="id" value={id} class="carrel-choice">
                  <span class="carrel-choice__label">{wrongNumbers.open(at + 1)}</span>
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
      {next !== undefined && <ToWrongNumbers visit={visit} after={next} />}
      <ToCalls visit={visit} />
    </>,
  )
}

type ToProps = { readonly visit: StaffVisit; readonly after?: string }

/** Leads to the list, or on in it. */
export const ToWrongNumbers = ({ visit, after }: ToProps) => {
  const { wrongNumbers } = callsWords(visit)
  return (
    <form method="post" action="/calls/numbers">
      <Word visit={visit} />
      {after !== undefined && <input type="hidden" name="after" value={after} />}
      <button type="submit" class="usa-button usa-button--outline">
        {after === undefined ? wrongNumbers.title : wrongNumbers.more}
      </button>
    </form>
  )
}
