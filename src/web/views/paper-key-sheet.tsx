/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { groupsOf, keyMark, type PaperKey } from '../../backup/paper-key.ts'
import type { Side } from '../../compartments/side.ts'
import type { Visit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'

type SheetProps = { readonly visit: Visit; readonly side: Side; readonly paper: PaperKey }

/** A key to be printed from this very page, which is kept nowhere. */
export const PaperKeySheet = ({ visit, side, paper }: SheetProps) => {
  const { paperKey: say, ofSide, toSealed } = sealedWords(visit)
  return (
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.says}</p>
      <p>
        <strong>{say.once}</strong>
      </p>
      <p>
        {visit.pack.library}. {ofSide[side]}. {say.mark(keyMark(paper.recipient))}.{' '}
        {formatsOf(visit).day(visit.house.clock.today())}.
      </p>
      <h2>{say.groups}</h2>
      <ol class="carrel-key-groups">
        {groupsOf(paper.identity).map((group) => (
          <li>
            <code>{group}</code>
          </li>
        ))}
      </ol>
      <p>{say.use}</p>
      <a class="usa-button carrel-go" href="/sealed" aria-label={`${say.printed}: ${toSealed}`}>
        {say.printed}
      </a>
    </>
  )
}
