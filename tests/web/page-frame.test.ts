import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* What stands around every page: where it is, and what it is for. */

let tested: Tested
let reference = ''

beforeAll(async () => {
  tested = await startHouse()
  const actor = { accountId: 'test', role: 'desk', place: 'office' } as const
  const said = await tested.house.cases.receive(actor, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    ...{ wants: 'Loans', requester: { kind: 'justice-agency', name: 'Vexillum', agency: 'FBI' } },
  })
  reference = said.reference
})
afterAll(() => tested?.close())

async function at(role: string, place = 'office'): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  return visitor
}

/** The address and text of each link in the line above the page. */
function trailOf({ html }: Visitor): (readonly [string, string])[] {
  const [, line = ''] = /<nav class="grid-container carrel-trail"[^>]*>(.*?)<\/nav>/s.exec(html) ?? []
  return [...line.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href = '', text = '']) => [href, text])
}

test('a page below a menu says where it is; a page of a menu and one that is not there do not', async () => {
  const director = await at('director')
  await director.get(`/cases/${reference}/decision`)
  const home = ['/', 'Home'] as const
  const toCase = [home, ['/cases', 'Cases'], [`/cases/${reference}`, reference]] as const
  expect(trailOf(director)).toEqual(toCase)
  await director.post('/counter/card', { card: cards.child })
  expect(trailOf(director)).toEqual([home, ['/counter', 'Find a customer']])
  await director.get('/account/passphrase')
  expect(trailOf(director)).toEqual([home, ['/account', 'My account']])
  for (const path of ['/', '/cases', '/cases/contacts', '/account', '/cases/no/such/page']) {
    await director.get(path)
    expect([path, trailOf(director)]).toEqual([path, []])
  }
})

test('a customer is led back from each page that their menu does not lead to', async () => {
  await plantPin(tested.house, tested.parent)
  const customer = new Visitor(tested.app())
  await customer.get('/me/sign-in')
  expect(trailOf(customer)).toEqual([])
  await customer.post('/me/sign-in', { card: cards.parent, pin })
  const inMenu = ['/me', '/me/choices', '/me/history', '/me/seen']
  const files = ['/me/data', '/me/data/page', '/me/stay', '/me/minors', '/me/sign-in', '/me/sign-in/code']
  const open = ['/me/pin', '/me/block']
  for (const { method, path } of routes) {
    if (method !== 'GET' || !/^\/me(\/|$)/.test(path) || [...files, ...open].includes(path)) continue
    await customer.get(path)
    const back = inMenu.includes(path) ? [] : [['/me', 'My account']]
    expect([path, trailOf(customer)]).toEqual([path, back])
  }
})

test('each link of such a line leads its reader to a page', async () => {
  for (const role of roles) {
    const visitor = await at(role, 'front-desk')
    const links = new Set<string>()
    for (const { path } of routes.filter(({ method, may }) => method === 'GET' && Array.isArray(may))) {
      await visitor.get(path.replace(':reference', reference).replace(/:\w+/g, '1'))
      for (const [href] of trailOf(visitor)) links.add(href)
    }
    expect(links.size).toBeGreaterThan(1)
    for (const href of links) {
      expect([role, href, (await visitor.get(href)).status]).toEqual([role, href, 200])
    }
  }
})

test('every page of a menu says what it is for, what it records and whom to ask, in both languages', async () => {
  for (const role of roles) {
    const visitor = await at(role)
    await visitor.get('/')
    const [, menus = ''] = /<nav id="menu"[^>]*>(.*?)<\/nav>/s.exec(visitor.html) ?? []
    const paths = [...menus.matchAll(/<a href="(\/[^"]*)"/g)].map(([, href = '']) => href)
    for (const path of paths) {
      await visitor.get(path)
      const [, about = ''] = /<summary>About this page<\/summary>(.*?)<\/details>/s.exec(visitor.html) ?? []
      const said = about.match(/<p>[^<]{8,}<\/p>/g)?.length ?? 0
      // The Director is not told to ask the Director.
      const fewest = role === 'director' ? 2 : 3
      expect([role, path, said >= fewest]).toEqual([role, path, true])
    }
  }
  const clerk = await at('desk')
  await clerk.get('/account/passphrase')
  expect(clerk.text).not.toContain('About')
  await clerk.post('/counter/card', { card: cards.child })
  expect(clerk.text).toContain('About “Find a customer”')
  await clerk.post('/language', { to: 'es', back: '/' })
  await clerk.get('/counter')
  expect(clerk.text).toContain('Acerca de esta página')
  expect(clerk.text).toContain('¿Preguntas? Consulte a la Dirección.')
})

test('a page says in the menu that it is the current one', async () => {
  const clerk = await at('desk')
  for (const path of ['/lend', '/counter', '/ask', '/policy']) {
    await clerk.get(path)
    expect([path, clerk.html.match(/aria-current="page"/g)?.length]).toEqual([path, 1])
    expect(clerk.html).toMatch(new RegExp(`<a href="${path}"[^>]*aria-current="page"`))
  }
})
