import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '../../src/gate/actor.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { recorded } from '../accounts/office.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
  for (const id of [tested.child, tested.parent]) await plantPin(tested.house, id)
})
afterAll(() => tested.close())

const entries = async () => {
  const all = await recorded(tested.it, tested.house.ring)
  return all.map(({ kind, subjects = [] }) => ({ kind, subjects }))
}
/** What was put on record by what is done meanwhile. */
async function newEntries(work: () => Promise<unknown>) {
  const before = (await entries()).map((each) => JSON.stringify(each))
  await work()
  // The register keeps no order within a minute.
  return (await entries()).filter((each) => {
    const at = before.indexOf(JSON.stringify(each))
    if (at >= 0) before.splice(at, 1)
    return at < 0
  })
}

const clerk = { accountId: randomUUID(), role: 'desk', place: 'office' } as const

/** Somebody at their own pages. */
async function customer(card = cards.child): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card, pin })
  return visitor
}

/** What the page that is open would send along by itself. */
const opened = ({ html }: Visitor) => /name="opened" value="([^"]+)"/.exec(html)?.[1] ?? ''

test('a form of choices that was opened before staff noted "no more calls" is not sent over that', async () => {
  const { house, child } = tested
  const visitor = await customer()
  await visitor.get('/me/choices')
  const before = opened(visitor)
  await house.gate.noteCall({ actor: clerk, patronId: child, end: 'no-more-calls' })
  const typed = { language: 'es', refuses: ['', 'letter'], alias: 'Heron' }
  const late = await visitor.post('/me/choices', { ...typed, opened: before })
  expect(late.status).toBe(409)
  expect(visitor.text).toContain('Your preferences changed after you opened this page')
  const ticked = (html: string) => [...html.matchAll(/value="([a-z-]+)" checked/g)].map(([, value]) => value)
  expect(ticked(visitor.html)).toEqual(['phone'])
  expect(visitor.html).not.toContain('Heron')
  const again = { ...typed, refuses: ['', 'letter', 'phone'], opened: opened(visitor) }
  expect((await visitor.post('/me/choices', again)).status).toBe(303)
  await visitor.get('/me/choices')
  expect(ticked(visitor.html).sort()).toEqual(['es', 'letter', 'phone'])
  expect((await visitor.post('/me/choices', { ...again, opened: '' })).status).toBe(409)
})

test('a customer’s own page speaks to them, and marks what is due today and nothing else', async () => {
  const { house, it, time } = tested
  const card = '28000000009901'
  const id = await plant(it.database, house.ring, {
    ...{ surname: 'Canary', firstName: 'Dot', card },
    loans: [
      { title: 'Due Now', dueOn: time.today },
      { title: 'Due Later', dueOn: '2026-12-20' },
    ],
  })
  await plantPin(house, id)
  const visitor = await customer(card)
  await visitor.get('/me')
  expect(visitor.text).toContain('You owe: nothing')
  expect(visitor.text.match(/\(today\)/g)).toHaveLength(1)
  expect(visitor.text).toMatch(/Due Now.*\(today\).*Due Later/s)
  // A file is read on another day.
  await visitor.get('/me/data/page')
  expect(visitor.text).toContain('You owe: nothing')
  expect(visitor.text).not.toContain('(today)')
})

test('a customer who owes something reads where they can pay', async () => {
  const { house, it } = tested
  const card = '28000000009902'
  const charges = [{ kind: 'overdue', cents: 510 }] as const
  const id = await plant(it.database, house.ring, { surname: 'Canary', firstName: 'Fay', card, charges })
  await plantPin(house, id)
  const visitor = await customer(card)
  await visitor.get('/me')
  expect(visitor.text).toMatch(/You owe: \$5\.10\s*You can pay at the front desk\./)
})

test('a customer reads of a title whether a copy is in, and never when one is due: the day would tell when it left', async () => {
  const { house, parent } = tested
  const item = { made: randomUUID(), barcode: 'OWN-1', of: { title: 'Only Copy Here', author: null } }
  expect(await house.catalogue.add({ ...clerk, place: 'front-desk' }, item)).toBe('added')
  const visitor = await customer()
  const search = async () => {
    await visitor.get('/me/reserve')
    await visitor.post('/me/reserve', { words: 'only copy here' })
    return visitor.text
  }
  expect(await search()).toContain('In: 1 of 1')
  const lent = await house.desk.lend(
    { ...clerk, place: 'front-desk' },
    { patronId: parent, barcode: 'OWN-1' },
  )
  expect(lent).toHaveProperty('dueOn')
  const text = await search()
  expect(text).toContain('Only Copy Here Checked out')
  expect(text).not.toMatch(/Only Copy Here.*(due|20\d\d)/)
})

