import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { unlockLibraryKeys } from '../../src/cli/library.ts'
import { formOf } from '../../src/platform/crypto/key-folder.ts'
import { changeKeyMode, closeMaster, guardedNames, unlockKeys } from '../../src/platform/crypto/key-mode.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { carrelHere, carrel as carrelProcess } from '../cli/carrel.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'

// Why: some programs are started here, one after the other, and a busy machine takes its time for each.
vi.setConfig({ testTimeout: 300_000 })

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const scratch = mkdtempSync(join(tmpdir(), 'carrel-modes-'))
const inScratch = (name: string, text?: string | Buffer): string => {
  if (text !== undefined) writeFileSync(join(scratch, name), text)
  return join(scratch, name)
}
const rightFile = inScratch('right', 'six words drawn at random\n')
const right = { CARREL_PASSPHRASE_FILE: rightFile }
const asked = ['--passphrase-file', rightFile]
const wrong = ['--passphrase-file', inScratch('wrong', 'six other words at random\n')]
let home: Home
let running: ChildProcess | undefined

beforeAll(async () => {
  home = await copyOfTemplate()
})
afterAll(() => {
  running?.kill('SIGKILL')
  removeHome(home)
  rmSync(scratch, { recursive: true })
})

const carrel = (args: readonly string[], env: Record<string, string> = {}) => carrelHere(home.dir, args, env)

