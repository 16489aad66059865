import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NoticeKind } from '../../src/contact/notice.ts'
import { patronActor } from '../../src/gate/actor.ts'
import { issuePatronCode } from '../../src/patrons/self-service.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { isVisibleToPatron } from '../../src/register/record.ts'
import { planCall } from '../support/planned-call.ts'
import { type Planted, plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let office: string
let frontDesk: string
const titles = ['Quail Overdue', 'Quail Reserved', 'Quail Torn']

beforeAll(async () => {
  tested = await startHouse()
  office = await tested.computerAt('office')
  frontDesk = await tested.computerAt('front-desk')
})
afterAll(() => tested?.close())

/** Who does something in a context, as the program does. */
const here = { actor: 'test', place: 'here' }

/** Each test has a minute of its own: only so many sign-ins a minute pass at one name from one place. */
let minute = 0

beforeEach(async () => {
  const { it, time } = tested
  time.now = new Date(Date.UTC(2026, 10, 24, 15, minute++))
  time.today = '2026-11-24'
  await inContext(it.database.worker, here, (trx) => trx.deleteFrom('notice').execute())
  await inContext(it.database.app, here, (trx) => trx.deleteFrom('call_taken').execute())
})

let cardsMade = 0
/** No two are alike, and none is next to another. `series`: what the number begins with. */
const newCard = (series: string) =>
  `${series}${String((3_719_393 * ++cardsMade) % 10_000_000).padStart(7, '0')}`

/** How many were planted: each has a phone of their own, unless a test says otherwise. */
let planted = 0

/** Somebody whom a call is planned to, with a book that is overdue and one on reserve. */
async function callTo(
  kinds: readonly NoticeKind[] = ['overdue'],
  more: {
    readonly phone?: string
    readonly born?: string
    readonly guarantor?: NonNullable<Planted['guarantor']>
  } = {},
) {
  const { it, house, time } = tested
  const number = newCard('2500000')
  const phone = more.phone ?? `402-${400 + ++planted}-0177`
  const id = await plant(it.database, house.ring, {
    ...{ surname: 'Quail', firstName: 'Una', card: number, ...more, phone },
    loans: [{ title: 'Quail Overdue', dueOn: '2026-11-01' }],
    holds: ['Quail Reserved'],
    charges: [{ kind: 'damaged', cents: 450, title: 'Quail Torn' }],
  })
  for (const kind of kinds) await planCall(it.database, house.ring, { patron: id, kind, on: time.today })
  return { id, number, phone }
}

async function at(computer: string, who = 'desk'): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', computer)
  tested.time.now = new Date(tested.time.now.getTime() + 1_000)
  expect(await visitor.signIn(who)).toMatchObject({ status: 303 })
  return visitor
}

const field = (visitor: Visitor, name: string) =>
  [...visitor.html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value)
/** The records that a list leads to. */
const recordsIn = (visitor: Visitor) =>
  [...visitor.html.matchAll(/name="id" value="([^"]*)"/g)].map(([, value = '']) => value)
const carried = (visitor: Visitor) => ({
  patron: field(visitor, 'patron')[0] ?? '',
  about: [...new Set(field(visitor, 'about'))],
})
/** A page, with the random id of its form, if it has one, as the same each time. */
const exceptFormId = ({ html }: Visitor) =>
  html.replace(/(?<=name="form" value=")[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=")/g, 'random')
const titlesIn = (html: string) => titles.filter((title) => html.includes(title))

const reportLost = (number: string) =>
  tested.house.cards.reportNumber({ accountId: randomUUID(), role: 'desk', place: 'office' }, number)

/** Numbers of somebody are noted as wrong, as after a call; none is any more. */
async function noteWrong(id: string, numbers: readonly string[] | null) {
  const { it, house } = tested
  const wrong_numbers = numbers && sealField(house.ring, 'patron.wrong_numbers', id, numbers)
  await inContext(it.database.app, here, (trx) =>
    trx.updateTable('patron').set({ wrong_numbers }).where('id', '=', id).execute(),
  )
}

async function rows() {
  const { it } = tested
  return inContext(it.database.worker, here, (trx) =>
    trx.selectFrom('notice').select(['state', 'tries', 'try_on']).execute(),
  )
}

/** Oldest first. Why not as they come: PostgreSQL fills the place of a row that is gone. */
async function entries() {
  const { house, it } = tested
  const { rows: all } = await sql<Selectable<Schema['register_pending']>>`select * from register_pending
    order by xmin::text::bigint`.execute(it.database.worker)
  const key = house.ring.registerMonthKey('2026-11')
  return all.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened ? [opened.entry] : []
  })
}

test('a call: the name shows when it is taken, a spouse hears no title, and the next try is planned', async () => {
  await callTo(['overdue', 'hold'])
  const visitor = await at(office)
  await visitor.get('/calls')
  expect(visitor.text).not.toMatch(/Quail|\d{3}\W?0177/)
  await visitor.post('/calls/next')
  expect(visitor.heading).toBe('Call Una Quail')
  expect(visitor.text).toMatch(/402-\d{3}-0177/)
  expect(visitor.text).toContain('Hello. May I please speak with Una Quail?')
  expect(titlesIn(visitor.html)).toEqual([])
  await visitor.post('/calls/answered', { ...carried(visitor), answered: 'someone-else' })
  expect(visitor.text).toContain('The customer has overdue materials. The customer has items on reserve.')
  expect(visitor.text).not.toMatch(/Quail|\d{3}\W?0177/)
  await visitor.post('/calls/ended', { ...carried(visitor), end: 'message-given' })
  expect(visitor.text).toContain('The next try is on November 26, 2026')
  expect(await rows()).toEqual([
    { state: 'ready', tries: 1, try_on: '2026-11-26' },
    { state: 'ready', tries: 1, try_on: '2026-11-26' },
  ])
})

