import type { Ask } from '../policy/ask.ts'

/** What the open register says of a paper under a gag: one came, and nobody had read it. */
export const unreadPaper: NonNullable<Ask['instrument']> = {
  kind: 'unread',
  findings: [],
  scope: [],
  nondisclosure: false,
  grandfathered: false,
}
