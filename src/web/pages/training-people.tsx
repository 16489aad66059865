/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { allAccounts, type Person } from '../../store/accounts.ts'
import { type CourseDone, lastDone } from '../../store/training.ts'
import { isPassed, passMark } from '../../training/course.ts'
import { roleTold } from '../role-choices.ts'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { formatsOf } from '../words/told.ts'
import { trainingWords } from '../words/training.ts'
import { isYearAgo } from '../year-ago.ts'

/** Who has done the course, when, and for whom that is a year ago. */
export async function whoDidPage(visit: StaffVisit): Promise<Response> {
  const { app } = visit.house
  const training = trainingWords(visit)
  const everyone = await allAccounts(app)
  const done = await lastDone(app)
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
      <p class="carrel-back">
        <a class="usa-link" href="/training">
          {training.toTraining}
        </a>
      </p>
    </>,
  )
}

type PersonRowProps = {
  readonly visit: StaffVisit
  readonly person: Person
  readonly last: CourseDone | undefined
}

const PersonRow = ({ visit, person, last }: PersonRowProps) => {
  const { house } = visit
  const training = trainingWords(visit)
  const told = formatsOf(visit)
  return (
    <tr>
      <th scope="row" data-label={training.person}>
        {person.name}, {roleTold(visit, person)}
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
