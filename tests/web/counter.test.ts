import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StaffRole } from '../../src/policy/index.ts'
import { signNow } from '../leak/sign-now.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

async function atTheDesk(role: StaffRole): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn(role)
  return visitor
}

const nobody = '00000000-0000-4000-8000-000000000000'
/** Who may look up scans a card or an item there. */
const cardFieldWithFocus = /<input[^>]*name="(?:card|find)"[^>]*autofocus/

test('the next card can be scanned on every page that a card leads to', async () => {
  for (const role of ['desk', 'volunteer'] as const) {
    const visitor = await atTheDesk(role)
    for (const card of [cards.child, '99']) {
      await visitor.post('/counter/card', { card })
      expect(visitor.html).toMatch(cardFieldWithFocus)
    }
  }
})

test('the search on every page takes a whole phone number or e-mail address, and shows one name or none', async () => {
  const contact = { phone: '308-555-0161', emails: ['ida@example.org'] }
  await plant(tested.it.database, tested.house.ring, {
    ...{ surname: 'Wren', firstName: 'Ida', card: '24000000000161', ...contact },
  })
  for (const card of ['24000000000162', '24000000000163']) {
    await plant(tested.it.database, tested.house.ring, {
      ...{ surname: 'Wren', firstName: 'Una', card, phone: '308-555-0162' },
    })
  }
  const clerk = await atTheDesk('desk')
  for (const find of ['308-555-0161', '(308) 555 0161', '1 308 555 0161', '3085550161', 'IDA@example.org']) {
    await clerk.post('/find', { find })
    expect(clerk.heading).toBe('Ida Wren')
    expect(clerk.html).not.toMatch(/555\W?0161|ida@|IDA@/)
  }
  await clerk.post('/find', { find: '308-555-0162' })
  expect(clerk.heading).toBe('More than one customer has this phone number')
  expect(clerk.text).not.toContain('Una')
  await clerk.post('/find', { find: '555-0161' })
  expect(clerk.heading).toBe('This card is not on file')
  await clerk.post('/find', { find: 'ida@example.com' })
  expect(clerk.heading).toBe('No customer with that e-mail address is on file')
})

test('a name that is typed where a card is scanned is looked for as a name, and a volunteer’s is not', async () => {
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/card', { card: 'canary una' })
  expect(clerk.heading).toBe('Una Canary')
  expect(clerk.text).toContain('Why are you opening this record?')
  const volunteer = await atTheDesk('volunteer')
  await volunteer.post('/counter/card', { card: 'canary una' })
  expect(volunteer.text).not.toContain('Una')
})

test('a record that a card number opens says what to do where it was read out on the phone', async () => {
  const says = 'Are they on the phone? Tell them nothing from this page yet.'
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/card', { card: cards.parent })
  expect(clerk.text).toContain(says)
  const volunteer = await atTheDesk('volunteer')
  await volunteer.post('/counter/card', { card: cards.parent })
  expect(volunteer.text).not.toContain(says)
})

test('the address of a form leads to the counter, for anyone who reloads it', async () => {
  const clerk = await atTheDesk('desk')
  for (const path of ['/counter/card', '/counter/name', '/counter/customer']) {
    const response = await clerk.get(path)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/counter'])
  }
})

test('from a record there is a way back to the list that it stood in, with no name in an address', async () => {
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/name', { name: 'sparrow bird1' })
  const list = clerk.text
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(clerk.html) ?? []
  expect(clerk.html).toContain('<input type="hidden" name="name" value="sparrow bird1"')
  await clerk.post('/counter/customer', { id, name: 'sparrow bird1' })
  expect(clerk.heading).toBe('Bird10 Sparrow')
  expect(clerk.html).toMatch(
    /action="\/counter\/name".*name="name" value="sparrow bird1"[^>]*>Back to the list/s,
  )
  await clerk.post('/counter/name', { name: 'sparrow bird1' })
  expect(clerk.text).toBe(list)
  await clerk.post('/counter/card', { card: cards.child })
  expect(clerk.text).not.toContain('Back to the list')
})

test('a page that shows a record says that it closes itself, and does; one that shows none stays as long as the session', async () => {
  const clerk = await atTheDesk('desk')
  const closes = (response: Response) => [
    response.headers.get('refresh'),
    clerk.text.includes('This page closes itself after 3 minutes.'),
  ]
  const account = { who: 'customer', how: 'here', checked: ['', 'photo-id'], wants: '' }
  expect(closes(await clerk.post('/counter/card', { card: cards.child }))).toEqual([
    '180; url=/counter?left',
    true,
  ])
  expect(clerk.html).toMatch(/name="id" value="[^"]+"[^>]*>Show for 3 more minutes/)
  expect(closes(await clerk.post('/counter/name', { name: 'sparrow' }))).toEqual([
    '180; url=/counter?left',
    true,
  ])
  expect(closes(await clerk.post('/ask', { ...account, card: cards.child }))).toEqual(['180; url=/', true])
  expect(closes(await clerk.post('/ask', { ...account, card: 'none' }))).toEqual([
    '1205; url=/?closed',
    false,
  ])
  expect(closes(await clerk.post('/counter/card', { card: '99' }))).toEqual(['1205; url=/?closed', false])
  expect(closes(await clerk.post('/counter/name', { name: 'zzz' }))).toEqual(['1205; url=/?closed', false])
  expect(closes(await clerk.get('/counter'))).toEqual(['1205; url=/?closed', false])
})

