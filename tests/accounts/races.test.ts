import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directorIds } from '../../src/staff/account-store.ts'
import { addCodeApp, newCodeSecret } from '../../src/staff/second-factor.ts'
import { addPasskey, countPasskey, setCodeApp, useCodeStep } from '../../src/staff/second-factor-store.ts'
import { acceptSetUpLink, addFirstDirector, makeSetUpLink } from '../../src/staff/set-up.ts'
import { tryPassphrase } from '../../src/staff/sign-in.ts'
import { markSessions } from '../support/marked.ts'
import { codeAt } from './code.ts'
import { byNobody, passphrase, startOffice, type TestOffice } from './office.ts'

// What a page has looked at already, and what may have changed by the time that it is done: the last word is the
// database's.

let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

const app = () => at.office.app

test('a code that several bring at once is used by one of them, and no older one after it', async () => {
  const id = await at.add({ signIn: 'ada' })
  const used = await Promise.all([1, 2, 3, 4].map(() => useCodeStep(app(), 'account', id, 1000n)))
  expect(used.filter(Boolean)).toHaveLength(1)
  expect(await useCodeStep(app(), 'account', id, 999n)).toBe(false)
  expect(await useCodeStep(app(), 'account', id, 1001n)).toBe(true)
})

test('a count of a passkey that several bring at once is taken from one of them', async () => {
  const accountId = await at.add({ signIn: 'bea' })
  const credentialId = randomBytes(32)
  await addPasskey(app(), accountId, {
    ...{ credentialId, publicKey: randomBytes(8), counter: 4n, transports: ['usb'], host: 'localhost' },
    ...{ name: 'key', addedOn: '2026-11-24' },
  })
  const counted = await Promise.all([5n, 5n, 5n].map((counter) => countPasskey(app(), credentialId, counter)))
  expect(counted.filter(Boolean)).toHaveLength(1)
  expect(await countPasskey(app(), credentialId, 0n)).toBe(false)
})

/** The hash of the token of a half sign-in that has just begun. */
async function half(signIn: string): Promise<Buffer> {
  const tokenHash = randomBytes(32)
  const tried = { signIn, passphrase, tokenHash, place: 'elsewhere', again: false }
  expect(await tryPassphrase(at.office, tried)).not.toBeNull()
  return tokenHash
}

test('a half sign-in adds no second step to an account that got one since its page was opened', async () => {
  const accountId = await at.add({ signIn: 'cy', role: 'counsel' })
  const tokenHash = await half('cy')
  await setCodeApp(app(), { accountId, sealedSecret: randomBytes(93), step: 0n })
  const secret = newCodeSecret()
  const add = { permit: { accountId, tokenHash, half: true }, secret, code: codeAt(secret, at.time.now) }
  expect(await addCodeApp(at.office, byNobody, add)).toBe('over')
  const [session] = await app()
    .selectFrom('session')
    .select('second_step')
    .where('account_id', '=', accountId)
    .execute()
  expect(session).toEqual({ second_step: false })
})

test('a half sign-in adds none while its passphrase is one that someone else made', async () => {
  const accountId = await at.add({ signIn: 'di', role: 'counsel', given: true })
  const secret = newCodeSecret()
  const permit = { accountId, tokenHash: await half('di'), half: true }
  const add = { permit, secret, code: codeAt(secret, at.time.now) }
  expect(await addCodeApp(at.office, byNobody, add)).toBe('over')
})

test('a session adds none by the permit of a half sign-in, nor by another account’s', async () => {
  const [mine, theirs] = [await at.add({ signIn: 'ed' }), await at.add({ signIn: 'flo' })]
  const secret = newCodeSecret()
  const code = codeAt(secret, at.time.now)
  const tokenHash = await half('ed')
  await app()
    .updateTable('session')
    .set({ open: true, proved_at: at.time.now })
    .where('token_hash', '=', tokenHash)
    .execute()
  await markSessions(app(), at.office.ring)
  for (const permit of [
    { accountId: mine, tokenHash, half: true },
    { accountId: theirs, tokenHash, half: false },
  ]) {
    expect(await addCodeApp(at.office, byNobody, { permit, secret, code })).toBe('over')
  }
  expect(
    await addCodeApp(at.office, byNobody, {
      permit: { accountId: mine, tokenHash, half: false },
      secret,
      code,
    }),
  ).toBe('added')
})

test('the browser of a link that gave way to a newer one makes no Director, whatever its page has looked at', async () => {
  const [older, newer] = [randomBytes(32), randomBytes(32)]
  const browserHash = randomBytes(32)
  await makeSetUpLink(at.office, older)
  expect(await acceptSetUpLink(at.office, { linkHash: older, browserHash })).toBe(true)
  await makeSetUpLink(at.office, newer)
  const director = { signIn: 'gus', name: 'Gus', passphrase, browserHash }
  expect(await addFirstDirector(at.office, director)).toBe('over')
  expect(await directorIds(app())).toEqual([])
  const again = randomBytes(32)
  expect(await acceptSetUpLink(at.office, { linkHash: newer, browserHash: again })).toBe(true)
  const both = await Promise.all([
    addFirstDirector(at.office, { ...director, browserHash: again }),
    addFirstDirector(at.office, { ...director, signIn: 'hal', browserHash: again }),
  ])
  expect(both.sort()).toEqual(['added', 'over'])
})
