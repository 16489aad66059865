import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { answerPartsWords, SayWords } from '../../gate/pages/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { fileDownload, show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  ButtonLine,
  CheckboxField,
  CheckboxGroup,
  type FieldError,
  Form,
  FormId,
  SelectField,
  StepList,
  SubmitButton,
  TextArea,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { policyOfSentFile } from '../../platform/http/request-guard.ts'
import type { SentFile } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { type Answer, answersInOtherLanguages, type TranslatedAnswer } from '../../policy/index.ts'
import {
  type CalledRole,
  contactsToCall,
  type EmergencyContact,
  isConfirmedPresident,
} from '../../staff/index.ts'
import { EmergencyContactList, mailsGo } from '../../staff/pages/index.ts'
import { type CaseKind, intakeChannels, type OutsideReport } from '../case.ts'
import { mayViewCase } from '../case-access.ts'
import { paperReported, timeReported, unmetText } from '../case-text.ts'
import { drillUnderWay } from '../cases-store.ts'
import { fileEndings } from '../instruments.ts'
import {
  addedRequestOf,
  addedText,
  askOfKinds,
  bringsPaper,
  carriedReference,
  channelFrom,
  type IntakeKinds,
  intakeAbout,
  intakeErrors,
  intakeKinds,
  lookedOf,
  maySearch,
  reachedAlready,
  receivedEventOf,
  type SentIntake,
  toldRole,
} from '../intake.ts'
import type { PublicReport } from '../public-reports.ts'
import type { CaseContext, CaseServices } from '../services.ts'
import { reportedByColleagues } from '../tasks.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { ownWordWords } from '../words/page.ts'
import { casesSearchWords } from '../words/search.ts'
import { AboutDirectorAlert, DirectorAway, InstrumentFileField } from './case-parts.tsx'
import { AboutDirectorChange, AboutDirectorQuestion, NondisclosureQuestion } from './intake-questions.tsx'
import { needsProof } from './own-word.tsx'
import { ForDirector } from './search-warrant.tsx'
import { instantSent } from './typed-date.ts'

export const continueForm = z.strictObject({ reference: z.string().trim().max(64) })

export async function intakePage(context: CaseContext): Promise<Response> {
  await context.services.sealedIntake.noteOpened(actorOf(context))
  return formPage(context, {}, [])
}

export async function reportRequest(context: CaseContext, sent: SentIntake): Promise<Response> {
  if (sent.sent === undefined) {
    await context.services.sealedIntake.noteOpened(actorOf(context))
    return formPage(context, sent, [])
  }
  const errors = intakeErrors(context, sent)
  // Why: of a case that is there, these were asked before, or the case knows them.
  const wrong = addsTo(sent) === undefined ? errors : errors.filter(({ field }) => field === 'came')
  return wrong.length > 0 ? formPage(context, sent, wrong) : beginCase(context, sent)
}

/** The case that this person says they reported before. */
const addsTo = ({ opened, reference }: SentIntake): string | undefined =>
  opened === undefined ? undefined : reference

/**
 * Begins a case. Secret paper begins none: it is sealed for those with access.
 * @param report from the public page; it came then, unless they said when. INVARIANT: it is deleted where its case begins or
 * the sealed way has kept all of it, and stays where neither was so. After a crash it may be kept twice.
 */
export async function beginCase(
  context: CaseContext,
  sent: SentIntake,
  report?: PublicReport,
): Promise<Response> {
  const { services, pack } = context
  const now = services.clock.now()
  const actor = actorOf(context)
  const ask = askOfKinds(context, sent)
  const typed = sent.came ? instantSent(pack.timeZone, sent.came) : undefined
  const came = typed ?? report?.at
  // No one here has looked at a paper that was served elsewhere.
  const elsewhere = report && { fromOutside: outsideReportOf(report), looked: undefined }
  const received = { ...receivedEventOf(sent, context), ...elsewhere }
  const secret = pack.decide(ask)
  if (secret.sealed) {
    // Why only here: an open case keeps no word of an order that there is none of.
    const event = { ...received, ...(sent.bound && { bound: true as const }) }
    const left = await services.sealedIntake.receive(actor, event, {
      ...{ at: came, sheet: sent.sheet },
      instrument: ask.instrument?.kind,
    })
    if (report !== undefined && left === 'kept') await services.publicReports.dropKept(actor, report.id)
    const alsoSay = answersInOtherLanguages(pack, context.language, ask)
    return nondisclosurePage(context, { say: secret.say, alsoSay, about: sent.about === 'yes' })
  }
  const known = addsTo(sent)
  const standing = known === undefined ? undefined : await services.cases.reportStanding(actor, known)
  if (known !== undefined && standing?.own !== undefined) return addDetails(context, known, sent)
  if (sent.who === undefined) return unknownCasePage(context)
  const { answer, alsoSay } = await services.gate.answer({ actor, ask })
  const { reference } = await services.cases.receive(actor, received, {
    ...{ at: came, sheet: sent.sheet, form: sent.form },
    first: async (trx) => {
      if (report) await services.publicReports.becomeCase(trx, actor, report.id)
      // Why not about the Director: the end of the task would tell them that there is a case.
      if (sent.form && sent.about !== 'yes') await services.followUps.becomeCase(trx, actor, sent.form)
    },
  })
  return reportedPage(context, {
    reference,
    kinds: sent,
    answer,
    alsoSay,
    about: sent.about ?? 'no',
    ...(came && { times: { came, reported: now } }),
  })
}

