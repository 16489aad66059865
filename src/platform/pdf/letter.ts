import { typeset } from './typesetter.ts'

/** A part of a letter: a paragraph, a heading, things in a list, a table, or a label with what is said or a line to write on. */
export type LetterPart =
  | { readonly text: string }
  | { readonly heading: string }
  | { readonly list: readonly string[] }
  | { readonly table: readonly (readonly string[])[]; readonly head: readonly string[] }
  | { readonly line: string; readonly says: string }

/** A letter, ready to print: every text in one language. */
export type Letter = {
  readonly library: string
  /** Lines under the library's name. */
  readonly from: readonly string[]
  /** Across from them: the phone number and the opening hours. */
  readonly reach: readonly string[]
  /** Whom the envelope shows, and where they live: nothing else is in its window. */
  readonly to: readonly string[]
  readonly language: string
  readonly on: string
  readonly title: string
  readonly parts: readonly LetterPart[]
  readonly footer: string
}

/** A letter that is folded in three for a No. 10 window envelope (US): tagged PDF/UA-1. */
export function letterPdf(letter: Letter): Promise<Buffer> {
  return typeset(new URL('./letter.typ', import.meta.url), letter)
}
