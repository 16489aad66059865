import { z } from 'zod'
import { isDay, weekdays } from './calendar.ts'
import { codeShape } from './code-shape.ts'
import { confirming } from './to-confirm.ts'

const words = z.string().trim().min(1)
const day = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')

/** A number of days with the place where it is written. */
const days = z.strictObject({ days: z.int().min(1).max(3660), citation: words, ...confirming })

/** A time of the day as a pack writes it. */
export const clockTime = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, 'not a time of the day, written 9:00 or 17:30')

const dayOfYear = z.string().refine((text) => isDay(`2001-${text}`), 'not a day of every year, written MM-DD')

/** What a pack says of cases: which clause asks for what, and the clocks of the law. */
export const caseRules = z.strictObject({
  /** By the name of what must be so before a step: the clause that asks for it. */
  clauses: z.record(z.string().regex(/^[a-z-]+$/), words),
  /** Business days in which a public-records request is answered. */
  'records-request': days,
  /** Days in which federal paper may be objected to. */
  'federal-objection': days,
  /** Years after which the gag of a national security letter is looked at again. */
  'gag-review': z.strictObject({ years: z.int().min(1).max(30), citation: words, ...confirming }).optional(),
  /** For how long a copy is kept where nobody says for how long. */
  preservation: days,
  /** For how long a file that was handed over is kept; 0 is not at all. */
  package: z.strictObject({ days: z.int().min(0).max(366), citation: words, ...confirming }),
  /** By day, in which a search warrant is carried out. Without it no hour is noted. */
  'warrant-hours': z
    .strictObject({ from: clockTime, until: clockTime, citation: words, ...confirming })
    .optional(),
  /** What a letter cites that denies a public-records request. */
  denial: z.strictObject({ subsection: words, review: words, citation: words, ...confirming }),
  /** Minutes in which the Director is to hear of a visit. */
  drill: z.strictObject({ 'report-minutes': z.int().min(1).max(1440), citation: words, ...confirming }),
  /** From which day on requests are told in numbers of the year before, as `MM-DD`: what came late in it has ended by then. */
  told: z.strictObject({ from: dayOfYear, citation: words, ...confirming }),
  /** Who confirms that a sign-in which a Director set up is its owner's own. */
  confirms: z.array(z.enum(['president', 'trustee', 'counsel'])),
  /** How the Board numbers its motions and its closed meetings: what its public minutes have of a case. */
  board: z.strictObject({
    motion: z.array(codeShape).min(1),
    session: z.array(codeShape).min(1),
    citation: words,
    ...confirming,
  }),
  /** When the library is closed, for business days. */
  closed: z.strictObject({
    weekdays: z.array(z.enum(weekdays)).transform((all) => all.map((one) => weekdays.indexOf(one))),
    days: z.array(day),
    citation: words,
    ...confirming,
  }),
})

export type CaseRules = z.infer<typeof caseRules>

/** What the denial of a public-records request must say beside who decided it, of nobody. */
export const denialWords = z.strictObject({ contents: words, reason: words, citation: words, review: words })
