import { type NotNull, sql, type Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, marked, markOf } from '../sealing/row-mark.ts'
import { cardColumns, cardOfToken, isOurCard } from './cards.ts'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** One row of the file of guardians: who guarantees is a patron, or on file for this alone. */
export type GuardianRow = {
  readonly id: string
  readonly guarantee_id: string
  readonly guarantor_id: string | null
  readonly guardian_id: string | null
  readonly liable: boolean
  readonly ended: boolean
  readonly kept: boolean
  readonly mark: Buffer | null
}

export const guardianColumns = [
  ...(['id', 'guarantee_id', 'guarantor_id', 'guardian_id', 'liable', 'ended', 'kept', 'mark'] as const),
] as const

/** Whether this program wrote a row as it is now. INVARIANT: a guardian that it did not write counts for nothing. */
export const isOurGuardian = (ring: KeyRing, row: GuardianRow): boolean => isMarked(ring, 'guarantor', row)

/**
 * The file of one patron, who is locked until the transaction ends, so that of two acts the second sees what the first
 * did; undefined where there is no such patron.
 */
export async function lockedFileOf(
  trx: Trx,
  ring: KeyRing,
  patronId: string,
): Promise<GuardianRow[] | undefined> {
  const patron = trx.selectFrom('patron').select('id').where('id', '=', patronId).forUpdate()
  if ((await patron.executeTakeFirst()) === undefined) return undefined
  return fileOf(trx, ring, patronId)
}

async function fileOf(trx: Trx, ring: KeyRing, patronId: string): Promise<GuardianRow[]> {
  const file = trx.selectFrom('guarantor').select(guardianColumns).where('guarantee_id', '=', patronId)
  return (await file.execute()).filter((row) => isOurGuardian(ring, row))
}

/** The rows of those who signed for a patron, in no order: ids of chance, which name nobody. */
export async function signersOf(trx: Trx, ring: KeyRing, patronId: string): Promise<string[]> {
  const file = await fileOf(trx, ring, patronId)
  return file.filter(({ liable, ended }) => liable && !ended).map(({ id }) => id)
}

/** Puts somebody on file who has no card. @returns false where that id is on file already */
export async function insertGuardian(
  trx: Trx,
  guardian: { readonly id: string; readonly name: Buffer; readonly contact: Buffer },
): Promise<boolean> {
  const added = await trx
    .insertInto('guardian')
    .values(guardian)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function setGuardianContact(trx: Trx, id: string, contact: Buffer): Promise<void> {
  await trx.updateTable('guardian').set({ contact }).where('id', '=', id).execute()
}

/** Adds a row, which an import leaves as it is, in place of one of the same two that this program did not write. */
export async function insertFile(
  trx: Trx,
  ring: KeyRing,
  row: Omit<GuardianRow, 'ended' | 'kept' | 'mark'> & { readonly noted: Buffer },
): Promise<void> {
  const { guarantee_id, guarantor_id, guardian_id } = row
  // Why any: a row of ours was found before, and is changed instead.
  await trx
    .deleteFrom('guarantor')
    .where('guarantee_id', '=', guarantee_id)
    .where((one) => one.or([one('guarantor_id', '=', guarantor_id), one('guardian_id', '=', guardian_id)]))
    .execute()
  await trx
    .insertInto('guarantor')
    .values(marked(ring, 'guarantor', { ...row, kept: true, ended: false }))
    .execute()
}

/** Changes a row, or puts one back that was taken off; an import leaves it as it is from now on. */
export async function setFile(
  trx: Trx,
  ring: KeyRing,
  row: GuardianRow,
  set: { readonly liable: boolean; readonly noted: Buffer },
): Promise<void> {
  const said = { liable: set.liable, kept: true, ended: false }
  const mark = markOf(ring, 'guarantor', { ...row, ...said })
  await trx
    .updateTable('guarantor')
    .set({ ...said, noted: set.noted, mark })
    .where('id', '=', row.id)
    .execute()
}

/**
 * Takes rows off the file. One that the other system may name again tonight stays, as one that ended; whoever is on file
 * for nobody any more is gone with their name and address.
 */
export async function endFile(trx: Trx, ring: KeyRing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const fromOutside = sql<boolean>`(select count(source_key) = 2 from patron
    where patron.id in (guarantor.guarantor_id, guarantor.guarantee_id))`
  const staying = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('id', 'in', ids)
    .where(fromOutside)
    .forUpdate()
    .execute()
  const said = { ended: true, kept: true, liable: false }
  const marks = staying
    .filter((row) => isOurGuardian(ring, row))
    .map((row) => ({ id: row.id, mark: markOf(ring, 'guarantor', { ...row, ...said }) }))
  await sql`update guarantor set ended = true, kept = true, liable = false, noted = null, mark = new.mark
    from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ mark }) => mark)}::bytea[]) as new (id, mark)
    where guarantor.id = new.id`.execute(trx)
  await deleteFile(trx, ids, false)
}

/**
 * Deletes rows. Those that ended too where no import brings them back: one of the two is gone, or the other system itself
 * has the minor of age.
 */
export async function deleteFile(trx: Trx, ids: readonly string[], andEnded = true): Promise<void> {
  if (ids.length === 0) return
  const gone = await trx
    .deleteFrom('guarantor')
    .where('id', 'in', ids)
    .$if(!andEnded, (rows) => rows.where('ended', '=', false))
    .returning('guardian_id')
    .execute()
  const guardians = gone.flatMap(({ guardian_id }) => guardian_id ?? [])
  if (guardians.length === 0) return
  await trx
    .deleteFrom('guardian')
    .where('id', 'in', guardians)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('guarantor').select('id').whereRef('guardian_id', '=', 'guardian.id'))),
    )
    .execute()
}

