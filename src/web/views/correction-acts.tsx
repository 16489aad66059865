/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { type Checked, checkedParts, checksFor } from '../../contact/correction.ts'
import type { Opened } from '../../disclosure/opened.ts'
import type { Visit } from '../visit.ts'
import { correctionsWords } from '../words/corrections.ts'
import { Lines, linesOf, partsSaid, saidIn } from './correction-parts.tsx'
import { Word } from './form.tsx'

type ActsProps = { readonly visit: Visit; readonly id: string; readonly opened: Opened }

/** What the customer says is wrong, old and new side by side, and what staff can do about each. */
export const CorrectionActs = ({ visit, id, opened }: ActsProps) => {
  const words = correctionsWords(visit)
  const { correction } = opened
  if (correction === undefined) return null
  const { asked, mark, corrected } = correction
  const parts = checkedParts.filter((part) => asked[part] !== undefined)
  if (parts.length === 0 && corrected.length === 0) return null
  return (
    <section aria-labelledby="correction" class="carrel-acts">
      {parts.length > 0 && <h2 id="correction">{words.asks}</h2>}
      {parts.length > 0 && <p>{words.asksSays}</p>}
      {parts.map((part) => (
        <form method="post" action="/counter/correct" class="carrel-correction">
          <Word visit={visit} />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="part" value={part} />
          <input type="hidden" name="mark" value={mark} />
          <h3>{words.part[part]}</h3>
          <dl class="carrel-facts">
            {([words.now, words.shouldBe] as const).map((name, at) => (
              <div class="carrel-fact">
                <dt>{name}</dt>
                <dd>
                  <Lines lines={linesOf(visit, part, at === 0 ? saidIn(opened) : asked)} />
                </dd>
              </div>
            ))}
          </dl>
          <Buttons visit={visit} part={part} />
        </form>
      ))}
      {corrected.length > 0 && <p>{words.corrected(partsSaid(visit, corrected))}</p>}
    </section>
  )
}

const Buttons = ({ visit, part }: { readonly visit: Visit; readonly part: Checked }) => {
  const words = correctionsWords(visit)
  return (
    <>
      {([...checksFor[part], 'leave'] as const).map((act) => (
        <button
          type="submit"
          name="do"
          value={act}
          class="usa-button usa-button--outline"
          aria-label={words.of(words.do[act], words.part[part])}
        >
          {words.do[act]}
        </button>
      ))}
    </>
  )
}
