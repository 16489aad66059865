import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { boardVotes } from '../support/board-vote.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { planCall } from '../support/planned-call.ts'
import { plant, plantGuarantor } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

test('each parent has a letter with their own address and without a title, and neither has the other’s', async () => {
  const { it, house } = tested
  const mother = await plant(it.database, house.ring, {
    ...{ surname: 'Wren', firstName: 'Ada', card: '25000000000001' },
    address: ['7 Cedar Street', 'Kearney NE 68847'],
  })
  const child = await plant(it.database, house.ring, {
    ...{ surname: 'Wren', firstName: 'Bea', card: '25000000000002', born: '2014-05-06' },
    loans: [{ title: 'Wren Overdue', dueOn: '2026-11-01' }],
    charges: [{ kind: 'damaged', cents: 450, title: 'Wren Torn' }],
    guarantor: { id: mother, liable: true },
  })
  const clerk = new Visitor(tested.app())
  clerk.cookies.set('carrel-computer', await tested.computerAt('office'))
  await clerk.signIn('desk')
  await clerk.get('/counter')
  await clerk.post('/counter/customer', { id: child, basis: 'in-hand' })
  const father = { firstName: 'Otto', surname: 'Quail', street: '2 Elm Street', town: 'Kearney NE 68847' }
  await clerk.post('/counter/guardian-add', {
    ...{ id: child, sent: 'yes', card: '', phone: '', identity: 'photo-id' },
    ...{ relation: 'signature', ...father },
  })
  expect(clerk.heading).toBe('The guardian was added')
  // A new card's PIN and letter are on the record, so the page leads back to it.
  expect(clerk.html).toMatch(/action="\/counter\/customer"[\s\S]*Back to the record/)
  await clerk.post('/counter/guardians', { id: child })
  const links = [...clerk.html.matchAll(/action="\/counter\/letter".*?name="link" value="([^"]+)"/gs)]
  const letters: string[] = []
  for (const [, link = ''] of links) {
    await clerk.get('/counter')
    const response = await clerk.post('/counter/letter', { id: child, link })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    letters.push(textOfPdf(Buffer.from(await response.arrayBuffer())))
  }
  expect(letters).toHaveLength(2)
  for (const letter of letters) {
    expect(letter).toContain('One or more items are overdue.')
    expect(letter).toContain('$4.50')
    // What to do about what is open, and about nothing else.
    expect(letter.replace(/\s+/g, ' ')).toMatch(/Please bring back everything.*You can pay at the library/)
    expect(letter).not.toContain('marked lost')
    expect(letter).not.toMatch(/Wren (Overdue|Torn)/)
    expect(/Cedar Street/.test(letter)).not.toBe(/Elm Street/.test(letter))
  }
})

