/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { newOwnCode, pinCodeDays } from '../../own/codes.ts'
import { choosePinAtCounter } from '../../own/pins.ts'
import { handScreen, noPatron } from '../../store/sessions.ts'
import { onScreen } from '../on-screen.ts'
import { closeLater } from '../views/closing.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { NewPin, newPinError } from '../views/pin-fields.tsx'
import { actorOf, byOf, type HandedVisit, type StaffVisit } from '../visit.ts'
import { nothingShows } from './counter.tsx'
import { isDone } from './handed-back.tsx'

export const pinOfForm = z.strictObject({ id: z.uuid() })
export const handedPinForm = z.strictObject({ pin: z.string().max(200), repeated: z.string().max(200) })

type Of = z.infer<typeof pinOfForm>

const notHere = (visit: StaffVisit) => nothingShows(visit, onScreen(visit, ['existence', 'identity']))

/** Staff hand the screen to a patron: from now on this session shows one page, and nothing else until it is handed back. */
export async function handToCustomer(visit: StaffVisit, { id }: Of): Promise<Response> {
  const { c, house, who } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const session = { accountId: who.id, tokenHash: who.tokenHash }
  await handScreen(house.app, house.ring, session, id)
  return c.redirect('/handed/pin', 303)
}

/** A code to choose a PIN with, to be printed and given away; it is on this page and nowhere else. */
export async function printPinCode(visit: StaffVisit, { id }: Of): Promise<Response> {
  const { house, pack, words } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const code = await newOwnCode(house, byOf(visit), { patronId: id, use: 'pin' })
  if (code === null) return visit.c.redirect('/counter', 303)
  const { ownPin, cards, frame } = words
  closeLater(visit, '/counter')
  return show(
    visit,
    ownPin.printTitle,
    <>
      <h1>{ownPin.printTitle}</h1>
      <p>{ownPin.printSays(pinCodeDays)}</p>
      <p>{pack.library}</p>
      <p>{ownPin.forReader(`${house.origin}/me/pin`)}</p>
      <p class="carrel-secret">{code}</p>
      <p class="carrel-small">{ownPin.keep}</p>
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
    </>,
  )
}

/** The page for the patron alone: two masked lines, and nothing of any record. */
export function handedPinPage(visit: HandedVisit): Response | Promise<Response> {
  return isDone(visit) ? visit.c.redirect('/handed/back', 303) : choose(visit, [])
}

function choose(visit: HandedVisit, errors: readonly FieldError[]) {
  const { ownPin, frame } = visit.words
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
  const { c, house, handed, words, place } = visit
  const { ownPin } = words
  if (isDone(visit)) return c.redirect('/handed/back', 303)
  const error = newPinError(visit, typed)
  if (error !== null) return choose(visit, [error])
  const by = byOf({ who: handed, place })
  const chosen = await choosePinAtCounter(house, by, { patronId: handed.handsTo, pin: typed.pin })
  if (chosen === 'own-number') {
    return choose(visit, [{ field: 'pin', message: ownPin.fault['own-number'] }])
  }
  await handScreen(house.app, house.ring, { accountId: handed.id, tokenHash: handed.tokenHash }, noPatron)
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
