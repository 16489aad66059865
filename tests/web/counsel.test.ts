import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EventBodyOf } from '../../src/cases/event.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { findingKinds } from '../../src/policy/index.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { changeAccountRole, confirmAccountOwner } from '../../src/staff/accounts.ts'
import {
  confirmContact,
  contactsToCall,
  keptContacts,
  replaceEmergencyContacts,
} from '../../src/staff/emergency-contacts-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { decide } from '../casework/decided-case.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { actors, plantCase, plantOrder, takeAll } from './cases-planted.ts'
import { passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* Two counsel, one of whom has a conflict of interest; and how counsel without a sign-in confirms what someone recorded. */

let tested: Tested
let app: Hono

beforeAll(async () => {
  tested = await startHouse()
  app = tested.app()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

async function at(signIn: string, path: string): Promise<Visitor> {
  const visitor = new Visitor(app)
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(signIn)
  await visitor.get(path)
  return visitor
}

const lund = {
  whom: 'counsel',
  name: 'Carl Lund',
  mail: 'lund@law.example.org',
  phones: '308-555-0104',
} as const

test('counsel who says that they have a conflict sees nothing more of the case, and the other lawyer is named', async () => {
  const { counsel } = await actors(tested)
  const { app: db } = tested.house
  const brief = {
    whom: 'counsel',
    name: 'Lou Brief',
    mail: 'brief@law.example.org',
    phones: '308-555-0103',
  } as const
  await db.transaction().execute((trx) =>
    replaceEmergencyContacts(
      trx,
      [
        { ...brief, nth: 1, account: counsel.accountId },
        { ...lund, nth: 2 },
      ],
      ['counsel'],
    ),
  )
  const reference = await plantOrder(tested)
  const lawyer = await at('counsel', `/cases/${reference}`)
  expect(lawyer.text).toContain('I have a conflict in this case')
  const sent = await lawyer.post(`/cases/${reference}`, { step: 'conflict-said' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/cases?said=conflict'])
  await lawyer.get('/cases?said=conflict')
  expect(lawyer.text).toContain('Your conflict of interest is saved. You no longer see that case.')
  expect((await lawyer.get(`/cases/${reference}`)).status).toBe(404)
  for (const path of ['/', '/cases', '/cases/closed']) {
    await lawyer.get(path)
    expect(lawyer.html).not.toContain(reference)
  }
  for (const path of ['decision', 'search', 'check', 'paper/x'])
    expect((await lawyer.get(`/cases/${reference}/${path}`)).status).toBe(404)

  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('Counsel has a conflict of interest in this case. Ask Carl Lund instead.')
  expect(director.text).toContain('has a conflict of interest in this case. They no longer see it')
  expect(director.text).toContain('They said later that they have a conflict of interest.')
  // Whom to call now: only the other one.
  expect(director.text).toContain('308-555-0104')
  expect(director.text).not.toContain('308-555-0103')

  expect(director.html).not.toContain('<option value="Lou Brief"')
  // A letter does not say that counsel was consulted who should not have been.
  await director.get(`/cases/${reference}/decision`)
  await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'refusal' })
  await director.get(`/cases/${reference}/decision`)
  const drafted = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(director.html)?.[1] ?? ''
  expect(drafted).toContain('Kearney County Court')
  expect(drafted).not.toContain('legal counsel')

  // No one is left to ask.
  await db
    .transaction()
    .execute((trx) =>
      replaceEmergencyContacts(trx, [{ ...brief, nth: 1, account: counsel.accountId }], ['counsel']),
    )
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('Ask the city or county that the library belongs to for special counsel.')
  // The case's own box says the same, and gives no form for a call to no one.
  const box = director.html.split('carrel-case-next')[1]?.split('</section>')[0] ?? ''
  expect(box).toContain('You: Ask for special counsel')
  expect(box).not.toContain('You: Contact counsel')
  // The lists say it too: "Contact counsel" would send the Director to someone who may not be asked.
  for (const path of ['/', '/cases']) {
    await director.get(path)
    const row = director.html.split('<tr').find((one) => one.includes(reference)) ?? ''
    expect([path, row.includes('Ask for special counsel'), row.includes('Contact counsel')]).toEqual([
      path,
      true,
      false,
    ])
  }
})

test('who reported a paper, or holds a search, is not told to call counsel with a conflict of interest', async () => {
  const { counsel } = await actors(tested)
  const brief = {
    ...({ whom: 'counsel', nth: 1, name: 'Lou Brief', account: counsel.accountId } as const),
    ...{ mail: 'brief@law.example.org', phones: '308-555-0103' },
  } as const
  await tested.house.app
    .transaction()
    .execute((trx) => replaceEmergencyContacts(trx, [brief, { ...lund, nth: 2 }], ['counsel']))
  const reference = await plantCase(tested, 'process')
  const clerk = await at('desk', `/cases/${reference}/search`)
  const calls = async () => {
    await clerk.get(`/cases/${reference}/search`)
    const search = clerk.text
    await clerk.post('/report/told', { reference, whom: 'director', reached: 'no', about: 'no' })
    return [search, clerk.text].map((text) => [text.includes('308-555-0103'), text.includes('308-555-0104')])
  }
  const before = await calls()
  expect(before[1]).toEqual([true, true])
  await tested.house.cases.take(counsel, reference, { what: 'conflict-said' })
  const after = await calls()
  expect(after).toEqual(before.map(([, other]) => [false, other]))
})

test('counsel’s own word in a case needs a recent sign-in, and what they typed stays on the page; a note needs none', async () => {
  const { director } = await actors(tested)
  const reference = await plantCase(tested, 'process')
  await takeAll(tested, reference, [
    [director, { what: 'told', whom: 'director', through: 'phone', reached: true }],
  ])
  const lawyer = await at('counsel', `/cases/${reference}`)
  const opinion = { step: 'counsel-advised', opinion: 'proper', words: 'Signed by Judge Ames', way: 'phone' }
  const page = `/cases/${reference}`
  expect(lawyer.html).not.toContain('Confirm that it is you')
  tested.time.now = new Date(tested.time.now.getTime() + 11 * 60_000)
  await lawyer.get(page)
  expect(lawyer.text).toContain('First confirm that it is you.')
  expect(lawyer.html).not.toContain('id="counsel-advised-words"')
  // A press alone would be lost too, though it has nothing typed.
  expect(lawyer.html).not.toContain('I have a conflict in this case')
  await lawyer.post(page, opinion)
  expect(lawyer.html).toContain('Signed by Judge Ames')
  expect(lawyer.text).toContain('Copy what you wrote, confirm that it is you, and enter it again')
  const spoken = async () => (await tested.house.cases.look(director, reference))?.case.opinion
  expect(await spoken()).toBeUndefined()
  expect((await lawyer.post(page, { step: 'noted', words: 'Read it' })).status).toBe(303)
  await lawyer.get(page)
  await lawyer.post(page, { step: 'counsel-advised' })
  expect(lawyer.html).toContain('action="/account/again"')
  const back = await lawyer.post('/account/again', { passphrase, back: 'case', about: reference })
  expect(back.headers.get('location')).toBe(page)
  await lawyer.get(page)
  expect((await lawyer.post(page, opinion)).status).toBe(303)
  expect(await spoken()).toBe('proper')
})

test('counsel and the president read on their account page who keeps their phone number; a clerk has none there', async () => {
  for (const [who, isSaid] of [
    ['counsel', true],
    ['trustee', true],
    ['desk', false],
  ] as const)
    expect((await at(who, '/account')).text.includes('Your phone numbers and e-mail')).toBe(isSaid)
})

test('counsel reads when they choose whether the customer may be told, before and until they are asked', async () => {
  const order = await plantOrder(tested)
  const later = 'Whether the customer may be told, you choose here later'
  expect((await at('counsel', `/cases/${order}`)).text).toContain(later)
  expect((await at('director', `/cases/${order}`)).text).not.toContain(later)
  // Nothing is said of it under a nondisclosure order, which forbids it.
  const { counsel } = await actors(tested)
  await takeAll(tested, order, [[counsel, { what: 'gag-found', words: 'Sealed' }]])
  expect((await at('counsel', `/cases/${order}`)).text).not.toContain(later)
})

test('counsel may still choose after a refusal that went out before anyone set whom the paper names', async () => {
  const reference = await plantCase(tested, 'process')
  const { director, counsel } = await actors(tested)
  await tested.house.cases.look(director, reference)
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'subpoena', federal: false }],
    [
      counsel,
      { what: 'counsel-advised', way: 'here', counsel: 'Lou', opinion: 'defective', words: 'No judge.' },
    ],
  ])
  const also = 'Before the case is closed, you can also do this:'
  expect((await at('counsel', `/cases/${reference}`)).text).not.toContain(also)
  await decide(tested.house.cases, director, reference, 'refusal')
  await takeAll(tested, reference, [[director, { what: 'refusal-sent', document: '' }]])
  const page = await at('counsel', `/cases/${reference}`)
  expect(page.text).toContain(also)
  expect(page.html).toContain('id="notice-chosen"')
})

