/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { caseOf } from '../../casework/apply.ts'
import type { Compartment } from '../../compartments/compartment.ts'
import type { KeptCase } from '../../disclosure/compartment-shelf.ts'
import { newPassphrase } from '../../production/encrypt.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { Word } from './form.tsx'

/** Where a matter goes from here: to the president's side, or, once it is closed, to the City's safe. */
export const SealedEnds = ({ visit, it }: { readonly visit: StaffVisit; readonly it: Compartment }) => {
  const { ends: say } = visit.words.sealed
  const { sealedPeople } = visit.house.gate
  const actor = actorOf(visit)
  const { reference, side } = it
  const passphrase = newPassphrase()
  const mayArchive = sealedPeople.answersFor(actor, side) && caseOf((it.file as KeptCase).events).closed
  return (
    <>
      {side === 'director' && sealedPeople.answersFor(actor, 'president') && (
        <form method="post" action="/sealed/move">
          <Word visit={visit} />
          <button
            type="submit"
            name="reference"
            value={reference}
            class="usa-button usa-button--outline"
            aria-label={say.moveOf(reference)}
          >
            {say.move}
          </button>
        </form>
      )}
      {mayArchive && (
        <>
          <p>{say.archiveSays}</p>
          <form method="post" action="/sealed/archive/file">
            <Word visit={visit} />
            <input type="hidden" name="secret" value={passphrase} />
            <p>
              {say.passphrase} <strong>{passphrase}</strong>
            </p>
            <button
              type="submit"
              name="reference"
              value={reference}
              class="usa-button usa-button--outline"
              aria-label={say.fileOf(reference)}
            >
              {say.file}
            </button>
          </form>
          <form method="post" action="/sealed/archive">
            <Word visit={visit} />
            <button
              type="submit"
              name="reference"
              value={reference}
              class="usa-button usa-button--secondary"
              aria-label={say.archiveOf(reference)}
            >
              {say.archive}
            </button>
          </form>
        </>
      )}
    </>
  )
}
