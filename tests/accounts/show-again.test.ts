import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { newReference } from '../../src/platform/crypto/reference.ts'
import { type ReturnPage, returnPages } from '../../src/staff/pages/sign-in.tsx'
import { newCodeSecret, sealCodeSecret } from '../../src/staff/second-factor.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import { actors, plantCase, takeAll } from '../web/cases-planted.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { codeAt } from './code.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const reference = newReference()

/** Written by hand: where each page that asks again who it is leads to afterwards. */
const landsOn: Record<ReturnPage, string> = {
  'second-step': '/account/second-step',
  passphrase: '/account/passphrase',
  recovery: '/set-up/recovery',
  people: '/people',
  'people-add': '/people/add',
  acting: '/acting',
  officers: '/officers',
  computers: '/computers',
  pins: '/register/pins',
  contacts: '/cases/contacts',
  second: '/cases/second',
  proposal: '/policy/proposal',
  facts: '/policy/facts',
  consulted: '/cases/consulted',
  'second-contact': '/cases/contacts/second',
  'own-contact': '/cases/contacts/own',
  asked: '/cases/asked',
  'cases-apart': '/cases/apart',
  sealed: '/sealed/set-up',
  'sealed-open': '/sealed',
  decision: `/cases/${reference}/decision/sign`,
  case: `/cases/${reference}`,
  'case-check': `/cases/${reference}/check`,
  'case-letter': `/cases/${reference}/letter`,
  'case-search': `/cases/${reference}/search`,
  'case-study': `/cases/${reference}/study`,
  'case-produce': `/cases/${reference}/produce`,
  'case-preserve': `/cases/${reference}/preserve`,
  records: '/counter',
}

/** Signed in eleven minutes ago. @param secret of their code app, where they have one */
async function longSignedIn(role: string, secret?: string, computer?: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  if (computer !== undefined) visitor.cookies.set('carrel-computer', computer)
  await visitor.signIn(role)
  if (secret !== undefined) {
    later(1)
    await visitor.get('/sign-in/second-step')
    await visitor.post('/sign-in/code', { code: codeAt(secret, tested.time.now) })
  }
  later(11)
  await visitor.get('/')
  return visitor
}

/** Shows again who they are on the page that was asked for, and says where that leads to in the end. */
async function showsAgain(visitor: Visitor, fields: Record<string, string>, secret?: string) {
  const said = await visitor.post('/account/again', { passphrase, ...fields })
  const to = said.headers.get('location') ?? ''
  if (secret === undefined) return to
  expect(to).toBe('/sign-in/second-step')
  later(1)
  await visitor.get(to)
  const given = await visitor.post('/sign-in/code', { code: codeAt(secret, tested.time.now) })
  return given.headers.get('location') ?? ''
}

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html.slice(html.indexOf('action="/account/again"')))?.[1]

/** Every page without a parameter, opened a while after signing in: which of them ask again, and where one comes out. */
async function walked(role: string, secret?: string): Promise<Record<string, string>> {
  const came: Record<string, string> = {}
  const visitor = await longSignedIn(role, secret)
  for (const { method, path, may } of routes) {
    if (method !== 'GET' || path.includes(':') || !Array.isArray(may)) continue
    await visitor.get(path)
    if (!visitor.html.includes('action="/account/again"')) continue
    const back = hidden(visitor.html, 'back') ?? ''
    came[path] = await showsAgain(visitor, { back }, secret)
    expect(came[path], path).toBe(landsOn[back as ReturnPage])
    later(11)
  }
  return came
}

const ofDirector = {
  '/account/second-step': '/account/second-step',
  '/cases/apart': '/cases/apart',
  '/cases/contacts': '/cases/contacts',
  '/cases/contacts/second': '/cases/contacts/second',
  '/computers': '/computers',
  '/people/add': '/people/add',
  '/people/person': '/people',
  '/register/pins': '/register/pins',
}

test('without a second step, the passphrase leads at once to the page that asked for it', async () => {
  expect(await walked('director')).toEqual(ofDirector)
  expect(await walked('trustee')).toMatchObject({
    '/acting': '/acting',
    // What the Director cannot do alone takes a recent sign-in of the other person.
    '/cases/consulted': '/cases/consulted',
    '/cases/contacts': '/cases/contacts',
    '/cases/contacts/second': '/cases/contacts/second',
    '/cases/second': '/cases/second',
  })
})

