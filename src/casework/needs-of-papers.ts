import type { Holds } from './needs.ts'
import { isStillRead, isUnread } from './weighed.ts'

/** What must be so of the papers of a case before a step is taken. */
export const ofPapers = {
  'still-read': (it) => isStillRead(it),
  'waits-beside': (it, { event }) =>
    event.what === 'paper-weighed' && it.later.some(({ id }) => id === event.paper),
  /** Of every paper that came since it was decided, or had ended, somebody said whether it counts. */
  'nothing-beside': ({ later }) => later.length === 0,
  /** No case is closed over a paper that nobody read. */
  'nothing-unread': (it) => !isUnread(it),
  'on-this-paper': (it, { event }) =>
    event.what === 'finding-pinned' && it.papers.some(({ id }) => id === event.paper),
  /** A page that the paper has, as far as that can be counted. */
  'page-is-there': (it, { event }) => {
    if (event.what !== 'finding-pinned') return false
    const { pages } = it.papers.find(({ id }) => id === event.paper) ?? {}
    return pages === undefined || event.page <= pages
  },
} satisfies Readonly<Record<string, Holds>>
