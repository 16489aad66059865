import { z } from 'zod'
import { actorOf, answerForScreen, patronActorOf } from '../../gate/index.ts'
import { closingChecks, nightlyImport } from '../../patrons/index.ts'
import {
  BackToRecord,
  cardsWords,
  closeAccountWords,
  forgetPatronSession,
  leaveSelfService,
  nameOf,
  nothingShownPage,
  ownCloseWords,
  ownPageWords,
  ownPinWords,
  PinField,
  RecordKeyFields,
  recordGonePage,
  recordNotOpenPage,
} from '../../patrons/pages/index.ts'
import { show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ButtonLink,
  ChoiceQuestion,
  DoneLink,
  ErrorSummary,
  Fact,
  type FieldError,
  Form,
  SubmitButton,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { PatronContext, StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { limitedAttempt, tooManyAttempts } from '../../staff/index.ts'
import { passphraseWords } from '../../staff/pages/index.ts'
import { closeAccount, closeAtDesk } from '../account-closing.ts'
import type { CirculationContext, CirculationServices } from '../services.ts'

/** `seen`: who is there, or which document. There is no field for a reason. */
export const closeAccountForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  seen: z.enum(closingChecks).optional(),
})

const closingRecords = ['existence', 'identity'] as const

export async function closeAccountAtDesk(
  context: CirculationContext,
  { id, sent, seen }: z.infer<typeof closeAccountForm>,
) {
  const words = closeAccountWords(context)
  if (!context.services.cards.mayChange(actorOf(context)))
    return nothingShownPage(context, answerForScreen(context, closingRecords))
  if (sent === undefined) return askClosingPage(context, id, [])
  if (seen === undefined) return askClosingPage(context, id, [{ field: 'seen', message: words.seenMissing }])
  const closed = await closeAtDesk(context.services, actorOf(context), { patronId: id, seen })
  if (closed === 'not-on-file') return recordGonePage(context)
  if (closed === 'busy') return askClosingPage(context, id, [{ field: 'seen', message: words.busy }])
  if (closed !== 'closed') return notClosedPage(context, id, words.because[closed])
  return accountClosedPage(context)
}

async function askClosingPage(context: CirculationContext, id: string, errors: readonly FieldError[]) {
  const words = closeAccountWords(context)
  const frame = frameWords(context)
  const disclosed = await context.services.gate.view({
    actor: actorOf(context),
    patron: { id },
    records: closingRecords,
  })
  const [found] = disclosed.told
  if (found === undefined) return recordNotOpenPage(context, disclosed)
  closeLater(context, '/counter')
  const [wrong] = errors
  return show(
    context,
    wrong ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary context={context} errors={errors} />
      <dl class="carrel-facts">
        <Fact name={words.whose}>{nameOf(found.opened)}</Fact>
      </dl>
      <p class="usa-intro">{words.says}</p>
      <p>{words.stays}</p>
      <Form context={context} action="/counter/close" class="carrel-question">
        <RecordKeyFields id={id} card={undefined} />
        <input type="hidden" name="sent" value="yes" />
        <ChoiceQuestion
          type="radio"
          name="seen"
          legend={words.seen}
          hint={words.seenHint}
          errors={errors}
          chosen={[]}
          choices={closingChecks.map((value) => ({ value, label: words.seenChoices[value] }))}
        />
        <SubmitButton look="go">{words.button}</SubmitButton>
      </Form>
      <BackToRecord context={context} id={id} />
    </>,
    wrong ? 422 : 200,
  )
}

function notClosedPage(context: StaffContext, id: string, because: string) {
  const words = closeAccountWords(context)
  const cards = cardsWords(context)
  return showMessage(
    context,
    { title: words.notNow, says: because },
    <>
      <p class="carrel-recorded">{cards.recorded}</p>
      <BackToRecord context={context} id={id} />
    </>,
  )
}

async function accountClosedPage(context: StaffContext) {
  const words = closeAccountWords(context)
  const cards = cardsWords(context)
  const comesBack = (await nightlyImport(context.services.app)) !== undefined
  return showMessage(
    context,
    { title: words.done, says: words.doneSays },
    <>
      {comesBack && <p>{words.comesBack}</p>}
      <p class="carrel-recorded">{cards.recorded}</p>
      <DoneLink context={context} href="/counter" />
    </>,
  )
}

export const ownCloseForm = z.strictObject({ old: z.string().max(200) })

export async function ownClosePage(context: PatronContext<CirculationServices>) {
  const { services } = context
  const records = ['existence', 'loans', 'overdue', 'lost', 'damaged', 'charges'] as const
  const { told } = await services.gate.own({ self: patronActorOf(context), records })
  const opened = told[0]?.opened
  if (opened === undefined) return leaveSelfService(context, '/me/sign-in')
  const { loans = [], overdue, lost, charges } = opened
  const isOut = loans.length > 0 || overdue?.any === true || lost?.any === true
  return isOut || (charges?.totalCents ?? 0) > 0
    ? ownNotClosedPage(context, 'out-or-owed')
    : askOwnClosingPage(context, [])
}

async function askOwnClosingPage(context: PatronContext, errors: readonly FieldError[]) {
  const ownClose = ownCloseWords(context)
  const own = ownPageWords(context)
  const ownPin = ownPinWords(context)
  const comesBack = (await nightlyImport(context.services.app)) !== undefined
  return showForm(
    context,
    { title: ownClose.title, errors, class: 'carrel-narrow' },
    <>
      <p class="usa-intro">{ownClose.says}</p>
      <TextList items={ownClose.goes} />
      <p>{ownClose.stays}</p>
      {comesBack && <p>{ownClose.comesBack}</p>}
      <Form context={context} action="/me/close" class="usa-form carrel-form">
        <PinField context={context} name="old" label={ownPin.old} errors={errors} />
        <SubmitButton look="big">{ownClose.button}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </>,
  )
}

/** Asks for the PIN, so that someone who finds the session open cannot close the account. */
export async function closeOwnAccount(context: PatronContext, { old }: z.infer<typeof ownCloseForm>) {
  const { services, own, browser } = context
  const wrong = (message: string) => askOwnClosingPage(context, [{ field: 'old', message }])
  const attempt = () => closeAccount(services, { patronId: own.patronId, pin: old, known: browser })
  const closing = await limitedAttempt(context, own.patronId, attempt, (done) => done !== 'wrong')
  if (closing === tooManyAttempts) return wrong(passphraseWords(context).tooMany)
  if (closing === 'wrong') return wrong(ownPinWords(context).wrongOld)
  if (closing === 'busy') return wrong(ownCloseWords(context).busy)
  if (closing === 'not-on-file') return leaveSelfService(context, '/me/sign-in')
  if (closing !== 'closed') return ownNotClosedPage(context, closing)
  forgetPatronSession(context)
  const { done, doneSays } = ownCloseWords(context)
  return show(
    { ...context, own: null },
    done,
    <div class="carrel-narrow">
      <h1>{done}</h1>
      <p class="usa-intro">{doneSays}</p>
    </div>,
  )
}

function ownNotClosedPage(context: PatronContext, because: 'out-or-owed' | 'liable') {
  const ownClose = ownCloseWords(context)
  const own = ownPageWords(context)
  return showMessage(
    context,
    { title: ownClose.notNow, says: ownClose.because[because], class: 'carrel-narrow' },
    <ButtonLink href="/me">{own.back}</ButtonLink>,
  )
}
