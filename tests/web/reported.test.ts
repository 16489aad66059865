import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StaffActor } from '../../src/gate/actor.ts'
import { decide } from '../casework/decided-case.ts'
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
  'Counsel’s word is only reported, or it is the word of the person who signs. Counsel who does not sign must first confirm it, at their own sign-in, by a link in an e-mail, or by a letter. (Reg 6)'
const counselAlone =
  'A second person confirmed that legal counsel was consulted. That does not mean that they agreed.'

test('a Director who records counsel’s word releases nothing by it until counsel confirms it at their own sign-in', async () => {
  const reference = await plantOrder(tested)
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('To release: Only the signature is missing.')
  await takeOnPage(director, reference, proper)
  expect(director.text).toContain(onlyReported)
  expect(director.text).toMatch(
    /Counsel’s advice: [^.]+\. Reported by [^.]+, [^.]+ [ap]\.m\. Not confirmed yet\./,
  )
  expect(director.text).toContain('Counsel is reported to have found the paper valid')
  expect(director.html).not.toContain('id="word-answered"')
  const sent = { step: 'word-answered', report: '0', answer: 'yes', instead: '' }
  expect((await director.post(`/cases/${reference}`, sent)).status).toBe(422)

  const counsel = await at('counsel', '/')
  expect(counsel.text).toContain('Something recorded in a case needs your answer. Confirm or deny it.')
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
  expect(counsel.text).not.toContain('Something recorded in a case needs your answer.')
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
  expect(counsel.text).toContain('denied what was reported: counsel’s advice. That leaves the case open.')
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

test('a refusal against counsel’s opinion is drafted without counsel, signed all the same, and asked of counsel', async () => {
  const reference = await plantOrder(tested)
  const { director: by } = await actors(tested)
  const { cases } = tested.house
  const director = await at('director', `/cases/${reference}/decision`)
  expect(director.text).toContain('Counsel found this paper proper. You can refuse it.')
  await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'refusal' })
  await director.get(`/cases/${reference}/decision`)
  const draft = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(director.html)?.[1] ?? ''
  expect(draft).toContain('This has been referred to legal counsel.')
  expect(draft).not.toMatch(/consulted|advised|found/i)
  // No text says that counsel advised it; a word for the Board that no list has is not confirmed either.
  const typed = async (text: string) =>
    (await director.post(`/cases/${reference}/decision`, { act: 'text', text })).status
  expect(await typed('On the advice of legal counsel, I refuse this request.')).toBe(422)
  expect(director.text).toContain('Counsel found this paper proper, so the text says nothing of counsel.')
  expect(await typed('Jean Ruiz put it to a vote in closed session, and it carried. I refuse.')).toBe(303)
  await director.get(`/cases/${reference}/decision/sign`)
  // The same words as where counsel agrees: who reads the letter learns nothing of their advice.
  expect(director.text).toContain(counselAlone)
  expect(await decide(cases, by, reference, 'refusal')).toHaveProperty('entry')
  // The library's own page shows that they advised otherwise.
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('without counsel’s agreement')
  expect(director.text).toContain('Counsel’s advice: Proper')
  const counsel = await at('counsel', '/')
  expect(counsel.html).toContain(`href="/cases/${reference}#word-answered"`)
  await counsel.get(`/cases/${reference}`)
  expect(counsel.text).toContain('You found the paper proper, and this goes against that.')
  const denied = { step: 'word-answered', report: '0', answer: 'no', instead: 'We comply.' }
  await takeOnPage(counsel, reference, denied)
  expect(counsel.text).toContain(
    'against counsel’s opinion or before counsel gave one. That leaves the case open.',
  )
  expect((await cases.look(by, reference))?.case.decision).toBeUndefined()
})

