import { type Selectable, sql } from 'kysely'
import {
  cardByToken,
  cardColumns,
  type GuardianNote,
  type GuardianRow,
  guardianColumns,
  isAuthenticCard,
  isAuthenticGuardian,
} from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { markOfRow, saltOfMark } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/** False if the id exists. Imports never change patrons who joined here. */
export async function addPatron(
  trx: Trx,
  row: Pick<Schema['patron'], 'name' | 'born' | 'contact' | 'standing'> & { readonly id: string },
): Promise<boolean> {
  const added = await trx
    .insertInto('patron')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Only within the transaction that added them. */
export async function undoAddPatron(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('patron').where('id', '=', id).execute()
}

export async function setCardStanding(trx: Trx, id: string, standing: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ standing }).where('id', '=', id).execute()
}

/** `row.on` is `YYYY-MM-DD`. */
export async function setCorrection(
  trx: Trx,
  id: string,
  row: { readonly correction: Buffer; readonly on: string; readonly waits: boolean },
): Promise<void> {
  const { correction, on, waits } = row
  const set = { correction, correction_on: on, correction_waits: waits }
  await trx.updateTable('patron').set(set).where('id', '=', id).execute()
}

export type RecordUpdate = Partial<Pick<Schema['patron'], 'born' | 'contact' | 'wrong_numbers'>> & {
  readonly name?: Buffer
  readonly corrected: Buffer | null
}

export async function updateRecord(trx: Trx, id: string, set: RecordUpdate): Promise<void> {
  await trx.updateTable('patron').set(set).where('id', '=', id).execute()
}

/** Null deletes them. */
export async function setFormerEmails(trx: Trx, id: string, former: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ former_emails: former }).where('id', '=', id).execute()
}

/** Longest first, as random ids and days. */
export async function pendingCorrections(app: Pick<Db, 'selectFrom'>, limit: number) {
  return app
    .selectFrom('patron')
    .select(['id', 'correction_on as on'])
    .where('correction_waits', '=', true)
    .where('correction_on', 'is not', null)
    .orderBy('correction_on')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Only of patrons who wait for nothing else. */
export async function deleteAnsweredCorrectionsBefore(trx: Trx, day: string): Promise<void> {
  await trx
    .updateTable('patron')
    .set({ correction: null, correction_on: null })
    .where('correction_waits', '=', false)
    .where('correction_on', '<', day)
    .execute()
}

/** Locks the patron until the transaction ends; undefined if there is none. */
export async function lockGuardianRows(
  trx: Trx,
  ring: KeyRing,
  patronId: string,
): Promise<GuardianRow[] | undefined> {
  const patron = trx.selectFrom('patron').select('id').where('id', '=', patronId).forUpdate()
  if ((await patron.executeTakeFirst()) === undefined) return undefined
  return guardianRowsOf(trx, ring, patronId)
}

async function guardianRowsOf(trx: Trx, ring: KeyRing, patronId: string): Promise<GuardianRow[]> {
  const file = trx.selectFrom('guarantor').select(guardianColumns).where('guarantee_id', '=', patronId)
  return (await file.execute()).filter((row) => isAuthenticGuardian(ring, row))
}

export async function liableGuardianRowIds(trx: Trx, ring: KeyRing, patronId: string): Promise<string[]> {
  const file = await guardianRowsOf(trx, ring, patronId)
  return file.filter(({ liable, ended }) => liable && !ended).map(({ id }) => id)
}

/** False if the id exists. */
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

/** Kept by imports. Replaces a row for the same two that this program did not write. */
export async function insertGuardianRow(
  trx: Trx,
  ring: KeyRing,
  row: Omit<GuardianRow, 'ended' | 'kept' | 'mark'>,
  note: Omit<GuardianNote, 'mark'>,
): Promise<void> {
  const { guarantee_id, guarantor_id, guardian_id } = row
  // Why any row: one of ours was found and changed before.
  await trx
    .deleteFrom('guarantor')
    .where('guarantee_id', '=', guarantee_id)
    .where((one) => one.or([one('guarantor_id', '=', guarantor_id), one('guardian_id', '=', guardian_id)]))
    .execute()
  const said = { ...row, kept: true, ended: false }
  await trx
    .insertInto('guarantor')
    .values({ ...said, ...markedNote(ring, said, note) })
    .execute()
}

/** The mark of the row, and the note sealed with its name, so that an earlier note counts no longer. */
function markedNote(ring: KeyRing, row: Omit<GuardianRow, 'mark'>, note: Omit<GuardianNote, 'mark'>) {
  const mark = markOfRow(ring, 'guarantor', row)
  const named: GuardianNote = { ...note, mark: saltOfMark(mark) }
  return { mark, noted: sealField(ring, 'guarantor.noted', row.id, named) }
}

/** Also restores an ended row. Imports keep it from now on. */
export async function updateGuardianRow(
  trx: Trx,
  ring: KeyRing,
  row: GuardianRow,
  set: Pick<GuardianRow, 'liable' | 'shown'>,
  note: Omit<GuardianNote, 'mark'>,
): Promise<void> {
  const said = { ...set, kept: true, ended: false }
  await trx
    .updateTable('guarantor')
    .set({ ...said, ...markedNote(ring, { ...row, ...said }, note) })
    .where('id', '=', row.id)
    .execute()
}

/** Keeps a row as ended if the other system may send it again tonight. Deletes guardians with no one left. */
export async function endGuardianRows(trx: Trx, ring: KeyRing, ids: readonly string[]): Promise<void> {
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
  const said = { ended: true, kept: true, liable: false, shown: false }
  const marks = staying
    .filter((row) => isAuthenticGuardian(ring, row))
    .map((row) => ({ id: row.id, mark: markOfRow(ring, 'guarantor', { ...row, ...said }) }))
  await sql`update guarantor set ended = true, kept = true, liable = false, shown = false, noted = null, mark = new.mark
    from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ mark }) => mark)}::bytea[]) as new (id, mark)
    where guarantor.id = new.id`.execute(trx)
  await deleteGuardianRows(trx, ids, false)
}

/** Also ended ones, if a person is gone or is of age in the other system. */
export async function deleteGuardianRows(trx: Trx, ids: readonly string[], andEnded = true): Promise<void> {
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

/** A page of minors by id, each with all rows; `last` is the last minor. */
export async function guardianRowsPage(
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
  return { rows: rows.filter((row) => isAuthenticGuardian(ring, row)), last: rows.at(-1)?.guarantee_id }
}

/** Null reverts it. */
export async function setOfAge(trx: Trx, patronId: string, ofAge: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ of_age: ofAge }).where('id', '=', patronId).execute()
}

