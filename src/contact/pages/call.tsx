/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { z } from 'zod'
import { longestName } from '../../ask/draft.ts'
import { choicesFrom } from '../../ask/pages/questions.tsx'
import { answerWords } from '../../ask/words/answer.ts'
import { askWords } from '../../ask/words/ask.ts'
import { callBackWords } from '../../ask/words/call-back.ts'
import type { Opened } from '../../gate/opened-record.ts'
import { Clauses, SayWords } from '../../gate/pages/answer-parts.tsx'
import type { CallEnd } from '../../gate/patron-choices.ts'
import type { Disclosure, OpenedGuardian } from '../../gate/request.ts'
import { actorOf } from '../../gate/services.ts'
import { answerPartsWords } from '../../gate/words/answer-parts.ts'
import { fullName, nameOf, RecordView } from '../../patrons/pages/record-parts.tsx'
import { counterWords } from '../../patrons/words/counter.ts'
import { numbersToDial } from '../../platform/contact-details.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ChoiceButtons,
  ChoiceList,
  type FieldError,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import { placeAndDay, type StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { AfterCall } from '../call.ts'
import type { EndWithoutCall } from '../call-queue.ts'
import type { ContactServices } from '../services.ts'
import { callsWords } from '../words/calls.ts'
import {
  type Answered,
  BackToCalls,
  type CallForm,
  CallScript,
  CallStep,
  customerCallAsk,
  type endedForm,
  guardianCallAsk,
  messageCallAsk,
  minorsHoldAsk,
  NextCallButton,
} from './call-parts.tsx'

/** A call takes its time: as long as nobody else can take it, the page stays. */
export const callMinutes = 10

/** A call that somebody has, shown once more; or one that begins, to a customer who phoned in. */
export async function callPage(visit: StaffContext<ContactServices>, call: CallForm): Promise<Response> {
  if ((await visit.house.calls.keep(actorOf(visit), call.patron)) === undefined) return takenPage(visit)
  const shown = await callThisPatron(visit, call)
  if (shown instanceof Response) return shown
  return call.back ? noNumber(visit) : noCallsLeft(visit)
}

/**
 * Whom to call, at which number, and who answered. What may be told before that is known is what anybody who answers may
 * hear; name and number come with it, and not without (Reg 4).
 */
export async function callThisPatron(
  visit: StaffContext<ContactServices>,
  call: CallForm,
): Promise<Response | EndWithoutCall> {
  const { patron: patronId, back, about } = call
  const planned = { overdue: about.includes('overdue'), holds: about.includes('holds') }
  const facts = back ? { overdue: true, holds: true } : planned
  if (!facts.overdue && !facts.holds) return 'not-by-phone'
  const at = placeAndDay(visit)
  const request = { actor: actorOf(visit), patronId, envelope: ['identity', 'contact'] } as const
  // Who signed for a minor is asked for first about what is overdue (Reg 3); a minor who phoned in is called back themselves.
  const whoToo = back || !facts.overdue ? {} : { guardiansToo: guardianCallAsk(at) }
  const asked = { ...request, ask: messageCallAsk(at, 'someone-else', facts), ...whoToo }
  const first = await visit.house.gate.contact(asked)
  const isMinorsHold = first.minor && !facts.overdue
  const disclosed = isMinorsHold
    ? await visit.house.gate.contact({ ...request, ask: minorsHoldAsk(at) })
    : first
  const opened = disclosed.told[0]?.opened
  const isSo = about.filter((fact) => opened?.[fact]?.any === true)
  if (!back && opened !== undefined && isSo.length === 0) return 'settled'
  const whom = opened === undefined ? [] : numbersFor(opened, disclosed.guardians, back !== undefined)
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
function numbersFor(
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
  visit: StaffContext,
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
    call.back ? callBackWords(visit).backTitle : calls.call,
    <>
      <h1>
        {call.back
          ? callBackWords(visit).backTitle
          : toGuardian
            ? calls.callGuardianOf(name)
            : calls.callWhom(name)}
      </h1>
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
      <CallScript
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
  visit: StaffContext,
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
  const spoken = choicesFrom(ask.answered.choices)
  const wrong = dial.map(({ number, nth }) => ({
    value: nth === undefined ? 'wrong-number' : `wrong-number-${nth}`,
    label: dial.length === 1 ? calls.wrongNumber : calls.wrongNumberOf(number),
  }))
  const { nobody, 'no-more-calls': refused } = calls.answers
  const last = call.isCallBack ? [] : [{ value: 'no-more-calls', ...refused }]
  // Why no message: it would speak of things that may not be so, or that are the minor's to hear.
  if (call.saysNothing) {
    const customer = spoken.filter(({ value }) => value === 'customer')
    return [...customer, ...choicesFrom(calls.answersBack), ...wrong, ...last]
  }
  const isFirst = ({ value }: { readonly value: string }) => value === (toGuardian ? 'guardian' : 'customer')
  const inTurn = [...spoken.filter(isFirst), ...spoken.filter((one) => !isFirst(one))]
  return [...inTurn, { value: 'nobody', ...nobody }, ...wrong, ...last]
}

const GiveBack = ({ visit }: { readonly visit: StaffContext }) => (
  <BackLink href="/calls">{callsWords(visit).giveBack}</BackLink>
)

export function noCallsLeft(visit: StaffContext): Response | Promise<Response> {
  const calls = callsWords(visit)
  return plainPage(visit, calls.title, calls.nobodyLeft)
}

export function noNumber(visit: StaffContext): Response | Promise<Response> {
  const calls = callsWords(visit)
  return plainPage(visit, callBackWords(visit).backTitle, calls.noNumber)
}

/** They were on file when the call began: an import came between. */
export function goneFromFile(visit: StaffContext): Response | Promise<Response> {
  const counter = counterWords(visit)
  return plainPage(visit, counter.notOnFile, counter.customerNotOnFile)
}

function plainPage(visit: StaffContext, heading: string, says: string): Response | Promise<Response> {
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <BackToCalls visit={visit} />
    </>,
  )
}

/** Somebody else has the call by now. Nothing of whom it is to shows. */
export function takenPage(visit: StaffContext): Response | Promise<Response> {
  const calls = callsWords(visit)
  return show(
    visit,
    calls.taken,
    <>
      <h1>{calls.taken}</h1>
      <p class="usa-intro">{calls.takenSays}</p>
      <NextCallButton visit={visit} />
      <BackToCalls visit={visit} />
    </>,
  )
}

/** Who answered decides what comes: a question first, the words to say, or that nothing is said. */
export async function submitAnswered(
  visit: StaffContext<ContactServices>,
  sent: Answered,
): Promise<Response> {
  if ((await visit.house.calls.keep(actorOf(visit), sent.patron)) === undefined) return takenPage(visit)
  switch (sent.answered) {
    case 'customer':
      return sent.asked === 'how' ? tellCustomer(visit, sent) : howPage(visit, sent)
    case 'guardian':
      return sent.guardian ? tellGuardian(visit, sent, sent.guardian) : guardianPage(visit, sent)
    case 'someone-else':
    case 'machine':
      return messagePage(visit, sent, sent.answered)
    case 'nobody':
      return recordEnd(visit, { ...sent, end: 'no-answer' })
    case 'no-more-calls':
      return surePage(visit, sent, 'no-more-calls')
    default:
      return surePage(visit, sent, 'wrong-number', /\d$/.exec(sent.answered)?.[0])
  }
}

/** The card that is read out, or the number that was dialed (Reg 2, Reg 4). Neither is proved by a word of staff alone. */
function howPage(
  visit: StaffContext,
  call: Answered,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const ask = askWords(visit)
  return showForm(
    visit,
    { title: calls.how, errors },
    <>
      <p class="usa-intro carrel-hint">
        {call.proof ? calls.howSaysCard : call.back ? calls.howSaysBack : calls.howSays}
      </p>
      <CallStep visit={visit} call={call} action="/calls/answered" class="carrel-question">
        <input type="hidden" name="answered" value="customer" />
        <input type="hidden" name="asked" value="how" />
        {!call.proof && (
          <ChoiceList
            type="checkbox"
            name="callback"
            legend={calls.how}
            chosen={call.callback ? ['yes'] : []}
            choices={[{ value: 'yes', label: calls.dialed }]}
          />
        )}
        <CallScript visit={visit} id="say-card" heading={calls.askCard} says="card-please" />
        <TextField
          name="card"
          label={ask.card.label}
          hint={calls.cardHint}
          maxlength={64}
          errors={errors}
          {...(call.card && { value: call.card })}
        />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {calls.goOn}
        </button>
      </CallStep>
      <BackToCall visit={visit} call={call} />
    </>,
  )
}

async function tellCustomer(visit: StaffContext<ContactServices>, call: Answered): Promise<Response> {
  const calls = callsWords(visit)
  const disclosed = await visit.house.gate.contact({
    ...{
      actor: actorOf(visit),
      patronId: call.patron,
      ask: customerCallAsk(placeAndDay(visit), call),
      envelope: [],
    },
    ...(call.card && { card: call.card }),
  })
  if (!disclosed.found) return goneFromFile(visit)
  const isAnothers = call.card !== undefined && call.card !== '' && disclosed.byNoCard
  if (isAnothers) return howPage(visit, call, [{ field: 'card', message: calls.notTheirCard }])
  return toldPage(visit, call, disclosed, 'told-customer')
}

function guardianPage(visit: StaffContext, call: Answered): Response | Promise<Response> {
  const calls = callsWords(visit)
  const ask = askWords(visit)
  const { title, label, hint } = ask.guardian
  const errors = call.asked === 'guardian' ? [{ field: 'guardian', message: ask.missing.guardian }] : []
  return showForm(
    visit,
    { title: title.called, errors },
    <>
      <CallStep visit={visit} call={call} action="/calls/answered" class="carrel-question">
        <input type="hidden" name="answered" value="guardian" />
        <input type="hidden" name="asked" value="guardian" />
        <TextField
          name="guardian"
          label={label}
          hint={hint}
          maxlength={longestName}
          autofocus
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {calls.goOn}
        </button>
      </CallStep>
      <BackToCall visit={visit} call={call} />
    </>,
  )
}

async function tellGuardian(
  visit: StaffContext<ContactServices>,
  call: Answered,
  guardian: string,
): Promise<Response> {
  const ask = guardianCallAsk(placeAndDay(visit))
  const contact = { actor: actorOf(visit), patronId: call.patron, ask, envelope: [], guardian }
  const disclosed = await visit.house.gate.contact(contact)
  return disclosed.found ? toldPage(visit, call, disclosed, 'told-guardian') : goneFromFile(visit)
}

/** Somebody else, or a machine, is given what a message may state, and has no part in anything else (Reg 4). */
async function messagePage(
  visit: StaffContext<ContactServices>,
  call: Answered,
  heardBy: 'someone-else' | 'machine',
): Promise<Response> {
  const calls = callsWords(visit)
  const facts = { overdue: call.about.includes('overdue'), holds: call.about.includes('holds') }
  const ask = messageCallAsk(placeAndDay(visit), heardBy, facts)
  const { answer, alsoSay } = await visit.house.gate.contact({
    ...{ actor: actorOf(visit), patronId: call.patron, ask, envelope: [] },
  })
  const said: CallEnd = heardBy === 'machine' ? 'message-left' : 'message-given'
  closeLater(visit, '/calls', callMinutes)
  return show(
    visit,
    calls.message,
    <>
      <h1>{calls.message}</h1>
      <SayWords
        visit={visit}
        id="say"
        heading={answerPartsWords(visit).say}
        say={answer.say}
        alsoSay={alsoSay}
      />
      <Steps next={answer.next} />
      <Ends visit={visit} call={call} ends={answer.may.length > 0 ? [said, 'no-answer'] : ['no-answer']} />
      <Why visit={visit} clauses={answer.clauses} />
      <BackToCall visit={visit} call={call} />
    </>,
  )
}

/** What the customer, or a guardian on file, may be told aloud. */
function toldPage(
  visit: StaffContext,
  call: Answered,
  disclosed: Disclosure,
  end: 'told-customer' | 'told-guardian',
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const words = answerWords(visit)
  const { answer, alsoSay, told, byLostCard, byExpiredCard, guardian } = disclosed
  const isTold = told.length > 0
  const heading = isTold ? calls.tell : calls.tellNothing
  closeLater(visit, '/calls', callMinutes)
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      {byLostCard && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.lostCard}</p>
        </Alert>
      )}
      {byExpiredCard && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.expiredCard}</p>
        </Alert>
      )}
      {guardian !== undefined && guardian !== 'nothing-to-settle' && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.guardian[guardian]}</p>
        </Alert>
      )}
      <SayWords
        visit={visit}
        id="say"
        heading={answerPartsWords(visit).say}
        say={answer.say}
        alsoSay={alsoSay}
      />
      {told.map(({ opened }) => (
        <RecordView speaker={visit} opened={opened} level={2} />
      ))}
      {isTold && <ClosesLater visit={visit} afterMinutes={callMinutes} />}
      {isTold && <Ends visit={visit} call={call} ends={[end, 'no-answer']} />}
      {!isTold && end === 'told-guardian' && (
        <CallStep visit={visit} call={call} action="/calls/answered">
          <button type="submit" name="answered" value="someone-else" class="usa-button usa-button--big">
            {calls.guardianInstead}
          </button>
        </CallStep>
      )}
      {!isTold && end === 'told-customer' && <Ends visit={visit} call={call} ends={['no-answer']} />}
      {end === 'told-customer' && !call.back && (
        <CallStep visit={visit} call={call} action="/calls/answered" class="carrel-back">
          <button type="submit" name="answered" value="no-more-calls" class="usa-button usa-button--unstyled">
            {calls.notWanted}
          </button>
        </CallStep>
      )}
      <Why visit={visit} clauses={answer.clauses} />
      <BackToCall visit={visit} call={call} />
    </>,
  )
}

