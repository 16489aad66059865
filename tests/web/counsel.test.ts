import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { actors, plantCase, plantOrder } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/* Two counsel, one of whom has a conflict of interest in a case. */

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
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/cases'])
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
})

test('the Director cannot say it for counsel', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  expect(director.html).not.toContain('id="conflict-said"')
  expect((await director.post(`/cases/${reference}`, { step: 'conflict-said' })).status).toBe(422)
})

test('set-up asks for two lawyers, and which sign-in is whose', async () => {
  const { counsel } = await actors(tested)
  const director = await at('director', '/cases/contacts')
  expect(director.text).toContain('Name two lawyers.')
  await director.post('/cases/contacts', {
    ...{ 'name-counsel-1': 'Lou Brief', 'mail-counsel-1': 'brief@law.example.org' },
    ...{ 'phones-counsel-1': '308-555-0103', 'account-counsel-1': counsel.accountId },
  })
  expect(director.text).toContain('Only one lawyer is named.')
  await director.get('/cases/contacts')
  expect(director.html).toMatch(new RegExp(`<option value="${counsel.accountId}" selected`))
})
