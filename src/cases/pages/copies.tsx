import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { fullName } from '../../patrons/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  ButtonLine,
  ChoiceList,
  DataTable,
  Facts,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  SubmitButton,
  TextArea,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { daysAfter, isDay, type RecordKind, recordKinds } from '../../policy/index.ts'
import { accountNames } from '../../staff/index.ts'
import { checkOf, type Scope } from '../case.ts'
import { decidesIn } from '../case-access.ts'
import type { CaseView } from '../case-service.ts'
import type { CaseEventName } from '../event.ts'
import { hasSettledScope } from '../guards.ts'
import type { CopyView } from '../production/case-copies.ts'
import { copyReadoutOf } from '../production/copied-records.ts'
import type { CaseContext } from '../services.ts'
import { collected } from '../steps/collected.ts'
import { noted } from '../steps/noted.ts'
import { preservationEnded } from '../steps/preservation-ended.ts'
import { preserved } from '../steps/preserved.ts'
import { isOf } from '../steps/step.ts'
import { systemSearched } from '../steps/system-searched.ts'
import { caseCopiesWords, copiedKindWords } from '../words/copies.ts'
import { casesTimelineWords } from '../words/page.ts'
import {
  BackToCase,
  cardInCase,
  PaperList,
  refusalTexts,
  StepRefusedAlert,
  showsCopies,
  viewCase,
} from './case-parts.tsx'
import { CopiedTables, daysSaid, recordsSaid } from './copied-records-parts.tsx'
import { noteSystemSearch, type SystemFaults, SystemsInCase, type TypedSearch } from './other-systems.tsx'
import { SavedNow } from './timeline.tsx'
import { dayOutOfRange, instantSent } from './typed-date.ts'

export const collectForm = z.strictObject({ listed: z.literal('yes').optional() })
export const copyCheckForm = z.strictObject({
  copy: z.uuid(),
  theirs: z.literal('yes').optional(),
  counsel: z.string().trim().max(200).optional(),
  words: z.string().trim().max(1000).optional(),
  came: z.string().trim().max(40).optional(),
})

type PageFaults = { readonly says?: readonly string[]; readonly errors?: readonly FieldError[] }

export async function collectPage(
  context: CaseContext,
  { says = [], errors = [] }: PageFaults = {},
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { collect, scope: scopeWords } = caseCopiesWords(context)
  const asks = { overdue: decidesIn(actorOf(context), seen.case) }
  const shown = await context.services.copies.show(actorOf(context), seen.reference, asks)
  const { scope, outcome } = seen.case
  return showForm(
    context,
    { title: collect.title, errors, ...(says.length > 0 && { status: 422 }) },
    <>
      <p class="usa-intro">{collect.intro}</p>
      <StepRefusedAlert speaker={context} says={says} />
      {scope === undefined ? (
        <p>{scopeWords.none}</p>
      ) : (
        <>
          <ScopeFacts context={context} seen={seen} scope={scope} shown={shown} />
          <NamedPeople context={context} seen={seen} shown={shown} />
        </>
      )}
      {shown !== undefined && <OverdueLeft context={context} shown={shown} />}
      {shown !== undefined && <Preview context={context} shown={shown} seen={seen} />}
      {scope !== undefined && outcome === undefined && (
        <Make context={context} seen={seen} again={shown !== undefined} errors={errors} />
      )}
      <BackToCase context={context} reference={seen.reference} />
    </>,
  )
}

type ScopeFactsProps = {
  readonly context: StaffContext
  readonly seen: CaseView
  readonly scope: Scope
  readonly shown: CopyView | undefined
}

const ScopeFacts = ({ context, seen, scope, shown }: ScopeFactsProps) => {
  const caseCopies = caseCopiesWords(context)
  const copy = shown?.copy ?? scope
  const withheld = scope.records.filter((record) => !copy.records.includes(record))
  return (
    <Facts
      facts={[
        [caseCopies.reference, seen.reference],
        [caseCopies.scope.who, caseCopies.people(formatsOf(context).count(scope.subjects.length))],
        [caseCopies.scope.records, recordsSaid(context, scope.records)],
        [caseCopies.scope.days, daysSaid(context, scope)],
        [caseCopies.scope.withheld, withheld.length > 0 && recordsSaid(context, withheld)],
      ]}
    />
  )
}

type ShownProps = {
  readonly context: CaseContext
  readonly seen: CaseView
  readonly shown: CopyView
}

