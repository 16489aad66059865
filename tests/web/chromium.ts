import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Chromium without windows: the same pages for a fifth to a third less of the processor. It keeps no page to go back to. */
const lean = '/usr/bin/chromium-headless-shell'

/**
 * The machine's own Chromium, which is newer, or the one that npm brings.
 * @param options.keepsPages as a browser that people use does, so that going back shows a page as it was left
 */
export async function openChromium({ keepsPages = false } = {}): Promise<Browser> {
  const { CARREL_CHROMIUM } = process.env
  const found = [...(keepsPages ? [] : [lean]), ...usual].find((path) => existsSync(path))
  const executablePath = CARREL_CHROMIUM ?? found
  // Why without its sandbox: a build server runs as root; the pages are our own and reach nothing else.
  return chromium.launch({
    ...(executablePath === undefined ? broughtAlong() : { executablePath }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  })
}

const root = resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(
  readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
)
const unpacks = "import('@sparticuz/chromium').then(({ default: brought }) => brought.executablePath())"

/** In place of its own list, which has /tmp/fonts: without a font its pages crash. */
const itsFonts =
  '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>'

/** Unpacked once, with the libraries and fonts that it needs. Why by another process: it unpacks to where temporary files are. */
function broughtAlong() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the browser tests need Chromium: install it, or set CARREL_CHROMIUM to where it is')
  }
  const folder = join(root, 'node_modules/.cache/carrel', `chromium-${version}`)
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`
    mkdirSync(aside, { recursive: true })
    // Why this variable: only so it unpacks the system's libraries too, which a bare machine does not have.
    const env = { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }
    execFileSync(process.execPath, ['--eval', unpacks], { cwd: root, env, stdio: 'inherit' })
    writeFileSync(join(aside, 'fonts/fonts.conf'), itsFonts)
    renameInto(aside, folder)
  }
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
  return { executablePath: join(folder, 'chromium'), env: { ...process.env, ...env } }
}

/** Another worker may have made it meanwhile. */
function renameInto(aside: string, folder: string): void {
  try {
    renameSync(aside, folder)
  } catch {
    rmSync(aside, { recursive: true })
  }
}