test('the Director cannot say it for counsel', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  expect(director.html).not.toContain('id="conflict-said"')
  expect((await director.post(`/cases/${reference}`, { step: 'conflict-said' })).status).toBe(422)
})

test('set-up asks for two lawyers, and which sign-in is whose', async () => {
  const { counsel } = await actors(tested)
  // Only the person who signs in is asked about a changed number, so the Director is asked for the sign-in until it is chosen.
  const unchosen = await at('director', '/cases/contacts')
  await unchosen.post('/cases/contacts', {
    ...{ 'name-counsel-1': 'Lou Brief', 'phones-counsel-1': '308-555-0103' },
  })
  const asks = async () => {
    const says: boolean[] = []
    for (const [path, text] of [
      ['/', 'no sign-in is chosen for'],
      ['/cases/contacts', 'Choose which sign-in belongs to which lawyer.'],
      ['/set-up', 'Choose which sign-in is legal counsel’s'],
    ] as const) {
      await unchosen.get(path)
      says.push(unchosen.text.includes(text))
    }
    return says
  }
  expect(await asks()).toEqual([true, true, true])
  const director = await at('director', '/cases/contacts')
  expect(director.text).toContain('Name two lawyers.')
  await director.post('/cases/contacts', {
    ...{ 'name-counsel-1': 'Lou Brief', 'mail-counsel-1': 'brief@law.example.org' },
    ...{ 'phones-counsel-1': '308-555-0103', 'account-counsel-1': counsel.accountId },
  })
  expect(director.text).toContain('Only one lawyer is named.')
  await director.get('/cases/contacts')
  expect(director.html).toMatch(new RegExp(`<option value="${counsel.accountId}" selected`))
  expect(await asks()).toEqual([false, false, false])
})

const day = 86_400_000

/** What the Director recorded of counsel in a case, with an address that the president confirmed days ago. */
async function recorded(days: number): Promise<{ reference: string; version: string }> {
  const { director } = await actors(tested)
  const version = await confirmedContact(days)
  const reference = await plantOrder(tested)
  const said = { way: 'phone', counsel: 'Carl Lund', words: 'Pip Canary may be named.' } as const
  await tested.house.cases.take(director, reference, { what: 'counsel-advised', opinion: 'proper', ...said })
  return { reference, version }
}

async function confirmedContact(
  days: number,
  more: { readonly name?: string; readonly account?: string } = {},
): Promise<string> {
  const { director } = await actors(tested)
  const { app: db, ring, confirming } = tested.house
  const accounts = await db.selectFrom('account').select(['id', 'role']).execute()
  const trustee = accounts.find(({ role }) => role === 'trustee')?.id ?? ''
  const at = new Date(tested.time.now.getTime() - days * day)
  await db.transaction().execute(async (trx) => {
    await replaceEmergencyContacts(trx, [], ['counsel'])
    await replaceEmergencyContacts(trx, [{ ...lund, ...more, nth: 1 }], ['counsel'], {
      ...{ ring, account: director.accountId, at },
    })
    const [typed] = await keptContacts(trx, ring)
    await confirmContact(trx, typed?.version ?? '', { ring, account: trustee, at })
  })
  return (await confirming.contacts())[0]?.version ?? ''
}

async function linkFor(reference: string, version: string, place = 0): Promise<string> {
  const { director } = await actors(tested)
  const made = await tested.house.confirming.make(director, reference, place, version)
  if (typeof made !== 'object' || !('link' in made)) throw new Error(JSON.stringify(made))
  return made.link
}

test('an address counts seven days after a second person confirmed it, and a change begins the days again', async () => {
  const director = await at('director', '/cases/contacts')
  const typed = {
    ...{ 'name-counsel-1': 'Carl Lund', 'mail-counsel-1': lund.mail, 'phones-counsel-1': lund.phones },
  }
  await director.post('/cases/contacts', { ...typed, 'mail-counsel-1': 'new@law.example.org' })
  await director.get('/cases/contacts/second')
  expect(director.text).toContain(
    'You have no contact to confirm. The person who typed a contact cannot confirm it.',
  )
  const president = await at('trustee', '/')
  expect(president.text).toContain('waits for a second person to confirm it')
  await president.get('/cases/contacts/second')
  expect(president.text).toContain('new@law.example.org')
  const version = /name="to" value="([0-9a-f]+)"/.exec(president.html)?.[1] ?? ''
  expect((await director.post('/cases/contacts/second', { to: version })).status).toBe(422)
  await president.post('/cases/contacts/second', { to: version })
  expect(president.text).toContain('Saved. It counts in seven days.')
  // Saved again as it is, it stays; changed, it begins anew.
  await director.get('/cases/contacts')
  await director.post('/cases/contacts', { ...typed, 'mail-counsel-1': 'new@law.example.org' })
  expect((await tested.house.confirming.contacts())[0]?.confirmed).toBeDefined()
  await director.post('/cases/contacts', typed)
  expect((await tested.house.confirming.contacts())[0]?.confirmed).toBeUndefined()
})

test('a lawyer who opens their own contact is asked if it is theirs, and not to call themselves', async () => {
  const { director, counsel } = await actors(tested)
  const { app: db, ring } = tested.house
  const by = { ring, account: director.accountId, at: tested.time.now }
  await db
    .transaction()
    .execute((trx) =>
      replaceEmergencyContacts(trx, [{ ...lund, nth: 1, account: counsel.accountId }], ['counsel'], by),
    )
  const own = await at('counsel', '/cases/contacts/second')
  expect(own.text).toMatch(/Carl Lund This is you\..*It is all mine/)
  expect(own.text).not.toMatch(/Call this person|I called them/)
  expect((await at('trustee', '/cases/contacts/second')).text).toMatch(/Call this person.*I called them/)
})