/** What is checked out and what is overdue are asked for separately: an overdue item must not be left out unnoticed. */
const OverdueLeft = ({ context, shown: { copied } }: Pick<ShownProps, 'context' | 'shown'>) => {
  const { overdueLeft, overdueLeftSays } = caseCopiesWords(context)
  if (copied.overdueLeft === undefined) return null
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        <strong>{overdueLeft(formatsOf(context).count(copied.overdueLeft))}</strong> {overdueLeftSays}
      </p>
    </Alert>
  )
}

const Preview = ({ context, seen, shown }: ShownProps) => {
  const { collect } = caseCopiesWords(context)
  return (
    <>
      <h2>{collect.preview}</h2>
      <p>{collect.previewSays}</p>
      <CopiedTables context={context} copied={shown.copied} scope={shown.copy} />
      {checkOf(seen.case) === undefined && (
        <>
          <NextCheck context={context} seen={seen} shown={shown} />
          <NotedSince context={context} seen={seen} />
        </>
      )}
    </>
  )
}

/** Who can check the copy, by name, or a way there for the person who is to. */
const NextCheck = async ({ context, seen, shown }: ShownProps) => {
  const { collect } = caseCopiesWords(context)
  const href = `/cases/${seen.reference}/check`
  const says = isByPhone(context, seen, shown)
    ? collect.nextByPhone
    : shown.checkers.includes(context.who.id)
      ? collect.nextYours
      : undefined
  if (says !== undefined) {
    return (
      <>
        <p>{says}</p>
        <ButtonLine href={href}>{collect.toCheck}</ButtonLine>
      </>
    )
  }
  const names = await accountNames(context.services.app)
  const them = shown.checkers.map((id) => names.get(id) ?? casesTimelineWords(context).role.counsel)
  return <p>{collect.next(formatsOf(context).either([...new Set(them)]))}</p>
}

/** Someone who checked the copy may have found a fault. */
const NotedSince = ({ context, seen: { events } }: Pick<ShownProps, 'context' | 'seen'>) => {
  const { collect } = caseCopiesWords(context)
  const made = events.findLastIndex((one) => isOf(collected, one))
  const notes = events.slice(made + 1).flatMap((event) => (isOf(noted, event) ? [event.words] : []))
  if (notes.length === 0) return null
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        <strong>{collect.notedSince}</strong>
      </p>
      <TextList items={notes} />
    </Alert>
  )
}

type MakeProps = {
  readonly context: StaffContext
  readonly seen: CaseView
  readonly again: boolean
  readonly errors: readonly FieldError[]
}

const Make = ({ context, seen, again, errors }: MakeProps) => {
  const { collect } = caseCopiesWords(context)
  return (
    <Form context={context} action={`/cases/${seen.reference}/collect`} class="usa-form carrel-form">
      {isSeveral(seen) && (
        <>
          <p>{collect.listedSays}</p>
          <ChoiceList
            type="checkbox"
            name="listed"
            legend={collect.listed}
            chosen={[]}
            choices={[{ value: 'yes', label: collect.listedTick }]}
            errors={errors}
          />
        </>
      )}
      {again && <p>{collect.againSays}</p>}
      <button type="submit" class={again ? 'usa-button usa-button--outline' : 'usa-button'}>
        {again ? collect.again : collect.make}
      </button>
    </Form>
  )
}

/** With only one person, there is no one to confuse. */
const isSeveral = ({ case: { scope } }: CaseView) =>
  (scope?.subjects.length ?? 0) + (scope?.absent?.length ?? 0) > 1

export async function collectCopy(
  context: CaseContext,
  { listed }: z.infer<typeof collectForm>,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  if (isSeveral(seen) && listed === undefined) {
    const message = caseCopiesWords(context).collect.listedUnfit
    return collectPage(context, { errors: [{ field: 'listed-yes', message }] })
  }
  const made = await context.services.copies.collect(actorOf(context), seen.reference, listed === 'yes')
  if (made === 'unknown') return notFoundPage(context)
  if (made === 'too-much') return collectPage(context, { says: [caseCopiesWords(context).tooMuch] })
  return 'refused' in made
    ? collectPage(context, { says: refusalTexts(context, made) })
    : context.c.redirect(`/cases/${seen.reference}/collect`, 303)
}

type CheckFaults = PageFaults & { readonly typed?: CheckTyped }

