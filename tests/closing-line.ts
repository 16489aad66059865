import { appendFileSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { scope } from './scope.ts'

type Budget = { readonly seconds: Readonly<Record<string, number>> }

/**
 * Ends a run with its ten slowest files, the sum of all against `tests/budget.json`, and the one line `N passed, N failed`,
 * which a build server can read. `CARREL_TALLY` names a file that gets the line too, so that several runs can be summed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length + printTimes(modules)
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

/** @returns 1 where a build server's run is over its budget; another machine's load says nothing of the tests */
function printTimes(modules: readonly TestModule[]): 0 | 1 {
  const { CI, CARREL_LONG } = process.env
  if (modules.length < 10 || CARREL_LONG !== undefined) return 0
  const times = modules
    .map((module) => ({ path: relative(process.cwd(), module.moduleId), seconds: secondsOf(module) }))
    .sort((one, other) => other.seconds - one.seconds)
  for (const { path, seconds } of times.slice(0, 10))
    process.stdout.write(`${seconds.toFixed(1).padStart(7)} s  ${path}\n`)
  const sum = times.reduce((total, { seconds }) => total + seconds, 0)
  const { seconds }: Budget = JSON.parse(readFileSync(new URL('./budget.json', import.meta.url), 'utf8'))
  const budget = seconds[scope] ?? Number.POSITIVE_INFINITY
  process.stdout.write(`${sum.toFixed(0).padStart(7)} s  all files; the budget of ${scope} is ${budget} s\n`)
  return CI !== undefined && sum > budget ? 1 : 0
}

function secondsOf(module: TestModule): number {
  const { collectDuration, setupDuration, duration } = module.diagnostic()
  return (collectDuration + setupDuration + duration) / 1000
}
