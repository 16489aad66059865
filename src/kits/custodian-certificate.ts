import { typeset } from './typeset.ts'

/** What the custodian signs for, ready to print, with a receipt behind it: every text in one language. */
export type CustodianCertificate = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly says: string
  readonly facts: readonly (readonly [string, string])[]
  readonly points: readonly string[]
  readonly files: {
    readonly heading: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly register: { readonly heading: string; readonly says: string; readonly proof: readonly string[] }
  readonly signs: readonly string[]
  readonly receipt: {
    readonly title: string
    readonly says: string
    readonly signs: readonly string[]
  }
  /** The word before a day. */
  readonly on: string
}

/** The certificate, and on a page of its own the receipt that comes back: tagged PDF/UA-1. */
export function custodianCertificatePdf(certificate: CustodianCertificate): Promise<Buffer> {
  return typeset(new URL('./custodian-certificate.typ', import.meta.url), certificate)
}
