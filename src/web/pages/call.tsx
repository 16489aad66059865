/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Undialed } from '../../calling/calls.ts'
import { numbersToDial } from '../../contact/phone-number.ts'
import type { OpenedGuardian } from '../../disclosure/guardians-opened.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { choicesOf } from '../ask/choices.ts'
import { guardianAsk, messageAsk, minorsHoldAsk } from '../calls/call-asks.ts'
import { type CallForm, CallStep } from '../calls/call-form.tsx'
import { PackSays } from '../calls/pack-says.tsx'
import { NextCall, ToCalls } from '../calls/ways.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { ChoiceButtons } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { fullName, nameOf } from '../views/record.tsx'
import { actorOf, askedAt, type StaffVisit } from '../visit.ts'
import { askWords } from '../words/ask.ts'
import { callsWords } from '../words/calls.ts'
import { counterWords } from '../words/counter.ts'

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
  const at = askedAt(visit)
  const request = { actor: actorOf(visit), patronId, envelope: ['identity', 'contact'] } as const
  // Who signed for a minor is asked for first about what is overdue (Reg 3); a minor who phoned in is called back themselves.
  const whoToo = back || !facts.overdue ? {} : { guardiansToo: guardianAsk(at) }
  const asked = { ...request, ask: messageAsk(at, 'someone-else', facts), ...whoToo }
  const first = await visit.house.gate.contact(asked)
  const isMinorsHold = first.minor && !facts.overdue
  const disclosed = isMinorsHold
    ? await visit.house.gate.contact({ ...request, ask: minorsHoldAsk(at) })
    : first
  const opened = disclosed.told[0]?.opened
  const isSo = about.filter((fact) => opened?.[fact]?.any === true)
  if (!back && opened !== undefined && isSo.length === 0) return 'settled'
  const whom = opened === undefined ? [] : toDial(opened, disclosed.guardians, back !== undefined)
  if (opened === undefined || whom.every(({ dial }) => dial.length === 0)) return 'not-by-phone'
  const { proof: _before, ...rest } = call
  const going: CallForm = { ...rest, about: isSo, ...(!disclosed.numberProves && { proof: 'card' as const }) }
  return dialPage(visit, going, { opened, whom, isMinorsHold })
}

/** `nth`: its place among the patron's own numbers; absent of a guardian's. */
type Number = { readonly number: string; readonly nth?: number }
/** Who is asked for, and at which numbers. */
type Dialed = { readonly name: string; readonly isGuardian: boolean; readonly dial: readonly Number[] }

/** The guardians who may hear of it, each at their own numbers, or the minor's where they have none; else the patron. */
function toDial(
  opened: Opened,
  guardians: readonly OpenedGuardian[],
  isCallBack: boolean,
): readonly Dialed[] {
  const own = numbersOf(opened, isCallBack)
  if (guardians.length === 0) return [{ name: nameOf(opened) ?? '', isGuardian: false, dial: own }]
  return guardians.flatMap(({ name, contact }) => {
    if (name === undefined) return []
    const theirs = numbersToDial(contact?.phones ?? [], opened.contact?.wrongNumbers ?? [])
    const dial = theirs.length > 0 ? theirs.map((number) => ({ number })) : own
    return [{ name: fullName(name), isGuardian: true, dial }]
  })
}

/** Those on file that may be dialed, each with its place there. Who asks for a call back is called, whatever they chose. */
function numbersOf({ contact }: Opened, isCallBack: boolean): readonly { number: string; nth: number }[] {
  if (contact === undefined) return []
  const { phones, choices, wrongNumbers = [] } = contact
  if (!isCallBack && choices.refuses?.includes('phone')) return []
  const dialed = numbersToDial(phones, wrongNumbers)
  // A form has room for the first ten.
  return phones.flatMap((number, nth) => (dialed.includes(number) && nth < 10 ? [{ number, nth }] : []))
}

type Dialing = {
  readonly opened: Opened
  readonly whom: readonly Dialed[]
  /** It is about what a minor has on hold, which nobody else may hear of. */
  readonly isMinorsHold: boolean
}

