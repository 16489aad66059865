import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addConfirmedFact, confirmedFacts, withdrawConfirmedFact } from '../../src/ask/policy-store.ts'
import { inContext, type Trx } from '../../src/platform/db/context.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { forgedAccounts } from '../../src/staff/account-store.ts'
import { allWorkstations } from '../../src/staff/computers.ts'
import {
  actingTermsFrom,
  addActingTerm,
  confirmAccount,
  deleteConfirmation,
  endActingTerm,
} from '../../src/staff/officer-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { saveStaffPin } from '../../src/staff/shift-store.ts'
import { cards, passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

// Whoever can write SQL as the program, by an injection or with its password, and reaches the pages.

let tested: Tested
const director = sql`(select id from account where sign_in = 'director')`

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const as = (statement: ReturnType<typeof sql>) => statement.execute(tested.house.app)
const at = () => sql`${tested.time.now}::timestamptz`

/** A browser with a session of the Director's and a computer of the library's, both planted. */
async function planted(): Promise<Visitor> {
  const [session, computer] = [newToken(), newToken()]
  await as(sql`insert into session (token_hash, account_id, signed_in_at, seen_at, open, second_step, proved_at, mark)
    values (${tokenHash(session)}, ${director}, ${at()}, ${at()}, true, true, ${at()}, ${Buffer.alloc(32)})`)
  await as(sql`insert into workstation (token_hash, name, place, enrolled_by, enrolled_on, mark)
    values (${tokenHash(computer)}, 'planted', 'office', ${director}, '2026-11-24', ${Buffer.alloc(32)})`)
  const one = new Visitor(tested.app())
  one.cookies.set('carrel-session', session)
  one.cookies.set('carrel-computer', computer)
  return one
}

describe('rows that SQL planted open no page', () => {
  test('a session and a computer', async () => {
    const one = await planted()
    expect((await one.get('/counter')).headers.get('location')).toBe('/sign-in')
    expect((await allWorkstations(tested.house.app, tested.house.ring)).map(({ name }) => name)).toEqual([])
  })

  test('a computer alone, for a clerk who is signed in', async () => {
    const thief = await planted()
    const one = new Visitor(tested.app())
    one.cookies.set('carrel-computer', thief.cookies.get('carrel-computer') ?? '')
    await one.signIn('desk')
    await one.get('/counter')
    await one.post('/counter/card', { card: cards.child })
    expect(one.text).not.toContain('Pip')
    // The same look, at a computer that was enrolled.
    one.cookies.set('carrel-computer', await tested.computerAt('office'))
    await one.get('/counter')
    await one.post('/counter/card', { card: cards.child })
    expect(one.text).toContain('Pip')
  })

  test('a sign-in with a passphrase of one’s own, and a passphrase put in the place of another', async () => {
    const own = await hashPassphrase('words of the thief')
    await as(
      sql`insert into account (sign_in, name, role, passphrase) values ('thief', 'T', 'director', ${own})`,
    )
    const one = new Visitor(tested.app())
    expect((await one.signIn('thief', 'words of the thief')).status).toBe(422)
    await as(sql`update account set passphrase = ${own} where sign_in = 'counsel'`)
    expect((await new Visitor(tested.app()).signIn('counsel', 'words of the thief')).status).toBe(422)
    expect(await forgedAccounts(tested.house.app, tested.house.ring)).toEqual(['thief', 'counsel'])
  })

  test('one’s own sign-in, made Director, or another’s session taken for one’s own', async () => {
    const one = new Visitor(tested.app())
    await one.signIn('volunteer')
    expect((await one.get('/')).status).toBe(200)
    await as(sql`update account set role = 'director' where sign_in = 'volunteer'`)
    expect((await one.get('/people')).headers.get('location')).toBe('/sign-in')
    expect((await new Visitor(tested.app()).signIn('volunteer')).status).toBe(422)
  })

  test('a half sign-in whose second step SQL has passed', async () => {
    const one = new Visitor(tested.app())
    await one.get('/sign-in')
    await one.signIn('desk')
    await as(sql`update session set proved_at = ${at()}, second_step = true`)
    expect((await one.get('/')).headers.get('location')).toBe('/sign-in')
  })

  test('a naming as acting Director', async () => {
    await as(sql`insert into acting_director (account_id, first_day, last_day)
      select id, '2026-11-24', '2099-01-01' from account where sign_in = 'desk'`)
    const one = new Visitor(tested.app())
    await one.signIn('desk', passphrase)
    expect((await one.get('/people')).status).toBe(404)
    expect(await actingTermsFrom(tested.house.app, tested.house.ring, '2026-11-24')).toEqual([])
  })
})

describe('a row that ended counts no longer when SQL puts it back', () => {
  const by = async (name: string) =>
    (
      await tested.house.app
        .selectFrom('account')
        .select('id')
        .where('sign_in', '=', name)
        .executeTakeFirstOrThrow()
    ).id
  const inTrx = <T>(work: (trx: Trx) => Promise<T>) =>
    inContext(tested.house.app, { actor: 'test', place: 'test' }, work)
  const refused = (statement: ReturnType<typeof sql>) => expect(as(statement)).rejects.toThrow(/row_mark/)

  test('a fact whose confirmation was withdrawn, by an update or as another row', async () => {
    const { ring } = tested.house
    const [at, account] = [tested.time.now, await by('director')]
    const fact = { fact: 'guardian-page', hash: 'ab'.repeat(32), confirmedBy: 'The Board' }
    const days = { confirmedOn: '2026-11-20', confirmedUntil: '2027-11-20' }
    await inTrx((trx) => addConfirmedFact(trx, ring, { ...fact, ...days, by: account, at }))
    const [row] = await tested.house.app.selectFrom('fact_confirmed').selectAll().execute()
    if (row === undefined) throw new Error('no row')
    await inTrx((trx) => withdrawConfirmedFact(trx, ring, { id: row.id, by: account, at }))
    await refused(
      sql`update fact_confirmed set withdrawn_at = null, withdrawn_by = null, mark = ${row.mark} where id = ${row.id}`,
    )
    await refused(
      sql`insert into fact_confirmed select ${randomUUID()}::uuid, fact, hash, confirmed_by, confirmed_on, noted_by, noted_at,
        null, null, ${row.mark}, confirmed_until from fact_confirmed where id = ${row.id}`,
    )
    expect((await confirmedFacts(tested.house.app, ring)).map(({ withdrawnAt }) => withdrawnAt)).toEqual([at])
  })

  test('a staff PIN that was replaced', async () => {
    const { ring } = tested.house
    const accountId = await by('desk')
    const save = (hash: string) => inTrx((trx) => saveStaffPin(trx, ring, { accountId, hash, digits: 6 }))
    await save('earlier')
    const { mark } = await tested.house.app
      .selectFrom('staff_pin')
      .select('mark')
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    await save('newer')
    await refused(sql`update staff_pin set hash = 'earlier', mark = ${mark} where account_id = ${accountId}`)
  })

  test('a confirmation of an account from before a reset, and an acting term that ended', async () => {
    const { ring } = tested.house
    const accountId = await by('counsel')
    const account = { id: accountId, role: 'attorney', president: false } as never
    const on = { by: await by('director'), on: '2026-11-20' }
    await inTrx((trx) => confirmAccount(trx, ring, account, on))
    const confirmed = await tested.house.app
      .selectFrom('account_confirmed')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    await inTrx((trx) => deleteConfirmation(trx, accountId))
    await refused(sql`insert into account_confirmed (account_id, confirmed_by, confirmed_on, mark)
      values (${accountId}, ${confirmed.confirmed_by}, ${confirmed.confirmed_on}, ${confirmed.mark})`)
    const days = { firstDay: '2101-01-01', lastDay: '2101-02-01' }
    const id = await inTrx((trx) => addActingTerm(trx, ring, { accountId, ...days, namedBy: null }))
    const acting = await tested.house.app
      .selectFrom('acting_director')
      .select('mark')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await inTrx((trx) => endActingTerm(trx, id ?? ''))
    await refused(sql`update acting_director set ended = false, mark = ${acting.mark} where id = ${id}`)
    // One that ended before the database kept marks, when they had no salt.
    await refused(sql`update acting_director set ended = false, mark = ${Buffer.alloc(32)} where id = ${id}`)
  })
})
