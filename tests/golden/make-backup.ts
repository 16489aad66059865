import { createHash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { gathered, plainBackup, type Table } from './backups.ts'
import {
  type BackupHeader,
  keyMark,
  LinkKeys,
  sealFile,
  sealLink,
  sealPatron,
  wordsOfMark,
} from './current.ts'
import { accounts, goldenHome } from './home.ts'
import { links, patron, una } from './people.ts'
import { base64, bytesOf, vectorsDir } from './vectors.ts'

/** A backup of some sealed rows and of the file of a sealed matter, which the key on paper opens. */
export async function makeBackup(): Promise<Readonly<Record<string, unknown>>> {
  const ring = goldenHome()
  const { recipient } = accounts().paper
  const sealed = sealPatron(ring, una, patron)
  const loan = sealLink(new LinkKeys(ring), 'loan', links.loan)
  const tables: Table[] = [
    { name: 'patron', columns: ['id', 'name', 'former'], rows: [[Buffer.from(una), sealed.name, null]] },
    {
      ...{ name: 'loan', columns: ['id', 'night', 'patron_index', 'link'] },
      rows: [[Buffer.from(loan.id), Buffer.from(loan.night), loan.patron_index, loan.link]],
    },
    { name: 'title', columns: ['id'], rows: [] },
  ]
  const header: BackupHeader = {
    ...{ carrel: '0.1.0', madeAt: '2026-11-24T15:04:05.000Z', server: 170010 },
    library: { name: 'Jensen Memorial Library', keyCheck: ring.check().toString('hex') },
    migrations: [{ id: '001-vault', sha256: 'cd'.repeat(32) }],
    ...{ tables: tables.map(({ name }) => name), files: ['1'] },
  }
  const cell = bytesOf('cells/1')
  const keys = [...ring.forBackup(), ring.cellFiles.forBackup(cell.subarray(0, 16))]
  const mark = {
    ...{ format: 2, library: header.library.keyCheck.slice(0, 16), key: keyMark(recipient) },
    madeAt: new Date(header.madeAt),
  }
  const fd = openSync(join(vectorsDir, 'cells', '1'), 'r')
  try {
    const plain = await gathered(plainBackup({ header, keys, tables, fd }))
    const pieces = (async function* () {
      yield plain
    })()
    return {
      'backup.age': await gathered(sealFile(pieces, { recipient, open: wordsOfMark(mark) })),
      'backup.json': {
        ...{ header, keys: keys.map(({ name, bytes }) => [name, base64(bytes)]) },
        tables: tables.map((table) => ({
          ...table,
          rows: table.rows.map((row) => row.map((field) => (field === null ? null : base64(field)))),
        })),
        sha256: createHash('sha256').update(plain).digest('hex'),
      },
    }
  } finally {
    closeSync(fd)
  }
}
