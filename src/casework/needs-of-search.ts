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
  /** Counsel went over a search with those who were there. */
  debriefed: (it) => !it.searchEnded || it.debriefed,
} satisfies Readonly<Record<string, Holds>>
