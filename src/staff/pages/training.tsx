/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { Clauses, SayWords } from '../../gate/pages/answer-parts.tsx'
import { entryActorOf } from '../../gate/services.ts'
import { answerPartsWords } from '../../gate/words/answer-parts.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import { Alert, BackLink, ChoiceButtons, Form } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { outcomes } from '../../policy/ask.ts'
import { answersInOtherLanguages } from '../../policy/pack.ts'
import { fingerprintLines } from '../../register/log/checkpoint.ts'
import { checkpointProved } from '../../register/log/entry-proof.ts'
import { registerWords } from '../../register/words/register.ts'
import { allAccounts, type ListedAccount } from '../account-store.ts'
import type { StaffServices } from '../services.ts'
import {
  type Course,
  courseLength,
  courseOf,
  isPassed,
  passingScore,
  passMark,
  type Situation,
  situationsOf,
  situationText,
} from '../training.ts'
import type { Certificate } from '../training-certificate.ts'
import {
  addCourseAnswer,
  beginCourse,
  type CompletedCourse,
  type CourseInProgress,
  type CourseResult,
  courseInProgress,
  findCompletedCourse,
  finishCourse,
  lastCompletedCourses,
} from '../training-store.ts'
import { isYearAgo } from '../training-year.ts'
import { rolesWords } from '../words/roles.ts'
import { trainingWords } from '../words/training.ts'
import { roleLabel } from './accounts.tsx'

/** `instead`: of this course, whose answers so far are given up. */
export const beginForm = z.strictObject({ instead: z.uuid().optional() })

/** What the course is, when one last did it, and the way into it. */
export async function trainingPage(visit: StaffContext): Promise<Response> {
  const { house, who } = visit
  const training = trainingWords(visit)
  const taken = await currentCourse(visit)
  const last = (await lastCompletedCourses(house.app, who.id)).get(who.id)
  const questions = Math.min(courseLength, situationsOf(house.pack, who.role).length)
  const isIn = taken !== undefined && taken !== 'changed'
  return show(
    visit,
    training.title,
    <>
      <h1>{training.title}</h1>
      <p class="usa-intro">{training.intro(questions)}</p>
      <p>
        {training.passedWith(passingScore(questions), questions)} {training.kept}
      </p>
      {taken === 'changed' && <Alert kind="info">{training.changed}</Alert>}
      {isIn && (
        <p>
          <a class="usa-button usa-button--big" href="/training/question">
            {training.goOn}
          </a>
        </p>
      )}
      <Form visit={visit} action="/training" class="carrel-go">
        <button type="submit" class={isIn ? 'usa-button usa-button--outline' : 'usa-button usa-button--big'}>
          {isIn || last !== undefined ? training.beginNew : training.begin}
        </button>
      </Form>
      <LastTime visit={visit} last={last} />
      {who.role === 'director' && <BackLink href="/training/people">{training.whoDid}</BackLink>}
    </>,
  )
}

type LastTimeProps = {
  readonly visit: StaffContext
  readonly last: CompletedCourse | undefined
}

const LastTime = ({ visit, last }: LastTimeProps) => {
  const training = trainingWords(visit)
  const told = formatsOf(visit)
  if (last === undefined) return <p>{training.never}</p>
  const lastTime = training.last(told.day(last.doneOn), last.score, last.questions)
  if (!isPassed(last)) {
    return (
      <p>
        {lastTime} {training.notPassedYet}
      </p>
    )
  }
  return (
    <>
      <p>
        {lastTime} {isYearAgo(last.doneOn, visit.house.clock.today()) && training.yearAgo}
      </p>
      <p>
        <a class="usa-link" href={`/training/certificate/${last.id}`}>
          {training.save}
        </a>
      </p>
    </>
  )
}

/** Begins a course, in place of the one that they were in: where answers of it would be lost, it asks first. */
export async function submitTrainingBegin(
  visit: StaffContext,
  { instead }: z.infer<typeof beginForm>,
): Promise<Response> {
  const { c, house, who } = visit
  const taken = await currentCourse(visit)
  const isIn = taken !== undefined && taken !== 'changed'
  if (isIn && taken.under.answered > 0 && taken.under.id !== instead) return askFirst(visit, taken)
  const on = house.clock.today()
  await beginCourse(house.app, { accountId: who.id, role: who.role, on, pack: house.pack.hash })
  return c.redirect('/training/question', 303)
}

