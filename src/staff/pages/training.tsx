import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { answerPartsWords, Clauses, SayWords } from '../../gate/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ButtonLine,
  ChoiceButtons,
  Form,
  LinkLine,
  SubmitButton,
  TableHead,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { answersInOtherLanguages, outcomes } from '../../policy/index.ts'
import { registerWords } from '../../register/index.ts'
import { checkpointProved, fingerprintLines } from '../../register/log/index.ts'
import { allAccounts, type ListedAccount } from '../account-store.ts'
import type { StaffServices } from '../services.ts'
import {
  type Course,
  courseLength,
  courseOf,
  isPassed,
  isYearAgo,
  passingScore,
  passMark,
  type Situation,
  situationsOf,
  situationText,
} from '../training.ts'
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
import { rolesWords } from '../words/people.ts'
import { trainingWords } from '../words/training.ts'
import { roleLabel } from './accounts.tsx'

/** `instead`: the current course, whose answers are given up. */
export const beginForm = z.strictObject({ instead: z.uuid().optional() })

export async function trainingPage(context: StaffContext): Promise<Response> {
  const { services, who } = context
  const training = trainingWords(context)
  const taken = await currentCourse(context)
  const last = (await lastCompletedCourses(services.app, who.id)).get(who.id)
  const questions = Math.min(courseLength, situationsOf(services.pack, who.role).length)
  const isIn = taken !== undefined && taken !== 'changed'
  return show(
    context,
    training.title,
    <>
      <h1>{training.title}</h1>
      <p class="usa-intro">{training.intro(questions)}</p>
      <p>
        {training.passedWith(passingScore(questions), questions)} {training.kept}
      </p>
      {taken === 'changed' && <Alert kind="info">{training.changed}</Alert>}
      {isIn && (
        <ButtonLine href="/training/question" look="big">
          {training.goOn}
        </ButtonLine>
      )}
      <Form context={context} action="/training" class="carrel-go">
        <SubmitButton look={isIn ? 'outline' : 'big'}>
          {isIn || last !== undefined ? training.beginNew : training.begin}
        </SubmitButton>
      </Form>
      <LastTime context={context} last={last} />
      {who.role === 'director' && <BackLink href="/training/people">{training.whoDid}</BackLink>}
    </>,
  )
}

type LastTimeProps = { readonly context: StaffContext; readonly last: CompletedCourse | undefined }

const LastTime = ({ context, last }: LastTimeProps) => {
  const training = trainingWords(context)
  const formats = formatsOf(context)
  if (last === undefined) return <p>{training.never}</p>
  const lastTime = training.last(formats.day(last.doneOn), last.score, last.questions)
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
        {lastTime} {isYearAgo(last.doneOn, context.services.clock.today()) && training.yearAgo}
      </p>
      <LinkLine href={`/training/certificate/${last.id}`}>{training.save}</LinkLine>
    </>
  )
}

/** Asks first if answers of the current course would be lost. */
export async function submitTrainingBegin(context: StaffContext, { instead }: z.infer<typeof beginForm>) {
  const { c, services, who } = context
  const taken = await currentCourse(context)
  const isIn = taken !== undefined && taken !== 'changed'
  if (isIn && taken.under.answered > 0 && taken.under.id !== instead) return askFirst(context, taken)
  const on = services.clock.today()
  await beginCourse(services.app, { accountId: who.id, role: who.role, on, pack: services.pack.hash })
  return c.redirect('/training/question', 303)
}

function askFirst(context: StaffContext, { under, questions }: CurrentCourse): Response | Promise<Response> {
  const training = trainingWords(context)
  return show(
    context,
    training.leave,
    <>
      <h1>{training.leave}</h1>
      <p class="usa-intro">{training.answeredSoFar(under.answered, questions.length)}</p>
      <p>{training.leaving}</p>
      <ButtonLine href="/training/question" look="big">
        {training.goOn}
      </ButtonLine>
      <Form context={context} action="/training" class="carrel-go">
        <input type="hidden" name="instead" value={under.id} />
        <SubmitButton look="outline">{training.beginNew}</SubmitButton>
      </Form>
    </>,
  )
}

type CurrentCourse = Course & { readonly under: CourseInProgress }

