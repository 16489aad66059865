import type { Child } from 'hono/jsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffServices } from '../staff/index.ts'
import type { IntegrityCheck } from './integrity-check.ts'
import type { DayOfLog } from './log-store.ts'

export type RegisterServices = StaffServices & {
  readonly registerCheck: IntegrityCheck
  /** When this program last sequenced; at first, when it started. */
  readonly tickedAt: () => Date
  /** Of an entry, from what someone typed: whole, or as it is read aloud. */
  readonly wholeReference: (typed: string) => Promise<string | undefined>
  /** The public export as a ZIP file and its last day, `YYYY-MM-DD`; undefined where no day is over yet. */
  readonly publicExport: () => Promise<
    { readonly day: string; readonly zip: () => ReadableStream<Uint8Array> } | undefined
  >
  /** What each of the last `most` days up to `until` (`YYYY-MM-DD`) added to a log. */
  readonly daysOfLog: (asked: {
    readonly log: number
    readonly until: string
    readonly most: number
  }) => Promise<readonly DayOfLog[]>
  /** Which version of the policy was in force at an instant, and which one an entry is about, with links to them. */
  readonly policyThen: (of: {
    readonly context: StaffContext
    readonly at: Date
    readonly about: string | undefined
  }) => Promise<Child>
}

export type RegisterContext = StaffContext<RegisterServices>
