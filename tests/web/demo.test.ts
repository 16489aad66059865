import { writeFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoMark } from '../../src/app/demo/demo-home.ts'
import { makeDemonstration } from '../../src/app/demo/demonstration.tsx'
import { inventFigures } from '../../src/app/demo/years-of-figures.ts'
import { routes } from '../../src/app/routes.ts'
import { startLibrary } from '../../src/app/server.ts'
import { webApp } from '../../src/app/web-app.ts'
import { newToken } from '../../src/platform/http/cookies.ts'
import { ownHost } from '../../src/platform/http/network.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
const computers = { 'front-desk': newToken(), office: newToken() }
const demonstration = makeDemonstration({
  ...{ passphrase, computers, signIns: ['desk'], items: ['KEEP1'], cards: [cards.child] },
  customer: { card: cards.parent, pin },
  child: { card: cards.child, guardian: 'Una Canary' },
})
const demo = () =>
  webApp({ ...tested.house, banner: demonstration.banner }, [...demonstration.routes, ...routes])
const paths = demonstration.routes.map(({ method, path }) => ({ method, path }))

beforeAll(async () => {
  tested = await startHouse()
  await plantPin(tested.house, tested.parent)
  await demonstration.prepare(tested.house, () => tested.house)
})
afterAll(() => tested.close())

/** Where `startHouse` says that it is. */
const port = 8080
const host = `127.0.0.1:${port}`
const ask = (app: Hono, path: string, headers: Record<string, string>) =>
  app.request(path, { headers: { host, ...headers } })

/** A browser at the welcome page, which has no cookies but its. */
async function newcomer(): Promise<Visitor> {
  const visitor = new Visitor(demo())
  await visitor.get('/demo')
  return visitor
}

async function press(visitor: Visitor, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await visitor.post(path, fields)
  expect(answer.status).toBe(303)
  const to = answer.headers.get('Location') ?? ''
  await visitor.get(to)
  return to
}

describe('in a library that is not a demonstration', () => {
  test('each of its paths answers like any unknown one, signed in or not, and no page has a banner', async () => {
    expect(paths.length).toBeGreaterThan(5)
    expect(routes.filter(({ path }) => /^\/demo(\/|$)/.test(path))).toEqual([])
    const stranger = new Visitor(tested.app())
    const clerk = new Visitor(tested.app())
    await clerk.signIn('desk')
    expect(clerk.html).not.toContain('carrel-demo')
    const answers = async (visitor: Visitor, method: string, path: string) => {
      const { status, headers } = method === 'GET' ? await visitor.get(path) : await visitor.post(path)
      return [status, headers.get('Location'), visitor.heading]
    }
    for (const { method, path } of paths) {
      for (const visitor of [stranger, clerk]) {
        expect(await answers(visitor, method, path)).toEqual(await answers(visitor, method, '/no-such-page'))
      }
      expect((await answers(clerk, method, path))[0]).toBe(404)
    }
    expect(stranger.cookies.has('carrel-session')).toBe(false)
  })

  test.each([
    { listen: { host: '0.0.0.0', port: 8080 } },
    { listen: { host: '192.0.2.1', port: 8080 } },
    { listen: { socket: '/run/carrel/web' } },
    { listen: { host: ownHost, port: 8080 }, origin: 'https://carrel.example.org' },
  ])('the program does not start one that others could reach: %j', async (where) => {
    const start = { ...tested.it, ring: tested.house.ring, pack: tested.house.pack, demonstration }
    await expect(startLibrary({ ...start, ...where })).rejects.toThrow('a demonstration that others can')
  })

  test('the program does not start one on a library, also with a file named demo in its folder', async () => {
    const start = { ...tested.it, ring: tested.house.ring, pack: tested.house.pack, demonstration }
    writeFileSync(demoMark(tested.it.home), '')
    await expect(startLibrary({ ...start, listen: { host: ownHost, port: 8080 } })).rejects.toMatchObject({
      code: 'not-a-demo',
    })
  })
})