test('an address that the Director typed at a second account of theirs is never theirs to confirm', async () => {
  const { director } = await actors(tested)
  const { app: db, ring } = tested.house
  const dana = await addAccount(db, ring, {
    ...{ signIn: 'dana', name: 'Dana Second', role: 'director', givenBy: director.accountId },
    passphrase: await hashPassphrase(passphrase),
  })
  const typed = {
    ...{ 'name-counsel-1': 'Carl Lund', 'mail-counsel-1': 'friend@example.org' },
    ...{ 'phones-counsel-1': '308-555-0166' },
  }
  const type = async () => (await at('dana', '/cases/contacts')).post('/cases/contacts', typed)
  const kept = async () => (await tested.house.confirming.contacts()).filter(({ whom }) => whom === 'counsel')
  await confirmedContact(8)
  // What two people stood for stays theirs where such an account saves it as it was; what it changes counts for no one.
  await (await at('dana', '/cases/contacts')).post('/cases/contacts', {
    ...{ ...typed, 'mail-counsel-1': lund.mail, 'phones-counsel-1': lund.phones },
  })
  expect((await kept()).map(({ confirmed }) => confirmed !== undefined)).toEqual([true])
  await type()
  expect(await kept()).toEqual([])
  for (const signIn of ['director', 'trustee'])
    expect((await at(signIn, '/cases/contacts/second')).text).not.toContain('friend@example.org')

  // Confirmed as someone else's since, it types what another confirms; but never the one who made it.
  await confirmOwner(dana ?? '')
  await type()
  const version = (await kept())[0]?.version ?? ''
  const own = await at('director', '/cases/contacts/second')
  expect(own.text).not.toContain('friend@example.org')
  expect((await own.post('/cases/contacts/second', { to: version })).status).toBe(422)
  const at8 = { ring, account: director.accountId, at: tested.time.now }
  expect(await db.transaction().execute((trx) => confirmContact(trx, version, at8))).toBe(false)
  const president = await at('trustee', '/cases/contacts/second')
  expect(president.text).toContain('friend@example.org')
  await president.post('/cases/contacts/second', { to: version })
  expect((await kept()).map(({ confirmed }) => confirmed !== undefined)).toEqual([true])
})

test('a link shows the case number and the opinion and names no one; it works once, and a denial opens the case', async () => {
  const { reference, version } = await recorded(7)
  const link = await linkFor(reference, version)
  const anyone = new Visitor(app)
  await anyone.get(`/confirm/${link}`)
  await anyone.get(`/confirm/${link}`)
  expect(anyone.text).toContain(reference)
  expect(anyone.text).toContain('Proper, and in full compliance with proper legal authority.')
  expect(anyone.text).not.toMatch(/Canary|Pip|Quill|Sherwood|Kearney|CR 26-7|Lund|Test/)
  expect((await anyone.post('/confirm', { link, answer: 'no' })).status).toBe(200)
  expect((await anyone.post('/confirm', { link, answer: 'yes' })).status).toBe(410)
  expect((await anyone.get(`/confirm/${link}`)).status).toBe(410)
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('By a link that was e-mailed to them, Carl Lund denied what was reported')
  expect(director.text).toMatch(/Denied by Carl Lund, [^.]+ [ap]\.m\. It does not count\./)
})

test('a link shows what is confirmed: that a lapsed law still holds, and the scope as it was, without a name', async () => {
  const { director } = await actors(tested)
  const version = await confirmedContact(8)
  const reference = await plantOrder(tested)
  const { cases } = tested.house
  const wide = {
    what: 'scope-set',
    subjects: [tested.child, tested.parent],
    records: ['loans', 'charges'],
  } as const
  const said = { way: 'phone', counsel: 'Carl Lund', words: 'Pip Canary may be named.' } as const
  await takeAll(tested, reference, [
    [director, wide],
    [director, { what: 'counsel-advised', opinion: 'proper', grandfathered: true, ...said }],
  ])
  await cases.take(director, reference, { ...wide, subjects: [tested.child], records: ['loans'] })
  const anyone = new Visitor(app)
  await anyone.get(`/confirm/${await linkFor(reference, version)}`)
  expect(anyone.text).toContain('The law has expired, but it still applies to this order.')
  expect(anyone.text).toMatch(
    /The scope then 2 people: what is checked out and not overdue and how much they owe/,
  )
  expect(anyone.text).not.toMatch(/Canary|Pip|Quill|Sherwood|Kearney|CR 26-7|Lund|Test/)
})

test.each(['account', 'name'] as const)(
  'a lawyer who said that they have a conflict answers nothing by a link or a letter: by %s',
  async (by) => {
    const { director, counsel } = await actors(tested)
    const { cases, confirming } = tested.house
    const of = by === 'account' ? { account: counsel.accountId } : { name: ' test  Counsel' }
    const version = await confirmedContact(9, of)
    const reference = await plantCase(tested, 'process', {
      looked: { court: 'yes', judge: 'yes', searchHere: 'no' },
    })
    await cases.look(director, reference)
    const bytes = Buffer.from('89504e470d0a1a0a', 'hex')
    await cases.papers.add(director, reference, { name: 'Scan 1.png', bytes })
    const read = { what: 'paper-read', instrument: 'public-records-request', federal: false } as const
    await takeAll(tested, reference, [[director, read]])
    const anyone = new Visitor(app)
    const link = await linkFor(reference, version)
    expect((await anyone.get(`/confirm/${link}`)).status).toBe(200)
    await takeAll(tested, reference, [[counsel, { what: 'conflict-said' }]])
    expect((await anyone.get(`/confirm/${link}`)).status).toBe(410)
    expect((await anyone.post('/confirm', { link, answer: 'yes' })).status).toBe(410)
    expect(await confirming.make(director, reference, 0, version)).toBe('unknown')
    const it = (await cases.look(director, reference))?.case
    if (it === undefined) throw new Error('the Director sees the case')
    expect(it.relayed[0]?.answer).toBeUndefined()
    expect(await confirming.goodContacts(it, 0, 'phones')).toEqual([])
  },
)

test('a link that is confirmed makes the word counsel’s own, so that a library without counsel’s sign-in can decide', async () => {
  const { reference, version } = await recorded(8)
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('is only reported')
  const link = await linkFor(reference, version)
  const anyone = new Visitor(app)
  await anyone.get(`/confirm/${link}`)
  await anyone.post('/confirm', { link, answer: 'yes' })
  await director.get(`/cases/${reference}`)
  expect(director.text).not.toContain('is only reported')
  expect(director.text).toMatch(/Confirmed by Carl Lund/)
})

/** An order in which no one but the Director ever signed in: every finding was read to counsel by phone. */
async function orderByDirectorAlone(): Promise<string> {
  const { director } = await actors(tested)
  const { cases } = tested.house
  const looked = { court: 'yes', judge: 'yes', searchHere: 'no' } as const
  const reference = await plantCase(tested, 'process', { looked })
  await cases.look(director, reference)
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex')
  await cases.papers.add(director, reference, { name: 'Scan 1.png', bytes })
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  const read: EventBodyOf<'paper-read'> = {
    ...{ what: 'paper-read', instrument: 'court-order', court: 'Kearney County Court', number: 'CR 26-7' },
    ...{ issuedOn: '2026-11-20', servedOn: '2026-11-24', returnOn: '2026-12-08', federal: false },
  }
  const called = { source: 'agency-published', dialled: '308-555-0100', spokeWith: 'Ada' } as const
  const heard = { way: 'phone', counsel: 'Carl Lund', words: 'It is in order.' } as const
  await takeAll(tested, reference, [
    [director, read],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans'] }],
    [director, { what: 'counsel-advised', opinion: 'proper', ...heard }],
    ...findingKinds.map(
      (finding, at) =>
        [director, { what: 'finding-pinned', finding, paper, page: 1, words: `§ ${at + 1}` }] as const,
    ),
    [director, { what: 'requester-checked', ...called, verified: true }],
    [director, { what: 'counsel-advised', opinion: 'proper', ...heard, readOut: findingKinds }],
  ])
  return reference
}

