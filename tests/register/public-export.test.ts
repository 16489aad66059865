import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { compactFingerprint, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { checkpointProved } from '../../src/register/log/entry-proof.ts'
import { leafReference } from '../../src/register/log/leaf.ts'
import { readVerifierKey, verifierOf } from '../../src/register/log/note.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { readLeaves, withRegisterSnapshot } from '../../src/register/log-store.ts'
import { beginNewLog } from '../../src/register/new-log.ts'
import { proveStoredEntry } from '../../src/register/newest-checkpoint.ts'
import { publicRegister, publicZip, writePublic } from '../../src/register/public-export.ts'
import { currentSigner, startSequencer } from '../../src/register/sequencer.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { emptyCells } from './many-ticks.ts'
import { filesOf } from './small-log.ts'
import { typed } from './typed.ts'

/*
 * What is published must tell how many entries a day had, and nothing finer. Here are two libraries that had as many on each day at
 * other minutes, and an observer who has everything that either publishes.
 */
const timeZone = 'America/Chicago'
const cells = emptyCells()
const folder = mkdtempSync(join(tmpdir(), 'carrel-public-'))
type Library = TestDatabase & { readonly register: ReturnType<typeof registerOf> }
let busyAtNoon: Library
let busyAllDay: Library

beforeAll(async () => {
  const started = async () => {
    const library = await startTestDatabase()
    return { ...library, register: registerOf(library) }
  }
  busyAtNoon = await started()
  busyAllDay = await started()
})
beforeEach(() => Promise.all([busyAtNoon, busyAllDay].map(({ register }) => register.empty())))
afterAll(async () => {
  await Promise.all([busyAtNoon.close(), busyAllDay.close()])
  rmSync(folder, { recursive: true, force: true })
})

/** A minute of a library: when, and how many entries it had. Each has the mark of its tick. */
type Minute = readonly [at: string, entries: number]

async function live({ register }: Library, minutes: readonly Minute[]): Promise<void> {
  for (const [at, entries] of minutes) {
    await register.record(entries)
    await register.tick({ cells, timeZone, now: new Date(at) })
  }
}

/** As many entries and as many minutes on each of two days; the one library is busy in one minute, the other in all. */
const minutesOf = (day: string, counts: readonly number[]): Minute[] =>
  counts.map((count, at) => [`${day}T18:${String(at).padStart(2, '0')}:00Z`, count])
const noon = [...minutesOf('2026-11-24', [0, 37, 0, 0, 0, 0, 0, 0]), ...minutesOf('2026-11-25', [0, 0, 9, 2])]
const even = [...minutesOf('2026-11-24', [4, 5, 4, 5, 5, 4, 5, 5]), ...minutesOf('2026-11-25', [5, 2, 1, 3])]

/** The public export at an instant, in memory. */
async function published({ database }: Library, at: string): Promise<Map<string, Buffer> | undefined> {
  return withRegisterSnapshot(database.worker, async (trx) => {
    const register = await publicRegister(trx, new Date(at))
    if (register === undefined) return undefined
    const files = new Map<string, Buffer>()
    await writePublic(trx, register, async (path, bytes) => {
      files.set(path, Buffer.from(bytes))
    })
    return files
  })
}

/** The files of a ZIP in which each is stored as it is. */
function storedIn(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)]
    const begin = at + 30 + name
    files.set(zip.toString('ascii', at + 30, begin), zip.subarray(begin, begin + size))
    at = begin + size
  }
  return files
}

/** What an observer can count in an export: the leaves of each minute, by where the marks of ticks are. */
function minutesIn(files: ReadonlyMap<string, Buffer>): number[] | 'no leaves' {
  const counts = [0]
  for (const [path, bundle] of files) {
    if (!path.startsWith('tile/entries/')) continue
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
      if (bundle.readUInt16BE(at) === 280) counts.push(0)
      else counts.push((counts.pop() ?? 0) + 1)
    }
  }
  return counts.length === 1 ? 'no leaves' : counts.slice(0, -1)
}

/** Everything of an export on a disk that is no hash: names, lengths, times of change; and its texts. */
function seen(place: string): { readonly outside: string[]; readonly hashes: string[] } {
  const outside: string[] = []
  const hashes: string[] = []
  const all = readdirSync(place, { recursive: true, withFileTypes: true })
  for (const one of [...all.map((file) => join(file.parentPath, file.name)), place].sort()) {
    const stat = statSync(one)
    const { mtimeMs, mode, size } = stat
    const name = relative(place, one)
    if (stat.isDirectory()) {
      outside.push(`${name}/ ${mode} ${mtimeMs}`)
      continue
    }
    const bytes = readFileSync(one)
    if (name.startsWith('tile/'))
      for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.toString('hex', at, at + 32))
    // The second line of a checkpoint is how many there are; the key, the root and the signature are each library's own.
    const text = name === 'checkpoint' ? bytes.toString().split('\n').slice(0, 2) : []
    const whole = name === 'public-export' || name.endsWith('.html') ? bytes.toString('base64') : ''
    outside.push(`${name} ${mode} ${mtimeMs} ${size} ${text} ${whole}`)
  }
  return { outside, hashes }
}

