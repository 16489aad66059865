import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../web/chromium.ts'
import { typed } from './typed.ts'
import { type Case, exportCases } from './verdict-cases.ts'
import { proofCases } from './verdict-proofs.ts'

/*
 * The program and the page share no code. Whoever is given an export or a proof must hear the same of both, whatever
 * stands in it: else each of two people would call the other's check a lie.
 */
const path = fileURLToPath(new URL('../../verifier/carrel-verify.html', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'carrel-verdicts-'))
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage()
  await page.goto(pathToFileURL(path).href)
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

type Told = { readonly line: string; readonly uncovered: readonly string[] }

let number = 0
async function byTheProgram({ files, against }: Case): Promise<Told> {
  const place = join(folder, String(number++))
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true })
    writeFileSync(join(place, name), bytes)
  }
  const older = against === undefined ? [] : ['--against', `${place}.against`]
  if (against !== undefined) writeFileSync(`${place}.against`, against)
  const { code, out, err } = await typed(folder, 'verify', place, '--json', ...older)
  if (out === '') return { line: err, uncovered: [] }
  const { verdict, fault, against: compared, uncovered = [] } = JSON.parse(out)
  expect(code).toBe({ verified: 0, 'not-verified': 1, 'not-compared': 3 }[verdict as string])
  return { line: lineOf(verdict, fault ?? { code: compared?.as }), uncovered }
}

async function proofByTheProgram({
  proof,
  reference,
  against,
  document,
}: (typeof proofCases)[number]): Promise<string> {
  const place = join(folder, String(number++))
  writeFileSync(place, proof)
  const wanted = [
    ...(reference === undefined ? [] : ['--reference', reference]),
    ...(against === undefined ? [] : ['--against', against]),
    ...(document === undefined ? [] : ['--document', `${place}.document`]),
  ]
  if (document !== undefined) writeFileSync(`${place}.document`, document)
  const { out, err } = await typed(folder, 'verify', place, '--json', ...wanted)
  if (out !== '') return lineOf(JSON.parse(out).verdict, { code: JSON.parse(out).fault ? 'proof' : 'size' })
  // What the file's length alone says is said before anything in it is read.
  return err.includes('holds more than') ? 'proof' : err
}

type Asked = { readonly reference?: string; readonly document?: Buffer }

async function byThePage(one: Pick<Case, 'files' | 'against'>, asked: Asked = {}): Promise<Told> {
  const { verdict, uncovered = [], ...fault } = await verdictOfPage(one, asked)
  return { line: lineOf(verdict, fault), uncovered }
}

async function verdictOfPage(
  { files, against }: Pick<Case, 'files' | 'against'>,
  { reference, document }: Asked = {},
): Promise<{ verdict: string; uncovered?: string[] }> {
  const texts = [...files].map(([name, bytes]) => [name, bytes.toString('base64')] as const)
  const found = await page.evaluate(
    async ({ texts, against, reference, about }) => {
      const { verdictOn } = globalThis as unknown as {
        verdictOn: (files: Map<string, Blob>, options: object) => Promise<Record<string, unknown>>
      }
      const blob = (text: string) => new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))])
      return verdictOn(new Map(texts.map(([name, text]) => [name, blob(text)])), {
        against: against === undefined ? undefined : new Uint8Array(await blob(against).arrayBuffer()),
        reference,
        document: about === undefined ? undefined : new Uint8Array(await blob(about).arrayBuffer()),
      })
    },
    {
      texts,
      against: against === undefined ? undefined : Buffer.from(against).toString('base64'),
      reference,
      about: document?.toString('base64'),
    },
  )
  return found as { verdict: string; uncovered?: string[] }
}

function lineOf(verdict: string, fault: { code?: string; path?: string; entry?: number }): string {
  if (verdict === 'verified') return 'ok'
  if (verdict === 'not-compared') return `not-compared ${fault.code}`
  return `${fault.code} ${fault.path ?? ''} ${fault.entry ?? ''}`.trim()
}

describe('the program and the page say the same of an export', () => {
  it.each(exportCases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
    const told = { program: await byTheProgram(one), page: await byThePage(one) }
    expect(told).toMatchObject({ program: { line: one.says }, page: { line: one.says } })
    if (one.uncovered !== undefined) {
      expect([told.program.uncovered, told.page.uncovered]).toEqual([one.uncovered, one.uncovered])
    }
  })
})

describe('of a public export neither says more than it checked:', () => {
  const caseOf = (what: string) => {
    const found = exportCases.find((one) => one.what === what)
    if (found === undefined) throw new Error(`no case: ${what}`)
    return found
  }
  /** Everything that either of them says, one text each. */
  const saidOf = async (one: Case) => {
    const place = join(folder, String(number))
    await byTheProgram(one)
    const older = one.against === undefined ? [] : ['--against', `${place}.against`]
    const { out } = await typed(folder, 'verify', place, ...older)
    return [out, JSON.stringify(await verdictOfPage(one))]
  }

  it('that nothing came before a log whose first leaf is not there', async () => {
    const whole = caseOf('a public export of two logs')
    const cut = new Map(
      [...whole.files].filter(([path]) => path !== 'first-leaf' && !path.startsWith('past/')),
    )
    for (const said of await saidOf({ what: 'cut', files: cut, says: 'ok' }))
      expect(said).toMatch(/hether carrel\/\S+ follows another log\. No first-leaf that would say so is here/)
  })

  it('that a pin which counts more is of a later day', async () => {
    for (const said of await saidOf(caseOf('a public export, and a pin that is newer'))) {
      expect(said).not.toContain('the fingerprint is newer than the export')
      expect(said).toContain(
        'which says of itself that it ends with 2026-11-27 (America/Chicago). If the fingerprint is of a later day',
      )
      expect(said).toContain(
        'If the fingerprint is of that day or an earlier one, entries may have been taken away',
      )
    }
  })
})

describe('the program and the page say the same of one entry that was handed over', () => {
  it.each(proofCases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
    const files = new Map([['proof', one.proof]])
    const page = await byThePage({ ...one, files }, one)
    expect({ program: await proofByTheProgram(one), page: page.line }).toEqual({
      program: one.says,
      page: one.says,
    })
  })
})
