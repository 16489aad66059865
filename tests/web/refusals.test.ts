import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { newToken } from '../../src/platform/http/cookies.ts'
import { listen } from '../../src/platform/http/network.ts'
import { ThrottledLog } from '../../src/platform/http/request-guard.ts'
import { freePort } from '../crash/program.ts'
import { plantPin } from '../support/planted-pin.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* What is refused is logged for the people who run the library: which page, and no value that was sent. */

let tested: Tested
let port: number
let web: Awaited<ReturnType<typeof listen>>

beforeAll(async () => {
  port = await freePort()
  tested = await startHouse(`http://127.0.0.1:${port}`)
  web = await listen(tested.app(), port)
  await plantPin(tested.house, tested.child)
})
beforeEach(() => {
  tested.logged.length = 0
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(async () => {
  await web?.close()
  await tested?.close()
})

/** What was logged, without when. */
const lines = () =>
  tested.logged.map((line) => {
    const { time: _, level: __, pid: ___, hostname: ____, ...said } = JSON.parse(line)
    return said
  })
const visitor = () => new Visitor(tested.app(), `127.0.0.1:${port}`)
const canary = 'Vzqumil'

describe('what was refused is in the log', () => {
  test('a page of another role, by its route and the role', async () => {
    const clerk = visitor()
    await clerk.signIn('desk')
    for (const path of ['/people', `/reports/disposal/${canary}`, '/people']) {
      expect((await clerk.get(path)).status).toBe(404)
    }
    expect(lines()).toEqual([
      { route: 'GET /people', why: 'role', status: 404, role: 'desk', msg: 'a request was denied' },
      {
        ...{ route: 'GET /reports/disposal/:month', why: 'role', status: 404, role: 'desk' },
        msg: 'a request was denied',
      },
    ])
  })

  test('a form that is not ours, another site’s, and another host', async () => {
    const clerk = visitor()
    await clerk.signIn('desk')
    const app = tested.app()
    await clerk.post('/counter/card', { word: canary, card: cards.child })
    await app.request(`/cases/${canary}`, {
      method: 'POST',
      headers: { host: `127.0.0.1:${port}`, origin: `https://${canary}.example` },
    })
    await app.request('/', { headers: { host: `${canary}.example` } })
    expect(lines()).toEqual([
      { route: 'POST /counter/card', why: 'form', status: 400, role: 'desk', msg: 'a request was denied' },
      { why: 'site', status: 403, msg: 'a request was denied' },
      { why: 'host', status: 421, msg: 'a request was denied' },
    ])
    expect(tested.logged.join()).not.toMatch(new RegExp(`${canary}|${cards.child}`, 'i'))
  })

  test('a sign-in that failed, of staff and of a customer, and a proof of who it is', async () => {
    const one = visitor()
    await one.signIn(canary, canary)
    await one.get('/me/sign-in')
    await one.post('/me/sign-in', { card: cards.child, pin: '999000' })
    const clerk = visitor()
    await clerk.signIn('desk')
    await clerk.get('/account/second-step')
    await clerk.post('/account/again', { passphrase: canary, back: 'second-step' })
    expect(lines()).toEqual(
      ['POST /sign-in', 'POST /me/sign-in', 'POST /account/again'].map((route) => ({
        ...{ route, status: 422, msg: 'a sign-in failed' },
      })),
    )
    expect(tested.logged.join()).not.toMatch(new RegExp(`${canary}|${cards.child}|999000`))
  })

  test('of sealed matters neither which page nor what was done there', async () => {
    const clerk = visitor()
    clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await clerk.signIn('desk')
    await clerk.get('/sealed/people/director')
    await clerk.get('/sealed/matter/AAAA-BBBB-CCCC')
    await clerk.post('/sealed/open', { passphrase: canary })
    expect(lines()).toEqual([
      { route: '/sealed', why: 'role', status: 404, role: 'desk', msg: 'a request was denied' },
    ])
  })

  test('and nothing of what is not: a page that is shown, or asked for before signing in', async () => {
    const clerk = visitor()
    await clerk.get('/people')
    await clerk.signIn('desk')
    await clerk.get('/counter')
    await clerk.get('/nowhere')
    expect(lines()).toEqual([])
  })
})

test('a line that strangers can cause comes once a minute, and of many different ones only so many', () => {
  let ms = 0
  const seldom = new ThrottledLog(tested.house.log, 'it was refused', () => new Date(ms))
  for (let each = 0; each < 500; each++) seldom.note({ status: 404 })
  expect(lines()).toEqual([{ status: 404, msg: 'it was refused' }])
  ms += 60_000
  for (let each = 0; each < 500; each++) seldom.note({ route: `page ${each}` })
  expect(lines()[1]).toEqual({ times: 499, msg: 'it was refused, more of them before' })
  expect(lines()).toHaveLength(22)
  ms += 60_000
  seldom.note({ status: 404 })
  expect(lines().slice(22)).toEqual([
    { times: 480, msg: 'it was refused, more of them before' },
    { status: 404, msg: 'it was refused' },
  ])
})

describe('over the wire', () => {
  /** Sends these bytes, and is gone; or waits for the answer. */
  const send = (bytes: string, isGone: boolean) =>
    new Promise<string>((settle) => {
      const socket = connect({ host: '127.0.0.1', port })
      let came = ''
      socket.on('data', (data) => {
        came += String(data)
      })
      socket.on('error', () => {})
      socket.on('close', () => settle(came))
      socket.write(bytes, () => isGone && setTimeout(() => socket.destroy(), 40))
    })
  const ending = () => `Host: 127.0.0.1:${port}\r\nConnection: close\r\n`

  test('five hundred forms that broke off are one line, which says what they were', async () => {
    const host = `Host: 127.0.0.1:${port}\r\n`
    const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nname='
    const type = 'Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n'
    const pieces = [`${type}5\r\nname=\r\n`, `${type}zz\r\nname=\r\n`]
    const file = 'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n--x\r\n'
    const clerk = visitor()
    await clerk.signIn('desk')
    const cookie = `Cookie: carrel-session=${clerk.cookies.get('carrel-session')}\r\n`
    for (let each = 0; each < 10; each++) {
      await Promise.all(
        Array.from({ length: 50 }, () =>
          // A file is read only where a page takes one, from someone who may send one.
          each < 9
            ? send(`POST /sign-in HTTP/1.1\r\n${host}${[form, ...pieces][each % 3]}`, true)
            : send(`POST /report/paper HTTP/1.1\r\n${host}${cookie}${file}`, true),
        ),
      )
    }
    await vi.waitFor(() => expect(lines().length).toBeGreaterThan(0))
    expect(lines()).toEqual([{ msg: 'a request was cut off before it arrived whole' }])
  })

  test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OPTIONS'])(
    '%s is answered with 405',
    async (method) => {
      const cookie = `Cookie: carrel-session=${canary}\r\n`
      const length = method === 'TRACE' ? '' : 'Content-Length: 0\r\n'
      const came = await send(`${method} /sign-in HTTP/1.1\r\n${ending()}${cookie}${length}\r\n`, false)
      expect(came).toMatch(/^HTTP\/1\.1 405 /)
      expect(came).toMatch(/^allow: GET, HEAD, POST\r$/im)
      expect(came).not.toContain(canary)
      expect(tested.logged.join()).not.toContain('something failed')
    },
  )
})

test('a browser is known by what we gave it, and by nothing that it made up', async () => {
  const { app } = tested.house
  const sources = () =>
    app.selectFrom('known_source').select('source').where('source', 'like', 'browser%').execute()
  const clerk = visitor()
  await clerk.signIn('desk')
  const ours = clerk.cookies.get('carrel-known') ?? ''
  const before = await sources()
  // The same browser again, in another session: it stays the one that is known.
  clerk.cookies.delete('carrel-session')
  await clerk.signIn('desk')
  expect(clerk.cookies.get('carrel-known')).toBe(ours)
  expect(await sources()).toEqual(before)
  for (const madeUp of [
    newToken(),
    `${newToken()}.${ours.split('.')[1]}`,
    `${ours}.x`,
    ours.slice(0, -1),
    'x',
  ]) {
    const stranger = visitor()
    stranger.cookies.set('carrel-known', madeUp)
    await stranger.signIn('desk', passphrase)
    const given = stranger.cookies.get('carrel-known')
    expect(given).not.toBe(madeUp)
    expect(given).toMatch(/^[\w-]{43}\.[\w-]{43}$/)
    expect(given).not.toBe(ours)
  }
})
