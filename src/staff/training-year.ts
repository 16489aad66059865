import { yearsAfter } from '../policy/index.ts'

export function isYearAgo(day: string, today: string): boolean {
  return yearsAfter(day, 1) <= today
}
