import type { Case } from './case.ts'
import { withCounselConsulted } from './case-changes.ts'
import type { CaseEvent } from './event.ts'
import { isByCounsel } from './guards.ts'
import { withRelayedWord } from './relayed-events.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'
import { newCase } from './steps/received.ts'

/** @throws where the first event is not `received` */
export function caseFromEvents(events: readonly CaseEvent[]): Case {
  const [first, ...later] = events
  if (first?.what !== 'received') throw new Error('a case begins with how it was received')
  return later.reduce(applyEvent, newCase(first, first.stamp))
}

/** Applies an event that was already allowed. */
export function applyEvent(it: Case, event: CaseEvent): Case {
  const step: AnyStep = stepsByName[event.what]
  const next = withRelayedWord(step.change(it, event), event)
  if (!isByCounsel(event.stamp)) return next
  // Any step by counsel means that they have seen the case.
  const heard = { ...next, tries: [] }
  const known = heard.gagUnseen ? { ...heard, gagUnseen: undefined } : heard
  if (!step.isCounselJudgment) return known
  return withCounselConsulted(known, event.stamp)
}
