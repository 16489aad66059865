import { z } from 'zod'
import { actorOf, type PatronName, recordKindWords, recordNames } from '../../gate/index.ts'
import { fullName } from '../../patrons/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { placeName, show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  ChoiceQuestion,
  DataTable,
  Facts,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  StatusNote,
  SubmitButton,
  TextArea,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isDay, recordKinds } from '../../policy/index.ts'
import { entrySentence } from '../../register/pages/index.ts'
import { accountNames } from '../../staff/index.ts'
import { apartFlag } from '../access-sessions.ts'
import { type Study, studyFindings } from '../case.ts'
import type { StudiedSession, StudyView } from '../case-study.ts'
import { caseRoleIn, formViewerOf, unmetTexts } from '../case-text.ts'
import type { CaseContext } from '../services.ts'
import type { StepResult } from '../step-recorder.ts'
import { studyAgreed } from '../steps/study-agreed.ts'
import { casesPageWords } from '../words/page.ts'
import { studyWords } from '../words/study.ts'
import { type CaseViewProps, LinksToMissing, LinkToPage, needsConsultation } from './case.tsx'
import { BackToCase, cardInCase, StepRefusedAlert, showsCopies, viewCase } from './case-parts.tsx'

const text = z.string().trim().max(4000).optional()
export const studyForm = z.strictObject({
  act: z.enum(['set', 'ask', 'agree', 'find']),
  card: z.string().trim().max(200).optional(),
  from: z.string().trim().max(10).optional(),
  until: z.string().trim().max(10).optional(),
  of: z.uuid().optional(),
  finding: z.enum(studyFindings).optional(),
  words: text,
  remedy: text,
})
type TypedStudy = z.infer<typeof studyForm>

type Again = {
  readonly errors?: readonly FieldError[]
  readonly typed?: TypedStudy
  readonly refused?: readonly string[]
}

/** Only in a privacy case, for those who may view it. Each time it is opened is on record. */
export async function studyPage(context: CaseContext): Promise<Response> {
  return showStudy(context, {})
}

async function showStudy(context: CaseContext, again: Again): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || seen.case.kind !== 'privacy') return notFoundPage(context)
  const { reference } = seen
  const words = studyWords(context)
  const looked = await context.services.caseStudy.look(actorOf(context), reference)
  if (looked === 'unknown') return notFoundPage(context)
  if (looked === 'own') return ownViewsPage(context)
  const { study } = looked === 'not-set' ? seen.case : looked
  const viewer = formViewerOf(context, seen)
  const names = await accountNames(context.services.app)
  const props = { context, reference, names, again }
  return showForm(
    context,
    {
      title: words.title,
      errors: again.errors ?? [],
      intro: (
        <>
          <StatusNote said={savedText(context)} />
          {viewer.decides && study?.found !== undefined && <AfterFinding context={context} seen={seen} />}
          <p class="usa-intro">{words.intro}</p>
          <StepRefusedAlert speaker={context} says={again.refused ?? []} />
        </>
      ),
    },
    <>
      <WhoseAndWhen
        {...props}
        study={study}
        isOwnReport={seen.case.requester.patron !== undefined}
        looksUp={viewer.decides && viewer.looksUp}
        isOpen={seen.case.outcome === undefined}
      />
      {looked !== 'not-set' && (
        <>
          <Sessions {...props} looked={looked} />
          <StaffInStudy {...props} looked={looked} />
          <OtherRecords {...props} looked={looked} />
          {viewer.decides && <Finding {...props} looked={looked} />}
        </>
      )}
      <BackToCase context={context} reference={reference} />
    </>,
  )
}

/** Once the finding is written, the concern is decided after counsel or the Board was consulted (Reg 7). */
const AfterFinding = ({ context, seen }: CaseViewProps) => {
  const { next } = studyWords(context)
  if (seen.case.decision !== undefined || seen.case.outcome !== undefined) return null
  const isConsulted = !needsConsultation(context, seen, 'heed')
  return (
    <>
      <p>{isConsulted ? next.decide : next.consult}</p>
      {isConsulted ? (
        <LinkToPage context={context} seen={seen} step="decided" />
      ) : (
        <LinksToMissing context={context} seen={seen} decision="heed" />
      )}
    </>
  )
}

