import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmRecoveryKey, newRecoveryKey } from '../../src/backup/recovery-key.ts'
import { commandLineActor } from '../../src/gate/actor.ts'
import { groupsOf } from '../../src/platform/crypto/paper-key.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { listen } from '../../src/platform/http/network.ts'
import { type Language, languages } from '../../src/platform/i18n/language.ts'
import { errorsWords, frameWords } from '../../src/platform/i18n/words/frame.ts'
import { createAccount } from '../../src/staff/accounts.ts'
import { makeSetUpLink } from '../../src/staff/set-up.ts'
import { asOwner } from '../links/as-owner.ts'
import { allWords } from '../support/all-words.ts'
import { openChromium } from '../web/chromium.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { walkedLanguages } from '../web/walked-languages.ts'
import { codeAt } from './code.ts'

// Every state of the pages of signing in, of one's own account and of the set-up, in each language, on a phone and on
// a desk; with CARREL_SCREENSHOTS=FOLDER each is put there as a picture too.

const widths = [320, 1280] as const
const pictures = process.env['CARREL_SCREENSHOTS']

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser?.close())

describe.each([...walkedLanguages])('every page of it, in %s', (language) => {
  const port = 18_445 + languages.indexOf(language)
  const numbered = `http://127.0.0.1:${port}`
  const address = `http://localhost:${port}`
  const found: string[] = []
  let tested: Tested
  let server: { close(): Promise<void> }
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    tested = await startHouse(numbered, { asksSecondStep: true, isNew: true })
    server = await listen(tested.app(), port)
    context = await browser.newContext({ locale: language, viewport: { width: 320, height: 800 } })
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true },
    })
  })
  afterAll(async () => {
    await context?.close()
    await server?.close()
    await tested?.close()
  })

  const speaker = () => ({ pack: tested.house.pack, language })
  const later = (minutes: number) => {
    tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
  }
  const go = (path: string) => page.goto(path.startsWith('http') ? path : `${address}${path}`)

  /** Fills the form that goes to this address, and presses its button. */
  async function send(action: string, fields: Record<string, string> = {}): Promise<void> {
    const form = page.locator(`form[action="${action}"]`)
    for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value)
    await Promise.all([page.waitForEvent('load'), form.locator('button').first().click()])
  }

  const secretOnPage = async () =>
    ((await page.locator('.carrel-secret').textContent()) ?? '').replace(/\s/g, '')
  const signIn = (name: string, typed: string) => send('/sign-in', { name, passphrase: typed })
  const signOut = () => send('/sign-out')
  async function inWithCode(secret: string): Promise<void> {
    later(1)
    await go('/sign-in')
    await signIn('ruth', own)
    await send('/sign-in/code', { code: codeAt(secret, tested.time.now) })
  }
  /** Shows both steps again, where a page asked for that. */
  async function proves(): Promise<void> {
    later(1)
    await send('/account/again', { passphrase: own })
    await send('/sign-in/code', { code: codeAt(secret, tested.time.now) })
  }

  /** Notes what is wrong with the page as it is shown now. */
  async function look(what: string): Promise<void> {
    const note = (wrong: string) => found.push(`${what}: ${wrong}`)
    const [title, heading] = [await page.title(), await page.locator('h1').allInnerTexts()]
    const titles = [...heading, ...heading.map(frameWords(speaker()).fixTitle)].map(
      (each) => `${each} – Carrel`,
    )
    if (heading.some((each) => each === errorsWords(speaker()).wentWrong)) note('is a fault')
    if (heading.length !== 1) note(`${heading.length} main headings`)
    if (!titles.includes(title)) note(`is called “${title}” and says “${heading}”`)
    if ((await page.locator('html').getAttribute('lang')) !== language) note('is in another language')
    const text = (await page.locator('body').textContent()) ?? ''
    for (const foreign of foreignTo(language, tested)) if (text.includes(foreign)) note(`says “${foreign}”`)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      const { violations } = await faultsAt(width).analyze()
      for (const { id, nodes } of violations) note(`${id} at ${width} px: ${nodes[0]?.html}`)
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (Number(wide) > 0) note(`scrolls sideways by ${wide} at ${width} px`)
    }
    if (pictures !== undefined) await picture(what)
    await page.setViewportSize({ width: 320, height: 800 })
  }

  /** The whole once; of the other width, what depends on where things stand. */
  function faultsAt(width: number): AxeBuilder {
    const axe = new AxeBuilder({ page }).setLegacyMode()
    return width === 320
      ? axe.options({ rules: { 'target-size': { enabled: true } } })
      : axe.withRules(['color-contrast', 'target-size'])
  }

  async function picture(what: string): Promise<void> {
    const folder = join(pictures ?? '', language)
    mkdirSync(folder, { recursive: true })
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const path = join(folder, `${what.replaceAll(/[^a-z]+/gi, '-')}-${width}.png`)
      await page.screenshot({ path, fullPage: true })
    }
  }

  test('has no fault that axe finds, one heading, its title, its language, and no sideways scrolling', async () => {
    await theSetUp()
    await theRecoverySheet()
    await theAccount()
    await theSignIn()
    await thePassphraseOfOnesOwn()
    expect(found).toEqual([])
  }, 240_000)

  let secret = ''
  const another = 'four words of mine'
  const first = 'fourteen quiet geese at noon'
  let own = first

  async function begin(): Promise<string> {
    const link = newToken()
    await makeSetUpLink(tested.house, tokenHash(link))
    await go(`/set-up/link/${link}`)
    return link
  }

  async function theSetUp(): Promise<void> {
    await begin()
    await send('/set-up/link')
    later(121)
    await go('/set-up/library')
    await look('a set-up that took too long')
    const link = await begin()
    await look('the set-up link')
    await send('/set-up/link')
    await look('the library')
    await go('/set-up/director')
    await look('the name')
    await send('/set-up/director', { name: '' })
    await look('the name, refused')
    await send('/set-up/director', { name: 'Ruth Olsen' })
    await look('the sign-in name')
    await send('/set-up/director', { signIn: 'two words' })
    await look('the sign-in name, refused')
    await send('/set-up/director', { signIn: 'ruth' })
    await look('the passphrase')
    await send('/set-up/director', { passphrase: 'short', repeated: 'short' })
    await look('the passphrase, refused')
    await send('/set-up/director', { passphrase: first, repeated: first })
    await look('which second step')
    await go('/sign-in/add/passkey')
    await look('a passkey')
    await send('/sign-in/add/passkey', { name: '' })
    await look('a passkey, refused')
    await go('/sign-in/add/code-app')
    await look('the code app')
    await send('/sign-in/add/code-app', { code: '12345' })
    await look('the code app, refused')
    secret = await secretOnPage()
    await send('/sign-in/add/code-app', { code: codeAt(secret, tested.time.now) })
    await look('what is left to set up')
    await go(`/set-up/link/${link}`)
    await look('a link that is used up')
    await go('/set-up')
    await send('/set-up/done')
    await go('/set-up')
    await look('the set-up, done')
  }

  async function theRecoverySheet(): Promise<void> {
    await go('/set-up/recovery')
    await look('no recovery sheet')
    await send('/set-up/recovery')
    await look('who are you, before a recovery sheet')
    const key = await newRecoveryKey(tested.house, commandLineActor)
    await go('/set-up/recovery')
    await look('a recovery sheet that waits')
    await send('/set-up/recovery/confirm', { lastGroup: 'QQQQQQ' })
    await look('a recovery sheet, not confirmed')
    await confirmRecoveryKey(tested.house, commandLineActor, groupsOf(key.identity).at(-1) ?? '')
    await go('/set-up/recovery')
    await look('another recovery sheet')
  }

  async function theAccount(): Promise<void> {
    await go('/account')
    await look('my account')
    await go('/account/passphrase')
    await look('who are you, before another passphrase')
    await proves()
    await look('my passphrase')
    await send('/account/passphrase', { old: 'not it', passphrase: 'four words', repeated: 'four' })
    await look('my passphrase, refused')
    await send('/account/passphrase', { old: own, passphrase: another, repeated: another })
    own = another
    await look('my account, with another passphrase')
    await go('/account/second-step')
    await look('who are you')
    await send('/account/again', { passphrase: 'not it' })
    await look('who are you, refused')
    await proves()
    await look('my second step')
    await send('/account/remove')
    await look('the last second step')
    await go('/account/add')
    await look('another second step')
    await go('/account/add/code-app')
    await look('another code app')
    await go('/account/add/passkey')
    await send('/account/add/passkey', { name: 'Blue key' })
    await look('my account, with a passkey')
    later(11)
    await go('/people/add')
    await look('who are you, after a while')
    await go('/account')
    await signOut()
  }

  /** The library has another address than it had. Written as the owner: the program itself never does. */
  async function passkeysAt(host: string): Promise<void> {
    await asOwner(tested.it, (owner) => owner.query('update passkey set host = $1', [host]))
  }

  async function theSignIn(): Promise<void> {
    const { app } = tested.house
    await look('the sign-in')
    await signIn('ruth', 'not it')
    await look('the sign-in, refused')
    await signIn('ruth', own)
    await look('the code or the passkey')
    await send('/sign-in/code', { code: '12345' })
    await look('the code, refused')
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate("document.querySelector('form[data-passkey]').submit()"),
    ])
    await look('the passkey, refused')
    await passkeysAt('library.example.org')
    await go('/sign-in/second-step')
    await look('a passkey of another address')
    const { second_factor } = await app
      .selectFrom('account')
      .select('second_factor')
      .executeTakeFirstOrThrow()
    await app.updateTable('account').set({ second_factor: null }).execute()
    await go('/sign-in/second-step')
    await look('only a passkey of another address')
    await passkeysAt('localhost')
    await go('/sign-in/second-step')
    await look('only a passkey')
    await app.updateTable('account').set({ second_factor }).execute()
    later(16)
    await go('/sign-in')
    await look('a sign-in that took too long')
    await inWithCode(secret)
    later(21)
    await go('/account')
    await look('a session that is over')
    await tooManyTries()
    await look('too many tries')
    later(1)
  }

  async function tooManyTries(): Promise<void> {
    const word = (await page.locator('form[action="/sign-in"] [name="word"]').getAttribute('value')) ?? ''
    const form = { word, name: 'nobody', passphrase: '' }
    await Promise.all(Array.from({ length: 30 }, () => context.request.post(`${address}/sign-in`, { form })))
    await signIn('nobody', '')
  }

  async function thePassphraseOfOnesOwn(): Promise<void> {
    await createAccount(tested.house, commandLineActor, {
      ...{ signIn: 'tess', name: 'Tess Berg', role: 'trustee', president: true },
      ...{ passphrase: 'given by the director', given: true },
    })
    await go(`${numbered}/sign-in`)
    await signIn('tess', 'given by the director')
    await look('a passphrase of one’s own')
    await send('/sign-in/passphrase', { passphrase: 'four words of mine', repeated: '' })
    await look('a passphrase of one’s own, refused')
    await send('/sign-in/passphrase', { passphrase: first, repeated: first })
    await look('a second step where there is no passkey')
  }
})

/** What the screens say in the other languages and not in this one; of three words or more, for certainty. */
function foreignTo(language: Language, { house }: Tested): string[] {
  const said = (of: Language) =>
    texts(allWords({ pack: house.pack, language: of })).filter((text) => text.split(' ').length > 2)
  const own = new Set(said(language))
  return languages.flatMap(said).filter((text) => !own.has(text))
}

function texts(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(texts) : []
}
