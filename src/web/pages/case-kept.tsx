/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { reports } from '../case-intake.ts'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { SayAbout } from '../views/say-about.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { casesPrivacyWords } from '../words/cases-privacy.ts'
import { notHere } from './errors.tsx'

const pages = { conduct: '/cases/conduct', privacy: '/cases/privacy' } as const
export const keptForm = z.strictObject({
  of: z.enum(['conduct', 'privacy']),
  reference: z.string().trim().max(20),
  reached: z.enum(['yes', 'no']),
  /** As whoever wrote it down said: nobody who holds a reference learns it by this. */
  about: z.enum(['no', 'yes']).default('no'),
})

type Kept = {
  readonly of: keyof typeof pages
  readonly reference: string
  readonly aboutDirector: boolean
  readonly said?: string
  /** Whoever decides in it knows. */
  readonly told?: boolean
}

/** A case was written down that its writer does not see again: its reference, and whom to tell today. */
export function keptPage(visit: StaffVisit, kept: Kept): Response | Promise<Response> {
  const { of, reference, aboutDirector, said, told = false } = kept
  const words = casesConductWords(visit)
  const privacy = casesPrivacyWords(visit)
  // A Director who writes down what is about them tells nobody more of it.
  const knows = visit.who.role === 'director' || (aboutDirector && visit.who.president)
  const decides = of === 'privacy' && !aboutDirector && visit.who.role === 'director'
  return show(
    visit,
    words.done,
    <>
      <h1>{words.done}</h1>
      <Note said={said} />
      <p class="usa-intro">{aboutDirector ? words.doneAbout : words.doneSays}</p>
      <p>
        {words.reference}: <span class="carrel-reference">{reference}</span>
      </p>
      {decides && (
        <p>
          <a class="usa-link" href={`/cases/${reference}/decision`}>
            {privacy.toDecision}
          </a>
        </p>
      )}
      {!told && !knows && (
        <section aria-labelledby="tell">
          <h2 id="tell">{aboutDirector ? words.tellTodayAbout : words.tellToday}</h2>
          <p>{words.tellSays}</p>
          <form method="post" action="/cases/told">
            <Word visit={visit} />
            <input type="hidden" name="of" value={of} />
            <input type="hidden" name="reference" value={reference} />
            <input type="hidden" name="about" value={aboutDirector ? 'yes' : 'no'} />
            <button type="submit" name="reached" value="yes" class="usa-button">
              {aboutDirector ? words.reachedAbout : words.reached}
            </button>{' '}
            <button type="submit" name="reached" value="no" class="usa-button usa-button--outline">
              {words.noAnswer}
            </button>
          </form>
        </section>
      )}
      {reports(visit) && (
        <SayAbout visit={visit} aboutDirector={aboutDirector}>
          <Word visit={visit} />
          <input type="hidden" name="reference" value={reference} />
        </SayAbout>
      )}
      {of === 'conduct' && (
        <p>
          {words.later.kept}{' '}
          <a class="usa-link" href="/cases/conduct/told">
            {words.later.link}
          </a>
        </p>
      )}
      <p class="carrel-back">
        <a class="usa-link" href={pages[of]}>
          {words.another}
        </a>
      </p>
    </>,
  )
}

/** A try to tell the Director of such a case. */
export async function keptTold(
  visit: StaffVisit,
  { of, reference, reached, about }: z.infer<typeof keptForm>,
): Promise<Response> {
  const { house } = visit
  const told = reached === 'yes'
  const { cases } = house.gate
  const done = await cases.take(actorOf(visit), reference, {
    ...{ what: 'told', whom: 'director', through: 'phone', reached: told },
  })
  if (done === 'unknown' || 'refused' in done) return notHere(visit)
  const said = told ? casesConductWords(visit).noted : casesConductWords(visit).notedNot
  return keptPage(visit, { of, reference, aboutDirector: about === 'yes', said, told })
}
