import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { actorOf, type ListedPatron, mayLookUp, worksCases } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ErrorSummary,
  type FieldError,
  Form,
  FormId,
  LinkLine,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import {
  aboutOf,
  askedAt,
  type askForm,
  type Draft,
  noCard,
  type QuestionId,
  speakerOf,
  toAsk,
} from '../draft.ts'
import { noteOfficerVisit } from '../officer-visit-store.ts'
import type { AskContext } from '../services.ts'
import { askWords, shortWaysWords } from '../words/ask.ts'
import {
  AddGuardian,
  AnswersSoFar,
  answerPage,
  hearsNothingHere,
  takesMessage,
  toCallBack,
  whoseRecord,
} from './answer.tsx'
import { FromPaper, type fromPaperForm, fromPaperPage, isPaperChanged, paperTyped } from './from-paper.tsx'
import { askedAboutPage } from './policy.tsx'
import {
  cardQuestion,
  checkedQuestion,
  childQuestion,
  EnterGoesOn,
  type FoundByName,
  findQuestion,
  guardianQuestion,
  type MissingAnswer,
  nextQuestion,
  type Question,
  type QuestionProps,
  questionBefore,
  questionsTogether,
  UseCard,
  wantsQuestion,
  withoutStaleAnswers,
} from './questions.tsx'

export function askPage(context: AskContext) {
  return questionPage(context, {}, null, { form: randomUUID() })
}

/** The questions about what was answered on paper. */
export function askFromPaper(context: AskContext, typed: z.infer<typeof fromPaperForm>) {
  const paper = paperTyped(context, typed)
  return 'field' in paper
    ? fromPaperPage(context, [paper], typed)
    : questionPage(context, paper, null, { form: randomUUID() })
}

/** Asks the next question; after the last, logs the ask and shows the answer. */
export async function submitAsk(context: AskContext, sent: z.infer<typeof askForm>) {
  const { asked, back, stay, form = randomUUID(), childName: find, seek, ...rest } = sent
  const { nocard, to, choose, another } = rest
  if (rest.who === 'asked-about') return askedAboutPage(context)
  if (isPaperChanged(context, rest))
    return askFromPaper(context, { sheet: rest.sheet ?? '', day: '', time: '', place: '' })
  const looks = mayLookUp(context)
  const pressed = withPresses(rest)
  // Why: a caller waits, and nothing that is checked or wanted would change what they hear.
  const isShort = takesMessage(context, pressed) || hearsNothingHere(context, pressed)
  const draft = withoutStaleAnswers(isShort ? { ...pressed, checked: [], wants: [] } : pressed, looks)
  // Why: a name typed before the child is found, or before a box is checked, is not typed twice.
  const typed = { ...draft, ...(rest.guardian && { guardian: rest.guardian }) }
  if (back !== undefined) return questionPage(context, draft, findQuestion(back), { form })
  // Why not further: the card is only the first question of that page.
  const first = looks ? cardQuestion : checkedQuestion
  const isOnePage = questionsTogether(draft, first, looks).length > 0
  if (seek !== undefined || (stay !== undefined && find)) {
    return questionPage(context, typed, childQuestion, { form, ...(find ? { find } : { wrong: 'find' }) })
  }
  const isOnlyPressed = (stay ?? nocard ?? to ?? choose ?? another) !== undefined
  const next = nextQuestion(draft, looks)
  if (isOnePage && isOnlyPressed && !(isShort && next === null)) {
    return questionPage(context, typed, first, { form })
  }
  if (asked === 'card' && (await chosenOf(context, draft)) === 'not-on-file') {
    return notOnFile(context, typed, form)
  }
  // A child who is found by name is asked for in place of the card.
  const wasTogether = isOnePage && (asked === first.id || asked === childQuestion.id)
  if ((next === guardianQuestion || next === childQuestion) && wasTogether) {
    const ofChild = find ? ({ find, wrong: 'press' } as const) : ({ wrong: 'child' } as const)
    return questionPage(context, typed, first, {
      form,
      ...(next === childQuestion ? ofChild : ({ wrong: 'guardian' } as const)),
    })
  }
  if (next !== null) {
    const kept = isOnePage && next === first ? typed : draft
    return questionPage(context, kept, next, { form, wrong: missing(next, draft, asked) })
  }
  const actor = actorOf(context)
  const about = aboutOf(draft)
  const outside = context.services.outsideRequests.of(context, draft, form)
  const disclosed = await context.services.gate.answer({
    actor,
    form,
    ...(outside?.isReported && { report: outside.report }),
    ask: toAsk(draft, askedAt(context, draft)),
    ...(about && { about }),
    ...(draft.guardian && { guardian: draft.guardian }),
    ...(draft.phoneCode && { phoneCode: draft.phoneCode }),
    ...(draft.sheet &&
      draft.paperAt && { paper: { sheet: draft.sheet, at: draft.paperAt, place: draft.paperPlace } }),
  })
  // Why: whatever the policy says, no one is on file whom it could concern.
  if (!disclosed.found) return notOnFile(context, draft, form)
  const namesNoOne = draft.answered === 'machine'
  const ofAccount = speakerOf(draft) !== null || namesNoOne
  const callBack = toCallBack(context, draft)
  const isGuardian = speakerOf(draft) === 'guardian'
  const whose = isGuardian ? await whoseRecord(context, disclosed, about) : undefined
  const numbers = draft.who === 'public' && context.who.role === 'director' && worksCases(context)
  const shown = { ofAccount, draft, namesNoOne, whose, numbers, ...(callBack && { callBack }) }
  if (outside === undefined) return answerPage(context, disclosed, shown)
  // Why not if sealed: then the report was filed with the answer, and nothing is in the open.
  const reference = outside.isReported && !disclosed.answer.sealed ? await outside.open(actor) : undefined
  if (outside.isVisit) await countsAsOfficerVisit(context, draft, form)
  return answerPage(context, disclosed, {
    ...shown,
    report: outside.section(reference, disclosed.followUp !== undefined),
    ...(reference !== undefined && { openedCase: reference }),
  })
}

