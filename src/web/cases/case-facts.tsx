/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { askIfDecided, askOf } from '../../casework/ask-of.ts'
import { type Case, hasPaper, isRequest, stageOf, yesNo } from '../../casework/case.ts'
import { steps } from '../../casework/steps.ts'
import { namesPeople } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { findingKinds } from '../../policy/vocabulary.ts'
import { GoodToKnow } from '../views/flags.tsx'
import { type FieldError, Word } from '../views/form.tsx'
import { PaperField } from '../views/paper-field.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { decisionsFor, lackedBy } from './case-told.ts'

type CaseProps = { readonly visit: StaffVisit; readonly seen: CaseSeen }

/** Who asks, for what, how it came, and the papers. */
export const CaseRequest = ({
  visit,
  seen,
  errors,
}: CaseProps & { readonly errors: readonly FieldError[] }) => {
  const say = casesPageWords(visit)
  const told = formatsOf(visit)
  const { case: it, reference } = seen
  const { requester, looked } = it
  const moment = (at: string) => told.moment(new Date(at), visit.pack.timeZone)
  const papers = [
    ...it.papers.map((paper) => [paper, ''] as const),
    ...it.later.map((paper) => [paper, say.cameLater] as const),
    ...it.aside.map((paper) => [paper, say.leftAside] as const),
  ]
  return (
    <section aria-labelledby="request">
      <h2 id="request">{isRequest(it) ? say.request : say.about}</h2>
      <Facts
        facts={[
          [isRequest(it) ? say.asks : say.tells, whoSaid(visit, it)],
          [say.agency, requester.agency],
          [say.phone, it.numbersGiven.length === 0 ? undefined : it.numbersGiven.join(', ')],
          [say.verified, isRequest(it) && (it.requesterVerified ? say.isVerified : say.isNotVerified)],
          [isRequest(it) ? say.wants : say.happened, it.wants],
          [say.came, `${say.way[it.way]}, ${moment(it.receivedAt)}`],
          [say.paperCame, it.servedAt && moment(it.servedAt)],
        ]}
      />
      {looked && (
        <>
          <h3>{say.looked}</h3>
          <ul class="usa-list">
            {(['court', 'judge', 'searchHere'] as const).map((what) => (
              <li>{say.lookedAt[what](say.saw[yesNo.find((one) => one === looked[what]) ?? 'unsure'])}</li>
            ))}
          </ul>
        </>
      )}
      {(hasPaper(it) || papers.length > 0) && <h3>{say.papers}</h3>}
      {hasPaper(it) && papers.length === 0 && <p>{say.noPapers}</p>}
      <ul class="usa-list">
        {papers.map(([{ id, name }, mark]) => (
          <li>
            <a class="usa-link" href={`/cases/${reference}/paper/${id}`}>
              {name}
            </a>
            {mark && ` (${mark})`}
          </li>
        ))}
      </ul>
      {steps['paper-added'].at.includes(stageOf(it)) && isRequest(it) && (
        <AddPaper visit={visit} seen={seen} errors={errors} />
      )}
      {hasPaper(it) && <PaperRead visit={visit} seen={seen} title={say.paperIs} />}
    </section>
  )
}

/** A photo or scan of the paper is added here, by whoever has the case before them. */
const AddPaper = ({ visit, seen, errors }: CaseProps & { readonly errors: readonly FieldError[] }) => {
  const words = casesIntakeWords(visit)
  const whom = seen.case.aboutDirector ? 'president' : 'director'
  return (
    <form
      method="post"
      action={`/cases/${seen.reference}/paper`}
      enctype="multipart/form-data"
      class="usa-form carrel-form"
      id="add"
    >
      <Word visit={visit} />
      <h4>{words.add}</h4>
      <PaperField label={words.file} hint={words.addSays[whom]} errors={errors} />
      <button type="submit" class="usa-button usa-button--outline">
        {words.addIt}
      </button>
    </form>
  )
}

/** Of which kind they are, with their name where it is known. */
function whoSaid(visit: StaffVisit, { requester: { name, kind } }: Case): string {
  const say = casesPageWords(visit)
  return name === '' ? say.asker[kind] : `${name} (${say.asker[kind]})`
}

