import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recorded } from '../accounts/office.ts'
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
  expect(visitor.text).toContain('Your choices were changed after you opened this page')
  const ticked = (html: string) => [...html.matchAll(/value="([a-z-]+)" checked/g)].map(([, value]) => value)
  expect(ticked(visitor.html)).toEqual(['phone'])
  expect(visitor.html).not.toContain('Heron')
  const again = { ...typed, refuses: ['', 'letter', 'phone'], opened: opened(visitor) }
  expect((await visitor.post('/me/choices', again)).status).toBe(303)
  await visitor.get('/me/choices')
  expect(ticked(visitor.html).sort()).toEqual(['es', 'letter', 'phone'])
  expect((await visitor.post('/me/choices', { ...again, opened: '' })).status).toBe(409)
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
