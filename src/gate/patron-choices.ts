/** How the library may turn to somebody. */
export const contactChannels = ['e-mail', 'text', 'letter', 'phone'] as const
export type ContactChannel = (typeof contactChannels)[number]

/** What a patron chose for themselves, sealed in `patron.choices`; each is absent where they chose nothing. */
export type PatronChoices = {
  /** The language in which the library writes to them, as `es`. */
  readonly language?: string
  /** Ways in which they do not want to be told of overdue items and reserves. */
  readonly refuses?: readonly ContactChannel[]
  /** The short name that stands on the slip of a reserve of theirs, in place of their own. */
  readonly alias?: string
}

/** Whether a short name says who somebody is: it is one of their names, or one begins with it. */
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

/** How a call ended. */
export const callEnds = [
  ...(['told-customer', 'told-guardian', 'message-given', 'message-left'] as const),
  ...(['no-answer', 'wrong-number', 'no-more-calls'] as const),
] as const

export type CallEnd = (typeof callEnds)[number]
