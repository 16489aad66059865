import { typeset } from '../platform/pdf/typesetter.ts'

/** A records disposition report to sign and file, in one language. */
export type DispositionReport = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly day: string
  readonly intro: string
  /** The last column holds numbers. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** A last row; empty if nothing may be totaled. */
  readonly total: readonly string[]
  readonly facts: readonly (readonly [string, string])[]
  readonly after: readonly string[]
  readonly pinHeading: string
  /** The audit log's fingerprint, one line each; empty where the log has no part in it. */
  readonly pin: readonly string[]
  /** The signer's line, and the word before the date. */
  readonly signs: readonly [string, string]
}

/** Tagged PDF/UA-1. Throws if it cannot be typeset. */
export function dispositionPdf(report: DispositionReport): Promise<Buffer> {
  return typeset(new URL('./disposal-report.typ', import.meta.url), report)
}
