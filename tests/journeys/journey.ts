import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/platform/http/network.ts'
import type { MailSettings } from '../../src/platform/mail/settings.ts'
import { pin } from '../support/planted-pin.ts'
import { looksNew, violationsOf } from '../web/axe.ts'
import { openChromium } from '../web/chromium.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'

/*
 * People go through a library from one page to the next as they would, by what they read on the screen. Each page that
 * they look at is checked by axe, for sideways scrolling, and kept as a picture where CARREL_SCREENSHOTS names a folder.
 */

const { CARREL_SCREENSHOTS: folder, CARREL_LONG } = process.env
/** `phone`: as narrow as pages must be; `mobile`: as wide as phones are. */
const widths = { desk: 1280, mobile: 390, phone: 320 } as const
type At = keyof typeof widths
const height = 800

/** `npm test` takes each journey one way, by turns one of the first two; `npm run test:long` at both widths, with scripts and without. */
type Way = {
  readonly at: At
  readonly scripts: boolean
  /** How wide a page is made besides, each time that it is looked at. */
  readonly also?: At
}
const everyWay: readonly Way[] = [
  { at: 'phone', scripts: false },
  { at: 'desk', scripts: true },
  { at: 'desk', scripts: false },
  { at: 'phone', scripts: true },
]
/** For what has to be shown whole at a desk and on a phone: walked on the phone, with scripts, since axe looks only where they run. */
const bothWidths: Way = { at: 'mobile', scripts: true, also: 'desk' }
type Taken = {
  /** As a browser that people use: a page to which someone goes back shows as it was left. */
  readonly keepsPages?: boolean
  readonly atBothWidths?: boolean
  /** Where notices would go; the ways by which customers can be told are open with it. */
  readonly mail?: MailSettings
}

/** A page or paper that was sent to somebody, as its bytes. */
export type Shown = { readonly path: string; readonly type: string; readonly bytes: Buffer }

export type Library = {
  readonly tested: Tested
  readonly address: string
  /** All that was sent to anybody in this journey. */
  shown(): readonly Shown[]
  /** Somebody on staff signed in at a computer of that place; `elsewhere` is one that is not enrolled. */
  staff(signIn: string, place: string): Promise<Person>
  /** Somebody at a device of their own. */
  anybody(): Promise<Person>
  /** A customer at a device of their own, signed in with that card and the PIN of tests. */
  customer(card: string): Promise<Person>
  /** Puts items on the shelves: barcode and title of each. */
  shelve(items: Readonly<Record<string, string>>): Promise<void>
}

/** One person with a browser. */
export class Person {
  readonly page: Page
  /** How often they pressed a button, a link or a box; scanning and typing do not count. */
  presses = 0
  readonly #address: string
  readonly #look: (page: Page, name: string) => Promise<void>

  constructor(page: Page, address: string, look: (page: Page, name: string) => Promise<void>) {
    this.page = page
    this.#address = address
    this.#look = look
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#address}${path}`)
  }

  /** Follows the link of that name, in the menus if it is nowhere else. */
  async follow(name: string | RegExp): Promise<void> {
    const link = this.page.getByRole('link', { name, exact: typeof name === 'string' }).first()
    await this.page.locator('main').waitFor()
    if (!(await link.isVisible())) await this.#openMenus(name)
    this.presses++
    await link.click()
  }

