/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Answer } from '../../policy/answer.ts'
import type { StaffVisit } from '../visit.ts'
import type { Draft } from './draft.ts'
import { toAsk } from './to-ask.ts'

type FirstWordsProps = { readonly visit: StaffVisit; readonly draft: Draft }

/** The policy's own words for where one stands now, before any question. They tell nothing of anybody. */
export const FirstWords = ({ visit, draft }: FirstWordsProps) => {
  const answer = answerNow(visit, draft)
  return (
    <section class="carrel-say" aria-labelledby="say-first">
      <h2 id="say-first" class="carrel-say__heading">
        {visit.words.ask.sayFirst}
      </h2>
      <blockquote class="carrel-say__words">{answer.say}</blockquote>
    </section>
  )
}

/** The policy's own steps for where one stands now: from the wrong room, do not dial at all. */
export const FirstSteps = ({ visit, draft }: FirstWordsProps) => {
  const answer = answerNow(visit, draft)
  return (
    <section class="usa-alert usa-alert--warning carrel-first" aria-labelledby="do-first">
      <div class="usa-alert__body">
        <h2 id="do-first" class="usa-alert__heading">
          {visit.words.ask.doNotCall}
        </h2>
        {answer.next.slice(0, 1).map((step) => (
          <p class="usa-alert__text">{step}</p>
        ))}
      </div>
    </section>
  )
}

function answerNow({ house, pack, place }: StaffVisit, draft: Draft): Answer {
  return pack.decide(toAsk(draft, { place, on: house.clock.today() }))
}
