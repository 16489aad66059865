import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StaffActor } from '../../src/gate/actor.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { emergencyContacts, replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested

const contacts = [
  { whom: 'director', nth: 1, name: 'Ruth Olsen', mail: 'ruth@library.example.org', phones: '308-555-0101' },
  { whom: 'counsel', nth: 1, name: 'Carl Lund', mail: '', phones: '308-555-0104' },
] as const
const haas = {
  who: 'officer',
  brought: 'paper',
  name: 'R. Haas',
  agency: 'Sheriff',
  wants: 'All of her loans',
}

beforeAll(async () => {
  tested = await startHouse()
  await tested.house.app
    .transaction()
    .execute((trx) => replaceEmergencyContacts(trx, contacts, ['director', 'counsel', 'president']))
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

const sittings = new Map<string, Promise<Visitor>>()
/** Somebody signed in, once in this file; at home, where no computer of the library's is. */
function at(home: 'home' | 'front-desk', role: string): Promise<Visitor> {
  const known = sittings.get(`${home} ${role}`) ?? sitDown(home, role)
  sittings.set(`${home} ${role}`, known)
  return known
}
async function sitDown(home: 'home' | 'front-desk', role: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  if (home !== 'home') visitor.cookies.set('carrel-computer', await tested.computerAt(home))
  expect((await visitor.signIn(role)).status).toBe(303)
  return visitor
}
async function reported(visitor: Visitor, fields: Record<string, string> = {}): Promise<string> {
  await visitor.get('/report')
  const { status } = await visitor.post('/report', { sent: 'yes', ...haas, ...fields })
  expect([status, visitor.heading]).toEqual([
    200,
    expect.stringMatching(/^Reported$|Now call: no one has been/),
  ])
  return /class="carrel-reference">([^<]+)</.exec(visitor.html)?.[1] ?? ''
}
const counsel: StaffActor = {
  accountId: '00000000-0000-4000-8000-00000000000c',
  role: 'counsel',
  place: 'elsewhere',
}
const seen = async (reference: string) => {
  const it = await tested.house.cases.look(counsel, reference)
  if (it === undefined) throw new Error('there is no such case')
  return it
}
const casesIn = () =>
  inContext(tested.house.app, dailyJobContext, (trx) =>
    trx.selectFrom('case_file').select('reference').execute(),
  )

describe('a report', () => {
  test('is made by whoever works here, from home too, and its case has who, what, where and when', async () => {
    for (const role of ['volunteer', 'desk', 'director', 'counsel', 'trustee']) {
      const reference = await reported(await at('home', role), { court: 'yes', way: 'home' })
      const it = (await seen(reference)).case
      expect(it.requester).toEqual({ kind: 'justice-agency', name: 'R. Haas', agency: 'Sheriff' })
      expect([it.kind, it.way, it.wants]).toEqual(['process', 'home', 'All of her loans'])
      expect(it.looked).toEqual({ court: 'yes', judge: 'unsure', searchHere: 'unsure' })
      // What paper it is nobody has read yet.
      expect(it.reading).toBeUndefined()
    }
    // At eleven at night in Minden too.
    const day = tested.time.now
    tested.time.now = new Date('2026-11-25T05:00:00Z')
    const late = await reported(await sitDown('home', 'volunteer'), { way: 'home' })
    expect((await seen(late)).case.receivedAt).toBe('2026-11-25T05:00:00Z')
    tested.time.now = day
  })

  test('says when it came and when it was reported, in the hours of the library; no time that has not come', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk, { came: '2026-11-24T08:30' })
    const [received] = (await seen(reference)).events
    expect(received?.stamp.at).toBe('2026-11-24T14:30:00Z')
    expect(received?.stamp.notedAt).toBe(`${tested.time.now.toISOString().slice(0, 19)}Z`)
    for (const came of ['2026-11-24T23:00', 'yesterday', '2026-13-01T08:00']) {
      await clerk.get('/report')
      expect((await clerk.post('/report', { sent: 'yes', ...haas, came })).status).toBe(422)
    }
  })

  test('comes with the policy’s words for it: officers who may search are not stopped, others wait for the Director', async () => {
    const clerk = await at('front-desk', 'desk')
    await reported(clerk)
    expect(clerk.text).toContain('I’m calling the Director now')
    expect(clerk.html).not.toContain('/search"')
    const reference = await reported(clerk, { here: 'yes', judge: 'yes' })
    expect(clerk.text).toContain('I won’t stand in your way')
    expect(clerk.html).toContain(`href="/cases/${reference}/search"`)
    // An immigration form is no judge’s.
    await reported(clerk, { here: 'yes', judge: 'no' })
    expect(clerk.text).not.toContain('I won’t stand in your way')
  })

  test('notes each call with its time, and an answer tells nothing of the case', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    expect(clerk.text).toContain('308-555-0101')
    for (const reached of ['no', 'no', 'yes']) {
      await clerk.post('/report/told', {
        reference,
        whom: 'director',
        reached,
        who: 'officer',
        brought: 'paper',
      })
      // Once the Director is reached, no one is told that the Director is being called.
      const isSaid = clerk.text.includes('I’m calling the Director now')
      expect([reached, isSaid]).toEqual([reached, reached === 'no'])
      expect(clerk.text).not.toContain('R. Haas')
    }
    const { events } = await seen(reference)
    const told = events.flatMap((event) => (event.what === 'told' ? [event] : []))
    const now = `${tested.time.now.toISOString().slice(0, 19)}Z`
    expect(told.map(({ stamp }) => stamp.at)).toEqual(told.map(() => now))
    expect(told.map(({ whom, through, reached }) => [whom, through, reached])).toEqual([
      ['director', 'phone', false],
      ['director', 'phone', false],
      ['director', 'phone', true],
      ['counsel', 'screen', true],
    ])
    // Once both are reached, the step that says to call is not taken for one that is left.
    expect(clerk.text).not.toContain('Your calls are made.')
    const known = { reference, who: 'officer', brought: 'paper', known: 'director' }
    await clerk.post('/report/told', { ...known, whom: 'counsel', reached: 'yes' })
    expect(clerk.text).toContain('Your calls are made.')
    await clerk.get('/report')
    expect((await clerk.post('/report/again', { reference: reference.toLowerCase() })).status).toBe(200)
    expect((await clerk.post('/report/again', { reference: 'AAAA-BBBB-CCCC' })).status).toBe(422)
    const none = { reference: 'AAAA-BBBB-CCCC', whom: 'director', reached: 'no' }
    expect((await clerk.post('/report/told', none)).status).toBe(422)
  })

  test('goes to the president once whoever reported it says that it is about the Director, and by nobody else who works here', async () => {
    const [clerk, director] = [await at('front-desk', 'desk'), await at('front-desk', 'director')]
    const reference = await reported(clerk)
    const volunteer = await at('front-desk', 'volunteer')
    await volunteer.get('/report')
    expect((await volunteer.post('/report/about', { reference, is: 'yes' })).status).toBe(422)
    expect((await director.get(`/cases/${reference}`)).status).toBe(200)
    expect((await clerk.post('/report/about', { reference, is: 'yes' })).status).toBe(200)
    expect(clerk.text).toContain('It now belongs to the president of the Board')
    expect((await director.get(`/cases/${reference}`)).status).toBe(404)
    await director.get('/report')
    expect((await director.post('/report/about', { reference, is: 'no' })).status).toBe(422)
    expect((await seen(reference)).case.aboutDirector).toBe(true)
  })

  test('of secret paper makes no case and no mail: it says whom one may still speak with', async () => {
    const clerk = await at('front-desk', 'desk')
    const before = await casesIn()
    for (const secret of ['yes', 'fisa-order', 'national-security-letter']) {
      await clerk.get('/report')
      await clerk.post('/report', { sent: 'yes', ...haas, secret })
      expect(clerk.heading).toBe('Tell only the Director and the City’s lawyer')
      expect(clerk.text).toContain('308-555-0104')
      expect(clerk.text).not.toContain('R. Haas')
    }
    expect(await casesIn()).toEqual(before)
  })

  test('about the Director goes to the president of the Board, and the Director sees nothing of it', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk, { about: 'yes' })
    expect(clerk.text).toContain(
      'This is about the Director. The president of the Board takes the Director’s place',
    )
    expect(clerk.text).toContain('I reached the president')
    expect(clerk.text).not.toContain('I reached the Director')
    await clerk.post('/report/told', { reference, whom: 'director', reached: 'no', about: 'yes' })
    expect(clerk.text).toContain('the president did not answer')
    expect(clerk.html).toContain('name="about" value="yes"')
    // Whoever holds a reference and said nothing reads the same of any case.
    const another = await reported(clerk)
    const pages: string[] = []
    for (const one of [reference, another]) {
      const kept = () =>
        pages.push(clerk.html.replaceAll(one, '').replaceAll(/name="word" value="[^"]*/g, ''))
      await clerk.get('/report')
      await clerk.post('/report/again', { reference: one })
      kept()
      await clerk.post('/report/told', { reference: one, whom: 'director', reached: 'no' })
      kept()
      await clerk.postFile('/report/paper', { reference: one }, { name: 'x.txt', bytes: Buffer.from('x') })
      kept()
    }
    expect(pages.slice(0, 3)).toEqual(pages.slice(3))
    // One button for both, under the Director: under the president it read as if only a matter about the Director had one.
    expect(pages[0]).toMatch(/<h3>The Director<.*I reached the Director or the president<.*<h3>The president/)
    const director = await at('home', 'director')
    expect((await director.get(`/cases/${reference}`)).status).toBe(404)
    await director.get('/cases')
    expect(director.text).not.toContain(reference)
    const president = await at('home', 'trustee')
    await president.get('/')
    expect(president.text).toMatch(/You have (a new matter|\d+ new matters) to review/)
    await president.get('/cases')
    expect(president.text).toContain(reference)
    await president.get(`/cases/${reference}`)
    expect(president.text).toContain('tried to reach the president of the Board by phone')
    expect(president.text).not.toContain('reach the Director')
    // A search is asked the same.
    await clerk.get('/cases/search/new')
    const begun = await clerk.post('/cases/search/new', { about: 'yes', secret: 'no' })
    await clerk.get(begun.headers.get('location') ?? '')
    // To whoever holds its reference the page reads the same, whomever it is about.
    expect(clerk.text).toContain('If the matter is about the Director, call the president of the Board')
    expect((await director.get(begun.headers.get('location') ?? '')).status).toBe(404)
  })

  test('the president of the Board names whom to call for what is about the Director, and the Director cannot', async () => {
    const director = await at('home', 'director')
    await director.get('/cases/contacts')
    expect(director.html).not.toContain('mail-president-1')
    const named = { 'name-president-1': 'R. Olsen', 'mail-president-1': 'ruth@library.example.org' }
    const theirs = { 'name-director-1': 'Ruth Olsen', 'phones-director-1': '308-555-0101' }
    await director.post('/cases/contacts', {
      ...named,
      ...theirs,
      'name-counsel-1': 'Carl Lund',
      'phones-counsel-1': '308-555-0104',
    })
    const all = () => emergencyContacts(tested.house.app)
    expect((await all()).map(({ whom }) => whom)).toEqual(['director', 'counsel'])
    const president = await at('home', 'trustee')
    await president.get('/cases/contacts')
    await president.post('/cases/contacts', {
      'name-president-1': 'Pia Rask',
      'mail-president-1': 'rask@board.example.org',
    })
    expect((await all()).map(({ whom, name }) => `${whom} ${name}`).sort()).toEqual([
      ...['counsel Carl Lund', 'director Ruth Olsen', 'president Pia Rask'],
    ])
  })

  test('of a search warrant that nobody may be told of makes no case either', async () => {
    const clerk = await at('front-desk', 'desk')
    const before = await casesIn()
    const typed = {
      ...{ leader: '', court: 'Quixotry', signedBy: '', place: '', items: '', dates: '', hours: '' },
      ...{ delay: 'granted', day: '2026-11-24', came: '8:00', left: '8:30', things: '' },
    }
    for (const [path, fields] of [
      ['/cases/search/new', {}],
      ['/cases/search/paper', typed],
    ] as const) {
      await clerk.get(path)
      expect(clerk.text).toContain(
        'Does it have a nondisclosure order? (It says you may not tell anyone about it.)',
      )
      await clerk.post(path, { ...fields, secret: 'yes' })
      expect(clerk.heading).toBe('Tell only the Director and the City’s lawyer')
      expect(clerk.text).not.toContain('Quixotry')
    }
    expect(await casesIn()).toEqual(before)
  })

  test('goes on from an answer, and takes along of what kind it is and nothing of anybody', async () => {
    const clerk = await at('front-desk', 'desk')
    await clerk.get('/ask')
    await clerk.post('/ask', {
      who: 'paper',
      sender: 'officer',
      paper: 'national-security-letter',
      wants: '',
    })
    const form = /<form method="post" action="\/report">.*?<\/form>/s.exec(clerk.html)?.[0] ?? ''
    expect([...form.matchAll(/name="([a-z]+)" value="([a-z-]*)"/g)].map(([, name]) => name)).toEqual([
      'who',
      'brought',
      'secret',
      'opened',
    ])
    await clerk.post('/ask', { who: 'customer', how: 'here', checked: '', card: 'none', wants: '' })
    expect(clerk.html).not.toContain('action="/report"')
  })

  test('waits on the start page of the Director and counsel until each has looked', async () => {
    const director = await at('home', 'director')
    await director.get('/')
    const [, many = '1'] =
      /You have (\d+) new matters to review|You have a new matter to review/.exec(director.text) ?? []
    const reference = await reported(await at('front-desk', 'volunteer'))
    await director.get('/')
    expect(director.text).toContain(`You have ${Number(many) + 1} new matters to review`)
    const account = { accountId: counsel.accountId, place: 'elsewhere' }
    await tested.house.cases.look({ ...account, role: 'director' }, reference)
    await director.get('/')
    expect(director.text).not.toContain(`You have ${Number(many) + 1} new matters to review`)
    const lawyer = await at('home', 'counsel')
    await lawyer.get('/')
    expect(lawyer.text).toMatch(/You have (a new matter|\d+ new matters) to review/)
    const volunteer = await at('home', 'volunteer')
    await volunteer.get('/')
    expect(volunteer.text).not.toMatch(/You have (a new matter|\d+ new matters) to review/)
  })
})

