import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { endTokens } from '../sealing/link.ts'
import { underAllKeys } from '../sealing/link-keys.ts'
import { linksByEnd } from './links.ts'
import { runKept } from './prepared.ts'
import type { Schema } from './schema.ts'

/** How many of these patrons have something out, on hold or owed. */
export async function countWithLinks(
  trx: Transaction<Schema>,
  ring: KeyRing,
  patrons: readonly string[],
): Promise<number> {
  return underAllKeys(ring, async (keys) => {
    const found = new Set<string>()
    for (const table of ['loan', 'hold', 'charge'] as const) {
      const ofToken = new Map(
        patrons.flatMap((id) =>
          endTokens(keys, table, 'patron', id).map((token) => [token.toString('latin1'), id] as const),
        ),
      )
      const tokens = [...ofToken.keys()].map((token) => Buffer.from(token, 'latin1'))
      for (const { patron_index } of await linksByEnd(trx, table, 'patron', tokens)) {
        const id = ofToken.get(patron_index.toString('latin1'))
        if (id !== undefined) found.add(id)
      }
    }
    return found.size
  })
}

/**
 * What a loan needs to know of its two ends; undefined where one of them is not there. `isGone`: the item was given up for
 * lost, or taken out of the collection.
 */
export async function endsOf(
  trx: Transaction<Schema>,
  { patronId, itemId }: { readonly patronId: string; readonly itemId: string },
) {
  type Ends = {
    readonly born: Buffer | null
    readonly lost: boolean | null
    readonly title: string
    readonly gone: boolean
  }
  const [ends] = await runKept<Ends>(trx, loanEnds, [patronId, itemId])
  if (ends === undefined) return undefined
  const { born, lost, gone: isGone, title: titleId } = ends
  return { patron: { id: patronId, born, allCardsLost: lost === true }, titleId, isGone }
}
const loanEnds = `/* kept: loan-ends */ select born, item.title_id as title,
  item.state in ('lost', 'withdrawn') as gone,
  (select bool_and(state = 'lost') from card where patron_id = patron.id) as lost
  from patron cross join item where patron.id = $1 and item.id = $2`
