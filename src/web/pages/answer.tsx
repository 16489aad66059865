/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Disclosed } from '../../disclosure/gate.ts'
import { maySeeAll } from '../on-screen.ts'
import { Clauses } from '../views/clauses.tsx'
import { show } from '../views/layout.tsx'
import { RecordView } from '../views/record.tsx'
import type { StaffVisit } from '../visit.ts'
import { flagSentence, headlines, namedTogether, wordsOf } from '../words.ts'

/** Stands on every answer by now, so it stands last: whoever has somebody waiting must not read it first. */
const reviewFlag = 'policy-review-overdue'

/** The answer: the headline, the words to say, the steps, what may be told, and by which clauses. Already recorded. */
export function answerPage(visit: StaffVisit, disclosed: Disclosed): Response | Promise<Response> {
  const { pack } = visit.house
  const { answer, reference, told } = disclosed
  const reviewOverdue = answer.flags.includes(reviewFlag)
  const flags = answer.flags.filter((flag) => flag !== reviewFlag)
  const onScreen = maySeeAll(visit, answer.may) ? told : []
  return show(
    visit,
    headlines[answer.outcome],
    <>
      <h1 class={`carrel-outcome carrel-outcome--${answer.outcome}`}>{headlines[answer.outcome]}</h1>
      <section class="carrel-say" aria-labelledby="say">
        <h2 id="say" class="carrel-say__heading">
          Say this
        </h2>
        <blockquote class="carrel-say__words">{answer.say}</blockquote>
      </section>
      {answer.next.length > 0 && (
        <section aria-labelledby="next">
          <h2 id="next">Then do this</h2>
          <ol class="usa-process-list">
            {answer.next.map((step) => (
              <li class="usa-process-list__item">
                <p class="usa-process-list__heading carrel-step">{step}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {onScreen.map(({ opened }) => (
        <section aria-labelledby="told">
          <h2 id="told">This is what you may tell them</h2>
          <RecordView pack={pack} opened={opened} level={3} />
        </section>
      ))}
      <section aria-labelledby="what">
        <h2 id="what">What may be told</h2>
        {answer.may.length === 0 ? (
          <>
            <p>Nothing. Do not even say if someone is a {wordsOf(pack).customer}.</p>
            <details>
              <summary>All that stays private</summary>
              <Told names={namedTogether(pack, answer.withheld)} />
            </details>
          </>
        ) : (
          <div class="carrel-sides carrel-sides--told">
            <div>
              <h3>You may tell them</h3>
              <Told names={namedTogether(pack, answer.may)} />
            </div>
            {answer.withheld.length > 0 && (
              <div>
                <h3>Do not tell them</h3>
                <Told names={namedTogether(pack, answer.withheld)} />
              </div>
            )}
          </div>
        )}
        {told.length > 0 && onScreen.length === 0 && (
          <p>The record itself does not show for you here. Ask a desk clerk to look it up at the Counter.</p>
        )}
      </section>
      {flags.length > 0 && (
        <section class="usa-summary-box" aria-labelledby="know">
          <div class="usa-summary-box__body">
            <h2 class="usa-summary-box__heading" id="know">
              Good to know
            </h2>
            <ul class="usa-list">
              {flags.map((flag) => (
                <li>{flagSentence(flag)}</li>
              ))}
            </ul>
          </div>
        </section>
      )}
      <section aria-labelledby="why">
        <h2 id="why">Why</h2>
        <Clauses pack={pack} ids={answer.clauses} />
        {reviewOverdue && <p class="carrel-small">{flagSentence(reviewFlag)} It is still in force.</p>}
      </section>
      <p class="carrel-recorded">
        This is on record. Reference: <span class="carrel-reference">{reference}</span>
      </p>
      <a class="usa-button usa-button--big" href="/">
        Done
      </a>
    </>,
  )
}

const Told = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="usa-list carrel-told">
    {names.map((name) => (
      <li>{name}</li>
    ))}
  </ul>
)
