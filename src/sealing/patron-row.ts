import { cardNumber } from '../circulation/card-number.ts'
import { openField, sealField, token } from './field.ts'
import type { KeyRing } from './key-ring.ts'
import type { PatronName } from './name-index.ts'

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
 * that system would have it end sooner. For imports, which open nothing: what was opened goes nowhere.
 * @param before what is sealed there, of the same patron
 */
export function landStanding(
  ring: KeyRing,
  id: string,
  { before, said }: { readonly before: Buffer | null; readonly said: PatronValues['standing'] },
) {
  const here =
    before === null
      ? {}
      : (openField(ring, 'patron.standing', id, before) as Partial<PatronValues['standing']>)
  const { renewed, expiresOn } = here
  const isKept = renewed !== undefined && expiresOn !== undefined && (said.expiresOn ?? '') < expiresOn
  const standing = isKept ? { ...said, expiresOn, renewed } : said
  return { isKept, standing: sealField(ring, 'patron.standing', id, standing) }
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
  return token(ring, 'card.barcode', cardNumber(number))
}
