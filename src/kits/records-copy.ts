import { typeset } from './typeset.ts'

/** A table of one kind of record of one person. */
export type CopiedTable = {
  readonly heading: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What is handed over, on paper: every text in one language. */
export type RecordsCopy = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly facts: readonly (readonly [string, string])[]
  readonly people: readonly { readonly heading: string; readonly tables: readonly CopiedTable[] }[]
  readonly notHeld: { readonly heading: string; readonly each: readonly string[] }
  readonly notes: { readonly heading: string; readonly each: readonly string[] }
}

/** The records as tagged PDF/UA-1. */
export function recordsCopyPdf(copy: RecordsCopy): Promise<Buffer> {
  return typeset(new URL('./records-copy.typ', import.meta.url), copy)
}
