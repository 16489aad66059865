/*
 * Columns of a new row, as the log has it: a short header, the nulls' bits, padding, and the values one after the other.
 */

/** The token of the patron, in hex: after id and night, or after the id. Undefined where the table has none. */
export function ownerTokenIn(table: string, data: Buffer): string | undefined {
  const after = { loan: 20, hold: 20, charge: 20, notice: 20, history: 16 }[table]
  if (after === undefined || data.length < 5) return undefined
  const at = 5 + data.readUInt8(4) - 23 + after
  // A value of 16 bytes begins with its length and its own one byte, in one number (varatt.h of PostgreSQL).
  return data[at] === 2 * 17 + 1 && data.length >= at + 17 ? data.toString('hex', at + 1, at + 17) : undefined
}

/** The random id of a notice's mail. */
export function mailIdIn(data: Buffer): string | undefined {
  return /[0-9a-f]{32}/.exec(data.toString('latin1'))?.[0]
}
