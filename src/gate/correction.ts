/** What of their record a patron may say is wrong, in the order of a record. */
export const correctable = ['name', 'born', 'emails', 'phones', 'addresses'] as const
export type Correctable = (typeof correctable)[number]

/** What it should say, of what is wrong; an empty list is that the library should have none. Days are `YYYY-MM-DD`. */
export type RequestedCorrection = {
  readonly name?: { readonly surname: string; readonly firstName: string; readonly otherNames?: string }
  readonly born?: string
  readonly emails?: readonly string[]
  readonly phones?: readonly string[]
  readonly addresses?: readonly (readonly string[])[]
}

/** As it was typed: of a name what is absent stays as it is, and what is empty goes. */
export type TypedCorrection = Omit<RequestedCorrection, 'name'> & {
  readonly name?: Partial<NonNullable<RequestedCorrection['name']>>
}

/** What was typed, with the parts of a name that stay. */
export function withUnchangedName(
  { name, ...typed }: TypedCorrection,
  said: NonNullable<RequestedCorrection['name']>,
): RequestedCorrection {
  if (name === undefined) return typed
  const { surname, firstName, otherNames = '' } = { ...said, ...name }
  const isSame =
    surname === said.surname && firstName === said.firstName && otherNames === (said.otherNames ?? '')
  // Why the very same where nothing changes: in another order of its parts it would be another name.
  return { ...typed, name: isSame ? said : { surname, firstName, ...(otherNames && { otherNames }) } }
}

/** What came of it, and on which day. */
export type CorrectionOutcome = { readonly as: 'right' | 'left'; readonly on: string }

/** What a patron asked for and waits for, and what came of the rest; sealed in `patron.correction`. Nobody's reasons. */
export type Correction = {
  readonly asked: RequestedCorrection
  readonly came: { readonly [P in Correctable]?: CorrectionOutcome }
}

/** E-mail addresses that were replaced and are to be told so, by the steps of the notices that tell them. */
export type FormerEmails = Readonly<Record<string, string>>

/**
 * What takes a person's check, and what staff must have seen of whoever asks: a paper, or that they know them.
 *
 * Why phone and address too: by the number on file somebody is called back and told, and a code for a PIN is mailed to the
 * address. Whoever has card and PIN for an hour must not be that customer for good. An e-mail address proves nothing.
 */
export const requiredChecks = {
  name: ['photo-id'],
  born: ['photo-id'],
  phones: ['photo-id', 'known-to-staff'],
  addresses: ['photo-id', 'known-to-staff'],
} as const satisfies Partial<Record<Correctable, readonly CorrectionCheck[]>>

export type CorrectionCheck = 'photo-id' | 'known-to-staff'
/** What waits for staff. */
export type CheckedPart = keyof typeof requiredChecks
export const checkedParts = Object.keys(requiredChecks) as readonly CheckedPart[]

/** The parts of which something is asked, in their order. */
export function correctedParts(asked: { readonly [P in Correctable]?: unknown }): Correctable[] {
  return correctable.filter((part) => asked[part] !== undefined)
}

/** The same without some of its parts. */
export function withoutParts<T extends { readonly [P in Correctable]?: unknown }>(
  asked: T,
  gone: readonly Correctable[],
): T {
  return Object.fromEntries(Object.entries(asked).filter(([part]) => !gone.some((one) => one === part))) as T
}
