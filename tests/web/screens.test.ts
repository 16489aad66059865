import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { type Language, languages } from '../../src/platform/i18n/language.ts'
import { errorsWords } from '../../src/platform/i18n/words/frame.ts'
import { casesInScope } from '../scope.ts'
import { looksNew, type Violation, violationsOf } from './axe.ts'
import { openChromium } from './chromium.ts'
import { click, pick, press, type } from './hand.ts'
import { noPage, type Screen, type Step, screens, type Viewer } from './screens.ts'
import { type Cookies, type Libraries, openLibraries } from './screens-library.ts'
import { walkedLanguages, walksLong } from './walked-languages.ts'

/** Widths of a small phone, a desk at 200 %, a tablet, and a desk, in CSS pixels. */
const widths = { phone: 320, zoomed: 640, tablet: 768, desk: 1280 }
const height = 800
/** `CARREL_SCREENSHOTS=folder` keeps a picture of each; `CARREL_SCREENS=counter` walks only those of such a name. */
const { CARREL_SCREENSHOTS: folder, CARREL_SCREENS: only = '' } = process.env
/** The first state of each page that opens at once, and every start page. */
const isDailyState = ({ route, steps }: Screen, at: number) =>
  steps.length === 0 &&
  (route === '/' || screens.findIndex((one) => one.route === route && one.steps.length === 0) === at)
/**
 * Why each page as it opens every day: its shape, its words and its keys show there. What steps lead to, and what others
 * see of the same page, which is four fifths of the states, waits for the full run.
 */
const walk = casesInScope(screens, (screen) => isDailyState(screen, screens.indexOf(screen))).filter(
  ({ name }) => name.includes(only),
)

let libraries: Libraries
let browser: Browser
/** What any page asked of another host. */
const elsewhere: string[] = []

beforeAll(async () => {
  libraries = await openLibraries()
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await libraries?.close()
})

