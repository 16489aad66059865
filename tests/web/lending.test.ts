import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inContext } from '../../src/store/vault.ts'
import { listen } from '../../src/web/listen.ts'
import { openChromium } from './chromium.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'

const port = 18_441
const address = `http://127.0.0.1:${port}`
const { CARREL_SCREENSHOTS: folder } = process.env

let tested: Tested
let server: { close(): Promise<void> }
let browser: Browser

beforeAll(async () => {
  tested = await startHouse(address)
  server = await listen(tested.app(), port)
  browser = await openChromium()
  const { app } = tested.house
  for (const [barcode, title, item_type] of [
    ['B1', 'Growing Tomatoes', 'BK'],
    ['B2', 'The Long Winter', 'BK'],
    ['D1', 'Planet Earth', 'DVD'],
  ] as const) {
    const id = randomUUID()
    await app.insertInto('title').values({ id, title, author: null }).execute()
    await app.insertInto('item').values({ title_id: id, barcode, item_type }).execute()
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await tested?.close()
})

/** Somebody at the front desk, without scripts, as lending must never need one. */
async function atTheDesk(name: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } })
  const value = await tested.computerAt('front-desk')
  await context.addCookies([
    { name: 'carrel-computer', value, url: address, httpOnly: true, sameSite: 'Strict' },
  ])
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('Sign-in name').fill(name)
  await page.getByLabel('Passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Sign in' }).click()
  return page
}

/** What a scanner does: types into the field that has the focus, once it has it, and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(code)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

const body = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const heading = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const picture = async (page: Page, name: string) => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('a clerk with a scanner', () => {
  test('lends by card and items alone, and hears at once what went wrong', async () => {
    const page = await atTheDesk('desk')
    await page.getByRole('link', { name: 'Lend', exact: true }).click()
    await scan(page, cards.parent)
    expect(await heading(page)).toBe('Una Canary')
    await picture(page, 'lend-card')
    await scan(page, 'B1')
    expect(await body(page)).toContain('Lent: Growing Tomatoes. Due December 15, 2026.')
    await scan(page, 'D1')
    expect(await body(page)).toContain('Lent: Planet Earth. Due December 1, 2026.')
    await picture(page, 'lend-two')
    await scan(page, 'B1')
    expect(await body(page)).toContain('This item is still out. Take it back first.')
    expect(await page.locator('tbody tr').count()).toBe(2)
    await scan(page, 'nothing')
    expect(await body(page)).toContain('No item has this barcode.')
    await picture(page, 'lend-fault')
    expect(page.url()).toBe(`${address}/lend/item`)
    await page.context().close()
  })

  test('undoes the last scan, and takes back without being told whose it was', async () => {
    const page = await atTheDesk('desk')
    await page.goto(`${address}/lend`)
    await scan(page, cards.parent)
    await scan(page, 'B2')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await body(page)).toContain('The last scan is undone.')
    await picture(page, 'lend-undone')
    await scan(page, 'B2')
    expect(await body(page)).toContain('Lent: The Long Winter.')
    await page.getByRole('link', { name: 'Take back', exact: true }).click()
    await scan(page, 'B2')
    const back = await body(page)
    expect(back).toContain('Taken back: The Long Winter.')
    expect(back).not.toContain('Canary')
    await picture(page, 'return-one')
    await page.getByRole('button', { name: 'Undo' }).click()
    await scan(page, 'B2')
    expect(await body(page)).toContain('Taken back: The Long Winter.')
    await scan(page, 'B2')
    expect(await body(page)).toContain('This item is not out.')
    await page.context().close()
  })

  test('is told not to lend on a card that was reported lost, and a volunteer not even why', async () => {
    await inContext(tested.house.app, { actor: 'test', place: 'test' }, (trx) =>
      trx.updateTable('card').set({ state: 'lost' }).where('patron_id', '=', tested.child).execute(),
    )
    for (const [name, why] of [
      ['desk', 'reported lost'],
      ['volunteer', 'Ask a desk clerk or the Director.'],
    ] as const) {
      const page = await atTheDesk(name)
      await page.goto(`${address}/lend`)
      await scan(page, cards.child)
      expect(await heading(page)).toBe('Lend nothing on this card')
      expect(await body(page)).toContain(why)
      expect((await body(page)).includes('lost')).toBe(name === 'desk')
      await page.context().close()
    }
  })
})

test('a volunteer lends and takes back on a phone, and never sees who it is', async () => {
  const page = await atTheDesk('volunteer', 320)
  await page.goto(`${address}/lend`)
  await scan(page, cards.parent)
  expect(await heading(page)).toBe('This card is on file')
  await scan(page, 'B2')
  expect(await body(page)).toContain('Lent: The Long Winter.')
  expect(await body(page)).not.toContain('Canary')
  await picture(page, 'lend-volunteer-320')
  await page.goto(`${address}/return`)
  await scan(page, 'B2')
  await picture(page, 'return-volunteer-320')
  expect(await body(page)).not.toContain('Canary')
  await page.context().close()
})