test('a motion of the Board that no one confirmed decides no concern; past the pack’s time the decision says so, and both are told', async () => {
  const reference = await plantCase(tested, 'privacy', {
    requester: { kind: 'staff', name: 'Ann' },
    wants: 'A screen faced the door.',
  })
  const { director: by } = await actors(tested)
  const { cases } = tested.house
  const path = `/cases/${reference}`
  const director = await at('director', path)
  expect(director.text).not.toContain('You do not have to wait')
  // Counsel opens the case, and so was called.
  await at('counsel', path)
  const motion = { motion: '26-66', session: '2026-13', until: '2026-11-24' }
  await takeOnPage(director, reference, { step: 'board-consulted', ...motion })
  await director.get(`${path}/decision`)
  expect(director.text).toContain('A second person must first confirm it')
  // Three business days: the 26th is Thanksgiving.
  expect(director.text).toContain('you can sign this from November 30, 2026 on')
  await director.post(`${path}/decision`, { act: 'draft', decision: 'heed' })
  expect(await decide(cases, by, reference, 'heed')).toEqual({ refused: ['consultation-confirmed'] })
  const early = await decide(cases, by, reference, 'heed', { unconfirmed: true })
  expect(early).toEqual({ refused: ['consultation-confirmed'] })
  // No draft says that there was a study, and none that is typed does.
  await director.get(`${path}/decision`)
  expect(director.html).not.toMatch(/<textarea[^>]*>[^<]*(studied|26-66)/)
  for (const [word, says] of [
    ['study', 'After study of this concern'],
    ['Studying', 'Studying this concern'],
    ['studied', 'Once it was stu\u00addied with care'],
  ]) {
    const typed = { act: 'text', text: `${says}, I decide to act on it.` }
    expect((await director.post(`${path}/decision`, typed)).status).toBe(422)
    expect(director.text).toContain(`No study is saved in this case. Take out “${word}”,`)
  }

  const consulted = {
    act: 'text',
    text: 'After consultation with the Board I decide to act on this concern.',
  }
  expect((await director.post(`${path}/decision`, consulted)).status).toBe(422)
  expect(director.text).toContain('Take out the sentence with “Board”, or ask its president to confirm it')

  const before = tested.time.now
  Object.assign(tested.time, { now: new Date('2026-11-30T15:05:00Z'), today: '2026-11-30' })
  const later = await at('director', path)
  expect(later.text).toContain('You do not have to wait for that')
  expect((await later.post(`${path}/decision`, consulted)).headers.get('location')).toBe(
    `${path}/decision/sign`,
  )
  await later.get(`${path}/decision/sign`)
  expect(later.text).toContain('No second person had confirmed this decision by November 30, 2026.')
  // What is signed without the sentence is not taken.
  expect(await decide(cases, by, reference, 'heed')).toEqual({ refused: ['consultation-confirmed'] })
  expect(await decide(cases, by, reference, 'heed', { unconfirmed: true })).toHaveProperty('entry')
  await later.get(path)
  expect(later.text).toContain('decided in writing to act on the concern. No second person had confirmed it.')
  const counsel = await at('counsel', path)
  expect(counsel.text).toContain('It was signed before a second person confirmed it')
  const president = await at('trustee', '/')
  expect(president.text).toContain('2 things recorded in cases wait for the Board.')
  await president.get('/cases/consulted')
  expect(president.text).toContain('A decision was signed that no second person had confirmed')
  // The Board denies the motion: nothing is decided, and there is nothing left to know of it.
  await president.post('/cases/consulted', { case: reference, report: '0', answer: 'no' })
  expect(president.text).toContain('Nothing waits for your answer.')
  expect((await cases.look(by, reference))?.case.decision).toBeUndefined()
  Object.assign(tested.time, { now: before, today: '2026-11-24' })
})

test('a return date of today that the Director typed does not end the wait for a second person', async () => {
  const reference = await plantCase(tested, 'process')
  const { director: by } = await actors(tested)
  const director = await at('director', `/cases/${reference}`)
  const read = { step: 'paper-read', instrument: 'subpoena', returnOn: tested.time.today }
  await takeOnPage(director, reference, read)
  await takeOnPage(director, reference, { ...proper, opinion: 'defective' })
  await director.get(`/cases/${reference}/decision`)
  expect(director.text).toContain('you can sign this from November 25, 2026 on')
  const early = await decide(tested.house.cases, by, reference, 'refusal', { unconfirmed: true })
  expect(early).toEqual({ refused: ['consultation-confirmed'] })
})

