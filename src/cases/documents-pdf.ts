import { typeset } from '../platform/pdf/typesetter.ts'

/** A file that lies in the PDF, for whoever checks it. */
export type AttachedFile = {
  readonly name: string
  readonly mime: string
  readonly says: string
  readonly base64: string
}

/** A signed decision, ready to print: every text in one language. */
export type DecisionPaper = {
  readonly library: string
  /** Lines under the library's name. */
  readonly from: readonly string[]
  /** Across from them: the phone number and the opening hours. */
  readonly reach: readonly string[]
  /** Whom it goes to. */
  readonly to: readonly string[]
  readonly language: string
  readonly title: string
  readonly on: string
  /** What was decided; a paragraph is a text, or things in a list. */
  readonly paragraphs: readonly (string | readonly string[])[]
  readonly signedBy: string
  /** Each with its label: the case, the signature, the marks of the keys. */
  readonly marks: readonly (readonly [string, string])[]
  readonly register: { readonly heading: string; readonly lines: readonly string[] }
  readonly check: {
    readonly heading: string
    /** Each with what is typed for it, where something is. */
    readonly steps: readonly { readonly says: string; readonly typed?: string }[]
  }
  readonly files: readonly AttachedFile[]
  readonly footer: string
}

/** The Director's written decision: tagged PDF/UA-1, with what it takes to check it as files in it. */
export function decisionPdf(decision: DecisionPaper): Promise<Buffer> {
  return typeset(new URL('./decision.typ', import.meta.url), decision)
}

/**
 * The paragraphs of a text: blank lines part them. Lines that begin with `- ` are a list, with what stands before them in a
 * paragraph of its own.
 */
export function paragraphsOf(text: string): (string | string[])[] {
  return text.split(/\n{2,}/).flatMap((paragraph) => {
    const lines = paragraph.split('\n')
    const listed = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2))
    const spoken = lines.filter((line) => !line.startsWith('- ')).join('\n')
    return [...(spoken === '' ? [] : [spoken]), ...(listed.length === 0 ? [] : [listed])]
  })
}

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

/** What was taken under a warrant, to sign: every text in one language. */
export type SearchInventory = {
  readonly library: string
  readonly language: string
  /** Of a drill; empty where it is real. */
  readonly drill: string
  readonly title: string
  readonly says: string
  /** Each with its label. */
  readonly facts: readonly (readonly [string, string])[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly none: string
  /** What was noted in a search that was said to be a mistake later. */
  readonly struck: { readonly title: string; readonly rows: readonly (readonly string[])[] }
  readonly receipt: {
    readonly title: string
    readonly says: string
    readonly signs: readonly string[]
    readonly library: string
  }
  readonly register: { readonly title: string; readonly pin: readonly string[] }
  readonly footer: string
}

/** The list and the receipt: tagged PDF/UA-1. */
export function searchInventoryPdf(inventory: SearchInventory): Promise<Buffer> {
  return typeset(new URL('./search-inventory.typ', import.meta.url), inventory)
}

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
  return typeset(new URL('./transparency-report.typ', import.meta.url), paper)
}
