import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { sendCaseMails } from '../../src/cases/jobs.ts'
import { dutiesOf } from '../../src/cases/transparency-report.ts'
import { daysIn } from '../../src/platform/clock.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { saveLetterhead } from '../../src/staff/letterhead.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { recorded } from '../accounts/office.ts'
import { hashAtRealCost } from '../hashing-cost.ts'
import { signNow } from '../leak/sign-now.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { actors, plantCase, takeAll } from '../web/cases-planted.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

hashAtRealCost()

let tested: Tested
let server: MailServerInTest
const mailOf = { director: 'ruth@library.example.org', counsel: 'lund@law.example.org' }
const acting = 'ida@library.example.org'
const contacts = [
  { whom: 'director', nth: 1, name: 'Ruth Olsen', mail: mailOf.director, phones: '308-555-0171' },
  { whom: 'counsel', nth: 1, name: 'Carl Lund', mail: mailOf.counsel, phones: '308-555-0172' },
  { whom: 'acting', nth: 1, name: 'Ida Voss', mail: acting, phones: '' },
  { whom: 'president', nth: 1, name: 'Pia Rask', mail: 'rask@board.example.org', phones: '' },
] as const
const served = { what: 'handed', may: 'yes', name: 'Quillon Sherwoody', phone: '308-555-0199' } as const

beforeAll(async () => {
  tested = await startHouse()
  await tested.house.app.transaction().execute(async (trx) => {
    await replaceEmergencyContacts(trx, contacts, ['director', 'counsel', 'acting', 'president'])
    const letterhead = { address: ['1 Main Street'], phone: '308-555-0100', counselPhone: '308-555-0111' }
    await saveLetterhead(trx, tested.house.ring, { ...letterhead, hours: [] })
  })
})
beforeEach(async () => {
  server = await startMailServer()
})
afterEach(async () => {
  await server.close()
  // Four hours later, in which another person may use the page; and nothing of this test waits.
  later(240)
  await within((trx) => trx.updateTable('case_mail').set({ state: 'sent' }).execute())
  await within((trx) => trx.deleteFrom('public_report').execute())
})
afterAll(() => tested.close())

const within = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(tested.house.app, dailyJobContext, work)
const dayOf = daysIn('America/Chicago')
const itIs = (now: Date) => Object.assign(tested.time, { now, today: dayOf(now) })
const later = (minutes: number) => itIs(new Date(tested.time.now.getTime() + minutes * 60_000))
const anybody = () => new Visitor(tested.app())
async function staff(name: string): Promise<Visitor> {
  const visitor = anybody()
  await visitor.signIn(name)
  return visitor
}
async function reports(fields: Partial<Record<keyof typeof served, string>> = {}): Promise<Visitor> {
  const visitor = anybody()
  await visitor.get('/served')
  const form = /name="form" value="([^"]+)"/.exec(visitor.html)?.[1] ?? ''
  await visitor.post('/served', { ...served, ...fields, form })
  return visitor
}
async function mails(): Promise<string[]> {
  const { app, cases, clock } = tested.house
  const mail = mailSettings({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
  server.received.length = 0
  await sendCaseMails({ app, cases, clock, mail, database: tested.it.database })
  return server.received.map(({ to }) => to).sort()
}
const both = [mailOf.counsel, mailOf.director]
/** How many rows each of these tables has: what anyone may learn who reads them all. */
async function rows() {
  const many = sql<number>`count(*)::int`.as('many')
  const of = (table: 'public_report' | 'case_mail' | 'case_file') =>
    within(async (trx) => (await trx.selectFrom(table).select(many).executeTakeFirst())?.many ?? 0)
  const entries = await tested.it.database.worker
    .selectFrom('register_pending')
    .select(many)
    .executeTakeFirst()
  return {
    public_report: await of('public_report'),
    case_mail: await of('case_mail'),
    case_file: await of('case_file'),
    entries: entries?.many ?? 0,
  }
}
const idIn = (html: string) => /name="id" value="([^"]+)"/.exec(html)?.[1] ?? ''