test('a concern on which counsel advised at their own sign-in is decided, and the person who raised it is told', async () => {
  const reference = await plantCase(tested, 'privacy', {
    requester: { kind: 'staff', name: 'Ann' },
    wants: 'A screen faced the door.',
  })
  const director = await at('director', `/cases/${reference}`)
  // Who is to be called reads in the list that it is theirs, and not that someone else has a step to take.
  expect((await at('counsel', '/cases')).text).toContain('You: Open the case')
  const advises = await at('counsel', `/cases/${reference}`)
  await takeOnPage(advises, reference, { step: 'counsel-advised', words: 'Turn the screen.' })
  // Counsel's word confirms none of the Board's, and what is typed says no more than was confirmed.
  const drafts = await at('director', `/cases/${reference}/decision`)
  await drafts.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'heed' })
  await drafts.get(`/cases/${reference}/decision`)
  const typed = async (text: string) =>
    (await drafts.post(`/cases/${reference}/decision`, { act: 'text', text })).status
  expect(await typed('I consulted legal counsel and the Board of Trustees. I decide to act.')).toBe(422)
  expect(drafts.text).toContain('No second person has confirmed that the Board of Trustees was consulted.')
  expect(await typed('I consulted legal counsel, and I decide to act on this concern.')).toBe(303)
  // Nor does it by a word for the Board that no list has: what is signed ends with who confirmed it.
  await drafts.get(`/cases/${reference}/decision`)
  expect(drafts.text).toContain(counselAlone)
  // Nor is a step offered that is refused until counsel chose.
  await decide(tested.house.cases, (await actors(tested)).director, reference, 'heed')
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('Write or call the person who raised the concern.')
  // That they were told is one press from there.
  expect(director.text).toContain('You: Tell the person who raised the concern')
  expect(director.html).toContain('value="complainant-told"')
  expect(director.html).not.toContain('value="patron-told"')
  // Counsel does not record it, nor the Director twice.
  const counsel = await at('counsel', `/cases/${reference}`)
  expect(counsel.html).not.toContain('value="complainant-told"')
  await takeOnPage(director, reference, { step: 'complainant-told' })
  expect(director.text).toContain(
    'recorded that the person who raised the concern was told what was decided.',
  )
  expect(director.html).not.toContain('value="complainant-told"')
  expect(director.text).not.toContain('Tell the person who raised the concern')
})

test('the end of a nondisclosure order that the Director records frees nothing until counsel confirms it', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { step: 'gag-found', words: 'The order says so.' })
  const ended = { step: 'gag-ended', source: 'court-order', until: '2026-11-24', words: 'Lifted.' }
  await takeOnPage(director, reference, { ...ended, ...byPhone })
  expect(director.text).toContain('It stays in effect until counsel confirms this.')
  expect(director.text).toContain('The paper has a nondisclosure order.')
  // No start page tells of such a case; its own list does.
  const counsel = await at('counsel', '/')
  expect(counsel.html).not.toContain(reference)
  await counsel.get(`/cases/${reference}`)
  await takeOnPage(counsel, reference, { step: 'word-answered', report: '1', answer: 'yes', instead: '' })
  expect(counsel.text).not.toContain('The paper has a nondisclosure order.')
})

test('a nondisclosure order that the Director alone notes hides the case until counsel denies it at their own sign-in', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { step: 'gag-found', words: 'The order says so.' })
  expect(director.text).toContain('reported a nondisclosure order.')
  expect(director.text).toMatch(
    /There is a nondisclosure order\. Reported by [^.]+, [^.]+ [ap]\.m\. Not confirmed yet\./,
  )
  expect(director.text).toContain('Counsel has not confirmed the order yet.')
  // Neither a link nor anyone else confirms or denies it, and no start page tells of it.
  const denied = { step: 'word-answered', report: '0', answer: 'no', instead: 'It has none.' }
  expect(director.html).not.toContain(`action="/cases/${reference}/confirm"`)
  expect((await director.post(`/cases/${reference}`, denied)).status).toBe(422)
  const counsel = await at('counsel', '/')
  expect(counsel.html).not.toContain(reference)
  await counsel.get('/cases')
  expect(counsel.html).not.toContain(reference)
  await counsel.get('/cases/apart')
  expect(counsel.html).toContain(`/cases/${reference}"`)
  await counsel.get(`/cases/${reference}`)
  expect(counsel.text).toContain('Does an order forbid telling anyone about it?')
  await takeOnPage(counsel, reference, denied)
  expect(counsel.text).toContain('denied what was reported: that there is a nondisclosure order.')
  expect(counsel.text).not.toContain('The paper has a nondisclosure order.')
  await counsel.get('/cases')
  expect(counsel.html).toContain(reference)
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
  expect(president.text).toContain('Something recorded in a case waits for the Board. Confirm or deny it.')
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

