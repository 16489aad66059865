import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOpen } from '../../src/cases/case-service.ts'
import type { EventBodyOf } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const at = { place: 'front-desk' } as const
const colleague: StaffActor = { accountId: 'clerk-9', role: 'desk', ...at }
const director: StaffActor = { accountId: 'director-1', role: 'director', ...at }
const counsel: StaffActor = { accountId: 'counsel-1', role: 'counsel', place: 'elsewhere' }
const president: StaffActor = { accountId: 'trustee-1', role: 'trustee', place: 'elsewhere', president: true }

const subpoena: EventBodyOf<'received'> = {
  ...{ what: 'received', kind: 'process', way: 'counter', wants: 'What a customer had', drill: false },
  requester: { kind: 'justice-agency', name: 'Deputy Canary', agency: 'Kearney County' },
  aboutDirector: false,
}
const cases = () => tested.house.cases
const received = async (more: Partial<EventBodyOf<'received'>> = {}, by = colleague) =>
  (await cases().receive(by, { ...subpoena, ...more })).reference
const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
  tested.time.today = tested.time.now.toISOString().slice(0, 10)
}
const shown = async (to: StaffActor = { ...colleague, accountId: 'clerk-2' }) =>
  (await cases().reportedLately(to)).length

const accountOf = async (role: 'desk') =>
  (
    await tested.house.app
      .selectFrom('account')
      .select('id')
      .where('role', '=', role)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id

test('a colleague’s report shows by its time alone, after five minutes and until the Director or counsel opens it', async () => {
  const page = async () => {
    const clerk = new Visitor(tested.app())
    clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await clerk.signIn('desk')
    const start = clerk.html
    await clerk.get('/report')
    return [start, clerk.html] as const
  }
  const reference = await received()
  expect(await shown()).toBe(0)
  later(6)
  for (const html of await page()) {
    expect(html).toContain('A legal paper was reported at 9:00')
    expect(html).not.toContain(reference)
    expect(html).not.toMatch(/Canary|Kearney County/)
  }
  // The person who reported it has a link to the report itself.
  expect(await shown(colleague)).toBe(0)
  await cases().look(director, reference)
  for (const html of await page()) expect(html).not.toContain('A legal paper was reported')
  const other = await received()
  later(6)
  expect(await shown()).toBe(1)
  await cases().look(counsel, other)
  expect(await shown()).toBe(0)
})

test('no notice comes or ends because a case is about the Director, a drill, or under a nondisclosure order', async () => {
  const about = await received({ aboutDirector: true })
  await received({ drill: true })
  const kept = await received()
  later(6)
  expect(await shown()).toBe(1)
  await cases().look(president, about)
  expect(await shown()).toBe(1)
  // Opened first, as any case in which an order is found; the notice ends with that, and the order changes nothing.
  await cases().look(director, kept)
  expect(await shown()).toBe(0)
  await cases().take(director, kept, { what: 'gag-found', words: 'It has an order.' })
  expect(await shown()).toBe(0)
})

test('a report shows for a day', async () => {
  await received()
  later(23 * 60)
  expect(await shown()).toBe(1)
  later(2 * 60)
  expect(await shown()).toBe(0)
})

test('two cases of one title say in the list who reported which, and only to a person who may open them', async () => {
  const clerk = { ...colleague, accountId: await accountOf('desk') }
  const first = await received({ way: 'mail' }, clerk)
  const second = await received({}, clerk)
  const { cases: listed } = await listOpen(tested.house, director, undefined)
  const two = listed.filter(({ reference }) => reference === first || reference === second)
  expect((await cases().arrivalsOf(colleague, two)).size).toBe(0)
  expect([...(await cases().arrivalsOf(director, two)).values()].map(({ way }) => way).sort()).toEqual([
    'counter',
    'mail',
  ])
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn('director')
  await visitor.get('/cases')
  expect(visitor.html).toMatch(/Came by mail, reported at [\d:]+.(a|p)\.m\. by /)
  expect(visitor.html).toMatch(/Came at the library, reported at /)
})

test('SQL that turns a case about the Director into another tells the Director not who reported it', async () => {
  await received({ aboutDirector: true })
  const { cases: listed } = await listOpen(tested.house, president, undefined)
  expect(listed.length).toBeGreaterThan(0)
  expect((await cases().arrivalsOf(director, listed)).size).toBe(0)
})

test('the person who reported a search that is under way comes back to it from the start page, though everyone was reached', async () => {
  const clerk = { ...colleague, accountId: await accountOf('desk') }
  const reference = await received({}, clerk)
  for (const whom of ['director', 'counsel'] as const)
    await cases().take(clerk, reference, { what: 'told', whom, through: 'phone', reached: true })
  await cases().take(clerk, reference, { what: 'search-began' })
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  expect(visitor.html).toMatch(
    new RegExp(`Officers are searching\\.[^<]*</span> <a class="usa-link" href="/cases/${reference}/search"`),
  )
  await visitor.get('/report')
  expect(visitor.html).toContain(`/cases/${reference}/search`)
  // A colleague with the reference comes to it, too.
  await visitor.post('/report/again', { reference })
  expect(visitor.html).toContain(`/cases/${reference}/search`)
  await cases().take(clerk, reference, { what: 'search-ended' })
  // Until the end of that day, to add what people remember.
  await visitor.get('/')
  expect(visitor.html).not.toContain('Officers are searching.')
  expect(visitor.text).toMatch(/The search that you reported at [^.]+\.m\. is over\./)
  expect(visitor.html).toContain(`href="/cases/${reference}/search"`)
  const { now } = tested.time
  later(24 * 60)
  expect((await cases().untoldBy(clerk)).map((one) => one.reference)).not.toContain(reference)
  Object.assign(tested.time, { now, today: now.toISOString().slice(0, 10) })
})

const scan = { name: 'page-2.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') }