/** `changed`: the course was drawn from another policy. */
async function currentCourse({
  services,
  who,
}: StaffContext): Promise<CurrentCourse | 'changed' | undefined> {
  const under = await courseInProgress(services.app, who.id)
  if (under === undefined) return undefined
  if (under.pack !== services.pack.hash) return 'changed'
  return { under, ...courseOf(services.pack, { role: under.role, seed: under.id }) }
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

/** The last question if all are answered. */
const nextOf = ({ under, questions }: CurrentCourse) => Math.min(under.answered + 1, questions.length)

export async function toNextQuestion(context: StaffContext): Promise<Response> {
  const taken = await currentCourse(context)
  return taken === undefined || taken === 'changed' ? toTraining(context) : toQuestion(context, nextOf(taken))
}

/** An answered question shows the right answer, since Back leads here. */
export async function questionPage(context: StaffContext): Promise<Response> {
  const taken = await currentCourse(context)
  if (taken === undefined || taken === 'changed') return toTraining(context)
  const number = Number(context.c.req.param('number'))
  const question = taken.questions[number - 1]
  if (question === undefined || number > taken.under.answered + 1) return toQuestion(context, nextOf(taken))
  const asked = { context, taken, number, question }
  return number > taken.under.answered ? unansweredView(asked) : answeredView(asked)
}

type Asked = {
  readonly context: StaffContext
  readonly taken: CurrentCourse
  readonly number: number
  readonly question: Situation
}

function unansweredView({ context, taken, number, question }: Asked): Response | Promise<Response> {
  const training = trainingWords(context)
  const progress = training.progress(number, taken.questions.length)
  const kind = wordingKindOf(question)
  return show(
    context,
    progress,
    <>
      <p class="carrel-progress">{progress}</p>
      <Scene context={context} question={question} />
      <h1>{training.question[kind]}</h1>
      <Form context={context} action="/training/question">
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

function answeredView({ context, taken, number, question }: Asked): Response | Promise<Response> {
  const { services, language, pack } = context
  const training = trainingWords(context)
  const words = answerPartsWords(context)
  const { ask, right } = question
  const isRight = !taken.under.missed.includes(number)
  const kind = wordingKindOf(question)
  const progress = training.progress(number, taken.questions.length)
  const answer = pack.decide(ask)
  const verdict = isRight ? training.right : training.wrong
  return show(
    context,
    `${verdict}. ${progress}`,
    <>
      <p class="carrel-progress">{progress}</p>
      <h1 class={`carrel-verdict carrel-verdict--${isRight ? 'right' : 'wrong'}`}>{verdict}</h1>
      <p class="usa-intro">
        {training.policySays} <strong>{training.choices[kind][right]}</strong>
      </p>
      <details>
        <summary>{training.situation}</summary>
        <Scene context={context} question={question} />
      </details>
      {kind === 'told' && (
        <SayWords
          context={context}
          heading={words.say}
          say={answer.say}
          alsoSay={answersInOtherLanguages(services.pack, language, ask)}
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
      <GoOn context={context} taken={taken} number={number} />
    </>,
  )
}

type GoOnProps = { readonly context: StaffContext; readonly taken: CurrentCourse; readonly number: number }

const GoOn = ({ context, taken, number }: GoOnProps) => {
  const training = trainingWords(context)
  if (number < taken.questions.length) {
    return (
      <a class="usa-button usa-button--big carrel-go" href={`/training/question/${number + 1}`}>
        {training.next}
      </a>
    )
  }
  return (
    <Form context={context} action="/training/finish" class="carrel-go">
      <input type="hidden" name="course" value={taken.under.id} />
      <SubmitButton look="big">{training.finish}</SubmitButton>
    </Form>
  )
}

/** Only the first answer to the next question counts. */
export async function submitTrainingAnswer(context: StaffContext, fields: z.infer<typeof answerForm>) {
  const taken = await currentCourse(context)
  if (taken === undefined || taken === 'changed') return toTraining(context)
  const { course, number, choice } = fields
  const question = taken.questions[number - 1]
  if (question === undefined) return toQuestion(context, nextOf(taken))
  const isRight = choice === question.right
  const noted = await addCourseAnswer(context.services.app, {
    accountId: context.who.id,
    course,
    number,
    isRight,
  })
  return toQuestion(context, noted || number <= taken.under.answered ? number : nextOf(taken))
}

export const finishForm = z.strictObject({ course: z.uuid() })

/** Scores the course once and shows what was missed; the answers are not kept. */
export async function submitTrainingFinish(context: StaffContext, { course }: z.infer<typeof finishForm>) {
  const taken = await currentCourse(context)
  const toTraining = () => context.c.redirect('/training', 303)
  if (taken === undefined || taken === 'changed') return toTraining()
  const questions = taken.questions.length
  const scored = await finishCourse(context.services, staffActorOf(context), { course, questions })
  if (scored === undefined) return toTraining()
  const training = trainingWords(context)
  const passed = isPassed({ score: scored.score, questions })
  const title = passed ? training.passed : training.notPassed
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">
        {training.score(scored.score, questions)}{' '}
        {!passed && training.passedWith(passingScore(questions), questions)}
      </p>
      {passed ? <SaveCertificate context={context} scored={scored} /> : <TakeAgain context={context} />}
      {scored.missed.length === 0 ? (
        <p>{training.allRight}</p>
      ) : (
        <Missed context={context} taken={taken} missed={scored.missed} />
      )}
      <BackLink href="/training">{training.toTraining}</BackLink>
    </>,
  )
}

const SaveCertificate = ({
  context,
  scored,
}: {
  readonly context: StaffContext
  readonly scored: CourseResult
}) => (
  <>
    <ButtonLine href={`/training/certificate/${scored.id}`}>{trainingWords(context).save}</ButtonLine>
    <p>{trainingWords(context).forTheFile}</p>
  </>
)

const TakeAgain = ({ context }: { readonly context: StaffContext }) => (
  <>
    <p>{trainingWords(context).noCertificate}</p>
    <Form context={context} action="/training">
      <SubmitButton look="big">{trainingWords(context).takeAgain}</SubmitButton>
    </Form>
  </>
)

type MissedProps = {
  readonly context: StaffContext
  readonly taken: CurrentCourse
  readonly missed: readonly number[]
}

/** Each missed question with its right answer and every clause for it. */
const Missed = ({ context, taken, missed }: MissedProps) => {
  const { pack } = context
  const training = trainingWords(context)
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
              <summary>{situationText(question.ask, context).opening}</summary>
              <Scene context={context} question={question} />
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

/** What one says, or what one may view. */
const wordingKindOf = ({ ask }: Situation) => (ask.recipient.kind === 'staff' ? 'screen' : 'told')

const Scene = ({ context, question }: { readonly context: StaffContext; readonly question: Situation }) => {
  const { opening, known, wants, records } = situationText(question.ask, context)
  return (
    <div class="carrel-scene">
      <p class="carrel-scene__opening">{opening}</p>
      {known.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>{wants}</p>
      <TextList items={records} />
    </div>
  )
}

export async function trainingRecordsPage(context: StaffContext): Promise<Response> {
  const { app } = context.services
  const training = trainingWords(context)
  const everyone = (await allAccounts(app)).filter(({ role }) => role !== 'special-counsel')
  const done = await lastCompletedCourses(app)
  return show(
    context,
    training.whoDid,
    <>
      <h1>{training.whoDid}</h1>
      <p class="usa-intro">{training.whoDidIntro(passMark.right, passMark.of)}</p>
      <p>{training.notCounted}</p>
      <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
        <TableHead names={[training.person, training.lastDone, training.result]} />
        <tbody>
          {everyone.map((person) => (
            <PersonRow context={context} person={person} last={done.get(person.id)} />
          ))}
        </tbody>
      </table>
      <BackLink href="/training">{training.toTraining}</BackLink>
    </>,
  )
}

type PersonRowProps = {
  readonly context: StaffContext
  readonly person: ListedAccount
  readonly last: CompletedCourse | undefined
}

const PersonRow = ({ context, person, last }: PersonRowProps) => {
  const { services } = context
  const training = trainingWords(context)
  const formats = formatsOf(context)
  return (
    <tr>
      <th scope="row" data-label={training.person}>
        {person.name}, {roleLabel(context, person)}
      </th>
      <td data-label={training.lastDone}>
        {last === undefined ? training.notYet : formats.day(last.doneOn)}
        {last !== undefined && isYearAgo(last.doneOn, services.clock.today()) && (
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
          <TextLink
            href={`/training/certificate/${last.id}`}
            called={training.certificateOf(person.name, last.score, last.questions)}
          >
            {training.passedShort(last.score, last.questions)}
          </TextLink>
        )}
      </td>
    </tr>
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** For the person who passed, and for the Director. */
export async function certificate(context: StaffContext<StaffServices>): Promise<Response> {
  const { c, services, who } = context
  const id = c.req.param('id') ?? ''
  const done = uuid.test(id) ? await findCompletedCourse(services.app, id) : undefined
  const isTheirs = done?.accountId === who.id || who.role === 'director'
  if (done === undefined || !isTheirs || !isPassed(done)) return notFoundPage(context)
  const proof = await registerLinesOf(services, done)
  if (proof === 'waits') return waitsPage(context, done)
  if (proof === 'does-not-hold') return doesNotHoldPage(context)
  const pdf = await certificatePdf(certificateOf(context, done, proof))
  return pdfDownload(context, pdf, trainingWords(context).certificate.fileName)
}

/** The entry's reference and a checkpoint fingerprint that covers it. */
async function registerLinesOf(
  services: Pick<StaffServices, 'proveEntry'>,
  { entry }: CompletedCourse,
): Promise<readonly string[] | 'waits' | 'does-not-hold'> {
  const proven = await services.proveEntry(entry)
  if (proven === 'waits') return 'waits'
  // Why not the newest: after a restore the log restarts, and its checkpoint does not cover this entry.
  const checkpoint = typeof proven === 'string' ? null : checkpointProved(proven.proof)
  return checkpoint === null ? 'does-not-hold' : [`Reference ${entry}`, ...fingerprintLines(checkpoint)]
}

function waitsPage(context: StaffContext, { id }: CompletedCourse): Response | Promise<Response> {
  const training = trainingWords(context)
  return show(
    context,
    training.almostReady,
    <>
      <h1>{training.almostReady}</h1>
      <p class="usa-intro">{training.withinAMinute}</p>
      <p>{training.whyItWaits}</p>
      <ButtonLine href={`/training/certificate/${id}`} look="big">
        {training.tryAgain}
      </ButtonLine>
      <BackToTraining context={context} />
    </>,
  )
}

function doesNotHoldPage(context: StaffContext): Response | Promise<Response> {
  const register = registerWords(context)
  return show(
    context,
    register.doesNotHold,
    <>
      <h1>{register.doesNotHold}</h1>
      <p class="usa-intro">{register.tellDirector}</p>
      <BackToTraining context={context} />
    </>,
  )
}

const BackToTraining = ({ context }: { readonly context: StaffContext }) => (
  <BackLink href="/training">{trainingWords(context).toTraining}</BackLink>
)

/** One page, tagged PDF/UA-1. */
export async function certificatePdf(certificate: Certificate): Promise<Buffer> {
  // Why here: the typesetter is large.
  const { typeset } = await import('../../platform/pdf/typesetter.ts')
  return typeset(new URL('../certificate.typ', import.meta.url), certificate)
}

/** Texts are in one language. */
type Certificate = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly says: string
  /** Label and value. */
  readonly facts: readonly (readonly [string, string])[]
  readonly register: { readonly heading: string; readonly says: string; readonly proof: readonly string[] }
  /** Labels of the signature lines. */
  readonly signs: readonly string[]
  readonly on: string
}

function certificateOf(context: StaffContext, done: CompletedCourse, proof: readonly string[]): Certificate {
  const { pack, language } = context
  const training = trainingWords(context)
  const roles = rolesWords(context)
  const formats = formatsOf(context)
  const { certificate: words } = training
  const { name, role, doneOn, score, questions } = done
  return {
    library: pack.library,
    language,
    title: words.title,
    on: words.on,
    says: words.says(name, score, questions),
    facts: [
      [words.name, name],
      [words.role, roles.name[role]],
      [words.day, formats.day(doneOn)],
      [words.score, training.scoreShort(score, questions)],
      [words.policy, `${pack.number}, ${pack.title}`],
      [words.reviewed, formats.day(pack.reviewedOn)],
      [words.mark, done.pack.slice(0, 16)],
    ],
    register: { heading: words.register, says: words.entrySays, proof },
    signs: [words.signature, words.director],
  }
}
