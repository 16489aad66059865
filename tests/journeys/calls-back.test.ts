import { expect } from 'vitest'
import { planCall } from '../support/planned-call.ts'
import { cards } from '../web/house.ts'
import { journey } from './journey.ts'

const titles = /Canary (Overdue|Reserved|Torn|Due Later)/

journey('a customer who calls back', 18_540, async (library) => {
  const { it, house, child, time } = library.tested
  await planCall(it.database, house.ring, { patron: child, kind: 'overdue', on: time.today })

  // The phone rings: somebody got the library's message.
  const clerk = await library.staff('desk', 'office')
  await clerk.follow('Calls')
  await clerk.follow('Call back a customer')
  await clerk.look('find')
  await clerk.scan(cards.child)
  expect(await clerk.heading()).toBe('Call them back')
  expect(await clerk.reads()).toContain('Hang up first. Then dial the number on file and no other.')
  expect(await clerk.reads()).toContain('402-555-0100')
  await clerk.look('dial')

  // A parent may answer a child's number: without the card no title is told.
  await clerk.press(/^The customer/)
  expect(await clerk.reads()).not.toContain('I dialed the number on file')
  await clerk.press('Continue')
  expect(await clerk.heading()).toBe('You may tell them this')
  expect(await clerk.reads()).not.toMatch(titles)
  await clerk.look('bare-facts')

  // Somebody else's card is not theirs.
  await clerk.press('Back to the call')
  await clerk.press(/^The customer/)
  await clerk.fill('Card number', cards.parent)
  await clerk.press('Continue')
  expect(await clerk.reads()).toContain('This is not a card number of the customer.')
  expect(await clerk.reads()).not.toMatch(titles)
  await clerk.look('not-their-card')

  // With the card at hand, the titles.
  await clerk.fill('Card number', cards.child)
  await clerk.press('Continue')
  expect(await clerk.heading()).toBe('You may tell them this')
  expect(await clerk.reads()).toContain('Canary Overdue')
  expect(clerk.page.url()).toBe(`${library.address}/calls/answered`)
  await clerk.look('titles')
  await clerk.press('I told them')
  expect(await clerk.reads()).toContain('There is nothing more to do.')
  await clerk.look('noted')
  await clerk.goTo('/calls')
  expect(await clerk.reads()).toContain('There are no calls to make.')
  await clerk.leave()
})
