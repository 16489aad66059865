import { expect } from 'vitest'
import { plant } from '../support/planted.ts'
import { plantPin } from '../support/planted-pin.ts'
import { journey } from './journey.ts'

const card = '25000000000071'

journey('someone picks up for a customer', 18_780, async (library) => {
  const { it, house } = library.tested
  const who = { surname: 'Plover', firstName: 'Ida', card, born: '1951-05-06' }
  const id = await plant(it.database, house.ring, { ...who, waiting: ['Plover Waits'] })
  await plantPin(house, id)

  // At home, she names her neighbor, and an address where letters are safe.
  const ida = await library.customer(card)
  await ida.follow('Preferences')
  await ida.fill(/^Someone who may pick up/, 'Kim Heron')
  await ida.fill('Street or box', 'Box 77')
  await ida.fill('Town, state, ZIP code', 'Kearney NE 68847')
  await ida.look('names')
  await ida.press('Save')
  expect(await ida.reads()).toContain('Your preferences were saved.')
  await ida.leave()

  // Kim is at the desk with photo ID and no card: the record says so, and the shelf has the slip.
  const clerk = await library.staff('desk', 'front-desk')
  await clerk.goTo('/pick-up')
  expect(await clerk.reads()).toContain('The record says who may pick up')
  await clerk.look('ask')
  await clerk.scan(card)
  expect(await clerk.reads()).toContain('May pick up, with photo ID: Kim Heron')
  expect(await clerk.reads()).not.toContain('Plover')
  await clerk.look('shelf')
  await clerk.goTo('/counter')
  await clerk.scan(card)
  expect(await clerk.reads()).toContain('May pick up, with photo ID: Kim Heron')
  expect(await clerk.reads()).toMatch(/Letters go to\s*Box 77/)
  expect(await clerk.reads()).not.toContain('Sod House')
  await clerk.look('record')
  await clerk.leave()
})
