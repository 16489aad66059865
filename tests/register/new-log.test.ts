import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { RegisterError } from '../../src/register/head.ts'
import { compactFingerprint, openCheckpoint, signCheckpoint } from '../../src/register/log/checkpoint.ts'
import { readVerifierKey } from '../../src/register/log/note.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { pendingCount, readLeaves } from '../../src/register/log-store.ts'
import { beginNewLog } from '../../src/register/new-log.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { exportOf, filesOf, newSigner, someLeaves } from './small-log.ts'
import { typed } from './typed.ts'

let library: TestDatabase
let register: ReturnType<typeof registerOf>
let ring: KeyRing
/** A checkpoint from before the backup, one that the backup holds, and one from after it. */
let early: string
let held: string
let later: string

const now = new Date('2026-12-01T10:00:00Z')
const restoredFrom = new Date('2026-11-30T02:00:00Z')
const begin = (more: Partial<Parameters<typeof beginNewLog>[1]> = {}) =>
  library.database.worker
    .transaction()
    .execute((trx) => beginNewLog(trx, { ring, now, restoredFrom, ...more }))
const tickOn = async () =>
  sequenceEntries(library.database.worker, {
    signer: await currentSigner(library.database.worker, ring),
    lastSigned: register.lastSigned,
    now,
  })

/** How the export of the whole register stands, in a line. */
async function verdict(against?: string, key?: string, files?: Map<string, Buffer>): Promise<string> {
  const there = files ?? (await register.export())
  const verifier = readVerifierKey((key ?? there.get('register.vkey')?.toString() ?? '').trim())
  const found = await verifyExport(filesOf(there), {
    verifier,
    against: against === undefined ? undefined : Buffer.from(against),
  })
  if (!found.ok) return `${found.fault.code} ${found.fault.path ?? ''}`.trim()
  const { compared } = found
  const lost =
    compared?.as === 'lost'
      ? `, not compared: ${compared.lost} lost`
      : compared?.as === 'absent'
        ? ', not compared: absent'
        : ''
  return `ok ${[found, ...found.past].map(({ checkpoint }) => checkpoint.size).join(' after ')}${lost}`
}

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
  ring = new KeyRing(library.home.keysDir)
})
beforeEach(async () => {
  await register.empty()
  await register.record(3)
  await register.tick()
  early = (await register.lastSigned.read()) ?? ''
  await register.record(297)
  await register.tick()
  held = (await register.lastSigned.read()) ?? ''
  // What the restore does not bring back: ten entries, signed, and gone.
  const tree = openCheckpoint(
    exportOf(someLeaves(310), register.signer).get('checkpoint') ?? '',
    readVerifierKey(register.key),
  )
  later = signCheckpoint(tree, register.signer)
})
afterAll(() => library.close())

