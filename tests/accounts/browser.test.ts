import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSetUpLink } from '../../src/accounts/set-up.ts'
import { listen } from '../../src/web/listen.ts'
import { newToken, tokenHash } from '../../src/web/secret-token.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'
import { openChromium } from '../web/chromium.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { codeAt } from './code.ts'

let browser: Browser
/** What any page asked of another host. */
const elsewhere: string[] = []

beforeAll(async () => {
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  expect(elsewhere).toEqual([])
})

async function open(address: string, { scripts = false, width = 1280 } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 800 } })
  context.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) elsewhere.push(request.url())
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return { page, context }
}

const heading = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const goTo = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).click()

type Look = (what: string) => Promise<void>
const noLook: Look = async () => {}

const director = { name: 'Ruth Olsen', signIn: 'ruth', passphrase: 'four words of mine' }

/** From the printed link to the Director's list of what is left. Returns the secret of the code app. */
async function setUp(page: Page, link: string, now: () => Date, look: Look): Promise<string> {
  await page.goto(link)
  await look('the set-up link')
  await press(page, 'Begin')
  expect(page.url()).not.toContain(link)
  await look('the library')
  await goTo(page, 'Yes, go on')
  await look('the Director’s name')
  await page.getByLabel('First and last name').fill(director.name)
  await press(page, 'Continue')
  await look('the sign-in name')
  await page.getByLabel('Sign-in name').fill(director.signIn)
  await press(page, 'Continue')
  await press(page, 'Continue')
  await look('the passphrase, refused')
  await page.getByLabel('New passphrase').fill(director.passphrase)
  await page.getByLabel('The same again').fill(director.passphrase)
  await press(page, 'Continue')
  expect(await heading(page)).toBe('Add a second step')
  await look('which second step')
  await goTo(page, /A code app on my phone/)
  await look('the code app')
  const secret = ((await page.locator('.carrel-secret').textContent()) ?? '').replaceAll(' ', '')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  await page.getByLabel('Code', { exact: true }).fill('12345')
  await press(page, 'Confirm')
  await look('the code app, refused')
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, now()))
  await press(page, 'Confirm')
  expect(await heading(page)).toBe('What is left to set up')
  await look('what is left to set up')
  return secret
}

async function signIn(page: Page, name: string, typed: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(name)
  await page.getByLabel('Passphrase').fill(typed)
  await press(page, 'Sign in')
}

describe('the first day of a library', () => {
  const port = 18_441
  const address = `http://127.0.0.1:${port}`
  const program = resolve(import.meta.dirname, '../../bin/carrel.js')

  test('from the link that carrel start prints to a signed-in Director, without a script', async () => {
    const home = await copyOfTemplate()
    const env = { ...process.env, CARREL_HOME: home.dir }
    const child = spawn(process.execPath, [program, 'start', '--port', String(port)], { env })
    const exited = new Promise((settle) => child.once('exit', settle))
    try {
      let said = ''
      const link = await new Promise<string>((settle, refuse) => {
        child.stdout.on('data', (bytes) => {
          said += bytes
          const [found] = /http:\S+\/set-up\/link\/\S+(?=\n)/.exec(said) ?? []
          if (found !== undefined) settle(found)
        })
        void exited.then(() => refuse(new Error(said)))
      })
      const { page, context } = await open(address)
      const secret = await setUp(page, link, () => new Date(), noLook)
      await goTo(page, /Say where this computer stands/)
      await page.getByLabel('A name for it').fill('Office')
      await page.locator('label[for=place-office]').click()
      await press(page, 'Set up')
      await goTo(page, 'Back to the set-up')
      expect(await page.getByText('Done', { exact: true }).count()).toBe(1)
      await press(page, 'The set-up is done')
      expect(await heading(page)).toBe(`Good day, ${director.name}`)
      expect(await page.getByText('The set-up is not done').count()).toBe(0)
      await press(page, 'Sign out')
      await page.goto(link)
      expect(await heading(page)).toBe('This link does not work')
      await page.goto(`${address}/sign-in`)
      await signIn(page, director.signIn, director.passphrase)
      expect(await heading(page)).toBe(`Show that it is you, ${director.name}`)
      // The code that set it up is used up: the next one, from a phone whose clock is a little fast.
      await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, new Date(), 1))
      await press(page, 'Continue')
      expect(await heading(page)).toBe(`Good day, ${director.name}`)
      await context.close()
    } finally {
      child.kill('SIGTERM')
      await exited
      removeHome(home)
    }
  }, 120_000)
})

