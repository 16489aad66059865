/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Case } from '../../casework/case.ts'
import { clocksOf } from '../../casework/clocks.ts'
import type { CaseEvent } from '../../casework/event.ts'
import { owedIn } from '../../casework/owed.ts'
import { clockRules, dayOfInstant } from '../../disclosure/case-standing.ts'
import { caseDay, stepSaid } from '../cases/case-told.ts'
import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { type FieldError, TextArea, Word } from './form.tsx'

type AskedProps = {
  readonly visit: StaffVisit
  readonly reference: string
  readonly known: Case
  readonly events: readonly CaseEvent[]
  readonly errors: readonly FieldError[]
}

/** What a sealed matter still asks, for somebody who is needed to comply and sees no cases; and where they say what they did. */
export const SealedAsked = ({ visit, reference, known, events, errors }: AskedProps) => {
  const sealed = sealedWords(visit)
  const told = formatsOf(visit)
  const { matter: say } = sealed
  const { rules } = visit.house.gate.cases
  const dayOf = dayOfInstant(visit.pack.timeZone)
  const clocks = rules === undefined ? [] : clocksOf(known, clockRules(rules), dayOf)
  const owed = owedIn(known)
  const theirs = events.flatMap((event) =>
    event.what === 'noted' && event.stamp.by === visit.who.id ? [event] : [],
  )
  return (
    <>
      <h2>{say.open}</h2>
      {owed.length === 0 && <p>{sealed.nobodyOwes}</p>}
      <ul class="usa-list">
        {owed.map(({ step, by }) => (
          <li>{stepSaid(visit, step, { kind: known.kind, by })}</li>
        ))}
        {clocks.map(({ on }) => (
          <li>{capital(sealed.due(caseDay(visit, on)))}</li>
        ))}
      </ul>
      <h2>{say.did}</h2>
      {theirs.map(({ words, stamp }) => (
        <p class="carrel-written">
          {told.moment(new Date(stamp.at), visit.pack.timeZone)}: {words}
        </p>
      ))}
      <form method="post" action="/sealed/matter/note" class="usa-form carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="reference" value={reference} />
        <TextArea name="words" label={say.note} rows={4} errors={errors} />
        <button type="submit" class="usa-button">
          {say.noteGo}
        </button>
      </form>
    </>
  )
}
