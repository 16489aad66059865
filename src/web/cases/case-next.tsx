/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { hasPaper, isRequest, isWeighed, stageOf } from '../../casework/case.ts'
import type { WhatName } from '../../casework/event.ts'
import { type Owed, owedIn } from '../../casework/owed.ts'
import { steps } from '../../casework/steps.ts'
import { isStillRead } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { dayOfInstant } from '../../disclosure/case-standing.ts'
import { showsCopies } from '../views/case-frame.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesPageWords } from '../words/cases-page.ts'
import {
  clocksIn,
  daysLeft,
  decisionsFor,
  dueSaid,
  lackedBy,
  roleIn,
  stepSaid,
  unmetTold,
} from './case-told.ts'
import { ClockLine } from './clock-line.tsx'
import { type PageStep, pageSteps } from './step-fields.ts'
import { type Again, StepForm } from './step-form.tsx'

type CaseProps = { readonly visit: StaffVisit; readonly seen: CaseSeen; readonly again?: Again | undefined }

const isOnPage = (step: WhatName): step is PageStep => pageSteps.some((one) => one === step)

/** Whether this person takes such a step in a case of this kind that is so far; what else it needs, its form says. */
function takes(visit: StaffVisit, { case: it }: CaseSeen, step: PageStep): boolean {
  const { by, at, needs } = steps[step]
  if (!by.includes(roleIn(visit)) || !at.includes(stageOf(it))) return false
  if (needs.some((need) => need === 'has-paper' || need === 'paper-read') && !hasPaper(it)) return false
  if (needs.includes('no-paper') && hasPaper(it)) return false
  if (needs.includes('needs-no-decision') && it.kind === 'privacy') return false
  if (needs.includes('no-emergency') && it.kind === 'emergency') return false
  if (needs.includes('is-gagged') && !it.gagged) return false
  if (needs.includes('board-may-know') && it.gagged && !it.boardMayKnow) return false
  if (needs.includes('still-read') && !isStillRead(it)) return false
  if ((step === 'requester-checked' || needs.includes('is-request')) && !isRequest(it)) return false
  if (needs.includes('is-conduct') && it.kind !== 'conduct') return false
  if (needs.includes('is-records-request') && it.kind !== 'records-request') return false
  if (needs.includes('waits-beside') && it.later.length === 0) return false
  if (needs.includes('was-produced') && it.produced === undefined) return false
  if (needs.includes('is-outside') && it.outside.size === 0) return false
  if (needs.includes('decided-to-refuse') && it.decision?.decision !== 'refusal') return false
  if (needs.includes('search-stands') && it.outcome !== undefined && it.outcome !== 'seized') return false
  return step !== 'finding-dropped' || it.findings.size > 0
}

/** Steps of another page, and where that is. */
const elsewhere: Readonly<Partial<Record<WhatName, PageOfCase>>> = {
  decided: 'decision',
  collected: 'collect',
  checked: 'check',
  packaged: 'produce',
  'package-saved': 'produce',
  produced: 'produce',
  'preservation-ended': 'preserve',
  'search-ended': 'search',
}
type PageOfCase = 'decision' | 'collect' | 'check' | 'produce' | 'preserve' | 'search'
/** Those on which copies of records show; where no record does, nor do they. */
const ofCopies: readonly PageOfCase[] = ['collect', 'check', 'produce', 'preserve']