test('a library whose counsel never signs in releases once counsel confirmed by a link, and not before', async () => {
  const version = await confirmedContact(7)
  const reference = await orderByDirectorAlone()
  const path = `/cases/${reference}/decision`
  const director = await at('director', path)
  await director.post(path, { act: 'draft', decision: 'release' })
  await director.get(`${path}/sign`)
  expect(director.html).not.toContain('name="passphrase"')
  const anyone = new Visitor(app)
  // What counsel said first, and what they said once the findings were read to them.
  for (const place of [0, 1]) {
    const link = await linkFor(reference, version, place)
    await anyone.get(`/confirm/${link}`)
    await anyone.post('/confirm', { link, answer: 'yes' })
  }
  await director.get(path)
  await director.post(path, { act: 'draft', decision: 'release' })
  await director.get(`${path}/sign`)
  const read = /name="read" value="([^"]*)"/.exec(director.html)?.[1] ?? ''
  expect((await director.post(`${path}/sign`, { passphrase, read })).status).toBe(303)
  const services = tested.house
  const { director: actor } = await actors(tested)
  expect((await services.cases.look(actor, reference))?.case.decision?.decision).toBe('release')
  const collected = await services.copies.collect(actor, reference)
  expect(collected).not.toHaveProperty('refused')
})

test('no link is made before seven days, under a nondisclosure order, or by anyone but who decides', async () => {
  const early = await recorded(6)
  const { director, counsel } = await actors(tested)
  const { confirming, cases } = tested.house
  expect(await confirming.make(director, early.reference, 0, early.version)).toBe('unknown')
  const { reference, version } = await recorded(7)
  expect(await confirming.make(counsel, reference, 0, version)).toEqual({ refused: ['who'] })
  const link = await linkFor(reference, version)
  await cases.take(director, reference, { what: 'gag-found', words: 'The order says so.' })
  expect(await confirming.make(director, reference, 0, version)).toBe('unknown')
  const anyone = new Visitor(app)
  expect((await anyone.get(`/confirm/${link}`)).status).toBe(410)
  expect((await anyone.post('/confirm', { link, answer: 'yes' })).status).toBe(410)
})

test('a link is void once the contact changes, after three days, and where SQL moved its row', async () => {
  const { app: db } = tested.house
  const { director } = await actors(tested)
  const [one, other] = [await recorded(7), await recorded(7)]
  const anyone = new Visitor(app)
  const isOpen = async (link: string) => (await anyone.get(`/confirm/${link}`)).status === 200
  const link = await linkFor(other.reference, other.version)
  const by = { actor: director.accountId, place: 'office' }
  const file = await inContext(db, by, (trx) =>
    trx.selectFrom('case_file').select('id').where('reference', '=', one.reference).execute(),
  )
  const taken = () =>
    inContext(db, by, (trx) =>
      trx
        .deleteFrom('word_link')
        .where('case_id', '!=', file[0]?.id ?? '')
        .returningAll()
        .execute(),
    )
  expect(await isOpen(link)).toBe(true)
  for (const row of await taken())
    await inContext(db, by, (trx) =>
      trx
        .insertInto('word_link')
        .values({ ...row, case_id: file[0]?.id ?? '' })
        .execute(),
    )
  expect(await isOpen(link)).toBe(false)
  const late = await linkFor(other.reference, other.version)
  const now = tested.time.now
  tested.time.now = new Date(now.getTime() + 3 * day)
  expect(await isOpen(late)).toBe(false)
  tested.time.now = now
  const third = await linkFor(other.reference, other.version)
  expect(await isOpen(third)).toBe(true)
  await recorded(9)
  expect(await isOpen(third)).toBe(false)
})

/** Special counsel with a sign-in that the Director set up, as the library has them. */
async function specialCounsel(signIn: string, name: string): Promise<string> {
  const { director } = await actors(tested)
  const id = await addAccount(tested.house.app, tested.house.ring, {
    ...{ signIn, name, role: 'special-counsel', givenBy: director.accountId },
    passphrase: await hashPassphrase(passphrase),
  })
  return id ?? ''
}

async function confirmOwner(id: string): Promise<void> {
  const accounts = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  const president = accounts.find(({ role }) => role === 'trustee')?.id ?? ''
  const by = { accountId: president, role: 'trustee', place: 'office', president: true } as const
  const confirming = ['president', 'trustee', 'counsel'] as const
  expect(await confirmAccountOwner(tested.house, by, { id, confirming })).toBe('confirmed')
}

test('special counsel sees and works one case, once two people added them, and nothing else', async () => {
  const special = await specialCounsel('sue', 'Sue Special')
  const reference = await plantOrder(tested)
  const other = await plantCase(tested, 'process')
  const path = `/cases/${reference}`
  const director = await at('director', path)
  // A second account of the Director's own would be one that only they stand for.
  expect(director.html).not.toContain(`<option value="${special}"`)
  const asks = { step: 'special-asked', account: special }
  expect((await director.post(path, asks)).status).toBe(422)
  await confirmOwner(special)
  await director.get(path)
  expect(director.html).toContain(`<option value="${special}"`)
  expect((await director.post(path, asks)).status).toBe(303)

  // Asked for is not added.
  const lawyer = await at('sue', '/')
  expect(lawyer.html).not.toContain(reference)
  expect((await lawyer.get(path)).status).toBe(404)
  const counsel = await at('counsel', path)
  expect(counsel.text).toContain('Asked: add Sue Special as special counsel for this case.')
  expect((await counsel.post(path, { step: 'special-agreed' })).status).toBe(303)
  await counsel.get(path)
  expect(counsel.text).toContain('agreed. Sue Special is special counsel for this case.')

  await lawyer.get('/')
  expect(lawyer.html).toContain(reference)
  expect(lawyer.html).not.toContain(other)
  expect((await lawyer.get(path)).status).toBe(200)
  const said = { step: 'counsel-advised', opinion: 'proper', words: 'It is proper.' }
  expect((await lawyer.post(path, said)).status).toBe(303)
  await director.get(path)
  expect(director.text).toContain('Sue Special (special counsel)')

  const beyond = [
    ...[`/cases/${other}`, `/cases/${other}/search`, `/cases/${other}/decision`, '/cases', '/cases/closed'],
    ...['/cases/find', '/answers', '/register', '/officers', '/reports/requests'],
    ...['/ask', '/counter', '/sealed', '/policy', '/training', '/report', '/cases/search/new'],
  ]
  for (const one of beyond) expect([one, (await lawyer.get(one)).status]).toEqual([one, 404])
  // Cases under a nondisclosure order have a list, and theirs has none of the others.
  const by = (await actors(tested)).director
  await takeAll(tested, other, [[by, { what: 'gag-found', words: 'The paper says so.' }]])
  await lawyer.get('/cases/apart')
  expect(lawyer.html).not.toContain(other)

  // Whatever SQL writes into the columns of lists, the case’s own events say whose special counsel it is.
  const { app: db } = tested.house
  await inContext(db, { actor: 'x', place: 'y' }, async (trx) => {
    const { special: tokens } = await trx
      .selectFrom('case_file')
      .select('special')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect(tokens).toHaveLength(1)
    expect(JSON.stringify(tokens)).not.toContain(special)
    await trx.updateTable('case_file').set({ special: tokens }).where('reference', '=', other).execute()
  })
  expect((await lawyer.get(`/cases/${other}`)).status).toBe(404)
  await lawyer.get('/')
  expect(lawyer.html).not.toContain(other)

  // It ends as it began: the Director alone cannot be rid of counsel who says no.
  await director.get(path)
  await director.post(path, { step: 'special-asked', account: special })
  expect((await lawyer.get(path)).status).toBe(200)
  await counsel.get(path)
  await counsel.post(path, { step: 'special-agreed' })
  expect((await lawyer.get(path)).status).toBe(404)
})