async function addDetails(context: CaseContext, reference: string, sent: SentIntake): Promise<Response> {
  const words = casesIntakeWords(context)
  const added = await addTo(context, reference, sent)
  const known = reachedBefore(sent.known)
  return reportedPage(context, {
    reference,
    kinds: sent,
    about: sent.about,
    done: added === 'closed' ? words.closed : words.detailsAdded,
    known: added === 'moved' ? stillReached(known) : known,
  })
}

const outsideReportOf = ({ name, phone, what, at }: PublicReport): OutsideReport => ({
  ...{ name, phone, what, at: at.toISOString() },
})

/**
 * A note in their case. INVARIANT: if it is about the Director, the case moves to the president before the note is added,
 * or neither happens. @returns `closed` where the case takes nothing more
 */
async function addTo(
  context: CaseContext,
  reference: string,
  sent: SentIntake,
): Promise<'added' | 'moved' | 'closed'> {
  const { cases } = context.services
  const words = addedText(context, sent)
  const moves = { what: { what: 'about-director', is: true } } as const
  const noted = { what: 'noted', words, asks: addedRequestOf(context, sent), looked: lookedOf(sent) } as const
  const { sheet, came } = sent
  const at = sheet && came ? instantSent(context.pack.timeZone, came) : undefined
  const notes = words === '' ? [] : [{ what: noted, sheet, at }]
  const add = (steps: Parameters<typeof cases.takeAll>[2]) =>
    cases.takeAll(actorOf(context), reference, steps)
  const isSaid = sent.about === 'yes'
  const taken = await add(isSaid ? [moves, ...notes] : notes)
  if (taken === 'taken') return isSaid ? 'moved' : 'added'
  if (taken === 'unknown' || !taken.refused.includes('may-say-about')) return 'closed'
  // Said before: it has moved already.
  return (await add(notes)) === 'taken' ? 'added' : 'closed'
}

export async function continueReport(
  context: CaseContext,
  { reference }: z.infer<typeof continueForm>,
): Promise<Response> {
  const typed = reference.toUpperCase()
  // Hostile: references get passed on, and holding one must not reveal that the case is about the Director.
  const isThere = await context.services.cases.has(actorOf(context), typed)
  if (isThere) return reportedPage(context, { reference: typed, kinds: {} })
  const { unknown } = casesIntakeWords(context)
  return formPage(context, {}, [{ field: 'reference', message: unknown }])
}

async function formPage(
  context: CaseContext,
  sent: SentIntake,
  errors: readonly FieldError[],
): Promise<Response> {
  const { services, who, place } = context
  const words = casesIntakeWords(context)
  if (sent.opened === 'yes') return detailsPage(context, sent, errors)
  const drill = await inContext(services.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, services.clock.today(), ['process', 'ask']),
  )
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <ReportedByColleagues context={context} cases={services.cases} says={words.sameAgain} />
          <p>
            {words.alreadyFirst} <TextLink href="#already">{words.alreadyGo}</TextLink>
          </p>
          {drill !== undefined && <DrillNow context={context} reference={drill} />}
        </>
      ),
    },
    <>
      <Form
        context={context}
        action="/report"
        class="usa-form usa-form--large carrel-form carrel-form--two carrel-asked"
      >
        <FormId sent={sent.form} />
        <input type="hidden" name="sent" value="yes" />
        {sent.sheet !== undefined && <input type="hidden" name="sheet" value={sent.sheet} />}
        <IntakeFields context={context} sent={sent} errors={errors} />
        <SubmitButton look="go">{drill === undefined ? words.send : words.sendReal}</SubmitButton>
      </Form>
      <AlreadyReported context={context} errors={errors} />
    </>,
  )
}