/** An officer asked without legal paper: this is counted, without a case. */
async function countsAsOfficerVisit(context: StaffContext, draft: Draft, id: string): Promise<void> {
  const { services, who, place, pack } = context
  if (pack.manifest.cases === undefined) return
  const { sheet = null, paperAt } = draft
  const at = paperAt === undefined ? services.clock.now() : new Date(paperAt)
  await inContext(services.app, { actor: who.id, place }, (trx) =>
    noteOfficerVisit(trx, { id, at, place: askedAt(context, draft).place, sheet }),
  )
}

/** The answers, with what a button on the page changes of them. */
function withPresses({
  nocard,
  to,
  choose,
  another,
  ...sent
}: Draft & Pick<z.infer<typeof askForm>, 'nocard' | 'to' | 'choose' | 'another'>): Draft {
  const answers = { ...sent, ...(to && { how: to }) }
  const { card: _card, child: _child, ...others } = answers
  if (nocard === 'no') return others
  if (nocard === 'yes' || another !== undefined) return { ...others, card: noCard }
  return choose === undefined ? answers : { ...others, card: noCard, child: choose }
}

/**
 * Who was named, if they were chosen by name. A mistyped number is not mistaken for a refusal. Undefined if none was chosen,
 * as by those who may look up no one.
 */
async function chosenOf(
  context: AskContext,
  draft: Draft,
): Promise<ListedPatron | 'not-on-file' | undefined> {
  const patron = aboutOf(draft)
  if (patron === undefined) return undefined
  const { gate } = context.services
  const actor = actorOf(context)
  const { found, listed } =
    'id' in patron
      ? await gate.list(actor, patron.id)
      : await gate.view({ actor, patron, records: ['existence'] })
  return found ? listed[0] : 'not-on-file'
}

function notOnFile(context: AskContext, draft: Draft, form: string) {
  const { child, ...others } = draft
  return child === undefined
    ? questionPage(context, draft, cardQuestion, { form, wrong: 'unknownCard' })
    : questionPage(context, others, childQuestion, { form, wrong: 'child' })
}

function missing(next: Question, draft: Draft, asked: QuestionId | undefined): MissingAnswer | undefined {
  return asked === next.id ? (next.wrong?.(draft) ?? 'choice') : undefined
}

