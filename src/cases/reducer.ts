import type { Case, RelayedKind, RelayedWord } from './case.ts'
import { withCounselConsulted, withoutMinimum } from './case-changes.ts'
import type { CaseEvent } from './event.ts'
import { isByCounsel } from './guards.ts'
import { unheard } from './relayed.ts'
import { isUnanswered, relayedOwner, relayedWordsFor } from './statements.ts'
import { type AnyStep, elsewhereOf, stepsByName } from './steps/index.ts'
import { newCase, received } from './steps/received.ts'
import { isOf } from './steps/step.ts'

/** @throws where the first event is not `received` */
export function caseFromEvents(events: readonly CaseEvent[]): Case {
  const [first, ...later] = events
  if (!isOf(received, first)) throw new Error('a case begins with how it was received')
  return later.reduce(applyEvent, newCase(first, first.stamp))
}

/** Applies an event that was already allowed. */
export const applyEvent = (it: Case, event: CaseEvent): Case => withSpecialDone(applied(it, event))

/**
 * Special counsel's work ends with the case. Hostile: not before counsel answers, where they spoke or the library's counsel has a
 * conflict of interest, or closing it would be rid of one who says no.
 */
function withSpecialDone(it: Case): Case {
  if (!it.closed) return it
  const isAsked = relayedWordsFor(it, 'counsel').length > 0
  const stays = (one: string) => isAsked && (it.spoke.includes(one) || it.conflicts.length > 0)
  return { ...it, special: it.special.filter(stays) }
}

function applied(it: Case, event: CaseEvent): Case {
  const step: AnyStep = stepsByName[event.what]
  const next = withRelayedWord(step.change(it, event), event, it)
  const { by } = event.stamp
  if (!isByCounsel(event.stamp) || next.conflicts.includes(by)) return next
  const also = (those: readonly string[]) => (step.saysNothing || those.includes(by) ? those : [...those, by])
  // Any step by counsel means that they have seen the case.
  const tries = next.tries.map((one) => ({ ...one, heard: [...(one.heard ?? []), by] }))
  const known = {
    ...next,
    spoke: also(next.spoke),
    heard: also(next.heard),
    tries,
    gagUnseen: undefined,
    ...withoutMinimum(next),
  }
  if (!step.isCounselJudgment) return known
  return withCounselConsulted(known, event.stamp)
}

/** The event that reported each word of the case, in their order; a decision may report two. */
export function reportsIn(events: readonly CaseEvent[]): readonly CaseEvent[] {
  let it: Case | undefined
  return events.flatMap((event) => {
    const before = it?.relayed.length ?? 0
    it = it === undefined ? caseFromEvents([event]) : applyEvent(it, event)
    return Array<CaseEvent>(it.relayed.length - before).fill(event)
  })
}

/**
 * Without what is only reported or was denied, and what counsel said who have a conflict of interest.
 * @param besides whose own word does not count, as the one who signs
 */
export function confirmedIn(
  events: readonly CaseEvent[],
  { relayed, conflicts }: Case,
  besides?: string,
): readonly CaseEvent[] {
  const reports = reportsIn(events)
  const out = besides === undefined ? conflicts : [...conflicts, besides]
  return events.filter((event) => {
    const place = reports.indexOf(event)
    if (place < 0) return !out.includes(event.stamp.by)
    const answer = relayed[place]?.answer
    return answer?.is === true && !out.includes(answer.by)
  })
}

/* Events that report what someone else is said to have said; `relayed.ts` has what comes of it. */

/** What an event would report as someone else's word; undefined where it never does. */
function kindOf(event: CaseEvent, before: Case): RelayedKind | undefined {
  const { relays } = elsewhereOf(event.what)
  return relays?.kindOf?.(event, before) ?? relays?.of
}

/** What counsel, or the president for the Board, says at their own sign-in. */
export function ownKindOf({ what }: CaseEvent): RelayedKind | undefined {
  const { relays } = elsewhereOf(what)
  return relays?.listsOwn ? relays.of : undefined
}

/** Adds what the event reports to the case after it. */
function withRelayedWord(it: Case, event: CaseEvent, before: Case): Case {
  const { relays } = elsewhereOf(event.what)
  const of = kindOf(event, before)
  if (relays === undefined || of === undefined) return it
  const { by, at, notedAt, role, unconfirmed } = event.stamp
  const stands = relays.stands?.(event) === true
  const later = stands ? withLaterWord(it, of, event) : it
  const isOwn = role === relayedOwner({ of }) && unconfirmed !== true
  const own = { of, by, after: it.relayed.length, ...relays.keeps?.(event) }
  const now = isOwn ? { ...later, own: [...later.own, own] } : later
  if (!relays.isReported(event, before)) return now
  const kept = { ...relays.keeps?.(event), ...(stands && { stands: true as const }) }
  const also = relays.asksBoardToo?.(event, before) ? (['unconfirmed'] as const) : []
  const words = [...also, of].map((one): RelayedWord => ({ of: one, by, at, notedAt, ...kept }))
  return { ...now, relayed: [...now.relayed, ...words] }
}

/** What counsel now says themselves settles what was reported of it before. */
function withLaterWord(it: Case, kind: RelayedKind, event: CaseEvent): Case {
  const isOwn = isByCounsel(event.stamp)
  const earlier = it.relayed.filter((word) => word.of === kind)
  const relayed = it.relayed.map((word) => {
    if (word.of !== kind) return word
    const later = { ...word, stands: undefined }
    return isOwn && isUnanswered(word) ? { ...later, moot: true as const } : later
  })
  // Finding the paper proper, they saw every finding themselves.
  const hasSeen = !isOwn || elsewhereOf(event.what).relays?.sawFindings?.(event) === true
  const heard = earlier.filter(isUnanswered).flatMap(({ readOut }) => readOut ?? [])
  return { ...it, relayed, findings: hasSeen ? it.findings : unheard(it.findings, heard) }
}