test('the president who acts as Director still answers for the Board, and then does not decide on their own word', async () => {
  const reference = await plantCase(tested, 'privacy', { requester: { kind: 'staff', name: 'Ann' } })
  const { director: by } = await actors(tested)
  const { cases, app: db } = tested.house
  await cases.look(by, reference)
  const asked = { what: 'board-consulted', motion: '26-51', session: '2026-15', on: '2026-11-24' } as const
  await takeAll(tested, reference, [[by, asked]])
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('president', '=', true)
    .executeTakeFirstOrThrow()
  const acting: StaffActor = {
    ...{ accountId: id, role: 'director', ownRole: 'trustee', place: 'office', president: true },
  }
  const answer = { what: 'word-answered', word: 0, is: true } as const
  expect(await cases.answerForBoard(acting, reference, answer)).toHaveProperty('entry')
  expect(await decide(cases, acting, reference, 'heed')).toEqual({ refused: ['consultation-confirmed'] })
  expect(await decide(cases, by, reference, 'heed')).toHaveProperty('entry')
})

test('the Board is asked by a number alone, and what it moved and voted is reported until the president confirms it', async () => {
  const reference = await plantCase(tested, 'privacy')
  const path = `/cases/${reference}`
  const director = await at('director', path)
  expect(director.html).toContain(`href="${path}/agenda"`)
  await director.get(`${path}/agenda`)
  expect(director.text).toContain(
    `Moved, that the Board advise that the library not heed what it was asked in matter ${reference}.`,
  )
  // It is public, and the same for a case about the Director: it does not say who decides.
  expect(director.text).not.toContain('Director asks')
  expect(director.text).not.toMatch(/Quill|Sherwood|Kearney County|Loans 2026/)
  await director.get(path)
  const voted = { step: 'board-consulted', motion: '26-44', session: '2026-12', until: '2026-11-24' }
  expect((await director.post(path, { ...voted, moved: 'heed', votesFor: 'all' })).status).toBe(422)
  await takeOnPage(director, reference, { ...voted, moved: 'not-heed', votesFor: '4', votesAgainst: '' })
  expect(director.text).toContain('Not to heed it: 4 for, 0 against.')
  expect(director.text).toMatch(/The Board was consulted\. Reported by/)
  const president = await at('trustee', '/cases/consulted')
  expect(president.text).toMatch(/26-44.*Not to heed it.*Votes for 4 Votes against 0/)
  await president.post('/cases/consulted', { case: reference, report: '0', answer: 'yes' })
  await director.get(path)
  expect(director.text).toMatch(/The Board was consulted\. Reported by .* Confirmed by/)
  // No agenda tells of a case under a nondisclosure order.
  await takeOnPage(director, reference, { step: 'noted', words: 'Nothing more.' })
  const secret = await plantCase(tested, 'process')
  const { director: by } = await actors(tested)
  await tested.house.cases.look(by, secret)
  await takeAll(tested, secret, [[by, { what: 'gag-found', words: 'The order says so.' }]])
  expect((await director.get(`/cases/${secret}/agenda`)).status).toBe(404)
})

test('the president is not told to call the president, and names who acts for a Director whom no one reaches', async () => {
  const president = await at('trustee', '/cases/search/new')
  expect(president.text).toContain('If the matter is about the Director, you decide')
  expect(president.text).not.toMatch(/call the president/i)
  expect(president.html).toMatch(
    /No one can reach the Director for days, or while officers are here\? <a[^>]*href="\/acting"/,
  )
  const clerk = await at('desk', '/cases/search/new')
  expect(clerk.text).toContain('call the president of the Board')
  expect(clerk.text).toContain('The president of the Board can name an acting Director.')
  expect(clerk.html).not.toContain('href="/acting"')
})

test('the president who is told of officers there finds how to name an acting Director, and a clerk does not', async () => {
  const asks = async (signIn: string) => {
    const visitor = await at(signIn, '/')
    await visitor.post('/ask', { who: 'officer' })
    return visitor.html.includes('href="/acting">Name an acting Director')
  }
  expect([await asks('trustee'), await asks('desk')]).toEqual([true, false])
})

test('a trustee without a case reads who has the agenda item', async () => {
  expect((await at('trustee', '/cases')).text).toContain('Ask for it by the number of the case.')
})

