import { createHash } from 'node:crypto'
import type { Ask } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { type Outcome, outcomes, type StaffRole } from '../policy/vocabulary.ts'
import { isFromAgency, type Situation, situationsOf } from './situation.ts'

/** A course has so many questions, where the pack has as many situations. */
export const courseLength = 10

/**
 * So many of so many right is passed. Our reading: the policy says that staff know it, and not what shows that. The
 * Director may choose otherwise, here.
 */
export const passMark = { right: 8, of: 10 }

/** How many of so many questions have to be right. */
export const rightToPass = (questions: number) => Math.ceil((questions * passMark.right) / passMark.of)

export function isPassed({ score, questions }: { readonly score: number; readonly questions: number }) {
  return score >= rightToPass(questions)
}

export type Course = {
  readonly questions: readonly Situation[]
  /** What can be answered to each of them, in an order that gives nothing away. */
  readonly choices: readonly Outcome[]
}

const asksWhatStaffSaw = ({ records }: Ask) => records.includes('incident')
const isOnPhone = ({ channel }: Ask) => ['phone-in', 'phone-out', 'message'].includes(channel)
const isHere = (ask: Ask) => ask.channel === 'in-person' && !asksWhatStaffSaw(ask)

/** What everyone should have met once; each course has a situation of each, where the pack has one for the role. */
export const topics: Readonly<Record<string, (ask: Ask) => boolean>> = {
  'no-paper': (ask) =>
    isFromAgency(ask) && isHere(ask) && ask.instrument === undefined && !ask.emergencyClaimed,
  paper: (ask) =>
    isFromAgency(ask) && isHere(ask) && ![undefined, 'search-warrant'].includes(ask.instrument?.kind),
  'search-warrant': ({ instrument }) => instrument?.kind === 'search-warrant',
  emergency: (ask) => ask.emergencyClaimed && ask.instrument === undefined,
  'what-staff-saw': (ask) => isFromAgency(ask) && asksWhatStaffSaw(ask),
  guardian: (ask) => ask.recipient.kind === 'guardian' && isHere(ask),
  patron: (ask) => ask.recipient.kind === 'patron' && ask.recipient.relation === 'self' && isHere(ask),
  phone: isOnPhone,
  'somebody-else': (ask) =>
    isHere(ask) &&
    (['private-party', 'public'].includes(ask.recipient.kind) ||
      (ask.recipient.kind === 'patron' && ask.recipient.relation !== 'self')),
  'own-screen': ({ recipient }) => recipient.kind === 'staff',
}

/** The course that a seed draws for a role: the same each time, whoever asks and whenever. */
export function courseOf(
  pack: Pack,
  { role, seed }: { readonly role: StaffRole; readonly seed: string },
): Course {
  const all = situationsOf(pack, role)
  const drawn = shuffled(all, seed, 'draw')
  const taken = new Set<Situation>()
  for (const isOf of Object.values(topics)) {
    const found = drawn.find((one) => !taken.has(one) && isOf(one.ask))
    if (found !== undefined) taken.add(found)
  }
  for (const one of drawn) if (taken.size < courseLength) taken.add(one)
  return {
    questions: shuffled([...taken], seed, 'order'),
    choices: outcomes.filter((outcome) => all.some(({ right }) => right === outcome)),
  }
}

/** Why by hash: a program that is started anew, or another one beside it, draws the same. */
function shuffled(situations: readonly Situation[], seed: string, purpose: string): Situation[] {
  const place = ({ scenario: { file, title } }: Situation) =>
    createHash('sha256').update(`${purpose}\n${seed}\n${file}\n${title}`, 'utf8').digest('hex')
  return situations
    .map((one) => ({ one, at: place(one) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ one }) => one)
}
