/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { takeScreenBack } from '../../accounts/take-back.ts'
import { noPatron } from '../../store/sessions.ts'
import { passScreen } from '../screen.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type HandedVisit, triedFrom } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { signInWords } from '../words/sign-in.ts'

export const handBackForm = z.strictObject({ passphrase: z.string().max(2000) })

/** Whether the patron is done, and nothing but the way back is left. */
export const isDone = ({ handed }: HandedVisit) => handed.handsTo === noPatron

/** The clerk alone takes the screen back: whoever holds it must not be at the counter by a press of a button. */
export function handBackPage(visit: HandedVisit): Response | Promise<Response> {
  return askClerk(visit)
}

function askClerk(visit: HandedVisit, errors: readonly FieldError[] = [], status: 200 | 422 | 429 = 200) {
  const ownPin = ownPinWords(visit)
  const signIn = signInWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownPin.takeBack) : ownPin.takeBack,
    <div class="carrel-question">
      <h1>{ownPin.takeBack}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p>{ownPin.takeBackSays}</p>
      <form method="post" action="/handed/back" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField
          name="passphrase"
          label={signIn.passphrase}
          type="password"
          autocomplete="off"
          maxlength={2000}
          autofocus
          errors={errors}
        />
        <button type="submit" class="usa-button">
          {ownPin.takeBackButton}
        </button>
      </form>
      {!isDone(visit) && (
        <p class="carrel-back">
          <a class="usa-link" href="/handed/pin">
            {ownPin.notYet}
          </a>
        </p>
      )}
    </div>,
    status,
  )
}

/** The screen is the clerk's again, once their passphrase is right; nothing that was typed before is kept. */
export async function handBack(
  visit: HandedVisit,
  { passphrase }: z.infer<typeof handBackForm>,
): Promise<Response> {
  const { c, house, handed, place } = visit
  const wrong = (message: string) => ({ field: 'passphrase', message })
  const back = { account: handed, session: handed.tokenHash, passphrase, from: triedFrom(visit) }
  const attempt = () => takeScreenBack(house, byOf({ who: handed, place }), back)
  const isBack = await tried(visit, handed.signIn, attempt, Boolean)
  if (isBack === tooMany) return askClerk(visit, [wrong(passphraseWords(visit).tooMany)], 429)
  if (isBack) {
    passScreen({ ...visit, who: { ...handed, handsTo: null }, handed: null })
    return c.redirect('/counter', 303)
  }
  return askClerk(visit, wrongTry(visit, wrong(passphraseWords(visit).notYours)), 422)
}
