import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { withFigures } from './page.ts'
import { type BenchRow, pageRows, table } from './row.ts'

const benches = [
  'decisions',
  'register',
  'tick',
  'tick-leaf',
  'sealed-proof',
  'import',
  'counter',
  'desk',
  'cases',
  'demo',
  'backup',
  'reseal',
  'cells',
  'pages',
  'typeset',
] as const
const usage = `npm run bench -- [--small] [--write] [--to FILE] [${benches.join('|')} ...]
  --small     sizes that show in minutes whether everything runs; the figures mean nothing
  --write     puts those with a bound into the table of docs/PERFORMANCE.md, each in the place of its older one
  --to FILE   puts them into another page of that form`

/** The sizes for --small, unless the environment says otherwise. */
const smallSizes = {
  CARREL_BENCH_ENTRIES: '20000',
  CARREL_BENCH_ROUNDS: '3',
  CARREL_BENCH_FINDS: '200',
  CARREL_BENCH_LARGE: '12000',
  CARREL_BENCH_LINKS: '2000',
  CARREL_BENCH_CASES: '2000',
  CARREL_BENCH_CELL_MIB: '4',
}

const { small, pages, chosen } = asked()
const scratch = mkdtempSync(join(tmpdir(), 'carrel-bench-'))

function asked() {
  try {
    const { values, positionals } = parseArgs({
      options: { small: { type: 'boolean' }, write: { type: 'boolean' }, to: { type: 'string' } },
      allowPositionals: true,
    })
    const unknown = positionals.find((name) => !benches.some((bench) => bench === name))
    if (unknown !== undefined) throw new Error(`there is no benchmark ${unknown}`)
    if (values.small && values.write)
      throw new Error('the page keeps no figures of small sizes: use --to FILE')
    return {
      small: values.small === true,
      pages: [
        ...(values.write ? [resolve(import.meta.dirname, '../docs/PERFORMANCE.md')] : []),
        ...(values.to === undefined ? [] : [resolve(values.to)]),
      ],
      chosen: positionals.length === 0 ? benches : benches.filter((bench) => positionals.includes(bench)),
    }
  } catch (error) {
    console.error(`bench: ${(error as Error).message}\n${usage}`)
    process.exit(2)
  }
}

/** Runs one benchmark in its own process, so that none pays for another's memory; undefined if it fails. */
function measure(bench: string): BenchRow[] | undefined {
  const out = join(scratch, `${bench}.json`)
  const runs = `import { run } from ${JSON.stringify(join(import.meta.dirname, `${bench}.ts`))}
    import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(out)}, JSON.stringify(await run()))`
  const child = spawnSync(
    process.execPath,
    ['--import', './bin/from-source.js', '--input-type=module', '-e', runs],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...(small && smallSizes), ...process.env, CARREL_BENCH_SCRATCH: scratch },
    },
  )
  return child.status === 0 ? (JSON.parse(readFileSync(out, 'utf8')) as BenchRow[]) : undefined
}

function keep(bench: string, rows: readonly BenchRow[]): void {
  const day = new Date().toISOString().slice(0, 10)
  const kept = pageRows(rows, `${bench}, ${day}${small ? ', small' : ''}`)
  for (const page of pages) writeFileSync(page, withFigures(pageAt(page), bench, kept))
}

function pageAt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '# Performance\n'
  }
}

let failed = false
const memory = Math.round(totalmem() / 2 ** 30)
console.log(`${cpus().length} cores (${cpus()[0]?.model}), ${memory} GiB, Node ${process.version.slice(1)}`)
try {
  for (const bench of chosen) {
    console.error(`bench: ${bench}`)
    const rows = measure(bench)
    if (rows === undefined) {
      console.error(`bench: ${bench} did not finish; the page keeps what it has of it`)
      failed = true
      continue
    }
    failed ||= !small && rows.some((row) => !row.ok)
    console.log(`\n## ${bench}\n\n${table(rows)}`)
    keep(bench, rows)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