/** What is missing next and who owes it, with the form for it where it is theirs. */
export const CaseNext = ({ visit, seen, again }: CaseProps) => {
  const say = casesPageWords(visit)
  const [first, ...later] = owedIn(seen.case)
  const told = ({ step, by }: Owed) => stepSaid(visit, step, { kind: seen.case.kind, by })
  const shown = first && isOnPage(first.step) && takes(visit, seen, first.step) ? first.step : undefined
  return (
    <section class="carrel-case-next" aria-labelledby="next">
      <h2 id="next">{say.next}</h2>
      {first === undefined ? (
        <p>{say.nobodyOwes}</p>
      ) : (
        <p class="usa-intro">{`${say.by[first.by]}: ${told(first)}`}</p>
      )}
      <Letters visit={visit} seen={seen} />
      {shown && <StepForm visit={visit} seen={seen} step={shown} again={again} />}
      {first && <WayThere visit={visit} seen={seen} step={first.step} />}
      {later.length > 0 && (
        <>
          <h3>{say.after}</h3>
          <ul class="usa-list">
            {later.map(({ by, step }) => (
              <li>{`${say.by[by]}: ${told({ by, step })}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** The letters of what a case waits for. */
const Letters = ({ visit, seen }: CaseProps) => {
  const say = casesDecisionWords(visit)
  const { waitsFor } = seen.case
  const objection = seen.events.findLast((event) => event.what === 'objected')
  const letters = [
    ...(waitsFor === 'cure' ? [['cure-letter', say.cureLetter] as const] : []),
    ...(waitsFor === 'objection' ? [['objection-letter', say.objectionLetter] as const] : []),
    ...(waitsFor === 'objection' && objection?.narrow !== undefined
      ? [['narrowing-letter', say.narrowingLetter] as const]
      : []),
  ]
  return letters.map(([letter, name]) => (
    <p>
      <a class="usa-link" href={`/cases/${seen.reference}/${letter}`}>
        {name}
      </a>
    </p>
  ))
}

const WayThere = ({ visit, seen, step }: CaseProps & { readonly step: WhatName }) => {
  const say = casesPageWords(visit)
  const there = elsewhere[step]
  if (there === undefined) return null
  if (ofCopies.includes(there) && !showsCopies(visit)) return <p>{say.onlyHere}</p>
  return (
    <p>
      <a class="usa-button" href={`/cases/${seen.reference}/${there}`}>
        {say.to[there]}
      </a>
    </p>
  )
}

/** Other pages of the case that are of use now: each is on the way to no step that is owed. */
export const OtherPages = ({ visit, seen }: CaseProps) => {
  const say = casesPageWords(visit)
  const { case: it, reference } = seen
  const owed = elsewhere[owedIn(it)[0]?.step ?? 'noted']
  const isOpen = isWeighed(it)
  const mayKeep = steps.preserved.at.includes(stageOf(it)) && isRequest(it) && !seen.drill
  const fit: readonly (readonly [PageOfCase, boolean])[] = [
    ['decision', decisionsFor(seen).length > 0 && (isOpen || it.decision !== undefined)],
    ['collect', isOpen && it.collected !== undefined && showsCopies(visit)],
    ['preserve', (mayKeep || it.preserved.size > 0) && showsCopies(visit)],
    ['search', it.search !== undefined],
  ]
  const pages = fit.flatMap(([page, is]) => (is && page !== owed ? [page] : []))
  if (pages.length === 0) return null
  return (
    <nav aria-label={say.pages} class="carrel-pages">
      {pages.map((page) => (
        <a class="usa-link" href={`/cases/${reference}/${page}`}>
          {page === 'decision' && it.decision !== undefined ? say.toDecided : say.to[page]}
        </a>
      ))}
    </nav>
  )
}

/** Every other step that is theirs to take now, each folded away; one that came back with errors is open. */
export const OtherSteps = ({ visit, seen, again }: CaseProps) => {
  const say = casesPageWords(visit)
  const by = roleIn(visit)
  const first = owedIn(seen.case)[0]?.step
  const others = pageSteps.filter((step) => step !== first && takes(visit, seen, step))
  if (others.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h2 id="others">{say.otherSteps}</h2>
      {others.map((step) => (
        <details open={again?.sent.step === step}>
          <summary>{stepSaid(visit, step, { kind: seen.case.kind, by })}</summary>
          <StepForm visit={visit} seen={seen} step={step} again={again} />
        </details>
      ))}
    </section>
  )
}

/** The clocks that run, each in words and as a line. */
export const Clocks = ({ visit, seen }: CaseProps) => {
  const say = casesPageWords(visit)
  const clocks = clocksIn(visit, seen)
  const gone = -daysLeft(visit, dayOfInstant(visit.pack.timeZone)(seen.case.receivedAt))
  const { rules } = visit.house.gate.cases
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{say.clocks}</h2>
      {clocks.length === 0 && <p>{say.noClock}</p>}
      <ul class="carrel-clauses">
        {clocks.map(({ clock, on }) => (
          <li>
            {dueSaid(visit, { clock, on })}
            <ClockLine gone={gone} left={daysLeft(visit, on)} />
            {clock === 'answer' && rules && (
              <span class="usa-hint">{say.businessDays(rules['records-request'].days)}</span>
            )}
            <Citation visit={visit} clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What each decision that fits the case still lacks, or that it lacks nothing. */
export const Missing = ({ visit, seen }: CaseProps) => {
  const say = casesPageWords(visit)
  const fit = decisionsFor(seen)
  if (fit.length === 0 || seen.case.decision !== undefined || !isWeighed(seen.case)) return null
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{say.missing}</h2>
      {fit.map((decision) => {
        const lacks = unmetTold(visit, lackedBy(visit, seen, decision))
        return (
          <>
            <h3>{say.lacks[decision]}</h3>
            <ul class="usa-list">
              {(lacks.length === 0
                ? [say.lacksSignature(say.by[seen.case.aboutDirector ? 'president' : 'director'])]
                : lacks
              ).map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </>
        )
      })}
    </section>
  )
}

/** Where the law has the number that a clock runs by. */
const Citation = ({ visit, clock }: { readonly visit: StaffVisit; readonly clock: string }) => {
  const { rules } = visit.house.gate.cases
  const cited =
    clock === 'answer'
      ? rules?.['records-request'].citation
      : clock === 'objection'
        ? rules?.['federal-objection'].citation
        : clock === 'gag-review'
          ? rules?.['gag-review']?.citation
          : undefined
  return cited === undefined ? null : (
    <span class="usa-hint carrel-line" lang={visit.pack.languages[0]}>
      {cited}
    </span>
  )
}
