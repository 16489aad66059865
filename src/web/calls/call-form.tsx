/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { answeredBy, callEnds } from '../../contact/call.ts'
import { longestName } from '../ask/draft.ts'
import { Word } from '../views/form.tsx'
import type { Visit } from '../visit.ts'

const facts = ['overdue', 'holds'] as const
const severalFacts = z.preprocess(
  (sent) => [sent ?? []].flat().filter((one) => one !== ''),
  z.array(z.enum(facts)).max(facts.length),
)

/** What the forms of a call carry along: whom, by a random id, and what it is about. Nothing of it stays on the server. */
const carried = {
  patron: z.uuid(),
  /** They phoned in, and are called back. */
  back: z.literal('yes').optional(),
  /** What shows who answers: the card alone, where the number on file does not. */
  proof: z.literal('card').optional(),
  about: severalFacts,
} as const

/** Which of the numbers on file: the first is 0. */
const nth = z.string().regex(/^\d$/)
const wrongNumbers = z.templateLiteral(['wrong-number-', nth])

export const answeredForm = z.strictObject({
  ...carried,
  answered: z.union([z.enum(answeredBy), wrongNumbers]),
  callback: z.literal('yes').optional(),
  card: z.string().trim().max(64).optional(),
  guardian: z.string().trim().max(longestName).optional(),
  /** The question of which this is the answer; absent where it was not asked yet. */
  asked: z.enum(['how', 'guardian']).optional(),
})
export type Answered = z.infer<typeof answeredForm>

export const endedForm = z.strictObject({ ...carried, end: z.enum(callEnds), nth: nth.optional() })

export const callForm = z.strictObject(carried)
export type CallForm = z.infer<typeof callForm>

type CarriedProps = {
  readonly visit: Visit
  readonly call: CallForm
  readonly action: '/calls/call' | '/calls/answered' | '/calls/ended'
  readonly children: Child
  readonly class?: string
}

/** A form of a call, with what it carries. */
export const CallStep = ({ visit, call, action, children, ...rest }: CarriedProps) => (
  <form method="post" action={action} {...rest}>
    <Word visit={visit} />
    <input type="hidden" name="patron" value={call.patron} />
    {call.back && <input type="hidden" name="back" value="yes" />}
    {call.proof && <input type="hidden" name="proof" value="card" />}
    <input type="hidden" name="about" value="" />
    {call.about.map((fact) => (
      <input type="hidden" name="about" value={fact} />
    ))}
    {children}
  </form>
)
