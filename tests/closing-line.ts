import { appendFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with the one line `N passed, N failed`, that a build server can read. `CARREL_TALLY` names a file that gets the
 * line too, so that several runs can be summed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state)
      const inModule = states.filter((state) => state === 'failed').length
      passed += states.filter((state) => state === 'passed').length
      // Why: a file that cannot be loaded or set up fails without a test of it having run.
      failed += module.ok() ? inModule : Math.max(1, inModule)
    }
    const line = `${passed} passed, ${failed} failed\n`
    process.stdout.write(`\n${line}`)
    const { CARREL_TALLY: tally } = process.env
    if (tally !== undefined) appendFileSync(tally, line)
  }
}
