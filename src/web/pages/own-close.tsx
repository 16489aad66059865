/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { closeAccount } from '../../own/close.ts'
import { nightlyImport } from '../../store/import-nightly.ts'
import { tooMany, tried } from '../try-rate.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { PinField } from '../views/pin-fields.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownCloseWords } from '../words/own-close.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { forgetOwn, leaveOwn } from './own-sign-in.tsx'

export const closeForm = z.strictObject({ old: z.string().max(200) })

/** What closing an account would mean; why it cannot be closed now, where something is out or owed. */
export async function closePage(visit: OwnVisit): Promise<Response> {
  const { house } = visit
  const records = ['existence', 'loans', 'overdue', 'lost', 'damaged', 'charges'] as const
  const { told } = await house.gate.own({ self: selfOf(visit), records })
  const opened = told[0]?.opened
  if (opened === undefined) return leaveOwn(visit, '/me/sign-in')
  const { loans = [], overdue, lost, charges } = opened
  const isOut = loans.length > 0 || overdue?.any === true || lost?.any === true
  return isOut || (charges?.totalCents ?? 0) > 0 ? notNow(visit, 'out-or-owed') : ask(visit, [])
}

async function ask(visit: OwnVisit, errors: readonly FieldError[]): Promise<Response> {
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
      <form method="post" action="/me/close" class="usa-form carrel-form">
        <Word visit={visit} />
        <PinField visit={visit} name="old" label={ownPin.old} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {ownClose.button}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {own.back}
        </a>
      </p>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Closed, once they have typed their PIN: nobody who found them signed in can do it. */
export async function close(visit: OwnVisit, { old }: z.infer<typeof closeForm>): Promise<Response> {
  const { house, own, browser } = visit
  const wrong = (message: string) => ask(visit, [{ field: 'old', message }])
  const attempt = () => closeAccount(house, { patronId: own.patronId, pin: old, known: browser })
  const closing = await tried(visit, own.patronId, attempt, (done) => done !== 'wrong')
  if (closing === tooMany) return wrong(passphraseWords(visit).tooMany)
  if (closing === 'wrong') return wrong(ownPinWords(visit).wrongOld)
  if (closing === 'busy') return wrong(ownCloseWords(visit).busy)
  if (closing === 'not-on-file') return leaveOwn(visit, '/me/sign-in')
  if (closing !== 'closed') return notNow(visit, closing)
  forgetOwn(visit)
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

function notNow(visit: OwnVisit, because: 'out-or-owed' | 'liable') {
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
