import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recorded } from '../accounts/office.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const director = { ...clerk, accountId: 'director-1', role: 'director' } as const
let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

let made = 0
const somebody = (more: Partial<Parameters<typeof plant>[2]> = {}) =>
  plant(tested.it.database, tested.house.ring, {
    ...{ surname: 'Godwit', firstName: 'Ida', card: `GODWIT${10 + made++}`, born: '1990-05-06', ...more },
  })
const recordOf = async (id: string) => {
  const { told } = await tested.house.gate.view({
    actor: clerk,
    patron: { id },
    basis: 'in-hand',
    handles: true,
  })
  return told[0]?.opened
}
const kindsAbout = async (id: string) =>
  (await recorded(tested.it, tested.house.ring))
    .filter(({ subjects, kind }) => subjects?.includes(id) && kind !== 'view')
    .map(({ kind, records, verified, actor }) => ({ kind, records, verified, actor }))

test('staff set right what a customer says who stands there, and each record is an entry that has no value', async () => {
  const id = await somebody()
  const { corrections } = tested.house
  const asked = { phones: ['308-555-0177'], addresses: [['9 Oak St', 'Minden NE 68959']] }
  expect(await corrections.setRight(clerk, { patronId: id, asked, checked: 'known-to-staff' })).toEqual({
    ...{ changed: ['phones', 'addresses'], waits: [] },
  })
  const { contact, correction } = (await recordOf(id)) ?? {}
  expect(contact).toMatchObject(asked)
  expect(correction?.corrected ?? []).toEqual([])
  expect(await kindsAbout(id)).toEqual([
    { kind: 'record-corrected', records: ['contact'], verified: ['known-to-staff'], actor: 'clerk-1' },
  ])
  const again = { patronId: id, asked: { phones: ['308-555-0177'] }, checked: 'photo-id' } as const
  expect(await corrections.setRight(clerk, again)).toEqual({ changed: [], waits: [] })
})

test('mail that came back takes an address off without the customer, and can add or change nothing', async () => {
  const id = await somebody()
  const { corrections } = tested.house
  const [old, kept] = [
    ['1 Elm St', 'Minden NE 68959'],
    ['2 Elm St', 'Minden NE 68959'],
  ]
  await corrections.setRight(clerk, { patronId: id, asked: { addresses: [old, kept] }, checked: 'photo-id' })
  const checked = 'mail-returned'
  for (const asked of [
    { addresses: [kept, ['9 Thief Rd', 'Minden NE 68959']] },
    { addresses: [kept], phones: ['308-555-0179'] },
    // The first one is where letters go.
    { addresses: [kept, old] },
    { addresses: [kept, kept] },
    { name: { surname: 'Knot' } },
  ])
    expect(await corrections.setRight(clerk, { patronId: id, asked, checked })).toBe('only-remove')
  expect((await recordOf(id))?.contact?.addresses).toEqual([old, kept])
  for (const addresses of [[kept], []]) {
    expect(await corrections.setRight(clerk, { patronId: id, asked: { addresses }, checked })).toEqual({
      ...{ changed: ['addresses'], waits: [] },
    })
    expect((await recordOf(id))?.contact?.addresses).toEqual(addresses)
  }
  const came = { kind: 'record-corrected', records: ['contact'], actor: 'clerk-1' }
  expect(await kindsAbout(id)).toEqual([
    { ...came, verified: ['photo-id'] },
    { ...came, verified: undefined },
    { ...came, verified: undefined },
  ])
})

test('a name and a birth date take a paper, and nothing is changed without', async () => {
  const id = await somebody()
  const { corrections } = tested.house
  const asked = { name: { surname: 'Knot', firstName: 'Ida' }, phones: ['308-555-0178'] }
  expect(await corrections.setRight(clerk, { patronId: id, asked, checked: 'known-to-staff' })).toBe(
    'photo-id',
  )
  expect((await recordOf(id))?.identity?.surname).toBe('Godwit')
  expect(await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })).toMatchObject({
    changed: ['name', 'phones'],
  })
  expect((await recordOf(id))?.identity?.surname).toBe('Knot')
})

