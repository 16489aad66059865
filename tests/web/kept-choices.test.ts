import { afterAll, beforeAll, expect, test } from 'vitest'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* What was chosen stays where something else on the page was wrong: a second press would otherwise save what no one chose. */

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

/** At a new computer at the front desk. */
async function at(role: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn(role)
  return visitor
}

/** The values that are chosen in a list of the page. */
const chosenIn = (html: string, name: string) =>
  [...html.matchAll(/<input[^>]*>/g)]
    .map(([input]) => input)
    .filter((input) => input.includes(`name="${name}"`) && /\schecked/.test(input))
    .map((input) => /value="([^"]*)"/.exec(input)?.[1])

test('the new place of a computer without a name', async () => {
  const director = await at('director')
  await director.get('/computers')
  expect(chosenIn(director.html, 'place')).toEqual(['front-desk'])
  const refused = await director.post('/computers', { name: '', place: 'office' })
  expect(refused.status).toBe(422)
  expect(chosenIn(director.html, 'place')).toEqual(['office'])
  await director.post('/computers', { name: 'Moved', place: 'office' })
  await director.get('/computers')
  expect(director.text).toContain('This computer is “Moved”.')
  expect(chosenIn(director.html, 'place')).toEqual(['office'])
})

test('the new kind of a card whose address was not confirmed', async () => {
  const clerk = await at('desk')
  const { joining } = tested.house
  const [kind = ''] = joining.kinds
  await clerk.post('/counter/card', { card: cards.parent })
  await clerk.post('/counter/card-renew', { id: tested.parent })
  expect(chosenIn(clerk.html, 'kind')).toEqual(['same'])
  const refused = await clerk.post('/counter/card-renew', { id: tested.parent, do: 'renew', kind })
  expect(refused.status).toBe(422)
  expect(chosenIn(clerk.html, 'kind')).toEqual([kind])
})
