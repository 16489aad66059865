import { MalformedError } from './malformed-error.ts'

/** INVARIANT: an entry never names both a patron and an item: no field holds an item, a name or free text. */
export type Entry = {
  /** `view`, `search`, `answer`, `contact`, `decision`, `release`, `seizure`, `rule-changed`... */
  readonly kind: string
  /** UTC, to the second: `2026-11-24T15:04:05Z`. */
  readonly at: string
  /** An account id, or `system`. */
  readonly actor: string
  /** The account that was acted on. */
  readonly account?: string
  readonly role?: string
  /** The workstation's place, as the pack names it. */
  readonly place?: string
  /** SHA-256 of the policy pack that decided, in hex. */
  readonly pack?: string
  /** The pack before, where the rules were changed. */
  readonly packBefore?: string
  /** The records that were on the actor's screen; `may` is what could be told aloud. */
  readonly shown?: readonly string[]
  readonly speakingWith?: string
  /** Patron ids; a search lists at most 20. */
  readonly subjects?: readonly string[]
  readonly recipient?: string
  readonly relation?: string
  readonly channel?: string
  readonly instrument?: string
  readonly basis?: string
  readonly verified?: readonly string[]
  readonly records?: readonly string[]
  readonly may?: readonly string[]
  readonly outcome?: string
  readonly clauses?: readonly string[]
  readonly flags?: readonly string[]
  readonly case?: string
  /** SHA-256 of a related document, in hex. */
  readonly document?: string
  /** The reference of another entry, which was shown or handed over. */
  readonly entry?: string
  /** The months that were forgotten, `YYYY-MM`. */
  readonly months?: readonly string[]
}

const word = /^[a-z0-9][a-z0-9.-]{0,63}$/
const reference = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/
const entryReference = /^[A-Za-z0-9_-]{21}[AQgw]$/
const month = /^\d{4}-(?:0[1-9]|1[0-2])$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const sha256 = /^[0-9a-f]{64}$/
const clause = /^[A-Za-z0-9][A-Za-z0-9 .()-]{0,39}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** Matches the instants on days that every month has, which are most, because `Date` is slow to say so. */
const anyMonthHasIt = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

type Form = { readonly one: RegExp; readonly most?: number; readonly means: string }

const forms: ReadonlyMap<string, Form> = new Map<keyof Entry, Form>([
  ['account', { one: uuid, means: 'an account id' }],
  ['actor', { one: reference, means: 'an account id, or "system"' }],
  ['at', { one: instant, means: 'an instant in UTC to the second, as 2026-11-24T15:04:05Z' }],
  ['basis', { one: word, means: 'a lower-case word' }],
  ['case', { one: reference, means: 'a case reference' }],
  ['channel', { one: word, means: 'a lower-case word' }],
  ['clauses', { one: clause, most: 64, means: 'names of clauses' }],
  ['document', { one: sha256, means: 'a SHA-256 in hex' }],
  ['entry', { one: entryReference, means: 'the reference of an entry' }],
  ['flags', { one: word, most: 64, means: 'lower-case words' }],
  ['instrument', { one: word, means: 'a lower-case word' }],
  ['kind', { one: word, means: 'a lower-case word' }],
  ['may', { one: word, most: 64, means: 'kinds of record' }],
  ['months', { one: month, most: 120, means: 'months, as 2026-11, 120 at most' }],
  ['outcome', { one: word, means: 'a lower-case word' }],
  ['pack', { one: sha256, means: 'a SHA-256 in hex' }],
  ['packBefore', { one: sha256, means: 'a SHA-256 in hex' }],
  ['place', { one: word, means: 'a place of the policy pack' }],
  ['recipient', { one: word, means: 'a lower-case word' }],
  ['records', { one: word, most: 64, means: 'kinds of record' }],
  ['relation', { one: word, means: 'a lower-case word' }],
  ['role', { one: word, means: 'a lower-case word' }],
  ['shown', { one: word, most: 64, means: 'kinds of record' }],
  ['speakingWith', { one: word, means: 'a lower-case word' }],
  ['subjects', { one: uuid, most: 20, means: 'ids of patrons, 20 at most' }],
  ['verified', { one: word, most: 64, means: 'lower-case words' }],
])