test('a page that a clerk adds to a case that was opened brings no notice back, so its absence tells of no order', async () => {
  const reporter = { ...colleague, accountId: await accountOf('desk') }
  const [plain, kept] = [await received({}, reporter), await received({}, reporter)]
  later(6)
  for (const reference of [plain, kept]) {
    await cases().look(director, reference)
    await cases().look(counsel, reference)
  }
  await cases().take(director, kept, { what: 'gag-found', words: 'It has an order.' })
  const before = [await shown(), (await cases().untoldBy(reporter)).length]
  await cases().papers.add(colleague, kept, scan)
  expect([await shown(), (await cases().untoldBy(reporter)).length]).toEqual(before)
  await cases().papers.add(colleague, plain, scan)
  expect([await shown(), (await cases().untoldBy(reporter)).length]).toEqual(before)
})

test('a notice does not begin hours later because a case was about the Director, or under an order, until then', async () => {
  const before = await shown()
  const about = await received({ aboutDirector: true })
  later(60)
  await cases().look(president, about)
  expect(await cases().take(counsel, about, { what: 'about-director', is: false })).toHaveProperty('entry')
  expect(await shown()).toBe(before)
})

test('the search log that someone started is found again before officers begin, on the start page and on the page of the report', async () => {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/cases/search/new')
  const log = (await visitor.post('/cases/search/new')).headers.get('location') ?? ''
  const reference = log.split('/')[2] ?? ''
  for (const whom of ['director', 'counsel'] as const)
    await cases().take(colleague, reference, { what: 'told', whom, through: 'phone', reached: true })
  await cases().look(director, reference)
  await visitor.get('/')
  expect(visitor.text).toMatch(
    /The paper that you reported at [^.]+\.m\. orders a search here\. Record it when officers begin\./,
  )
  expect(visitor.html).toContain(`href="${log}"`)
  await visitor.get('/report')
  expect(visitor.html).toContain(`href="${log}"`)
  await visitor.post('/report/again', { reference })
  expect(visitor.html).toContain(`href="${log}"`)
  // Nothing of the next day: they did not come back, or it is on the case.
  const { now } = tested.time
  later(24 * 60)
  const reports = await cases().untoldBy({ ...colleague, accountId: await accountOf('desk') })
  expect(reports.map((one) => one.reference)).not.toContain(reference)
  Object.assign(tested.time, { now, today: now.toISOString().slice(0, 10) })
})

test('a search, before it begins, under way, and over until that night, shows to the person who reported it with and without a nondisclosure order', async () => {
  const reporter = { ...colleague, accountId: await accountOf('desk') }
  const searches = async () => (await cases().untoldBy(reporter)).filter((one) => one.isToSearch).length
  const before = await searches()
  const looked = { court: 'unsure', judge: 'unsure', searchHere: 'yes' } as const
  const reference = await received({ looked }, reporter)
  await cases().look(director, reference)
  expect(await searches()).toBe(before + 1)
  expect(
    await cases().take(director, reference, { what: 'gag-found', words: 'It has an order.' }),
  ).toHaveProperty('entry')
  expect(await searches()).toBe(before + 1)
  await cases().take(reporter, reference, { what: 'search-began' })
  expect(await searches()).toBe(before + 1)
  await cases().take(reporter, reference, { what: 'search-ended' })
  expect(await searches()).toBe(before + 1)
  later(24 * 60)
  expect((await cases().untoldBy(reporter)).map((one) => one.reference)).not.toContain(reference)
})
