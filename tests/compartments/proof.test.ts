import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { blindedCommitment, blindingOf } from '../../src/register/log/commitment.ts'
import { commitmentsLeaf, isCommitmentsLeaf, readCommitmentsLeaf } from '../../src/register/log/leaf.ts'
import { readVerifierKey, verifierOf } from '../../src/register/log/note.ts'
import { readLeaves } from '../../src/register/log-store.ts'
import { beginNewLog } from '../../src/register/new-log.ts'
import { currentSigner, type SlotValues } from '../../src/register/sequencer.ts'
import {
  commitmentOf,
  emptyCommitment,
  type MatterState,
  newMatterEntry,
  treeHeadsOf,
} from '../../src/sealed/matter.ts'
import { emptyProofFile, matterProofFile } from '../../src/sealed/matter-actions.ts'
import {
  type EmptySlotsProof,
  type MatterEntryProof,
  type MatterProof,
  monthsOf,
  readSealedProof,
  type SealedProof,
} from '../../src/sealed/proof.ts'
import { verifySealedProof } from '../../src/sealed/proof-check.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { carrelHere } from '../cli/carrel.ts'
import { exportOf, filesOf, newSigner, publicOf } from '../register/small-log.ts'
import { sealedLibrary } from './history.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-proof-'))
const passphrase = 'a passphrase of a test'
let library: Awaited<ReturnType<typeof sealedLibrary>>
type Files = ReadonlyMap<string, Buffer>
/** As of the proof, and after the cell was freed and another matter taken in there. */
let then: Files
let later: Files
let proof: MatterProof
let other: MatterProof
let one: MatterEntryProof
let empty: EmptySlotsProof
let emptied: EmptySlotsProof

async function opened<P extends SealedProof>(file: Buffer | undefined): Promise<P> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  return JSON.parse(Buffer.from(await decrypter.decrypt(file ?? Buffer.alloc(0))).toString()) as P
}
const all = (open: SealedSession, reference: string) =>
  matterProofFile(open, reference, library.ring, passphrase)
const unusedOf = async (open: SealedSession, ...cells: number[]) =>
  opened<EmptySlotsProof>(
    await emptyProofFile(
      open,
      { side: 'director', ...(cells.length > 0 && { cells }) },
      library.ring,
      passphrase,
    ),
  )

const matter = 'AAAA-BBBB'
const second = 'CCCC-DDDD'
const third = 'EEEE-FFFF'

/** Seven entries of the one matter: states between two ticks, ticks of one state, a tick under way, a month's end. */
beforeAll(async () => {
  library = await sealedLibrary()
  const { register } = library
  await library.ticks(3)
  const open = await library.unlock()
  await library.takeIn(open, matter)
  await library.work(open, matter, 'coverage')
  await library.work(open, matter, 'challenged')
  await register.record(3)
  await library.ticks(3)
  await library.takeIn(open, second)
  await library.tick(() => library.work(open, matter, 'within-a-tick'))
  await library.ticks(2)
  // What a kill between the commit and the note leaves: the next state is written by an older size.
  const note = (await register.lastSigned.read()) ?? ''
  await library.tick()
  await register.lastSigned.write(note)
  await library.work(open, matter, 'after-a-kill')
  await library.tick()
  await register.record(2)
  await library.ticks(9)
  await library.work(open, matter, 'in-december')
  await library.work(open, second, 'in-december')
  await library.ticks(3)
  await library.work(open, matter, 'since-the-last-tick')
  proof = await opened(await all(open, matter))
  other = await opened(await all(open, second))
  one = await opened(await matterProofFile(open, matter, library.ring, passphrase, 2))
  empty = await unusedOf(open, 3, 4)
  writeFileSync(join(scratch, 'proof.age'), await all(open, matter))
  then = await register.export()
  await library.ticks(2)
  await open.free(matter)
  await library.ticks(2)
  emptied = await unusedOf(open, 1)
  // The tick under way has read the cell, and so its leaf holds that it was empty.
  await library.tick(() => library.takeIn(open, third))
  await library.work(open, third, 'again')
  await library.ticks(2)
  later = await register.export()
}, 120_000)
afterAll(async () => {
  await library.close()
  rmSync(scratch, { recursive: true, force: true })
})

const verifierIn = (files: Files) =>
  readVerifierKey((files.get('register.vkey') ?? Buffer.alloc(0)).toString().trim())
