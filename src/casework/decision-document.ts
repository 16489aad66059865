import { createHash } from 'node:crypto'
import type { Decision } from './case.ts'
import { type Grounds, groundsText } from './grounds.ts'

/** What somebody decides, and in which words. */
export type Wording = {
  readonly decision: Decision
  readonly text: string
  /** In which it is written, as two letters (ISO 639-1). */
  readonly language: string
}

/**
 * A written decision before it is signed: with what it rests on, as the case was when it was kept.
 * `salt`: of chance, in hex. Why: the mark of what it rests on goes out with the signed text, and whoever has that and a copy
 * of the data could else find by trying whose records it is about.
 */
export type Draft = Wording & { readonly grounds: Grounds; readonly salt: string }

/** What is held back, why, by which part of the law, and what whoever asked can do. */
export type DenialWords = {
  readonly contents: string
  readonly reason: string
  readonly citation: string
  readonly review: string
}

/** A written decision as it is signed (Reg 7). */
export type DecisionDocument = Draft & {
  readonly library: string
  /** The case's reference. */
  readonly case: string
  /** The account that decides, and as what. */
  readonly by: string
  readonly role: 'director' | 'president'
  /** The library's day, `YYYY-MM-DD`. */
  readonly on: string
  /** Of a denial of a public-records request: what it must say by law, each as it stands in the text. */
  readonly denial?: DenialWords | undefined
  /** SHA-256 of the public key that signs it, in hex; absent of what was signed before the text named it. */
  readonly key?: string | undefined
  /** Of a simulated visit: what is signed says so itself. */
  readonly drill?: true | undefined
}

/** The longest text of a decision, in characters: some four pages. */
export const longestDecision = 12_000

const firstLine = 'carrel decision 1'

/** A text as it is kept and signed: NFC, line feeds alone, no blanks at the end of a line, none around it. */
export function settledText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/**
 * The one form of a decision: these lines in this order, a blank line, the text, a line feed; UTF-8. What is signed, and
 * what the register has the SHA-256 of. INVARIANT: no field but the text has a line feed in it.
 */
export function decisionBytes(document: DecisionDocument): Buffer {
  const { library, case: reference, decision, language, by, role, on, key, drill, text } = document
  const head = [
    firstLine,
    ...(drill ? ['drill: nothing of it is real'] : []),
    `library: ${library.replace(/\s+/g, ' ')}`,
    ...[`case: ${reference}`, `decision: ${decision}`, `language: ${language}`, `on: ${on}`],
    ...[`by: ${role} ${by}`, `grounds: ${groundsMark(document)}`],
    ...(key === undefined ? [] : [`key: ${key}`]),
  ]
  return Buffer.from(`${head.join('\n')}\n\n${settledText(text)}\n`, 'utf8')
}

/** SHA-256 of a decision's one form, in hex. */
export function decisionHash(document: DecisionDocument): string {
  return createHash('sha256').update(decisionBytes(document)).digest('hex')
}

/** What the signed text has of what it rests on: SHA-256 over the salt and the one form of it, in hex. */
function groundsMark({ grounds, salt }: Draft): string {
  return createHash('sha256')
    .update(`${salt}\n${groundsText(grounds)}`)
    .digest('hex')
}

/** What somebody read before they sign it: SHA-256 over its words and what they rest on, in hex. */
export function draftMark(draft: Draft): string {
  const { decision, language, text } = draft
  const read = JSON.stringify([decision, language, settledText(text), groundsMark(draft)])
  return createHash('sha256').update(read, 'utf8').digest('hex')
}
