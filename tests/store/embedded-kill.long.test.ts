import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { processInfo } from '../../src/platform/db/server-process.ts'
import { emptyHome, removeHome } from '../support/database.ts'
import { isRunning, processesWith, type Said, startHolder, until } from '../support/holder.ts'

const ROUNDS = 60

/** A number in [0, 1) that follows from `seed`, so that a failing round can be run again. */
function random(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453
  return x - Math.floor(x)
}

test('killed at any moment, from the first folder on, a home opens again with every acknowledged row', async () => {
  const home = emptyHome()
  const acknowledged: unknown[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const holder = startHolder({ home, mode: random(round + 0.5) < 0.5 ? 'exclusive' : 'join' })
    holder.hears('ready').then(
      () => holder.tell('write'),
      () => {},
    )
    await sleep(random(round) * 4000)
    expect(holder.complaints(), `round ${round}`).toBe('')
    const refused = holder.said.filter((it: Said) => !('ready' in it || 'acknowledged' in it))
    expect(refused, `round ${round}`).toEqual([])
    expect(holder.child.exitCode, `round ${round}: ended by itself`).toBe(null)
    if (random(round + 0.25) < 0.3) {
      process.kill(holder.pid, 'SIGSTOP')
      for (const pid of processesWith(`carrel-postgres-supervisor:${holder.pid}`))
        process.kill(pid, 'SIGKILL')
    }
    await holder.kill()
    acknowledged.push(...holder.said.flatMap(({ acknowledged: id }) => (id === undefined ? [] : [id])))
  }
  const database = await openDatabase(home, { exclusive: true })
  const rows = await database.app.selectFrom('title').select('source_id').execute()
  const there = new Set<unknown>(rows.map(({ source_id }) => source_id))
  expect(acknowledged.length).toBeGreaterThan(100)
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
  await database.close()
  await until('nothing of it runs', () => processesWith(home.dir).length === 0)
  expect(readdirSync(home.dataDir)).toEqual(['postgres'])
  removeHome(home)
})

test('kill -9 in the middle of initdb leaves no half cluster, and the next start makes a whole one', async () => {
  const home = emptyHome()
  const holder = startHolder({ home })
  const made = () => (existsSync(home.dataDir) ? readdirSync(home.dataDir) : [])
  await until('initdb has begun', () =>
    made().some((name) => existsSync(join(home.dataDir, name, 'postgres'))),
  )
  const child = processesWith('database\0prepare').find((pid) => processInfo(pid)?.parent === holder.pid)
  await holder.kill()
  if (child !== undefined) process.kill(child, 'SIGKILL')
  expect(made()).toEqual([expect.stringMatching(/^\.postgres-making-/)])
  for (const _ of ['made', 'found']) {
    const database = await openDatabase(home, { exclusive: true })
    await database.close()
  }
  expect(made()).toEqual(['postgres'])
  removeHome(home)
})

test('kill -9 while the tables are made ends who makes them too, so that the next start is not refused', async () => {
  const home = emptyHome()
  const holder = startHolder({ home })
  const migrating = () =>
    processesWith('database\0migrate').find((pid) => processInfo(pid)?.parent === holder.pid)
  await until('the migration has begun', () => migrating() !== undefined)
  const child = migrating() ?? 0
  await holder.kill()
  const database = await openDatabase(home, { exclusive: true })
  expect(isRunning(child)).toBe(false)
  await database.close()
  removeHome(home)
})