describe('every page of it', () => {
  const port = 18_443
  const address = `http://localhost:${port}`
  let tested: Tested
  let server: { close(): Promise<void> }

  beforeAll(async () => {
    tested = await startHouse(`http://127.0.0.1:${port}`, { asksSecondStep: true, isNew: true })
    server = await listen(tested.app(), port)
  })
  afterAll(async () => {
    await server?.close()
    await tested?.close()
  })

  const later = (minutes: number) => {
    tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
  }

  /** Looks for faults that axe finds, a main heading, and sideways scrolling. */
  function looking(page: Page, found: string[]): Look {
    return async (what) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      found.push(...violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0]?.html ?? ''}`))
      if ((await page.locator('h1').count()) !== 1) found.push(`${what}: not one main heading`)
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (Number(wide) > 0) found.push(`${what}: scrolls sideways by ${wide}`)
    }
  }

  async function authenticatorOf(page: Page, context: BrowserContext): Promise<void> {
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true },
    })
  }

  test('has no fault that axe finds and fits a small phone; a passkey sets up, signs in, and is removed', async () => {
    const { page, context } = await open(address, { scripts: true, width: 320 })
    const found: string[] = []
    const look = looking(page, found)
    await authenticatorOf(page, context)
    const link = newToken()
    await makeSetUpLink(tested.house, tokenHash(link))
    let secret = await setUp(page, `${address}/set-up/link/${link}`, () => tested.time.now, look)
    await page.goto(`${address}/set-up/link/${link}`)
    await look('a link that is used up')

    await page.goto(`${address}/people`)
    await look('people')
    await goTo(page, 'Add a person')
    await look('a new person')
    await press(page, 'Add')
    await look('a new person, refused')
    await page.getByLabel('Their name').fill('Tess Berg')
    await page.getByLabel('Sign-in name').fill('tess')
    await page.locator('label[for=role-president]').click()
    await press(page, 'Add')
    await look('a passphrase')
    const given = (await page.locator('.carrel-secret').textContent()) ?? ''
    await goTo(page, 'Done')
    await goTo(page, 'Add a person')
    await page.getByLabel('Their name').fill('Ned Lind')
    await page.getByLabel('Sign-in name').fill('ned')
    await page.locator('label[for=role-desk]').click()
    await press(page, 'Add')
    await goTo(page, 'Done')
    await goTo(page, 'Change Tess Berg')
    await look('a person')
    await press(page, 'Give a new passphrase')
    await look('a reset, asked once more')
    await goTo(page, 'No, go back')
    await press(page, 'End the sign-in of Tess Berg')
    await look('an end, asked once more')

    await page.goto(`${address}/account`)
    await look('my account')
    await goTo(page, 'Change my passphrase')
    await press(page, 'Change it')
    await look('my passphrase, refused')
    await goTo(page, 'Back to my account')
    await goTo(page, 'Change my second step')
    await look('who are you')
    later(1)
    await page.getByLabel('Passphrase').fill(director.passphrase)
    await press(page, 'Continue')
    await look('the code')
    await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, tested.time.now))
    await press(page, 'Continue')
    await look('my second step')
    await goTo(page, 'Add one, or set up another code app')
    await goTo(page, /^A passkey/)
    await look('a passkey')
    await page.getByLabel('A name for it').fill('Blue key')
    await press(page, 'Make a passkey')
    await page.getByRole('heading', { name: 'First show that it is you' }).waitFor()

    // Signs in anew with the passkey alone, and removes the code app.
    later(1)
    await page.getByLabel('Passphrase').fill(director.passphrase)
    await press(page, 'Continue')
    await look('the code or the passkey')
    await press(page, 'Use my passkey')
    await page.getByRole('heading', { name: 'My second step' }).waitFor()
    await press(page, 'Remove: A code app')
    await page.getByRole('heading', { name: 'First show that it is you' }).waitFor()
    await press(page, 'Sign out')
    await signIn(page, director.signIn, director.passphrase)
    expect(await page.getByLabel('Code', { exact: true }).count()).toBe(0)
    await look('the passkey')
    await press(page, 'Use my passkey')
    await page.getByRole('heading', { name: 'What is left to set up' }).waitFor()
    await press(page, 'Sign out')

    await signIn(page, 'tess', given)
    await look('a passphrase of one’s own')
    await page.getByLabel('New passphrase').fill(passphrase)
    await page.getByLabel('The same again').fill(passphrase)
    await press(page, 'Continue')
    await goTo(page, /A code app/)
    secret = ((await page.locator('.carrel-secret').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, tested.time.now))
    await press(page, 'Confirm')
    await look('the start page of the president')
    await page.goto(`${address}/acting`)
    await look('acting Director')
    await press(page, 'Name them')
    await look('acting Director, refused')
    await page.getByText('Ned Lind').click()
    await page.getByLabel('First day').fill('2026-11-24')
    await page.getByLabel('Last day').fill('2026-11-30')
    await press(page, 'Name them')
    await page.getByText('to the end of November 30, 2026').waitFor()
    await look('acting Director, named')
    expect(found).toEqual([])
    await context.close()
  }, 180_000)

  test('a passkey cannot be asked for without scripts, and the page says so', async () => {
    const { page, context } = await open(address)
    await page.goto(`${address}/sign-in`)
    await signIn(page, director.signIn, director.passphrase)
    await page.locator('noscript p', { hasText: 'A passkey needs scripts, which are off' }).waitFor()
    expect(await page.getByRole('button', { name: 'Use my passkey' }).isVisible()).toBe(false)
    await context.close()
  })
})