describe('the public page for someone who was handed a paper', () => {
  test('is linked from the sign-in page and the foot of public pages, and names offices only', async () => {
    const visitor = anybody()
    for (const path of ['/sign-in', '/privacy', '/me/sign-in', '/denials']) {
      await visitor.get(path)
      expect(visitor.html, path).toContain('href="/served"')
    }
    await visitor.get('/served')
    expect(visitor.text).toContain('308-555-0100')
    expect(visitor.text).toContain('308-555-0111')
    for (const { name, phones } of contacts) {
      expect(visitor.text).not.toContain(name)
      if (phones !== '') expect(visitor.text).not.toContain(phones)
    }
    expect(visitor.html).not.toMatch(/<textarea|type="file"/)
  })

  test('saves nothing of someone who may not talk or is not sure, and answers alike', async () => {
    const before = await rows()
    const began = performance.now()
    const not = await reports({ may: 'no' })
    const took = performance.now() - began
    expect(await rows()).toEqual(before)
    expect(not.text).toContain('Nothing that you typed was saved or sent.')
    expect(not.text).toContain('308-555-0100')
    const kept = await reports()
    expect((await rows()).public_report).toBe((before.public_report ?? 0) + 1)
    expect(Buffer.byteLength(not.html)).toBe(Buffer.byteLength(kept.html))
    expect(not.heading).toBe(kept.heading)
    expect(/<title>.*?<\/title>/.exec(not.html)?.[0]).toBe(/<title>.*?<\/title>/.exec(kept.html)?.[0])
    // Both answers wait for the same time, which is longer than either takes.
    expect(took).toBeGreaterThan(290)
  })

  test('asks no browser to remember who typed there, nor does a library’s own computer a card and a PIN', async () => {
    const visitor = anybody()
    await visitor.get('/served')
    expect(visitor.html).not.toMatch(/autocomplete="(?!off)/)
    await visitor.get('/me/sign-in')
    expect(visitor.html).toContain('autocomplete="current-password"')
    visitor.cookies.set('carrel-computer', await tested.computerAt('public-area'))
    for (const path of ['/me/sign-in', '/me/pin']) {
      await visitor.get(path)
      expect(visitor.html, path).toContain('name="card"')
      expect(visitor.html, path).not.toMatch(/autocomplete="(?:username|\w+-password)"/)
    }
  })

  test('keeps what was typed where something is missing, and names it', async () => {
    const visitor = await reports({ phone: '555' })
    expect(visitor.text).toContain('Type a phone number with its area code')
    expect(visitor.html).toContain('value="Quillon Sherwoody"')
    expect(await rows()).toMatchObject({ public_report: 0 })
  })

  test('answers a prankster a few times an hour, and then says only whom to call', async () => {
    for (let nth = 0; nth < 10; nth++) await reports({ may: 'no' })
    const visitor = await reports()
    expect(visitor.text).toContain('used many times in the last hour')
    expect(visitor.text).toContain('308-555-0100')
    expect(await rows()).toMatchObject({ public_report: 0 })
  })

  test('does not begin to count again for someone who signs in with a card of their own in one new browser after the other', async () => {
    await plantPin(tested.house, tested.parent)
    for (let nth = 0; nth < 10; nth++) await reports({ may: 'no' })
    const patron = anybody()
    await patron.get('/me/sign-in')
    await patron.post('/me/sign-in', { card: cards.parent, pin })
    expect(patron.cookies.has('carrel-known')).toBe(true)
    await patron.get('/served')
    await patron.post('/served', { ...served, form: randomUUID() })
    expect(patron.text).toContain('used many times in the last hour')
    expect(await rows()).toMatchObject({ public_report: 0 })
  })

  test('reports once, however often its button is pressed', async () => {
    const visitor = anybody()
    await visitor.get('/served')
    const form = /name="form" value="([^"]+)"/.exec(visitor.html)?.[1] ?? ''
    await visitor.post('/served', { ...served, form })
    await visitor.post('/served', { ...served, form })
    expect(await rows()).toMatchObject({ public_report: 1 })
  })
})

