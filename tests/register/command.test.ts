import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/register.ts'
import { verifierKey } from '../../src/register/note.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { newSigner, view } from './small-log.ts'

/*
 * The command line, as transcripts: what is typed, what comes back. `$` begins what is typed, `!` what stands on
 * stderr; keys and hashes are shortened to names, and the folder of the test is left out.
 */
const program = fileURLToPath(new URL('../../bin/carrel.js', import.meta.url))
const files = ['export', 'spoilt', 'monday', 'missing', 'foreign.vkey', 'export/register.vkey']
const folder = mkdtempSync(join(tmpdir(), 'carrel-register-'))
let library: TestDatabase
let register: ReturnType<typeof registerOf>
let names: [string, string][]

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
  await register.record(2)
  await register.record(1, {
    ...view,
    flags: Array.from({ length: 64 }, () => randomBytes(30).toString('hex')),
  })
  await register.tick()
  writeFileSync(join(folder, 'monday'), (await register.lastSigned.read()) ?? '')
  await register.record(297)
  await register.tick()
  await register.record(1)
  const root = (await register.lastSigned.read())?.split('\n')[2] ?? ''
  const foreign = newSigner('carrel/test')
  writeFileSync(join(folder, 'foreign.vkey'), `${verifierKey('carrel/test', foreign.publicKey)}\n`)
  names = [
    [verifierKey('carrel/test', register.signer.publicKey), 'PUBKEY'],
    [verifierKey('carrel/test', register.signer.publicKey).split('+').slice(0, 2).join('+'), 'KEYNAME'],
    [verifierKey('carrel/test', foreign.publicKey).split('+').slice(0, 2).join('+'), 'FOREIGNKEY'],
    [root, 'ROOT'],
    [`${folder}/`, ''],
  ]
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the command answers, run in this process. */
async function typed(line: string): Promise<string> {
  const said: string[] = []
  const out = vi.spyOn(console, 'log').mockImplementation((text) => said.push(`${text}\n`))
  const err = vi.spyOn(console, 'error').mockImplementation((text) => {
    said.push(`${text}\n`.replaceAll(/^(?=.)/gm, '! '))
  })
  const [what = '', ...words] = line.split(' ').slice(2)
  const inFolder = (word: string) => (files.some((name) => word === name) ? join(folder, word) : word)
  try {
    const code = await run([what, ...words.map(inFolder)])
    return transcript(line, said.join(''), code)
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

/** The same, as a program of its own. */
function typedOutside(line: string, home: string): string {
  const env = { ...process.env, CARREL_HOME: home }
  const ran = spawnSync(process.execPath, [program, ...line.split(' ').slice(1)], { cwd: folder, env })
  return transcript(
    line,
    ran.stdout.toString() + ran.stderr.toString().replaceAll(/^(?=.)/gm, '! '),
    ran.status,
  )
}

function transcript(line: string, said: string, code: number | null): string {
  const told = names.reduce((text, [value, name]) => text.replaceAll(value, name), said)
  return `\n$ ${line}\n${told}exit ${code}\n`
}

function spoil(path: string, at: number): void {
  rmSync(join(folder, 'spoilt'), { recursive: true, force: true })
  cpSync(join(folder, 'export'), join(folder, 'spoilt'), { recursive: true })
  const bytes = readFileSync(join(folder, 'spoilt', path))
  writeFileSync(join(folder, 'spoilt', path), bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1))
}

describe('carrel register export', () => {
  it('writes what is signed, and says what is not in it yet', () => {
    expect(typedOutside('carrel register export export', library.home.dir)).toBe(`
$ carrel register export export
300 entries exported to export
key PUBKEY
! 1 newer entry waits for the next tick
exit 0
`)
    const written = readdirSync(join(folder, 'export'), { recursive: true, withFileTypes: true })
    const paths = written.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
    const overflow = /overflow\/[0-9a-f]{32}$/
    expect(paths.map((path) => path.slice(folder.length).replace(overflow, 'overflow/ID')).sort()).toEqual([
      '/export/checkpoint',
      '/export/overflow/ID',
      '/export/register.vkey',
      '/export/tile/0/000',
      '/export/tile/0/001.p/44',
      '/export/tile/1/000.p/1',
      '/export/tile/entries/000',
      '/export/tile/entries/001.p/44',
    ])
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('never writes over anything, and names no folder of its own', async () => {
    expect(await typed('carrel register export export')).toBe(`
$ carrel register export export
! carrel register export: DIR: export is there already: name a folder that is not
exit 2
`)
    expect(await typed('carrel register export')).toContain('! carrel register export: name one folder\n')
  })

  it('makes no library where there is none', () => {
    expect(typedOutside('carrel register export other', join(folder, 'nowhere'))).toBe(`
$ carrel register export other
! carrel register export: there is no library in nowhere: set CARREL_HOME to one
exit 1
`)
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })
})

describe('carrel register verify', () => {
  it('says what it checked, and plainly what it did not', async () => {
    expect(await typed('carrel register verify export')).toBe(`
$ carrel register verify export
The register verifies.
  register  carrel/test
  holds     300 entries
  root      ROOT
  key       PUBKEY
Checked: every entry and tile leads to the root that this key signed.
Not checked: that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.
Not checked: whose key this is. It came with the export; compare it with the one that the library published, or give that one (--key).
exit 0
`)
  })

  it('shows with an older checkpoint that nothing was rewritten since', async () => {
    expect(await typed('carrel register verify export --key export/register.vkey --against monday')).toBe(`
$ carrel register verify export --key export/register.vkey --against monday
The register verifies.
  register  carrel/test
  holds     300 entries
  root      ROOT
  key       PUBKEY
Checked: every entry and tile leads to the root that this key signed.
Checked: the first 3 entries are those of the older checkpoint; nothing of them was rewritten.
exit 0
`)
  })

  it('names the first bad entry', async () => {
    spoil('tile/entries/001.p/44', 4000)
    expect(await typed('carrel register verify spoilt')).toBe(`
$ carrel register verify spoilt
The register does NOT verify.
  entry 259 in tile/entries/001.p/44 is not the entry that was signed
exit 1
`)
  })

  it('names the first bad tile', async () => {
    spoil('tile/0/000', 4000)
    expect(await typed('carrel register verify spoilt')).toBe(`
$ carrel register verify spoilt
The register does NOT verify.
  tile/0/000 is not the tile that was signed: its entries are
exit 1
`)
  })

  it('fails under the key of somebody else', async () => {
    expect(await typed('carrel register verify export --key foreign.vkey')).toBe(`
$ carrel register verify export --key foreign.vkey
The register does NOT verify.
  the checkpoint of this export is not good: the note is not signed by the key FOREIGNKEY
exit 1
`)
  })

  it('points at files that the checkpoint says nothing about', async () => {
    spoil('checkpoint', 0)
    cpSync(join(folder, 'export', 'checkpoint'), join(folder, 'spoilt', 'checkpoint'))
    writeFileSync(join(folder, 'spoilt', 'tile/entries/002'), 'more')
    const said = await typed('carrel register verify spoilt')
    expect(said).toContain(
      '\nNot covered by the checkpoint: 1 file here, the first is tile/entries/002.\nexit 0\n',
    )
  })

  it('answers in JSON for a program', async () => {
    const json = async (line: string) => JSON.parse((await typed(line)).split('\n')[2] ?? '') as unknown
    expect(await json('carrel register verify export --json --against monday')).toEqual({
      verified: true,
      origin: 'carrel/test',
      size: 300,
      root: 'ROOT',
      key: 'PUBKEY',
      keyGiven: false,
      against: { size: 3, root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) },
      uncovered: [],
    })
    spoil('tile/entries/000', 0)
    expect(await json('carrel register verify spoilt --json')).toMatchObject({
      verified: false,
      fault: { code: 'entry', path: 'tile/entries/000', entry: 0 },
    })
  })

  it.each([
    ['verify', 'name one folder with an export'],
    ['verify export export', 'name one folder with an export'],
    ['verify missing', 'DIR: missing is no folder'],
    ['verify export --key nonsense', '--key: nonsense is neither a public key nor a file with one'],
    ['verify export --key monday', '--key: monday holds more than the one line of a public key'],
    ['verify export --against missing', '--against: missing cannot be read (ENOENT)'],
    ['verify export --agianst monday', "Unknown option '--agianst'"],
  ])('is exit 2 when not asked rightly: %s', async (words, says) => {
    const said = await typed(`carrel register ${words}`)
    expect(said).toContain(`! carrel register verify: ${says}`)
    expect(said).toContain('\nexit 2\n')
  })

  it('shows how it is used, and does nothing, when asked for something else', async () => {
    expect(await typed('carrel register --help')).toContain('\nUsage:\n  carrel register export DIR\n')
    expect(await typed('carrel register undo')).toContain('! Usage:\n')
  })
})
