import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { forgedAccounts } from '../../src/staff/account-store.ts'
import { allWorkstations } from '../../src/staff/computers.ts'
import { actingTermsFrom } from '../../src/staff/officer-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
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

  test('one’s own sign-in, made Director, or somebody’s session taken for one’s own', async () => {
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
