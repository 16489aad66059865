import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/platform/http/network.ts'
import { packedStep } from '../../src/platform/http/packed-pages.ts'
import { spokenReference } from '../../src/register/log/leaf.ts'
import { openChromium } from './chromium.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'

const port = 18_437
const address = `http://127.0.0.1:${port}`

let tested: Tested
let server: { close(): Promise<void> }
let browser: Browser
/** What any page asked of another host. */
const elsewhere: string[] = []

beforeAll(async () => {
  tested = await startHouse(address)
  server = await listen(tested.app(), port)
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await tested?.close()
  expect(elsewhere).toEqual([])
})

/** A browser of its own at a place of the library; scripts are off, as they must never be needed. */
async function open({
  place,
}: {
  readonly place?: string
} = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 800 },
  })
  context.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) elsewhere.push(request.url())
  })
  if (place !== undefined) {
    const value = await tested.computerAt(place)
    await context.addCookies([
      { name: 'carrel-computer', value, url: address, httpOnly: true, sameSite: 'Strict' },
    ])
  }
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return { page, context }
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('Sign-in name').fill(name)
  await page.getByLabel('Passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const textOf = async (found: Locator) => (await found.textContent()) ?? ''
const heading = (page: Page) => textOf(page.getByRole('heading', { level: 1 }))
const body = (page: Page) => textOf(page.locator('main'))
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const pending = async () =>
  Number(
    (
      await tested.it.database.worker
        .selectFrom('register_pending')
        .select((count) => count.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

/** What comes over the line for a page, before anything unpacks it. */
async function bytesOf(
  path: string,
  headers: Record<string, string>,
): Promise<{ packed: boolean; bytes: Buffer }> {
  const [answer] = (await once(request(`${address}${path}`, { headers }).end(), 'response')) as [
    IncomingMessage,
  ]
  const bytes = Buffer.concat(await answer.toArray())
  return { packed: answer.headers['content-encoding'] === 'gzip', bytes }
}

test('a page that this site asks for is packed, its length tells little, and no other site gets one packed', async () => {
  const takes = { 'accept-encoding': 'gzip, deflate, br' }
  for (const path of ['/privacy', '/privacy/policy']) {
    const own = await bytesOf(path, { ...takes, 'sec-fetch-site': 'same-origin' })
    const plain = await bytesOf(path, {})
    expect([own.packed, own.bytes.length % packedStep, plain.packed]).toEqual([true, 0, false])
    expect(own.bytes.length).toBeLessThan(plain.bytes.length)
    // A token of each visit, and the script's mark, differ.
    expect(gunzipSync(own.bytes).length).toBe(plain.bytes.length)
    const refused = await bytesOf(path, { 'accept-encoding': 'gzip;q=0, identity', 'sec-fetch-site': 'none' })
    expect(refused.packed).toBe(false)
    for (const site of ['cross-site', 'same-site']) {
      expect((await bytesOf(path, { ...takes, 'sec-fetch-site': site })).packed).toBe(false)
    }
  }
  const { page, context } = await open()
  const answer = await page.goto(`${address}/privacy`)
  expect(answer?.headers()['content-encoding']).toBe('gzip')
  expect(await heading(page)).toBe('Privacy')
  await context.close()
})

describe('a volunteer with an officer waiting', () => {
  test('has the words after one press, and is done after two, without typing and without scripts', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'volunteer')
    const before = await pending()
    await press(page, 'Officer here')
    const first = await textOf(page.locator('blockquote'))
    expect(first.length).toBeGreaterThan(40)
    expect(page.url()).toBe(`${address}/ask`)
    await press(page, 'No legal paper')
    expect(await heading(page)).toBe('Do not tell them anything')
    expect(await textOf(page.locator('blockquote'))).toBe(first)
    expect(await body(page)).toContain('No information will be shared about a customer')
    const reference = await textOf(page.locator('.carrel-reference'))
    expect(reference).toMatch(/^(\w{4}-){2}\w{4}$/)
    expect(await pending()).toBe(before + 1)
    const ids = (await tested.it.database.worker.selectFrom('register_pending').select('id').execute()).map(
      ({ id }) => spokenReference(Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')),
    )
    expect(ids).toContain(reference)
    await context.close()
  })

  test('can do it all with the keyboard', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await page.goto(`${address}/sign-in`)
    await page.locator('#name:focus').waitFor()
    await page.keyboard.type('volunteer')
    await page.keyboard.press('Tab')
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${address}/`)
    const to = async (name: string) => {
      for (let at = 0; at < 25; at++) {
        await page.keyboard.press('Tab')
        // A choice may have a hint below its name.
        if ((await textOf(page.locator(':focus'))).trim().startsWith(name)) return
      }
      throw new Error(`the Tab key never reaches ${name}`)
    }
    await to('Skip to the page')
    await page.keyboard.press('Enter')
    for (const name of ['A police officer, deputy, or agent', 'No legal paper', 'Done']) {
      await to(name)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    }
    expect(page.url()).toBe(`${address}/`)
    await context.close()
  })

  test.each([
    ['a search warrant', 'search-warrant', 'Do not consent. Do not stop them either.'],
    ['paper that nobody read', null, 'Do not tell them anything. The Director decides.'],
  ])('learns what to do with %s', async (_what, kind, outcome) => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'volunteer')
    await press(page, 'Officer here')
    await press(page, /^A legal paper/)
    if (kind !== null) await page.locator(`label[for=paper-${kind}]`).click()
    await press(page, /^No, or/)
    expect(await heading(page)).toBe(outcome)
    await context.close()
  })

  test('can go back, and finds the answer as it was', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'volunteer')
    await press(page, 'Officer here')
    await press(page, /^A legal paper/)
    await page.getByText('Court order', { exact: true }).click()
    await press(page, 'Add what they want to know (you can skip this)')
    await press(page, 'Back')
    expect(await page.locator('#paper-court-order').isChecked()).toBe(true)
    await press(page, 'Back')
    expect(await heading(page)).toBe('What did they bring?')
    await context.close()
  })
})

describe('a parent asks', () => {
  const startAs = async (role: string, card: string) => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, role)
    await page.goto(`${address}/ask`)
    await press(page, /^A parent or guardian/)
    await page.getByLabel('Card number', { exact: true }).fill(card)
    return { page, context }
  }
  const askAs = async (role: string, card: string) => {
    const { page, context } = await startAs(role, card)
    await page.getByText('They showed photo ID').click()
    await page.getByLabel('First and last name').fill('Una Canary')
    await press(page, 'Show the answer')
    return { page, context }
  }

  test('a desk clerk sees what the parent may hear, and not what the child reads', async () => {
    const { page, context } = await askAs('desk', cards.child)
    const text = await body(page)
    expect(text).toContain('Canary Overdue')
    expect(text).toContain('$4.50')
    expect(text).not.toContain('Canary Due Later')
    expect(text).not.toContain('Canary Reserved')
    await context.close()
  })

  test('a name that is not a guardian’s on file opens nothing, and is not said to be near one', async () => {
    const { page, context } = await startAs('desk', cards.child)
    await page.getByText('They showed photo ID').click()
    await press(page, 'Show the answer')
    expect(await body(page)).toContain('Type the guardian’s name')
    await page.getByLabel('First and last name').fill('Una Canaryx')
    await press(page, 'Show the answer')
    const text = await body(page)
    expect(text).toContain(
      'This is not the name of a guardian on file for this child. First say the words on this page.',
    )
    expect(text).not.toContain('Canary')
    await context.close()
  })

  test('a volunteer is asked for no card and told who can answer, with the whole flow by hand', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'volunteer')
    await page.goto(`${address}/ask`)
    await press(page, /^A parent or guardian/)
    await page.getByText('They showed photo ID').click()
    await press(page, 'Show the answer')
    const text = await body(page)
    expect(text).not.toContain('Canary')
    expect(text).toContain('A clerk at the front desk or in a private room can look this up and answer.')
    await context.close()
  })

  test('a card that is scanned, which ends with Enter, is the one that is looked up', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'desk')
    await page.goto(`${address}/ask`)
    await press(page, /^A parent or guardian/)
    await scan(page, cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    // The cursor is where the next thing is typed.
    await page.locator('#guardian:focus').waitFor()
    await page.keyboard.type('Una Canary')
    await page.getByText('They showed photo ID').click()
    await press(page, 'Show the answer')
    expect(await body(page)).toContain('Canary Overdue')
    await context.close()
  })

  test('a number that is mistyped is said so, and is not taken for a refusal', async () => {
    const { page, context } = await startAs('desk', '99')
    await press(page, 'Show the answer')
    expect(await body(page)).toContain('No card with this number is on file. Check the number.')
    expect(await page.getByLabel('Card number', { exact: true }).inputValue()).toBe('99')
    await context.close()
  })
})

/** What a scanner does: types into the field that has the focus, once it has it. */
async function scan(page: Page, card: string): Promise<void> {
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(card)
}

describe('the counter', () => {
  test('a desk clerk scans a card and reads the record; no number and no name is in any address', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await signIn(page, 'desk')
    await page.goto(`${address}/counter`)
    const before = await pending()
    await scan(page, cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await heading(page)).toBe('Pip Canary')
    for (const told of [
      'February 3, 2013',
      cards.child,
      'Canary Overdue',
      'Canary Due Later',
      'Canary Reserved',
    ]) {
      expect(await body(page)).toContain(told)
    }
    expect(await pending()).toBe(before + 1)
    await page.goto(`${address}/counter`)
    await page.getByLabel('Name').fill('sparrow')
    await press(page, 'Find by name')
    expect(await heading(page)).toBe('The first 20')
    expect(await body(page)).toContain('There are more matches.')
    expect(await page.locator('.carrel-found button').count()).toBe(20)
    await page.locator('.carrel-found button').first().click()
    expect(await heading(page)).toBe('Bird10 Sparrow')
    expect(await pending()).toBe(before + 3)
    expect(addresses.join(' ')).not.toMatch(/sparrow|canary|2300000|2400000|[0-9a-f]{8}-[0-9a-f]{4}/i)
    await context.close()
  })

  test('after a scan of nothing the next card is read all the same, and the field says what was wrong', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'desk')
    await page.goto(`${address}/counter`)
    await page.locator('#card:focus').waitFor()
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await page.locator('[role=alert]').count()).toBe(1)
    expect(await page.locator('#card').getAttribute('aria-describedby')).toContain('card-error')
    await page.locator('#card:focus').waitFor({ timeout: 30_000 })
    await scan(page, cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await heading(page)).toBe('Pip Canary')
    // A name that is missing is another thing: whoever types reads first.
    await page.goto(`${address}/counter`)
    await press(page, 'Find by name')
    await page.locator('[role=alert]:focus').waitFor({ timeout: 30_000 })
    await context.close()
  })

  test('a record leaves the screen by itself, and the next card can be scanned before that', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'desk')
    await page.goto(`${address}/counter`)
    await page.locator('#card:focus').waitFor()
    await scan(page, cards.parent)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await heading(page)).toBe('Una Canary')
    // The same header with a second in place of three minutes, so that nobody waits for them.
    await page.route('**/find', async (route) => {
      const response = await route.fetch()
      const { refresh = '', ...others } = response.headers()
      const [seconds, ...rest] = refresh.split(';')
      expect(seconds).toBe('180')
      await route.fulfill({ response, headers: { ...others, refresh: ['1', ...rest].join(';') } })
    })
    await page.locator('#card:focus').waitFor()
    await scan(page, cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await heading(page)).toBe('Pip Canary')
    await page.waitForURL((url) => url.pathname === '/counter')
    expect(await heading(page)).toBe('Find a customer')
    expect(await body(page)).toContain('The page with the record')
    await context.close()
  })

  test('a volunteer learns only that a card is on file', async () => {
    const { page, context } = await open({ place: 'front-desk' })
    await signIn(page, 'volunteer')
    await page.goto(`${address}/counter`)
    expect(await page.getByLabel('Name').count()).toBe(0)
    await scan(page, cards.child)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await heading(page)).toBe('This card is on file')
    expect(await body(page)).not.toMatch(/Canary|Pip|2013/)
    await context.close()
  })

  test.each(['volunteer', 'desk', 'director'])(
    'shows a %s nothing on a computer that is not the library’s',
    async (role) => {
      const { page, context } = await open()
      await signIn(page, role)
      await page.goto(`${address}/counter`)
      expect(await heading(page)).toBe('Nothing is shown here')
      expect(await body(page)).toContain('This computer is not set up as a library computer')
      expect(await page.locator('main input:not([type=hidden])').count()).toBe(0)
      await context.close()
    },
  )

  test('shows from the moment the Director sets the computer up, and no longer once it is removed', async () => {
    const { page, context } = await open()
    await signIn(page, 'director')
    await page.goto(`${address}/computers`)
    await page.getByLabel('Computer name').fill('Left desk')
    await page.getByText('Crane Room', { exact: true }).click()
    await press(page, 'Set up')
    expect(await body(page)).toContain('This computer is “Left desk”')
    await page.goto(`${address}/counter`)
    expect(await heading(page)).toBe('Find a customer')
    await page.goto(`${address}/computers`)
    await page.getByLabel('Remove Left desk').click()
    await press(page, 'Yes, remove it: Left desk')
    await page.goto(`${address}/counter`)
    expect(await heading(page)).toBe('Nothing is shown here')
    await context.close()
  })
})
