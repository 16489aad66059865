import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide } from '../casework/decided-case.ts'
import { signNow } from '../leak/sign-now.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { actors, takeAll } from './cases-planted.ts'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
  await plantPin(tested.house, tested.parent)
})
afterAll(() => tested.close())

const as = async (role: string, place = 'office') => {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(role)
  return visitor
}
async function customer(): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card: cards.parent, pin })
  await visitor.get('/me/worry')
  return visitor
}
const referenceIn = ({ html }: Visitor) => /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(html)?.[0] ?? ''
const typed = {
  problem: 'Somebody looked me up.',
  concern: 'views',
  from: '',
  until: '',
  aboutDirector: 'no',
}

/** A clerk opens the parent's record and then the child's, which a study of the parent's has next to it. */
async function scanTwo(): Promise<Visitor> {
  const desk = await as('desk', 'front-desk')
  await desk.get('/counter')
  await desk.post('/counter/card', { card: cards.parent })
  await desk.post('/counter/card', { card: cards.child })
  await signNow(tested)
  return desk
}

test('a customer’s concern about who viewed their record goes from their page to a finding that they read there', async () => {
  const desk = await scanTwo()

  const parent = await customer()
  await parent.post('/me/worry', { ...typed, from: '2026-11-30', until: '2026-11-24' })
  expect(parent.text).toContain('The last day is before the first')
  expect(parent.html).toContain('Somebody looked me up.')
  await parent.get('/me/worry')
  await parent.post('/me/worry', typed)
  const reference = referenceIn(parent)
  // Where the answer will be, and not that it is here.
  expect(parent.text).toContain('will be shown under “Report a privacy concern” in your account.')
  expect(parent.text).not.toContain('Answers to concerns')

  const counsel = await as('counsel')
  const at = `/cases/${reference}/study`
  await counsel.get(`/cases/${reference}`)
  expect(counsel.html).toContain(`href="${at}"`)
  await counsel.get(at)
  expect(counsel.text).toContain('Test desk (clerk)')
  expect(counsel.text).toContain('Another record')
  expect(counsel.text).not.toMatch(/Canary|Pip|2300000000000/)
  const { clerk } = await actors(tested)
  expect((await counsel.post(at, { act: 'ask', of: clerk.accountId })).status).toBe(303)

  await desk.get('/')
  expect(desk.html).toContain('href="/cases/asked"')
  await desk.get('/cases/asked')
  const ask = /name="ask" value="([^"]+)"/.exec(desk.html)?.[1] ?? ''
  expect(desk.text).not.toContain(reference)
  expect((await desk.post('/cases/asked', { ask, words: '' })).status).toBe(422)
  await desk.post('/cases/asked', { ask, words: 'She handed me her card.' })
  expect(desk.text).toContain('Your answer was saved.')
  await desk.get('/')
  expect(desk.html).not.toContain('href="/cases/asked"')

  await signNow(tested)
  const director = await as('director')
  await director.get(at)
  expect(director.text).toContain('She handed me her card.')
  // Counsel, whose study is in the list too, is asked nothing.
  expect(director.text).toContain('(legal counsel)')
  expect(director.text).not.toMatch(/Ask Test counsel/)
  const found = { act: 'find', finding: 'not-confirmed', words: 'It was Test desk.', remedy: '' }
  expect((await director.post(at, found)).status).toBe(422)
  expect(director.text).toContain('This names someone on staff')
  await director.get(at)
  expect((await director.post(at, { ...found, words: 'You were at the desk.' })).status).toBe(303)
  const people = await actors(tested)
  await takeAll(tested, reference, [
    [people.counsel, { what: 'counsel-advised', way: 'here', counsel: 'C. Wells', words: 'As I said.' }],
  ])
  expect(await decide(tested.house.cases, people.director, reference, 'not-heed')).toHaveProperty('entry')

  await parent.get('/me/worry')
  expect(parent.text).toContain('Not confirmed')
  expect(parent.text).toContain('You were at the desk.')
  expect(parent.text).not.toContain('Test desk')
  await signNow(tested)
  await parent.get('/me/seen')
  expect(parent.text).toContain('Studied who viewed your record')
})

