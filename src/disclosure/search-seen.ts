import type { SearchLog } from '../casework/search-log.ts'
import type { Refused } from '../casework/step.ts'

/** What was written down of a search, for those who may know of it, and the entry that says that they looked. */
export type SearchSeen = {
  readonly log: SearchLog
  readonly drill: boolean
  /** Then the president of the Board is told, and not the Director. Undefined for whoever only holds the reference. */
  readonly aboutDirector: boolean | undefined
  /** The case is theirs to look at too. */
  readonly seesCase: boolean
  readonly entry: string
}

/** Undoes all steps that came before one that may not be taken. */
export class NotAll extends Error {
  readonly why: Refused | 'unknown'
  constructor(why: Refused | 'unknown') {
    super('a step of several may not be taken')
    this.why = why
  }
}
