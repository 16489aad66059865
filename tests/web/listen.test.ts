import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { readOptions } from '../../src/cli/start.ts'
import { addressOf, type ListenAt, listen } from '../../src/platform/http/network.ts'
import { freePort } from '../crash/program.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-listen-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const app = new Hono().get('/', (c) => c.text('here'))

function asked(at: { socketPath: string } | { host: string; port: number }): Promise<string> {
  return new Promise((settle, refuse) => {
    request({ ...at, path: '/', headers: { connection: 'close' } }, (response) => {
      let text = ''
      response.on('data', (piece) => {
        text += piece
      })
      response.on('end', () => settle(text))
    })
      .on('error', refuse)
      .end()
  })
}

function folder(name: string, mode: number): string {
  const path = join(scratch, name)
  mkdirSync(path)
  chmodSync(path, mode)
  return path
}

describe('--listen', () => {
  const https = ['--origin', 'https://carrel.example.org']
  test.each<[string[], ListenAt]>([
    [[], { host: '127.0.0.1', port: 8080 }],
    [['--port', '81'], { host: '127.0.0.1', port: 81 }],
    [['--listen', '[::1]:8081'], { host: '::1', port: 8081 }],
    [['--listen', '192.0.2.7:8081', ...https], { host: '192.0.2.7', port: 8081 }],
    [['--listen', '/run/carrel/web', ...https], { socket: '/run/carrel/web' }],
  ])('%o', (args, at) => {
    expect(readOptions(args)).toMatchObject({ listen: at })
  })

  test.each([
    [['--listen', '192.0.2.7:8081'], /^--listen: others reach it there: .* --origin https:/],
    [['--listen', '0.0.0.0:8081', '--origin', 'http://carrel.example.org'], /--origin/],
    [['--listen', '/run/carrel/web'], /^--listen: others reach it there/],
    [['--listen', '127.0.0.1:81', '--port', '82'], /^--listen: not together with --port/],
    [['--listen', 'carrel.example.org:80'], /^--listen: give an address/],
    [['--listen', '127.0.0.1:0'], /^--listen: give an address/],
    [['--listen', '::1:80'], /^--listen: give an address/],
    [['--listen', 'somewhere'], /^--listen: give an address/],
  ])('refuses %o', (args, sentence) => {
    expect(readOptions(args)).toMatch(sentence)
  })
})

describe('it listens', () => {
  test('at another address of this computer, and at no other', async () => {
    const at = { host: '127.0.0.9', port: await freePort() }
    const web = await listen(app, at)
    expect(await asked(at)).toBe('here')
    await expect(asked({ ...at, host: '127.0.0.1' })).rejects.toThrow('ECONNREFUSED')
    await web.close()
    expect(addressOf({ host: '::1', port: 80 })).toBe('http://[::1]:80')
    await expect(listen(app, { ...at, host: '192.0.2.7' })).rejects.toMatchObject({ code: 'port-closed' })
  })

  test.each([
    ['Carrel’s alone', 0o700, 0o600],
    ['a group of its own', 0o2750, 0o660],
  ])('at a socket in a folder that is %s, and it is gone afterwards', async (_, mode, becomes) => {
    const socket = join(folder(`f-${mode}`, mode), 'web')
    const web = await listen(app, { socket })
    expect(statSync(socket).mode & 0o777).toBe(becomes)
    expect(await asked({ socketPath: socket })).toBe('here')
    await expect(listen(app, { socket })).rejects.toMatchObject({ code: 'port-taken' })
    expect(await asked({ socketPath: socket })).toBe('here')
    await web.close()
    expect(existsSync(socket)).toBe(false)
  })

  test('at a socket that a kill left, and over nothing else', async () => {
    const socket = join(folder('left', 0o700), 'web')
    const left = createServer().listen(`${socket}-other`)
    await new Promise((settle) => left.once('listening', settle))
    // A second name outlives the server, as the first does where it was killed.
    linkSync(`${socket}-other`, socket)
    await new Promise((settle) => left.close(settle))
    expect(statSync(socket).isSocket()).toBe(true)
    const web = await listen(app, { socket })
    expect(await asked({ socketPath: socket })).toBe('here')
    await web.close()
    writeFileSync(socket, 'a file')
    await expect(listen(app, { socket })).rejects.toMatchObject({ code: 'port-closed' })
    expect(existsSync(socket)).toBe(true)
  })

  test('at no socket where others could put theirs', async () => {
    const places = [folder('open', 0o777), folder('group', 0o770), join(scratch, 'nowhere')]
    if (process.getuid?.() === 0) {
      const other = folder('other', 0o755)
      chownSync(other, 61_017, 61_017)
      places.push(other)
    }
    for (const place of places)
      await expect(listen(app, { socket: join(place, 'web') }), place).rejects.toMatchObject({
        code: 'port-closed',
        message: expect.stringContaining(place),
      })
    const long = { socket: join(folder('long', 0o700), 'x'.repeat(120)) }
    await expect(listen(app, long)).rejects.toMatchObject({ code: 'port-closed' })
  })
})