test.each([
  ['a minor of age', '2012-01-01', '2001-01-01'],
  ['somebody who is of age a minor', '1990-05-06', '2012-01-01'],
  ['somebody of unknown age a minor', undefined, '2012-01-01'],
  ['somebody of 16 of age tomorrow', '2010-03-01', '2007-11-25'],
  ['somebody of 16 as old as counsel is asked of', '2010-03-01', '2008-11-01'],
])('no clerk makes %s by a birth date: that waits for the Director', async (_, born, other) => {
  const id = await somebody(born === undefined ? { born: undefined as never } : { born })
  const { corrections } = tested.house
  const asked = { born: other, phones: ['308-555-0179'] }
  const done = await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })
  expect(done).toEqual({ changed: ['phones'], waits: ['born'] })
  const { identity, correction } = (await recordOf(id)) ?? {}
  expect([identity?.born, correction?.asked.born]).toEqual([born, other])
  expect(await kindsAbout(id)).toContainEqual(expect.objectContaining({ kind: 'correction-waits' }))
  expect((await corrections.waiting(director)).map((one) => one.id)).toContain(id)
  const what = { patronId: id, part: 'born', mark: correction?.mark ?? '', checked: 'photo-id' } as const
  expect(await corrections.settle(clerk, what)).toBe('director')
  // Nor is it a clerk's to throw away.
  expect(await corrections.settle(clerk, { ...what, checked: 'leave' })).toBe('director')
  expect(await corrections.settle(director, what)).toBe('right')
  expect((await recordOf(id))?.identity?.born).toBe(other)
})

test('the birth date of a person of age, or of unknown age, whom no guardian answers for is a clerk’s to set right', async () => {
  const { corrections } = tested.house
  for (const born of ['1990-05-06', undefined]) {
    const id = await somebody(born === undefined ? { born: undefined as never } : { born })
    const asked = { born: '1991-05-06' }
    const done = await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })
    expect(done).toEqual({ changed: ['born'], waits: [] })
  }
})

test('a birth date where none was, or another one, waits for the Director while a guardian is on file', async () => {
  const { corrections } = tested.house
  const parent = await somebody()
  for (const born of ['1990-05-06', undefined]) {
    const guarantor = { id: parent, liable: true }
    const id = await somebody({
      ...(born === undefined ? { born: undefined as never } : { born }),
      guarantor,
    })
    const what = { patronId: id, asked: { born: '1991-05-06' }, checked: 'photo-id' } as const
    expect(await corrections.setRight(clerk, what)).toEqual({ changed: [], waits: ['born'] })
  }
})

test('a clerk puts no other birth date in the place of one that waits for the Director, nor answers it by another', async () => {
  const { corrections } = tested.house
  const [child, adult] = [await somebody({ born: '2012-01-01' }), await somebody()]
  const wishes = { [child]: '2006-01-01', [adult]: '2012-01-01' }
  for (const [id, born] of Object.entries(wishes)) {
    await corrections.ask({ role: 'patron', patronId: id, verified: ['card', 'pin'] }, { born })
    const asked = { born: '1989-01-01', phones: ['308-555-0190'] }
    expect(await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })).toBe('born-waits')
    const { contact, correction } = (await recordOf(id)) ?? {}
    expect([contact?.phones, correction?.asked.born]).toEqual([['402-555-0100'], born])
    // The same one may be noted, and the Director sets right what they like.
    const same = { patronId: id, asked: { born }, checked: 'photo-id' } as const
    expect(await corrections.setRight(clerk, same)).toEqual({ changed: [], waits: ['born'] })
    const by = { patronId: id, asked: { born: '1989-01-01' }, checked: 'photo-id' } as const
    expect(await corrections.setRight(director, by)).toEqual({ changed: ['born'], waits: [] })
  }
})

