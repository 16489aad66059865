/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CopyShown } from '../../disclosure/case-copies.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { fullName } from './record.tsx'
import { Table } from './table.tsx'

type WhoTheyAreProps = {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
  readonly shown: CopyShown | undefined
}

/**
 * Whom the case names, by name and card, beside the words of the paper: a number alone says of nobody that they are the
 * right one. Only on the screen; what leaves has it where the paper asks for it.
 */
export const WhoTheyAre = async ({ visit, seen, shown }: WhoTheyAreProps) => {
  const caseCopies = caseCopiesWords(visit)
  const { who, field } = caseCopies
  const named = await visit.house.gate.caseSubjects.named(actorOf(visit), seen.reference, shown?.copy.id)
  if (named.length === 0) return null
  const quoted = seen.case.findings.get('particular-suspect')?.words
  return (
    <section>
      <h2>{who.heading}</h2>
      <p>{who.says}</p>
      <dl class="carrel-facts">
        {[
          [who.wants, seen.case.wants],
          [who.quoted, quoted],
        ].map(
          ([name, words]) =>
            words && (
              <div class="carrel-fact">
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
      <Table
        head={[who.number, who.name, field.card]}
        rows={named.map(({ name, cards }, at) => [
          caseCopies.person(at + 1),
          name === undefined ? who.gone : fullName(name),
          cards.join(', '),
        ])}
      />
    </section>
  )
}