test('the guardian of an eighteen-year-old hears nothing on anyone’s word, and what is owed by counsel’s opinion in the policy', async () => {
  const { it, house } = tested
  const mother = await plant(it.database, house.ring, {
    ...{ surname: 'Finch', firstName: 'Ida', card: '25000000000003' },
    address: ['8 Cedar Street', 'Kearney NE 68847'],
  })
  const child = await plant(it.database, house.ring, {
    ...{ surname: 'Finch', firstName: 'Leo', card: '25000000000004', born: '2008-05-06' },
    charges: [{ kind: 'damaged', cents: 725, title: 'Finch Torn' }],
    guarantor: { id: mother, liable: true },
  })
  const director = new Visitor(tested.app())
  director.cookies.set('carrel-computer', await tested.computerAt('office'))
  await director.signIn('director')
  await director.get('/counter')
  await director.post('/counter/customer', { id: child, basis: 'in-hand' })
  await director.post('/counter/statement', { id: child })
  expect(director.html).not.toContain('name="counsel"')
  const here = { id: child, sent: 'yes', how: 'here', guardian: 'Ida Finch' }
  await director.post('/counter/statement', here)
  expect(director.text).toContain('The policy has no opinion of legal counsel about someone of this age')
  expect(director.text).toContain('The Board adopts it by a vote')
  expect(director.text).not.toContain('$7.25')
  // Nor does a Director who says that counsel agreed.
  expect((await director.post('/counter/statement', { ...here, counsel: 'yes' })).status).not.toBe(200)
  expect(director.text).not.toContain('$7.25')

  const opinion = { on: '2026-11-02', by: 'L. Brief, City Attorney', citation: 'Board vote of November 10' }
  type Adopting = { 'standing-opinion'?: typeof opinion }
  const manifests = [house.pack, house.pack.in('en')].map((pack) => pack.manifest as Adopting)
  const adopt = (one: typeof opinion) => {
    for (const manifest of manifests) manifest['standing-opinion'] = one
  }
  try {
    await director.get('/counter')
    adopt({ ...opinion, on: '2027-01-04' })
    await director.post('/counter/statement', here)
    expect(director.text).not.toContain('$7.25')
    adopt(opinion)
    await director.get('/counter')
    const asked = { who: 'guardian', how: 'here', checked: 'guardian-on-file', wants: 'owed' }
    for (const [way, form] of [
      ['/counter/statement', here],
      ['/ask', { ...asked, guardian: 'Ida Finch', card: '25000000000004' }],
    ] as const) {
      await director.get('/counter')
      await director.post(way, form)
      expect(director.text, way).toContain('$7.25')
      expect(director.text, way).toContain(
        'Told under the opinion of legal counsel that the Board adopted: L. Brief, City Attorney, November 2, 2026 (Board vote of November 10).',
      )
    }
  } finally {
    for (const manifest of manifests) delete manifest['standing-opinion']
  }
})

/**
 * One child and two parents on file, of whom one signed (Reg 3, "may be considered liable"). Each test asks for both in one
 * way in which a guardian can be told, so that it fails where that way no longer asks for the signature.
 */
