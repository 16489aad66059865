import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'

/** What of a row its mark vouches for: all that says who may see something, or whose keys these are. */
const vouchedFor = {
  account: ['sign_in', 'name', 'role', 'president', 'passphrase', 'given', 'given_by'],
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
  account_confirmed: ['account_id', 'role', 'president', 'given_by', 'confirmed_by', 'confirmed_on'],
  acting_director: ['account_id', 'first_day', 'last_day', 'named_by'],
  account_key: [
    ...['account_id', 'generation', 'sealing_public', 'signing_public', 'made_on'],
    ...['salt', 'wrapped'],
  ],
} as const

export type MarkedTable = keyof typeof vouchedFor

type Value = string | number | boolean | Buffer | Date | null

/** The columns of a table that its mark vouches for; others may be there too. */
export type Vouched<Table extends MarkedTable> = Readonly<Record<(typeof vouchedFor)[Table][number], Value>>

/**
 * The mark of a row: HMAC-SHA256 over what it says, under a key that only the keys folder gives. Why: whoever can write
 * SQL as the program can write a row, and cannot make it count. A row that counted once and is put back as it was is
 * not told from one that never went away.
 */
export function markOf<Table extends MarkedTable>(ring: KeyRing, table: Table, row: Vouched<Table>): Buffer {
  const said = vouchedFor[table].map((column) => plain((row as Readonly<Record<string, Value>>)[column]))
  const key = ring.tokenKey(`row of ${table}`)
  return createHmac('sha256', key).update(JSON.stringify(said), 'utf8').digest()
}

/** Whether a row carries the mark of what it says. */
export function isMarked<Table extends MarkedTable>(
  ring: KeyRing,
  table: Table,
  row: Vouched<Table> & { readonly mark: Buffer | null },
): boolean {
  const right = markOf(ring, table, row)
  return row.mark !== null && row.mark.length === right.length && timingSafeEqual(row.mark, right)
}

function plain(value: Value | undefined): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString()
  return Buffer.isBuffer(value) ? value.toString('base64') : (value ?? null)
}