describe('the demonstration', () => {
  test('welcomes with three stories, six sign-ins and a banner, in English and Spanish', async () => {
    const visitor = await newcomer()
    expect(visitor.heading).toBe('Try Carrel')
    expect(visitor.text).toContain('This is a demonstration. Nothing in it is real.')
    expect(
      [...visitor.html.matchAll(/name="(story|as)" value="(\w+)"/g)].map(([, , value]) => value),
    ).toEqual([
      ...['guardian', 'subpoena', 'case'],
      ...['desk', 'volunteer', 'director', 'counsel', 'trustee', 'customer'],
    ])
    await visitor.post('/language', { to: 'es', back: '/demo' })
    await visitor.get('/demo')
    expect(visitor.heading).toBe('Pruebe Carrel')
  })

  test('answers a mother with two presses', async () => {
    const visitor = await newcomer()
    expect(await press(visitor, '/demo/story', { story: 'guardian' })).toBe('/demo/guardian')
    const [form = ''] = /<form[^>]*carrel-together.*?<\/form>/s.exec(visitor.html) ?? []
    const body = new Map<string, string[]>()
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const [name = '', value = '', type] = ['name', 'value', 'type'].map(
        (each) => new RegExp(` ${each}="([^"]*)"`).exec(input)?.[1],
      )
      const isSent = type !== 'checkbox' || / checked/.test(input)
      if (isSent) body.set(name, [...(body.get(name) ?? []), value])
    }
    expect(body.get('guardian')).toEqual(['Una Canary'])
    await visitor.post('/ask', Object.fromEntries(body))
    expect(visitor.text).toContain('Canary Overdue')
    expect(visitor.text).not.toContain('Canary Due Later')
  })

  test('shows the words for a deputy with one press', async () => {
    const visitor = await newcomer()
    expect(await press(visitor, '/demo/story', { story: 'subpoena' })).toBe('/demo/subpoena')
    expect(visitor.text).toContain('Test desk')
    expect(visitor.text).toContain('Say this first')
  })

  test('opens one case that is half done for the Director, however often it is pressed', async () => {
    const visitor = await newcomer()
    const first = await press(visitor, '/demo/story', { story: 'case' })
    expect(first).toMatch(/^\/cases\/[\w-]+$/)
    expect(visitor.heading).toContain('Court order')
    expect(visitor.text).toContain('I am comparing it with the six points')
    expect(await press(await newcomer(), '/demo/story', { story: 'case' })).toBe(first)
  })

  test('has three open cases and six closed ones, and staff who took the course, once', async () => {
    const visitor = await newcomer()
    await press(visitor, '/demo/sign-in', { as: 'director' })
    expect(visitor.text).toContain('3 of 5')
    expect(visitor.text).not.toContain('for you')
    await demonstration.prepare(tested.house, () => tested.house)
    const references = async (path: string) => {
      await visitor.get(path)
      return new Set(visitor.html.match(/(?<=\/cases\/)[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/g)).size
    }
    expect(await references('/cases')).toBe(3)
    expect(await references('/cases/closed')).toBe(6)
  })

  test('has years of figures, once: reports with charts, in which a few are hatched', async () => {
    const { database } = tested.it
    await inventFigures(database, tested.time.today)
    await inventFigures(database, tested.time.today)
    const visitor = await newcomer()
    await press(visitor, '/demo/sign-in', { as: 'director' })
    for (const path of ['/reports/circulation', '/reports/requests', '/reports/disposal']) {
      await visitor.get(path)
      expect(visitor.html.match(/class="carrel-lines"/g)?.length ?? 0, path).toBeGreaterThan(1)
      expect(visitor.html, path).toContain('carrel-lines__hatched"><path')
    }
  })

  test.each(['desk', 'director', 'counsel', 'trustee'])(
    'signs %s in with a session like any other',
    async (as) => {
      const visitor = await newcomer()
      expect(await press(visitor, '/demo/sign-in', { as })).toBe('/')
      expect(visitor.text).toContain(`Test ${as}`)
      expect(visitor.text).toContain('Front desk')
      // The same cookies serve the pages of a library, and end with it.
      await visitor.post('/sign-out')
      expect((await visitor.get('/')).headers.get('Location')).toBe('/sign-in')
    },
  )

  test('signs a customer in at their own pages alone', async () => {
    const visitor = await newcomer()
    expect(await press(visitor, '/demo/sign-in', { as: 'customer' })).toBe('/me')
    expect(visitor.heading).toContain('Una Canary')
    expect((await visitor.get('/')).headers.get('Location')).toBe('/sign-in')
  })

  test('moves the computer between the front desk and the office', async () => {
    const visitor = await newcomer()
    // A browser that is a real library’s computer stays one until something is pressed.
    expect(visitor.cookies.has('carrel-computer')).toBe(false)
    expect(await press(visitor, '/demo/place', { place: 'office' })).toBe('/demo')
    expect(visitor.cookies.get('carrel-computer')).toBe(computers.office)
    await press(visitor, '/demo/sign-in', { as: 'director' })
    expect(visitor.text).toContain('Office')
    expect(visitor.cookies.get('carrel-computer')).toBe(computers.office)
  })

  test('takes no press that is not from its own page', async () => {
    const visitor = await newcomer()
    const fields = { '/demo/story': { story: 'case' }, '/demo/sign-in': { as: 'director' } }
    for (const [path, sent] of Object.entries(fields)) {
      expect((await visitor.post(path, { ...sent, word: 'x' })).status).toBe(400)
    }
    const foreign = { 'sec-fetch-site': 'cross-site' }
    await visitor.get('/demo')
    expect((await visitor.post('/demo/sign-in', { as: 'director' }, foreign)).status).toBe(403)
    expect(visitor.cookies.has('carrel-session')).toBe(false)
  })

  test.each(['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'x-forwarded-proto'])(
    'answers nothing that another program passed on (%s), and a library does',
    async (name) => {
      const passedOn = { [name]: name === 'Via' ? '1.1 proxy' : 'for=203.0.113.9' }
      for (const path of ['/demo', '/sign-in', '/no-such-page']) {
        const answer = await ask(demo(), path, passedOn)
        expect(answer.status, path).toBe(403)
        expect(await answer.text()).toContain('Another program passed this request on')
      }
      const sent = await demo().request('/demo/sign-in', { method: 'POST', headers: { host, ...passedOn } })
      expect([sent.status, sent.headers.get('set-cookie')]).toEqual([403, null])
      expect((await ask(tested.app(), '/sign-in', passedOn)).status).toBe(200)
    },
  )

  test('answers under the names of this computer alone, so that no page elsewhere can be pointed at it', async () => {
    const statusAt = async (at: string) => (await ask(demo(), '/demo', { host: at })).status
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      expect(await statusAt(`${name}:${port}`), name).toBe(200)
      expect(await statusAt(name), name).toBe(421)
    }
    const others = [
      'demo.example.org',
      `demo.example.org:${port}`,
      `127.0.0.1.nip.io:${port}`,
      `192.0.2.1:${port}`,
    ]
    for (const at of [...others, `0.0.0.0:${port}`, '127.0.0.1:1', ''])
      expect(await statusAt(at), at).toBe(421)
  })
})
