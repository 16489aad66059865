/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import {
  kindsOfDraft,
  receivedEventOf,
  reportsAtOnce,
  requestText,
  type SentIntake,
} from '../../cases/intake.ts'
import { mayLookUp, worksCases } from '../../gate/pages/records.ts'
import { actorOf } from '../../gate/services.ts'
import { inContext } from '../../platform/db/context.ts'
import { show } from '../../platform/http/layout.tsx'
import { BackLink, ErrorSummary, type FieldError, Form, FormId } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { type askForm, type Draft, noCard, type QuestionId, speakerOf, toAsk } from '../draft.ts'
import { noteOfficerVisit } from '../officer-visit-store.ts'
import type { AskServices } from '../services.ts'
import { askWords } from '../words/ask.ts'
import { answerPage, cardToCallBack } from './answer.tsx'
import type { MissingAnswer, Question } from './questions.tsx'
import { findQuestion, nextQuestion, questionBefore, withoutStaleAnswers } from './questions.tsx'

/** The first question: who asks. */
export function askPage(visit: StaffContext<AskServices>): Response | Promise<Response> {
  return questionPage(visit, {}, null, { form: randomUUID() })
}

/** Takes the answers so far and asks the next question; when none is left, records the ask and shows the answer. */
export async function submitAsk(
  visit: StaffContext<AskServices>,
  sent: z.infer<typeof askForm>,
): Promise<Response> {
  const { asked, back, nocard, form = randomUUID(), ...answers } = sent
  const looks = mayLookUp(visit)
  const draft = withoutStaleAnswers(nocard === 'yes' ? { ...answers, card: noCard } : answers, looks)
  if (back !== undefined) return questionPage(visit, draft, findQuestion(back), { form })
  if (asked === 'card' && (await isUnknownCard(visit, draft))) return unknownCard(visit, draft, form)
  const next = nextQuestion(draft, looks)
  if (next !== null) return questionPage(visit, draft, next, { form, wrong: missing(next, draft, asked) })
  const said = answerDraft(visit, draft, form)
  const isReported = said !== undefined && worksCases(visit) && reportsAtOnce(said)
  const disclosed = await visit.house.gate.answer({
    actor: actorOf(visit),
    ...(isReported && { report: receivedEventOf(said, visit) }),
    ask: toAsk(draft, { place: visit.place, on: visit.house.clock.today() }),
    ...(draft.card !== undefined && draft.card !== noCard && { about: { card: draft.card } }),
    ...(draft.guardian && { guardian: draft.guardian }),
    ...(draft.phoneCode && { phoneCode: draft.phoneCode }),
  })
  // Why: whatever the policy would say of somebody, nobody is on file of whom it could be told.
  if (!disclosed.found) return unknownCard(visit, draft, form)
  const ofAccount = speakerOf(draft) !== null || draft.answered === 'machine'
  const callBack = cardToCallBack(visit, draft)
  const about = { ofAccount, ...(callBack && { callBack }) }
  if (said === undefined) return answerPage(visit, disclosed, about)
  // Why not where it is sealed: the report was left with the answer then, and nothing of it is in the open.
  const opened = isReported && !disclosed.answer.sealed ? await opensCase(visit, said) : undefined
  if (said.who === 'officer' && said.brought === 'nothing') await countsAsOfficerVisit(visit, form)
  const outside = { said, isReported, ...(opened && { reference: opened }) }
  return answerPage(visit, disclosed, { ...about, outside })
}

/** What was answered, as a report takes it; undefined where it is nobody from outside. */
function answerDraft(visit: StaffContext, draft: Draft, form: string): SentIntake | undefined {
  const kinds = kindsOfDraft(draft)
  return kinds && { ...kinds, form, wants: requestText(visit, draft) }
}

/** The case of what came, with the same press that answers; the Director and counsel are told (Reg 6). @returns its reference */
async function opensCase(visit: StaffContext<AskServices>, said: SentIntake): Promise<string> {
  const { cases } = visit.house
  const { reference } = await cases.receive(actorOf(visit), receivedEventOf(said, visit), { form: said.form })
  return reference
}

/** An officer asked without paper: a line in the Director's list, and no case. */
async function countsAsOfficerVisit({ house, who, place, pack }: StaffContext, id: string): Promise<void> {
  if (pack.manifest.cases === undefined) return
  await inContext(house.app, { actor: who.id, place }, (trx) =>
    noteOfficerVisit(trx, { id, at: house.clock.now(), place }),
  )
}

/** A mistyped number is said so at once, and not taken for a refusal; only those who may know are asked for one. */
async function isUnknownCard(visit: StaffContext<AskServices>, draft: Draft): Promise<boolean> {
  if (!draft.card || draft.card === noCard) return false
  const { found } = await visit.house.gate.view({
    actor: actorOf(visit),
    patron: { card: draft.card },
    records: ['existence'],
  })
  return !found
}

function unknownCard(visit: StaffContext<AskServices>, draft: Draft, form: string): Promise<Response> {
  return questionPage(visit, draft, findQuestion('card'), { form, wrong: 'unknownCard' })
}

function missing(next: Question, draft: Draft, asked: QuestionId | undefined): MissingAnswer | undefined {
  return asked === next.id ? (next.wrong?.(draft) ?? 'choice') : undefined
}

async function questionPage(
  visit: StaffContext<AskServices>,
  draft: Draft,
  question: Question | null,
  { form, wrong }: { readonly form: string; readonly wrong?: MissingAnswer | undefined },
): Promise<Response> {
  const looks = mayLookUp(visit)
  const here = question?.applies(draft, looks) ? question : nextQuestion(draft, looks)
  if (here === null) return visit.c.redirect('/ask', 303)
  // Why here: from this question on somebody may learn that it is secret, and then nothing more of it is in the open register.
  if (here.id === 'paper') await visit.house.sealedIntake.noteOpened(actorOf(visit))
  const ask = askWords(visit)
  const frame = frameWords(visit)
  const errors: FieldError[] = wrong === undefined ? [] : [{ field: here.id, message: ask.missing[wrong] }]
  const props = { visit, draft, errors }
  const before = questionBefore(draft, here, looks)
  const title = here.title(props)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      {here.first?.(props)}
      <Form visit={visit} action="/ask" class="carrel-question" id={here.button ? undefined : here.id}>
        <FormId sent={form} />
        <Answered draft={withoutStaleAnswers(draft, looks, here.id)} />
        <input type="hidden" name="asked" value={here.id} />
        <h1>{title}</h1>
        <ErrorSummary visit={visit} errors={errors} />
        {here.body(props)}
        {here.button && (
          <button type="submit" class="usa-button usa-button--big carrel-go">
            {ask.buttons[here.button]}
          </button>
        )}
        {here.otherwise?.(props)}
      </Form>
      <BackTo visit={visit} draft={draft} form={form} before={before} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** The answers so far, carried along. */
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
  readonly visit: StaffContext
  readonly draft: Draft
  readonly form: string
  readonly before: Question | null
}

/** The question before, with its answer as it was. A form of its own, so that Enter always goes on. */
const BackTo = ({ visit, draft, form, before }: BackToProps) =>
  before === null ? (
    <BackLink href="/">{frameWords(visit).back}</BackLink>
  ) : (
    <Form visit={visit} action="/ask" class="carrel-back">
      <FormId sent={form} />
      <Answered draft={draft} />
      <button type="submit" name="back" value={before.id} class="usa-button usa-button--unstyled">
        {frameWords(visit).back}
      </button>
    </Form>
  )
