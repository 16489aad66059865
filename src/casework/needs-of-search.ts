import type { Holds } from './needs.ts'
import { deciderIn, isHeard, isSaid } from './weighed.ts'

/** What must be so of a search before a step is taken. */
export const ofSearch = {
  'was-searched': (it) => it.searchEnded,
  /** Counsel's own, or what counsel said elsewhere, by name, as whoever decides wrote it down. */
  'counsels-debrief': (it, { event, stamp }) =>
    event.what === 'debriefed' &&
    (stamp.role === 'counsel' ? event.way === 'here' : stamp.role === deciderIn(it) && isHeard(event)),
  /**
   * Once something was taken, or counsel heard of the search, or it was held for a seizure, only counsel says that there was
   * none, or whoever decides writes down that counsel said so: no Director erases a seizure alone.
   */
  'counsels-mistake': (it, { event, stamp }) => {
    if (event.what !== 'search-mistaken') return false
    if (stamp.role === 'counsel') return true
    if (stamp.role !== deciderIn(it)) return false
    const isBare = it.taken.length === 0 && !it.debriefed && it.outcome === undefined
    return isBare || (isHeard(event.heard) && isSaid(event.heard?.words))
  },
  /** No seizure ends before counsel was asked. */
  'seizure-with-counsel': ({ outcome, counselConsulted }) => outcome !== 'seized' || counselConsulted,
  /** A search was written down, and nothing came of the case but what was taken in it. */
  'search-stands': (it) => it.search !== undefined && (it.outcome === undefined || it.outcome === 'seized'),
  /** Nothing was taken before they came, or after they left. */
  'while-searched': ({ searchBeganAt, searchEndedAt }, { stamp }) =>
    isBy(searchBeganAt, stamp.at) && isBy(stamp.at, searchEndedAt),
  /** They left after they came, and after the last thing that was taken. */
  'after-the-last': ({ searchBeganAt, taken }, { stamp }) =>
    isBy(searchBeganAt, stamp.at) && taken.every(({ at, struck }) => struck || isBy(at, stamp.at)),
  /** The same form, sent again, is the same line. */
  'new-line': ({ taken }, { event }) =>
    event.what === 'thing-taken' &&
    (event.line === undefined || taken.every(({ line }) => line !== event.line)),
  'is-listed': ({ taken }, { event }) =>
    event.what === 'thing-mistaken' && taken.some(({ line, struck }) => line === event.line && !struck),
  /** What somebody else wrote down whoever answers for the case takes back. */
  'own-line': ({ taken }, { event, stamp }) =>
    event.what === 'thing-mistaken' &&
    (stamp.role !== 'staff' || taken.some(({ line, by }) => line === event.line && by === stamp.by)),
  /** Counsel went over a search with those who were there. */
  debriefed: (it) => !it.searchEnded || it.debriefed,
} satisfies Readonly<Record<string, Holds>>

/** Whether one instant is no later than another, by the minute: that is how a time is typed. Nobody said: it is. */
const isBy = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one.slice(0, 16) <= other.slice(0, 16)
