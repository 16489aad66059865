import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startLibrary } from '../../src/app/server.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { keepLastSignedJob, refuseOlderThan, refuseOlderThanBackups } from '../../src/register/head.ts'
import { compactFingerprint, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { exportOf, newSigner, someLeaves } from './small-log.ts'

/*
 * Data and keys that were put back together know nothing of what came after them. What lies elsewhere does.
 */
let library: TestDatabase
let register: ReturnType<typeof registerOf>
/** What was signed at noon and at night; and what the same key signed of a later state, and of another. */
let noon: string
let night: string
let later: string
let another: string
const folder = mkdtempSync(join(tmpdir(), 'carrel-known-'))

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
  await register.record(3)
  await register.tick()
  noon = (await register.lastSigned.read()) ?? ''
  await register.record(297)
  await register.tick()
  night = (await register.lastSigned.read()) ?? ''
  const signed = (count: number) =>
    exportOf(someLeaves(count), register.signer).get('checkpoint')?.toString() ?? ''
  later = signed(301)
  another = signed(200)
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true })
})

const verdict = (work: Promise<void>) =>
  work.then(
    () => 'goes on',
    (error) => error.code,
  )
const pinOf = (note: string) => compactFingerprint(openCheckpoint(note, verifierOf(register.signer)))
const known = (text: string) => verdict(refuseOlderThan(library.database.app, Buffer.from(text)))

it('goes on with a state that has all that a mail or a checkpoint counts, and with no older one, nor another', async () => {
  for (const [note, says] of [
    [noon, 'goes on'],
    [night, 'goes on'],
    [later, 'rolled-back'],
    [another, 'forked'],
  ] as const) {
    expect([await known(note), await known(`A mail\n> ${pinOf(note)}\n`)]).toEqual([says, says])
  }
  const foreign = exportOf(someLeaves(3), newSigner('carrel/other')).get('checkpoint')?.toString() ?? ''
  expect([await known(foreign), await known('nothing of it')]).toEqual(['not-the-last', 'not-the-last'])
})

it('does not serve a library that is older than what was given with --known', async () => {
  const ring = new KeyRing(library.home.keysDir)
  const start = startLibrary({
    ...library,
    ring,
    pack: jensen,
    listen: { host: '127.0.0.1', port: 0 },
    known: Buffer.from(pinOf(later)),
  })
  await expect(start).rejects.toMatchObject({ name: 'RegisterError', code: 'rolled-back' })
})

it('keeps what was signed last beside the backups, and holds the next start to it', async () => {
  const backupsDir = join(folder, 'backups')
  const kept = join(backupsDir, 'last-signed')
  const step = keepLastSignedJob({ lastSigned: register.lastSigned, backupsDir })
  // The disk is away: nothing is made in its place.
  await step.run('2026-11-24')
  const held = () => verdict(refuseOlderThanBackups(library.database.app, backupsDir))
  expect(await held()).toBe('goes on')
  mkdirSync(backupsDir)
  await step.run('2026-11-24')
  expect(readFileSync(kept, 'utf8')).toBe(night)
  expect(await held()).toBe('goes on')
  writeFileSync(kept, later)
  expect(await held()).toBe('rolled-back')
  // Rubbish, and what another library left there, show nothing of this one.
  for (const text of ['rubbish', exportOf(someLeaves(900), newSigner()).get('checkpoint') ?? '']) {
    writeFileSync(kept, text)
    expect(await held()).toBe('goes on')
  }
})
