import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryAtCode, tryAtPassphrase } from '../../src/accounts/tries.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { setCodeApp } from '../../src/store/accounts-factor.ts'
import { isResting, restMinutes, triesBeforeRest } from '../../src/store/accounts-tries.ts'
import { kindsAbout, startOffice, type TestOffice } from './office.ts'

let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

const minutes = (many: number) => new Date(at.time.now.getTime() + many * 60_000)

test.each([
  ['none', null, false],
  ['one that ended a minute ago', -1, false],
  ['one that has a minute left', 1, true],
  ['one that has just begun', restMinutes, true],
  ['one that begins in the future, under a clock that was set back', restMinutes + 1, false],
])('a rest shows on a page as it holds against a try: %s', async (_what, left, rests) => {
  const lockedUntil = left === null ? null : minutes(left)
  const signIn = `left${left ?? 'none'}`
  const id = await at.add({ signIn })
  await at.office.app.updateTable('account').set({ locked_until: lockedUntil }).where('id', '=', id).execute()
  expect(isResting({ lockedUntil }, at.time.now)).toBe(rests)
  expect((await tryAtPassphrase(at.office, signIn)) === null).toBe(rests)
})

test('a rest is on record once, with the try that begins it, of whatever kind that is', async () => {
  const id = await at.add({ signIn: 'ada' })
  await setCodeApp(at.office.app, { accountId: id, sealedSecret: Buffer.alloc(93), step: 0n })
  const rests = async () =>
    (await kindsAbout(at.it, at.office.ring, id)).filter((kind) => kind === 'account-locked').length
  for (let each = 1; each < triesBeforeRest; each++) await tryAtPassphrase(at.office, 'ada')
  expect(await rests()).toBe(0)
  await tryAtCode(at.office, id)
  expect(await rests()).toBe(1)
  await tryAtPassphrase(at.office, 'ada')
  await tryAtCode(at.office, id)
  expect(await rests()).toBe(1)
})

test('where a rest cannot be put on record, there is none, and the try is not taken', async () => {
  const id = await at.add({ signIn: 'bea' })
  for (let each = 1; each < triesBeforeRest; each++) await tryAtPassphrase(at.office, 'bea')
  const ring = new KeyRing(at.it.home.keysDir)
  ring.registerMonthKey = () => {
    throw new Error('the disk is full')
  }
  await expect(tryAtPassphrase({ ...at.office, ring }, 'bea')).rejects.toThrow('the disk is full')
  const row = await at.office.app
    .selectFrom('account')
    .select(['failures', 'locked_until'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ failures: triesBeforeRest - 1, locked_until: null })
})
