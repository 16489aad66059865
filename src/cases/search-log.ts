import type { SearchDetails, SeizedItem } from './case.ts'
import type { CaseEvent, EventBodyOf } from './event.ts'
import { mayBeWarrant } from './guards.ts'
import { applyEvent, caseFromEvents } from './reducer.ts'
import type { EventStamp } from './stamp.ts'
import { searchBegan, updatedSearch } from './steps/search-began.ts'
import { searchEnded } from './steps/search-ended.ts'
import { searchMistaken } from './steps/search-mistaken.ts'
import { isOf } from './steps/step.ts'
import { thingMistaken } from './steps/thing-mistaken.ts'
import { thingTaken } from './steps/thing-taken.ts'
import { told } from './steps/told.ts'

/** Instants in UTC; paper records are entered later than they happened. */
type EventTimes = Pick<EventStamp, 'at' | 'notedAt'>

export type SeizedItemEntry = EventTimes & Pick<SeizedItem, 'line' | 'thing' | 'by'>

/** A search, and nothing else of its case. */
export type SearchLog = {
  readonly receivedAt: string
  readonly told: readonly (EventTimes & Pick<EventBodyOf<'told'>, 'whom' | 'reached'>)[]
  /** Now, and after each change. */
  readonly search?: SearchDetails
  readonly said: readonly SearchDetails[]
  readonly began?: EventTimes
  readonly taken: readonly SeizedItemEntry[]
  /** Items later said to be a mistake, alone or with the search; they stay, struck through. */
  readonly struck: readonly SeizedItemEntry[]
  readonly ended?: EventTimes
  readonly debriefed: boolean
}

/** @throws where the first event is not `received` */
export function searchLogOf(events: readonly CaseEvent[]): SearchLog {
  const { search, debriefed, receivedAt } = caseFromEvents(events)
  const times = ({ stamp: { at, notedAt } }: CaseEvent): EventTimes => ({ at, notedAt })
  const since = eventsSinceMistake(events)
  const lines = seizedLinesIn(events)
  const inOrder = (some: readonly SeizedLine[]): readonly SeizedItemEntry[] =>
    some
      .map(({ event, line }) => ({ line, thing: event.thing, by: event.stamp.by, ...times(event) }))
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const begins = since.filter((event) => isOf(searchBegan, event))
  const [began] = begins.toSorted((one, other) => (one.stamp.at < other.stamp.at ? -1 : 1))
  const ended = since.find((one) => isOf(searchEnded, one))
  return {
    receivedAt,
    debriefed,
    told: events.flatMap((event) =>
      isOf(told, event) ? [{ whom: event.whom, reached: event.reached, ...times(event) }] : [],
    ),
    ...(search !== undefined && { search }),
    ...(began !== undefined && { began: times(began) }),
    said: searchVersionsIn(begins),
    taken: inOrder(lines.filter(({ isStruck }) => !isStruck)),
    struck: inOrder(lines.filter(({ isStruck }) => isStruck)),
    ...(ended !== undefined && { ended: times(ended) }),
  }
}

function searchVersionsIn(
  begins: readonly (EventBodyOf<'search-began'> & { readonly stamp: EventStamp })[],
): readonly SearchDetails[] {
  const all: SearchDetails[] = []
  for (const { what: _, stamp: __, ...said } of begins) all.push(updatedSearch(all.at(-1), said))
  return all
}

type SeizedLine = {
  readonly event: EventBodyOf<'thing-taken'> & { readonly stamp: EventStamp }
  readonly line: string
  /** Entered by mistake, or part of a search that was. */
  readonly isStruck: boolean
}

/** Items of a mistaken search included: they no longer count but still show. */
export function seizedLinesIn(events: readonly CaseEvent[]): readonly SeizedLine[] {
  const since = eventsSinceMistake(events)
  const all = events.filter((event) => isOf(thingTaken, event))
  const before = all.filter((event) => !since.includes(event))
  const struck = since.flatMap((event) => (isOf(thingMistaken, event) ? [event.line] : []))
  return all.map((event, nth) => {
    const line = event.line ?? String(nth - before.length + 1)
    return { event, line, isStruck: nth < before.length || struck.includes(line) }
  })
}

/** A mistake that was only reported strikes nothing until counsel confirms it. */
function eventsSinceMistake(events: readonly CaseEvent[]): readonly CaseEvent[] {
  if (!events.some((one) => isOf(searchMistaken, one))) return events
  let it = caseFromEvents(events.slice(0, 1))
  let since = 0
  for (const [at, event] of events.entries()) {
    if (at === 0) continue
    const next = applyEvent(it, event)
    if (it.search !== undefined && next.search === undefined) since = at + 1
    it = next
  }
  return events.slice(since)
}

/** Until it is over and for the rest of that day. @param today `YYYY-MM-DD` */
export function isSearchUnderWay(
  events: readonly CaseEvent[],
  { today, dayOf }: { readonly today: string; readonly dayOf: (instant: string) => string },
): boolean {
  const it = caseFromEvents(events)
  if (!mayBeWarrant(it) || it.closed) return false
  const { ended } = searchLogOf(events)
  if (ended !== undefined) return dayOf(ended.notedAt) === today
  return it.search !== undefined || it.outcome === undefined
}
