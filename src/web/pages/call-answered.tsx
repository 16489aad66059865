/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CallEnd } from '../../contact/call.ts'
import type { Disclosed } from '../../disclosure/request.ts'
import { longestName } from '../ask/draft.ts'
import { customerAsk, guardianAsk, messageAsk } from '../calls/call-asks.ts'
import { type Answered, CallStep } from '../calls/call-form.tsx'
import { PackSays } from '../calls/pack-says.tsx'
import { Alert } from '../views/alert.tsx'
import { Clauses } from '../views/clauses.tsx'
import { ClosesLater, closeLater } from '../views/closing.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextField } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { RecordView } from '../views/record.tsx'
import { SayWords } from '../views/say-words.tsx'
import { actorOf, askedAt, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { askWords } from '../words/ask.ts'
import { callsWords } from '../words/calls.ts'
import { frameWords } from '../words/frame.ts'
import { callMinutes, goneFromFile, takenPage } from './call.tsx'
import { noteEnd, surePage } from './call-ended.tsx'

/** Who answered decides what comes: a question first, the words to say, or that nothing is said. */
export async function answered(visit: StaffVisit, sent: Answered): Promise<Response> {
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
      return noteEnd(visit, { ...sent, end: 'no-answer' })
    case 'no-more-calls':
      return surePage(visit, sent, 'no-more-calls')
    default:
      return surePage(visit, sent, 'wrong-number', /\d$/.exec(sent.answered)?.[0])
  }
}

/** The card that is read out, or the number that was dialed (Reg 2, Reg 4). Neither is proved by a word of staff alone. */
function howPage(
  visit: StaffVisit,
  call: Answered,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const calls = callsWords(visit)
  const ask = askWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(calls.how) : calls.how,
    <>
      <h1>{calls.how}</h1>
      <ErrorSummary visit={visit} errors={errors} />
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
        <PackSays visit={visit} id="say-card" heading={calls.askCard} says="card-please" />
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
    errors.length > 0 ? 422 : 200,
  )
}

async function tellCustomer(visit: StaffVisit, call: Answered): Promise<Response> {
  const calls = callsWords(visit)
  const disclosed = await visit.house.gate.contact({
    ...{ actor: actorOf(visit), patronId: call.patron, ask: customerAsk(askedAt(visit), call), envelope: [] },
    ...(call.card && { card: call.card }),
  })
  if (!disclosed.found) return goneFromFile(visit)
  const isAnothers = call.card !== undefined && call.card !== '' && disclosed.byNoCard
  if (isAnothers) return howPage(visit, call, [{ field: 'card', message: calls.notTheirCard }])
  return toldPage(visit, call, disclosed, 'told-customer')
}

function guardianPage(visit: StaffVisit, call: Answered): Response | Promise<Response> {
  const calls = callsWords(visit)
  const ask = askWords(visit)
  const frame = frameWords(visit)
  const { title, label, hint } = ask.guardian
  const errors = call.asked === 'guardian' ? [{ field: 'guardian', message: ask.missing.guardian }] : []
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title.called) : title.called,
    <>
      <h1>{title.called}</h1>
      <ErrorSummary visit={visit} errors={errors} />
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
    errors.length > 0 ? 422 : 200,
  )
}

async function tellGuardian(visit: StaffVisit, call: Answered, guardian: string): Promise<Response> {
  const ask = guardianAsk(askedAt(visit))
  const contact = { actor: actorOf(visit), patronId: call.patron, ask, envelope: [], guardian }
  const disclosed = await visit.house.gate.contact(contact)
  return disclosed.found ? toldPage(visit, call, disclosed, 'told-guardian') : goneFromFile(visit)
}

/** Somebody else, or a machine, is given what a message may state, and has no part in anything else (Reg 4). */
async function messagePage(
  visit: StaffVisit,
  call: Answered,
  heardBy: 'someone-else' | 'machine',
): Promise<Response> {
  const calls = callsWords(visit)
  const facts = { overdue: call.about.includes('overdue'), holds: call.about.includes('holds') }
  const ask = messageAsk(askedAt(visit), heardBy, facts)
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
      <SayWords visit={visit} id="say" heading={answerWords(visit).say} say={answer.say} alsoSay={alsoSay} />
      <Steps next={answer.next} />
      <Ends visit={visit} call={call} ends={answer.may.length > 0 ? [said, 'no-answer'] : ['no-answer']} />
      <Why visit={visit} clauses={answer.clauses} />
      <BackToCall visit={visit} call={call} />
    </>,
  )
}

/** What the customer, or a guardian on file, may be told aloud. */
function toldPage(
  visit: StaffVisit,
  call: Answered,
  disclosed: Disclosed,
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
      <SayWords visit={visit} id="say" heading={words.say} say={answer.say} alsoSay={alsoSay} />
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
  readonly visit: StaffVisit
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

const Why = ({ visit, clauses }: { readonly visit: StaffVisit; readonly clauses: readonly string[] }) => (
  <>
    <h2>{answerWords(visit).why}</h2>
    <Clauses pack={visit.pack} ids={clauses} />
  </>
)

/** The number once more, where it turns out that somebody else is on the line. */
const BackToCall = ({ visit, call }: { readonly visit: StaffVisit; readonly call: Answered }) => (
  <CallStep visit={visit} call={call} action="/calls/call" class="carrel-back">
    <button type="submit" class="usa-button usa-button--unstyled">
      {callsWords(visit).backToCall}
    </button>
  </CallStep>
)
