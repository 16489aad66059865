import { createHash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gathered, plainBackup, rowsIn, type Table } from './backups.ts'
import {
  type BackupHeader,
  fileNameOf,
  KeyRing,
  keyMark,
  openField,
  openFile,
  openingKeys,
  openLink,
  readBackup,
  readPaperKey,
  requireMark,
  sealFile,
  wordsOfMark,
} from './current.ts'
import { accounts, goldenHome } from './home.ts'
import { links, patron, una } from './people.ts'
import { bytesOf, fromBase64, jsonOf, sweep, unpack, vectorsDir } from './vectors.ts'

type Golden = {
  readonly header: BackupHeader
  readonly keys: readonly (readonly [string, string])[]
  readonly tables: readonly (Omit<Table, 'rows'> & {
    readonly rows: readonly (readonly (string | null)[])[]
  })[]
  readonly sha256: string
}

const golden = jsonOf<Golden>('backup.json')
const tables: readonly Table[] = golden.tables.map((table) => ({
  ...table,
  rows: table.rows.map((row) => row.map((field) => (field === null ? null : fromBase64(field)))),
}))
const keys = golden.keys.map(([name, bytes]) => ({ name, bytes: fromBase64(bytes) }))
afterAll(sweep)

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('its first lines say whose it is, of when, and which sheet opens it', async () => {
  const file = bytesOf('backup.age')
  const { open } = await openFile(inPieces(file, 1000))
  const mark = requireMark(open)
  const library = golden.header.library.keyCheck.slice(0, 16)
  expect(mark).toEqual({
    ...{ format: 2, library, key: keyMark(accounts().paper.recipient) },
    madeAt: new Date('2026-11-24T15:04Z'),
  })
  expect(fileNameOf(mark)).toBe(`carrel-${library}-20261124T1504Z.age`)
  const lines = file.toString('latin1').split('\n')
  expect(lines.slice(0, 3)).toEqual([
    'age-encryption.org/v1',
    `-> carrel/backup 2 ${library} ${mark.key} 2026-11-24T15:04Z`,
    '',
  ])
  const again = sealFile(inPieces(Buffer.from('x'), 1), {
    recipient: accounts().paper.recipient,
    open: wordsOfMark(mark),
  })
  expect((await gathered(again)).toString('latin1').split('\n').slice(0, 3)).toEqual(lines.slice(0, 3))
})

test('it opens with the key on paper, and has the header, keys, rows and files that were written', async () => {
  const typed = accounts().paper.identity.toLowerCase().replace('age-secret-key-1', '')
  const key = await readPaperKey(typed.match(/.{1,4}/g)?.join(' ') ?? '')
  if (!key.ok) throw new Error(key.message)
  const { unseal } = await openFile(inPieces(bytesOf('backup.age'), 30_000))
  const read = { tables: new Map<string, Buffer>(), files: new Map<string, Buffer>() }
  const gather = (into: Map<string, Buffer>, name: string) => ({
    take: (piece: Buffer) => void into.set(name, Buffer.concat([into.get(name) ?? Buffer.alloc(0), piece])),
    end() {},
  })
  const totals = await readBackup(await unseal(key.identity), {
    header: (header) => expect(header).toEqual(golden.header),
    keys: (all) => expect(all).toEqual(keys),
    table: ({ name }) => gather(read.tables, name),
    file: (name) => gather(read.files, name),
  })
  expect(totals).toEqual({ tables: 3, rows: 2, files: 1 })
  expect([...read.tables].map(([name, bytes]) => [name, rowsIn(bytes)])).toEqual(
    tables.map(({ name, rows }) => [name, rows]),
  )
  expect(read.files.get('1')?.equals(bytesOf('cells/1'))).toBe(true)
})

test('what is sealed in it is written again byte by byte', async () => {
  const fd = openSync(join(vectorsDir, 'cells', '1'), 'r')
  try {
    const plain = await gathered(plainBackup({ header: golden.header, keys, tables, fd }))
    expect(plain.toString('latin1', 0, 16)).toBe('carrel-backup 2\n')
    expect(createHash('sha256').update(plain).digest('hex')).toBe(golden.sha256)
  } finally {
    closeSync(fd)
  }
})

test('its keys are those that the program puts into one, and open its rows', () => {
  const home = goldenHome()
  const cellKey = home.cellFiles.forBackup(bytesOf('cells/1').subarray(0, 16))
  const later = jsonOf<Readonly<Record<string, string>>>('keys-added.json')
  const names = [...home.forBackup(), cellKey].map(({ name }) => name).filter((name) => !(name in later))
  expect(names).toEqual(golden.keys.map(([name]) => name))
  const ring = new KeyRing(unpack(Object.fromEntries(golden.keys)))
  expect(ring.check().toString('hex')).toBe(golden.header.library.keyCheck)
  const [patrons, loans] = tables
  const [id, name] = patrons?.rows[0] ?? []
  expect(openField(ring, 'patron.name', id?.toString() ?? una, name ?? Buffer.alloc(0))).toEqual(patron.name)
  const [loan, night, , link] = loans?.rows[0] ?? []
  const row = { id: String(loan), night: String(night), link: link ?? Buffer.alloc(0) }
  expect(openLink(openingKeys(ring), 'loan', row)).toEqual(links.loan)
})