describe('a new log after a restore', () => {
  it('begins with an open leaf that names the log before, and what is missing', async () => {
    await register.record(5)
    const { origin, statement, lost } = await begin({ lastKnown: later })
    expect(lost).toBe(10n)
    expect(statement).toMatchObject({
      from: '2026-11-30T02:00:00Z',
      at: '2026-12-01T10:00:00Z',
      before: { key: register.key, held: { size: 300n }, known: { size: 310n } },
    })
    const [first] = await readLeaves(library.database.worker, { log: 2, first: 0n, most: 1 })
    expect(first?.leaf.toString('latin1')).toContain(`"key":"${register.key}"`)
    expect(origin).toMatch(/^carrel\/[0-9a-f]{16}$/)
    // What waited in the restored data goes to the new log.
    expect(await tickOn()).toMatchObject({ added: 5, size: 6n })
    expect(await verdict()).toBe('ok 6 after 300')
  })

  it('takes the pin of a letter for the last that is known, where the signed one was not kept', async () => {
    const pin = compactFingerprint(openCheckpoint(later, readVerifierKey(register.key)))
    expect((await begin({ lastKnown: `A letter\n${pin}\n` })).lost).toBe(10n)
    expect(await verdict(later)).toBe('ok 1 after 300, not compared: 10 lost')
  })

  it('is signed by a new key, and the old one signs nothing more', async () => {
    await begin()
    await expect(register.tick()).rejects.toMatchObject({ code: 'head-not-signed' })
    expect((await currentSigner(library.database.worker, ring)).name).not.toBe(register.signer.name)
  })

  it('goes on though the signing key of before is in no backup', async () => {
    const signer = `${library.home.keysDir}/register/signer.pem`
    const kept = readFileSync(signer)
    rmSync(signer)
    rmSync(`${library.home.keysDir}/register/last-signed`)
    try {
      ring = new KeyRing(library.home.keysDir)
      await begin()
      await register.record(1)
      expect(await tickOn()).toMatchObject({ size: 2n })
      expect(await verdict()).toBe('ok 2 after 300')
    } finally {
      writeFileSync(signer, kept)
    }
  })

  it('is held to the pins of the log before: an older one, the last one, and one of entries that are lost', async () => {
    await begin({ lastKnown: later })
    expect(await verdict(early)).toBe('ok 1 after 300')
    expect(await verdict(held)).toBe('ok 1 after 300')
    expect(await verdict(later)).toBe('ok 1 after 300, not compared: 10 lost')
    const printed = (note: string) => compactFingerprint(openCheckpoint(note, readVerifierKey(register.key)))
    expect(await verdict(`A letter.\n${printed(early)}\nYours`)).toBe('ok 1 after 300')
    expect(await verdict(printed(later))).toBe('ok 1 after 300, not compared: 10 lost')
  })

  it('fails against a pin that counts more than it admits, or another history', async () => {
    const other = exportOf(someLeaves(300), register.signer).get('checkpoint')?.toString() ?? ''
    const more = exportOf(someLeaves(311), register.signer).get('checkpoint')?.toString() ?? ''
    const sameSize = exportOf(someLeaves(310), register.signer).get('checkpoint')?.toString() ?? ''
    await begin({ lastKnown: later })
    expect(await verdict(other)).toBe('rewritten past/1')
    expect(await verdict(more)).toBe('rewritten')
    expect(await verdict(sameSize)).toBe('rewritten')
    const foreign = exportOf(someLeaves(3), newSigner('carrel/foreign')).get('checkpoint')?.toString() ?? ''
    expect(await verdict(foreign)).toBe('against')
  })

  it('verifies without the log before, and says that it is not there', async () => {
    await begin({ lastKnown: later })
    const all = await register.export()
    const own = new Map([...all].filter(([path]) => !path.startsWith('past/')))
    const found = await verifyExport(filesOf(own), {
      verifier: readVerifierKey((own.get('register.vkey')?.toString() ?? '').trim()),
    })
    expect(found).toMatchObject({ ok: true, past: [], follows: { key: register.key } })
    expect(await verdict(held, undefined, own)).toBe('ok 1, not compared: absent')
    expect(await verdict(early, undefined, own)).toBe('ok 1, not compared: absent')
  })

  it('fails where the log before is changed, cut back, or another one signed with its real key', async () => {
    await begin()
    const all = await register.export()
    const spoilt = new Map(all)
    const path = 'past/1/tile/entries/000'
    spoilt.set(path, Buffer.from(all.get(path) ?? '').fill(9, 5000, 5001))
    expect(await verdict(undefined, undefined, spoilt)).toBe(`entry ${path}`)
    const fork = exportOf(someLeaves(300), register.signer)
    const forked = new Map([...all].filter(([name]) => !name.startsWith('past/')))
    for (const [name, bytes] of fork) forked.set(`past/1/${name}`, bytes)
    expect(await verdict(undefined, undefined, forked)).toBe('past past/1')
  })

  it('may be followed by another, and every one of them is checked', async () => {
    await begin()
    await register.record(2)
    await tickOn()
    await begin({ now: new Date('2026-12-05T10:00:00Z') })
    await register.record(4)
    await tickOn()
    expect(await verdict()).toBe('ok 5 after 3 after 300')
    expect(await verdict(early)).toBe('ok 5 after 3 after 300')
    const all = await register.export()
    const gap = new Map([...all].filter(([name]) => !name.startsWith('past/2/')))
    expect(await verdict(undefined, undefined, gap)).toBe('checkpoint past/1/checkpoint')
  })

  it('is refused over a register that is damaged, or with a checkpoint that is not of it', async () => {
    const refusal = (more: Parameters<typeof begin>[0]) =>
      begin(more).then(
        () => 'begun',
        (error) => (error instanceof RegisterError ? error.code : String(error)),
      )
    const other = exportOf(someLeaves(200), register.signer).get('checkpoint')?.toString()
    expect(await refusal({ lastKnown: other })).toBe('forked')
    expect(await refusal({ lastKnown: 'nonsense' })).toBe('not-the-last')
    expect(await refusal({ lastKnown: early })).toBe('begun')
    await register.empty()
    await register.record(3)
    await register.tick()
    await register.tamper('delete from register_leaf where index = 2')
    expect(await refusal({})).toBe('head-not-stored')
  })

  it('that is not committed leaves everything as it was', async () => {
    const failing = library.database.worker.transaction().execute(async (trx) => {
      await beginNewLog(trx, { ring, now, restoredFrom })
      throw new Error('the restore failed')
    })
    await expect(failing).rejects.toThrow('the restore failed')
    await register.record(1)
    expect(await register.tick()).toMatchObject({ size: 301n })
    expect(await verdict(held)).toBe('ok 301')
  })

  it('is begun by hand where data were put back by other means, and again before it ever ticked', async () => {
    await register.lastSigned.write(later)
    await expect(register.tick()).rejects.toMatchObject({ code: 'rolled-back' })
    const first = await typed(library.home.dir, 'new-log', '--from', '2026-11-20T02:00')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('; 10 entries at least\n')
    expect((await typed(library.home.dir, 'new-log', '--from', '2026-11-20T02:00')).code).toBe(0)
    expect(await tickOn()).toMatchObject({ added: 2 })
    expect(await verdict(later)).toBe('ok 3 after 1 after 300, not compared: 10 lost')
    for (const wrong of [[], ['--from', 'yesterday'], ['--from', '2999-01-01T00:00']]) {
      expect((await typed(library.home.dir, 'new-log', ...wrong)).err).toContain('new-log: --from: ')
    }
  })

  it('is provable in its first entry, which anyone can read: nothing is handed over, and none says that it was', async () => {
    await begin()
    const [first] = await readLeaves(library.database.worker, { log: 2, first: 0n, most: 1 })
    const reference = Buffer.from((first?.id ?? '').replaceAll('-', ''), 'hex').toString('base64url')
    const waiting = () => pendingCount(library.database.worker)
    const before = await waiting()
    const out = `${library.home.dir}/first.proof`
    rmSync(out, { force: true })
    const said = await typed(library.home.dir, 'prove', reference, '--out', out, '--hand-over')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain('nothing was handed over and nothing recorded')
    expect(await waiting()).toBe(before)
  })

  it('begins also where nothing had ever been signed', async () => {
    await register.empty()
    const { statement } = await begin()
    expect(statement).toEqual({ from: '2026-11-30T02:00:00Z', at: '2026-12-01T10:00:00Z' })
    expect(await verdict()).toBe('ok 1')
  })
})
