import { randomBytes } from 'node:crypto'
import { openFile, sealFile } from '../../src/backup/age-file.ts'
import {
  type BackupHeader,
  type BackupSink,
  readBackup,
  requireMark,
  type TableRows,
  type Totals,
  wordsOfMark,
  writeBackup,
} from '../../src/backup/container.ts'
import { keyMark, type PaperKey } from '../../src/platform/crypto/paper-key.ts'

export const header: BackupHeader = {
  carrel: '0.1.0',
  madeAt: '2026-11-24T15:04:05.000Z',
  library: { name: 'Jensen Memorial Library', keyCheck: 'ab'.repeat(32) },
  migrations: [{ id: '001-library', sha256: 'cd'.repeat(32) }],
  server: 170010,
  tables: ['patron', 'title'],
  files: [],
}

/** Rows of two fields as PostgreSQL's COPY gives them. */
export function copyRows(rows: readonly (readonly [Buffer, Buffer | null])[]): Buffer {
  const number = (bytes: number, value: number) => {
    const buffer = Buffer.alloc(bytes)
    buffer.writeIntBE(value, 0, bytes)
    return buffer
  }
  const field = (value: Buffer | null) =>
    value === null ? [number(4, -1)] : [number(4, value.length), value]
  return Buffer.concat([
    Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    number(4, 0),
    number(4, 0),
    ...rows.flatMap((row) => [number(2, row.length), ...row.flatMap(field)]),
    number(2, -1),
  ])
}

/** A backup of two tables, some chunks of age long, in memory. */
export async function smallBackup(key: PaperKey): Promise<Buffer> {
  const rows = Array.from(
    { length: 400 },
    (_, at) => [randomBytes(16), at % 7 ? randomBytes(400) : null] as const,
  )
  const columns = [
    { name: 'id', type: 'uuid' },
    { name: 'name', type: 'bytea' },
  ]
  const table = (name: string, of: typeof rows): TableRows => ({
    form: { name, columns },
    pieces: inPieces(copyRows(of), 50_000),
    count: () => of.length,
  })
  async function* tables() {
    yield table('patron', rows)
    yield table('title', [])
  }
  const keys = [{ name: 'library', bytes: randomBytes(32) }]
  const mark = {
    format: 2,
    library: 'ab'.repeat(8),
    key: keyMark(key.recipient),
    madeAt: new Date(header.madeAt),
  }
  const plain = writeBackup({ header, keys, tables: tables() })
  return gathered(sealFile(plain, { recipient: key.recipient, open: wordsOfMark(mark) }))
}

/** Reads it to its end. */
export async function readSmall(
  file: Buffer,
  key: PaperKey,
  taker: Partial<BackupSink> = {},
): Promise<Totals> {
  const opened = await openFile(inPieces(file, 30_000))
  requireMark(opened.open)
  return readBackup(await opened.unseal(key.identity), {
    header() {},
    keys() {},
    table: () => ({ take() {}, end() {} }),
    file: () => ({ take() {}, end() {} }),
    ...taker,
  })
}

export async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
