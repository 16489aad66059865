import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import {
  blindedCommitment,
  blindingOf,
  slotMonthKey,
  stateCommitment,
} from '../../src/register/log/commitment.ts'
import { checkpointProved, readProof, writeProof } from '../../src/register/log/entry-proof.ts'
import { isCommitmentsLeaf, leafReference, readCommitmentsLeaf } from '../../src/register/log/leaf.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { newEntryId, sealEntry } from '../../src/register/log/sealed-entry.ts'
import { emptyRoot } from '../../src/register/log/tree.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import {
  entriesBefore,
  entriesByMonth,
  entriesFrom,
  newestCheckpoint,
  pendingCount,
  readLeaves,
} from '../../src/register/log-store.ts'
import { proveStoredEntry } from '../../src/register/newest-checkpoint.ts'
import { maxPerTransaction, type SlotValues } from '../../src/register/sequencer.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { emptyCells, manyTicks } from './many-ticks.ts'
import { filesOf, month, view } from './small-log.ts'
import { typed } from './typed.ts'

let library: TestDatabase
let register: ReturnType<typeof registerOf>
const cells = emptyCells()
const now = new Date('2026-11-24T15:04:05Z')

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
})
beforeEach(() => register.empty())
afterAll(() => library.close())

const leaves = async () =>
  (await readLeaves(library.database.worker, { log: 1, first: 0n, most: 10_000 })).map(({ leaf }) => leaf)
/** `e` for each entry and `t` for each tick's own leaf, in the order of the register. */
const order = async () => (await leaves()).map((leaf) => (isCommitmentsLeaf(leaf) ? 't' : 'e')).join('')

/** Entries that wait, with as little ado as may be. */
async function wait(count: number): Promise<void> {
  const sealed = Array.from({ length: count }, () => {
    const id = newEntryId()
    return { id: id.toString('hex'), ...sealEntry(view, { id, month, monthKey: register.monthKey }) }
  })
  await sql`insert into register_pending (id, leaf) select * from unnest(
    ${sealed.map(({ id }) => id)}::uuid[], ${sealed.map(({ leaf }) => leaf)}::bytea[])`.execute(
    library.database.app,
  )
}

