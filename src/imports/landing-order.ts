import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { KohaRecord, KohaRow, KohaTable } from './koha-table.ts'
import { kohaId } from './koha-values.ts'
import { PlaceList } from './place-list.ts'
import { TokenTable } from './token-table.ts'

/** The purpose of the tokens of Koha's borrower numbers. */
export const borrowerPurpose = 'koha.borrowers'

/** What of a row says which one it is, whose it is, and what no other row may have. */
export type RowIdentity = {
  /** The column of Koha's id, and the purpose of the token made of it. */
  readonly id: { readonly column: string; readonly purpose: string }
  /** The column that names the patron, where it is another. */
  readonly patron?: string
  /** What only one row of an export may have (a card, an item), as text. */
  readonly claim?: (row: KohaRow) => string | undefined
}

/** A row waits for those above it that share its id or its claim; in the last round they come as in the file. */
const mostRounds = 8

/**
 * The records of a file in an order that says nothing of the order of the file: that of the keyed tokens of their
 * patrons. Of rows that share an id or a claim the first of the file comes first, for it is the one that counts.
 * Records with a fault, which never land, come before all.
 *
 * Why not as they stand: an export is in the order in which people registered, and so is many a list of them that
 * somebody else has. Rows that landed in that order could be matched to it, name by name, without a key.
 *
 * Why by token and not by chance: a patron's rows come at the same place of every file, so the server finds the
 * patron in a page that it has just read. Whoever has no key cannot tell the two apart.
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
  const rounds = Array.from({ length: mostRounds }, () => new PlaceList())
  let faulty: KohaRecord[] = []
  for await (const records of table.records) {
    for (const record of records) {
      if (record.fault === undefined) {
        const { round, order } = turnOf(ring, record.row, identity, begun)
        rounds[round - 1]?.add(record, round < mostRounds ? order : 0)
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

/** `order`: 52 bits, the first 20 of the patron's token and then 32 of the row's own. */
function turnOf(
  ring: KeyRing,
  row: KohaRow,
  { id, patron = id.column, claim }: RowIdentity,
  begun: TokenTable,
): { readonly round: number; readonly order: number } {
  const numberIn = (column: string) => kohaId(row.text(column)) ?? row.text(column)
  const own = token(ring, id.purpose, numberIn(id.column))
  const whose = patron === id.column ? own : token(ring, borrowerPurpose, numberIn(patron))
  const claimed = claim?.(row)
  const shared = claimed === undefined ? [own] : [own, token(ring, `${id.purpose} claim`, claimed)]
  const round = Math.min(mostRounds, 1 + Math.max(...shared.map((key) => begun.get(key))))
  for (const key of shared) begun.set(key, round)
  return { round, order: (whose.readUInt32BE(0) >>> 12) * 2 ** 32 + own.readUInt32BE(4) }
}
