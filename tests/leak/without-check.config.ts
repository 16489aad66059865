import { defineConfig } from 'vitest/config'

/** The leak tests of a program without one check, which `CARREL_REMOVED` names: removed-checks.long.test.ts runs them. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['tests/leak/*.test.ts'],
    setupFiles: ['tests/leak/without-check.ts'],
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/carrel-modules' },
    env: { CARREL_CELL_MIB: '1', CARREL_FROM_SOURCE: '1' },
    hookTimeout: 120_000,
  },
})
