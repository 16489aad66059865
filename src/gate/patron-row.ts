import { sealField, token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { RecordKind } from '../policy/index.ts'
import type {
  CorrectedPartsOpener,
  PatronImportOpener,
  PatronSecretOpener,
  PersonOpener,
} from './capabilities.ts'
import { normalizeCardNumber } from './card-number.ts'
import {
  type Correctable,
  type Correction,
  correctedParts,
  type RequestedCorrection,
  withoutParts,
} from './correction.ts'
import {
  contactChannels,
  type PatronChoices,
  type PatronReach,
  safeChannels,
  withoutGuardianChoices,
} from './patron-choices.ts'
import type { PatronName } from './patron-name.ts'
import { type Permit, type Sealed, wrapSealed } from './sealed-value.ts'

/**
 * A minor's guardians are told nothing through the day `until` (`YYYY-MM-DD`). `order`: the court and the number of one, never a
 * copy.
 */
export type NotTold = {
  readonly until: string
  readonly since: string
  readonly by: 'clerk' | 'director' | 'order'
  readonly order?: { readonly court: string; readonly number: string }
}

const cardEvents = ['new-card', 'card-lost'] as const

/** `on` is `YYYY-MM-DD`. */
export type CardEvent = {
  readonly what: (typeof cardEvents)[number]
  readonly on: string
  readonly told: boolean
}

/** Days are `YYYY-MM-DD`. `category`: one of the pack's card kinds, or another system's code. */
export type PatronValues = {
  readonly name: PatronName
  readonly born?: string
  readonly contact: {
    readonly addresses: readonly (readonly string[])[]
    readonly phones: readonly string[]
    readonly emails: readonly string[]
  }
  readonly standing: {
    readonly category?: string
    readonly enrolledOn?: string
    readonly expiresOn?: string
    readonly renewed?: { readonly on: string; readonly was?: string; readonly kind?: string }
    /** The days on which staff undid a block that was made online. */
    readonly unblocked?: readonly string[]
    /** Until when a guardian is told nothing. */
    readonly notTold?: NotTold
    /** What happened to their cards lately, and whether they were told. */
    readonly news?: readonly CardEvent[]
  }
}

export function sealPatron(ring: KeyRing, id: string, { name, born, contact, standing }: PatronValues) {
  return {
    name: sealField(ring, 'patron.name', id, name),
    born: born === undefined ? null : sealField(ring, 'patron.born', id, born),
    contact: sealField(ring, 'patron.contact', id, contact),
    standing: sealField(ring, 'patron.standing', id, standing),
  }
}

/** A card renewed here keeps its expiry if the other system's is sooner, and what happened to cards here stays. `before`: the patron's sealed standing. */
export function sealImportedStanding(
  opener: PatronImportOpener,
  id: string,
  { before, said }: { readonly before: Buffer | null; readonly said: PatronValues['standing'] },
) {
  const here =
    before === null ? {} : (opener.field('patron.standing', id, before) as Partial<PatronValues['standing']>)
  const { renewed, expiresOn, unblocked, news, notTold } = here
  const isKept = renewed !== undefined && expiresOn !== undefined && (said.expiresOn ?? '') < expiresOn
  const standing = {
    ...said,
    ...(isKept && { expiresOn, renewed }),
    ...(unblocked && { unblocked }),
    ...(news && { news }),
    ...(notTold && { notTold }),
  }
  return { isKept, standing: sealField(opener.ring, 'patron.standing', id, standing) }
}

/** What stays where a guardian is gone from the other system; undefined where nothing was ever chosen. */
export function sealWithoutGuardianChoices(
  opener: PatronImportOpener,
  id: string,
  before: { readonly choices: Buffer | null; readonly reach: Buffer | null },
) {
  if (before.choices === null && before.reach === null) return undefined
  const open = <T>(column: 'patron.choices' | 'patron.reach', bytes: Buffer | null) =>
    (bytes === null ? {} : opener.field(column, id, bytes)) as T
  const kept = withoutGuardianChoices(
    open<PatronChoices>('patron.choices', before.choices),
    open<PatronReach>('patron.reach', before.reach),
  )
  return {
    choices: sealField(opener.ring, 'patron.choices', id, kept),
    reach: sealField(opener.ring, 'patron.reach', id, {}),
  }
}

export function sealCard(
  ring: KeyRing,
  { id, patronId, number }: { readonly id: string; readonly patronId: string; readonly number: string },
) {
  const barcode = sealField(ring, 'card.barcode', id, number)
  return { id, patron_id: patronId, barcode, barcode_index: cardToken(ring, number) }
}

/** The token a card is found by, however its number is typed. */
export function cardToken(ring: KeyRing, number: string): Buffer {
  return token(ring, 'card.barcode', normalizeCardNumber(number))
}

/**
 * Keyed tokens of the other system's values for parts corrected here; a correction holds until that system sends another
 * value.
 */
export type ImportedValueTokens = { readonly [P in Correctable]?: string }

export type RecordValues = Required<Pick<RequestedCorrection, 'name' | 'emails' | 'phones' | 'addresses'>> &
  Pick<RequestedCorrection, 'born'>

export function importedValueToken(
  ring: KeyRing,
  patronId: string,
  part: Correctable,
  said: RecordValues,
): string {
  return token(ring, 'corrected', JSON.stringify([patronId, part, comparableValue(part, said)])).toString(
    'base64url',
  )
}

/** The order of a name's parts in an export or form does not count. */
function comparableValue(part: Correctable, said: RecordValues): unknown {
  if (part !== 'name') return said[part] ?? null
  const { surname, firstName, otherNames = '' } = said.name
  return [surname, firstName, otherNames]
}

export function withPartCorrected(
  ring: KeyRing,
  patronId: string,
  corrected: ImportedValueTokens,
  {
    part,
    before,
    after,
  }: { readonly part: Correctable; readonly before: RecordValues; readonly after: RecordValues },
): ImportedValueTokens {
  const said = corrected[part] ?? importedValueToken(ring, patronId, part, before)
  const { [part]: _before, ...others } = corrected
  // Set back to the other system's value, it needs no protection.
  return said === importedValueToken(ring, patronId, part, after) ? others : { ...others, [part]: said }
}

type CorrectedPatronRow = {
  readonly id: string
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer | null
  readonly corrected: Buffer
}

/** Parts only, without values. */
export function partsCorrectedHere(
  opener: CorrectedPartsOpener,
  { id, corrected }: Pick<CorrectedPatronRow, 'id' | 'corrected'>,
) {
  return correctedParts(opener.field('patron.corrected', id, corrected) as ImportedValueTokens)
}

/** Corrected values replace those the other system still sends. `kept`: the parts in which it is still wrong. */
export function sealImportedRecord(opener: PatronImportOpener, row: CorrectedPatronRow, said: RecordValues) {
  const { ring } = opener
  const { id } = row
  const before = opener.field('patron.corrected', id, row.corrected) as ImportedValueTokens
  const kept = correctedParts(before).filter(
    (part) => before[part] === importedValueToken(ring, id, part, said),
  )
  const contact = row.contact === null ? undefined : opener.field('patron.contact', id, row.contact)
  const here = contact as
    | (Pick<RecordValues, 'emails' | 'phones' | 'addresses'> & { added?: unknown; left?: unknown })
    | undefined
  // Why kept: an import on the night after a change must not make its address look old, or forget the one before it.
  const lately = {
    ...(here?.added !== undefined && { added: here.added }),
    ...(here?.left !== undefined && { left: here.left }),
  }
  const isKept = (part: Correctable) => kept.includes(part)
  const of = (part: 'addresses' | 'phones' | 'emails') => (isKept(part) && here ? here : said)[part]
  const landed = { addresses: of('addresses'), phones: of('phones'), emails: of('emails'), ...lately }
  const corrected = Object.fromEntries(kept.map((part) => [part, before[part]]))
  return {
    kept,
    name: isKept('name') ? row.name : sealField(ring, 'patron.name', id, said.name),
    born: isKept('born')
      ? row.born
      : said.born === undefined
        ? null
        : sealField(ring, 'patron.born', id, said.born),
    contact: sealField(ring, 'patron.contact', id, landed),
    corrected: kept.length === 0 ? null : sealField(ring, 'patron.corrected', id, corrected),
  }
}

/** What a patron disputes, sealed under the records it concerns, and what was corrected here. */
export type SealedCorrection = {
  readonly identity: Sealed<Correction>
  readonly contact: Sealed<Correction>
  readonly mark: Sealed<string>
  readonly corrected: Sealed<ImportedValueTokens>
}

export type OpenedCorrection = Correction & {
  /** For the form: it changes when the request or the record does. */
  readonly mark: string
  /** Corrected here; another system may still have these wrong. */
  readonly corrected: readonly Correctable[]
}

const contactParts: readonly Correctable[] = ['emails', 'phones', 'addresses']
const identityParts: readonly Correctable[] = ['name', 'born']
export const recordKindOfPart = (part: Correctable): RecordKind =>
  identityParts.includes(part) ? 'identity' : 'contact'

const noCorrection: Correction = { asked: {}, came: {} }

/** Opens nothing. */
export function toSealedCorrection(
  ring: KeyRing,
  patronId: string,
  read: {
    correction(opener: PersonOpener): Correction | undefined
    corrected(opener: PersonOpener): ImportedValueTokens | undefined
    said(opener: PersonOpener): RequestedCorrection
  },
): SealedCorrection {
  const whole = (opener: PersonOpener) => read.correction(opener) ?? noCorrection
  const but =
    (gone: readonly Correctable[]) =>
    (opener: PersonOpener): Correction => {
      const { asked, came } = whole(opener)
      return { asked: withoutParts(asked, gone), came: withoutParts(came, gone) }
    }
  return {
    identity: wrapSealed(ring, patronId, ['identity'], but(contactParts)),
    contact: wrapSealed(ring, patronId, ['contact'], but(identityParts)),
    mark: wrapSealed(ring, patronId, ['identity'], (opener) =>
      correctionMark(ring, patronId, whole(opener).asked, read.said(opener)),
    ),
    corrected: wrapSealed<ImportedValueTokens>(
      ring,
      patronId,
      ['identity'],
      (opener) => read.corrected(opener) ?? {},
    ),
  }
}

/** The permit must cover `identity` and `contact`. */
export function openCorrection(held: SealedCorrection, permit: Permit): OpenedCorrection {
  const [one, other] = [held.identity.open(permit), held.contact.open(permit)]
  return {
    asked: { ...one.asked, ...other.asked },
    came: { ...one.came, ...other.came },
    mark: held.mark.open(permit),
    corrected: correctedParts(held.corrected.open(permit)),
  }
}

/** Why it includes current values: staff compare the two, and an import may write in between. */
function correctionMark(
  ring: KeyRing,
  patronId: string,
  asked: RequestedCorrection,
  said: RequestedCorrection,
): string {
  const both = correctedParts(asked).map((part) => [part, asked[part], said[part]])
  return token(ring, 'correction opened with', JSON.stringify([patronId, ...both]))
    .subarray(0, 16)
    .toString('base64url')
}

/** For a form, 22 letters: it changes with the choices, so that a stale form does not overwrite them. */
export function choicesMark(
  ring: KeyRing,
  patronId: string,
  choices: PatronChoices,
  { only, mailTo = [] }: PatronReach = {},
): string {
  const { language = '', refuses = [], alias = '', safe = [], pickUp } = choices
  const said = [
    ...[patronId, language, alias, ...contactChannels.filter((channel) => refuses.includes(channel))],
    ...safeChannels.filter((channel) => safe.includes(channel)).map((channel) => `safe ${channel}`),
    ...(pickUp === undefined ? [] : [`pick up ${pickUp}`]),
    ...(only ?? []).map((one) => `only ${one}`),
    ...mailTo.map((line) => `mail to ${line}`),
  ]
  return token(ring, 'choices opened with', said.join('\n')).subarray(0, 16).toString('base64url')
}

/** Sealed to the row: a copy of the database has no hash to try PINs on, and SQL alone cannot plant one. */
type PatronSecret = 'pin.hash' | 'pin.second_factor'

/** Takes the argon2id hash of a PIN, or the base32 secret of a code app. */
export function sealPatronSecret(
  ring: KeyRing,
  what: PatronSecret,
  patronId: string,
  secret: string,
): Buffer {
  return sealField(ring, what, patronId, secret)
}

/** Callers return only yes or no. @throws KeyError `keys-damaged` */
export function openPatronSecret(
  opener: PatronSecretOpener,
  what: PatronSecret,
  patronId: string,
  sealed: Buffer,
): string {
  return opener.field(what, patronId, sealed) as string
}
