/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type Draft, noCard } from '../ask/draft.ts'
import { looksUp } from '../on-screen.ts'
import { Alert } from '../views/alert.tsx'
import { Word } from '../views/form.tsx'
import { seesCalls, show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { callsWords } from '../words/calls.ts'

export const callBackForm = z.strictObject({ card: z.string().trim().max(64) })

/** The address of the form, opened or reloaded as if it were a page. */
export function toAskAgain({ c }: StaffVisit): Response {
  return c.redirect('/ask', 303)
}

/** Puts a customer who phoned in on the list of calls, which is worked in a private room (Reg 4). */
export async function askCallBack(
  visit: StaffVisit,
  { card }: z.infer<typeof callBackForm>,
): Promise<Response> {
  const { house, pack } = visit
  const actor = actorOf(visit)
  const { told } = await house.gate.view({ actor, patron: { card }, records: ['existence'] })
  const [found] = told
  const planned = found && (await house.calls.planCallBack(actor, found.patronId))
  const calls = callsWords(visit)
  const says = planned ? calls.onTheList(pack.in(visit.language).words['rooms'] ?? '') : calls.noOne
  return show(
    visit,
    calls.backTitle,
    <>
      <h1>{calls.backTitle}</h1>
      <Alert kind={planned ? 'success' : 'warning'}>
        <p class="usa-alert__text">{says}</p>
      </Alert>
      {planned && <blockquote class="carrel-say carrel-say__words">{sayOf(visit)}</blockquote>}
      <a class="usa-button usa-button--big" href="/">
        {answerWords(visit).done}
      </a>
    </>,
    planned ? 200 : 422,
  )
}

const sayOf = ({ pack, language }: StaffVisit) => pack.in(language).manifest.calls?.say['call-back'] ?? ''

/** The card of a customer who phoned in, where they can be called back. */
export function cardToCallBack(visit: StaffVisit, { who, how, card }: Draft): string | undefined {
  const isThere = visit.pack.manifest.calls !== undefined && looksUp(visit)
  if (!isThere || who !== 'customer' || how !== 'phone' || card === noCard) return undefined
  return card
}

/** One press: in a private room the call begins, and from anywhere else it waits there. */
export const CallBack = ({ visit, card }: { readonly visit: StaffVisit; readonly card: string }) => (
  <form method="post" action={seesCalls(visit) ? '/calls/back' : '/ask/call-back'}>
    <Word visit={visit} />
    <input type="hidden" name="card" value={card} />
    <button type="submit" class="usa-button usa-button--big carrel-go">
      {callsWords(visit).backTitle}
    </button>
  </form>
)
