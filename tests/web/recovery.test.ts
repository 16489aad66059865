import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noteBackup, noteBackupFailure } from '../../src/backup/backup-store.ts'
import { recoveryKeys } from '../../src/backup/recovery-key.ts'
import { identityPrefix, readPaperKey } from '../../src/platform/crypto/paper-key.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { findFingerprint } from '../../src/register/log/checkpoint.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { recorded } from '../accounts/office.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let director: Visitor
beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  director = new Visitor(tested.app())
  await director.signIn('director')
})
afterAll(() => tested.close())

/** Everything below a folder, as one text. */
function allFiles(folder: string): string {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')
}

/** The signs of a group are set apart, which a reader may take for blanks. */
const groupsIn = (text: string) => [
  ...text.replace(/(?<=\b\S) (?=\S\b)/g, '').matchAll(/\b([02-9AC-HJ-NP-Z]{4}|[02-9AC-HJ-NP-Z]{6})\b/g),
]

test('the sheet is made for the Director who gives the passphrase again, and comes once, for no cache', async () => {
  await director.get('/set-up/recovery')
  const refused = await director.post('/set-up/recovery', { passphrase: 'not the passphrase' })
  expect(refused.status).toBe(422)
  expect(recoveryKeys(tested.house.ring)).toEqual({})

  await director.get('/set-up/recovery')
  const sheet = await director.post('/set-up/recovery', { passphrase })
  expect(sheet.status).toBe(200)
  expect(sheet.headers.get('content-type')).toBe('application/pdf')
  expect(sheet.headers.get('cache-control')).toBe('no-store')
  expect(sheet.headers.get('content-disposition')).toMatch(/^attachment; filename="recovery-sheet-/)
  const pdf = Buffer.from(await sheet.arrayBuffer())
  expect(pdf.toString('latin1')).toMatch(/^%PDF-1\.7/)
  expect(pdf.toString('latin1')).toContain('/MarkInfo')
})

test('the sheet holds the key in groups that can be typed back, and no file of ours holds it', async () => {
  const { worker } = tested.it.database
  const signer = await currentSigner(worker, tested.house.ring)
  await sequenceEntries(worker, {
    signer,
    lastSigned: lastSignedFile(tested.it.home.keysDir),
    now: tested.time.now,
  })
  await director.get('/set-up/recovery')
  const sheet = await director.post('/set-up/recovery', { passphrase })
  const text = textOfPdf(Buffer.from(await sheet.arrayBuffer()))
  expect(findFingerprint(text)).toMatchObject({ origin: signer.name })
  expect(text).toContain('Jensen Memorial Library')
  expect(text).toContain('November 24, 2026')
  const [, below = ''] = text.split(identityPrefix)
  const groups = groupsIn(below.split('Fourteen groups')[0] ?? '').map(([group]) => group)
  expect(groups).toHaveLength(14)
  const read = await readPaperKey(groups.join(' '))
  if (!read.ok) throw new Error(read.message)
  expect(read.recipient).toBe(recoveryKeys(tested.house.ring).pending?.recipient)

  const left = allFiles(tested.it.home.dir) + tested.logged.join('\n')
  expect(left, 'the search finds what is there').toContain(read.recipient)
  for (const group of [read.identity, read.identity.slice(-20), groups.slice(3, 6).join('')]) {
    expect(left).not.toContain(group)
  }

  await director.get('/set-up/recovery')
  expect((await director.post('/set-up/recovery/confirm', { lastGroup: 'QQQQQQ' })).status).toBe(422)
  expect(recoveryKeys(tested.house.ring).current).toBeUndefined()
  await director.get('/set-up/recovery')
  const confirmed = await director.post('/set-up/recovery/confirm', {
    lastGroup: ` ${groups[13]?.toLowerCase()} `,
  })
  expect(confirmed.status).toBe(303)
  expect(recoveryKeys(tested.house.ring).current?.recipient).toBe(read.recipient)
  expect(recoveryKeys(tested.house.ring).pending).toBeUndefined()
  const kinds = (await recorded(tested.it, tested.house.ring)).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['recovery-key-made', 'recovery-key-confirmed']))
})

test('the sheet speaks as the screens of the person who makes it do', async () => {
  const spanish = { 'accept-language': 'es-MX' }
  await director.get('/set-up/recovery', spanish)
  const sheet = await director.post('/set-up/recovery', { passphrase }, spanish)
  expect(sheet.headers.get('content-disposition')).toContain('hoja-de-recuperacion-')
  const pdf = Buffer.from(await sheet.arrayBuffer())
  expect(pdf.toString('latin1')).toMatch(/\/Lang ?\(es/)
  const text = textOfPdf(pdf)
  expect(text).toContain('24 de noviembre de 2026')
  const [, below = ''] = text.split(identityPrefix)
  const groups = groupsIn(below.split('Catorce grupos')[0] ?? '').map(([group]) => group)
  expect((await readPaperKey(groups.join(' '))).ok).toBe(true)
})

test('the Director is told of backups that fail or stop, on the start page, and no one else is', async () => {
  const { database } = tested.it
  const good = {
    madeAt: new Date('2026-11-24T02:00:00Z'),
    file: '/b/carrel.age',
    key: 'AAAA-BBBB',
    rows: 3n,
    bytes: 9n,
  }
  // With a sheet and before the first night: the page says which of the two it is, and how the other is done by hand.
  await director.get('/backups')
  expect(director.text).toContain('No backup was made yet. The first one is made tonight.')
  expect(director.text).toContain('carrel restore FILE')
  await noteBackup(database.worker, good)
  await director.get('/')
  expect(director.text).not.toMatch(/(last backup failed|No backup was made)/)
  await noteBackupFailure(database.worker, { at: new Date(), sentence: 'the disk is full: free some space' })
  await director.get('/')
  expect(director.text).toContain(
    'The last backup failed. The last good backup was made on November 23, 2026, 8:00 p.m.',
  )
  await director.get('/backups')
  expect(director.html).toContain(
    '<span lang="en" class="carrel-said__words">the disk is full: free some space</span>',
  )
  const desk = new Visitor(tested.app())
  await desk.signIn('desk')
  expect(desk.text).not.toContain('backup')
  await noteBackup(database.worker, { ...good, madeAt: new Date('2026-11-21T02:00:00Z') })
  await director.get('/')
  expect(director.text).toContain('No backup was made for two nights')
  await director.get('/backups')
  expect(director.text).toContain('It opens with sheet AAAA-BBBB')
})
