import { typeset } from '../platform/pdf/typesetter.ts'

/**
 * One letter, ready to print.
 *
 * INVARIANT: this is all that a letter is made of. It has no part for a title, an author or an item; the amount is here
 * alone, in a closed envelope.
 */
export type NoticeLetter = {
  /** What shows through the window: the name, and the lines of the address. */
  readonly to: readonly string[]
  readonly on: string
  readonly says: string
  /** What is owed, as a sentence; null where it is not said. */
  readonly owed: string | null
  /** Of what it says, as `es`. */
  readonly language: string
}

/** Letters for #10 window envelopes, a page each: tagged PDF/UA-1. */
export function lettersPdf(about: {
  readonly title: string
  readonly library: string
  readonly sender: readonly string[]
  /** Across from the sender: the phone number and the opening hours. */
  readonly reach: readonly string[]
  readonly letters: readonly NoticeLetter[]
}): Promise<Buffer> {
  return typeset(new URL('./letters.typ', import.meta.url), about)
}
