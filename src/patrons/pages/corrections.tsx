import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  type Correctable,
  type Correction,
  type CorrectionOutcome,
  checkedParts,
  correctable,
  correctedParts,
  type Opened,
  patronActorOf,
} from '../../gate/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceQuestion,
  Fact,
  type FieldError,
  Form,
  LinkLine,
  StatusNote,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { PatronContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { dailyLimit, maxListedCorrections } from '../corrections.ts'
import { nightlyImport } from '../other-system-store.ts'
import type { PatronDeskContext, PatronServices } from '../services.ts'
import { cardsWords } from '../words/cards.ts'
import { correctionsWords } from '../words/corrections.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import {
  ChangedParts,
  CorrectionFields,
  type CorrectionSent,
  correctionFields,
  filledForm,
  partLines,
  partNames,
  readCorrection,
} from './correction-parts.tsx'
import { recordGonePage, recordNotOpenPage } from './guardians.tsx'
import { NoWayLeft } from './my-choices.tsx'
import { leaveSelfService, PinField, pinErrors } from './my-sign-in.tsx'
import { nothingShownPage } from './patron-lookup.tsx'
import { BackToRecord, recordedPage } from './record-parts.tsx'

export const decideCorrectionForm = z.strictObject({
  id: z.uuid(),
  part: z.enum(checkedParts),
  /** Of what was on the screen. */
  mark: z.string().max(60),
  do: z.enum(['photo-id', 'known-to-staff', 'leave']),
})

const correctionsNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity', 'contact']))

