import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clusterIn } from '../../src/platform/db/cluster.ts'
import { asOwner } from '../links/as-owner.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

// A server whose processes are there and do not answer, as on a disk that hangs or a machine that swaps.

let tested: Tested
let clerk: Visitor
let frozen: number[] = []
const goOn = () => {
  for (const pid of frozen) process.kill(pid, 'SIGCONT')
  frozen = []
}

beforeAll(async () => {
  tested = await startHouse()
  clerk = new Visitor(tested.app())
  await clerk.signIn('desk')
})
afterEach(goOn)
afterAll(() => tested?.close())

const sessions = () =>
  asOwner(
    tested.it,
    async (owner) => {
      const { rows } = await owner.query<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'carrel_app'`,
      )
      return rows.map(({ pid }) => pid)
    },
    'superuser',
  )

async function saysNotNow(): Promise<void> {
  const began = Date.now()
  expect((await clerk.get('/counter')).status).toBe(503)
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(clerk.text).toContain('Carrel cannot reach its records')
}

test('the sessions are frozen: the page says within ten seconds that it is not possible now, and goes on by itself', async () => {
  frozen = await sessions()
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  await saysNotNow()
  // A new connection is another session, which is not frozen; each that is in the pool yet is given up in its turn.
  let status = 503
  for (let tries = 0; status === 503 && tries < 4; tries++) status = (await clerk.get('/counter')).status
  expect(status).toBe(200)
}, 60_000)

test('the whole server is frozen: so does each page, the second by a connection that does not come about', async () => {
  const pids = await sessions()
  const [postmaster] = readFileSync(join(clusterIn(tested.it.home.dataDir), 'postmaster.pid'), 'utf8').split(
    '\n',
  )
  frozen = [Number(postmaster), ...pids]
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  await saysNotNow()
  await saysNotNow()
  goOn()
  expect((await clerk.get('/counter')).status).toBe(200)
}, 60_000)