/** Hostile: the address is any text. */
function savedText(context: CaseContext): string | undefined {
  const { saved } = studyWords(context)
  const asked = context.c.req.query('saved')
  return asked === 'set' || asked === 'ask' || asked === 'find' ? saved[asked] : undefined
}

const ownViewsPage = (context: CaseContext): Response | Promise<Response> => {
  const { own } = studyWords(context)
  return showMessage(
    context,
    { title: own.title, says: own.says },
    <LinkLine href="/cases">{own.back}</LinkLine>,
  )
}

export async function takeStudyStep(context: CaseContext, typed: TypedStudy): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || seen.case.kind !== 'privacy') return notFoundPage(context)
  const { reference } = seen
  const { caseStudy } = context.services
  const actor = actorOf(context)
  switch (typed.act) {
    case 'set':
      return setStudy(context, reference, typed)
    case 'ask':
      return typed.of === undefined
        ? notFoundPage(context)
        : after(context, reference, await caseStudy.ask(actor, reference, typed.of), typed)
    case 'agree':
      // Hostile: other days could be set between the page and the press.
      if (typed.of === undefined && !isOfDaysShown(seen.case.study, typed)) return showStudy(context, {})
      return after(context, reference, await caseStudy.agree(actor, reference, typed.of))
    case 'find':
      return writeFinding(context, reference, typed)
  }
}

const isOfDaysShown = (study: Study | undefined, { from, until }: TypedStudy): boolean =>
  study?.from === from && study?.until === until

function after(
  context: CaseContext,
  reference: string,
  taken: StepResult,
  typed?: TypedStudy,
): Response | Promise<Response> {
  const done = typed === undefined ? '' : `?saved=${typed.act}`
  if (taken === 'unknown') return notFoundPage(context)
  if ('refused' in taken)
    return showStudy(context, { refused: unmetTexts(context, taken.refused), ...(typed && { typed }) })
  return context.c.redirect(`/cases/${reference}/study${done}`, 303)
}

async function setStudy(context: CaseContext, reference: string, typed: TypedStudy): Promise<Response> {
  const { fault } = studyWords(context)
  const { card = '', from = '', until = '' } = typed
  const again = (field: string, message: string) =>
    showStudy(context, { errors: [{ field, message }], typed })
  if (!isDay(from)) return again('from', fault.day)
  if (!isDay(until)) return again('until', fault.day)
  if (until < from) return again('until', fault.order)
  if (until > context.services.clock.today()) return again('until', fault.future)
  const actor = actorOf(context)
  const subject = card === '' ? undefined : await cardInCase(context, { reference, sealed: false }, card)
  if (subject === 'not-here' || subject === 'unknown') return again('card', fault.notHere)
  if (card !== '' && subject === undefined) return again('card', fault.cardUnknown)
  const taken = await context.services.caseStudy.set(actor, reference, { subject, from, until })
  return after(context, reference, taken, typed)
}

async function writeFinding(context: CaseContext, reference: string, typed: TypedStudy): Promise<Response> {
  const { fault } = studyWords(context)
  const { finding, words = '', remedy = '' } = typed
  const again = (field: string, message: string) =>
    showStudy(context, { errors: [{ field, message }], typed })
  if (finding === undefined) return again('finding', fault.finding)
  if (words === '') return again('words', fault.words)
  if (finding === 'remedied' && remedy === '') return again('remedy', fault.remedy)
  const found = { finding, words, remedy }
  const taken = await context.services.caseStudy.find(actorOf(context), reference, found)
  if (taken === 'own') return ownViewsPage(context)
  if (taken === 'names') return again('words', fault.names)
  return after(context, reference, taken, typed)
}

/** The other patrons in the study, by name, once counsel agreed; each of them finds it on their own page. */
export async function othersInStudyPage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || seen.case.study?.othersNamed !== true) return notFoundPage(context)
  const { reference } = seen
  const words = studyWords(context)
  const named = await context.services.caseStudy.othersNamed(actorOf(context), reference)
  if (typeof named === 'string') return notFoundPage(context)
  return show(
    context,
    words.othersTitle,
    <>
      <h1>{words.othersTitle}</h1>
      <p class="usa-intro">{words.othersNamed}</p>
      {named.length === 0 ? (
        <p>{words.noOthers}</p>
      ) : (
        <TextList items={named.map((name: PatronName) => fullName(name))} />
      )}
      <BackLink href={`/cases/${reference}/study`}>{words.title}</BackLink>
    </>,
  )
}

