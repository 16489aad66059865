import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pin, plantPin } from '../support/planted-pin.ts'
import { type FrontDesk, openFrontDesk } from './front-desk.ts'
import { cards, passphrase } from './house.ts'
import { plantSealed } from './sealed-planted.ts'
import { Visitor } from './visitor.ts'

/*
 * A browser keeps whole pages, also those that it may not store, and Back shows them without asking the server. The
 * browser of this test does so, as the first test shows; no page has a script.
 */

const port = 18_449
let desk: FrontDesk
let sealed = ''

beforeAll(async () => {
  desk = await openFrontDesk(port)
  const { tested } = desk
  const signedIn = async (name: string) => {
    const visitor = new Visitor(tested.app(), `127.0.0.1:${port}`)
    visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
    await visitor.signIn(name)
    return visitor
  }
  sealed = (await plantSealed(tested, signedIn)).sealed
  await plantPin(tested.house, tested.parent)
  await plantPin(tested.house, tested.child)
})
beforeEach(() => later(1))
afterAll(() => desk?.close())

const later = (minutes: number) => {
  const { time } = desk.tested
  time.now = new Date(time.now.getTime() + minutes * 60_000)
}
const goTo = async (page: Page, path: string) => void (await page.goto(`${desk.address}${path}`))
const press = (page: Page, name: string | RegExp) =>
  Promise.all([
    page.waitForEvent('load'),
    page
      .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .click(),
  ])
const textOf = async (page: Page) => (await page.locator('body').textContent()) ?? ''

/** Where in what the browser remembers the page of that address was seen. */
type Seen = { readonly id: number; readonly path: string }
async function history(page: Page): Promise<readonly Seen[]> {
  const line = await page.context().newCDPSession(page)
  const { entries } = await line.send('Page.getNavigationHistory')
  await line.detach()
  return entries.map(({ id, url }) => ({ id, path: url.replace(desk.address, '') }))
}

/** Goes back to that page, as the list behind the Back button does. @returns whether the browser asked for it, and what it shows */
async function backTo(
  page: Page,
  { id }: Seen,
): Promise<{ readonly asked: boolean; readonly shows: string }> {
  let asked = false
  const note = () => {
    asked = true
  }
  page.on('request', note)
  const line = await page.context().newCDPSession(page)
  await line.send('Page.navigateToHistoryEntry', { entryId: id })
  await sleep(700)
  await line.detach()
  page.off('request', note)
  return { asked, shows: await textOf(page) }
}

/** Goes back to each page that this browser has seen; those that come without being asked for, and what all of them show. */
async function backToAll(page: Page): Promise<{ readonly kept: string[]; readonly shown: string }> {
  const kept: string[] = []
  let shown = ''
  for (const seen of (await history(page)).slice(0, -1).reverse()) {
    const { asked, shows } = await backTo(page, seen)
    // A page of the browser's own says that what a form sent is not kept.
    if (!asked && !page.url().startsWith('chrome-error:') && seen.path !== 'about:blank') kept.push(seen.path)
    shown += shows
  }
  return { kept, shown }
}

/** The Director has the names of staff on the screen, and goes on to the record of a customer. */
async function atRecord(): Promise<Page> {
  const page = await desk.at('director')
  await goTo(page, '/people')
  expect(await textOf(page)).toContain('Test volunteer')
  await goTo(page, '/counter')
  await page.locator('input:focus').fill(cards.child)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await textOf(page)).toContain('Pip Canary')
  return page
}

async function handed(): Promise<Page> {
  const page = await atRecord()
  await press(page, 'Set a PIN')
  await press(page, /ID/)
  expect(new URL(page.url()).pathname).toBe('/handed/pin')
  return page
}

/** A sealed matter is on the screen of the Director's office. */
async function atMatter(): Promise<Page> {
  const page = await desk.at('director', 1280, { place: 'office' })
  await goTo(page, '/sealed')
  await page.getByLabel('Passphrase', { exact: false }).fill(passphrase)
  await press(page, 'Open with your passphrase')
  await goTo(page, `/sealed/matter/${sealed}`)
  expect(await textOf(page)).toContain('Agent Vexillum')
  return page
}

