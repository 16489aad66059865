import type { Case, RelayedKind } from './case.ts'
import type { CaseEvent } from './event.ts'
import { isByCounsel, isUnanswered } from './guards.ts'
import { unheard } from './relayed.ts'

/* Which events report what someone else is said to have said; `relayed.ts` has what comes of it. */

/** What an event reports as someone else's word; undefined where they say it themselves. */
export function relayedKindOf(event: CaseEvent): RelayedKind | undefined {
  const isCounsels = event.stamp.role === 'counsel'
  switch (event.what) {
    case 'counsel-advised':
      return isCounsels ? undefined : 'advice'
    case 'debriefed':
      return isCounsels ? undefined : 'debrief'
    case 'notice-chosen':
      return isCounsels ? undefined : 'notice'
    case 'gag-ended':
      return event.way === 'here' ? undefined : 'gag-end'
    case 'finding-dropped':
      return isCounsels || event.heard === undefined ? undefined : 'finding'
    case 'search-mistaken':
      return isCounsels || event.heard === undefined ? undefined : 'search'
    case 'board-consulted':
      return event.stamp.role === 'president' ? undefined : 'board'
    default:
      return undefined
  }
}

/** What counsel, or the president for the Board, says at their own sign-in. */
export function ownKindOf(event: CaseEvent): RelayedKind | undefined {
  const kinds: Partial<Record<CaseEvent['what'], RelayedKind>> = {
    'counsel-advised': 'advice',
    debriefed: 'debrief',
    'notice-chosen': 'notice',
    'gag-ended': 'gag-end',
    'board-consulted': 'board',
  }
  return relayedKindOf(event) === undefined ? kinds[event.what] : undefined
}

/** Of these the last one is in force. */
function standingKindOf(event: CaseEvent): RelayedKind | undefined {
  if (event.what === 'counsel-advised') return event.opinion === undefined ? undefined : 'advice'
  if (event.what === 'cure-demanded') return 'advice'
  return event.what === 'debriefed' ? 'debrief' : event.what === 'notice-chosen' ? 'notice' : undefined
}

/** Adds what the event reports to the case after it. */
export function withRelayedWord(it: Case, event: CaseEvent): Case {
  const [of, standing] = [relayedKindOf(event), standingKindOf(event)]
  if (of === undefined && standing === undefined) return it
  const now = standing === undefined ? it : withLaterWord(it, standing, event)
  if (of === undefined) return now
  const { by, at } = event.stamp
  const said = event.what === 'counsel-advised' ? { readOut: event.readOut, board: event.board } : {}
  const stands = standing === undefined ? {} : { stands: true as const }
  return { ...now, relayed: [...now.relayed, { of, by, at, ...said, ...stands }] }
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
  const hasSeen = !isOwn || (event.what === 'counsel-advised' && event.opinion === 'proper')
  const heard = earlier.filter(isUnanswered).flatMap(({ readOut }) => readOut ?? [])
  return { ...it, relayed, findings: hasSeen ? it.findings : unheard(it.findings, heard) }
}

/** Without what is only reported or was denied. */
export function confirmedIn(events: readonly CaseEvent[], { relayed }: Case): readonly CaseEvent[] {
  let place = 0
  return events.filter((event) => relayedKindOf(event) === undefined || relayed[place++]?.answer?.is === true)
}