describe('the tick’s own leaf', () => {
  it('is added by every tick, last and once, also where nothing waited; and never without cells', async () => {
    expect(await register.tick({ cells })).toMatchObject({ added: 0, size: 1n })
    expect(await register.tick({ cells })).toMatchObject({ added: 0, size: 2n })
    await register.record(3)
    expect(await register.tick({ cells })).toMatchObject({ added: 3, size: 6n })
    expect(await register.tick()).toMatchObject({ added: 0, size: 6n })
    expect(await order()).toBe('tteeet')
    expect((await newestCheckpoint(library.database.worker, 1))?.commitments).toBe(3n)
    expect(await register.verify()).toMatchObject({ ok: true, commitments: 3n, checkpoint: { size: 6n } })
  })

  it('is of 280 bytes, and holds what the cells gave for its own id and month', async () => {
    const asked: { id: Buffer; month: string }[] = []
    const values = Array.from({ length: 8 }, () => randomBytes(32))
    const spy: SlotValues = async (leaf) => {
      asked.push(leaf)
      return values
    }
    await register.record(2)
    await register.tick({ cells: spy, now: new Date('2026-12-31T23:59:59Z') })
    expect(asked).toEqual([{ id: expect.any(Buffer), month: '2026-12' }])
    const last = (await leaves()).at(-1) ?? Buffer.alloc(0)
    expect(last).toHaveLength(280)
    expect(readCommitmentsLeaf(last)).toEqual({ id: asked[0]?.id, values })
  })

  it('shows to a person with the key of a month that a cell was empty, by its proof alone', async () => {
    const rootKey = randomBytes(32)
    await register.tick({ cells: emptyCells(rootKey) })
    await register.record(5)
    await register.tick({ cells: emptyCells(rootKey) })
    const leaf = (await leaves())[0] ?? Buffer.alloc(0)
    const proven = await proveStoredEntry(library.database.worker, leafReference(leaf), now)
    if (typeof proven === 'string') throw new Error(proven)
    const read = readProof(Buffer.from(writeProof(proven.proof)))
    expect(checkpointProved(read)?.size).toBe(7n)
    const { id, values } = readCommitmentsLeaf(read.leaf)
    const empty = stateCommitment({ size: 0n, root: emptyRoot, blind: Buffer.alloc(32, 6) })
    const of = (cell: number, key = rootKey) =>
      blindedCommitment(empty, blindingOf(slotMonthKey(key, cell, '2026-11'), id))
    expect(values).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((cell) => of(cell)))
    expect(values).not.toContainEqual(of(1, randomBytes(32)))
    const held = stateCommitment({ size: 1n, root: emptyRoot, blind: Buffer.alloc(32, 6) })
    expect(blindedCommitment(held, blindingOf(slotMonthKey(rootKey, 1, '2026-11'), id))).not.toEqual(
      values[0],
    )
  })

  it.each([10, 0])('is added once where more waits than one transaction takes, and %s more', async (more) => {
    await wait(maxPerTransaction + more)
    let asked = 0
    const counting: SlotValues = (leaf) => {
      asked += 1
      return cells(leaf)
    }
    const size = BigInt(maxPerTransaction + more + 1)
    expect(await register.tick({ cells: counting })).toMatchObject({ added: Number(size) - 1, size })
    expect(asked).toBe(1)
    expect(await order()).toBe(`${'e'.repeat(Number(size) - 1)}t`)
    expect(await register.verify()).toMatchObject({ ok: true, commitments: 1n })
  })

  it.each<[string, SlotValues]>([
    ['the cells cannot be read', () => Promise.reject(new Error('no cells'))],
    ['a value is too short', async () => [...Array(7).fill(Buffer.alloc(32)), Buffer.alloc(31)]],
    ['a value is missing', async () => Array(7).fill(Buffer.alloc(32))],
    ['there is one too many', async () => Array(9).fill(Buffer.alloc(32))],
  ])('is not there, and no entry of the tick is, where %s', async (_what, spoilt) => {
    await register.tick({ cells })
    await register.record(2)
    await expect(register.tick({ cells: spoilt })).rejects.toThrow()
    expect(await order()).toBe('t')
    expect(await pendingCount(library.database.worker)).toBe(2n)
    await register.tick({ cells })
    expect(await order()).toBe('teet')
  })

  it('is not there where the tick fails after it was made', async () => {
    await register.tick({ cells })
    const { privateKey } = generateKeyPairSync('x25519')
    await expect(register.tick({ cells, signer: { ...register.signer, privateKey } })).rejects.toThrow()
    expect(await order()).toBe('t')
    expect(await register.tick({ cells })).toMatchObject({ size: 2n })
  })

  it('is there or not, as its whole tick, where the second of two transactions fails', async () => {
    await wait(maxPerTransaction + 3)
    const failing: SlotValues = () => Promise.reject(new Error('no cells'))
    await expect(register.tick({ cells: failing })).rejects.toThrow('no cells')
    expect(await order()).toBe('e'.repeat(maxPerTransaction))
    expect(await register.verify()).toMatchObject({ ok: true, commitments: 0n })
    await register.tick({ cells })
    expect(await order()).toBe(`${'e'.repeat(maxPerTransaction + 3)}t`)
  })

  it('is added once by each of two that tick at the same moment, or by the one that may', async () => {
    const ticks = await Promise.all([...Array(6).keys()].map(() => register.tick({ cells })))
    const done = ticks.filter(({ status }) => status === 'ticked').length
    expect(done).toBeGreaterThan(0)
    expect(await order()).toBe('t'.repeat(done))
    expect(await register.verify()).toMatchObject({ ok: true })
  })
})

test('idle ticks killed at any moment leave each its leaf with its signature, or neither', async () => {
  const ticking = fileURLToPath(new URL('ticking.ts', import.meta.url))
  let seen = 0n
  for (const waitMs of [3, 20, 61]) {
    const env = { ...process.env, CARREL_HOME: library.home.dir, TICK_LEAVES: 'yes' }
    const child = spawn(process.execPath, ['--import', './bin/from-source.js', ticking], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (text: Buffer) => {
      const sizes = text.toString().match(/^\d+$/gm) ?? []
      seen = BigInt(sizes.at(-1) ?? seen)
    })
    await once(child.stdout, 'data')
    await sleep(waitMs)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const stored = BigInt((await leaves()).length)
    expect(stored).toBeGreaterThanOrEqual(seen)
    expect(await register.verify()).toMatchObject({ ok: true, commitments: stored })
  }
  expect(seen).toBeGreaterThan(3n)
})

