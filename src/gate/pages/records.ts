import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { type Answer, type RecordKind, staffScreenAsk } from '../../policy/index.ts'
import { revealedByAnswer } from '../request.ts'
import type { recordKindWords } from '../words/records.ts'

/** What the policy says to this person at this place about records on a screen; nobody's in particular. */
export function answerForScreen(context: StaffContext, records: readonly RecordKind[]): Answer {
  const { services, pack, place, who } = context
  return pack.decide(staffScreenAsk({ role: who.role, place, on: services.clock.today() }, records))
}

/** Counsel and trustees see no patron's record on a screen, so they are shown no way to it. */
export function seesCounter({ who }: Pick<RequestContext, 'who'>): boolean {
  return who !== null && who.role !== 'counsel' && who.role !== 'trustee'
}

/** Requests for what the library keeps to itself are worked here. */
export function worksCases({ services }: Pick<RequestContext, 'services'>): boolean {
  return services.pack.manifest.cases !== undefined
}

/** True where this person may look a record up here to answer somebody; the gate decides it for itself. */
export function mayLookUp(context: StaffContext): boolean {
  return answerForScreen(context, revealedByAnswer).withheld.length === 0
}

type RecordNames = ReturnType<typeof recordKindWords>

/** The more telling half of a bare fact. */
const detailedKinds: Partial<Record<RecordKind, RecordKind>> = {
  overdue: 'overdue.titles',
  lost: 'lost.titles',
  damaged: 'damaged.titles',
  charges: 'charges.items',
  holds: 'holds.titles',
}

/** Several records in plain words; a bare fact and its more telling half are named as one. */
export function recordNames(records: RecordNames, kinds: readonly RecordKind[]): string[] {
  const whole: Partial<Record<RecordKind, string>> = records.whole
  const both = kinds.filter((kind) => kinds.some((other) => other === detailedKinds[kind]))
  return kinds
    .filter((kind) => !both.some((one) => detailedKinds[one] === kind))
    .map((kind) => (both.includes(kind) ? whole[kind] : undefined) ?? records.kind[kind])
}
