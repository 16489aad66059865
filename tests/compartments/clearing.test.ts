import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse } from './sealed-house.ts'
import { person } from './small-library.ts'

let tested: Tested
let clerk: Visitor
let director: Visitor
let counsel: Visitor
let house: SealedHouse
beforeAll(async () => {
  ;({ tested, clerk, director, counsel } = await SealedHouse.start())
  house = new SealedHouse(tested)
})
afterAll(() => tested?.close())

test('who is cleared for a side and not in a matter that has seven is said, with the matter', async () => {
  await house.report(clerk)
  await house.open(director)
  const reference = await house.take(director)
  await house.report(clerk)
  const second = await house.take(director)
  const seven = [1, 2, 3, 4, 5].map((nth) => person(nth, 'desk').cleared)
  await house.keyOf(director)?.change(reference, async (it) => ({
    ...{ becomes: { ...it, cleared: [...it.cleared, ...seven] }, gives: undefined },
  }))
  const account = await house.idOf('desk')
  await director.get('/sealed/people/director')
  expect((await director.post('/sealed/people/clear', { side: 'director', account })).status).toBe(422)
  expect(director.text).toContain(
    `but not these matters: ${reference}. Seven people already have access there`,
  )
  const unlocked = house.keyOf(director)
  expect(unlocked?.clearedFor('director').map((one) => one.account)).toContain(account)
  expect((await unlocked?.read(second))?.cleared.map((one) => one.account)).toContain(account)
  expect((await unlocked?.read(reference))?.cleared).toHaveLength(7)
})

test('no one takes themselves off, by anything they send', async () => {
  await house.open(counsel)
  const [reference = ''] = house.keyOf(counsel)?.references ?? []
  const account = await house.idOf('counsel')
  await house.bind(counsel, reference)
  expect((await counsel.post('/sealed/matter/revoke', { reference, account })).status).toBe(422)
  expect(counsel.text).toContain('You cannot remove your own access')
  await counsel.get('/sealed/people/director')
  expect((await counsel.post('/sealed/people/revoke', { side: 'director', account })).status).toBe(422)
  await house.open(counsel)
  expect(house.keyOf(counsel)?.references).toContain(reference)
  expect(house.keyOf(counsel)?.sides).toEqual(['director'])
})
