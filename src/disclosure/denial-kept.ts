import type { Transaction } from 'kysely'
import type { Case } from '../casework/case.ts'
import type { CaseEvent } from '../casework/event.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import { addDenial } from '../store/denials.ts'
import type { Schema } from '../store/schema.ts'

/**
 * Puts a letter that denied a public-records request into the file that anybody may read.
 *
 * INVARIANT: of the case nothing goes there but the day on which it was sent and the office that decided; all else is the
 * pack's. A drill is no letter, and of paper that nobody may be told of nothing goes there.
 */
export async function keepDenial(
  trx: Transaction<Schema>,
  event: CaseEvent,
  { kind, drill, aboutDirector, gagged }: Case,
  { rules, dayOf }: { readonly rules: CaseRules | undefined; readonly dayOf: (instant: string) => string },
): Promise<void> {
  if (event.what !== 'refusal-sent' || kind !== 'records-request' || drill || rules === undefined) return
  if (gagged) return
  const { subsection, review } = rules.denial
  const decidedBy = aboutDirector ? 'president' : 'director'
  await addDenial(trx, { sentOn: dayOf(event.stamp.at), decidedBy, subsection, review })
}
