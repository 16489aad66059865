import { type Selectable, sql } from 'kysely'
import { minutesBefore } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { isMarked, marked } from '../platform/crypto/row-mark.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { clockErrorMinutes } from '../platform/db/session-clock.ts'
import type { StaffRole } from '../policy/index.ts'

/** A PIN counts for as long after the passphrase as a session may last. */
const shiftHours = 10

/** Wrong PINs of one person, at all computers, and of all at one computer, before the passphrase is asked for. */
export const wrongPinsOfPerson = 3
const wrongPinsAtComputer = 5

/** They work at the desk; counsel and trustees do not. */
const deskRoles: readonly StaffRole[] = ['volunteer', 'desk', 'director']

const isOn = ({ began_at: began }: Pick<Counted, 'began_at'>, now: Date) =>
  began > minutesBefore(now, shiftHours * 60)

type At = { readonly computer: string; readonly now: Date }
type AtComputer = { readonly computer: string; readonly accountId: string }

/** When a shift that is over began. INVARIANT: its row stays for its count, which only the owner's passphrase begins again. */
const over = new Date(0)

/** The passphrase and every further step were right at this computer just now. */
export async function beginShift(trx: Trx, ring: KeyRing, { computer, accountId, now }: AtComputer & At) {
  await changeShifts(trx, ring, { accountId }, ({ isOurs, failures }) =>
    isOurs ? failures > 0 && { failures: 0 } : { began_at: over, failures: 0 },
  )
  const row = marked(ring, 'shift', { computer, account_id: accountId, began_at: now, failures: 0 })
  await trx
    .insertInto('shift')
    .values({ ...row, used_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['computer', 'account_id'])
        .doUpdateSet({ began_at: now, used_at: now, failures: 0, mark: row.mark }),
    )
    .execute()
}

/** At one computer, or at all. */
export async function endShifts(trx: Trx, ring: KeyRing, of: ShiftsOf): Promise<void> {
  await changeShifts(trx, ring, of, ({ isOurs, failures }) => ({
    began_at: over,
    failures: isOurs ? failures : wrongPinsOfPerson,
  }))
}

type ShiftsOf = { readonly accountId: string; readonly computer?: string }
type Counted = Selectable<Schema['shift']> & { readonly isOurs: boolean }
type ShiftChange = Partial<Pick<Counted, 'began_at' | 'used_at' | 'failures'>>

/** False if nothing changed. The locks come first, in the order that all take: each mark is of the count before it. */
async function changeShifts(
  trx: Trx,
  ring: KeyRing,
  { accountId, computer }: ShiftsOf,
  becomes: (row: Counted) => ShiftChange | false,
): Promise<boolean> {
  const theirs = trx.selectFrom('shift').selectAll().where('account_id', '=', accountId)
  const rows = await (computer === undefined ? theirs : theirs.where('computer', '=', computer))
    .orderBy('computer')
    .forUpdate()
    .execute()
  let isChanged = false
  for (const row of rows) {
    const set = becomes({ ...row, isOurs: isMarked(ring, 'shift', row) })
    if (set === false) continue
    const { mark } = marked(ring, 'shift', { ...row, ...set })
    await trx
      .updateTable('shift')
      .set({ ...set, mark })
      .where('computer', '=', row.computer)
      .where('account_id', '=', accountId)
      .execute()
    isChanged = true
  }
  return isChanged
}

/** At every computer, also one that was removed, and also of someone who left: whether they did is SQL's to change. */
async function allShifts(db: Db, ring: KeyRing) {
  const rows = await db
    .selectFrom('shift')
    .innerJoin('account', 'account.id', 'shift.account_id')
    .selectAll('shift')
    .select((row) => row('account.passphrase', '!=', '').as('isActive'))
    .execute()
  return rows.map((row) => ({ ...row, isOurs: isMarked(ring, 'shift', row) }))
}

/** Hostile: a count that SQL changed, or a row that it wrote, is as good as too many wrong PINs. */
const wrongPins = (rows: readonly Counted[]): number =>
  rows.reduce((sum, { failures, isOurs }) => sum + (isOurs ? failures : Number.POSITIVE_INFINITY), 0)

/** How many shifts of those who have not left have a count or a beginning that this program did not write. */
export const forgedShifts = async (db: Db, ring: KeyRing): Promise<number> =>
  (await allShifts(db, ring)).filter(({ isOurs, isActive }) => !isOurs && isActive).length

type ShiftRow = Selectable<Schema['shift']> &
  Pick<Selectable<Schema['account']>, 'sign_in' | 'name' | 'role' | 'president' | 'passphrase'> &
  Pick<Selectable<Schema['account']>, 'given' | 'given_by' | 'given_at'> & {
    readonly accountMark: Buffer | null
    readonly hash: string
    readonly digits: number
    readonly pinMark: Buffer
  }

