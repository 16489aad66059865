import type { Asked, Correctable, Correction, Former } from '../contact/correction.ts'
import { partsOf, without } from '../contact/correction.ts'
import type { Pack } from '../policy/pack.ts'
import type { Corrected, Said } from '../sealing/corrected.ts'
import type { Permit } from '../sealing/permit.ts'
import { type Age, ageOn } from './age-known.ts'
import { openCorrection } from './correction-held.ts'
import { agedAs } from './facts.ts'
import type { Held } from './held.ts'

/** What they have, what they ask for and what was set right before, opened for this act alone. */
export type Now = {
  readonly said: Said
  readonly correction: Correction
  readonly corrected: Corrected
  readonly mark: string
  /** Addresses that were replaced before, and are still to be told so. */
  readonly former: Former
  /** Another system has them too, and may say something else. */
  readonly isElsewhere: boolean
  /** Their age on the day, and as it would be with another birth date. */
  readonly age: (born?: string) => Age
}

const noContact = { addresses: [], phones: [], emails: [] }
/** Of nobody: an act upon it changes nothing. */
export const nobody: Now = {
  said: { name: { surname: '', firstName: '' }, ...noContact },
  correction: { asked: {}, came: {} },
  corrected: {},
  mark: '',
  former: {},
  isElsewhere: false,
  age: () => 'unknown',
}

/** @param on the library's day, by which their age is told. The permit must cover who they are and how they are reached. */
export function openNow(
  held: Held,
  permit: Permit,
  { pack, on }: { readonly pack: Pack; readonly on: string },
): Now {
  const { name, born, contact, correction, isElsewhere } = held
  const opened = correction && openCorrection(correction, permit)
  const day = born?.open(permit)
  return {
    said: {
      ...{ ...noContact, ...contact?.open(permit), name: name.open(permit) },
      ...(day !== undefined && { born: day }),
    },
    correction: { asked: opened?.asked ?? {}, came: opened?.came ?? {} },
    corrected: correction?.corrected.open(permit) ?? {},
    mark: opened?.mark ?? '',
    former: held.formerEmails?.open(permit) ?? {},
    isElsewhere,
    age: (other) => ageOn(pack, on, { ...agedAs(held, permit), ...(other !== undefined && { born: other }) }),
  }
}

/** Whether another birth date would make somebody a minor, or of age: then a guardian is told more, or nothing (Reg 3). */
export function crossesMajority({ age }: Now, born: string | undefined): boolean {
  return born !== undefined && (age() === 'minor') !== (age(born) === 'minor')
}

/** Some parts of what is asked. */

export function pick(asked: Asked, parts: readonly Correctable[]): Asked {
  return without(
    asked,
    partsOf(asked).filter((part) => !parts.includes(part)),
  )
}
