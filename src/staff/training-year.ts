import { yearsAfter } from '../policy/index.ts'

/** Whether a day is a year ago by now, or longer; both `YYYY-MM-DD`. */
export function isYearAgo(day: string, today: string): boolean {
  return yearsAfter(day, 1) <= today
}
