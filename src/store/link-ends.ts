import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { endTokens } from '../sealing/link.ts'
import { underAllKeys } from '../sealing/link-keys.ts'
import { type CardRow, isOurCard } from './cards.ts'
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
  ring: KeyRing,
  { patronId, itemId }: { readonly patronId: string; readonly itemId: string },
) {
  const rows = await runKept<Ends>(trx, loanEnds, [patronId, itemId])
  const [ends] = rows
  if (ends === undefined) return undefined
  const { born, gone: isGone, title: titleId } = ends
  const cards = rows.flatMap(({ id, ...card }) => (id === null ? [] : [{ ...card, id }]))
  const ours = cards.filter((card) => isOurCard(ring, { ...card, patron_id: patronId }))
  // Why not where there is no card at all: somebody without one may borrow, and who had some that were tampered with may not.
  const allCardsLost = cards.length > 0 && ours.every(({ state }) => state === 'lost')
  return { patron: { id: patronId, born, allCardsLost }, titleId, isGone }
}

/** The two ends with one of the patron's cards; without, where they have none. */
type Ends = Omit<CardRow, 'id' | 'patron_id'> & {
  readonly id: string | null
  readonly born: Buffer | null
  readonly title: string
  readonly gone: boolean
}
const loanEnds = `/* kept: loan-ends */ select born, item.title_id as title,
  item.state in ('lost', 'withdrawn') as gone,
  card.id, card.barcode_index, card.state, card.kept, card.mark
  from patron cross join item left join card on card.patron_id = patron.id
  where patron.id = $1 and item.id = $2`
