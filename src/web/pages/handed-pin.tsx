/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { choosePinAtCounter } from '../../own/pins.ts'
import { handScreen, noPatron } from '../../store/sessions.ts'
import { passScreen } from '../screen.ts'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { NewPin, newPinError } from '../views/pin-fields.tsx'
import { byOf, type HandedVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { isDone } from './handed-back.tsx'

export const handedPinForm = z.strictObject({ pin: z.string().max(200), repeated: z.string().max(200) })

/** The page for the patron alone: two masked lines, and nothing of any record. */
export function handedPinPage(visit: HandedVisit): Response | Promise<Response> {
  return isDone(visit) ? visit.c.redirect('/handed/back', 303) : choose(visit, [])
}

function choose(visit: HandedVisit, errors: readonly FieldError[]) {
  const ownPin = ownPinWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(ownPin.choose) : ownPin.choose,
    <div class="carrel-narrow carrel-big">
      <h1>{ownPin.choose}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{ownPin.chooseSays}</p>
      <form method="post" action="/handed/pin" class="usa-form carrel-form">
        <Word visit={visit} />
        <NewPin visit={visit} errors={errors} autofocus />
        <button type="submit" class="usa-button usa-button--big">
          {ownPin.button}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/handed/back">
          {ownPin.goBack}
        </a>
      </p>
    </div>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Sets the PIN. Then only the clerk's way back is left: not even another PIN can be set. */
export async function giveHandedPin(
  visit: HandedVisit,
  typed: z.infer<typeof handedPinForm>,
): Promise<Response> {
  const { c, house, handed, place } = visit
  const ownPin = ownPinWords(visit)
  if (isDone(visit)) return c.redirect('/handed/back', 303)
  const error = newPinError(visit, typed)
  if (error !== null) return choose(visit, [error])
  const by = byOf({ who: handed, place })
  const chosen = await choosePinAtCounter(house, by, { patronId: handed.handsTo, pin: typed.pin })
  if (chosen === 'own-number') {
    return choose(visit, [{ field: 'pin', message: ownPin.fault['own-number'] }])
  }
  await handScreen(house.app, house.ring, { accountId: handed.id, tokenHash: handed.tokenHash }, noPatron)
  passScreen({ ...visit, handed: { ...handed, handsTo: noPatron } })
  const [heading, says] = chosen === 'set' ? [ownPin.set, ownPin.setSays] : [ownPin.gone, ownPin.goneSays]
  return show(
    visit,
    heading,
    <div class="carrel-narrow carrel-big">
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <p class="carrel-back">
        <a class="usa-link" href="/handed/back">
          {ownPin.toCounter}
        </a>
      </p>
    </div>,
  )
}