test('nor does a form of the second person, or of the Board’s word, act in a session that was left open', async () => {
  const visitor = await longSignedIn('trustee')
  const letter = '00000000-0000-4000-8000-000000000001'
  const forms = {
    '/cases/second': { case: reference },
    '/cases/second/called': { case: reference, report: '0', letter, to: 'x', said: 'yes' },
    '/cases/consulted': { case: reference, report: '0', answer: 'yes' },
    '/cases/contacts/second': { to: 'x' },
  }
  for (const [path, fields] of Object.entries(forms)) {
    await visitor.post(path, fields)
    expect(visitor.html, path).toContain('action="/account/again"')
  }
})

test('nor does a word in a case that counts as that person’s own; what is only noted is taken', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const asked = async (visitor: Visitor, path: string, fields: Record<string, string>) => {
    await visitor.post(path, fields)
    return visitor.html.includes('action="/account/again"') ? hidden(visitor.html, 'back') : undefined
  }
  const at = `/cases/${reference}`
  const call = { case: reference, report: '0', letter: id, to: 'x', said: 'yes' }
  const office = await tested.computerAt('office')
  const director = await longSignedIn('director', undefined, office)
  expect(await asked(director, `${at}/check`, { copy: id, theirs: 'yes' })).toBe('case-check')
  expect(await asked(director, '/cases/second/called', call)).toBe('case-letter')
  expect(hidden(director.html, 'about')).toBe(reference)
  for (const [path, fields] of [
    [`${at}/check`, { copy: id, counsel: 'C. Wells', words: 'x' }],
    ['/cases/second/called', { ...call, said: 'not-reached' }],
    [`${at}/preserve/end`, { copy: id }],
    [`${at}/study`, { act: 'ask', of: id }],
  ] as const)
    expect([path, await asked(director, path, fields)]).toEqual([path, undefined])
  const counsel = await longSignedIn('counsel', undefined, office)
  for (const [path, fields, back] of [
    [`${at}/check`, { copy: id, theirs: 'yes' }, 'case-check'],
    [`${at}/study`, { act: 'agree', of: id }, 'case-study'],
    [`${at}/preserve/end`, { copy: id }, 'case-preserve'],
    [`${at}/produce/notice`, { choice: 'not' }, 'case-produce'],
    [`${at}/search/debriefed`, { words: '' }, 'case-search'],
  ] as const)
    expect([path, await asked(counsel, path, fields)]).toEqual([path, back])
  const trustee = await longSignedIn('trustee')
  await trustee.get(`/cases/second/letter/${reference}/${id}`)
  expect(trustee.html).toContain('action="/account/again"')
})

test('nor is a case taken back to the Director at the screen of the person who reported it; to hand it over needs no proof', async () => {
  const { counsel } = await actors(tested)
  const about = await plantCase(tested, 'process')
  await takeAll(tested, about, [[counsel, { what: 'about-director', is: true }]])
  const office = await tested.computerAt('office')
  const says = async (clerk: Visitor, is: 'yes' | 'no') => {
    await clerk.get('/report')
    return (await clerk.post('/report/about', { reference: about, is })).status
  }
  const left = await longSignedIn('desk', undefined, office)
  expect(await says(left, 'no')).toBe(422)
  expect(left.text).toContain('Ask counsel or the president of the Board to say it in the case')
  const clerk = new Visitor(tested.app())
  clerk.cookies.set('carrel-computer', office)
  await clerk.signIn('desk')
  expect(await says(clerk, 'no')).toBe(200)
  later(11)
  expect(await says(clerk, 'yes')).toBe(200)
})

test('whatever asked, one comes out there, though another page had asked before and was left', async () => {
  const visitor = await longSignedIn('director')
  for (const back of returnPages) {
    visitor.cookies.set('carrel-back', back === 'people' ? 'pins' : 'people')
    await visitor.get('/computers')
    const about: Record<string, string> = landsOn[back].includes(reference) ? { about: reference } : {}
    expect(await showsAgain(visitor, { back, ...about }), back).toBe(landsOn[back])
    expect(visitor.cookies.has('carrel-back')).toBe(false)
    later(11)
  }
})

test('with a second step, one comes out there after its code', async () => {
  const { app, ring } = tested.house
  const { id } = await app
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'director')
    .executeTakeFirstOrThrow()
  const secret = newCodeSecret()
  await setCodeApp(app, { accountId: id, sealedSecret: sealCodeSecret(ring, id, secret), step: 0n })
  expect(await walked('director', secret)).toEqual({
    ...ofDirector,
    '/account/passphrase': '/account/passphrase',
    '/sealed': '/sealed',
  })
  const visitor = await longSignedIn('director', secret)
  for (const back of returnPages) {
    await visitor.get('/computers')
    const about: Record<string, string> = landsOn[back].includes(reference) ? { about: reference } : {}
    expect(await showsAgain(visitor, { back, ...about }, secret), back).toBe(landsOn[back])
    later(11)
  }
})