describe('among 5,000 such leaves', () => {
  beforeEach(async () => {
    await register.record(2)
    await register.tick({ cells })
    await manyTicks(library.database.worker, { ...register, now }, 5000)
    await register.record(1)
    await register.tick({ cells })
  })

  it('the register verifies, and a check says how many of its leaves are no entries', async () => {
    expect(await register.verify()).toMatchObject({
      ok: true,
      commitments: 5002n,
      checkpoint: { size: 5005n },
    })
    expect((await newestCheckpoint(library.database.worker, 1))?.commitments).toBe(5002n)
    const spoilt = new Map(await register.export())
    const path = 'tile/entries/010'
    const bundle = Buffer.from(spoilt.get(path) ?? '')
    bundle.writeUInt8(bundle.readUInt8(40 * 282 + 100) ^ 1, 40 * 282 + 100)
    const verdict = await verifyExport(filesOf(spoilt.set(path, bundle)), {
      verifier: verifierOf(register.signer),
    })
    expect(verdict).toMatchObject({ ok: false, fault: { code: 'entry', path, entry: 2600n } })
  })

  it('entries are found from either end, past all that lies between', async () => {
    const { worker } = library.database
    const downFrom = async (index: bigint, most: number) =>
      (await entriesBefore(worker, { log: 1, before: index, most })).map((row) => row.index)
    expect(await downFrom(5005n, 2)).toEqual([5003n, 1n])
    expect(await downFrom(5003n, 5)).toEqual([1n, 0n])
    expect(await downFrom(0n, 5)).toEqual([])
    const from = async (first: bigint, end: bigint) =>
      (await entriesFrom(worker, { log: 1, first, before: end, most: 5 })).map((row) => row.index)
    expect(await from(0n, 5005n)).toEqual([0n, 1n, 5003n])
    expect(await from(2n, 5003n)).toEqual([])
    expect(await entriesByMonth(worker, { from: '2026-11-01', to: '2026-11-30' })).toEqual([
      { month: '2026-11', entries: 3n, recent: 3n },
    ])
  })

  it('no query that looks for entries reads what lies between', async () => {
    await register.asOwner((client) => client.query('vacuum analyze register_leaf'))
    const pages = await register.asOwner(async (client) => {
      const { rows } = await client.query(`explain (analyze, buffers, format json)
        select index, id, leaf, overflow from register_leaf
        where log = 1 and index < 5005 and octet_length(leaf) > 280 order by index desc limit 3`)
      const { Plan: plan } = rows[0]['QUERY PLAN'][0]
      return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    })
    // All of the table has some 250 pages.
    expect(pages).toBeLessThan(12)
  })
})

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-tick-leaf-'))
  const run = (...args: string[]) => typed(library.home.dir, ...args)
  let reference: string
  beforeEach(async () => {
    await register.record(2)
    await register.tick({ cells })
    await register.tick({ cells })
    reference = leafReference((await leaves())[2] ?? Buffer.alloc(0))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('exports and verifies entries and marks, and says how many there are of each', async () => {
    const out = join(folder, 'export')
    expect((await run('export', '--with-leaves', out)).out).toContain(
      '2 entries and 2 minute marks exported to ',
    )
    const said = await run('verify', out)
    expect(said.code).toBe(0)
    expect(said.out).toContain('  holds     2 entries and 2 minute marks, 4 in all\n')
    expect(said.out).toContain('Not checked: what the minute marks say.')
    expect(JSON.parse((await run('verify', out, '--json')).out)).toMatchObject({ size: 4, commitments: 2 })
  })

  it('shows of a mark what it is, and neither opens it nor hands it over', async () => {
    const shown = await run('show', reference)
    expect([shown.code, shown.err]).toEqual([1, expect.stringContaining('this is no entry: it is the leaf')])
    expect(JSON.parse((await run('show', reference, '--json')).out)).toMatchObject({ status: 'commitments' })
    expect(await pendingCount(library.database.worker)).toBe(0n)
    const file = join(folder, 'mark')
    const proved = await run('prove', reference, '--out', file, '--hand-over')
    expect([proved.code, proved.out]).toEqual([0, expect.stringContaining('nothing was handed over')])
    const verified = await run('verify', file, '--reference', reference)
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('It is no entry')])
    expect(verified.out).not.toContain('Sealed')
  })
})

describe('the database', () => {
  it('takes leaves of the two sizes and of no other', async () => {
    for (const bytes of [0, 279, 281, 1099, 1101]) {
      const inserting = sql`insert into register_leaf (log, index, id, leaf)
        values (1, 0, gen_random_uuid(), ${Buffer.alloc(bytes)})`.execute(library.database.worker)
      await expect(inserting).rejects.toMatchObject({ code: '23514' })
    }
  })

  it('lets no one put such a leaf among what waits', async () => {
    await register.tick({ cells })
    const [leaf] = await leaves()
    const inserting = sql`insert into register_pending (id, leaf)
      select id, leaf from register_leaf where leaf = ${leaf}`.execute(library.database.app)
    await expect(inserting).rejects.toMatchObject({ code: '23514' })
  })
})