/** What is known of who asks, for a case that this person reported. The same where it is sealed, without a reference. */
function detailsPage(
  context: StaffContext,
  sent: SentIntake,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = casesIntakeWords(context)
  const { reference, who, brought, known, sheet } = sent
  // Why not again: no one says here that it is not about the Director, and a reference alone does not tell.
  const about = asksAbout(sent) ? undefined : sent.about
  return showForm(
    context,
    {
      title: words.title,
      heading: reference === undefined ? words.addWho : words.detailsFor(reference),
      errors,
      intro: <p class="usa-intro">{words.detailsSays}</p>,
    },
    <Form context={context} action="/report" class="usa-form usa-form--large carrel-form carrel-asked">
      <FormId sent={sent.form} />
      {Object.entries({ sent: 'yes', opened: 'yes', reference, who, brought, about, known, sheet }).map(
        ([name, value]) => (value === undefined ? null : <input type="hidden" name={name} value={value} />),
      )}
      <DetailFields context={context} sent={sent} errors={errors} />
      <SubmitButton look="go">{words.addDetails}</SubmitButton>
    </Form>,
  )
}

type AlreadyProps = { readonly context: CaseContext; readonly errors: readonly FieldError[] }

/** By its reference; what this person reported and no one knows of yet, by its time. */
const AlreadyReported = async ({ context, errors }: AlreadyProps) => {
  const words = casesIntakeWords(context)
  const untold = await context.services.cases.untoldBy(actorOf(context))
  return (
    <section aria-labelledby="already">
      <h2 id="already">{words.already}</h2>
      {untold.map(({ reference, at, reached, isToSearch }) => (
        <Form context={context} action="/report/again">
          <p>{words.untold[reached](timeReported(context, at))}</p>
          {isToSearch && <ButtonLine href={`/cases/${reference}/search`}>{words.warrantGo}</ButtonLine>}
          <input type="hidden" name="reference" value={reference} />
          <SubmitButton look="outline">{words.untoldGo(timeReported(context, at))}</SubmitButton>
        </Form>
      ))}
      <p>{words.alreadySays}</p>
      <p>{words.alreadyByColleague}</p>
      <Form context={context} action="/report/again" class="usa-form carrel-form">
        <TextField name="reference" label={words.reference} maxlength={64} errors={errors} />
        <SubmitButton look="outline">{words.goOn}</SubmitButton>
      </Form>
    </section>
  )
}

/** Before a second case is opened for one paper, or right after. */
export const ReportedByColleagues = async ({
  context,
  cases,
  says,
}: {
  readonly context: StaffContext
  readonly cases: CaseServices['cases']
  readonly says: string
}) => {
  const times = await reportedByColleagues(context, cases)
  if (times.length === 0) return null
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {[...new Set(times.map((at) => paperReported(context, at)))].join(' ')} <strong>{says}</strong>
      </p>
    </Alert>
  )
}

/** Staff at the desk continue today's drill, so that practice opens no real case. */
const DrillNow = ({ context, reference }: { readonly context: StaffContext; readonly reference: string }) => {
  const casesSearch = casesSearchWords(context)
  return (
    <Alert kind="info">
      <p class="usa-alert__text">
        {casesSearch.drillNow} {casesIntakeWords(context).drillSays}
      </p>
      <Form context={context} action="/report/again">
        <input type="hidden" name="reference" value={reference} />
        <SubmitButton look="outline">{casesSearch.joinDrill}</SubmitButton>
      </Form>
    </Alert>
  )
}

type FieldsProps = {
  readonly context: StaffContext
  readonly sent: SentIntake
  readonly errors: readonly FieldError[]
}

const textOf = (sent: SentIntake, name: 'name' | 'agency' | 'phone' | 'came' | 'wants') =>
  sent[name] ? { value: sent[name] } : {}

