import { createHash } from 'node:crypto'
import type { Decision } from './case.ts'

/** A written decision before it is signed: what is decided, and in which words. */
export type Draft = {
  readonly decision: Decision
  readonly text: string
  /** In which it is written, as two letters (ISO 639-1). */
  readonly language: string
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
  const { library, case: reference, decision, language, by, role, on, text } = document
  const head = [
    firstLine,
    `library: ${library.replace(/\s+/g, ' ')}`,
    ...[`case: ${reference}`, `decision: ${decision}`, `language: ${language}`, `on: ${on}`],
    `by: ${role} ${by}`,
  ]
  return Buffer.from(`${head.join('\n')}\n\n${settledText(text)}\n`, 'utf8')
}

/** SHA-256 of a decision's one form, in hex. */
export function decisionHash(document: DecisionDocument): string {
  return createHash('sha256').update(decisionBytes(document)).digest('hex')
}
