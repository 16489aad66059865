/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { newestPin } from '../../jobs/newest-pin.ts'
import type { Certificate } from '../../kits/certificate.ts'
import { allAccounts, type Person } from '../../store/accounts.ts'
import { type CourseDone, doneCourse, lastDone } from '../../store/training.ts'
import { roleTold } from '../role-choices.ts'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { isYearAgo } from '../year-ago.ts'
import { notHere } from './errors.tsx'

/** Who has done the course, when, and for whom that is a year ago. */
export async function whoDidPage(visit: StaffVisit): Promise<Response> {
  const { app } = visit.house
  const { training } = visit.words
  const everyone = await allAccounts(app)
  const done = await lastDone(app)
  return show(
    visit,
    training.whoDid,
    <>
      <h1>{training.whoDid}</h1>
      <p class="usa-intro">{training.whoDidIntro}</p>
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
  const { words, house } = visit
  const { training, told } = words
  return (
    <tr>
      <th scope="row" data-label={training.person}>
        {person.name}, {roleTold(words, person)}
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
        {last === undefined ? (
          '–'
        ) : (
          <a
            class="usa-link"
            href={`/training/certificate/${last.id}`}
            aria-label={training.certificateOf(person.name, last.score, last.questions)}
          >
            {training.scoreShort(last.score, last.questions)}
          </a>
        )}
      </td>
    </tr>
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The certificate of a course: for whoever did it, and for the Director. */
export async function certificate(visit: StaffVisit): Promise<Response> {
  const { c, house, who, words } = visit
  const id = c.req.param('id') ?? ''
  const done = uuid.test(id) ? await doneCourse(house.app, id) : undefined
  if (done === undefined || (done.accountId !== who.id && who.role !== 'director')) return notHere(visit)
  // Why only here: the typesetter is large.
  const { certificatePdf } = await import('../../kits/certificate.ts')
  const pdf = certificatePdf(certificateOf(visit, done, (await newestPin(house.app))?.lines ?? []))
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${words.training.certificate.fileName}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

function certificateOf(visit: StaffVisit, done: CourseDone, pin: readonly string[]): Certificate {
  const { pack, language } = visit
  const { training, roles, told } = visit.words
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
    register: { heading: words.register, says: words.registerSays, pin },
    signs: [words.signature, words.director],
  }
}