test('of a name the parts that are left empty stay, unless it is said to be the whole name', async () => {
  const { corrections } = tested.house
  const id = await somebody()
  const to = async (name: object) => {
    await corrections.setRight(clerk, { patronId: id, asked: { name }, checked: 'photo-id' })
    const { firstName, otherNames, surname } = (await recordOf(id))?.identity ?? {}
    return [firstName, otherNames, surname]
  }
  expect(await to({ surname: 'Ruff' })).toEqual(['Ida', undefined, 'Ruff'])
  expect(await to({ otherNames: 'May' })).toEqual(['Ida', 'May', 'Ruff'])
  const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
  await corrections.ask(self, { name: { surname: 'Reeve' } })
  const asked = (await recordOf(id))?.correction?.asked.name
  expect(asked).toEqual({ surname: 'Reeve', firstName: 'Ida', otherNames: 'May' })
  expect(await to({ surname: 'Ruff', firstName: '', otherNames: '' })).toEqual(['', undefined, 'Ruff'])
})

test('of a person not on file nothing is said to be set right', async () => {
  const what = { patronId: randomUUID(), asked: { phones: [] }, checked: 'photo-id' } as const
  expect(await tested.house.corrections.setRight(clerk, what)).toBe('not-on-file')
})

test('what a customer wished and staff set right by hand is no task any more', async () => {
  const id = await somebody()
  const { corrections } = tested.house
  const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
  await corrections.ask(self, { phones: ['308-555-0181'], addresses: [['1 Elm St', 'Minden NE 68959']] })
  const asked = { phones: ['308-555-0182'] }
  await corrections.setRight(clerk, { patronId: id, asked, checked: 'photo-id' })
  const { correction } = (await recordOf(id)) ?? {}
  expect(Object.keys(correction?.asked ?? {})).toEqual(['addresses'])
  expect(correction?.came.phones).toMatchObject({ as: 'right' })
})

test('no one sets anything right who may not see the record', async () => {
  const id = await somebody()
  const what = { patronId: id, asked: { phones: [] }, checked: 'photo-id' } as const
  for (const by of [
    { ...clerk, role: 'volunteer' as const },
    { ...clerk, place: 'elsewhere' },
  ])
    expect(await tested.house.corrections.setRight(by, what)).toBe('not-here')
})

test('the form loses nothing that was typed, and says what takes a paper', async () => {
  const id = await somebody()
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/counter')
  await visitor.post('/counter/customer', { id, basis: 'correction' })
  await visitor.post('/counter/set-right', { id })
  expect(visitor.html).toContain('value="Godwit"')
  const typed = {
    id,
    sent: 'yes',
    was: JSON.stringify({ surname: 'Godwit', firstName: 'Ida' }),
    surname: 'Dunlin',
    firstName: 'Ida',
    phones: '308-555-0183',
    checked: 'known-to-staff',
  }
  expect((await visitor.post('/counter/set-right', { ...typed, surname: '' })).status).toBe(422)
  expect(visitor.text).toContain('Type the last name')
  expect(visitor.text).toContain('Changed. On file: Godwit')
  expect((await visitor.post('/counter/set-right', typed)).status).toBe(422)
  expect(visitor.text).toContain('For a name or a birth date, check photo ID')
  expect(visitor.html).toContain('value="Dunlin"')
  await visitor.post('/counter/set-right', { ...typed, checked: 'photo-id' })
  expect(visitor.heading).toBe('The record has been corrected')
  expect(visitor.text).toContain('Corrected: name and phone.')
  expect(visitor.text).toMatch(/Name.*Ida Godwit.*Ida Dunlin/)
  await visitor.get('/counter')
  await visitor.post('/counter/set-right', { ...typed, id: randomUUID(), checked: 'photo-id' })
  expect(visitor.text).not.toContain('on record')
})
