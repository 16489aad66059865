import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gathered, inPieces } from '../../tests/backup/small-backup.ts'
import { newPaperKey } from '../platform/crypto/paper-key.ts'
import { sealFile } from './age-file.ts'
import { backupsIn, deleteOldBackups, writeBackupFile } from './backup-file.ts'
import { fileNameOf, wordsOfMark } from './container.ts'

const library = 'ab'.repeat(8)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-backups-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const paper = newPaperKey()

/** A backup of a day at two in the night; returns its name. */
async function keep(day: string, of = library, name?: string): Promise<string> {
  const mark = { format: 2, library: of, key: 'AAAA-BBBB', madeAt: new Date(`${day}T02:00:00Z`) }
  const { recipient } = await paper
  const file = await gathered(
    sealFile(inPieces(Buffer.from('rows'), 4), { recipient, open: wordsOfMark(mark) }),
  )
  const as = name ?? fileNameOf(mark)
  writeFileSync(join(folder, as), file)
  return as
}

const names = () => readdirSync(folder).sort()
const on = (day: string) => ({ library, now: new Date(`${day}T02:30:00Z`) })

test('backups past fourteen days are deleted, and those within stay', async () => {
  const days = ['2026-11-01', '2026-11-09', '2026-11-10', '2026-11-11', '2026-11-24']
  const made: string[] = []
  for (const day of days) made.push(await keep(day))
  const deleted = await deleteOldBackups(folder, on('2026-11-24'))
  expect(deleted.map((path) => path.split('/').at(-1))).toEqual(made.slice(0, 3))
  expect(names()).toEqual(made.slice(3).sort())
})

test('the newest is kept however old it is, and goes once there is a newer one', async () => {
  const old = await keep('2026-10-01')
  await keep('2026-09-30')
  await deleteOldBackups(folder, on('2026-11-24'))
  expect(names()).toEqual([old])
  const newer = await keep('2026-11-24')
  await deleteOldBackups(folder, on('2026-11-24'))
  expect(names()).toEqual([newer])
})

test('nothing is deleted that is not a backup of this library, by its name and by what stands in it', async () => {
  await keep('2026-11-24')
  const others = [
    await keep('2026-10-01', 'cd'.repeat(8)),
    // The name of one thing and the content of another.
    await keep('2026-10-02', library, fileNameOf({ library, madeAt: new Date('2026-10-03T02:00:00Z') })),
    await keep('2026-10-04', library, 'copy of the backup.age'),
  ]
  const letter = fileNameOf({ library, madeAt: new Date('2026-10-05T02:00:00Z') })
  writeFileSync(join(folder, letter), 'a letter under the name of a backup')
  await deleteOldBackups(folder, on('2026-11-24'))
  expect(names()).toEqual(expect.arrayContaining([...others, letter]))
})

test('a backup has its name only once all of it is there, and nothing is left of one that fails', async () => {
  const seen: string[][] = []
  async function* slow() {
    yield Buffer.from('one')
    seen.push(names())
    yield Buffer.from('two')
  }
  const name = fileNameOf({ library, madeAt: new Date('2026-11-24T02:00:00Z') })
  const written = await writeBackupFile(join(folder, 'new'), name, slow())
  expect(statSync(written.path).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700)
  async function* failing() {
    yield Buffer.from('one')
    throw new Error('the database went away')
  }
  await expect(writeBackupFile(folder, name, failing())).rejects.toThrow('went away')
  expect(names()).toEqual(['new'])
})

test('what a kill left half written is taken away by the next backup', async () => {
  const name = await keep('2026-11-24')
  writeFileSync(join(folder, `.${name}.0123456789ab`), 'half')
  writeFileSync(join(folder, '.something-else'), 'of somebody')
  await deleteOldBackups(folder, on('2026-11-24'))
  expect(names()).toEqual(['.something-else', name].sort())
})

test('a folder that cannot be written is one sentence, which names it', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(
    writeBackupFile(join(file, 'below'), 'x', inPieces(Buffer.from('x'), 1)),
  ).rejects.toMatchObject({
    message: expect.stringContaining(file),
  })
  expect(await backupsIn(join(folder, 'nowhere'), library)).toEqual([])
  expect(existsSync(join(folder, 'nowhere'))).toBe(false)
})
