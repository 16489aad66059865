import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoMark } from '../../src/app/demo/demo-home.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { carrelHere, carrel as carrelProcess } from '../cli/carrel.ts'
import { copyOfTemplate, emptyHome, removeHome } from '../support/database.ts'
import { changeManifest } from '../support/pack-manifest.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const koha = resolve(import.meta.dirname, '../../samples/koha')
const madeByDemo =
  'carrel demo made this library, and everyone knows its passphrases: set CARREL_HOME to another folder'
let home: Home
let demoHome: Home
const left: ChildProcess[] = []

beforeAll(async () => {
  home = await copyOfTemplate()
  demoHome = emptyHome()
})
afterAll(() => {
  for (const child of left) child.kill('SIGKILL')
  for (const each of [home, demoHome]) removeHome(each)
})

const carrel = (dir: string, ...args: string[]) => carrelHere(dir, args)

/** Starts a server and waits for what it prints; `end` sends a signal and gives the exit code. */
async function started(dir: string, ...args: string[]) {
  const env = { ...process.env, CARREL_HOME: dir }
  const child = spawn(process.execPath, [program, ...args], { env })
  left.push(child)
  let said = ''
  const exited = new Promise<number | null>((settle) => child.once('exit', (code) => settle(code)))
  await new Promise<void>((settle, refuse) => {
    child.stdout.on('data', (bytes) => {
      said += bytes
      if (/http:\/\/127\.0\.0\.1:\d+[\s\S]*\n/.test(said)) settle()
    })
    void exited.then((code) => refuse(new Error(`it ended with ${code}: ${said}`)))
  })
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
  return {
    said,
    address,
    end(signal: 'SIGTERM' | 'SIGINT') {
      child.kill(signal)
      return exited
    },
  }
}

/** A page as a proxy asks for it: through the socket, under the name that the library is at. */
function pageAt(socketPath: string, path: string): Promise<readonly [number | undefined, string]> {
  return new Promise((settle, refuse) => {
    const headers = { host: 'carrel.example.org', connection: 'close' }
    request({ socketPath, path, headers }, async (response) => {
      let text = ''
      for await (const piece of response) text += String(piece)
      settle([response.statusCode, text])
    })
      .on('error', refuse)
      .end()
  })
}

