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
import { contactChannels, type PatronChoices } from './patron-choices.ts'
import type { PatronName } from './patron-name.ts'
import { type Permit, type Sealed, wrapSealed } from './sealed-value.ts'

/** What is kept of a patron; days are `YYYY-MM-DD`. `category`: a kind of card of the pack, or another system's code. */
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
  }
}

/** A patron's row as every way in seals it: an import, and the counter. Within the transaction that writes it. */
export function sealPatron(ring: KeyRing, id: string, { name, born, contact, standing }: PatronValues) {
  return {
    name: sealField(ring, 'patron.name', id, name),
    born: born === undefined ? null : sealField(ring, 'patron.born', id, born),
    contact: sealField(ring, 'patron.contact', id, contact),
    standing: sealField(ring, 'patron.standing', id, standing),
  }
}

/**
 * The standing of a patron as another system's export has it, sealed; a card that was renewed here stays good for as long as
 * that system would have it end sooner.
 * @param before what is sealed there, of the same patron
 */
export function sealImportedStanding(
  opener: PatronImportOpener,
  id: string,
  { before, said }: { readonly before: Buffer | null; readonly said: PatronValues['standing'] },
) {
  const here =
    before === null ? {} : (opener.field('patron.standing', id, before) as Partial<PatronValues['standing']>)
  const { renewed, expiresOn } = here
  const isKept = renewed !== undefined && expiresOn !== undefined && (said.expiresOn ?? '') < expiresOn
  const standing = isKept ? { ...said, expiresOn, renewed } : said
  return { isKept, standing: sealField(opener.ring, 'patron.standing', id, standing) }
}

/** A card's row, likewise. */
export function sealCard(
  ring: KeyRing,
  { id, patronId, number }: { readonly id: string; readonly patronId: string; readonly number: string },
) {
  const barcode = sealField(ring, 'card.barcode', id, number)
  return { id, patron_id: patronId, barcode, barcode_index: cardToken(ring, number) }
}

/** The token by which a card is found, however its number is typed. */
export function cardToken(ring: KeyRing, number: string): Buffer {
  return token(ring, 'card.barcode', normalizeCardNumber(number))
}

/**
 * What was set right here, and a keyed token of what the other system said of it: sealed in `patron.corrected`. As long as
 * that system says the same, what was set right stays; once it says something else, it has the word again.
 */
export type ImportedValueTokens = { readonly [P in Correctable]?: string }

/** A patron as their record has them; each is of its own column but the last three, which are one. */
export type RecordValues = Required<Pick<RequestedCorrection, 'name' | 'emails' | 'phones' | 'addresses'>> &
  Pick<RequestedCorrection, 'born'>

/** The token of what is said of one part of a patron. */
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

/** Why: the order in which an export or a form has the parts of a name is not to count. */
function comparableValue(part: Correctable, said: RecordValues): unknown {
  if (part !== 'name') return said[part] ?? null
  const { surname, firstName, otherNames = '' } = said.name
  return [surname, firstName, otherNames]
}

/** What was corrected, with one more part of which the record said so far what `before` has. */
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
  // Set back to what the other system says, nothing is left that it could undo.
  return said === importedValueToken(ring, patronId, part, after) ? others : { ...others, [part]: said }
}

/** A patron's row with something that was set right here. */
export type CorrectedPatronRow = {
  readonly id: string
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer | null
  readonly corrected: Buffer
}

/** Which parts of a row were set right here. What they say goes nowhere. */
export function partsCorrectedHere(
  opener: CorrectedPartsOpener,
  { id, corrected }: Pick<CorrectedPatronRow, 'id' | 'corrected'>,
) {
  return correctedParts(opener.field('patron.corrected', id, corrected) as ImportedValueTokens)
}

/**
 * A row of another system's export as it is to land on a patron of whom something was set right here: sealed anew, with
 * what was set right in place of what that system still says.
 * @returns `kept`, the parts in which that system is still wrong
 */