function dialPage(
  visit: StaffVisit,
  call: CallForm,
  { opened, whom, isMinorsHold }: Dialing,
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const name = nameOf(opened) ?? ''
  const [asksFor] = whom
  const toGuardian = asksFor?.isGuardian === true
  closeLater(visit, '/calls', callMinutes)
  return show(
    visit,
    call.back ? calls.backTitle : calls.call,
    <>
      <h1>{call.back ? calls.backTitle : toGuardian ? calls.callGuardianOf(name) : calls.callWhom(name)}</h1>
      {call.back && <p class="usa-intro">{calls.backSays}</p>}
      {toGuardian && <p class="usa-intro">{calls.guardianFirst}</p>}
      {isMinorsHold && <p class="usa-intro">{calls.minorsHold}</p>}
      <dl class="carrel-facts carrel-dial">
        {whom.flatMap((one) =>
          one.dial.map(({ number }) => (
            <div class="carrel-fact">
              <dt>{call.back || toGuardian ? `${one.name} · ${calls.dial}` : calls.dial}</dt>
              <dd class="carrel-number">{number}</dd>
            </div>
          )),
        )}
      </dl>
      <PackSays
        visit={visit}
        id="say-first"
        heading={calls.sayFirst}
        says="hello"
        name={asksFor?.name ?? name}
      />
      <p>{calls.notYet}</p>
      <h2>{calls.answered}</h2>
      <CallStep visit={visit} call={call} action="/calls/answered">
        <ChoiceButtons
          name="answered"
          choices={answersOf(visit, {
            ...{ saysNothing: call.back !== undefined || isMinorsHold, isCallBack: call.back !== undefined },
            ...{ dial: whom.flatMap(({ dial }) => dial), toGuardian },
          })}
        />
      </CallStep>
      <ClosesLater visit={visit} afterMinutes={callMinutes} />
      <GiveBack visit={visit} />
    </>,
  )
}

function answersOf(
  visit: StaffVisit,
  call: {
    readonly saysNothing: boolean
    readonly isCallBack: boolean
    readonly toGuardian: boolean
    readonly dial: readonly Number[]
  },
) {
  const calls = callsWords(visit)
  const ask = askWords(visit)
  const { dial, toGuardian } = call
  const spoken = choicesOf(ask.answered.choices)
  const wrong = dial.map(({ number, nth }) => ({
    value: nth === undefined ? 'wrong-number' : `wrong-number-${nth}`,
    label: dial.length === 1 ? calls.wrongNumber : calls.wrongNumberOf(number),
  }))
  const { nobody, 'no-more-calls': refused } = calls.answers
  const last = call.isCallBack ? [] : [{ value: 'no-more-calls', ...refused }]
  // Why no message: it would speak of things that may not be so, or that are the minor's to hear.
  if (call.saysNothing) {
    const customer = spoken.filter(({ value }) => value === 'customer')
    return [...customer, ...choicesOf(calls.answersBack), ...wrong, ...last]
  }
  const isFirst = ({ value }: { readonly value: string }) => value === (toGuardian ? 'guardian' : 'customer')
  const inTurn = [...spoken.filter(isFirst), ...spoken.filter((one) => !isFirst(one))]
  return [...inTurn, { value: 'nobody', ...nobody }, ...wrong, ...last]
}

const GiveBack = ({ visit }: { readonly visit: StaffVisit }) => (
  <p class="carrel-back">
    <a class="usa-link" href="/calls">
      {callsWords(visit).giveBack}
    </a>
  </p>
)

export function nobodyLeft(visit: StaffVisit): Response | Promise<Response> {
  const calls = callsWords(visit)
  return plainPage(visit, calls.title, calls.nobodyLeft)
}

export function noNumber(visit: StaffVisit): Response | Promise<Response> {
  const calls = callsWords(visit)
  return plainPage(visit, calls.backTitle, calls.noNumber)
}

/** They were on file when the call began: an import came between. */
export function goneFromFile(visit: StaffVisit): Response | Promise<Response> {
  const counter = counterWords(visit)
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
  const calls = callsWords(visit)
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
