/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Undialed } from '../../calling/calls.ts'
import { numbersToDial } from '../../contact/phone-number.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { choicesOf } from '../ask/choices.ts'
import { messageAsk } from '../calls/call-asks.ts'
import { type CallForm, CallStep } from '../calls/call-form.tsx'
import { PackSays } from '../calls/pack-says.tsx'
import { NextCall, ToCalls } from '../calls/ways.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { ChoiceButtons } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { actorOf, askedAt, type StaffVisit } from '../visit.ts'

/** A call takes its time: as long as nobody else can take it, the page stays. */
export const callMinutes = 10

/** A call that somebody has, shown once more; or one that begins, to a customer who phoned in. */
export async function callPage(visit: StaffVisit, call: CallForm): Promise<Response> {
  if ((await visit.house.calls.keep(actorOf(visit), call.patron)) === undefined) return takenPage(visit)
  const shown = await toCall(visit, call)
  if (shown instanceof Response) return shown
  return call.back ? noNumber(visit) : nobodyLeft(visit)
}

/**
 * Whom to call, at which number, and who answered. What may be told before that is known is what anybody who answers may
 * hear; name and number come with it, and not without (Reg 4).
 */
export async function toCall(visit: StaffVisit, call: CallForm): Promise<Response | Undialed> {
  const { patron: patronId, back, about } = call
  const planned = { overdue: about.includes('overdue'), holds: about.includes('holds') }
  const facts = back ? { overdue: true, holds: true } : planned
  if (!facts.overdue && !facts.holds) return 'not-by-phone'
  const { told } = await visit.house.gate.contact({
    ...{ actor: actorOf(visit), patronId, ask: messageAsk(askedAt(visit), 'someone-else', facts) },
    envelope: ['identity', 'contact'],
  })
  const opened = told[0]?.opened
  const dial = opened === undefined ? [] : numbersOf(opened, back !== undefined)
  const isSo = about.filter((fact) => opened?.[fact]?.any === true)
  if (!back && opened !== undefined && isSo.length === 0) return 'settled'
  if (opened === undefined || dial.length === 0) return 'not-by-phone'
  return dialPage(visit, { ...call, about: isSo }, opened, dial)
}

type Number = { readonly number: string; readonly nth: number }

/** Those on file that may be dialed, each with its place there. Who asks for a call back is called, whatever they chose. */
function numbersOf({ contact }: Opened, isCallBack: boolean): readonly Number[] {
  if (contact === undefined) return []
  const { phones, choices, wrongNumbers = [] } = contact
  if (!isCallBack && choices.refuses?.includes('phone')) return []
  const dialed = numbersToDial(phones, wrongNumbers)
  // A form has room for the first ten.
  return phones.flatMap((number, nth) => (dialed.includes(number) && nth < 10 ? [{ number, nth }] : []))
}

function dialPage(
  visit: StaffVisit,
  call: CallForm,
  opened: Opened,
  dial: readonly Number[],
): Response | Promise<Response> {
  const { calls } = visit.words
  const name = nameOf(opened) ?? ''
  closeLater(visit, '/calls', callMinutes)
  return show(
    visit,
    call.back ? calls.backTitle : calls.call,
    <>
      <h1>{call.back ? calls.backTitle : calls.callWhom(name)}</h1>
      {call.back && <p class="usa-intro">{calls.backSays}</p>}
      <dl class="carrel-facts carrel-dial">
        {dial.map(({ number }) => (
          <div class="carrel-fact">
            <dt>{call.back ? `${name} · ${calls.dial}` : calls.dial}</dt>
            <dd class="carrel-number">{number}</dd>
          </div>
        ))}
      </dl>
      <PackSays visit={visit} id="say-first" heading={calls.sayFirst} says="hello" name={name} />
      <p>{calls.notYet}</p>
      <h2>{calls.answered}</h2>
      <CallStep visit={visit} call={call} action="/calls/answered">
        <ChoiceButtons name="answered" choices={answersOf(visit, call, dial)} />
      </CallStep>
      <ClosesLater visit={visit} afterMinutes={callMinutes} />
      <GiveBack visit={visit} />
    </>,
  )
}

function answersOf({ words }: StaffVisit, { back }: CallForm, dial: readonly Number[]) {
  const { calls, ask } = words
  const spoken = choicesOf(ask.answered.choices)
  const wrong = dial.map(({ number, nth }) => ({
    value: `wrong-number-${nth}`,
    label: dial.length === 1 ? calls.wrongNumber : calls.wrongNumberOf(number),
  }))
  if (!back) {
    const { nobody, 'no-more-calls': refused } = calls.answers
    const last = [{ value: 'no-more-calls', ...refused }]
    return [...spoken, { value: 'nobody', ...nobody }, ...wrong, ...last]
  }
  // Why no message: it would speak of things that may not be so.
  const customer = spoken.filter(({ value }) => value === 'customer')
  return [...customer, ...choicesOf(calls.answersBack), ...wrong]
}

const GiveBack = ({ visit }: { readonly visit: StaffVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/calls">
      {visit.words.calls.giveBack}
    </a>
  </p>
)

export function nobodyLeft(visit: StaffVisit): Response | Promise<Response> {
  const { calls } = visit.words
  return plainPage(visit, calls.title, calls.nobodyLeft)
}

function noNumber(visit: StaffVisit): Response | Promise<Response> {
  const { calls } = visit.words
  return plainPage(visit, calls.backTitle, calls.noNumber)
}

/** They were on file when the call began: an import came between. */
export function goneFromFile(visit: StaffVisit): Response | Promise<Response> {
  const { counter } = visit.words
  return plainPage(visit, counter.notOnFile, counter.customerNotOnFile)
}

function plainPage(visit: StaffVisit, heading: string, says: string): Response | Promise<Response> {
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <ToCalls visit={visit} />
    </>,
  )
}

/** Somebody else has the call by now. Nothing of whom it is to shows. */
export function takenPage(visit: StaffVisit): Response | Promise<Response> {
  const { calls } = visit.words
  return show(
    visit,
    calls.taken,
    <>
      <h1>{calls.taken}</h1>
      <p class="usa-intro">{calls.takenSays}</p>
      <NextCall visit={visit} />
      <ToCalls visit={visit} />
    </>,
  )
}
