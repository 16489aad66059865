import { typeset } from '../platform/pdf/typesetter.ts'

/** That somebody did the course, ready to print: every text in one language. */
export type Certificate = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly says: string
  /** Each with its label. */
  readonly facts: readonly (readonly [string, string])[]
  readonly register: { readonly heading: string; readonly says: string; readonly proof: readonly string[] }
  /** Who signs, and the word before a day. */
  readonly signs: readonly string[]
  readonly on: string
}

/** The certificate for the Director's file: a page, tagged PDF/UA-1. */
export function certificatePdf(certificate: Certificate): Promise<Buffer> {
  return typeset(new URL('./certificate.typ', import.meta.url), certificate)
}
