import type { Outcome, RecordKind } from './vocabulary.ts'

/** What the library says to an ask. Its shape is the program's public interface. */
export type Answer = {
  readonly outcome: Outcome
  /** In the order of the ask; records handed over under compulsion are among them. */
  readonly may: readonly RecordKind[]
  readonly withheld: readonly RecordKind[]
  /** The clauses that determined it, sorted; never empty. */
  readonly clauses: readonly string[]
  readonly flags: readonly string[]
  /** The matter goes into a sealed compartment. */
  readonly sealed: boolean
  /** The words for the person at the counter; never empty. */
  readonly say: string
  /** The steps that staff take now. */
  readonly next: readonly string[]
  /** One for each asked record, in the order of the ask. */
  readonly why: readonly Why[]
}

export type Why = { readonly record: RecordKind; readonly clause: string; readonly reason: string }