const IntakeFields = ({ context, sent, errors }: FieldsProps) => {
  const words = casesIntakeWords(context)
  const one = (name: 'who' | 'brought', options: Readonly<Record<string, string>>) => (
    <CheckboxGroup
      type="radio"
      name={name}
      legend={words[name]}
      options={options}
      chosen={[sent[name] ?? '']}
      errors={errors}
    />
  )
  return (
    <>
      <div>
        {one('who', words.whoChoices)}
        <RequesterFields context={context} sent={sent} errors={errors} />
        {one('brought', words.broughtChoices)}
        <WantsField context={context} sent={sent} />
      </div>
      <div>
        <PaperFields context={context} sent={sent} />
        <AboutDirectorQuestion context={context} picked={sent.about} />
        <ArrivalFields context={context} sent={sent} errors={errors} />
      </div>
    </>
  )
}

const asksAbout = ({ who, about }: SentIntake): boolean => who !== undefined && about !== 'yes'

/** Without what was said already. */
const DetailFields = ({ context, sent, errors }: FieldsProps) => (
  <>
    <RequesterFields context={context} sent={sent} errors={errors} />
    {sent.brought === 'paper' && <PaperFields context={context} sent={sent} />}
    {asksAbout(sent) && <AboutDirectorQuestion context={context} picked={sent.about} />}
    <WantsField context={context} sent={sent} />
    <ArrivalFields context={context} sent={sent} errors={errors} />
  </>
)

const RequesterFields = ({ context, sent, errors }: FieldsProps) => {
  const words = casesIntakeWords(context)
  const text = (name: 'name' | 'agency' | 'phone') => textOf(sent, name)
  return (
    <>
      <TextField name="name" label={words.name} hint={words.nameHint} {...text('name')} errors={errors} />
      <TextField name="agency" label={words.agency} {...text('agency')} errors={errors} />
      <TextField name="phone" label={words.phone} hint={words.phoneHint} {...text('phone')} errors={errors} />
    </>
  )
}

const WantsField = ({ context, sent }: Pick<FieldsProps, 'context' | 'sent'>) => {
  const { wants, wantsHint } = casesIntakeWords(context)
  return <TextArea name="wants" label={wants} hint={wantsHint} rows={3} {...textOf(sent, 'wants')} />
}

const ArrivalFields = ({ context, sent, errors }: FieldsProps) => {
  const words = casesIntakeWords(context)
  return (
    <>
      <SelectField
        name="way"
        label={words.way}
        options={Object.fromEntries(intakeChannels.map((way) => [way, words.ways[way]]))}
        picked={sent.way ?? channelFrom(context.place)}
      />
      <TextField
        name="came"
        label={words.came}
        hint={words.cameHint}
        type="datetime-local"
        {...textOf(sent, 'came')}
        errors={errors}
      />
    </>
  )
}

const PaperFields = ({ context, sent }: Pick<FieldsProps, 'context' | 'sent'>) => {
  const words = casesIntakeWords(context)
  return (
    <>
      <h2>{words.aboutPaper}</h2>
      <p>{words.aboutPaperSays}</p>
      {(['court', 'judge', 'here'] as const).map((look) => (
        <SelectField name={look} label={words[look]} options={words.yesNo} picked={sent[look] ?? 'unsure'} />
      ))}
      <NondisclosureQuestion context={context} picked={sent.secret} />
      <CheckboxField name="bound" label={words.bound} ticked={sent.bound ?? ''} />
    </>
  )
}

export const addInstrumentForm = z.strictObject({
  reference: carriedReference,
  ...intakeKinds,
  about: intakeAbout,
  known: reachedAlready,
})

export const contactAttemptForm = z.strictObject({
  ...addInstrumentForm.shape,
  whom: toldRole,
  reached: z.enum(['yes', 'no']),
})

export const aboutDirectorForm = z.strictObject({ ...addInstrumentForm.shape, is: z.enum(['no', 'yes']) })

type Reported = {
  readonly reference: string
  /** Empty for someone who returns with only a reference. */
  readonly kinds: IntakeKinds
  /** As the reporter said; then the president is told instead. Absent for someone who returns with only a reference. */
  readonly about?: z.infer<typeof intakeAbout>
  readonly answer?: Answer
  readonly alsoSay?: readonly TranslatedAnswer[]
  readonly times?: { readonly came: Date; readonly reported: Date }
  readonly done?: string
  /** Whom this person reached just now, who need not be called again. */
  readonly known?: readonly z.infer<typeof toldRole>[]
  readonly errors?: readonly FieldError[]
}

