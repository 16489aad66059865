import { daysAfter } from '../policy/index.ts'

export const contactChannels = ['e-mail', 'text', 'letter', 'phone'] as const
export type ContactChannel = (typeof contactChannels)[number]

export const safeChannels = ['e-mail', 'text'] as const
export type SafeChannel = (typeof safeChannels)[number]

/** A patron's own choices, sealed in `patron.choices`; each is absent if nothing was chosen. */
export type PatronChoices = {
  readonly language?: string
  /** Channels they do not want overdue and reserve notices by. */
  readonly refuses?: readonly ContactChannel[]
  readonly alias?: string
  /** Who may pick up what is reserved for them: a name, as they typed it. */
  readonly pickUp?: string
  /** Ways by which no one else reads what they are told about their card. */
  readonly safe?: readonly SafeChannel[]
  /** Those that they took off, each with the day (`YYYY-MM-DD`). */
  readonly safeUntil?: { readonly [C in SafeChannel]?: string }
  /** Older than `safeUntil`: those before the last change. */
  readonly safeBefore?: readonly SafeChannel[]
  /** Not a choice: whether they met the policy's advice in a notice (Reg 2). */
  readonly advised?: true
  /** Their own page shows only what is due, for one who must open it in front of someone. Left with the PIN alone. */
  readonly plain?: true
  /** Not a choice: some ended with their PIN, and staff ask them again. `where`: also which addresses are theirs alone. */
  readonly askAgain?: 'where' | 'other'
}

/**
 * What stays of a minor's choices where a guardian's part in their sign-in ends. Why not the rest: a guardian who knew the PIN may have named who
 * fetches, the name on the slips, or where letters and messages go.
 */
export function withoutGuardianChoices(
  { alias, pickUp, ...kept }: PatronChoices,
  { only, mailTo }: PatronReach,
): PatronChoices {
  const has = (...ended: readonly unknown[]) => ended.some((one) => one !== undefined)
  const askAgain = has(only, mailTo) ? 'where' : has(alias, pickUp) ? 'other' : undefined
  return { ...kept, ...(askAgain && kept.askAgain !== 'where' && { askAgain }) }
}

/** Ways and addresses that were taken off count so many days more, so that the person who took them off does not hide what they do. */
export const formerDays = 30

/** Ways by which they are told about their card: those that are safe, and those that were until lately. `today` is `YYYY-MM-DD`. */
export function safeWays(
  { safe = [], safeBefore = [], safeUntil = {} }: PatronChoices,
  today: string,
): readonly SafeChannel[] {
  const since = daysAfter(today, -formerDays)
  return safeChannels.filter(
    (way) => safe.includes(way) || safeBefore.includes(way) || (safeUntil[way] ?? '') > since,
  )
}

/** Whether they left a way out when they said which are safe, or took it off. One who chose none has left none out. */
export const isLeftUnsafe = (
  { safe = [], safeBefore = [], safeUntil = {} }: PatronChoices,
  way: SafeChannel,
) => !safe.includes(way) && (safe.length > 0 || safeBefore.includes(way) || safeUntil[way] !== undefined)

/** When each way was taken off, this change included. */
export function safeUntilAfter(
  before: PatronChoices,
  { safe = [] }: PatronChoices,
  today: string,
): { readonly [C in SafeChannel]?: string } {
  const off = safeWays(before, today).filter((way) => !safe.includes(way))
  return Object.fromEntries(
    off.map((way) => [way, before.safe?.includes(way) ? today : (before.safeUntil?.[way] ?? today)]),
  )
}

/** Why no longer: with every other choice it still fits the length that all choices have at rest. */
export const longestPickUp = 40

/**
 * What of their contact may be used, sealed in `patron.reach`. `only`: phone numbers and e-mail addresses on file; absent: all.
 * `mailTo`: the lines of an address that letters go to in place of theirs.
 */
export type PatronReach = { readonly only?: readonly string[]; readonly mailTo?: readonly string[] }

export const longestMailLine = 44

type Contact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

/** What of a contact letters, messages and calls may use. */
export function reachedAt({ addresses, phones, emails }: Contact, { only, mailTo }: PatronReach): Contact {
  const may = (one: string) => only === undefined || only.includes(one)
  return {
    addresses: mailTo === undefined ? addresses : [mailTo],
    phones: phones.filter(may),
    emails: emails.filter(may),
  }
}

/** Whether a short name is, contains, or begins one of the person's names. */
export function revealsName(
  alias: string,
  name: { readonly surname: string; readonly firstName: string; readonly otherNames?: string },
): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  const names = [name.firstName, name.surname, ...(name.otherNames?.split(' ') ?? [])]
    .map(plain)
    .filter(Boolean)
  return names.some((one) => one.startsWith(plain(alias)) || plain(alias).includes(one))
}

export const callEnds = [
  ...(['told-customer', 'told-guardian', 'message-given', 'message-left'] as const),
  ...(['no-answer', 'wrong-number', 'no-more-calls'] as const),
] as const

export type CallEnd = (typeof callEnds)[number]
