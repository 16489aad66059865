import { randomFillSync } from 'node:crypto'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { KohaRecord, KohaRow, KohaTable } from './koha-table.ts'
import { kohaId } from './koha-values.ts'
import { PlaceList } from './place-list.ts'
import { TokenTable } from './token-table.ts'

/** The purpose of the tokens of Koha's borrower numbers. */
export const borrowerPurpose = 'koha.borrowers'

/** What of a row says which one it is, and what no other row may have. */
export type RowIdentity = {
  /** The column of Koha's id, and the purpose of the token made of it. */
  readonly id: { readonly column: string; readonly purpose: string }
  /** What only one row of an export may have (a card, an item), as text. */
  readonly claim?: (row: KohaRow) => string | undefined
}

/** A row waits for those above it that share its id or its claim; in the last round they come as in the file. */
const mostRounds = 8

/**
 * The records of a file in an order of chance. Of rows that share an id or a claim the first of the file comes first,
 * for it is the one that counts. Records with a fault, which never land, come before all.
 *
 * Why not as they stand: an export is in the order in which people registered, and so is many a list of them that
 * somebody else has. Rows that landed in that order could be matched to it, name by name, without a key. Why not by
 * the patron's token: loans in the order of their patrons would say whose each is.
 *
 * The file is read twice; 24 bytes a row are held meanwhile.
 */
export async function* inLandingOrder(
  ring: KeyRing,
  table: KohaTable,
  identity: RowIdentity,
  batchRows: number,
): AsyncGenerator<readonly KohaRecord[]> {
  let begun = new TokenTable()
  const chance = new Chance()
  const rounds = Array.from({ length: mostRounds }, () => new PlaceList())
  let faulty: KohaRecord[] = []
  for await (const records of table.records) {
    for (const record of records) {
      if (record.fault === undefined) {
        const round = roundOf(ring, record.row, identity, begun)
        rounds[round - 1]?.add(record, round < mostRounds ? chance.next() : 0)
      } else if (faulty.push(record) === batchRows) {
        yield faulty
        faulty = []
      }
    }
  }
  if (faulty.length > 0) yield faulty
  // Why: its memory, of both tokens of every row, is needed no longer.
  begun = new TokenTable()
  for (const round of rounds) for (const places of round.inOrder(batchRows)) yield table.again(places)
}

function roundOf(ring: KeyRing, row: KohaRow, { id, claim }: RowIdentity, begun: TokenTable): number {
  const text = row.text(id.column)
  const own = token(ring, id.purpose, kohaId(text) ?? text)
  const claimed = claim?.(row)
  const shared = claimed === undefined ? [own] : [own, token(ring, `${id.purpose} claim`, claimed)]
  const round = Math.min(mostRounds, 1 + Math.max(...shared.map((key) => begun.get(key))))
  for (const key of shared) begun.set(key, round)
  return round
}

/** Whole numbers below 2^52 that nobody can guess. */
class Chance {
  readonly #some = new Uint32Array(2048)
  #used = this.#some.length

  next(): number {
    if (this.#used === this.#some.length) {
      randomFillSync(this.#some)
      this.#used = 0
    }
    const [high = 0, low = 0] = this.#some.subarray(this.#used, this.#used + 2)
    this.#used += 2
    return (high >>> 12) * 2 ** 32 + low
  }
}
