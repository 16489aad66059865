/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Certificate } from '../../kits/certificate.ts'
import { checkpointProved } from '../../register/entry-proof.ts'
import { pinLines } from '../../register/pin.ts'
import { type CourseDone, doneCourse } from '../../store/training.ts'
import { isPassed } from '../../training/course.ts'
import { show } from '../views/layout.tsx'
import type { House, StaffVisit } from '../visit.ts'
import { registerWords } from '../words/register.ts'
import { rolesWords } from '../words/roles.ts'
import { formatsOf } from '../words/told.ts'
import { trainingWords } from '../words/training.ts'
import { notHere } from './errors.tsx'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The certificate of a course that was passed: for whoever did it, and for the Director. */
export async function certificate(visit: StaffVisit): Promise<Response> {
  const { c, house, who } = visit
  const id = c.req.param('id') ?? ''
  const done = uuid.test(id) ? await doneCourse(house.app, id) : undefined
  const isTheirs = done?.accountId === who.id || who.role === 'director'
  if (done === undefined || !isTheirs || !isPassed(done)) return notHere(visit)
  const proof = await registerLinesOf(house, done)
  if (proof === 'waits') return waitsPage(visit, done)
  if (proof === 'does-not-hold') return doesNotHoldPage(visit)
  // Why only here: the typesetter is large.
  const { certificatePdf } = await import('../../kits/certificate.ts')
  const pdf = await certificatePdf(certificateOf(visit, done, proof))
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${trainingWords(visit).certificate.fileName}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** What shows on paper that the course is in the register: the entry's reference, and a pin that covers it. */
async function registerLinesOf(
  house: House,
  { entry }: CourseDone,
): Promise<readonly string[] | 'waits' | 'does-not-hold'> {
  const proven = await house.proveEntry(entry)
  if (proven === 'waits') return 'waits'
  // Why of this proof and not the newest pin: after a restore another log grows, and its pin does not cover this entry.
  const checkpoint = typeof proven === 'string' ? null : checkpointProved(proven.proof)
  return checkpoint === null ? 'does-not-hold' : [`Reference ${entry}`, ...pinLines(checkpoint)]
}

function waitsPage(visit: StaffVisit, { id }: CourseDone): Response | Promise<Response> {
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

function doesNotHoldPage(visit: StaffVisit): Response | Promise<Response> {
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

const BackToTraining = ({ visit }: { readonly visit: StaffVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/training">
      {trainingWords(visit).toTraining}
    </a>
  </p>
)

function certificateOf(visit: StaffVisit, done: CourseDone, proof: readonly string[]): Certificate {
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
