import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Draft, longestName, longestPhoneCode, toAsk } from '../../ask/pages/index.ts'
import { callEnds } from '../../gate/index.ts'
import { SayWords } from '../../gate/pages/index.ts'
import { BackLink, Form, type HeadingLevel, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import type { Ask, Manifest } from '../../policy/index.ts'
import { answeredBy, type MessageFacts, messageRecords } from '../call.ts'
import { type CallKind, calledBack, callKinds } from '../call-queue.ts'
import { callsWords } from '../words/calls.ts'

const facts = ['overdue', 'holds'] as const
const severalFacts = z.preprocess(
  (sent) => [sent ?? []].flat().filter((one) => one !== ''),
  z.array(z.enum(facts)).max(facts.length),
)

/** What the forms carry: the patron's random id and the subject. Nothing stays on the server. */
const carried = {
  patron: z.uuid(),
  /** They phoned in: the patron, or a minor's guardian. */
  back: z.enum(calledBack).optional(),
  /** The number on file does not prove identity here, so only the card does. */
  proof: z.literal('card').optional(),
  about: severalFacts,
  /** The list that the clerk works through. */
  list: z.enum(callKinds).optional(),
} as const

/** Index into the phone numbers on file. */
const nth = z.string().regex(/^\d$/)
const wrongNumbers = z.templateLiteral(['wrong-number-', nth])

export const answeredForm = z.strictObject({
  ...carried,
  answered: z.union([z.enum(answeredBy), wrongNumbers]),
  callback: z.literal('yes').optional(),
  card: z.string().trim().max(64).optional(),
  guardian: z.string().trim().max(longestName).optional(),
  /** From their own page, where the number proves nothing. */
  phoneCode: z.string().trim().max(longestPhoneCode).optional(),
  /** The question this answers; absent if not yet asked. */
  asked: z.enum(['how', 'guardian']).optional(),
})
export type AnsweredCall = z.infer<typeof answeredForm>

export const endedForm = z.strictObject({ ...carried, end: z.enum(callEnds), nth: nth.optional() })

export const callForm = z.strictObject(carried)
export type CallForm = z.infer<typeof callForm>

type CarriedProps = {
  readonly context: RequestContext
  readonly call: CallForm
  readonly action: '/calls/call' | '/calls/answered' | '/calls/ended'
  readonly children: Child
  readonly class?: string
}

export const CallStep = ({ context, call, action, children, ...rest }: CarriedProps) => (
  <Form context={context} action={action} {...rest}>
    <input type="hidden" name="patron" value={call.patron} />
    {call.back && <input type="hidden" name="back" value={call.back} />}
    {call.proof && <input type="hidden" name="proof" value="card" />}
    {call.list && <input type="hidden" name="list" value={call.list} />}
    <input type="hidden" name="about" value="" />
    {call.about.map((fact) => (
      <input type="hidden" name="about" value={fact} />
    ))}
    {children}
  </Form>
)

/* The asks of a call, made like those of "Someone asks" from who answered and how they were identified. */

/** `on`: `YYYY-MM-DD`. */
type CallOccasion = { readonly place: string; readonly on: string }

const wantsOf = ({ overdue, holds }: MessageFacts): Draft['wants'] => [
  ...(overdue ? (['owed'] as const) : []),
  ...(holds ? (['holds'] as const) : []),
]

/**
 * What anyone who answers, or a machine, may be told; until someone answers, nothing more. These are bare facts, so
 * there is no title to withhold.
 */
export function messageCallAsk(
  at: CallOccasion,
  answered: 'someone-else' | 'machine',
  facts: MessageFacts,
): Ask {
  const ask = toAsk({ who: 'call', answered, wants: wantsOf(facts) }, at)
  return { ...ask, records: [...messageRecords(facts)] }
}

/**
 * The patron speaks. One who phoned in, has the card and was called at a number that proves identity, or has a code, is treated
 * as a caller; without the card they hear the bare facts, as on any call. Only this flow knows that staff dialed the number on
 * file, and where that is unsaid it tells nothing.
 */
export function customerCallAsk(
  at: CallOccasion,
  call: Pick<AnsweredCall, 'answered' | 'back' | 'proof' | 'callback' | 'card' | 'phoneCode'>,
): Ask {
  const answered = call.answered === 'relay' ? 'relay' : 'customer'
  const { back, proof, callback, card, phoneCode } = call
  const isCaller = back !== undefined && (!proof || Boolean(phoneCode))
  if (isCaller && !(card && callback)) {
    return toAsk({ who: 'call', answered, checked: [], wants: [] }, at)
  }
  const checked = card ? (['card'] as const) : []
  const draft: Draft = isCaller
    ? { who: 'customer', how: 'phone', checked: [...checked], wants: [] }
    : { who: 'call', answered, checked: [...checked], wants: [] }
  const ask = toAsk(draft, at)
  const { recipient } = ask
  const verified = [
    ...recipient.verified,
    ...(callback && !proof ? (['call-back'] as const) : []),
    ...(isCaller && phoneCode ? (['phone-code'] as const) : []),
  ]
  return { ...ask, recipient: { ...recipient, verified } }
}

/** A minor's hold, before anyone answers: only the minor may be told. */
export function minorsHoldAsk(at: CallOccasion): Ask {
  const ask = toAsk({ who: 'call', answered: 'customer', checked: [], wants: ['holds'] }, at)
  return { ...ask, records: ['holds'] }
}

/** The record confirms whether they signed. */
export function guardianCallAsk(at: CallOccasion): Ask {
  const ask = toAsk({ who: 'call', answered: 'guardian', checked: ['guardian-on-file'], wants: [] }, at)
  return { ...ask, recipient: { ...ask.recipient, liable: true } }
}

type Line = keyof NonNullable<Manifest['calls']>['say']
type PackSaysProps = {
  readonly context: StaffContext
  readonly id: string
  readonly heading: string
  readonly says: Line
  readonly name?: string
  readonly level?: HeadingLevel
}

/** The pack's script for what no rule covers, in all its languages. */
export const CallScript = ({ context, says, name = '', ...rest }: PackSaysProps) => {
  const { pack, language } = context
  const inLanguage = (spoken: string) =>
    pack.in(spoken).manifest.calls?.say[says].replace('{name}', () => name) ?? ''
  const others = pack.languages.filter((other) => pack.in(other) !== pack.in(language))
  const alsoSay = others.map((other) => ({ language: other, say: inLanguage(other) }))
  return <SayWords context={context} say={inLanguage(language)} alsoSay={alsoSay} {...rest} />
}

type NextCallProps = { readonly context: StaffContext; readonly list?: CallKind | undefined }

/** `list`: from this one only. */
export const NextCallButton = ({ context, list }: NextCallProps) => {
  const { next, nextOf, kind } = callsWords(context)
  return (
    <Form context={context} action="/calls/next">
      <SubmitButton look="big" name="list" value={list} called={list && nextOf(kind[list])}>
        {next}
      </SubmitButton>
    </Form>
  )
}

export const BackToCalls = ({ context }: { readonly context: StaffContext }) => (
  <BackLink href="/calls">{callsWords(context).toCalls}</BackLink>
)
