import { z } from 'zod'
import { callBackWords, choicesFrom } from '../../ask/pages/index.ts'
import { actorOf, type Disclosure } from '../../gate/index.ts'
import { counterWords, listedHintOf, listedNameOf, lostCardPage } from '../../patrons/pages/index.ts'
import { beforeAllIds } from '../../platform/db/statements.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceQuestion,
  DataTable,
  type FieldError,
  Form,
  fieldsIn,
  LinkLine,
  SubmitButton,
  TextField,
  When,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { type CalledBack, callKinds } from '../call-queue.ts'
import { isCallBack } from '../notice.ts'
import type { ContactContext } from '../services.ts'
import { callsResume } from '../tasks.ts'
import { callsWords } from '../words/calls.ts'
import { callPage, callThisPatron, noCallBack, noCallsLeft } from './call.tsx'
import { BackToCalls, CallScript, CallStep, NextCallButton } from './call-parts.tsx'

export const nextCallForm = z.strictObject({ list: z.enum(callKinds).optional() })
export const findBackForm = z.strictObject({
  who: z.enum(['customer', 'guardian']).default('customer'),
  card: z.string().trim().max(64).optional(),
  name: z.string().trim().max(100).optional(),
})

/** Calls skipped at one press, since each is a logged view. */
const mostPassedOver = 10

/** Today's calls, without name or number until someone takes one. */
export async function callsPage(context: ContactContext) {
  const calls = callsWords(context)
  const formats = formatsOf(context)
  const { calls: service } = context.services
  const { time } = service
  // Whoever returns to the list has no call any more.
  await service.giveBack(actorOf(context))
  const waiting = await service.waiting(actorOf(context))
  return show(
    context,
    calls.title,
    <>
      <h1>{calls.title}</h1>
      {!time.may && <p class="usa-intro">{callsResume(context, time)}</p>}
      <p class="usa-intro">{waiting.length === 0 ? calls.noCalls : calls.intro}</p>
      {waiting.map(({ kind, count, calls: first }) => (
        <section aria-labelledby={`waits-${kind}`}>
          <h2 id={`waits-${kind}`}>
            {calls.kind[kind]} ({formats.count(count)})
          </h2>
          {(time.may || isCallBack(kind)) && (
            <>
              <NextCallButton context={context} list={kind} />
              <details>
                <summary>{calls.each}</summary>
                <DataTable
                  head={[calls.tried, calls.since]}
                  rows={first.map(({ tries, plannedOn }) => [
                    calls.times(tries),
                    <When context={context} at={plannedOn} />,
                  ])}
                />
              </details>
            </>
          )}
        </section>
      ))}
      <LinkLine href="/calls/back">{calls.theyCalled}</LinkLine>
      <ToWrongNumbers context={context} />
    </>,
  )
}

/** Shows a name and number, after logging that it does. */
export async function submitNextCall(context: ContactContext, { list }: z.infer<typeof nextCallForm>) {
  const { calls } = context.services
  const by = actorOf(context)
  for (let passed = 0; passed < mostPassedOver; passed++) {
    const taken = await calls.take(by, list)
    if (taken === undefined) break
    const { patronId, about, back } = taken
    if (back) {
      const called = await callThisPatron(context, { patron: patronId, back, about: [], list })
      if (called instanceof Response) return called
      await calls.ended(by, { patronId, end: called, otherNumber: false, isTry: false, back })
      return noCallBack(context, back)
    }
    const facts = (['overdue', 'holds'] as const).filter((fact) => about[fact])
    const call = await callThisPatron(context, { patron: patronId, about: facts, list })
    if (call instanceof Response) return call
    await calls.ended(by, { patronId, end: call, otherNumber: false })
  }
  return noCallsLeft(context)
}

type FindBack = z.infer<typeof findBackForm>

/** A caller is looked up as at the desk, and never called at a number they give. */
export function backPage(context: StaffContext) {
  return findPage(context, { who: 'customer' })
}

/** By the card number, or else by name. */
export async function submitFindBack(context: ContactContext, sent: FindBack) {
  const { gate } = context.services
  const actor = actorOf(context)
  const { who, card = '', name = '' } = sent
  const back = who === 'guardian' ? 'guardian' : 'yes'
  if (card === '' && name !== '') {
    const { listed, more } = await gate.search({ actor, name })
    return foundPage(context, { listed, more, back })
  }
  const { missing, noOne: message } = callBackWords(context)
  if (card === '') return findPage(context, sent, [{ field: 'card', message: missing }])
  const { told, byLostCard } = await gate.view({ actor, patron: { card }, records: ['existence'] })
  if (byLostCard) return lostCardPage(context)
  const [found] = told
  if (found === undefined) return findPage(context, sent, [{ field: 'card', message }])
  return callPage(context, { patron: found.patronId, back, about: [] })
}

