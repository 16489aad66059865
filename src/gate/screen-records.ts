import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import type { Answer, RecordKind, StaffRole } from '../policy/index.ts'
import { revealedByAnswer, screenAnswer } from './request.ts'
import type { recordKindWords } from './words/records.ts'

/** What the policy lets the person who is signed in see, here and today. */
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