test('titles are told to the customer with their own card, or at the number on file, and to nobody else', async () => {
  const { number } = await callTo()
  const lost = (await callTo([])).number
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = { ...carried(visitor), answered: 'customer', asked: 'how' }
  const tell = async (more: Record<string, string>) => {
    await visitor.post('/calls/answered', { ...call, ...more })
    return titlesIn(visitor.html)
  }
  await visitor.post('/calls/answered', { ...call, asked: '' })
  await visitor.post('/calls/answered', { patron: call.patron, about: call.about, answered: 'customer' })
  expect(visitor.heading).toBe('How did you confirm who it is?')
  expect(await tell({})).toEqual([])
  expect(visitor.text).toContain('whether anything is overdue')
  // Somebody else's card proves nothing of them, and does not say whose it is.
  expect(await tell({ card: lost })).toEqual([])
  expect(visitor.text).toContain('This is not a card number of the customer.')
  expect(await tell({ card: '99' })).toEqual([])
  expect(await tell({ card: number })).toEqual(titles)
  // Through a relay service or an interpreter too, and the card proves it alike.
  await visitor.post('/calls/answered', { patron: call.patron, about: call.about, answered: 'relay' })
  expect(visitor.html).toContain('name="answered" value="relay"')
  expect(await tell({ answered: 'relay' })).toEqual([])
  expect(await tell({ answered: 'relay', card: number })).toEqual(titles)
  expect(await tell({ callback: 'yes' })).toEqual(titles)
  await reportLost(number)
  expect(await tell({ card: number })).toEqual([])
  expect(visitor.text).toContain('was reported lost')
  await visitor.post('/calls/ended', { ...carried(visitor), end: 'told-customer' })
  expect(visitor.text).toContain('There is nothing more to do.')
  expect(await rows()).toMatchObject([{ state: 'done', tries: 1 }])
})

test('the list opens in a private room alone, and the register has each call from there, without a title or a number', async () => {
  await callTo()
  for (const place of [frontDesk, await tested.computerAt('public-area'), 'not-enrolled']) {
    const elsewhere = await at(place)
    expect((await elsewhere.get('/calls')).status).toBe(404)
    expect((await elsewhere.post('/calls/next')).status).toBe(404)
  }
  const before = (await entries()).length
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = carried(visitor)
  await visitor.post('/calls/answered', { ...call, answered: 'customer', asked: 'how', callback: 'yes' })
  await visitor.post('/calls/ended', { ...call, end: 'told-customer' })
  const made = (await entries()).slice(before).filter(({ kind }) => /^(contact|call-ended)$/.test(kind))
  const common = { place: 'office', channel: 'phone-out', subjects: [call.patron] }
  expect(made.sort((a, b) => Number(a.kind > b.kind) || Number(b.kind === 'contact') - 1)).toHaveLength(3)
  expect(made).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...common, kind: 'contact', speakingWith: 'someone-else' }),
      expect.objectContaining({
        ...common,
        kind: 'contact',
        speakingWith: 'patron',
        verified: ['call-back'],
      }),
      expect.objectContaining({ ...common, kind: 'call-ended', outcome: 'told-customer' }),
    ]),
  )
  expect(JSON.stringify(made)).not.toMatch(/Quail|\d{3}\W?0177/)
})

