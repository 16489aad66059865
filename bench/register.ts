import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFolder } from '../src/cli/export-folder.ts'
import { signCheckpoint } from '../src/register/log/checkpoint.ts'
import type { Entry } from '../src/register/log/entry.ts'
import { writeBundle } from '../src/register/log/export-files.ts'
import { leafBytes } from '../src/register/log/leaf.ts'
import { verifierKey } from '../src/register/log/note.ts'
import { newEntryId, sealEntry } from '../src/register/log/sealed-entry.ts'
import {
  type FilledTile,
  hashBytes,
  leafHash,
  TreeEdge,
  tilePath,
  tileWidth,
} from '../src/register/log/tree.ts'
import { recordRows } from './record.ts'
import { type BenchRow, percentile } from './row.ts'

const entries = Number(process.env['CARREL_BENCH_ENTRIES'] ?? 1_000_000)
const month = '2026-11'
const monthKey = randomBytes(32)
const entry: Entry = {
  kind: 'view',
  at: '2026-11-24T15:04:05Z',
  actor: crypto.randomUUID(),
  role: 'desk',
  place: 'front-desk',
  pack: randomBytes(32).toString('hex'),
  subjects: [crypto.randomUUID()],
  records: ['existence', 'identity', 'contact', 'loans', 'overdue', 'charges'],
  may: ['existence', 'identity', 'contact', 'loans', 'overdue', 'charges'],
  outcome: 'release',
  clauses: ['Statement'],
}

export async function run(): Promise<BenchRow[]> {
  return [...(await recordRows(entry)), ...(await verifyRows())]
}

/** `carrel register verify`, compared with a loop that only hashes as many leaves and nodes of the same size. */
async function verifyRows(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-register-'))
  const folder = join(dir, 'export')
  try {
    await writeExport(folder)
    const runs = [1, 2, 3].map(() => ({ loop: hashLoop(), verify: verifyOnce(folder) }))
    const ratio = percentile(
      runs.map(({ loop, verify }) => loop / verify.seconds),
      0.5,
    )
    const count = entries.toLocaleString('en-US')
    const peakMb = Math.max(...runs.map(({ verify }) => verify.peakMb))
    const seconds = percentile(
      runs.map(({ verify }) => verify.seconds),
      0.5,
    )
    const loop = percentile(
      runs.map((one) => one.loop),
      0.5,
    )
    return [
      {
        name: `verify ${count} entries`,
        value: entries / seconds,
        unit: 'entries/s',
        peer: 'hashing alone',
        peerValue: entries / loop,
        ratio,
        bound: 'at least 60 %',
        ok: ratio >= 0.6,
      },
      {
        name: `verify ${count} entries: peak memory`,
        value: peakMb,
        unit: 'MB',
        bound: 'under 300 MB',
        ok: peakMb < 300,
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** As many leaf and node hashes, of bytes that stay in the processor's cache. */
function hashLoop(): number {
  const leaves = Array.from({ length: tileWidth }, () => randomBytes(1 + leafBytes))
  const node = randomBytes(1 + 2 * hashBytes)
  const began = performance.now()
  for (let at = 0; at < entries; at++) {
    hash('sha256', leaves[at % tileWidth] ?? node, 'binary')
    hash('sha256', node, 'binary')
  }
  return (performance.now() - began) / 1000
}

/** The command in its own process, which reports its time and its peak. */
function verifyOnce(folder: string): { seconds: number; peakMb: number } {
  const script = `import { run } from ${JSON.stringify(join(import.meta.dirname, '../src/cli/register.ts'))}
    const began = performance.now()
    process.exitCode = await run(['verify', ${JSON.stringify(folder)}])
    const seconds = (performance.now() - began) / 1000
    console.log(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 }))`
  const child = spawnSync(
    process.execPath,
    ['--import', './bin/from-source.js', '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
    },
  )
  if (child.status !== 0) throw new Error(`verify failed: ${child.stdout}${child.stderr}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '')
}

/** An export of that many entries, each with its own sealed bytes. */
async function writeExport(folder: string): Promise<void> {
  const signer = { name: 'carrel/bench', ...generateKeyPairSync('ed25519') }
  const sealed = Buffer.from(sealEntry(entry, { id: newEntryId(), month, monthKey }).leaf)
  await writeFolder(folder, async (write) => {
    const filled: FilledTile[] = []
    const edge = new TreeEdge((tile) => filled.push(tile))
    for (let first = 0; first < entries; first += tileWidth) {
      const width = Math.min(tileWidth, entries - first)
      const leaves = Array.from({ length: width }, () => {
        const leaf = Buffer.from(sealed)
        randomBytes(1024).copy(leaf, leafBytes - 1024)
        return leaf
      })
      edge.append(Buffer.concat(leaves.map(leafHash)))
      const index = BigInt(first / tileWidth)
      await write(tilePath({ level: 'entries', index, width }), writeBundle(leaves))
      for (const tile of filled.splice(0)) await write(tilePath(tile), tile.hashes)
    }
    for (const tile of edge.partialTiles()) await write(tilePath(tile), tile.hashes)
    await write('register.vkey', `${verifierKey(signer.name, signer.publicKey)}\n`)
    await write('checkpoint', signCheckpoint({ size: edge.size, root: edge.root() }, signer))
  })
}

if (import.meta.filename === process.argv[1]) {
  const rows = await run()
  for (const row of rows) console.log(row)
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1
}
