import { type Case, stageOf } from './case.ts'
import type { CaseEvent } from './event.ts'
import type { Guard, GuardContext } from './guards.ts'
import { applyEvent } from './reducer.ts'
import { decisionGuards } from './steps/decided.ts'
import { type AnyStep, steps, stepsByName } from './steps/index.ts'
import { newCase } from './steps/received.ts'

/**
 * Why a step is refused: the name of a guard, or one of these. `who`: it is another's to take. `stage`: the case is not so
 * far, or further. `time`: it is still to come.
 */
export type UnmetCondition = string
export type StepRefusal = { readonly refused: readonly UnmetCondition[] }

/** The steps that are gone by; others only to see what a guard holds. */
export type StepTable = Readonly<Record<string, Pick<AnyStep, 'by' | 'at' | 'guards' | 'guardsFor'>>>

/** Every guard that some step has, by its name. */
export const guardsByName: ReadonlyMap<string, Guard<never>> = new Map(
  steps
    .flatMap((step: AnyStep) => step.guards)
    .concat(Object.values(decisionGuards).flat())
    .map((guard) => [guard.name, guard]),
)

/**
 * (case, event, world) → the case after it, or why it may not come: all that is missing, at once.
 * @param it undefined where the event is how the case came in
 */
export function applyStep(
  it: Case | undefined,
  event: CaseEvent,
  world: GuardContext,
  table: StepTable = stepsByName,
): { readonly case: Case } | StepRefusal {
  // Why: what was written on paper comes later, and nothing is entered before it happened.
  if (event.stamp.at > event.stamp.notedAt) return { refused: ['time'] }
  if (it === undefined) {
    return event.what === 'received' ? { case: newCase(event, event.stamp) } : { refused: ['stage'] }
  }
  const refused = unmetConditions(it, event, world, table)
  return refused.length > 0 ? { refused } : { case: applyEvent(it, event) }
}

/** All that keeps a step from being taken now. */
export function unmetConditions(
  it: Case,
  event: CaseEvent,
  world: GuardContext,
  table: StepTable = stepsByName,
): readonly UnmetCondition[] {
  const { stamp } = event
  const step = table[event.what]
  if (step === undefined) return ['stage']
  const guards = [...step.guards, ...(step.guardsFor?.(event, it) ?? [])]
  return [
    ...(step.by.includes(stamp.role) ? [] : ['who']),
    ...(step.at.includes(stageOf(it)) ? [] : ['stage']),
    ...guards.filter((guard) => !guard.passes(it, { event, stamp, world })).map(({ name }) => name),
  ]
}
