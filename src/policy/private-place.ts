import type { Pack } from './pack.ts'

/**
 * Whether sealed matters open at a place: not where the public stands.
 * Reading: what is said of an overdue book is said in a private area (Reg 4), and what nobody may be told (Footnote) is read in
 * no other. Counsel and the president work at computers that are not the library's, as they do with cases.
 */
export const allowsSealedMattersAt = ({ privateRooms }: Pick<Pack, 'privateRooms'>, place: string): boolean =>
  place === 'elsewhere' || privateRooms.includes(place)
