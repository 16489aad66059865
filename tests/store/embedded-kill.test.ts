import { spawn } from 'node:child_process'
import { chownSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'
import { type Holder, isRunning, processesWith, serverOf, startHolder, until } from '../support/holder.ts'

/** Opens the home anew and looks that every row is there whose insert was acknowledged before the kill. */
async function expectNothingLost(home: Home, holder: Holder): Promise<void> {
  const database = await openDatabase(home, { exclusive: true })
  try {
    const rows = await database.app.selectFrom('title').select('source_id').execute()
    const there = new Set(rows.map(({ source_id }) => source_id))
    const acknowledged = holder.said.flatMap(({ acknowledged: id }) => (id === undefined ? [] : [id]))
    expect(acknowledged.length).toBeGreaterThan(10)
    expect(acknowledged.filter((id) => !there.has(id as string))).toEqual([])
  } finally {
    await database.close()
  }
}

async function writingHolder(home: Home): Promise<{ holder: Holder; server: number }> {
  const holder = startHolder({ home })
  await holder.hears('ready')
  holder.tell('write')
  await until('ten rows', () => holder.said.length > 11)
  const server = serverOf(home)
  if (server === undefined) throw new Error('the server has no number')
  return { holder, server }
}

test('kill -9 of the program ends its server too, and every acknowledged row is there', async () => {
  const home = await copyOfTemplate()
  const { holder, server } = await writingHolder(home)
  await holder.kill()
  await until('the server has ended', () => !isRunning(server))
  const supervisors = () => processesWith(`carrel-postgres-supervisor:${holder.pid}`)
  await until('no supervisor is left', () => supervisors().length === 0)
  await expectNothingLost(home, holder)
  removeHome(home)
})

test('a start right after kill -9 waits for the old server instead of calling it running', async () => {
  const home = await copyOfTemplate()
  const { holder } = await writingHolder(home)
  await holder.kill()
  await expectNothingLost(home, holder)
  removeHome(home)
})

test('kill -9 of program and supervisor leaves an orphan, which the next start ends without loss', async () => {
  const home = await copyOfTemplate()
  const { holder, server } = await writingHolder(home)
  // Stopped first, or the program would see its supervisor die and end the server itself.
  process.kill(holder.pid, 'SIGSTOP')
  for (const pid of processesWith(`carrel-postgres-supervisor:${holder.pid}`)) process.kill(pid, 'SIGKILL')
  await holder.kill()
  await sleep(300)
  expect(isRunning(server), 'the orphan').toBe(true)
  await expectNothingLost(home, holder)
  expect(isRunning(server), 'the orphan').toBe(false)
  removeHome(home)
})

test('kill -9 of the supervisor alone ends the server, and the program is told', async () => {
  const home = await copyOfTemplate()
  const { holder, server } = await writingHolder(home)
  for (const pid of processesWith(`carrel-postgres-supervisor:${holder.pid}`)) process.kill(pid, 'SIGKILL')
  expect(await holder.hears('lost')).toMatchObject({ lost: 'server-ended' })
  expect(isRunning(server)).toBe(false)
  await holder.kill()
  await expectNothingLost(home, holder)
  removeHome(home)
})

test('the signals of a terminal or a service manager leave the server to the program', async () => {
  const home = await copyOfTemplate()
  const { holder, server } = await writingHolder(home)
  const supervisors = processesWith(`carrel-postgres-supervisor:${holder.pid}`)
  expect(supervisors.length).toBeGreaterThan(0)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    for (const pid of supervisors) process.kill(pid, signal)
  }
  await sleep(300)
  expect(isRunning(server)).toBe(true)
  expect(holder.said.some((it) => 'lost' in it)).toBe(false)
  await holder.kill()
  await until('the server has ended', () => !isRunning(server))
  removeHome(home)
})

test('kill -9 of the server itself is told to the program, and the next start recovers every row', async () => {
  const home = await copyOfTemplate()
  const { holder, server } = await writingHolder(home)
  process.kill(server, 'SIGKILL')
  expect(await holder.hears('lost')).toMatchObject({ lost: 'server-ended' })
  await holder.kill()
  await expectNothingLost(home, holder)
  removeHome(home)
})

test('a lock file with the number of another process of the same user does not stop a start', async () => {
  const home = await copyOfTemplate()
  const cluster = join(home.dataDir, 'postgres')
  const { uid, gid } = statSync(cluster)
  const bystander = spawn('sleep', ['60'], { uid, gid })
  const lock = join(cluster, 'postmaster.pid')
  writeFileSync(lock, `${bystander.pid}\n${cluster}\n1700000000\n5432\n${home.dir}/run\n\n  1 2\nready   \n`)
  chownSync(lock, uid, gid)
  const database = await openDatabase(home, { exclusive: true })
  await database.close()
  expect(bystander.exitCode, 'the bystander lives').toBe(null)
  bystander.kill()
  removeHome(home)
})
