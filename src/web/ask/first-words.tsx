/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { alsoSaid } from '../../policy/also-said.ts'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'
import { askWords } from '../words/ask.ts'
import type { Draft } from './draft.ts'
import { toAsk } from './to-ask.ts'

type FirstWordsProps = { readonly visit: StaffVisit; readonly draft: Draft }

/** The policy's own words for where one stands now, before any question. They tell nothing of anybody. */
export const FirstWords = ({ visit, draft }: FirstWordsProps) => {
  const { house, pack, language } = visit
  const ask = toAsk(draft, { place: visit.place, on: house.clock.today() })
  return (
    <SayWords
      visit={visit}
      id="say-first"
      heading={askWords(visit).sayFirst}
      say={pack.decide(ask).say}
      alsoSay={alsoSaid(pack, language, ask)}
    />
  )
}

/** The policy's own steps for where one stands now: from the wrong room, do not dial at all. */
export const FirstSteps = ({ visit, draft }: FirstWordsProps) => {
  const { house, pack, place } = visit
  const { next } = pack.decide(toAsk(draft, { place, on: house.clock.today() }))
  return (
    <section class="usa-alert usa-alert--warning carrel-first" aria-labelledby="do-first">
      <div class="usa-alert__body">
        <h2 id="do-first" class="usa-alert__heading">
          {askWords(visit).doNotCall}
        </h2>
        {next.slice(0, 1).map((step) => (
          <p class="usa-alert__text">{step}</p>
        ))}
      </div>
    </section>
  )
}
