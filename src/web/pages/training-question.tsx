/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { alsoSaid } from '../../policy/also-said.ts'
import { outcomes } from '../../policy/vocabulary.ts'
import { noteAnswer } from '../../store/training.ts'
import type { Situation } from '../../training/situation.ts'
import { type Taken, takenBy } from '../course-of.ts'
import { Clauses } from '../views/clauses.tsx'
import { ChoiceButtons, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { SayWords } from '../views/say-words.tsx'
import { kindOf, Scene } from '../views/scene.tsx'
import type { StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { trainingWords } from '../words/training.ts'

const numbered = {
  course: z.uuid(),
  number: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
}
export const answerForm = z.strictObject({ ...numbered, choice: z.enum(outcomes) })

const toTraining = ({ c }: StaffVisit) => c.redirect('/training', 303)
const toQuestion = ({ c }: StaffVisit, number: number) => c.redirect(`/training/question/${number}`, 303)

/** The number of the question that is next, or of the last one where all are answered. */
const nextOf = ({ under, questions }: Taken) => Math.min(under.answered + 1, questions.length)

/** Leads to where they are in their course. */
export async function toNextQuestion(visit: StaffVisit): Promise<Response> {
  const taken = await takenBy(visit)
  return taken === undefined || taken === 'changed' ? toTraining(visit) : toQuestion(visit, nextOf(taken))
}

/** A question, or, where it was answered, what is right: Back leads to it, and cannot change the answer. */
export async function questionPage(visit: StaffVisit): Promise<Response> {
  const taken = await takenBy(visit)
  if (taken === undefined || taken === 'changed') return toTraining(visit)
  const number = Number(visit.c.req.param('number'))
  const question = taken.questions[number - 1]
  if (question === undefined || number > taken.under.answered + 1) return toQuestion(visit, nextOf(taken))
  const asked = { visit, taken, number, question }
  return number > taken.under.answered ? unanswered(asked) : answered(asked)
}

type Asked = {
  readonly visit: StaffVisit
  readonly taken: Taken
  readonly number: number
  readonly question: Situation
}

function unanswered({ visit, taken, number, question }: Asked): Response | Promise<Response> {
  const training = trainingWords(visit)
  const progress = training.progress(number, taken.questions.length)
  const kind = kindOf(question)
  return show(
    visit,
    progress,
    <>
      <p class="carrel-progress">{progress}</p>
      <Scene visit={visit} question={question} />
      <h1>{training.question[kind]}</h1>
      <form method="post" action="/training/question">
        <Word visit={visit} />
        <input type="hidden" name="course" value={taken.under.id} />
        <input type="hidden" name="number" value={String(number)} />
        <ChoiceButtons
          name="choice"
          choices={taken.choices.map((value) => ({ value, label: training.choices[kind][value] }))}
        />
      </form>
    </>,
  )
}

function answered({ visit, taken, number, question }: Asked): Response | Promise<Response> {
  const { house, language, pack } = visit
  const training = trainingWords(visit)
  const words = answerWords(visit)
  const { ask, right } = question
  const isRight = !taken.under.missed.includes(number)
  const kind = kindOf(question)
  const progress = training.progress(number, taken.questions.length)
  const answer = pack.decide(ask)
  const verdict = isRight ? training.right : training.wrong
  return show(
    visit,
    `${verdict}. ${progress}`,
    <>
      <p class="carrel-progress">{progress}</p>
      <h1 class={`carrel-verdict carrel-verdict--${isRight ? 'right' : 'wrong'}`}>{verdict}</h1>
      <p class="usa-intro">
        {training.policySays} <strong>{training.choices[kind][right]}</strong>
      </p>
      <details>
        <summary>{training.situation}</summary>
        <Scene visit={visit} question={question} />
      </details>
      {kind === 'told' && (
        <SayWords
          visit={visit}
          id="say"
          heading={words.say}
          say={answer.say}
          alsoSay={alsoSaid(house.pack, language, ask)}
        />
      )}
      {answer.next.length > 0 && (
        <section aria-labelledby="next">
          <h2 id="next">{words.next}</h2>
          <ol class="usa-list">
            {answer.next.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="why">
        <h2 id="why">{words.why}</h2>
        <Clauses pack={pack} ids={answer.clauses} />
      </section>
      <GoOn visit={visit} taken={taken} number={number} />
    </>,
  )
}

type GoOnProps = { readonly visit: StaffVisit; readonly taken: Taken; readonly number: number }

const GoOn = ({ visit, taken, number }: GoOnProps) => {
  const training = trainingWords(visit)
  if (number < taken.questions.length) {
    return (
      <a class="usa-button usa-button--big carrel-go" href={`/training/question/${number + 1}`}>
        {training.next}
      </a>
    )
  }
  return (
    <form method="post" action="/training/finish" class="carrel-go">
      <Word visit={visit} />
      <input type="hidden" name="course" value={taken.under.id} />
      <button type="submit" class="usa-button usa-button--big">
        {training.finish}
      </button>
    </form>
  )
}

/** Takes the first answer to the next question of their own course; any other changes nothing. */
export async function answer(visit: StaffVisit, fields: z.infer<typeof answerForm>): Promise<Response> {
  const taken = await takenBy(visit)
  if (taken === undefined || taken === 'changed') return toTraining(visit)
  const { course, number, choice } = fields
  const question = taken.questions[number - 1]
  if (question === undefined) return toQuestion(visit, nextOf(taken))
  const isRight = choice === question.right
  const noted = await noteAnswer(visit.house.app, { accountId: visit.who.id, course, number, isRight })
  return toQuestion(visit, noted || number <= taken.under.answered ? number : nextOf(taken))
}
