import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastSignedFile } from '../../src/register/head.ts'
import { readProof, writeProof } from '../../src/register/log/entry-proof.ts'
import { currentLog } from '../../src/register/log-store.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { filesInPdf, textOfPdf } from '../support/pdf-text.ts'
import { plantOrder } from './cases-planted.ts'
import { passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

const { CARREL_SCREENSHOTS: shots } = process.env
const carrel = fileURLToPath(new URL('../../bin/carrel.js', import.meta.url))

let tested: Tested
let director: Visitor
let reference: string
let key: string
const folder = mkdtempSync(join(tmpdir(), 'carrel-decision-'))

beforeAll(async () => {
  tested = await startHouse()
  reference = await plantOrder(tested)
  director = new Visitor(tested.app())
  director.cookies.set('carrel-computer', await tested.computerAt('office'))
  await director.signIn('director')
  await director.get(`/cases/${reference}/decision`)
  await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'refusal' })
  await director.get(`/cases/${reference}/decision`)
  const text = 'The Library does not heed the paper, as it lacks the seal of a court, and refuses.'
  await director.post(`/cases/${reference}/decision`, { act: 'text', text })
  await director.get(`/cases/${reference}/decision/sign`)
  const read = /name="read" value="([^"]*)"/.exec(director.html)?.[1] ?? ''
  expect((await director.post(`/cases/${reference}/decision/sign`, { passphrase, read })).status).toBe(303)
  await tickNow()
  const { house } = tested
  key = (await currentLog(house.app))?.key ?? ''
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await tested?.close()
})

async function tickNow(): Promise<void> {
  const { house, it, time } = tested
  const signer = await currentSigner(house.app, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
}

async function letter(): Promise<Buffer> {
  const response = await director.get(`/cases/${reference}/decision/letter`)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  return Buffer.from(await response.arrayBuffer())
}

/** What the letter says to type, each command as it stands on the page. */
function typedIn(pdf: Buffer): string[] {
  const lines = textOfPdf(pdf)
    .split('\n')
    .map((line) => line.trim())
  return lines.flatMap((line, at) => {
    if (!/^(openssl|carrel) /.test(line)) return []
    return [line.endsWith('\\') ? `${line.slice(0, -1)}${lines[at + 1]}` : line]
  })
}

/** Types it where these files are; KEY is what the library published. */
function type(files: Record<string, Buffer>, command: string) {
  const place = mkdtempSync(join(folder, 'at-'))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(place, name), bytes)
  const asked = command.replace('KEY', `'${key}'`).replace(/^carrel /, `"${carrel}" `)
  const { status, stdout, stderr } = spawnSync('bash', ['-c', asked], { cwd: place, encoding: 'utf8' })
  return { status, says: `${stdout}${stderr}` }
}

/** Its commands are for people who have openssl; a build server has it. */
const canType = process.env['CI'] !== undefined || spawnSync('openssl', ['version']).error === undefined

describe('the steps that a decision prints', () => {
  test.runIf(canType)(
    'hold for what was signed, and fail for a forged one, whichever of its files is another',
    async () => {
      const pdf = await letter()
      if (shots !== undefined) writeFileSync(join(shots, 'decision-checks.pdf'), pdf)
      const files = filesInPdf(pdf)
      const [signature = '', named = '', register = '', ...more] = typedIn(pdf)
      expect(more).toEqual([])
      expect(type(files, signature)).toMatchObject({ status: 0 })
      const nameIn = (text: Buffer | undefined) => /^key: ([0-9a-f]{64})$/m.exec(String(text))?.[1] ?? '?'
      expect(type(files, named).says).toContain(nameIn(files['decision.txt']))
      const held = type(files, register)
      expect(held.status).toBe(0)
      expect(held.says).toMatch(/^The proof holds\.[\s\S]*Checked: the entry has the SHA-256 of the document/)
      expect(held.says).toMatch(new RegExp(`marks +decided[\\s\\S]*case +${reference}`))
      expect(held.says).not.toMatch(/Not checked: (?!that this register)/)

      // Another text under another key, beside the true proof: what its own signature shows is nothing.
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      const pem = Buffer.from(publicKey.export({ format: 'pem', type: 'spki' }))
      const text = Buffer.from(
        String(files['decision.txt']).replace('decision: refusal', 'decision: release'),
      )
      const forged = {
        'decision.txt': text,
        'key.pem': pem,
        'signature.bin': signBytes(null, text, privateKey),
      }
      expect(type({ ...files, ...forged }, signature).status).toBe(0)
      expect(type({ ...files, ...forged }, register)).toMatchObject({
        status: 1,
        says: expect.stringContaining('does NOT hold.\n  its entry is not about the document that was given'),
      })
      expect(type({ ...files, ...forged }, named).says).not.toContain(nameIn(text))

      // A proof that nobody can open is true, and shows nothing of the text.
      const { entryKey: _, overflow: __, ...sealed } = readProof(files['proof.txt'] ?? Buffer.of())
      const closed = type({ ...files, ...forged, 'proof.txt': Buffer.from(writeProof(sealed)) }, register)
      expect(closed).toMatchObject({ status: 3, says: expect.stringContaining('could NOT be compared') })
      expect(closed.says).not.toMatch(/^The proof holds/)
    },
    120_000,
  )

  test('hand over one entry, of that step, on record each time; and of no other case', async () => {
    const services = tested.house
    const accounts = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
    const by = (role: 'director' | 'desk') => ({
      ...{ accountId: accounts.find((one) => one.role === role)?.id ?? '', role, place: 'office' },
    })
    const signed = (await services.cases.look(by('director'), reference))?.signed
    const entry = signed?.entry ?? ''
    const document = (await services.cases.look(by('director'), reference))?.case.decision?.document ?? ''
    const other = await plantOrder(tested)
    const handOver = services.cases.entries.handOver.bind(services.cases.entries)
    expect((await handOver(by('director'), reference, { entry, document }))?.entryKey).toHaveLength(32)
    expect(await handOver(by('director'), other, { entry, document })).toBe(undefined)
    expect(await handOver(by('director'), reference, { entry, document: '0'.repeat(64) })).toBe(undefined)
    expect(await handOver(by('desk'), reference, { entry, document })).toBe(undefined)
    await tickNow()
    director.cookies.set('carrel-language', 'en')
    await director.get('/register')
    expect(director.text).toContain('gave out the proof of a paper in a case')
  })

  test('say that the register shows no text any more, once what opens the entry is forgotten', async () => {
    tested.time.now = new Date('2027-01-05T15:00:00Z')
    tested.house.ring.forgetRegisterMonth('2026-11')
    await director.signIn('director')
    const pdf = await letter()
    expect(textOfPdf(pdf).replace(/\s+/g, ' ')).toContain(
      'It does not show that the entry is about this text',
    )
    expect(typedIn(pdf).at(-1)).not.toContain('--document')
  })
})
