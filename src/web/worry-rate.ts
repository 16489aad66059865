import { perDay } from './day-rate.ts'

/**
 * Counts a worry of a patron: each is a case, of which somebody decides in writing. What counted them in the database would
 * say of somebody that they worry.
 */
export const maySendWorry = perDay(5)
