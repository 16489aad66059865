import type { Asked, Checked, Correctable, Correction, Former } from '../contact/correction.ts'
import { partsOf, without } from '../contact/correction.ts'
import type { Pack } from '../policy/pack.ts'
import type { Corrected, Said } from '../sealing/corrected.ts'
import type { Permit } from '../sealing/permit.ts'
import { type Age, ageOn } from './age-known.ts'
import { openCorrection } from './correction-held.ts'
import { agedAs } from './facts.ts'
import type { Contact, Fresh, Held } from './held.ts'
import type { Actor } from './request.ts'

/** What they have, what they ask for and what was set right before, opened for this act alone. */
export type Now = {
  readonly said: Said
  readonly correction: Correction
  readonly corrected: Corrected
  readonly mark: string
  /** Addresses that were replaced before, and are still to be told so. */
  readonly former: Former
  /** Which of their addresses were put on file on the day of the last change. */
  readonly fresh?: Fresh
  /** Another system has them too, and may say something else. */
  readonly isElsewhere: boolean
  /** A guardian is on file for them. */
  readonly hasGuardian: boolean
  /** Their age on the day, and as it would be with another birth date. */
  readonly age: (born?: string) => Age
}

const noContact: Contact = { addresses: [], phones: [], emails: [] }
/** Of nobody: an act upon it changes nothing. */
export const nobody: Now = {
  said: { name: { surname: '', firstName: '' }, ...noContact },
  correction: { asked: {}, came: {} },
  corrected: {},
  mark: '',
  former: {},
  isElsewhere: false,
  hasGuardian: false,
  age: () => 'unknown',
}

/** @param on the library's day, by which their age is told. The permit must cover who they are and how they are reached. */
export function openNow(
  held: Held,
  permit: Permit,
  { pack, on }: { readonly pack: Pack; readonly on: string },
): Now {
  const { name, born, contact, correction, isElsewhere, guarantors } = held
  const { fresh, ...onFile } = contact?.open(permit) ?? noContact
  const opened = correction && openCorrection(correction, permit)
  const day = born?.open(permit)
  return {
    said: {
      ...{ ...noContact, ...onFile, name: name.open(permit) },
      ...(day !== undefined && { born: day }),
    },
    correction: { asked: opened?.asked ?? {}, came: opened?.came ?? {} },
    corrected: correction?.corrected.open(permit) ?? {},
    mark: opened?.mark ?? '',
    former: held.formerEmails?.open(permit) ?? {},
    ...(fresh && { fresh }),
    isElsewhere,
    hasGuardian: guarantors.length > 0,
    age: (other) => ageOn(pack, on, { ...agedAs(held, permit), ...(other !== undefined && { born: other }) }),
  }
}

/**
 * Whether a birth date is the Director's alone to set right: what a guardian is told hangs on it, and until when (Reg 3).
 *
 * Why any other date of a minor, and not only one that makes them of age today: one that does so tomorrow comes to the same,
 * and how many days of an error are harmless no pack says.
 */
export function isDirectors({ said, hasGuardian, age }: Now, born: string | undefined): boolean {
  if (born === undefined || born === said.born) return false
  return hasGuardian || age() === 'minor' || age(born) === 'minor'
}

/** Whether somebody may not do anything about one part of what is asked: it waits for the Director, to set right or to leave. */
export function waitsForDirector(now: Now, part: Checked, actor: Actor): boolean {
  return part === 'born' && actor.role !== 'director' && isDirectors(now, now.correction.asked.born)
}

/** Whether somebody who is not the Director types another birth date than one that waits already, and either is the Director's. */
export function bornWaits(now: Now, asked: Asked, actor: Actor): boolean {
  const { born: waiting } = now.correction.asked
  const { born } = asked
  if (actor.role === 'director' || waiting === undefined || born === undefined || born === waiting)
    return false
  return isDirectors(now, waiting) || isDirectors(now, born)
}

/** Some parts of what is asked. */
export function pick(asked: Asked, parts: readonly Correctable[]): Asked {
  return without(
    asked,
    partsOf(asked).filter((part) => !parts.includes(part)),
  )
}
