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
