/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { numberInForce } from '../../policy/facts.ts'
import { show } from '../views/layout.tsx'
import type { Visit } from '../visit.ts'

/** What is kept of customers, for how long, and who may see it; its numbers are the pack's. */
export function privacyPage(visit: Visit): Response | Promise<Response> {
  const { privacy } = visit.words
  const { pack, house } = visit
  const { number, title } = pack
  const today = house.clock.today()
  const inForce = (name: 'register-kept' | 'age-of-majority') =>
    numberInForce(pack.manifest[name] ?? [], today)
  const parts = [
    [privacy.kept, privacy.keptList],
    [privacy.howLong, privacy.longList(inForce('register-kept')?.value)],
    [privacy.who, privacy.whoList(inForce('age-of-majority')?.value)],
  ] as const
  return show(
    visit,
    privacy.title,
    <>
      <h1>{privacy.title}</h1>
      <p class="usa-intro">{privacy.intro(`${number}, ${title}`)}</p>
      {parts.map(([heading, lines]) => (
        <>
          <h2>{heading}</h2>
          <ul class="usa-list">
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      ))}
      <p>{privacy.never}</p>
      <p>
        {privacy.seen}{' '}
        <a class="usa-link" href="/me">
          {privacy.toPage}
        </a>
      </p>
    </>,
  )
}
