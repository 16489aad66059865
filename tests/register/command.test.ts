import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/register.ts'
import { verifierKey } from '../../src/register/log/note.ts'
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
  const ran = spawnSync(process.execPath, [program, ...line.split(' ').slice(1)], {
    cwd: folder,
    env,
    // A check that never ends is a failure, and not of the tests.
    timeout: 60_000,
  })
  return transcript(
    line,
    ran.stdout.toString() + ran.stderr.toString().replaceAll(/^(?=.)/gm, '! '),
    ran.status,
  )
}

async function json(line: string): Promise<unknown> {
  return JSON.parse((await typed(line)).split('\n')[2] ?? '')
}

function transcript(line: string, said: string, code: number | null): string {
  const told = names.reduce((text, [value, name]) => text.replaceAll(value, name), said)
  return `\n$ ${line}\n${told}exit ${code}\n`
}

function copyExport(): void {
  rmSync(join(folder, 'spoilt'), { recursive: true, force: true })
  cpSync(join(folder, 'export'), join(folder, 'spoilt'), { recursive: true })
}

function spoil(path: string, at: number): void {
  copyExport()
  const bytes = readFileSync(join(folder, 'spoilt', path))
  writeFileSync(join(folder, 'spoilt', path), bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1))
}

describe('carrel register export', () => {
  it('writes what is signed, and says what is not in it yet', () => {
    expect(typedOutside('carrel register export export --with-leaves', library.home.dir)).toBe(`
$ carrel register export export --with-leaves
300 entries exported to export
key PUBKEY
! Do not publish this export: anyone who has it can count how many entries each minute had. Give it only to those who check the register with its keys or with a proof of a sealed matter.
! 1 newer entry is not yet signed
exit 0
`)
    const written = readdirSync(join(folder, 'export'), { recursive: true, withFileTypes: true })
    const paths = written.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
    const overflow = /overflow\/[0-9a-f]{32}$/
    expect(paths.map((path) => path.slice(folder.length).replace(overflow, 'overflow/ID')).sort()).toEqual([
      '/export/carrel-verify.html',
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
! carrel register export: DIR: export is there already: name a folder that is not [command-line]
! carrel register export --help says more.
exit 2
`)
    expect(await typed('carrel register export')).toContain(
      '! carrel register export: name one folder [command-line]\n',
    )
  })

  it('makes no library where there is none', () => {
    expect(typedOutside('carrel register export other', join(folder, 'nowhere'))).toBe(`
$ carrel register export other
! carrel register export: there is no library in nowhere: set CARREL_HOME to one [no-library]
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
Not checked: the second part of 1 long entry in overflow/; only who can open an entry can check it.
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
Not checked: the second part of 1 long entry in overflow/; only who can open an entry can check it.
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

  it('fails under another library’s key', async () => {
    expect(await typed('carrel register verify export --key foreign.vkey')).toBe(`
$ carrel register verify export --key foreign.vkey
The register does NOT verify.
  the checkpoint of this export is not good: the note is not signed by the key FOREIGNKEY
exit 1
`)
  })

  it('points at everything that the checkpoint says nothing about', async () => {
    copyExport()
    for (const name of [
      'tile/entries/002',
      'tile/0/01',
      'README',
      'overflow/note',
      'overflow/nested/deep\x1b[2J',
    ]) {
      mkdirSync(dirname(join(folder, 'spoilt', name)), { recursive: true })
      writeFileSync(join(folder, 'spoilt', name), 'more')
    }
    symlinkSync('/etc', join(folder, 'spoilt', 'overflow', '0'.repeat(32)))
    writeFileSync(join(folder, 'spoilt', 'overflow', '1'.repeat(32)), 'more')
    appendFileSync(join(folder, 'spoilt', 'carrel-verify.html'), '<script>')
    const said = await typed('carrel register verify spoilt')
    expect(said).toContain(
      '\nNot checked: the second parts of 2 long entries in overflow/; only who can open an entry can check them.\n',
    )
    expect(said).toContain('\nNot covered by the checkpoint: 7 files here, the first is README.\nexit 0\n')
    expect(await json('carrel register verify spoilt --json')).toMatchObject({
      overflow: 2,
      notChecked: expect.arrayContaining([expect.stringContaining('the second parts of 2 long entries')]),
      uncovered: [
        'README',
        'carrel-verify.html',
        `overflow/${'0'.repeat(32)}`,
        'overflow/nested/deep\x1b[2J',
        'overflow/note',
        'tile/0/01',
        'tile/entries/002',
      ],
    })
    rmSync(join(folder, 'spoilt', 'README'))
    rmSync(join(folder, 'spoilt', 'carrel-verify.html'))
    rmSync(join(folder, 'spoilt', 'overflow', '0'.repeat(32)))
    expect(await typed('carrel register verify spoilt')).toContain('overflow/nested/deep\\u{1b}[2J.')
  })

  const stands: Record<string, (path: string) => void> = {
    'a pipe': (path) => void execFileSync('mkfifo', [path]),
    'a folder': (path) => mkdirSync(path),
    'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
    'a link to itself': (path) => symlinkSync(path, path),
    'a link to the file': (path) => symlinkSync(path.replace('spoilt', 'export'), path),
  }

  it.each([
    ['tile/entries/001.p/44', 'entry', 'a pipe', 'is no regular file'],
    ['tile/0/000', 'tile', 'a folder', 'is no regular file'],
    ['tile/1/000.p/1', 'tile', 'a link to the file', 'is a link, and no regular file'],
    ['checkpoint', 'checkpoint', 'a pipe', 'is no regular file'],
    ['checkpoint', 'checkpoint', 'a link to itself', 'is a link, and no regular file'],
    ['register.vkey', 'checkpoint', 'a link to /dev/zero', 'is a link, and no regular file'],
    ['register.vkey', 'checkpoint', 'a folder', 'is no regular file'],
  ])('does not verify, and ends, when in the place of %s (%s) stands %s', (path, code, what, says) => {
    copyExport()
    rmSync(join(folder, 'spoilt', path))
    stands[what]?.(join(folder, 'spoilt', path))
    expect(typedOutside('carrel register verify spoilt', folder)).toBe(`
$ carrel register verify spoilt
The register does NOT verify.
  ${path} ${says}
exit 1
`)
    const told = typedOutside('carrel register verify spoilt --json', folder)
    expect(JSON.parse(told.split('\n')[2] ?? '')).toMatchObject({
      verified: false,
      fault: { code, path, message: `${path} ${says}` },
    })
  })

  it('does not verify what the system cannot read', async () => {
    copyExport()
    rmSync(join(folder, 'spoilt', 'tile/0/000'))
    const socket = createServer().listen(join(folder, 'spoilt', 'tile/0/000'))
    await once(socket, 'listening')
    expect(await typed('carrel register verify spoilt')).toContain(
      'does NOT verify.\n  tile/0/000 cannot be read (ENXIO)\nexit 1\n',
    )
    socket.close()
  })

  it.each([['checkpoint'], ['tile/0/000'], ['tile/0'], ['tile'], ['register.vkey']])(
    'says that it could not be checked where this user may not read %s, and not that it is wrong',
    async (path) => {
      copyExport()
      expect(await typed('carrel register verify spoilt')).toContain('exit 0')
      chmodSync(join(folder, 'spoilt', path), 0)
      chmodSync(folder, 0o711)
      // Root reads whatever there is.
      const asRoot = process.geteuid?.() === 0
      if (asRoot) process.seteuid?.(65_534)
      try {
        expect(await typed('carrel register verify spoilt')).toMatch(
          /could NOT be checked\.\n {2}\S+ cannot be read \(EACCES\): get the right .*\nexit 3\n/,
        )
        expect(await typed('carrel register verify spoilt --json')).toMatch(
          /"verdict":"not-checked".*\nexit 3\n/,
        )
      } finally {
        if (asRoot) process.seteuid?.(0)
        chmodSync(join(folder, 'spoilt', path), 0o755)
      }
    },
  )

  it.each([['tile'], ['tile/0'], ['tile/entries']])(
    'reads nothing through a link in the place of %s/',
    async (path) => {
      copyExport()
      const place = join(folder, 'spoilt', path)
      rmSync(place, { recursive: true })
      symlinkSync(join(folder, 'export', path), place)
      expect(await typed('carrel register verify spoilt')).toContain(
        `does NOT verify.\n  ${path} is a link, and no folder of the export\nexit 1\n`,
      )
    },
  )

  it('ends quietly, with its own exit code, where what it writes to is closed', () => {
    copyExport()
    rmSync(join(folder, 'spoilt', 'checkpoint'))
    const said = (words: string) =>
      spawnSync(
        'bash',
        [
          '-c',
          `"$0" "$1" ${words} 2>closed-says | true; echo "\${PIPESTATUS[0]}"; cat closed-says`,
          process.execPath,
          program,
        ],
        {
          cwd: folder,
          encoding: 'utf8',
        },
      ).stdout
    expect(said('register verify export')).toBe('0\n')
    expect(said('register verify spoilt')).toBe('1\n')
    expect(said('--help')).toBe('0\n')
  })

  it('does not verify an export whose key is missing, or none, without another', async () => {
    copyExport()
    rmSync(join(folder, 'spoilt', 'register.vkey'))
    expect(await typed('carrel register verify spoilt')).toContain(
      'does NOT verify.\n  register.vkey is missing: give the key that the library published (--key)\nexit 1\n',
    )
    expect(await typed('carrel register verify spoilt --key export/register.vkey')).toContain('exit 0')
    for (const [text, says] of [
      ['nonsense', 'is no public key: '],
      ['x'.repeat(1_000_000), 'holds more than the one line of a public key\n'],
    ]) {
      writeFileSync(join(folder, 'spoilt', 'register.vkey'), text ?? '')
      const said = await typed('carrel register verify spoilt')
      expect(said).toContain(`does NOT verify.\n  register.vkey ${says}`)
      expect(said).toContain('\nexit 1\n')
    }
  })

  it('reads no pipe, device or endless file for a key or an older checkpoint', () => {
    copyExport()
    execFileSync('mkfifo', [join(folder, 'spoilt', 'pipe')])
    symlinkSync('/dev/zero', join(folder, 'spoilt', 'zero'))
    writeFileSync(join(folder, 'spoilt', 'large'), Buffer.alloc(1_000_001))
    for (const [words, says] of [
      ['--key spoilt/pipe', '--key: spoilt/pipe is no regular file'],
      ['--key spoilt/zero', '--key: spoilt/zero is no regular file'],
      ['--key spoilt/large', '--key: spoilt/large holds more than 4096 bytes'],
      ['--against spoilt/pipe', '--against: spoilt/pipe is no regular file'],
      ['--against spoilt/large', '--against: spoilt/large holds more than 1000000 bytes'],
    ]) {
      const said = typedOutside(`carrel register verify export ${words}`, folder)
      expect(said).toContain(`! carrel register verify: ${says} [command-line]\n`)
      expect(said).toContain('\nexit 2\n')
    }
  })

  it('answers in JSON for a program', async () => {
    expect(await json('carrel register verify export --json --against monday')).toEqual({
      verified: true,
      verdict: 'verified',
      origin: 'carrel/test',
      size: 300,
      root: 'ROOT',
      key: 'PUBKEY',
      keyGiven: false,
      commitments: 0,
      against: {
        origin: 'carrel/test',
        size: 3,
        root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        signed: true,
        as: 'beginning',
      },
      past: [],
      notCompared: null,
      notChecked: [
        expect.stringMatching(/^whose key this is\./),
        'the second part of 1 long entry in overflow/; only who can open an entry can check it.',
      ],
      overflow: 1,
      uncovered: [],
    })
    spoil('tile/entries/000', 0)
    expect(await json('carrel register verify spoilt --json')).toMatchObject({
      verified: false,
      verdict: 'not-verified',
      fault: { code: 'entry', path: 'tile/entries/000', entry: 0 },
    })
  })

  it.each([
    ['verify', 'name one folder with an export'],
    ['verify export export', 'name one folder with an export'],
    ['verify missing', 'DIR: missing is not there'],
    ['verify export --key nonsense', '--key: nonsense is neither a public key nor a file with one'],
    ['verify export --key monday', '--key: monday holds more than the one line of a public key'],
    ['verify export --against missing', '--against: missing is not there'],
    ['verify export --against', '--against: its value is missing: type it right after the option'],
    ['verify export --key ', '--key: its value is missing'],
    ['verify export --document ', '--document: its value is missing'],
    ['verify export --agianst monday', "Unknown option '--agianst'"],
  ])('is exit 2 when not asked rightly: %s', async (words, says) => {
    const said = await typed(`carrel register ${words}`)
    expect(said).toContain(`! carrel register verify: ${says}`)
    expect(said).toContain('\nexit 2\n')
  })

  it.each(['', ' verify missing', ' verify export --key', ' prove aaaa-bbbb-cccc', ' new-log'])(
    'says what is missing in two lines, since the usage would push it off the screen: carrel register%s',
    async (words) => {
      const lines = (await typed(`carrel register${words}`)).trim().split('\n')
      expect(lines.slice(-3)).toEqual([
        lines.at(-3),
        expect.stringMatching(/^! .* --help says more\.$/),
        'exit 2',
      ])
      expect(lines).toHaveLength(4)
    },
  )

  it('takes the public key as Windows keeps it, typed or in a file', async () => {
    const key = readFileSync(join(folder, 'export', 'register.vkey'), 'utf8').trim()
    writeFileSync(join(folder, 'spoilt.vkey'), `\ufeff${key}\r\n`)
    for (const given of [`${key}\r`, join(folder, 'spoilt.vkey')])
      expect(await typed(`carrel register verify export --key ${given}`)).toContain('exit 0')
  })

  it('shows how it is used, and does nothing, when asked for something else', async () => {
    expect(await typed('carrel register --help')).toContain(
      '\nUsage:\n  carrel register export DIR [--with-leaves]\n',
    )
    expect(await typed('carrel register undo')).toContain(
      '! carrel register: say what to do: export, verify,',
    )
    for (const part of ['export', 'verify', 'show', 'prove', 'forget', 'pin', 'pins-to', 'new-log']) {
      const said = await typed(`carrel register ${part} --help`)
      expect(said).toContain(`\nUsage:\n  carrel register export DIR [--with-leaves]\n`)
      expect(said).toContain('\nexit 0\n')
    }
  })
})
