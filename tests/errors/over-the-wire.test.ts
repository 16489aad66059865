import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { listen } from '../../src/platform/http/network.ts'
import { freePort } from '../crash/program.ts'
import { startHouse, type Tested } from '../web/house.ts'

let tested: Tested
let port: number
let web: Awaited<ReturnType<typeof listen>>
const printed = (['error', 'info', 'log', 'warn'] as const).map((name) => vi.spyOn(console, name))

beforeAll(async () => {
  port = await freePort()
  tested = await startHouse(`http://127.0.0.1:${port}`)
  web = await listen(tested.app(), port)
})
afterAll(async () => {
  await web?.close()
  await tested?.close()
})
afterEach(() => {
  for (const spy of printed) spy.mockClear()
})

type Came = { readonly status: number; readonly head: string; readonly body: string }

/** Sends bytes and reads until the server ends, or has said all that it will for a while. */
function exchange(bytes: string | Buffer): Promise<Came> {
  return new Promise((settle, refuse) => {
    const socket = connect({ host: '127.0.0.1', port })
    let came = ''
    socket.setTimeout(5000, () => socket.destroy())
    socket.on('data', (data) => {
      came += data.toString('utf8')
    })
    socket.on('error', refuse)
    socket.on('close', () => {
      const [head = '', ...rest] = came.split('\r\n\r\n')
      settle({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body: rest.join('\r\n\r\n') })
    })
    socket.write(bytes)
  })
}

const head = (line: string, ...headers: string[]) =>
  [line, `Host: 127.0.0.1:${port}`, 'Connection: close', ...headers, '', ''].join('\r\n')
const posted = (path: string, body: string | Buffer, ...headers: string[]) =>
  Buffer.concat([
    Buffer.from(
      head(
        `POST ${path} HTTP/1.1`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${Buffer.byteLength(body)}`,
        ...headers,
      ),
    ),
    Buffer.from(body),
  ])

/** Short and in words: a page of ours, or a line of text; nothing of the framework, and no place in the code. */
function expectDesigned({ head, body }: Came): void {
  if (/^content-type: text\/plain/im.test(head)) expect(body).toMatch(/^[A-Z][^<>{}]{10,200}\n$/)
  else {
    expect(head).toMatch(/^content-type: text\/html/im)
    expect(body).toMatch(/<h1[^>]*>[^<]+<\/h1>/)
    expect(head).toMatch(/^content-security-policy: default-src 'none'/im)
  }
  expect(head).toMatch(/^cache-control: no-store/im)
  expect(body).not.toMatch(/node_modules|\.tsx?:\d|Error:|Internal Server Error|Not Found$/)
  for (const spy of printed) expect(spy).not.toHaveBeenCalled()
}

describe('whatever comes over the wire is answered in words, and nothing fails', () => {
  test.each<[string, number, () => string | Buffer]>([
    ['a page that nobody has', 303, () => head('GET /nowhere HTTP/1.1')],
    ['a method that no page has', 405, () => head('PUT /counter HTTP/1.1', 'Content-Length: 0')],
    ['a method of file shares', 405, () => head('PROPFIND / HTTP/1.1')],
    ['a question for all there is', 400, () => head('OPTIONS * HTTP/1.1')],
    ['a body that is too long', 413, () => posted('/sign-in', 'a'.repeat(40_000))],
    [
      'a body in pieces that is too long',
      413,
      () => {
        const piece = `8000\r\n${'a'.repeat(0x8000)}\r\n`
        const type = 'Content-Type: application/x-www-form-urlencoded'
        return `${head('POST /sign-in HTTP/1.1', type, 'Transfer-Encoding: chunked')}${piece}${piece}0\r\n\r\n`
      },
    ],
    [
      'a form whose bytes are no text',
      400,
      () => posted('/sign-in', Buffer.from('name=\xff\xfe&word=%FF%', 'latin1')),
    ],
    ['a form that says it is packed', 400, () => posted('/sign-in', 'abc', 'Content-Encoding: gzip')],
    [
      'a form of another kind',
      400,
      () =>
        head('POST /sign-in HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 2').concat('{}'),
    ],
    ['a form without a body', 400, () => head('POST /sign-in HTTP/1.1', 'Content-Length: 0')],
    ['what another website sends', 403, () => posted('/sign-in', 'a=b', 'Origin: https://elsewhere.example')],
    ['an escape that is broken off', 303, () => head('GET /% HTTP/1.1')],
    ['an escape that is no text', 303, () => head('GET /register/entry/%E0%A4%A HTTP/1.1')],
    ['an escape of an end of line', 303, () => head('GET /register/entry/%0d%0a%00 HTTP/1.1')],
    ['a query that is broken off', 303, () => head('GET /nowhere?a=%&b=%ff HTTP/1.1')],
    [
      'a picture that is not there, under a broken name',
      303,
      () => head('GET /assets/%ff%2e%2e/%zz HTTP/1.1'),
    ],
    [
      'cookies that are no text',
      303,
      () => head('GET / HTTP/1.1', 'Cookie: carrel-session=%ff%; carrel-computer="; carrel-language=%00'),
    ],
    [
      'the name of another host',
      421,
      () => 'GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n',
    ],
    [
      'the address of another host',
      421,
      () => `GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n`,
    ],
    [
      'a name of a host that is none',
      400,
      () => 'GET / HTTP/1.1\r\nHost: a b/c@\r\nConnection: close\r\n\r\n',
    ],
    ['no name of a host', 400, () => 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['headers that are too long', 431, () => head('GET / HTTP/1.1', `X-Long: ${'a'.repeat(20_000)}`)],
    ['an address that is too long', 431, () => head(`GET /${'a'.repeat(20_000)} HTTP/1.1`)],
    ['a method that nobody knows', 400, () => head('FROBNICATE / HTTP/1.1')],
    ['what is no HTTP', 400, () => 'hello\r\n\r\n'],
    ['another protocol', 400, () => Buffer.from('16030100c8010000c40303', 'hex')],
    [
      'two lengths of one body',
      400,
      () => head('POST /sign-in HTTP/1.1', 'Content-Length: 3', 'Content-Length: 4').concat('a=b'),
    ],
    ['a header with an end of line in it', 400, () => head('GET / HTTP/1.1', 'X-Bad: a\rb')],
  ])('%s (%i)', async (_, status, bytes) => {
    const came = await exchange(bytes())
    expect(came).toMatchObject({ status })
    if (status === 303) {
      expect(came.head).toMatch(/^location: \/sign-in/im)
      for (const spy of printed) expect(spy).not.toHaveBeenCalled()
    } else expectDesigned(came)
  })

  test('a question for the head alone is answered as the page is, without the page', async () => {
    const [page, alone] = [
      await exchange(head('GET /sign-in HTTP/1.1')),
      await exchange(head('HEAD /sign-in HTTP/1.1')),
    ]
    expect(alone).toMatchObject({ status: 200, body: '' })
    const names = ({ head }: Came) =>
      head
        .split('\r\n')
        .map((line) => line.split(':')[0]?.toLowerCase())
        .filter((name) => name !== 'content-length' && name !== 'transfer-encoding')
        .sort()
    expect(names(alone)).toEqual(names(page))
  })

  test('a tunnel is not made', async () => {
    expect(await exchange(head('CONNECT elsewhere.example:443 HTTP/1.1'))).toMatchObject({
      head: '',
      body: '',
    })
  })
})