  /** The menus open by a button on a phone; a group of pages opens on every screen. */
  async #openMenus(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('link', { name: 'Menu', exact: true })
    if (await button.isVisible()) {
      this.presses++
      await button.click()
    }
    const exact = typeof name === 'string' ? new RegExp(`^${name}$`) : name
    const within = this.page.locator('.carrel-menus details', {
      has: this.page.locator('a', { hasText: exact }),
    })
    if ((await within.count()) > 0) {
      this.presses++
      await within.first().locator('summary').click()
    }
  }

  async press(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: typeof name === 'string' }).first()
    this.presses++
    await Promise.all([this.page.waitForEvent('load'), button.click()])
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text)
  }

  /** Chooses by what stands beside the box, as a finger does: the box itself is drawn by the style. */
  async choose(label: string): Promise<void> {
    this.presses++
    await this.page.locator('label', { hasText: label }).first().click()
  }

  /** What a scanner does: types into the field that has the focus, and ends with Enter. */
  async scan(code: string): Promise<void> {
    await this.page.locator('input:focus').waitFor()
    await this.page.keyboard.type(code)
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')])
  }

  /** Whether the page has such a button or link, open or in a menu. */
  async offers(name: string | RegExp): Promise<boolean> {
    const [button, link] = (['button', 'link'] as const).map((role) =>
      this.page.getByRole(role, { name, includeHidden: true }),
    )
    return ((await button?.count()) ?? 0) + ((await link?.count()) ?? 0) > 0
  }

  /** The file that the button of that name gives. */
  async saves(name: string): Promise<{ readonly name: string; readonly file: string }> {
    const button = this.page.getByRole('button', { name, exact: true }).first()
    const [saved] = await Promise.all([this.page.waitForEvent('download'), button.click()])
    return { name: saved.suggestedFilename(), file: await saved.path() }
  }

  /** The lines that a printer puts on paper. */
  async prints(): Promise<string[]> {
    await this.page.emulateMedia({ media: 'print' })
    const text = String(await this.page.evaluate('document.body.innerText'))
    await this.page.emulateMedia({ media: 'screen' })
    return text.trim().split(/\s*\n\s*/)
  }

  /** Goes back. What a form made is not kept: the browser then shows a page of its own, which asks to send it again. */
  async back(): Promise<void> {
    await this.page.goBack().catch(async (error: unknown) => {
      if (!String(error).includes('ERR_CACHE_MISS')) throw error
      await this.page.waitForURL(/^chrome-error:/)
    })
  }

  async heading(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  }

  async reads(): Promise<string> {
    return (await this.page.locator('main').textContent()) ?? ''
  }

  /** Looks at the page as a whole: it is well made, and kept as a picture. */
  async look(name: string): Promise<void> {
    await this.#look(this.page, name)
  }

  async leave(): Promise<void> {
    await this.page.context().close()
  }
}

type Walk = (library: Library) => Promise<void>

/** A library that serves at an address, and a browser. */
type Opened = {
  readonly tested: Tested
  readonly browser: Browser
  readonly shown: Shown[]
  close(): Promise<void>
}

async function opened(
  address: string,
  port: number,
  { mail, keepsPages = false }: Taken = {},
): Promise<Opened> {
  const tested = await startHouse(address, mail && { mail })
  const shown: Shown[] = []
  const server = await listen(noted(tested.app(), shown), port)
  const browser = await openChromium({ keepsPages })
  return {
    ...{ tested, browser, shown },
    async close() {
      await browser.close()
      await server.close()
      await tested.close()
    },
  }
}

/** The application, and a note of each page and paper as it left the house. */
function noted(app: Hono, into: Shown[]): Hono {
  return new Hono().all('*', async ({ req, env }) => {
    const response = await app.fetch(req.raw, env)
    const type = response.headers.get('content-type') ?? ''
    if (/html|pdf|octet-stream/.test(type)) {
      const bytes = Buffer.from(await response.clone().arrayBuffer())
      into.push({ path: new URL(req.url).pathname, type, bytes })
    }
    return response
  })
}

const isLong = CARREL_LONG !== undefined

/**
 * A journey by its name, in a library of its own.
 * @param port its own, and as many after it as there are ways
 */
export function journey(name: string, port: number, walk: Walk, taken: Taken = {}): void {
  const today = everyWay[(port / 10) % 2]
  const ways = isLong ? everyWay : [taken.atBothWidths || today === undefined ? bothWidths : today]
  test.each(ways)(
    `${name} ($at, scripts: $scripts)`,
    async (way) => {
      const address = `http://127.0.0.1:${port + ways.indexOf(way)}`
      const house = await opened(address, port + ways.indexOf(way), taken)
      try {
        await walk(libraryOf(house, { ...way, address, name }))
      } finally {
        await house.close()
      }
    },
    180_000,
  )
}

/**
 * Journeys by their names that share a library, a minute after each other: what one leaves there is none of the next one's.
 * @param port their own, and as many after it as there are ways
 */