export type OnShift = { readonly id: string; readonly name: string; readonly role: StaffRole }
type KnownPin = OnShift & { readonly signIn: string; readonly hash: string; readonly beganAt: Date }

/** Rows that this program wrote, of people at the desk who have a PIN as long as the library's, by who was here last. */
async function shiftsAt(db: Db, ring: KeyRing, { computer, now }: At): Promise<KnownPin[]> {
  const { rows } = await sql<ShiftRow>`
    select shift.*, account.sign_in, account.name, account.role, account.president, account.passphrase, account.given,
      account.given_by, account.given_at, account.mark as "accountMark", pin.hash, pin.digits, pin.mark as "pinMark"
    from shift join account on account.id = shift.account_id join staff_pin pin on pin.account_id = account.id
    where shift.computer = ${computer} and account.passphrase <> ''
      and shift.began_at > ${minutesBefore(now, shiftHours * 60)}
      and shift.began_at < ${minutesBefore(now, -clockErrorMinutes)}
      and pin.digits >= (select pin_digits from library)
    order by shift.used_at desc, account.name`.execute(db)
  const counts = await allShifts(db, ring)
  const here = counts.filter((one) => one.computer === computer && (isOn(one, now) || !one.isOurs))
  if (wrongPins(here) >= wrongPinsAtComputer) return []
  return rows
    .filter(
      (row) =>
        deskRoles.includes(row.role) &&
        wrongPins(counts.filter((one) => one.account_id === row.account_id)) < wrongPinsOfPerson &&
        isMarked(ring, 'account', { ...row, mark: row.accountMark }) &&
        isMarked(ring, 'staff_pin', { ...row, mark: row.pinMark }),
    )
    .map(({ account_id: id, name, role, sign_in: signIn, hash, began_at: beganAt }) => ({
      ...{ id, name, role, signIn, hash, beganAt },
    }))
}

export async function peopleOnShift(db: Db, ring: KeyRing, at: At): Promise<OnShift[]> {
  return (await shiftsAt(db, ring, at)).map(({ id, name, role }) => ({ id, name, role }))
}

/**
 * Null if they have no PIN here now. INVARIANT: the try is counted under the locks of this computer's and this person's rows
 * before the PIN is compared, so neither concurrency nor a crash gives a free one.
 */
export async function chargePin(
  trx: Trx,
  ring: KeyRing,
  { computer, accountId, now }: AtComputer & At,
): Promise<(KnownPin & { readonly last: boolean }) | null> {
  await sql`select from shift where computer = ${computer} or account_id = ${accountId}
    order by computer, account_id for update`.execute(trx)
  const one = (await shiftsAt(trx, ring, { computer, now })).find(({ id }) => id === accountId)
  if (one === undefined) return null
  await changeShifts(trx, ring, { computer, accountId }, ({ failures }) => ({ failures: failures + 1 }))
  const last = (await shiftsAt(trx, ring, { computer, now })).every(({ id }) => id !== accountId)
  return { ...one, last }
}

/**
 * False if the shift ended meanwhile. Only this try's own charge is taken back: wrong ones add up until the passphrase, or
 * someone who guesses would have two more at each right PIN of the owner.
 */
export async function noteRightPin(
  trx: Trx,
  ring: KeyRing,
  { computer, accountId, now }: AtComputer & At,
): Promise<boolean> {
  return changeShifts(
    trx,
    ring,
    { computer, accountId },
    ({ isOurs, failures, ...row }) =>
      isOurs && isOn(row, now) && { failures: Math.max(failures - 1, 0), used_at: now },
  )
}

export async function hasStaffPin(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_pin')
    .select('digits')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined && row.digits >= (await pinDigits(db))
}

export async function saveStaffPin(
  trx: Trx,
  ring: KeyRing,
  { accountId, hash, digits }: { readonly accountId: string; readonly hash: string; readonly digits: number },
): Promise<void> {
  const row = marked(ring, 'staff_pin', { account_id: accountId, hash, digits })
  await trx
    .insertInto('staff_pin')
    .values(row)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ hash, digits, mark: row.mark }))
    .execute()
}

/** The least that a staff PIN has. */
export async function pinDigits(db: Db): Promise<number> {
  return (await db.selectFrom('library').select('pin_digits').executeTakeFirstOrThrow()).pin_digits
}

export async function setPinDigits(db: Db, digits: number): Promise<void> {
  await db.updateTable('library').set({ pin_digits: digits }).execute()
}