describe('only the parent who signed is told', () => {
  const card = '25000000000013'
  const signer = { card: '25000000000011', name: 'Ada Plover', phone: '402-611-0155' }
  const other = { card: '25000000000012', name: 'Otto Plover', phone: '402-612-0155' }
  const owed = /\$3\.25|Plover (Overdue|Torn)/
  let child = ''
  let clerk: Visitor

  beforeAll(async () => {
    const { it, house } = tested
    const parents: string[] = []
    for (const parent of [signer, other]) {
      const [firstName = ''] = parent.name.split(' ')
      const id = await plant(it.database, house.ring, { ...parent, surname: 'Plover', firstName })
      await plantPin(house, id)
      parents.push(id)
    }
    const [mother = '', father = ''] = parents
    child = await plant(it.database, house.ring, {
      ...{ surname: 'Plover', firstName: 'Bea', card, born: '2014-05-06', phone: '' },
      loans: [{ title: 'Plover Overdue', dueOn: '2026-11-01' }],
      charges: [{ kind: 'damaged', cents: 325, title: 'Plover Torn' }],
      guarantor: { id: mother, liable: true },
    })
    await inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      plantGuarantor(trx, house.ring, { guarantee_id: child, guarantor_id: father, liable: false }),
    )
    await boardVotes(house)
    clerk = new Visitor(tested.app())
    clerk.cookies.set('carrel-computer', await tested.computerAt('office'))
    await clerk.signIn('desk')
  })

  test('at the counter, by an answer and by a statement', async () => {
    const asks = async (guardian: string) => {
      const asked = { who: 'guardian', how: 'here', checked: 'guardian-on-file', wants: '' }
      await clerk.post('/ask', { ...asked, guardian, card })
      const answer = clerk.text
      await clerk.get('/counter')
      await clerk.post('/counter/statement', { id: child, sent: 'yes', how: 'here', guardian })
      return [answer, clerk.text]
    }
    await clerk.post('/counter/customer', { id: child, basis: 'in-hand' })
    for (const told of await asks(signer.name)) expect(told).toMatch(/Plover Overdue.*\$3\.25/)
    for (const told of await asks(other.name)) expect(told).not.toMatch(owed)
  })

  test('on the phone, whoever calls whom', async () => {
    const { it, house, time } = tested
    const id = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(clerk.html)?.[1] ?? ''
    const answers = async (call: Record<string, string>) => {
      expect(clerk.text).toContain(signer.phone)
      expect(clerk.text).not.toContain(other.phone)
      const heard = { ...call, patron: child, answered: 'guardian', asked: 'guardian', callback: 'yes' }
      await clerk.post('/calls/answered', { ...heard, guardian: other.name })
      expect(clerk.text).not.toMatch(owed)
      await clerk.post('/calls/answered', { ...heard, guardian: signer.name })
      expect(clerk.text).toContain('$3.25')
    }
    await clerk.get('/calls/back')
    await clerk.post('/calls/back', { card, who: 'guardian' })
    await answers({ about: '', back: 'guardian' })
    await clerk.post('/calls/ended', { patron: child, about: '', back: 'guardian', end: 'told-guardian' })
    await planCall(it.database, house.ring, { patron: child, kind: 'overdue', on: time.today })
    await clerk.get('/calls')
    await clerk.post('/calls/next')
    await answers({ about: id('about') })
  })

  test('by letter, at their address', async () => {
    await clerk.get('/counter')
    await clerk.post('/counter/customer', { id: child, basis: 'in-hand' })
    await clerk.post('/counter/guardians', { id: child })
    const rows = await inContext(tested.it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('guarantor').select(['id', 'liable']).where('guarantee_id', '=', child).execute(),
    )
    expect(rows.map(({ liable }) => liable).sort()).toEqual([false, true])
    for (const { id: link, liable } of rows) {
      await clerk.get('/counter')
      const letter = await clerk.post('/counter/letter', { id: child, link })
      expect(letter.headers.get('content-type') === 'application/pdf').toBe(liable)
    }
  })

  test('at their own page', async () => {
    for (const parent of [signer, other]) {
      tested.time.now = new Date(tested.time.now.getTime() + 60_000)
      const visitor = new Visitor(tested.app())
      await visitor.get('/me/sign-in')
      await visitor.post('/me/sign-in', { card: parent.card, pin })
      await visitor.get('/me/minors')
      if (parent === signer) expect(visitor.text).toMatch(/Something is overdue\..*\$3\.25/)
      else expect(visitor.text).toContain('This page shows nothing now.')
      expect(visitor.text.includes('Bea')).toBe(parent === signer)
    }
  })
})

