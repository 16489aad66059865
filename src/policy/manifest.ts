import { createHash } from 'node:crypto'
import { z } from 'zod'
import { instrumentKinds, recordKinds } from './ask.ts'
import { isDay, weekdays } from './calendar.ts'
import { PackError, readShaped } from './source-text.ts'

/**
 * What a pack says of a fact with a citation: whether it was confirmed, and who could confirm it. Why a field: the mark is for
 * the Director alone, and no text that anybody else reads has it.
 */
const confirmationFields = {
  confirmed: z.boolean().optional(),
  'confirm-with': z.string().trim().min(1).optional(),
} as const

/** A fact of a pack that nobody confirmed when it was written. */
export type UnconfirmedFact = {
  /** Where it is in the pack: `lending[0]`, `cases.told`. */
  readonly id: string
  /** What it says, without its citation: the keys of the pack and their values. */
  readonly says: readonly (readonly [string, string])[]
  readonly citation: string
  readonly confirmWith: string | undefined
  /** SHA-256 of all of it, hex: another value is another fact. */
  readonly hash: string
}

/** The facts of a manifest that say `confirmed: false`, in its order. */
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
  const says = Object.entries(said).flatMap(([key, value]) => {
    const text = toldOf(key === 'weekdays' ? namedDays(value) : value)
    return text === '' ? [] : [[key, text] as const]
  })
  const hash = createHash('sha256')
    .update(JSON.stringify([id, citation, said]))
    .digest('hex')
  return {
    ...{ id, says, citation: String(citation ?? ''), hash },
    confirmWith: confirmWith === undefined ? undefined : String(confirmWith),
  }
}

/** Values of one line, all of them, since all are confirmed with it; a fact of its own in it is told by itself. */
function toldOf(value: unknown): string {
  if (Array.isArray(value)) {
    const each = value.map((one) => (typeof one === 'object' ? `(${toldOf(one)})` : String(one)))
    return each.filter((one) => one !== '()').join(', ')
  }
  if (typeof value !== 'object' || value === null) return String(value)
  if ('confirmed' in value) return ''
  const inner = Object.entries(value).map(([key, one]) => [key, toldOf(one)] as const)
  return inner.flatMap(([key, text]) => (text === '' ? [] : [`${key}: ${text}`])).join('; ')
}

/** Days of the week are numbers where they are counted with. */
const namedDays = (days: unknown): unknown =>
  Array.isArray(days) ? days.map((day) => (typeof day === 'number' ? weekdays[day] : day)) : days

/** A form in which a number is written: 9 stands for a digit, A for a letter, a dash for itself; at least one digit. */
export const numberPattern = z
  .string()
  .regex(/^(?=.*9)[A9-]{1,20}$/, 'not a form of a number, such as 99-999: 9 is a digit, A a letter')

/** Whether a number is written in one of these forms. Hostile: it stands in what becomes public, so nothing else fits. */
export function matchesNumberPattern(typed: string, shapes: readonly string[]): boolean {
  const shape = typed.replaceAll(/[A-Za-z]/g, 'A').replaceAll(/[0-9]/g, '9')
  return shapes.includes(shape)
}

const caseText = z.string().trim().min(1)
const caseDay = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')

/** A number of days with the place where it is written. */
const citedDays = z.strictObject({
  days: z.int().min(1).max(3660),
  citation: caseText,
  ...confirmationFields,
})

/** A time of the day as a pack writes it. */
const clockTime = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, 'not a time of the day, written 9:00 or 17:30')

const dayOfYear = z.string().refine((text) => isDay(`2001-${text}`), 'not a day of every year, written MM-DD')

/** What a pack says of cases: which clause asks for what, and the clocks of the law. */
const caseRules = z.strictObject({
  /** By the name of what must be so before a step: the clause that asks for it. */
  clauses: z.record(z.string().regex(/^[a-z-]+$/), caseText),
  /** Business days in which a public-records request is answered. */
  'records-request': citedDays,
  /** Days in which federal paper may be objected to. */
  'federal-objection': citedDays,
  /** Years after which the gag of a national security letter is looked at again. */
  'gag-review': z
    .strictObject({ years: z.int().min(1).max(30), citation: caseText, ...confirmationFields })
    .optional(),
  /** For how long a copy is kept where nobody says for how long. */
  preservation: citedDays,
  /** For how long a file that was handed over is kept; 0 is not at all. */
  package: z.strictObject({ days: z.int().min(0).max(366), citation: caseText, ...confirmationFields }),
  /** By day, in which a search warrant is carried out. Without it no hour is noted. */
  'warrant-hours': z
    .strictObject({ from: clockTime, until: clockTime, citation: caseText, ...confirmationFields })
    .optional(),
  /** What a letter cites that denies a public-records request. */
  denial: z.strictObject({
    subsection: caseText,
    review: caseText,
    citation: caseText,
    ...confirmationFields,
  }),
  /** Minutes in which the Director is to hear of a visit. */
  drill: z.strictObject({
    'report-minutes': z.int().min(1).max(1440),
    citation: caseText,
    ...confirmationFields,
  }),
  /** From which day on requests are told in numbers of the year before, as `MM-DD`: what came late in it has ended by then. */
  told: z.strictObject({ from: dayOfYear, citation: caseText, ...confirmationFields }),
  /** Who confirms that a sign-in which a Director set up is its owner's own. */
  confirms: z.array(z.enum(['president', 'trustee', 'counsel'])),
  /** How the Board numbers its motions and its closed meetings: what its public minutes have of a case. */
  board: z.strictObject({
    motion: z.array(numberPattern).min(1),
    session: z.array(numberPattern).min(1),
    citation: caseText,
    ...confirmationFields,
  }),
  /** When the library is closed, for business days. */
  closed: z.strictObject({
    weekdays: z.array(z.enum(weekdays)).transform((all) => all.map((one) => weekdays.indexOf(one))),
    days: z.array(caseDay),
    citation: caseText,
    ...confirmationFields,
  }),
})

