/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Disclosed } from '../../disclosure/gate.ts'
import type { Answer } from '../../policy/answer.ts'
import type { Pack } from '../../policy/pack.ts'
import { looksUp } from '../on-screen.ts'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { show } from '../views/layout.tsx'
import { RecordView } from '../views/record.tsx'
import type { StaffVisit } from '../visit.ts'
import { flagSentence, headlines, headlinesForOthers, namedTogether, wordsOf } from '../words.ts'
import { WhereToLook } from './where-to-look.tsx'

/** Stands on every answer by now, so it stands last: whoever has somebody waiting must not read it first. */
const reviewFlag = 'policy-review-overdue'

/**
 * The answer: the headline, what may be told, the words to say, the steps, and by which clauses. Already recorded.
 * `ofAccount`: it is about somebody's account, which may have to be looked up elsewhere.
 */
export function answerPage(
  visit: StaffVisit,
  disclosed: Disclosed,
  ofAccount: boolean,
): Response | Promise<Response> {
  const { pack } = visit.house
  const { answer, reference, told } = disclosed
  const reviewOverdue = answer.flags.includes(reviewFlag)
  const flags = answer.flags.filter((flag) => flag !== reviewFlag)
  const forOthers = ofAccount && !looksUp(visit)
  const headline = (forOthers ? headlinesForOthers[answer.outcome] : undefined) ?? headlines[answer.outcome]
  const tells = answer.outcome === 'release' || answer.outcome === 'limited'
  if (told.length > 0) closeLater(visit, '/')
  return show(
    visit,
    headline,
    <>
      <h1 class={`carrel-outcome carrel-outcome--${answer.outcome}`}>{headline}</h1>
      {tells && <MayTell pack={pack} answer={answer} />}
      {tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
      <section class="carrel-say" aria-labelledby="say">
        <h2 id="say" class="carrel-say__heading">
          {forOthers && tells ? 'Whoever looks it up says this' : 'Say this'}
        </h2>
        <blockquote class="carrel-say__words">{answer.say}</blockquote>
      </section>
      {!tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
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
      {told.map(({ opened }) => (
        <section aria-labelledby="told">
          <h2 id="told">This is what you may tell them</h2>
          <ClosesLater visit={visit}>The Counter shows the record again.</ClosesLater>
          <RecordView words={visit.words} opened={opened} level={3} />
        </section>
      ))}
      {!tells && <MayTell pack={pack} answer={answer} />}
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

/** What may be told and what may not, each record named once. Nothing in it is of anybody in particular. */
const MayTell = ({ pack, answer }: { readonly pack: Pack; readonly answer: Answer }) =>
  answer.may.length === 0 ? (
    <section aria-labelledby="what">
      <h2 id="what">What may be told</h2>
      <p>Nothing. Do not even say if someone is a {wordsOf(pack).customer}.</p>
      <details>
        <summary>All that stays private</summary>
        <Named names={namedTogether(pack, answer.withheld)} />
      </details>
    </section>
  ) : (
    <div class="carrel-sides carrel-sides--told">
      <section aria-labelledby="what">
        <h2 id="what">They may hear</h2>
        <Named names={namedTogether(pack, answer.may)} />
      </section>
      {answer.withheld.length > 0 && (
        <section aria-labelledby="not">
          <h2 id="not">They may not hear</h2>
          <Named names={namedTogether(pack, answer.withheld)} />
        </section>
      )}
    </div>
  )

const Named = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="usa-list carrel-told">
    {names.map((name) => (
      <li>{name}</li>
    ))}
  </ul>
)