/** A stranger at the counter asks about a child, and may have custody papers: they must not learn who has a card. */
describe('a parent who is not on file', () => {
  const papers = { identity: 'photo-id', relation: 'court-letters', sent: 'yes' }
  const father = { firstName: 'Otto', surname: 'Siskin', street: '2 Elm Street', town: 'Kearney NE 68847' }
  const child = { childFirstName: 'Bea', childSurname: 'Siskin', childBorn: '2014-05-06' }
  const none = { childFirstName: 'Cal', childSurname: 'Siskin', childBorn: '2015-05-06' }
  const card = '25000000000021'
  const asked = { who: 'guardian', how: 'here', wants: '', guardian: 'Otto Siskin', card }
  let clerk: Visitor
  let id = ''

  beforeAll(async () => {
    const { it, house } = tested
    id = await plant(it.database, house.ring, {
      ...{ surname: 'Siskin', firstName: 'Bea', card, born: '2014-05-06' },
      charges: [{ kind: 'damaged', cents: 625, title: 'Siskin Torn' }],
    })
    await tested.names.build(house.ring, sealedPatronNames(house.app))
    clerk = new Visitor(tested.app())
    clerk.cookies.set('carrel-computer', await tested.computerAt('office'))
    await clerk.signIn('desk')
  })

  test('is led from the questions and from the answer to one form, which is the same for any child until all is recorded', async () => {
    await clerk.post('/ask', { who: 'guardian' })
    expect(clerk.html).toContain('href="/counter/guardian-new"')
    await clerk.post('/ask', { ...asked, checked: 'court-letters' })
    expect(clerk.html).toContain('href="/counter/guardian-new"')
    expect(clerk.text).toContain('It is the same for any child.')
    const said = async (sent: Record<string, string>) => {
      await clerk.get('/counter/guardian-new')
      const { status } = await clerk.post('/counter/guardian-new', { card: '', childCard: '', ...sent })
      const typed = clerk.html.replaceAll(/ value="[^"]*"/g, '')
      return [status, typed]
    }
    const lacking = [
      { ...father, sent: 'yes', relation: 'court-letters' },
      { ...father, sent: 'yes', identity: 'photo-id' },
      { ...papers, firstName: 'Otto' },
      // All is recorded, but the card is no guardian's.
      { ...papers, card: '99' },
    ]
    for (const sent of lacking) {
      const [one, other] = [await said({ ...sent, ...child }), await said({ ...sent, ...none })]
      expect(one).toEqual(other)
      expect(one[0]).toBe(422)
    }
    const files = await inContext(tested.it.database.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('guarantor').select('id').where('guarantee_id', '=', id).execute(),
    )
    expect(files).toEqual([])
  })

  test('is added by the child’s name and birth date, with papers, and then hears what is owed', async () => {
    await clerk.get('/counter/guardian-new')
    const missed = await clerk.post('/counter/guardian-new', { ...papers, ...father, ...none })
    expect([missed.status, clerk.text.includes('Nothing was added.')]).toEqual([422, true])
    expect(clerk.html).toContain('value="Otto"')
    await clerk.post('/counter/guardian-new', { ...papers, ...father, ...child })
    expect(clerk.heading).toBe('The guardian was added')
    expect(clerk.html).not.toContain(id)
    await clerk.post('/ask', { ...asked, checked: 'guardian-on-file' })
    expect(clerk.text).toMatch(/Siskin Torn.*\$6\.25/)
  })

  test('is a stranger whom a clerk has sign: with that alone they hear no title that day', async () => {
    const stranger = { ...father, firstName: 'Mal', relation: 'signature' }
    await clerk.get('/counter/guardian-new')
    await clerk.post('/counter/guardian-new', { ...papers, ...stranger, childCard: card })
    expect(clerk.heading).toBe('The guardian was added')
    await clerk.post('/ask', { ...asked, guardian: 'Mal Siskin', checked: 'guardian-on-file' })
    expect(clerk.text).toContain('$6.25')
    expect(clerk.text).not.toContain('Siskin Torn')
  })

  test('waits for the Director, who sees no name there, and takes off a stranger', async () => {
    const director = new Visitor(tested.app())
    director.cookies.set('carrel-computer', await tested.computerAt('office'))
    await director.signIn('director')
    await director.get('/')
    expect(director.text).toMatch(/changes of guardians wait for your review/)
    await director.get('/counter/guardian-reviews')
    expect(director.text).not.toMatch(/Siskin/)
    const ofChild = new RegExp(`name="id" value="${id}"[^]*?name="remove" value="([^"]+)"`, 'g')
    const additions = [...director.html.matchAll(ofChild)].map(([, review = '']) => review)
    expect(additions).toHaveLength(2)
    for (const remove of additions) {
      await director.post('/counter/guardian-reviews', { remove })
      expect(director.text).toContain('Yes, remove')
    }
    const hears = async () => {
      await clerk.get('/')
      await clerk.post('/ask', { ...asked, checked: 'guardian-on-file' })
      return clerk.text
    }
    expect(await hears()).toContain('$6.25')
    for (const remove of additions) {
      await director.get('/counter/guardian-reviews')
      await director.post('/counter/guardian-reviews', { remove, sure: 'yes' })
    }
    expect(await hears()).not.toMatch(/Siskin Torn|6\.25/)
  })
})
