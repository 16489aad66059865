import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with the one line `N passed, N failed`, that a build server can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      let inModule = 0
      for (const test of module.children.allTests()) {
        inModule++
        if (test.result().state === 'passed') passed++
        if (test.result().state === 'failed') failed++
      }
      // Why: a file that cannot be loaded holds no test that could fail.
      if (!module.ok() && inModule === 0) failed++
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  }
}
