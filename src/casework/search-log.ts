import { caseOf } from './apply.ts'
import type { Case, Search } from './case.ts'
import type { CaseEvent, Of, Stamp } from './event.ts'

/** When it happened and when it was entered, instants in UTC: what was written on paper comes later. */
export type Times = Pick<Stamp, 'at' | 'notedAt'>

export type TakenAt = Times & { readonly thing: string }

/** What was written down of a search, and nothing else of the case that it is in. */
export type SearchLog = {
  readonly receivedAt: string
  /** Each try to reach the Director or counsel. */
  readonly told: readonly (Times & Pick<Of<'told'>, 'whom' | 'reached'>)[]
  /** As it was said last. */
  readonly search?: Search
  readonly began?: Times
  readonly taken: readonly TakenAt[]
  /** What was noted as taken in a search of which somebody said later that it was a mistake. It stays, struck through. */
  readonly struck: readonly TakenAt[]
  readonly ended?: Times
  readonly debriefed: boolean
}

/** @throws where the first event is not how the case was received */
export function searchLogOf(events: readonly CaseEvent[]): SearchLog {
  const { search, debriefed, receivedAt } = caseOf(events)
  const times = ({ stamp: { at, notedAt } }: CaseEvent): Times => ({ at, notedAt })
  // What was noted by mistake is none; of it what was taken still shows.
  const mistakenAt = events.findLastIndex(({ what }) => what === 'search-mistaken')
  const since = events.slice(mistakenAt + 1)
  const takenIn = (some: readonly CaseEvent[]): readonly TakenAt[] =>
    some
      .flatMap((event) => (event.what === 'thing-taken' ? [{ thing: event.thing, ...times(event) }] : []))
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const began = since.find(({ what }) => what === 'search-began')
  const ended = since.find(({ what }) => what === 'search-ended')
  return {
    ...{ receivedAt, debriefed },
    told: events.flatMap((event) =>
      event.what === 'told' ? [{ whom: event.whom, reached: event.reached, ...times(event) }] : [],
    ),
    ...(search !== undefined && { search }),
    ...(began !== undefined && { began: times(began) }),
    taken: takenIn(since),
    struck: takenIn(events.slice(0, mistakenAt + 1)),
    ...(ended !== undefined && { ended: times(ended) }),
  }
}

/** Whether officers may come with a search warrant in this case, or came. */
export function isWarrantCase({ kind, reading, search }: Case): boolean {
  const paper = reading?.instrument ?? 'unread'
  return kind === 'process' && (search !== undefined || paper === 'unread' || paper === 'search-warrant')
}

/**
 * Whether a search is anybody's to write down and to see who holds the case's reference: until it is over, and on the day
 * on which that was noted, for what was forgotten.
 * @param today `YYYY-MM-DD`, as `dayOf` tells it of an instant
 */
export function isSearchUnderWay(
  events: readonly CaseEvent[],
  { today, dayOf }: { readonly today: string; readonly dayOf: (instant: string) => string },
): boolean {
  const it = caseOf(events)
  if (!isWarrantCase(it) || it.closed) return false
  const { ended } = searchLogOf(events)
  if (ended !== undefined) return dayOf(ended.notedAt) === today
  return it.search !== undefined || it.outcome === undefined
}
