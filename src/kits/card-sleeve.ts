import { typeset } from './typeset.ts'

/** What stands on a sleeve: no name, and no number. */
export type Sleeve = {
  readonly library: string
  readonly language: string
  readonly title: string
  /** How it is cut and folded; not on the sleeve. */
  readonly says: string
  readonly front: string
  readonly each: readonly string[]
}

/** A sleeve to cut out and fold around a card, on letter paper: tagged PDF/UA-1. */
export function cardSleevePdf(sleeve: Sleeve): Promise<Buffer> {
  return typeset(new URL('./card-sleeve.typ', import.meta.url), sleeve)
}