export function sealImportedRecord(opener: PatronImportOpener, row: CorrectedPatronRow, said: RecordValues) {
  const { ring } = opener
  const { id } = row
  const before = opener.field('patron.corrected', id, row.corrected) as ImportedValueTokens
  const kept = correctedParts(before).filter(
    (part) => before[part] === importedValueToken(ring, id, part, said),
  )
  const contact = row.contact === null ? undefined : opener.field('patron.contact', id, row.contact)
  const here = contact as Pick<RecordValues, 'emails' | 'phones' | 'addresses'> | undefined
  const isKept = (part: Correctable) => kept.includes(part)
  const of = (part: 'addresses' | 'phones' | 'emails') => (isKept(part) && here ? here : said)[part]
  const landed = { addresses: of('addresses'), phones: of('phones'), emails: of('emails') }
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

/** What a patron says is wrong, sealed under the records that it is about, and what was set right here. */
export type SealedCorrection = {
  readonly identity: Sealed<Correction>
  readonly contact: Sealed<Correction>
  readonly mark: Sealed<string>
  readonly corrected: Sealed<ImportedValueTokens>
}

/** What of it may be told to whoever may see both records. */
export type OpenedCorrection = Correction & {
  /** For a form to carry: it is another one once they ask for something else, or something else is there instead. */
  readonly mark: string
  /** What was set right here and another system may still have wrong. */
  readonly corrected: readonly Correctable[]
}

const contactParts: readonly Correctable[] = ['emails', 'phones', 'addresses']
const identityParts: readonly Correctable[] = ['name', 'born']
/** Under which record a part stands. */
export const recordKindOfPart = (part: Correctable): RecordKind =>
  identityParts.includes(part) ? 'identity' : 'contact'

const noCorrection: Correction = { asked: {}, came: {} }

/** Wraps it; opens nothing. @param read what is sealed, where there is anything */
export function toSealedCorrection(
  ring: KeyRing,
  patronId: string,
  read: {
    correction(opener: PersonOpener): Correction | undefined
    corrected(opener: PersonOpener): ImportedValueTokens | undefined
    /** What is there now, of all that can be corrected. */
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

/** All of it. The permit must cover who they are and how they are reached. */
export function openCorrection(held: SealedCorrection, permit: Permit): OpenedCorrection {
  const [one, other] = [held.identity.open(permit), held.contact.open(permit)]
  return {
    asked: { ...one.asked, ...other.asked },
    came: { ...one.came, ...other.came },
    mark: held.mark.open(permit),
    corrected: correctedParts(held.corrected.open(permit)),
  }
}

/** Why what is there too: staff compare the two, and an import may write between their look and their word. */
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

/**
 * A keyed mark of what a patron has chosen, 22 letters, for the form that it stands on to carry: a form that was opened
 * before somebody changed it does not overwrite the change. It says nothing, and is another one for each patron.
 */
export function choicesMark(ring: KeyRing, patronId: string, choices: PatronChoices): string {
  const { language = '', refuses = [], alias = '' } = choices
  const said = [patronId, language, alias, ...contactChannels.filter((channel) => refuses.includes(channel))]
  return token(ring, 'choices opened with', said.join('\n')).subarray(0, 16).toString('base64url')
}

/**
 * What a patron signs in with. Sealed to the patron's row: whoever copies the database has no hash to try all PINs on,
 * and whoever writes to it can plant none.
 */
type PatronSecret = 'pin.hash' | 'pin.second_factor'

/** Seals the argon2id hash of a PIN, or the base32 secret of a code app. */
export function sealPatronSecret(
  ring: KeyRing,
  what: PatronSecret,
  patronId: string,
  secret: string,
): Buffer {
  return sealField(ring, what, patronId, secret)
}

/**
 * The secret again, to check what was typed against. It leaves only as a yes or a no.
 * @throws KeyError `keys-damaged`
 */
export function openPatronSecret(
  opener: PatronSecretOpener,
  what: PatronSecret,
  patronId: string,
  sealed: Buffer,
): string {
  return opener.field(what, patronId, sealed) as string
}