describe('what was reported outside', () => {
  test('is a task of the Director and counsel, who see the name and number on record', async () => {
    await reports()
    for (const name of ['director', 'counsel']) {
      const person = await staff(name)
      await person.get('/')
      expect(person.text).toContain('Someone outside the library reported a legal paper. Call them back.')
      expect(person.html).not.toContain('Quillon')
      await person.get('/cases/outside')
      expect(person.text).toContain('Quillon Sherwoody')
      expect(person.html).toContain('tel:+1-308-555-0199')
    }
    for (const name of ['volunteer', 'desk', 'trustee']) {
      const person = await staff(name)
      await person.get('/')
      expect(person.text).not.toContain('outside the library')
      expect((await person.get('/cases/outside')).status).toBe(404)
    }
  })

  test('is ended only after someone was reached, or three calls without an answer', async () => {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/end', { id })
    expect(await rows()).toMatchObject({ public_report: 1 })
    for (let nth = 0; nth < 3; nth++) await director.post('/cases/outside/called', { id, reached: 'no' })
    await director.post('/cases/outside/end', { id })
    expect(director.text).toContain('The report was ended')
    expect(await rows()).toMatchObject({ public_report: 0 })
  })

  test('becomes a case after the call-back, with who reported it', async () => {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'no', about: 'no' })
    expect(await rows()).toMatchObject({ public_report: 1 })
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'no', about: 'no' })
    const reference = /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(director.text)?.[0] ?? ''
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('Quillon Sherwoody, 308-555-0199. Someone was handed a paper.')
    expect(await rows()).toMatchObject({ public_report: 0 })
  })

  test('begins its case and goes in one transaction: what is killed between leaves the report, and no case', async () => {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    const before = await rows()
    const { publicReports } = tested.house
    const real = publicReports.becomeCase.bind(publicReports)
    vi.spyOn(publicReports, 'becomeCase').mockImplementationOnce(async (...of) => {
      await real(...of)
      throw new Error('killed')
    })
    const fields = { id, who: 'officer', secret: 'no', about: 'no' }
    expect((await director.post('/cases/outside/open', fields)).status).toBe(500)
    expect(await rows()).toMatchObject({ public_report: 1, case_file: before.case_file })
    await director.get('/cases/outside')
    await director.post('/cases/outside/open', fields)
    expect(await rows()).toMatchObject({ public_report: 0, case_file: (before.case_file ?? 0) + 1 })
  })

  test('becomes one case where two people open it at once', async () => {
    await reports()
    const [director, counsel] = [await staff('director'), await staff('counsel')]
    for (const person of [director, counsel]) await person.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    const before = await rows()
    const fields = { id, who: 'officer', secret: 'no', about: 'no' }
    await Promise.all([director, counsel].map((person) => person.post('/cases/outside/open', fields)))
    expect(await rows()).toMatchObject({ public_report: 0, case_file: (before.case_file ?? 0) + 1 })
    const texts = [director.text, counsel.text]
    expect(texts.filter((text) => text.includes('This report is no longer here.'))).toHaveLength(1)
  })

  test('is viewed on record before it is opened again for its case', async () => {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    const views = async () =>
      (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'public-report-view')
    const before = (await views()).length
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'no', about: 'no' })
    expect(await views()).toHaveLength(before + 1)
  })

  test('makes no case where the paper is secret, and stays where no sealed matter can keep it', async () => {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    const before = await rows()
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'yes', about: 'no' })
    expect(director.text).toContain('This page does not say whether what you typed was saved.')
    const after = await rows()
    expect(after.case_file).toBe(before.case_file)
    // No access group is set up in this library; tests/compartments/served.test.ts has one.
    expect(after.public_report).toBe(1)
    expect(await mails()).toEqual([])
  })
})

describe('alerts', () => {
  /** 11 p.m. in Nebraska, on the evening before that day of December. */
  const nightBefore = (day: string) => itIs(new Date(`2026-12-${day}T05:00:00Z`))

  test('ring the Director and counsel at once where officers are there now, and until someone opens it', async () => {
    nightBefore('10')
    await reports({ what: 'here' })
    expect(await mails()).toEqual(both)
    const texts = server.received.map(({ bytes }) => bytes.toString())
    expect(texts.join()).not.toMatch(/Quillon|555\W?0199|officer|paper|http/i)
    later(4)
    expect(await mails()).toEqual([])
    later(1)
    expect(await mails()).toEqual(both)
    const counsel = await staff('counsel')
    await counsel.get('/cases/outside')
    later(10)
    expect(await mails()).toEqual([mailOf.director])
    const director = await staff('director')
    await director.get('/cases/outside')
    later(30)
    expect(await mails()).toEqual([])
  })

  test('of a second report do not ring while the first one still does', async () => {
    await reports({ what: 'here' })
    await reports({ what: 'here', name: 'Again' })
    expect(await mails()).toEqual(both)
  })

  test('of any other report wait for the call-back, and at night for 7 a.m.', async () => {
    nightBefore('20')
    await reports()
    expect(await mails()).toEqual([])
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'no', about: 'no' })
    expect(await mails()).toEqual([])
    itIs(new Date('2026-12-20T13:00:00Z'))
    expect(await mails()).toEqual(both)
  })

  test('go to the acting Director last, and only while there is one', async () => {
    await reports({ what: 'here' })
    later(45)
    expect(await mails()).not.toContain(acting)
    await within((trx) => trx.deleteFrom('public_report').execute())
    const { app, ring, clock } = tested.house
    const desk = await app.selectFrom('account').select('id').where('role', '=', 'desk').executeTakeFirst()
    const days = { firstDay: clock.today(), lastDay: clock.today(), namedBy: null }
    await app.transaction().execute((trx) => addActingTerm(trx, ring, { accountId: desk?.id ?? '', ...days }))
    await reports({ what: 'here' })
    later(44)
    expect(await mails()).not.toContain(acting)
    later(1)
    expect(await mails()).toContain(acting)
  })
})

