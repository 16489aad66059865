import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plantCase } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 1_000)
})

async function signedIn(who: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.signIn(who)
  return visitor
}

const firstOf = (visitor: Visitor, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(visitor.html)?.[1] ?? ''
const kinds = async () =>
  (await tested.it.database.worker.selectFrom('register_pending').select('id').execute()).length

test('the Director confirms a fact with a name and a day; it stays in the list, and can be withdrawn', async () => {
  const director = await signedIn('director')
  await director.get('/policy')
  expect(director.html).toContain('href="/policy/facts"')
  await director.get('/policy/facts')
  expect(director.heading).toBe('Facts to confirm')
  expect(director.text).toContain('Where it is written: Neb. Rev. Stat. 84-712(4): four business days')
  expect(director.text).toContain('Who can confirm it: the City’s lawyer')
  expect(director.text).toContain('Days of the week: Saturday and Sunday')
  // All that is confirmed with one press is on the page, lists of parts too.
  expect(director.text).toContain(
    'Weeks after the due date: 1 In this order: e-mail, text message, phone call, and letter Weeks after the due date: 3',
  )
  const hash = firstOf(director, 'hash')
  await director.post('/policy/facts', { hash })
  expect(director.heading).toBe('Who confirmed this?')
  await director.post('/policy/facts', { hash, by: '', on: '2027-01-01' })
  expect(director.text).toContain('Type the name of the person who confirmed it.')
  expect(director.text).toContain('Choose the date they confirmed it, today or earlier.')
  const before = await kinds()
  const said = { hash, by: 'Ada Berg, president', on: '2026-11-20', until: '2027-11-20' }
  for (const until of ['', '2026-11-19', '2031-11-21']) {
    expect((await director.post('/policy/facts', { ...said, until })).status).toBe(422)
    expect(director.text).toContain('Choose a last day, today or later, at most 5 years after')
  }
  await director.post('/policy/facts', said)
  expect(await kinds()).toBe(before + 1)
  await director.get('/policy/facts')
  expect(director.text).toContain(
    'Confirmed by Ada Berg, president on November 20, 2026. Good until November 20, 2027.',
  )
  expect(director.html).not.toContain(`name="hash" value="${hash}"`)
  // Once only, however often it is pressed.
  await director.post('/policy/facts', { ...said, by: 'Somebody Else', on: '2026-11-18' })
  expect(await kinds()).toBe(before + 1)
  await director.get('/policy/facts')
  await director.post('/policy/facts/withdraw', { id: firstOf(director, 'id') })
  expect(await kinds()).toBe(before + 2)
  await director.get('/policy/facts')
  expect(director.text).toContain('Good until November 20, 2027. Withdrawn.')
  expect(director.html).toContain(`name="hash" value="${hash}"`)
})

test('the trustee reads when the review was due, whose practice that is, and what the Board has to settle; not who confirmed', async () => {
  const trustee = await signedIn('trustee')
  await trustee.get('/')
  expect(trustee.html).toContain('href="/policy/board"')
  expect(trustee.text).toContain('No case is for the Board now.')
  await trustee.get('/policy/board')
  expect(trustee.text).toContain('Last reviewed on June 9, 2015. Overdue since June 9, 2018.')
  expect(trustee.text).toContain('Board practice; MGT-1 itself names no period')
  expect(trustee.text).toContain('This period is not confirmed.')
  expect(trustee.text).toContain('Section 215 lapsed on March 15, 2020')
  expect(trustee.text).toContain('Who can confirm it: the Board')
  expect(trustee.text).not.toContain('Who can confirm it: the City’s lawyer')
  expect(trustee.text).not.toContain('Ada Berg')
  expect(trustee.html).not.toContain('action="/policy/facts"')
  const clerk = await signedIn('desk')
  expect((await clerk.get('/policy/board')).status).toBe(404)
})

test('rules and tests open apart from the readings, of one clause at a time', async () => {
  const trustee = await signedIn('trustee')
  await trustee.get('/policy')
  expect(trustee.html).not.toContain('<pre')
  expect(trustee.html).toContain('href="/policy?rules=reg-1#reg-1"')
  await trustee.get('/policy?rules=reg-1')
  expect(trustee.html).not.toContain('href="/policy?rules=reg-1#reg-1"')
  expect(trustee.html).toContain('href="/policy?rules=reg-2#reg-2"')
  const [, behind = ''] = /<details open=""><summary>([\s\S]*?)<pre/.exec(trustee.html) ?? []
  expect(behind).toContain('Rules and tests</summary>')
})

test('a row that SQL writes into the database confirms nothing', async () => {
  const { it } = tested
  const director = await signedIn('director')
  await director.get('/policy/facts')
  const hash = firstOf(director, 'hash')
  const [account] = await it.database.app.selectFrom('account').select('id').limit(1).execute()
  await it.database.app
    .insertInto('fact_confirmed')
    .values({
      ...{ id: '00000000-0000-4000-8000-000000000001', fact: 'review-every[0]', hash },
      ...{ confirmed_by: 'Nobody Real', confirmed_on: '2026-11-20', noted_by: account?.id ?? '' },
      ...{ noted_at: new Date('2026-11-20T15:00:00Z'), withdrawn_by: null, withdrawn_at: null },
      mark: Buffer.alloc(48),
    })
    .execute()
  await director.get('/policy/facts')
  expect(director.text).not.toContain('Nobody Real')
  expect(director.html).toContain(`name="hash" value="${hash}"`)
})

test('counsel signs for their own facts once a year; one that lapsed is open again, and the case that goes by it says so', async () => {
  const reference = await plantCase(tested, 'records-request', { requester: { kind: 'public', name: 'Ned' } })
  const unconfirmed = 'The library works here with something that is not confirmed'
  const director = await signedIn('director')
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain(`${unconfirmed}: Days to answer a public-records request.`)
  const counsel = await signedIn('counsel')
  await counsel.get('/')
  expect(counsel.text).toContain('for you to check and sign, once a year')
  await counsel.get('/policy/facts')
  expect(counsel.text).not.toContain('Who can confirm it: the Board')
  // The Director noted other facts above, which this page does not show.
  expect(counsel.text).toContain('None of these facts has been confirmed yet.')
  await counsel.post('/policy/facts/sign', {})
  expect(counsel.text).toContain('Choose the facts that are right.')
  const theirs = [...counsel.html.matchAll(/name="fact" value="([^"]*)"/g)].map(([, hash = '']) => hash)
  await director.get('/policy/facts')
  const boards = [...director.html.matchAll(/name="hash" value="([^"]*)"/g)]
    .map(([, hash = '']) => hash)
    .filter((hash) => !theirs.includes(hash))
  const before = await kinds()
  // A fact of someone else is not theirs to sign, whatever is sent.
  await counsel.get('/policy/facts')
  await counsel.post('/policy/facts/sign', { fact: [...theirs, ...boards] })
  expect(await kinds()).toBe(before + theirs.length)
  await counsel.get('/policy/facts')
  expect(counsel.text).toContain(
    'Confirmed by Test counsel on November 24, 2026. Good until November 24, 2027.',
  )
  expect(counsel.text).toContain('There is nothing to confirm.')
  await director.get(`/cases/${reference}`)
  expect(director.text).not.toContain(unconfirmed)
  const { now, today } = tested.time
  Object.assign(tested.time, { now: new Date('2027-11-25T15:00:00Z'), today: '2027-11-25' })
  const later = await signedIn('director')
  await later.get(`/cases/${reference}`)
  expect(later.text).toContain('No longer confirmed: Test counsel confirmed it until November 24, 2027.')
  await later.get('/')
  expect(later.text).toContain(`${theirs.length} facts of the policy are no longer confirmed.`)
  const again = await signedIn('counsel')
  await again.get('/policy/facts')
  await again.post('/policy/facts/sign', { fact: theirs })
  await again.get('/policy/facts')
  expect(again.text).toContain('Good until November 24, 2027. Confirmed again since.')
  Object.assign(tested.time, { now, today })
})

test.each(['desk', 'volunteer', 'trustee'])('a %s has no such page, and no link to one', async (who) => {
  const visitor = await signedIn(who)
  await visitor.get('/policy')
  expect(visitor.html).not.toContain('/policy/facts')
  expect((await visitor.get('/policy/facts')).status).toBe(404)
})
