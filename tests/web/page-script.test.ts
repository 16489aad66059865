import { setTimeout as sleep } from 'node:timers/promises'
import { raw } from 'hono/html'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { show } from '../../src/platform/http/layout.tsx'
import { closeLater } from '../../src/platform/http/page-lifetime.tsx'
import { page as pageRoute } from '../../src/platform/http/route.ts'
import { type FrontDesk, heading, openFrontDesk } from './front-desk.ts'

/*
 * What our one script does on the pages of someone signed in: single keys, the question before a page closes, and the one
 * before typed text is lost.
 */

let desk: FrontDesk
const scripts = { scripts: true }
/** A page of twelve seconds that stands for one of three minutes. */
const brief = pageRoute('/brief', ['desk'], (context) => {
  closeLater(context, '/counter', 0.2)
  return show(context, 'Brief', raw('<h1>Brief</h1><form><textarea name="words"></textarea></form>'))
})

beforeAll(async () => {
  desk = await openFrontDesk(18_463, [...routes, brief])
})
afterAll(() => desk?.close())

const focused = (page: Page) => page.evaluate('document.activeElement?.id ?? ""')
const pathOf = (page: Page) => new URL(page.url()).pathname
const later = (minutes: number) => {
  desk.tested.time.now = new Date(desk.tested.time.now.getTime() + minutes * 60_000)
}
/** Longer than a burst. */
const pause = () => sleep(150)
/** Why in one turn: keys that come one by one are no burst on a busy machine. */
const scan = (page: Page, keys: readonly string[]) =>
  page.evaluate(
    `for (const key of ${JSON.stringify(keys)})
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
  )
async function go(page: Page, path: string): Promise<void> {
  await page.goto(desk.address + path)
  await page.evaluate('document.activeElement?.blur()')
}

describe('single keys', () => {
  test('go where the page of them says, from anywhere but a field', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await go(page, '/policy')
    await page.keyboard.press('/')
    await page.locator('#find:focus').waitFor()
    // What is typed there is text.
    await page.keyboard.press('o')
    await pause()
    expect([pathOf(page), await page.locator('#find').inputValue()]).toEqual(['/policy', 'o'])
    await go(page, '/policy')
    await Promise.all([page.waitForURL('**/account/keyboard'), page.keyboard.press('?')])
    const listed = await page.locator('kbd').allTextContents()
    expect(listed).toEqual(['/', 'h', 'o', 'i', 'f', 'p', 'a', 'r', '1 – 6', 's', '?'])
    for (const [key, path] of [
      ['o', '/lend'],
      ['i', '/return'],
      ['f', '/counter'],
      ['p', '/reserves'],
      ['a', '/ask'],
      ['h', '/'],
    ] as const) {
      await go(page, '/policy')
      await Promise.all([page.waitForURL(desk.address + path), page.keyboard.press(key)])
    }
    await page.context().close()
  })

  test('1 to 6 say why a record that was found by name is opened, and a scan of those digits does not', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await go(page, '/counter')
    await page.locator('#name').fill('canary una')
    await page.locator('#name').press('Enter')
    await page.locator('button[aria-keyshortcuts="6"]').waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY')
    await scan(page, [...'23000000000001', 'Enter'])
    await pause()
    expect(await page.locator('main [aria-keyshortcuts]').count()).toBe(6)
    await page.keyboard.press('3')
    await page.locator('#contact').waitFor()
    expect(await heading(page)).toBe('Una Canary')
    await page.context().close()
  })

  test('do nothing during a scan, nor with another key held', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await go(page, '/policy')
    for (const burst of ['oi', '24oh7', '/a']) {
      await scan(page, [...burst])
      await pause()
    }
    for (const keys of ['Control+o', 'Alt+i', 'Meta+h']) {
      await page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${keys.at(-1)}', bubbles: true,
          ctrlKey: ${keys.startsWith('C')}, altKey: ${keys.startsWith('A')}, metaKey: ${keys.startsWith('M')} }))`,
      )
      await pause()
    }
    expect([pathOf(page), await focused(page)]).toEqual(['/policy', ''])
    await page.context().close()
  })

  test('can be turned off in a browser, and on again', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await go(page, '/account/keyboard')
    await page.getByRole('button', { name: 'Turn off in this browser' }).click()
    await page.getByText('Shortcuts are off').waitFor()
    expect(await page.locator('[aria-keyshortcuts]').count()).toBe(0)
    await go(page, '/policy')
    await page.keyboard.press('o')
    await pause()
    expect(pathOf(page)).toBe('/policy')
    await go(page, '/account/keyboard')
    await page.getByRole('button', { name: 'Turn on in this browser' }).click()
    await page.getByText('Press one key').waitFor()
    await page.context().close()
  })
})

