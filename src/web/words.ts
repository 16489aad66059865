import type { Answer } from '../policy/answer.ts'
import type { RecordKind } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import type { Account, Role } from '../store/accounts.ts'

/** The library's own words, from its pack. */
export function wordsOf(pack: Pack): { customer: string; reserve: string } {
  return { customer: pack.words.patron, reserve: pack.words.hold }
}

const roleNames: Record<Role, string> = {
  volunteer: 'volunteer',
  desk: 'desk clerk',
  director: 'Director',
  counsel: 'legal counsel',
  trustee: 'trustee',
}

export const roleName = (role: Role): string => roleNames[role]

/** A role with the Board's mark. */
export function roleWord({ role, president }: Pick<Account, 'role' | 'president'>): string {
  return president ? `${roleNames[role]}, president of the Board` : roleNames[role]
}

/** What somebody may be here, as a form offers it; the Board's president is a trustee with a mark. */
export const roleChoices: readonly { value: string; label: string; hint: string; role: Role }[] = [
  {
    value: 'volunteer',
    role: 'volunteer',
    label: 'Volunteer',
    hint: 'Sees whether a card is on file, no more',
  },
  { value: 'desk', role: 'desk', label: 'Desk clerk', hint: 'Looks up records at the counter' },
  { value: 'director', role: 'director', label: 'Director', hint: 'Keeps the records, and these pages' },
  { value: 'counsel', role: 'counsel', label: 'Legal counsel', hint: 'Sees no record on a screen' },
  { value: 'trustee', role: 'trustee', label: 'Trustee', hint: 'Sees no record on a screen' },
  {
    value: 'president',
    role: 'trustee',
    label: 'Trustee, president of the Board',
    hint: 'Names an acting Director',
  },
]

/** The role and the mark behind a choice, or null where it is none. */
export function roleOf(
  value: string | undefined,
): { readonly role: Role; readonly president: boolean } | null {
  const found = roleChoices.find((choice) => choice.value === value)
  return found === undefined ? null : { role: found.role, president: value === 'president' }
}

/** Where one stands, as people say it. */
export function placeName(pack: Pack, place: string): string {
  return place === 'elsewhere' ? 'Not a library computer' : (pack.places[place] ?? place)
}

/** Each record in plain words: what somebody would learn. */
function recordNames(pack: Pack): Record<RecordKind, string> {
  const { customer, reserve } = wordsOf(pack)
  return {
    existence: `that someone is a ${customer}`,
    presence: 'if someone is or was here',
    identity: 'name, card number, and birth date',
    contact: 'address, phone, and e-mail',
    loans: 'what is out now',
    overdue: 'that something is overdue',
    'overdue.titles': 'which items are overdue',
    lost: 'that something is lost',
    'lost.titles': 'which items are lost',
    damaged: 'that something is damaged',
    'damaged.titles': 'which items are damaged',
    charges: 'how much is owed',
    'charges.items': 'which items it is owed for',
    holds: `that something is on ${reserve}`,
    'holds.titles': `which items are on ${reserve}`,
    history: 'what was out before',
    searches: 'what was searched for',
    'computer-use': 'use of our computers',
    video: 'camera pictures',
    incident: 'what staff saw someone do here',
  }
}

/** Several records in plain words; a bare fact and its more telling half are named as one. */
export function namedTogether(pack: Pack, records: readonly RecordKind[]): string[] {
  const names = recordNames(pack)
  const { reserve } = wordsOf(pack)
  const whole: Partial<Record<RecordKind, readonly [RecordKind, string]>> = {
    overdue: ['overdue.titles', 'what is overdue'],
    lost: ['lost.titles', 'what is lost'],
    damaged: ['damaged.titles', 'what is damaged'],
    charges: ['charges.items', 'what is owed, and for what'],
    holds: ['holds.titles', `what is on ${reserve}`],
  }
  const named = records.map((record) => {
    const [half, name] = whole[record] ?? []
    return half !== undefined && name !== undefined && records.includes(half) ? name : names[record]
  })
  const covered = records.flatMap((record) => whole[record]?.[0] ?? [])
  return named.filter((_, at) => !covered.includes(records[at] ?? 'existence'))
}

/** The answer as one plain headline. */
export const headlines: Record<Answer['outcome'], string> = {
  release: 'Yes, you may tell them',
  limited: 'You may tell them some of it',
  refuse: 'Do not tell them anything',
  refer: 'Tell them nothing. The Director decides.',
  seizure: 'Do not stop them. Do not agree to it.',
  compelled: 'The Director has decided to comply',
}

/** The same for one who may not look at the record, and so leaves the telling to others. */
export const headlinesForOthers: Partial<Record<Answer['outcome'], string>> = {
  release: 'Yes, they may be told',
  limited: 'They may be told some of it',
  refuse: 'Do not tell them anything yourself',
}

const flagSentences: Record<string, string> = {
  'policy-review-overdue': 'The Board has not reviewed this policy for more than three years.',
  'reading-awaits-board': 'The Board has not yet adopted this reading of the policy.',
  'age-18-ask-counsel': 'They are eighteen. The Director asks legal counsel first.',
  'verify-emergency': 'Someone must check by phone that the emergency is real. The Director does this.',
  'outside-scope': 'The paper does not name all of this.',
  'not-a-judicial-determination': 'No judge made this paper.',
  'compelled-not-reg-1': 'The law compels this. It is not a release under Regulation 1.',
  'section-215-lapsed': 'The law this paper names has lapsed.',
  gag: 'The paper says to keep it secret. Speak only with the Director about it.',
}

/** What else staff should know, a sentence for each flag. */
export function flagSentence(flag: string): string {
  return flagSentences[flag] ?? `${flag.replaceAll('-', ' ')}.`
}

/** `2026-11-24` as people here say it: November 24, 2026. */
export function dayName(day: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** An instant in the library's time zone: November 24, 2026, 9:12 AM. */
export function momentName(at: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at)
  const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone }).format(at)
  // Node's versions differ in the blank before AM.
  return `${day}, ${time.replace(/\s/g, ' ')}`
}

/** 1234 as $12.34. */
export function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100)
}
