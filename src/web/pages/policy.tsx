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
        <ul class="usa-list usa-list--unstyled carrel-contents__list">
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
        <ClauseView pack={pack} clause={clause} />
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

type ClauseViewProps = { readonly pack: Pack; readonly clause: Clause }

const ClauseView = ({ pack, clause }: ClauseViewProps) => {
  const stale = pack.manifest['stale-references'].filter((each) => each.clause === clause.id)
  const since = pack.manifest['since-review'].filter((each) => each.clause === clause.id)
  const readings = unique(clause.rules.flatMap((rule) => rule.readings.map(asSentence)))
  return (
    <section class="carrel-clause" id={anchor(clause)} aria-labelledby={`${anchor(clause)}-name`}>
      <h2 id={`${anchor(clause)}-name`}>{clause.heading}</h2>
      <div class="carrel-sides">
        <div>
          <p class="carrel-clause__text">{clause.text}</p>
          {(stale.length > 0 || since.length > 0) && (
            <div class="usa-alert usa-alert--warning usa-alert--slim">
              <div class="usa-alert__body">
                <ul class="usa-list usa-list--unstyled">
                  {stale.map(({ cited, now, note }) => (
                    <li>
                      It cites {cited}. Now: {now}. {note}
                    </li>
                  ))}
                  {since.map(({ change }) => (
                    <li>{change}</li>
                  ))}
                </ul>
              </div>
            </div>
          )}
        </div>
        <div>
          <Listed title="How we act on it" items={unique(clause.rules.map((rule) => rule.says))} />
          <Listed title="How we read it, until the Board says so" items={readings} />
          <details>
            <summary>The rules as the program reads them</summary>
            {clause.rules.map((rule) => (
              <pre class="carrel-code">{rule.text}</pre>
            ))}
          </details>
          <details>
            <summary>Tried on {cases(clause.scenarios.length)}</summary>
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
}

type ListedProps = { readonly title: string; readonly items: readonly string[] }

const Listed = ({ title, items }: ListedProps) =>
  items.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="usa-list">
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </>
  )

const asSentence = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const unique = (texts: readonly string[]) => [...new Set(texts)]
const cases = (count: number) => (count === 1 ? '1 case' : `${count} cases`)
