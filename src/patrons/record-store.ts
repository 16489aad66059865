import { type Kysely, sql } from 'kysely'
import {
  cardByToken,
  cardColumns,
  type GuardianRow,
  guardianColumns,
  isAuthenticCard,
  isAuthenticGuardian,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { marked, markOfRow } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'

/* Who joins at the counter, and whose card is renewed there. An import knows nothing of who joined, so none ever changes or ends what is theirs. */

/** Puts somebody on file. @returns false where the id is there already */
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

/** Takes somebody off again who was put on file in this very transaction. */
export async function undoAddPatron(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('patron').where('id', '=', id).execute()
}

/** Until when somebody's card is good, and of which kind it is; sealed. */
export async function setCardStanding(trx: Trx, id: string, standing: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ standing }).where('id', '=', id).execute()
}

/* What patrons say is wrong in their records, and what was set right; each value is sealed. */

/** Keeps what somebody asks for and what came of it. @param row.on the day, `YYYY-MM-DD` */
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

/** Puts what was set right into the record. */
export async function updateRecord(trx: Trx, id: string, set: RecordUpdate): Promise<void> {
  await trx.updateTable('patron').set(set).where('id', '=', id).execute()
}

/** Keeps the addresses that were replaced until they are told so; none, where it is null. */
export async function setFormerEmails(trx: Trx, id: string, former: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ former_emails: former }).where('id', '=', id).execute()
}

/** Of whom something waits for staff, the longest first: random ids, and the days on which they asked. */
export async function pendingCorrections(app: Pick<Kysely<Schema>, 'selectFrom'>, limit: number) {
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

/** Forgets what came of what was asked, of those who were answered before a day and wait for nothing. */
export async function deleteAnsweredCorrectionsBefore(trx: Trx, day: string): Promise<void> {
  await trx
    .updateTable('patron')
    .set({ correction: null, correction_on: null })
    .where('correction_waits', '=', false)
    .where('correction_on', '<', day)
    .execute()
}

/**
 * The file of one patron, who is locked until the transaction ends, so that of two acts the second sees what the first
 * did; undefined where there is no such patron.
 */
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

/** The rows of those who signed for a patron, in no order: ids of chance, which name nobody. */
export async function liableGuardianRowIds(trx: Trx, ring: KeyRing, patronId: string): Promise<string[]> {
  const file = await guardianRowsOf(trx, ring, patronId)
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
export async function insertGuardianRow(
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
export async function updateGuardianRow(
  trx: Trx,
  ring: KeyRing,
  row: GuardianRow,
  set: { readonly liable: boolean; readonly noted: Buffer },
): Promise<void> {
  const said = { liable: set.liable, kept: true, ended: false }
  const mark = markOfRow(ring, 'guarantor', { ...row, ...said })
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
  const said = { ended: true, kept: true, liable: false }
  const marks = staying
    .filter((row) => isAuthenticGuardian(ring, row))
    .map((row) => ({ id: row.id, mark: markOfRow(ring, 'guarantor', { ...row, ...said }) }))
  await sql`update guarantor set ended = true, kept = true, liable = false, noted = null, mark = new.mark
    from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ mark }) => mark)}::bytea[]) as new (id, mark)
    where guarantor.id = new.id`.execute(trx)
  await deleteGuardianRows(trx, ids, false)
}

/**
 * Deletes rows. Those that ended too where no import brings them back: one of the two is gone, or the other system itself
 * has the minor of age.
 */
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

/** A page of minors with guardians on file, in the order of their ids, each with all of their rows; `last` is the last minor's. */
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

/** Notes what was recorded of somebody's coming of age, or takes that back. */
export async function setOfAge(trx: Trx, patronId: string, ofAge: Buffer | null): Promise<void> {
  await trx.updateTable('patron').set({ of_age: ofAge }).where('id', '=', patronId).execute()
}

/** Whose card has this token, and whether it was reported lost. */
export async function cardHolder(trx: Trx, ring: KeyRing, index: Buffer) {
  const card = await cardByToken(trx, ring, index)
  return card && { patronId: card.patron_id, state: card.state }
}

/** Whose card has one of these tokens. */
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

export type GuardianChange = 'added' | 'changed' | 'removed'

/** Counts one change of a day, of nobody. @param day `YYYY-MM-DD` */
export async function countGuardianChange(trx: Trx, day: string, change: GuardianChange): Promise<void> {
  await trx
    .insertInto('guardian_change')
    .values({ day, [change]: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ [change]: sql`${sql.ref(`guardian_change.${change}`)} + 1` }),
    )
    .execute()
}

/** How many changes there were from a day on. */
export async function guardianChangesSince(
  app: Pick<Trx, 'selectFrom'>,
  day: string,
): Promise<Readonly<Record<GuardianChange, number>>> {
  const days = await app.selectFrom('guardian_change').selectAll().where('day', '>=', day).execute()
  const sum = (change: GuardianChange) => days.reduce((all, one) => all + one[change], 0)
  return { added: sum('added'), changed: sum('changed'), removed: sum('removed') }
}

/** Forgets the counts of days before one. */
export async function deleteGuardianChangesBefore(trx: Trx, day: string): Promise<void> {
  await trx.deleteFrom('guardian_change').where('day', '<', day).execute()
}

/** Whether an item has this number for a barcode, however that is written. @param number as it is compared, without its ends */
export async function isItemBarcode(db: Kysely<Schema>, number: string): Promise<boolean> {
  const item = db.selectFrom('item').select('id').where(sql`carrel_number(barcode)`, '=', number).limit(1)
  return (await item.executeTakeFirst()) !== undefined
}
