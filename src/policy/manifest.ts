import { z } from 'zod'
import { isDay, weekdays } from './calendar.ts'
import { caseRules, clockTime, denialWords } from './case-rules.ts'
import { noticeRules, noticeWords } from './notice-rules.ts'
import { readShaped } from './pack-yaml.ts'
import { PackRefused } from './refused.ts'
import { confirming } from './to-confirm.ts'
import { instrumentKinds, recordKinds } from './vocabulary.ts'

const day = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')
const words = z.string().trim().min(1)
const names = z.record(z.string().regex(/^[a-z0-9-]+$/), words)
const perRecord = z.partialRecord(z.enum(recordKinds), words)

/** What a pack says in each language that it speaks, beside its rules. */
export const spoken = {
  /** Its own words; more of them may stand here than the program uses. */
  words: z.intersection(z.object({ patron: words, hold: words }), names),
  places: z.strictObject({ common: names, 'private-rooms': names }),
  told: perRecord,
  facts: perRecord,
  message: perRecord,
  rest: words,
  'notice-words': noticeWords.optional(),
  'denial-words': denialWords.optional(),
  /** What each kind of card is called at the counter. */
  'card-kinds': names.optional(),
}

/** A number of the law or the policy, with the day that it stands from and the place where it is written. */
const datedNumber = z.strictObject({
  from: day,
  value: z.int().min(0).max(150),
  unit: z.literal('years'),
  citation: words,
  ...confirming,
})
const datedNumbers = z
  .array(datedNumber)
  .min(1)
  .refine((all) => all.every((one, index) => index === 0 || (all[index - 1]?.from ?? '') < one.from), {
    message: 'the earliest comes first, and no day twice',
  })

/** For how long a kind of item is lent; the catalogue names the kinds. */
const loanRule = z.strictObject({
  'item-type': words.optional(),
  days: z.int().min(1).max(366),
  renewals: z.int().min(0).max(50).default(0),
  citation: words,
  ...confirming,
})

/** A kind of card, and for how long it is good. */
const cardKind = z.strictObject({
  kind: z.string().regex(/^[a-z0-9-]+$/),
  months: z.int().min(1).max(240),
  citation: words,
  ...confirming,
})
const cardKinds = z
  .array(cardKind)
  .min(1)
  .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'names a kind twice')

/** How titles are kept for whoever waits for them. */
const holding = z.strictObject({
  /** How many titles somebody may wait for at a time. */
  'at-most': z.int().min(1).max(200),
  /** For how many days a copy waits at the desk. */
  'kept-days': z.int().min(1).max(60),
  citation: words,
  ...confirming,
})

/** Whom one asks for goes where `{name}` stands; nothing else of anybody has a place in what is said on a call. */
const asksFor = words.refine(
  (text) => text.split('{name}').length === 2 && !/[{}]/.test(text.replace('{name}', '')),
  {
    message: 'must have {name} once, and no other word in braces',
  },
)
const saidAsItStands = words.refine((text) => !/[{}]/.test(text), 'may have no word in braces')

/** What staff say on a call where the policy's rules have no words: before anybody is known, and when it goes wrong. */
export const saidOnCalls = z.strictObject({
  hello: asksFor,
  'card-please': saidAsItStands,
  'wrong-number': saidAsItStands,
  'no-more-calls': saidAsItStands,
  'call-back': saidAsItStands,
})

const calls = z
  .strictObject({
    from: clockTime,
    until: clockTime,
    weekdays: z.array(z.enum(weekdays)).min(1),
    tries: z.int().min(1).max(20),
    'days-between': z.int().min(1).max(60),
    citation: words,
    ...confirming,
    say: saidOnCalls,
  })
  .refine((it) => it.from.padStart(5, '0') < it.until.padStart(5, '0'), {
    path: ['until'],
    message: 'comes after `from`, on the same day',
  })

/** Under which schedule the ties between patrons and items are cut, and what it calls each kind of them. */
const disposal = z.strictObject({
  schedule: words,
  citation: words,
  ...confirming,
  series: z.strictObject({ loan: words, hold: words, charge: words }),
})