const verify = (it: SealedProof, files: Files = later) =>
  verifySealedProof(filesOf(files), {
    verifier: verifierIn(files),
    proof: readSealedProof(Buffer.from(JSON.stringify(it))),
  })
/** All leaves, from the tables. */
const leaves = async () =>
  (await readLeaves(library.database.database.worker, { log: 1, first: 0n, most: 10_000 })).map(
    ({ leaf }) => leaf,
  )
const ticksIn = async () =>
  (await leaves()).flatMap((leaf, index) =>
    isCommitmentsLeaf(leaf) ? [{ index, ...readCommitmentsLeaf(leaf) }] : [],
  )

/** Which leaves hold one of these states, by hand. */
async function holding(cell: number, { months }: MatterProof, commitment: Buffer): Promise<number[]> {
  return (await ticksIn()).flatMap(({ index, id, values }) =>
    months.some(({ key }) =>
      values[cell - 1]?.equals(blindedCommitment(commitment, blindingOf(Buffer.from(key, 'base64'), id))),
    )
      ? [index]
      : [],
  )
}

describe('the proof of a compartment', () => {
  test('has what happened there until the last tick, over a month’s end, and holds', async () => {
    expect(proof.entries.map(({ entry }) => entry.flags?.[0])).toEqual([
      ...['taken-in-aaaa-bbbb', 'coverage', 'challenged', 'within-a-tick', 'after-a-kill', 'in-december'],
    ])
    expect(proof.months.map(({ month }) => month)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01'])
    expect([proof.cell, proof.states.length]).toEqual([1, 7])
    const verdict = await verify(proof, then)
    if (!verdict.ok) throw new Error(verdict.fault.message)
    expect([verdict.shown.short, verdict.shown.datedBefore]).toEqual([[], []])
    const ticks = await ticksIn()
    const within = ticks.filter(
      ({ index }) => index >= (proof.states[0]?.seen ?? 0) && index < proof.until.size,
    )
    expect(verdict.shown.cells).toEqual([
      {
        ...{ cell: 1, leaves: within.length },
        first: { log: 'carrel/test', index: within[0]?.index },
        last: { log: 'carrel/test', index: within.at(-1)?.index },
      },
    ])
    // Of each entry the leaf is the first whose state has it, as counted by hand.
    const firsts = await Promise.all(
      proof.states.map(async (state) => ({ state, at: await holding(1, proof, commitmentOf(state)) })),
    )
    const expected = proof.entries.map(
      (_, nth) => firsts.find(({ state, at }) => state.size > nth && at.length > 0)?.at[0],
    )
    expect(verdict.shown.entries.map((leaf) => leaf?.index)).toEqual(expected)
    // Two states came between two ticks, and so in no leaf; the empty cell stands in the leaves before.
    expect(firsts.filter(({ at }) => at.length === 0).map(({ state }) => state.size)).toEqual([1, 2])
    expect(new Set(expected).size).toBe(4)
  })

  test('holds after the cell was freed and another matter is there, and that one’s holds too', async () => {
    expect(await verify(proof)).toMatchObject({ ok: true, shown: { short: [] } })
    const open = await library.unlock()
    const now = await opened<MatterProof>(await all(open, third))
    expect([now.cell, now.reference]).toEqual([proof.cell, third])
    expect(await holding(1, now, commitmentOf(now.states[0] as MatterState))).toEqual(
      expect.arrayContaining([now.states[0]?.seen, now.states[1]?.seen]),
    )
    expect(await verify(now)).toMatchObject({
      ok: true,
      shown: { short: [], cells: [{ first: { index: now.states[0]?.seen } }] },
    })
    // A state that does not know how far the register was signed may stand wherever the one before it may.
    const unknown = { ...(now.states[2] as MatterState), log: '', seen: 0 }
    expect(await verify({ ...now, states: now.states.with(2, unknown) })).toMatchObject({
      ok: true,
      shown: { short: [] },
    })
    expect(await verify({ ...now, states: now.states.slice(1) })).toMatchObject({
      ok: false,
      fault: { code: 'tree' },
    })
    expect(await verify(other)).toMatchObject({ ok: true, shown: { short: [] } })
  })

  test('that begins where it was rewritten shows no empty cell before, and is not shown whole', async () => {
    const [first] = proof.states
    if (first === undefined) throw new Error('no state')
    const seen = (proof.states[4]?.seen ?? 0) + 2
    const forged = { ...first, blind: other.states[0]?.blind ?? '', log: 'carrel/test', seen }
    const states = [forged, ...proof.states.slice(4).map((one, at) => (at === 0 ? { ...one, seen } : one))]
    expect(await verify({ ...proof, states })).toMatchObject({
      ok: true,
      shown: { short: [expect.stringContaining('No leaf shows that the slot held nothing before')] },
    })
  })

  test('of a log that was rewritten, in a cell that was freed for it, shows since when, and which entries are older', async () => {
    const own = await sealedLibrary()
    try {
      await own.ticks(3)
      const open = await own.unlock()
      await own.takeIn(open, matter)
      await own.work(open, matter, 'released')
      await own.ticks(25)
      await open.free(matter)
      const { size } = await own.signed()
      await own.ticks(3)
      const made = (flag: string, at: string) =>
        newMatterEntry({ kind: 'case-step', at, actor: 'director', flags: [flag] })
      const log = [made('taken-in', '2026-11-30T23:44:00Z'), made('objected', '2026-11-30T23:45:00Z')]
      await own.compartments.leave('director', {})
      await open.takeIn('director', 0, () => ({ reference: matter, file: {}, log }))
      await own.ticks(2)
      const rewritten = await opened<MatterProof>(await matterProofFile(open, matter, own.ring, passphrase))
      const files = await own.register.export()
      expect(rewritten.states[0]?.seen).toBe(size)
      expect(await verify(rewritten, files)).toMatchObject({ ok: true, shown: { datedBefore: [0, 1] } })
      // What would hide that is in no leaf: that the cell was empty from the start.
      const since = { ...(rewritten.states[0] as MatterState), seen: 0, at: '2026-11-30T23:40:00Z' }
      expect(await verify({ ...rewritten, states: rewritten.states.with(0, since) }, files)).toMatchObject({
        ok: false,
        fault: { code: 'leaf', leaf: { index: 2 } },
      })
      // Nor does a date help: its leaves are of December.
      const early = { ...since, seen: size }
      expect(await verify({ ...rewritten, states: rewritten.states.with(0, early) }, files)).toMatchObject({
        ok: true,
        shown: { datedBefore: [0, 1] },
      })
    } finally {
      await own.close()
    }
  }, 60_000)

  test('goes as far as an older export does, and says so', async () => {
    const verdict = await verify(await opened(await all(await library.unlock(), third)), then)
    expect(verdict).toMatchObject({ ok: true, shown: { entries: [undefined, undefined] } })
    expect(verdict.ok && verdict.shown.short).toEqual([
      expect.stringContaining('give a newer export'),
      expect.stringContaining('The last 2 entries are in no leaf'),
    ])
  })

  test('is not made of what no tick can have held, and a cell without a tick since has none', async () => {
    const open = await library.unlock()
    await library.takeIn(open, 'GGGG-HHHH')
    await expect(all(open, 'GGGG-HHHH')).rejects.toMatchObject({ code: 'nothing-to-prove' })
    await open.free('GGGG-HHHH')
  })
})

describe('a proof that was changed', () => {
  /** The roots that the entries now give: what a forger would write. */
  const reroot = (it: MatterProof): MatterProof => ({
    ...it,
    states: it.states.map((state) => ({
      ...state,
      root: treeHeadsOf(it.entries, [state.size])[0]?.root.toString('base64') ?? '',
    })),
  })
  const swap = <T>(list: readonly T[], a: number, b: number): T[] =>
    list.with(a, list[b] as T).with(b, list[a] as T)
  const changedEntry = (it: MatterProof): MatterProof => {
    const [first] = it.entries
    if (first === undefined) throw new Error('no entry')
    const entry = { ...first.entry, flags: ['never-came'] }
    return { ...it, entries: it.entries.with(0, { ...first, entry }) }
  }
  const dropped = (it: MatterProof): MatterProof => ({
    ...it,
    entries: it.entries.toSpliced(1, 1),
    states: it.states.map((state) => ({ ...state, size: state.size > 1 ? state.size - 1 : state.size })),
  })
  const added = (it: MatterProof): MatterProof => ({
    ...it,
    entries: [...it.entries, it.entries[0] as (typeof it.entries)[number]],
    states: it.states.map((state) => (state.size === 6 ? { ...state, size: 7 } : state)),
  })
  const swapped = (it: MatterProof): MatterProof => ({ ...it, entries: swap(it.entries, 0, 1) })

  test.each<[string, (it: MatterProof) => MatterProof]>([
    ['an entry changed', changedEntry],
    ['an entry dropped', dropped],
    ['an entry added', added],
    ['the order changed', swapped],
    ['states in another order', (it) => ({ ...it, states: swap(it.states, 3, 4) })],
  ])('with %s gives other roots; with the roots made to fit it fits no leaf', async (_what, change) => {
    expect(await verify(change(proof))).toMatchObject({ ok: false, fault: { code: 'tree' } })
    const forged = reroot(change(proof))
    const verdict = await verify(forged)
    expect(verdict).toMatchObject({ ok: false, fault: { code: expect.stringMatching(/^(leaf|tree)$/) } })
  })

  test.each<[string, (it: MatterProof) => MatterProof, number]>([
    ['a state that was dropped', (it) => ({ ...it, states: it.states.toSpliced(3, 1) }), 3],
    [
      'a forged state',
      (it) => ({
        ...it,
        states: it.states.with(3, { ...(it.states[3] as MatterState), blind: it.states[0]?.blind ?? '' }),
      }),
      3,
    ],
    ['a state said to be older than it is', (it) => ({ ...it, states: it.states.toSpliced(4, 1) }), 4],
    [
      'the last state and its entry left out',
      (it) => ({ ...it, states: it.states.slice(0, -1), entries: it.entries.slice(0, -1) }),
      6,
    ],
    ['the roots of other entries', (it) => reroot(changedEntry(it)), 3],
  ])('by %s names the first leaf that does not fit', async (_what, change, state) => {
    const [first] = await holding(1, proof, commitmentOf(proof.states[state] as never))
    const verdict = await verify(change(proof))
    expect(verdict).toMatchObject({
      ok: false,
      fault: { code: 'leaf', leaf: { log: 'carrel/test', index: first } },
    })
    expect(verdict.ok ? '' : verdict.fault.message).toContain(`leaf ${first} of carrel/test`)
  })

  test('to be of another matter is refused where an entry names it, and is said not to be checked where none does', async () => {
    const others = 'ZZZZ-ZZZZ-ZZZZ'
    expect(await verify({ ...proof, reference: others })).toMatchObject({
      ok: false,
      fault: { code: 'reference', message: expect.stringContaining(others) },
    })
    const named = await verify(proof)
    expect(named).toMatchObject({ ok: true, shown: { isNamed: true } })
    expect(await verify({ ...one, reference: others })).toMatchObject({
      ok: true,
      shown: { isNamed: false },
    })
    const first = await opened<MatterEntryProof>(
      await matterProofFile(await library.unlock(), third, library.ring, passphrase, 0),
    )
    expect(await verify(first)).toMatchObject({ ok: true, shown: { isNamed: true } })
    expect(await verify({ ...first, reference: others })).toMatchObject({ fault: { code: 'reference' } })
  })

  test.each([2, 3, 8])('to be of cell %s fits no leaf', async (cell) => {
    expect(await verify({ ...proof, cell })).toMatchObject({ ok: false, fault: { code: 'leaf' } })
  })

  test('without the key of its second month fits the first alone', async () => {
    const verdict = await verify({ ...proof, months: proof.months.slice(0, 2) })
    const ticks = await ticksIn()
    const december = Buffer.from(proof.months[2]?.key ?? '', 'base64')
    const first = ticks.find(({ id, values }) =>
      proof.states.some((state) =>
        values[0]?.equals(blindedCommitment(commitmentOf(state), blindingOf(december, id))),
      ),
    )
    expect(verdict).toMatchObject({ ok: false, fault: { code: 'leaf', leaf: { index: first?.index } } })
  })

  test.each<[string, (it: MatterProof) => unknown]>([
    ['another format', (it) => ({ ...it, format: 'carrel' })],
    ['another version', (it) => ({ ...it, version: 2 })],
    ['a field more', (it) => ({ ...it, note: '' })],
    ['a cell that is none', (it) => ({ ...it, cell: 9 })],
    ['no state', (it) => ({ ...it, states: [] })],
    ['months that do not follow', (it) => ({ ...it, months: [...it.months].reverse() })],
    ['a key too short', (it) => ({ ...it, months: [{ month: '2026-11', key: 'AAAA' }] })],
    ['a reference that a terminal obeys', (it) => ({ ...it, reference: '\u001b[2J' })],
    [
      'an entry with words of its own',
      (it) => ({ ...it, entries: [{ id: it.entries[0]?.id, entry: { note: 'x' } }] }),
    ],
    ['an entry that is none', (it) => ({ ...it, entries: [{ id: it.entries[0]?.id, entry: null }] })],
    ['an id too long', (it) => ({ ...it, entries: [{ ...it.entries[0], id: 'A'.repeat(24) }] })],
  ])('to have %s is not read', (_what, change) => {
    expect(() => readSealedProof(Buffer.from(JSON.stringify(change(proof))))).toThrow(/^(the proof|entry)/)
  })
})

describe('an export that is not the one', () => {
  test('of another library is named as such', async () => {
    const signer = newSigner('carrel/other')
    const foreign = exportOf(await leaves(), signer)
    const verdict = await verifySealedProof(filesOf(foreign), { verifier: verifierOf(signer), proof })
    expect(verdict).toMatchObject({ ok: false, fault: { code: 'other-register' } })
    expect(verdict.ok ? '' : verdict.fault.message).toContain('carrel/test')
  })

  test('with one leaf’s value computed again is refused as no export; signed again by the library’s own key, its leaf is named', async () => {
    const own = await leaves()
    const ticks = await ticksIn()
    const at = ticks.find(({ index }) => index > (proof.states[4]?.seen ?? 0) + 2)
    if (at === undefined) throw new Error('no such leaf')
    const key = Buffer.from(proof.months[0]?.key ?? '', 'base64')
    const older = blindedCommitment(commitmentOf(proof.states[3] as never), blindingOf(key, at.id))
    const forged = own.with(at.index, commitmentsLeaf(at.id, at.values.with(0, older)))
    const { signer } = library.register
    const rewritten = exportOf(forged, signer).set('register.vkey', later.get('register.vkey') as Buffer)
    const bare = new Map(rewritten).set('checkpoint', later.get('checkpoint') as Buffer)
    expect(await verify(proof, bare)).toMatchObject({ ok: false, fault: { code: 'root' } })
    const mixed = new Map(later)
    for (const [path, bytes] of rewritten) if (path.startsWith('tile/entries/')) mixed.set(path, bytes)
    expect(await verify(proof, mixed)).toMatchObject({
      ok: false,
      fault: { code: 'entry', entry: BigInt(at.index) },
    })
    expect(await verify(proof, rewritten)).toMatchObject({
      ok: false,
      fault: { code: 'leaf', leaf: { index: at.index } },
    })
  })

  test('under another key does not verify at all', async () => {
    const { publicKey } = generateKeyPairSync('ed25519')
    const verifier = { ...verifierIn(later), publicKey }
    expect(await verifySealedProof(filesOf(later), { verifier, proof })).toMatchObject({
      ok: false,
      fault: { code: 'checkpoint' },
    })
  })
})

describe('the proof of one entry', () => {
  test('leads to the leaves that hold it, and has nothing of the others', async () => {
    const verdict = await verify(one)
    const shows = await Promise.all(one.states.map((state) => holding(1, proof, commitmentOf(state))))
    const held = shows
      .flat()
      .filter((index) => index < one.until.size)
      .sort((a, b) => a - b)
    expect(verdict).toMatchObject({
      ok: true,
      shown: {
        short: [],
        entries: [{ index: held[0] }],
        cells: [{ leaves: held.length, first: { index: held[0] }, last: { index: held.at(-1) } }],
      },
    })
    const whole = await verify(proof)
    expect(verdict.ok && whole.ok && verdict.shown.entries[0]).toEqual(whole.ok && whole.shown.entries[2])
    const text = JSON.stringify(one)
    expect(text).toContain('challenged')
    for (const [nth, { id, entry }] of proof.entries.entries()) {
      if (nth !== 2)
        expect([text.includes(id), text.includes(entry.flags?.[0] ?? '')]).toEqual([false, false])
    }
  })

  test.each<[string, (it: MatterEntryProof) => MatterEntryProof, string]>([
    ['another entry', (it) => ({ ...it, entry: proof.entries[1] as never }), 'tree'],
    ['another index', (it) => ({ ...it, index: 1 }), 'tree'],
    ['a path too few', (it) => ({ ...it, paths: it.paths.slice(1) }), 'tree'],
    ['another cell', (it) => ({ ...it, cell: 2 }), 'no-leaf'],
    [
      'other blinds',
      (it) => ({
        ...it,
        states: it.states.map((state) => ({ ...state, blind: proof.states[0]?.blind ?? '' })),
      }),
      'no-leaf',
    ],
  ])('with %s does not hold', async (_what, change, code) => {
    expect(await verify(change(one))).toMatchObject({ ok: false, fault: { code } })
  })
})

describe('the proof of cells that hold nothing', () => {
  test('holds for those that were never used, and since it was freed for one that was', async () => {
    expect(empty.cells.map(({ cell }) => cell)).toEqual([3, 4])
    const verdict = await verify(empty, then)
    const ticks = (await ticksIn()).filter(({ index }) => index < empty.until.size)
    const shown = { leaves: ticks.length, first: { index: 0 }, last: { index: ticks.at(-1)?.index } }
    expect(verdict).toMatchObject({ ok: true, shown: { short: [], cells: [shown, shown] } })
    const freed = await verify(emptied)
    expect(freed).toMatchObject({ ok: true, shown: { short: [], cells: [{ cell: 1, leaves: 2 }] } })
    expect(freed.ok && (freed.shown.cells[0]?.first?.index ?? 0)).toBeGreaterThanOrEqual(proof.until.size)
  })

  test('does not hold for one that was used meanwhile, nor for another cell or blind', async () => {
    const [cell] = emptied.cells
    if (cell === undefined) throw new Error('no cell')
    const { size } = await library.signed()
    const longer = await verify({ ...emptied, until: { ...emptied.until, size } })
    expect(longer).toMatchObject({ ok: false, fault: { code: 'leaf' } })
    const [first] = empty.cells
    if (first === undefined) throw new Error('no cell')
    for (const cells of [[{ ...first, cell: 2 }], [{ ...first, blind: cell.blind }]])
      expect(await verify({ ...empty, cells })).toMatchObject({ ok: false, fault: { code: 'no-leaf' } })
    expect(emptyCommitment(first.blind)).not.toEqual(emptyCommitment(cell.blind))
  })
})

test('a proof opens no value of another cell, and the states of another no value under its keys', async () => {
  const ticks = await ticksIn()
  const tried = (cells: readonly number[], keysOf: MatterProof, statesOf: MatterProof) =>
    ticks.flatMap(({ id, values }) =>
      keysOf.months.flatMap(({ key }) =>
        statesOf.states.flatMap((state) => {
          const value = blindedCommitment(commitmentOf(state), blindingOf(Buffer.from(key, 'base64'), id))
          return cells.filter((cell) => values[cell - 1]?.equals(value))
        }),
      ),
    )
  const others = [2, 3, 4, 5, 6, 7, 8]
  expect(tried(others, proof, proof)).toEqual([])
  expect(tried([1, ...others], proof, other)).toEqual([])
  expect(tried([1], proof, proof).length).toBeGreaterThan(10)
  // Nor what was in the same cell after it, in the same month.
  const next = await opened<MatterProof>(await all(await library.unlock(), third))
  const after = ticks.filter(({ index }) => index >= (next.states[0]?.seen ?? 0))
  expect(next.states.map(({ blind }) => blind)).not.toContain(proof.states.at(-1)?.blind)
  for (const state of proof.states) {
    const at = await holding(1, proof, commitmentOf(state))
    expect(after.filter(({ index }) => at.includes(index))).toEqual([])
  }
})

test('months are those from the least to the greatest of the clock, and one on each side', () => {
  expect(monthsOf(['2027-01-01T00:00:00Z', '2026-12-30T23:40:00Z'])).toEqual([
    ...['2026-11', '2026-12', '2027-01', '2027-02'],
  ])
  expect(monthsOf(['2026-12-01T00:00:00Z'])).toEqual(['2026-11', '2026-12', '2027-01'])
  expect(monthsOf(['2027-01-01T00:00:00Z'])[0]).toBe('2026-12')
  expect(monthsOf(['1970-01-01T00:00:00Z', '2999-01-01T00:00:00Z'])).toHaveLength(1200)
})

test('a proof goes on over a restore: it speaks of two logs, and of a lost end no more than is left', async () => {
  const restored = await sealedLibrary('2026-11-26T09:00:00Z')
  const { register, ring, database } = restored
  const { worker } = database.database
  try {
    await restored.ticks(2)
    const open = await restored.unlock()
    await restored.takeIn(open, matter)
    await restored.ticks(2)
    const before = await opened<MatterProof>(await matterProofFile(open, matter, ring, passphrase))
    const began = await worker
      .transaction()
      .execute((trx) => beginNewLog(trx, { ring, now: restored.now(), restoredFrom: restored.now() }))
    await register.lastSigned.write(began.note)
    const signer = await currentSigner(worker, ring)
    const cells: SlotValues = (leaf) => restored.compartments.valuesFor(leaf)
    const goOn = () => register.tick({ signer, cells, now: restored.now() })
    await goOn()
    await restored.work(open, matter, 'after-the-restore')
    await goOn()
    const after = await opened<MatterProof>(await matterProofFile(open, matter, ring, passphrase))
    const files = await register.export()
    expect(after.states.map(({ log }) => log)).toEqual(['', 'carrel/test', began.origin])
    expect(await verify(after, files)).toMatchObject({
      ok: true,
      shown: {
        short: [],
        entries: [
          { log: 'carrel/test', index: 2 },
          { log: began.origin, index: 2 },
        ],
        cells: [
          { leaves: 6, first: { log: 'carrel/test', index: 0 }, last: { log: began.origin, index: 2 } },
        ],
      },
    })
    expect(await verify({ ...after, states: after.states.toSpliced(1, 1) }, files)).toMatchObject({
      ok: false,
      fault: { code: 'leaf', leaf: { log: 'carrel/test', index: 2 } },
    })
    const lost = await verify({ ...before, until: { ...before.until, size: 9 } }, files)
    expect(lost).toMatchObject({
      ok: true,
      shown: { short: [expect.stringContaining('lost with a restore')] },
    })
  } finally {
    await restored.close()
  }
}, 60_000)

describe('a proof that is made while something goes on', () => {
  test('has each state that a leaf before its end holds', async () => {
    const own = await sealedLibrary()
    try {
      await own.ticks(2)
      const open = await own.unlock()
      await own.takeIn(open, matter)
      await own.ticks(2)
      const nowSigned = open.nowSigned.bind(open)
      vi.spyOn(open, 'nowSigned').mockImplementationOnce(async () => {
        await own.work(open, matter, 'meanwhile')
        await own.ticks(2)
        return nowSigned()
      })
      const made = await opened<MatterProof>(await matterProofFile(open, matter, own.ring, passphrase))
      expect(made.entries).toHaveLength(2)
      expect(await verify(made, await own.register.export())).toMatchObject({
        ok: true,
        shown: { short: [] },
      })
      // Of a cell that somebody else took meanwhile it does not say that it is empty.
      const stale = await own.unlock()
      await own.takeIn(open, second)
      await own.ticks(2)
      const file = await emptyProofFile(stale, { side: 'director' }, own.ring, passphrase)
      const shown = await opened<EmptySlotsProof>(file)
      expect(shown.cells.map(({ cell }) => cell)).toEqual([3, 4, 5, 6])
      expect(await verify(shown, await own.register.export())).toMatchObject({
        ok: true,
        shown: { short: [] },
      })
      const none = await emptyProofFile(stale, { side: 'director', cells: [1, 2] }, own.ring, passphrase)
      expect(none).toBeUndefined()
    } finally {
      await own.close()
    }
  }, 60_000)
})

describe('carrel sealed verify', () => {
  const written = (name: string, files: Files) => {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(scratch, name, path)), { recursive: true })
      writeFileSync(join(scratch, name, path), bytes)
    }
    return join(scratch, name)
  }
  const at = (name: string, text: string) => {
    writeFileSync(join(scratch, name), text)
    return join(scratch, name)
  }
  let folder: string
  let secret: string
  beforeAll(() => {
    folder = written('later', later)
    secret = at('secret', `${passphrase}\n`)
  })
  const said = (args: string[], env: Record<string, string> = {}) =>
    carrelHere(scratch, ['sealed', 'verify', ...args], env)

  test('opens the file with its passphrase and says what holds, and what was not checked', async () => {
    const { code, out } = await said([join(scratch, 'proof.age'), '--export', folder], {
      CARREL_PASSPHRASE_FILE: secret,
    })
    expect(code).toBe(0)
    expect(out).toContain('The proof holds.')
    expect(out).toContain(`reference ${matter}`)
    expect(out).toContain('6 entries lead to those leaves, in this order.')
    expect(out).toMatch(/case-step coverage by director: leaf \d+/)
    expect(out.match(/^Not checked: /gm)).toHaveLength(5)
    expect(out).not.toContain('Not checked: the reference')
  })

  test('says it in JSON, and with the key that was published leaves one thing less open', async () => {
    const key = (later.get('register.vkey') ?? '').toString().trim()
    const { code, out } = await said([
      ...[at('one.json', JSON.stringify(one)), '--export', folder, '--json', '--key', key],
    ])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      ...{
        verified: true,
        verdict: 'verified',
        kind: 'entry',
        reference: matter,
        keyGiven: true,
        notShown: [],
      },
      entries: [{ entry: { flags: ['challenged'] }, leaf: { log: 'carrel/test' } }],
    })
    expect(JSON.parse(out).notChecked).toHaveLength(5)
    expect(JSON.parse(out).notChecked).toContainEqual(expect.stringMatching(/^the reference\./))
    const shown = await said([at('empty.json', JSON.stringify(empty)), '--export', folder])
    expect([shown.code, shown.out.match(/slot \d held nothing/g)]).toEqual([
      0,
      ['slot 3 held nothing', 'slot 4 held nothing'],
    ])
  })

  test('ends with 1 where it does not hold, and with 3 where the export does not show all of it', async () => {
    const broken = at('broken.json', JSON.stringify({ ...proof, cell: 2 }))
    expect(await said([broken, '--export', folder])).toMatchObject({
      code: 1,
      out: expect.stringContaining('The proof does NOT hold.\n  leaf '),
    })
    expect(JSON.parse((await said([broken, '--export', folder, '--json'])).out)).toMatchObject({
      ...{ verified: false, verdict: 'not-verified', fault: { code: 'leaf', leaf: { log: 'carrel/test' } } },
    })
    const older = written('then', then)
    const longer = at('longer.json', JSON.stringify({ ...proof, until: { ...proof.until, size: 5000 } }))
    const short = await said([longer, '--export', older])
    expect(short.code).toBe(3)
    expect(short.out).toContain('could NOT be checked whole')
    expect(JSON.parse((await said([longer, '--export', older, '--json'])).out)).toMatchObject({
      ...{ verified: false, verdict: 'not-shown' },
    })
    expect(await said([at('none.json', 'no proof'), '--export', folder])).toMatchObject({
      code: 1,
      out: 'The proof does NOT hold.\n  the proof is not JSON\n',
    })
  })

  test('asks for the export with leaves where it is given the public one', async () => {
    const wanted = [at('one.json', JSON.stringify(one)), '--export', written('public', publicOf(later))]
    const { code, out } = await said(wanted)
    expect([code, out]).toEqual([1, expect.stringContaining('carrel register export --with-leaves writes')])
  })

  test('ends with 2 where it was not asked rightly', async () => {
    const file = join(scratch, 'proof.age')
    const wrong = at('wrong', 'another passphrase\n')
    for (const [args, env, says] of [
      [[], {}, 'name one file'],
      [[file], {}, '--export: name the folder'],
      [[file, '--export', secret], {}, 'is no folder with an export'],
      [[join(scratch, 'nowhere'), '--export', folder], {}, 'is not there'],
      [[file, '--export', folder], { CARREL_PASSPHRASE_FILE: wrong }, 'this passphrase does not open it'],
      [
        [file, '--export', folder],
        { CARREL_PASSPHRASE_FILE: join(scratch, 'nowhere') },
        '--passphrase-file: ',
      ],
      [
        [file, '--export', folder, '--key', 'none'],
        { CARREL_PASSPHRASE_FILE: secret },
        '--key: none is neither',
      ],
    ] as const) {
      const ended = await said([...args], env)
      expect([ended.code, ended.err]).toEqual([2, expect.stringContaining(says)])
      expect(ended.err).toContain('[command-line]')
    }
  })

  test('does not take a file that was cut for a passphrase that was wrong', async () => {
    const bytes = readFileSync(join(scratch, 'proof.age'))
    writeFileSync(join(scratch, 'cut.age'), bytes.subarray(0, -40))
    const ended = await said([join(scratch, 'cut.age'), '--export', folder], {
      CARREL_PASSPHRASE_FILE: secret,
    })
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('was changed or cut') })
  })
})
