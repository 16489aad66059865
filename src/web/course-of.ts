import { type CourseUnderWay, courseUnderWay } from '../store/training.ts'
import { type Course, courseOf } from '../training/course.ts'
import type { StaffVisit } from './visit.ts'

/** The course that somebody is in, with its questions. */
export type Taken = Course & { readonly under: CourseUnderWay }

/** `changed`: they are in one that was drawn from another policy. Undefined where they are in none. */
export async function takenBy({ house, who }: StaffVisit): Promise<Taken | 'changed' | undefined> {
  const under = await courseUnderWay(house.app, who.id)
  if (under === undefined) return undefined
  if (under.pack !== house.pack.hash) return 'changed'
  return { under, ...courseOf(house.pack, { role: under.role, seed: under.id }) }
}
