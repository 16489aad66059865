import { z } from 'zod'
import { isDay } from './calendar.ts'

const words = z.string().trim().min(1)
const day = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')
/** 0 is Sunday, as `Date` counts. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** A number of days with the place where it is written. */
const days = z.strictObject({ days: z.int().min(1).max(3660), citation: words })

/** What a pack says of cases: which clause asks for what, and the clocks of the law. */
export const caseRules = z.strictObject({
  /** By the name of what must be so before a step: the clause that asks for it. */
  clauses: z.record(z.string().regex(/^[a-z-]+$/), words),
  /** Business days in which a public-records request is answered. */
  'records-request': days,
  /** Days in which federal paper may be objected to. */
  'federal-objection': days,
  /** For how long a copy is kept where nobody says for how long. */
  preservation: days,
  /** When the library is closed, for business days. */
  closed: z.strictObject({
    weekdays: z.array(z.enum(weekdays)).transform((all) => all.map((one) => weekdays.indexOf(one))),
    days: z.array(day),
    citation: words,
  }),
})

export type CaseRules = z.infer<typeof caseRules>
