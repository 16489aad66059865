import type { Decision } from './case.ts'
import type { CaseEvent } from './event.ts'

/** A decision that was signed in a case: when, and when it was taken back, where it was. Instants are UTC. */
export type DecisionSigned = {
  readonly decision: Decision
  /** The hash of what was signed. */
  readonly document: string
  readonly at: string
  readonly withdrawnAt?: string
}

/** Every decision that was signed in a case, in the order in which they were. */
export function decisionsSigned(events: readonly CaseEvent[]): DecisionSigned[] {
  return events.flatMap((event, nth) => {
    if (event.what !== 'decided') return []
    const next = events.slice(nth + 1).find(({ what }) => what === 'decided' || what === 'decision-withdrawn')
    const { decision, document, stamp } = event
    const isWithdrawn = next?.what === 'decision-withdrawn'
    return [{ decision, document, at: stamp.at, ...(isWithdrawn && { withdrawnAt: next.stamp.at }) }]
  })
}
