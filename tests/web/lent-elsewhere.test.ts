import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { isLentElsewhere, setNightlyImport } from '../../src/patrons/other-system-store.ts'
import { tickOf } from '../compartments/sealed-house.ts'
import { cards, roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

async function at(place: string, role: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  return visitor
}

async function chooses(system: string): Promise<Visitor> {
  const director = await at('office', 'director')
  await director.get('/set-up/lending')
  expect((await director.post('/set-up/lending', { system })).status).toBe(303)
  return director
}

/** The addresses at which lending is done. Whoever types one is told that another system does it. */
const lending = ['/lend', '/return', '/renew', '/reserves', '/pick-up', '/items', '/items/add', '/me/reserve']
const leadsThere = new RegExp(
  `(?:href|action)="(?:${[...lending, '/counter/renew', '/counter/reserve', '/counter/charge', '/me/renew'].join('|')})["/?]`,
)
/** Written by hand: what a screen says where it lends. */
const words =
  /\b(?:Check out|Check in|Renew all|Reserves to pull|Reserve shelf|Pull list|Place a reserve|Waive|Record payment)\b/

/** What of a page speaks of lending: a menu, a button, a link or a sentence. */
const spokenOf = ({ html, text }: Visitor) =>
  [leadsThere.exec(html)?.[0], words.exec(text)?.[0]].filter((found) => found !== undefined)

describe('which system checks items out', () => {
  test('is asked at set-up, is on record, and changes the menus at once', async () => {
    const clerk = await at('front-desk', 'desk')
    await clerk.get('/')
    expect(spokenOf(clerk)).toEqual(['href="/lend"', 'Check out'])
    const director = await at('office', 'director')
    await director.get('/set-up')
    expect(director.text).toContain('Choose the system that checks items out Carrel, or another')
    await director.get('/set-up/lending')
    expect((await director.post('/set-up/lending')).status).toBe(422)
    expect(director.text).toContain('Choose the system')

    await chooses('other')
    await clerk.get('/')
    expect(spokenOf(clerk)).toEqual([])
    await clerk.get('/lend')
    expect(clerk.text).toContain('This library checks out items in another system')
    await tickOf(tested)
    await director.get('/register')
    expect(director.text).toContain('chose which system checks items out')
    await director.get('/set-up')
    expect(director.text).toContain('Choose the system that checks items out Done')

    await chooses('carrel')
    await clerk.get('/')
    expect(spokenOf(clerk)).toEqual(['href="/lend"', 'Check out'])
  })

  test('is another one where the nightly import says so, until that is set up again', async () => {
    const { app, worker } = tested.it.database
    await setNightlyImport(worker, '/exports', tested.time.now, true)
    expect(await isLentElsewhere(app)).toBe(true)
    const director = await at('office', 'director')
    await director.get('/set-up/lending')
    expect((await director.post('/set-up/lending', { system: 'carrel' })).status).toBe(422)
    expect(director.text).toContain('without --lends-elsewhere')
    await worker.deleteFrom('import_nightly').execute()
    expect(await isLentElsewhere(app)).toBe(false)
  })
})

test('no page of a library that lends elsewhere speaks of lending or leads there', async () => {
  await chooses('other')
  const pages = routes
    .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    .map(({ path }) => path)
    .filter((path) => !lending.includes(path) && path !== '/set-up/lending')
  const found: string[] = []
  const notes = (where: string, visitor: Visitor) => {
    for (const one of spokenOf(visitor)) found.push(`${where}: ${one}`)
  }
  let seen = 0
  for (const [place, role] of [
    ...roles.map((role) => ['front-desk', role] as const),
    ...roles.map((role) => ['office', role] as const),
  ]) {
    const visitor = await at(place, role)
    for (const path of pages) {
      if ((await visitor.get(path)).status !== 200) continue
      seen += 1
      notes(`${role}, ${place}, ${path}`, visitor)
    }
    await visitor.get('/counter')
    await visitor.post('/counter/card', { card: cards.child })
    notes(`${role}, ${place}, a record`, visitor)
  }
  expect(seen).toBeGreaterThan(200)
  expect(found).toEqual([])
})
