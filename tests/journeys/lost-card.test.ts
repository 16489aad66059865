import { expect } from 'vitest'
import { cards } from '../web/house.ts'
import { journey } from './journey.ts'

const newCard = '23000000000077'

journey('a lost card', 18_500, async (library) => {
  const clerk = await library.staff('desk', 'front-desk')
  // She calls. The number is in her letter from the library.
  await clerk.follow('Counter')
  await clerk.follow('Report a card lost')
  await clerk.look('report')
  await clerk.scan(cards.parent)
  expect(await clerk.heading()).toBe('This card is blocked')
  expect(await clerk.reads()).not.toContain('Canary')
  await clerk.look('blocked')

  // Whoever found it learns nothing from it, here or anywhere.
  await clerk.goTo('/lend')
  await clerk.scan(cards.parent)
  expect(await clerk.heading()).toBe('Lend nothing on this card')
  await clerk.look('refused')

  // She comes in without a card, shows her license, and gets a new one.
  await clerk.goTo('/counter')
  await clerk.fill('Name', 'canary una')
  await clerk.press('Find name')
  await clerk.press(/Una/)
  expect(await clerk.reads()).toContain(`${cards.parent} (reported lost)`)
  await clerk.look('record')
  await clerk.press('Give a new card')
  await clerk.scan(newCard)
  expect(await clerk.heading()).toBe('The new card is on file')
  await clerk.look('new-card')
  await clerk.goTo('/counter')
  await clerk.scan(newCard)
  expect(await clerk.heading()).toContain('Canary')
  await clerk.leave()
})
