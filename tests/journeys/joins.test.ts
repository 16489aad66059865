import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { textOfPdf } from '../support/pdf-text.ts'
import { pin } from '../support/planted-pin.ts'
import { passphrase } from '../web/house.ts'
import { journey, signInOwn } from './journey.ts'

const card = '23000000004711'
const item = '39000000000815'

journey('a small library with no other system', 18_590, async (library) => {
  // A man stands at the desk and wants to join.
  const clerk = await library.staff('desk', 'front-desk')
  await clerk.follow('Find a customer')
  await clerk.follow('Register a new customer')
  await clerk.look('register')
  await clerk.fill('First name', 'Orrin')
  await clerk.fill('Last name', 'Kettle')
  await clerk.fill('Birth date', '1961-04-05')
  await clerk.fill('Street or box', '12 Sod House Road')
  await clerk.fill('Town, state, ZIP code', 'Minden, NE 68959')
  await clerk.fill('E-mail', 'orrin@')
  await clerk.choose('Lives in the library’s area')
  await clerk.fill('Card number', '23000000000001')
  await clerk.press('Register')
  // A slip of the keyboard: one thing to fix, and nothing to type again.
  expect(await clerk.reads()).toContain('Type one e-mail address, such as ada@example.org')
  await clerk.look('register-wrong')
  await clerk.fill('E-mail', 'orrin@example.org')
  await clerk.press('Register')
  // And a card that is somebody's: the cursor is there already.
  expect(await clerk.reads()).toContain('This number is already on file. Use another card.')
  expect(await clerk.reads()).not.toContain('Canary')
  await clerk.fill('Card number', card)
  await clerk.press('Register')
  expect(await clerk.heading()).toBe('The new customer is registered')
  expect(clerk.page.url()).not.toMatch(/Kettle|4711/)
  await clerk.look('registered')

  // The letter and the sleeve come out of the printer, and he types a PIN that nobody sees.
  const letter = await clerk.saves('Welcome letter')
  expect(letter.name).toMatch(/\.pdf$/)
  const { advice = [] } = library.tested.house.pack.manifest
  expect(advice).toHaveLength(5)
  const text = textOfPdf(readFileSync(letter.file)).replace(/\s+/g, ' ')
  for (const piece of advice) expect(text).toContain(piece)
  await clerk.press('Set a PIN')
  await clerk.press('They showed photo ID')
  await clerk.look('handed')
  await clerk.fill('New PIN', pin)
  await clerk.fill('Repeat the PIN', pin)
  await clerk.press('Set my PIN')
  expect(await clerk.heading()).toBe('Your PIN is set')
  await clerk.follow(/back to Find a customer/)
  await clerk.fill('Passphrase', passphrase)
  await clerk.press('Back to Find a customer')

  // A new book goes on the shelf.
  await clerk.goTo('/')
  await clerk.follow('Catalog')
  await clerk.follow('Add an item with a new title')
  await clerk.fill(/^Title/, 'Windbreaks of the Plains')
  await clerk.fill('Author', 'Vine, T.')
  await clerk.fill('Barcode', card)
  await clerk.choose('Other')
  await clerk.press('Add item')
  // She scanned his card, which lies beside it: it gets into no catalog.
  expect(await clerk.reads()).toContain('This is a customer’s card. Scan the barcode on the item.')
  await clerk.look('card-as-item')
  await clerk.fill('Barcode', item)
  await clerk.fill('Price', '18.50')
  await clerk.press('Add item')
  expect(await clerk.heading()).toBe('The item was added to the catalog')
  await clerk.look('item-added')

  // He takes it home.
  await clerk.goTo('/lend')
  await clerk.scan(card)
  expect(await clerk.heading()).toBe('Orrin Kettle')
  await clerk.scan(item)
  expect(await clerk.reads()).toContain('Checked out: Windbreaks of the Plains. Due December 15, 2026.')
  await clerk.look('lent')
  const he = await library.anybody()
  await signInOwn(he, card)
  expect(await he.reads()).toContain('Windbreaks of the Plains')
  await he.look('own-page')
  await he.leave()

  // While it is out nobody takes it out of the collection, and it comes back.
  await clerk.goTo('/items')
  await clerk.scan(item)
  await clerk.press('Report lost')
  expect(await clerk.reads()).toContain('This item is checked out.')
  expect(await clerk.reads()).not.toContain('Kettle')
  await clerk.goTo('/return')
  await clerk.scan(item)
  expect(await clerk.reads()).toContain('Checked in: Windbreaks of the Plains.')

  // Three years later his card has run out, and he has moved.
  library.tested.time.today = '2029-12-03'
  library.tested.time.now = new Date('2029-12-03T15:00:00Z')
  const later = await library.staff('desk', 'front-desk')
  await later.goTo('/lend')
  await later.scan(card)
  expect(await later.reads()).toContain('This card has expired. Renew it on the customer’s record.')
  await later.goTo('/counter')
  await later.scan(card)
  await later.press('Renew the card')
  await later.look('renew')
  expect(await later.reads()).toContain('12 Sod House Road')
  await later.press('Edit record')
  await later.fill(/^Address/, '3 Oak Street\nMinden, NE 68959')
  await later.choose('Photo ID, or an official document')
  await later.look('set-right')
  await later.press('Save changes')
  expect(await later.heading()).toBe('The record has been corrected')
  await later.press('Back to the record')
  await later.press('Renew the card')
  expect(await later.reads()).toContain('3 Oak Street')
  await later.choose('I asked, and this is still correct')
  await later.press('Renew card')
  expect(await later.heading()).toBe('The card has been renewed')
  await later.look('renewed')
  await later.goTo('/lend')
  await later.scan(card)
  expect(await later.heading()).toBe('Orrin Kettle')
  await later.leave()
  await clerk.leave()
})
