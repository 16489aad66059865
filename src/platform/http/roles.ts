/** The positions that the pages of several features are for. */
export const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
/** Who works at the counter. */
export const counter = ['volunteer', 'desk', 'director'] as const
export const clerks = ['desk', 'director'] as const
export const director = ['director'] as const
export const overseers = ['director', 'counsel', 'trustee'] as const
export const board = ['director', 'trustee'] as const
export const president = ['president'] as const