function askFirst(visit: StaffContext, { under, questions }: CurrentCourse): Response | Promise<Response> {
  const training = trainingWords(visit)
  return show(
    visit,
    training.leave,
    <>
      <h1>{training.leave}</h1>
      <p class="usa-intro">{training.answeredSoFar(under.answered, questions.length)}</p>
      <p>{training.leaving}</p>
      <p>
        <a class="usa-button usa-button--big" href="/training/question">
          {training.goOn}
        </a>
      </p>
      <Form visit={visit} action="/training" class="carrel-go">
        <input type="hidden" name="instead" value={under.id} />
        <button type="submit" class="usa-button usa-button--outline">
          {training.beginNew}
        </button>
      </Form>
    </>,
  )
}

/** The course that somebody is in, with its questions. */
export type CurrentCourse = Course & { readonly under: CourseInProgress }

/** `changed`: they are in one that was drawn from another policy. Undefined where they are in none. */
export async function currentCourse({
  house,
  who,
}: StaffContext): Promise<CurrentCourse | 'changed' | undefined> {
  const under = await courseInProgress(house.app, who.id)
  if (under === undefined) return undefined
  if (under.pack !== house.pack.hash) return 'changed'
  return { under, ...courseOf(house.pack, { role: under.role, seed: under.id }) }
}

const numbered = {
  course: z.uuid(),
  number: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
}
export const answerForm = z.strictObject({ ...numbered, choice: z.enum(outcomes) })

const toTraining = ({ c }: StaffContext) => c.redirect('/training', 303)
const toQuestion = ({ c }: StaffContext, number: number) => c.redirect(`/training/question/${number}`, 303)

/** The number of the question that is next, or of the last one where all are answered. */
const nextOf = ({ under, questions }: CurrentCourse) => Math.min(under.answered + 1, questions.length)

/** Leads to where they are in their course. */
export async function toNextQuestion(visit: StaffContext): Promise<Response> {
  const taken = await currentCourse(visit)
  return taken === undefined || taken === 'changed' ? toTraining(visit) : toQuestion(visit, nextOf(taken))
}

/** A question, or, where it was answered, what is right: Back leads to it, and cannot change the answer. */
export async function questionPage(visit: StaffContext): Promise<Response> {
  const taken = await currentCourse(visit)
  if (taken === undefined || taken === 'changed') return toTraining(visit)
  const number = Number(visit.c.req.param('number'))
  const question = taken.questions[number - 1]
  if (question === undefined || number > taken.under.answered + 1) return toQuestion(visit, nextOf(taken))
  const asked = { visit, taken, number, question }
  return number > taken.under.answered ? unansweredView(asked) : answeredView(asked)
}

type Asked = {
  readonly visit: StaffContext
  readonly taken: CurrentCourse
  readonly number: number
  readonly question: Situation
}

function unansweredView({ visit, taken, number, question }: Asked): Response | Promise<Response> {
  const training = trainingWords(visit)
  const progress = training.progress(number, taken.questions.length)
  const kind = wordingKindOf(question)
  return show(
    visit,
    progress,
    <>
      <p class="carrel-progress">{progress}</p>
      <Scene visit={visit} question={question} />
      <h1>{training.question[kind]}</h1>
      <Form visit={visit} action="/training/question">
        <input type="hidden" name="course" value={taken.under.id} />
        <input type="hidden" name="number" value={String(number)} />
        <ChoiceButtons
          name="choice"
          choices={taken.choices.map((value) => ({ value, label: training.choices[kind][value] }))}
        />
      </Form>
    </>,
  )
}

function answeredView({ visit, taken, number, question }: Asked): Response | Promise<Response> {
  const { house, language, pack } = visit
  const training = trainingWords(visit)
  const words = answerPartsWords(visit)
  const { ask, right } = question
  const isRight = !taken.under.missed.includes(number)
  const kind = wordingKindOf(question)
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
          alsoSay={answersInOtherLanguages(house.pack, language, ask)}
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

type GoOnProps = { readonly visit: StaffContext; readonly taken: CurrentCourse; readonly number: number }

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
    <Form visit={visit} action="/training/finish" class="carrel-go">
      <input type="hidden" name="course" value={taken.under.id} />
      <button type="submit" class="usa-button usa-button--big">
        {training.finish}
      </button>
    </Form>
  )
}

