import type { Case, RelayedKind, RelayedWord } from './case.ts'
import type { CaseEvent } from './event.ts'
import { isByCounsel, isUnanswered } from './guards.ts'
import { unheard } from './relayed.ts'
import { elsewhereOf } from './steps/index.ts'

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
export function withRelayedWord(it: Case, event: CaseEvent, before: Case): Case {
  const { relays } = elsewhereOf(event.what)
  const of = kindOf(event, before)
  if (relays === undefined || of === undefined) return it
  const stands = relays.stands(event)
  const now = stands ? withLaterWord(it, of, event) : it
  if (!relays.isReported(event, before)) return now
  const { by, at } = event.stamp
  const word: RelayedWord = { of, by, at, ...relays.keeps?.(event), ...(stands && { stands: true as const }) }
  return { ...now, relayed: [...now.relayed, word] }
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
