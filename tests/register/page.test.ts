import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import fc from 'fast-check'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactFingerprint, fingerprintLines, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { writeProof } from '../../src/register/log/entry-proof.ts'
import { newLogLeaf, spokenReference } from '../../src/register/log/leaf.ts'
import { rawPublicKey, verifierKey, verifierOf } from '../../src/register/log/note.ts'
import { entryKeyOf, newEntryId, sealEntry } from '../../src/register/log/sealed-entry.ts'
import { proveInclusion, tilePath } from '../../src/register/log/tree.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { openChromium } from '../web/chromium.ts'
import { exportOf, filesOf, month, monthKey, newSigner, someLeaves, view, withMarks } from './small-log.ts'
import { anyFork, anyTampering, pinnedVerdict } from './tampering.ts'

/*
 * The page that anyone can open beside an export: it shares no code with the register, and has to come to the same
 * verdict everywhere.
 */
const path = fileURLToPath(new URL('../../verifier/carrel-verify.html', import.meta.url))
const html = readFileSync(path, 'utf8')
const signer = newSigner()
const verifier = verifierOf(signer)
const long: Entry = { ...view, flags: Array.from({ length: 64 }, () => randomBytes(30).toString('hex')) }
const deflated: Entry = {
  ...view,
  clauses: Array.from({ length: 64 }, () => 'Reg 1 of a policy that goes on'),
}
const own = [view, deflated, long].map((entry) => {
  const id = newEntryId()
  return { id, entry, ...sealEntry(entry, { id, month, monthKey }) }
})
// The mark of a tick after every two entries, so that leaves of both sizes lie in each file.
const leaves = [...own.map(({ leaf }) => leaf), ...withMarks(someLeaves(398), 2)]
const good = exportOf(leaves, signer)
good.set('register.vkey', Buffer.from(`${verifierKey(signer.name, signer.publicKey)}\n`))
const pinAt = (size: number) =>
  openCheckpoint(exportOf(leaves.slice(0, size), signer).get('checkpoint') ?? '', verifier)

type Verdict = {
  readonly ok: boolean
  readonly code?: string
  readonly path?: string
  readonly entry?: number
}
let browser: Browser
let context: BrowserContext
let page: Page
const requests: string[] = []

beforeAll(async () => {
  browser = await openChromium()
  context = await browser.newContext()
  page = await context.newPage()
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => requests.push(String(error)))
  await page.goto(pathToFileURL(path).href)
  await page.evaluate((files) => {
    const blob = (text: string) => new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))])
    Object.assign(globalThis, { blob, good: new Map(files.map(([name, text]) => [name, blob(text)])) })
  }, texts(good))
})
afterAll(() => browser.close())

function texts(files: ReadonlyMap<string, Buffer>): [string, string][] {
  return [...files].map(([name, bytes]) => [name, bytes.toString('base64')])
}

/** The page's verdict on an export: only what differs from the good one is sent over. */
async function byThePage(files: ReadonlyMap<string, Buffer>, against?: string): Promise<Verdict> {
  const changed = texts(new Map([...files].filter(([name, bytes]) => good.get(name) !== bytes)))
  const gone = [...good.keys()].filter((name) => !files.has(name))
  return page.evaluate(
    async ({ changed, gone, against }) => {
      const { good, blob, verdictOn } = globalThis as unknown as {
        good: Map<string, Blob>
        blob: (text: string) => Blob
        verdictOn: (files: Map<string, Blob>, options: object) => Promise<Verdict>
      }
      const blobs = new Map([...good, ...changed.map(([name, text]) => [name, blob(text)] as const)])
      for (const name of gone) blobs.delete(name)
      const older = against === undefined ? undefined : new TextEncoder().encode(against)
      return verdictOn(blobs, { against: older })
    },
    { changed, gone, against },
  )
}

const inALine = ({ ok, code, path = '', entry }: Verdict) =>
  ok ? 'ok' : `${code} ${path} ${entry ?? ''}`.trim()

