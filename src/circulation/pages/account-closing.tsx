/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { answerForScreen } from '../../gate/pages/records.ts'
import { actorOf, entryActorOf, patronActorOf } from '../../gate/services.ts'
import { nightlyImport } from '../../patrons/other-system-store.ts'
import { recordGonePage } from '../../patrons/pages/guardians.tsx'
import { forgetPatronSession, leaveSelfService, PinField } from '../../patrons/pages/my-sign-in.tsx'
import { nothingShownPage } from '../../patrons/pages/patron-lookup.tsx'
import { BackToRecord, nameOf, RecordKeyFields } from '../../patrons/pages/record-parts.tsx'
import { closingChecks } from '../../patrons/self-service.ts'
import { cardsWords } from '../../patrons/words/cards.ts'
import { closeAccountWords } from '../../patrons/words/close-account.ts'
import { ownPageWords } from '../../patrons/words/own.ts'
import { ownCloseWords } from '../../patrons/words/own-close.ts'
import { ownPinWords } from '../../patrons/words/own-pin.ts'
import { show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  DoneLink,
  ErrorSummary,
  type FieldError,
  Form,
} from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { PatronContext, StaffContext } from '../../platform/http/request-context.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { limitedAttempt, tooManyAttempts } from '../../staff/try-rate.ts'
import { passphraseWords } from '../../staff/words/passphrase.ts'
import { closeAccount, closeAtDesk } from '../account-closing.ts'
import type { CirculationServices } from '../services.ts'

/** `seen`: who stands there, or which paper; there is no field for why. */
export const closeAccountForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  seen: z.enum(closingChecks).optional(),
})

const closingRecords = ['existence', 'identity'] as const

/** The Director closes an account, for whoever asks at the counter or wrote, or died. */
export async function closeAccountAtDesk(
  visit: StaffContext<CirculationServices>,
  { id, sent, seen }: z.infer<typeof closeAccountForm>,
): Promise<Response> {
  const words = closeAccountWords(visit)
  if (!visit.house.cards.mayChange(actorOf(visit)))
    return nothingShownPage(visit, answerForScreen(visit, closingRecords))
  if (sent === undefined) return askClosingPage(visit, id, [])
  if (seen === undefined) return askClosingPage(visit, id, [{ field: 'seen', message: words.seenMissing }])
  const closed = await closeAtDesk(visit.house, entryActorOf(visit), { patronId: id, seen })
  if (closed === 'not-on-file') return recordGonePage(visit)
  if (closed === 'busy') return askClosingPage(visit, id, [{ field: 'seen', message: words.busy }])
  if (closed !== 'closed') return notClosedPage(visit, id, words.because[closed])
  return accountClosedPage(visit)
}

/** Whose account it is goes by the gate: a look that is on record. */
async function askClosingPage(
  visit: StaffContext<CirculationServices>,
  id: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = closeAccountWords(visit)
  const frame = frameWords(visit)
  const { told } = await visit.house.gate.view({
    actor: actorOf(visit),
    patron: { id },
    records: closingRecords,
  })
  const [found] = told
  if (found === undefined) return recordGonePage(visit)
  closeLater(visit, '/counter')
  const [wrong] = errors
  return show(
    visit,
    wrong ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{words.whose}</dt>
          <dd>{nameOf(found.opened)}</dd>
        </div>
      </dl>
      <p class="usa-intro">{words.says}</p>
      <p>{words.stays}</p>
      <Form visit={visit} action="/counter/close" class="carrel-question">
        <RecordKeyFields id={id} card={undefined} />
        <input type="hidden" name="sent" value="yes" />
        <div id="seen">
          <h2>{words.seen}</h2>
          <p class="carrel-hint">{words.seenHint}</p>
          {wrong && <span class="usa-error-message">{wrong.message}</span>}
          <ChoiceList
            type="radio"
            name="seen"
            legend={words.seen}
            chosen={[]}
            choices={closingChecks.map((value) => ({ value, label: words.seenChoices[value] }))}
          />
        </div>
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.button}
        </button>
      </Form>
      <BackToRecord visit={visit} id={id} />
    </>,
    wrong ? 422 : 200,
  )
}

