/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Disclosed } from '../../disclosure/request.ts'
import type { Visit } from '../visit.ts'
import { counterWords } from '../words/counter.ts'
import { formatsOf } from '../words/told.ts'
import { listedNameOf } from './record.tsx'

/** Whom a search listed: a button each, with a random number, within a form that opens one. */
export const FoundList = ({ visit, told }: { readonly visit: Visit; readonly told: Disclosed['told'] }) => {
  const counter = counterWords(visit)
  const say = formatsOf(visit)
  return (
    <ul class="carrel-found">
      {told.map(({ patronId, opened }) => (
        <li>
          <button type="submit" name="id" value={patronId} class="carrel-choice">
            <span class="carrel-choice__label">{listedNameOf(opened)}</span>{' '}
            <span class="carrel-choice__hint">
              {opened.identity?.born === undefined
                ? counter.bornUnknown
                : counter.bornOn(say.day(opened.identity.born))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
