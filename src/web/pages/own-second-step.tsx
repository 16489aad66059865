/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { codeAppLink, codeTyped, newCodeSecret } from '../../accounts/code-app.ts'
import { addOwnCodeApp, hasOwnCodeApp, removeOwnCodeApp } from '../../own/sign-in.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { PinField } from '../views/pin-fields.tsx'
import { Qr } from '../views/qr.tsx'
import { CodeForm } from '../views/secret-forms.tsx'
import type { OwnVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { secondStepWords } from '../words/second-step.ts'
import { pinErrors } from './own-proof.tsx'

export const addOwnCodeForm = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: z.string().max(40),
  old: z.string().max(200),
})
export const removeOwnCodeForm = z.strictObject({ old: z.string().max(200) })

/** Whether a code is asked for; to turn it on, or off again. */
export async function ownSecondStepPage(visit: OwnVisit): Promise<Response> {
  return (await hasOwnCodeApp(visit.house, visit.own.patronId))
    ? turnOff(visit, [])
    : turnOn(visit, newCodeSecret(), [])
}

function turnOn(visit: OwnVisit, secret: string, errors: readonly FieldError[]) {
  const own = ownPageWords(visit)
  const secondStep = secondStepWords(visit)
  const frame = frameWords(visit)
  const { codeApp } = secondStep
  const { library } = visit.house.pack
  const link = codeAppLink({ library, signIn: ownPageWords(visit).signIn.card, secret })
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(own.secondStepTitle) : own.secondStepTitle,
    <>
      <h1>{own.secondStepTitle}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{own.second.says}</p>
      <p>{own.second.open}</p>
      <p>{codeApp.scan}</p>
      <Qr text={link} label={codeApp.picture} />
      <p class="carrel-secret">{secret.match(/.{4}/g)?.join(' ')}</p>
      <p>{codeApp.confirm}</p>
      <CodeForm visit={visit} action="/me/second-step" errors={errors} button={codeApp.confirmButton}>
        <input type="hidden" name="secret" value={secret} />
        <PinField visit={visit} name="old" label={ownPinWords(visit).old} errors={errors} />
      </CodeForm>
      <p class="carrel-small">{codeApp.toNobody}</p>
      <BackToMine visit={visit} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

function turnOff(visit: OwnVisit, errors: readonly FieldError[]) {
  const own = ownPageWords(visit)
  const ownPin = ownPinWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(own.secondStepTitle) : own.secondStepTitle,
    <div class="carrel-narrow">
      <h1>{own.secondStepTitle}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{own.second.has}</p>
      <p>{own.second.removeSays}</p>
      <form method="post" action="/me/second-step/remove" class="usa-form carrel-form">
        <Word visit={visit} />
        <PinField visit={visit} name="old" label={ownPin.old} errors={errors} />
        <button type="submit" class="usa-button">
          {own.second.remove}
        </button>
      </form>
      <BackToMine visit={visit} />
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Their PIN and its first code: from now on it is asked for. */
export async function confirmOwnCode(
  visit: OwnVisit,
  { secret, code: typed, old }: z.infer<typeof addOwnCodeForm>,
): Promise<Response> {
  const { c, house, own } = visit
  const { notSixDigits, codeApp } = secondStepWords(visit)
  const wrong = (message: string) => turnOn(visit, secret, [{ field: 'code', message }])
  // Why: a page that was left open must not put another app in the place of the one that is there.
  if (await hasOwnCodeApp(house, own.patronId)) return c.redirect('/me/second-step', 303)
  const code = codeTyped(typed)
  if (code === null) return wrong(notSixDigits)
  const faults = await pinErrors(visit, old)
  if (faults.length > 0) return turnOn(visit, secret, faults)
  const added = await addOwnCodeApp(house, { patronId: own.patronId, secret, code })
  return added ? c.redirect('/me?done=step-added', 303) : wrong(codeApp.wrong)
}

/** Turned off, once they have typed their PIN. */
export async function removeOwnCode(
  visit: OwnVisit,
  { old }: z.infer<typeof removeOwnCodeForm>,
): Promise<Response> {
  const errors = await pinErrors(visit, old)
  if (errors.length > 0) return turnOff(visit, errors)
  await removeOwnCodeApp(visit.house, visit.own.patronId)
  return visit.c.redirect('/me?done=step-removed', 303)
}

const BackToMine = ({ visit }: { readonly visit: OwnVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/me">
      {ownPageWords(visit).back}
    </a>
  </p>
)