test('the copy to read says all that the file for a program says, by one look that is on record', async () => {
  const visitor = await customer()
  const one = [{ kind: 'own-view', subjects: [tested.child] }]
  expect(await newEntries(() => visitor.get('/me/data'))).toEqual(one)
  const copy: Record<string, unknown> = JSON.parse(visitor.html)
  visitor.cookies.set('carrel-language', 'es')
  expect(await newEntries(() => visitor.get('/me/data/page'))).toEqual(one)
  expect(visitor.html).toContain('<html lang="es">')
  // It needs nothing from anywhere: it is read at home.
  expect(visitor.html).not.toMatch(/(src|href|action)=/)
  const said = JSON.stringify(copy).match(/(?<=:|\[)"[^"]+"/g) ?? []
  // What is a word of the program in the one is a word of the customer's in the other; amounts and days are written out.
  const words = ['es', 'letter', 'phone', 'damaged', 'placed']
  const written = said
    .map((one) => one.slice(1, -1))
    .filter((one) => !words.includes(one) && !/^\d{4}-|^\d+\.\d\d$/.test(one))
  expect(written).toContain('402-555-0100')
  for (const one of written) expect(visitor.text).toContain(one)
  for (const one of ['3 de febrero de 2013', '$4.50', '24 de diciembre de 2026', 'Llamada', 'Dañado']) {
    expect(visitor.text).toContain(one)
  }
})

/** What a clerk reads of somebody's record, as the gate opens it. */
async function recordOf(patronId: string) {
  const { told } = await tested.house.gate.view({
    actor: clerk,
    patron: { id: patronId },
    basis: 'in-hand',
    handles: true,
  })
  const { identity, contact, correction } = told[0]?.opened ?? {}
  return { identity, contact, correction }
}

const parentAsks: Ask = {
  on: '2026-11-24',
  place: 'office',
  channel: 'in-person',
  recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
  subject: { married: false, emancipated: false, liabilities: [] },
  records: ['overdue'],
  done: [],
  emergencyClaimed: false,
}

const typed = {
  ...{ firstName: 'Philippa', surname: 'Canary-Berg', born: '2006-02-03', old: pin },
  ...{ emails: 'pip@example.org\r\n\r\nPIP.2@example.org', phones: '(402) 555-0142' },
}

test('what a customer says is wrong waits for staff, but for an e-mail address, which proves nothing', async () => {
  const { child, house } = tested
  const visitor = await customer()
  await visitor.get('/me/correct')
  expect(visitor.html).toContain('value="2013-02-03"')
  const before = await recordOf(child)
  expect((await visitor.post('/me/correct', { ...typed, old: '735190' })).status).toBe(422)
  expect((await visitor.post('/me/correct', { ...typed, phones: 'ask for Una' })).status).toBe(422)
  expect(visitor.text).toContain('with its area code and nothing else')
  expect(await recordOf(child)).toEqual(before)
  const entries = await newEntries(() => visitor.post('/me/correct', typed))
  expect(entries.map(({ kind }) => kind).sort()).toEqual(['contact-changed', 'correction-asked'])
  const { identity, contact, correction } = await recordOf(child)
  expect(identity).toEqual(before.identity)
  expect(contact?.phones).toEqual(['402-555-0100'])
  expect(contact?.emails).toEqual(['pip@example.org', 'PIP.2@example.org'])
  expect(correction?.asked).toEqual({
    ...{ born: '2006-02-03', phones: ['402-555-0142'] },
    name: { surname: 'Canary-Berg', firstName: 'Philippa' },
  })
  await visitor.get('/me')
  expect(visitor.text).toContain(
    'You asked the library to correct: name, birth date, and phone. Staff have not',
  )
  // Nobody but who may see whose it is learns that there is anything.
  expect(await house.corrections.waiting(clerk)).toEqual([{ id: child, on: '2026-11-24' }])
  for (const actor of [{ ...clerk, role: 'volunteer' } as const, { ...clerk, place: 'elsewhere' }]) {
    expect(await house.corrections.waiting(actor)).toEqual([])
    const what = {
      patronId: child,
      part: 'phones',
      mark: correction?.mark ?? '',
      checked: 'photo-id',
    } as const
    expect(await house.corrections.settle(actor, what)).toBe('not-here')
  }
})

test('staff set it right by what they saw, and who was a minor by a wrong birth date is none from that moment', async () => {
  const { child, house } = tested
  const { correction } = await recordOf(child)
  const mark = correction?.mark ?? ''
  const settle = async (
    part: 'name' | 'born' | 'phones',
    checked: 'photo-id' | 'known-to-staff' | 'leave',
    by: StaffActor = clerk,
  ) => {
    const { mark } = (await recordOf(child)).correction ?? { mark: '' }
    return house.corrections.settle(by, { patronId: child, part, mark, checked })
  }
  // A parent who signed, at the counter.
  const told = async () => {
    const asked = { actor: clerk, about: { id: child }, guardian: 'Una Canary', ask: parentAsks }
    return (await house.gate.answer(asked)).answer.may
  }
  expect(await told()).toContain('overdue')
  // That they are known is enough for a phone number, and not for a name.
  expect(await settle('name', 'known-to-staff')).toBe('changed')
  expect(await settle('phones', 'known-to-staff')).toBe('right')
  // A page from before that shows what is no longer asked does nothing.
  const late = { patronId: child, part: 'name', mark, checked: 'photo-id' } as const
  expect(await house.corrections.settle(clerk, late)).toBe('changed')
  // No clerk makes anybody of age: it waits for the Director.
  expect(await settle('born', 'photo-id')).toBe('director')
  expect(await told()).toContain('overdue')
  const director = { ...clerk, accountId: 'director-1', role: 'director' } as const
  const entries = await newEntries(() => settle('born', 'photo-id', director))
  expect(entries).toContainEqual({ kind: 'record-corrected', subjects: [child] })
  expect(await settle('name', 'leave')).toBe('left')
  const { identity, contact, correction: after } = await recordOf(child)
  expect([identity?.born, identity?.surname, contact?.phones]).toEqual([
    '2006-02-03',
    'Canary',
    ['402-555-0142'],
  ])
  expect(after?.asked).toEqual({})
  // No other system has them, so there is none that could undo it.
  expect(after?.corrected).toEqual([])
  expect(await house.corrections.waiting(clerk)).toEqual([])
  expect(await told()).toEqual([])
  const visitor = await customer()
  await visitor.get('/me/correct')
  expect(visitor.text).toContain('Corrected on November 24, 2026: birth date and phone.')
  expect(visitor.text).toContain('not changed: name.')
})

test('who types what is there wishes for nothing else any more, and of the other parts still does', async () => {
  const { parent, house } = tested
  const self = { role: 'patron', patronId: parent, verified: ['card', 'pin'] } as const
  const { identity, contact } = await recordOf(parent)
  const asked = { born: '1970-01-02', phones: ['308-555-0177'] }
  await house.corrections.ask(self, asked)
  const back = await newEntries(() =>
    house.corrections.ask(self, { phones: contact?.phones ?? [], born: '1970-01-02' }),
  )
  expect(back.map(({ kind }) => kind).sort()).toEqual(['correction-asked', 'correction-taken-back'])
  expect((await recordOf(parent)).correction?.asked).toEqual({ born: '1970-01-02' })
  const born = identity?.born ?? ''
  await house.corrections.ask(self, born === '' ? { phones: ['308-555-0177'] } : { born })
  await house.corrections.ask(self, { phones: contact?.phones ?? [] })
  expect(await recordOf(parent)).toMatchObject({ identity, contact })
  expect((await recordOf(parent)).correction?.asked.phones).toBeUndefined()
  // What waits for nothing leaves no entry.
  expect(await newEntries(() => house.corrections.ask(self, { phones: contact?.phones ?? [] }))).toEqual([])
})

test('an e-mail address is changed three times a day at most, and the fourth time says so', async () => {
  const visitor = await customer()
  const statuses: number[] = []
  for (const emails of ['a@example.org', 'b@example.org', 'c@example.org', 'd@example.org']) {
    await visitor.get('/me/correct')
    statuses.push((await visitor.post('/me/correct', { emails, old: pin })).status)
  }
  expect(statuses.at(-1)).toBe(429)
  expect(visitor.text).toContain('You have changed your e-mail address several times today')
  expect(visitor.html).toContain('d@example.org')
  expect((await recordOf(tested.child)).contact?.emails).not.toContain('d@example.org')
})
