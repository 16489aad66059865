import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: [
      'src/**/*.long.test.ts',
      'tests/**/*.long.test.ts',
      // More of each than every day: every language, every light, five times the asks, each build that lacks a piece, each journey at both widths both ways.
      'tests/policy/differential.test.ts',
      'tests/links/attacker.test.ts',
      'tests/web/screens.test.ts',
      'tests/journeys/*.test.ts',
    ],
    globalSetup: './tests/in-memory.ts',
    reporters: ['default', './tests/closing-line.ts'],
    // Why: eight files of 32 MiB for each library of a test, written anew by each of its nights.
    env: { CARREL_CELL_MIB: '1', CARREL_FROM_SOURCE: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    // What an attacker knows of three years takes some memory.
    execArgv: ['--max-old-space-size=8192'],
    maxWorkers: 1,
  },
})