async function questionPage(
  context: AskContext,
  draft: Draft,
  question: Question | null,
  {
    form,
    wrong,
    find,
  }: { readonly form: string; readonly wrong?: MissingAnswer | undefined; readonly find?: string },
): Promise<Response> {
  const looks = mayLookUp(context)
  const here = question?.applies(draft, looks) ? question : nextQuestion(draft, looks)
  if (here === null) return context.c.redirect('/ask', 303)
  // Why here: from this question on a paper may turn out to be secret, and then nothing more about it is in the open
  // log.
  if (here.id === 'paper') await context.services.outsideRequests.noteFormOpened(actorOf(context))
  const ask = askWords(context)
  const frame = frameWords(context)
  const errors: FieldError[] =
    wrong === undefined ? [] : [{ field: fieldsOfMissing[wrong] ?? here.id, message: ask.missing[wrong] }]
  const { chosen, found } = await childFor(context, draft, find)
  const props = { context, draft, errors, chosen, found }
  if (chosen ?? found) closeLater(context, '/')
  const together = questionsTogether(draft, here, looks)
  if (together.length > 0) return questionsPage(props, together, form)
  const before = questionBefore(draft, here, looks)
  const title = here.title(props)
  return show(
    context,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      {here.first?.(props)}
      <Form context={context} action="/ask" class="carrel-question" id={here.button ? undefined : here.id}>
        <FormId sent={form} />
        <AnswersSoFar draft={withoutStaleAnswers(draft, looks, here.id)} />
        <input type="hidden" name="asked" value={here.id} />
        <FromPaper context={context} draft={draft} />
        <h1>{title}</h1>
        <ErrorSummary context={context} errors={errors} />
        {here.body(props)}
        {here.button && <SubmitButton look="go">{ask.buttons[here.button]}</SubmitButton>}
        {here.otherwise?.(props)}
      </Form>
      <BackTo context={context} draft={draft} form={form} before={before} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const fieldsOfMissing: Partial<Record<MissingAnswer, string>> = {
  ...{ guardian: 'guardian', child: 'childName', press: 'childName', find: 'childName' },
}

/** The chosen child, or those who have the typed name. Each is a view in the log, and counts as one. */
async function childFor(
  context: AskContext,
  draft: Draft,
  find: string | undefined,
): Promise<{ readonly chosen?: ListedPatron; readonly found?: FoundByName }> {
  if (draft.child !== undefined) {
    const chosen = await chosenOf(context, draft)
    return chosen === undefined || chosen === 'not-on-file' ? {} : { chosen }
  }
  if (!find || !childQuestion.applies(draft, mayLookUp(context))) return {}
  const { listed, more } = await context.services.gate.search({ actor: actorOf(context), name: find })
  return { found: { typed: find, listed, more } }
}

/** Several questions on one page, which Enter does not send: a scanner presses it after the card. */
function questionsPage(
  props: QuestionProps & { readonly context: AskContext },
  questions: readonly Question[],
  form: string,
) {
  const { context, draft, errors } = props
  const words = shortWaysWords(context)
  const looks = mayLookUp(context)
  const { how = 'here' } = draft
  const title = draft.who === 'guardian' ? words.guardian : words.customer
  const first = questions[0]
  const hasNoCard = draft.card === noCard
  const asked = { ...props, draft: { ...draft, how } }
  const asks = hearsNothingHere(context, asked.draft) ? questions.slice(0, 1) : questions
  return showForm(
    context,
    { title, errors, takesFocus: false },
    <>
      <Form context={context} action="/ask" class="carrel-together">
        <EnterGoesOn context={context} name="stay" value="yes" />
        <FormId sent={form} />
        <input type="hidden" name="who" value={draft.who} />
        <input type="hidden" name="how" value={how} />
        <AnswersSoFar draft={withoutStaleAnswers(draft, looks, 'who')} />
        <input type="hidden" name="asked" value={first?.id} />
        <FromPaper context={context} draft={draft} />
        {/* Why in this form: what was typed and checked goes along. */}
        <p class="carrel-how">
          <strong>{how === 'here' ? words.isHere : words.isOnPhone}</strong>{' '}
          <SubmitButton look="outline" name="to" value={how === 'here' ? 'phone' : 'here'}>
            {how === 'here' ? words.onPhone : words.here}
          </SubmitButton>
        </p>
        {asks !== questions && draft.guardian && (
          <input type="hidden" name="guardian" value={draft.guardian} />
        )}
        {asks.map((each) =>
          each === wantsQuestion && how === 'phone' ? (
            <details open={(draft.wants?.length ?? 0) > 0}>
              <summary>{each.title(asked)}</summary>
              {each.body(asked)}
            </details>
          ) : (
            <section aria-labelledby={`asks-${each.id}`}>
              <h2 id={`asks-${each.id}`}>{each.title(asked)}</h2>
              {each === childQuestion && <input type="hidden" name="card" value={noCard} />}
              {each === cardQuestion && hasNoCard ? (
                <>
                  <input type="hidden" name="card" value={noCard} />
                  <p>{askWords(context).card.noneOf}</p>
                  {/* Why before an answer: without a record it has nothing to tell, and it is logged. */}
                  {draft.who === 'customer' && how === 'here' && (
                    <LinkLine href="/counter">{askWords(context).card.findThem}</LinkLine>
                  )}
                  <UseCard context={context} />
                </>
              ) : (
                <>
                  {each.body(asked)}
                  {each === first && each.otherwise?.(asked)}
                </>
              )}
            </section>
          ),
        )}
        <SubmitButton look="go">{askWords(context).buttons.show}</SubmitButton>
        {hasNoCard && (
          <p class="carrel-back">
            <SubmitButton look="link" name="nocard" value="no">
              {frameWords(context).back}
            </SubmitButton>
          </p>
        )}
      </Form>
      <AddGuardian context={context} draft={asked.draft} />
      {!hasNoCard && <BackLink href="/ask">{frameWords(context).back}</BackLink>}
      {(props.chosen ?? props.found) && <ClosesLater context={context} />}
    </>,
  )
}

type BackToProps = {
  readonly context: StaffContext
  readonly draft: Draft
  readonly form: string
  readonly before: Question | null
}

/** A form of its own, so that Enter always continues. */
const BackTo = ({ context, draft, form, before }: BackToProps) =>
  before === null ? (
    <BackLink href="/">{frameWords(context).back}</BackLink>
  ) : (
    <Form context={context} action="/ask" class="carrel-back">
      <FormId sent={form} />
      <AnswersSoFar draft={draft} />
      <SubmitButton look="link" name="back" value={before.id}>
        {frameWords(context).back}
      </SubmitButton>
    </Form>
  )