// Reload goes the way of Back, which this browser may answer from what it keeps.
test('what a form made is left by Back and Reload for the page of its address, and the form is not sent again', async () => {
  const page = await desk.at('desk', 1280, scripts)
  await go(page, '/ask')
  await page.locator('button[value="guardian"]').click()
  await page.waitForLoadState()
  expect(await heading(page)).not.toBe('Who is asking?')
  await page.reload()
  expect([pathOf(page), await heading(page)]).toEqual(['/ask', 'Who is asking?'])
  await page.context().close()
})

describe('before a page closes itself', () => {
  test('it asks two minutes earlier; one press keeps the session and what is typed, and it still closes in the end', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await page.clock.install()
    await go(page, '/report')
    await page.locator('main textarea').first().fill('A long story')
    const asks = page.getByRole('dialog', { name: 'Are you still there?' })
    await page.clock.fastForward('18:00')
    expect(await asks.isVisible()).toBe(false)
    await page.clock.fastForward(10_000)
    await asks.waitFor()
    expect(await asks.textContent()).toContain('This page closes in 2 minutes.')
    later(18)
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    await asks.waitFor({ state: 'hidden' })
    later(17)
    await page.clock.fastForward('17:00')
    expect(await page.locator('main textarea').first().inputValue()).toBe('A long story')
    // Nobody presses: typed text keeps no page on a screen.
    await page.clock.fastForward('04:00')
    await page.waitForURL(/\/\?closed$/)
    await page.context().close()
  })

  test('it says so where the session has reached its longest time', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await page.clock.install()
    for (let tenth = 0; tenth < 59; tenth++) {
      later(10)
      await page.context().request.get(`${desk.address}/policy`)
    }
    await go(page, '/report')
    await page.clock.fastForward('08:30')
    later(8.5)
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    await page.getByText('You have been signed in for as long as Carrel allows.').waitFor()
    await page.clock.fastForward('02:00')
    expect(await page.getByText('This page closes in').isVisible()).toBe(false)
    await page.context().close()
  })

  test('a record with a form asks as well, and stays a page’s time longer, whatever the browser was told', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await page.goto(`${desk.address}/brief`)
    const loaded = Date.now()
    const until = (seconds: number) => sleep(loaded + seconds * 1000 - Date.now())
    await page.locator('main textarea').fill('Something')
    await until(6)
    await page.getByRole('button', { name: 'Keep this page open' }).click()
    // The browser was told to leave by now.
    await until(13)
    expect(await page.locator('main textarea').inputValue()).toBe('Something')
    await page.waitForURL((url) => url.pathname === '/counter')
    await page.context().close()
  })
})

describe('before typed text is lost', () => {
  const leaves = async (page: Page, how: () => Promise<unknown>) => {
    const asked: string[] = []
    page.removeAllListeners('dialog')
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await Promise.all([page.waitForEvent('load'), how()])
    return asked
  }
  const report = async (page: Page) => {
    await page.goto(`${desk.address}/report`)
    await page.locator('main textarea').first().click()
  }

  test('the browser asks, but not where nothing was typed, where it is sent, nor on a form of one field', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await report(page)
    expect(await leaves(page, () => page.goto(`${desk.address}/policy`))).toEqual([])
    await report(page)
    await page.keyboard.type('A story')
    expect(await leaves(page, () => page.goto(`${desk.address}/policy`))).toEqual(['beforeunload'])
    await report(page)
    await page.keyboard.type('A story')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    expect(await leaves(page, () => page.goto(`${desk.address}/policy`))).toEqual([])
    await report(page)
    await page.keyboard.type('A story')
    const send = page.locator('main form:has(textarea) button[type=submit]').last()
    expect(await leaves(page, () => send.click())).toEqual([])
    await page.goto(`${desk.address}/counter`)
    await page.locator('#card').fill('2300')
    expect(await leaves(page, () => page.goto(`${desk.address}/policy`))).toEqual([])
    await page.context().close()
  })

  test('help and signing out wait for no answer', async () => {
    const page = await desk.at('desk', 1280, scripts)
    await report(page)
    await page.keyboard.type('A story')
    expect(await leaves(page, () => page.getByRole('button', { name: 'Officer here' }).click())).toEqual([])
    await report(page)
    await page.keyboard.type('A story')
    expect(await leaves(page, () => page.getByRole('button', { name: 'Sign out' }).click())).toEqual([])
    expect(await heading(page)).not.toBe('')
    await page.context().close()
  })
})
