import { afterAll, beforeAll, expect, test } from 'vitest'
import { readsPdf, textOfPdf } from '../support/pdf-text.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

test.runIf(readsPdf)(
  'each parent has a letter with their own address and without a title, and neither has the other’s',
  async () => {
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
      ...{ id: child, sent: 'yes', card: '', phone: '', liable: 'yes', checked: 'court-letters' },
      ...father,
    })
    expect(clerk.heading).toBe('The guardian was added')
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
      expect(letter).not.toMatch(/Wren (Overdue|Torn)/)
      expect(/Cedar Street/.test(letter)).not.toBe(/Elm Street/.test(letter))
    }
  },
)

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
    await director.post('/counter/statement', here)
    expect(director.text).toContain('$7.25')
    expect(director.text).toContain(
      'Told under the opinion of legal counsel that the Board adopted: L. Brief, City Attorney, November 2, 2026 (Board vote of November 10).',
    )
  } finally {
    for (const manifest of manifests) delete manifest['standing-opinion']
  }
})
