import { typeset } from './typesetter.ts'

type LetterPart =
  | { readonly text: string }
  | { readonly heading: string }
  | { readonly list: readonly string[] }
  | { readonly table: readonly (readonly string[])[]; readonly head: readonly string[] }
  | { readonly line: string; readonly says: string }
  /** A line to sign on, with the name and the title below it. */
  | { readonly signs: string; readonly as: readonly string[] }

/** Every text is in one language. */
export type Letter = {
  readonly library: string
  /** Lines under the library's name. */
  readonly from: readonly string[]
  /** On the right: the phone number and the opening hours. */
  readonly reach: readonly string[]
  /** The address lines; the envelope's window shows nothing else. */
  readonly to: readonly string[]
  readonly language: string
  readonly on: string
  readonly title: string
  /** “Re:” and what the letter is about, above its title. */
  readonly re?: string
  readonly parts: readonly LetterPart[]
  readonly footer: string
}

/** Folds in three for a No. 10 window envelope (US); tagged PDF/UA-1. */
export function letterPdf(letter: Letter): Promise<Buffer> {
  return typeset(new URL('./letter.typ', import.meta.url), letter)
}
