import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { body, type FrontDesk, heading, openFrontDesk, picture, scan } from './front-desk.ts'
import { cards } from './house.ts'

let desk: FrontDesk

beforeAll(async () => {
  desk = await openFrontDesk(18_447)
  const { app } = desk.tested.house
  const id = randomUUID()
  await app.insertInto('title').values({ id, title: 'Growing Tomatoes', author: null }).execute()
  await app.insertInto('item').values({ title_id: id, barcode: 'B1', item_type: 'BK' }).execute()
})
afterAll(() => desk?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const newCard = '23000000000077'

test('a card is lost by phone, refused, replaced, borrowed with, and the old one is found again', async () => {
  const page = await desk.at('desk')
  // The call: the number is on the customer's own statement.
  await page.getByRole('link', { name: 'Counter', exact: true }).click()
  await page.getByRole('link', { name: 'Report a card lost' }).click()
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('This card is blocked')
  expect(await body(page)).not.toContain('Canary')
  await picture(page, 'card-blocked')

  await page.goto(`${desk.address}/lend`)
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('Lend nothing on this card')

  // The customer comes, without a card.
  await page.goto(`${desk.address}/counter`)
  await page.getByLabel('Name').fill('canary una')
  await press(page, 'Find name')
  await page.locator('.carrel-found button').click()
  expect(await body(page)).toContain(`${cards.parent} (reported lost)`)
  await picture(page, 'card-record')
  await press(page, 'Give a new card')
  await picture(page, 'card-new')
  await scan(page, cards.child)
  expect(await body(page)).toContain('This number is on file already. Take another card.')
  expect(await body(page)).not.toMatch(/Pip|Canary/)
  await scan2(page, newCard)
  expect(await heading(page)).toBe('The new card is on file')

  await page.goto(`${desk.address}/lend`)
  await scan(page, newCard)
  expect(await heading(page)).toBe('Una Canary')
  await scan(page, 'B1')
  expect(await body(page)).toContain('Lent: Growing Tomatoes.')
  await page.goto(`${desk.address}/lend`)
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('Lend nothing on this card')

  // The old one turned up in a coat.
  await page.goto(`${desk.address}/counter`)
  await scan(page, newCard)
  await press(page, `Found again: ${cards.parent}`)
  await scan(page, newCard)
  expect(await body(page)).toContain('This is another card. Scan the one that was found.')
  await scan2(page, cards.parent)
  expect(await heading(page)).toBe('This card can be used again')
  await press(page, 'Back to the record')
  expect(await body(page)).not.toContain('reported lost')
  expect(page.url()).toBe(`${desk.address}/counter/customer`)
  await page.context().close()
})

/** A second scan, after one that was wrong: whoever scans puts the cursor there. */
async function scan2(page: Page, code: string): Promise<void> {
  await page.getByLabel('Card number').focus()
  await scan(page, code)
}

test('a card of an open record is blocked after one question', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.child)
  await press(page, `Report lost: ${cards.child}`)
  expect(await heading(page)).toBe('Is this card lost?')
  expect(await body(page)).toContain('Pip Canary')
  expect(page.url()).not.toContain(cards.child)
  await picture(page, 'card-sure')
  await press(page, 'Yes, block it')
  expect(await heading(page)).toBe('This card is blocked')
  await press(page, 'Back to the record')
  expect(await body(page)).toContain(`${cards.child} (reported lost)`)
  await page.context().close()
})

test('a volunteer reports a card lost on a phone, and sees no record', async () => {
  const page = await desk.at('volunteer', 320)
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, '99')
  expect(await body(page)).toContain('No card with this number is on file.')
  await picture(page, 'card-volunteer-320')
  await scan2(page, '24000000000010')
  expect(await heading(page)).toBe('This card is blocked')
  expect(await body(page)).not.toContain('Sparrow')
  // Whether it was lost before is nothing that a volunteer is told.
  const first = await body(page)
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, '24000000000010')
  expect(await body(page)).toBe(first)
  await page.context().close()
})
