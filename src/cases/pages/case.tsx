import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { tryOutWords } from '../../ask/index.ts'
import { FactsInUse } from '../../ask/pages/index.ts'
import { actorOf, recordNames } from '../../gate/index.ts'
import { AnswerNotes } from '../../gate/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLine,
  DataTable,
  Facts,
  type FieldError,
  Form,
  LinkLine,
  SubmitButton,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { SentFile } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { type Finding, findingKinds } from '../../policy/index.ts'
import { allAccounts, contactsToCall, type EmergencyContact, emergencyContacts } from '../../staff/index.ts'
import { EmergencyContactList } from '../../staff/pages/index.ts'
import {
  awaitsOutcome,
  type Case,
  type CounselOpinion,
  type Decision,
  endsInDecision,
  hasInstrument,
  isRequest,
  isUndecided,
  stageOf,
  yesNoUnsure,
} from '../case.ts'
import { counselLeft, decidesIn, isSpecialCounsel, lacksCounsel, mayViewCase } from '../case-access.ts'
import { dayOfInstantIn } from '../case-repository.ts'
import type { CaseView } from '../case-service.ts'
import {
  caseRoleIn,
  counselToCall,
  dayOf,
  daysLeft,
  deadlinesIn,
  deadlineText,
  decisionsFor,
  decisionsSigned,
  findingNames,
  findingsWithoutPage,
  isAskedAgain,
  lacksFindings,
  lastAdvice,
  momentOf,
  opinionText,
  patronToldAt,
  searchUnderWay,
  stepLabel,
  timeReported,
  unmetForDecision,
  unmetForDecisionTexts,
  unmetTexts,
} from '../case-text.ts'
import { wordLinkHours } from '../confirming.ts'
import { type DeadlineName, servedOrReceivedAt } from '../deadlines.ts'
import { policyAskIfDecided, policyAskOf } from '../decision.ts'
import type { CaseEventName } from '../event.ts'
import { type CounselAttempts, instrumentOf, mayBeWarrant, namesPeople } from '../guards.ts'
import { isForCounsel, isOffered, isSearchListed, type NextStep, nextStepsOf } from '../next-steps.ts'
import { ownKindOf, reportsIn } from '../reducer.ts'
import { consultationReportedAt } from '../relayed.ts'
import type { CaseContext } from '../services.ts'
import {
  isEndOnlyReported,
  isGagReported,
  isOnlyReported,
  isUnanswered,
  relayedOwner,
} from '../statements.ts'
import {
  eventFromForm,
  isChangedSince,
  isFilled,
  pageSteps,
  type RejectedStep,
  type SentStep,
  StepForm,
} from '../step-form.tsx'
import { attemptsOf } from '../step-recorder.ts'
import { stepGroups } from '../steps/fields.ts'
import { type AnyStep, elsewhereOf, showingOf, steps, stepsByName, suppliersOf } from '../steps/index.ts'
import { attemptsOtherwise, triesOf } from '../steps/minimum-asked.ts'
import { type CasePageName, type FormPart, workingStages } from '../steps/step.ts'
import { recordsOfScope } from '../words/copies.ts'
import { counselLetterWords, counselWords } from '../words/counsel.ts'
import { casesDecisionWords } from '../words/decision.ts'
import { casesIntakeWords } from '../words/intake.ts'
import {
  caseHeadingWords,
  casesPageWords,
  casesTimelineWords,
  durationText,
  dutyWords,
  sealedCaseWords,
  stepFormWords,
} from '../words/page.ts'
import { agendaWords, reportedWords } from '../words/reported.ts'
import { paperLinkWords, publicReportsWords } from '../words/served.ts'
import { InstrumentFileField, PaperList, showsCopies, viewCase } from './case-parts.tsx'
import { lastObjection } from './letters.tsx'
import { askedFirst, askForProof, needsProof } from './own-word.tsx'
import { TookComputer } from './search-warrant.tsx'
import { actorNames, CaseTimeline, SavedNow } from './timeline.tsx'

export async function casePage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  return seen === undefined ? notFoundPage(context) : showCase(context, seen)
}

export async function takePageStep(context: CaseContext, sent: SentStep): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const again = (errors: readonly FieldError[]) => showCase(context, seen, { sent, errors })
  const { reference } = seen
  if (needsProof(context, reference, sent.step))
    return isFilled(sent) ? again([askedFirst(context, sent.step)]) : askForProof(context, reference, 'case')
  if (isChangedSince(context, seen, sent))
    return again([{ field: sent.step, message: stepFormWords(context).error.changed }])
  const made = await eventFromForm(context, seen, sent)
  if ('errors' in made) return again(made.errors)
  const actor = actorOf(context)
  const taken = await context.services.cases.take(actor, reference, made.what, made.at)
  if (taken === 'unknown') return notFoundPage(context)
  if ('refused' in taken) {
    return again(unmetTexts(context, taken.refused).map((message) => ({ field: sent.step, message })))
  }
  const { after } = taken
  if (mayViewCase(actor, { ...after, reference })) return context.c.redirect(`/cases/${reference}`, 303)
  const isOut = after.conflicts.includes(context.who.id)
  return context.c.redirect(`${casesOf(context)}${isOut ? '?said=conflict' : ''}`, 303)
}

/** Special counsel's cases are on their start page. */
const casesOf = (context: CaseContext) => (isSpecialCounsel(actorOf(context)) ? '/' : '/cases')

export const caseInstrumentForm = z.strictObject({})

export async function addCaseInstrument(
  context: CaseContext,
  _: z.infer<typeof caseInstrumentForm>,
  file: SentFile | undefined,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { fileMissing, fileFaults } = casesIntakeWords(context)
  const again = (message: string) => showCase(context, seen, undefined, [{ field: 'file', message }])
  if (file === undefined) return again(fileMissing)
  const added = await context.services.cases.papers.add(actorOf(context), seen.reference, file)
  if (added === 'unknown') return notFoundPage(context)
  if (typeof added === 'string') return again(fileFaults[added])
  if ('refused' in added) return again(fileFaults.refused)
  return context.c.redirect(`/cases/${seen.reference}#request`, 303)
}

