import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/longest-first.ts'
import { fullFiles, isDaily, scope, unitFiles } from './tests/scope.ts'
import { leftOut } from './tests/unchanged.ts'

/** Files that must be the first to load what they test, or that draw words of which none may come twice. */
const alone = ['src/gate/sealed-value.test.ts', 'tests/leak/*.test.ts']
const unreached = scope === 'changed' ? leftOut().flatMap(({ files }) => files) : []
if (unreached.length > 0) console.log(`Left out, as tests/unchanged.ts says: ${unreached.join(', ')}`)
const never = ['**/*.long.test.ts', '**/node_modules/**', ...unreached]
const all = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts']
/** What this run takes of a list of files. */
const left = isDaily ? [...never, ...fullFiles] : never

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // Why: to compile four hundred files of source anew takes a third of the processors' time of a run of one file.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/carrel-modules' },
    setupFiles: ['./tests/own-environment.ts', './tests/hashing-cost.ts'],
    globalSetup: './tests/in-memory.ts',
    reporters: ['default', './tests/closing-line.ts'],
    // Why: eight files of 32 MiB for each library of a test, written anew by each of its nights.
    env: { CARREL_CELL_MIB: '1', CARREL_FROM_SOURCE: '1' },
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // Why: two cores on the smallest machine, and each database test starts a PostgreSQL of its own.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: alone, exclude: left },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: unitFiles,
          exclude: [...left, ...alone],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: all,
          exclude: [...left, ...alone, ...unitFiles],
          // Why: to load the program anew for each of two hundred files took a third of the processors' time.
          isolate: false,
        },
      },
    ],
  },
})
