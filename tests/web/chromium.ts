import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The machine's own Chromium. Where there is none, throws one sentence that says what to do.
 * @param options.keepsPages as a browser that people use does, so that going back shows a page as it was left
 */
export async function openChromium({ keepsPages = false } = {}): Promise<Browser> {
  const { CARREL_CHROMIUM } = process.env
  const executablePath = CARREL_CHROMIUM ?? usual.find((path) => existsSync(path))
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error('the browser tests need Chromium: install it, or set CARREL_CHROMIUM to where it is')
  }
  // Why without its sandbox: a build server runs as root; the pages are our own and reach nothing else.
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  })
}
