/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Pack } from '../../policy/pack.ts'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { dayName } from '../words.ts'

type Clause = Pack['clauses'][number]

/** The policy: each clause as adopted, beside the rules that it became and the scenarios that hold them. */
export function policyPage(visit: StaffVisit): Response | Promise<Response> {
  const { pack, clock } = visit.house
  return show(
    visit,
    pack.title,
    <>
      <h1>{pack.title}</h1>
      <p class="usa-intro">
        {pack.number}. Approved {dayName(pack.approvedOn)}, last reviewed {dayName(pack.reviewedOn)}.
      </p>
      {pack.reviewOverdueOn(clock.today()) && <ReviewOverdue />}
      <nav aria-label="Clauses" class="carrel-contents">
        <ul class="usa-list usa-list--unstyled">
          {pack.clauses.map((clause) => (
            <li>
              <a class="usa-link" href={`#${anchor(clause)}`}>
                {clause.heading}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {pack.clauses.map((clause) => (
        <ClauseView clause={clause} />
      ))}
    </>,
  )
}

const anchor = (clause: Clause) => clause.id.toLowerCase().replaceAll(' ', '-')

const ReviewOverdue = () => (
  <div class="usa-alert usa-alert--warning">
    <div class="usa-alert__body">
      <h2 class="usa-alert__heading">The review of this policy is overdue</h2>
      <p class="usa-alert__text">
        The Board should review it at least every three years. It stays in force until then.
      </p>
    </div>
  </div>
)

const ClauseView = ({ clause }: { readonly clause: Clause }) => (
  <section class="carrel-clause" id={anchor(clause)} aria-labelledby={`${anchor(clause)}-name`}>
    <h2 id={`${anchor(clause)}-name`}>{clause.heading}</h2>
    <div class="carrel-sides">
      <p class="carrel-clause__text">{clause.text}</p>
      <div>
        <h3>How we act on it</h3>
        <ul class="usa-list">
          {clause.rules.map((rule) => (
            <li>{rule.says}</li>
          ))}
        </ul>
        <details>
          <summary>The rules as the program reads them</summary>
          {clause.rules.map((rule) => (
            <pre class="carrel-code" tabindex={0}>
              {rule.text}
            </pre>
          ))}
        </details>
        <details>
          <summary>Tried on {clause.scenarios.length} cases</summary>
          <ul class="usa-list">
            {clause.scenarios.map((scenario) => (
              <li>{scenario.title}</li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  </section>
)