function start(...args: string[]): Promise<string> {
  const env = { ...process.env, CARREL_HOME: home.dir }
  const child = spawn(process.execPath, [program, 'start', '--port', '48731', ...args], { env })
  running = child
  let said = ''
  child.stderr.on('data', (bytes) => {
    said += bytes
  })
  return new Promise((settle, fail) => {
    child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${said}`)))
    child.stdout.on('data', (bytes) => {
      said += bytes
      if (/Carrel runs at[^\n]*\n[^\n]*\n/.test(said)) settle(said)
    })
  })
}

async function stop(): Promise<void> {
  const gone = new Promise((settle) => running?.once('exit', settle))
  running?.kill('SIGTERM')
  await gone
}

const formsNow = () =>
  new Set(guardedNames(home.keysDir).map((name) => formOf(readFileSync(join(home.keysDir, name)))))

function exportFolder(): string {
  const folder = inScratch('koha')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'borrowers.csv'),
    'borrowernumber,cardnumber,surname,firstname,dateofbirth,categorycode\n7,23000000000007,Canary,Una,1980-02-03,PT\n',
  )
  return folder
}

describe('a library whose keys are locked by a passphrase', () => {
  test('comes from one of bare files, by one command that says what is still not protected', async () => {
    const shown = await carrel(['keys', 'mode'])
    expect(shown.out).toMatch(
      /^The keys are in the mode file\.\n {2}protects .*\n {2}does not protect .*thief/,
    )
    const done = await carrel(['keys', 'mode', 'passphrase', '--new-passphrase-file', rightFile])
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toMatch(/^The keys are in the mode passphrase\.\n/)
    expect(done.out).toContain('An SSD may keep what was written over')
    expect(formsNow()).toEqual(new Set(['wrapped']))
    expect((await carrel(['keys', 'mode'])).out).toContain('The keys are in the mode passphrase.')
  })

  test.each([
    ['aaaaaaaaaaaaaaaaaa', 'that passphrase is easy to guess'],
    ['password12345678', 'that passphrase is easy to guess'],
    ['six words', 'at least 16 characters'],
  ])('does not take the passphrase %s', async (typed, sentence) => {
    const weak = inScratch('weak', `${typed}\n`)
    const said = await carrel(['keys', 'mode', 'passphrase', '--new-passphrase-file', weak], right)
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining(sentence) })
  })

  test('does not start with another, says so in a sentence, and starts no database for it', async () => {
    const said = carrelProcess(home.dir, 'start', ...wrong)
    expect(said).toEqual({
      code: 1,
      out: '',
      err: 'carrel: this is not the passphrase of the keys: try again [keys-locked]\n',
    })
    expect(existsSync(join(home.dataDir, 'postgres/postmaster.pid'))).toBe(false)
  })

  test.each([
    [
      'nobody gives it and there is no terminal',
      '',
      /^the keys are locked by a passphrase, and there is no terminal/,
    ],
    [
      'its file is not there',
      inScratch('nowhere'),
      /^the passphrase file .*nowhere cannot be read \(ENOENT\)$/,
    ],
    ['its file is empty', inScratch('empty', ''), /^the passphrase file .*empty has no first line/],
  ])('is not opened where %s', async (_, file, sentence) => {
    vi.stubEnv('CARREL_PASSPHRASE_FILE', file)
    await expect(unlockLibraryKeys(home)).rejects.toThrow(sentence)
    vi.unstubAllEnvs()
  })

  test('starts with it, says what that protects, and every command works beside it', async () => {
    expect(await start(...asked)).toContain('\nKeys: wrapped under a passphrase.')
    const imported = carrelProcess(home.dir, 'import', 'koha', exportFolder(), '--json', ...asked)
    expect(imported).toMatchObject({ code: 0 })
    expect(imported.out).toContain('"added": 1')
    const added = await carrel(['account', 'add', 'ruth', '--role', 'director', '--generate'], right)
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('ruth') })
    const exported = inScratch('export')
    expect(await carrel(['register', 'export', '--with-leaves', exported], right)).toMatchObject({ code: 0 })
    // What was made meanwhile is wrapped like the rest.
    expect(formsNow()).toEqual(new Set(['wrapped']))
  })

  test('keeps its mode while it runs', async () => {
    const said = await carrel(['keys', 'mode', 'file'], right)
    expect(said).toMatchObject({ code: 1, err: expect.stringContaining('Carrel is already running') })
    await stop()
  })

  test.runIf(process.platform === 'linux')('asks for it at a terminal, and shows nothing of it', () => {
    const command = `'${process.execPath}' '${program}' account list`
    const typed = execFileSync('script', ['-qec', command, '/dev/null'], {
      env: { ...process.env, CARREL_HOME: home.dir },
      input: 'six words drawn at random\n',
      encoding: 'utf8',
    })
    expect(typed).toContain('Passphrase of the keys: ')
    expect(typed).toContain('ruth')
    expect(typed.replace(/^six words drawn at random\r?\n/, '')).not.toContain('six words')
  })
})

describe('a library whose keys are wrapped under a credential of systemd', () => {
  const given = (name: string, bytes: Buffer) => {
    mkdirSync(inScratch(name), { recursive: true })
    inScratch(`${name}/carrel-master`, bytes)
    return { CREDENTIALS_DIRECTORY: inScratch(name) }
  }
  const ours = given('ours', Buffer.alloc(32, 1))
  const others = given('others', Buffer.alloc(32, 2))
  const short = given('short', Buffer.alloc(8, 1))

  test('comes from one with a passphrase without one file of keys being written again', async () => {
    const before = readFileSync(join(home.keysDir, 'library'))
    expect(await carrel(['keys', 'mode', 'credential'], { ...right, ...ours })).toMatchObject({
      code: 0,
      err: '',
    })
    expect(readFileSync(join(home.keysDir, 'library'))).toEqual(before)
    expect(await carrel(['account', 'list'], ours)).toMatchObject({ code: 0 })
  })

  test.each([
    ['nothing was given', '', 'this was not started by systemd'],
    [
      'another one was given',
      others.CREDENTIALS_DIRECTORY,
      'is not the one that these keys were wrapped with',
    ],
    ['it is too short', short.CREDENTIALS_DIRECTORY, 'holds 8 bytes, and fewer than 32 can be guessed'],
    ['it has another name', scratch, 'cannot be read (ENOENT)'],
  ])('is not opened where %s, and says so in a sentence', async (_, folder, sentence) => {
    vi.stubEnv('CREDENTIALS_DIRECTORY', folder)
    await expect(unlockLibraryKeys(home)).rejects.toThrow(sentence)
    vi.unstubAllEnvs()
  })

  test('does not say that another credential is in use before it has opened the keys with it', async () => {
    const said = await carrel(['keys', 'mode', 'credential'], others)
    expect(said.code).toBe(1)
    expect(said.out).toBe('')
    expect(said.err).toContain('is not the one that these keys were wrapped with')
    expect((await carrel(['keys', 'mode', 'credential'], ours)).out).toContain(
      'The credential carrel-master opens them.',
    )
  })

  test('takes another credential where the old and the new one are handed over together', async () => {
    const both = (name: string, old: Buffer, becomes: Buffer) => {
      const env = given(name, old)
      inScratch(`${name}/carrel-master-new`, becomes)
      return env
    }
    const there = both('there', Buffer.alloc(32, 1), Buffer.alloc(32, 2))
    expect(await carrel(['keys', 'mode', 'credential'], there)).toMatchObject({ code: 0, err: '' })
    expect(await carrel(['account', 'list'], ours)).toMatchObject({ code: 1 })
    expect(await carrel(['account', 'list'], others)).toMatchObject({ code: 0 })
    const back = both('back', Buffer.alloc(32, 2), Buffer.alloc(32, 1))
    expect(await carrel(['keys', 'mode', 'credential'], back)).toMatchObject({ code: 0, err: '' })
    expect(await carrel(['account', 'list'], ours)).toMatchObject({ code: 0 })
  })

  test('becomes one of bare files again, and opens as before', async () => {
    expect(await carrel(['keys', 'mode', 'file'], ours)).toMatchObject({ code: 0 })
    expect(formsNow()).toEqual(new Set(['bare']))
    expect(await carrel(['account', 'list'])).toMatchObject({ code: 0, out: expect.stringContaining('ruth') })
  })
})

test('a start finishes a change of the mode that was cut short', async () => {
  const cost = [1024, 1, 1] as const
  const secret = { mode: 'passphrase', passphrase: 'six words drawn at random', cost } as const
  const bare = await unlockKeys(home.keysDir, () => Promise.reject(new Error('nothing is asked')))
  const { wrapped } = await changeKeyMode(home.keysDir, bare, secret)
  if (wrapped === undefined) throw new Error('the keys are not wrapped')
  // As a kill leaves it: the change to bare files has begun, and no file is done.
  const begun = await closeMaster(wrapped.master, secret, 'unwrapping')
  writeFileSync(join(home.keysDir, 'mode'), JSON.stringify(begun))
  expect((await carrel(['keys', 'mode'])).out).toContain('was cut short: the next start finishes it')
  await start(...asked)
  await stop()
  expect(formsNow()).toEqual(new Set(['bare']))
  expect(existsSync(join(home.keysDir, 'mode'))).toBe(false)
})

test('only one place opens the library’s keys, so that no command forgets a mode', () => {
  const found = execFileSync('grep', ['-rlE', 'new KeyRing\\(', 'src', '--include=*.ts', '--include=*.tsx'], {
    cwd: resolve(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })
  const makers = found.split('\n').filter((path) => path !== '' && !path.endsWith('.test.ts'))
  // The restore makes a library, under the guard that it was given.
  expect(makers.sort()).toEqual(['src/backup/restore.ts', 'src/cli/library.ts'])
})