test('a court that quashed the paper, as the Director notes it, is reported, and counsel’s denial opens the case again', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { ...proper, opinion: 'none' })
  const { counsel: by } = await actors(tested)
  await takeAll(tested, reference, [[by, { what: 'word-answered', word: 0, is: true }]])
  await director.get(`/cases/${reference}`)
  await takeOnPage(director, reference, { step: 'quashed', words: 'By the county court.' })
  expect(director.text).toContain('Quashed by a court (reported, not confirmed by counsel).')
  expect(director.text).toMatch(/A court quashed the paper\. Reported by [^.]+, .* Not confirmed yet\./)
  const counsel = await at('counsel', '/')
  expect(counsel.html).toContain(`href="/cases/${reference}#word-answered"`)
  await counsel.get(`/cases/${reference}`)
  const denied = { step: 'word-answered', report: '1', answer: 'no', instead: 'No court did.' }
  await takeOnPage(counsel, reference, denied)
  expect(counsel.text).toContain(
    'denied what was reported: that a court quashed the paper. That leaves the case open',
  )
  expect(counsel.text).not.toContain('Quashed by a court')
})

test('a legal paper that the Director reads as a public-records request is not refused as one before counsel confirms it', async () => {
  const reference = await plantCase(tested, 'process')
  const director = await at('director', `/cases/${reference}`)
  await takeOnPage(director, reference, { step: 'paper-read', instrument: 'public-records-request' })
  const asks = 'Counsel must first confirm that it is a public-records request. (Reg 6)'
  await director.get(`/cases/${reference}/decision`)
  expect(director.text).toContain(asks)
  const counsel = await at('counsel', '/')
  expect(counsel.html).toContain(`href="/cases/${reference}#word-answered"`)
  await counsel.get(`/cases/${reference}`)
  expect(counsel.text).toContain('The paper was read as a public-records request. Reported by')
  await takeOnPage(counsel, reference, { step: 'word-answered', report: '0', answer: 'yes', instead: '' })
  await director.get(`/cases/${reference}/decision`)
  expect(director.text).not.toContain(asks)
})

test('a court order that is due is complied with without counsel by two people alone, and counsel answers for it afterward', async () => {
  const { director: by } = await actors(tested)
  const { cases, copies } = tested.house
  const reference = await plantCase(tested, 'process')
  const path = `/cases/${reference}`
  await cases.look(by, reference)
  await takeAll(tested, reference, [
    [
      by,
      {
        ...{ what: 'paper-read', instrument: 'court-order', federal: false, court: 'District Court' },
        ...{ number: 'CI 26-9', returnOn: '2026-11-25' },
      },
    ],
    [
      by,
      {
        ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0100' },
        ...{ spokeWith: 'The clerk', verified: true },
      },
    ],
    [by, { what: 'scope-set', subjects: [tested.child], records: ['loans'] }],
  ])
  // A Director alone: before counsel was tried, or tried three times at once, there is no one to ask.
  const asks = { step: 'minimum-asked', sealed: 'yes' }
  const tried = { step: 'told', counsel: 'Test counsel', through: 'phone', reached: 'no', on: '', time: '' }
  let director = await at('director', path)
  for (const _ of [1, 2, 3]) await takeOnPage(director, reference, tried)
  expect((await director.post(path, asks)).status).toBe(422)
  expect(director.text).toContain('Each counsel must first be tried')
  // Three tries of one minute are one, and the page says so before the Director asks.
  expect(director.text).toContain('Test counsel: 1 of 3 tries count so far. The next one counts from')
  for (const _ of [2, 3]) {
    tested.time.now = new Date(tested.time.now.getTime() + 31 * 60_000)
    director = await at('director', path)
    await takeOnPage(director, reference, tried)
  }
  // A person who begins with the decision reads there that there is a way without counsel.
  await director.get(`${path}/decision`)
  expect(director.html).toContain(`href="${path}#minimum-asked"`)
  await director.get(path)
  const president = await at('trustee', '/cases/second')
  expect(president.text).toContain('Nothing waits for you.')
  await takeOnPage(director, reference, asks)
  expect(await decide(cases, by, reference, 'compulsion')).toHaveProperty('refused')

  // The second person, at their own sign-in, reads what the order names and nobody in it.
  await president.get('/')
  expect(president.text).toContain('A court order is due, and counsel cannot be reached.')
  await president.get('/cases/second')
  expect(president.text).toMatch(/District Court.*CI 26-9.*November 25.*Yes: it goes to the court alone/)
  expect(president.text).toMatch(/Test counsel, at these times: .*, and /)
  expect(president.html).not.toMatch(/Canary|Pip|Quill|Sherwood/)
  expect((await president.get(path)).status).toBe(404)
  await president.get('/cases/second')
  const shown = () => ({
    case: reference,
    mark: /name="mark" value="([^"]+)"/.exec(president.html)?.[1] ?? '',
  })
  const agrees = shown()
  await president.post('/cases/second', agrees)
  expect(president.text).toContain('Your answer is saved.')
  expect((await president.post('/cases/second', agrees)).status).toBe(422)

  expect(await decide(cases, by, reference, 'compulsion')).toHaveProperty('entry')
  director = await at('director', path)
  expect(director.text).toContain('complied under court order, counsel not reached.')
  expect(await copies.collect(by, reference)).toHaveProperty('copy')
  await director.get(path)
  expect(director.text).toContain('The president of the Board: Check the records')
  // They check it by its counts; no record shows.
  await president.get('/cases/second')
  expect(president.heading).toBe('What needs a second person')
  expect(president.text).toMatch(/Check what was collected.*What is checked out and not overdue: \d/)
  expect(president.html).not.toMatch(/Canary/)
  const copy = /name="copy" value="([^"]+)"/.exec(president.html)?.[1] ?? ''
  expect((await president.post('/cases/second', { ...shown(), copy: 'another' })).status).toBe(422)
  await president.get('/cases/second')
  await president.post('/cases/second', { ...shown(), copy })
  expect(president.text).toContain('Nothing waits for you.')
  expect((await cases.look(by, reference))?.case.production?.stage).toBe('checked')

  // It stays listed until counsel answers; a denial opens the case, since nothing left yet.
  const counsel = await at('counsel', '/')
  expect(counsel.html).toContain(`href="/cases/${reference}#word-answered"`)
  await counsel.get(path)
  expect(counsel.text).toContain('Complied under court order, counsel not reached. Reported by')
  await takeOnPage(counsel, reference, {
    step: 'word-answered',
    report: '0',
    answer: 'no',
    instead: 'I was in.',
  })
  expect((await cases.look(by, reference))?.case).toMatchObject({ decision: undefined, minimum: undefined })
})