test('where each lawyer has a conflict, the president of the Board agrees to special counsel on a page without the paper', async () => {
  const special = await specialCounsel('sal', 'Sal Special')
  await confirmOwner(special)
  const reference = await plantOrder(tested)
  const { director, counsel } = await actors(tested)
  const { cases } = tested.house
  await cases.take(counsel, reference, { what: 'conflict-said' })
  const what = { what: 'special-asked', account: special, wants: 'add' } as const
  await cases.take(director, reference, what)
  const president = await at('trustee', '/cases/second')
  expect(president.text).toContain('Add special counsel to a case')
  expect(president.text).toContain('Sal Special')
  expect(president.text).toContain('Test counsel')
  for (const hidden of ['Kearney County Court', 'CR 26-7', 'Canary', 'Quill Sherwood'])
    expect(president.text).not.toContain(hidden)
  const agreed = { case: reference, special }
  expect((await president.post('/cases/second', agreed)).status).toBe(200)
  expect((await president.post('/cases/second', agreed)).status).toBe(422)
  const lawyer = await at('sal', `/cases/${reference}`)
  expect(lawyer.text).toContain('Kearney County Court')
  const asked = await at('director', `/cases/${reference}`)
  expect(asked.text).toMatch(/Ask Sal Special (?:or Carl Lund )?instead/)

  // Who sets up their sign-in anew alone ends what it opens.
  await tested.house.app.deleteFrom('account_confirmed').where('account_id', '=', special).execute()
  expect((await lawyer.get(`/cases/${reference}`)).status).toBe(404)
  await lawyer.get('/')
  expect(lawyer.html).not.toContain(reference)
})

test('special counsel sees nothing more of a case that is closed', async () => {
  const special = await specialCounsel('sid', 'Sid Special')
  await confirmOwner(special)
  const { director, counsel } = await actors(tested)
  const reference = await plantCase(tested, 'process')
  const { cases } = tested.house
  await cases.look(director, reference)
  const who = { account: special, wants: 'add' } as const
  await cases.take(director, reference, { what: 'special-asked', ...who })
  await takeAll(tested, reference, [
    [counsel, { what: 'special-agreed', ...who, as: 'counsel' }],
    [director, { what: 'told', whom: 'counsel', through: 'phone', reached: true }],
    [director, { what: 'withdrawn', words: 'x', spokeWith: 'The deputy', through: 'phone' }],
  ])
  const actor = { accountId: special, role: 'special-counsel', place: 'office' } as const
  expect(await cases.look(actor, reference)).toBeDefined()
  await takeAll(tested, reference, [[director, { what: 'closed' }]])
  expect(await cases.look(actor, reference)).toBeUndefined()
  expect(await cases.take(actor, reference, { what: 'noted', words: 'x' })).toBe('unknown')
})

const scan = { name: 'Letter.pdf', bytes: Buffer.from('%PDF-1.4 /Type /Page ') }

/** A letter from counsel about what the Director recorded, added on the page. @returns the reference and the scan's id */
async function lettered(says: 'yes' | 'no', days = 8): Promise<{ reference: string; letter: string }> {
  const { reference } = await recorded(days)
  const director = await at('director', `/cases/${reference}`)
  expect(director.html).toContain(`href="/cases/${reference}/letter"`)
  const path = `/cases/${reference}/letter`
  await director.get(path)
  const sent = await director.postFile(path, { report: '0', says }, scan)
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/cases/${reference}#consultation`])
  return { reference, letter: await letterIn(reference) }
}

async function letterIn(reference: string): Promise<string> {
  const { director } = await actors(tested)
  const seen = await tested.house.cases.look(director, reference)
  return seen?.case.relayed[0]?.letter?.paper.id ?? ''
}

/** What the form about a letter on their page sends, but for what counsel said. */
function callIn({ html }: Visitor, letter: string) {
  const [, ...forms] = html.split('action="/cases/second/called"')
  const form = forms.find((part) => part.split('</form>')[0]?.includes(letter)) ?? ''
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  return { case: of('case'), report: of('report'), letter: of('letter'), to: of('to') }
}

test('a letter counts once a second person saw it and called counsel, and the case says who did', async () => {
  const { reference, letter } = await lettered('yes')
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain(
    'A letter from counsel came. It counts once a second person has called counsel.',
  )
  expect(director.text).toContain('is only reported')
  const president = await at('trustee', '/')
  expect(president.text).toContain('Counsel sent a letter in a case.')
  await president.get('/cases/second')
  expect(president.text).toMatch(
    /Call counsel about a letter.*Counsel’s advice.*Proper, and in full compliance/,
  )
  expect(president.text).toContain('Carl Lund: 308-555-0104')
  // No one in the case, no paper, and nothing that someone wrote; the scan's name is the Director's.
  expect(president.text).not.toMatch(/Canary|Pip|Quill|Sherwood|Kearney|CR 26-7|Letter\.pdf/)
  expect((await president.get(`/cases/${reference}`)).status).toBe(404)
  expect((await president.get(`/cases/${reference}/paper/${letter}`)).status).toBe(404)
  const file = await president.get(`/cases/second/letter/${reference}/${letter}`)
  expect([file.status, file.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringContaining('attachment'),
  ])
  await president.get('/cases/second')
  const call = callIn(president, letter)
  await president.post('/cases/second/called', { ...call, said: 'not-reached' })
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('called Carl Lund about the letter and did not reach them.')
  expect(director.text).toContain('is only reported')
  await president.get('/cases/second')
  await president.post('/cases/second/called', { ...call, said: 'yes' })
  expect(president.text).toContain('Your answer is saved.')
  expect((await president.post('/cases/second/called', { ...call, said: 'no' })).status).toBe(422)
  expect((await president.get(`/cases/second/letter/${reference}/${letter}`)).status).toBe(404)
  await director.get(`/cases/${reference}`)
  expect(director.text).toMatch(/Confirmed by a letter from Carl Lund. Test trustee called them, /)
  expect(director.text).toContain('By a letter, and on the phone with Test trustee')
  expect(director.text).not.toContain('is only reported')
  const { director: actor } = await actors(tested)
  const kept = (await tested.house.cases.look(actor, reference))?.events.at(-1)
  expect(kept).toMatchObject({ what: 'word-answered', through: { how: 'letter', called: '308-555-0104' } })
})

