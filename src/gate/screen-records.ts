import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import { type Answer, type Pack, type RecordKind, type StaffRole, staffScreenAsk } from '../policy/index.ts'
import { revealedByAnswer } from './request.ts'
import type { recordKindWords } from './words/records.ts'

type OnScreen = { readonly role: StaffRole; readonly place: string; readonly on: string }

/** A pack decides the same ask alike forever, and each page asks several times. */
const screenAnswers = new WeakMap<Pack, Map<string, Answer>>()
const mostScreenAnswers = 1000

/** What the policy lets staff see on screen of no one in particular. @param at.on `YYYY-MM-DD` */
export function screenAnswer(pack: Pack, at: OnScreen, records: readonly RecordKind[]): Answer {
  const answers = screenAnswers.get(pack) ?? new Map<string, Answer>()
  screenAnswers.set(pack, answers)
  const asked = JSON.stringify([at.role, at.place, at.on, records])
  const known = answers.get(asked)
  if (known !== undefined) return known
  const answer = pack.decide(staffScreenAsk(at, records))
  if (answers.size === mostScreenAnswers) answers.clear()
  answers.set(asked, answer)
  return answer
}

/** The same for the person who is signed in, here and today. */
export function answerForScreen(context: StaffContext, records: readonly RecordKind[]): Answer {
  const { services, pack, place, who } = context
  return screenAnswer(pack, { role: who.role, place, on: services.clock.today() }, records)
}

/** Counsel and trustees see no patron's record on screen, so no links lead there. */
export function seesCounter({ who }: Pick<RequestContext, 'who'>): boolean {
  return who !== null && seeingRoles.includes(who.role)
}

const seeingRoles: readonly StaffRole[] = ['volunteer', 'desk', 'director']

export function worksCases({ services }: Pick<RequestContext, 'services'>): boolean {
  return services.pack.manifest.cases !== undefined
}

/** For links only; the gate decides for itself. */
export function mayLookUp(context: StaffContext): boolean {
  return answerForScreen(context, revealedByAnswer).withheld.length === 0
}

type RecordNames = ReturnType<typeof recordKindWords>

const detailedKinds: Partial<Record<RecordKind, RecordKind>> = {
  overdue: 'overdue.titles',
  lost: 'lost.titles',
  damaged: 'damaged.titles',
  charges: 'charges.items',
  holds: 'holds.titles',
}

/** In plain words; a bare fact and its detailed kind are named as one. */
export function recordNames(records: RecordNames, kinds: readonly RecordKind[]): string[] {
  const whole: Partial<Record<RecordKind, string>> = records.whole
  const both = kinds.filter((kind) => kinds.some((other) => other === detailedKinds[kind]))
  return kinds
    .filter((kind) => !both.some((one) => detailedKinds[one] === kind))
    .map((kind) => (both.includes(kind) ? whole[kind] : undefined) ?? records.kind[kind])
}