/** A page of minors with guardians on file, in the order of their ids, each with all of their rows; `last` is the last minor's. */
export async function filePage(
  trx: Trx,
  ring: KeyRing,
  after: string,
  limit: number,
): Promise<{ readonly rows: readonly GuardianRow[]; readonly last: string | undefined }> {
  const page = trx
    .selectFrom('guarantor')
    .select('guarantee_id')
    .distinct()
    .where('guarantee_id', '>', after)
    .orderBy('guarantee_id')
    .limit(limit)
  const rows = await trx
    .selectFrom('guarantor')
    .select(guardianColumns)
    .where('guarantee_id', 'in', page)
    .orderBy('guarantee_id')
    .execute()
  return { rows: rows.filter((row) => isOurGuardian(ring, row)), last: rows.at(-1)?.guarantee_id }
}

/** Those of some patrons in whose record something was set right here, with what says in which parts. */
export async function setRightAmong(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = trx.selectFrom('patron').select(['id', 'corrected']).where('id', 'in', ids)
  return rows.where('corrected', 'is not', null).$narrowType<{ corrected: NotNull }>().execute()
}

/** Notes what was recorded of somebody's coming of age, or takes that back. */
export async function setOfAge(trx: Trx, patronId: string, ofAge: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ of_age: ofAge }).where('id', '=', patronId).execute()
}

/** Whose card has this token, and whether it was reported lost. */
export async function holderOfCard(trx: Trx, ring: KeyRing, index: Buffer) {
  const card = await cardOfToken(trx, ring, index)
  return card && { patronId: card.patron_id, state: card.state }
}

/** Whose card has one of these tokens. */
export async function holderAmongCards(trx: Trx, ring: KeyRing, indexes: readonly Buffer[]) {
  if (indexes.length === 0) return undefined
  const cards = await trx
    .selectFrom('card')
    .select(cardColumns)
    .where('barcode_index', 'in', indexes)
    .execute()
  const card = cards.find((one) => isOurCard(ring, one))
  return card && { patronId: card.patron_id }
}

export type GuardianChange = 'added' | 'changed' | 'removed'

/** Counts one change of a day, of nobody. @param day `YYYY-MM-DD` */
export async function countChange(trx: Trx, day: string, change: GuardianChange): Promise<void> {
  await trx
    .insertInto('guardian_change')
    .values({ day, [change]: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ [change]: sql`${sql.ref(`guardian_change.${change}`)} + 1` }),
    )
    .execute()
}

/** How many changes there were from a day on. */
export async function changesSince(
  app: Pick<Trx, 'selectFrom'>,
  day: string,
): Promise<Readonly<Record<GuardianChange, number>>> {
  const days = await app.selectFrom('guardian_change').selectAll().where('day', '>=', day).execute()
  const sum = (change: GuardianChange) => days.reduce((all, one) => all + one[change], 0)
  return { added: sum('added'), changed: sum('changed'), removed: sum('removed') }
}

/** Forgets the counts of days before one. */
export async function forgetChangesBefore(trx: Trx, day: string): Promise<void> {
  await trx.deleteFrom('guardian_change').where('day', '<', day).execute()
}
