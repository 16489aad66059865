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
  await clerk.press('Continue')
  expect(await clerk.reads()).toContain('Tell them nothing on the call that they made.')
  await clerk.look('not-dialed')
  await clerk.choose('I dialed the number on file')
  await clerk.press('Continue')
  expect(await clerk.heading()).toBe('You may tell them this')
  expect(await clerk.reads()).not.toMatch(titles)
  await clerk.look('bare-facts')

  // Somebody else's card is not theirs.
  await clerk.press('Back to the call')
  await clerk.press(/^The customer/)
  await clerk.choose('I dialed the number on file')
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
  await clerk.press('I told them this')
  expect(await clerk.reads()).toContain('There is nothing more to do.')
  await clerk.look('noted')
  await clerk.goTo('/calls')
  expect(await clerk.reads()).toContain('There are no calls to make.')
  await clerk.leave()
})

journey('a mother who phones', 18_600, async (library) => {
  // At the front desk: nothing is told on this call, and one press puts it on the list.
  const desk = await library.staff('desk', 'front-desk')
  await desk.goTo('/ask')
  await desk.press(/^A parent or guardian/)
  await desk.press('They are on the phone')
  await desk.scan(cards.child)
  expect(await desk.heading()).toBe('Do not tell them anything')
  expect(await desk.reads()).toContain('at the number we have on file for a parent or guardian')
  await desk.look('on-the-phone')
  await desk.press('Put them on the call list')
  expect(await desk.heading()).toBe('They are on the call list')
  await desk.look('on-the-list')
  await desk.leave()

  // In the Office: her own number, the words to say, what may be told, and what is on record.
  const clerk = await library.staff('desk', 'office')
  expect(await clerk.reads()).toContain('First call back the one who called us.')
  await clerk.follow('Calls')
  expect(await clerk.reads()).toContain('Parents or guardians who called us (1)')
  await clerk.press(/^Next call/)
  expect(await clerk.heading()).toBe('Call back the parent or guardian of Pip Canary')
  expect(await clerk.reads()).toContain('Hello. May I please speak with Una Canary?')
  await clerk.look('dial')
  await clerk.press(/^The parent or guardian/)
  await clerk.choose('I dialed the number on file')
  await clerk.fill('First and last name', 'Una Canary')
  await clerk.press('Continue')
  expect(await clerk.heading()).toBe('You may tell them this')
  expect(await clerk.reads()).toContain('$4.50')
  expect(await clerk.reads()).not.toMatch(titles)
  await clerk.look('told')
  await clerk.press('I told them this')
  await clerk.look('noted')
  await clerk.goTo('/calls')
  expect(await clerk.reads()).not.toContain('who called us')

  // She may be found by the child's name too; someone of age has no one to call back for them.
  await clerk.follow('Call back a customer')
  await clerk.choose('A parent or guardian of a minor')
  await clerk.fill('Card number', cards.parent)
  await clerk.look('find')
  await clerk.press('Find the record')
  expect(await clerk.reads()).toContain('There is no parent or guardian whom you may call back.')
  await clerk.look('no-one-to-call')
  await clerk.leave()
})
