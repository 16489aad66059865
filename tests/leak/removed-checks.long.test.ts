import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type Removal, removals } from './removals.ts'

const root = resolve(import.meta.dirname, '../..')

/** Why a process of its own: a mock counts only where nothing of the program was loaded before it. */
function testsWithout({ removes, caught: { by, title } }: Removal): Promise<{ code: number; said: string }> {
  const program = resolve(root, 'node_modules/vitest/vitest.mjs')
  const config = 'tests/leak/without-check.config.ts'
  const args = [program, 'run', `tests/leak/${by}.test.ts`, '-t', title, '--config', config]
  // Without what the long run adds to the matrix: the full run has to catch it too.
  const { CARREL_LONG: _, ...full } = process.env
  const env = { ...full, CARREL_REMOVED: removes, NO_COLOR: '1' }
  return new Promise((settle) => {
    execFile(process.execPath, args, { cwd: root, env, maxBuffer: 1 << 26 }, (error, out, err) =>
      settle({ code: Number(error?.code ?? 0), said: `${out}\n${err}` }),
    )
  })
}

// Why its own column: `$removes` would be cut short in the title, where -t no longer finds it.
test.each(removals.map((removal) => [removal.removes, removal] as const))(
  'a test fails and says what leaks without this check: %s',
  async (_removes, removal) => {
    const { code, said } = await testsWithout(removal)
    const line = said.split('\n').find((each) => removal.says.test(each))
    console.log(`${removal.removes}\n  ${line?.trim() ?? said.slice(-2000)}`)
    expect(line).toBeDefined()
    expect(code).not.toBe(0)
  },
)
