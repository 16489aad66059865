import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planCall } from '../support/planned-call.ts'
import { body, type FrontDesk, heading, openFrontDesk, picture } from '../web/front-desk.ts'
import { cards } from '../web/house.ts'

let library: FrontDesk

beforeAll(async () => {
  library = await openFrontDesk(18_461)
})
afterAll(() => library?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const titles = /Canary (Overdue|Reserved|Torn|Due Later)/

/** axe runs its own script in the page, which a browser without scripts does not let it. */
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
}

test.each([
  ['with scripts', true],
  ['without scripts', false],
])('a spouse answers, and a customer who phones in is called back: %s', async (_how, scripts) => {
  const { house, it, child, time } = library.tested
  const kind = scripts ? 'overdue' : 'hold'
  await planCall(it.database, house.ring, { patron: child, kind, on: time.today })
  const looked = (page: Page) => (scripts ? clean(page) : Promise.resolve())

  const front = await library.at('desk', 1280, { scripts })
  expect(await body(front)).not.toMatch(/[Cc]all(s|ing)? wait/)
  expect(await front.getByRole('link', { name: 'Calls' }).count()).toBe(0)
  await front.goto(`${library.address}/calls`)
  expect(await heading(front)).toContain('nothing here')
  await front.context().close()

  const page = await library.at('desk', scripts ? 1280 : 320, { place: 'office', scripts })
  await page.getByRole('link', { name: 'Calls', exact: true }).first().click()
  await looked(page)
  await press(page, 'Next call')
  expect(await heading(page)).toBe('Call Pip Canary')
  expect(await body(page)).toContain('402-555-0100')
  expect(await body(page)).not.toMatch(titles)
  await looked(page)
  await picture(page, `call-${scripts}`)
  await page.getByRole('button', { name: 'Someone else, or I am not sure who' }).click()
  const said = scripts ? 'The customer has overdue materials.' : 'The customer has items on reserve.'
  expect(await body(page)).toContain(`with a message for the customer we are calling. ${said} Please call`)
  expect(await body(page)).not.toMatch(titles)
  expect(await body(page)).not.toContain('Pip')
  await looked(page)
  await picture(page, `call-message-${scripts}`)
  await press(page, 'I said this')
  expect(await body(page)).toContain('The next try is on November 26, 2026')

  // The customer phones in.
  await page.goto(`${library.address}/calls/back`)
  await page.getByLabel('Card number').fill(cards.child)
  await press(page, 'Find card')
  expect(await heading(page)).toBe('Call them back')
  expect(await body(page)).toContain('Hang up first. Then dial the number on file, and no other.')
  expect(await body(page)).toContain('402-555-0100')
  await page.getByRole('button', { name: 'The customer' }).click()
  await page.getByText('I dialed the number on file').click()
  await press(page, 'Continue')
  expect(await heading(page)).toBe('Tell them nothing more')
  await press(page, 'Back to the call')
  await page.getByRole('button', { name: 'The customer' }).click()
  await looked(page)
  await page.getByText('I dialed the number on file').click()
  await page.getByLabel('Card number').fill(cards.child)
  await press(page, 'Continue')
  expect(await heading(page)).toBe('You may tell them this')
  expect(await body(page)).toContain('Canary Overdue')
  await looked(page)
  await picture(page, `call-titles-${scripts}`)
  expect(page.url()).toBe(`${library.address}/calls/answered`)
  await press(page, 'I told them')
  expect(await body(page)).toContain('There is nothing more to do.')
  await page.context().close()
})