export async function copyCheckPage(
  context: CaseContext,
  { says = [], errors = [], typed = {} }: CheckFaults = {},
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { check } = caseCopiesWords(context)
  if (!showsCopies(context)) return checkElsewherePage(context, seen)
  const shown = await context.services.copies.show(actorOf(context), seen.reference)
  return showForm(
    context,
    { title: check.title, errors, ...(says.length > 0 && { status: 422 }) },
    <>
      <p class="usa-intro">{shown === undefined ? check.none : check.intro}</p>
      <StepRefusedAlert speaker={context} says={says} />
      {shown !== undefined && (
        <>
          <PaperList seen={seen} />
          <ScopeFacts context={context} seen={seen} scope={seen.case.scope ?? shown.copy} shown={shown} />
          <NamedPeople context={context} seen={seen} shown={shown} />
          <CopiedTables context={context} copied={shown.copied} scope={shown.copy} />
          <Confirm context={context} seen={seen} shown={shown} typed={typed} errors={errors} />
        </>
      )}
      <BackToCase context={context} reference={seen.reference} />
    </>,
  )
}

type ConfirmProps = ShownProps & { readonly typed: CheckTyped; readonly errors: readonly FieldError[] }

const Confirm = ({ context, seen, shown, typed, errors }: ConfirmProps) => {
  const { check, byPhone } = caseCopiesWords(context)
  const checked = checkOf(seen.case)
  if (checked !== undefined) {
    return (
      <>
        <p>{checked.byPhone === undefined ? check.done : byPhone.done(checked.byPhone.counsel)}</p>
        <LinkLine href={`/cases/${seen.reference}/produce`}>{check.toProduce}</LinkLine>
      </>
    )
  }
  if (isByPhone(context, seen, shown)) {
    return (
      <CheckByPhone
        context={context}
        reference={seen.reference}
        shown={shown}
        typed={typed}
        errors={errors}
        cannotCome={(seen.case.production?.cannotCome.length ?? 0) > 0}
      />
    )
  }
  if (shown.copy.by === context.who.id) return <p>{check.mine}</p>
  return (
    <>
      <Form context={context} action={`/cases/${seen.reference}/check`} class="usa-form carrel-form">
        <ChoiceList
          type="checkbox"
          name="theirs"
          legend={check.theirs}
          chosen={[]}
          choices={[{ value: 'yes', label: check.theirsTick }]}
          errors={errors}
        />
        <SubmitButton name="copy" value={shown.copy.id}>
          {check.confirm}
        </SubmitButton>
      </Form>
      <SayWrong context={context} seen={seen} />
    </>
  )
}

/** A note in the case, as from the case's page. */
const SayWrong = ({ context, seen }: Pick<ShownProps, 'context' | 'seen'>) => {
  const { check } = caseCopiesWords(context)
  return (
    <details>
      <summary>{check.wrong}</summary>
      <Form context={context} action={`/cases/${seen.reference}`} class="usa-form carrel-form">
        <input type="hidden" name="step" value="noted" />
        <TextArea
          name="words"
          label={check.wrongWords}
          hint={check.wrongSays}
          rows={4}
          value={check.wrongBegins}
        />
        <SubmitButton look="outline">{check.wrongSend}</SubmitButton>
      </Form>
    </details>
  )
}

/** Only decides what to show; the step's guards check again. */
const isByPhone = (context: CaseContext, { case: it }: CaseView, { copy, alone }: CopyView): boolean =>
  alone && copy.by === context.who.id && decidesIn(actorOf(context), it)

async function checkedByPhone(
  context: CaseContext,
  { copy, ...typed }: z.infer<typeof copyCheckForm>,
  reference: string,
): Promise<Response> {
  const { byPhone, check: say } = caseCopiesWords(context)
  const { theirs, counsel = '', words = '', came = '' } = typed
  const at = instantSent(context.pack.timeZone, came)
  const errors: FieldError[] = [
    ...(theirs === undefined ? [{ field: 'theirs-yes', message: say.theirsUnfit }] : []),
    ...(counsel === '' ? [{ field: 'counsel', message: byPhone.counselUnfit }] : []),
    ...(at === undefined || at > context.services.clock.now()
      ? [{ field: 'came', message: byPhone.whenUnfit }]
      : []),
    ...(words === '' ? [{ field: 'words', message: byPhone.wordsUnfit }] : []),
  ]
  if (errors.length > 0 || at === undefined) return copyCheckPage(context, { errors, typed })
  const heard = { copy, counsel, words }
  const taken = await context.services.copies.checkHeard(actorOf(context), reference, heard, at)
  if (taken === 'unknown') return notFoundPage(context)
  return 'refused' in taken
    ? copyCheckPage(context, { says: refusalTexts(context, taken), typed })
    : context.c.redirect(`/cases/${reference}/check`, 303)
}

