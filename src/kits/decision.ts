import { typeset } from './typeset.ts'

/** A file that lies in the PDF, for whoever checks it. */
export type Attached = {
  readonly name: string
  readonly mime: string
  readonly says: string
  readonly base64: string
}

/** A signed decision, ready to print: every text in one language. */
export type SignedDecision = {
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
  readonly files: readonly Attached[]
  readonly footer: string
}

/** The Director's written decision: tagged PDF/UA-1, with what it takes to check it as files in it. */
export function decisionPdf(decision: SignedDecision): Promise<Buffer> {
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