function findPage(context: StaffContext, { who, card, name }: FindBack, errors: readonly FieldError[] = []) {
  const calls = callsWords(context)
  const counter = counterWords(context)
  const field = fieldsIn({ card, name }, errors)
  return showForm(
    context,
    { title: callBackWords(context).backTitle, errors },
    <>
      <div class="carrel-sides">
        <section aria-labelledby="say-first">
          <h2 id="say-first">{calls.whoPhoned.sayFirst}</h2>
          {backScripts.map((says) => (
            <CallScript
              context={context}
              id={`say-${says}`}
              heading={calls.whoPhoned.say[says]}
              says={says}
              level={3}
            />
          ))}
        </section>
        <div>
          <p>{calls.backSays}</p>
          <Form context={context} action="/calls/back" class="usa-form carrel-form">
            <ChoiceQuestion
              type="radio"
              name="who"
              legend={calls.whoPhoned.legend}
              choices={choicesFrom(calls.whoPhoned.choices)}
              chosen={[who]}
              errors={errors}
            />
            <TextField
              {...field('card')}
              label={counter.card}
              hint={calls.whoPhoned.card}
              maxlength={64}
              autofocus
            />
            <TextField {...field('name')} label={counter.name} hint={counter.nameHint} maxlength={100} />
            <SubmitButton look="go">{calls.findIt}</SubmitButton>
          </Form>
        </div>
      </div>
      <BackToCalls context={context} />
    </>,
  )
}

const backScripts = ['call-back', 'guardian-back'] as const

type FoundBack = Pick<Disclosure, 'listed'> & { readonly more: boolean; readonly back: CalledBack }

function foundPage(context: StaffContext, { listed, more, back }: FoundBack) {
  const calls = callsWords(context)
  const counter = counterWords(context)
  const heading = listed.length === 0 ? counter.noOneByName : counter.found(listed.length)
  if (listed.length > 0) closeLater(context, '/calls')
  return show(
    context,
    listed.length === 0 ? counter.noOne : counter.foundTitle(listed.length),
    <>
      <h1>{more ? counter.firstOfMore(listed.length) : heading}</h1>
      {more && <p class="usa-intro">{counter.more}</p>}
      {listed.length > 0 && <p>{calls.backByName}</p>}
      <ul class="carrel-found">
        {listed.map((one) => (
          <li>
            <CallStep context={context} call={{ patron: one.patronId, back, about: [] }} action="/calls/call">
              <button type="submit" class="carrel-choice">
                <span class="carrel-choice__label">{listedNameOf(one)}</span>{' '}
                <span class="carrel-choice__hint">{listedHintOf(context, one)}</span>
              </button>
            </CallStep>
          </li>
        ))}
      </ul>
      {listed.length > 0 && <ClosesLater context={context} />}
      <BackLink href="/calls/back">{calls.findIt}</BackLink>
    </>,
  )
}

export const wrongNumbersForm = z.strictObject({ after: z.uuid().default(beforeAllIds) })

export async function wrongNumbersPage(context: ContactContext, { after }: z.infer<typeof wrongNumbersForm>) {
  const { wrongNumbers } = callsWords(context)
  const { ids, next } = await context.services.gate.facts.ofWrongNumbers(actorOf(context), after)
  const isNone = ids.length === 0 && next === undefined
  return show(
    context,
    wrongNumbers.title,
    <>
      <h1>{wrongNumbers.title}</h1>
      <p class="usa-intro">{isNone ? wrongNumbers.none : wrongNumbers.says}</p>
      {!isNone && <p>{wrongNumbers.whatToDo}</p>}
      {ids.length > 0 && (
        <Form context={context} action="/counter/customer">
          <input type="hidden" name="basis" value="correction" />
          <ul class="carrel-found">
            {ids.map((id, at) => (
              <li>
                <button type="submit" name="id" value={id} class="carrel-choice">
                  <span class="carrel-choice__label">{wrongNumbers.open(at + 1)}</span>
                </button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      {next !== undefined && <ToWrongNumbers context={context} after={next} />}
      <BackToCalls context={context} />
    </>,
  )
}

const ToWrongNumbers = ({ context, after }: { readonly context: StaffContext; readonly after?: string }) => {
  const { wrongNumbers } = callsWords(context)
  return (
    <Form context={context} action="/calls/numbers">
      {after !== undefined && <input type="hidden" name="after" value={after} />}
      <SubmitButton look="outline">
        {after === undefined ? wrongNumbers.title : wrongNumbers.more}
      </SubmitButton>
    </Form>
  )
}
