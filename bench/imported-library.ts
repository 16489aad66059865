import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeInventedLibrary } from '../src/import/invented-library.ts'
import { type Home, homeFrom } from '../src/platform/db/home.ts'

export const seed = 7
export const today = '2026-11-24'

/** What the import of that many invented patrons took. `rows` counts those of all files. */
export type Imported = {
  readonly home: Home
  readonly rows: number
  readonly seconds: number
  /** The importing process's peak memory, in MB. */
  readonly peakMb: number
}

/** Imports an invented library by the command, in its own process; once in a run of the benchmarks. */
export async function importedLibrary(patrons: number): Promise<Imported> {
  const scratch = process.env['CARREL_BENCH_SCRATCH'] ?? mkdtempSync(join(tmpdir(), 'carrel-bench-'))
  const folder = join(scratch, `library-${patrons}`)
  const figures = join(folder, 'figures.json')
  if (!existsSync(figures)) {
    const source = join(scratch, `koha-${patrons}`)
    await writeInventedLibrary(source, { seed, patrons, today })
    const importing = resolve(import.meta.dirname, 'import-once.ts')
    const child = spawnSync(process.execPath, ['--import', './bin/from-source.js', importing, source], {
      env: { ...process.env, CARREL_HOME: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    if (child.status !== 0) throw new Error(`the import of ${patrons} patrons did not finish`)
    writeFileSync(figures, child.stdout)
    rmSync(source, { recursive: true })
  }
  const measured = JSON.parse(readFileSync(figures, 'utf8')) as Omit<Imported, 'home'>
  return { home: homeFrom({ CARREL_HOME: folder }, '/'), ...measured }
}