const Steps = ({ next }: { readonly next: readonly string[] }) => (
  <ul class="usa-list">
    {next.map((step) => (
      <li>{step}</li>
    ))}
  </ul>
)

type EndsProps = {
  readonly visit: StaffContext
  readonly call: Answered
  readonly ends: readonly CallEnd[]
}

/** How it ended: a press, and it is on record. */
const Ends = ({ visit, call, ends }: EndsProps) => {
  const calls = callsWords(visit)
  return (
    <section aria-labelledby="over">
      <h2 id="over">{calls.whenOver}</h2>
      <CallStep visit={visit} call={call} action="/calls/ended" class="carrel-ends">
        {ends.map((end, at) => (
          <button
            type="submit"
            name="end"
            value={end}
            class={at === 0 ? 'usa-button usa-button--big' : 'usa-button usa-button--outline'}
          >
            {calls.ends[end]}
          </button>
        ))}
      </CallStep>
    </section>
  )
}

const Why = ({ visit, clauses }: { readonly visit: StaffContext; readonly clauses: readonly string[] }) => (
  <>
    <h2>{answerPartsWords(visit).why}</h2>
    <Clauses pack={visit.pack} ids={clauses} />
  </>
)

/** The number once more, where it turns out that somebody else is on the line. */
const BackToCall = ({ visit, call }: { readonly visit: StaffContext; readonly call: Answered }) => (
  <CallStep visit={visit} call={call} action="/calls/call" class="carrel-back">
    <button type="submit" class="usa-button usa-button--unstyled">
      {callsWords(visit).backToCall}
    </button>
  </CallStep>
)

