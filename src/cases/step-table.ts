import { type Case, stageOf } from './case.ts'
import type { CaseEvent } from './event.ts'
import type { Guard, GuardContext } from './guards.ts'
import { applyEvent } from './reducer.ts'
import type { EventStamp } from './stamp.ts'
import { decisionGuards, guardsWithoutCounsel } from './steps/decided.ts'
import { type AnyStep, steps, stepsByName } from './steps/index.ts'
import { newCase, received } from './steps/received.ts'
import { isOf } from './steps/step.ts'

/** A guard's name, or `who`: another role's step; `stage`: not at this stage; `time`: in the future. */
export type UnmetCondition = string
export type StepRefusal = { readonly refused: readonly UnmetCondition[] }

/** The steps in use; tests pass weaker ones. */
export type StepTable = Readonly<
  Record<string, Pick<AnyStep, 'by' | 'at' | 'guards' | 'guardsFor' | 'isAboutTaker'>>
>

export const guardsByName: ReadonlyMap<string, Guard<never>> = new Map(
  steps
    .flatMap((step: AnyStep) => step.guards)
    .concat(Object.values(decisionGuards).flat(), guardsWithoutCounsel)
    .map((guard) => [guard.name, guard]),
)

/** The case after the event, or everything that is missing. @param it undefined for the first event */
export function applyStep(
  it: Case | undefined,
  event: CaseEvent,
  world: GuardContext,
  table: StepTable = stepsByName,
): { readonly case: Case } | StepRefusal {
  // Why: paper records are entered later, and nothing is entered before it happened.
  if (event.stamp.at > event.stamp.notedAt) return { refused: ['time'] }
  if (it === undefined) {
    return isOf(received, event) ? { case: newCase(event, event.stamp) } : { refused: ['stage'] }
  }
  const refused = unmetConditions(it, event, world, table)
  return refused.length > 0 ? { refused } : { case: applyEvent(it, event) }
}

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
    ...(step.by.includes(stamp.role) && isInCase(it, stamp, step) ? [] : ['who']),
    ...(step.at.includes(stageOf(it)) ? [] : ['stage']),
    ...guards.filter((guard) => !guard.passes(it, { event, stamp, world })).map(({ name }) => name),
  ]
}

/** No one with a conflict of interest, and special counsel only where they were added. */
const isInCase = (
  it: Case,
  { by, special }: EventStamp,
  { isAboutTaker }: Pick<AnyStep, 'isAboutTaker'>,
): boolean => (isAboutTaker === true || !it.conflicts.includes(by)) && (!special || it.special.includes(by))