test('at the front desk nothing tells that calls wait: not a byte differs from a library that calls nobody', async () => {
  const visitor = await at(frontDesk)
  const id = '00000000-0000-4000-8000-000000000000'
  const word = visitor.word
  const look = async () => {
    const seen: string[] = []
    for (const path of [
      '/',
      '/ask',
      '/counter',
      '/calls',
      '/calls/next',
      '/calls/back',
      '/calls/numbers',
      '/calls/nowhere',
    ]) {
      const { status } = await visitor.get(path)
      seen.push(`${path} ${status} ${exceptFormId(visitor)}`)
    }
    for (const path of [
      '/calls/next',
      '/calls/call',
      '/calls/answered',
      '/calls/ended',
      '/calls/back',
      '/calls/numbers',
      '/no',
    ]) {
      for (const fields of [
        { word },
        { word, odd: 'x' },
        { word, patron: id, answered: 'machine', about: '' },
      ]) {
        const { status } = await visitor.post(path, fields)
        seen.push(`${status} ${exceptFormId(visitor)}`)
      }
    }
    return seen
  }
  const without = await look()
  const { id: wrong, phone } = await callTo(['overdue', 'hold'])
  await noteWrong(wrong, [phone])
  expect(await look()).toEqual(without)
  await noteWrong(wrong, null)
  const posts = without.slice(8)
  expect(new Set(posts).size).toBe(1)
  expect(without.join()).not.toMatch(/\/calls"/)
  await visitor.get('/no-such-page')
  expect(posts[0]).toBe(`404 ${visitor.html}`)
})

test.each(['volunteer', 'counsel', 'trustee'])(
  'a %s has no list of calls in a private room either',
  async (who) => {
    await callTo()
    const visitor = await at(office, who)
    expect(visitor.html).not.toContain('/calls')
    expect((await visitor.get('/calls')).status).toBe(404)
  },
)

test('two clerks never dial the same customer; a call that is left goes back to the list', async () => {
  await callTo()
  const one = await at(office)
  await one.post('/calls/next')
  const two = await at(await tested.computerAt('crane-room'), 'director')
  await two.post('/calls/next')
  expect(two.text).toContain('There are no more calls to make today.')
  await two.post('/calls/answered', { ...carried(one), answered: 'machine' })
  expect(two.text).toContain('Why are you opening this record?')
  tested.time.now = new Date(tested.time.now.getTime() + 10 * 60_000)
  await two.post('/calls/next')
  expect(two.heading).toBe('Call Una Quail')
  const call = { ...carried(two), answered: 'machine' }
  await one.post('/calls/answered', call)
  expect(one.text).toContain('Why are you opening this record?')
  await two.get('/calls')
  await one.post('/calls/next')
  expect(one.heading).toBe('Call Una Quail')
  await two.post('/calls/answered', call)
  expect(two.heading).toBe('Someone else has taken this call')
})

test('each list counts its calls and has its own next one; a call that was returned comes last', async () => {
  const { it, house, time } = tested
  const { id } = await callTo(['hold'])
  const card = '26000000000003'
  const other = await plant(it.database, house.ring, {
    ...{ surname: 'Wren', firstName: 'Ada', card, phone: '402-555-0188' },
    loans: [{ title: 'Wren Overdue', dueOn: '2026-11-01' }],
    holds: ['Wren Reserved'],
  })
  for (const kind of ['overdue', 'hold'] as const) {
    await planCall(it.database, house.ring, { patron: other, kind, on: time.today })
  }
  const visitor = await at(office)
  expect(visitor.text).toContain('There are 3 calls to make.')
  await visitor.get('/calls')
  expect(visitor.text).toMatch(/Reserves ready \(2\).*Overdue \(1\)/)
  await visitor.post('/calls/next', { list: 'overdue' })
  expect(visitor.heading).toBe('Call Ada Wren')
  expect(visitor.text).toContain('The call is about overdue items and items on reserve.')
  await visitor.get('/calls')
  const seen: string[] = []
  for (let nth = 0; nth < 3; nth++) {
    await visitor.post('/calls/next', { list: 'hold' })
    seen.push(carried(visitor).patron)
    await visitor.get('/calls')
  }
  expect(seen).toEqual([id, other, id])
})

test('a wrong press is corrected on the same day, and is no second try', async () => {
  await callTo()
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = carried(visitor)
  await visitor.post('/calls/ended', { ...call, end: 'message-left' })
  expect(visitor.text).toContain('Wrong button? Back to this call')
  await visitor.post('/calls/call', call)
  expect(visitor.heading).toBe('Call Una Quail')
  await visitor.post('/calls/ended', { ...call, end: 'no-answer' })
  expect(await rows()).toEqual([{ state: 'ready', tries: 1, try_on: '2026-11-26' }])
  await visitor.post('/calls/ended', { ...call, end: 'told-customer' })
  expect(await rows()).toMatchObject([{ state: 'done', tries: 1 }])
})

test('outside calling hours no one is called, and the page says when calls start again', async () => {
  await callTo()
  tested.time.now = new Date('2026-11-25T02:00:00Z')
  const visitor = await at(office)
  await visitor.get('/calls')
  expect(visitor.text).toContain('Calls resume on Wednesday, November 25, at 8:00 a.m.')
  await visitor.get('/')
  expect(visitor.text).toContain('Calls resume on Wednesday')
  await visitor.post('/calls/next')
  expect(visitor.text).not.toMatch(/Quail|\d{3}\W?0177/)
  // Before the first hour of the same day, "until November 25" on November 25 said nothing.
  tested.time.now = new Date('2026-11-25T12:00:00Z')
  tested.time.today = '2026-11-25'
  await visitor.signIn('desk')
  await visitor.get('/calls')
  expect(visitor.text).toContain('Calls resume today at 8:00 a.m.')
})

test('what is settled before the call is not called about; a number that is not there leaves the call to a letter', async () => {
  const { it, house } = tested
  const card = '26000000000001'
  const id = await plant(it.database, house.ring, { surname: 'Wren', firstName: 'Ida', card })
  await planCall(it.database, house.ring, { patron: id, kind: 'overdue', on: '2026-11-24' })
  await callTo(['overdue'], { phone: '' })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  expect(visitor.text).toContain('There are no more calls to make today.')
  expect(await rows()).toMatchObject([{ state: 'failed', tries: 0 }])
})

test('a wrong number is dialed no more, is marked at the front desk, and the library writes', async () => {
  const { id, number } = await callTo()
  const visitor = await at(office)
  await visitor.post('/calls/next')
  await visitor.post('/calls/answered', { ...carried(visitor), answered: 'wrong-number-0' })
  expect(visitor.heading).toBe('Is it a wrong number?')
  await visitor.post('/calls/ended', { ...carried(visitor), end: 'wrong-number', nth: '0' })
  expect(visitor.text).toContain('The library sends a letter instead.')
  expect(await rows()).toMatchObject([{ state: 'failed' }])
  await visitor.post('/counter/card', { card: number })
  expect(visitor.text).toMatch(/402-\d{3}-0177 \(wrong number\)/)
  // The next notice about something else finds no number that may be dialed.
  await planCall(tested.it.database, tested.house.ring, { patron: id, kind: 'hold', on: '2026-11-24' })
  await visitor.post('/calls/next')
  expect(visitor.text).toContain('There are no more calls to make today.')
})

test('numbers that turned out wrong are listed in a private room, without a name until a record is opened, twenty at once', async () => {
  const { house, it } = tested
  const before = await inContext(it.database.app, here, (trx) =>
    trx.selectFrom('patron').select('id').where('wrong_numbers', 'is not', null).execute(),
  )
  for (const { id } of before) await noteWrong(id, null)
  const add = (nth: number) =>
    plant(it.database, house.ring, {
      ...{
        surname: 'Plover',
        firstName: `Nth${nth}`,
        card: `2600000000${1000 + nth}`,
        phone: '402-555-0155',
      },
    })
  const wrong = await Promise.all(Array.from({ length: 22 }, (_, nth) => add(nth)))
  for (const id of wrong) await noteWrong(id, ['(402) 555-0155'])
  // Of whom another number was noted, which an import has put right since: nobody is to be asked.
  const corrected = await add(99)
  await noteWrong(corrected, ['402-555-0144'])

  const visitor = await at(office)
  await visitor.get('/calls')
  // The page closes itself after 20 minutes; no other number says how many they are.
  expect(visitor.text.replace('it closes itself after 20 minutes', '')).not.toMatch(/\b2[0-3]\b/)
  const earlier = (await entries()).map((one) => JSON.stringify(one))
  await visitor.post('/calls/numbers')
  const first = recordsIn(visitor)
  expect(visitor.text).not.toMatch(/Plover|\d{3}\W?0155/)
  await visitor.post('/calls/numbers', { after: field(visitor, 'after')[0] ?? '' })
  const second = recordsIn(visitor)
  expect([first.length, second.length, field(visitor, 'after')]).toEqual([20, 2, []])
  expect([...first, ...second].sort()).toEqual([...wrong].sort())
  expect(await entries()).toHaveLength(earlier.length)
  await visitor.post('/counter/customer', { id: first[0] ?? '', basis: 'correction' })
  expect(visitor.text).toContain('402-555-0155 (wrong number)')
  const added = (await entries()).filter((one) => !earlier.includes(JSON.stringify(one)))
  expect(added).toMatchObject([{ kind: 'view', subjects: [first[0]], basis: 'correction' }])
  for (const id of [...wrong, corrected]) await noteWrong(id, null)
  expect(await visitor.get('/calls/numbers')).toMatchObject({ status: 303 })
  await visitor.get('/calls')
  await visitor.post('/calls/numbers')
  expect(visitor.text).toContain('There are no known wrong numbers on file.')
})

test('who does not want to be called is called no more', async () => {
  const { id } = await callTo()
  const visitor = await at(office)
  await visitor.post('/calls/next')
  await visitor.post('/calls/answered', { ...carried(visitor), answered: 'no-more-calls' })
  expect(visitor.heading).toBe('Stop calling this customer?')
  await visitor.post('/calls/ended', { ...carried(visitor), end: 'no-more-calls' })
  await planCall(tested.it.database, tested.house.ring, { patron: id, kind: 'hold', on: '2026-11-24' })
  await visitor.post('/calls/next')
  expect(visitor.text).toContain('There are no more calls to make today.')
  expect((await rows()).map(({ state }) => state)).toEqual(['failed', 'failed'])
  // They see it under "Who viewed my record".
  const told = (await entries()).filter((one) => one.subjects?.includes(id) && isVisibleToPatron(one))
  expect(told.filter(({ kind }) => kind === 'choices-changed')).toHaveLength(1)
})

test('who phones in is called back at the number on file, and hears titles only with the card as well', async () => {
  const { number } = await callTo(['overdue'])
  const visitor = await at(office)
  await visitor.get('/calls/back')
  expect(visitor.text).toContain('Never use a number that a caller gives you.')
  await visitor.post('/calls/back', { card: number })
  expect(visitor.heading).toBe('Call them back')
  expect(visitor.text).toMatch(/402-\d{3}-0177/)
  const call = { ...carried(visitor), back: 'yes', answered: 'customer', asked: 'how' }
  // On the call that they made they hear nothing, with a card that anyone can have found, either.
  for (const one of [{}, { card: number }, { proof: 'card' }]) {
    await visitor.post('/calls/answered', { ...call, ...one })
    expect(visitor.heading).toBe('How did you confirm who it is?')
    expect(visitor.text).toContain('Hang up, dial the number on file')
    expect(visitor.text).not.toMatch(/is overdue\.|Owes/)
  }
  // Called back without the card they hear the bare facts, as on any call, and no offer of a call back on the call back.
  await visitor.post('/calls/answered', { ...call, callback: 'yes' })
  expect(titlesIn(visitor.html)).toEqual([])
  expect(visitor.heading).toBe('You may tell them this')
  expect(visitor.text).not.toContain('call you back')
  expect(visitor.text).toContain('I can’t tell you on this call what you have checked out.')
  await visitor.post('/calls/answered', { ...call, card: number, callback: 'yes' })
  expect(titlesIn(visitor.html)).toEqual(titles)
  expect(visitor.text).not.toContain('If they ask what is checked out')
  await visitor.post('/calls/ended', { ...carried(visitor), back: 'yes', end: 'told-customer' })
  expect(await rows()).toMatchObject([{ state: 'done' }])
})

test('at a number that others share, a code from their own page proves who is called back, once', async () => {
  const { house } = tested
  const phone = '402-399-0177'
  const { id, number } = await callTo([], { phone })
  await callTo([], { phone })
  const code = (await issuePatronCode(house, patronActor, { patronId: id, use: 'phone' })) ?? ''
  const visitor = await at(office)
  await visitor.post('/calls/back', { card: number })
  const call = { ...carried(visitor), back: 'yes', proof: 'card', answered: 'customer', asked: 'how' }
  await visitor.post('/calls/answered', { ...call, callback: 'yes', card: number })
  expect(visitor.text).toContain('To tell you what you have checked out, I need a code from your own page')
  // Back to the code, with what was entered.
  await visitor.post('/calls/answered', {
    ...carried(visitor),
    back: 'yes',
    proof: 'card',
    answered: 'customer',
    callback: 'yes',
    card: number,
  })
  expect(visitor.html).toMatch(new RegExp(`name="card"[^>]*value="${number}"`))
  expect(visitor.html).toMatch(/value="yes"[^>]*checked/)
  // Neither a wrong code, nor a right one on the call that they made, nor one without the card.
  await visitor.post('/calls/answered', { ...call, callback: 'yes', card: number, phoneCode: '000000' })
  expect(visitor.text).toContain('The code they read out is not theirs, has expired, or was already used.')
  // One digit may have been heard wrong.
  expect(visitor.html).toMatch(/name="phoneCode"[^>]*value="000000"/)
  expect(titlesIn(visitor.html)).toEqual([])
  await visitor.post('/calls/answered', { ...call, card: number, phoneCode: code })
  expect(visitor.text).toContain('Hang up, dial the number on file')
  await visitor.post('/calls/answered', { ...call, callback: 'yes', phoneCode: code })
  expect(titlesIn(visitor.html)).toEqual([])
  await visitor.post('/calls/answered', { ...call, callback: 'yes', card: number, phoneCode: code })
  expect(titlesIn(visitor.html)).toEqual(titles)
  expect(visitor.text).not.toContain('If they ask what is checked out')
  await visitor.post('/calls/answered', { ...call, callback: 'yes', card: number, phoneCode: code })
  expect(visitor.text).toContain('The code they read out is not theirs, has expired, or was already used.')
})

test('a card that was reported lost is told as at the desk where someone phones in with it, and no call begins', async () => {
  const { id, number } = await callTo()
  await reportLost(number)
  const visitor = await at(office)
  await visitor.post('/counter/card', { card: number })
  expect(visitor.heading).toBe('This card cannot be used')
  const main = () => /<main.*<\/main>/s.exec(visitor.html)?.[0]
  const atDesk = main()
  for (const who of ['customer', 'guardian']) {
    await visitor.post('/calls/back', { card: number, who })
    expect(visitor.heading).toBe('This card cannot be used')
    expect(main()).toBe(atDesk)
    expect(visitor.html).not.toMatch(/Quail|\d{3}\W?0177/)
  }
  await visitor.post('/counter/customer', { id })
  expect(visitor.text).toContain('Why are you opening this record?')
  const desk = await at(frontDesk)
  await desk.post('/ask/call-back', { card: number })
  expect(desk.heading).toBe('This card cannot be used')
  expect(await rows()).toHaveLength(1)
})

/** What a customer reads of who opened their record: the bases, in the order of the log. */
const basesOf = async (id: string) =>
  (await entries())
    .filter(({ kind, subjects }) => (kind === 'contact' || kind === 'view') && subjects?.includes(id))
    .map(({ basis }) => basis)

test.each([
  ['not planned', []],
  ['planned', ['overdue', 'hold']],
  ['planned because they phoned', ['call-back']],
] as const)(
  'an id from a search begins no call that is %s: the record asks why, and the log says what was pressed',
  async (_, kinds) => {
    const { id } = await callTo(kinds)
    const nothingPlanned = (await callTo([])).id
    const visitor = await at(office)
    const call = { patron: id, about: ['overdue', 'holds'] }
    const answer = { ...call, answered: 'customer', asked: 'how', callback: 'yes' }
    for (const [path, form] of [
      ['/calls/call', call],
      ['/calls/answered', answer],
      ['/calls/answered', { ...answer, back: 'yes', about: '' }],
      ['/calls/answered', { ...call, answered: 'someone-else' }],
      ['/calls/answered', { ...call, answered: 'guardian', asked: 'guardian', guardian: 'Ada Finch' }],
      ['/calls/ended', { ...call, end: 'told-customer' }],
    ] as const) {
      await visitor.post(path, { ...form, patron: nothingPlanned })
      const same = exceptFormId(visitor).replaceAll(nothingPlanned, id)
      await visitor.post(path, form)
      expect(visitor.text).toContain('Why are you opening this record?')
      expect(visitor.text).not.toContain('0177')
      // Nor does the page tell that a call waits, and so that something is overdue or ready.
      expect(exceptFormId(visitor)).toBe(same)
      expect(titlesIn(visitor.html)).toEqual([])
    }
    const ended = (await entries()).filter(({ kind }) => kind === 'call-ended')
    expect(ended.filter(({ subjects }) => subjects?.includes(id))).toEqual([])
    expect(await basesOf(id)).toEqual([])
    await visitor.post('/counter/customer', { id, basis: 'known' })
    expect(await basesOf(id)).toEqual(['known'])
  },
)

test('only a call that today’s list gave is told as the list’s, and about no more than it was planned for', async () => {
  const { id } = await callTo(['hold'])
  const visitor = await at(office)
  await visitor.post('/calls/next')
  await visitor.post('/calls/call', { patron: id, about: ['overdue', 'holds'] })
  expect(visitor.heading).toBe('Call Una Quail')
  expect(visitor.text).not.toContain('overdue items')
  await visitor.post('/calls/answered', { patron: id, about: ['overdue', 'holds'], answered: 'someone-else' })
  expect(visitor.text).not.toContain('The customer has overdue')
  await visitor.post('/counter/customer', { id })
  expect(await basesOf(id)).toEqual(['list', 'list', 'list', 'list'])
})

test('a call back is told as a phone call, by anyone’s plan, and so is the record that opens after it', async () => {
  const { id } = await callTo(['overdue'])
  const visitor = await at(office)
  await visitor.post('/calls/back', { name: 'canary' })
  expect(visitor.text).toContain('The log says that it was for a phone call')
  await visitor.post('/calls/call', { patron: id, back: 'yes', about: '' })
  expect(visitor.heading).toBe('Call them back')
  await visitor.post('/counter/customer', { id })
  expect(await basesOf(id)).toEqual(['phone', 'phone'])

  const { id: other } = await callTo(['call-back'])
  await visitor.post('/calls/next', { list: 'call-back' })
  expect(visitor.heading).toBe('Call them back')
  expect(await basesOf(other)).toEqual(['phone'])
  // Ten minutes after its last step it is over.
  tested.time.now = new Date(tested.time.now.getTime() + 11 * 60_000)
  await visitor.post('/calls/answered', { patron: id, back: 'yes', about: '', answered: 'customer' })
  expect(visitor.text).toContain('Why are you opening this record?')
})

test('a guardian on file hears facts and amounts of a child, and no title; another name hears nothing', async () => {
  const { it, house, child } = tested
  await planCall(it.database, house.ring, { patron: child, kind: 'overdue', on: '2026-11-24' })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = { ...carried(visitor), answered: 'guardian', asked: 'guardian' }
  await visitor.post('/calls/answered', { ...call, guardian: 'Somebody Else' })
  expect(visitor.heading).toBe('Do not tell them anything more')
  await visitor.post('/calls/answered', { ...call, guardian: 'Una Canary' })
  expect(visitor.heading).toBe('You may tell them this')
  expect(visitor.text).toContain('$4.50')
  expect(visitor.html).not.toMatch(/Canary Overdue|Canary Torn|Canary Reserved/)
})

test('a guardian who is promised an answer on a call leaves the Director one task, and hears no part of it as someone else', async () => {
  const { parent, house } = tested
  await callTo(['overdue'], { born: '2008-05-06', guarantor: { id: parent, liable: true } })
  const director = { accountId: randomUUID(), role: 'director', place: 'office' } as const
  const promised = async () => (await house.followUps.open(director)).promised.count
  expect(await promised()).toBe(0)
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = { ...carried(visitor), answered: 'guardian', asked: 'guardian' }
  await visitor.post('/calls/answered', { ...call, guardian: 'Somebody Else' })
  expect(visitor.text).toContain('Treat them as someone else')
  for (let press = 0; press < 2; press++)
    await visitor.post('/calls/answered', { ...call, guardian: 'Una Canary' })
  expect(visitor.heading).toBe('Do not tell them anything more')
  expect(visitor.text).not.toContain('Treat them as someone else')
  expect(visitor.html).toContain('value="told-guardian"')
  expect(await promised()).toBe(1)
})

test('a call in which the minor is protected ends without a message, as if nothing were owed', async () => {
  const { parent, house } = tested
  const born = '2014-05-06'
  const { id } = await callTo(['overdue'], { born, guarantor: { id: parent, liable: true } })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  const call = carried(visitor)
  await visitor.post('/calls/answered', { ...call, answered: 'machine' })
  expect(visitor.text).toContain('The customer has overdue materials.')
  await house.shields.set({ accountId: randomUUID(), role: 'desk', place: 'office' }, id)
  for (const answered of ['machine', 'someone-else']) {
    await visitor.post('/calls/answered', { ...call, answered })
    expect(visitor.text).toContain('There are no more calls to make today.')
    expect(visitor.html).not.toMatch(/overdue materials|carrel-say|value="message-/)
  }
})

/** The values of the answers that a dial page offers, in order. */
const answersOf = (visitor: Visitor) =>
  [...visitor.html.matchAll(/name="answered" value="([^"]*)"/g)].map(([, value = '']) => value)

test('a call about a minor asks for the guardian who signed, and the number on file proves nothing', async () => {
  const { parent } = tested
  const born = '2021-05-06'
  const { number } = await callTo(['overdue', 'hold'], { born, guarantor: { id: parent, liable: true } })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  expect(visitor.heading).toBe('Call the parent or guardian of Una Quail')
  expect(visitor.text).toContain('Hello. May I please speak with Una Canary?')
  expect(visitor.text).not.toContain('May I please speak with Una Quail?')
  expect(answersOf(visitor)[0]).toBe('guardian')
  const call = { ...carried(visitor), proof: 'card' }
  // The parent hears facts and amounts; whoever else answers hears nothing of what the child has on reserve.
  await visitor.post('/calls/answered', {
    ...call,
    answered: 'guardian',
    asked: 'guardian',
    guardian: 'Una Canary',
  })
  expect(visitor.heading).toBe('You may tell them this')
  expect(titlesIn(visitor.html)).toEqual([])
  expect(visitor.text).not.toContain('on reserve:')
  for (const answered of ['someone-else', 'machine']) {
    await visitor.post('/calls/answered', { ...call, about: ['overdue', 'holds'], answered })
    expect(visitor.text).toContain('The customer has overdue materials.')
    expect(visitor.text).not.toContain('has items on reserve')
  }
  // That somebody dialed the number on file is no proof, whatever the form says; the card is.
  const customer = { ...call, answered: 'customer', asked: 'how' }
  await visitor.post('/calls/answered', { ...call, answered: 'customer' })
  expect(visitor.text).not.toContain('I dialed the number on file')
  const { proof: _none, ...forged } = customer
  await visitor.post('/calls/answered', { ...forged, callback: 'yes' })
  expect(titlesIn(visitor.html)).toEqual([])
  await visitor.post('/calls/answered', { ...customer, card: number })
  expect(titlesIn(visitor.html)).toEqual(titles)
})

test('what a minor has on reserve is told to the minor alone, and a call about it offers no message', async () => {
  const { parent } = tested
  await callTo(['hold'], { born: '2011-05-06', guarantor: { id: parent, liable: true } })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  expect(visitor.heading).toBe('Call Una Quail')
  expect(answersOf(visitor)).not.toEqual(expect.arrayContaining(['someone-else']))
  expect(answersOf(visitor)).not.toEqual(expect.arrayContaining(['machine']))
  const call = carried(visitor)
  for (const answered of ['someone-else', 'machine']) {
    await visitor.post('/calls/answered', { ...call, answered })
    expect(visitor.text).not.toContain('has items on reserve')
  }
  await visitor.post('/calls/answered', {
    ...call,
    answered: 'guardian',
    asked: 'guardian',
    guardian: 'Una Canary',
  })
  expect(visitor.text).not.toContain('has items on reserve')
})

test('an overdue call that told the guardian leaves the reserve of the minor to be called about another day', async () => {
  await callTo(['overdue', 'hold'], { born: '2011-05-06', guarantor: { id: tested.parent, liable: true } })
  const visitor = await at(office)
  await visitor.post('/calls/next')
  await visitor.post('/calls/ended', { ...carried(visitor), proof: 'card', end: 'told-guardian' })
  expect((await rows()).map(({ state, try_on }) => [state, try_on]).sort()).toEqual([
    ['done', '2026-11-24'],
    ['ready', '2026-11-26'],
  ])
})

test.each([
  ['another customer, however it is written', '(402) 377-0155', '402-377-0155'],
  ['another customer, without the area code', '377-0156', '1 402 377 0156'],
])(
  'a number on file that is also that of %s proves nothing: titles need the card',
  async (_who, one, other) => {
    const { it, house } = tested
    const { number } = await callTo(['overdue'], { phone: one })
    const visitor = await at(office)
    await visitor.post('/calls/next')
    const call = { ...carried(visitor), answered: 'customer', asked: 'how' }
    await visitor.post('/calls/answered', { ...call, callback: 'yes' })
    expect(titlesIn(visitor.html)).toEqual(titles)
    await plant(it.database, house.ring, {
      surname: 'Finch',
      firstName: 'Moe',
      card: newCard('2900000'),
      phone: other,
    })
    await visitor.post('/calls/answered', { ...call, callback: 'yes' })
    expect(titlesIn(visitor.html)).toEqual([])
    await visitor.post('/calls/answered', { ...call, card: number })
    expect(titlesIn(visitor.html)).toEqual(titles)
  },
)

test('a number on file that is also a guardian’s proves nothing', async () => {
  const { it, house } = tested
  await callTo(['overdue'], { phone: '402-378-0101' })
  const guardianId = randomUUID()
  await inContext(it.database.app, here, (trx) =>
    trx
      .insertInto('guardian')
      .values({
        id: guardianId,
        name: sealField(house.ring, 'guardian.name', guardianId, { surname: 'Finch', firstName: 'Ann' }),
        contact: sealField(house.ring, 'guardian.contact', guardianId, {
          addresses: [],
          phones: ['402 378 0101'],
          emails: [],
        }),
      })
      .execute(),
  )
  const visitor = await at(office)
  await visitor.post('/calls/next')
  expect(visitor.heading).toBe('Call Una Quail')
  await visitor.post('/calls/answered', {
    ...carried(visitor),
    answered: 'customer',
    asked: 'how',
    callback: 'yes',
  })
  expect(titlesIn(visitor.html)).toEqual([])
})

test('a customer who phones the front desk hears no title there, and one press puts the call back first on the list', async () => {
  await callTo(['overdue'])
  const { number } = await callTo([])
  const desk = await at(frontDesk)
  const phoned = { who: 'customer', how: 'phone', card: number, checked: 'card', wants: '' }
  const ticked = await desk.post('/ask', { ...phoned, checked: ['card', 'call-back'] })
  expect(ticked.status).toBeGreaterThanOrEqual(400)
  await desk.post('/ask', phoned)
  expect(desk.text).toContain('Call them back from the Office or the Crane Room.')
  expect(titlesIn(desk.html)).toEqual([])
  await desk.post('/ask/call-back', { card: number })
  expect(desk.text).toContain(
    'The list shows only in the Office or the Crane Room: make the call from there.',
  )
  await desk.post('/ask/call-back', { card: number })
  // Also in quiet hours, in which nobody else is called.
  tested.time.now = new Date('2026-11-25T02:00:00Z')
  const visitor = await at(office)
  await visitor.get('/calls')
  expect(visitor.text).toContain('Customers who called us (1)')
  await visitor.post('/calls/next')
  expect(visitor.heading).toBe('Call them back')
  const call = { ...carried(visitor), back: 'yes', answered: 'customer', asked: 'how' }
  await visitor.post('/calls/answered', { ...call, callback: 'yes', card: number })
  expect(titlesIn(visitor.html)).toEqual(titles)
  await visitor.post('/calls/ended', { patron: call.patron, about: '', back: 'yes', end: 'told-customer' })
  await visitor.get('/calls')
  expect(visitor.text).not.toContain('A customer who called us')
  expect(await rows()).toHaveLength(1)
})

test('in a private room the answer itself begins the call back', async () => {
  const { number } = await callTo([])
  const visitor = await at(office)
  await visitor.post('/ask', { who: 'customer', how: 'phone', card: number, checked: 'card', wants: '' })
  expect(visitor.html).toContain('action="/calls/back"')
  await visitor.post('/calls/back', { card: number })
  expect(visitor.heading).toBe('Call them back')
})

test('that staff say they called back counts for nothing in an ask at the desk', async () => {
  const { id, number } = await callTo([])
  const actor = { accountId: randomUUID(), role: 'desk', place: 'office' } as const
  const asked = await tested.house.gate.answer({
    actor,
    about: { card: number },
    ask: {
      on: '2026-11-24',
      recipient: { kind: 'patron', relation: 'self', liable: false, verified: ['card', 'call-back'] },
      subject: { married: false, emancipated: false, liabilities: [] },
      records: ['overdue.titles'],
      channel: 'phone-in',
      place: 'office',
      speakingWith: 'patron',
      done: [],
      emergencyClaimed: false,
    },
  })
  expect(asked.answer.may).toEqual([])
  expect(id).not.toBe('')
})

/** A minor with something to settle, and a parent on file with a phone of their own. */
async function minorOf(
  more: { readonly liable?: boolean; readonly born?: string; readonly phone?: string } = {},
) {
  const { it, house } = tested
  const { liable = true, born = '2015-05-06', phone = `402-${400 + ++planted}-0155` } = more
  const parent = await plant(it.database, house.ring, {
    ...{ surname: 'Finch', firstName: 'Ada', card: newCard('2600000'), phone },
  })
  return { ...(await callTo([], { born, guarantor: { id: parent, liable } })), phone }
}

test('a guardian who phones is called back at their own number on file, and hears what is owed without a title', async () => {
  const { number, phone } = await minorOf()
  const visitor = await at(office)
  await visitor.post('/ask', { who: 'guardian', how: 'phone', card: number, checked: '', wants: '' })
  expect(visitor.html).toContain('action="/calls/back"')
  await visitor.post('/calls/back', { card: number, who: 'guardian' })
  expect(visitor.heading).toBe('Call back the parent or guardian of Una Quail')
  expect(visitor.text).toContain('Hello. May I please speak with Ada Finch?')
  expect(visitor.text).not.toContain('May I please speak with Una Quail?')
  expect(visitor.text).toContain(phone)
  expect(visitor.text).not.toContain('0177')
  // No message may be left, whatever the form says.
  expect(answersOf(visitor)).toEqual(['guardian', 'nobody', 'wrong-number'])
  const call = { ...carried(visitor), about: '', back: 'guardian', proof: 'card' }
  for (const answered of ['someone-else', 'machine']) {
    await visitor.post('/calls/answered', { ...call, answered })
    expect(visitor.text).not.toContain('has overdue materials')
  }
  const undialed = { ...call, answered: 'guardian', asked: 'guardian' }
  // On the call that she made she hears nothing, with the right name either.
  await visitor.post('/calls/answered', { ...undialed, guardian: 'Ada Finch' })
  expect(visitor.text).toContain('Hang up, dial the number on file')
  expect(visitor.heading).not.toBe('You may tell them this')
  const answer = { ...undialed, callback: 'yes' }
  await visitor.post('/calls/answered', { ...answer, guardian: 'Somebody Else' })
  expect(visitor.heading).toBe('Do not tell them anything more')
  expect(visitor.html).not.toContain('value="someone-else"')
  await visitor.post('/calls/answered', { ...answer, guardian: 'Ada Finch' })
  expect(visitor.heading).toBe('You may tell them this')
  expect(visitor.text).toContain('$4.50')
  expect(titlesIn(visitor.html)).toEqual([])
  const before = (await entries()).length
  await visitor.post('/calls/ended', { ...call, end: 'told-guardian' })
  expect(visitor.text).toContain('The call was logged')
  const ended = (await entries()).slice(before).filter(({ kind }) => kind === 'call-ended')
  expect(ended).toMatchObject([{ outcome: 'told-guardian', place: 'office', speakingWith: 'guardian' }])
})

test('one page answers for every guardian who is not called back: not to be told, did not sign, nothing owed, no number', async () => {
  const { it, house, time } = tested
  const nothingOwed = newCard('2500000')
  const owing = await minorOf()
  const settled = { surname: 'Quail', firstName: 'Una', card: nothingOwed, born: '2015-05-06', phone: '' }
  await plant(it.database, house.ring, { ...settled, guarantor: { id: tested.parent, liable: true } })
  const shielded = await minorOf()
  await house.shields.set({ accountId: randomUUID(), role: 'desk', place: 'office' }, shielded.id)
  const noNumber = await minorOf({ phone: '' })
  const unsigned = await minorOf({ liable: false })
  const ofAge = await minorOf({ born: '2000-05-06' })
  const visitor = await at(office)
  const pages = []
  for (const card of [nothingOwed, shielded.number, noNumber.number, unsigned.number, ofAge.number]) {
    time.now = new Date(time.now.getTime() + 1_000)
    await visitor.post('/calls/back', { card, who: 'guardian' })
    pages.push(exceptFormId(visitor))
  }
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('There is no parent or guardian whom you may call back.')
  expect(pages[0]).not.toMatch(/Quail|Finch|402-/)
  await visitor.post('/calls/back', { card: owing.number, who: 'guardian' })
  expect(visitor.heading).toContain('Call back the parent')
})

test('a guardian who phones the front desk is put on the list, beside the minor who phoned too', async () => {
  const { number, id } = await minorOf()
  const desk = await at(frontDesk)
  await desk.post('/ask', { who: 'guardian', how: 'phone', card: number, checked: '', wants: '' })
  expect(desk.text).toContain('If there is something we may tell you, we’ll call you at the number')
  expect(desk.html).toContain('action="/ask/call-back"')
  await desk.post('/ask/call-back', { card: number, who: 'guardian' })
  expect(desk.heading).toBe('They are on the call list')
  await desk.post('/ask/call-back', { card: number })
  const visitor = await at(office)
  await visitor.get('/calls')
  expect(visitor.text).toContain('Parents or guardians who called us (1)')
  expect(visitor.text).toContain('Customers who called us (1)')
  await visitor.post('/calls/next', { list: 'guardian-back' })
  expect(visitor.heading).toBe('Call back the parent or guardian of Una Quail')
  const call = { patron: id, about: '', back: 'guardian' }
  await visitor.post('/calls/ended', { ...call, end: 'told-guardian' })
  await visitor.get('/calls')
  expect(visitor.text).not.toContain('Parents or guardians who called us')
  expect(visitor.text).toContain('Customers who called us (1)')
})
