import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import type { Services } from '../../src/app/services.ts'
import { page, type Route } from '../../src/platform/http/route.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, roles, startHouse, type Tested } from './house.ts'
import { openAs, plantSealed } from './sealed-planted.ts'
import { Visitor } from './visitor.ts'

/*
 * A page that was left on a screen shows what its address shows to no one any more once the session is over. So each one that
 * somebody sees who is signed in has the browser itself go on, without a script, when that is.
 */

let tested: Tested
let open = ''
let sealed = ''

beforeAll(async () => {
  tested = await startHouse()
  sealed = (await plantSealed(tested, staff)).sealed
  await plantPin(tested.house, tested.child)
  await plantPin(tested.house, tested.parent)
  const actor = { accountId: 'test', role: 'desk', place: 'office' } as const
  const said = await tested.house.cases.receive(actor, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    ...{ wants: 'Loans', requester: { kind: 'justice-agency', name: 'Vexillum', agency: 'FBI' } },
  })
  open = said.reference
})
beforeEach(() => later(1))
afterAll(() => tested?.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}

async function staff(signIn: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(signIn)
  return visitor
}

async function customer(card: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card, pin })
  await visitor.get('/me')
  return visitor
}

/** The addresses of a page, with what its parameters can be here. */
const addressesOf = (path: string): string[] =>
  path.includes(':reference')
    ? [open, sealed].map((reference) => path.replace(':reference', reference))
    : [
        path
          .replace(':side', 'director')
          .replace(':month', '2026-11')
          .replace(':number', '1')
          .replace(/:\w+/, '1'),
      ]

const forOwn = ({ may }: Route<Services>) => may === 'customer' || may === 'customer-plainly'
const forStaff = ({ may }: Route<Services>) => Array.isArray(may)

/** The addresses that show a page to this visitor and let it stay for longer than that. */
async function staying(
  visitor: Visitor,
  table: readonly Route<Services>[],
  longestMinutes: number,
): Promise<string[]> {
  const stay: string[] = []
  let shown = 0
  for (const path of table
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => addressesOf(path))) {
    const response = await visitor.get(path)
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue
    // What is saved is on no screen.
    if (response.headers.get('content-disposition')?.startsWith('attachment')) continue
    shown++
    const [, seconds = 'Infinity', to] = /^(\d+); url=(.*)$/.exec(response.headers.get('refresh') ?? '') ?? []
    if (Number(seconds) > longestMinutes * 60 + 5 || !to?.startsWith('/')) stay.push(path)
  }
  expect(shown).toBeGreaterThan(10)
  return stay
}

test('every page of the route table closes itself when the session of its reader ends', async () => {
  for (const role of roles) expect(await staying(await staff(role), routes.filter(forStaff), 20)).toEqual([])
  expect(await staying(await customer(cards.child), routes.filter(forOwn), 10)).toEqual([])
}, 180_000)

test('while sealed matters are open, every page closes itself when they do', async () => {
  const director = await openAs(await staff('director'))
  await director.get(`/sealed/matter/${sealed}`)
  expect(director.text).toContain('Agent Vexillum')
  expect(await staying(director, routes.filter(forStaff), 10)).toEqual([])
})

test('a page that stays is found', async () => {
  const stays = page('/stays', ['director'], ({ c }) => c.html('<h1>Agent Vexillum</h1>'))
  const director = new Visitor(tested.app([...routes, stays]))
  await director.signIn('director')
  expect(await staying(director, [...routes.filter(forStaff), stays], 20)).toEqual(['/stays'])
})

test('a page says when it closes itself, once', async () => {
  const director = await staff('director')
  await director.get(`/cases/${open}`)
  expect(director.text).toContain('If you leave this page alone, it closes itself after 20 minutes.')
  await director.post('/language', { to: 'es', back: '/' })
  await director.get(`/cases/${open}`)
  expect(director.text).toContain('Si deja esta página sin usar, se cierra sola a los 20 minutos.')
  const own = await customer(cards.child)
  expect(own.text).toContain('it closes itself after 10 minutes.')
  const clerk = await staff('desk')
  await clerk.get('/counter')
  await clerk.post('/counter/card', { card: cards.child })
  expect(clerk.text.match(/closes itself/g)).toHaveLength(1)
})

test('where a page goes when it closes itself, nothing of a session that is over shows', async () => {
  const director = await staff('director')
  const own = await customer(cards.child)
  for (const [visitor, path, signIn, minutes] of [
    [director, `/cases/${open}`, '/sign-in', 20],
    [own, '/me', '/me/sign-in', 10],
  ] as const) {
    const { headers } = await visitor.get(path)
    const [, seconds = '', to = ''] = /^(\d+); url=(.*)$/.exec(headers.get('refresh') ?? '') ?? []
    expect(Number(seconds)).toBe(minutes * 60 + 5)
    tested.time.now = new Date(tested.time.now.getTime() + Number(seconds) * 1000)
    expect((await visitor.get(to)).headers.get('location')).toBe(signIn)
    tested.time.now = new Date(tested.time.now.getTime() - Number(seconds) * 1000)
  }
})

test('pages that close themselves keep no session alive, nor sealed matters open', async () => {
  const director = await openAs(await staff('director'))
  const own = await customer(cards.parent)
  // Two pages of one session, each of which asks for another while the other is still alive.
  for (const minutes of [6, 6]) {
    later(minutes)
    await director.get('/?closed')
    await own.get('/me?closed')
  }
  expect((await director.get(`/sealed/matter/${sealed}`)).status).toBe(404)
  expect((await own.get('/me')).headers.get('location')).toBe('/me/sign-in')
  later(19)
  await director.get('/?closed')
  later(2)
  expect((await director.get('/')).headers.get('location')).toBe('/sign-in')
})

test('a session that is as old as any may be closes its page then, and not later', async () => {
  const own = await customer(cards.parent)
  for (let each = 0; each < 6; each++) {
    later(9)
    await own.get('/me')
  }
  const { headers } = await own.get('/me')
  expect(headers.get('refresh')).toBe('365; url=/me?closed')
})

test('pages are made in one place, which closes them; others are a refusal before it is known who asks, and a file', () => {
  const source = resolve(import.meta.dirname, '../../src')
  const makers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => /\bc\.html\(/.test(readFileSync(join(source, file), 'utf8')))
  expect(makers.sort()).toEqual([
    'patrons/pages/my-data.tsx',
    'platform/http/error-pages.tsx',
    'platform/http/layout.tsx',
  ])
})