/** How many whole records somebody on staff opens in how many minutes before they are slowed down. */
const reading = z.strictObject({
  records: z.int().min(10).max(100_000),
  minutes: z.int().min(1).max(60),
  /** So many names the lists of searches may have in these minutes. */
  names: z.int().min(20).max(1_000_000).default(300),
  /** So many an unknown card counts for, and a number in a row of others. */
  'unknown-weight': z.int().min(1).max(20),
  'sequential-weight': z.int().min(1).max(20),
  citation: words,
  ...confirming,
})
/** Why there is one without a word of the pack: a library that says nothing of it must not be read from end to end. */
const usualReading = {
  ...{ records: 60, minutes: 10, names: 300, 'unknown-weight': 3, 'sequential-weight': 3 },
  citation: 'The program’s own number, where the pack has none',
}

const lapse = z.strictObject({ instrument: z.enum(instrumentKinds), on: day, citation: words, ...confirming })

const staleReference = z.strictObject({ clause: words, cited: words, now: words, note: words })

const screen = z.strictObject({ screen: words, clauses: z.array(words).min(1) })

const shape = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What it is written in, as two letters (ISO 639-1). */
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  title: words,
  number: words,
  library: words,
  /** How it is reached, as its letters say; a letter has a line to write on where this is left out. */
  phone: words.optional(),
  /** What stands at the head of its letters. */
  address: z.array(words).min(1).max(3).optional(),
  /** When it is open, as its letters say. */
  hours: z.array(words).max(3).optional(),
  'time-zone': words,
  approved: day,
  reviewed: day,
  'review-every': datedNumbers,
  ...spoken,
  /** Without it the library lends by another system, and Carrel imports what is out from there. */
  lending: z.array(loanRule).min(1).optional(),
  /** The first is offered first. Without it nobody joins here: another system has who is a patron. */
  cards: cardKinds.optional(),
  /** Without it nobody waits for a title here. */
  holds: holding.optional(),
  /** Without it the library turns to nobody by itself. */
  notices: noticeRules.optional(),
  /** When customers are called, and how often. Without it nobody is, and there is no list of whom to call. */
  calls: calls.optional(),
  /** How requests are worked, and by which clocks. Without it there are no cases here. */
  cases: caseRules.optional(),
  'age-of-majority': datedNumbers,
  'ask-counsel-from-age': datedNumbers.optional(),
  /** How long an entry of the register is kept; without it none is ever forgotten. */
  'register-kept': datedNumbers.optional(),
  /** Without it no report of what was cut can be drawn up for the State. */
  disposal: disposal.optional(),
  reading: reading.default(usualReading),
  lapses: z.array(lapse).default(() => []),
  sealed: z.strictObject({ instruments: z.array(z.enum(instrumentKinds)), next: z.array(words) }),
  /** Why something is not told where a rule fails. */
  failed: words.default('A rule could not be worked out, so this is not told.'),
  /** The day on which its scenarios happen, but those that name another: what holds of them holds for ever. */
  'scenarios-on': day,
  'stale-references': z.array(staleReference).default(() => []),
  'since-review': z.array(z.strictObject({ clause: words, change: words })).default(() => []),
  screens: z.array(screen).default(() => []),
})

/** What a library writes in its pack beside the rules: dates, words, rooms, and numbers with their citations. */
export type Manifest = z.infer<typeof shape>

/** Reads `pack.yaml`. Throws PackRefused, naming the key that is not right. */
export function readManifest(file: string, text: string): Manifest {
  const manifest = readShaped(file, text, shape)
  if (manifest.notices !== undefined && manifest['notice-words'] === undefined) {
    throw new PackRefused(file, undefined, 'notice-words: missing: what a notice says beside the rules')
  }
  const unnamed = (manifest.cards ?? []).find(({ kind }) => manifest['card-kinds']?.[kind] === undefined)
  if (unnamed !== undefined) {
    throw new PackRefused(file, undefined, `card-kinds.${unnamed.kind}: missing: what the counter calls it`)
  }
  return manifest
}