/** What to say, whom to call and what to keep, for the person served. Shows nothing that was typed. */
async function reportedPage(context: CaseContext, reported: Reported): Promise<Response> {
  const words = casesIntakeWords(context)
  const { kinds, times, done, about, errors = [] } = reported
  const contacts = await context.services.cases.contactsFor(actorOf(context), reported.reference)
  const { timeZone } = context.pack
  const moment = (at: Date) => formatsOf(context).moment(at, timeZone)
  const isMailed = areMailed(context, contacts, about)
  const isLeft = leftToCall(context, reported).length > 0
  // The Director who reports knows already, before the case says so.
  const standing = await context.services.cases.reportStanding(actorOf(context), reported.reference)
  const isUntold = context.who.role !== 'director' && !decidesNow(context, about) && standing.isUntold
  const isToSearch = maySearch(kinds) || standing.isToSearch
  const heading = isUntold ? words.unreached[isMailed ? 'mailed' : 'plain'] : words.reported
  return showForm(
    context,
    { title: words.reported, heading, errors },
    <>
      {done !== undefined && <Alert kind="success">{done}</Alert>}
      <AboutDirectorAlert context={context} aboutDirector={about === 'yes'} />
      {isLeft && <p class="usa-intro">{isMailed ? words.mailedTo[deciderIn(about)] : words.noMail}</p>}
      {kinds.who !== undefined && <ForDirector context={context} />}
      {times && <p>{words.came2(moment(times.came), moment(times.reported))}</p>}
      <div class={kinds.who === undefined && !isToSearch ? undefined : 'carrel-home'}>
        <div>
          {kinds.who !== undefined && <WhatToDo context={context} reported={reported} />}
          {isToSearch && <ToSearch context={context} reference={reported.reference} />}
        </div>
        <div>
          <Calls context={context} reported={reported} contacts={contacts} />
          <section aria-labelledby="reference">
            <h2 id="reference">{words.reference}</h2>
            <p class="carrel-reference">{reported.reference}</p>
            <p>{words.referenceSays(words.title)}</p>
            <p>{isLeft ? words.referenceListed : <strong>{words.referenceOnly}</strong>}</p>
            {mayViewCase(actorOf(context), { aboutDirector: about === 'yes' }) && (
              <TextLink href={`/cases/${reported.reference}`}>{words.look}</TextLink>
            )}
          </section>
          <AboutDirectorChange context={context} aboutDirector={about === 'yes'}>
            <Carried reported={reported} />
          </AboutDirectorChange>
        </div>
      </div>
      {(kinds.who === undefined || bringsPaper(kinds)) && (
        <AddInstrumentFile context={context} reported={reported} errors={errors} />
      )}
      {standing.own?.isOpen && <AddDetails context={context} reported={reported} kind={standing.own.kind} />}
      <a class="usa-button usa-button--outline carrel-go" href="/">
        {words.done}
      </a>
    </>,
  )
}

/** `decider`: which of the two is not said here. */
type WhomToCall = CalledRole | 'decider'
const deciderIn = (about: Reported['about']): Exclude<WhomToCall, 'counsel'> =>
  about === undefined ? 'decider' : about === 'yes' ? 'president' : 'director'
const eachOf = (whom: WhomToCall): readonly CalledRole[] =>
  whom === 'decider' ? ['director', 'president'] : [whom]

/** A Director who reports knows, and so does the president where it is about the Director; whether a case is about them, no reference tells. */
const decidesNow = (context: StaffContext, about: Reported['about']): boolean =>
  about === 'yes' ? isConfirmedPresident(context.who) : context.who.role === 'director'

const whomToCall = (context: StaffContext, about: Reported['about']): readonly WhomToCall[] =>
  decidesNow(context, about) ? ['counsel'] : [deciderIn(about), 'counsel']

const areMailed = (
  { services }: StaffContext,
  contacts: readonly EmergencyContact[],
  about: Reported['about'],
): boolean => mailsGo(services, contacts, [...eachOf(deciderIn(about)), 'counsel'])

const WhatToDo = ({ context, reported }: ReportedProps) => {
  const { pack, language } = context
  const ask = askOfKinds(context, reported.kinds)
  const { say, next } = reported.answer ?? pack.decide(ask)
  const alsoSay = reported.alsoSay ?? answersInOtherLanguages(pack, language, ask)
  return (
    <>
      {!reported.known?.includes('director') && <SayWords context={context} say={say} alsoSay={alsoSay} />}
      <section aria-labelledby="next">
        <h2 id="next">{answerPartsWords(context).next}</h2>
        {leftToCall(context, reported).length === 0 && <p>{casesIntakeWords(context).callsDone}</p>}
        <StepList steps={next} />
      </section>
    </>
  )
}

