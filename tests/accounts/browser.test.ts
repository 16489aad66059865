import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { listen } from '../../src/platform/http/network.ts'
import { createAccount } from '../../src/staff/accounts.ts'
import { makeSetUpLink } from '../../src/staff/set-up.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'
import { openChromium } from '../web/chromium.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { codeAt } from './code.ts'
import { byNobody } from './office.ts'

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
    // The set-up link has the name; what is typed here may have the address.
    const named = address.replace('127.0.0.1', 'localhost')
    if (![address, named].some((own) => request.url().startsWith(`${own}/`))) elsewhere.push(request.url())
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return { page, context }
}

const heading = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const goTo = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).click()

const tess = { signIn: 'tess', name: 'Tess Berg', role: 'trustee', president: true } as const
const ned = { signIn: 'ned', name: 'Ned Lind', role: 'desk', president: false } as const
const director = { name: 'Ruth Olsen', signIn: 'ruth', passphrase: 'four words of mine' }

/** From the printed link to the Director's list of what is left. Returns the secret of the code app. */
async function setUp(page: Page, link: string, now: () => Date): Promise<string> {
  await page.goto(link)
  await press(page, 'Begin')
  expect(page.url()).not.toContain(link)
  await goTo(page, 'Yes, continue')
  await page.getByLabel('First and last name').fill(director.name)
  await press(page, 'Continue')
  await page.getByLabel('Sign-in name').fill(director.signIn)
  await press(page, 'Continue')
  await press(page, 'Continue')
  await page.getByLabel('New passphrase').fill(director.passphrase)
  await page.getByLabel('Repeat the passphrase').fill(director.passphrase)
  await press(page, 'Continue')
  expect(await heading(page)).toBe('Set up two-step sign-in')
  await goTo(page, /A code app on my phone/)
  const secret = ((await page.locator('.carrel-secret').textContent()) ?? '').replaceAll(' ', '')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  await page.getByLabel('Code', { exact: true }).fill('12345')
  await press(page, 'Confirm')
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, now()))
  await press(page, 'Confirm')
  expect(await heading(page)).toBe('What is left to set up')
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
      const secret = await setUp(page, link, () => new Date())
      await goTo(page, /Set this computer’s location/)
      await page.getByLabel('Computer name').fill('Office')
      await page.locator('label[for=place-office]').click()
      await press(page, 'Set up')
      await goTo(page, 'Back to setup')
      expect(await page.getByText('Done', { exact: true }).count()).toBe(1)
      await press(page, 'Finish setup')
      expect(await heading(page)).toBe(`Welcome, ${director.name}`)
      expect(await page.getByText('Setup is not finished').count()).toBe(0)
      await press(page, 'Sign out')
      await page.goto(link)
      expect(await heading(page)).toBe('This link does not work')
      await page.goto(`${address}/sign-in`)
      await signIn(page, director.signIn, director.passphrase)
      expect(await heading(page)).toBe(`Confirm that it is you, ${director.name}`)
      // The code that set it up is used up: the next one, from a phone whose clock is a little fast.
      await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, new Date(), 1))
      await press(page, 'Continue')
      expect(await heading(page)).toBe(`Welcome, ${director.name}`)
      await context.close()
    } finally {
      child.kill('SIGTERM')
      await exited
      removeHome(home)
    }
  }, 120_000)
})

describe('who signs in', () => {
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

  async function authenticatorOf(page: Page, context: BrowserContext): Promise<void> {
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true },
    })
  }

  test('sets up a passkey on a small phone, signs in with it alone, and is told of each change', async () => {
    const { page, context } = await open(address, { scripts: true, width: 320 })
    await authenticatorOf(page, context)
    const link = newToken()
    await makeSetUpLink(tested.house, tokenHash(link))
    const secret = await setUp(page, `${address}/set-up/link/${link}`, () => tested.time.now)
    await page.goto(`${address}/account`)
    await goTo(page, 'Change two-step sign-in')
    later(1)
    await page.getByLabel('Passphrase').fill(director.passphrase)
    await press(page, 'Continue')
    await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, tested.time.now))
    await press(page, 'Continue')
    await goTo(page, 'Add a method, or replace the code app')
    await goTo(page, /^A passkey/)
    await page.getByLabel('Passkey name').fill('Blue key')
    await press(page, 'Make a passkey')
    await page.getByText('Two-step sign-in is set up.').waitFor()

    // Shows who it is with the passkey alone, and removes the code app.
    await goTo(page, 'Change two-step sign-in')
    later(1)
    await page.getByLabel('Passphrase').fill(director.passphrase)
    await press(page, 'Continue')
    await press(page, 'Use my passkey')
    await page.getByRole('heading', { name: 'Two-step sign-in' }).waitFor()
    await press(page, 'Remove: A code app')
    await page.getByText('It was removed.').waitFor()
    await press(page, 'Sign out')
    await signIn(page, director.signIn, director.passphrase)
    expect(await page.getByLabel('Code', { exact: true }).count()).toBe(0)
    await press(page, 'Use my passkey')
    await page.getByRole('heading', { name: 'What is left to set up' }).waitFor()
    await context.close()
  }, 120_000)

  test('was added by the Director, chooses a passphrase, sets up a code app, and names an acting Director', async () => {
    const { page, context } = await open(address, { width: 320 })
    await createAccount(tested.house, byNobody, { ...ned, passphrase, given: false })
    await createAccount(tested.house, byNobody, { ...tess, passphrase: 'given by the director', given: true })
    await page.goto(`${address}/sign-in`)
    await signIn(page, 'tess', 'given by the director')
    // Why not the passphrase of every test: it is too easy to guess to be chosen.
    await page.getByLabel('New passphrase').fill('zebra quilt anchor velvet')
    await page.getByLabel('Repeat the passphrase').fill('zebra quilt anchor velvet')
    await press(page, 'Continue')
    await goTo(page, /A code app/)
    const secret = ((await page.locator('.carrel-secret').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, tested.time.now))
    await press(page, 'Confirm')
    await page.getByRole('heading', { name: 'Welcome, Tess Berg' }).waitFor()
    await page.goto(`${address}/acting`)
    await page.getByText('Ned Lind').click()
    await page.getByLabel('First day').fill('2026-11-24')
    await page.getByLabel('Last day').fill('2026-11-30')
    await press(page, 'Name acting Director')
    await page.getByText('through November 30, 2026').waitFor()
    await context.close()
  }, 120_000)

  test('a passkey cannot be asked for without scripts, and the page says so', async () => {
    const { page, context } = await open(address)
    await page.goto(`${address}/sign-in`)
    await signIn(page, director.signIn, director.passphrase)
    await page.locator('noscript p', { hasText: 'A passkey needs scripts, which are off' }).waitFor()
    expect(await page.getByRole('button', { name: 'Use my passkey' }).isVisible()).toBe(false)
    await context.close()
  })
})
