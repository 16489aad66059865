import type { Asked, Correctable } from '../contact/correction.ts'
import { partsOf } from '../contact/correction.ts'
import { openField, sealField, token } from './field.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * What was set right here, and a keyed token of what the other system said of it: sealed in `patron.corrected`. As long as
 * that system says the same, what was set right stays; once it says something else, it has the word again.
 */
export type Corrected = { readonly [P in Correctable]?: string }

/** A patron as their record has them; each is of its own column but the last three, which are one. */
export type Said = Required<Pick<Asked, 'name' | 'emails' | 'phones' | 'addresses'>> & Pick<Asked, 'born'>

/** The token of what is said of one part of a patron. */
export function tokenOfSaid(ring: KeyRing, patronId: string, part: Correctable, said: Said): string {
  return token(ring, 'corrected', JSON.stringify([patronId, part, inOrder(part, said)])).toString('base64url')
}

/** Why: the order in which an export or a form has the parts of a name is not to count. */
function inOrder(part: Correctable, said: Said): unknown {
  if (part !== 'name') return said[part] ?? null
  const { surname, firstName, otherNames = '' } = said.name
  return [surname, firstName, otherNames]
}

/** What was corrected, with one more part of which the record said so far what `before` has. */
export function withCorrected(
  ring: KeyRing,
  patronId: string,
  corrected: Corrected,
  { part, before, after }: { readonly part: Correctable; readonly before: Said; readonly after: Said },
): Corrected {
  const said = corrected[part] ?? tokenOfSaid(ring, patronId, part, before)
  const { [part]: _before, ...others } = corrected
  // Set back to what the other system says, nothing is left that it could undo.
  return said === tokenOfSaid(ring, patronId, part, after) ? others : { ...others, [part]: said }
}

/** A patron's row with something that was set right here. */
export type CorrectedRow = {
  readonly id: string
  readonly name: Buffer
  readonly born: Buffer | null
  readonly contact: Buffer | null
  readonly corrected: Buffer
}

/** Which parts of a row were set right here. What they say goes nowhere. */
export function partsCorrected(ring: KeyRing, { id, corrected }: Pick<CorrectedRow, 'id' | 'corrected'>) {
  return partsOf(openField(ring, 'patron.corrected', id, corrected) as Corrected)
}

/**
 * A row of another system's export as it is to land on a patron of whom something was set right here: sealed anew, with
 * what was set right in place of what that system still says. For imports, which open nothing: what was opened goes nowhere.
 * @returns `kept`, the parts in which that system is still wrong
 */
export function landCorrected(ring: KeyRing, row: CorrectedRow, said: Said) {
  const { id } = row
  const before = openField(ring, 'patron.corrected', id, row.corrected) as Corrected
  const kept = partsOf(before).filter((part) => before[part] === tokenOfSaid(ring, id, part, said))
  const contact = row.contact === null ? undefined : openField(ring, 'patron.contact', id, row.contact)
  const here = contact as Pick<Said, 'emails' | 'phones' | 'addresses'> | undefined
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