const ToSearch = ({ context, reference }: { readonly context: StaffContext; readonly reference: string }) => {
  const words = casesIntakeWords(context)
  return (
    <section aria-labelledby="search">
      <h2 id="search">{words.warrant}</h2>
      <p>{words.warrantSays}</p>
      <a class="usa-button usa-button--secondary" href={`/cases/${reference}/search`}>
        {words.warrantGo}
      </a>
    </section>
  )
}

type ReportedProps = { readonly context: StaffContext; readonly reported: Reported }

const Calls = ({
  context,
  reported,
  contacts,
}: ReportedProps & { readonly contacts: readonly EmergencyContact[] }) => {
  const words = casesIntakeWords(context)
  const left = leftToCall(context, reported)
  const isOwn = isConfirmedPresident(context.who)
  if (left.length === 0) return null
  return (
    <section aria-labelledby="call">
      <h2 id="call">{words.call}</h2>
      <p>{words.callSays}</p>
      {left.map((whom) => (
        <>
          {whom === 'decider' && <p>{isOwn ? words.youMayDecide : words.whoDecides}</p>}
          {eachOf(whom).map((one, nth) =>
            isOwn && one === 'president' ? null : (
              <>
                <h3>{words.of[one]}</h3>
                {whom === 'decider' && one === 'president' && <p>{words.onlyAboutDirector}</p>}
                <EmergencyContactList context={context} whom={one} contacts={contacts} />
                {one === 'director' && <DirectorAway context={context} />}
                {nth === 0 && <TriedForm context={context} reported={reported} whom={whom} />}
              </>
            ),
          )}
        </>
      ))}
    </section>
  )
}

/** Under the first to call. Why one for the Director and the president: who was called would say whom the case is about. */
const TriedForm = ({ context, reported, whom }: ReportedProps & { readonly whom: WhomToCall }) => {
  const { reachedButton, noAnswer } = casesIntakeWords(context)
  return (
    <Form context={context} action="/report/told" class="carrel-tries">
      <Carried reported={reported} />
      <input type="hidden" name="whom" value={toldAs(whom)} />
      <SubmitButton name="reached" value="yes">
        {reachedButton[isConfirmedPresident(context.who) && whom === 'decider' ? 'director' : whom]}
      </SubmitButton>
      <SubmitButton look="outline" name="reached" value="no">
        {noAnswer}
      </SubmitButton>
    </Form>
  )
}

const leftToCall = (context: StaffContext, { about, known = [] }: Reported): WhomToCall[] =>
  whomToCall(context, about).filter((whom) => !known.includes(toldAs(whom)))

const toldAs = (whom: WhomToCall): z.infer<typeof toldRole> => (whom === 'counsel' ? whom : 'director')

type InstrumentFileFormProps = ReportedProps & { readonly errors?: readonly FieldError[] }

const AddInstrumentFile = (props: InstrumentFileFormProps) => (
  <section aria-labelledby="add">
    <h2 id="add">{casesIntakeWords(props.context).add}</h2>
    <InstrumentFileForm {...props} />
  </section>
)

export const InstrumentFileForm = ({ context, reported, errors = [] }: InstrumentFileFormProps) => {
  const words = casesIntakeWords(context)
  return (
    <Form context={context} action="/report/paper" enctype="multipart/form-data" class="usa-form carrel-form">
      <Carried reported={reported} />
      <InstrumentFileField
        label={words.file}
        hint={words.addSays[deciderIn(reported.about)]}
        errors={errors}
      />
      <SubmitButton look="outline">{words.addIt}</SubmitButton>
    </Form>
  )
}

type AddDetailsProps = ReportedProps & { readonly kind: CaseKind }

/** A person who comes back with only the reference is asked about the paper too, if it came with one. */
const AddDetails = ({ context, reported, kind }: AddDetailsProps) => {
  const { reference, kinds, about } = reported
  const { who, brought = kind === 'process' ? ('paper' as const) : undefined, court, judge, here } = kinds
  const known = knownIn(reported)
  return (
    <section aria-labelledby="who-asks" class="carrel-acts">
      <h2 id="who-asks">{casesIntakeWords(context).whoAsks}</h2>
      <SaidForm
        context={context}
        said={{ opened: 'yes', reference, who, brought, court, judge, here, about, known }}
      >
        <SubmitButton look="outline">{casesIntakeWords(context).addWho}</SubmitButton>
      </SaidForm>
    </section>
  )
}

