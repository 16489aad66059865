import type { Page } from 'playwright-core'
import type { Services } from '../../src/app/services.ts'
import { listen } from '../../src/platform/http/network.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { openChromium } from './chromium.ts'
import { passphrase, startHouse, type Tested } from './house.ts'

const { CARREL_SCREENSHOTS: folder } = process.env

/** `place`: another one than the front desk; `scripts`: the browser runs them. */
export type Where = { readonly place?: string; readonly scripts?: boolean }

export type FrontDesk = {
  readonly tested: Tested
  readonly address: string
  /** Somebody signed in at the front desk, without scripts, as lending must never need one. */
  at(signIn: string, width?: number, where?: Where): Promise<Page>
  /** A patron on a phone of their own, without scripts, whose browser keeps pages to go back to. */
  onPhone(): Promise<Page>
  close(): Promise<void>
}

/**
 * A library whose front desk people sit down at, each with a browser.
 * @param port of its own for each file of tests
 * @param routes in place of all
 */
export async function openFrontDesk(port: number, routes?: readonly Route<Services>[]): Promise<FrontDesk> {
  const address = `http://127.0.0.1:${port}`
  const tested = await startHouse(address)
  const server = await listen(tested.app(routes), port)
  const browser = await openChromium({ keepsPages: true })
  return {
    tested,
    address,
    async at(signIn, width = 1280, { place = 'front-desk', scripts = false } = {}) {
      const context = await browser.newContext({
        javaScriptEnabled: scripts,
        viewport: { width, height: 800 },
      })
      const value = await tested.computerAt(place)
      await context.addCookies([
        { name: 'carrel-computer', value, url: address, httpOnly: true, sameSite: 'Strict' },
      ])
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      await page.goto(`${address}/sign-in`)
      await page.getByLabel('Sign-in name').fill(signIn)
      await page.getByLabel('Passphrase').fill(passphrase)
      await page.getByRole('button', { name: 'Sign in' }).click()
      return page
    },
    async onPhone() {
      const viewport = { width: 320, height: 640 }
      const context = await browser.newContext({ javaScriptEnabled: false, viewport, isMobile: true })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await tested.close()
    },
  }
}

/** What a scanner does: types into the field that has the focus, once it has it, and ends with Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(code)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

export const body = async (page: Page) => (await page.locator('main').textContent()) ?? ''
export const heading = async (page: Page) =>
  (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
export const picture = async (page: Page, name: string) => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