test('this browser keeps pages that it may not store, and Back shows them without asking', async () => {
  // Why more than once: a busy browser lets go of a page now and then.
  const tries: boolean[] = []
  while (tries.length < 5 && !tries.includes(true)) tries.push(await keepsPage())
  expect(tries).toContain(true)
})

/** Whether Back brings the names of staff without asking the server. */
async function keepsPage(): Promise<boolean> {
  const page = await desk.at('director')
  await goTo(page, '/people')
  await goTo(page, '/policy')
  const [people] = (await history(page)).filter(({ path }) => path === '/people')
  const { asked, shows } = await backTo(page, people as Seen)
  expect(shows).toContain('Test volunteer')
  await page.context().close()
  return !asked
}

describe('no page that was on the screen comes back without being asked for', () => {
  test('once the screen was handed to a customer', async () => {
    const page = await handed()
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toMatch(/Test volunteer|Pip|Canary/)
    await page.context().close()
  })

  test('once a screen with a sealed matter was handed to a customer', async () => {
    const page = await atMatter()
    await goTo(page, '/counter')
    await page.locator('input:focus').fill(cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    await press(page, 'Set a PIN')
    await press(page, /ID/)
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toMatch(/Vexillum|Canary/)
    await page.context().close()
  })

  test('once the customer has set a PIN, nor once the clerk has the screen back', async () => {
    const page = await handed()
    await page.getByLabel('New PIN').fill('735190')
    await page.getByLabel('Repeat the PIN').fill('735190')
    await press(page, 'Set my PIN')
    expect((await backToAll(page)).kept).toEqual([])
    await goTo(page, '/handed/back')
    await page.getByLabel('Passphrase').fill(passphrase)
    await press(page, 'Back to Find a customer')
    expect((await backToAll(page)).kept).toEqual([])
    await page.context().close()
  })

  test('once sealed matters were closed by hand', async () => {
    const page = await atMatter()
    await goTo(page, '/sealed')
    await press(page, 'Close now')
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toContain('Vexillum')
    await page.context().close()
  })

  test('once sealed matters closed by themselves, and another page was asked for', async () => {
    const page = await atMatter()
    later(11)
    await goTo(page, '/policy')
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toContain('Vexillum')
    await page.context().close()
  })

  test('once they signed out', async () => {
    const page = await atRecord()
    await press(page, 'Sign out')
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toMatch(/Test volunteer|Canary/)
    await page.context().close()
  })

  test('once their session ended, here or elsewhere, or their sign-in is no longer fresh', async () => {
    const fresh = await desk.at('director')
    await goTo(fresh, '/computers')
    later(11)
    await goTo(fresh, '/policy')
    expect((await backToAll(fresh)).kept).toEqual([])
    later(21)
    await goTo(fresh, '/policy')
    expect(new URL(fresh.url()).pathname).toBe('/sign-in')
    const { kept, shown } = await backToAll(fresh)
    expect(kept).toEqual([])
    expect(shown).not.toContain('front-desk')
    await fresh.context().close()
  })

  test('once a person was given another role', async () => {
    const page = await atRecord()
    const { app } = desk.tested.house
    await app.deleteFrom('session').execute()
    await goTo(page, '/policy')
    const { kept, shown } = await backToAll(page)
    expect(kept).toEqual([])
    expect(shown).not.toMatch(/Test volunteer|Canary/)
    await page.context().close()
  })

  test('once a customer signed out, reported the card, or was left alone for too long', async () => {
    const endings: ((page: Page) => Promise<unknown>)[] = [
      (page) => press(page, 'Sign out'),
      async (page) => {
        later(11)
        await goTo(page, '/me/choices')
      },
      async (page) => {
        await goTo(page, '/me/lost')
        await press(page, /card/)
      },
    ]
    for (const end of endings) {
      later(1)
      const page = await desk.onPhone()
      await goTo(page, '/me')
      await page.getByLabel('Card number').fill(cards.parent)
      await page.getByLabel('PIN').fill(pin)
      await press(page, 'Sign in')
      await goTo(page, '/me/seen')
      await goTo(page, '/me')
      expect(await textOf(page)).toContain('Una')
      await end(page)
      const { kept, shown } = await backToAll(page)
      expect(kept).toEqual([])
      expect(shown).not.toMatch(/Una|Canary/)
      await page.context().close()
    }
  })
})