describe('how long the duties took', () => {
  test('is on the case: from service to report, to the first opening by the Director, and to counsel', async () => {
    const clerk = { accountId: crypto.randomUUID(), role: 'desk', place: 'front-desk' } as const
    const { cases, clock } = tested.house
    const servedAt = new Date(clock.now().getTime() - 12 * 60_000)
    const { reference } = await cases.receive(
      clerk,
      {
        ...{
          what: 'received',
          kind: 'process',
          way: 'counter',
          wants: '',
          aboutDirector: false,
          drill: false,
        },
        requester: { kind: 'justice-agency', name: '' },
      },
      { at: servedAt },
    )
    later(7)
    // Told by phone is not seen.
    await cases.take(clerk, reference, { what: 'told', whom: 'director', through: 'phone', reached: true })
    const counsel = await staff('counsel')
    await counsel.get(`/cases/${reference}`)
    expect(counsel.text).toMatch(/Reported to the library 12 minutes after it was served/)
    expect(counsel.text).toMatch(/Opened by the Director Not yet/)
    expect(counsel.text).toMatch(/Consulted with the City’s lawyer Not yet/)
    later(2)
    const director = await staff('director')
    await director.get(`/cases/${reference}`)
    expect(director.text).toMatch(/Opened by the Director 21 minutes after it was served/)
    later(60)
    await (await staff('director')).get(`/cases/${reference}`)
    const lawyer = await staff('counsel')
    await lawyer.get(`/cases/${reference}`)
    expect(lawyer.text).toMatch(/Opened by the Director 21 minutes after it was served/)
    const counselActor = { ...clerk, role: 'counsel', place: 'office' } as const
    const words = 'It is good in form.'
    const consultedIn = async () => {
      const [row] = await within((trx) =>
        trx.selectFrom('case_file').select('consulted_at').where('reference', '=', reference).execute(),
      )
      return row?.consulted_at
    }
    // What the Director alone records counts in no figure.
    const boss = { accountId: crypto.randomUUID(), role: 'director', place: 'office' } as const
    await cases.take(boss, reference, {
      ...{ what: 'counsel-advised', way: 'phone', counsel: 'Lou', words },
    })
    await lawyer.get(`/cases/${reference}`)
    expect(lawyer.text).toMatch(
      /Consulted with the City’s lawyer 81 minutes after it was served: reported, not confirmed/,
    )
    expect(await consultedIn()).toBeNull()
    await cases.take(counselActor, reference, {
      ...{ what: 'counsel-advised', way: 'here', counsel: 'Lou', words },
    })
    await lawyer.get(`/cases/${reference}`)
    expect(lawyer.text).toMatch(/Consulted with the City’s lawyer 81 minutes after it was served/)
    expect(lawyer.text).not.toContain('reported, not confirmed')
    expect(await consultedIn()).toBeInstanceOf(Date)
    // Of what is withheld nothing of this is in the clear.
    await cases.take(counselActor, reference, { what: 'gag-found', words })
    await (await staff('director')).get(`/cases/${reference}`)
    const [row] = await within((trx) =>
      trx
        .selectFrom('case_file')
        .select(['served_at', 'reported_at', 'seen_at', 'consulted_at'])
        .where('reference', '=', reference)
        .execute(),
    )
    expect(row).toEqual({ served_at: null, reported_at: null, seen_at: null, consulted_at: null })
  })

  test('of a year is in shares, of ten papers or more', () => {
    const one = { year: '2026', reported: 5, seen: 50, consulted: null }
    expect(dutiesOf(Array.from({ length: 9 }, () => one))).toBeNull()
    const late = { ...one, reported: 2000, seen: 100_000 }
    expect(dutiesOf([...Array.from({ length: 9 }, () => one), late])).toEqual({
      reported: { half: '15', most: '15' },
      seen: { half: '60', most: '60' },
      consulted: { half: 'later', most: 'later' },
    })
    expect(dutiesOf([...Array.from({ length: 8 }, () => one), late, late])?.reported).toEqual({
      half: '15',
      most: '10080',
    })
  })
})