/** RFC 8785. @throws MalformedError `entry`, naming the field that is missing, unknown or out of form */
export function canonicalEntry(entry: Entry): string {
  const keys = Object.keys(entry).sort()
  for (const key of keys) {
    if (!forms.has(key)) throw new MalformedError('entry', `entry.${key}: a register entry has no such field`)
  }
  for (const needed of ['kind', 'at', 'actor'] as const) {
    if (entry[needed] === undefined) throw new MalformedError('entry', `entry.${needed}: is missing`)
  }
  let text = ''
  for (const key of keys) {
    const form = forms.get(key)
    const value = entry[key as keyof Entry]
    if (form === undefined || value === undefined) continue
    if (!matchesForm(value, form)) throw new MalformedError('entry', `entry.${key}: has to be ${form.means}`)
    // No form admits a quote or a backslash, so there is nothing to escape.
    const written =
      typeof value === 'string' ? `"${value}"` : value.length === 0 ? '[]' : `["${value.join('","')}"]`
    text += `${text === '' ? '{' : ','}"${key}":${written}`
  }
  if (!isInstant(entry.at)) throw new MalformedError('entry', 'entry.at: there is no such day or time')
  return `${text}}`
}

/** Reads only what `canonicalEntry` writes. @throws MalformedError `entry` */
export function readEntry(text: string): Entry {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new MalformedError('entry', 'the entry is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedError('entry', 'the entry is not a JSON object')
  }
  const entry = value as Entry
  // Hostile: a second `at`, a space or another order would be a second text for one entry.
  if (canonicalEntry(entry) !== text) throw new MalformedError('entry', 'the entry is not in canonical form')
  return entry
}

/** UTC, to the second. */
export function entryInstant(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`
}

/** `YYYY-MM` in UTC: the month whose key seals an entry of that instant. */
export function entryMonth(at: string): string {
  return at.slice(0, 7)
}

function matchesForm(value: unknown, form: Form): boolean {
  if (form.most === undefined) return typeof value === 'string' && form.one.test(value)
  if (!Array.isArray(value) || value.length > form.most) return false
  return value.every((one) => typeof one === 'string' && form.one.test(one))
}

function isInstant(at: string): boolean {
  if (anyMonthHasIt.test(at)) return true
  const time = Date.parse(at)
  return !Number.isNaN(time) && entryInstant(new Date(time)) === at
}

const labels: Readonly<Record<keyof Entry, string>> = {
  at: 'when (UTC)',
  kind: 'what',
  actor: 'who acted',
  role: 'in the role of',
  place: 'from',
  account: 'to the account',
  entry: 'the entry',
  subjects: 'about',
  recipient: 'told to',
  relation: 'who is',
  speakingWith: 'on the line',
  verified: 'checked',
  channel: 'by',
  instrument: 'paper',
  basis: 'on the basis of',
  records: 'asked for',
  may: 'could be told',
  shown: 'stood on the screen',
  outcome: 'answer',
  clauses: 'by the clauses',
  flags: 'marks',
  months: 'months forgotten',
  case: 'case',
  document: 'document (SHA-256)',
  pack: 'policy (SHA-256)',
  packBefore: 'policy before',
}

/** One line for each field, for a person. Ids stay ids. */
export function entryLines(entry: Entry): string[] {
  const widest = Math.max(...Object.values(labels).map(({ length }) => length))
  return Object.entries(labels).flatMap(([field, label]) => {
    const value = entry[field as keyof Entry]
    if (value === undefined) return []
    const said = typeof value === 'string' ? value : value.length === 0 ? 'nothing' : value.join(', ')
    return [`${label.padEnd(widest)}  ${said}`]
  })
}
