import { caseOf } from './apply.ts'
import type { Case, Search, Taken } from './case.ts'
import type { CaseEvent, Of, Stamp } from './event.ts'
import { searchWith } from './search-said.ts'

/** When it happened and when it was entered, instants in UTC: what was written on paper comes later. */
export type Times = Pick<Stamp, 'at' | 'notedAt'>

export type TakenAt = Times & Pick<Taken, 'line' | 'thing' | 'by'>

/** What was written down of a search, and nothing else of the case that it is in. */
export type SearchLog = {
  readonly receivedAt: string
  /** Each try to reach the Director or counsel. */
  readonly told: readonly (Times & Pick<Of<'told'>, 'whom' | 'reached'>)[]
  /** As it was said last, and as it was after each time that somebody said something of it. */
  readonly search?: Search
  readonly said: readonly Search[]
  readonly began?: Times
  readonly taken: readonly TakenAt[]
  /** What was noted as taken, and somebody said later that it was a mistake, or the whole search. It stays, struck through. */
  readonly struck: readonly TakenAt[]
  readonly ended?: Times
  readonly debriefed: boolean
}

/** @throws where the first event is not how the case was received */
export function searchLogOf(events: readonly CaseEvent[]): SearchLog {
  const { search, debriefed, receivedAt } = caseOf(events)
  const times = ({ stamp: { at, notedAt } }: CaseEvent): Times => ({ at, notedAt })
  const since = sinceMistaken(events)
  const lines = linesIn(events)
  const inOrder = (some: readonly Line[]): readonly TakenAt[] =>
    some
      .map(({ event, line }) => ({ line, thing: event.thing, by: event.stamp.by, ...times(event) }))
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const begins = since.filter((event) => event.what === 'search-began')
  const [began] = begins.toSorted((one, other) => (one.stamp.at < other.stamp.at ? -1 : 1))
  const ended = since.find(({ what }) => what === 'search-ended')
  return {
    ...{ receivedAt, debriefed },
    told: events.flatMap((event) =>
      event.what === 'told' ? [{ whom: event.whom, reached: event.reached, ...times(event) }] : [],
    ),
    ...(search !== undefined && { search }),
    ...(began !== undefined && { began: times(began) }),
    said: saidIn(begins),
    taken: inOrder(lines.filter(({ isStruck }) => !isStruck)),
    struck: inOrder(lines.filter(({ isStruck }) => isStruck)),
    ...(ended !== undefined && { ended: times(ended) }),
  }
}

/** As the search was known after each time that somebody said something of it. */
function saidIn(begins: readonly (Of<'search-began'> & { readonly stamp: Stamp })[]): readonly Search[] {
  const all: Search[] = []
  for (const { what: _, stamp: __, ...said } of begins) all.push(searchWith(all.at(-1), said))
  return all
}

type Line = {
  readonly event: Of<'thing-taken'> & { readonly stamp: Stamp }
  readonly line: string
  /** It was written down by mistake, or the search that it was of. */
  readonly isStruck: boolean
}

/** Each line of what was taken, with those of a search that was a mistake: what was noted so is none, and still shows. */
export function linesIn(events: readonly CaseEvent[]): readonly Line[] {
  const since = sinceMistaken(events)
  const all = events.filter((event) => event.what === 'thing-taken')
  const before = all.filter((event) => !since.includes(event))
  const struck = since.flatMap((event) => (event.what === 'thing-mistaken' ? [event.line] : []))
  return all.map((event, nth) => {
    const line = event.line ?? String(nth - before.length + 1)
    return { event, line, isStruck: nth < before.length || struck.includes(line) }
  })
}

const sinceMistaken = (events: readonly CaseEvent[]): readonly CaseEvent[] =>
  events.slice(events.findLastIndex(({ what }) => what === 'search-mistaken') + 1)

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
