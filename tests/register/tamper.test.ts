import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactFingerprint, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { readLeaves } from '../../src/register/log-store.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { exportOf, filesOf, newSigner, someLeaves, view, withMarks } from './small-log.ts'
import { anyFork, anyTampering, pinnedVerdict } from './tampering.ts'

const signer = newSigner()
const verifier = verifierOf(signer)
const leaves = withMarks(someLeaves(400), 2)
const good = exportOf(leaves, signer)

async function verdict(files: ReadonlyMap<string, Buffer>, against?: string, by = verifier): Promise<string> {
  const older = against === undefined ? undefined : Buffer.from(against)
  const found = await verifyExport(filesOf(files), { verifier: by, against: older })
  if (found.ok) return found.compared?.as === 'newer' ? 'newer' : 'ok'
  const { code, path = '', entry = '' } = found.fault
  return `${code} ${path} ${entry}`.trim()
}

describe('tampering with an export', () => {
  it('is found wherever it is, and the first bad entry or tile is named', async () => {
    await fc.assert(
      fc.asyncProperty(anyTampering(good, leaves.length), async ({ what, files, names }) => {
        expect([what, await verdict(files)]).toEqual([what, names])
      }),
      { numRuns: 300 },
    )
  })

  it('by signing again with the real key verifies alone, and fails against every pin that counts what was rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(anyFork(leaves, signer), fc.nat(600), async (fork, pinned) => {
        const { what, files } = fork
        const note = exportOf(leaves.slice(0, pinned), signer).get('checkpoint')?.toString() ?? ''
        const pin = compactFingerprint(openCheckpoint(note, verifier))
        const expected = pinnedVerdict(fork, pinned)
        expect([what, await verdict(files)]).toEqual([what, 'ok'])
        expect([what, await verdict(files, note)]).toEqual([what, expected])
        expect([what, await verdict(files, pin)]).toEqual([what, expected])
      }),
      { numRuns: 40 },
    )
  })
})

describe('tampering with the stored register', () => {
  let library: TestDatabase
  let register: ReturnType<typeof registerOf>
  let pinned: string
  const size = 300

  beforeAll(async () => {
    library = await startTestDatabase()
    register = registerOf(library)
    await register.record(size - 1)
    await register.record(1, { ...view, flags: Array.from({ length: 64 }, () => crypto.randomUUID()) })
    await register.tick()
    pinned = (await register.lastSigned.read()) ?? ''
  })
  afterAll(() => library.close())

  const entry = fc.nat(size - 1)
  const anyBlow = fc.oneof(
    fc.tuple(entry, fc.nat(1099)).map(([at, byte]) => ({
      what: 'a leaf changed',
      sql: `update register_leaf set leaf = set_byte(leaf, ${byte}, get_byte(leaf, ${byte}) # 1) where index = ${at}`,
      at,
    })),
    entry.map((at) => ({ what: 'a leaf gone', sql: `delete from register_leaf where index = ${at}`, at })),
    fc
      .tuple(entry, entry)
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => ({
        what: 'two leaves in each other’s place',
        sql: `update register_leaf set index = 1000 + index where index in (${one}, ${other});
        update register_leaf set index = ${one} + ${other} + 1000 - index where index >= 1000`,
        at: Math.min(one, other),
      })),
    fc
      .tuple(entry, entry)
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => ({
        what: 'a leaf twice',
        sql: `update register_leaf set leaf = (select leaf from register_leaf where index = ${other}) where index = ${one}`,
        at: one,
      })),
  )

  it('is found wherever it is, and the first bad entry is named', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlow, async ({ what, sql, at }) => {
        await keeping(async (tamper) => {
          await tamper(sql)
          const found = await register.verify(pinned)
          expect([what, found]).toMatchObject([
            what,
            { ok: false, fault: { code: 'entry', entry: BigInt(at) } },
          ])
        })
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    [
      'a tile changed',
      `update register_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0 and index = 0`,
      'tile tile/0/000',
    ],
    [
      'a partial tile changed',
      `update register_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0 and index = 1`,
      'tile tile/0/001.p/44',
    ],
    ['a tile gone', 'delete from register_tile where level = 1', 'missing tile/1/000.p/1'],
    [
      'a checkpoint of another size',
      `update register_checkpoint set note = replace(note, E'\\n300\\n', E'\\n299\\n')`,
      'refused',
    ],
    ['an older checkpoint put back', `delete from register_checkpoint`, 'refused'],
  ])('is found where it is %s', async (_what, sql, names) => {
    await keeping(async (tamper) => {
      await tamper(sql)
      const said = await register.export().then(
        (files) => verdict(files, undefined, verifierOf(register.signer)),
        () => 'refused',
      )
      expect(said).toBe(names)
    })
  })

  it('in the second part of a long entry is found by a person who opens it', async () => {
    const rows = await readLeaves(library.database.worker, { log: 1, first: 0n, most: size })
    const long = rows.find(({ overflow }) => overflow !== null)
    const { leaf, overflow } = {
      leaf: long?.leaf ?? Buffer.alloc(0),
      overflow: long?.overflow ?? Buffer.alloc(0),
    }
    expect(openEntry(leaf, register.monthKey, overflow)).toHaveProperty('entry')
    expect(openEntry(leaf, register.monthKey)).toEqual({ refused: 'overflow-missing' })
    fc.assert(
      fc.property(fc.nat(overflow.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const spoilt = Buffer.from(overflow)
        spoilt[at] = (spoilt[at] ?? 0) ^ by
        expect(openEntry(leaf, register.monthKey, spoilt)).toEqual({ refused: 'overflow-damaged' })
        expect(openEntry(leaf, register.monthKey, overflow.subarray(0, at))).toEqual({
          refused: 'overflow-damaged',
        })
      }),
      { numRuns: 200 },
    )
  })

  /** Puts back afterwards whatever the blow took. */
  async function keeping(work: (tamper: (sql: string) => Promise<unknown>) => Promise<void>): Promise<void> {
    const tables = ['register_leaf', 'register_tile', 'register_checkpoint']
    await register.asOwner((client) =>
      client.query(tables.map((table) => `create table kept_${table} as table ${table}`).join(';')),
    )
    try {
      await work(register.tamper)
    } finally {
      await register.tamper(
        tables
          .map(
            (table) =>
              `delete from ${table}; insert into ${table} table kept_${table}; drop table kept_${table}`,
          )
          .join(';'),
      )
    }
  }
})