async function byTheProgram(files: ReadonlyMap<string, Buffer>, against?: string): Promise<string> {
  const older = against === undefined ? undefined : Buffer.from(against)
  const found = await verifyExport(filesOf(files), { verifier, against: older })
  if (found.ok) return (found.compared?.as ?? 'beginning') === 'beginning' ? 'ok' : (found.compared?.as ?? '')
  const { code, path, entry } = found.fault
  return inALine({
    ok: false,
    code,
    ...(path && { path }),
    ...(entry !== undefined && { entry: Number(entry) }),
  })
}

describe('the page that checks an export', () => {
  it('takes nothing from anywhere: one file, whose scripts and styles are named by their hashes', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    const hashOf = (text?: string) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`
    const script = hashOf(/<script type="module">([\s\S]*)<\/script>/.exec(html)?.[1])
    const style = hashOf(/<style>([\s\S]*)<\/style>/.exec(html)?.[1])
    expect(policy).toBe(
      `default-src 'none'; script-src ${script}; style-src ${style}; base-uri 'none'; form-action 'none'`,
    )
    expect(html.match(/<script|<style|<link|<img|<iframe/g)).toEqual(['<style', '<script'])
    expect(html).not.toMatch(/https?:\/\/|\bimport\(|\bfetch\(|innerHTML|eval\(/)
  })

  it('comes to the verdict of the program on every way to tamper, and names the same place', async () => {
    for (const { what, files, names } of fc.sample(anyTampering(good, leaves.length), {
      numRuns: 90,
      seed: 7,
    })) {
      expect([what, inALine(await byThePage(files))]).toEqual([what, names])
      expect([what, await byTheProgram(files)]).toEqual([what, names])
    }
  })

  it('comes to the verdict of the program on a fork that the real key signed, alone and against a pin', async () => {
    const forks = fc.sample(fc.tuple(anyFork(leaves, signer), fc.nat(600)), { numRuns: 9, seed: 7 })
    for (const [fork, pinned] of forks) {
      const { what, files } = fork
      const pin = pinAt(pinned)
      const expected = pinnedVerdict(fork, pinned)
      const whole = new Map(files).set('register.vkey', good.get('register.vkey') as Buffer)
      expect([what, inALine(await byThePage(whole))]).toEqual([what, 'ok'])
      for (const against of [
        compactFingerprint(pin),
        `A letter\n${fingerprintLines(pin).join('\n')}\nto you`,
      ]) {
        expect([what, inALine(await byThePage(whole, against))]).toEqual([what, expected])
        expect([what, await byTheProgram(whole, against)]).toEqual([what, expected])
      }
    }
  })

  it.each([
    [
      'a pin with a letter mistyped',
      compactFingerprint(pinAt(300)).replace(/.$/, (letter) => (letter === '0' ? '1' : '0')),
    ],
    ['two pins that differ', `${compactFingerprint(pinAt(300))} ${compactFingerprint(pinAt(301))}`],
    ['words without a pin', 'Dear trustee'],
    ['a pin of another register', compactFingerprint({ ...pinAt(300), origin: 'carrel/other' })],
    [
      'a checkpoint of another key',
      exportOf(leaves.slice(0, 9), newSigner()).get('checkpoint')?.toString() ?? '',
    ],
    ['a good checkpoint', exportOf(leaves.slice(0, 9), signer).get('checkpoint')?.toString() ?? ''],
    [
      'a pin typed with o for 0 and in capitals',
      compactFingerprint(pinAt(300))
        .toUpperCase()
        .replace('CARREL/TEST', 'carrel/test')
        .replaceAll(/0(?=[^:]*$)/g, 'O'),
    ],
  ])('reads as the program does what it is given to compare with: %s', async (_what, against) => {
    expect(inALine(await byThePage(good, against))).toBe(await byTheProgram(good, against))
  })

  it('checks the logs before a restore, and the gap, as the program does', async () => {
    const next = newSigner('carrel/next')
    const tree = pinAt(600)
    const before = {
      key: verifierKey(signer.name, signer.publicKey),
      held: tree,
      known: { ...tree, size: 610n },
    }
    const first = newLogLeaf(
      { at: '2026-12-01T10:00:00Z', from: '2026-11-30T02:00:00Z', before },
      newEntryId(),
    )
    const all = exportOf([first, ...someLeaves(5)], next)
    all.set('register.vkey', Buffer.from(verifierKey(next.name, next.publicKey)))
    for (const [name, bytes] of good) all.set(`past/1/${name}`, bytes)
    const both = async (files: Map<string, Buffer>, against?: string) => {
      const older = against === undefined ? undefined : Buffer.from(against)
      const found = await verifyExport(filesOf(files), { verifier: verifierOf(next), against: older })
      const program = found.ok
        ? (found.compared?.as ?? 'ok').replace('beginning', 'ok')
        : `${found.fault.code} ${found.fault.path ?? ''} ${found.fault.entry ?? ''}`.trim()
      return [inALine(await byThePage(files, against)), program]
    }
    const without = new Map([...all].filter(([name]) => !name.startsWith('past/')))
    const wrong = new Map(all).set('past/1/tile/0/001', Buffer.alloc(8192))
    const other = new Map(all)
    for (const [name, bytes] of exportOf(someLeaves(600), signer)) other.set(`past/1/${name}`, bytes)
    const later = { ...tree, size: 611n }
    for (const [files, against, expected] of [
      [all, undefined, 'ok'],
      [all, compactFingerprint(pinAt(300)), 'ok'],
      [all, compactFingerprint({ ...tree, size: 605n }), 'lost'],
      [all, compactFingerprint(later), 'rewritten'],
      [all, compactFingerprint({ ...tree, size: 610n, root: Buffer.alloc(32) }), 'rewritten'],
      [without, undefined, 'ok'],
      [without, compactFingerprint(pinAt(600)), 'absent'],
      [without, compactFingerprint(pinAt(300)), 'absent'],
      [wrong, undefined, 'tile past/1/tile/0/001'],
      [other, undefined, 'past past/1'],
    ] as const) {
      expect(await both(files, against)).toEqual([expected, expected])
    }
  })

  it('never asked for anything, and no script failed', () => {
    expect(requests).toEqual([pathToFileURL(path).href])
  })
})

describe('the page in a reader’s hands', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carrel-page-'))
    for (const [name, bytes] of good) {
      mkdirSync(dirname(join(folder, 'export', name)), { recursive: true })
      writeFileSync(join(folder, 'export', name), bytes)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const result = () => page.locator('#result').textContent()
  const check = async () => {
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('#result .good, #result .bad').waitFor()
    return result()
  }

  it('checks a chosen folder, says what it did not check, and holds it to a pasted pin', async () => {
    await page.reload()
    expect(await check()).toContain('Choose the folder of an export')
    await page.getByLabel('The folder of an export').setInputFiles(join(folder, 'export'))
    const alone = await check()
    expect(alone).toContain('It verifies.')
    expect(alone).toContain('Not checked')
    expect(alone).toContain('That nothing was rewritten before this checkpoint was signed.')
    await page.getByLabel('Compare with something older').fill(fingerprintLines(pinAt(300)).join('\n'))
    expect(await check()).toContain(
      'The first 300 entries are those of the older fingerprint; nothing of them was rewritten.',
    )
    await page
      .getByLabel('Compare with something older')
      .fill(compactFingerprint({ ...pinAt(300), root: Buffer.alloc(32) }))
    expect(await check()).toContain('the register was rewritten')
    await page.getByLabel('Compare with something older').fill('')
    await page.getByLabel('The public key').fill(verifierKey(signer.name, newSigner().publicKey))
    expect(await check()).toContain('It does NOT verify.')
  })

  it('never shows a verdict beside what it is not the verdict of', async () => {
    await page.reload()
    const chosen = page.getByLabel('The folder of an export')
    await chosen.setInputFiles(join(folder, 'export'))
    expect(await check()).toContain('It verifies.')
    await page.getByLabel('Compare with something older').fill('another')
    expect(await result()).toBe('')
    await page.getByLabel('Compare with something older').fill('')
    // A check of what is chosen first takes longer than the one of what is chosen next.
    await page.evaluate(() => {
      const slow = Blob.prototype.arrayBuffer
      Blob.prototype.arrayBuffer = async function read() {
        await new Promise((resolve) => setTimeout(resolve, 300))
        return slow.call(this)
      }
      Object.assign(globalThis, { fast: () => Object.assign(Blob.prototype, { arrayBuffer: slow }) })
    })
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.evaluate(() => (globalThis as unknown as { fast: () => void }).fast())
    writeFileSync(join(folder, 'rubbish'), 'rubbish')
    await page.getByLabel('or the file with a proof').setInputFiles(join(folder, 'rubbish'))
    expect(await result()).toBe('')
    expect(await check()).toContain('It does NOT verify.')
    await page.waitForTimeout(1500)
    expect(await result()).toContain('It does NOT verify.')
  })

  it('checks the proof of one entry, and shows what it says where its key was handed over', async () => {
    for (const [index, { id, entry, leaf, overflow }] of own.entries()) {
      const read = async (tile: Parameters<typeof tilePath>[0]) => good.get(tilePath(tile)) ?? Buffer.alloc(0)
      const proof = {
        leaf,
        index: BigInt(index),
        path: await proveInclusion(BigInt(index), 600n, read),
        checkpoint: good.get('checkpoint')?.toString() ?? '',
        publicKey: rawPublicKey(signer.publicKey),
      }
      const entryKey = entryKeyOf(monthKey, id)
      expect(await tried(writeProof({ ...proof, entryKey, overflow }))).toEqual({ ok: true, entry })
      expect(await tried(writeProof(proof))).toEqual({ ok: true })
      expect(await tried(writeProof({ ...proof, entryKey: Buffer.alloc(32) }))).toEqual({ ok: false })
      expect(await tried(writeProof({ ...proof, index: proof.index + 1n }))).toEqual({ ok: false })
      expect(await tried(writeProof({ ...proof, path: proof.path.slice(1) }))).toEqual({ ok: false })
      if (overflow) expect(await tried(writeProof({ ...proof, entryKey }))).toEqual({ ok: false })
      writeFileSync(join(folder, 'proof'), writeProof({ ...proof, entryKey, overflow }))
    }
    await page.reload()
    await page.getByLabel('or the file with a proof').setInputFiles(join(folder, 'proof'))
    const read = await check()
    expect(read).toContain('"kind": "view"')
    const reference = own.at(-1)?.id.toString('base64url') ?? ''
    expect(read).toContain(`reference ${reference}`)
    for (const typed of [reference, spokenReference(reference)]) {
      await page.getByLabel('the reference on the letter').fill(typed)
      expect(await check()).toContain('It is the entry with the reference that you gave.')
    }
    await page.getByLabel('the reference on the letter').fill(own[0]?.id.toString('base64url') ?? '')
    expect(await check()).toContain(`the proof is of the entry ${reference}`)
    await page.getByLabel('the reference on the letter').fill('')
    await page.getByLabel('the file that its entry is to be about').setInputFiles(join(folder, 'rubbish'))
    expect(await check()).toContain('It does NOT verify.the entry is not about the file that you chose')
  })

  it('can be used by everyone', async () => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  async function tried(proof: string): Promise<{ ok: boolean; entry?: unknown }> {
    return page.evaluate(async (text) => {
      const { verdictOn } = globalThis as unknown as {
        verdictOn: (files: Map<string, Blob>, options: object) => Promise<{ ok: boolean; entry?: unknown }>
      }
      const { ok, entry } = await verdictOn(new Map([['proof', new Blob([text])]]), {})
      return ok && entry !== undefined ? { ok, entry } : { ok }
    }, proof)
  }
})