/** Also whether the card was reported lost. */
export async function cardHolder(trx: Trx, ring: KeyRing, index: Buffer) {
  const card = await cardByToken(trx, ring, index)
  return card && { patronId: card.patron_id, state: card.state }
}

export async function cardHolderAmong(trx: Trx, ring: KeyRing, indexes: readonly Buffer[]) {
  if (indexes.length === 0) return undefined
  const cards = await trx
    .selectFrom('card')
    .select(cardColumns)
    .where('barcode_index', 'in', indexes)
    .execute()
  const card = cards.find((one) => isAuthenticCard(ring, one))
  return card && { patronId: card.patron_id }
}

export type GuardianReview = Omit<Selectable<Schema['guardian_review']>, 'id'>

export async function addGuardianReview(trx: Trx, review: GuardianReview): Promise<void> {
  await trx.insertInto('guardian_review').values(review).execute()
}

/** The first ones first, as random ids and days. */
export async function guardianReviews(app: Pick<Trx, 'selectFrom'>, limit: number) {
  const all = app.selectFrom('guardian_review').selectAll().orderBy('day').orderBy('id')
  return all.limit(limit).execute()
}

export async function countGuardianReviews(app: Pick<Trx, 'selectFrom'>): Promise<number> {
  const count = app.selectFrom('guardian_review').select(({ fn }) => fn.countAll<bigint>().as('count'))
  return Number((await count.executeTakeFirstOrThrow()).count)
}

/** Undefined if it was reviewed already, or the guardian is gone. */
export async function endGuardianReview(trx: Trx, id: string): Promise<GuardianReview | undefined> {
  return trx.deleteFrom('guardian_review').where('id', '=', id).returningAll().executeTakeFirst()
}

/** However the barcode is written. `number` is normalized. */
export async function isItemBarcode(db: Db, number: string): Promise<boolean> {
  const item = db.selectFrom('item').select('id').where(sql`carrel_number(barcode)`, '=', number).limit(1)
  return (await item.executeTakeFirst()) !== undefined
}
