import type { NoticeCode, Rejection, Skip } from './reasons.ts'

export type Landing = 'added' | 'updated' | 'unchanged'

/** What became of one file. `rows` is the sum of the five after it; `ended` counts rows of the vault, not the file. */
export type FileReport = {
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly rejected: number
  readonly ended: number
  /** Rows of the vault that this export no longer has, and that stay all the same. */
  readonly absent: number
  readonly skippedReasons: Readonly<Partial<Record<Skip, number>>>
  readonly rejectedReasons: Readonly<Partial<Record<Rejection, number>>>
  readonly noticed: Readonly<Partial<Record<NoticeCode, number>>>
  readonly missingColumns: readonly string[]
  /** Rows of the vault that would have ended, and did not: so many at once that the export looks cut short. */
  readonly held: number
  /** Of the absent, patrons who still have something out, on hold or owed here. */
  readonly absentWithLinks: number
  /** True when a row's id could not be read, so that nothing was ended on the word of this file. */
  readonly endingHeld: boolean
}

/** Counts what becomes of the rows of one file. */
export class Tally {
  readonly #missingColumns: readonly string[]
  readonly #counts = { added: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 }
  readonly #skipped: Partial<Record<Skip, number>> = {}
  readonly #rejected: Partial<Record<Rejection, number>> = {}
  readonly #noticed: Partial<Record<NoticeCode, number>> = {}
  /** Rows read, counted apart from what became of them. */
  rows = 0
  ended = 0
  absent = 0
  absentWithLinks = 0
  held = 0
  endingHeld = false

  constructor(missingColumns: readonly string[] = []) {
    this.#missingColumns = missingColumns
  }

  landed(as: Landing): void {
    this.#counts[as]++
  }

  skipped(reason: Skip): void {
    this.#counts.skipped++
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1
  }

  rejected(reason: Rejection): void {
    this.#counts.rejected++
    this.#rejected[reason] = (this.#rejected[reason] ?? 0) + 1
  }

  noticed(code: NoticeCode): void {
    this.#noticed[code] = (this.#noticed[code] ?? 0) + 1
  }

  /** Throws where a row was lost: what became of the rows must add up to the rows that were read. */
  report(): FileReport {
    const sum = Object.values(this.#counts).reduce((total, count) => total + count, 0)
    if (sum !== this.rows) throw new Error(`of ${this.rows} rows that were read, ${sum} are accounted for`)
    return {
      rows: this.rows,
      ...this.#counts,
      ended: this.ended,
      absent: this.absent,
      held: this.held,
      absentWithLinks: this.absentWithLinks,
      skippedReasons: this.#skipped,
      rejectedReasons: this.#rejected,
      noticed: this.#noticed,
      missingColumns: this.#missingColumns,
      endingHeld: this.endingHeld,
    }
  }
}
