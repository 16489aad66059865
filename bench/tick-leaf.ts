import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFolder } from '../src/cli/export-folder.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { lastSignedFile } from '../src/register/head.ts'
import { signCheckpoint } from '../src/register/log/checkpoint.ts'
import { blindedCommitment, blindingOf, slotCount, stateCommitment } from '../src/register/log/commitment.ts'
import { writeBundle } from '../src/register/log/export-files.ts'
import { commitmentsLeaf } from '../src/register/log/leaf.ts'
import { verifierKey } from '../src/register/log/note.ts'
import { newEntryId } from '../src/register/log/sealed-entry.ts'
import {
  emptyRoot,
  type FilledTile,
  leafHash,
  TreeEdge,
  tilePath,
  tileWidth,
} from '../src/register/log/tree.ts'
import { entriesBefore } from '../src/register/log-store.ts'
import { currentSigner, type SlotValues, sequenceEntries } from '../src/register/sequencer.ts'
import { asOwner } from '../tests/links/as-owner.ts'
import { manyTicks } from '../tests/register/many-ticks.ts'
import { type BenchRow, percentile } from './row.ts'

/** Real runs of the sequencer, each with its commit, for its time and for what it leaves besides its leaf. */
const ticks = Number(process.env['CARREL_BENCH_TICKS'] ?? 2000)
/** Leaves made by the same code, many in one commit, for the space of a leaf. */
const large = Number(process.env['CARREL_BENCH_ENTRIES'] ?? 100_000)
const atOnce = 5000
const year = Math.min(525_600, large * 6)
const yearSays = `${year.toLocaleString('en-US')} idle ticks`

/** What the commitments leaf of each run costs: the run, a year in the database, and the check of a year's export. */
export async function run(): Promise<BenchRow[]> {
  return [...(await tickRows()), ...(await yearRows())]
}

/** The values of eight unused slots, as a library makes them in each run. */
function cellsOf(ring: KeyRing): SlotValues {
  const commitment = stateCommitment({ size: 0n, root: emptyRoot, blind: Buffer.alloc(32, 1) })
  return async ({ id, month }) =>
    Array.from({ length: slotCount }, (_, at) =>
      blindedCommitment(commitment, blindingOf(ring.cells.monthKey(at + 1, month), id)),
    )
}

async function openLibrary() {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-tick-leaf-'))
  const home = homeFrom({ CARREL_HOME: dir }, '/')
  const database = await openDatabase(home)
  const ring = new KeyRing(home.keysDir)
  const parts = {
    signer: await currentSigner(database.worker, ring),
    lastSigned: lastSignedFile(home.keysDir),
  }
  const cells = cellsOf(ring)
  const with_ = (own: SlotValues | undefined) =>
    sequenceEntries(database.worker, { ...parts, now: new Date(), cells: own, timeZone: 'America/Chicago' })
  return {
    database,
    home,
    idle: () => with_(undefined),
    leaf: () => with_(cells),
    many: (count: number) => manyTicks(database.worker, { ...parts, now: new Date() }, count),
    async close() {
      await database.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

type Library = Awaited<ReturnType<typeof openLibrary>>

async function tickRows(): Promise<BenchRow[]> {
  const library = await openLibrary()
  const peer = await openLibrary()
  try {
    await peer.idle()
    await library.leaf()
    const empty = await sizesOf(library)
    for (let have = 0; have < large; have += atOnce) await library.many(Math.min(atOnce, large - have))
    const before = await sizesOf(library)
    const took = { leaf: [] as number[], idle: [] as number[] }
    for (let round = 0; round < ticks; round++) {
      for (const [samples, once] of [
        [took.leaf, library.leaf],
        [took.idle, peer.idle],
      ] as const) {
        const began = performance.now()
        await once()
        samples.push(performance.now() - began)
      }
    }
    const after = await sizesOf(library)
    const load = loadavg()[0] ?? 0
    const row = (name: string, p: number): BenchRow => ({
      name: `an idle tick with its leaf, ${large.toLocaleString('en-US')} leaves: ${name}`,
      value: percentile(took.leaf, p),
      unit: 'ms',
      peer: 'an idle tick without one',
      peerValue: percentile(took.idle, p),
      ratio: percentile(took.leaf, p) / percentile(took.idle, p),
      bound: 'under 1 % of its minute',
      ok: percentile(took.leaf, p) < 600,
    })
    return [
      row('median', 0.5),
      row('99th percentile', 0.99),
      { name: 'how busy the machine was: load over a minute', value: load, unit: 'processes', ok: true },
      ...sizeRows(empty, before, after),
      await listRow(library),
    ]
  } finally {
    await library.close()
    await peer.close()
  }
}

type Sizes = Readonly<Record<'leaves' | 'indexes' | 'tiles' | 'checkpoints' | 'logged', number>>

async function sizesOf(library: Library): Promise<Sizes> {
  const asked = `select pg_table_size('register_leaf') as leaves, pg_indexes_size('register_leaf') as indexes,
      pg_total_relation_size('register_tile') as tiles,
      pg_total_relation_size('register_checkpoint') as checkpoints,
      (pg_current_wal_insert_lsn() - '0/0')::bigint as logged`
  const { rows } = await asOwner(library, (it) => it.query<Record<keyof Sizes, string>>(asked), 'superuser')
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, size]) => [name, Number(size)]),
  ) as Sizes
}

