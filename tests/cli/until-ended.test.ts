import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'

const program = join(import.meta.dirname, 'never-closing.ts')

describe('a program that hears signals', () => {
  test.each([
    ['SIGINT', 'SIGTERM'],
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGINT'],
  ] as const)('closes at the first, %s, and ends at once at a second, %s', async (first, second) => {
    const child = spawn(process.execPath, ['--import', './bin/from-source.js', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('ready')
    child.kill(first)
    expect((await lines.next()).value).toBe('closing')
    const exited = once(child, 'exit')
    // Why: what follows within a moment is npm's echo of the first, and is passed over.
    child.kill(second)
    await sleep(600)
    expect(child.exitCode).toBe(null)
    child.kill(second)
    // Why: a program that swallows the second signal would hold the test until its time is up.
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
    const [, signal] = await exited
    clearTimeout(tooLong)
    expect(signal).toBe(second)
  })
})
