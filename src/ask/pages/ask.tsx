import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { actorOf, mayLookUp } from '../../gate/index.ts'
import { inContext } from '../../platform/db/context.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ErrorSummary,
  type FieldError,
  Form,
  FormId,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { type askForm, type Draft, noCard, type QuestionId, speakerOf, toAsk } from '../draft.ts'
import { noteOfficerVisit } from '../officer-visit-store.ts'
import type { AskContext } from '../services.ts'
import { askWords, shortWaysWords } from '../words/ask.ts'
import { answerPage, cardToCallBack } from './answer.tsx'
import {
  cardQuestion,
  checkedQuestion,
  EnterGoesOn,
  findQuestion,
  guardianQuestion,
  type MissingAnswer,
  nextQuestion,
  type Question,
  type QuestionProps,
  questionBefore,
  questionsTogether,
  withoutStaleAnswers,
} from './questions.tsx'

export function askPage(context: AskContext) {
  return questionPage(context, {}, null, { form: randomUUID() })
}

/** Asks the next question; after the last, logs the ask and shows the answer. */
export async function submitAsk(context: AskContext, sent: z.infer<typeof askForm>) {
  const { asked, back, nocard, to, stay, form = randomUUID(), ...answers } = sent
  const looks = mayLookUp(context)
  const { card, ...others } = answers
  const cardSent = nocard === 'no' ? undefined : nocard === 'yes' ? noCard : card
  const typed = { ...others, ...(to && { how: to }), ...(cardSent !== undefined && { card: cardSent }) }
  const draft = withoutStaleAnswers(typed, looks)
  if (back !== undefined) return questionPage(context, draft, findQuestion(back), { form })
  // Why not further: the card is only the first question of that page.
  const first = looks ? cardQuestion : checkedQuestion
  const isOnePage = questionsTogether(draft, first, looks).length > 0
  if (isOnePage && (stay ?? nocard ?? to) !== undefined) return questionPage(context, draft, first, { form })
  if (asked === 'card' && (await isUnknownCard(context, draft))) return unknownCard(context, draft, form)
  const next = nextQuestion(draft, looks)
  if (next === guardianQuestion && isOnePage && asked === first.id) {
    return questionPage(context, draft, first, { form, wrong: 'guardian' })
  }
  if (next !== null) return questionPage(context, draft, next, { form, wrong: missing(next, draft, asked) })
  const actor = actorOf(context)
  const outside = context.services.outsideRequests.of(context, draft, form)
  const disclosed = await context.services.gate.answer({
    actor,
    ...(outside?.isReported && { report: outside.report }),
    ask: toAsk(draft, { place: context.place, on: context.services.clock.today() }),
    ...(draft.card !== undefined && draft.card !== noCard && { about: { card: draft.card } }),
    ...(draft.guardian && { guardian: draft.guardian }),
    ...(draft.phoneCode && { phoneCode: draft.phoneCode }),
  })
  // Why: whatever the policy says, no one is on file whom it could concern.
  if (!disclosed.found) return unknownCard(context, draft, form)
  const ofAccount = speakerOf(draft) !== null || draft.answered === 'machine'
  const callBack = cardToCallBack(context, draft)
  const about = { ofAccount, ...(callBack && { callBack }) }
  if (outside === undefined) return answerPage(context, disclosed, about)
  // Why not if sealed: then the report was filed with the answer, and nothing is in the open.
  const reference = outside.isReported && !disclosed.answer.sealed ? await outside.open(actor) : undefined
  if (outside.isVisit) await countsAsOfficerVisit(context, form)
  return answerPage(context, disclosed, { ...about, report: outside.section(reference) })
}

/** An officer asked without legal paper: this is counted, without a case. */
async function countsAsOfficerVisit({ services, who, place, pack }: StaffContext, id: string): Promise<void> {
  if (pack.manifest.cases === undefined) return
  await inContext(services.app, { actor: who.id, place }, (trx) =>
    noteOfficerVisit(trx, { id, at: services.clock.now(), place }),
  )
}

