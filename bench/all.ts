import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type BenchRow, table } from './row.ts'

const benches = ['decisions', 'register', 'tick', 'import', 'counter', 'demo', 'backup', 'reseal'] as const
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const chosen = wanted.length === 0 ? benches : benches.filter((bench) => wanted.includes(bench))
const scratch = mkdtempSync(join(tmpdir(), 'carrel-bench-'))

/** Runs one benchmark in a process of its own, so that none pays for another's memory. */
function measure(bench: string): BenchRow[] {
  const out = join(scratch, `${bench}.json`)
  const runs = `import { run } from ${JSON.stringify(join(import.meta.dirname, `${bench}.ts`))}
    import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(out)}, JSON.stringify(await run()))`
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', runs], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CARREL_BENCH_SCRATCH: scratch },
  })
  if (child.status !== 0)
    return [{ name: `${bench}: did not finish`, value: Number.NaN, unit: '', ok: false }]
  return JSON.parse(readFileSync(out, 'utf8')) as BenchRow[]
}

const sections: string[] = []
let allOk = true
try {
  for (const bench of chosen) {
    console.error(`bench: ${bench}`)
    const rows = measure(bench)
    allOk &&= rows.every((row) => row.ok)
    sections.push(`## ${bench}\n\n${table(rows)}`)
    console.log(`\n${sections.at(-1)}`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (process.argv.includes('--write')) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  writeFileSync(
    join(import.meta.dirname, '..', 'docs', 'PERFORMANCE.md'),
    `# Performance\n\nWritten by \`npm run bench -- --write\` on ${machine}. Each figure stands beside a peer or a bound measured in\nthe same run; ratios matter, the absolute figures are this machine's.\n\n${sections.join('\n\n')}\n`,
  )
}
process.exitCode = allOk ? 0 : 1
