import type { Kysely } from 'kysely'
import { type Actor, logIdentity } from '../gate/index.ts'
import { caseStepEntries, type StepEntry } from '../gate/log-readers.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inContext } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { casesOpenedIn } from './cases-store.ts'
import type { CaseEvent } from './event.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'
import { received } from './steps/received.ts'
import { kindOf, type RequestKind, requestKinds } from './transparency-report.ts'

/** What past cases answer later: each with the entries of the log that prove it. */

type Parts = { readonly app: Kysely<Schema>; readonly ring: KeyRing }

/** The entry of each event: the nth of its step. Undefined where it was destroyed by age, or is not signed yet. */
export function entryOfEvents(
  events: readonly CaseEvent[],
  entries: readonly StepEntry[],
): ReadonlyMap<CaseEvent, StepEntry | undefined> {
  const left = new Map<string, StepEntry[]>()
  for (const entry of entries) left.set(entry.step, [...(left.get(entry.step) ?? []), entry])
  return new Map(
    events.map((event) => {
      const { registerName }: AnyStep = stepsByName[event.what]
      const own = left.get(registerName ?? event.what)
      // Why by time: entries of months that were destroyed are missing at the beginning.
      const at = own?.findIndex((entry) => entry.at >= event.stamp.notedAt) ?? -1
      return [event, at < 0 ? undefined : own?.splice(at, 1)[0]]
    }),
  )
}

type OrdersOfYear = readonly {
  readonly kind: RequestKind
  /** With the entry that says it was received, where that can still be read. */
  readonly cases: readonly { readonly reference: string; readonly entry: string | undefined }[]
}[]

/**
 * The cases that were opened in a year (`YYYY`), by kind. Without drills, those about the Director, and those under a
 * nondisclosure order: an answer reads the same whether or not there are any.
 */
export async function ordersOfYear(parts: Parts, by: Actor, year: string): Promise<OrdersOfYear> {
  const { actor, place = 'here' } = logIdentity(by)
  const rows = await inContext(parts.app, { actor, place }, (trx) => casesOpenedIn(trx, year))
  // A day of the library's may be in another year in UTC.
  const span = { from: `${Number(year) - 1}-12`, until: `${Number(year) + 1}-01` }
  const entries = await caseStepEntries(parts, new Set(rows.map(({ reference }) => reference)), span)
  const entryOf = (reference: string) =>
    entries.get(reference)?.find(({ step }) => step === received.name)?.reference
  return requestKinds.flatMap((kind) => {
    const cases = rows.filter((row) => kindOf(row) === kind)
    return cases.length === 0
      ? []
      : [{ kind, cases: cases.map(({ reference }) => ({ reference, entry: entryOf(reference) })) }]
  })
}
