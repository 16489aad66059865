/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { handChecks } from '../../own/act.ts'
import { dropLostCodeApp, handScreenTo } from '../../own/at-counter.ts'
import { newOwnCode, pinCodeDays } from '../../own/codes.ts'
import { historyShutDays } from '../../store/pins.ts'
import { onScreen } from '../on-screen.ts'
import { passScreen } from '../screen.ts'
import { askChecked } from '../views/ask-checked.tsx'
import { BackToRecord } from '../views/back-to-record.tsx'
import { closeLater } from '../views/closing.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, byOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { nothingShows } from './counter.tsx'
import { gonePage } from './guardian-pages.tsx'

export const pinOfForm = z.strictObject({ id: z.uuid(), checked: z.enum(handChecks).optional() })
export const appLostForm = z.strictObject({ id: z.uuid(), checked: z.literal('photo-id').optional() })

type Of = z.infer<typeof pinOfForm>

const notHere = (visit: StaffVisit) => nothingShows(visit, onScreen(visit, ['existence', 'identity']))

/** Staff hand the screen to a patron: from now on this session shows one page, and nothing else until it is taken back. */
export async function handToCustomer(visit: StaffVisit, { id, checked }: Of): Promise<Response> {
  const { c, house, who } = visit
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  const { hand, handSays, isTold } = ownPinWords(visit)
  if (checked === undefined) {
    const asked = { id, action: '/counter/pin', title: hand, says: handSays, checks: handChecks } as const
    return askChecked(visit, { ...asked, told: isTold(historyShutDays) })
  }
  const handed = await handScreenTo(house, byOf(visit), { patronId: id, checked, session: who.tokenHash })
  if (!handed) return gonePage(visit, counterWords(visit).notOnFile)
  house.openSessions.shut(who.tokenHash)
  passScreen({ ...visit, who: null, handed: { ...who, handsTo: id } })
  return c.redirect('/handed/pin', 303)
}

/** A code to choose a PIN with, to be printed and given away; it is on this page and nowhere else. */
export async function printPinCode(visit: StaffVisit, { id, checked }: Of): Promise<Response> {
  const { house, pack } = visit
  const ownPin = ownPinWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  if (checked === undefined) {
    const asked = { id, action: '/counter/pin-code', title: ownPin.print, checks: handChecks } as const
    const says = { says: ownPin.printSays(pinCodeDays), told: ownPin.isTold(historyShutDays) }
    return askChecked(visit, { ...asked, ...says })
  }
  const code = await newOwnCode(house, byOf(visit), { patronId: id, use: 'pin', checked })
  if (code === null) return gonePage(visit, counterWords(visit).notOnFile)
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

/** The code app of a customer who lost their phone is no longer asked for. It does not say whether there was one. */
export async function turnAppOff(
  visit: StaffVisit,
  { id, checked }: z.infer<typeof appLostForm>,
): Promise<Response> {
  const { house } = visit
  const ownPin = ownPinWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  if (!house.cards.mayChange(actorOf(visit))) return notHere(visit)
  if (checked === undefined) {
    const asked = { id, action: '/counter/app-lost', title: ownPin.appLost, checks: ['photo-id'] } as const
    return askChecked(visit, { ...asked, says: ownPin.appLostSays, told: ownPin.isTold(historyShutDays) })
  }
  if (!(await dropLostCodeApp(house, byOf(visit), id))) return gonePage(visit, counterWords(visit).notOnFile)
  return show(
    visit,
    ownPin.appOff,
    <>
      <h1>{ownPin.appOff}</h1>
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}