type SaidFormProps = { readonly context: StaffContext; readonly said: SentIntake; readonly children: Child }

/** Carries the answers in the form, never in an address. */
export const SaidForm = ({ context, said, children }: SaidFormProps) => (
  <Form context={context} action="/report">
    {Object.entries(said).map(([name, value]) =>
      value === undefined ? null : <input type="hidden" name={name} value={value} />,
    )}
    {children}
  </Form>
)

const knownIn = ({ known = [] }: Reported): z.infer<typeof reachedAlready> =>
  known.length > 1 ? 'both' : known[0]

/** The case, its kinds and who was reached for the next page; identifies no one. */
const Carried = ({ reported }: { readonly reported: Reported }) => (
  <>
    <input type="hidden" name="reference" value={reported.reference} />
    {knownIn(reported) !== undefined && <input type="hidden" name="known" value={knownIn(reported)} />}
    {reported.about && <input type="hidden" name="about" value={reported.about} />}
    {Object.keys(intakeKinds).map((name) => {
      const value = reported.kinds[name as keyof IntakeKinds]
      return value === undefined ? null : <input type="hidden" name={name} value={value} />
    })}
  </>
)

export async function noteContactAttempt(
  context: CaseContext,
  { reference, whom, reached, known, about, ...kinds }: z.infer<typeof contactAttemptForm>,
): Promise<Response> {
  const words = casesIntakeWords(context)
  const { cases, clock } = context.services
  const event = { what: 'told', whom, through: 'phone', reached: reached === 'yes' } as const
  const taken = await cases.take(actorOf(context), reference, event)
  if (taken === 'unknown') return unknownCasePage(context)
  const reachedWhom = whom === 'director' ? deciderIn(about) : ('counsel' as const)
  const time = formatsOf(context).time(clock.now(), context.pack.timeZone)
  const said = words.noted[reachedWhom][reached](time)
  const next = reached === 'no' ? ` ${await nextNumberText(context, reachedWhom)}` : ''
  const done = 'refused' in taken ? words.closed : `${said}${next}`
  const reachedNow = reached === 'yes' && !('refused' in taken) ? [whom] : []
  const all = [...new Set([...reachedBefore(known), ...reachedNow])]
  return reportedPage(context, { reference, kinds, done, about, known: all })
}

const reachedBefore = (known: z.infer<typeof reachedAlready>) =>
  known === 'both' ? toldRole.options : known === undefined ? [] : [known]

/** Once another person decides, who was not called. */
const stillReached = (known: readonly z.infer<typeof toldRole>[]) => known.filter((one) => one === 'counsel')

async function nextNumberText(context: CaseContext, whom: WhomToCall): Promise<string> {
  const { nextNumber } = casesIntakeWords(context)
  const contacts = await contactsToCall(context.services)
  const numbersOf = (role: string) =>
    contacts.filter((one) => one.whom === role).flatMap(({ phones }) => phones.split(',').filter(Boolean))
  const hasMore = eachOf(whom).some((role) => numbersOf(role).length > 1)
  return hasMore ? nextNumber.more : nextNumber.last
}

export async function changeAboutDirector(
  context: CaseContext,
  { reference, is, about, known, ...kinds }: z.infer<typeof aboutDirectorForm>,
): Promise<Response> {
  const words = casesIntakeWords(context)
  // Hostile: at a screen that the reporter left open, someone would take the case back to the Director. To hand it over needs nothing.
  if (is === 'no' && needsProof(context, reference, 'about-director')) {
    const errors = [{ field: 'say-about', message: ownWordWords(context).others }]
    return reportedPage(context, { reference, kinds, errors, about })
  }
  const what = { what: 'about-director', is: is === 'yes' } as const
  const taken = await context.services.cases.take(actorOf(context), reference, what)
  if (taken === 'unknown') return unknownCasePage(context)
  if ('refused' in taken) {
    const need = taken.refused.includes('may-say-about') ? 'may-say-about' : 'stage'
    const errors = [{ field: 'say-about', message: unmetText(context, need) }]
    return reportedPage(context, { reference, kinds, errors, about })
  }
  const handedOver = words.isAboutToo[isConfirmedPresident(context.who) ? 'doneYou' : 'done']
  const done = is === 'yes' ? handedOver : words.notAbout.done
  return reportedPage(context, {
    reference,
    kinds,
    done,
    about: is,
    known: stillReached(reachedBefore(known)),
  })
}