test('a Director alone cannot both add a letter and call about it, and neither can an account that they made', async () => {
  const { reference, letter } = await lettered('yes')
  const { director, clerk, counsel } = await actors(tested)
  const { confirming } = tested.house
  const version = (await confirming.contacts())[0]?.version ?? ''
  const about = { place: 0, paper: letter, version, said: 'yes' } as const
  const accounts = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  const trustee = accounts.find(({ role }) => role === 'trustee')?.id ?? ''
  const president = { accountId: trustee, role: 'trustee', place: 'office', president: true } as const
  for (const one of [
    ...[director, clerk, counsel, { ...director, ownRole: 'desk' as const }],
    ...[
      { ...president, unconfirmed: true },
      { ...president, president: false },
    ],
    { ...president, accountId: director.accountId },
  ])
    expect(await confirming.called(one, reference, about)).toBe('unknown')
  for (const one of [clerk, counsel, { ...president, unconfirmed: true }])
    expect(await confirming.letter(one, reference, letter)).toBeUndefined()
  // A letter that was replaced is not the one that they saw.
  const added = await confirming.addLetter(director, reference, scan, { word: 0, is: true })
  expect(added).toHaveProperty('entry')
  expect(await confirming.called(president, reference, about)).toBe('unknown')
  // No one but the person who decides adds one.
  for (const one of [counsel, president])
    expect(await confirming.addLetter(one, reference, scan, { word: 0, is: true })).not.toHaveProperty(
      'entry',
    )
})

test('a number that was changed yesterday does not count for a call about a letter', async () => {
  const { letter } = await lettered('yes', 1)
  const president = await at('trustee', '/cases/second')
  expect(president.text).toContain('There is no number to call yet.')
  expect(callIn(president, letter).to).toBe('')
})

test('what counsel denies on the phone opens the case, and a letter that is not theirs denies nothing', async () => {
  const { director: actor } = await actors(tested)
  const { cases } = tested.house
  const denied = await lettered('yes')
  const president = await at('trustee', '/cases/second')
  await president.post('/cases/second/called', { ...callIn(president, denied.letter), said: 'no' })
  const it = (await cases.look(actor, denied.reference))?.case
  expect(it?.relayed[0]?.answer).toMatchObject({ is: false, linked: 'Carl Lund' })
  expect(it?.opinion).toBeUndefined()
  const director = await at('director', `/cases/${denied.reference}`)
  expect(director.text).toMatch(/Denied by Carl Lund. Test trustee called them about a letter, /)

  const forged = await lettered('no')
  await president.get('/cases/second')
  await president.post('/cases/second/called', { ...callIn(president, forged.letter), said: 'no' })
  expect((await cases.look(actor, forged.reference))?.case.relayed[0]).toMatchObject({ letter: undefined })
  expect((await cases.look(actor, forged.reference))?.case.relayed[0]?.answer).toBeUndefined()
  const true_ = await lettered('no')
  await president.get('/cases/second')
  await president.post('/cases/second/called', { ...callIn(president, true_.letter), said: 'yes' })
  expect((await cases.look(actor, true_.reference))?.case.relayed[0]?.answer).toMatchObject({ is: false })
})

test('under a nondisclosure order no one is asked to call but who may know of it', async () => {
  const { reference, letter } = await lettered('yes')
  const { director, counsel } = await actors(tested)
  const { cases, confirming } = tested.house
  const version = (await confirming.contacts())[0]?.version ?? ''
  const about = { place: 0, paper: letter, version, said: 'yes' } as const
  await cases.take(director, reference, { what: 'gag-found', words: 'The order says so.' })
  const president = await at('trustee', '/cases/second')
  expect(president.html).not.toContain(reference)
  expect((await president.get(`/cases/second/letter/${reference}/${letter}`)).status).toBe(404)
  const acting = { ...counsel, role: 'director', ownRole: 'counsel' } as const
  expect(await confirming.called(acting, reference, about)).toBe('unknown')
  const page = await at('director', `/cases/${reference}/letter`)
  expect(page.text).toContain('No second person may know of this case yet.')
  // Once counsel noted it, the person who acts for the Director calls.
  await cases.take(counsel, reference, { what: 'gag-found', words: 'It does.' })
  expect(await confirming.called({ ...acting, unconfirmed: true }, reference, about)).toBe('unknown')
  const { clerk } = await actors(tested)
  const taken = await confirming.called({ ...clerk, role: 'director', ownRole: 'desk' }, reference, about)
  expect(taken).toHaveProperty('entry')
})

test('what is wrong with a letter is said, and what was chosen stays', async () => {
  const { reference } = await recorded(8)
  const path = `/cases/${reference}/letter`
  const director = await at('director', path)
  expect((await director.postFile(path, { report: '0', says: '' }, scan)).status).toBe(422)
  expect(director.text).toContain('Choose what the letter says')
  const text = { name: 'x.txt', bytes: Buffer.from('hello') }
  expect((await director.postFile(path, { report: '0', says: 'no' }, text)).status).toBe(422)
  expect(director.text).toContain('This is not a PDF, JPEG, or PNG file.')
  expect(director.html).toMatch(/value="no" checked/)
})

test('a link goes out by a real mail server; one that is refused shows as not sent, opens nothing, and can be sent again', async () => {
  const server = await startMailServer()
  const mail = mailSettings({
    CARREL_SMTP_URL: server.url,
    CARREL_MAIL_FROM: 'carrel@library.example.org',
  })
  const others = { tested, app }
  tested = await startHouse(undefined, { mail })
  app = tested.app()
  try {
    const { reference, version } = await recorded(7)
    const path = `/cases/${reference}`
    const director = await at('director', path)
    const sends = () => director.post(`${path}/confirm`, { report: '0', to: version })
    const links = () =>
      inContext(tested.house.app, { actor: 'x', place: 'y' }, (trx) =>
        trx.selectFrom('word_link').select('id').execute(),
      )
    server.conduct.splice(0, 1, 'refuse')
    await sends()
    expect(director.text).toContain('The e-mail did not go out.')
    await director.get(path)
    expect(director.text).toContain('The e-mail with a link to Carl Lund was not sent. The link is void.')
    expect([await links(), server.received]).toEqual([[], []])

    server.conduct.splice(0, 1, 'accept')
    await sends()
    const [received, ...more] = server.received
    expect([received?.to, more]).toEqual([lund.mail, []])
    const text = received?.bytes.toString() ?? ''
    expect(text).not.toMatch(/Canary|Pip|Quill|Kearney|CR 26-7|Lund|Proper/)
    const link = /\/confirm\/(\S+)/.exec(text)?.[1] ?? ''
    const anyone = new Visitor(app)
    await anyone.get(`/confirm/${link}`)
    expect(anyone.text).toContain(reference)
    expect((await anyone.post('/confirm', { link, answer: 'yes' })).status).toBe(200)
    await director.get(path)
    expect(director.text).toMatch(/Confirmed by Carl Lund/)
  } finally {
    await tested.close()
    await server.close()
    tested = others.tested
    app = others.app
  }
})

