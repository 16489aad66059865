import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { IdButton, openPatronById } from '../../patrons/pages/index.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLink,
  Facts,
  type FieldError,
  Form,
  SelectField,
  StatusNote,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { spokenReference } from '../../register/log/index.ts'
import { type FollowUp, followUpEnds, longestReach, promiseDueOn } from '../follow-ups.ts'
import type { AskContext } from '../services.ts'
import { answerWords } from '../words/answer.ts'
import { followUpsWords } from '../words/follow-ups.ts'

/** Longer than what is saved, so that nothing typed is lost where it is too long. */
export const reachForm = z.strictObject({ id: z.uuid(), reach: z.string().trim().max(2000) })
export const followUpRecordForm = z.strictObject({ id: z.uuid() })
export const endFollowUpForm = z.strictObject({ id: z.uuid(), end: z.enum(['', ...followUpEnds]) })

type PromiseProps = {
  readonly context: AskContext
  readonly id: string
  readonly reach?: string
  readonly errors?: readonly FieldError[]
}

type AnswerDoneProps = {
  readonly context: AskContext
  readonly look: 'outline' | 'big'
  readonly followUp: string | undefined
}

/** What leaves an answer: a link, or where staff promised another one, a form. */
export const AnswerDone = ({ context, look, followUp }: AnswerDoneProps) =>
  followUp === undefined ? (
    <ButtonLink look={look} href="/">
      {answerWords(context).done}
    </ButtonLink>
  ) : (
    <PromisedAnswer context={context} id={followUp} />
  )

const PromisedAnswer = ({ context, id, reach = '', errors = [] }: PromiseProps) => {
  const { promise } = followUpsWords(context)
  const { pack, who, services } = context
  const day = formatsOf(context).day(promiseDueOn(pack, services.clock.today()))
  return (
    <section aria-labelledby="promise">
      <h2 id="promise">{promise.title}</h2>
      <p>{who.role === 'director' ? promise.saysDirector(day) : promise.says(day)}</p>
      <Form context={context} action="/ask/follow-up" class="usa-form usa-form--large carrel-form">
        <input type="hidden" name="id" value={id} />
        <TextField
          name="reach"
          label={promise.reach}
          hint={promise.hint}
          value={reach}
          maxlength={longestReach}
          errors={errors}
        />
        <SubmitButton look="big">{answerWords(context).done}</SubmitButton>
      </Form>
    </section>
  )
}

/** The task is there since the answer; this adds how to reach them. */
export async function savePromise(
  context: AskContext,
  { id, reach }: z.infer<typeof reachForm>,
): Promise<Response> {
  const { promise } = followUpsWords(context)
  if (reach.length > longestReach) {
    const errors = [{ field: 'reach', message: promise.tooLong(longestReach) }]
    return showForm(
      context,
      { title: promise.title, errors },
      <PromisedAnswer context={context} id={id} reach={reach} errors={errors} />,
    )
  }
  if (reach !== '') await context.services.followUps.saveReach(actorOf(context), id, reach)
  return context.c.redirect('/', 303)
}

type Shown = { readonly done?: string; readonly wrong?: string }

export const followUpsPage = (context: AskContext): Promise<Response> => listPage(context)

async function listPage(context: AskContext, { done, wrong }: Shown = {}): Promise<Response> {
  const words = followUpsWords(context)
  const open = await context.services.followUps.list(actorOf(context))
  if (open.length > 0) closeLater(context, '/')
  const errors = wrong === undefined ? [] : [{ field: `end-${wrong}`, message: words.endMissing }]
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <StatusNote said={done} />
          <p class="usa-intro">{open.length === 0 ? words.none : words.intro}</p>
        </>
      ),
    },
    <>
      {open.map((one) => (
        <OpenFollowUp context={context} one={one} errors={errors} />
      ))}
      <BackLink href="/">{frameWords(context).back}</BackLink>
      <p class="carrel-recorded">{words.recorded}</p>
    </>,
  )
}

type OpenFollowUpProps = {
  readonly context: AskContext
  readonly one: FollowUp
  readonly errors: readonly FieldError[]
}

const OpenFollowUp = ({ context, one, errors }: OpenFollowUpProps) => {
  const words = followUpsWords(context)
  const formats = formatsOf(context)
  const { id, reference, askedOn, dueOn, isPromised, isShielded, hasRecord, reach } = one
  const due = formats.day(dueOn)
  const { what } = words
  return (
    <section class="carrel-letter" aria-labelledby={`f-${id}`}>
      <h2 id={`f-${id}`}>{isPromised ? what.promised : what.shielded}</h2>
      {isPromised && isShielded && <p>{what.shielded}.</p>}
      {isShielded && !isPromised && <p>{words.shieldedSays}</p>}
      <Facts
        facts={[
          [words.due, dueOn < context.services.clock.today() ? <strong>{words.overdue(due)}</strong> : due],
          [words.askedOn, formats.day(askedOn)],
          [
            words.reference,
            <TextLink href={`/register/entry/${reference}`}>{spokenReference(reference)}</TextLink>,
          ],
          [words.reach, isPromised ? reach || words.noReach : undefined],
        ]}
      />
      {hasRecord && (
        <IdButton context={context} action="/follow-ups/record" values={{ id }}>
          {words.openRecord}
        </IdButton>
      )}
      <Form context={context} action="/follow-ups/end" class="usa-form carrel-form">
        <input type="hidden" name="id" value={id} />
        <SelectField
          name="end"
          id={`end-${id}`}
          label={words.end}
          options={words.ends}
          picked=""
          none={words.choose}
          error={errors.find(({ field }) => field === `end-${id}`)?.message}
        />{' '}
        <SubmitButton look="outline">{words.endIt}</SubmitButton>
      </Form>
    </section>
  )
}

/** Why not by the patron's number on the list: a page that everyone's asks are on names none of them. */
export async function openFollowUpRecord(
  context: AskContext,
  { id }: z.infer<typeof followUpRecordForm>,
): Promise<Response> {
  const patronId = await context.services.followUps.patronOf(actorOf(context), id)
  if (patronId === undefined) return listPage(context, { done: followUpsWords(context).gone })
  return openPatronById(context, { id: patronId })
}

export async function endFollowUp(
  context: AskContext,
  { id, end }: z.infer<typeof endFollowUpForm>,
): Promise<Response> {
  if (end === '') return listPage(context, { wrong: id })
  const words = followUpsWords(context)
  const isEnded = await context.services.followUps.end(actorOf(context), id, end)
  return listPage(context, { done: isEnded ? words.ended : words.gone })
}
