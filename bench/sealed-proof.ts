import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFolder } from '../src/cli/export-folder.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { signCheckpoint } from '../src/register/log/checkpoint.ts'
import { blindedCommitment, blindingOf, slotCount } from '../src/register/log/commitment.ts'
import { writeBundle } from '../src/register/log/export-files.ts'
import { commitmentsLeaf } from '../src/register/log/leaf.ts'
import { verifierKey } from '../src/register/log/note.ts'
import { newEntryId } from '../src/register/log/sealed-entry.ts'
import { type FilledTile, leafHash, TreeEdge, tilePath, tileWidth } from '../src/register/log/tree.ts'
import {
  commitmentOf,
  emptyState,
  type MatterState,
  newMatterEntry,
  type SealedMatter,
  treeHeadsOf,
} from '../src/sealed/matter.ts'
import { type ProofParts, proveMatter, proveMatterEntry } from '../src/sealed/proof.ts'
import { type BenchRow, percentile } from './row.ts'

const large = Number(process.env['CARREL_BENCH_ENTRIES'] ?? 100_000)
/** A year of checkpoints, and a sealed matter in which something was recorded at most hourly. */
const year = Math.min(525_600, large * 6)
const entries = Math.min(10_000, Math.floor(year / 50))
const yearSays = `${year.toLocaleString('en-US')} ticks`
const entriesSay = `${entries.toLocaleString('en-US')} entries`
const began = Date.parse('2026-01-01T00:00:00Z')
const instantOf = (minute: number) => `${new Date(began + minute * 60_000).toISOString().slice(0, 19)}Z`
const origin = 'carrel/bench'

/** Checks the proof of a large sealed matter, each entry a state of its own, against a year of checkpoints. */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-sealed-'))
  try {
    const ring = new KeyRing(join(dir, 'keys'))
    const folder = join(dir, 'export')
    const it = compartmentOf()
    await writeYear(folder, ring, it.states)
    const parts: ProofParts = {
      ...{ cell: 1, monthKey: (cell, month) => ring.cells.monthKey(cell, month) },
      now: { log: origin, size: year, at: instantOf(year) },
    }
    const made = performance.now()
    const whole = JSON.stringify(proveMatter(it, parts))
    const makingMs = performance.now() - made
    writeFileSync(join(dir, 'whole'), whole)
    writeFileSync(join(dir, 'one'), JSON.stringify(proveMatterEntry(it, parts, Math.floor(entries / 2))))
    const row = (name: string, value: number, unit: string, bound: string, ok: boolean): BenchRow => ({
      ...{ name, value, unit, bound, ok },
    })
    const seconds = (name: string, file: string) => {
      const runs = [1, 2, 3].map(() => verifyOnce(join(dir, file), folder))
      const value = percentile(
        runs.map((one) => one.seconds),
        0.5,
      )
      const peak = Math.max(...runs.map((one) => one.peakMb))
      return [
        row(`carrel sealed verify of ${name} over ${yearSays}`, value, 's', 'under 60 s', value < 60),
        row('the same: peak memory', peak, 'MB', 'under 500 MB', peak < 500),
      ]
    }
    return [
      row(
        `to make the proof of ${entriesSay}, unencrypted`,
        makingMs,
        'ms',
        'under 1,000 ms',
        makingMs < 1000,
      ),
      {
        name: 'the same: its size',
        value: statSync(join(dir, 'whole')).size / 2 ** 20,
        unit: 'MB',
        ok: true,
      },
      ...seconds(`a sealed matter of ${entriesSay}`, 'whole'),
      ...seconds('one entry of it', 'one'),
      {
        name: 'how busy the machine was: load over a minute',
        value: loadavg()[0] ?? 0,
        unit: 'processes',
        ok: true,
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A state for each entry, evenly over the year. */
function compartmentOf(): SealedMatter {
  const each = Math.floor(year / (entries + 1))
  const minuteOf = (nth: number) => nth * each
  const log = Array.from({ length: entries }, (_, nth) =>
    newMatterEntry({
      kind: 'case-step',
      at: instantOf(minuteOf(nth + 1)),
      actor: 'system',
      flags: ['noted'],
    }),
  )
  const trees = treeHeadsOf(
    log,
    log.map((_, nth) => nth + 1),
  )
  const blind = () => randomBytes(32).toString('base64')
  const states: MatterState[] = trees.map(({ root }, nth) => ({
    ...{ size: nth + 1, root: root.toString('base64'), blind: blind(), at: instantOf(minuteOf(nth + 1)) },
    ...{ seen: minuteOf(nth + 1), log: origin },
  }))
  return {
    ...{ version: 1, side: 'director', reference: 'AAAA-BBBB', cleared: [], recovery: '', log, file: {} },
    states: [emptyState(blind(), { log: origin, size: 0, at: instantOf(0) }), ...states],
  }
}

async function writeYear(folder: string, ring: KeyRing, states: readonly MatterState[]): Promise<void> {
  const signer = { name: origin, ...generateKeyPairSync('ed25519') }
  const others = Array.from({ length: slotCount - 1 }, () => randomBytes(32))
  let state = 0
  let held = commitmentOf(states[0] as MatterState)
  const leafAt = (index: number): Buffer => {
    while (state + 1 < states.length && (states[state + 1]?.seen ?? 0) <= index)
      held = commitmentOf(states[++state] as MatterState)
    const [id, month] = [newEntryId(), instantOf(index).slice(0, 7)]
    return commitmentsLeaf(
      id,
      [held, ...others].map((one, at) =>
        blindedCommitment(one, blindingOf(ring.cells.monthKey(at + 1, month), id)),
      ),
    )
  }
  await writeFolder(folder, async (write) => {
    const filled: FilledTile[] = []
    const edge = new TreeEdge((tile) => filled.push(tile))
    for (let first = 0; first < year; first += tileWidth) {
      const width = Math.min(tileWidth, year - first)
      const leaves = Array.from({ length: width }, (_, at) => leafAt(first + at))
      edge.append(Buffer.concat(leaves.map(leafHash)))
      await write(
        tilePath({ level: 'entries', index: BigInt(first / tileWidth), width }),
        writeBundle(leaves),
      )
      for (const tile of filled.splice(0)) await write(tilePath(tile), tile.hashes)
    }
    for (const tile of edge.partialTiles()) await write(tilePath(tile), tile.hashes)
    await write('register.vkey', `${verifierKey(signer.name, signer.publicKey)}\n`)
    await write('checkpoint', signCheckpoint({ size: edge.size, root: edge.root() }, signer))
  })
}

/** The command in its own process. */
function verifyOnce(file: string, folder: string): { seconds: number; peakMb: number } {
  const script = `import { run } from ${JSON.stringify(join(import.meta.dirname, '../src/cli/sealed.ts'))}
    const began = performance.now()
    process.exitCode = await run(${JSON.stringify(['verify', file, '--export', folder])})
    const seconds = (performance.now() - began) / 1000
    console.log(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 }))`
  const child = spawnSync(
    process.execPath,
    ['--import', './bin/from-source.js', '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
    },
  )
  if (child.status !== 0)
    throw new Error(`carrel sealed verify ended with ${child.status}: ${child.stdout}${child.stderr}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as { seconds: number; peakMb: number }
}
