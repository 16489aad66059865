/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { countClauses } from '../../jobs/count-clauses.ts'
import type { Pack } from '../../policy/pack.ts'
import { spokenIn } from '../../store/clauses-spoken.ts'
import { nightStepDone } from '../../store/night.ts'
import { AskedAbout } from '../views/asked-about.tsx'
import { show } from '../views/layout.tsx'
import { YearChart } from '../views/year-chart.tsx'
import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { factsWords } from '../words/facts.ts'
import { policyWords } from '../words/policy.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'
import { ToPrint } from './kits.tsx'

type Clause = Pack['clauses'][number]

/**
 * The policy: each clause as adopted, beside the rules that it became and the scenarios that hold them. What was
 * adopted or is for the Board to adopt stays in the language of the policy.
 */
export async function policyPage(visit: StaffVisit): Promise<Response> {
  const { house, pack } = visit
  const year = await yearOf(visit)
  const policy = policyWords(visit)
  const told = formatsOf(visit)
  const [adopted] = pack.languages
  return show(
    visit,
    pack.title,
    <>
      <h1 lang={adopted}>{pack.title}</h1>
      <p class="usa-intro">
        {policy.dates(pack.number, told.day(pack.approvedOn), told.day(pack.reviewedOn))}
      </p>
      {visit.language !== adopted && <p>{policy.textLanguage}</p>}
      <p>
        <a class="usa-link" href="/policy/try">
          {policy.tryIt}
        </a>
      </p>
      {visit.who.role === 'director' && (
        <p>
          <a class="usa-link" href="/policy/facts">
            {factsWords(visit).title}
          </a>
        </p>
      )}
      {pack.reviewOverdueOn(house.clock.today()) && <ReviewOverdue policy={policy} />}
      <AskedAbout visit={visit} />
      <ToPrint visit={visit} />
      <nav aria-label={policy.clauses} class="carrel-contents">
        <ul class="usa-list usa-list--unstyled carrel-contents__list">
          {pack.clauses.map((clause) => (
            <li>
              <a class="usa-link" href={`#${anchor(clause)}`} lang={adopted}>
                {clause.heading}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Counted speaker={visit} year={year} />
      {pack.clauses.map((clause) => (
        <ClauseView speaker={visit} pack={pack} clause={clause} year={year} />
      ))}
    </>,
  )
}

const anchor = (clause: Clause) => clause.id.toLowerCase().replaceAll(' ', '-')

type PolicyWords = ReturnType<typeof policyWords>

const ReviewOverdue = ({ policy }: { readonly policy: PolicyWords }) => (
  <div class="usa-alert usa-alert--warning">
    <div class="usa-alert__body">
      <h2 class="usa-alert__heading">{policy.overdue}</h2>
      <p class="usa-alert__text">{policy.overdueSays}</p>
    </div>
  </div>
)

/** How often each clause decided in a year, as far as the nights have counted. */
type Year = {
  /** The library's day at whose start it was counted. */
  readonly countedOn: string
  readonly counts: ReadonlyMap<string, readonly number[]>
}

/** The year, up to the month, of the last count; undefined where nothing was counted yet. */
async function yearOf({ house }: StaffVisit): Promise<Year | undefined> {
  const countedOn = await nightStepDone(house.app, countClauses)
  if (countedOn === undefined) return undefined
  const last = countedOn.slice(0, 7)
  const counts = new Map<string, number[]>()
  for (const { clause, month, times } of await spokenIn(house.app, {
    first: `${last.slice(0, 4)}-01`,
    last,
  })) {
    const months = counts.get(clause) ?? Array.from({ length: Number(last.slice(5)) }, () => 0)
    months[Number(month.slice(5)) - 1] = Number(times)
    counts.set(clause, months)
  }
  return { countedOn, counts }
}

const Counted = ({ speaker, year }: { readonly speaker: Speaker; readonly year: Year | undefined }) => (
  <p class="carrel-small">
    {year === undefined
      ? policyWords(speaker).countedNever
      : policyWords(speaker).counted(formatsOf(speaker).day(year.countedOn))}
  </p>
)

type SpokeProps = { readonly speaker: Speaker; readonly clause: Clause; readonly year: Year }

const Spoke = ({ speaker, clause, year: { counts, countedOn } }: SpokeProps) => {
  const policy = policyWords(speaker)
  const told = formatsOf(speaker)
  const year = countedOn.slice(0, 4)
  const months = counts.get(clause.id)
  if (months === undefined) return <p class="carrel-small">{policy.spokeNever(year)}</p>
  const total = months.reduce((sum, each) => sum + each, 0)
  const each = months.map((times, at) => `${told.month(at)} ${told.count(times)}`)
  return (
    <>
      <p class="carrel-small">{policy.spoke(told.count(total), year)}</p>
      <YearChart
        months={months}
        letters={Array.from({ length: 12 }, (_none, at) => told.monthLetter(at))}
        count={told.count}
        says={each.join(', ')}
      />
    </>
  )
}

type ClauseViewProps = {
  readonly speaker: Speaker
  readonly pack: Pack
  readonly clause: Clause
  readonly year: Year | undefined
}

const ClauseView = ({ speaker, pack, clause, year }: ClauseViewProps) => {
  const policy = policyWords(speaker)
  const [adopted] = pack.languages
  const stale = pack.manifest['stale-references'].filter((each) => each.clause === clause.id)
  const since = pack.manifest['since-review'].filter((each) => each.clause === clause.id)
  const readings = unique(clause.rules.flatMap((rule) => rule.readings.map(capital)))
  return (
    <section class="carrel-clause" id={anchor(clause)} aria-labelledby={`${anchor(clause)}-name`}>
      <h2 id={`${anchor(clause)}-name`} lang={adopted}>
        {clause.heading}
      </h2>
      <div class="carrel-sides">
        <div>
          <p class="carrel-clause__text" lang={adopted}>
            {clause.text}
          </p>
          {year && <Spoke speaker={speaker} clause={clause} year={year} />}
          {(stale.length > 0 || since.length > 0) && (
            <div class="usa-alert usa-alert--warning usa-alert--slim">
              <div class="usa-alert__body">
                <ul class="usa-list usa-list--unstyled">
                  {stale.map(({ cited, now, note }) => (
                    <li>
                      {policy.cites(cited, now)} <span lang={adopted}>{note}</span>
                    </li>
                  ))}
                  {since.map(({ change }) => (
                    <li lang={adopted}>{change}</li>
                  ))}
                </ul>
              </div>
            </div>
          )}
        </div>
        <div>
          <Listed title={policy.howWeAct} items={unique(clause.rules.map((rule) => rule.says))} />
          <Listed title={policy.howWeRead} items={readings} lang={adopted} />
          <details>
            <summary>{policy.asProgram}</summary>
            {clause.rules.map((rule) => (
              <pre class="carrel-code" lang={adopted}>
                {rule.text}
              </pre>
            ))}
          </details>
          <details>
            <summary>{policy.tried(clause.scenarios.length)}</summary>
            <ul class="usa-list" lang={adopted}>
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

type ListedProps = {
  readonly title: string
  readonly items: readonly string[]
  /** Of the items, where it is not the page's. */
  readonly lang?: string | undefined
}

const Listed = ({ title, items, lang }: ListedProps) =>
  items.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="usa-list" lang={lang}>
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </>
  )

const unique = (texts: readonly string[]) => [...new Set(texts)]
