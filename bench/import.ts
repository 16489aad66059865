import { importedLibrary } from './imported-library.ts'
import type { BenchRow } from './row.ts'

const small = 10_000
const large = Number(process.env['CARREL_BENCH_LARGE'] ?? 1_000_000)
const mostMb = 600

/** Imports invented libraries of two sizes, each in its own process and synced database: rows a second and peak memory. */
export async function run(): Promise<BenchRow[]> {
  const few = await importedLibrary(small)
  const many = await importedLibrary(large)
  const [slow, fast] = [few.rows / few.seconds, many.rows / many.seconds].sort((a, b) => a - b) as [
    number,
    number,
  ]
  const named = (patrons: number) => `${patrons.toLocaleString('en-US')} patrons`
  return [
    {
      name: `import: ${named(large)}, ${many.rows.toLocaleString('en-US')} rows`,
      value: many.rows / many.seconds,
      unit: 'rows/s',
      peer: named(small),
      peerValue: few.rows / few.seconds,
      ratio: fast / slow,
      bound: 'within 1.3 ×',
      ok: fast / slow <= 1.3,
    },
    {
      name: `import: ${named(large)}, most memory`,
      value: many.peakMb,
      unit: 'MB',
      peer: named(small),
      peerValue: few.peakMb,
      bound: `under ${mostMb} MB`,
      ok: many.peakMb < mostMb,
    },
  ]
}