function sizeRows(empty: Sizes, before: Sizes, after: Sizes): BenchRow[] {
  const each = (name: keyof Sizes) => (before[name] - empty[name]) / large
  const bytes = (says: string, value: number): BenchRow => ({
    name: `a tick’s leaf, of ${large.toLocaleString('en-US')}: ${says}`,
    value,
    unit: 'bytes',
    ok: true,
  })
  const stored = each('leaves') + each('indexes') + each('tiles')
  const churned = (after.tiles - before.tiles + after.checkpoints - before.checkpoints) / 2 ** 20
  const yearMb = (stored * 525_600) / 2 ** 20
  return [
    bytes('in the table of leaves', each('leaves')),
    bytes('in its indexes', each('indexes')),
    bytes('in the tiles', each('tiles')),
    {
      name: `old forms of tiles and checkpoints that ${ticks.toLocaleString('en-US')} real ticks left, until vacuum clears them away`,
      value: churned,
      unit: 'MB',
      ok: true,
    },
    {
      name: 'a real tick: bytes in the write-ahead log, which is written over in turn',
      value: (after.logged - before.logged) / ticks,
      unit: 'bytes',
      ok: true,
    },
    {
      name: 'a year of idle ticks (525,600): growth of the tables',
      value: yearMb,
      unit: 'MB',
      bound: 'under 300 MB',
      ok: large < 50_000 || yearMb < 300,
    },
  ]
}

/** Looks for entries where there are none among all those leaves: a list's worst case. */
async function listRow({ database }: Library): Promise<BenchRow> {
  const samples: number[] = []
  for (let at = 0; at < 200; at++) {
    const began = performance.now()
    await entriesBefore(database.app, { log: 1, before: 10_000_000n, most: 26 })
    samples.push(performance.now() - began)
  }
  const value = percentile(samples, 0.5)
  const name = `to find the newest entries past ${large.toLocaleString('en-US')} such leaves`
  return { name, value, unit: 'ms', bound: 'under 5 ms', ok: value < 5 }
}

/** `carrel register verify` on the export of a register that was idle for a year. */
async function yearRows(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-tick-year-'))
  const folder = join(dir, 'export')
  try {
    await writeYear(folder, new KeyRing(join(dir, 'keys')))
    const runs = [1, 2, 3].map(() => verifyOnce(folder))
    const seconds = percentile(
      runs.map((one) => one.seconds),
      0.5,
    )
    return [
      {
        name: `the export of ${yearSays}`,
        value: bytesIn(folder) / 2 ** 20,
        unit: 'MB',
        bound: 'under 200 MB',
        ok: bytesIn(folder) < 200 * 2 ** 20,
      },
      {
        name: `carrel register verify over ${yearSays}`,
        value: seconds,
        unit: 's',
        bound: 'under 10 s',
        ok: seconds < 10,
      },
      {
        name: `the same: peak memory`,
        value: Math.max(...runs.map(({ peakMb }) => peakMb)),
        unit: 'MB',
        bound: 'under 300 MB',
        ok: runs.every(({ peakMb }) => peakMb < 300),
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function writeYear(folder: string, ring: KeyRing): Promise<void> {
  const signer = { name: 'carrel/bench', ...generateKeyPairSync('ed25519') }
  const cells = cellsOf(ring)
  await writeFolder(folder, async (write) => {
    const filled: FilledTile[] = []
    const edge = new TreeEdge((tile) => filled.push(tile))
    for (let first = 0; first < year; first += tileWidth) {
      const leaves: Buffer[] = []
      for (let at = first; at < Math.min(first + tileWidth, year); at++) {
        const id = newEntryId()
        leaves.push(commitmentsLeaf(id, await cells({ id, month: '2026-11' })))
      }
      edge.append(Buffer.concat(leaves.map(leafHash)))
      const index = BigInt(first / tileWidth)
      await write(tilePath({ level: 'entries', index, width: leaves.length }), writeBundle(leaves))
      for (const tile of filled.splice(0)) await write(tilePath(tile), tile.hashes)
    }
    for (const tile of edge.partialTiles()) await write(tilePath(tile), tile.hashes)
    await write('register.vkey', `${verifierKey(signer.name, signer.publicKey)}\n`)
    await write('checkpoint', signCheckpoint({ size: edge.size, root: edge.root() }, signer))
  })
}

/** The command in its own process. */
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

function bytesIn(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

if (import.meta.filename === process.argv[1]) {
  const rows = await run()
  for (const row of rows) console.log(row)
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1
}
