import type { Pack } from './pack.ts'

/**
 * Whether sealed matters may be opened at a place.
 * Reading: overdue books are discussed in a private area (Reg 4), so what no one may be told (Footnote) is read only
 * there. Counsel and the president work at computers of their own.
 */
export const allowsSealedMattersAt = ({ privateRooms }: Pick<Pack, 'privateRooms'>, place: string): boolean =>
  place === 'elsewhere' || privateRooms.includes(place)
