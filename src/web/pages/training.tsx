/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { beginCourse, type CourseDone, lastDone } from '../../store/training.ts'
import { courseLength, isPassed, rightToPass } from '../../training/course.ts'
import { situationsOf } from '../../training/situation.ts'
import { type Taken, takenBy } from '../course-of.ts'
import { Alert } from '../views/alert.tsx'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { formatsOf } from '../words/told.ts'
import { trainingWords } from '../words/training.ts'
import { isYearAgo } from '../year-ago.ts'

/** `instead`: of this course, whose answers so far are given up. */
export const beginForm = z.strictObject({ instead: z.uuid().optional() })

/** What the course is, when one last did it, and the way into it. */
export async function trainingPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const training = trainingWords(visit)
  const taken = await takenBy(visit)
  const last = (await lastDone(house.app, who.id)).get(who.id)
  const questions = Math.min(courseLength, situationsOf(house.pack, who.role).length)
  const isIn = taken !== undefined && taken !== 'changed'
  return show(
    visit,
    training.title,
    <>
      <h1>{training.title}</h1>
      <p class="usa-intro">{training.intro(questions)}</p>
      <p>
        {training.passedWith(rightToPass(questions), questions)} {training.kept}
      </p>
      {taken === 'changed' && <Alert kind="info">{training.changed}</Alert>}
      {isIn && (
        <p>
          <a class="usa-button usa-button--big" href="/training/question">
            {training.goOn}
          </a>
        </p>
      )}
      <form method="post" action="/training" class="carrel-go">
        <Word visit={visit} />
        <button type="submit" class={isIn ? 'usa-button usa-button--outline' : 'usa-button usa-button--big'}>
          {isIn || last !== undefined ? training.beginNew : training.begin}
        </button>
      </form>
      <LastTime visit={visit} last={last} />
      {who.role === 'director' && (
        <p class="carrel-back">
          <a class="usa-link" href="/training/people">
            {training.whoDid}
          </a>
        </p>
      )}
    </>,
  )
}

type LastTimeProps = {
  readonly visit: StaffVisit
  readonly last: CourseDone | undefined
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
export async function begin(visit: StaffVisit, { instead }: z.infer<typeof beginForm>): Promise<Response> {
  const { c, house, who } = visit
  const taken = await takenBy(visit)
  const isIn = taken !== undefined && taken !== 'changed'
  if (isIn && taken.under.answered > 0 && taken.under.id !== instead) return askFirst(visit, taken)
  const on = house.clock.today()
  await beginCourse(house.app, { accountId: who.id, role: who.role, on, pack: house.pack.hash })
  return c.redirect('/training/question', 303)
}

function askFirst(visit: StaffVisit, { under, questions }: Taken): Response | Promise<Response> {
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
      <form method="post" action="/training" class="carrel-go">
        <Word visit={visit} />
        <input type="hidden" name="instead" value={under.id} />
        <button type="submit" class="usa-button usa-button--outline">
          {training.beginNew}
        </button>
      </form>
    </>,
  )
}