test('a saved finding leads on to counsel, and then to the decision, whose hint fits a letter to the customer', async () => {
  const parent = await customer()
  await parent.post('/me/worry', { ...typed, aboutDirector: 'yes' })
  const reference = referenceIn(parent)
  const president = await as('trustee')
  const [at, decision] = [`/cases/${reference}/study`, `/cases/${reference}/decision`]
  await president.get(at)
  expect(president.text).not.toContain('decide in writing')
  const found = { act: 'find', finding: 'not-confirmed', words: 'No one at the desk did.', remedy: '' }
  expect((await president.post(at, found)).status).toBe(303)
  const toAdvice = `href="/cases/${reference}#counsel-advised"`
  await president.get(`${at}?saved=find`)
  expect(president.text).toContain('Next, consult the City’s lawyer or the Board')
  expect(president.html).toContain(toAdvice)
  await president.get(decision)
  expect(president.html).toContain(toAdvice)
  await president.get(`/cases/${reference}`)
  expect(president.html).toContain('id="counsel-advised"')
  const { counsel } = await actors(tested)
  await takeAll(tested, reference, [
    [counsel, { what: 'counsel-advised', way: 'here', counsel: 'C. Wells', words: 'As I said.' }],
  ])
  await president.get(at)
  expect(president.text).toContain('Next, decide in writing.')
  expect(president.html).toContain(`href="${decision}"`)
  await president.get(decision)
  expect(president.html).not.toContain(toAdvice)
  await president.post(decision, { act: 'draft', decision: 'not-heed' })
  await president.get(decision)
  expect(president.text).toContain('This goes to the customer who raised the concern')
  expect(president.text).not.toContain('never say whether someone is one')
})

test('a study with the Director’s own views is only the president’s and counsel’s, and says so', async () => {
  const director = await as('director')
  // Looking the customer up is what one does first, so the page says before that it costs the study.
  await director.get('/cases/privacy')
  expect(director.text).toContain('Do not look up the customer first, not even by name.')
  await director.get('/counter')
  await director.post('/counter/card', { card: cards.parent })
  await signNow(tested)
  const parent = await customer()
  await parent.post('/me/worry', typed)
  const at = `/cases/${referenceIn(parent)}/study`
  await director.get(at)
  expect(director.heading).toBe('Someone else studies this')
  expect(director.text).not.toContain('Test desk')
  expect((await director.get(at)).status).toBe(404)
  const president = await as('trustee')
  expect((await president.get(at)).status).toBe(200)
  expect(president.text).toContain('Test director (Director)')
})

test('the president who reports the Director goes on to the case, and a clerk who does is not led to a page they may not open', async () => {
  const report = {
    ...{ problem: 'The Director looked someone up.', raised: 'staff', name: '' },
    ...{ concern: 'views', aboutDirector: 'yes' },
  }
  for (const [who, isLed] of [
    ['trustee', true],
    ['desk', false],
  ] as const) {
    const visitor = await as(who)
    await visitor.get('/cases/privacy')
    await visitor.post('/cases/privacy', report)
    expect(visitor.heading).toBe('The report was saved')
    expect(visitor.html.includes(`href="/cases/${referenceIn(visitor)}"`)).toBe(isLed)
  }
})

test('a study of days whose entries were destroyed by age says so, and not that no one viewed the record then', async () => {
  const parent = await customer()
  await parent.post('/me/worry', { ...typed, from: '2021-02-03', until: '2021-02-20' })
  const at = `/cases/${referenceIn(parent)}/study`
  const counsel = await as('counsel')
  await counsel.get(at)
  expect(counsel.text).toContain('This list has no view of this record by a staff member on these days.')
  tested.house.ring.forgetRegisterMonth('2021-02')
  await counsel.get(at)
  expect(counsel.text).toContain('Entries up to 2021-02 were destroyed because of their age.')
  expect(counsel.text).not.toContain('This list has no view of this record')
})

test('counsel agrees to name other customers for the days on their page, and not for more that the Director takes in meanwhile', async () => {
  await scanTwo()
  const parent = await customer()
  await parent.post('/me/worry', { ...typed, from: '2026-11-20', until: '2026-11-24' })
  const reference = referenceIn(parent)
  const at = `/cases/${reference}/study`
  const { director } = await actors(tested)
  const { caseStudy, cases } = tested.house
  const isAgreed = async () => (await cases.look(director, reference))?.case.study?.othersNamed
  const shown = ({ html }: Visitor) => ({
    from: /type="hidden" name="from" value="([^"]+)"/.exec(html)?.[1] ?? '',
    until: /type="hidden" name="until" value="([^"]+)"/.exec(html)?.[1] ?? '',
  })

  const counsel = await as('counsel')
  await counsel.get(at)
  const days = shown(counsel)
  expect(days).toEqual({ from: '2026-11-20', until: '2026-11-24' })
  await caseStudy.set(director, reference, { subject: undefined, from: '2026-10-01', until: '2026-11-24' })
  await counsel.post(at, { act: 'agree', ...days })
  expect(await isAgreed()).toBe(false)
  expect(shown(counsel).from).toBe('2026-10-01')
  await counsel.post(at, { act: 'agree', ...shown(counsel) })
  expect(await isAgreed()).toBe(true)
})