describe('a one-time link', () => {
  const png = { name: 'page 1.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex'), type: 'image/png' }

  async function made(): Promise<{
    readonly director: Visitor
    readonly reference: string
    readonly link: string
  }> {
    await reports()
    const director = await staff('director')
    await director.get('/cases/outside')
    const id = idIn(director.html)
    await director.post('/cases/outside/called', { id, reached: 'yes' })
    await director.post('/cases/outside/open', { id, who: 'officer', secret: 'no', about: 'no' })
    const reference = /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(director.text)?.[0] ?? ''
    await director.get(`/cases/${reference}`)
    await director.post(`/cases/${reference}/link`)
    const [, link = ''] = /\/served\/link\/([\w-]+)/.exec(director.html) ?? []
    return { director, reference, link }
  }

  test('puts a paper into the case, from the first browser alone, which sees nothing of it', async () => {
    const { director, reference, link } = await made()
    const outsider = anybody()
    expect((await outsider.get(`/served/link/${link}`)).status).toBe(200)
    // A program that previews the link does not use it up.
    await outsider.get(`/served/link/${link}`)
    expect((await outsider.post('/served/link', { link })).status).toBe(303)
    await outsider.get('/served/paper')
    expect(
      (await outsider.postFile('/served/paper', {}, { ...png, bytes: Buffer.from('text') })).status,
    ).toBe(422)
    expect((await outsider.postFile('/served/paper', {}, png)).status).toBe(200)
    expect(outsider.text).not.toContain(reference)
    const other = anybody()
    expect((await other.get(`/served/link/${link}`)).status).toBe(410)
    await other.get('/served')
    expect((await other.post('/served/link', { link })).status).toBe(410)
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('A paper was added from outside with the one-time link: page 1.png.')
  })

  test('is over after two days, an hour after it was followed, and after twelve files', async () => {
    const { link } = await made()
    later(48 * 60)
    expect((await anybody().get(`/served/link/${link}`)).status).toBe(410)
    const again = await made()
    const outsider = anybody()
    await outsider.get(`/served/link/${again.link}`)
    await outsider.post('/served/link', { link: again.link })
    for (let nth = 0; nth < 12; nth++) {
      await outsider.get('/served/paper')
      await outsider.postFile('/served/paper', {}, png)
    }
    expect((await outsider.get('/served/paper')).status).toBe(410)
    const third = await made()
    await outsider.get(`/served/link/${third.link}`)
    await outsider.post('/served/link', { link: third.link })
    later(61)
    expect((await outsider.get('/served/paper')).status).toBe(410)
  })

  test('has no file read from a browser that followed none', async () => {
    const outsider = anybody()
    await outsider.get('/served')
    const sent = await outsider.postFile('/served/paper', {}, { ...png, bytes: Buffer.alloc(5_000_000) })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/served/paper'])
  })

  test('is made by the person who decides alone', async () => {
    const { reference } = await made()
    for (const name of ['desk', 'counsel', 'trustee']) {
      const person = await staff(name)
      expect((await person.post(`/cases/${reference}/link`)).status, name).toBe(404)
    }
  })
})

test('a one-time link takes twelve files, however many are sent at once, and a file that is none takes no room', async () => {
  const { paperLinks } = tested.house
  const { director } = await actors(tested)
  const link = (await paperLinks.make(director, await plantCase(tested, 'process'))) ?? ''
  expect(await paperLinks.follow(link, 'browser')).toBe(true)
  const add = (bytes: Buffer) => paperLinks.add('browser', { name: 'page.pdf', bytes })
  expect(await add(Buffer.from('no paper'))).toBe('no-paper')
  const pages = Array.from({ length: 15 }, (_, nth) => Buffer.from(`%PDF-1.4 page ${nth}`))
  const added = await Promise.all(pages.map(add))
  expect(added.filter((one) => one === 'added')).toHaveLength(12)
  expect(await paperLinks.mayAdd('browser')).toBe(false)
})

test('that the president made a one-time link does not tell the Director of a case about them', async () => {
  // Why first: entries that are signed together come in any order, and the newest page has only some of two hundred.
  await signNow(tested)
  const { counsel } = await actors(tested)
  const reference = await plantCase(tested, 'process')
  await takeAll(tested, reference, [[counsel, { what: 'about-director', is: true }]])
  const [board] = await tested.house.app
    .selectFrom('account')
    .select('id')
    .where('president', '=', true)
    .execute()
  const president = { accountId: board?.id ?? '', role: 'trustee', place: 'office', president: true } as const
  expect(await tested.house.paperLinks.make(president, reference)).toBeDefined()
  await signNow(tested)
  const boss = await staff('director')
  await boss.get('/register')
  expect(boss.text).toContain('Someone took a step in a case')
  expect(boss.text).not.toMatch(/Test trustee[^.]*(link|case)|made a one-time link/)
})