test('what was no card is not called one', async () => {
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/customer', { id: nobody })
  expect(clerk.heading).toBe('This customer is not on file')
  await clerk.post('/counter/card', { card: '99' })
  expect(clerk.heading).toBe('This card is not on file')
  const volunteer = await atTheDesk('volunteer')
  await volunteer.post('/counter/customer', { id: tested.child })
  expect(volunteer.heading).toBe('This customer is on file')
})

test('a record found by name is closed to each of its pages until one press says why, which comes back to it', async () => {
  const clerk = await atTheDesk('desk')
  const id = tested.child
  for (const [path, fields] of [
    ['/counter/customer', {}],
    ['/counter/set-right', {}],
    ['/counter/guardians', {}],
    ['/counter/card-renew', {}],
    ['/counter/welcome', {}],
    ['/counter/renew', { loan: 'x' }],
  ] as const) {
    await clerk.get('/counter')
    const response = await clerk.post(path, { id, ...fields })
    expect([path, response.status, clerk.heading]).toEqual([path, 200, 'Pip Canary'])
    expect(clerk.text).toContain('Born in 2013')
    expect(clerk.html).not.toMatch(new RegExp(`February|${cards.child}|Canary (Overdue|Due|Reserved)`))
    expect([
      ...clerk.html.matchAll(/name="basis" value="([^"]+)"[^>]*aria-keyshortcuts="(\d)"/g),
    ]).toHaveLength(6)
  }
  await clerk.post('/counter/customer', { id, basis: 'known' })
  expect(clerk.text).toContain('Canary Overdue')
  await clerk.post('/counter/guardians', { id })
  expect(clerk.text).toContain('Una Canary')
  const refused = await clerk.post('/counter/customer', { id, basis: 'card' })
  expect(refused.status).toBe(400)
})

test('mail that came back: the clerk is led to the address and to asking for a new one, and the customer reads why it is gone', async () => {
  const card = '24000000000777'
  const id = await plant(tested.it.database, tested.house.ring, { surname: 'Wren', firstName: 'Oda', card })
  await plantPin(tested.house, id)
  const clerk = await atTheDesk('desk')
  await clerk.get('/letters')
  expect(clerk.text).toContain('Did a letter come back?')
  await clerk.post('/find', { find: card })
  expect(clerk.text).toContain('Did mail to them come back?')
  await clerk.post('/counter/set-right', { id })
  const filled = {
    ...{ firstName: 'Oda', otherNames: '', surname: 'Wren', born: '', emails: '', phones: '402-555-0100' },
    addresses: '1 Sod House Road\nMinden NE 68959',
  }
  const shown = { id, sent: 'yes', was: JSON.stringify(filled), ...filled }
  await clerk.post('/counter/set-right', { ...shown, checked: 'mail-returned' })
  expect(clerk.text).toContain('Clear the wrong address here.')
  expect(clerk.text).not.toContain('Nothing here differs from what is on file')
  await clerk.post('/counter/set-right', { ...shown, checked: 'mail-returned', addresses: '' })
  expect(clerk.text).toContain('Ask for the new address')
  await clerk.post('/find', { find: card })
  expect(clerk.text).toContain('Not on file. Ask for it.')
  const owner = new Visitor(tested.app())
  await owner.get('/me/sign-in')
  await owner.post('/me/sign-in', { card, pin })
  await owner.get('/me')
  expect(owner.text).toMatch(/Address\s*Not on file/)
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  await signNow(tested)
  await owner.get('/me/seen')
  expect(owner.text).toContain('Took an address off your record, because mail to it came back.')
})

test('one press renews all that a record shows, and says how many', async () => {
  const clerk = await atTheDesk('desk')
  await clerk.post('/find', { find: cards.child })
  const [form = ''] =
    clerk.html.match(/<form[^>]*action="\/counter\/renew"[^>]*carrel-acts.*?<\/form>/s) ?? []
  expect(form).toContain('Renew all')
  const valuesOf = (name: string) =>
    [...form.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value)
  const loans = valuesOf('loan')
  expect(loans.length).toBeGreaterThan(1)
  await clerk.post('/counter/renew', { id: valuesOf('id'), loan: loans })
  expect(clerk.text).toMatch(/(?:One item was|\d items were|Nothing was) renewed\./)
  expect(clerk.text).toContain('Pip Canary')
  // The card is still on the desk, so the next checkout takes no second scan; another card of no one here opens none.
  const checkOut = async (card = '') => {
    await clerk.post('/counter/renew', { id: valuesOf('id'), loan: loans, card })
    return clerk.html.includes('action="/lend/card"')
  }
  expect(await checkOut(valuesOf('card')[0])).toBe(true)
  expect(await checkOut(cards.parent)).toBe(false)
})
