import { execFileSync } from 'node:child_process'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { clearStale, socketDirOf } from '../../src/platform/db/server.ts'
import { copyOfTemplate, emptyHome, removeHome } from '../support/database.ts'
import { isRunning, serverOf, startHolder, until } from '../support/holder.ts'

test('a second start on the same home is refused, naming the process that runs', async () => {
  const home = await copyOfTemplate()
  const first = startHolder({ home })
  await first.hears('ready')
  const second = startHolder({ home })
  const refusal = await second.hears('refused')
  expect(refusal).toEqual({
    refused: 'already-running',
    message: `Carrel is already running on ${home.dir} (process ${first.pid}): stop it first, or set CARREL_HOME to another library`,
  })
  expect(isRunning(serverOf(home) ?? 0), 'the first goes on').toBe(true)
  first.tell('close')
  await first.hears('closed')
  removeHome(home)
})

test('of two first starts at once one runs and the other is refused', async () => {
  const home = emptyHome()
  const starts = [startHolder({ home }), startHolder({ home })]
  await until('both have spoken', () => starts.every(({ said }) => said.length > 0))
  const said = starts.map((start) => start.said[0] ?? {})
  expect(said.filter((it) => 'ready' in it)).toHaveLength(1)
  expect(said.filter(({ refused }) => refused === 'already-running')).toHaveLength(1)
  for (const start of starts) await start.kill()
  removeHome(home)
})

test('a command joins the server that runs, sees its rows, and leaves it running', async () => {
  const home = await copyOfTemplate()
  const owner = startHolder({ home })
  await owner.hears('ready')
  owner.tell('write')
  await owner.hears('acknowledged')
  const server = serverOf(home) ?? 0
  const guest = await openDatabase(home)
  const titles = await guest.app.selectFrom('title').select('source_id').execute()
  expect(titles.length).toBeGreaterThan(0)
  await guest.close()
  await sleep(300)
  expect(serverOf(home)).toBe(server)
  expect(isRunning(server)).toBe(true)
  owner.tell('close')
  await owner.hears('closed')
  expect(isRunning(server)).toBe(false)
  removeHome(home)
})

test('a guest is told when the program that runs the server ends', async () => {
  const home = await copyOfTemplate()
  const owner = startHolder({ home })
  await owner.hears('ready')
  const guest = await openDatabase(home)
  owner.tell('close')
  expect(await guest.lost).toMatchObject({ name: 'DatabaseOpenError', code: 'server-ended' })
  await guest.close()
  removeHome(home)
})

test('a command that is done waits for a longer one that joined it', async () => {
  const home = await copyOfTemplate()
  const short = startHolder({ home, mode: 'join' })
  await short.hears('ready')
  const long = await openDatabase(home)
  short.tell('close')
  await sleep(700)
  expect((await sql`select 1 as one`.execute(long.app)).rows).toEqual([{ one: 1 }])
  expect(short.said.some((it) => 'closed' in it)).toBe(false)
  await long.close()
  await short.hears('closed')
  removeHome(home)
})

test('of many commands at once on an empty home each gets a database, with one schema and no server left', async () => {
  const home = emptyHome()
  const commands = Array.from({ length: 3 }, () => startHolder({ home, mode: 'join' }))
  for (const command of commands) await command.hears('ready')
  const server = serverOf(home) ?? 0
  for (const command of commands) command.tell('close')
  for (const command of commands) await command.hears('closed')
  expect(isRunning(server)).toBe(false)
  const database = await openDatabase(home, { exclusive: true })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from schema_migration`.execute(
    database.app,
  )
  expect(rows[0]?.n).toBeGreaterThan(2)
  await database.close()
  removeHome(home)
})

test('two data folders under one home run at once, and the commands of each reach its own', async () => {
  const home = await copyOfTemplate()
  execFileSync('cp', ['-a', home.dataDir, join(home.dir, 'branch')])
  const places = ['data', 'branch'].map((name) =>
    homeFrom({ CARREL_HOME: home.dir, CARREL_DATA: join(home.dir, name) }, '/'),
  )
  const owners = []
  for (const place of places) owners.push(await openDatabase(place, { exclusive: true }))
  for (const place of places) {
    const command = await openDatabase(place)
    await command.app
      .insertInto('title')
      .values({ source_id: place.dataDir, title: 'A Winter Book' })
      .execute()
    await command.close()
  }
  const held = owners.map(({ app }) => app.selectFrom('title').select('source_id').execute())
  expect(await Promise.all(held)).toEqual(places.map(({ dataDir }) => [{ source_id: dataDir }]))
  for (const owner of owners) await owner.close()
  removeHome(home)
})

test('the lock of a socket is kept while a server is behind it, and goes when none is', async () => {
  const home = await copyOfTemplate()
  const owner = startHolder({ home })
  await owner.hears('ready')
  const server = serverOf(home)
  const runDir = socketDirOf(home)
  const [socket, lock] = ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'].map((name) => join(runDir, name))
  const clusterDir = join(home.dataDir, 'postgres')
  expect(await clearStale(clusterDir, undefined, runDir)).toBe(server)
  // One that has its lock and does not listen yet.
  renameSync(socket ?? '', `${socket}.aside`)
  expect(await clearStale(clusterDir, undefined, runDir)).toBe(server)
  expect(existsSync(lock ?? '')).toBe(true)
  renameSync(`${socket}.aside`, socket ?? '')
  owner.tell('close')
  await owner.hears('closed')
  // A number in it that is now another process's.
  writeFileSync(lock ?? '', `${process.pid}\n${clusterDir}\n`)
  expect(await clearStale(clusterDir, undefined, runDir)).toBe(undefined)
  expect(existsSync(lock ?? '')).toBe(false)
  removeHome(home)
})

test('a data folder put in the place of one that runs is refused, naming the server that is to end', async () => {
  const home = await copyOfTemplate()
  execFileSync('cp', ['-a', home.dataDir, join(home.dir, 'backup')])
  const owner = startHolder({ home })
  await owner.hears('ready')
  const server = serverOf(home)
  renameSync(home.dataDir, join(home.dir, 'moved away'))
  renameSync(join(home.dir, 'backup'), home.dataDir)
  await expect(openDatabase(home)).rejects.toMatchObject({
    code: 'already-running',
    message: expect.stringContaining(`(process ${server})`),
  })
  await owner.kill()
  rmSync(home.dir, { recursive: true, force: true })
})
