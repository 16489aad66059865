import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** A piece of a paper as it is kept: sealed, under the id of its own row. */
export type PieceRow = { readonly id: string; readonly piece: Buffer }

/** Keeps the pieces of a paper, in their order. */
export async function addPieces(
  trx: Trx,
  of: { readonly caseId: string; readonly paperId: string },
  pieces: readonly PieceRow[],
): Promise<void> {
  const rows = pieces.map((piece, at) => ({
    ...piece,
    case_id: of.caseId,
    paper_id: of.paperId,
    nth: at + 1,
  }))
  await trx.insertInto('case_paper').values(rows).execute()
}

/** Whether a case has such a paper. */
export async function hasPieces(trx: Trx, caseId: string, paperId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('case_paper')
    .select('id')
    .where('case_id', '=', caseId)
    .where('paper_id', '=', paperId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The pieces of a paper in their order; none where the case has no such paper. */
export async function piecesOf(trx: Trx, caseId: string, paperId: string): Promise<PieceRow[]> {
  return trx
    .selectFrom('case_paper')
    .select(['id', 'piece'])
    .where('case_id', '=', caseId)
    .where('paper_id', '=', paperId)
    .orderBy('nth')
    .execute()
}
