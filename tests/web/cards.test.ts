import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { body, type FrontDesk, heading, openFrontDesk, picture, scan } from './front-desk.ts'
import { cards } from './house.ts'

let desk: FrontDesk

beforeAll(async () => {
  desk = await openFrontDesk(18_447)
})
afterAll(() => desk?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a card of an open record is blocked after one question', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.child)
  await press(page, `Report the card lost: ${cards.child}`)
  expect(await heading(page)).toBe('Is this card lost?')
  expect(await body(page)).toContain('it no longer shows who someone is')
  expect(await body(page)).toContain('Pip Canary')
  expect(page.url()).not.toContain(cards.child)
  await picture(page, 'card-sure')
  await press(page, 'Yes, block it')
  expect(await heading(page)).toBe('This card is blocked')
  expect(await body(page)).toContain('If they are here, issue a new card now.')
  expect(await page.getByRole('button', { name: 'Issue a new card' }).count()).toBe(1)
  await press(page, 'Back to the record')
  expect(await body(page)).toContain(`${cards.child} (reported lost)`)
  await page.context().close()
})

test('a volunteer reports a card lost on a phone, and sees no record', async () => {
  const page = await desk.at('volunteer', 320)
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, '99')
  expect(await heading(page)).toBe('Is this card lost?')
  await press(page, 'Yes, block it')
  expect(await body(page)).toContain('No card with this number is on file.')
  await picture(page, 'card-volunteer-320')
  await scan(page, '24000000000010')
  expect(await body(page)).toContain('24000000000010')
  await press(page, 'Yes, block it')
  expect(await heading(page)).toBe('This card is blocked')
  expect(await body(page)).not.toContain('Sparrow')
  // Whether it was lost before is nothing that a volunteer is told.
  const first = await body(page)
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, '24000000000010')
  await press(page, 'Yes, block it')
  expect(await body(page)).toBe(first)
  await page.context().close()
})

test('a clerk who types a number sees whose card it is before it is blocked, and can undo a mistake', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('Is this card lost?')
  expect(await body(page)).toContain('Canary')
  await press(page, 'Yes, block it')
  await press(page, 'Undo: wrong card')
  expect(await heading(page)).toBe('The lost card report was undone')
  await press(page, 'Back to the record')
  expect(await body(page)).not.toContain('reported lost')
  await page.context().close()
})

test('a lost card opens no record, and a new card asks for identification', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter/lost`)
  await scan(page, cards.parent)
  await press(page, 'Yes, block it')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('This card cannot be used')
  expect(await body(page)).not.toContain('Una')
  await picture(page, 'card-lost-scanned')
  await page.getByLabel('Name', { exact: true }).fill('canary una')
  await press(page, 'Find by name')
  await page.locator('button[value="in-hand"]').click()
  await press(page, 'Issue a new card')
  expect(await body(page)).toContain('How did you confirm who they are?')
  await picture(page, 'card-new-checked')
  await press(page, 'They showed photo ID')
  await scan(page, 'NEWCARD77')
  expect(await heading(page)).toBe('The new card is on file')
  await page.context().close()
})