test('counsel reads their own step first, and what they find wrong is where the Director writes the letter', async () => {
  const reference = await plantCase(tested, 'process')
  const { director: by } = await actors(tested)
  await tested.house.cases.look(by, reference)
  const told = { what: 'told', whom: 'counsel', through: 'phone', reached: true, counsel: 'Lou' } as const
  await takeAll(tested, reference, [
    [by, { what: 'paper-read', instrument: 'court-order', federal: false }],
    [by, told],
  ])
  const boxOf = ({ html }: { html: string }) =>
    html.split('carrel-case-next')[1]?.split('</section>')[0] ?? 'none'
  const counsel = await at('counsel', `/cases/${reference}`)
  const asked = boxOf(counsel)
  expect(asked).toContain('You: Give your opinion')
  // A scope that is set later would end the opinion that the paper is proper, so that is said.
  expect(asked).toMatch(/wait until the scope is set.*href="#scope-set"/s)
  expect(asked.indexOf('You: Give your opinion')).toBeLessThan(asked.indexOf('The Director: Set the scope'))
  const listed = await at('counsel', '/cases')
  const row = listed.html.split('<tr').find((one) => one.includes(reference)) ?? ''
  expect([row.includes('You: Give your opinion'), row.includes('Set the scope')]).toEqual([true, false])
  // They read no sentence about counsel as someone else, and what a refusal would ask for is said before.
  expect(asked).toContain('Under “Details,” write why.')
  expect(counsel.text).not.toContain('Counsel is asked to confirm it.')
  expect((await at('director', `/cases/${reference}`)).text).toContain('Counsel is asked to confirm it.')
  const found = { step: 'counsel-advised', opinion: 'defective', words: 'No judge signed it.' }
  await takeOnPage(counsel, reference, found)
  const director = boxOf(await at('director', `/cases/${reference}`))
  expect(director).toContain('You: Ask for a corrected paper')
  expect(director).toContain('>No judge signed it.</blockquote>')
})

test('advice on a privacy concern is not called unfinished, though it judges no paper', async () => {
  const reference = await plantCase(tested, 'privacy')
  const counsel = await at('counsel', `/cases/${reference}`)
  expect(counsel.text).toContain('What do you advise?')
  await takeOnPage(counsel, reference, { step: 'counsel-advised', words: 'Turn the screen.' })
  const director = await at('director', `/cases/${reference}`)
  expect(director.text).toContain('Counsel’s advice. By')
  expect(director.text).not.toContain('has given no opinion yet')
})
