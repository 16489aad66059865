/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { beginCourse, lastDone } from '../../store/training.ts'
import { courseLength } from '../../training/course.ts'
import { situationsOf } from '../../training/situation.ts'
import { takenBy } from '../course-of.ts'
import { Alert } from '../views/alert.tsx'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { isYearAgo } from '../year-ago.ts'

export const beginForm = z.strictObject({})

/** What the course is, when one last did it, and the way into it. */
export async function trainingPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const { training } = visit.words
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
      <p>{training.kept}</p>
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
  readonly last: { readonly id: string; doneOn: string; score: number; questions: number } | undefined
}

const LastTime = ({ visit, last }: LastTimeProps) => {
  const { training, told } = visit.words
  if (last === undefined) return <p>{training.never}</p>
  return (
    <>
      <p>
        {training.last(told.day(last.doneOn), last.score, last.questions)}{' '}
        {isYearAgo(last.doneOn, visit.house.clock.today()) && training.yearAgo}
      </p>
      <p>
        <a class="usa-link" href={`/training/certificate/${last.id}`}>
          {training.save}
        </a>
      </p>
    </>
  )
}

/** Begins a course, in place of the one that they were in. */
export async function begin(visit: StaffVisit): Promise<Response> {
  const { c, house, who } = visit
  const on = house.clock.today()
  await beginCourse(house.app, { accountId: who.id, role: who.role, on, pack: house.pack.hash })
  return c.redirect('/training/question', 303)
}
