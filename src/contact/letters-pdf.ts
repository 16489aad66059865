import { typeset } from '../platform/pdf/typesetter.ts'

/**
 * INVARIANT: a letter has no part for a title, an author or an item. An amount appears only here, in a closed envelope.
 */
export type NoticeLetter = {
  /** For the window: name and address lines. */
  readonly to: readonly string[]
  readonly on: string
  readonly says: string
  /** The amount owed, as a sentence; null if not told. */
  readonly owed: string | null
  readonly language: string
}

/** One page each, for #10 window envelopes: tagged PDF/UA-1. */
export function lettersPdf(about: {
  readonly title: string
  readonly library: string
  readonly sender: readonly string[]
  /** Across from the sender: phone number and hours. */
  readonly reach: readonly string[]
  readonly letters: readonly NoticeLetter[]
}): Promise<Buffer> {
  return typeset(new URL('./letters.typ', import.meta.url), about)
}
