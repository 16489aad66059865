import { fold, type PatronName } from '../sealing/name-index.ts'
import type { Permit } from '../sealing/permit.ts'
import type { Held } from './held.ts'

/** Who somebody says they are. @param born `YYYY-MM-DD` */
export type Person = { readonly name: PatronName; readonly born: string }

/**
 * Whether a patron may be this very person: first and last name are the same, and so is the birth date, as far as one is on
 * file. The permit must cover who they are.
 */
export function isPerson({ name, born }: Held, { name: typed, born: day }: Person, permit: Permit): boolean {
  const { surname, firstName } = name.open(permit)
  const isSameName = fold(surname) === fold(typed.surname) && fold(firstName) === fold(typed.firstName)
  return isSameName && (born === undefined || born.open(permit) === day)
}