/** Lists days and random numbers only; nothing is opened. */
export async function correctionsPage(context: PatronDeskContext): Promise<Response> {
  const { corrections } = context.services
  if (!corrections.maySettle(actorOf(context))) return correctionsNotShown(context)
  const waiting = await corrections.waiting(actorOf(context))
  const words = correctionsWords(context)
  const formats = formatsOf(context)
  const cards = cardsWords(context)
  return show(
    context,
    words.list,
    <>
      <h1>{words.list}</h1>
      <p class="usa-intro">{waiting.length === 0 ? words.listNone : words.listSays}</p>
      {waiting.length === maxListedCorrections && <p>{words.listMore(maxListedCorrections)}</p>}
      {waiting.length > 0 && (
        <Form context={context} action="/counter/customer">
          <input type="hidden" name="basis" value="correction" />
          <ul class="carrel-found">
            {waiting.map(({ id, on }) => (
              <li>
                <button type="submit" name="id" value={id} class="carrel-choice">
                  <span class="carrel-choice__label">{words.open}</span>{' '}
                  {on !== null && <span class="carrel-choice__hint">{words.since(formats.day(on))}</span>}
                </button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      <BackLink href="/counter">{cards.toCounter}</BackLink>
    </>,
  )
}

export async function decideCorrection(
  context: PatronDeskContext,
  { id, part, mark, do: checked }: z.infer<typeof decideCorrectionForm>,
): Promise<Response> {
  const { services } = context
  const settled = await services.corrections.settle(actorOf(context), { patronId: id, part, mark, checked })
  if (settled === 'not-here') return correctionsNotShown(context)
  const corrections = correctionsWords(context)
  if (settled === 'director') return waitsForDirectorPage(context, id, { changed: [], isNoted: false })
  const isOver = settled === 'changed'
  const heading = isOver ? corrections.meanwhile : corrections.done[settled]
  const comesFrom = settled === 'right' && (await nightlyImport(services.app)) !== undefined
  const says = isOver ? corrections.meanwhileSays : corrections.doneSays[settled]
  const notes = comesFrom && <p>{corrections.otherSystem}</p>
  return recordedPage(context, { heading, says, notes, isLogged: !isOver, id })
}

const editRecordChecks = ['photo-id', 'known-to-staff', 'mail-returned'] as const
export const editRecordForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  checked: z.enum(editRecordChecks).optional(),
  ...correctionFields,
})
type EditRecordSent = z.infer<typeof editRecordForm>

export async function editRecord(context: PatronDeskContext, sent: EditRecordSent) {
  const { services } = context
  const { corrections } = services
  if (!corrections.maySettle(actorOf(context))) return correctionsNotShown(context)
  const { id, sent: isSent, checked, ...typed } = sent
  if (isSent === undefined) return editRecordPage(context, sent, [])
  const words = correctionsWords(context)
  const isReturned = checked === 'mail-returned'
  const read = readCorrection(typed, services.clock.today(), words, 'staff')
  const { asked } = read
  // A first name is never wrong: the error there says that nothing was changed.
  const errors = read.errors.map((error) =>
    isReturned && error.field === 'firstName' ? { field: 'addresses', message: words.takeOff } : error,
  )
  const unseen = checked === undefined ? [{ field: 'checked', message: words.seenMissing }] : []
  if (errors.length > 0 || checked === undefined) return editRecordPage(context, sent, [...errors, ...unseen])
  const done = await corrections.setRight(actorOf(context), { patronId: id, asked, checked })
  if (done === 'not-here') return correctionsNotShown(context)
  if (done === 'photo-id')
    return editRecordPage(context, sent, [{ field: 'checked', message: words.seenPaper }])
  if (done === 'only-remove')
    return editRecordPage(context, sent, [{ field: 'checked', message: words.onlyRemove }])
  if (done === 'born-waits')
    return editRecordPage(context, sent, [{ field: 'born', message: words.bornWaits }])
  if (done === 'not-on-file') return recordGonePage(context)
  const isSame = done.changed.length + done.waits.length === 0
  if (done.waits.length > 0)
    return waitsForDirectorPage(context, id, { changed: done.changed, sent, isNoted: true })
  const heading = isSame ? words.setRightSame : words.done.right
  return recordEditedPage(context, {
    id,
    heading,
    ...(isReturned && !isSame && { says: words.takenOffSays }),
    changed: done.changed,
    sent,
    isNoted: !isSame,
  })
}

async function editRecordPage(
  context: PatronDeskContext,
  sent: EditRecordSent,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = correctionsWords(context)
  const { id } = sent
  const records = ['existence', 'identity', 'contact'] as const
  const disclosed = await context.services.gate.view({ actor: actorOf(context), patron: { id }, records })
  const opened = disclosed.told[0]?.opened
  if (opened === undefined) return recordNotOpenPage(context, disclosed)
  closeLater(context, '/counter')
  return showForm(
    context,
    { title: words.setRight, errors },
    <>
      <p class="usa-intro">{words.setRightSays}</p>
      <Form context={context} action="/counter/set-right" class="carrel-question">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="sent" value="yes" />
        <CorrectionFields
          context={context}
          sent={errors.length === 0 ? filledForm(opened) : sent}
          errors={errors}
          by="staff"
        />
        <ChoiceQuestion
          type="radio"
          name="checked"
          legend={words.seen}
          hint={words.seenHint}
          errors={errors}
          chosen={sent.checked === undefined ? [] : [sent.checked]}
          choices={editRecordChecks.map((value) => ({
            value,
            label: words.seenChoices[value],
          }))}
        />
        <SubmitButton look="go">{words.setRightSave}</SubmitButton>
      </Form>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

/** The Director decides on birth dates that affect a guardian's rights. */
function waitsForDirectorPage(
  context: StaffContext,
  id: string,
  came: Pick<RecordEdit, 'changed' | 'sent' | 'isNoted'>,
): Response | Promise<Response> {
  const corrections = correctionsWords(context)
  const says = corrections.forDirectorSays
  return recordEditedPage(context, { id, heading: corrections.forDirector, says, ...came })
}

type RecordEdit = {
  readonly id: string
  readonly heading: string
  readonly says?: string
  readonly changed: readonly Correctable[]
  /** The form that was saved. */
  readonly sent?: CorrectionSent
  /** Part of it was done and logged. */
  readonly isNoted: boolean
}

async function recordEditedPage(context: StaffContext, { changed, sent, isNoted, ...page }: RecordEdit) {
  const corrections = correctionsWords(context)
  const comesFrom = changed.length > 0 && (await nightlyImport(context.services.app)) !== undefined
  const notes = (
    <>
      {changed.length > 0 && <p>{corrections.setRightDone(partNames(context, changed))}</p>}
      {changed.length > 0 && sent !== undefined && (
        <ChangedParts context={context} sent={sent} parts={changed} />
      )}
      {comesFrom && <p>{corrections.otherSystem}</p>}
    </>
  )
  return recordedPage(context, { ...page, notes, isLogged: isNoted, changed })
}

export const requestCorrectionForm = z.strictObject({ ...correctionFields, old: z.string().max(200) })
export const withdrawCorrectionForm = z.strictObject({})

export async function requestCorrectionPage(
  context: PatronContext<PatronServices>,
  sent: CorrectionSent = {},
  errors: readonly FieldError[] = [],
  status?: 429,
): Promise<Response> {
  const records = ['existence', 'identity', 'contact'] as const
  const { told } = await context.services.gate.own({ self: patronActorOf(context), records })
  const opened = told[0]?.opened
  if (opened === undefined) return leaveSelfService(context, '/me/sign-in')
  const words = correctionsWords(context)
  const own = ownPageWords(context)
  const done = errors.length === 0 ? doneMessage(context) : undefined
  if (done !== undefined) return correctionSentPage(context, opened, done)
  return showForm(
    context,
    { title: words.title, errors, class: 'carrel-narrow', status },
    <>
      <PendingCorrection context={context} opened={opened} />
      <p class="usa-intro">{words.intro}</p>
      <LinkLine href="/me/choices">{words.toChoices}</LinkLine>
      <p>{words.takes}</p>
      <p>{words.why}</p>
      <Form context={context} action="/me/correct" class="usa-form carrel-form">
        <CorrectionFields
          context={context}
          sent={errors.length === 0 ? filledForm(opened) : sent}
          errors={errors}
          by="customer"
        />
        <PinField context={context} name="old" label={ownPinWords(context).old} errors={errors} />
        <SubmitButton look="big">{words.send}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
  )
}

/** What became of it, without the form again. */
function correctionSentPage(context: PatronContext, opened: Opened, said: string) {
  const words = correctionsWords(context)
  const own = ownPageWords(context)
  return show(
    context,
    words.title,
    <div class="carrel-narrow">
      <h1>{words.title}</h1>
      <StatusNote said={said} />
      <NoWayLeft context={context} contact={opened.contact} />
      <PendingCorrection context={context} opened={opened} />
      <BackLink href="/me/correct">{words.another}</BackLink>
      <BackLink href="/me">{own.back}</BackLink>
      <p class="carrel-recorded">{own.recorded}</p>
    </div>,
  )
}

type OwnRecordProps = { readonly context: PatronContext; readonly opened: Opened }

const PendingCorrection = ({ context, opened }: OwnRecordProps) => {
  const words = correctionsWords(context)
  const asked = opened.correction?.asked ?? {}
  const waits = correctedParts(asked)
  return (
    <>
      <CorrectionStatus context={context} opened={opened} />
      {waits.length > 0 && (
        <>
          <dl class="carrel-facts">
            {waits.map((part) => (
              <Fact name={words.part[part]}>
                {partLines(context, part, asked).map((line) => (
                  <div class="carrel-line">{line}</div>
                ))}
              </Fact>
            ))}
          </dl>
          <Form context={context} action="/me/correct/take-back" class="carrel-go">
            <SubmitButton look="outline">{words.takeBack}</SubmitButton>
          </Form>
        </>
      )}
    </>
  )
}

/** Names no values. */
export const CorrectionStatus = ({ context, opened }: OwnRecordProps) => {
  const words = correctionsWords(context)
  const formats = formatsOf(context)
  if (opened.correction === undefined) return null
  const { asked, came } = opened.correction
  const waits = correctedParts(asked)
  const answers = answersByDay(came)
  return (
    <>
      {waits.length > 0 && (
        <p>
          {words.waits(partNames(context, waits))} {words.waitsDo}
        </p>
      )}
      {answers.map(({ as, on, parts }) => (
        <p>
          {words[as](partNames(context, parts), formats.day(on))} {as === 'left' && words.leftDo}
        </p>
      ))}
    </>
  )
}

/** Grouped by day and answer, newest first. */
function answersByDay(
  came: Correction['came'],
): (CorrectionOutcome & { readonly parts: readonly Correctable[] })[] {
  const found = new Map<string, CorrectionOutcome & { parts: Correctable[] }>()
  for (const part of correctable) {
    const one = came[part]
    if (one === undefined) continue
    const same = found.get(`${one.on} ${one.as}`) ?? { ...one, parts: [] }
    same.parts.push(part)
    found.set(`${one.on} ${one.as}`, same)
  }
  return [...found.values()].sort((one, other) => other.on.localeCompare(one.on))
}

/** Hostile: only messages of ours, whatever the address says. */
function doneMessage(context: PatronContext): string | undefined {
  const words = correctionsWords(context)
  const among = (name: string) => {
    const said = (context.c.req.query(name) ?? '').split(' ')
    return correctable.filter((part) => said.includes(part))
  }
  const done = context.c.req.query('done')
  if (done === 'same') return words.same
  if (done === 'taken-back') return words.takenBack
  const [changed, sent] = [among('changed'), among('sent')]
  const parts = [
    changed.length > 0 && words.changed(partNames(context, changed)),
    sent.length > 0 && words.sent(partNames(context, sent)),
  ]
  return parts.filter(Boolean).join(' ') || undefined
}

/** Limited since each replaced address gets mail. */
const mayChangeEmail = dailyLimit(3)

export async function requestCorrection(
  context: PatronContext<PatronServices>,
  { old, ...sent }: z.infer<typeof requestCorrectionForm>,
): Promise<Response> {
  const { c, services } = context
  const { asked, errors } = readCorrection(
    sent,
    services.clock.today(),
    correctionsWords(context),
    'customer',
  )
  if (errors.length > 0) return requestCorrectionPage(context, sent, errors)
  const wrong = await pinErrors(context, old)
  if (wrong.length > 0) return requestCorrectionPage(context, sent, wrong)
  if (asked.emails !== undefined && !mayChangeEmail(context, randomUUID()))
    return requestCorrectionPage(
      context,
      sent,
      [{ field: 'emails', message: correctionsWords(context).emailTooOften }],
      429,
    )
  const { changed, waits } = await services.corrections.ask(patronActorOf(context), asked)
  if (changed.length + waits.length === 0) return c.redirect('/me/correct?done=same', 303)
  const done = new URLSearchParams({ changed: changed.join(' '), sent: waits.join(' ') })
  return c.redirect(`/me/correct?${done}`, 303)
}

export async function withdrawCorrection(context: PatronContext<PatronServices>): Promise<Response> {
  await context.services.corrections.takeBack(patronActorOf(context))
  return context.c.redirect('/me/correct?done=taken-back', 303)
}