type Props = {
  readonly context: CaseContext
  readonly reference: string
  readonly names: ReadonlyMap<string, string>
  readonly again: Again
}

type WhoseProps = Props & {
  readonly study: Study | undefined
  readonly isOwnReport: boolean
  readonly looksUp: boolean
  readonly isOpen: boolean
}

const WhoseAndWhen = ({ context, reference, again, study, isOwnReport, looksUp, isOpen }: WhoseProps) => {
  const words = studyWords(context)
  const { day } = formatsOf(context)
  const { typed, errors = [] } = again
  const shown = typed?.act === 'set' ? typed : { from: study?.from, until: study?.until }
  const field = fieldsIn({ ...shown, card: typed?.card }, errors)
  const isNamed = study?.subject !== undefined
  const form = (
    <Form context={context} action={`/cases/${reference}/study`} class="carrel-form">
      <input type="hidden" name="act" value="set" />
      {!isNamed && !looksUp && <p>{words.cardHere}</p>}
      {looksUp && !isOwnReport && !(study?.begun ?? false) && (
        <TextField {...field('card')} label={words.card} hint={words.cardHint} inputmode="numeric" />
      )}
      <TextField
        {...field('from')}
        type="date"
        label={words.from}
        maxlength={10}
        {...(study !== undefined && caseRoleIn(context) !== 'counsel' && { hint: words.daysHint })}
      />
      <TextField {...field('until')} type="date" label={words.until} maxlength={10} />
      <SubmitButton {...(isNamed && { look: 'outline' as const })}>{words.set}</SubmitButton>
    </Form>
  )
  return (
    <section aria-labelledby="whose">
      <h2 id="whose">{words.subject}</h2>
      {study !== undefined && (
        <Facts
          facts={[
            [words.whose, isNamed ? (isOwnReport ? words.known : words.isSet) : words.notSet],
            [words.days, words.daysOf(day(study.from), day(study.until))],
          ]}
        />
      )}
      {isOpen &&
        (isNamed ? (
          <details open={typed?.act === 'set'}>
            <summary>{words.change}</summary>
            {form}
          </details>
        ) : (
          form
        ))}
    </section>
  )
}

type LookedProps = Props & { readonly looked: StudyView }

const nameIn = (context: StaffContext, names: ReadonlyMap<string, string>, account: string): string =>
  names.get(account) ?? studyWords(context).former

const Sessions = ({ context, names, looked }: LookedProps) => {
  const words = studyWords(context)
  const formats = formatsOf(context)
  const lastForgotten = looked.forgotten.at(-1)
  return (
    <section aria-labelledby="views">
      <h2 id="views">{words.views}</h2>
      {lastForgotten !== undefined && <Alert kind="warning">{words.forgotten(lastForgotten)}</Alert>}
      <p>{words.notListed}</p>
      {lastForgotten === undefined && looked.sessions.every(isStudy) && (
        <>
          <p>{looked.sessions.length === 0 ? words.none : words.noneButStudies}</p>
          <p>{words.noneWords}</p>
          <p class="carrel-say">
            {words.noneSays(formats.day(looked.study.from), formats.day(looked.study.until))}
          </p>
        </>
      )}
      {looked.sessions.length > 0 && (
        <DataTable
          head={[words.when, words.who, words.did, words.beside]}
          rows={looked.sessions.map((session) => [
            whenOf(context, session),
            <>
              {nameIn(context, names, session.actor)} ({words.role[session.role] ?? session.role})
            </>,
            <AccessList context={context} names={names} session={session} />,
            words.others(session.others),
          ])}
        />
      )}
      <p>{words.notYet}</p>
    </section>
  )
}

/** Nothing but looking at this list, which the page itself adds to. */
const isStudy = ({ accesses }: StudiedSession): boolean => accesses.every(({ kind }) => kind === 'study-view')

/** A day, and from when to when. */
function whenOf(context: StaffContext, { accesses }: StudiedSession): string {
  const { timeZone } = context.pack
  const formats = formatsOf(context)
  const [first, last] = [accesses[0], accesses.at(-1)].map((one) => new Date(one?.at ?? 0))
  const begins = formats.moment(first ?? new Date(0), timeZone)
  const [from, to] = [first, last].map((at) => formats.time(at ?? new Date(0), timeZone))
  return from === to ? begins : studyWords(context).between(begins, to ?? '')
}

