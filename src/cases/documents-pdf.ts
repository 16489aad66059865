import { typeset } from '../platform/pdf/typesetter.ts'

export type AttachedFile = {
  readonly name: string
  readonly mime: string
  readonly says: string
  readonly base64: string
}

export type DecisionPaper = {
  readonly library: string
  readonly from: readonly string[]
  readonly reach: readonly string[]
  readonly to: readonly string[]
  readonly language: string
  readonly title: string
  readonly on: string
  /** “Re:”, and the lines below the title. */
  readonly re: { readonly label: string; readonly lines: readonly string[] }
  readonly dear: string
  /** Who gets a copy; empty for no one. */
  readonly copy: string
  readonly paragraphs: readonly (string | ListedLines)[]
  readonly close: string
  readonly signs: { readonly name: string; readonly as: readonly string[]; readonly says: string }
  /** From here on its own page. */
  readonly proof: { readonly title: string; readonly says: string }
  readonly marks: readonly (readonly [string, string])[]
  readonly register: { readonly heading: string; readonly lines: readonly string[] }
  readonly check: {
    readonly heading: string
    readonly steps: readonly { readonly says: string; readonly typed?: string }[]
  }
  readonly files: readonly AttachedFile[]
  readonly footer: string
}

/** Tagged PDF/UA-1 with the files needed to verify it attached. */
export function decisionPdf(decision: DecisionPaper): Promise<Buffer> {
  return typeset(new URL('./decision.typ', import.meta.url), decision)
}

type ListedLines = { readonly numbered: boolean; readonly each: readonly string[] }

/**
 * Blank lines separate paragraphs. Lines that begin with `- `, or with `1. `, `2. ` and so on, form a list after the
 * paragraph's other lines. Why only in order: the letter must show the numbers that were signed.
 */
export function paragraphsOf(text: string): (string | ListedLines)[] {
  return text.split(/\n{2,}/).flatMap((paragraph) => {
    const lines = paragraph.split('\n')
    const numbers = lines.flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? [])
    const numbered = numbers.length > 0 && numbers.every((number, at) => number === String(at + 1))
    const mark = numbered ? /^\d+\. / : /^- /
    const each = lines.filter((line) => mark.test(line)).map((line) => line.replace(mark, ''))
    const spoken = lines.filter((line) => !mark.test(line)).join('\n')
    return [...(spoken === '' ? [] : [spoken]), ...(each.length === 0 ? [] : [{ numbered, each }])]
  })
}

type CopiedTable = {
  readonly heading: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export type RecordsCopy = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly facts: readonly (readonly [string, string])[]
  readonly people: readonly { readonly heading: string; readonly tables: readonly CopiedTable[] }[]
  readonly notHeld: { readonly heading: string; readonly each: readonly string[] }
  readonly notes: { readonly heading: string; readonly each: readonly string[] }
}

/** Tagged PDF/UA-1. */
export function recordsCopyPdf(copy: RecordsCopy): Promise<Buffer> {
  return typeset(new URL('./records-copy.typ', import.meta.url), copy)
}

export type CustodianCertificate = {
  readonly library: string
  readonly from: readonly string[]
  readonly reach: readonly string[]
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
  /** What was done in other systems; no rows where there are none. */
  readonly systems: CopiedTable
  readonly register: { readonly heading: string; readonly says: string; readonly proof: readonly string[] }
  readonly signs: string
  /** Name and title, below the line. */
  readonly custodian: string
  readonly receipt: {
    readonly title: string
    readonly says: string
    /** What else the recipient writes, above the signature. */
    readonly by: readonly string[]
  }
  readonly on: string
}

/** The certificate, then the receipt and the proof on their own pages: tagged PDF/UA-1. */
export function custodianCertificatePdf(certificate: CustodianCertificate): Promise<Buffer> {
  return typeset(new URL('./custodian-certificate.typ', import.meta.url), certificate)
}

export type SearchInventory = {
  readonly library: string
  readonly from: readonly string[]
  readonly reach: readonly string[]
  readonly language: string
  /** Empty for a real search. */
  readonly drill: string
  readonly title: string
  readonly says: string
  readonly facts: readonly (readonly [string, string])[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly none: string
  /** Items of a search that was later said to be a mistake. */
  readonly struck: { readonly title: string; readonly rows: readonly (readonly string[])[] }
  readonly receipt: {
    readonly title: string
    readonly says: string
    readonly signs: readonly string[]
    readonly library: string
  }
  /** On its own page. */
  readonly register: { readonly title: string; readonly says: string; readonly pin: readonly string[] }
  readonly footer: string
}

/** Tagged PDF/UA-1. */
export function searchInventoryPdf(inventory: SearchInventory): Promise<Buffer> {
  return typeset(new URL('./search-inventory.typ', import.meta.url), inventory)
}

/** A year's requests for the public, without numbers that may not be published. */
type RequestsPaper = {
  readonly library: string
  readonly language: string
  readonly title: string
  readonly intro: string
  readonly total: string
  readonly chart: {
    readonly title: string
    readonly says: string
    readonly years: readonly string[]
    /** `null`: not published. */
    readonly values: readonly (number | null)[]
  }
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** How fast legal papers were handled: a table, or a sentence where it is not published. `null`: not counted then. */
  readonly duties: {
    readonly title: string
    readonly says: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  } | null
  readonly why: { readonly title: string; readonly lines: readonly string[] }
  readonly nondisclosure: { readonly title: string; readonly says: string }
  readonly footer: string
}

/** Tagged PDF/UA-1. */
export function requestsPdf(paper: RequestsPaper): Promise<Buffer> {
  return typeset(new URL('./transparency-report.typ', import.meta.url), paper)
}