async function showCase(
  context: CaseContext,
  seen: CaseView,
  again?: RejectedStep,
  errors: readonly FieldError[] = again?.errors ?? [],
): Promise<Response> {
  const say = casesPageWords(context)
  const { case: it, reference } = seen
  const title = say.caseTitle(reference)
  return showForm(
    context,
    { title, heading: caseHeading(context, seen), errors },
    <>
      {seen.drill && <Alert kind="info">{say.isDrill}</Alert>}
      {seen.sealed && (
        <Alert kind="warning">
          <p class="usa-alert__text">
            {sealedCaseWords(context).isSealed}{' '}
            <TextLink href={`/sealed/matter/${reference}`}>{sealedCaseWords(context).toMatter}</TextLink>
          </p>
        </Alert>
      )}
      {it.gagged && !seen.sealed && (
        <Alert kind="warning">
          {say.isWithheld} {isGagReported(it) && say.isOrderReported}
        </Alert>
      )}
      {it.aboutDirector && <Alert kind="info">{say.aboutDirector}</Alert>}
      {isToLog(it) && !seen.drill && (
        <Alert kind="error">{searchUnderWay(context, stageOf(it) === 'searching')}.</Alert>
      )}
      {it.conflicts.length > 0 && <ConflictNotice context={context} it={it} />}
      {errors.length === 0 && <SavedNow context={context} seen={seen} />}
      <CaseProgress context={context} seen={seen} />
      <p>
        {[say.kind[it.kind], stageText(context, seen), outcomeText(context, it)]
          .filter(Boolean)
          .map((one) => `${one}.`)
          .join(' ')}{' '}
        <span class="carrel-reference">{reference}</span>
      </p>
      <div
        class={`carrel-home carrel-case-page${hasLongForm(context, seen) ? ' carrel-case-page--long' : ''}`}
      >
        <div>
          <CaseNext context={context} seen={seen} again={again} />
          <OtherSteps context={context} seen={seen} again={again} />
          <div class="carrel-case-pair">
            <UnmetBeforeDecision context={context} seen={seen} />
            {it.kind === 'process' && (awaitsOutcome(it) || it.findings.size > 0) && (
              <Findings context={context} seen={seen} />
            )}
          </div>
          <DecisionsSigned context={context} seen={seen} />
        </div>
        <div class="carrel-case-side">
          <Deadlines context={context} seen={seen} />
          {it.outcome === undefined && <FactsInUse context={context} ids={factsUsed(it)} />}
          <AcrossSeal context={context} seen={seen} />
          <Consultation context={context} seen={seen} />
          <OtherPages context={context} seen={seen} />
          {seen.wasSealed && (
            <LinkLine href={`/cases/${seen.reference}/sealed-proof`}>
              {sealedCaseWords(context).toProof}
            </LinkLine>
          )}
          <CaseRequest context={context} seen={seen} errors={errors} />
          {isRequest(it) && awaitsOutcome(it) && <PolicyNow context={context} seen={seen} />}
        </div>
        <div>
          <CaseTimeline context={context} seen={seen} />
        </div>
      </div>
    </>,
  ) as Promise<Response>
}

/** Numbers of the law and the pack that this case goes by, as the list of facts to confirm names them. */
const factsUsed = ({ kind, reading }: Case): readonly string[] => [
  ...(kind === 'records-request' ? ['cases.records-request', 'cases.denial'] : []),
  ...(reading?.federal ? ['cases.federal-objection'] : []),
  ...(reading?.instrument === 'national-security-letter' ? ['cases.gag-review'] : []),
]

/** "Court order · District Court of Kearney County · response due December 11, 2026". */
function caseHeading(context: CaseContext, seen: CaseView): string {
  const { kind, reading } = seen.case
  const instrument = instrumentOf(seen.case)
  const what =
    instrument === undefined
      ? casesPageWords(context).kind[kind]
      : tryOutWords(context).instrument[instrument]
  const due = deadlinesIn(context, seen).find(({ clock }) => clock === 'return' || clock === 'answer')
  return [what, reading?.court, due && caseHeadingWords(context).due(formatsOf(context).day(due.on))]
    .filter(Boolean)
    .join(' · ')
}

/** Officers search, or came to, and anyone may keep the log. */
function isToLog(it: Case): boolean {
  const [next] = nextStepsOf(it)
  return isSearchListed({ stage: stageOf(it), owed: next?.step ?? null, owed_by: next?.by ?? null })
}

/** What counsel advised, once they were consulted. */
function stageText(context: StaffContext, seen: CaseView): string {
  const { case: it } = seen
  const say = casesPageWords(context)
  const stage = stageOf(it)
  const isReached = it.counselAt !== undefined && endsInDecision(it)
  if (isReached && (stage === 'received' || stage === 'read')) {
    return `${say.beforeAdvice[stage]}. ${say.counselReached(timeReported(context, it.counselAt ?? ''))}`
  }
  if (stage === 'cleared' && isOnlyReported(it, 'advice')) return reportedWords(context).stage
  if (stage !== 'with-counsel') return say.stage[stage]
  if (isAskedAgain(it, seen.events)) return say.advised.again
  const isDefective = it.kind === 'process' && it.opinion === 'defective'
  const advised = it.kind !== 'process' ? 'consulted' : isDefective ? 'defective' : 'none'
  const isTheirs = it.counselConfirmedBy.length > 0 && !isOnlyReported(it, 'advice')
  return isTheirs ? say.advised[advised] : reportedWords(context).notConfirmed(say.advised[advised])
}

function outcomeText(context: StaffContext, it: Case): string | undefined {
  const says = it.outcome && casesPageWords(context).outcomeOf[it.outcome]
  return says && isEndOnlyReported(it) ? reportedWords(context).notConfirmed(says) : says
}

type ProgressStep = keyof ReturnType<typeof caseHeadingWords>['steps']

/** The stages of a request with paper. Of one that is over, only what was really done. */
function progressOf(it: Case): readonly (readonly [ProgressStep, boolean])[] {
  const done: readonly (readonly [ProgressStep, boolean])[] = [
    ['received', true],
    ['read', it.reading !== undefined],
    ['counsel', it.opinion !== undefined && !isOnlyReported(it, 'advice')],
    // Nothing goes out on a paper that is not proper, or that is refused, so no one has to be called back.
    ...(isRefusedOrNotProper(it) && !it.requesterVerified
      ? []
      : [['verified', it.requesterVerified] as const]),
    ['decided', it.decision !== undefined],
    it.decision?.decision === 'refusal'
      ? ['letter', it.outcome === 'refused']
      : ['produced', it.outcome === 'released' || it.outcome === 'compelled'],
  ]
  const isOver = it.outcome !== undefined
  return [...(isOver ? done.filter(([, isDone]) => isDone) : done), ['closed', stageOf(it) === 'closed']]
}

const isRefusedOrNotProper = ({ opinion, decision }: Case): boolean =>
  opinion === 'defective' || decision?.decision === 'refusal'

const CaseProgress = ({ context, seen }: CaseViewProps) => {
  if (seen.case.kind !== 'process') return null
  const words = caseHeadingWords(context)
  const steps = progressOf(seen.case)
  const now = steps.findIndex(([, isDone]) => !isDone)
  return (
    <ol class="carrel-progress-steps" aria-label={words.progress}>
      {steps.map(([name, isDone], at) => (
        <li
          class={isDone ? 'carrel-progress-steps__done' : undefined}
          {...(at === now && { 'aria-current': 'step' as const })}
        >
          {words.steps[name]}{' '}
          <span class="usa-sr-only">{isDone ? `(${words.done})` : at === now ? `(${words.now})` : ''}</span>
        </li>
      ))}
    </ol>
  )
}

type CaseProps = {
  readonly context: CaseContext
  readonly seen: CaseView
  readonly again?: RejectedStep | undefined
}