describe('an observer of what is published', () => {
  it('can count the minutes of an export with leaves, which is why that one is not published', async () => {
    await live(busyAtNoon, noon)
    await live(busyAllDay, even)
    expect(minutesIn(await busyAtNoon.register.export())).toEqual(noon.map(([, count]) => count))
    expect(minutesIn(await busyAllDay.register.export())).toEqual(even.map(([, count]) => count))
  })

  it('tells a busy hour from a quiet one neither in one export nor in those of every day', async () => {
    for (const day of [0, 1]) {
      const of = (minutes: readonly Minute[]) => (day === 0 ? minutes.slice(0, 8) : minutes.slice(8))
      await live(busyAtNoon, of(noon))
      await live(busyAllDay, of(even))
      const views = []
      for (const [at, library] of [busyAtNoon, busyAllDay].entries()) {
        const place = join(folder, `seen-${day}-${at}`)
        expect((await typed(library.home.dir, 'export', place)).code).toBe(0)
        expect(minutesIn(new Map(await published(library, '2026-11-26T18:00:00Z')))).toBe('no leaves')
        views.push(seen(place))
      }
      const [one, other] = views
      expect(one?.outside.length).toBeGreaterThan(6)
      expect(one?.outside).toEqual(other?.outside)
      // Hashes of what is random: none twice, so that nothing of a mark can be guessed or known again.
      const all = [...(one?.hashes ?? []), ...(other?.hashes ?? [])]
      expect(new Set(all).size).toBe(all.length)
      expect(all.length).toBeGreaterThanOrEqual(2 * 45)
    }
  })

  it('is given the same bytes at any time of a day, whatever happens meanwhile', async () => {
    await live(busyAtNoon, noon)
    const morning = await published(busyAtNoon, '2026-11-26T13:00:00Z')
    await live(busyAtNoon, minutesOf('2026-11-26', [0, 11, 300, 2]))
    expect(await published(busyAtNoon, '2026-11-26T23:30:00Z')).toEqual(morning)
    const next = await published(busyAtNoon, '2026-11-27T13:00:00Z')
    const sizeOf = (files?: ReadonlyMap<string, Buffer>) =>
      files?.get('checkpoint')?.toString().split('\n')[1]
    expect([sizeOf(morning), sizeOf(next)]).toEqual(['60', '377'])
  })
})

