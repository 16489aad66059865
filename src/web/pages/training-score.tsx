/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { finishCourse, type Scored } from '../../accounts/training.ts'
import { isPassed, rightToPass } from '../../training/course.ts'
import { type Taken, takenBy } from '../course-of.ts'
import { situationTold } from '../situation-told.ts'
import { Clauses } from '../views/clauses.tsx'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { kindOf, Scene } from '../views/scene.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { trainingWords } from '../words/training.ts'

export const finishForm = z.strictObject({ course: z.uuid() })

/** Scores the course, this once, and says what was missed; of the answers nothing is kept after that. */
export async function finish(visit: StaffVisit, { course }: z.infer<typeof finishForm>): Promise<Response> {
  const taken = await takenBy(visit)
  const toTraining = () => visit.c.redirect('/training', 303)
  if (taken === undefined || taken === 'changed') return toTraining()
  const questions = taken.questions.length
  const scored = await finishCourse(visit.house, byOf(visit), { course, questions })
  if (scored === undefined) return toTraining()
  const training = trainingWords(visit)
  const passed = isPassed({ score: scored.score, questions })
  const title = passed ? training.passed : training.notPassed
  return show(
    visit,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">
        {training.score(scored.score, questions)}{' '}
        {!passed && training.passedWith(rightToPass(questions), questions)}
      </p>
      {passed ? <SaveCertificate visit={visit} scored={scored} /> : <TakeAgain visit={visit} />}
      {scored.missed.length === 0 ? (
        <p>{training.allRight}</p>
      ) : (
        <Missed visit={visit} taken={taken} missed={scored.missed} />
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/training">
          {training.toTraining}
        </a>
      </p>
    </>,
  )
}

const SaveCertificate = ({ visit, scored }: { readonly visit: StaffVisit; readonly scored: Scored }) => (
  <>
    <p>
      <a class="usa-button" href={`/training/certificate/${scored.id}`}>
        {trainingWords(visit).save}
      </a>
    </p>
    <p>{trainingWords(visit).forTheFile}</p>
  </>
)

const TakeAgain = ({ visit }: { readonly visit: StaffVisit }) => (
  <>
    <p>{trainingWords(visit).noCertificate}</p>
    <form method="post" action="/training">
      <Word visit={visit} />
      <button type="submit" class="usa-button usa-button--big">
        {trainingWords(visit).takeAgain}
      </button>
    </form>
  </>
)

type MissedProps = { readonly visit: StaffVisit; readonly taken: Taken; readonly missed: readonly number[] }

/** Each question that was not right, with what is, and all clauses that say so. */
const Missed = ({ visit, taken, missed }: MissedProps) => {
  const { pack } = visit
  const training = trainingWords(visit)
  const each = missed.flatMap((number) => {
    const question = taken.questions[number - 1]
    if (question === undefined) return []
    return [{ number, question, clauses: pack.decide(question.ask).clauses }]
  })
  const headings = (ids: readonly string[]) =>
    pack.clauses.filter(({ id }) => ids.includes(id)).map(({ heading }) => heading)
  return (
    <>
      <section aria-labelledby="missed">
        <h2 id="missed">{training.missed}</h2>
        {each.map(({ number, question, clauses }) => (
          <>
            <h3>{training.progress(number, taken.questions.length)}</h3>
            <details>
              <summary>{situationTold(question.ask, visit).opening}</summary>
              <Scene visit={visit} question={question} />
            </details>
            <p>
              {training.policySays} <strong>{training.choices[kindOf(question)][question.right]}</strong>
              <br />
              <span lang={pack.languages[0]}>{headings(clauses).join('; ')}</span>
            </p>
          </>
        ))}
      </section>
      <section aria-labelledby="again">
        <h2 id="again">{training.readAgain}</h2>
        <Clauses pack={pack} ids={each.flatMap(({ clauses }) => clauses)} />
      </section>
    </>
  )
}