type AccessListProps = {
  readonly context: StaffContext
  readonly names: ReadonlyMap<string, string>
  readonly session: StudiedSession
}

/** What is the same line again is counted: one visit may show the record a dozen times. */
const AccessList = ({ context, names, session: { accesses } }: AccessListProps) => {
  const { apart, repeated } = studyWords(context)
  const { count } = formatsOf(context)
  const lines = new Map<string, { readonly says: string; readonly isApart: boolean; times: number }>()
  for (const entry of accesses) {
    const says = accessText(context, names, entry)
    const isApart = entry.flags?.includes(apartFlag) ?? false
    const line = lines.get(`${isApart} ${says}`) ?? { says, isApart, times: 0 }
    line.times += 1
    lines.set(`${isApart} ${says}`, line)
  }
  return (
    <>
      {[...lines.values()].map(({ says, isApart, times }) => (
        <div class="carrel-line">
          {says} {times > 1 && repeated(count(times))}
          {isApart && <strong> {apart}</strong>}
        </div>
      ))}
    </>
  )
}

/** "Opened the record by card. On the screen: name and titles." */
function accessText(
  context: StaffContext,
  accounts: AccessListProps['names'],
  entry: StudiedSession['accesses'][number],
): string {
  const says = entrySentence(context, { index: 0n, reference: '', as: 'told', entry }, accounts)
  const kinds = (entry.shown ?? []).flatMap((kind) => recordKinds.find((one) => one === kind) ?? [])
  const words = recordKindWords(context)
  const shown = recordNames({ ...words, kind: { ...words.kind, ...words.whether } }, kinds)
  return shown.length === 0 ? says : `${says} ${studyWords(context).shown(formatsOf(context).all(shown))}`
}

const StaffInStudy = ({ context, reference, names, looked }: LookedProps) => {
  const words = studyWords(context)
  const { study } = looked
  // Counsel sees a record only in a case or a study like this one.
  const ofStaff = looked.sessions.filter(({ role }) => role !== 'counsel' && role !== 'special-counsel')
  const accounts = [...new Set(ofStaff.map(({ actor }) => actor))].filter(
    (account) => account !== context.who.id,
  )
  if (accounts.length === 0) return null
  const isOpen = looked.case.outcome === undefined
  const action = `/cases/${reference}/study`
  const mayAgree = studyAgreed.by.some((role) => role === caseRoleIn(context))
  return (
    <section aria-labelledby="staff">
      <h2 id="staff">{words.staff}</h2>
      <p>{words.staffSays}</p>
      {accounts.map((account) => {
        const name = nameIn(context, names, account)
        const asked = [...study.asked.values()].find(({ of }) => of === account)
        const isNamed = study.named.includes(account)
        const press = { context, action, name: 'of', value: account }
        return (
          <>
            <h3>{name}</h3>
            {asked !== undefined && asked.words === undefined && (
              <p>{words.asked(formatsOf(context).day(asked.until))}</p>
            )}
            {asked?.words !== undefined && (
              <>
                <p>{words.answered}</p>
                <blockquote>{asked.words}</blockquote>
              </>
            )}
            {isNamed && <p>{words.nameAgreed}</p>}
            <div class="carrel-ends">
              {asked === undefined && isOpen && (
                <ActionButton {...press} says={words.ask(name)}>
                  <input type="hidden" name="act" value="ask" />
                </ActionButton>
              )}
              {mayAgree && !isNamed && (
                <ActionButton {...press} says={words.agreeName(name)}>
                  <input type="hidden" name="act" value="agree" />
                </ActionButton>
              )}
            </div>
          </>
        )
      })}
    </section>
  )
}

const OtherRecords = ({ context, reference, looked }: LookedProps) => {
  const words = studyWords(context)
  if (looked.sessions.every(({ others }) => others === 0)) return null
  const mayAgree = studyAgreed.by.some((role) => role === caseRoleIn(context))
  const action = `/cases/${reference}/study`
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.othersTitle}</h2>
      {looked.study.othersNamed ? (
        <>
          <p>{words.othersAgreed}</p>
          {showsCopies(context) ? (
            <LinkLine href={`${action}/others`}>{words.showOthers}</LinkLine>
          ) : (
            <p>{casesPageWords(context).onlyHere}</p>
          )}
        </>
      ) : (
        <>
          <p>{words.othersSays}</p>
          {mayAgree && (
            <ActionButton context={context} action={action} name="act" value="agree" says={words.agreeOthers}>
              <input type="hidden" name="from" value={looked.study.from} />
              <input type="hidden" name="until" value={looked.study.until} />
            </ActionButton>
          )}
        </>
      )}
    </section>
  )
}

