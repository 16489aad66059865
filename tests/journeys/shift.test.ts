import { expect } from 'vitest'
import { cards, passphrase } from '../web/house.ts'
import { journey, type Person } from './journey.ts'

/** Two clerks take turns at one desk, each under their own name, by keyboard alone. */

async function setsPin(person: Person, pin: string): Promise<void> {
  await person.goTo('/account')
  await person.follow('Set a PIN')
  await person.fill('Current passphrase', passphrase)
  await person.fill('New PIN', pin)
  await person.fill('Repeat the PIN', pin)
  await person.look('pin')
  await person.press('Save PIN')
  expect(await person.reads()).toContain('Your PIN is set.')
}

/** Why it waits: a browser moves the focus to a field only when it draws the page, which may be after the page has loaded. */
async function typesPin(person: Person, pin: string): Promise<void> {
  await person.page.locator('input:focus').waitFor()
  await person.page.keyboard.type(pin)
}

journey(
  'two at one desk',
  18_660,
  async (library) => {
    const desk = await library.staff('volunteer', 'front-desk')
    await setsPin(desk, '7139')

    // The second one begins a shift with the passphrase; the first one's goes on.
    await desk.goTo('/switch')
    expect(await desk.reads()).toContain('No colleague can switch here by PIN yet')
    await desk.look('nobody-else')
    await desk.press('Let a colleague sign in')
    await desk.fill('Sign-in name', 'desk')
    await desk.fill('Passphrase', passphrase)
    await desk.press('Sign in')
    await setsPin(desk, '2580')
    await desk.goTo('/counter')
    await desk.scan(cards.child)
    expect(await desk.heading()).toBe('Pip Canary')

    // The volunteer is back: no pointer, the digits and Enter.
    await desk.goTo('/switch')
    await desk.look('switch')
    await desk.goTo('/switch')
    await typesPin(desk, '7139')
    await Promise.all([desk.page.waitForURL(`${library.address}/`), desk.page.keyboard.press('Enter')])
    await desk.goTo('/account')
    expect(await desk.reads()).toContain('volunteer')
    await desk.look('account-by-pin')

    // A wrong one says nothing, and the third asks for the passphrase.
    for (let nth = 0; nth < 3; nth++) {
      await desk.goTo('/switch')
      await typesPin(desk, '1111')
      await Promise.all([desk.page.waitForEvent('load'), desk.page.keyboard.press('Enter')])
      if (nth === 0) await desk.look('wrong')
    }
    expect(await desk.reads()).toContain('No colleague can switch here by PIN yet')
    await desk.leave()
  },
  { atBothWidths: true },
)