test('an account of counsel that no one confirmed sees no case with a conflict of interest, and every other one', async () => {
  const { director, counsel } = await actors(tested)
  const conflicted = await plantCase(tested, 'process')
  const ordinary = await plantCase(tested, 'process')
  await takeAll(tested, conflicted, [[counsel, { what: 'conflict-said' }]])
  const made = await addAccount(tested.house.app, tested.house.ring, {
    ...{ signIn: 'again', name: 'Test counsel', role: 'counsel', givenBy: director.accountId },
    passphrase: await hashPassphrase(passphrase),
  })
  const changed = await specialCounsel('changed', 'Sam Special')
  await confirmOwner(changed)
  const to = { id: changed, role: 'counsel', president: false } as const
  expect(await changeAccountRole(tested.house, director, to)).toBe('changed')
  for (const signIn of ['again', 'changed']) {
    const lawyer = await at(signIn, '/cases')
    const listed = [lawyer.html.includes(conflicted), lawyer.html.includes(ordinary)]
    const statuses = []
    for (const one of [conflicted, ordinary]) statuses.push((await lawyer.get(`/cases/${one}`)).status)
    expect([signIn, listed, statuses]).toEqual([signIn, [false, true], [404, 200]])
  }
  // Another lawyer, whom someone else confirmed, takes the case over.
  await confirmOwner(made ?? '')
  const lawyer = await at('again', '/cases')
  expect(lawyer.html).toContain(conflicted)
  expect((await lawyer.get(`/cases/${conflicted}`)).status).toBe(200)
  // Whatever its role is now, the account that said so stays out.
  const was = { ...counsel, role: 'director' } as const
  expect(await tested.house.cases.look(was, conflicted)).toBeUndefined()
})

test('a number that the Director alone changed or took off stays where staff call for seven days, or until the new one is confirmed', async () => {
  const { director } = await actors(tested)
  await confirmedContact(30)
  const typed = { 'name-counsel-1': 'Carl Lund', 'mail-counsel-1': lund.mail }
  const change = async (more: Readonly<Record<string, string>>) =>
    (await at('director', '/cases/contacts')).post('/cases/contacts', more)
  const called = async () => {
    const { text } = await at('desk', '/cases/search/new')
    return ['308-555-0104', '308-555-0166'].map((number) => text.includes(number))
  }
  await change({ ...typed, 'phones-counsel-1': '308-555-0166' })
  expect(await called()).toEqual([true, true])
  expect((await at('desk', '/cases/search/new')).text).toContain(
    'Carl Lund: 308-555-0104 . This number was changed or taken off the list. Until December 1, 2026, call it too',
  )
  const reference = await plantCase(tested, 'process')
  expect((await at('desk', `/cases/${reference}/search`)).text).toContain(
    'Until December 1, 2026, call it too',
  )
  // A slip of typing that is set right within the hour is the number of a stranger.
  await change({ ...typed, 'phones-counsel-1': '308-555-0177' })
  expect(await called()).toEqual([true, false])
  // Taken off altogether, or another person in its place whom a second person confirms: it stays.
  await change({ 'name-counsel-1': 'Pat Friend', 'phones-counsel-1': '308-555-0166' })
  const trustee = (await tested.house.app.selectFrom('account').select(['id', 'role']).execute()).find(
    ({ role }) => role === 'trustee',
  )
  const confirm = async () => {
    const [one] = await tested.house.confirming.contactsToConfirm({
      ...director,
      accountId: trustee?.id ?? '',
    })
    await (await at('trustee', '/')).post('/cases/contacts/second', { to: one?.version ?? '' })
  }
  await confirm()
  expect(await called()).toEqual([true, true])
  await change({})
  expect(await called()).toEqual([true, true])
  // The same person at a new number, which a second person confirms: the old one goes.
  await change({ ...typed, 'phones-counsel-1': '308-555-0188' })
  await confirm()
  expect(await called()).toEqual([false, true])
  tested.time.now = new Date(tested.time.now.getTime() + 7 * day)
  expect(await called()).toEqual([false, false])
})

test('a change of the address alone does not start the hour in which a number is lost, and a row that SQL wrote is not called', async () => {
  const { director } = await actors(tested)
  const { app: db, ring, clock } = tested.house
  await confirmedContact(30)
  const by = { ring, account: director.accountId, at: tested.time.now }
  await db.transaction().execute(async (trx) => {
    await replaceEmergencyContacts(trx, [{ ...lund, nth: 1, mail: 'new@law.example.org' }], ['counsel'], by)
    await replaceEmergencyContacts(trx, [{ ...lund, nth: 1, phones: '308-555-0166' }], ['counsel'], by)
  })
  const numbers = async () =>
    (await contactsToCall({ app: db, ring, clock })).flatMap(({ whom, phones }) =>
      whom === 'counsel' ? [phones] : [],
    )
  expect(await numbers()).toEqual(['308-555-0166', '308-555-0104'])
  await db
    .insertInto('former_contact')
    .values({
      ...{ whom: 'counsel', name: 'Carl Lund', mail: '', phones: '308-555-0199' },
      ...{ account_id: null, changed_by: director.accountId, changed_as: 'director' },
      ...{ changed_at: tested.time.now, wrong_at: null, mark: Buffer.alloc(32) },
    })
    .execute()
  expect(await numbers()).toEqual(['308-555-0166', '308-555-0104'])
})

test('a number that someone else typed within the hour is no slip of the person who changes it', async () => {
  const { director, clerk } = await actors(tested)
  const { app: db, ring, clock } = tested.house
  const type = (account: string, phones: string) =>
    db.transaction().execute((trx) =>
      replaceEmergencyContacts(trx, [{ ...lund, nth: 1, phones }], ['counsel'], {
        ...{ ring, account, at: clock.now() },
      }),
    )
  // Who acts for the Director sets counsel's number right, and the Director puts a friend's in its place at once.
  await type(clerk.accountId, '308-555-0141')
  await type(director.accountId, '308-555-0142')
  const numbers = async () =>
    (await contactsToCall({ app: db, ring, clock })).flatMap(({ whom, phones }) =>
      whom === 'counsel' ? [phones] : [],
    )
  expect(await numbers()).toEqual(expect.arrayContaining(['308-555-0142', '308-555-0141']))
  await type(director.accountId, '308-555-0143')
  expect(await numbers()).not.toContain('308-555-0142')
})

