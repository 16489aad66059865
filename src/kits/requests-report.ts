import { typeset } from './typeset.ts'

/** The requests of a year for the public: every text in one language, and no number that may not be told. */
export type RequestsPaper = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly intro: string
  readonly total: string
  readonly chart: {
    readonly title: string
    /** What is read aloud in its place. */
    readonly says: string
    readonly years: readonly string[]
    /** `null` where it is not told. */
    readonly values: readonly (number | null)[]
  }
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  readonly why: { readonly title: string; readonly lines: readonly string[] }
  readonly nondisclosure: { readonly title: string; readonly says: string }
  readonly footer: string
}

/** The report to print and to put on the wall: tagged PDF/UA-1. */
export function requestsPdf(paper: RequestsPaper): Promise<Buffer> {
  return typeset(new URL('./requests-report.typ', import.meta.url), paper)
}