describe('the public export', () => {
  it('ends with a whole day of the library’s own time zone, not of UTC', async () => {
    await live(busyAtNoon, [
      ['2026-11-25T05:59:30Z', 1],
      ['2026-11-25T06:00:30Z', 2],
      ['2026-11-25T23:59:30Z', 3],
      ['2026-11-26T00:00:30Z', 4],
    ])
    const endAt = async (at: string) => {
      const files = await published(busyAtNoon, at)
      return (
        files && [
          files.get('public-export')?.toString().split('\n')[1],
          files.get('checkpoint')?.toString().split('\n')[1],
        ]
      )
    }
    expect(await endAt('2026-11-25T06:09:59Z')).toBeUndefined()
    expect(await endAt('2026-11-25T06:10:00Z')).toEqual(['2026-11-24', '2'])
    expect(await endAt('2026-11-26T06:09:59Z')).toEqual(['2026-11-24', '2'])
    expect(await endAt('2026-11-26T06:10:00Z')).toEqual(['2026-11-25', '14'])
    expect(await endAt('2026-12-31T06:00:00Z')).toEqual(['2026-11-25', '14'])
  })

  it('does not show the last minute of a day whose last tick is written after midnight', async () => {
    await live(busyAtNoon, [['2026-11-25T05:58:30Z', 1]])
    const before = await published(busyAtNoon, '2026-11-25T06:00:01Z')
    await live(busyAtNoon, [['2026-11-25T05:59:59Z', 3]])
    const after = await published(busyAtNoon, '2026-11-25T06:10:00Z')
    expect([before, after?.get('checkpoint')?.toString().split('\n')[1]]).toEqual([undefined, '6'])
  })

  it('ends with what the program signed by itself on a day', async () => {
    const { register, database, home } = busyAtNoon
    const now = new Date('2026-11-25T05:58:00Z')
    // The first log of these tests has a name of its own; the program signs one that is named after its key.
    await live(busyAtNoon, [['2026-11-25T05:50:00Z', 3]])
    const ring = new KeyRing(home.keysDir)
    await database.worker.transaction().execute((trx) => beginNewLog(trx, { ring, now, restoredFrom: now }))
    const failed: unknown[] = []
    const ticking = startSequencer({
      ...{ worker: database.worker, ring, lastSigned: register.lastSigned, timeZone, minuteMs: 60_000 },
      clock: { now: () => now, today: () => '2026-11-24' },
      failed: (error) => failed.push(error),
      cells: async () => cells,
    })
    await expect
      .poll(async () => (await published(busyAtNoon, '2026-11-25T06:10:00Z'))?.has('first-leaf'))
      .toBe(true)
    await ticking.stop()
    expect(failed).toEqual([])
    const files = await published(busyAtNoon, '2026-11-25T06:10:00Z')
    expect(files?.get('public-export')?.toString()).toBe(
      'carrel public export 1\n2026-11-24\nAmerica/Chicago\n',
    )
  })

  it('does not end within a day where the clock was ahead for a while', async () => {
    await live(busyAtNoon, [
      ['2026-11-24T18:00:00Z', 1],
      ['2031-01-01T18:00:00Z', 2],
      ['2026-11-25T18:00:00Z', 3],
    ])
    const files = await published(busyAtNoon, '2026-11-25T19:00:00Z')
    expect(files?.get('checkpoint')?.toString().split('\n')[1]).toBe('2')
  })

  it('is refused on the first day, and where nothing is signed, each with its reason', async () => {
    const run = () => typed(busyAtNoon.home.dir, 'export', join(folder, 'first'))
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('[nothing-signed]') })
    await busyAtNoon.register.tick({ cells, timeZone, now: new Date(Date.now() + 86_400_000) })
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('[no-whole-day]') })
    // A library that was signed by a version that kept no days.
    await busyAtNoon.register.empty()
    await busyAtNoon.register.tick({ cells, now: new Date('2026-11-24T18:00:00Z') })
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('[no-whole-day]') })
    expect(readdirSync(folder)).not.toContain('first')
  })

  it('says what it is, verifies with the public key alone, and is compared with pins of any time', async () => {
    await live(busyAtNoon, noon.slice(0, 2))
    const middle = (await busyAtNoon.register.lastSigned.read()) ?? ''
    await live(busyAtNoon, noon.slice(2))
    await live(busyAtNoon, [[new Date(Date.now() + 86_400_000).toISOString(), 1]])
    const newer = (await busyAtNoon.register.lastSigned.read()) ?? ''
    const run = (...args: string[]) => typed(busyAtNoon.home.dir, ...args)
    const place = join(folder, 'said')
    const told = await run('export', place)
    expect(told.out).toBe(
      `the public export up to the end of 2026-11-25 (America/Chicago), 60 entries and minute marks, is in ${place}\nkey ${busyAtNoon.register.key}\n`,
    )
    expect(told.err).toBe('')
    const pinOf = (note: string) =>
      compactFingerprint(openCheckpoint(note, verifierOf(busyAtNoon.register.signer)))
    const verified = await run('verify', place, '--against', pinOf(middle), '--key', busyAtNoon.register.key)
    expect(verified).toMatchObject({ code: 0, err: '' })
    expect(verified.out).toContain('  holds     60 entries and minute marks\n')
    expect(verified.out).toContain('  ends with 2026-11-25 (America/Chicago), as it says itself\n')
    expect(verified.out).toContain('Checked: the first 39 entries are those of the older fingerprint')
    expect(verified.out).toContain('Not checked: the entries themselves. This is the public export')
    const compared = await run('verify', place, '--against', pinOf(newer))
    expect(compared.code).toBe(3)
    expect(compared.out).toContain('The register could NOT be compared with the fingerprint.\n')
    expect(compared.out).toContain(
      'It counts 62 entries, and this public export 60, which says of itself that it ends with 2026-11-25 (America/Chicago). If the fingerprint is of a later day, ask for an export made after that day; if that one still counts fewer, entries were taken away. If the fingerprint is of that day or an earlier one, entries may have been taken away: ask the library why.',
    )
    expect(JSON.parse((await run('verify', place, '--json', '--against', pinOf(newer))).out)).toMatchObject({
      ...{ verified: false, verdict: 'not-compared', commitments: null, size: 60, uncovered: [] },
      ...{ publicEnd: { day: '2026-11-25', timeZone }, against: { as: 'newer', size: 62 } },
    })
  })

  it('shows an entry whose proof was handed out, and a proof is to the end of a day where it can be', async () => {
    await live(busyAtNoon, noon)
    const [row] = await readLeaves(busyAtNoon.database.worker, { log: 1, first: 1n, most: 1 })
    const reference = leafReference(row?.leaf ?? Buffer.alloc(0))
    const sizeAt = async (now: string) => {
      const proven = await proveStoredEntry(busyAtNoon.database.worker, reference, new Date(now))
      if (typeof proven === 'string') throw new Error(proven)
      return [checkpointProved(proven.proof)?.size, proven.signedOn]
    }
    expect(await sizeAt('2026-11-24T18:30:00Z')).toEqual([60n, '2026-11-25'])
    expect(await sizeAt('2026-11-25T18:30:00Z')).toEqual([45n, '2026-11-24'])
    expect(await sizeAt('2026-11-26T18:30:00Z')).toEqual([60n, '2026-11-25'])
    const run = (...args: string[]) => typed(busyAtNoon.home.dir, ...args)
    const [place, proof] = [join(folder, 'proved'), join(folder, 'proof')]
    expect((await run('export', place)).code).toBe(0)
    expect((await run('prove', reference, '--out', proof)).code).toBe(0)
    expect((await run('verify', proof, '--against', join(place, 'checkpoint'))).code).toBe(0)
    await live(busyAtNoon, minutesOf('2026-11-26', [3, 0, 1]))
    const later = join(folder, 'proved-later')
    expect((await run('export', later)).code).toBe(0)
    const compared = await run('verify', later, '--against', proof)
    expect([compared.code, compared.out]).toEqual([
      0,
      expect.stringContaining('Checked: the first 60 entries are those of the older checkpoint'),
    ])
    const alone = await run('verify', proof, '--against', join(later, 'checkpoint'))
    expect([alone.code, alone.out]).toEqual([
      3,
      expect.stringContaining('register verify EXPORT --against PROOF'),
    ])
    // A proof whose checkpoint somebody signed anew is none of this register's.
    const forged = readFileSync(proof, 'utf8').replace(/\n60\n/, '\n59\n')
    writeFileSync(proof, forged)
    expect((await run('verify', later, '--against', proof)).code).toBe(3)
  })

  it('is the same files in the ZIP that a page sends, and a reader who leaves ends it', async () => {
    await live(busyAtNoon, noon)
    const { worker } = busyAtNoon.database
    const at = '2026-11-26T08:00:00Z'
    const register = await publicRegister(worker, new Date(at))
    if (register === undefined) throw new Error('no day is over')
    const zip = Buffer.from(await new Response(publicZip(worker, register)).arrayBuffer())
    expect(storedIn(zip)).toEqual(await published(busyAtNoon, at))
    const left = publicZip(worker, register).getReader()
    await left.read()
    await left.cancel()
    expect(await publicRegister(worker, new Date(at))).toEqual(register)
  })

  it('has the logs before a restore, and the one leaf that names each', async () => {
    await live(busyAtNoon, noon)
    const ring = new KeyRing(busyAtNoon.home.keysDir)
    const { worker } = busyAtNoon.database
    const [now, restoredFrom] = [new Date('2026-11-26T18:00:00Z'), new Date('2026-11-26T08:00:00Z')]
    const log = await worker.transaction().execute((trx) => beginNewLog(trx, { ring, now, restoredFrom }))
    const signer = await currentSigner(worker, ring)
    await busyAtNoon.register.record(2)
    await busyAtNoon.register.tick({ signer, cells, timeZone, now })
    const verdictOf = async (files: Map<string, Buffer> | undefined, key: string) =>
      verifyExport(filesOf(files ?? new Map()), { verifier: readVerifierKey(key) })
    // Until its first day is over, what is published is of the log before.
    const sameDay = await published(busyAtNoon, '2026-11-26T20:00:00Z')
    expect(await verdictOf(sameDay, busyAtNoon.register.key)).toMatchObject({
      ...{ ok: true, checkpoint: { size: 60n }, past: [] },
    })
    const next = await published(busyAtNoon, '2026-11-27T20:00:00Z')
    expect([...(next?.keys() ?? [])].filter((path) => /entries|overflow/.test(path))).toEqual([])
    expect(await verdictOf(next, log.key)).toMatchObject({
      ...{ ok: true, checkpoint: { size: 4n }, past: [{ path: 'past/1', checkpoint: { size: 60n } }] },
    })
  })
})

it('the app reads no days, and the worker removes none', async () => {
  await live(busyAtNoon, noon)
  const { app, worker } = busyAtNoon.database
  await expect(sql`select from register_day`.execute(app)).rejects.toMatchObject({ code: '42501' })
  await expect(sql`delete from register_day`.execute(worker)).rejects.toMatchObject({ code: '42501' })
})