export type CaseRules = z.infer<typeof caseRules>

/** What the denial of a public-records request must say beside who decided it, of nobody. */
const denialWords = z.strictObject({
  contents: caseText,
  reason: caseText,
  citation: caseText,
  review: caseText,
})

const noticeText = z.string().trim().min(1)

const weekday = z.enum(weekdays)

/** Ways to turn to somebody, the one that is tried first in front. */
const contactChannels = z
  .array(z.enum(['e-mail', 'text', 'letter', 'phone']))
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'names a way twice')

const overdueStep = z.strictObject({ weeks: z.int().min(1).max(52), by: contactChannels })

/**
 * When the library turns to people by itself, and how.
 *
 * Why whole weeks, and one day of the week for all that counts from a loan: a notice that goes out so many days after
 * something was due would tell that day for as long as the register keeps its entry, and the catalogue shows the day to
 * everybody (decision 19).
 */
const noticeRules = z.strictObject({
  citation: noticeText,
  ...confirmationFields,
  weekday,
  /** The ladder, by how many weeks the oldest loan is late. */
  overdue: z
    .array(overdueStep)
    .refine((all) => all.every((one, at) => at === 0 || (all[at - 1]?.weeks ?? 0) < one.weeks), {
      message: 'the earliest step comes first, and no two after as many weeks',
    })
    .default(() => []),
  hold: z.strictObject({ weekdays: z.array(weekday).min(1), by: contactChannels }).optional(),
  /** By letter alone. */
  charges: z
    .strictObject({
      'at-least-cents': z.int().min(1),
      'again-after-weeks': z.int().min(1).max(104),
    })
    .optional(),
  card: z.strictObject({ 'weeks-before': z.int().min(1).max(26), by: contactChannels }).optional(),
  /** Texts go out from the one hour to before the other, by the library's clock: nobody is woken. */
  'text-hours': z
    .strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })
    .refine(({ from, until }) => from < until, 'ends before it begins')
    .default({ from: 9, until: 20 }),
  /** The sender's lines on a letter. */
  sender: z.array(noticeText).min(1).max(4),
})

/** Text with its slots named in braces; each stands in it, and no other. */
const withSlots = (...slots: readonly string[]) =>
  noticeText.refine(
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

const day = z.string().refine(isDay, 'not a day, written YYYY-MM-DD')
const words = z.string().trim().min(1)
const names = z.record(z.string().regex(/^[a-z0-9-]+$/), words)
const perRecord = z.partialRecord(z.enum(recordKinds), words)

/** What a pack says in each language that it speaks, beside its rules. */
export const spokenParts = {
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
  ...confirmationFields,
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
  ...confirmationFields,
})

/** A kind of card, and for how long it is good. */
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

/** How titles are kept for whoever waits for them. */
const holding = z.strictObject({
  /** How many titles somebody may wait for at a time. */
  'at-most': z.int().min(1).max(200),
  /** For how many days a copy waits at the desk. */
  'kept-days': z.int().min(1).max(60),
  citation: words,
  ...confirmationFields,
})

/** Whom one asks for goes where `{name}` stands; nothing else of anybody has a place in what is said on a call. */
const textWithName = words.refine(
  (text) => text.split('{name}').length === 2 && !/[{}]/.test(text.replace('{name}', '')),
  {
    message: 'must have {name} once, and no other word in braces',
  },
)
const fixedText = words.refine((text) => !/[{}]/.test(text), 'may have no word in braces')

/** What staff say on a call where the policy's rules have no words: before anybody is known, and when it goes wrong. */
export const callTexts = z.strictObject({
  hello: textWithName,
  'card-please': fixedText,
  'wrong-number': fixedText,
  'no-more-calls': fixedText,
  'call-back': fixedText,
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

/** Under which schedule the ties between patrons and items are cut, and what it calls each kind of them. */
const disposal = z.strictObject({
  schedule: words,
  citation: words,
  ...confirmationFields,
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
  ...confirmationFields,
})
/** Why there is one without a word of the pack: a library that says nothing of it must not be read from end to end. */
const defaultReading = {
  ...{ records: 60, minutes: 10, names: 300, 'unknown-weight': 3, 'sequential-weight': 3 },
  citation: 'The program’s own number, where the pack has none',
}

const lapse = z.strictObject({
  instrument: z.enum(instrumentKinds),
  on: day,
  citation: words,
  ...confirmationFields,
})

const staleReference = z.strictObject({ clause: words, cited: words, now: words, note: words })

const screen = z.strictObject({ screen: words, clauses: z.array(words).min(1) })

const manifestShape = z.strictObject({
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
  ...spokenParts,
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
  reading: reading.default(defaultReading),
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
export type Manifest = z.infer<typeof manifestShape>

/** Reads `pack.yaml`. Throws PackError, naming the key that is not right. */
export function readManifest(file: string, text: string): Manifest {
  const manifest = readShaped(file, text, manifestShape)
  if (manifest.notices !== undefined && manifest['notice-words'] === undefined) {
    throw new PackError(file, undefined, 'notice-words: missing: what a notice says beside the rules')
  }
  const unnamed = (manifest.cards ?? []).find(({ kind }) => manifest['card-kinds']?.[kind] === undefined)
  if (unnamed !== undefined) {
    throw new PackError(file, undefined, `card-kinds.${unnamed.kind}: missing: what the counter calls it`)
  }
  return manifest
}
