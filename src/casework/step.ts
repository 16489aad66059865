import { apply, begun } from './apply.ts'
import { type Case, stageOf } from './case.ts'
import type { CaseEvent } from './event.ts'
import { holds, type Need, type World } from './needs.ts'
import { decisionNeeds, type Step, steps } from './steps.ts'

/** Why a step is refused. `who`: it is another's to take. `stage`: the case is not so far, or further. */
export type Unmet = Need | 'who' | 'stage' | 'time'
export type Refused = { readonly refused: readonly Unmet[] }

/** The table that is gone by; another one only to see what it holds. */
export type Table = {
  readonly steps: Readonly<Record<string, Step>>
  readonly decisionNeeds: typeof decisionNeeds
}
const ours: Table = { steps, decisionNeeds }

/**
 * (case, event, world) → the case after it, or why it may not come: all that is missing, at once.
 * @param it undefined where the event is how the case came in
 */
export function step(
  it: Case | undefined,
  event: CaseEvent,
  world: World,
  table: Table = ours,
): { readonly case: Case } | Refused {
  // Why: what was written on paper comes later, and nothing is entered before it happened.
  if (event.stamp.at > event.stamp.notedAt) return { refused: ['time'] }
  if (it === undefined) {
    return event.what === 'received' ? { case: begun(event, event.stamp) } : { refused: ['stage'] }
  }
  const refused = unmet(it, event, world, table)
  return refused.length > 0 ? { refused } : { case: apply(it, event) }
}

/** All that keeps a step from being taken now. */
export function unmet(it: Case, event: CaseEvent, world: World, table: Table = ours): readonly Unmet[] {
  if (event.what === 'received') return ['stage']
  const { stamp } = event
  const row = table.steps[event.what]
  if (row === undefined) return ['stage']
  const more = event.what === 'decided' ? table.decisionNeeds(event.decision, it) : []
  return [
    ...(row.by.includes(stamp.role) ? [] : (['who'] as const)),
    ...(row.at.includes(stageOf(it)) ? [] : (['stage'] as const)),
    ...[...row.needs, ...more].filter((need) => !holds(need, it, { event, stamp, world })),
  ]
}
