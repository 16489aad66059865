import { createHash } from 'node:crypto'
import { z } from 'zod'
import { instrumentKinds, recordKinds } from './ask.ts'
import { isDay, weekdays } from './calendar.ts'
import { PackError, readShaped } from './source-text.ts'

/** Whether a cited fact was confirmed, and who could confirm it. Only the Director sees this. */
const confirmationFields = {
  confirmed: z.boolean().optional(),
  'confirm-with': z.string().trim().min(1).optional(),
} as const

export type UnconfirmedFact = {
  /** Its path in the pack: `lending[0]`, `cases.told`. */
  readonly id: string
  /** The keys and values, without the citation, and without a nested fact that has its own mark. */
  readonly says: FactValues
  readonly citation: string
  readonly confirmWith: string | undefined
  /** SHA-256 in hex, so that a changed value must be confirmed again. */
  readonly hash: string
}

/** Days of the week are by name. */
export type FactValue = string | number | readonly FactValue[] | FactValues
export type FactValues = { readonly [key: string]: FactValue }

export function factsToConfirm(manifest: object): UnconfirmedFact[] {
  return [...unconfirmedIn(manifest, '')]
}

function* unconfirmedIn(value: unknown, at: string): Generator<UnconfirmedFact> {
  if (typeof value !== 'object' || value === null) return
  const fields = value as Readonly<Record<string, unknown>>
  if (fields['confirmed'] === false) yield factOf(fields, at)
  for (const [key, inner] of Object.entries(fields)) {
    yield* unconfirmedIn(inner, Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`)
  }
}

function factOf(fields: Readonly<Record<string, unknown>>, id: string): UnconfirmedFact {
  const { citation, confirmed: _confirmed, 'confirm-with': confirmWith, ...said } = fields
  const says = valuesOf(said)
  const hash = createHash('sha256')
    .update(JSON.stringify([id, citation, said]))
    .digest('hex')
  return {
    id,
    says,
    citation: String(citation ?? ''),
    hash,
    confirmWith: confirmWith === undefined ? undefined : String(confirmWith),
  }
}

function valuesOf(fields: object): FactValues {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const told = factValueOf(key === 'weekdays' ? namedDays(value) : value)
      return told === undefined ? [] : [[key, told]]
    }),
  )
}

/** Undefined where nothing is left of it. */
function factValueOf(value: unknown): FactValue | undefined {
  if (Array.isArray(value)) {
    const each = value.map(factValueOf).filter((one) => one !== undefined)
    return each.length === 0 ? undefined : each
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? value : String(value)
  if ('confirmed' in value) return undefined
  const inner = valuesOf(value)
  return Object.keys(inner).length === 0 ? undefined : inner
}

const namedDays = (days: unknown): unknown =>
  Array.isArray(days) ? days.map((day) => (typeof day === 'number' ? weekdays[day] : day)) : days

/** 9 is any digit, A any letter, a dash itself; at least one digit. */
export const numberPattern = z
  .string()
  .regex(/^(?=.*9)[A9-]{1,20}$/, 'not a form of a number, such as 99-999: 9 is a digit, A a letter')

/** Hostile: the number becomes public, so it must match one of these patterns. */
export function matchesNumberPattern(typed: string, shapes: readonly string[]): boolean {
  const shape = typed.replaceAll(/[A-Za-z]/g, 'A').replaceAll(/[0-9]/g, '9')
  return shapes.includes(shape)
}

const caseText = z.string().trim().min(1)
const caseDay = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')

const citedDays = z.strictObject({
  days: z.int().min(1).max(3660),
  citation: caseText,
  ...confirmationFields,
})

const clockTime = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, 'not a time of the day, written 9:00 or 17:30')

const dayOfYear = z.string().refine((text) => isDay(`2001-${text}`), 'not a day of every year, written MM-DD')

const citedHours = z.strictObject({
  from: clockTime,
  until: clockTime,
  citation: caseText,
  ...confirmationFields,
})

/** How cases are handled, and the deadlines of the law. */
const caseRules = z.strictObject({
  /** By the name of a guard: the clause that requires it. */
  clauses: z.record(z.string().regex(/^[a-z-]+$/), caseText),
  'records-request': citedDays,
  'federal-objection': citedDays,
  /** Years until the nondisclosure order of a national security letter is reviewed. */
  'gag-review': z
    .strictObject({ years: z.int().min(1).max(30), citation: caseText, ...confirmationFields })
    .optional(),
  /**
   * A concern about who viewed a record: business days to decide on it, business days in which a staff member may answer
   * first, and how many days before the report are studied if the patron names none.
   */
  study: z
    .strictObject({
      days: z.int().min(1).max(366),
      'answer-days': z.int().min(1).max(60),
      'days-before': z.int().min(1).max(366),
      citation: caseText,
      ...confirmationFields,
    })
    .optional(),
  /** How much time a holding letter asks for, in answer to a subpoena that no judge signed. */
  holding: citedDays.optional(),
  /** How often each counsel is tried, and how far apart, before a court order is complied with without them. */
  'counsel-attempts': z
    .strictObject({
      each: z.int().min(1).max(20),
      'minutes-apart': z.int().min(1).max(240),
      citation: caseText,
      ...confirmationFields,
    })
    .optional(),
  /** Business days to wait for counsel or the Board to confirm a consultation, before a decision says that no one did. */
  confirmation: citedDays.optional(),
  /** How long a copy is preserved if nothing else is said. */
  preservation: citedDays,
  /** How long produced records are kept; 0 is not at all. */
  package: z.strictObject({ days: z.int().min(0).max(366), citation: caseText, ...confirmationFields }),
  /** When a search warrant may be carried out. If absent, no time is noted. */
  'warrant-hours': citedHours.optional(),
  'federal-warrant-hours': citedHours.optional(),
  /** What a letter denying a public-records request cites. */
  denial: z.strictObject({
    subsection: caseText,
    review: caseText,
    citation: caseText,
    ...confirmationFields,
  }),
  drill: z.strictObject({
    'report-minutes': z.int().min(1).max(1440),
    citation: caseText,
    ...confirmationFields,
  }),
  /** The day (`MM-DD`) from which last year's requests are published: late ones have ended by then. */
  told: z.strictObject({ from: dayOfYear, citation: caseText, ...confirmationFields }),
  /** Who confirms that an account set up by the Director belongs to its owner. */
  confirms: z.array(z.enum(['president', 'trustee', 'counsel'])),
  /** How the Board numbers its motions and closed sessions, which its public minutes name for a case. */
  board: z.strictObject({
    motion: z.array(numberPattern).min(1),
    session: z.array(numberPattern).min(1),
    citation: caseText,
    ...confirmationFields,
  }),
  closed: z.strictObject({
    weekdays: z
      .array(z.enum(weekdays))
      .refine((all) => new Set(all).size < weekdays.length, 'leave no day on which the library is open')
      .transform((all) => all.map((one) => weekdays.indexOf(one))),
    days: z.array(caseDay),
    citation: caseText,
    ...confirmationFields,
  }),
})

export type CaseRules = z.infer<typeof caseRules>

/** Undefined where the pack works no cases, or has no words. */
export function denialWordsOf({ 'denial-words': words, cases }: Pick<Manifest, 'denial-words' | 'cases'>) {
  return words && cases && { ...words, citation: words.citation ?? cases.denial.subsection }
}

/** What a denial of a public-records request must say, besides who decided it. */
const denialWords = z.strictObject({
  contents: caseText,
  reason: caseText,
  /** Older packs; otherwise the letter cites `cases.denial`. */
  citation: caseText.optional(),
  review: caseText,
})

/** What a holding letter says against a subpoena that no judge signed, besides asking for time. */
const holdingWords = z.strictObject({ objection: caseText })

const noticeText = z.string().trim().min(1)

const weekday = z.enum(weekdays)

const contactChannels = z
  .array(z.enum(['e-mail', 'text', 'letter', 'phone']))
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'names a way twice')

const overdueStep = z.strictObject({ weeks: z.int().min(1).max(52), by: contactChannels })

/**
 * When and how the library sends notices.
 *
 * Why whole weeks, and one weekday for everything that counts from a loan: a notice sent so many days after a due date
 * would reveal that date for as long as its log entry lasts (decision 19).
 */
const noticeRules = z.strictObject({
  citation: noticeText,
  ...confirmationFields,
  weekday,
  overdue: z
    .array(overdueStep)
    .refine((all) => all.every((one, at) => at === 0 || (all[at - 1]?.weeks ?? 0) < one.weeks), {
      message: 'the earliest step comes first, and no two after as many weeks',
    })
    .default(() => []),
  hold: z.strictObject({ weekdays: z.array(weekday).min(1), by: contactChannels }).optional(),
  charges: z
    .strictObject({
      'at-least-cents': z.int().min(1),
      'again-after-weeks': z.int().min(1).max(104),
    })
    .optional(),
  card: z.strictObject({ 'weeks-before': z.int().min(1).max(26), by: contactChannels }).optional(),
  /** From one hour until before the other, by the library's clock, so that no text wakes anyone. */
  'text-hours': z
    .strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })
    .refine(({ from, until }) => from < until, 'ends before it begins')
    .default({ from: 9, until: 20 }),
  sender: z.array(noticeText).min(1).max(4),
})

/** Text with exactly these slots in braces, in this order. */
const withSlots = (...slots: readonly string[]) =>
  noticeText.refine(
    (text) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, slot]) => slot).join() === slots.join(),
    slots.length === 0
      ? 'has a place for something, and must have none'
      : `must have ${slots.map((slot) => `{${slot}}`).join(' and ')}, in this order, and no other place`,
  )

/** INVARIANT: no text of a notice has a slot for a title, an author or an item. */
export const noticeWords = z.strictObject({
  card: withSlots('library'),
  address: withSlots('library'),
  'new-card': withSlots('library'),
  'card-lost': withSlots('library'),
  'card-code': withSlots('library', 'code'),
  owed: withSlots('amount'),
  /** Of packs adopted before an envelope showed the guardian's own name: nothing uses it. */
  guardian: withSlots('name').optional(),
  'guardian-says': withSlots('name', 'facts'),
  'guardian-overdue': withSlots(),
  'guardian-lost': withSlots(),
  'guardian-damaged': withSlots(),
  'guardian-charges': withSlots(),
})

export type NoticeRules = z.infer<typeof noticeRules>

const day = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')
const words = z.string().trim().min(1)
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
const timeZone = words.refine(isTimeZone, 'not a time zone, such as America/Chicago')
const names = z.record(z.string().regex(/^[a-z0-9-]+$/), words)
const perRecord = z.partialRecord(z.enum(recordKinds), words)

/** The parts of a pack that exist in each language, besides its rules. */
export const spokenParts = {
  words: z.intersection(z.object({ patron: words, hold: words }), names),
  places: z.strictObject({ common: names, 'private-rooms': names }),
  told: perRecord,
  facts: perRecord,
  message: perRecord,
  rest: words,
  'notice-words': noticeWords.optional(),
  'denial-words': denialWords.optional(),
  'holding-words': holdingWords.optional(),
  'card-kinds': names.optional(),
  /** How to keep one's account private, a sentence each, as the policy advises. */
  advice: z.array(words).min(1).max(8).optional(),
  /** What each clause is about, in a few words: the adopted text may have a number alone. */
  subjects: z.record(words, words).optional(),
}

/** A number of the law or the policy, in force from a day. */
const datedNumber = z.strictObject({
  from: day,
  value: z.int().min(0).max(150),
  unit: z.literal('years'),
  citation: words,
  ...confirmationFields,
})
const datedNumbers = z
  .array(datedNumber)
  .min(1)
  .refine((all) => all.every((one, index) => index === 0 || (all[index - 1]?.from ?? '') < one.from), {
    message: 'the earliest comes first, and no day twice',
  })

/** The catalog names the item types. */
const loanRule = z.strictObject({
  'item-type': words.optional(),
  days: z.int().min(1).max(366),
  renewals: z.int().min(0).max(50).default(0),
  citation: words,
  ...confirmationFields,
})

const cardKind = z.strictObject({
  kind: z.string().regex(/^[a-z0-9-]+$/),
  months: z.int().min(1).max(240),
  citation: words,
  ...confirmationFields,
})
const cardKinds = z
  .array(cardKind)
  .min(1)
  .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'names a kind twice')

const holding = z.strictObject({
  'at-most': z.int().min(1).max(200),
  'kept-days': z.int().min(1).max(60),
  citation: words,
  ...confirmationFields,
})

/** `{name}` is the patron's name; a call script has no other slot. */
const textWithName = words.refine(
  (text) => text.split('{name}').length === 2 && !/[{}]/.test(text.replace('{name}', '')),
  {
    message: 'must have {name} once, and no other word in braces',
  },
)
const fixedText = words.refine((text) => !/[{}]/.test(text), 'may have no word in braces')

/** What staff say on a call where no rule has the words: before anyone is identified, and when it goes wrong. */
export const callTexts = z.strictObject({
  hello: textWithName,
  'card-please': fixedText,
  'wrong-number': fixedText,
  'no-more-calls': fixedText,
  'call-back': fixedText,
  /** To a parent or guardian who phones, and to anyone who says so: it promises no call. */
  'guardian-back': fixedText,
})

const calls = z
  .strictObject({
    from: clockTime,
    until: clockTime,
    weekdays: z.array(z.enum(weekdays)).min(1),
    tries: z.int().min(1).max(20),
    'days-between': z.int().min(1).max(60),
    citation: words,
    ...confirmationFields,
    say: callTexts,
  })
  .refine((it) => it.from.padStart(5, '0') < it.until.padStart(5, '0'), {
    path: ['until'],
    message: 'comes after `from`, on the same day',
  })

/** The retention schedule for links between patrons and items, and its name for each series. */
const disposal = z.strictObject({
  schedule: words,
  citation: words,
  ...confirmationFields,
  series: z.strictObject({ loan: words, hold: words, charge: words }),
})

/** How many whole records staff may open in how many minutes before they are slowed down. */
const reading = z.strictObject({
  records: z.int().min(10).max(100_000),
  minutes: z.int().min(1).max(60),
  /** Names that search results may list in this time. */
  names: z.int().min(20).max(1_000_000).default(300),
  /** How many records an unknown card counts as, or one of consecutive numbers. */
  'unknown-weight': z.int().min(1).max(20),
  'sequential-weight': z.int().min(1).max(20),
  citation: words,
  ...confirmationFields,
})
/** Why a default: a library whose pack is silent must not be read from end to end. */
const defaultReading = {
  records: 60,
  minutes: 10,
  names: 300,
  'unknown-weight': 3,
  'sequential-weight': 3,
  citation: 'The program’s own number, where the pack has none',
}

const lapse = z.strictObject({
  instrument: z.enum(instrumentKinds),
  on: day,
  citation: words,
  ...confirmationFields,
})

/**
 * Clauses that the program must know by what they are about: `findings`, what a court must have found before a release;
 * `decision`, who is consulted and decides in writing; `conduct`, what staff saw. Each is cited as in `policy.md`: `Reg 4`.
 */
const clauseRoles = ['findings', 'decision', 'conduct'] as const

const staleReference = z.strictObject({ clause: words, cited: words, now: words, note: words })

const screen = z.strictObject({ screen: words, clauses: z.array(words).min(1) })

/** The formats of packs that this program runs: the newest says what a pack of today may hold. */
export const packFormats = { oldest: 1, newest: 2 } as const

const packFormat = z.int().refine((format) => format >= packFormats.oldest && format <= packFormats.newest, {
  error: ({ input }) =>
    `this program runs packs of format ${packFormats.oldest} to ${packFormats.newest}, and not ${input}`,
})

const manifestShape = z.strictObject({
  /** Before there was a number, 1. */
  format: packFormat.default(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  title: words,
  number: words,
  library: words,
  /** For its letters; if absent, a letter has a blank line. */
  phone: words.optional(),
  address: z.array(words).min(1).max(3).optional(),
  hours: z.array(words).max(3).optional(),
  'time-zone': timeZone,
  approved: day,
  reviewed: day,
  'review-every': datedNumbers,
  ...spokenParts,
  /** If absent, the library circulates with another system, from which Carrel imports loans. */
  lending: z.array(loanRule).min(1).optional(),
  /** The first is offered first. If absent, another system registers patrons. */
  cards: cardKinds.optional(),
  holds: holding.optional(),
  notices: noticeRules.optional(),
  calls: calls.optional(),
  /** A guardian's own page, on once `confirmed` or once a Director recorded the Board's vote. If absent, never. */
  'guardian-page': z.strictObject({ shows: words, citation: words, ...confirmationFields }).optional(),
  cases: caseRules.optional(),
  /** By when staff's promise of an answer is kept, in business days. */
  promise: citedDays.optional(),
  clauses: z.partialRecord(z.enum(clauseRoles), words).default(() => ({})),
  'age-of-majority': datedNumbers,
  'ask-counsel-from-age': datedNumbers.optional(),
  /** In person too, only a parent or guardian who signed for the minor is told. Otherwise any who showed the relation. */
  'guardian-must-sign': z.boolean().default(false),
  /** Counsel's opinion on those of that age, as the Board adopted it with the pack. If absent, their guardians hear nothing. */
  'standing-opinion': z.strictObject({ on: day, by: words, citation: words }).optional(),
  /** How long a log entry is kept; if absent, forever. */
  'register-kept': datedNumbers.optional(),
  /** If absent, there is no records disposition report. */
  disposal: disposal.optional(),
  reading: reading.default(defaultReading),
  lapses: z.array(lapse).default(() => []),
  sealed: z.strictObject({ instruments: z.array(z.enum(instrumentKinds)), next: z.array(words) }),
  failed: words.default('A rule could not be applied, so staff may not tell this.'),
  /** The day of scenarios that name none, so that they hold forever. */
  'scenarios-on': day,
  'stale-references': z.array(staleReference).default(() => []),
  /** `instruments`: the only kinds of paper that it concerns. */
  'since-review': z
    .array(
      z.strictObject({
        clause: words,
        change: words,
        instruments: z.array(z.enum(instrumentKinds)).optional(),
      }),
    )
    .default(() => []),
  screens: z.array(screen).default(() => []),
})

/** What a library writes in its pack besides the rules. */
export type Manifest = z.infer<typeof manifestShape>

/** Throws PackError, naming the key. */
export function readManifest(file: string, text: string): Manifest {
  const manifest = readShaped(file, text, manifestShape)
  if (manifest.notices !== undefined && manifest['notice-words'] === undefined) {
    throw new PackError(file, undefined, 'notice-words: missing: what a notice says beside the rules')
  }
  const unnamed = (manifest.cards ?? []).find(({ kind }) => manifest['card-kinds']?.[kind] === undefined)
  if (unnamed !== undefined) {
    throw new PackError(file, undefined, `card-kinds.${unnamed.kind}: missing: what the counter calls it`)
  }
  const role = clauseRoles.find((each) => manifest.clauses[each] === undefined)
  if (manifest.cases !== undefined && role !== undefined) {
    throw new PackError(file, undefined, `clauses.${role}: missing: decisions and letters name this clause`)
  }
  return manifest
}
