/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Compartment } from '../../compartments/compartment.ts'
import type { Said } from '../../compartments/files-given.ts'
import type { Side } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { allAccounts } from '../../store/accounts.ts'
import { sentenceOf } from '../entry-sentence.ts'
import type { StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { Word } from './form.tsx'

/** So many of the last entries can be chosen one by one. */
const mostChoices = 200

/** Asks for the proof of a matter, or of one entry in it, under a passphrase that stands here once. */
export async function MatterProofForm({
  visit,
  it,
  said,
  entry = '',
}: {
  readonly visit: StaffVisit
  readonly it: Compartment
  readonly said: Said
  /** What was chosen, where the page comes again: whoever asked for one entry must not get all by a second press. */
  readonly entry?: string | undefined
}) {
  const sealed = sealedWords(visit)
  const told = formatsOf(visit)
  const { matter: say } = sealed
  const names = new Map((await allAccounts(visit.house.app)).map(({ id, name }) => [id, name]))
  const choices = it.log
    .map(({ id, entry }, nth) => {
      const { subjects, case: _, document: __, ...rest } = entry
      const listed = {
        as: 'told',
        index: BigInt(nth),
        reference: id,
        entry: { ...rest, patrons: subjects?.length ?? 0 },
      } as const
      const when = told.moment(new Date(entry.at), visit.pack.timeZone)
      return { nth, says: `${nth + 1}. ${when}: ${sentenceOf(visit, listed, names)}` }
    })
    .slice(-mostChoices)
  return (
    <form method="post" action="/sealed/matter/proof" class="usa-form carrel-form">
      <Word visit={visit} />
      <input type="hidden" name="reference" value={it.reference} />
      <label class="usa-label" for="entry">
        {say.proofOf}
      </label>
      <select class="usa-select" name="entry" id="entry">
        <option value="">{say.proofOfAll}</option>
        {choices.map(({ nth, says }) => (
          <option value={String(nth)} selected={String(nth) === entry}>
            {says}
          </option>
        ))}
      </select>
      <p class="carrel-small">{say.proofOfOne}</p>
      <Passphrase visit={visit} said={said} />
      <button type="submit" class="usa-button usa-button--outline">
        {say.proofGo}
      </button>
    </form>
  )
}

/** Asks for the proof that the free places of a side are empty. */
type EmptyProps = { readonly visit: StaffVisit; readonly unlocked: Unlocked; readonly side: Side }

export const EmptyProofForm = ({ visit, unlocked, side }: EmptyProps) => {
  const say = sealedWords(visit)
  return (
    <details>
      <summary>{say.showEmpty}</summary>
      <p>{say.showEmptySays}</p>
      <form method="post" action="/sealed/proof" class="usa-form carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="side" value={side} />
        <Passphrase visit={visit} said={unlocked.files.say(`proof ${side}`)} />
        <button type="submit" class="usa-button usa-button--outline">
          {say.matter.proofGo}
        </button>
      </form>
    </details>
  )
}

/** The passphrase of a file, and the mark that the form sends in its place. */
export const Passphrase = ({ visit, said }: { readonly visit: StaffVisit; readonly said: Said }) => (
  <p>
    <input type="hidden" name="said" value={said.mark} />
    {sealedWords(visit).matter.proofPassphrase} <strong class="carrel-secret">{said.passphrase}</strong>
  </p>
)
