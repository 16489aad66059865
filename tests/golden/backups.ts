import { type BackupHeader, type KeyCopy, type TableRows, writeBackup } from './current.ts'

type Row = readonly (Buffer | null)[]
export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

function number(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeIntBE(value, 0, bytes)
  return buffer
}

/** Rows as `COPY … (FORMAT binary)` of PostgreSQL gives them. */
export function copyRows(rows: readonly Row[]): Buffer {
  const field = (value: Buffer | null) =>
    value === null ? [number(4, -1)] : [number(4, value.length), value]
  const head = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), number(4, 0), number(4, 0)]
  return Buffer.concat([
    ...head,
    ...rows.flatMap((row) => [number(2, row.length), ...row.flatMap(field)]),
    number(2, -1),
  ])
}

/** The fields of such rows. */
export function rowsIn(bytes: Buffer): Row[] {
  const rows: Row[] = []
  let at = 19
  const take = (count: number) => {
    at += count
    return bytes.subarray(at - count, at)
  }
  for (let fields = take(2).readInt16BE(); fields >= 0; fields = take(2).readInt16BE()) {
    rows.push(
      Array.from({ length: fields }, () => {
        const length = take(4).readInt32BE()
        return length < 0 ? null : Buffer.from(take(length))
      }),
    )
  }
  return rows
}

export async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** What is inside a backup, before it is sealed. @param fd of the one file besides its tables */
export function plainBackup(of: {
  readonly header: BackupHeader
  readonly keys: readonly KeyCopy[]
  readonly tables: readonly Table[]
  readonly fd: number
}): AsyncGenerator<Buffer> {
  async function* tables(): AsyncGenerator<TableRows> {
    for (const { name, columns, rows } of of.tables) {
      const form = { name, columns: columns.map((column) => ({ name: column, type: 'bytea' })) }
      const pieces = (async function* () {
        yield copyRows(rows)
      })()
      yield { form, pieces, count: () => rows.length }
    }
  }
  return writeBackup({
    header: of.header,
    keys: of.keys,
    tables: tables(),
    files: [{ name: '1', fd: of.fd }],
  })
}
