import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { withLock } from '../../src/platform/db/locks.ts'
import { withDatabase } from '../support/database.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const sample = resolve(import.meta.dirname, '../../samples/koha')

test('an import waits for the night, which gives every link another id while it looks for those that ended', async () => {
  await withDatabase(async ({ database, home }) => {
    const env = { ...process.env, CARREL_HOME: home.dir }
    const said = { err: '' }
    const begin = () => {
      const child = spawn(process.execPath, [program, 'import', 'koha', sample], { env })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said.err += text
      })
      return { child, ended: once(child, 'close') as Promise<[number | null]> }
    }
    const titles = async () => (await database.app.selectFrom('title').select('id').execute()).length
    const started = await withLock(database, 'night', async () => {
      const run = begin()
      while (!said.err.includes('waiting until')) await once(run.child.stderr, 'data')
      expect([await titles(), run.child.exitCode]).toEqual([0, null])
      return run
    })
    expect((await started?.ended)?.[0]).toBe(0)
    expect(await titles()).toBeGreaterThan(0)
  })
}, 60_000)
