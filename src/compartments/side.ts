/**
 * The two sides on which a matter can be kept: the Director's, and, where it is about the Director, the Board president's.
 * Counsel is on both. Why cells of their own: whoever is on one side must not learn whether the other has anything, and so
 * cannot know which of its cells are free.
 */
export const sides = ['director', 'president'] as const
export type Side = (typeof sides)[number]

/** Cells have numbers, 1 to 8. */
export type CellNumber = number
export const allCells: readonly CellNumber[] = [1, 2, 3, 4, 5, 6, 7, 8]
const cellsOf: Readonly<Record<Side, readonly CellNumber[]>> = {
  director: [1, 2, 3, 4, 5, 6],
  president: [7, 8],
}

export const cellsOn = (side: Side): readonly CellNumber[] => cellsOf[side]
export const sideOf = (cell: CellNumber): Side => (cellsOf.director.includes(cell) ? 'director' : 'president')

/** What a cell's layers are bound to, so that one cell's file is not taken for another's. */
export const whatOf = (cell: CellNumber): string => `cell ${cell}`