type CallEnding = z.infer<typeof endedForm>

/** How a call ended, as somebody says. */
export async function submitEnded(visit: StaffContext<ContactServices>, sent: CallEnding): Promise<Response> {
  if ((await visit.house.calls.keep(actorOf(visit), sent.patron)) === undefined) return takenPage(visit)
  return recordEnd(visit, sent)
}

/**
 * Puts the end on record, and plans what comes next.
 * Why in this order: pressed again after a fault between the two, it is on record twice, and nobody is called twice.
 */
export async function recordEnd(
  visit: StaffContext<ContactServices>,
  { patron: patronId, back, about, end, nth }: Pick<CallEnding, 'patron' | 'back' | 'about' | 'end' | 'nth'>,
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

function donePage(visit: StaffContext, after: AfterCall | undefined): Response | Promise<Response> {
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
      <NextCallButton visit={visit} />
      <BackToCalls visit={visit} />
    </>,
  )
}

/** Before a number is dialed no more, or nobody is called any more: one press is easily a wrong one. */
export function surePage(
  visit: StaffContext,
  call: Answered,
  end: 'wrong-number' | 'no-more-calls',
  nth?: string,
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const answer = answerPartsWords(visit)
  const { title, says } = end === 'wrong-number' && nth === undefined ? calls.sureGuardians : calls.sure[end]
  return show(
    visit,
    title,
    <>
      <h1>{title}</h1>
      <CallScript visit={visit} id="say" heading={answer.say} says={end} />
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
