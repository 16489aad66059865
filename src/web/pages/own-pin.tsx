/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { changePin, choosePinByCode } from '../../own/pins.ts'
import { tooMany, tried } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { NewPin, newPinError, PinField } from '../views/pin-fields.tsx'
import type { OwnVisit, Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { passphraseWords } from '../words/passphrase.ts'

const pin = z.string().max(200)
export const pinByCodeForm = z.strictObject({
  card: z.string().trim().max(64),
  code: z.string().trim().max(40),
  pin,
  repeated: pin,
})
export const changePinForm = z.strictObject({ old: pin, pin, repeated: pin })

type Typed = { readonly card: string; readonly code: string }

/** A PIN is chosen with the code on a paper. */
export function pinByCodePage(visit: Visit): Response | Promise<Response> {
  return byCode(visit)
}

function byCode(
  visit: Visit,
  typed?: Typed,
  errors: readonly FieldError[] = [],
  status: 200 | 422 | 429 = 200,
) {
  const ownPin = ownPinWords(visit)
  const own = ownPageWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownPin.byCode) : ownPin.byCode,
    <div class="carrel-narrow">
      <h1>{ownPin.byCode}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p>
        {ownPin.byCodeSays} {ownPin.chooseSays}
      </p>
      <form method="post" action="/me/pin" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="card"
          label={own.signIn.card}
          hint={own.signIn.cardHint}
          autocomplete="username"
          maxlength={64}
          autofocus
          {...(typed && { value: typed.card })}
        />
        <TextField
          name="code"
          label={ownPin.code}
          hint={ownPin.codeHint}
          autocomplete="one-time-code"
          maxlength={40}
          errors={errors}
          {...(typed && { value: typed.code })}
        />
        <NewPin visit={visit} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {ownPin.button}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/me/sign-in">
          {frame.back}
        </a>
      </p>
    </div>,
    status,
  )
}

/** Sets it, where card and code go together. */
export async function choosePin(
  visit: Visit,
  { card, code, pin, repeated }: z.infer<typeof pinByCodeForm>,
): Promise<Response> {
  const { house } = visit
  const ownPin = ownPinWords(visit)
  const passphrase = passphraseWords(visit)
  const again = (error: FieldError, status: 422 | 429 = 422) => byCode(visit, { card, code }, [error], status)
  const error = newPinError(visit, { pin, repeated })
  if (error !== null) return again(error)
  const attempt = () => choosePinByCode(house, { card, code, pin })
  const chosen = await tried(visit, card, attempt, (done) => done !== 'unknown')
  if (chosen === tooMany) return again({ field: 'code', message: passphrase.tooMany }, 429)
  if (chosen === 'own-number') return again({ field: 'pin', message: ownPin.fault['own-number'] })
  if (chosen === 'unknown') return again({ field: 'code', message: ownPin.wrongCode })
  return show(
    visit,
    ownPin.set,
    <div class="carrel-narrow">
      <h1>{ownPin.set}</h1>
      <p class="usa-intro">{ownPin.nowSignIn}</p>
      <a class="usa-button usa-button--big" href="/me/sign-in">
        {ownPin.signIn}
      </a>
    </div>,
  )
}

/** Another PIN in the place of the one that is known. */
export function changePinPage(visit: OwnVisit): Response | Promise<Response> {
  return change(visit, [])
}

function change(visit: OwnVisit, errors: readonly FieldError[], status: 200 | 422 | 429 = 200) {
  const ownPin = ownPinWords(visit)
  const own = ownPageWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownPin.change) : ownPin.change,
    <div class="carrel-narrow">
      <h1>{ownPin.change}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/me/change-pin" class="usa-form carrel-form">
        <Word visit={visit} />
        <PinField visit={visit} name="old" label={ownPin.old} autofocus errors={errors} />
        <NewPin visit={visit} errors={errors} />
        <button type="submit" class="usa-button">
          {ownPin.button}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {own.back}
        </a>
      </p>
    </div>,
    status,
  )
}

/** Changes it. */
export async function giveNewPin(
  visit: OwnVisit,
  { old, pin, repeated }: z.infer<typeof changePinForm>,
): Promise<Response> {
  const { c, house, own, browser } = visit
  const ownPin = ownPinWords(visit)
  const passphrase = passphraseWords(visit)
  const error = newPinError(visit, { pin, repeated })
  if (error !== null) return change(visit, [error], 422)
  const given = { patronId: own.patronId, was: old, becomes: pin, session: own.tokenHash, browser }
  const changed = await tried(
    visit,
    own.patronId,
    () => changePin(house, given),
    (done) => done !== 'wrong',
  )
  if (changed === tooMany) return change(visit, [{ field: 'old', message: passphrase.tooMany }], 429)
  if (changed === 'wrong') return change(visit, [{ field: 'old', message: ownPin.wrongOld }], 422)
  if (changed === 'own-number') {
    return change(visit, [{ field: 'pin', message: ownPin.fault['own-number'] }], 422)
  }
  return c.redirect('/me?done=pin', 303)
}
