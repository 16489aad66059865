import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'

/** The columns that decide who may see something, whose card it is, or whose keys these are. */
const markedColumns = {
  account: ['sign_in', 'name', 'role', 'president', 'passphrase', 'given', 'given_by', 'given_at'],
  session: [
    'token_hash',
    'account_id',
    'signed_in_at',
    'open',
    'second_step',
    'again',
    'proved_at',
    'place',
    'hands_to',
  ],
  own_session: ['token_hash', 'patron_id', 'card_id', 'signed_in_at', 'open'],
  workstation: ['token_hash', 'name', 'place', 'enrolled_by', 'enrolled_on'],
  shift: ['computer', 'account_id', 'began_at', 'failures'],
  staff_pin: ['account_id', 'hash', 'digits'],
  account_confirmed: ['account_id', 'role', 'president', 'given_by', 'confirmed_by', 'confirmed_on'],
  fact_confirmed: [
    ...['id', 'fact', 'hash', 'confirmed_by', 'confirmed_on', 'noted_by', 'noted_at'],
    ...['withdrawn_by', 'withdrawn_at'],
  ],
  pack_confirmed: ['id', 'hash', 'after', 'side', 'account_id', 'confirmed_at'],
  pack_withdrawn: ['id', 'confirmation', 'withdrawn_by', 'withdrawn_at'],
  pack_checked: ['hash', 'program', 'faults'],
  acting_director: ['account_id', 'first_day', 'last_day', 'named_by'],
  account_key: [
    ...['account_id', 'generation', 'sealing_public', 'signing_public', 'made_on'],
    ...['salt', 'wrapped'],
  ],
  patron: ['id', 'source_key'],
  card: ['id', 'patron_id', 'barcode_index', 'state', 'kept'],
  guarantor: ['id', 'guarantee_id', 'guarantor_id', 'guardian_id', 'liable', 'ended', 'kept'],
  // Without its place, which is only the order of calls.
  case_contact: [
    ...['whom', 'name', 'mail', 'phones', 'account_id'],
    ...['set_by', 'set_at', 'confirmed_by', 'confirmed_at'],
  ],
  former_contact: [
    ...['whom', 'name', 'mail', 'phones', 'account_id'],
    ...['changed_by', 'changed_as', 'changed_at', 'wrong_at'],
  ],
  letterhead: ['address', 'phone', 'counsel_phone', 'hours'],
} as const

/** Columns that came later: they are in the mark where they are true or have a text, so that older marks still count. */
const laterColumns: Partial<Record<keyof typeof markedColumns, readonly string[]>> = {
  fact_confirmed: ['confirmed_until'],
  session: ['by_pin'],
  guarantor: ['shown'],
}

/**
 * Tables whose marks begin with a random salt. The database accepts each mark only once (`row_mark`), so
 * restoring the old row of a card that was reported lost does not make it valid again, nor an old count of wrong PINs. A mark
 * without a salt is from before its table was one of these.
 */
const singleUseMarkTables: ReadonlySet<keyof typeof markedColumns> = new Set([
  ...(['card', 'guarantor', 'shift', 'letterhead'] as const),
  ...(['fact_confirmed', 'staff_pin', 'account_confirmed', 'acting_director'] as const),
])
const saltBytes = 16
const macBytes = 32

export type MarkedTable = keyof typeof markedColumns

type Value = string | number | boolean | Buffer | Date | readonly string[] | null

export type MarkedRow<Table extends MarkedTable> = Readonly<
  Record<(typeof markedColumns)[Table][number], Value>
>

/**
 * HMAC-SHA256 over a row under a key of the keys folder. Why: a user who can write SQL can write a row, but
 * not make it count. Except in the single-use tables, a row that counted before and is put back unchanged
 * counts again.
 */
export function markOfRow<Table extends MarkedTable>(
  ring: KeyRing,
  table: Table,
  row: MarkedRow<Table>,
): Buffer {
  return markWith(ring, table, row, singleUseMarkTables.has(table) ? randomBytes(saltBytes) : Buffer.alloc(0))
}

function markWith<Table extends MarkedTable>(
  ring: KeyRing,
  table: Table,
  row: MarkedRow<Table>,
  chance: Buffer,
): Buffer {
  const values = row as Readonly<Record<string, Value>>
  const later = (laterColumns[table] ?? []).flatMap((column) => {
    const value = values[column]
    return value === true ? [column] : typeof value === 'string' ? [`${column} ${value}`] : []
  })
  const contents = [...markedColumns[table].map((column) => plainValue(values[column])), ...later]
  const key = ring.tokenKey(`row of ${table}`)
  const mac = createHmac('sha256', key).update(chance).update(JSON.stringify(contents), 'utf8').digest()
  return Buffer.concat([chance, mac])
}

export function marked<Table extends MarkedTable, Row extends MarkedRow<Table>>(
  ring: KeyRing,
  table: Table,
  row: Row,
): Row & { readonly mark: Buffer } {
  return { ...row, mark: markOfRow(ring, table, row) }
}

/** Random, and never that of another mark: what names it belongs to the row as it is now. */
export const saltOfMark = (mark: Buffer): string => mark.subarray(0, saltBytes).toString('base64url')

export function isMarked<Table extends MarkedTable>(
  ring: KeyRing,
  table: Table,
  row: MarkedRow<Table> & { readonly mark: Buffer | null },
): boolean {
  if (row.mark === null) return false
  const isSalted = singleUseMarkTables.has(table) && row.mark.length > macBytes
  const right = markWith(ring, table, row, row.mark.subarray(0, isSalted ? saltBytes : 0))
  return row.mark.length === right.length && timingSafeEqual(row.mark, right)
}

function plainValue(value: Value | undefined): Exclude<Value, Buffer | Date> {
  if (value instanceof Date) return value.toISOString()
  return Buffer.isBuffer(value) ? value.toString('base64') : (value ?? null)
}
