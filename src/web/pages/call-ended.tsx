/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { z } from 'zod'
import type { AfterCall } from '../../contact/call.ts'
import { type Answered, CallStep, type endedForm } from '../calls/call-form.tsx'
import { PackSays } from '../calls/pack-says.tsx'
import { NextCall, ToCalls } from '../calls/ways.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { callsWords } from '../words/calls.ts'
import { formatsOf } from '../words/told.ts'
import { takenPage } from './call.tsx'

type Ended = z.infer<typeof endedForm>

/** How a call ended, as somebody says. */
export async function ended(visit: StaffVisit, sent: Ended): Promise<Response> {
  if ((await visit.house.calls.keep(actorOf(visit), sent.patron)) === undefined) return takenPage(visit)
  return noteEnd(visit, sent)
}

/**
 * Puts the end on record, and plans what comes next.
 * Why in this order: pressed again after a fault between the two, it is on record twice, and nobody is called twice.
 */
export async function noteEnd(
  visit: StaffVisit,
  { patron: patronId, back, about, end, nth }: Pick<Ended, 'patron' | 'back' | 'about' | 'end' | 'nth'>,
): Promise<Response> {
  const { calls, gate } = visit.house
  const actor = actorOf(visit)
  const noted = await gate.noteCall({ actor, patronId, end, ...(nth && { nth: Number(nth) }) })
  // A guardian's number has no place among the patron's: it is not tried again, and the library writes.
  const isGuardians = end === 'wrong-number' && nth === undefined
  const otherNumber = noted !== 'not-here' && noted.otherNumber && !isGuardians
  // Why: a call that they asked for is no try of ours, unless they were told.
  const isTry = !back || end === 'told-customer'
  const facts = back ? undefined : { overdue: about.includes('overdue'), holds: about.includes('holds') }
  return donePage(visit, await calls.ended(actor, { patronId, end, otherNumber, about: facts, isTry }))
}

function donePage(visit: StaffVisit, after: AfterCall | undefined): Response | Promise<Response> {
  const calls = callsWords(visit)
  const told = formatsOf(visit)
  const says =
    after === undefined
      ? calls.after.back
      : after.next === 'again'
        ? calls.after.again(told.day(after.on))
        : calls.after[after.next]
  return show(
    visit,
    calls.noted,
    <>
      <h1>{calls.noted}</h1>
      <p class="usa-intro">{says}</p>
      <NextCall visit={visit} />
      <ToCalls visit={visit} />
    </>,
  )
}

/** Before a number is dialed no more, or nobody is called any more: one press is easily a wrong one. */
export function surePage(
  visit: StaffVisit,
  call: Answered,
  end: 'wrong-number' | 'no-more-calls',
  nth?: string,
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const answer = answerWords(visit)
  const { title, says } = end === 'wrong-number' && nth === undefined ? calls.sureGuardians : calls.sure[end]
  return show(
    visit,
    title,
    <>
      <h1>{title}</h1>
      <PackSays visit={visit} id="say" heading={answer.say} says={end} />
      <p class="usa-intro">{says}</p>
      <CallStep visit={visit} call={call} action="/calls/ended">
        {nth !== undefined && <input type="hidden" name="nth" value={nth} />}
        <button type="submit" name="end" value={end} class="usa-button usa-button--big">
          {calls.ends[end]}
        </button>
      </CallStep>
      <CallStep visit={visit} call={call} action="/calls/call" class="carrel-back">
        <button type="submit" class="usa-button usa-button--unstyled">
          {calls.backToCall}
        </button>
      </CallStep>
    </>,
  )
}
