import { expect } from 'vitest'
import { cards } from '../web/house.ts'
import { journey, type Person } from './journey.ts'

/*
 * How many presses a task takes. Each has a goal, which no change may exceed: a clerk with a queue counts them.
 */

/** Walks a task, and returns the presses that it took. */
async function pressesOf(person: Person, task: () => Promise<void>): Promise<number> {
  const before = person.presses
  await task()
  return person.presses - before
}

journey('the tasks of a day, counted', 18_640, async (library) => {
  await library.shelve({ B1: 'Growing Tomatoes', B2: 'The Long Winter' })
  const clerk = await library.staff('desk', 'front-desk')

  // From any page, such as a record: one press, and the scans.
  await clerk.scan(cards.child)
  expect(await clerk.heading()).toBe('Pip Canary')
  expect(await pressesOf(clerk, () => clerk.follow(/^Check out$/))).toBeLessThanOrEqual(2)
  await clerk.scan(cards.parent)
  await clerk.scan('B1')
  expect(await clerk.reads()).toContain('Growing Tomatoes')

  await clerk.goTo('/')
  await clerk.scan(cards.parent)
  expect(await pressesOf(clerk, () => clerk.press(/^Renew: Growing Tomatoes/))).toBe(1)
  // Checked out a moment ago, it would be due on the same day: the press is the same, and no renewal is used up.
  expect(await clerk.reads()).toContain('This item cannot be renewed yet')

  const holds = await pressesOf(clerk, async () => {
    await clerk.fill(/Words from the title|Title or author/, 'winter')
    await clerk.press(/^Place a reserve/)
    await clerk.press(/^The Long Winter/)
  })
  expect(await clerk.reads()).toContain('The Long Winter')
  expect(holds).toBeLessThanOrEqual(3)

  // Four presses on two pages.
  await clerk.goTo('/')
  const mother = await pressesOf(clerk, async () => {
    await clerk.press(/^A parent or guardian/)
    await clerk.scan(cards.child)
    await clerk.page.locator('#guardian:focus').waitFor()
    await clerk.page.keyboard.type('Una Canary')
    await clerk.choose('They showed photo ID')
    await clerk.press('Show the answer')
  })
  expect(await clerk.reads()).toContain('Canary Overdue')
  expect(mother).toBeLessThanOrEqual(4)

  const words = await pressesOf(clerk, () => clerk.press('Officer here'))
  expect(await clerk.page.locator('blockquote').first().textContent()).toMatch(/\w{3}/)
  expect(words).toBe(1)
  const answer = await pressesOf(clerk, () => clerk.press(/^No legal paper$/))
  expect(await clerk.heading()).toBe('Do not tell them anything')
  expect(words + answer).toBe(2)

  const deputy = await pressesOf(clerk, async () => {
    await clerk.press('Officer here')
    await clerk.press(/^A legal paper/)
    await clerk.press(/^No, or/)
  })
  expect(await clerk.reads()).toMatch(/Director/)
  expect(deputy).toBeLessThanOrEqual(3)
  await clerk.leave()
})
