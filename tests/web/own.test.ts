import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pin, plantPin } from '../support/planted-pin.ts'
import { body, type FrontDesk, heading, openFrontDesk, picture, scan } from './front-desk.ts'
import { cards, passphrase } from './house.ts'

let desk: FrontDesk

beforeAll(async () => {
  desk = await openFrontDesk(18_448)
})
afterAll(() => desk?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function typeAgain(page: Page): Promise<void> {
  await page.getByLabel('Current PIN').fill(pin)
  await press(page, 'Continue')
}

async function takeBack(page: Page): Promise<void> {
  expect(await heading(page)).toBe('Clerk: take the screen back')
  await page.getByLabel('Passphrase').fill(passphrase)
  await press(page, 'Back to Find a customer')
}

async function signIn(page: Page, card: string, typed: string): Promise<void> {
  await page.goto(`${desk.address}/me`)
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('PIN', { exact: true }).fill(typed)
  await press(page, 'Sign in')
}

test('a customer sets a PIN on the clerk’s screen, which shows nothing else until it is done', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.parent)
  await press(page, 'Set a PIN')
  await press(page, 'They showed photo ID')
  expect(await heading(page)).toBe('Choose your PIN')
  expect(await page.content()).not.toMatch(/Canary|Una|Test desk|23000000000001/)
  await picture(page, 'pin-handed')
  // Whatever address is typed, it is this page.
  for (const path of ['/counter', '/', '/sign-in', '/ask', '/nowhere']) {
    await page.goto(desk.address + path)
    expect([path, await heading(page)]).toEqual([path, 'Choose your PIN'])
  }
  const choose = async (one: string, again = one) => {
    await page.getByLabel('New PIN').fill(one)
    await page.getByLabel('Repeat the PIN').fill(again)
    await press(page, 'Set my PIN')
  }
  await choose('111111')
  expect(await body(page)).toContain('Many people choose that PIN')
  // The phone on file, and a part of the card's number.
  for (const own of ['4025550100', '25550100']) {
    await choose(own)
    expect(await body(page)).toContain('That number can be found on your card')
  }
  await choose(pin, '735193')
  expect(await body(page)).toContain('The two PINs do not match')
  expect(await page.content()).not.toContain(pin)
  await choose(pin)
  expect(await heading(page)).toBe('Your PIN is set')
  await page.getByRole('link', { name: 'Clerk: back to Find a customer' }).click()
  await takeBack(page)
  expect(await heading(page)).toBe('Find a customer')

  // Given up, nothing is kept, and the counter is as it was.
  await scan(page, cards.child)
  await press(page, 'Set a PIN')
  await press(page, 'They showed photo ID')
  await page.getByRole('link', { name: 'Cancel, and give the screen back' }).click()
  await takeBack(page)
  expect(await heading(page)).toBe('Find a customer')
  await page.context().close()
})

test('a customer on a phone sees what they have, renews it, and chooses how the library writes', async () => {
  await plantPin(desk.tested.house, desk.tested.child)
  const page = await desk.onPhone()
  await signIn(page, cards.child, '735190')
  expect(await body(page)).toContain('This card number and PIN do not match an account')
  expect(await body(page)).toContain(
    'If your card is blocked or lost, or you found it again, come to the front desk with photo ID.',
  )
  await signIn(page, cards.child, pin)
  expect(await heading(page)).toBe('Pip Canary')
  const shown = await body(page)
  for (const title of ['Canary Due Later', 'Canary Overdue', 'Canary Reserved', 'Canary Torn']) {
    expect(shown).toContain(title)
  }
  await picture(page, 'own-page')
  await press(page, 'Renew all')
  expect(await body(page)).toContain('One item was renewed. Some items cannot be renewed yet')
  // A second time on the same day moves nothing, and uses up no renewal.
  await press(page, 'Renew: Canary Due Later')
  expect(await body(page)).toContain('This cannot be renewed yet: Canary Due Later.')
  expect(page.url()).not.toMatch(/canary|later/i)

  await page.getByRole('link', { name: 'Place a reserve' }).click()
  await page.getByLabel('Words from the title').fill('Canary Torn')
  await press(page, 'Find titles')
  expect(page.url()).not.toMatch(/torn/i)
  await page.locator('.carrel-choice').first().click()
  expect(await body(page)).toContain('Your reserve was placed.')
  // No heading over an empty place says that these are the reserves, under the list of them.
  expect(await body(page)).toContain('Pick up, or place another reserve')
  expect(await body(page)).not.toContain('My reserves')
  await picture(page, 'own-reserves')
  await press(page, 'Cancel the reserve: Canary Torn')
  expect(await body(page)).toContain('Your reserve was canceled.')
  expect(await page.getByRole('button', { name: 'Cancel the reserve: Canary Torn' }).count()).toBe(0)

  await page.goto(`${desk.address}/me/choices`)
  expect(await body(page)).toContain('No message, letter, or voicemail names a title.')
  expect(await page.getByRole('link', { name: 'Back to my account' }).count()).toBe(1)
  await page.getByLabel('Short name for slips').fill('pip')
  await press(page, 'Save')
  expect(await body(page)).toContain('That is part of your own name.')
  await page.getByLabel('Short name for slips').fill('Bluejay')
  await page.getByText('Letter', { exact: true }).click()
  await press(page, 'Save')
  expect(await body(page)).toContain('Your preferences were saved.')
  await picture(page, 'own-choices')
  await page.context().close()
})

test('a code from their own page bears a caller out, once, and a wrong one no one', async () => {
  const { house } = desk.tested
  const page = await desk.onPhone()
  await signIn(page, cards.child, pin)
  await press(page, 'Get a phone code')
  await typeAgain(page)
  const code = (await page.locator('.carrel-secret').textContent()) ?? ''
  await picture(page, 'own-phone-code')

  const clerk = await desk.at('desk')
  const ask = async (readOut: string) => {
    await clerk.goto(`${desk.address}/ask`)
    await clerk.locator('button[name=who][value=customer]').click()
    await clerk.locator('button[name=to][value=phone]').click()
    await scan(clerk, cards.child)
    await clerk.locator('label[for=checked-card]').click()
    await clerk.locator('label[for=checked-phone-code]').click()
    await clerk.locator('.carrel-go').click()
    await scan(clerk, readOut)
    return body(clerk)
  }
  expect(await ask(code === '000000' ? '000001' : '000000')).toContain('The code they read out is not theirs')
  const answer = await ask(code)
  expect(answer).not.toContain('is not theirs')
  // Nothing is overdue or owed, which they may hear: the answer does not say that they may be told nothing.
  expect(await heading(clerk)).toBe('You may tell them part of it')
  expect(answer).toContain('Nothing is overdue')
  expect(answer).not.toContain('Do not even say')
  // At the front desk the phone hears bare facts, whoever proved to be the customer (Reg 4).
  expect(answer).toContain('what is owed')
  expect(answer).not.toContain('Canary Due Later')
  const again = await ask(code)
  expect(again).toContain('is not theirs')
  expect(again).not.toContain('Canary Due Later')
  expect(house.pack.library).toBeTruthy()
  await clerk.context().close()
  await page.context().close()
})
