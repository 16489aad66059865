import { z } from 'zod'
import { weekdays } from './calendar.ts'
import { confirming } from './to-confirm.ts'

const words = z.string().trim().min(1)

const weekday = z.enum(weekdays)

/** Ways to turn to somebody, the one that is tried first in front. */
const by = z
  .array(z.enum(['e-mail', 'text', 'letter', 'phone']))
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'names a way twice')

const step = z.strictObject({ weeks: z.int().min(1).max(52), by })

/**
 * When the library turns to people by itself, and how.
 *
 * Why whole weeks, and one day of the week for all that counts from a loan: a notice that goes out so many days after
 * something was due would tell that day for as long as the register keeps its entry, and the catalogue shows the day to
 * everybody (decision 0021).
 */
export const noticeRules = z.strictObject({
  citation: words,
  ...confirming,
  weekday,
  /** The ladder, by how many weeks the oldest loan is late. */
  overdue: z
    .array(step)
    .refine((all) => all.every((one, at) => at === 0 || (all[at - 1]?.weeks ?? 0) < one.weeks), {
      message: 'the earliest step comes first, and no two after as many weeks',
    })
    .default(() => []),
  hold: z.strictObject({ weekdays: z.array(weekday).min(1), by }).optional(),
  /** By letter alone. */
  charges: z
    .strictObject({
      'at-least-cents': z.int().min(1),
      'again-after-weeks': z.int().min(1).max(104),
    })
    .optional(),
  card: z.strictObject({ 'weeks-before': z.int().min(1).max(26), by }).optional(),
  /** Texts go out from the one hour to before the other, by the library's clock: nobody is woken. */
  'text-hours': z
    .strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })
    .refine(({ from, until }) => from < until, 'ends before it begins')
    .default({ from: 9, until: 20 }),
  /** The sender's lines on a letter. */
  sender: z.array(words).min(1).max(4),
})

/** Text with its slots named in braces; each stands in it, and no other. */
const withSlots = (...slots: readonly string[]) =>
  words.refine(
    (text) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, slot]) => slot).join() === slots.join(),
    slots.length === 0
      ? 'has a place for something, and must have none'
      : `must have ${slots.map((slot) => `{${slot}}`).join(' and ')}, in this order, and no other place`,
  )

/** INVARIANT: what a notice says beside the rules. No text of it has a place for a title, an author or an item. */
export const noticeWords = z.strictObject({
  card: withSlots('library'),
  address: withSlots('library'),
  owed: withSlots('amount'),
  guardian: withSlots('name'),
  'guardian-says': withSlots('name', 'facts'),
  'guardian-overdue': withSlots(),
  'guardian-lost': withSlots(),
  'guardian-damaged': withSlots(),
  'guardian-charges': withSlots(),
})

export type NoticeRules = z.infer<typeof noticeRules>
export type NoticeWords = z.infer<typeof noticeWords>
