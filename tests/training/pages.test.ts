import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outcomes } from '../../src/policy/ask.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { findFingerprint } from '../../src/register/log/checkpoint.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { courseOf } from '../../src/staff/training.ts'
import { addCompletedCourse } from '../../src/staff/training-store.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let clerk: Visitor

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())
beforeEach(async () => {
  tested.time.today = '2026-11-24'
  // Each test signs in, and so many sign-ins of one name within a minute are a flood.
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  clerk = await signedIn('desk')
})

async function signedIn(name: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.signIn(name)
  return visitor
}

/** Follows a redirect. */
async function go(visitor: Visitor, response: Response): Promise<string> {
  const to = response.headers.get('location') ?? ''
  if (to === '/training/question') return go(visitor, await visitor.get(to))
  await visitor.get(to)
  return to
}

async function begin(visitor: Visitor): Promise<string> {
  await visitor.get('/training')
  const begun = await visitor.post('/training')
  // Asked first, where answers to another course would be lost.
  const instead = field(visitor, 'instead')
  return go(visitor, instead === '' ? begun : await visitor.post('/training', { instead }))
}

const field = (visitor: Visitor, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(visitor.html)?.[1] ?? ''

/** The questions of the course that is on the screen. */
const questionsOf = (course: string, role: 'desk' | 'volunteer' | 'director' = 'desk') =>
  courseOf(tested.house.pack, { role, seed: course }).questions

/** Answers the question on the screen; `isRight` says with what. */
async function answer(visitor: Visitor, isRight = true, role: 'desk' | 'director' = 'desk'): Promise<string> {
  const [course, number] = [field(visitor, 'course'), field(visitor, 'number')]
  const right = questionsOf(course, role)[Number(number) - 1]?.right ?? ''
  const choice = isRight ? right : (outcomes.find((outcome) => outcome !== right) ?? '')
  return go(visitor, await visitor.post('/training/question', { course, number, choice }))
}

/** The whole course, with so many answers wrong, up to the button that scores it. */
async function answerAll(visitor: Visitor, wrong = 0, role: 'desk' | 'director' = 'desk'): Promise<string> {
  await begin(visitor)
  const course = field(visitor, 'course')
  for (let number = 1; number <= 10; number++) {
    await answer(visitor, number > wrong, role)
    if (number < 10) await visitor.get(`/training/question/${number + 1}`)
  }
  return course
}

const underWay = (course: string) =>
  tested.house.app.selectFrom('training_course').where('id', '=', course).selectAll().execute()

const rows = () => tested.house.app.selectFrom('training_done').selectAll().execute()

/** What the register has of courses, opened with its key. */
async function entries() {
  const pending = await tested.it.database.worker
    .selectFrom('register_pending')
    .select(['leaf', 'overflow'])
    .execute()
  const key = tested.house.ring.registerMonthKey('2026-11')
  return pending
    .map(({ leaf, overflow }) => openEntry(leaf, key, overflow ?? undefined))
    .flatMap((opened) => ('entry' in opened && opened.entry.kind === 'training-done' ? [opened.entry] : []))
}

describe('the course on the screen', () => {
  test('asks one question a page, and says after each what is right, in words of the policy', async () => {
    expect(await begin(clerk)).toBe('/training/question/1')
    expect(clerk.text).toContain('Question 1 of 10')
    const [first] = questionsOf(field(clerk, 'course'))
    expect(await answer(clerk)).toBe('/training/question/1')
    expect(clerk.heading).toBe('That is right')
    const said = first && tested.house.pack.decide(first.ask)
    const clauses = tested.house.pack.clauses.filter(({ id }) => said?.clauses.includes(id))
    expect(clauses.length).toBeGreaterThan(0)
    for (const { heading } of clauses) expect(clerk.text).toContain(heading)
    for (const step of said?.next ?? []) expect(clerk.text).toContain(step.replaceAll('&', '&amp;'))
    await clerk.get('/training/question/2')
    await answer(clerk, false)
    expect(clerk.heading).toBe('Not quite')
  })

  test('never has the title of a scenario on a question, and the same choices whatever is right', async () => {
    await begin(clerk)
    const titles = tested.house.pack.scenarios.map(({ title }) => title)
    const choices = new Set<string>()
    for (let number = 1; number <= 10; number++) {
      const page = clerk.text
      expect(titles.filter((title) => page.includes(title))).toEqual([])
      choices.add(/<ul class="carrel-choices">.*?<\/ul>/s.exec(clerk.html)?.[0] ?? '')
      await answer(clerk)
      if (number < 10) await clerk.get(`/training/question/${number + 1}`)
    }
    // What one does, and what one looks at on a screen: whatever is right, the choices read the same.
    expect(choices.size).toBe(2)
  })

  test('leads back to where one is: no question can be skipped, and none is asked twice', async () => {
    await begin(clerk)
    expect(await go(clerk, await clerk.get('/training/question/7'))).toBe('/training/question/1')
    await answer(clerk, false)
    await clerk.get('/training/question/1')
    expect(clerk.heading).toBe('Not quite')
    expect(field(clerk, 'number')).toBe('')
    await clerk.get('/training')
    expect(clerk.text).toContain('Continue the course')
    expect(await go(clerk, await clerk.get('/training/question'))).toBe('/training/question/2')
  })

  test('speaks Spanish, the words to say too', async () => {
    await clerk.get('/')
    await clerk.post('/language', { to: 'es', back: '/' })
    await begin(clerk)
    expect(clerk.text).toContain('Pregunta 1 de 10')
    await answer(clerk)
    expect(clerk.heading).toBe('Así es')
    expect(clerk.html).toContain('lang="es"')
  })

  test.each([
    ['en', 'Start a new course?', '2 of the 10 questions', 'your answers so far are not saved'],
    ['es', '¿Empezar otro curso?', '2 de las 10 preguntas', 'sus respuestas hasta ahora no se guardan'],
  ] as const)(
    'is not begun again over answers before one has read that they are lost: %s',
    async (language, ...said) => {
      await clerk.get('/')
      await clerk.post('/language', { to: language, back: '/' })
      await begin(clerk)
      const course = field(clerk, 'course')
      await answer(clerk)
      await clerk.get('/training/question/2')
      await answer(clerk, false)
      for (const fields of [{}, { instead: crypto.randomUUID() }]) {
        await clerk.get('/training')
        expect((await clerk.post('/training', fields)).status).toBe(200)
        for (const words of said) expect(clerk.text).toContain(words)
        expect(await underWay(course)).toMatchObject([{ answered: 2, missed: [2] }])
      }
      expect(await go(clerk, await clerk.post('/training', { instead: course }))).toBe('/training/question/1')
      expect(await underWay(course)).toEqual([])
    },
  )

  test('is of another policy no more: a person who is in one begins again', async () => {
    await begin(clerk)
    const pack = { ...tested.house.pack, hash: '0'.repeat(64) }
    await tested.house.app.updateTable('training_course').set({ pack: pack.hash }).execute()
    expect(await go(clerk, await clerk.get('/training/question'))).toBe('/training')
    expect(clerk.text).toContain('The policy has changed')
  })
})

describe('the score', () => {
  test('counts the first answer to each question, and no field of a page changes that', async () => {
    await begin(clerk)
    const course = field(clerk, 'course')
    const questions = questionsOf(course)
    await answer(clerk, false)
    const again = { course, choice: questions[0]?.right ?? '' }
    // Again, with what is now known to be right; ahead of its turn; of another course; of no question at all.
    for (const fields of [
      { ...again, number: '1' },
      { course, number: '5', choice: questions[4]?.right ?? '' },
      { course: crypto.randomUUID(), number: '2', choice: questions[1]?.right ?? '' },
      { course, number: '0', choice: 'refuse' },
      { course, number: '99', choice: 'refuse' },
    ]) {
      expect((await clerk.post('/training/question', fields)).status).toBe(303)
      await clerk.get('/training/question/2')
    }
    expect(await tested.house.app.selectFrom('training_course').selectAll().execute()).toMatchObject([
      { answered: 1, missed: [1] },
    ])
    for (const fields of [
      { ...again, number: '2', score: '10' },
      { ...again, number: '2', choice: 'yes' },
      { ...again, number: '-1' },
    ]) {
      expect((await clerk.post('/training/question', fields)).status).toBe(400)
      await clerk.get('/training/question/2')
    }
  })

  test('is not had before the last question is answered, nor for another person’s course', async () => {
    const before = (await rows()).length
    await begin(clerk)
    const course = field(clerk, 'course')
    expect((await clerk.post('/training/finish', { course })).headers.get('location')).toBe('/training')
    const done = await answerAll(clerk)
    const other = await signedIn('director')
    await answerAll(other, 0, 'director')
    const sent = await other.post('/training/finish', { course: done })
    expect(sent.headers.get('location')).toBe('/training')
    expect((await rows()).length).toBe(before)
  })

  test('is given once, is on record with the role and the score alone, and keeps no answer', async () => {
    const before = (await rows()).length
    const course = await answerAll(clerk, 3)
    expect((await clerk.post('/training/finish', { course })).status).toBe(200)
    expect(clerk.text).toContain('You got 7 of 10 right.')
    const { word } = clerk
    expect((await clerk.post('/training/finish', { course, word })).headers.get('location')).toBe('/training')
    const kept = await rows()
    expect(kept.length).toBe(before + 1)
    expect(kept.at(-1)).toMatchObject({ score: 7, questions: 10, role: 'desk', done_on: '2026-11-24' })
    expect(await underWay(course)).toEqual([])
    const [entry, ...more] = (await entries()).filter(({ flags }) => flags?.includes('7-of-10'))
    expect(more).toEqual([])
    expect(Object.keys(entry ?? {}).sort()).toEqual(['actor', 'at', 'flags', 'kind', 'place', 'role'])
    expect(entry).toMatchObject({ role: 'desk', flags: ['7-of-10'] })
  })

  test('below the mark is not passed: no certificate, but what was missed and the way to take it again', async () => {
    const course = await answerAll(clerk, 3)
    await clerk.post('/training/finish', { course })
    expect(clerk.heading).toBe('You did not pass this time')
    expect(clerk.text).toContain('You got 7 of 10 right. You need 8 of 10 right to pass.')
    expect(clerk.html).not.toContain('/training/certificate/')
    const { pack } = tested.house
    const missed = clerk.html.slice(clerk.html.indexOf('id="missed"'), clerk.html.indexOf('id="again"'))
    for (const [at, { ask }] of questionsOf(course).entries()) {
      const [, of = ''] = missed.split(`Question ${at + 1} of 10`)
      const own = of.split('Question ')[0] ?? ''
      const { clauses } = pack.decide(ask)
      const named = pack.clauses.filter(({ heading }) => own.includes(heading)).map(({ id }) => id)
      const right = pack.clauses.filter(({ id }) => clauses.includes(id)).map(({ id }) => id)
      expect([at, named]).toEqual([at, at < 3 ? right : []])
    }
    const id = (await rows()).at(-1)?.id
    expect((await clerk.get(`/training/certificate/${id}`)).status).toBe(404)
    const director = await signedIn('director')
    await director.get('/training/people')
    expect(director.text).toMatch(/Test desk, clerk November 24, 2026 7 of 10, not passed/)
    expect((await director.get(`/training/certificate/${id}`)).status).toBe(404)
    await clerk.get('/training')
    expect(clerk.text).toContain('You got 7 of 10 right. That is not a passing score.')
    expect(clerk.html).not.toContain('/training/certificate/')
    expect(await begin(clerk)).toBe('/training/question/1')
  })

  test('at the mark is passed', async () => {
    const course = await answerAll(clerk, 2)
    await clerk.post('/training/finish', { course })
    expect(clerk.heading).toBe('You passed the course')
    expect(clerk.text).toContain('You got 8 of 10 right.')
    expect(clerk.html).toContain('/training/certificate/')
  })

  test('comes with what to read again: the clauses of what was missed', async () => {
    const course = await answerAll(clerk, 1)
    await clerk.post('/training/finish', { course })
    const [missed] = questionsOf(course)
    const { pack } = tested.house
    const said = missed === undefined ? [] : pack.decide(missed.ask).clauses
    for (const { id, text } of pack.clauses) {
      expect([id, clerk.text.includes(text.replaceAll('\n', ' '))]).toEqual([id, said.includes(id)])
    }
  })
})

/** Does the whole course; returns where its certificate is. */
async function finished(visitor: Visitor): Promise<string> {
  const course = await answerAll(visitor)
  await visitor.post('/training/finish', { course })
  return /\/training\/certificate\/[0-9a-f-]+/.exec(visitor.html)?.[0] ?? ''
}

/** What the tick does each minute. */
async function sign(): Promise<void> {
  const { worker } = tested.it.database
  const signer = await currentSigner(worker, tested.house.ring)
  await sequenceEntries(worker, {
    signer,
    lastSigned: lastSignedFile(tested.it.home.keysDir),
    now: tested.time.now,
  })
}

const saved = async (visitor: Visitor, href: string) =>
  Buffer.from(await (await visitor.get(href)).arrayBuffer())

/** A course of the clerk's with this entry; returns where its certificate is. */
async function doneWith(entry: string): Promise<string> {
  const { app, pack } = tested.house
  const clerks = app.selectFrom('account').select('id').where('sign_in', '=', 'desk')
  const { id: accountId } = await clerks.executeTakeFirstOrThrow()
  const done = { doneOn: '2026-11-20', score: 10, questions: 10, pack: pack.hash, entry }
  return `/training/certificate/${await addCompletedCourse(app, { accountId, role: 'desk', ...done })}`
}

describe('the proof on a certificate', () => {
  test.each([
    ['en', 'The certificate is almost ready', 'Try again'],
    ['es', 'El certificado está casi listo', 'Intentarlo de nuevo'],
  ] as const)(
    'is waited for until the register has signed the course: %s',
    async (language, title, again) => {
      await clerk.get('/')
      await clerk.post('/language', { to: language, back: '/' })
      const href = await finished(clerk)
      const early = await clerk.get(href)
      expect(early.headers.get('content-type')).toMatch(/^text\/html/)
      expect(clerk.heading).toBe(title)
      expect(clerk.html).toMatch(new RegExp(`href="${href}"[^>]*>${again}`))
      await sign()
      expect((await clerk.get(href)).headers.get('content-type')).toBe('application/pdf')
    },
  )

  test('has the reference of the entry, and a pin that covers it', async () => {
    const href = await finished(clerk)
    await sign()
    const text = textOfPdf(await saved(clerk, href))
    const reference = /Reference ([\w-]{22})/.exec(text)?.[1] ?? ''
    const proven = await tested.house.proveEntry(reference)
    if (typeof proven === 'string') throw new Error(proven)
    expect(findFingerprint(text)?.size).toBeGreaterThan(proven.proof.index)
    const { leaf } = proven.proof
    expect(openEntry(leaf, tested.house.ring.registerMonthKey('2026-11'))).toMatchObject({
      entry: { kind: 'training-done', flags: ['10-of-10'] },
    })
  })

  test('is not printed where the register does not have the entry', async () => {
    const href = await doneWith('AAAAAAAAAAAAAAAAAAAAAA')
    expect((await clerk.get(href)).headers.get('content-type')).toMatch(/^text\/html/)
    expect(clerk.heading).toBe('This entry does NOT match the audit log')
  })
})

describe('who has done it', () => {
  test('the Director sees when, with what score, and for whom it is a year ago', async () => {
    const course = await answerAll(clerk)
    await clerk.post('/training/finish', { course })
    const director = await signedIn('director')
    await director.get('/training/people')
    expect(director.text).toMatch(/Test desk, clerk November 24, 2026 10 of 10, passed/)
    expect(director.text).toMatch(/Test volunteer, volunteer Not yet/)
    expect(director.text).not.toContain('More than a year ago')
    tested.time.today = '2027-11-23'
    await director.get('/training/people')
    expect(director.text).not.toContain('More than a year ago')
    tested.time.today = '2027-11-24'
    await director.get('/training/people')
    expect(director.text).toMatch(/Test desk, clerk November 24, 2026 ?\. More than a year ago/)
    expect((await clerk.get('/training/people')).status).toBe(404)
  })

  test('a certificate is for the person who did the course, and for the Director', async () => {
    const href = await finished(clerk)
    await sign()
    const own = await clerk.get(href)
    expect(own.headers.get('content-type')).toBe('application/pdf')
    expect(own.headers.get('content-disposition')).not.toMatch(/desk/i)
    const pdf = Buffer.from(await own.arrayBuffer()).toString('latin1')
    expect(pdf).toMatch(/^%PDF-1\.7/)
    expect(pdf).toContain('pdfuaid:part')
    const [director, volunteer] = [await signedIn('director'), await signedIn('volunteer')]
    expect((await director.get(href)).status).toBe(200)
    expect((await volunteer.get(href)).status).toBe(404)
    for (const other of [crypto.randomUUID(), 'x', "1' or 1=1"]) {
      expect((await director.get(`/training/certificate/${encodeURIComponent(other)}`)).status).toBe(404)
    }
  })
})

test('the card and the page for a warrant are there for all staff, from the policy page', async () => {
  for (const name of ['volunteer', 'trustee']) {
    const visitor = await signedIn(name)
    await visitor.get('/policy')
    expect(visitor.html).toContain('href="/policy/printables"')
    await visitor.get('/policy/printables')
    for (const href of ['/kits/counter-card', '/kits/warrant']) {
      expect(visitor.html).toContain(`href="${href}"`)
      const response = await visitor.get(href)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      await visitor.get('/policy/printables')
    }
  }
})
