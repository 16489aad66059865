import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from '../../src/backup/age-file.ts'
import { readBackup, writeBackup } from '../../src/backup/container.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { allSlots, newMatterEntry } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder, slotFilesFolder } from '../../src/sealed/slot-folder.ts'
import { emptyHome, removeHome, startTestDatabase, type TestDatabase } from '../support/database.ts'
import { backUp, paperOf, restore, typed } from './paper.ts'
import { copyRows, gathered, header, inPieces } from './small-backup.ts'

const cellBytes = 256 * 1024
const at = '2026-11-24T15:00:00Z'
const clock = { now: () => new Date(at), today: () => '2026-11-24' }
const came = { wants: 'What somebody read' }

let it: TestDatabase
let ring: KeyRing
let compartments: SealedMatters
let key: KeyObject
let paper: string

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen Memorial Library', keyCheck: ring.check() })
  const folder = new SlotFolder(it.home.cellsDir, ring, cellBytes)
  await folder.ensure()
  compartments = new SealedMatters({
    folder,
    ring,
    clock,
    signed: async () => ({ log: 'carrel/test', size: 7 }),
  })
  paper = await paperOf(it.database, ring)
  const pair = generateKeyPairSync('x25519')
  key = pair.privateKey
  const publicKey = rawPublic(pair.publicKey).toString('base64')
  const cleared = [{ account: 'director', role: 'director', publicKey, since: at, by: 'director' }]
  await compartments.setUp('director', { cleared, recovery: publicKey })
})
afterAll(() => it?.close())

function framesIn(plain: Buffer) {
  const frames: { readonly letter: string; readonly content: Buffer }[] = []
  for (let from = plain.indexOf('\n') + 1; from < plain.length; ) {
    const to = from + 5 + plain.readUInt32BE(from + 1)
    frames.push({ letter: plain.toString('latin1', from, from + 1), content: plain.subarray(from + 5, to) })
    from = to
  }
  return frames
}

/** The parts of a backup as they follow each other: their letters and lengths, and the bytes. */
async function partsOf(path: string) {
  const opened = await openFile(inPieces(readFileSync(path), 1 << 16))
  const plain = await gathered(await opened.unseal((await typed(paper)).identity))
  return framesIn(plain).map(({ letter, content }) => `${letter} ${content.length}`)
}

test('a backup is the same in every part and length, whether a matter came or none; and the matter opens after a restore', async () => {
  const idle = await backUp(it.database, ring, it.home.backupsDir)
  await compartments.leave('director', came)
  const open = await compartments.unlock(key, 'director')
  const entry = { kind: 'case-step', at, actor: 'system' } as const
  await open.takeIn('director', 0, (sent) => ({
    reference: 'ABCD-EFGH',
    file: { sent },
    log: [newMatterEntry(entry)],
  }))
  await compartments.leave('director', { second: true })
  const before = await partsOf(idle.path)
  const used = await backUp(it.database, ring, it.home.backupsDir, new Date('2026-11-24T15:31:00Z'))
  const after = await partsOf(used.path)
  expect(after).toEqual(before)
  expect(used.bytes).toBe(idle.bytes)
  expect(after.filter((form) => form.startsWith('F'))).toHaveLength(9)

  const home = emptyHome('carrel sealed ')
  try {
    await restore(home, used.path, paper)
    expect(statSync(home.cellsDir).mode & 0o777).toBe(0o700)
    expect(readdirSync(slotFilesFolder(home.cellsDir)).sort()).toEqual([...allSlots.map(String), 'intake'])
    const there = new KeyRing(home.keysDir)
    const folder = new SlotFolder(home.cellsDir, there, 1024 * 1024)
    await folder.ensure()
    const restored = await new SealedMatters({
      folder,
      ring: there,
      clock,
      signed: async () => ({ log: 'carrel/test', size: 7 }),
    }).unlock(key, 'director')
    expect(restored.references).toEqual(['ABCD-EFGH'])
    expect((await restored.read('ABCD-EFGH')).file).toEqual({ sent: came })
    expect(await restored.waiting('director')).toEqual([{ box: 0, came: { second: true } }])
    // And so does what is written from then on, under keys of its own.
    await folder.renewAll()
    expect((await restored.read('ABCD-EFGH')).file).toEqual({ sent: came })
  } finally {
    removeHome(home)
  }
})

test('what is held for a backup stays as it was, whatever is written meanwhile, and opens under the keys that go along', async () => {
  let isDone = false
  const writing = (async () => {
    while (!isDone) await compartments.renewAll()
  })()
  const made = await backUp(it.database, ring, it.home.backupsDir, new Date('2026-11-24T15:32:00Z'))
  isDone = true
  await writing
  const home = emptyHome('carrel sealed ')
  try {
    await restore(home, made.path, paper)
    const folder = new SlotFolder(home.cellsDir, new KeyRing(home.keysDir), cellBytes)
    await folder.ensure()
    for (const cell of allSlots) expect((await folder.cell(cell)).head.slots).toHaveLength(8)
  } finally {
    removeHome(home)
  }
})

const taker = {
  header() {},
  keys() {},
  table: () => ({ take() {}, end() {} }),
  file: () => ({ take() {}, end() {} }),
}
async function plainWith(bytes: Buffer): Promise<Buffer> {
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-file-'))
  writeFileSync(join(scratch, '1'), bytes)
  const fd = openSync(join(scratch, '1'), 'r')
  const columns = [{ name: 'id', type: 'uuid' }]
  async function* tables() {
    yield { form: { name: 'title', columns }, pieces: inPieces(copyRows([]), 100), count: () => 0 }
  }
  const parts = { header: { ...header, tables: ['title'], files: ['1'] }, keys: [{ name: 'library', bytes }] }
  const plain = await gathered(writeBackup({ ...parts, tables: tables(), files: [{ name: '1', fd }] }))
  closeSync(fd)
  rmSync(scratch, { recursive: true })
  return plain
}

test('a file that is not what was written, or has more than it says, is refused', async () => {
  const bytes = Buffer.alloc(3 * 2 ** 20, 'cell')
  const plain = await plainWith(bytes)
  const changed = Buffer.from(plain)
  changed[plain.lastIndexOf('cell')] = 0
  for (const [one, says] of [
    [changed, 'the file 1 is not what was written'],
    [Buffer.from(plain.toString('latin1').replace('"bytes":3145728', '"bytes":3145727'), 'latin1'), 'longer'],
  ] as const) {
    await expect(readBackup(inPieces(one, 50_000), taker)).rejects.toThrow(says)
  }
})
