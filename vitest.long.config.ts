import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: [
      'src/**/*.long.test.ts',
      'tests/**/*.long.test.ts',
      // Walked in every language here (tests/web/walked-languages.ts).
      'tests/web/screens.test.ts',
      'tests/accounts/every-page.test.ts',
    ],
    reporters: ['default', './tests/closing-line.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
  },
})
