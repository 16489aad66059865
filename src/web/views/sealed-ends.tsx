/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { caseOf } from '../../casework/apply.ts'
import type { Compartment } from '../../compartments/compartment.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import type { KeptCase } from '../../disclosure/compartment-shelf.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { showsCopies } from './case-frame.tsx'
import { seesSealed } from './layout.tsx'
import { Press } from './press.tsx'
import { Passphrase } from './sealed-proof-form.tsx'

/** A matter whole has the copies of records that are in it: it is given out where these show, and where sealed matters open. */
export const archivesHere = (visit: StaffVisit): boolean => seesSealed(visit) && showsCopies(visit)

/** Where a matter goes from here: to the president's side, or, once it is closed, to the City's safe. */
type EndsProps = { readonly visit: StaffVisit; readonly unlocked: Unlocked; readonly it: Compartment }

export const SealedEnds = ({ visit, unlocked, it }: EndsProps) => {
  const { ends: say } = sealedWords(visit)
  const { sealedPeople } = visit.house.gate
  const actor = actorOf(visit)
  const { reference, side } = it
  const { closed } = caseOf((it.file as KeptCase).events)
  const mayMove = side === 'director' && !closed && sealedPeople.answersFor(actor, 'president')
  const mayArchive = closed && sealedPeople.answersFor(actor, side)
  if (!mayMove && !mayArchive) return null
  return (
    <div class="carrel-ends">
      {mayMove && (
        <Press
          visit={visit}
          action="/sealed/move"
          name="reference"
          value={reference}
          says={say.move}
          called={say.moveOf(reference)}
        />
      )}
      {mayArchive && !archivesHere(visit) && <p>{say.archiveInside}</p>}
      {mayArchive && archivesHere(visit) && (
        <>
          <p>{say.archiveSays}</p>
          <ol class="usa-list">
            <li>
              <p>{say.archiveFirst}</p>
              <Press
                visit={visit}
                action="/sealed/archive/file"
                name="reference"
                value={reference}
                says={say.file}
                called={say.fileOf(reference)}
              >
                <Passphrase visit={visit} said={unlocked.files.say(`archive ${reference}`)} />
              </Press>
            </li>
            <li>
              <p>{say.archiveThen}</p>
              <Press
                visit={visit}
                action="/sealed/archive"
                name="reference"
                value={reference}
                says={say.archive}
                called={say.archiveOf(reference)}
                look="secondary"
              />
            </li>
          </ol>
        </>
      )}
    </div>
  )
}