test('counsel whose contact was changed sees it on their start page and no one else does; wrong keeps the old number and right ends it', async () => {
  // A house without the other accounts of counsel.
  const others = { tested, app }
  tested = await startHouse()
  app = tested.app()
  try {
    const { counsel: anyone, director } = await actors(tested)
    const { app: db, confirming } = tested.house
    // Other tests made more accounts of counsel: this one signs in below.
    const { id } = await db
      .selectFrom('account')
      .select('id')
      .where('sign_in', '=', 'counsel')
      .executeTakeFirstOrThrow()
    const counsel = { ...anyone, accountId: id }
    await db.deleteFrom('former_contact').execute()
    await confirmedContact(30, { account: counsel.accountId })
    const changed = {
      ...{ 'name-counsel-1': 'Carl Lund', 'mail-counsel-1': lund.mail, 'phones-counsel-1': '308-555-0166' },
      'account-counsel-1': counsel.accountId,
    }
    await (await at('director', '/cases/contacts')).post('/cases/contacts', changed)
    const says = 'Your emergency contact was changed or taken off the list by the Director, '
    for (const signIn of ['volunteer', 'desk', 'director', 'trustee'])
      expect((await at(signIn, '/')).text).not.toContain('Your emergency contact was')
    const lawyer = await at('counsel', '/')
    expect(lawyer.text).toContain(says)
    // A second person confirms the new one, and staff see it alone; the lawyer is asked all the same.
    const [typed] = await confirming.contacts()
    await (await at('trustee', '/')).post('/cases/contacts/second', { to: typed?.version ?? '' })
    const called = async () => {
      const { text } = await at('desk', '/cases/search/new')
      return ['308-555-0104', '308-555-0166', 'Call this number first.'].map((one) => text.includes(one))
    }
    expect(await called()).toEqual([false, true, false])
    await lawyer.get('/cases/contacts/own')
    expect(lawyer.text).toContain('308-555-0104 and lund@law.example.org')
    const version = () => /value="([0-9a-f]{64})"/.exec(lawyer.html)?.[1] ?? ''

    // At an account that no one confirmed, or another's, there is nothing to answer.
    const others = [
      { ...counsel, unconfirmed: true },
      { ...counsel, accountId: director.accountId },
      director,
    ]
    for (const other of others) {
      expect(await confirming.ownChangedContacts(other)).toEqual([])
      expect(await confirming.answerChangedContact(other, version(), true)).toBe(false)
    }
    expect((await lawyer.post('/cases/contacts/own', { wrong: 'x' })).status).toBe(422)

    await lawyer.post('/cases/contacts/own', { wrong: version() })
    expect(lawyer.text).toContain('Now call the Director and the president of the Board.')
    expect(await called()).toEqual([true, true, true])
    expect((await confirming.contacts())[0]?.confirmed).toBeUndefined()
    // Past the seven days, and where the Director changes it back and forth.
    tested.time.now = new Date(tested.time.now.getTime() + 8 * day)
    const old = { ...changed, 'phones-counsel-1': lund.phones }
    for (const to of [old, changed])
      await (await at('director', '/cases/contacts')).post('/cases/contacts', to)
    expect(await called()).toEqual([true, true, true])

    const again = await at('counsel', '/')
    expect(again.text).toContain(says)
    for (;;) {
      await again.get('/cases/contacts/own')
      const next = /name="right" value="([0-9a-f]{64})"/.exec(again.html)?.[1]
      if (next === undefined) break
      await again.post('/cases/contacts/own', { right: next })
      expect(again.text).toContain('Saved. Staff no longer see the old numbers.')
    }
    expect(await called()).toEqual([false, true, false])
    expect((await at('counsel', '/')).text).not.toContain('Your emergency contact was')
  } finally {
    await tested.close()
    tested = others.tested
    app = others.app
  }
})

test('a contact that was renamed in two steps counts as unconfirmed once counsel said that the change is wrong, and the log has what they pressed', async () => {
  const { director, counsel } = await actors(tested)
  const { app: db, ring, confirming } = tested.house
  const accounts = await db.selectFrom('account').select(['id', 'role']).execute()
  const trustee = { ...director, accountId: accounts.find(({ role }) => role === 'trustee')?.id ?? '' }
  const confirmTyped = async () => {
    const [typed] = await confirming.contactsToConfirm(trustee)
    expect(await confirming.confirmContact(trustee, typed?.version ?? '')).toBe(true)
  }
  const pass = (hours: number) => {
    tested.time.now = new Date(tested.time.now.getTime() + hours * 3_600_000)
  }
  const other = { ...lund, nth: 2, name: 'C. Wells', phones: '308-555-0105' } as const
  const change = async (...contacts: Parameters<typeof replaceEmergencyContacts>[1]) => {
    const by = { ring, account: director.accountId, at: tested.time.now }
    await db.transaction().execute((trx) => replaceEmergencyContacts(trx, contacts, ['counsel'], by))
  }
  await db.deleteFrom('former_contact').execute()
  const own = { ...lund, nth: 1, account: counsel.accountId }
  await change(own, other)
  for (let nth = 0; nth < 2; nth++) await confirmTyped()
  // Long after, the number is changed first, and then the name and the sign-in.
  pass(100 * 24)
  await change({ ...own, phones: '308-555-0166' }, other)
  await confirmTyped()
  pass(2)
  const renamed = { ...lund, nth: 1, name: 'Karl Lund', phones: '308-555-0166' } as const
  await change(renamed, other)
  await confirmTyped()
  const confirmed = async () =>
    (await confirming.contacts()).flatMap((one) => (one.confirmed === undefined ? [] : [one.name]))
  expect(await confirmed()).toEqual(['Karl Lund', 'C. Wells'])
  const asked = await confirming.ownChangedContacts(counsel)
  const [first] = asked.filter(({ phones }) => phones === lund.phones)
  const before = await pressedBy(counsel.accountId)
  expect(await confirming.answerChangedContact(counsel, first?.version ?? '', false)).toBe(true)
  expect(await confirmed()).toEqual(['C. Wells'])
  expect(await pressedBy(counsel.accountId)).toEqual({ ...before, wrong: before.wrong + 1 })
  // A press on what is not asked any more leaves no entry.
  expect(await confirming.answerChangedContact(counsel, first?.version ?? '', true)).toBe(false)
  for (const { version } of await confirming.ownChangedContacts(counsel))
    expect(await confirming.answerChangedContact(counsel, version, true)).toBe(true)
  expect(await pressedBy(counsel.accountId)).toEqual({
    ...{ right: before.right + asked.length, wrong: before.wrong + 1 },
  })
})

/**
 * How often the log has that this account pressed each. Why counted, by account: entries that wait to be signed are in no order,
 * and other tests of this library leave some of their own.
 */
async function pressedBy(account: string): Promise<{ right: number; wrong: number }> {
  const rows = await tested.it.database.worker.selectFrom('register_pending').select('leaf').execute()
  const kinds = rows.flatMap(({ leaf }) => {
    const opened = openEntry(leaf, tested.house.ring.registerMonthKey(readLeaf(leaf).month))
    return 'entry' in opened && opened.entry.actor === account ? [opened.entry.kind] : []
  })
  const many = (kind: string) => kinds.filter((one) => one === kind).length
  return { right: many('case-contact-right'), wrong: many('case-contact-wrong') }
}

test('the president sees that another account changed their contact, and not what they changed themselves', async () => {
  const { app: db, ring, confirming, clock } = tested.house
  const accounts = await db.selectFrom('account').select(['id', 'role']).execute()
  const of = (role: string) => accounts.find((one) => one.role === role)?.id ?? ''
  const actor = { accountId: of('trustee'), role: 'trustee', place: 'office', president: true } as const
  const contact = { whom: 'president', nth: 1, name: 'Ann Chair', mail: '', phones: '308-555-0111' } as const
  const change = (account: string, phones: string) =>
    db.transaction().execute((trx) =>
      replaceEmergencyContacts(trx, [{ ...contact, phones }], ['president'], {
        ...{ ring, account, at: clock.now(), unconfirmed: account !== of('trustee'), as: 'president' },
      }),
    )
  await db.transaction().execute((trx) => replaceEmergencyContacts(trx, [contact], ['president']))
  await change(of('trustee'), '308-555-0112')
  expect(await confirming.ownChangedContacts(actor)).toEqual([])
  tested.time.now = new Date(tested.time.now.getTime() + 2 * 3_600_000)
  await change(of('desk'), '308-555-0166')
  expect(await confirming.ownChangedContacts(actor)).toMatchObject([
    { phones: '308-555-0112', as: 'president' },
  ])
  expect(await confirming.ownChangedContacts({ ...actor, unconfirmed: true })).toEqual([])
  expect((await at('trustee', '/')).text).toContain('Your emergency contact was changed or taken off')
})
