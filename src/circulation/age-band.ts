import { yearsAfter } from '../policy/calendar.ts'

/**
 * The ages that a public library counts apart, in whole years; `unknown` where no birth date is on file. Wide on
 * purpose: the fewer the bands, the more people stand in each.
 */
export type AgeBand = '0-12' | '13-18' | '19-64' | '65-' | 'unknown'

/** The band of somebody born on a day, on another day; both `YYYY-MM-DD`. */
export function ageBand(born: string | undefined, on: string): AgeBand {
  if (born === undefined) return 'unknown'
  const reached = (years: number) => yearsAfter(born, years) <= on
  if (reached(65)) return '65-'
  if (reached(19)) return '19-64'
  return reached(13) ? '13-18' : '0-12'
}
