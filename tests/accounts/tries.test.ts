import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { rememberBrowser } from '../../src/staff/known-source-store.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import {
  attemptsBeforeLock,
  chargeCodeAttempt,
  chargePassphraseAttempt,
  isTemporarilyLocked,
  lockMinutes,
} from '../../src/staff/sign-in-attempt-store.ts'
import { byNobody, kindsAbout, recorded, startOffice, type TestOffice } from './office.ts'

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
  ['one that has just begun', lockMinutes, true],
  ['one that begins in the future, under a clock that was set back', lockMinutes + 1, false],
])('a rest shows on a page as it holds against a try: %s', async (_what, left, rests) => {
  const lockedUntil = left === null ? null : minutes(left)
  const signIn = `left${left ?? 'none'}`
  const id = await at.add({ signIn })
  await at.office.app.updateTable('account').set({ locked_until: lockedUntil }).where('id', '=', id).execute()
  expect(isTemporarilyLocked({ lockedUntil }, at.time.now)).toBe(rests)
  expect((await chargePassphraseAttempt(at.office, signIn)) === null).toBe(rests)
})

test('a rest is on record once, with the try that begins it, of whatever kind that is', async () => {
  const id = await at.add({ signIn: 'ada' })
  await setCodeApp(at.office.app, { accountId: id, sealedSecret: Buffer.alloc(93), step: 0n })
  const rests = async () =>
    (await kindsAbout(at.it, at.office.ring, id)).filter((kind) => kind === 'account-locked').length
  for (let each = 1; each < attemptsBeforeLock; each++) await chargePassphraseAttempt(at.office, 'ada')
  expect(await rests()).toBe(0)
  await chargeCodeAttempt(at.office, id)
  expect(await rests()).toBe(1)
  await chargePassphraseAttempt(at.office, 'ada')
  await chargeCodeAttempt(at.office, id)
  expect(await rests()).toBe(1)
})

test('where a rest cannot be put on record, there is none, and the try is not taken', async () => {
  const id = await at.add({ signIn: 'bea' })
  for (let each = 1; each < attemptsBeforeLock; each++) await chargePassphraseAttempt(at.office, 'bea')
  const ring = new KeyRing(at.it.home.keysDir)
  ring.registerMonthKey = () => {
    throw new Error('the disk is full')
  }
  await expect(chargePassphraseAttempt({ ...at.office, ring }, 'bea')).rejects.toThrow('the disk is full')
  const row = await at.office.app
    .selectFrom('account')
    .select(['failures', 'locked_until'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ failures: attemptsBeforeLock - 1, locked_until: null })
})

describe('a stranger who tries a known sign-in name all day', () => {
  const browser = Buffer.alloc(32, 'browser')
  const stranger = async (signIn: string) => {
    for (let each = 1; each <= attemptsBeforeLock; each++) await chargePassphraseAttempt(at.office, signIn)
  }
  const signedInBefore = (accountId: string) =>
    rememberBrowser(at.office.app, { accountId, browser, today: at.time.today })

  test('keeps out neither its owner where they signed in before, nor anybody at an enrolled computer', async () => {
    const id = await at.add({ signIn: 'cora' })
    await signedInBefore(id)
    await stranger('cora')
    expect(await chargePassphraseAttempt(at.office, 'cora')).toBeNull()
    expect(await chargePassphraseAttempt(at.office, 'cora', { browser, computer: null })).not.toBeNull()
    expect(
      await chargePassphraseAttempt(at.office, 'cora', { browser: null, computer: 'desk-1' }),
    ).not.toBeNull()
  })

  test('gets no more tries by a token of their own, or by one that another account knows', async () => {
    await at.add({ signIn: 'dell' })
    await signedInBefore(await at.add({ signIn: 'ezra' }))
    await stranger('dell')
    for (const token of [browser, Buffer.alloc(32, 'made up')]) {
      expect(await chargePassphraseAttempt(at.office, 'dell', { browser: token, computer: null })).toBeNull()
    }
  })

  test('at a known browser or an enrolled computer has five tries too, and the place is on record', async () => {
    const id = await at.add({ signIn: 'flo' })
    await signedInBefore(id)
    for (const from of [
      { browser, computer: null, place: 'office' },
      { browser: null, computer: 'desk-1', place: 'front-desk' },
    ]) {
      for (let each = 1; each <= attemptsBeforeLock; each++) {
        expect(await chargePassphraseAttempt(at.office, 'flo', from)).not.toBeNull()
      }
      expect(await chargePassphraseAttempt(at.office, 'flo', from)).toBeNull()
    }
    expect(await chargePassphraseAttempt(at.office, 'flo')).not.toBeNull()
    const rests = (await recorded(at.it, at.office.ring)).filter(
      ({ kind, account }) => kind === 'account-locked' && account === id,
    )
    expect(rests.map(({ place }) => place).sort()).toEqual(['front-desk', 'office'])
  })

  test('is known no more after a reset, for another person may have had that browser', async () => {
    const id = await at.add({ signIn: 'gus' })
    await signedInBefore(id)
    await resetSignIn(at.office, byNobody, { id, passphrase: 'given by the director' })
    await stranger('gus')
    expect(await chargePassphraseAttempt(at.office, 'gus', { browser, computer: null })).toBeNull()
  })
})