const isOfferedTo = (context: CaseContext, { case: it }: CaseView, name: CaseEventName): boolean =>
  isOffered(it, caseRoleIn(context), name)

function isOfferedMeanwhile(context: CaseContext, seen: CaseView, name: CaseEventName): boolean {
  const { meanwhile }: AnyStep = stepsByName[name]
  if (meanwhile !== undefined) return meanwhile === 'on-its-page'
  return pageOfStep(name, seen.case) === undefined && isOfferedTo(context, seen, name)
}

const pagesWithCopies: readonly CasePageName[] = ['collect', 'check', 'produce', 'preserve']

/** As owed, but counsel's own first: what they are asked for is not read below someone else's step. */
function nextStepsFor(context: CaseContext, seen: CaseView): readonly NextStep[] {
  const steps = nextStepsOf(seen.case)
  const [first] = steps
  if (first === undefined || caseRoleIn(context) !== 'counsel' || first.by === 'counsel') return steps
  const own = steps.find(({ by, step }) => {
    const { counselFirst }: AnyStep = stepsByName[step]
    const isFirst = counselFirst === 'any' || counselFirst?.includes(first.step)
    return by === 'counsel' && isFirst && isOfferedTo(context, seen, step)
  })
  return own === undefined ? steps : [own, ...steps.filter((one) => one !== own)]
}

const CaseNext = async ({ context, seen, again }: CaseProps) => {
  const say = casesPageWords(context)
  const steps = nextStepsFor(context, seen)
  const [first, ...later] = steps
  const shown = formShownFirst(context, seen)
  const by = caseRoleIn(context)
  // What the reader can do on this page while someone else's step is awaited; a decision is not hurried.
  const meanwhile =
    by === first?.by
      ? []
      : later.filter((one) => one.by === by && isOfferedMeanwhile(context, seen, one.step))
  const after = later.filter((one) => !meanwhile.includes(one))
  const { awaited, asksSpecial } = await counselAskedIn(context, seen.case, first)
  const isFolded = awaited !== undefined || asksSpecial
  const now = <Meanwhile context={context} seen={seen} says={say.meanwhile} steps={meanwhile} />
  return (
    <section class="carrel-case-next" aria-labelledby="next">
      <h2 id="next">{say.next}</h2>
      {first === undefined ? (
        <p>{seen.case.relayed.some(isUnanswered) ? say.notConfirmedYet : say.nobodyOwes}</p>
      ) : (
        <p class="usa-intro">
          {isPartDone(context, seen.case, first) && meanwhile.length === 0 && `${say.partDone} `}
          {asksSpecial
            ? `${say.you}: ${counselWords(context).askSpecial}`
            : nextStepText(context, seen, first, awaited)}
        </p>
      )}
      <Mentions context={context} seen={seen} />
      <Letters context={context} seen={seen} />
      <StillMissing context={context} seen={seen} />
      {awaited === undefined && now}
      {shown && <AboveForm context={context} seen={seen} step={shown} asksSpecial={asksSpecial} />}
      <Leads context={context} seen={seen} steps={steps} isBelow={false} />
      {shown && !isFolded && <StepForm context={context} seen={seen} step={shown} again={again} />}
      {shown && isFolded && (
        <details open={again?.sent.step === shown}>
          <summary>
            {awaited === undefined
              ? stepLabel(context, shown, { kind: seen.case.kind, by, it: seen.case })
              : say.waitsForAdvice(awaited)}
          </summary>
          {showingOf(shown).supplies === 'consultation' && lacksPages(seen.case) && <p>{say.citeFirst}</p>}
          <StepForm context={context} seen={seen} step={shown} again={again} />
        </details>
      )}
      <Leads context={context} seen={seen} steps={steps} isBelow={true} />
      {first && <LinkToPage context={context} seen={seen} step={first.step} />}
      {awaited !== undefined && now}
      {first && <Later context={context} seen={seen} first={first} after={after} />}
      {seen.case.taken.length > 0 && !seen.case.closed && <TookComputer context={context} />}
    </section>
  )
}

/** "You: Read the paper", or "Waiting for Lou Brief". */
function nextStepText(
  context: CaseContext,
  { case: it, events }: CaseView,
  { step, by }: NextStep,
  awaited: string | undefined,
) {
  const say = casesPageWords(context)
  const label = stepLabel(context, step, { kind: it.kind, by, it })
  if (awaited === undefined) return `${by === caseRoleIn(context) ? say.you : say.by[by]}: ${label}`
  const names = (findings: readonly Finding[]) => findingNames(context, findings)
  const time = (at: string) => timeReported(context, at)
  const of = { it, isAskedAgain: isAskedAgain(it, events), speaker: context, label, names, time }
  const follows = showingOf(step).awaited?.(stepsByName[step].words(context), of)
  return `${say.waitingFor(awaited)}${follows ?? `: ${label}`}`
}

/** What steps say of themselves while no one owes them. */
const Mentions = ({ context, seen }: CaseViewProps) => {
  const by = caseRoleIn(context)
  return steps.map(({ name, words, shows }: AnyStep) => {
    const said = shows?.mentions?.(words(context), seen.case, by)
    if (said?.links !== true) return said && <p>{said.says}</p>
    return <Meanwhile context={context} seen={seen} says={said.says} steps={[{ step: name, by }]} />
  })
}

type AboveFormProps = CaseViewProps & { readonly step: CaseEventName; readonly asksSpecial: boolean }

const AboveForm = ({ context, seen, step, asksSpecial }: AboveFormProps) => {
  const isEnded = caseRoleIn(context) === 'counsel' && isAskedAgain(seen.case, seen.events)
  const parts: Readonly<Record<FormPart, Child>> = {
    papers: <PaperList seen={seen} />,
    'opinion-ended': isEnded && <p>{casesPageWords(context).opinionEnded}</p>,
    'counsel-found': <CounselFound context={context} seen={seen} />,
    numbers: !asksSpecial && <NumbersToCall context={context} seen={seen} />,
  }
  return showingOf(step).above?.map((part) => parts[part])
}

type LeadsProps = CaseViewProps & { readonly steps: readonly NextStep[]; readonly isBelow: boolean }

/** From the step that is first to others that the reader can take. */
const Leads = ({ context, seen, steps: [first, ...later], isBelow }: LeadsProps) => {
  if (first === undefined) return null
  const viewer = caseRoleIn(context)
  const today = context.services.clock.today()
  const attempts = attemptsOf(context.pack) ?? attemptsOtherwise
  return showingOf(first.step).leads?.map((lead) => {
    const step = lead.to as CaseEventName
    const isNext = later.some((one) => one.step === step)
    const isFor = lead.isFor?.(seen.case, { viewer, today, isNext }) ?? true
    if ((lead.isBelow ?? false) !== isBelow || !isFor || !isOfferedTo(context, seen, step)) return null
    const says = lead.says(stepsByName[first.step].words(context), attempts)
    return (
      <>
        <Meanwhile context={context} seen={seen} says={says} steps={[{ step, by: viewer }]} />
        {lead.withTries && <TriesSoFar context={context} seen={seen} attempts={attempts} />}
      </>
    )
  })
}