export async function addInstrument(
  context: CaseContext,
  { reference, about, known: before, ...kinds }: z.infer<typeof addInstrumentForm>,
  file: SentFile | undefined,
): Promise<Response> {
  const words = casesIntakeWords(context)
  if (!(await context.services.cases.has(actorOf(context), reference))) return unknownCasePage(context)
  const known = reachedBefore(before)
  const again = (message: string) =>
    reportedPage(context, { reference, kinds, about, known, errors: [{ field: 'file', message }] })
  if (file === undefined) return again(words.fileMissing)
  const added = await context.services.cases.papers.add(actorOf(context), reference, file)
  if (added === 'unknown') return unknownCasePage(context)
  if (typeof added === 'string') return again(words.fileFaults[added])
  if ('refused' in added) return again(words.fileFaults.refused)
  return reportedPage(context, { reference, kinds, about, known, done: words.added })
}

/** `carrel sealed verify` checks it with an export of the log. */
export async function sealedProofFile(context: CaseContext): Promise<Response> {
  const { c, services } = context
  const reference = c.req.param('reference') ?? ''
  const { cases } = services
  const proof = await cases.papers.sealedProof(actorOf(context), reference)
  if (proof === undefined) {
    return (await cases.has(actorOf(context), reference))
      ? c.redirect(`/cases/${reference}`, 303)
      : notFoundPage(context)
  }
  return fileDownload(context, proof, { name: 'proof.json', type: 'application/json' })
}

/** Hostile: the file may hold a script; nothing in it runs here, and no page embeds it. */
export async function downloadInstrument(context: CaseContext): Promise<Response> {
  const { c, services } = context
  const { reference = '', paper = '' } = c.req.param() as Readonly<Record<string, string>>
  if (!z.uuid().safeParse(paper).success) return notFoundPage(context)
  const seen = await services.cases.papers.get(actorOf(context), reference, paper)
  if (seen === undefined) return notFoundPage(context)
  // Why not the sender's name: it may name a person, and this one is in a header.
  const name = `paper-${reference}-${paper.slice(0, 4)}.${fileEndings[seen.type]}`
  c.header('Content-Security-Policy', policyOfSentFile)
  return fileDownload(context, seen.bytes, { name, type: seen.type })
}

function unknownCasePage(context: StaffContext): Response | Promise<Response> {
  const words = casesIntakeWords(context)
  return framed(context, words.title, <p class="usa-intro">{words.unknown}</p>, {
    href: '/report',
    go: frameWords(context).back,
    status: 422,
  })
}

type NondisclosureAdvice = {
  readonly say: string
  readonly alsoSay: readonly TranslatedAnswer[]
  readonly about?: boolean
}

/**
 * Whom to speak with, and who alone reads what was typed. Why the same whether it was kept or not: otherwise the
 * reporter could count what is there. Why an ordinary title: it is in the tab and the browser's history.
 */
export async function nondisclosurePage(
  context: StaffContext,
  { say, alsoSay, about = false }: NondisclosureAdvice,
): Promise<Response> {
  const words = casesIntakeWords(context)
  const contacts = await contactsToCall(context.services)
  const side = about ? 'president' : 'director'
  const whoms: readonly CalledRole[] = [side, 'counsel']
  return framed(
    context,
    words.secretTitle[side],
    <>
      <SayWords context={context} say={say} alsoSay={alsoSay} />
      <p class="usa-intro">{words.secretSays[side]}</p>
      <p>{words.secretDo}</p>
      <h2>{words.secretCall}</h2>
      {whoms.map((whom) => (
        <>
          <h3>{words.of[whom]}</h3>
          <EmergencyContactList context={context} whom={whom} contacts={contacts} />
        </>
      ))}
      <p>{words.secretSealed[side]}</p>
    </>,
    { href: '/', go: words.done, status: 200, tab: words.title },
  )
}

function framed(
  context: StaffContext,
  title: string,
  body: Child,
  on: { readonly href: string; readonly go: string; readonly status: 200 | 422; readonly tab?: string },
): Response | Promise<Response> {
  return show(
    context,
    on.tab ?? title,
    <>
      <h1>{title}</h1>
      {body}
      <a class="usa-button usa-button--big carrel-go" href={on.href}>
        {on.go}
      </a>
    </>,
    on.status,
  )
}
