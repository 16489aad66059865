import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SealedMatters } from '../../src/sealed/matters.ts'
import { setUpGroup } from '../compartments/sealed-house.ts'
import { passphrase, roles, startHouse, type Tested } from './house.ts'
import { openAs, plantSealed } from './sealed-planted.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  // A minute for each test, so that the sign-ins of one do not use up the tries of another.
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

async function signedIn(signIn: string, place = 'office'): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(signIn)
  return visitor
}

/** All that a browser gets of a page, but for what is of chance on every page: its form's word. */
async function allOf(visitor: Visitor, path: string): Promise<string> {
  const { status, headers } = await visitor.get(path)
  const head = [...headers]
    .map(([name, value]) => `${name}: ${value}`)
    .filter((line) => !line.startsWith('date:'))
  return [status, ...head, visitor.html.replaceAll(visitor.word, '«word»')].join('\n')
}

const shut = [
  ...[
    '/sealed',
    '/sealed/set-up',
    '/sealed/recover',
    '/sealed/evidence',
    '/sealed/matter/AAAA-BBBB-CCCC',
    '/sealed/people/director',
  ],
  ...['/', '/cases', '/cases/apart', '/cases/closed'],
]

describe('sealed matters', () => {
  test('look the same to everybody, byte for byte, whether there are any or none', async () => {
    const visitors = new Map<string, Visitor>()
    for (const role of roles) visitors.set(role, await signedIn(role))
    const look = async () => {
      const pages: Record<string, string> = {}
      for (const [role, visitor] of visitors) {
        for (const path of shut) pages[`${role} ${path}`] = await allOf(visitor, path)
        await openAs(visitor)
        const opened = [await allOf(visitor, '/sealed'), await allOf(visitor, '/sealed/evidence')]
        if (['volunteer', 'desk', 'trustee'].includes(role)) pages[`${role} opened`] = opened.join('\n')
        await visitor.post('/sealed/shut')
      }
      return pages
    }
    const director = visitors.get('director') as Visitor
    await setUpGroup(director, 'director')
    await director.get('/sealed/set-up')
    expect(director.text).toContain('For the Director and the City’s lawyer')
    const before = await look()
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    const { sealed } = await plantSealed(tested, signedIn)
    expect(await look()).toEqual(before)
    const opened = await openAs(director)
    await opened.get('/sealed')
    expect(opened.text).toContain(sealed)
    await opened.post('/sealed/shut')
  })

  test('open nowhere where the public stands, and there all look the same to everybody', async () => {
    const shown = new Set<string>()
    for (const role of roles) {
      const visitor = await signedIn(role, 'front-desk')
      await visitor.get('/sealed')
      // From the heading to the help: the menus, and whom to ask, are the role’s.
      const [page = ''] = visitor.text.split(/About this page|If you leave this page alone/)
      shown.add(page.slice(page.indexOf('Some legal papers have a nondisclosure order')))
      expect(visitor.text).toContain('Go to the Office or the Crane Room.')
      expect((await visitor.post('/sealed/open', { passphrase })).status).toBe(404)
    }
    expect([...shown]).toHaveLength(1)
    const director = await openAs(await signedIn('director'))
    await director.get('/sealed')
    const reference = /\/sealed\/matter\/([^"]+)"/.exec(director.html)?.[1] ?? ''
    expect((await director.get(`/cases/${reference}`)).status).toBe(200)
    for (const place of ['front-desk', 'public-area']) {
      director.cookies.set('carrel-computer', await tested.computerAt(place))
      const paths = [`/sealed/matter/${reference}`, `/cases/${reference}`, '/sealed/people/director']
      for (const path of paths) expect([path, (await director.get(path)).status]).toEqual([path, 404])
      await director.get('/sealed')
      expect(director.text).not.toContain(reference)
    }
    // Whoever works for the City or the Board has a computer that is not the library's.
    director.cookies.delete('carrel-computer')
    expect((await director.get(`/sealed/matter/${reference}`)).status).toBe(200)
    // A matter whole has copies of records, which leave the library's own computers nowhere else either.
    await director.get('/sealed')
    const archive = await director.post('/sealed/archive/file', { reference, said: randomUUID() })
    expect(archive.status).toBe(404)
  })

  test('have words for a person who asks about themselves, on pages that everyone has, in both languages', async () => {
    for (const role of roles) {
      const visitor = await signedIn(role, 'front-desk')
      await visitor.get('/ask')
      expect([role, visitor.html]).toEqual([role, expect.stringContaining('value="asked-about"')])
      for (const [language, says] of [
        ['en', 'We cannot say whether we have or have not received any request. Everyone gets this answer.'],
        ['es', 'No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta'],
      ] as const) {
        visitor.cookies.set('carrel-language', language)
        await visitor.get('/policy')
        expect(visitor.text).toContain(says)
        await visitor.post('/ask', { who: 'asked-about' })
        expect(visitor.text).toContain(says)
        // Who viewed a record has an answer, and is not refused with the same words.
        expect(visitor.html).toContain('href="/switch#customer"')
        // A lawyer who asks that for a customer is told nothing by staff.
        expect(visitor.text).toMatch(/not even a lawyer|ni siquiera a un abogado/)
      }
    }
  })

  test('lead those who see cases to the open ones under an order, whether or not any is there', async () => {
    for (const role of roles) {
      const visitor = await signedIn(role)
      await visitor.get('/sealed')
      const leads = visitor.html.includes('href="/cases/apart"')
      expect([role, leads]).toEqual([role, ['director', 'counsel', 'trustee'].includes(role)])
    }
  })

  test('say plainly that a paper does not fit, keep nothing of it, and take a smaller one', async () => {
    const director = await openAs(await signedIn('director'))
    await director.get('/sealed')
    const reference = /\/sealed\/matter\/([^"]+)"/.exec(director.html)?.[1] ?? ''
    await director.get(`/cases/${reference}`)
    const png = (bytes: number) =>
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(bytes)])
    const add = (bytes: number) =>
      director.postFile(
        '/report/paper',
        { reference },
        { name: 'order.png', type: 'image/png', bytes: png(bytes) },
      )
    const before = await papersOf(director, reference)
    const refused = await add(300 * 1024)
    expect(refused.status).toBe(413)
    expect(director.text).toContain('The sealed space for this matter is full')
    expect(tested.logged.filter((line) => !line.includes('a request was denied'))).toEqual([])
    expect(await papersOf(director, reference)).toBe(before)
    expect((await add(1024)).status).not.toBe(413)
    expect(await papersOf(director, reference)).toBe(before + 1)
  })

  test('take the longest report that the form takes, in the longest letters', async () => {
    const clerk = await signedIn('desk')
    const leaves = vi.spyOn(tested.house.compartments as SealedMatters, 'leave')
    await clerk.get('/report')
    const sent = await clerk.post('/report', {
      ...{ who: 'officer', brought: 'paper', sent: 'yes', secret: 'yes' },
      ...{ name: '\u8b80'.repeat(200), agency: '\u8b80'.repeat(200), wants: '\u8b80'.repeat(2000) },
    })
    expect(sent.status).toBe(200)
    // What the page says is the same whatever was kept.
    expect(await leaves.mock.results[0]?.value).toBe('kept')
    leaves.mockRestore()
  })

  test.each(['no', 'yes'])(
    'have what was typed of a warrant (about the Director: %s), on the side that it is for',
    async (about) => {
      const clerk = await signedIn('desk')
      const leaves = vi.spyOn(tested.house.compartments as SealedMatters, 'leave')
      await clerk.get('/cases/search/paper')
      const things = Array.from(
        { length: 200 },
        (_, nth) => `8:10 \u8b80 thing ${nth} ${'\u8b80'.repeat(12)}`,
      )
      const sent = await clerk.post('/cases/search/paper', {
        ...{
          secret: 'yes',
          about,
          day: '2026-11-24',
          came: '8:05',
          left: 'not yet',
          things: things.join('\n'),
        },
        ...{
          leader: 'Agent Vexillum',
          court: 'D. Neb.',
          signedBy: '',
          place: '',
          items: '',
          dates: '',
          hours: '',
        },
        delay: 'refused',
      })
      expect(sent.status).toBe(200)
      const side = about === 'yes' ? 'president' : 'director'
      expect(clerk.text).toContain(`${side === 'president' ? 'president of the Board' : 'Director'}`)
      const [kept] = leaves.mock.calls
      expect(kept?.[0]).toBe(side)
      // The president's side is not set up here.
      expect(await leaves.mock.results[0]?.value).toBe(about === 'yes' ? 'not-set-up' : 'kept')
      const { event } = (kept?.[1] ?? {}) as { event: { wants: string; aboutDirector: boolean } }
      expect(event.aboutDirector).toBe(about === 'yes')
      for (const said of ['Time they arrived: 8:05', 'Officer in charge: Agent Vexillum', 'thing 0 ', ' …'])
        expect(event.wants).toContain(said)
      await clerk.get('/cases/search/new')
      await clerk.post('/cases/search/new', { secret: 'yes', about })
      expect(leaves.mock.calls[1]?.[0]).toBe(side)
      const kinds = leaves.mock.calls.map(([, came]) => (came as { instrument?: string }).instrument)
      expect(kinds).toEqual(['search-warrant', 'search-warrant'])
      leaves.mockRestore()
    },
  )

  test('name the groups of a key that is mistyped, in the language of the page', async () => {
    const director = await signedIn('director')
    director.cookies.set('carrel-language', 'es')
    await director.get('/sealed/recover')
    await director.post('/sealed/recover', { key: 'qpz? 9x8g' })
    expect(director.text).toContain('Compare con la hoja: grupo 1.')
    expect(director.html).toContain('qpz? 9x8g</textarea>')
  })

  test('are not opened by a wrong passphrase', async () => {
    const director = await signedIn('director')
    await director.get('/sealed')
    expect((await director.post('/sealed/open', { passphrase: `${passphrase}!` })).status).toBe(422)
    await director.get('/sealed')
    expect(director.text).toContain('Open with your passphrase')
  })
})

async function papersOf(visitor: Visitor, reference: string): Promise<number> {
  await visitor.get(`/cases/${reference}`)
  const links = [...visitor.html.matchAll(new RegExp(`/cases/${reference}/paper/[^"]*`, 'g'))]
  return new Set(links.map(([link]) => link)).size
}
