import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

// Someone who is made to open their account in front of another person.

let tested: Tested
let id = ''
const card = '2900000000068'

beforeAll(async () => {
  tested = await startHouse()
  const { it, house } = tested
  id = await plant(it.database, house.ring, {
    ...{ surname: 'Plover', firstName: 'Ada', card, phone: '402-555-0168', born: '2014-05-06' },
    loans: [
      { title: 'Plover Overdue', dueOn: '2026-11-01' },
      { title: 'Plover Secret', dueOn: '2026-12-09' },
      { title: 'Plover Other', dueOn: '2026-12-09' },
    ],
  })
  await plantPin(house, id)
})
afterAll(() => tested?.close())

async function customer(): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card, pin })
  await visitor.get('/me')
  return visitor
}

const shows = (visitor: Visitor) => /Plover|Ada|402-555|2900000000068|reserve/i.test(visitor.html)

async function expectPlain(visitor: Visitor): Promise<void> {
  expect(visitor.text).toMatch(/1 item due November 1, 2026.*2 items due December 9, 2026.*Owed: nothing/)
  expect(shows(visitor)).toBe(false)
}

test('with one press their page shows what is due, by number and day, and is so at each later sign-in', async () => {
  const own = await customer()
  expect(own.text).toContain('Plover Secret')
  await own.post('/me/plain')
  await own.get('/me')
  await expectPlain(own)
  await expectPlain(await customer())
})

test('no page of theirs shows more, and none says that there is more', async () => {
  const own = await customer()
  const pages = routes.filter(({ method, may }) => method === 'GET' && may === 'customer')
  expect(pages.length).toBeGreaterThan(8)
  for (const { path } of pages) {
    expect((await own.get(path)).headers.get('location'), path).toBe('/me')
    expect(shows(own), path).toBe(false)
  }
  const forms = ['/me/phone-code', '/me/choices', '/me/history', '/me/change-pin']
  for (const path of forms) expect((await own.post(path)).headers.get('location'), path).toBe('/me')
})

test('only the PIN ends it, and a wrong one counts as a try', async () => {
  const own = await customer()
  await own.get('/me/plain/end')
  await own.post('/me/plain/end', { old: '000000' })
  expect(own.text).toContain('This is not your PIN')
  await own.get('/me')
  await expectPlain(own)
  await own.get('/me/plain/end')
  await own.post('/me/plain/end', { old: pin })
  await own.get('/me')
  expect(own.text).toContain('Plover Secret')
})

test('staff begin it at the counter, which the customer’s list of what was done shows', async () => {
  const clerk = new Visitor(tested.app())
  clerk.cookies.set('carrel-computer', await tested.computerAt('office'))
  await clerk.signIn('desk')
  await clerk.post('/counter/card', { card })
  await clerk.post('/counter/plain', { id })
  expect(clerk.text).toContain('Their own page now shows only what is due')
  const own = await customer()
  await expectPlain(own)
  await own.get('/me/plain/end')
  await own.post('/me/plain/end', { old: pin })
  const { database, home } = tested.it
  const signer = await currentSigner(database.worker, tested.house.ring)
  const now = tested.time.now
  await sequenceEntries(database.worker, { signer, lastSigned: lastSignedFile(home.keysDir), now })
  await own.get('/me/seen')
  expect(own.text).toContain('Your page was set to show only what is due.')
  expect(own.text).toContain('Your page was set to show everything again.')
})