describe('a photo or scan of paper', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(70_000, 'Kwyjibo')])
  const html = '<html><script>alert(1)</script></html>'
  const polyglot = Buffer.from(`%PDF-1.7\n${html}`)

  async function added(reference: string, visitor: Visitor, name: string, bytes: Buffer) {
    await visitor.get('/report')
    await visitor.post('/report/again', { reference })
    return visitor.postFile('/report/paper', { reference }, { name, bytes })
  }
  const papersOf = async (reference: string) => (await seen(reference)).case.papers

  test('leaves room for the order that whoever decides has, however many staff have added', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    const { papers } = tested.house.cases
    const small = { name: 'x.png', bytes: png.subarray(0, 9) }
    const asStaff = { ...counsel, accountId: crypto.randomUUID(), role: 'desk' } as const
    const another = { ...asStaff, accountId: crypto.randomUUID() } as const
    for (let sent = 0; sent < 40; sent++)
      expect(await papers.add(asStaff, reference, small)).toHaveProperty('entry')
    expect(await papers.add(asStaff, reference, small)).toBe('too-many')
    expect(await papers.add(another, reference, small)).toHaveProperty('entry')
    expect(await papers.add(counsel, reference, small)).toHaveProperty('entry')
    expect(await papers.add({ ...counsel, role: 'director' }, reference, small)).toHaveProperty('entry')
  })

  test('is kept sealed, with its hash, and saved by the Director and counsel alone, each on record', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    expect((await added(reference, clerk, '../../etc/Sub poena.PDF', png)).status).toBe(200)
    const [paper] = await papersOf(reference)
    const sha256 = createHash('sha256').update(png).digest('hex')
    expect(paper).toMatchObject({ name: 'Sub poena.png', type: 'image/png', sha256, bytes: png.length })
    const path = `/cases/${reference}/paper/${paper?.id}`
    for (const role of ['desk', 'volunteer', 'trustee']) {
      expect((await (await at('front-desk', role)).get(path)).status).toBe(404)
    }
    const { rows } = await inContext(tested.house.app, dailyJobContext, async (trx) => ({
      rows: await trx.selectFrom('case_paper').select('piece').execute(),
    }))
    expect(new Set(rows.map(({ piece }) => piece.length)).size).toBe(1)
    expect(rows.some(({ piece }) => piece.includes('Kwyjibo'))).toBe(false)
    const director = await at('home', 'director')
    const saved = await director.get(path)
    expect(Buffer.from(await saved.arrayBuffer()).equals(png)).toBe(true)
    const { entry = '' } = (await tested.house.cases.papers.get(counsel, reference, paper?.id ?? '')) ?? {}
    expect(entry).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })

  test('that is a page as well as a PDF is saved and never shown: no script of it runs here', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    expect((await added(reference, clerk, 'x.html', polyglot)).status).toBe(200)
    const [paper] = await papersOf(reference)
    const { headers } = await (await at('home', 'counsel')).get(`/cases/${reference}/paper/${paper?.id}`)
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="paper-[0-9A-Z-]+-[0-9a-f]{4}\.pdf"$/,
    )
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-type')).toBe('application/pdf')
  })

  test.each([
    ['a page that is called a PDF', Buffer.from(html), 'not a PDF, JPEG, or PNG'],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'not a PDF, JPEG, or PNG',
    ],
    ['a PDF behind other bytes', Buffer.from(` ${polyglot}`), 'not a PDF, JPEG, or PNG'],
    ['nothing', Buffer.alloc(0), 'This file is empty'],
    ['too much', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10 * 1024 * 1024)]), 'larger than 10 MB'],
  ])('is not kept where it is %s', async (_what, bytes, says) => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    expect((await added(reference, clerk, 'paper.pdf', bytes)).status).toBe(422)
    expect(clerk.text).toContain(says)
    expect(await papersOf(reference)).toEqual([])
  })

  test('is not even read where it is far too big, says no length, or comes from nobody', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    const file = { name: 'x.pdf', bytes: polyglot }
    const claims = { 'content-length': String(11 * 1024 * 1024) }
    expect((await clerk.postFile('/report/paper', { reference }, file, claims)).status).toBe(413)
    const stranger = new Visitor(tested.app())
    expect((await stranger.postFile('/report/paper', { reference }, file)).headers.get('location')).toBe(
      '/sign-in',
    )
    // To no other address may a form bring a file.
    await clerk.get('/report')
    expect((await clerk.postFile('/report/told', { reference }, file)).status).toBe(400)
  })

  test('is one of forty at most, and may follow what was asked without paper', async () => {
    const clerk = await at('front-desk', 'desk')
    const reference = await reported(clerk)
    for (let at = 0; at < 40; at++) expect((await added(reference, clerk, 'x', polyglot)).status).toBe(200)
    await added(reference, clerk, 'x', polyglot)
    expect(clerk.text).toContain('There are already too many files')
    expect(await papersOf(reference)).toHaveLength(40)
    const asked = await reported(clerk, { brought: 'nothing' })
    expect((await added(asked, clerk, 'x', polyglot)).status).toBe(200)
  })
})
