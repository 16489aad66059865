import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { setCardStanding } from '../../src/patrons/record-store.ts'
import { issuePatronCode } from '../../src/patrons/self-service.ts'
import { choosePinByCode, rememberPatronBrowser, signInWithPin } from '../../src/patrons/sign-in.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 3 * 24 * 3600_000)
})
afterAll(() => tested.close())

const asTest = { actor: 'test', place: 'test' }
const enter = (card: string, typed: string, known: Buffer | null = null) =>
  signInWithPin(tested.house, { card, pin: typed, tokenHash: tokenHash(newToken()), known })
const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}

test('an unknown card, a wrong PIN, a card without a PIN, a lost card and one that rests are told alike', async () => {
  await plantPin(tested.house, tested.child)
  expect(await enter('99', pin)).toBe(null)
  expect(await enter(cards.parent, pin)).toBe(null)
  expect(await enter(cards.child, '735190')).toBe(null)
  expect(await enter(cards.child, pin)).toBe('in')
  const setState = (state: 'active' | 'lost') =>
    inContext(tested.house.app, asTest, (trx) =>
      trx.updateTable('card').set({ state }).where('patron_id', '=', tested.child).execute(),
    )
  await setState('lost')
  expect(await enter(cards.child, pin)).toBe(null)
  await setState('active')
  expect(await enter(cards.child, pin)).toBe('in')
})

test('a card that has expired opens no page, however its number is typed, and no code sets a PIN for it', async () => {
  const { house, it } = tested
  const id = await plant(it.database, house.ring, {
    ...{ surname: 'Canary', firstName: 'Exa', card: 'exp 2300-0001', expiresOn: '2026-11-23' },
  })
  await plantPin(house, id)
  for (const typed of ['EXP23000001', ' exp 2300-0001 ', 'ｅｘｐ23000001'])
    expect(await enter(typed, pin)).toBe(null)
  const code =
    (await issuePatronCode(house, { role: 'system', ...asTest }, { patronId: id, use: 'pin' })) ?? ''
  expect(await choosePinByCode(house, { card: 'EXP23000001', code, pin: '502846' })).toBe('unknown')
  const sealed = sealField(house.ring, 'patron.standing', id, { expiresOn: '2026-11-24' })
  await inContext(house.app, asTest, (trx) => setCardStanding(trx, id, sealed))
  for (const typed of ['EXP23000001', ' exp 2300-0001 ', 'ｅｘｐ23000001'])
    expect(await enter(typed, pin)).toBe('in')
  expect(await choosePinByCode(house, { card: 'EXP23000001', code, pin: '502846' })).toBe('set')
})

test('each try writes one row, whatever the card is, and locks on record also where there is nothing to lock', async () => {
  const { house } = tested
  const rows = async () =>
    Number(
      (await sql<{ n: number }>`select sum(failures)::int as n from sign_in_try`.execute(house.app)).rows[0]
        ?.n,
    )
  const entries = async () =>
    Number(
      (
        await sql<{ n: number }>`select count(*)::int as n from register_pending`.execute(
          tested.it.database.worker,
        )
      ).rows[0]?.n,
    )
  const before = await rows()
  for (const card of ['no-such-1', cards.parent, cards.child]) {
    const had = await rows()
    await enter(card, '735190')
    expect(await rows()).toBe(had + 1)
  }
  const had = await entries()
  for (let more = 0; more < 3; more++) await enter('no-such-1', '735190')
  expect(await entries()).toBe(had)
  await enter('no-such-1', '735190')
  expect(await entries()).toBe(had + 1)
  expect(await rows()).toBe(before + 7)
})

test('five wrong PINs make a card rest, longer each time, wherever the program runs', async () => {
  await plantPin(tested.house, tested.child)
  for (let wrong = 0; wrong < 5; wrong++) expect(await enter(cards.child, '735190')).toBe(null)
  expect(await enter(cards.child, pin)).toBe(null)
  later(16)
  for (let wrong = 0; wrong < 5; wrong++) expect(await enter(cards.child, '735190')).toBe(null)
  later(16)
  expect(await enter(cards.child, pin)).toBe(null)
  later(16)
  expect(await enter(cards.child, pin)).toBe('in')
})

test('a PIN that was written into the database by hand, or moved from another row, opens nothing', async () => {
  const parent = await inContext(tested.house.app, asTest, async (trx) => {
    const { guarantor_id } = await trx
      .selectFrom('guarantor')
      .select('guarantor_id')
      .executeTakeFirstOrThrow()
    return { id: guarantor_id ?? '' }
  })
  await plantPin(tested.house, tested.child)
  await plantPin(tested.house, parent.id, { typed: '502846' })
  await inContext(tested.house.app, asTest, async (trx) => {
    const own = await trx
      .selectFrom('pin')
      .select('hash')
      .where('id', '=', parent.id)
      .executeTakeFirstOrThrow()
    await trx.updateTable('pin').set({ hash: own.hash }).where('id', '=', tested.child).execute()
  })
  await expect(enter(cards.child, '502846')).rejects.toMatchObject({ code: 'keys-damaged' })
})

test('a code is good once, for its own card, and a stranger’s wrong ones take it from no one', async () => {
  const { house, child } = tested
  const by = { role: 'system', place: 'test' } as const
  const code = (await issuePatronCode(house, by, { patronId: child, use: 'pin' })) ?? ''
  expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  const choose = (card: string, typed: string) => choosePinByCode(house, { card, code: typed, pin: '502846' })
  expect(await choose(cards.parent, code)).toBe('unknown')
  expect(await choose(cards.child, 'aaaa-bbbb-cccc')).toBe('unknown')
  expect(await choose(cards.child, code.toUpperCase().replaceAll('-', ' '))).toBe('set')
  expect(await choose(cards.child, code)).toBe('unknown')
  expect(await enter(cards.child, '502846')).toBe('in')
  const next = (await issuePatronCode(house, by, { patronId: child, use: 'pin' })) ?? ''
  for (let wrong = 0; wrong < 6; wrong++) await choose(cards.child, 'aaaa-bbbb-cccc')
  expect(await choose(cards.child, next)).toBe('set')
})

test('a stranger who knows the card number makes a PIN rest, but not in a browser where its owner signed in', async () => {
  const { house, child } = tested
  await plantPin(house, child)
  const known = tokenHash(newToken())
  const session = tokenHash(newToken())
  expect(await signInWithPin(house, { card: cards.child, pin, tokenHash: session, known: null })).toBe('in')
  await rememberPatronBrowser(house, session, known)
  for (let wrong = 0; wrong < 5; wrong++) await enter(cards.child, '735190')
  expect(await enter(cards.child, pin)).toBe(null)
  expect(await enter(cards.child, pin, known)).toBe('in')
})