/** A copy replaced since it was shown must be reviewed again. */
export async function confirmCopyCheck(
  context: CaseContext,
  sent: z.infer<typeof copyCheckForm>,
): Promise<Response> {
  const { copy, theirs } = sent
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  // Typed in the form for counsel; the guards decide whether it may be.
  if (sent.counsel !== undefined) return checkedByPhone(context, sent, seen.reference)
  if (theirs === undefined) {
    const message = caseCopiesWords(context).check.theirsUnfit
    return copyCheckPage(context, { errors: [{ field: 'theirs-yes', message }] })
  }
  const what = { what: 'checked', copy } as const
  const taken = await context.services.cases.take(actorOf(context), seen.reference, what)
  if (taken === 'unknown') return notFoundPage(context)
  return 'refused' in taken
    ? copyCheckPage(context, { says: refusalTexts(context, taken) })
    : context.c.redirect(`/cases/${seen.reference}/check`, 303)
}

type NamedPeopleProps = {
  readonly context: CaseContext
  readonly seen: CaseView
  readonly shown: CopyView | undefined
}

/** For comparison with the paper: a number alone identifies no one. On screen only. */
const NamedPeople = async ({ context, seen, shown }: NamedPeopleProps) => {
  const caseCopies = caseCopiesWords(context)
  const { who, field } = caseCopies
  const named = await context.services.caseSubjects.named(actorOf(context), seen.reference, shown?.copy.id)
  if (named.length === 0) return null
  return (
    <section>
      <h2>{who.heading}</h2>
      <p>{who.says}</p>
      <Facts
        facts={[
          [who.wants, seen.case.wants],
          [who.quoted, seen.case.findings.get('particular-suspect')?.words],
        ]}
      />
      <DataTable
        head={[who.number, who.name, field.card]}
        rows={named.map(({ name, cards }, at) => [
          caseCopies.person(at + 1),
          name === undefined ? who.gone : fullName(name),
          cards.join(', '),
        ])}
      />
    </section>
  )
}

type CheckTyped = {
  readonly [Name in 'counsel' | 'words' | 'came' | 'theirs']?: string | undefined
}

type ByPhoneProps = {
  readonly context: StaffContext
  readonly reference: string
  readonly shown: CopyView
  /** Counsel said so at their own account. */
  readonly cannotCome: boolean
  readonly typed: CheckTyped
  readonly errors: readonly FieldError[]
}

