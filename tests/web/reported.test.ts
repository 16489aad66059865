import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actors, atOffice, plantCase, plantOrder, takeAll, takeOnPage } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'

/* What the Director records of counsel's or the Board's word is reported until they say so themselves. */

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

const at = (signIn: string, path: string) => atOffice({ app, tested }, signIn, path)

const byPhone = { way: 'phone', counsel: 'Lou Brief', on: '', time: '' }
const proper = { step: 'counsel-advised', opinion: 'proper', ...byPhone, words: 'The order is good.' }
const onlyReported =
  'What was recorded as counsel’s word is only reported. Counsel must first confirm it at their own sign-in. (Reg 6)'

test('a Director who records counsel’s word releases nothing by it until counsel confirms it at their own sign-in', async () => {
  const reference = await plantOrder(tested)
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('To release: Only the signature is missing.')
  await takeOnPage(director, reference, proper)
  expect(director.text).toContain(onlyReported)
  expect(director.text).toMatch(/Counsel’s advice\. Reported by [^.]+, [^.]+ [ap]\.m\. Not confirmed yet\./)
  expect(director.text).toContain('Counsel is reported to have found the paper valid')
  expect(director.html).not.toContain('id="word-answered"')
  const sent = { step: 'word-answered', report: '0', answer: 'yes', instead: '' }
  expect((await director.post(`/cases/${reference}`, sent)).status).toBe(422)

  const counsel = await at('counsel', '/')
  expect(counsel.text).toContain('Someone recorded what you said in a case. Confirm or deny it.')
  expect(counsel.html).toContain(`href="/cases/${reference}#word-answered"`)
  await counsel.get(`/cases/${reference}`)
  expect(counsel.text).toContain('recorded what Lou Brief advised by phone.')
  expect(counsel.text).toContain('“The order is good.”')
  await takeOnPage(counsel, reference, sent)
  expect(counsel.text).toContain('(legal counsel) confirmed what was reported: counsel’s advice.')
  expect((await counsel.post(`/cases/${reference}`, sent)).status).toBe(422)
  await director.get(`/cases/${reference}`)
  expect(director.text).not.toContain(onlyReported)
  expect(director.text).toMatch(/Confirmed by [^.]+, November/)
  await counsel.get('/')
  expect(counsel.text).not.toContain('Someone recorded what you said in a case.')
})

test('counsel who denies says what is true, and the case opens again, also once it was closed', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { ...proper, opinion: 'none' })
  await takeOnPage(director, reference, { step: 'paper-read', instrument: 'subpoena' })
  await takeOnPage(director, reference, { step: 'referred', words: 'To the county.' })
  await takeOnPage(director, reference, { step: 'closed' })
  expect(director.text).toContain('Closed.')
  const counsel = await at('counsel', `/cases/${reference}`)
  const denied = { step: 'word-answered', report: '0', answer: 'no', instead: '' }
  expect((await counsel.post(`/cases/${reference}`, denied)).status).toBe(422)
  expect(counsel.text).toContain('This is required: If it is not true, what is?')
  await takeOnPage(counsel, reference, { ...denied, instead: 'No one called me.' })
  expect(counsel.text).toContain('denied what was reported: counsel’s advice. The case is open again.')
  expect(counsel.text).toContain('No one called me.')
  await director.get('/cases')
  expect(director.html).toContain(`/cases/${reference}"`)
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('It does not count.')
  await director.post(`/cases/${reference}`, { step: 'referred', words: 'Again.' })
  expect(director.text).toContain('Legal counsel must be consulted first')
})

test('a draft says that counsel was consulted only once it is confirmed; until then that it was referred', async () => {
  const reference = await plantCase(tested, 'privacy')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { ...proper, opinion: 'none' })
  const drafted = async () => {
    await director.get(`/cases/${reference}/decision`)
    await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'heed' })
    await director.get(`/cases/${reference}/decision`)
    return /<textarea[^>]*>(.*?)<\/textarea>/s.exec(director.html)?.[1] ?? ''
  }
  expect(await drafted()).toContain('This has been referred to legal counsel.')
  expect(await drafted()).not.toMatch(/consulted|opinion/)
  const { counsel } = await actors(tested)
  await takeAll(tested, reference, [[counsel, { what: 'word-answered', word: 0, is: true }]])
  expect(await drafted()).toContain('I consulted legal counsel on November 24, 2026.')
  expect(await drafted()).not.toContain('referred')
})

test('the end of a nondisclosure order that the Director records frees nothing until counsel confirms it', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { step: 'gag-found', words: 'The order says so.' })
  const ended = { step: 'gag-ended', source: 'court-order', until: '2026-11-24', words: 'Lifted.' }
  await takeOnPage(director, reference, { ...ended, ...byPhone })
  expect(director.text).toContain('It stands until counsel confirms this.')
  expect(director.text).toContain('The paper has a nondisclosure order.')
  // No start page tells of such a case; its own list does.
  const counsel = await at('counsel', '/')
  expect(counsel.html).not.toContain(reference)
  await counsel.get(`/cases/${reference}`)
  await takeOnPage(counsel, reference, { step: 'word-answered', report: '0', answer: 'yes', instead: '' })
  expect(counsel.text).not.toContain('The paper has a nondisclosure order.')
})

test('the president confirms or denies for the Board by numbers and dates alone, and never of a case with a nondisclosure order', async () => {
  const [reference, secret] = [await plantCase(tested, 'privacy'), await plantCase(tested, 'process')]
  const { director: by } = await actors(tested)
  const asked = { what: 'board-consulted', motion: '26-31', session: '2026-11', on: '2026-11-24' } as const
  for (const each of [reference, secret]) {
    await tested.house.cases.look(by, each)
    await takeAll(tested, each, [[by, asked]])
  }
  await takeAll(tested, secret, [[by, { what: 'gag-found', words: 'The order says so.' }]])
  const president = await at('trustee', '/')
  expect(president.text).toContain('Someone recorded that the Board was consulted. Confirm or deny it.')
  await president.get('/cases/consulted')
  expect(president.heading).toBe('Confirm what was recorded of the Board')
  expect(president.text).toContain('26-31')
  expect(president.html).toContain(reference)
  expect(president.html).not.toContain(secret)
  expect(president.text).not.toMatch(/Quill|Sherwood|Kearney County/)
  const answer = (of: string) => president.post('/cases/consulted', { case: of, report: '0', answer: 'yes' })
  expect((await answer(secret)).status).toBe(422)
  await answer(reference)
  expect(president.text).toContain('Your answer is saved.')
  expect(president.text).toContain('Nothing waits for your answer.')
  expect((await answer(reference)).status).toBe(422)
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toMatch(/The Board was consulted\. Reported by .* Confirmed by/)
  expect((await president.get(`/cases/${reference}`)).status).toBe(404)
})