describe('the commands', () => {
  test('account adds a sign-in, shows its passphrase once, and refuses a name that is taken', async () => {
    const added = carrelProcess(home.dir, 'account', 'add', 'Ruth', '--role', 'director')
    expect(added.code).toBe(0)
    expect(added.out).toMatch(
      /^Ruth can sign in as ruth, role director\.\nPassphrase, shown this once: (\w{5}-){3}\w{5}\n$/,
    )
    const again = await carrel(home.dir, 'account', 'add', 'ruth', '--role', 'desk')
    expect(again).toMatchObject({
      code: 2,
      err: 'carrel account: NAME: ruth is taken: choose another [account-refused]\n',
    })
    const wrong = await carrel(home.dir, 'account', 'add', 'x', '--role', 'wizard')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('--role: one of volunteer, desk, director, counsel, trustee')
  })

  test('account lists the sign-ins, resets one, ends one, and keeps the last Director', async () => {
    await carrel(home.dir, 'account', 'add', 'Ned', '--role', 'desk', '--shown', 'Ned Berg')
    const listed = await carrel(home.dir, 'account', 'list')
    expect(listed.out).toMatch(
      /^ned +desk +Ned Berg \(no second step; a passphrase that another person made\)$/m,
    )
    const reset = await carrel(home.dir, 'account', 'reset', 'NED')
    expect(reset.code).toBe(0)
    expect(reset.out).toMatch(
      /^ned has a new passphrase, .*\nPassphrase, shown this once: (\w{5}-){3}\w{5}\n$/,
    )
    expect(await carrel(home.dir, 'account', 'end', 'ned')).toMatchObject({ code: 0 })
    expect(await carrel(home.dir, 'account', 'reset', 'ned')).toMatchObject({
      code: 2,
      err: 'carrel account: NAME: no account has the sign-in name ned: see carrel account list [account-refused]\n',
    })
    expect(await carrel(home.dir, 'account', 'end', 'ruth')).toMatchObject({
      code: 2,
      err: 'carrel account: NAME: ruth is the last Director: add another first [account-refused]\n',
    })
  })

  test('start names a port that is taken, and ends cleanly on a signal', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((settle) => taken.once('listening', settle))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const refused = carrelProcess(home.dir, 'start', '--port', port)
    expect(refused).toMatchObject({
      code: 1,
      err: `carrel: port ${port} is in use: end what uses it, or choose another with --port [port-taken]\n`,
    })
    await new Promise((settle) => taken.close(settle))
    const running = await started(home.dir, 'start', '--port', port)
    expect(running.said).toContain(`Carrel runs at http://127.0.0.1:${port} (Ctrl-C ends it)\n`)
    expect((await fetch(`${running.address}/sign-in`)).status).toBe(200)
    expect(await running.end('SIGTERM')).toBe(0)
  })

  test.each([
    ['account', 'list'],
    ['answer', 'roles', '2026-11-24'],
    ['answer', 'elsewhere'],
    ['import', 'koha', koha],
    ['report', 'disposal', '--month', '2026-10'],
    ['register', 'forget', '--before', '2021-01'],
    ['doctor', '--json'],
  ])(
    '%s %s needs no policy folder once the library has adopted one, and makes no library without',
    async (...args) => {
      const odd = [...args, '--pack', join(koha, 'nowhere')]
      const { code, out, err } = await carrel(home.dir, ...odd)
      if (args[0] !== 'doctor') expect({ code, err }).toEqual({ code: 0, err: '' })
      else {
        const found = expect.objectContaining({ name: 'register-policy', state: 'note' })
        expect(JSON.parse(out).findings).toContainEqual(found)
        expect(out).toContain('It cannot be confirmed: --pack: ')
      }
      const none = emptyHome()
      expect((await carrel(none.dir, ...odd)).code).toBeGreaterThan(0)
      expect(existsSync(none.dataDir)).toBe(false)
      removeHome(none)
    },
  )

  test('start serves a pack without lending at a socket, as OPERATING says to make one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-start-'))
    const [pack, socket] = [join(folder, 'pack'), join(folder, 'web')]
    cpSync(resolve(import.meta.dirname, '../../policies/jensen-mgt-1'), pack, { recursive: true })
    changeManifest(pack, (manifest) => expect(manifest.delete('lending')).toBe(true))
    const origin = 'https://carrel.example.org'
    const args = ['start', '--pack', pack, '--listen', socket, '--origin', origin]
    // A library of its own: one that runs already only takes a folder as a proposal.
    const own = emptyHome()
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, CARREL_HOME: own.dir },
    })
    left.push(child)
    let said = ''
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    try {
      await expect.poll(() => said, { timeout: 50_000 }).toContain('Carrel runs at')
      const [status, privacy] = await pageAt(socket, '/privacy')
      expect(status).toBe(200)
      expect(privacy).toContain('the library checks out items in another system, and this one has a copy')
      expect((await pageAt(socket, '/me/sign-in'))[0]).toBe(200)
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      expect((await exited)[0]).toBe(0)
      expect(existsSync(socket)).toBe(false)
    } finally {
      rmSync(folder, { recursive: true })
      removeHome(own)
    }
  })

  test('demo makes a library from nothing, starts it again, and takes no library that is not a demo', async () => {
    const first = await started(demoHome.dir, 'demo', '--port', '18761')
    const welcome = /^ {2}(http:.*)$/m.exec(first.said)?.[1] ?? ''
    expect(welcome).toBe(`${first.address}/demo`)
    expect(await (await fetch(welcome)).text()).toContain('A deputy brings a subpoena')
    expect(await first.end('SIGINT')).toBe(0)
    const second = await started(demoHome.dir, 'demo', '--port', '18761')
    const page = await (await fetch(`${second.address}/sign-in`)).text()
    expect(page).toContain('Staff sign-in')
    expect(page).toContain('Nothing in it is real')
    expect(await second.end('SIGTERM')).toBe(0)
    const refused = await carrel(home.dir, 'demo')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('holds a library that is not a demo')
  })

  test.each(
    [
      ['start'],
      ['import', 'koha', koha],
      ['import', 'koha', '--no-nightly'],
      ...[['list'], ['add', 'ann', '--role', 'desk'], ['reset', 'director']].map((rest) => [
        'account',
        ...rest,
      ]),
      ['recovery', 'new'],
      ['backup'],
      ['keys', 'rotate', '--all'],
      ['register', 'pins-to', 'a@example.org', 'b@example.org'],
      ['register', 'new-log', '--from', '2026-11-24T15:00'],
      ['notices', 'bounced', join(koha, 'README.md')],
    ].map((args) => [args]),
  )('%j takes no library that demo made, also without the file that marks its folder', async (args) => {
    rmSync(demoMark(demoHome))
    const refused = await carrel(demoHome.dir, ...args)
    writeFileSync(demoMark(demoHome), '')
    expect(refused).toEqual({ code: 1, out: '', err: `carrel: ${madeByDemo} [demo-library]\n` })
  })

  test('its keys stay as they are', async () => {
    const words = join(demoHome.dir, 'words')
    writeFileSync(words, 'granite walnut harbor lantern meadow copper\n')
    const refused = await carrel(demoHome.dir, 'keys', 'mode', 'passphrase', '--new-passphrase-file', words)
    expect(refused).toMatchObject({ code: 1, out: '', err: `carrel: ${madeByDemo} [demo-library]\n` })
    expect((await carrel(demoHome.dir, 'keys', 'mode')).out).toContain('The keys are in the mode file.')
  })

  test('what only reads can be tried on a demo', async () => {
    const commands = [
      ['answer', 'roles', '2026-11-30'],
      ['report', 'circulation'],
      ['register', 'pin'],
    ]
    for (const args of commands) expect((await carrel(demoHome.dir, ...args)).err).toBe('')
    const { findings } = JSON.parse((await carrel(demoHome.dir, 'doctor', '--json')).out)
    expect(findings).toContainEqual(
      expect.objectContaining({
        name: 'keys-and-data',
        state: 'good',
        says: 'Keys and data belong together.',
      }),
    )
  })

  test('a file named demo in the folder of a library changes nothing: it starts, and demo takes it not', async () => {
    writeFileSync(demoMark(home), 'An invented library. Nothing in it is real.\n')
    const everyRow = () => carrel(home.dir, 'account', 'list')
    const before = await everyRow()
    const refused = await carrel(home.dir, 'demo')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(
      /this library is not a demo: set CARREL_HOME to another folder \[not-a-demo\]\n$/,
    )
    expect(await everyRow()).toEqual(before)
    const running = await started(home.dir, 'start', '--port', '18763')
    expect((await fetch(`${running.address}/demo`, { redirect: 'manual' })).status).not.toBe(200)
    expect(await running.end('SIGTERM')).toBe(0)
  })
})