/** A mistyped number is not mistaken for a refusal. Only those who may look up patrons are asked for one. */
async function isUnknownCard(context: AskContext, draft: Draft): Promise<boolean> {
  if (!draft.card || draft.card === noCard) return false
  const { found } = await context.services.gate.view({
    actor: actorOf(context),
    patron: { card: draft.card },
    records: ['existence'],
  })
  return !found
}

function unknownCard(context: AskContext, draft: Draft, form: string) {
  return questionPage(context, draft, findQuestion('card'), { form, wrong: 'unknownCard' })
}

function missing(next: Question, draft: Draft, asked: QuestionId | undefined): MissingAnswer | undefined {
  return asked === next.id ? (next.wrong?.(draft) ?? 'choice') : undefined
}

async function questionPage(
  context: AskContext,
  draft: Draft,
  question: Question | null,
  { form, wrong }: { readonly form: string; readonly wrong?: MissingAnswer | undefined },
) {
  const looks = mayLookUp(context)
  const here = question?.applies(draft, looks) ? question : nextQuestion(draft, looks)
  if (here === null) return context.c.redirect('/ask', 303)
  // Why here: from this question on a paper may turn out to be secret, and then nothing more about it is in the open
  // log.
  if (here.id === 'paper') await context.services.outsideRequests.noteFormOpened(actorOf(context))
  const ask = askWords(context)
  const frame = frameWords(context)
  const errors: FieldError[] =
    wrong === undefined
      ? []
      : [{ field: wrong === 'guardian' ? wrong : here.id, message: ask.missing[wrong] }]
  const props = { context, draft, errors }
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
        <Answered draft={withoutStaleAnswers(draft, looks, here.id)} />
        <input type="hidden" name="asked" value={here.id} />
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

/** Several questions on one page, which Enter does not send: a scanner presses it after the card. */
function questionsPage(
  props: QuestionProps & { readonly context: AskContext },
  questions: readonly Question[],
  form: string,
) {
  const { context, draft, errors } = props
  const words = shortWaysWords(context)
  const { how = 'here' } = draft
  const title = draft.who === 'guardian' ? words.guardian : words.customer
  const first = questions[0]
  const hasNoCard = draft.card === noCard
  const asked = { ...props, draft: { ...draft, how } }
  return showForm(
    context,
    { title, errors, takesFocus: false },
    <>
      <Form context={context} action="/ask" class="carrel-together">
        <EnterGoesOn context={context} name="stay" value="yes" />
        <FormId sent={form} />
        <input type="hidden" name="who" value={draft.who} />
        <input type="hidden" name="how" value={how} />
        <input type="hidden" name="asked" value={first?.id} />
        {questions.map((each) => (
          <section aria-labelledby={`asks-${each.id}`}>
            <h2 id={`asks-${each.id}`}>{each.title(asked)}</h2>
            {each === cardQuestion && hasNoCard ? (
              <p>
                <input type="hidden" name="card" value={noCard} />
                {askWords(context).card.none}
              </p>
            ) : (
              <>
                {each.body(asked)}
                {each === first && each.otherwise?.(asked)}
              </>
            )}
          </section>
        ))}
        <SubmitButton look="go">{askWords(context).buttons.show}</SubmitButton>
        {/* Why in this form: what was typed and checked goes along. */}
        <p class="carrel-back">
          <SubmitButton look="link" name="to" value={how === 'here' ? 'phone' : 'here'}>
            {how === 'here' ? words.onPhone : words.here}
          </SubmitButton>
        </p>
        {hasNoCard && (
          <p class="carrel-back">
            <SubmitButton look="link" name="nocard" value="no">
              {frameWords(context).back}
            </SubmitButton>
          </p>
        )}
      </Form>
      {!hasNoCard && <BackLink href="/ask">{frameWords(context).back}</BackLink>}
    </>,
  )
}

const Answered = ({ draft }: { readonly draft: Draft }) => (
  <>
    {Object.entries(draft).flatMap(([name, value]) =>
      (Array.isArray(value) ? ['', ...value] : [value]).map((one) => (
        <input type="hidden" name={name} value={one} />
      )),
    )}
  </>
)

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
      <Answered draft={draft} />
      <SubmitButton look="link" name="back" value={before.id}>
        {frameWords(context).back}
      </SubmitButton>
    </Form>
  )
