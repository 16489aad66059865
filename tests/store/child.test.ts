import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runDatabaseChild } from '../../src/platform/db/child.ts'
import { locks } from '../../src/platform/db/locks.ts'
import { withDatabase } from '../support/database.ts'

/** The process that this one started for `carrel database migrate`. */
async function migratingChild(): Promise<number> {
  for (let tries = 0; tries < 600; tries++, await sleep(50)) {
    for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
      try {
        const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? []
        const started = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
        if (Number(parent) === process.pid && started.includes('migrate')) return Number(name)
      } catch {
        // It ended meanwhile.
      }
    }
  }
  throw new Error('no child was started')
}

test.skipIf(process.platform !== 'linux')(
  'a child that is ended before it answers is said to have been ended so',
  async () => {
    await withDatabase(async ({ database, home }) => {
      const holder = await database.connect('app')
      await holder.query('select pg_advisory_lock($1)', [locks.migration])
      const running = runDatabaseChild('migrate', home)
      const how = expect(running).rejects.toMatchObject({
        code: 'start-failed',
        message: expect.stringMatching(
          /^carrel database migrate was ended by SIGKILL before it was done, and said nothing\. This computer may .*: start again$/,
        ),
      })
      const child = await migratingChild()
      process.kill(child, 'SIGKILL')
      await how
      await holder.end()
    })
  },
  60_000,
)