/** What to read to counsel by phone, and who they are, when, and their words. */
const CheckByPhone = ({ context, reference, shown, cannotCome, typed, errors }: ByPhoneProps) => {
  const kind = copiedKindWords(context)
  const { byPhone, check } = caseCopiesWords(context)
  const { lines, sha256 } = copyReadoutOf(shown.copied, shown.copy)
  const field = fieldsIn(typed, errors)
  return (
    <section aria-labelledby="by-phone">
      <h2 id="by-phone">{byPhone.title}</h2>
      <p>{cannotCome ? byPhone.whyCannotCome : byPhone.why}</p>
      <h3>{byPhone.read}</h3>
      <TextList
        items={lines.map(([record, many]) =>
          byPhone.lines(capitalize(kind[record]), formatsOf(context).count(many)),
        )}
      />
      <p>{byPhone.mark}</p>
      <p class="carrel-secret">{sha256}</p>
      <Form context={context} action={`/cases/${reference}/check`} class="usa-form carrel-form">
        <ChoiceList
          type="checkbox"
          name="theirs"
          legend={check.theirs}
          chosen={typed.theirs === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', label: check.theirsTick }]}
          errors={errors}
        />
        <TextField {...field('counsel')} label={byPhone.counsel} maxlength={200} />
        <TextField {...field('came')} label={byPhone.when} type="datetime-local" />
        <TextField {...field('words')} label={byPhone.words} hint={byPhone.wordsHint} maxlength={1000} />
        <SubmitButton name="copy" value={shown.copy.id}>
          {byPhone.keep}
        </SubmitButton>
      </Form>
    </section>
  )
}

/** Why no copy shows here, where one does, and what counsel does who cannot come. */
async function checkElsewherePage(context: StaffContext, { reference }: CaseView): Promise<Response> {
  const { check } = caseCopiesWords(context)
  return show(
    context,
    check.title,
    <>
      <h1>{check.title}</h1>
      <p class="usa-intro">{check.elsewhere}</p>
      <BackToCase context={context} reference={reference} />
    </>,
  )
}

const maxPreservedCards = 20
const maxPreservedDays = 730

const recordKindsField = z.preprocess(
  (sent) => [sent ?? []].flat().filter((one) => one !== ''),
  z.array(z.enum(recordKinds)).max(recordKinds.length),
)
export const preserveForm = z.strictObject({
  cards: z.string().max(2000).default(''),
  records: recordKindsField,
  from: z.string().trim().max(20).default(''),
  until: z.string().trim().max(20).default(''),
  days: z.string().trim().max(10),
})
export const endPreservationForm = z.strictObject({ copy: z.uuid() })
type TypedScope = z.infer<typeof preserveForm>

/** The others cannot be copied. */
const copyableRecords: readonly RecordKind[] = recordKinds.filter(
  (kind) => !['presence', 'searches', 'computer-use', 'video', 'incident'].includes(kind),
)

export const notePreservationSystem = (context: CaseContext, typed: TypedSearch): Promise<Response> =>
  noteSystemSearch(context, 'preserve', typed, (faults) => preservePage(context, undefined, faults))

const isPreservation = (step: CaseEventName): boolean =>
  [preserved, preservationEnded, systemSearched].some(({ name }) => name === step)

export async function preservePage(
  context: CaseContext,
  typed: TypedScope = {
    cards: '',
    records: [],
    from: '',
    until: '',
    days: String(context.pack.manifest.cases?.preservation.days ?? 0),
  },
  { says = [], errors = [], search }: PageFaults & Pick<SystemFaults, 'search'> = {},
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { preserve } = caseCopiesWords(context)
  return showForm(
    context,
    {
      title: preserve.title,
      errors,
      intro: (
        <>
          {says.length + errors.length === 0 && (
            <SavedNow context={context} seen={seen} isHere={isPreservation} />
          )}
          <p class="usa-intro">{preserve.intro}</p>
          <StepRefusedAlert speaker={context} says={says} />
        </>
      ),
      class: 'carrel-narrow',
      ...(says.length > 0 && { status: 422 }),
    },
    <>
      {seen.case.outcome === undefined && (
        <Form context={context} action={`/cases/${seen.reference}/preserve`} class="usa-form carrel-form">
          {hasSettledScope(seen.case) && seen.case.scope ? (
            <SettledScope context={context} scope={seen.case.scope} />
          ) : (
            <ScopeFields context={context} typed={typed} errors={errors} />
          )}
          <TextField
            name="days"
            label={preserve.days}
            inputmode="numeric"
            value={typed.days}
            maxlength={10}
            errors={errors}
          />
          <SubmitButton>{preserve.make}</SubmitButton>
        </Form>
      )}
      <PreservedCopies context={context} seen={seen} />
      <SystemsInCase {...{ context, seen, act: 'preserve', errors, typed: search }} />
      <BackToCase context={context} reference={seen.reference} />
    </>,
  )
}

type ScopeFieldsProps = {
  readonly context: StaffContext
  readonly typed: TypedScope
  readonly errors: readonly FieldError[]
}

const ScopeFields = ({ context, typed, errors }: ScopeFieldsProps) => {
  const { preserve } = caseCopiesWords(context)
  return (
    <>
      <TextArea
        name="cards"
        label={preserve.cards}
        hint={preserve.cardsHint}
        rows={3}
        value={typed.cards}
        errors={errors}
      />
      <h2 id="records" tabindex={-1}>
        {preserve.records}
      </h2>
      <input type="hidden" name="records" value="" />
      <ChoiceList
        type="checkbox"
        name="records"
        legend={preserve.records}
        chosen={typed.records}
        choices={copyableRecords.map((kind) => ({
          value: kind,
          label: capitalize(copiedKindWords(context)[kind]),
        }))}
        errors={errors}
      />
      <TextField name="from" label={preserve.from} type="date" value={typed.from} errors={errors} />
      <TextField name="until" label={preserve.until} type="date" value={typed.until} errors={errors} />
    </>
  )
}

const SettledScope = ({ context, scope }: { readonly context: StaffContext; readonly scope: Scope }) => {
  const { preserve, people } = caseCopiesWords(context)
  const facts = [
    people(formatsOf(context).count(scope.subjects.length)),
    capitalize(recordsSaid(context, scope.records)),
    daysSaid(context, scope),
  ]
  return (
    <>
      <p>{preserve.asScope}</p>
      <TextList items={facts} />
    </>
  )
}

const PreservedCopies = ({ context, seen }: { readonly context: StaffContext; readonly seen: CaseView }) => {
  const { preserve, people } = caseCopiesWords(context)
  const copies = [...seen.case.preserved.values()]
  return (
    <>
      <h2>{preserve.kept}</h2>
      {copies.length === 0 && <p>{preserve.noneKept}</p>}
      <ul class="carrel-computers">
        {copies.map(({ copy, until }) => (
          <li class="carrel-computer">
            <div>
              <strong>{preserve.ends(formatsOf(context).day(until))}</strong>
              <br />
              {people(formatsOf(context).count(copy.subjects.length))}, {daysSaid(context, copy)}
              <br />
              {capitalize(recordsSaid(context, copy.records))}
            </div>
            <ActionButton
              context={context}
              action={`/cases/${seen.reference}/preserve/end`}
              name="copy"
              value={copy.id}
              says={preserve.end}
              called={preserve.endOf(formatsOf(context).day(until))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Copies the case's scope, or what was typed if there is none yet. */
export async function preserveCopy(context: CaseContext, typed: TypedScope): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const { services } = context
  const { preserve: said } = caseCopiesWords(context)
  const days = Number(typed.days)
  const isDays = /^\d+$/.test(typed.days) && days >= 1 && days <= maxPreservedDays
  const badDays: FieldError[] = isDays ? [] : [{ field: 'days', message: said.daysUnfit }]
  const read = (hasSettledScope(seen.case) && seen.case.scope) || (await typedScope(context, seen, typed))
  const errors = [...('errors' in read ? read.errors : []), ...badDays]
  if (errors.length > 0 || 'errors' in read) return preservePage(context, typed, { errors })
  const until = daysAfter(services.clock.today(), days)
  const made = await services.copies.preserve(actorOf(context), seen.reference, read, until)
  if (made === 'unknown') return notFoundPage(context)
  if (made === 'too-much') return preservePage(context, typed, { says: [caseCopiesWords(context).tooMuch] })
  return 'refused' in made
    ? preservePage(context, typed, { says: refusalTexts(context, made) })
    : context.c.redirect(`/cases/${seen.reference}/preserve`, 303)
}

async function typedScope(
  context: CaseContext,
  seen: CaseView,
  { cards, records, from, until }: TypedScope,
): Promise<Scope | { readonly errors: readonly FieldError[] }> {
  const { preserve: said } = caseCopiesWords(context)
  const numbers = [...new Set(cards.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
  const days = [
    ['from', from],
    ['until', until],
  ] as const
  const errors = [
    ...(numbers.length === 0 || numbers.length > maxPreservedCards
      ? [{ field: 'cards', message: said.cardsUnfit }]
      : []),
    ...(records.length === 0 ? [{ field: 'records', message: said.recordsUnfit }] : []),
    ...days.flatMap(([field, day]) => {
      const message = day === '' || isDay(day) ? dayOutOfRange(context, said[field], day) : said.dayUnfit
      return message === undefined ? [] : [{ field, message }]
    }),
  ]
  if (errors.length > 0) return { errors }
  const subjects: string[] = []
  for (const number of numbers) {
    const found = await cardInCase(context, seen, number)
    if (found === undefined || found === 'not-here' || found === 'unknown') {
      return { errors: [{ field: 'cards', message: said.cardUnknown(number) }] }
    }
    subjects.push(found)
  }
  return {
    subjects: [...new Set(subjects)],
    records,
    ...(from !== '' && { from }),
    ...(until !== '' && { until }),
  }
}

export async function endPreservation(
  context: CaseContext,
  { copy }: z.infer<typeof endPreservationForm>,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined) return notFoundPage(context)
  const ended = await context.services.copies.end(actorOf(context), seen.reference, copy)
  if (ended === 'unknown') return notFoundPage(context)
  if ('refused' in ended) return preservePage(context, undefined, { says: refusalTexts(context, ended) })
  return context.c.redirect(`/cases/${seen.reference}/preserve`, 303)
}