function notClosedPage(visit: StaffContext, id: string, because: string): Response | Promise<Response> {
  const words = closeAccountWords(visit)
  const cards = cardsWords(visit)
  return show(
    visit,
    words.notNow,
    <>
      <h1>{words.notNow}</h1>
      <p class="usa-intro">{because}</p>
      <p class="carrel-recorded">{cards.recorded}</p>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

async function accountClosedPage(visit: StaffContext): Promise<Response> {
  const words = closeAccountWords(visit)
  const cards = cardsWords(visit)
  const comesBack = (await nightlyImport(visit.house.app)) !== undefined
  return show(
    visit,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{words.doneSays}</p>
      {comesBack && <p>{words.comesBack}</p>}
      <p class="carrel-recorded">{cards.recorded}</p>
      <DoneLink visit={visit} href="/counter" />
    </>,
  )
}

export const ownCloseForm = z.strictObject({ old: z.string().max(200) })

/** What closing an account would mean; why it cannot be closed now, where something is out or owed. */
export async function ownClosePage(visit: PatronContext<CirculationServices>): Promise<Response> {
  const { house } = visit
  const records = ['existence', 'loans', 'overdue', 'lost', 'damaged', 'charges'] as const
  const { told } = await house.gate.own({ self: patronActorOf(visit), records })
  const opened = told[0]?.opened
  if (opened === undefined) return leaveSelfService(visit, '/me/sign-in')
  const { loans = [], overdue, lost, charges } = opened
  const isOut = loans.length > 0 || overdue?.any === true || lost?.any === true
  return isOut || (charges?.totalCents ?? 0) > 0
    ? ownNotClosedPage(visit, 'out-or-owed')
    : askOwnClosingPage(visit, [])
}

async function askOwnClosingPage(visit: PatronContext, errors: readonly FieldError[]): Promise<Response> {
  const ownClose = ownCloseWords(visit)
  const own = ownPageWords(visit)
  const ownPin = ownPinWords(visit)
  const frame = frameWords(visit)
  const comesBack = (await nightlyImport(visit.house.app)) !== undefined
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownClose.title) : ownClose.title,
    <div class="carrel-narrow">
      <h1>{ownClose.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{ownClose.says}</p>
      <ul class="usa-list">
        {ownClose.goes.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p>{ownClose.stays}</p>
      {comesBack && <p>{ownClose.comesBack}</p>}
      <Form visit={visit} action="/me/close" class="usa-form carrel-form">
        <PinField visit={visit} name="old" label={ownPin.old} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {ownClose.button}
        </button>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Closed, once they have typed their PIN: nobody who found them signed in can do it. */
export async function closeOwnAccount(
  visit: PatronContext,
  { old }: z.infer<typeof ownCloseForm>,
): Promise<Response> {
  const { house, own, browser } = visit
  const wrong = (message: string) => askOwnClosingPage(visit, [{ field: 'old', message }])
  const attempt = () => closeAccount(house, { patronId: own.patronId, pin: old, known: browser })
  const closing = await limitedAttempt(visit, own.patronId, attempt, (done) => done !== 'wrong')
  if (closing === tooManyAttempts) return wrong(passphraseWords(visit).tooMany)
  if (closing === 'wrong') return wrong(ownPinWords(visit).wrongOld)
  if (closing === 'busy') return wrong(ownCloseWords(visit).busy)
  if (closing === 'not-on-file') return leaveSelfService(visit, '/me/sign-in')
  if (closing !== 'closed') return ownNotClosedPage(visit, closing)
  forgetPatronSession(visit)
  const { done, doneSays } = ownCloseWords(visit)
  return show(
    { ...visit, own: null },
    done,
    <div class="carrel-narrow">
      <h1>{done}</h1>
      <p class="usa-intro">{doneSays}</p>
    </div>,
  )
}

function ownNotClosedPage(visit: PatronContext, because: 'out-or-owed' | 'liable') {
  const ownClose = ownCloseWords(visit)
  const own = ownPageWords(visit)
  return show(
    visit,
    ownClose.notNow,
    <div class="carrel-narrow">
      <h1>{ownClose.notNow}</h1>
      <p class="usa-intro">{ownClose.because[because]}</p>
      <a class="usa-button" href="/me">
        {own.back}
      </a>
    </div>,
  )
}