/** What the paper is, as somebody read it, and what it reaches: of how many people, and of nobody by name. */
export const PaperRead = ({ visit, seen, title }: CaseProps & { readonly title: string }) => {
  const say = casesPageWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const tryOut = tryOutWords(visit)
  const { reading, scope } = seen.case
  const day = (on: string | undefined) => on && told.day(on)
  const days =
    scope &&
    (scope.from || scope.until
      ? say.scopeDays(day(scope.from) ?? say.anyDay, day(scope.until) ?? say.anyDay)
      : say.anyDay)
  return (
    <>
      <h3>{title}</h3>
      <Facts
        facts={[
          [say.paperKind, reading === undefined ? say.notRead : tryOut.instrument[reading.instrument]],
          [say.court, reading?.court],
          [say.number, reading?.number],
          [say.issuedOn, day(reading?.issuedOn)],
          [say.servedOn, day(reading?.servedOn)],
          [say.returnOn, day(reading?.returnOn)],
          [
            say.scope,
            scope === undefined
              ? say.noScope
              : [
                  namesPeople(scope) ? say.scopeOf(scope.subjects.length) : say.scopeNobody,
                  ...(scope.absent ? [say.scopeAbsent(scope.absent.length)] : []),
                  told.all(scope.records.map((kind) => records.kind[kind])),
                  days,
                ].join('; '),
          ],
        ]}
      />
      {reading?.federal && <p>{say.federal}</p>}
    </>
  )
}

/** What Regulation 1 asks of the paper: each finding with its page and words, and the missing ones by name. */
export const Findings = ({ visit, seen }: CaseProps) => {
  const say = casesPageWords(visit)
  const tryOut = tryOutWords(visit)
  const { findings, papers } = seen.case
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say.findings}</h2>
      <p>{say.findingsSays}</p>
      <ul class="carrel-clauses">
        {findingKinds.map((kind) => {
          const pinned = findings.get(kind)
          const paper = papers.find(({ id }) => id === pinned?.paper)?.name ?? ''
          return (
            <li>
              <h3 class="carrel-clause__name">{tryOut.finding[kind]}</h3>
              {pinned === undefined ? (
                <p>
                  <strong>{say.isMissing}</strong>
                </p>
              ) : (
                <>
                  <p>{say.pinned(pinned.page, paper)}</p>
                  <blockquote class="carrel-quoted">{pinned.words}</blockquote>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What the policy says of the case as it stands, why, and what changed in the law since the policy was reviewed. */
export const PolicyNow = ({ visit, seen }: CaseProps) => {
  const say = casesPageWords(visit)
  const { pack } = visit
  const { case: it } = seen
  const today = visit.house.clock.today()
  const now = pack.decide(askOf(it, it.scope?.records ?? ['existence'], today))
  // Why what it would say then: of a case that lacks the signature alone nothing else is told as missing.
  const ready = now.outcome === 'refer' ? readyIn(visit, seen) : undefined
  const answer = ready === undefined ? now : pack.decide(askIfDecided(it, ready, today))
  const signs = say.by[it.aboutDirector ? 'president' : 'director']
  const changes = pack.manifest['since-review'].filter(({ clause }) => answer.clauses.includes(clause))
  const why = [...new Set(answer.why.map(({ clause, reason }) => `${clause}: ${reason}`))]
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">{say.policy}</h2>
      <p class="usa-intro">{ready === undefined ? say.outcomes[now.outcome] : say.ready[ready](signs)}</p>
      {ready === undefined && now.outcome === 'refer' && isAllFound(it) && <p>{say.allFound}</p>}
      <ul class="usa-list">
        {why.map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
      <GoodToKnow speaker={visit} flags={answer.flags} />
      {changes.length > 0 && (
        <>
          <h3>{say.law}</h3>
          <ul class="usa-list" lang={pack.languages[0]}>
            {changes.map(({ clause, change }) => (
              <li>{`${clause}: ${change}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Whether the paper shows all that Regulation 1 asks for: then the case is on its way to a release. */
const isAllFound = ({ findings }: Case): boolean => findingKinds.every((kind) => findings.has(kind))

/**
 * The decision by which something may leave, where nothing is missing but that it is signed. Why no compulsion where all is found: it
 * would be said of a release that still waits for counsel that it is none.
 */
function readyIn(visit: StaffVisit, seen: CaseSeen): 'release' | 'compulsion' | undefined {
  const fit = isAllFound(seen.case) ? (['release'] as const) : (['release', 'compulsion'] as const)
  return fit.find(
    (decision) => decisionsFor(seen).includes(decision) && lackedBy(visit, seen, decision).length === 0,
  )
}

type FactsProps = { readonly facts: readonly (readonly [string, Child | undefined])[] }

/** Each with its label; what is not known is left out. */
const Facts = ({ facts }: FactsProps) => (
  <dl class="carrel-facts">
    {facts
      .filter(([, says]) => says !== undefined && says !== '' && says !== false)
      .map(([label, says]) => (
        <div class="carrel-fact">
          <dt>{label}</dt>
          <dd>{says}</dd>
        </div>
      ))}
  </dl>
)