test('every page of the route table has a state in the walk', () => {
  const walked = new Set([...screens.map(({ route }) => route), ...Object.keys(noPage)])
  const pages = routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  expect(pages.filter((path) => !walked.has(path))).toEqual([])
  expect([...walked].filter((path) => !pages.includes(path))).toEqual([])
  const names = screens.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

describe('every page and state, at a desk, on a tablet and on a phone', () => {
  test.concurrent.each(walkedLanguages)(
    'is well made, readable in every light and of one language: %s',
    async (language) => {
      const context = await browser.newContext({
        viewport: { width: widths.phone, height },
        reducedMotion: 'reduce',
      })
      context.on('request', (request) => {
        const url = request.url()
        if (!libraries.hosts.some((host) => url.startsWith(`${host}/`))) elsewhere.push(url)
      })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      const found: string[] = []
      const cookies = new Map<string, Promise<Cookies>>()
      let before: Screen | undefined
      for (const screen of walk) {
        const note = (fault: string) => found.push(`${screen.name}: ${fault}`)
        try {
          const done =
            before !== undefined && goesOnFrom(before, screen, language) ? before.steps.length : undefined
          if (done === undefined) await become(context, cookies, screen, language)
          before = undefined
          await reach(page, screen, language, done)
          before = screen
          for (const fault of await faultsOf(page, screen, language)) note(fault)
          if (folder !== undefined) await picture(page, screen, language, folder)
        } catch (error) {
          note(
            String((error as Error).message)
              .split('\n')
              .slice(0, 3)
              .join(' '),
          )
        }
      }
      await context.close()
      expect(found).toEqual([])
    },
    1_200_000,
  )
})

test('a state is looked at for its contrast where a class stands in a place that is new', async () => {
  const page = await browser.newPage()
  const isNew = async (main: string) => {
    await page.setContent(`<main class="seen-only-here">${main}</main>`)
    return looksNew(page)
  }
  const looks = [
    '<p>Well</p>',
    '<p>Other words</p>',
    '<p class="fault">Well</p>',
    '<div><p class="fault">Well</p></div>',
  ]
  const found: boolean[] = []
  for (const look of looks) found.push(await isNew(look))
  await page.close()
  expect(found).toEqual([true, false, true, true])
})

test('no page asks anything of another host', () => {
  expect(elsewhere).toEqual([])
})

test('the first page in an empty browser weighs little, and no later page brings more than itself', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const first = await weigh(page, libraries.address('library', '/sign-in'))
  const second = await weigh(page, libraries.address('library', '/sign-in'))
  await context.close()
  // Measured: 102 and 3 KiB (docs/PERFORMANCE.md).
  expect(first).toBeLessThan(115)
  expect(second).toBeLessThan(5)
})

/** What came over the line for a page, in KiB. */
async function weigh(page: Page, address: string): Promise<number> {
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  let bytes = 0
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await line.detach()
  return bytes / 1024
}

/** Puts what a viewer's browser holds in place of what the one before held. */
async function become(
  context: BrowserContext,
  known: Map<string, Promise<Cookies>>,
  { of, as }: Screen,
  language: Language,
): Promise<void> {
  const key = `${of} ${as satisfies Viewer}`
  const held = known.get(key) ?? libraries.cookiesOf(of, as, language)
  known.set(key, held)
  const url = libraries.address(of, '/')
  const all = [...(await held), ['carrel-language', language] as const]
  await context.clearCookies()
  await context.addCookies(
    all.map(([name, value]) => ({ name, value, url, httpOnly: true, sameSite: 'Strict' as const })),
  )
}

/** Whether a state is that of before and some steps more: then what leads to both is not done again. */
function goesOnFrom(before: Screen, screen: Screen, language: Language): boolean {
  const began = ({ of, as, from, route }: Screen) => JSON.stringify([of, as, from ?? route])
  // Why not as they are written: two steps that type what depends on the language look the same.
  const stepsOf = ({ steps }: Screen) => steps.map((step) => JSON.stringify(said(step, language)))
  const done = stepsOf(before)
  const all = stepsOf(screen)
  return (
    began(before) === began(screen) && done.length < all.length && done.every((step, at) => step === all[at])
  )
}

const said = (step: Step, language: Language): Step =>
  'type' in step ? { type: step.type, text: textOf(step, language) } : step

const textOf = ({ text }: Extract<Step, { type: string }>, language: Language): string =>
  typeof text === 'string' ? text : text(language)

/** @param done how many of its steps are done, where the page stands already */
async function reach(page: Page, screen: Screen, language: Language, done?: number): Promise<void> {
  await page.setViewportSize({ width: widths.phone, height })
  if (done === undefined) await page.goto(libraries.address(screen.of, screen.from ?? screen.route))
  for (const step of screen.steps.slice(done)) await take(page, step, language)
}

async function take(page: Page, step: Step, language: Language): Promise<void> {
  if ('press' in step) await press(page, step.press)
  else if ('pressIfThere' in step) {
    if (await page.evaluate(`document.querySelector(${JSON.stringify(step.pressIfThere)}) !== null`))
      await press(page, step.pressIfThere)
  } else if ('tick' in step) await click(page, step.tick)
  else if ('pick' in step) await pick(page, step.pick, step.value)
  else if ('spoil' in step) {
    await page.evaluate(`document.querySelector(${JSON.stringify(step.spoil)}).value = 'spoiled'`)
  } else await type(page, step.type, textOf(step, language))
}

async function faultsOf(page: Page, screen: Screen, language: Language): Promise<string[]> {
  const { steps } = screen
  const isFirst = language === languages[0]
  const isWhole = walksLong || steps.length === 0
  // Why asked at all times: what it shows counts as looked at from now on.
  const isNew = isFirst && (await looksNew(page))
  const withoutContrast = isFirst && (isWhole || isNew) ? [] : ['color-contrast']
  const found = [
    ...told('bright', await violationsOf(page, { without: withoutContrast })),
    ...(await plainFaults(page, screen, language)),
  ]
  // What a language cannot change is looked at in one of them, and other lights in the long run.
  if (isFirst && walksLong) {
    await page.emulateMedia({ colorScheme: 'dark' })
    found.push(...(await contrast(page, 'dark')))
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    found.push(...(await contrast(page, 'forced colors')))
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  }
  // The narrowest comes first, at which the page stands already, and the widest last, at which its keys are tried.
  for (const [name, width] of Object.entries(isWhole ? widths : { phone: widths.phone })) {
    await page.setViewportSize({ width, height })
    const wide = Number(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    )
    if (wide > 0) found.push(`scrolls sideways by ${wide} (${name})`)
  }
  if (isFirst && isWhole) found.push(...(await keyboardFaults(page)))
  return found
}

const contrast = async (page: Page, light: string) =>
  told(light, await violationsOf(page, { rules: ['color-contrast'] }))

const told = (light: string, violations: readonly Violation[]) =>
  violations.map(({ id, nodes }) => {
    const each = nodes.map(({ html, message }) => `${html} ${message}`)
    return `${id} (${light}): ${each.join(' ')}`
  })

/** English in a Spanish page, where nothing says that it is. */
const englishWords = /\b(the|and|you|this|with|of|is|your)\b/gi

const pack = { library: '', words: { patron: '', hold: '' } }
const wordsOf = { en: errorsWords({ language: 'en', pack }), es: errorsWords({ language: 'es', pack }) }
/** Those that are there to show that something went wrong. */
const isOfFaults = (name: string) => ['a fault', 'nothing here', 'customer, nothing here'].includes(name)

async function plainFaults(page: Page, { name, route }: Screen, language: Language): Promise<string[]> {
  const { lang, headings, title, own } = (await page.evaluate(`(() => {
    const body = document.body.cloneNode(true)
    for (const other of body.querySelectorAll('[lang], script, style, noscript')) other.remove()
    return {
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1')].map((one) => one.textContent.trim()),
      title: document.title,
      own: body.textContent,
    }
  })()`)) as { lang: string; headings: string[]; title: string; own: string }
  const english = language === 'es' ? (own.match(englishWords) ?? []) : []
  const { wentWrong, nothingForYou } = wordsOf[language]
  const isFault = [wentWrong, nothingForYou].some((title) => headings.includes(title))
  const isSignedOut = new URL(page.url()).pathname === '/sign-in' && route !== '/sign-in'
  return [
    ...(isSignedOut ? ['came to the sign-in'] : []),
    ...(isFault && !isOfFaults(name) ? [`came to: ${headings.join(' | ')}`] : []),
    ...(lang === language ? [] : [`says that it is ${lang}`]),
    ...(headings.length === 1 && headings[0] !== '' ? [] : [`main headings: ${headings.join(' | ')}`]),
    ...(/\S – Carrel$/.test(title) ? [] : [`title: ${title}`]),
    ...(english.length === 0 ? [] : [`English: ${[...new Set(english)].join(', ')} in ${around(own)}`]),
  ]
}

const around = (text: string) => {
  const at = text.search(/\b(the|and|you|this|with|of|is|your)\b/i)
  return text.slice(Math.max(0, at - 40), at + 60).replace(/\s+/g, ' ')
}

/** Everything that takes the focus, by Tab from the top, in the order in which it is read, and seen to have it. */
async function keyboardFaults(page: Page): Promise<string[]> {
  const { expected, presses } = (await page.evaluate(`(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    const stops = all.filter((one) => {
      if (one.disabled || one.type === 'hidden' || one.tabIndex < 0 || !one.checkVisibility()) return false
      if (one.type !== 'radio') return true
      const group = [...document.getElementsByName(one.name)].filter(({ type }) => type === 'radio')
      const stop = group.find((each) => each.checked) ?? group[0]
      return one === stop
    })
    stops.forEach((one, at) => { one.dataset.stop = String(at) })
    window.stops = []
    document.addEventListener('focusin', ({ target }) => {
      const mark = ['radio', 'checkbox'].includes(target.type) ? target.labels[0] : target
      const style = getComputedStyle(mark, mark === target ? undefined : '::before')
      const { width, right, bottom } = mark.getBoundingClientRect()
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
      const seen = outlined && width > 0 && right > 0 && bottom > 0
      window.stops.push({ at: target.dataset.stop, what: target.outerHTML.slice(0, 90), seen })
    })
    document.activeElement?.blur()
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    window.stops.length = 0
    // A date and a time have three parts more to stop at, and both together six; the last Tabs begin at the top again where it has fewer.
    const dates = stops.filter(({ type }) => type === 'date' || type === 'time').length
    const moments = stops.filter(({ type }) => type === 'datetime-local').length
    return { expected: stops.length, presses: stops.length + 3 * dates + 6 * moments }
  })()`)) as { expected: number; presses: number }
  for (let at = 0; at < presses; at++) await page.keyboard.press('Tab')
  const all = (await page.evaluate('window.stops')) as { at?: string; what: string; seen: boolean }[]
  const stops = all.slice(0, expected)
  const off = stops.findIndex(({ at }, place) => at !== String(place))
  return [
    ...(off === -1 ? [] : [`Tab ${off + 1} of ${expected} comes to ${stops[off]?.what}`]),
    ...(stops.length < expected ? [`Tab comes to ${stops.length} of ${expected}`] : []),
    ...stops.filter(({ seen }) => !seen).map(({ what }) => `no focus is seen on ${what}`),
  ]
}

async function picture(page: Page, screen: Screen, language: Language, into: string): Promise<void> {
  mkdirSync(into, { recursive: true })
  await page.evaluate('document.activeElement?.blur()')
  const name = screen.name.replace(/[^a-zA-Z]+/g, '-').toLowerCase()
  for (const [of, width] of Object.entries(widths)) {
    if (of === 'zoomed') continue
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(into, `${name}.${language}.${width}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: widths.desk, height })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: join(into, `${name}.${language}.dark.png`), fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })
}
