import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readLeaves } from '../../src/register/log-store.ts'
import { withDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'

const ticking = fileURLToPath(new URL('ticking.ts', import.meta.url))

function startTicking(home: string): ChildProcess {
  const env = { ...process.env, CARREL_HOME: home }
  return spawn(process.execPath, ['--import', './bin/from-source.js', ticking], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('a tick killed at any moment loses no entry, doubles none, and the next one goes on', async () => {
  await withDatabase(async (library) => {
    const register = registerOf(library)
    const recorded: Buffer[] = []
    let sizeSeen = 0n
    for (const waitMs of [1, 8, 30]) {
      const child = startTicking(library.home.dir)
      child.stdout?.on('data', (text: Buffer) => {
        const sizes = text
          .toString()
          .split('\n')
          .filter((line) => /^\d+$/.test(line))
        sizeSeen = BigInt(sizes.at(-1) ?? sizeSeen)
      })
      if (child.stdout) await once(child.stdout, 'data')
      const recording = register.record(120)
      await sleep(waitMs)
      child.kill('SIGKILL')
      await once(child, 'exit')
      recorded.push(...(await recording))
    }
    // INVARIANT: what the killed process called ticked is there.
    expect(
      BigInt((await readLeaves(library.database.worker, { log: 1, first: 0n, most: 1000 })).length),
    ).toBeGreaterThanOrEqual(sizeSeen)
    await register.tick()
    const leaves = (await readLeaves(library.database.worker, { log: 1, first: 0n, most: 1000 })).map(
      ({ leaf }) => leaf,
    )
    expect([...leaves].sort(Buffer.compare)).toEqual([...recorded].sort(Buffer.compare))
    expect(await register.verify()).toMatchObject({ ok: true, checkpoint: { size: 360n } })
  })
})
