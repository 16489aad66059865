/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Situation } from '../../training/situation.ts'
import { situationTold } from '../situation-told.ts'
import type { StaffVisit } from '../visit.ts'

/** Which words its question and its answers have: of what one says, or of what one looks at. */
export const kindOf = ({ ask }: Situation) => (ask.recipient.kind === 'staff' ? 'screen' : 'told')

/** What happens, in plain words. */
export const Scene = ({ visit, question }: { readonly visit: StaffVisit; readonly question: Situation }) => {
  const { opening, known, wants, records } = situationTold(question.ask, visit)
  return (
    <div class="carrel-scene">
      <p class="carrel-scene__opening">{opening}</p>
      {known.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>{wants}</p>
      <ul class="usa-list">
        {records.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
    </div>
  )
}
