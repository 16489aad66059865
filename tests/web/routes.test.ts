import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { page, type Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes.ts'
import { roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  // A minute for each test, so that the sign-ins of one do not use up the tries of another.
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

/** Written by hand: who gets in. Everyone else is sent to the sign-in page, or told that nothing is there. */
const everyone = ['volunteer', 'desk', 'director', 'counsel', 'trustee']
const whoGetsIn: Record<string, readonly string[]> = {
  'GET /sign-in': ['nobody', ...everyone],
  'POST /sign-in': ['nobody', ...everyone],
  'POST /sign-out': everyone,
  'GET /': everyone,
  'GET /ask': everyone,
  'POST /ask': everyone,
  'GET /counter': ['volunteer', 'desk', 'director'],
  'GET /counter/card': ['volunteer', 'desk', 'director'],
  'GET /counter/name': ['volunteer', 'desk', 'director'],
  'GET /counter/customer': ['volunteer', 'desk', 'director'],
  'POST /counter/card': ['volunteer', 'desk', 'director'],
  'POST /counter/name': ['volunteer', 'desk', 'director'],
  'POST /counter/customer': ['volunteer', 'desk', 'director'],
  'GET /policy': everyone,
  'GET /computers': ['director'],
  'POST /computers': ['director'],
  'POST /computers/remove': ['director'],
}

const id = '00000000-0000-4000-8000-000000000000'
const fieldsFor: Record<string, Record<string, string>> = {
  'POST /sign-in': { name: 'nobody-at-all', passphrase: 'x' },
  'POST /counter/card': { card: '0' },
  'POST /counter/name': { name: 'Nobody' },
  'POST /counter/customer': { id },
  'POST /computers': { name: 'x', place: 'front-desk' },
  'POST /computers/remove': { id },
}

describe('the route table', () => {
  test('holds exactly the routes of the table that a person wrote by hand', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(whoGetsIn).sort(),
    )
  })

  test.each(['nobody', ...roles])('lets %s in where the table says so, and nowhere else', async (who) => {
    const app = tested.app()
    for (const [name, allowed] of Object.entries(whoGetsIn)) {
      const visitor = new Visitor(app)
      await (who === 'nobody' ? visitor.get('/sign-in') : visitor.signIn(who))
      const [method = '', path = ''] = name.split(' ')
      const response =
        method === 'GET' ? await visitor.get(path) : await visitor.post(path, fieldsFor[name] ?? {})
      const turnedAway =
        who === 'nobody'
          ? response.status === 303 && response.headers.get('location') === '/sign-in'
          : response.status === 404
      expect(`${name}: ${turnedAway ? 'turned away' : 'in'}`).toBe(
        `${name}: ${allowed.includes(who) ? 'in' : 'turned away'}`,
      )
      expect(response.status, name).not.toBe(500)
      expect(response.status, name).not.toBe(400)
    }
  })

  test('a route that does not state who may use it refuses to start', () => {
    const { may: _left, ...silent } = page('/secret', ['desk'], () => new Response('in'))
    for (const route of [silent, { ...silent, may: [] }, { ...silent, may: undefined }]) {
      expect(() => tested.app([route as unknown as Route])).toThrow(
        'GET /secret does not state who may use it',
      )
    }
  })

  test('a page that is for somebody else looks exactly like one that does not exist', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.signIn('volunteer')
    const forbidden = await visitor.get('/computers')
    const forbiddenPage = visitor.html
    const missing = await visitor.get('/no-such-page')
    expect(forbidden.status).toBe(missing.status)
    expect(forbiddenPage).toBe(visitor.html)
    const stranger = new Visitor(tested.app())
    for (const path of ['/computers', '/no-such-page', '/counter']) {
      expect((await stranger.get(path)).headers.get('location')).toBe('/sign-in')
    }
  })
})

describe('every answer', () => {
  test('keeps scripts, frames, other hosts and caches away', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.signIn('director')
    for (const path of ['/', '/ask', '/counter', '/policy', '/computers', '/no-such-page', '/sign-in']) {
      const { headers } = await visitor.get(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(visitor.html).not.toMatch(/<script|style="|javascript:|\son[a-z]+="|https?:\/\//)
    }
  })

  test('serves no file but the ones listed when it started', async () => {
    const visitor = new Visitor(tested.app())
    expect((await visitor.get('/assets/carrel.css')).status).toBe(200)
    for (const path of [
      '/assets/../app.ts',
      '/assets/%2e%2e/app.ts',
      '/assets/..%2fapp.ts',
      '/assets//etc/passwd',
    ]) {
      expect((await visitor.get(path)).status).not.toBe(200)
    }
  })

  test('a fault shows a random reference, and the log has where but not what', async () => {
    const secret = 'Quail-Canary-4711'
    const route = page('/fault', ['desk'], () => {
      throw new Error(`invalid input syntax: "${secret}"`)
    })
    const signIn = new Visitor(tested.app())
    await signIn.signIn('desk')
    const visitor = new Visitor(tested.app([route]))
    for (const [name, value] of signIn.cookies) visitor.cookies.set(name, value)
    tested.logged.length = 0
    const response = await visitor.get(`/fault?card=${secret}`)
    expect(response.status).toBe(500)
    expect(visitor.html).not.toContain(secret)
    const reference = /[0-9a-f]{12}/.exec(visitor.html)?.[0]
    const log = tested.logged.join('')
    expect(log).toContain(`"reference":"${reference}"`)
    expect(log).toContain('routes.test.ts')
    expect(log).not.toContain(secret)
    expect(log).not.toContain(signIn.cookies.get('carrel-session'))
  })
})
