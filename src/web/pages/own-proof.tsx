/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { provesOwnPin } from '../../own/sign-in.ts'
import { tooMany, tried } from '../try-rate.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { PinField } from '../views/pin-fields.tsx'
import type { OwnVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { passphraseWords } from '../words/passphrase.ts'

/** What is wrong with a PIN that was typed again; none where it is theirs. Each is one of its tries. */
export async function pinErrors(visit: OwnVisit, old: string): Promise<readonly FieldError[]> {
  const { house, own, browser } = visit
  const { patronId } = own
  const attempt = () => provesOwnPin(house, { patronId, pin: old, known: browser })
  const isTheirs = await tried(visit, patronId, attempt, Boolean)
  if (isTheirs === tooMany) return [{ field: 'old', message: passphraseWords(visit).tooMany }]
  return isTheirs ? [] : [{ field: 'old', message: ownPinWords(visit).wrongOld }]
}

type Asked = {
  readonly title: string
  readonly action: '/me/phone-code' | '/me/history'
  /** What goes with it. */
  readonly children?: Child
}

/** Asks for the PIN before something that must not be done at a page that was left open. */
export function askPin(
  visit: OwnVisit,
  { title, action, children }: Asked,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const own = ownPageWords(visit)
  const ownPin = ownPinWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <div class="carrel-narrow">
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p>{ownPin.sure}</p>
      <form method="post" action={action} class="usa-form carrel-form">
        <Word visit={visit} />
        {children}
        <PinField visit={visit} name="old" label={ownPin.old} autofocus errors={errors} />
        <button type="submit" class="usa-button">
          {ownPin.goOn}
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
