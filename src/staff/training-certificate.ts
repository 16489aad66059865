import { typeset } from '../platform/pdf/typesetter.ts'

/** Texts are in one language. */
export type Certificate = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly says: string
  /** Label and value. */
  readonly facts: readonly (readonly [string, string])[]
  readonly register: { readonly heading: string; readonly says: string; readonly proof: readonly string[] }
  /** Labels of the signature lines. */
  readonly signs: readonly string[]
  readonly on: string
}

/** One page, tagged PDF/UA-1. */
export function certificatePdf(certificate: Certificate): Promise<Buffer> {
  return typeset(new URL('./certificate.typ', import.meta.url), certificate)
}
