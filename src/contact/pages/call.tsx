import type { z } from 'zod'
import {
  answerWords,
  askWords,
  callBackWords,
  choicesFrom,
  longestName,
  longestPhoneCode,
} from '../../ask/pages/index.ts'
import {
  actorOf,
  type CallEnd,
  type Disclosure,
  type Opened,
  type OpenedGuardian,
  reachedAt,
} from '../../gate/index.ts'
import { answerPartsWords, Clauses, SayIn, SayWords } from '../../gate/pages/index.ts'
import { counterWords, fullName, nameOf, openPatronById, RecordView } from '../../patrons/pages/index.ts'
import { numbersToDial } from '../../platform/contact-details.ts'
import { show, showForm, showMessage } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ChoiceButtons,
  ChoiceList,
  type FieldError,
  PhoneLink,
  SubmitButton,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import { placeAndDay, type StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf, type Language } from '../../platform/i18n/language.ts'
import type { AfterCall, MessageFacts } from '../call.ts'
import type { CalledBack, EndWithoutCall } from '../call-queue.ts'
import type { ContactContext } from '../services.ts'
import { callsWords } from '../words/calls.ts'
import {
  type AnsweredCall,
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

/** How long the page stays open, and no one else can take the call. */
const callMinutes = 10

/** A call in progress, or one that begins with a patron who phoned in. */
export async function callPage(context: ContactContext, call: CallForm) {
  const { calls } = context.services
  const { patron, back } = call
  if (back !== undefined && (await calls.callBack(actorOf(context), patron, back)) === undefined)
    return takenPage(context)
  return inCall(context, call, async (going) => {
    const shown = await callThisPatron(context, going)
    if (shown instanceof Response) return shown
    return back ? noCallBack(context, back) : noCallsLeft(context)
  })
}

/**
 * Goes on with a call that was begun, about no more than was planned. Without one, the record asks why, as anywhere: an id
 * from a search is no call, and does not tell whether one is planned.
 */
async function inCall<Sent extends CallForm>(
  context: ContactContext,
  sent: Sent,
  goOn: (call: Sent) => Response | Promise<Response>,
): Promise<Response> {
  const { patron, back } = sent
  const kept = await context.services.calls.keep(actorOf(context), patron, back)
  if (kept === 'taken') return takenPage(context)
  if (kept === 'not-begun') return openPatronById(context, { id: patron })
  return goOn({ ...sent, about: sent.about.filter((fact) => kept.about[fact]) })
}

/** Why the record is opened: the list has the call, or they phoned in. */
const basisOf = ({ back }: Pick<CallForm, 'back'>) => (back === undefined ? 'list' : 'phone')

/**
 * Whom to call, at which number, and who answered. Until that is known, only what anyone may hear is asked for, and
 * name and number come only with it (Reg 4).
 */
export async function callThisPatron(
  context: ContactContext,
  call: CallForm,
): Promise<Response | EndWithoutCall> {
  const { patron: patronId, back, about } = call
  const planned = { overdue: about.includes('overdue'), holds: about.includes('holds') }
  const facts = back ? { overdue: true, holds: back === 'yes' } : planned
  if (!facts.overdue && !facts.holds) return 'not-by-phone'
  const at = placeAndDay(context)
  const by = { actor: actorOf(context), basis: basisOf(call) } as const
  const request = { ...by, patronId, envelope: ['identity', 'contact'] } as const
  // About overdue items, the guardian who signed is asked for first (Reg 3); a minor who phoned in is called back
  // themselves.
  const whoToo = back === 'yes' || !facts.overdue ? {} : { guardiansToo: guardianCallAsk(at) }
  const asked = { ...request, ask: messageCallAsk(at, 'someone-else', facts), ...whoToo }
  const first = await context.services.gate.contact(asked)
  // The person who answers may be the one who must not hear. It goes on as where what was overdue is back, and no letter follows.
  const isBack = first.minor && first.told[0]?.opened.overdue?.any === false
  if ((first.shielded || isBack) && !back && facts.overdue)
    return facts.holds ? callThisPatron(context, { ...call, about: ['holds'] }) : 'settled'
  const isMinorsHold = first.minor && !facts.overdue
  const disclosed = isMinorsHold
    ? await context.services.gate.contact({ ...request, ask: minorsHoldAsk(at) })
    : first
  const opened = disclosed.told[0]?.opened
  const isSo = about.filter((fact) => opened?.[fact]?.any === true)
  if (!back && opened !== undefined && isSo.length === 0) return 'settled'
  const whom = opened === undefined ? [] : numbersFor(opened, disclosed.guardians, back)
  if (opened === undefined || whom.every(({ dial }) => dial.length === 0)) return 'not-by-phone'
  // Which numbers are theirs alone ended with a guardian's part.
  if (isMinorsHold && !back && opened.contact?.askAgain === 'where') return 'not-by-phone'
  const { proof: _before, ...rest } = call
  if (back === 'guardian' && disclosed.guardians.length === 0) return 'not-by-phone'
  const going: CallForm = { ...rest, about: isSo, ...(!disclosed.numberProves && { proof: 'card' as const }) }
  return dialPage(context, going, { opened, whom, isMinor: first.minor, isMinorsHold })
}

/** `nth`: index into the patron's numbers; absent for a guardian's. */
type Number = { readonly number: string; readonly nth?: number }
type Dialed = { readonly name: string; readonly isGuardian: boolean; readonly dial: readonly Number[] }

/**
 * Guardians who may be told, at their own numbers or else the minor's; otherwise the patron. A guardian who phoned in is
 * called at their own number alone: one on the minor's record proves nothing of them.
 */
function numbersFor(
  opened: Opened,
  guardians: readonly OpenedGuardian[],
  back: CalledBack | undefined,
): readonly Dialed[] {
  const own = back === 'guardian' ? [] : numbersOf(opened, back !== undefined)
  if (guardians.length === 0) return [{ name: nameOf(opened) ?? '', isGuardian: false, dial: own }]
  return guardians.flatMap(({ name, contact }) => {
    if (name === undefined) return []
    const theirs = numbersToDial(contact?.phones ?? [], opened.contact?.wrongNumbers ?? [])
    const dial = theirs.length > 0 ? theirs.map((number) => ({ number })) : own
    return [{ name: fullName(name), isGuardian: true, dial }]
  })
}

/** Numbers that may be dialed. A requested call back ignores a refusal of calls. */
function numbersOf({ contact }: Opened, isCallBack: boolean): readonly { number: string; nth: number }[] {
  if (contact === undefined) return []
  const { phones, choices, wrongNumbers = [] } = contact
  if (!isCallBack && choices.refuses?.includes('phone')) return []
  const may = reachedAt(contact, contact.reach ?? {}).phones
  const dialed = numbersToDial(phones, wrongNumbers).filter((number) => may.includes(number))
  return phones.flatMap((number, nth) => (dialed.includes(number) && nth < 10 ? [{ number, nth }] : []))
}

type Dialing = {
  readonly opened: Opened
  readonly whom: readonly Dialed[]
  /** Only a minor has a guardian who may answer for them. */
  readonly isMinor: boolean
  /** A minor's hold, of which no one else may be told. */
  readonly isMinorsHold: boolean
}

function dialPage(context: StaffContext, call: CallForm, { opened, whom, isMinor, isMinorsHold }: Dialing) {
  const calls = callsWords(context)
  const name = nameOf(opened) ?? ''
  const [asksFor] = whom
  const toGuardian = asksFor?.isGuardian === true
  const isGuardiansBack = call.back === 'guardian'
  const dialHeading = (nth: number) => (nth === 0 ? calls.dial : calls.dialNext)
  closeLater(context, '/calls', callMinutes)
  return show(
    context,
    call.back ? callBackWords(context).backTitle : calls.call,
    <>
      <h1>
        {isGuardiansBack
          ? calls.guardianBack(name)
          : call.back
            ? callBackWords(context).backTitle
            : toGuardian
              ? calls.callGuardianOf(name)
              : calls.callWhom(name)}
      </h1>
      {call.back && <p class="usa-intro">{calls.backSays}</p>}
      {isGuardiansBack && <p>{calls.guardianBackSays}</p>}
      {toGuardian && !isGuardiansBack && <p class="usa-intro">{calls.guardianFirst}</p>}
      {isMinorsHold && <p class="usa-intro">{calls.minorsHold}</p>}
      {call.about.length > 0 && (
        <p>{calls.isAbout(formatsOf(context).all(call.about.map((fact) => calls.topic[fact])))}</p>
      )}
      <dl class="carrel-facts carrel-dial">
        {whom.flatMap((one) =>
          one.dial.map(({ number }, nth) => (
            <div class="carrel-fact">
              <dt>{call.back || toGuardian ? `${one.name} · ${dialHeading(nth)}` : dialHeading(nth)}</dt>
              <dd class="carrel-number">
                <PhoneLink number={number} />
              </dd>
            </div>
          )),
        )}
      </dl>
      {(isGuardiansBack ? whom : [asksFor]).map((one, nth) => (
        <CallScript
          context={context}
          id={nth === 0 ? 'say-first' : `say-first-${nth}`}
          heading={calls.sayFirst}
          says="hello"
          name={one?.name ?? name}
        />
      ))}
      <p>{calls.notYet}</p>
      <h2>{calls.answered}</h2>
      <CallStep context={context} call={call} action="/calls/answered">
        <ChoiceButtons
          name="answered"
          choices={answersOf(context, {
            saysNothing: call.back !== undefined || isMinorsHold,
            back: call.back,
            dial: whom.flatMap(({ dial }) => dial),
            toGuardian,
            isMinor,
          })}
        />
      </CallStep>
      <ClosesLater context={context} afterMinutes={callMinutes} />
      <GiveBack context={context} isCallBack={call.back !== undefined} />
    </>,
  )
}

function answersOf(
  context: StaffContext,
  call: {
    readonly saysNothing: boolean
    readonly back: CalledBack | undefined
    readonly toGuardian: boolean
    readonly isMinor: boolean
    readonly dial: readonly Number[]
  },
) {
  const calls = callsWords(context)
  const ask = askWords(context)
  const { dial, toGuardian } = call
  const spoken = choicesFrom(ask.answered.choices).filter(
    ({ value }) => value !== 'guardian' || call.isMinor || toGuardian,
  )
  const wrong = dial.map(({ number, nth }) => ({
    value: nth === undefined ? 'wrong-number' : `wrong-number-${nth}`,
    label: dial.length === 1 ? calls.wrongNumber : calls.wrongNumberOf(number),
  }))
  const { nobody, 'no-more-calls': refused } = calls.answers
  const last = call.back ? [] : [{ value: 'no-more-calls', ...refused }]
  // Why no message: it might not be true, or only the minor may hear it.
  if (call.saysNothing) {
    const isGuardians = call.back === 'guardian'
    const theirs = spoken.filter(({ value }) =>
      isGuardians ? value === 'guardian' : value === 'customer' || value === 'relay',
    )
    const nothing = choicesFrom(
      isGuardians ? calls.answersGuardianBack : call.back ? calls.answersBack : calls.answersMinor,
    )
    return [...theirs, ...nothing, ...wrong, ...last]
  }
  const isFirst = ({ value }: { readonly value: string }) => value === (toGuardian ? 'guardian' : 'customer')
  const inTurn = [...spoken.filter(isFirst), ...spoken.filter((one) => !isFirst(one))]
  return [...inTurn, { value: 'nobody', ...nobody }, ...wrong, ...last]
}

/** A call back came from no list. */
const GiveBack = ({
  context,
  isCallBack,
}: {
  readonly context: StaffContext
  readonly isCallBack: boolean
}) => (
  <BackLink href="/calls">{isCallBack ? callsWords(context).cancel : callsWords(context).giveBack}</BackLink>
)

export function noCallsLeft(context: StaffContext) {
  const calls = callsWords(context)
  return plainPage(context, calls.title, calls.noCallsLeft)
}

/** One page for a guardian who has no number on file, is not to be told, or has nothing to settle: it tells none apart. */
export function noCallBack(context: StaffContext, back: CalledBack) {
  const { noNumber, noGuardianNumber } = callsWords(context)
  const says = back === 'guardian' ? noGuardianNumber : noNumber
  return plainPage(context, callBackWords(context).backTitle, says)
}

/** An import removed them during the call. */
function goneFromFile(context: StaffContext) {
  const counter = counterWords(context)
  return plainPage(context, counter.notOnFile, counter.customerNotOnFile)
}

function plainPage(context: StaffContext, heading: string, says: string) {
  return showMessage(context, { title: heading, says }, <BackToCalls context={context} />)
}

function takenPage(context: StaffContext) {
  const calls = callsWords(context)
  return showMessage(
    context,
    { title: calls.taken, says: calls.takenSays },
    <>
      <NextCallButton context={context} />
      <BackToCalls context={context} />
    </>,
  )
}

export function submitAnswered(context: ContactContext, sent: AnsweredCall) {
  return inCall(context, sent, (call) => answered(context, call))
}

async function answered(context: ContactContext, sent: AnsweredCall) {
  switch (sent.answered) {
    case 'customer':
    case 'relay':
      if (sent.asked !== 'how') return howPage(context, sent)
      return isUndialed(sent) ? howPage(context, sent, undialed(context)) : tellCustomer(context, sent)
    case 'guardian':
      if (!sent.guardian) return guardianPage(context, sent)
      return isUndialed(sent)
        ? guardianPage(context, sent, undialed(context))
        : tellGuardian(context, sent, sent.guardian)
    case 'someone-else':
    case 'machine':
      return messagePage(context, sent, sent.answered)
    case 'nobody':
      return recordEnd(context, { ...sent, end: 'no-answer' })
    case 'no-more-calls':
      return surePage(context, sent, 'no-more-calls')
    default:
      return surePage(context, sent, 'wrong-number', /\d$/.exec(sent.answered)?.[0])
  }
}

/** Who phoned in may still be on the line, and anyone can read out a card that they found, or a guardian's name. */
const isUndialed = ({ back, callback }: AnsweredCall) => back !== undefined && callback === undefined

const undialed = (context: StaffContext): readonly FieldError[] => [
  { field: 'callback-yes', message: callsWords(context).notDialed },
]

type DialedProps = {
  readonly context: StaffContext
  readonly call: AnsweredCall
  readonly errors: readonly FieldError[]
}

const Dialed = ({ context, call, errors }: DialedProps) => {
  const { how, dialed } = callsWords(context)
  return (
    <ChoiceList
      type="checkbox"
      name="callback"
      legend={how}
      chosen={call.callback ? ['yes'] : []}
      choices={[{ value: 'yes', label: dialed }]}
      errors={errors}
    />
  )
}

const howSays = (calls: ReturnType<typeof callsWords>, { back, proof }: AnsweredCall): string => {
  if (proof) return back ? calls.howSaysCode : calls.howSaysCard
  return back ? calls.howSaysBack : calls.howSays
}

/** By the card read out, or the number dialed (Reg 2, Reg 4). Neither rests on staff's word alone. */
function howPage(context: StaffContext, call: AnsweredCall, errors: readonly FieldError[] = []) {
  const calls = callsWords(context)
  const ask = askWords(context)
  return showForm(
    context,
    { title: calls.how, errors },
    <>
      <p class="usa-intro carrel-hint">{howSays(calls, call)}</p>
      <CallStep context={context} call={call} action="/calls/answered" class="carrel-question">
        <input type="hidden" name="answered" value={call.answered} />
        <input type="hidden" name="asked" value="how" />
        {(call.back || !call.proof) && <Dialed context={context} call={call} errors={errors} />}
        <CallScript context={context} id="say-card" heading={calls.askCard} says="card-please" />
        {call.back && <p>{calls.ifAsked(context.pack.library)}</p>}
        <TextField
          name="card"
          label={ask.card.label}
          hint={calls.cardHint}
          maxlength={64}
          errors={errors}
          {...(call.card && { value: call.card })}
        />
        {call.back && call.proof && (
          <TextField
            name="phoneCode"
            label={ask.phoneCode.label}
            hint={calls.codeHint}
            maxlength={longestPhoneCode}
            inputmode="numeric"
            autocomplete="off"
            errors={errors}
            {...(call.phoneCode && { value: call.phoneCode })}
          />
        )}
        <SubmitButton look="go">{calls.goOn}</SubmitButton>
      </CallStep>
      <BackToCall context={context} call={call} />
    </>,
  )
}

async function tellCustomer(context: ContactContext, call: AnsweredCall) {
  const calls = callsWords(context)
  const disclosed = await context.services.gate.contact({
    actor: actorOf(context),
    basis: basisOf(call),
    patronId: call.patron,
    ask: customerCallAsk(placeAndDay(context), call),
    envelope: [],
    ...(call.card && { card: call.card }),
    ...(call.phoneCode && { phoneCode: call.phoneCode }),
  })
  if (!disclosed.found) return goneFromFile(context)
  const isAnothers = call.card !== undefined && call.card !== '' && disclosed.byNoCard
  if (isAnothers) return howPage(context, call, [{ field: 'card', message: calls.notTheirCard }])
  if (disclosed.phoneCode === 'wrong')
    return howPage(context, call, [{ field: 'phoneCode', message: answerWords(context).codeWrong }])
  return toldPage(context, call, disclosed, 'told-customer')
}

function guardianPage(context: StaffContext, call: AnsweredCall, others: readonly FieldError[] = []) {
  const calls = callsWords(context)
  const ask = askWords(context)
  const { title, label, hint } = ask.guardian
  const isMissing = call.asked === 'guardian' && !call.guardian
  const errors = isMissing ? [{ field: 'guardian', message: ask.missing.guardian }] : others
  return showForm(
    context,
    { title: title.called, errors },
    <>
      <CallStep context={context} call={call} action="/calls/answered" class="carrel-question">
        <input type="hidden" name="answered" value="guardian" />
        <input type="hidden" name="asked" value="guardian" />
        {call.back && <Dialed context={context} call={call} errors={errors} />}
        <TextField
          name="guardian"
          label={label}
          hint={hint}
          maxlength={longestName}
          autofocus
          errors={errors}
          {...(call.guardian && { value: call.guardian })}
        />
        <SubmitButton look="go">{calls.goOn}</SubmitButton>
      </CallStep>
      <BackToCall context={context} call={call} />
    </>,
  )
}

async function tellGuardian(context: ContactContext, call: AnsweredCall, guardian: string) {
  const ask = guardianCallAsk(placeAndDay(context))
  const by = { actor: actorOf(context), basis: basisOf(call) } as const
  const form = `call ${ask.on} ${guardian}`
  const contact = { ...by, patronId: call.patron, ask, envelope: [], guardian, form }
  const disclosed = await context.services.gate.contact(contact)
  return disclosed.found ? toldPage(context, call, disclosed, 'told-guardian') : goneFromFile(context)
}

/** Someone else, or a machine, gets only the message (Reg 4). */
async function messagePage(context: ContactContext, call: AnsweredCall, heardBy: 'someone-else' | 'machine') {
  const calls = callsWords(context)
  const facts = { overdue: call.about.includes('overdue'), holds: call.about.includes('holds') }
  const ask = messageCallAsk(placeAndDay(context), heardBy, facts)
  const { answer, alsoSay, shielded } = await context.services.gate.contact({
    actor: actorOf(context),
    basis: basisOf(call),
    patronId: call.patron,
    ask,
    envelope: [],
  })
  // Since the call began. It ends as if nothing were owed.
  if (shielded && (facts.overdue || !facts.holds)) return noCallsLeft(context)
  const said: CallEnd = heardBy === 'machine' ? 'message-left' : 'message-given'
  closeLater(context, '/calls', callMinutes)
  return show(
    context,
    calls.message,
    <>
      <h1>{calls.message}</h1>
      <SayWords context={context} say={answer.say} alsoSay={alsoSay} />
      <TextList items={answer.next} />
      <Ends
        context={context}
        call={call}
        ends={answer.may.length > 0 ? [said, 'no-answer'] : ['no-answer']}
      />
      <Why context={context} clauses={answer.clauses} />
      <BackToCall context={context} call={call} />
    </>,
  )
}

/** They phoned to ask, and heard only what anyone who is called hears: not that it is all they have. */
const lacksLoans = ({ back }: AnsweredCall, told: Disclosure['told']): boolean =>
  back === 'yes' && told.every(({ opened }) => opened.loans === undefined)

function toldPage(
  context: StaffContext,
  call: AnsweredCall,
  { answer, alsoSay, told, byLostCard, byExpiredCard, guardian, followUp }: Disclosure,
  end: 'told-customer' | 'told-guardian',
) {
  const calls = callsWords(context)
  const words = answerWords(context)
  const isTold = told.length > 0
  const heading = isTold ? calls.tell : calls.tellNothing
  closeLater(context, '/calls', callMinutes)
  return show(
    context,
    heading,
    <>
      <h1>{heading}</h1>
      {byLostCard && <Alert kind="warning">{words.lostCard}</Alert>}
      {byExpiredCard && <Alert kind="warning">{words.expiredCard}</Alert>}
      {guardian !== undefined && <Alert kind="warning">{words.guardian[guardian]}</Alert>}
      {isTold && call.back === 'yes' && !lacksLoans(call, told) && (
        <p>{calls.saysWho(context.pack.library)}</p>
      )}
      <SayWords context={context} say={answer.say} alsoSay={alsoSay} />
      {told.map(({ opened }) => (
        <RecordView speaker={context} opened={opened} level={2} />
      ))}
      {isTold && end === 'told-guardian' && <p>{calls.moreInPerson}</p>}
      {isTold && lacksLoans(call, told) && <NotAll context={context} call={call} />}
      {isTold && <ClosesLater context={context} afterMinutes={callMinutes} />}
      {isTold && <Ends context={context} call={call} ends={[end, 'no-answer']} />}
      {/* What they were promised is the Director's to say: as someone else they would hear a part of it now. */}
      {followUp !== undefined && !call.back && (
        <Ends context={context} call={call} ends={[end, 'no-answer']} />
      )}
      {!isTold && end === 'told-guardian' && !call.back && followUp === undefined && (
        <CallStep context={context} call={call} action="/calls/answered">
          <SubmitButton look="big" name="answered" value="someone-else">
            {calls.guardianInstead}
          </SubmitButton>
        </CallStep>
      )}
      {!isTold && (end === 'told-customer' || call.back) && (
        <Ends context={context} call={call} ends={['no-answer']} />
      )}
      {end === 'told-customer' && !call.back && (
        <CallStep context={context} call={call} action="/calls/answered" class="carrel-back">
          <SubmitButton look="link" name="answered" value="no-more-calls">
            {calls.notWanted}
          </SubmitButton>
        </CallStep>
      )}
      <Why context={context} clauses={answer.clauses} />
      <BackToCall context={context} call={call} />
    </>,
  )
}

/** What may not be told on this call, in words to say; and back to the card and the code, which they may have by now. */
const NotAll = ({ context, call }: { readonly context: StaffContext; readonly call: AnsweredCall }) => {
  const { pack, services } = context
  const page = `${services.origin}/me`
  const sayIn = (language: Language) => {
    const { say, sayCode } = callsWords({ pack, language }).notAll
    return call.proof && call.card ? sayCode(page) : say(page)
  }
  const { title, enter } = callsWords(context).notAll
  return (
    <>
      <SayIn context={context} id="not-all" heading={title} sayIn={sayIn} />
      <CallStep context={context} call={call} action="/calls/answered">
        {call.callback && <input type="hidden" name="callback" value="yes" />}
        {call.card && <input type="hidden" name="card" value={call.card} />}
        <SubmitButton look="outline" name="answered" value="customer">
          {call.proof ? enter.code : enter.card}
        </SubmitButton>
      </CallStep>
    </>
  )
}

type EndsProps = {
  readonly context: StaffContext
  readonly call: AnsweredCall
  readonly ends: readonly CallEnd[]
}

const Ends = ({ context, call, ends }: EndsProps) => {
  const calls = callsWords(context)
  return (
    <section aria-labelledby="over">
      <h2 id="over">{calls.whenOver}</h2>
      <CallStep context={context} call={call} action="/calls/ended" class="carrel-ends">
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

const Why = ({
  context,
  clauses,
}: {
  readonly context: StaffContext
  readonly clauses: readonly string[]
}) => (
  <>
    <h2>{answerPartsWords(context).why}</h2>
    <Clauses pack={context.pack} ids={clauses} />
  </>
)

/** Back to the number, if someone else is on the line. */
const BackToCall = ({ context, call }: { readonly context: StaffContext; readonly call: AnsweredCall }) => (
  <CallStep context={context} call={call} action="/calls/call" class="carrel-back">
    <SubmitButton look="link">{callsWords(context).backToCall}</SubmitButton>
  </CallStep>
)

type CallEnding = z.infer<typeof endedForm>

export function submitEnded(context: ContactContext, sent: CallEnding) {
  return inCall(context, sent, (call) => recordEnd(context, call))
}

/**
 * Logs the ending, then plans what follows.
 * Why this order: a retry after a fault in between logs it twice, but calls no one twice.
 */
async function recordEnd(
  context: ContactContext,
  ending: Pick<CallEnding, 'patron' | 'back' | 'proof' | 'about' | 'list' | 'end' | 'nth'>,
) {
  const { end, nth, ...call } = ending
  const { patron: patronId, back } = call
  const { calls, gate } = context.services
  const actor = actorOf(context)
  const noted = await gate.noteCall({ actor, patronId, end, ...(nth && { nth: Number(nth) }) })
  // A guardian's number is not among the patron's: it is not tried again, and the library writes.
  const isGuardians = end === 'wrong-number' && nth === undefined
  const otherNumber = noted !== 'not-here' && noted.otherNumber && !isGuardians
  // Why: a call that the patron requested is a try only if they were told something.
  const isTry = !back || end === 'told-customer' || end === 'told-guardian'
  const after = await calls.ended(actor, { patronId, end, otherNumber, about: aboutOf(call), isTry, back })
  // Why not after a wrong number: it is marked, and pressing again would not take that back.
  return donePage(context, call, after, end !== 'wrong-number')
}

/** What the call was about; undefined, which is everything, where the patron phoned in. */
function aboutOf({ back, about }: Pick<CallForm, 'back' | 'about'>): MessageFacts | undefined {
  if (back === 'yes') return undefined
  if (back === 'guardian') return { overdue: true, holds: false }
  return { overdue: about.includes('overdue'), holds: about.includes('holds') }
}

/** The next try is planned again if another ending is pressed on the same day, so a wrong press can be corrected. */
function donePage(
  context: StaffContext,
  call: CallForm,
  after: AfterCall | undefined,
  isCorrectable: boolean,
) {
  const calls = callsWords(context)
  const formats = formatsOf(context)
  const says =
    after === undefined
      ? calls.after.back
      : after.next === 'again'
        ? calls.after.again(formats.day(after.on))
        : calls.after[after.next]
  return showMessage(
    context,
    { title: calls.noted, says },
    <>
      <NextCallButton context={context} list={call.list} />
      {isCorrectable && after?.next === 'again' && (
        <CallStep context={context} call={call} action="/calls/call" class="carrel-back">
          <SubmitButton look="link">{calls.wrongPress}</SubmitButton>
        </CallStep>
      )}
      <BackToCalls context={context} />
    </>,
  )
}

/** Asks for confirmation, since a wrong press would stop calls or drop a number. */
function surePage(
  context: StaffContext,
  call: AnsweredCall,
  end: 'wrong-number' | 'no-more-calls',
  nth?: string,
) {
  const calls = callsWords(context)
  const answer = answerPartsWords(context)
  const { title, says } = end === 'wrong-number' && nth === undefined ? calls.sureGuardians : calls.sure[end]
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <CallScript context={context} id="say" heading={answer.say} says={end} />
      <p class="usa-intro">{says}</p>
      <CallStep context={context} call={call} action="/calls/ended">
        {nth !== undefined && <input type="hidden" name="nth" value={nth} />}
        <SubmitButton look="big" name="end" value={end}>
          {calls.ends[end]}
        </SubmitButton>
      </CallStep>
      <CallStep context={context} call={call} action="/calls/call" class="carrel-back">
        <SubmitButton look="link">{calls.backToCall}</SubmitButton>
      </CallStep>
    </>,
  )
}
