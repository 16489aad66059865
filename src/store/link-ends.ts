import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { endTokens } from '../sealing/link.ts'
import { underAllKeys } from '../sealing/link-keys.ts'
import { linksByEnd } from './links.ts'
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
