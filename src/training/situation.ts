import { type Ask, MalformedAsk, readAsk } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import type { Scenario } from '../policy/scenario.ts'
import type { Outcome, StaffRole } from '../policy/vocabulary.ts'

/** A scenario that somebody can meet at work, and its right answer. */
export type Situation = {
  readonly scenario: Scenario
  readonly ask: Ask
  /** What the scenario's file says; the rules say the same, or it is no situation. */
  readonly right: Outcome
}

/** The scenarios of a pack that somebody of this role can meet, in the order of the pack. */
export function situationsOf(pack: Pack, role: StaffRole): Situation[] {
  return pack.scenarios.flatMap((scenario) => {
    const right = scenario.answer?.outcome
    const ask = askOf(scenario, pack)
    // One that names a day of its own is about what the law was, or will be.
    if (right === undefined || ask === undefined || ask.on !== scenario.on) return []
    // Why: a library may run a pack that it never checked.
    if (pack.decide(ask).outcome !== right) return []
    return isMet(ask, role) ? [{ scenario, ask, right }] : []
  })
}

/** Whether an agency asks: it alone brings a basis, and may claim an emergency. */
export function isFromAgency({ recipient: { kind } }: Ask): boolean {
  return kind === 'justice-agency' || kind === 'government-agency'
}

function askOf(scenario: Scenario, pack: Pack): Ask | undefined {
  try {
    return readAsk(scenario.ask, scenario.on, pack)
  } catch (error) {
    if (error instanceof MalformedAsk) return undefined
    throw error
  }
}

/** Whether it happens to whoever stands at a counter: nobody has studied the paper, and nothing is decided yet. */
function isMet(ask: Ask, role: StaffRole): boolean {
  const { recipient, subject, channel, instrument, done } = ask
  if (done.length > 0 || instrument?.grandfathered || (instrument?.findings.length ?? 0) > 0) return false
  // Why: a child who is married is nobody that a clerk has met.
  if (subject.married || subject.emancipated) return false
  if (recipient.kind === 'staff') return recipient.role === role && channel === 'screen'
  if (isFromAgency(ask)) return channel === 'in-person'
  if (ask.basis !== undefined || ask.emergencyClaimed) return false
  if (instrument !== undefined && recipient.kind !== 'public') return false
  if (channel === 'in-person') return isHere(ask)
  return isCalledOrWritten(ask)
}

/** Somebody whose tie to the patron can be said in a sentence. */
function isHere({ recipient: { kind, relation } }: Ask): boolean {
  if (kind === 'vendor') return false
  if (kind === 'guardian') return isOneOf(relation, ['parent', 'guardian', 'none'])
  return kind !== 'patron' || isOneOf(relation, ['self', 'none', 'spouse'])
}

/** A call or a letter to the patron or their guardian, or a call by them. */
function isCalledOrWritten({ recipient, channel, speakingWith }: Ask): boolean {
  const { kind, relation, verified } = recipient
  const itself = kind === 'patron' && relation === 'self'
  if (!itself && !(kind === 'guardian' && isOneOf(relation, ['parent', 'guardian', 'none']))) return false
  if (channel === 'phone-in' || channel === 'phone-out') {
    return speakingWith === kind || speakingWith === 'someone-else'
  }
  // Nobody shows anything to an answering machine.
  return isOneOf(channel, ['message', 'e-mail', 'text', 'letter']) && (!itself || verified.length === 0)
}

function isOneOf<T>(value: T, among: readonly T[]): boolean {
  return among.includes(value)
}