/** Takes the first answer to the next question of their own course; any other changes nothing. */
export async function submitTrainingAnswer(
  visit: StaffContext,
  fields: z.infer<typeof answerForm>,
): Promise<Response> {
  const taken = await currentCourse(visit)
  if (taken === undefined || taken === 'changed') return toTraining(visit)
  const { course, number, choice } = fields
  const question = taken.questions[number - 1]
  if (question === undefined) return toQuestion(visit, nextOf(taken))
  const isRight = choice === question.right
  const noted = await addCourseAnswer(visit.house.app, { accountId: visit.who.id, course, number, isRight })
  return toQuestion(visit, noted || number <= taken.under.answered ? number : nextOf(taken))
}

export const finishForm = z.strictObject({ course: z.uuid() })

/** Scores the course, this once, and says what was missed; of the answers nothing is kept after that. */
export async function submitTrainingFinish(
  visit: StaffContext,
  { course }: z.infer<typeof finishForm>,
): Promise<Response> {
  const taken = await currentCourse(visit)
  const toTraining = () => visit.c.redirect('/training', 303)
  if (taken === undefined || taken === 'changed') return toTraining()
  const questions = taken.questions.length
  const scored = await finishCourse(visit.house, entryActorOf(visit), { course, questions })
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
        {!passed && training.passedWith(passingScore(questions), questions)}
      </p>
      {passed ? <SaveCertificate visit={visit} scored={scored} /> : <TakeAgain visit={visit} />}
      {scored.missed.length === 0 ? (
        <p>{training.allRight}</p>
      ) : (
        <Missed visit={visit} taken={taken} missed={scored.missed} />
      )}
      <BackLink href="/training">{training.toTraining}</BackLink>
    </>,
  )
}

const SaveCertificate = ({
  visit,
  scored,
}: {
  readonly visit: StaffContext
  readonly scored: CourseResult
}) => (
  <>
    <p>
      <a class="usa-button" href={`/training/certificate/${scored.id}`}>
        {trainingWords(visit).save}
      </a>
    </p>
    <p>{trainingWords(visit).forTheFile}</p>
  </>
)

const TakeAgain = ({ visit }: { readonly visit: StaffContext }) => (
  <>
    <p>{trainingWords(visit).noCertificate}</p>
    <Form visit={visit} action="/training">
      <button type="submit" class="usa-button usa-button--big">
        {trainingWords(visit).takeAgain}
      </button>
    </Form>
  </>
)

type MissedProps = {
  readonly visit: StaffContext
  readonly taken: CurrentCourse
  readonly missed: readonly number[]
}

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
              <summary>{situationText(question.ask, visit).opening}</summary>
              <Scene visit={visit} question={question} />
            </details>
            <p>
              {training.policySays}{' '}
              <strong>{training.choices[wordingKindOf(question)][question.right]}</strong>
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

/** Which words its question and its answers have: of what one says, or of what one looks at. */
export const wordingKindOf = ({ ask }: Situation) => (ask.recipient.kind === 'staff' ? 'screen' : 'told')

