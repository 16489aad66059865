export const correctable = ['name', 'born', 'emails', 'phones', 'addresses'] as const
export type Correctable = (typeof correctable)[number]

/** The values the patron wants; an empty list asks for none on file. Days are `YYYY-MM-DD`. */
export type RequestedCorrection = {
  readonly name?: { readonly surname: string; readonly firstName: string; readonly otherNames?: string }
  readonly born?: string
  readonly emails?: readonly string[]
  readonly phones?: readonly string[]
  readonly addresses?: readonly (readonly string[])[]
}

/** As typed: an absent part of a name stays, and an empty one is removed. */
export type TypedCorrection = Omit<RequestedCorrection, 'name'> & {
  readonly name?: Partial<NonNullable<RequestedCorrection['name']>>
}

export function withUnchangedName(
  { name, ...typed }: TypedCorrection,
  said: NonNullable<RequestedCorrection['name']>,
): RequestedCorrection {
  if (name === undefined) return typed
  const { surname, firstName, otherNames = '' } = { ...said, ...name }
  const isSame =
    surname === said.surname && firstName === said.firstName && otherNames === (said.otherNames ?? '')
  // Why the same object if nothing changes: with its parts in another order it would count as another name.
  return { ...typed, name: isSame ? said : { surname, firstName, ...(otherNames && { otherNames }) } }
}

export type CorrectionOutcome = { readonly as: 'right' | 'left'; readonly on: string }

/** Open requests and the outcomes of others, without reasons; sealed in `patron.correction`. */
export type Correction = {
  readonly asked: RequestedCorrection
  readonly came: { readonly [P in Correctable]?: CorrectionOutcome }
}

/** Replaced e-mail addresses that still must be notified, by notice step. */
export type FormerEmails = Readonly<Record<string, string>>

/**
 * The parts that need a check, and what staff must have seen: a document, or a customer they know.
 *
 * Why phone and address: callbacks and PIN codes go there, so someone with card and PIN for an hour could take the account
 * over.
 */
export const requiredChecks = {
  name: ['photo-id'],
  born: ['photo-id'],
  phones: ['photo-id', 'known-to-staff'],
  addresses: ['photo-id', 'known-to-staff'],
} as const satisfies Partial<Record<Correctable, readonly CorrectionCheck[]>>

export type CorrectionCheck = 'photo-id' | 'known-to-staff'
export type CheckedPart = keyof typeof requiredChecks
export const checkedParts = Object.keys(requiredChecks) as readonly CheckedPart[]

export function correctedParts(asked: { readonly [P in Correctable]?: unknown }): Correctable[] {
  return correctable.filter((part) => asked[part] !== undefined)
}

export function withoutParts<T extends { readonly [P in Correctable]?: unknown }>(
  asked: T,
  gone: readonly Correctable[],
): T {
  return Object.fromEntries(Object.entries(asked).filter(([part]) => !gone.some((one) => one === part))) as T
}
