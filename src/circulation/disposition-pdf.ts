import { typeset } from '../platform/pdf/typesetter.ts'

/** What was disposed of, to sign and file: every text in one language. */
export type DispositionReport = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly day: string
  readonly intro: string
  /** Of the table; the last column is a number. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** A last row, as long as the others; empty where nothing may be summed up. */
  readonly total: readonly string[]
  /** Each with its label. */
  readonly facts: readonly (readonly [string, string])[]
  readonly after: readonly string[]
  readonly pinHeading: string
  /** The register's pin, a line each; empty where the register has no part in it. */
  readonly pin: readonly string[]
  /** Who signs, and the word before a day. */
  readonly signs: readonly [string, string]
}

/** The report to sign and file: tagged PDF/UA-1. Throws where it cannot be set. */
export function dispositionPdf(report: DispositionReport): Promise<Buffer> {
  return typeset(new URL('./disposal-report.typ', import.meta.url), report)
}