/** What happens, in plain words. */
export const Scene = ({
  visit,
  question,
}: {
  readonly visit: StaffContext
  readonly question: Situation
}) => {
  const { opening, known, wants, records } = situationText(question.ask, visit)
  return (
    <div class="carrel-scene">
      <p class="carrel-scene__opening">{opening}</p>
      {known.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>{wants}</p>
      <ul class="usa-list">
        {records.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
    </div>
  )
}

/** Who has done the course, when, and for whom that is a year ago. */
export async function trainingRecordsPage(visit: StaffContext): Promise<Response> {
  const { app } = visit.house
  const training = trainingWords(visit)
  const everyone = await allAccounts(app)
  const done = await lastCompletedCourses(app)
  return show(
    visit,
    training.whoDid,
    <>
      <h1>{training.whoDid}</h1>
      <p class="usa-intro">{training.whoDidIntro(passMark.right, passMark.of)}</p>
      <p>{training.notCounted}</p>
      <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
        <thead>
          <tr>
            {[training.person, training.lastDone, training.result].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {everyone.map((person) => (
            <PersonRow visit={visit} person={person} last={done.get(person.id)} />
          ))}
        </tbody>
      </table>
      <BackLink href="/training">{training.toTraining}</BackLink>
    </>,
  )
}

type PersonRowProps = {
  readonly visit: StaffContext
  readonly person: ListedAccount
  readonly last: CompletedCourse | undefined
}

const PersonRow = ({ visit, person, last }: PersonRowProps) => {
  const { house } = visit
  const training = trainingWords(visit)
  const told = formatsOf(visit)
  return (
    <tr>
      <th scope="row" data-label={training.person}>
        {person.name}, {roleLabel(visit, person)}
      </th>
      <td data-label={training.lastDone}>
        {last === undefined ? training.notYet : told.day(last.doneOn)}
        {last !== undefined && isYearAgo(last.doneOn, house.clock.today()) && (
          <>
            {'. '}
            <strong>{training.overYear}</strong>
          </>
        )}
      </td>
      <td data-label={training.result}>
        {last === undefined && '–'}
        {last !== undefined && !isPassed(last) && (
          <strong>{training.notPassedShort(last.score, last.questions)}</strong>
        )}
        {last !== undefined && isPassed(last) && (
          <a
            class="usa-link"
            href={`/training/certificate/${last.id}`}
            aria-label={training.certificateOf(person.name, last.score, last.questions)}
          >
            {training.passedShort(last.score, last.questions)}
          </a>
        )}
      </td>
    </tr>
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The certificate of a course that was passed: for whoever did it, and for the Director. */
export async function certificate(visit: StaffContext<StaffServices>): Promise<Response> {
  const { c, house, who } = visit
  const id = c.req.param('id') ?? ''
  const done = uuid.test(id) ? await findCompletedCourse(house.app, id) : undefined
  const isTheirs = done?.accountId === who.id || who.role === 'director'
  if (done === undefined || !isTheirs || !isPassed(done)) return notFoundPage(visit)
  const proof = await registerLinesOf(house, done)
  if (proof === 'waits') return waitsPage(visit, done)
  if (proof === 'does-not-hold') return doesNotHoldPage(visit)
  // Why only here: the typesetter is large.
  const { certificatePdf } = await import('../training-certificate.ts')
  const pdf = await certificatePdf(certificateOf(visit, done, proof))
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${trainingWords(visit).certificate.fileName}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** What shows on paper that the course is in the register: the entry's reference, and a pin that covers it. */
async function registerLinesOf(
  house: Pick<StaffServices, 'proveEntry'>,
  { entry }: CompletedCourse,
): Promise<readonly string[] | 'waits' | 'does-not-hold'> {
  const proven = await house.proveEntry(entry)
  if (proven === 'waits') return 'waits'
  // Why of this proof and not the newest pin: after a restore another log grows, and its pin does not cover this entry.
  const checkpoint = typeof proven === 'string' ? null : checkpointProved(proven.proof)
  return checkpoint === null ? 'does-not-hold' : [`Reference ${entry}`, ...fingerprintLines(checkpoint)]
}

function waitsPage(visit: StaffContext, { id }: CompletedCourse): Response | Promise<Response> {
  const training = trainingWords(visit)
  return show(
    visit,
    training.almostReady,
    <>
      <h1>{training.almostReady}</h1>
      <p class="usa-intro">{training.withinAMinute}</p>
      <p>{training.whyItWaits}</p>
      <p>
        <a class="usa-button usa-button--big" href={`/training/certificate/${id}`}>
          {training.tryAgain}
        </a>
      </p>
      <BackToTraining visit={visit} />
    </>,
  )
}

function doesNotHoldPage(visit: StaffContext): Response | Promise<Response> {
  const register = registerWords(visit)
  return show(
    visit,
    register.doesNotHold,
    <>
      <h1>{register.doesNotHold}</h1>
      <p class="usa-intro">{register.tellDirector}</p>
      <BackToTraining visit={visit} />
    </>,
  )
}

const BackToTraining = ({ visit }: { readonly visit: StaffContext }) => (
  <BackLink href="/training">{trainingWords(visit).toTraining}</BackLink>
)

function certificateOf(visit: StaffContext, done: CompletedCourse, proof: readonly string[]): Certificate {
  const { pack, language } = visit
  const training = trainingWords(visit)
  const roles = rolesWords(visit)
  const told = formatsOf(visit)
  const { certificate: words } = training
  const { name, role, doneOn, score, questions } = done
  return {
    ...{ library: pack.library, language, title: words.title, on: words.on },
    says: words.says(name, score, questions),
    facts: [
      [words.name, name],
      [words.role, roles.name[role]],
      [words.day, told.day(doneOn)],
      [words.score, training.scoreShort(score, questions)],
      [words.policy, `${pack.number}, ${pack.title}`],
      [words.reviewed, told.day(pack.reviewedOn)],
      [words.mark, done.pack.slice(0, 16)],
    ],
    register: {
      heading: words.register,
      says: words.entrySays,
      proof,
    },
    signs: [words.signature, words.director],
  }
}
