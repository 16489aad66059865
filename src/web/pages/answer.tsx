/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Disclosed } from '../../disclosure/request.ts'
import { newestPinLines } from '../../jobs/newest-pin.ts'
import type { Answer } from '../../policy/answer.ts'
import { type IntakeKinds, reports } from '../case-intake.ts'
import { looksUp } from '../on-screen.ts'
import { Alert } from '../views/alert.tsx'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { GoodToKnow, ReviewOverdue } from '../views/flags.tsx'
import { Word } from '../views/form.tsx'
import { show, worksCases } from '../views/layout.tsx'
import { nameOf, RecordView } from '../views/record.tsx'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'
import type { Words } from '../words/catalogue.ts'
import { wordsFor } from '../words/catalogue.ts'
import { languages } from '../words/language.ts'
import { namedTogether } from '../words/named-together.ts'
import { WhereToLook } from './where-to-look.tsx'

/**
 * The answer: the headline, what may be told, the words to say, the steps, and by which clauses. Already recorded.
 * `ofAccount`: it is about somebody's account, which may have to be looked up elsewhere. `kinds`: somebody from outside asks,
 * which can be reported.
 */
export async function answerPage(
  visit: StaffVisit,
  disclosed: Disclosed,
  ofAccount: boolean,
  kinds?: IntakeKinds,
): Promise<Response> {
  const { pack } = visit
  const words = visit.words.answer
  const { reference, told, guardian } = disclosed
  const isSettled = guardian === 'nothing-to-settle'
  const { answer, alsoSay } = isSettled ? settled(visit, disclosed) : disclosed
  const forOthers = ofAccount && !looksUp(visit)
  const headline = isSettled ? words.settled.headline : headlineOf(answer, words, forOthers)
  const tells = answer.outcome === 'release' || answer.outcome === 'limited'
  if (told.length > 0) closeLater(visit, '/')
  const pinLines = await newestPinLines(visit.house.app)
  return show(
    visit,
    headline,
    <>
      <h1 class={`carrel-outcome carrel-outcome--${answer.outcome}`}>{headline}</h1>
      {disclosed.byLostCard && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.lostCard}</p>
        </Alert>
      )}
      {disclosed.phoneCode === 'wrong' && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.codeWrong}</p>
        </Alert>
      )}
      {(guardian === 'not-on-file' || guardian === 'too-many-names') && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.guardian[guardian]}</p>
        </Alert>
      )}
      {tells && <MayTell words={visit.words} answer={answer} />}
      {tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
      <SayWords
        visit={visit}
        id="say"
        heading={forOthers && tells ? words.sayForOthers : words.say}
        say={answer.say}
        alsoSay={alsoSay}
      />
      {!tells && <WhereToLook visit={visit} disclosed={disclosed} ofAccount={ofAccount} />}
      {answer.outcome === 'seizure' && worksCases(visit) && (
        <p>
          <a class="usa-button usa-button--secondary" href="/cases/search/new">
            {visit.words.casesSearch.begin}
          </a>
        </p>
      )}
      {answer.next.length > 0 && (
        <section aria-labelledby="next">
          <h2 id="next">{words.next}</h2>
          <ol class="usa-process-list">
            {answer.next.map((step) => (
              <li class="usa-process-list__item">
                <p class="usa-process-list__heading carrel-step">{step}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {kinds !== undefined && reports(visit) && <ToReport visit={visit} kinds={kinds} />}
      {told.map(({ opened }) => (
        <section aria-labelledby="told">
          <h2 id="told">{words.told}</h2>
          <ClosesLater visit={visit}>{words.showAgain}</ClosesLater>
          {nameOf(opened) !== null && <p class="usa-intro">{nameOf(opened)}</p>}
          <RecordView words={visit.words} opened={opened} level={3} />
        </section>
      ))}
      {!tells && !isSettled && <MayTell words={visit.words} answer={answer} />}
      <GoodToKnow words={visit.words} flags={answer.flags} />
      <section aria-labelledby="why">
        <h2 id="why">{words.why}</h2>
        <Clauses pack={pack} ids={answer.clauses} />
        <ReviewOverdue words={visit.words} flags={answer.flags} />
      </section>
      <p class="carrel-recorded">
        {answer.sealed ? words.perhapsKept : words.onRecord} <span class="carrel-reference">{reference}</span>
      </p>
      {pinLines.length > 0 && (
        <div class="carrel-pin-print">
          <p>{words.pin}</p>
          <pre>{pinLines.join('\n')}</pre>
        </div>
      )}
      <a class="usa-button usa-button--big" href="/">
        {words.done}
      </a>
    </>,
  )
}

/** The way to the report, which takes along of what kind it is and nothing of anybody. */
const ToReport = ({ visit, kinds }: { readonly visit: StaffVisit; readonly kinds: IntakeKinds }) => {
  const { casesIntake: words } = visit.words
  return (
    <form method="post" action="/report">
      <Word visit={visit} />
      {Object.entries(kinds).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="usa-button usa-button--secondary usa-button--big carrel-go">
        {words.report}
      </button>
      <p>{words.reportSays}</p>
    </form>
  )
}

type AnswerWords = Words['answer']

/** To the guardian of a child who owes nothing: that there is nothing to settle, and no more. */
function settled(
  { words, pack, language }: StaffVisit,
  { answer }: Disclosed,
): Pick<Disclosed, 'answer' | 'alsoSay'> {
  const { say, next } = words.answer.settled
  const others = languages.filter((other) => other !== language && pack.languages.includes(other))
  return {
    answer: { ...answer, say, next: [next] },
    alsoSay: others.map((other) => ({ language: other, say: wordsFor(pack, other).answer.settled.say })),
  }
}

function headlineOf({ outcome }: Answer, words: AnswerWords, forOthers: boolean): string {
  const others: Partial<AnswerWords['headline']> = forOthers ? words.headlineForOthers : {}
  return others[outcome] ?? words.headline[outcome]
}

type MayTellProps = { readonly words: Words; readonly answer: Answer }

/** What may be told and what may not, each record named once. Nothing in it is of anybody in particular. */
const MayTell = ({ words, answer }: MayTellProps) => {
  const { mayTell, nothing, allPrivate, mayHear, mayNotHear } = words.answer
  if (answer.may.length === 0) {
    return (
      <section aria-labelledby="what">
        <h2 id="what">{mayTell}</h2>
        <p>{nothing}</p>
        <details>
          <summary>{allPrivate}</summary>
          <Named names={namedTogether(words, answer.withheld)} />
        </details>
      </section>
    )
  }
  return (
    <div class="carrel-sides carrel-sides--told">
      <section aria-labelledby="what">
        <h2 id="what">{mayHear}</h2>
        <Named names={namedTogether(words, answer.may)} />
      </section>
      {answer.withheld.length > 0 && (
        <section aria-labelledby="not">
          <h2 id="not">{mayNotHear}</h2>
          <Named names={namedTogether(words, answer.withheld)} />
        </section>
      )}
    </div>
  )
}

const Named = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="usa-list carrel-told">
    {names.map((name) => (
      <li>{name}</li>
    ))}
  </ul>
)
