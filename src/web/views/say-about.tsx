/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'

type SayAboutProps = {
  readonly visit: StaffVisit
  readonly aboutDirector: boolean
  /** What the form carries along. */
  readonly children: Child
}

/** Whoever reported it can say later that it is about the Director, or is not; the Director can only hand it over. */
export const SayAbout = ({ visit, aboutDirector, children }: SayAboutProps) => {
  const words = casesIntakeWords(visit)
  if (aboutDirector && visit.who.role === 'director') return null
  const say = aboutDirector ? words.notAbout : words.isAboutToo
  return (
    <section aria-labelledby="say-about">
      <h2 id="say-about">{say.title}</h2>
      <p>{say.says}</p>
      <form method="post" action="/report/about">
        {children}
        <button
          type="submit"
          name="is"
          value={aboutDirector ? 'no' : 'yes'}
          class="usa-button usa-button--outline"
        >
          {say.button}
        </button>
      </form>
    </section>
  )
}
