import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { runDatabaseChild } from '../../src/platform/db/child.ts'
import { holdLock, locks, withLock } from '../../src/platform/db/locks.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { recordEntry } from '../../src/register/record.ts'
import { currentSigner, sequenceEntries, startSequencer } from '../../src/register/sequencer.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'

// Whoever has the password of the app’s role and takes every lock that they can reach.

let it: TestDatabase
let ring: KeyRing
const clock = { now: () => new Date('2026-11-28T12:00:00Z'), today: () => '2026-11-28' }

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
})
afterAll(() => it?.close())

const ticked = async () =>
  sequenceEntries(it.database.worker, {
    signer: await currentSigner(it.database.worker, ring),
    lastSigned: lastSignedFile(it.home.keysDir),
    now: clock.now(),
  })
const enter = () =>
  it.database.app
    .transaction()
    .execute((trx) => recordEntry(trx, { ring, now: clock.now() }, { kind: 'search', actor: randomUUID() }))

async function asApp<T>(work: (thief: pg.Client) => Promise<T>): Promise<T> {
  const thief = await it.database.connect('app')
  try {
    return await work(thief)
  } finally {
    await thief.end()
  }
}
/** What a statement of the app’s role comes to. */
const said = (thief: pg.Client, text: string) =>
  thief.query(text).then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )
/** The number of a turn, as the server's superuser sees it. */
const keyOf = (turn: string) =>
  asOwner(it, async (owner) => {
    const { rows } = await owner.query<{ key: string }>('select key::text from turn where name = $1', [turn])
    return rows[0]?.key ?? ''
  })

describe('the app’s role', () => {
  test('does not keep the register from being signed', async () => {
    await asApp(async (thief) => {
      // All numbers that a Carrel ever had for a lock of its own.
      for (let number = 0x0ca77e0; number < 0x0ca77ff; number += 1)
        await thief.query('select pg_advisory_lock($1)', [number])
      for (const text of [
        `select from turn where name = 'tick' for update`,
        'select key from turn',
        `update turn set key = 0`,
        'begin; lock table turn in access share mode',
        'rollback; begin; lock table register_leaf in share mode',
        'rollback; begin; lock table register_pending in share mode',
      ])
        expect([text, await said(thief, text)]).toEqual([text, '42501'])
      await thief.query('rollback')
      await enter()
      expect(await ticked()).toMatchObject({ status: 'ticked', added: 1 })
      for (const turn of ['night', 'rotation', 'caseMails'] as const)
        expect(await withLock(it.database, turn, async () => 'done')).toBe('done')
    })
  })

  test('reads no lock, and one that takes the number of a turn all the same keeps no one from it', async () => {
    await asApp(async (thief) => {
      expect(await said(thief, 'select * from pg_locks')).toBe('42501')
      expect(await said(thief, 'select pg_lock_status()')).toBe('42501')
      expect(await said(thief, 'select pg_blocking_pids(1)')).toBe('42501')
      // As on a server of another’s, where the locks are for anybody to read.
      const number = await keyOf('cells')
      await thief.query('select pg_advisory_lock($1)', [number])
      const held = await holdLock(it.database, 'cells')
      expect(held?.isHeld()).toBe(true)
      expect(await keyOf('cells')).not.toBe(number)
      // And the next one has it by its new number: never two at once.
      expect(await holdLock(it.database, 'cells')).toBeUndefined()
      await held?.letGo()
      // One who waits in line for a number that a worker holds gets it, and keeps nobody from the turn.
      const again = await holdLock(it.database, 'cells')
      const waiting = thief.query('select pg_advisory_lock($1)', [await keyOf('cells')])
      await again?.letGo()
      await waiting
      const third = await holdLock(it.database, 'cells')
      expect(third?.isHeld()).toBe(true)
      await third?.letGo()
    })
  })
})

// Any role can hold a lock whose number all know.
test('an upgrade whose lock the app’s role holds waits for half a minute, and says in one sentence what to do', async () => {
  await asApp(async (thief) => {
    await thief.query('select pg_advisory_lock($1)', [locks.migration])
    const began = Date.now()
    await expect(runDatabaseChild('migrate', it.home)).rejects.toMatchObject({
      code: 'lock-held',
      message: expect.stringMatching(/^another session has held for 30 seconds what .* needs: [^.\n]*$/),
    })
    expect(Date.now() - began).toBeLessThan(60_000)
  })
  expect(await runDatabaseChild('migrate', it.home)).toEqual([])
}, 120_000)

test('a turn whose process was killed is free at once', async () => {
  const held = await holdLock(it.database, 'cells')
  await asOwner(
    it,
    (owner) => owner.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`),
    'superuser',
  )
  await until('it is lost', () => held?.isHeld() === false)
  const next = await holdLock(it.database, 'cells')
  expect(next?.isHeld()).toBe(true)
  await next?.letGo()
})

test('two processes never sign at once, and where one keeps the tick from all others that is said', async () => {
  await enter()
  const holder = await it.database.connect('worker')
  await holder.query('begin')
  await holder.query(`select from turn where name = 'tick' for update`)
  expect(await ticked()).toEqual({ status: 'busy' })
  const heard: string[] = []
  const before = Date.now()
  const started = new Date()
  const ticking = startSequencer({
    ...{ worker: it.database.worker, ring, lastSigned: lastSignedFile(it.home.keysDir), minuteMs: 300 },
    clock: { ...clock, now: () => new Date() },
    timeZone: 'UTC',
    failed: (error) => heard.push(String(error)),
  })
  await until('it is in the log', () => heard.length > 0)
  // Within two of its minutes.
  expect(Date.now() - before).toBeLessThan(2 * 300 + 2000)
  expect(heard[0]).toMatch(
    /^Error: the register has not been signed since .*: entries made since then may not be signed yet/,
  )
  expect(Math.abs(ticking.tickedAt().getTime() - started.getTime())).toBeLessThan(250)
  await holder.query('commit')
  await holder.end()
  await until('it is signed', () => ticking.tickedAt().getTime() > started.getTime() + 300)
  expect(heard).toHaveLength(1)
  await ticking.stop()
})