export function journeys(
  port: number,
  walks: Readonly<Record<string, Walk>>,
  { atBothWidths = false }: Taken = {},
): void {
  for (const [nth, turn] of (isLong ? everyWay : [atBothWidths ? bothWidths : undefined]).entries()) {
    describe(turn === undefined ? 'each one way' : `${turn.at}, scripts: ${turn.scripts}`, () => {
      const address = `http://127.0.0.1:${port + nth}`
      let house: Opened
      beforeAll(async () => {
        house = await opened(address, port + nth)
      })
      afterAll(() => house?.close())
      for (const [at, [name, walk]] of Object.entries(walks).entries()) {
        const way = turn ?? everyWay[at % 2] ?? { at: 'desk', scripts: true }
        test(`${name} (${way.at}, scripts: ${way.scripts})`, async () => {
          const { time } = house.tested
          time.now = new Date(time.now.getTime() + 60_000)
          await walk(libraryOf(house, { ...way, address, name }))
        }, 180_000)
      }
    })
  }
}

function libraryOf(
  { tested, browser, shown }: Opened,
  { at, scripts, also, address, name }: Way & { readonly address: string; readonly name: string },
): Library {
  const before = shown.length
  const sitDown = async (cookies: Readonly<Record<string, string>>): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({
      ...{
        javaScriptEnabled: scripts,
        viewport: { width: widths[at], height },
        reducedMotion: 'reduce',
      },
    })
    const all = Object.entries(cookies).map(([name, value]) => ({
      ...{ name, value, url: address, httpOnly: true, sameSite: 'Strict' as const },
    }))
    await context.addCookies(all)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    return page
  }
  let pictures = 0
  const lookAt = async (page: Page, what: string, at: At) => {
    const wide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wide, `${what} scrolls sideways (${at})`).toBeLessThanOrEqual(0)
    // Without scripts axe has nothing to run in; with them it looks at the same page in another way of the journey.
    if (scripts) expect(await faultsOf(page), what).toEqual([])
    if (folder === undefined) return
    const into = join(folder, name.replace(/\W+/g, '-'))
    mkdirSync(into, { recursive: true })
    const file = `${at}.${scripts ? 'js' : 'plain'}.${String(++pictures).padStart(2, '0')}-${what}.png`
    await page.screenshot({ path: join(into, file), fullPage: true })
  }
  const look = async (page: Page, what: string) => {
    if (also !== undefined) {
      await page.setViewportSize({ width: widths[also], height })
      await lookAt(page, what, also)
      await page.setViewportSize({ width: widths[at], height })
    }
    await lookAt(page, what, at)
  }
  return {
    tested,
    address,
    shown: () => shown.slice(before),
    async staff(signIn, place) {
      const computer = place === 'elsewhere' ? {} : { 'carrel-computer': await tested.computerAt(place) }
      const page = await sitDown(computer)
      await page.goto(`${address}/sign-in`)
      await page.getByLabel('Sign-in name').fill(signIn)
      await page.getByLabel('Passphrase').fill(passphrase)
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Sign in' }).click()])
      return new Person(page, address, look)
    },
    anybody: async () => new Person(await sitDown({}), address, look),
    async customer(card) {
      const customer = new Person(await sitDown({}), address, look)
      await signInOwn(customer, card)
      return customer
    },
    async shelve(items) {
      const { app } = tested.house
      for (const [barcode, title] of Object.entries(items)) {
        const id = randomUUID()
        await app.insertInto('title').values({ id, title, author: null }).execute()
        await app.insertInto('item').values({ title_id: id, barcode, item_type: 'BK' }).execute()
      }
    },
  }
}

/** A customer types the card's number and the PIN. */
export async function signInOwn(customer: Person, card: string): Promise<void> {
  await customer.goTo('/me')
  await customer.fill('Card number', card)
  await customer.fill('PIN', pin)
  await customer.press('Sign in')
}

async function faultsOf(page: Page): Promise<string[]> {
  const isWhole = isLong || (await looksNew(page))
  const violations = await violationsOf(page, { without: isWhole ? [] : ['color-contrast'] })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
