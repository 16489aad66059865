import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHouse, type Tested } from './house.ts'

/*
 * The configurations that OPERATING hands out, in front of the real program: real nginx, real Caddy.
 */

const samples = resolve(import.meta.dirname, '../../samples/service')
const host = 'carrel.example.org'

const isThere = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`])
    return true
  } catch {
    return false
  }
}

let tested: Tested
let carrel: Server
/** The headers of the last request that came through. */
let passed: IncomingHttpHeaders
let folder: string

beforeAll(async () => {
  tested = await startHouse(`https://${host}`)
  const answer = getRequestListener(tested.app().fetch)
  carrel = createServer((asked, answered) => {
    passed = asked.headers
    void answer(asked, answered)
  })
  await new Promise<void>((settle) => carrel.listen(0, '127.0.0.1', settle))
  folder = mkdtempSync(join(tmpdir(), 'carrel-proxies-'))
})
afterAll(async () => {
  carrel?.close()
  rmSync(folder, { recursive: true, force: true })
  await tested?.close()
})

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port

async function freePort(): Promise<number> {
  const socket = createSocket()
  await new Promise<void>((settle) => socket.listen(0, '127.0.0.1', settle))
  const port = portOf(socket)
  await new Promise((settle) => socket.close(settle))
  return port
}

/** A page through the proxy, as a browser asks for it. @returns its status, once the proxy answers at all */
async function status(port: number): Promise<number> {
  const headers = { host, 'x-forwarded-for': '203.0.113.9' }
  for (let tries = 0; ; tries++) {
    try {
      return await new Promise((settle, refuse) => {
        request({ host: '127.0.0.1', port, path: '/sign-in', headers }, (response) => {
          response.resume()
          settle(response.statusCode ?? 0)
        })
          .on('error', refuse)
          .end()
      })
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((settle) => setTimeout(settle, 100))
    }
  }
}

async function through(program: ChildProcess, port: number): Promise<number> {
  try {
    return await status(port)
  } finally {
    program.kill('SIGTERM')
    await new Promise((settle) => program.once('exit', settle))
  }
}

/** The site as it is handed out, but for its port, its certificate and where Carrel is. */
async function nginx(change: (site: string) => string = (site) => site): Promise<number> {
  const port = await freePort()
  const site = change(readFileSync(join(samples, 'nginx.conf'), 'utf8'))
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/ssl_certificate.*;\n/g, '')
    .replace('127.0.0.1:8080', `127.0.0.1:${portOf(carrel)}`)
  const own = mkdtempSync(join(folder, 'nginx-'))
  mkdirSync(join(own, 'temp'))
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((one) => `${one}_temp_path ${own}/temp/${one};`)
    .join('\n')
  writeFileSync(
    join(own, 'whole.conf'),
    `daemon off; pid ${own}/pid; error_log ${own}/error.log;\nevents {}\nhttp { ${temp}\n${site} }\n`,
  )
  return through(spawn('nginx', ['-p', own, '-c', join(own, 'whole.conf')], { stdio: 'ignore' }), port)
}

async function caddy(): Promise<number> {
  const port = await freePort()
  const file = join(folder, 'Caddyfile')
  const site = readFileSync(join(samples, 'Caddyfile'), 'utf8')
    .replace(/^carrel\.example\.org/m, `http://${host}:${port}`)
    .replace('127.0.0.1:8080', `127.0.0.1:${portOf(carrel)}`)
  writeFileSync(file, `{\n\tadmin off\n}\n${site}`)
  const environment = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const started = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    stdio: 'ignore',
    env: environment,
  })
  return through(started, port)
}

const isCi = process.env['CI'] !== undefined

describe.runIf(isCi || isThere('nginx'))('behind nginx, as OPERATING says', () => {
  test('pages are served, and the address of a visitor is overwritten', async () => {
    expect(await nginx()).toBe(200)
    expect(passed).toMatchObject({ host, 'x-forwarded-for': '127.0.0.1' })
  })

  test('without the line that passes the name on, Carrel answers 421', async () => {
    expect(await nginx((site) => site.replace('proxy_set_header Host $host;', ''))).toBe(421)
  })
})

describe.runIf(isCi || isThere('caddy'))('behind Caddy, as OPERATING says', () => {
  test('pages are served, and the address of a visitor is overwritten', async () => {
    expect(await caddy()).toBe(200)
    expect(passed).toMatchObject({ host, 'x-forwarded-for': '127.0.0.1' })
  })
})