type LaterProps = CaseViewProps & { readonly first: NextStep; readonly after: readonly NextStep[] }

/** What is owed after the first step, or may be done in its place. */
const Later = ({ context, seen, first, after }: LaterProps) => {
  const say = casesPageWords(context)
  const { case: it } = seen
  const viewer = caseRoleIn(context)
  if (after.length === 0) return null
  const mayDecide = () =>
    after.some(({ step, by }) => by === viewer && pageOfStep(step, it) === 'decision') &&
    decisionsFor(seen).some((decision) => unmetForDecision(context, seen, decision).length === 0)
  const words = stepsByName[first.step].words(context)
  const instead = showingOf(first.step).instead?.(words, it, mayDecide)
  return (
    <>
      <h3>{instead ?? say.after}</h3>
      <ul class="usa-list">
        {after.map(({ step, by }) => {
          const isNow = by === viewer && (instead !== undefined || showingOf(step).isSearch === true)
          const href = isNow ? pageHref(seen, step) : undefined
          const label = stepLabel(context, step, { kind: it.kind, by, it })
          return (
            <li>
              {say.by[by]}: {href === undefined ? label : <TextLink href={href}>{label}</TextLink>}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Counsel gave an opinion, and someone else has the next step. */
const isPartDone = (context: CaseContext, { opinion }: Case, first: NextStep): boolean =>
  caseRoleIn(context) === 'counsel' && first.by !== 'counsel' && opinion !== undefined

/** Whom the next step waits for, if for counsel; or that there is no counsel left to ask, as the lists say. */
async function counselAskedIn(context: CaseContext, it: Case, first: NextStep | undefined) {
  const { app } = context.services
  const awaited =
    first?.by === 'counsel' && caseRoleIn(context) !== 'counsel' ? await counselNames(context, it) : undefined
  const asksSpecial =
    first !== undefined &&
    isForCounsel(first) &&
    decidesIn(actorOf(context), it) &&
    lacksCounsel(it, await allAccounts(app), await emergencyContacts(app))
  return { awaited, asksSpecial }
}

/** In counsel's words, for the letter that lists what is missing. */
const CounselFound = ({ context, seen }: CaseViewProps) => {
  const event = lastAdvice(seen.events)
  if (event?.words === undefined || event.opinion !== 'defective') return null
  return (
    <>
      <p>{casesPageWords(context).counselFound}</p>
      <blockquote class="carrel-quoted">{event.words}</blockquote>
    </>
  )
}

const mayPreserve = ({ case: it, drill }: CaseView): boolean =>
  workingStages.some((stage) => stage === stageOf(it)) && isRequest(it) && !drill

/** What no step asks for: the paper itself, which counsel reads here, and a copy of what may be gone when it is decided. */
const StillMissing = ({ context, seen }: CaseViewProps) => {
  const { case: it, reference } = seen
  const say = casesPageWords(context)
  const decides = decidesIn(actorOf(context), it)
  if (!hasInstrument(it) || !awaitsOutcome(it) || it.decision !== undefined) return null
  const isForCopy = it.scope !== undefined || it.reading?.instrument === 'preservation-request'
  const cites = suppliersOf('findings').find((step) => isOfferedTo(context, seen, step))
  const lacksCopy = isForCopy && it.preserved.size === 0 && mayPreserve(seen)
  return (
    <>
      {it.papers.length === 0 && (
        <p>
          {say.lacksPaper}{' '}
          {decides ? (
            <TextLink href="#add">{say.addPaper}</TextLink>
          ) : (
            it.opinion === undefined && say.askForPaper
          )}
        </p>
      )}
      {decides && lacksPages(it) && cites && (
        <p>
          {say.lacksPages(findingsWithoutPage(context, it))}{' '}
          <TextLink href={`#${cites}`}>
            {stepLabel(context, cites, { kind: it.kind, by: caseRoleIn(context) })}
          </TextLink>
        </p>
      )}
      {lacksCopy && decides && showsCopies(context) && (
        <p>
          {say.lacksCopy} <TextLink href={`/cases/${reference}/preserve`}>{say.keepCopy}</TextLink>
        </p>
      )}
    </>
  )
}

/** The one who decides cites them until counsel confirmed the paper; one that counsel found not proper needs none. */
const lacksPages = (it: Case): boolean =>
  it.counselConsulted &&
  it.opinion !== 'defective' &&
  !(it.opinion === 'proper' && it.counselConfirmedBy.length > 0 && !isOnlyReported(it, 'advice')) &&
  lacksFindings(it, 'release')

type MeanwhileProps = CaseViewProps & { readonly says: string; readonly steps: readonly NextStep[] }

/** Above a form that is someone else's to fill in, and below one that is folded. */
const Meanwhile = ({ context, seen, says, steps }: MeanwhileProps) =>
  steps.length === 0 ? null : (
    <p>
      {says}{' '}
      {steps.map(({ step, by }) => (
        <span class={steps.length > 1 ? 'carrel-line' : undefined}>
          <TextLink href={pageHref(seen, step) ?? `#${step}`}>
            {stepLabel(context, step, { kind: seen.case.kind, by, it: seen.case })}
          </TextLink>
        </span>
      ))}
    </p>
  )

/** The form of the next step; counsel who gave an opinion is shown none that the decider goes on with. */
function formShownFirst(context: CaseContext, seen: CaseView): CaseEventName | undefined {
  const [first] = nextStepsFor(context, seen)
  if (first === undefined || !isOfferedTo(context, seen, first.step)) return undefined
  return isPartDone(context, seen.case, first) && first.by !== 'staff' ? undefined : first.step
}

/** It is longer than the facts next to it, so what happened follows these. */
function hasLongForm(context: CaseContext, seen: CaseView): boolean {
  const shown = formShownFirst(context, seen)
  return shown !== undefined && showingOf(shown).isLong?.(seen.case) === true
}

/** Counsel knows the library; the person who decides calls counsel. */
const NumbersToCall = async ({ context, seen }: CaseViewProps) => {
  if (caseRoleIn(context) === 'counsel') return null
  const { names, contacts, old } = await counselIn(context, seen.case)
  return (
    <>
      {names.length > 0 && <p>{casesPageWords(context).counselHasIt(formatsOf(context).all(names))}</p>}
      <EmergencyContactList context={context} whom="counsel" contacts={[...contacts, ...old]} />
    </>
  )
}

type TriesProps = CaseViewProps & { readonly attempts: CounselAttempts }

/** Otherwise the person who calls learns only from a refusal which tries count. */
const TriesSoFar = async ({ context, seen, attempts }: TriesProps) => {
  const say = casesPageWords(context)
  const now = context.services.clock.now().getTime()
  return (await counselToCall(context, seen.case)).map((name) => {
    const { many, next } = triesOf(seen.case, name, attempts)
    const isEarly = many < attempts.each && next > now
    return many === 0 ? null : (
      <p>
        {say.tried(name, many, attempts.each)}{' '}
        {isEarly && say.nextCounts(formatsOf(context).time(new Date(next), context.pack.timeZone))}
      </p>
    )
  })
}

/** Those without a conflict of interest who have an account; otherwise whom to call, or the role. */
async function counselNames(context: CaseContext, it: Case): Promise<string> {
  const { names, contacts } = await counselIn(context, it)
  const all = names.length > 0 ? names : it.conflicts.length > 0 ? contacts.map(({ name }) => name) : []
  return all.length === 0 ? casesTimelineWords(context).role.counsel : formatsOf(context).either(all)
}

/** Who is named, who has an account, and whose old numbers are called too, without those who have a conflict of interest in the case. */
async function counselIn({ services }: CaseContext, it: Case) {
  const left = counselLeft(it, await allAccounts(services.app), await contactsToCall(services))
  const isOld = ({ until }: EmergencyContact) => until !== undefined
  return {
    names: left.accounts.map(({ name }) => name),
    contacts: left.contacts.filter((one) => !isOld(one)),
    old: left.contacts.filter(isOld),
  }
}

/** Where no one is left to ask, what to do. */
const ConflictNotice = async ({ context, it }: { readonly context: CaseContext; readonly it: Case }) => {
  const say = counselWords(context)
  const { names, contacts } = await counselIn(context, it)
  const left = [...new Set([...names, ...contacts.map(({ name }) => name)])]
  return left.length === 0 ? (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {say.noCounselLeft} <TextLink href="#special-asked">{say.toSpecial}</TextLink>
      </p>
    </Alert>
  ) : (
    <Alert kind="info">{say.askInstead(formatsOf(context).either(left))}</Alert>
  )
}

const Letters = ({ context, seen }: CaseProps) => {
  const say = casesDecisionWords(context)
  const waitsFor = seen.case.wait?.for
  const refuses = seen.case.decision?.decision === 'refusal' && seen.case.outcome === undefined
  const isHeld = seen.case.timeAskedUntil !== undefined && isUndecided(seen.case)
  const letters = [
    ...(refuses ? [['decision', casesPageWords(context).toSigned] as const] : []),
    ...(isHeld ? [['holding-letter', say.holdingLetter] as const] : []),
    ...(waitsFor === 'cure' ? [['cure-letter', say.cureLetter] as const] : []),
    ...(waitsFor === 'objection' ? [['objection-letter', say.objectionLetter] as const] : []),
    ...(waitsFor === 'objection' && lastObjection(seen)?.narrow !== undefined
      ? [['narrowing-letter', say.narrowingLetter] as const]
      : []),
  ]
  const sender = waitsFor === 'objection' ? 'counsel' : seen.case.aboutDirector ? 'president' : 'director'
  return (
    <>
      {letters.length > 0 && !refuses && caseRoleIn(context) === sender && (
        <p>{casesPageWords(context).sendLetter}</p>
      )}
      {letters.map(([letter, name]) => (
        <LinkLine href={`/cases/${seen.reference}/${letter}`}>{name}</LinkLine>
      ))}
    </>
  )
}

export const LinkToPage = ({ context, seen, step }: CaseProps & { readonly step: CaseEventName }) => {
  const say = casesPageWords(context)
  const there = pageOfStep(step, seen.case)
  if (there === undefined) return null
  if (pagesWithCopies.includes(there) && !showsCopies(context)) return <p>{say.onlyHere}</p>
  const href = `/cases/${seen.reference}/${there}`
  // Why no button for others: it is someone else's step.
  const [first] = nextStepsFor(context, seen)
  return first?.by === caseRoleIn(context) || (there === 'search' && isToLog(seen.case)) ? (
    <>
      {there === 'decision' && seen.draft && <p>{say.draftKept}</p>}
      <ButtonLine href={href}>{say.to[there]}</ButtonLine>
    </>
  ) : (
    <LinkLine href={href}>{say.to[there]}</LinkLine>
  )
}

/** Where the case goes on from a decision that is signed. */
export const NextPage = ({ context, seen }: CaseViewProps) => {
  const step = nextStepsFor(context, seen)[0]?.step
  return step === undefined || pageOfStep(step, seen.case) === 'decision' || !showsCopies(context) ? null : (
    <LinkToPage context={context} seen={seen} step={step} />
  )
}

type LinksToMissingProps = CaseViewProps & { readonly decision: Decision }

/** Where what a decision still needs is recorded, if the reader may record it. */
export const LinksToMissing = ({ context, seen, decision }: LinksToMissingProps) => {
  const steps = [
    ...(needsConsultation(context, seen, decision) ? suppliersOf('consultation') : []),
    ...(lacksFindings(seen.case, decision) ? suppliersOf('findings') : []),
  ]
  return (
    <>
      {steps
        .filter((step) => isOfferedTo(context, seen, step))
        .map((step) => (
          <LinkLine href={`/cases/${seen.reference}#${step}`}>
            {stepLabel(context, step, { kind: seen.case.kind, by: caseRoleIn(context) })}
          </LinkLine>
        ))}
    </>
  )
}

export const needsConsultation = (context: CaseContext, seen: CaseView, decision: Decision): boolean =>
  unmetForDecision(context, seen, decision).some(
    (one) => one === 'counsel-or-board' || one === 'consultation-confirmed',
  )

function pageOfStep(step: CaseEventName, it: Case): CasePageName | undefined {
  const { page }: AnyStep = stepsByName[step]
  return typeof page === 'function' ? page(it) : page
}

/** Of the page that a step has of its own. */
function pageHref({ reference, case: it }: CaseView, step: CaseEventName): string | undefined {
  const page = pageOfStep(step, it)
  return page === undefined ? undefined : `/cases/${reference}/${page}`
}

/** Pages that are useful now without any step being due there. */
const OtherPages = ({ context, seen }: CaseProps) => {
  const say = casesPageWords(context)
  const { case: it, reference } = seen
  const [first] = nextStepsFor(context, seen)
  const owed = first && pageOfStep(first.step, it)
  const isOpen = awaitsOutcome(it)
  const fit: readonly (readonly [CasePageName, boolean])[] = [
    ['decision', decisionsFor(seen).length > 0 && (isOpen || it.decision !== undefined)],
    ['collect', isOpen && it.production !== undefined && showsCopies(context)],
    [
      'preserve',
      (mayPreserve(seen) || it.preserved.size + it.systemsToPreserve.length > 0) && showsCopies(context),
    ],
    ['search', it.search !== undefined || (isOpen && mayBeWarrant(it))],
    ['study', it.kind === 'privacy'],
  ]
  const pages = fit.flatMap(([page, is]) => (is && page !== owed ? [page] : []))
  const hasAgenda =
    (it.kind === 'process' || it.kind === 'privacy') && isUndecided(it) && (!it.gagged || it.boardMayKnow)
  if (pages.length === 0 && !hasAgenda) return null
  return (
    <nav aria-label={say.pages} class="carrel-pages">
      {pages.map((page) => (
        <TextLink href={`/cases/${reference}/${page}`}>
          {page === 'decision' && it.decision !== undefined ? say.toDecided : say.to[page]}
        </TextLink>
      ))}
      {hasAgenda && <TextLink href={`/cases/${reference}/agenda`}>{agendaWords(context).title}</TextLink>}
    </nav>
  )
}

/** Steps that are possible now, folded; one with errors is open. */
const OtherSteps = ({ context, seen, again }: CaseProps) => {
  const say = casesPageWords(context)
  const by = caseRoleIn(context)
  const first = formShownFirst(context, seen)
  const others = pageSteps.filter((step) => step !== first && isOfferedTo(context, seen, step))
  if (others.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h2 id="others">{say.otherSteps}</h2>
      {stepGroups.map((group) => {
        const steps = others.filter((step) => stepsByName[step].form?.group === group)
        return steps.length === 0 ? null : (
          <>
            <h3>{say.groups[group]}</h3>
            <div class="carrel-other-steps">
              {steps.map((step) => (
                <details open={again?.sent.step === step}>
                  <summary>{stepLabel(context, step, { kind: seen.case.kind, by })}</summary>
                  <StepForm context={context} seen={seen} step={step} again={again} />
                </details>
              ))}
            </div>
          </>
        )
      })}
    </section>
  )
}

const Deadlines = ({ context, seen }: CaseProps) => {
  const say = casesPageWords(context)
  const clocks = deadlinesIn(context, seen)
  const gone = -daysLeft(context, dayOfInstantIn(context.pack.timeZone)(seen.case.receivedAt))
  const { rules } = context.services.cases
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{say.clocks}</h2>
      {clocks.length === 0 && <p>{say.noClock}</p>}
      <ul class="carrel-clauses">
        {clocks.map(({ clock, on }) => (
          <li>
            {deadlineText(context, { clock, on })}
            <DeadlineLine gone={gone} left={daysLeft(context, on)} />
            {clock === 'answer' && rules && (
              <span class="usa-hint">{say.businessDays(rules['records-request'].days)}</span>
            )}
            <Citation context={context} clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const UnmetBeforeDecision = ({ context, seen }: CaseProps) => {
  const say = casesPageWords(context)
  const fit = decisionsFor(seen)
  if (fit.length === 0 || seen.case.decision !== undefined || !awaitsOutcome(seen.case)) return null
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{say.missing}</h2>
      {fit.map((decision) => {
        const lacks = unmetForDecisionTexts(context, seen, decision)
        return lacks.length === 0 ? (
          <p>
            <strong>{say.lacks[decision]}:</strong>{' '}
            {say.lacksSignature(say.by[seen.case.aboutDirector ? 'president' : 'director'])}
          </p>
        ) : (
          <details class="carrel-earlier">
            <summary>{say.lacksMany(say.lacks[decision], lacks.length)}</summary>
            <TextList items={lacks} />
          </details>
        )
      })}
    </section>
  )
}

const Citation = ({ context, clock }: { readonly context: CaseContext; readonly clock: DeadlineName }) => {
  const { rules } = context.services.cases
  const citations: Partial<Record<DeadlineName, string | undefined>> = {
    answer: rules?.['records-request'].citation,
    objection: rules?.['federal-objection'].citation,
    'gag-review': rules?.['gag-review']?.citation,
    study: rules?.study?.citation,
  }
  const cited = citations[clock]
  return cited === undefined ? null : (
    <span class="usa-hint carrel-line" lang={context.pack.languages[0]}>
      {cited}
    </span>
  )
}

/** Who said it, or reported it, and who confirmed it. Each is a word of counsel or of the Board. */
const Consultation = async ({ context, seen }: CaseViewProps) => {
  const { relayed } = seen.case
  const words = reportedWords(context)
  const names = await actorNames(context)
  const nameOf = (account: string) => names.get(account) ?? casesTimelineWords(context).someone
  const reports = reportsIn(seen.events)
  const adviceText = (what: string, opinion: CounselOpinion | undefined) =>
    opinion === undefined ? `${what}.` : `${what}: ${opinionText(context, opinion)}`
  const own = seen.events.flatMap((event) => {
    const of = reports.includes(event) ? undefined : ownKindOf(event)
    const { by, at } = event.stamp
    if (of === undefined) return []
    const isOut = seen.case.conflicts.includes(by)
    // A privacy concern has no paper to judge, so what counsel wrote is the advice.
    const opinion = elsewhereOf(event.what).relays?.keeps?.(event).opinion
    const isUnfinished = of === 'advice' && opinion === undefined && isRequest(seen.case)
    const what = isUnfinished ? `${words.adviceUnfinished}.` : adviceText(words.of[of], opinion)
    const said = `${what} ${words.own(nameOf(by), momentOf(context, at))}`
    return [isOut ? `${said} ${words.outNow}` : said]
  })
  if (own.length + relayed.length === 0) return null
  return (
    <section aria-labelledby="consultation">
      <h2 id="consultation">{words.heading}</h2>
      {relayed.length > 0 && <p>{words.headingSays}</p>}
      <ul class="usa-list">
        {relayed.map(({ of, by, at, moot, opinion, answer, letter }, place) => (
          <li>
            {adviceText(words.of[of], opinion)} {words.reported(nameOf(by), momentOf(context, at))}{' '}
            {answer === undefined ? (
              <strong>{moot ? words.moot : words.waits}</strong>
            ) : answer.calledBy !== undefined ? (
              words[answer.is ? 'confirmedByLetter' : 'deniedByLetter'](
                answer.linked ?? nameOf(answer.by),
                nameOf(answer.calledBy),
                momentOf(context, answer.at),
              )
            ) : (
              words[answer.is ? 'confirmed' : 'denied'](
                answer.linked ?? nameOf(answer.by),
                momentOf(context, answer.at),
              )
            )}
            {answer === undefined && !moot && letter !== undefined && ` ${words.letterWaits}`}
            {letter !== undefined && (
              <LinkLine href={`/cases/${seen.reference}/paper/${letter.paper.id}`}>
                {counselLetterWords(context).open(letter.paper.pages)}
              </LinkLine>
            )}
            <LinkForms context={context} seen={seen} place={place} />
            <ToLetter context={context} seen={seen} place={place} />
          </li>
        ))}
        {own.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    </section>
  )
}

type LinkFormsProps = CaseViewProps & { readonly place: number }

/** The person who decides can have a link mailed, to a contact that two people stand for. */
const LinkForms = async ({ context, seen, place }: LinkFormsProps) => {
  const { case: it, reference } = seen
  const word = it.relayed[place]
  const isAsked = word !== undefined && isUnanswered(word) && !it.gagged && !seen.sealed
  if (!isAsked || !decidesIn(actorOf(context), it)) return null
  const say = counselWords(context)
  if (context.services.mail.state !== 'set-up') return <p class="usa-hint">{say.noMail}</p>
  const contacts = await context.services.confirming.goodContacts(it, place, 'mail')
  if (contacts.length === 0)
    return (
      <p class="usa-hint">
        {say.noContact} <TextLink href="/cases/contacts">{say.toContacts}</TextLink>
      </p>
    )
  return (
    <>
      <p class="usa-hint">{say.linkHelp(wordLinkHours)}</p>
      {contacts.map(({ name, version }) => (
        <Form context={context} action={`/cases/${reference}/confirm`}>
          <input type="hidden" name="report" value={String(place)} />
          <SubmitButton name="to" value={version} look="outline">
            {say.sendLinkTo(name)}
          </SubmitButton>
        </Form>
      ))}
    </>
  )
}

/** To the page for a letter from counsel, for the person who decides and for who acts for the Director. */
const ToLetter = ({ context, seen, place }: LinkFormsProps) => {
  const { case: it, reference } = seen
  const word = it.relayed[place]
  const isAsked = word !== undefined && isUnanswered(word) && relayedOwner(word) === 'counsel'
  if (!isAsked || !decidesIn(actorOf(context), it)) return null
  return <LinkLine href={`/cases/${reference}/letter`}>{counselLetterWords(context).title}</LinkLine>
}

type DeadlineLineProps = {
  /** Days since the case came, and until the deadline; negative once past. */
  readonly gone: number
  readonly left: number
}

const lineWidth = 240
const lineMiddle = 12
const lineEdge = 8

/** A bar from the day it came to the deadline with today marked; it repeats the words. */
const DeadlineLine = ({ gone, left }: DeadlineLineProps) => {
  const whole = Math.max(1, gone + Math.max(0, left))
  const at = lineEdge + (Math.min(gone, whole) / whole) * (lineWidth - 2 * lineEdge)
  const end = lineWidth - lineEdge
  return (
    <svg
      class="carrel-clock"
      viewBox={`0 0 ${lineWidth} ${2 * lineMiddle}`}
      width={lineWidth}
      height={2 * lineMiddle}
      aria-hidden="true"
    >
      <line class="carrel-clock__left" x1={lineEdge} y1={lineMiddle} x2={end} y2={lineMiddle} />
      <line class="carrel-clock__gone" x1={lineEdge} y1={lineMiddle} x2={at} y2={lineMiddle} />
      <line class="carrel-clock__end" x1={end} y1={lineMiddle - 7} x2={end} y2={lineMiddle + 7} />
      <circle class={left < 0 ? 'carrel-clock__late' : 'carrel-clock__today'} cx={at} cy={lineMiddle} r="5" />
    </svg>
  )
}

/** For someone who may know both: the same patron in open and in sealed cases. */
const AcrossSeal = async ({ context, seen }: CaseViewProps) => {
  const references = await context.services.caseFinder.acrossSeal(actorOf(context), seen)
  if (references.length === 0) return null
  const { acrossSeal } = sealedCaseWords(context)
  return (
    <Alert kind="info">
      <p class="usa-alert__text">
        {acrossSeal}
        {references.map((reference) => (
          <>
            {' '}
            <TextLink href={`/cases/${reference}`}>{reference}</TextLink>
          </>
        ))}
      </p>
    </Alert>
  )
}

export type CaseViewProps = { readonly context: CaseContext; readonly seen: CaseView }

type FilesProps = CaseViewProps & { readonly errors: readonly FieldError[] }

const CaseRequest = ({ context, seen, errors }: FilesProps) => {
  const say = casesPageWords(context)
  const { case: it, reference } = seen
  const { requester, looked } = it
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
          [isRequest(it) ? say.asks : say.tells, requesterText(context, it)],
          [publicReportsWords(context).fromOutside, outsideText(context, it)],
          [say.agency, requester.agency],
          [say.phone, it.numbersGiven.length === 0 ? undefined : it.numbersGiven.join(', ')],
          [say.verified, isRequest(it) && (it.requesterVerified ? say.isVerified : say.isNotVerified)],
          [isRequest(it) ? say.wants : say.happened, it.wants],
          // How a report of their own arrived is asked of no one on staff.
          [
            say.came,
            [
              ...(isRequest(it) || it.way !== 'counter' ? [say.way[it.way]] : []),
              momentOf(context, it.receivedAt),
            ].join(', '),
          ],
          [say.paperCame, it.servedAt && momentOf(context, it.servedAt)],
          [
            say.looked,
            looked &&
              (['court', 'judge', 'searchHere'] as const)
                .map((what) =>
                  say.lookedAt[what](say.saw[yesNoUnsure.find((one) => one === looked[what]) ?? 'unsure']),
                )
                .join('. '),
          ],
        ]}
      />
      {(hasInstrument(it) || papers.length > 0) && <h3>{say.papers}</h3>}
      {hasInstrument(it) && papers.length === 0 && <p>{say.noPapers}</p>}
      <ul class="usa-list">
        {papers.map(([{ id, name }, mark]) => (
          <li>
            <TextLink href={`/cases/${reference}/paper/${id}`}>{name}</TextLink>
            {mark && ` (${mark})`}
          </li>
        ))}
      </ul>
      {!it.closed && isRequest(it) && (
        <>
          <AddInstrument context={context} seen={seen} errors={errors} />
          <AskForPaper context={context} seen={seen} />
        </>
      )}
      {hasInstrument(it) && <DutyTimes context={context} seen={seen} />}
      {hasInstrument(it) && <InstrumentFacts context={context} seen={seen} title={say.paperIs} />}
    </section>
  )
}

/** Not under a nondisclosure order: a message to someone outside would be about it. */
const AskForPaper = ({ context, seen }: CaseViewProps) => {
  const { case: it, sealed, reference } = seen
  const decides = caseRoleIn(context) === (it.aboutDirector ? 'president' : 'director')
  if (it.fromOutside === undefined || it.gagged || sealed || !decides) return null
  const words = paperLinkWords(context)
  return (
    <details>
      <summary>{words.ask}</summary>
      <p>{words.askSays}</p>
      <Form context={context} action={`/cases/${reference}/link`}>
        <SubmitButton look="outline">{words.make}</SubmitButton>
      </Form>
    </details>
  )
}

/** Delivered is not seen (Reg 6): how long each duty took after the paper was served. */
const DutyTimes = ({ context, seen }: CaseViewProps) => {
  const words = dutyWords(context)
  const { case: it, seenAt } = seen
  const served = Date.parse(servedOrReceivedAt(it))
  const after = (at: string | undefined, otherwise: string) =>
    at === undefined ? otherwise : words.after(durationText(context, Date.parse(at) - served))
  const decider = it.aboutDirector ? ('president' as const) : ('director' as const)
  const reportedAt = consultationReportedAt(it)
  const reportedOnly =
    reportedAt === undefined ? words.notYet : words.notConfirmed(after(reportedAt, words.notYet))
  return (
    <details>
      <summary>{words.title}</summary>
      <Facts
        facts={[
          [words.reported, after(it.reportedAt, words.notYet)],
          [words.seen[decider], after(seenAt?.toISOString(), seen.sealed ? words.notKept : words.notYet)],
          [words.consulted, after(it.consultedAt, reportedOnly)],
        ]}
      />
    </details>
  )
}

/** Open while there is no document. */
const AddInstrument = ({ context, seen, errors }: FilesProps) => {
  const words = casesIntakeWords(context)
  const whom = seen.case.aboutDirector ? 'president' : 'director'
  return (
    <details open={seen.case.papers.length === 0 || errors.length > 0}>
      <summary>{words.add}</summary>
      <Form
        context={context}
        action={`/cases/${seen.reference}/paper`}
        enctype="multipart/form-data"
        class="usa-form carrel-form"
        id="add"
      >
        <InstrumentFileField label={words.file} hint={words.addSays[whom]} errors={errors} />
        <SubmitButton look="outline">{words.addIt}</SubmitButton>
      </Form>
    </details>
  )
}

function outsideText(context: StaffContext, { fromOutside }: Case): string | undefined {
  if (fromOutside === undefined) return undefined
  const words = publicReportsWords(context)
  const { what, name, phone } = fromOutside
  return words.reportedAs(words.what[what], name, phone)
}

function requesterText(context: StaffContext, { requester: { name, kind } }: Case): string {
  const say = casesPageWords(context)
  return name === '' ? say.asker[kind] : `${name} (${say.asker[kind]})`
}

/** The scope as a number of people, without names. */
export const InstrumentFacts = ({ context, seen, title }: CaseViewProps & { readonly title: string }) => {
  const say = casesPageWords(context)
  const formats = formatsOf(context)
  const { reading, scope } = seen.case
  const day = (on: string | undefined) => on && formats.day(on)
  const [from, until] = [day(scope?.from), day(scope?.until)]
  const days =
    from && until
      ? say.scopeDays(from, until)
      : from
        ? say.scopeSince(from)
        : until
          ? say.scopeThrough(until)
          : say.anyDay
  return (
    <>
      <h3>{title}</h3>
      <Facts
        facts={[
          [
            say.paperKind,
            reading === undefined ? say.notRead : tryOutWords(context).instrument[reading.instrument],
          ],
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
                  formats.all(recordNames(recordsOfScope(context, scope.records), scope.records)),
                  days,
                ].join('; '),
          ],
        ]}
      />
      {reading?.federal && <p>{say.federal}</p>}
    </>
  )
}

/** What the policy asks of the paper: findings with page and words, and those missing. */
export const Findings = ({ context, seen }: CaseViewProps) => {
  const say = casesPageWords(context)
  const { findings, papers, opinion } = seen.case
  const table = (
    <DataTable
      head={[say.finding, say.whereFound]}
      rows={findingKinds.map((kind) => {
        const pinned = findings.get(kind)
        const paper = papers.find(({ id }) => id === pinned?.paper)?.name ?? ''
        return [
          tryOutWords(context).finding[kind],
          pinned === undefined ? (
            <strong>{opinion === undefined ? say.notCited : say.isMissing}</strong>
          ) : (
            <>
              {say.pinned(pinned.page, paper)} <q class="carrel-quoted">{pinned.words}</q>
            </>
          ),
        ]
      })}
    />
  )
  const isBegun = findings.size > 0 || opinion !== undefined
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say.findings}</h2>
      <p>{say.findingsSays}</p>
      {isBegun ? (
        table
      ) : (
        <details>
          <summary>{say.noneCited}</summary>
          {table}
        </details>
      )}
    </section>
  )
}

/** The policy's answer now, why, and changes in the law since its review. */
const PolicyNow = ({ context, seen }: CaseViewProps) => {
  const say = casesPageWords(context)
  const { pack } = context
  const { case: it } = seen
  const today = context.services.clock.today()
  const now = pack.decide(policyAskOf(it, it.scope?.records ?? ['existence'], today))
  // Why the answer after signing: where only the signature is missing, nothing else should be listed.
  const ready = now.outcome === 'refer' ? decisionReadyIn(context, seen) : undefined
  const answer = ready === undefined ? now : pack.decide(policyAskIfDecided(it, ready, today))
  const signs = say.by[it.aboutDirector ? 'president' : 'director']
  const changes = pack.manifest['since-review'].filter(
    ({ clause, instruments }) =>
      answer.clauses.includes(clause) &&
      (instruments === undefined ||
        isUnread(it) ||
        instruments.some((one) => one === it.reading?.instrument)),
  )
  const why = [...new Set(answer.why.map(({ clause, reason }) => `${clause}: ${reason}`))]
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">{say.policy}</h2>
      <p class="usa-intro">
        {ready === undefined
          ? now.outcome === 'refuse' && it.kind === 'records-request'
            ? say.refusesNames
            : say.outcomes[now.outcome]
          : say.ready[ready](signs)}
      </p>
      {ready === undefined && now.outcome === 'refer' && isAllFound(it) && <p>{say.allFound}</p>}
      {ready !== undefined && <p>{say.onceSigned}</p>}
      <TextList items={why} />
      <AnswerNotes speaker={context} flags={answer.flags} />
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

const isUnread = ({ reading }: Case): boolean => (reading?.instrument ?? 'unread') === 'unread'

const isAllFound = ({ findings }: Case): boolean => findingKinds.every((kind) => findings.has(kind))

/** Why no compulsion where everything is found: a release that waits for counsel would read as one. */
function decisionReadyIn(context: CaseContext, seen: CaseView): 'release' | 'compulsion' | undefined {
  const fit = isAllFound(seen.case) ? (['release'] as const) : (['release', 'compulsion'] as const)
  return fit.find(
    (decision) =>
      decisionsFor(seen).includes(decision) && unmetForDecision(context, seen, decision).length === 0,
  )
}

function customerToldText(context: StaffContext, { case: it, events }: CaseView): string {
  const { told, not, waits, none } = casesDecisionWords(context).customerTold
  const toldAt = patronToldAt(events)
  if (toldAt !== undefined) return told(dayOf(context, toldAt))
  return it.notice === undefined ? none : it.notice === 'not' ? not : waits
}

/** Also what someone asks years later: who decided, and whether the patron was told. */
const DecisionsSigned = async ({ context, seen }: CaseViewProps) => {
  const say = casesDecisionWords(context)
  const decisions = decisionsSigned(seen.events)
  if (decisions.length === 0) return null
  const names = await actorNames(context)
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">{say.allSigned}</h2>
      <ul class="usa-list">
        {decisions.map(({ decision, document, by, at, withdrawnAt }) => (
          <li>
            {say.signedOn(
              say.drafts[decision],
              names.get(by) ?? casesTimelineWords(context).someone,
              dayOf(context, at),
            )}{' '}
            {withdrawnAt !== undefined && <strong>{say.withdrawnOn(dayOf(context, withdrawnAt))} </strong>}
            {seen.allSigned.has(document) ? (
              <TextLink href={`/cases/${seen.reference}/decision/letter?of=${document}`}>
                {say.letterOf}
              </TextLink>
            ) : (
              say.gone
            )}
          </li>
        ))}
      </ul>
      {hasInstrument(seen.case) && <p>{customerToldText(context, seen)}</p>}
    </section>
  )
}
