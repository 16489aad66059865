import { expect } from 'vitest'
import { planCall } from '../support/planned-call.ts'
import { plant } from '../support/planted.ts'
import { journey } from './journey.ts'

const titles = /Canary (Overdue|Reserved|Torn|Due Later)/

journey('a call that a spouse answers', 18_530, async (library) => {
  const { it, house, time } = library.tested
  const husband = await plant(it.database, house.ring, {
    ...{ surname: 'Canary', firstName: 'Ivo', card: '23000000000078' },
    loans: [{ title: 'Canary Overdue', dueOn: '2026-11-01' }],
    holds: ['Canary Reserved'],
  })
  await planCall(it.database, house.ring, { patron: husband, kind: 'overdue', on: time.today })
  await planCall(it.database, house.ring, { patron: husband, kind: 'hold', on: time.today })

  // At the front desk nothing tells that anybody is to be called.
  const front = await library.staff('desk', 'front-desk')
  expect(await front.reads()).not.toMatch(/calls to make/)
  expect(await front.offers(/^Calls$/)).toBe(false)
  await front.goTo('/calls')
  expect(await front.heading()).toContain('was not found')
  await front.look('front-desk')
  await front.leave()

  // In the office: how many, and not yet who.
  const clerk = await library.staff('desk', 'office')
  expect(await clerk.reads()).toContain('There are 2 calls to make.')
  await clerk.look('office')
  await clerk.follow('Calls')
  expect(await clerk.reads()).not.toMatch(/Canary|402-555/)
  await clerk.look('calls')
  const lists = await clerk.reads()
  expect(lists).toContain('Reserves ready (1)')
  expect(lists).toContain('Overdue (1)')
  await clerk.press('Next call: Overdue')
  expect(await clerk.heading()).toBe('Call Ivo Canary')
  expect(await clerk.reads()).toContain('The call is about overdue items and items on reserve.')
  expect(await clerk.reads()).toContain('402-555-0100')
  expect(await clerk.reads()).not.toMatch(titles)
  await clerk.look('dial')

  // Somebody else picks up.
  await clerk.press(/^Someone else, or I am not sure who/)
  const said = await clerk.reads()
  expect(said).toContain('with a message for the customer we are calling.')
  expect(said).toContain('The customer has overdue materials. The customer has items on reserve. Please call')
  expect(said).not.toMatch(titles)
  expect(said).not.toContain('Ivo')
  await clerk.look('message')
  await clerk.press('I said this')
  expect(await clerk.reads()).toContain('The next try is on November 26, 2026')
  await clerk.look('noted')
  await clerk.press('Next call: Overdue')
  expect(await clerk.reads()).toContain('There are no more calls to make today.')
  await clerk.leave()
})
