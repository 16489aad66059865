import { caseOf } from './apply.ts'
import { hasPaper } from './case.ts'
import type { CaseEvent } from './event.ts'
import { searchLogOf } from './search-log.ts'

/** What a drill is scored by; which of them count depends on what was played. */
export const drillPoints = ['reported', 'delay-asked', 'logged'] as const
export type DrillPoint = (typeof drillPoints)[number]

export type DrillScore = {
  readonly points: readonly { readonly point: DrillPoint; readonly done: boolean }[]
  /** From when the visit began until staff reached the Director, in whole minutes; undefined where they never did. */
  readonly minutesToReport?: number
}

/** How a simulated visit went. @param reportMinutes in which the Director is to hear of it */
export function drillScore(events: readonly CaseEvent[], reportMinutes: number): DrillScore {
  const it = caseOf(events)
  const { receivedAt, taken, search } = searchLogOf(events)
  // Why of staff alone: the Director who plays the visit looks at it, and that is how nobody was told.
  const told = events.find(
    (event) =>
      event.what === 'told' && event.whom === 'director' && event.reached && event.stamp.role === 'staff',
  )
  const minutes = told && Math.floor((Date.parse(told.stamp.at) - Date.parse(receivedAt)) / 60_000)
  const ofSearch =
    search === undefined
      ? []
      : [
          { point: 'delay-asked' as const, done: search.delay !== 'not-asked' },
          { point: 'logged' as const, done: taken.length > 0 },
        ]
  // Without a search what is written down is the paper, or that somebody was answered.
  const ofOther =
    search === undefined
      ? [{ point: 'logged' as const, done: hasPaper(it) ? it.papers.length > 0 : it.outcome !== undefined }]
      : []
  return {
    points: [
      { point: 'reported', done: minutes !== undefined && minutes <= reportMinutes },
      ...ofSearch,
      ...ofOther,
    ],
    ...(minutes !== undefined && { minutesToReport: minutes }),
  }
}