const Finding = ({ context, reference, looked, again }: LookedProps) => {
  const words = studyWords(context)
  const { found } = looked.study
  const { typed, errors = [] } = again
  const shown = typed?.act === 'find' ? typed : found
  const field = fieldsIn({ words: shown?.words, remedy: shown?.remedy }, errors)
  if (looked.case.closed) return null
  const { clock } = context.services
  const waits = [...looked.study.asked.values()].filter(
    (asked) => asked.words === undefined && asked.until >= clock.today(),
  )
  const last = waits
    .map(({ until }) => until)
    .toSorted()
    .at(-1)
  if (last !== undefined) {
    return (
      <section aria-labelledby="found">
        <h2 id="found">{words.found}</h2>
        <Alert kind="info">{words.waitsForAnswer(formatsOf(context).day(last))}</Alert>
      </section>
    )
  }
  return (
    <section aria-labelledby="found">
      <h2 id="found">{words.found}</h2>
      <Alert kind="info">{words.foundSays}</Alert>
      <Form context={context} action={`/cases/${reference}/study`} class="carrel-form">
        <input type="hidden" name="act" value="find" />
        <ChoiceQuestion
          type="radio"
          name="finding"
          legend={words.finding}
          choices={studyFindings.map((value) => ({ value, label: words.findingOf[value] }))}
          chosen={shown?.finding === undefined ? [] : [shown.finding]}
          errors={errors}
        />
        <TextArea {...field('words')} label={words.words} rows={4} />
        <TextArea {...field('remedy')} label={words.remedy} hint={words.remedyHint} rows={4} />
        <SubmitButton>{words.save}</SubmitButton>
      </Form>
    </section>
  )
}

export const accountAnswerForm = z.strictObject({ ask: z.uuid(), words: z.string().trim().max(4000) })

/** What this person is asked about: the times of their own views, and nothing of the case or the patron. */
export async function askedViewsPage(
  context: CaseContext,
  errors: readonly FieldError[] = [],
  typed?: z.infer<typeof accountAnswerForm>,
  said?: string,
): Promise<Response> {
  const { answer } = studyWords(context)
  const asked = await context.services.caseStudy.askedOf(actorOf(context))
  return showForm(
    context,
    { title: answer.title, errors, intro: <StatusNote said={said} /> },
    <>
      {asked.length === 0 ? (
        <p class="usa-intro">{answer.none}</p>
      ) : (
        <p class="usa-intro">
          {answer.intro} {answer.seenBy}
        </p>
      )}
      {asked.map(({ ask, until, views }) => (
        <section aria-labelledby={`asked-${ask}`}>
          <h2 id={`asked-${ask}`}>{answer.until(formatsOf(context).day(until))}</h2>
          <h3>{answer.views}</h3>
          <TextList
            items={views.map(({ at, place }) =>
              [
                formatsOf(context).moment(new Date(at), context.pack.timeZone),
                ...(place === '' ? [] : [placeName(context, place)]),
              ].join(', '),
            )}
          />
          <Form context={context} action="/cases/asked" class="carrel-form">
            <input type="hidden" name="ask" value={ask} />
            <TextArea
              name="words"
              id={`words-${ask}`}
              label={answer.words}
              hint={answer.wordsHint}
              rows={5}
              value={typed?.ask === ask ? typed.words : ''}
              errors={errors}
            />
            <SubmitButton>{answer.send}</SubmitButton>
          </Form>
        </section>
      ))}
      <BackLink href="/">{answer.home}</BackLink>
    </>,
  )
}

export async function answerAsked(
  context: CaseContext,
  typed: z.infer<typeof accountAnswerForm>,
): Promise<Response> {
  const { answer } = studyWords(context)
  const { ask, words } = typed
  if (words === '') return askedViewsPage(context, [{ field: `words-${ask}`, message: answer.fault }], typed)
  const taken = await context.services.caseStudy.answer(actorOf(context), ask, words)
  // It was answered already, or is over: the page says what is left.
  if (taken === 'unknown' || 'refused' in taken) return context.c.redirect('/cases/asked', 303)
  return askedViewsPage(context, [], undefined, answer.done)
}
