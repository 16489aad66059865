import { createPublicKey, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webApp } from '../../src/app/web-app.ts'
import { decisionBytes, decisionHash, groundsHash } from '../../src/cases/decision.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { denialWordsOf } from '../../src/policy/manifest.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { checkpointProved, readProof } from '../../src/register/log/entry-proof.ts'
import { leafReference, spokenReference } from '../../src/register/log/leaf.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { confirmFact } from '../support/board-vote.ts'
import { filesInPdf, textOfPdf } from '../support/pdf-text.ts'
import { unhurried } from '../support/unhurried.ts'
import { actors, atOffice, plantCase, plantOrder, takeAll, takeOnPage } from './cases-planted.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

const { CARREL_SCREENSHOTS: folder } = process.env

let tested: Tested
let app: Hono

beforeAll(async () => {
  tested = await startHouse()
  app = tested.app()
})
beforeEach(() => {
  // A minute for each test, so that the sign-ins of one do not use up the tries of another.
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

/** Somebody at the office, on that case's page. */
const at = (signIn: string, reference: string) => atOffice({ app, tested }, signIn, `/cases/${reference}`)

const line = { leader: '', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' }
const warrant = { ...line, delay: 'granted', left: '11:00', things: '' }

const stageOf = (reference: string) =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx
      .selectFrom('case_file')
      .select(['stage', 'outcome', 'owed', 'owed_by'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow(),
  )

/** Drafts a decision, keeps it as it is drafted, or as it is changed, and signs it. */
async function decide(who: Visitor, reference: string, decision: string, text?: string): Promise<void> {
  await who.get(`/cases/${reference}/decision`)
  await who.post(`/cases/${reference}/decision`, { act: 'draft', decision })
  await who.get(`/cases/${reference}/decision`)
  await who.post(`/cases/${reference}/decision`, { act: 'text', text: text ?? draftIn(who) })
  await who.get(`/cases/${reference}/decision/sign`)
  const response = await signDraft(who, reference)
  if (response.status !== 303) throw new Error(`${decision}: ${who.text.slice(0, 1500)}`)
  await who.get(`/cases/${reference}/decision`)
}

/** Counsel is consulted, at their own sign-in. */
async function counselAdvises(reference: string): Promise<void> {
  const said = { what: 'counsel-advised', way: 'here', counsel: 'Lou', words: 'Go on.' } as const
  await takeAll(tested, reference, [[(await actors(tested)).counsel, said]])
}

/** Signs what was read on the page that they are at. */
const signDraft = (who: Visitor, reference: string, typed = passphrase) =>
  who.post(`/cases/${reference}/decision/sign`, { passphrase: typed, read: markIn(who) })

const markIn = ({ html }: Visitor) => /name="read" value="([^"]*)"/.exec(html)?.[1] ?? ''

const draftIn = ({ html }: Visitor) =>
  (/<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1] ?? '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')

/** The tick that comes within a minute. */
async function sign(): Promise<void> {
  const { house, it, time } = tested
  const signer = await currentSigner(house.app, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
}

/** Counsel confirms at their own sign-in what was recorded as their word. @param word its place among what was reported */
async function confirms(reference: string, word = 0): Promise<void> {
  const { counsel } = await actors(tested)
  await takeAll(tested, reference, [[counsel, { what: 'word-answered', word, is: true }]])
}

async function confirmsForBoard(reference: string, word: number): Promise<void> {
  const president = { accountId: 'president', role: 'trustee', place: 'office', president: true } as const
  const what = { what: 'word-answered', word, is: true } as const
  const taken = await tested.house.cases.answerForBoard(president, reference, what)
  expect(taken).toHaveProperty('entry')
}

describe('the pages of cases', () => {
  test('are for the Director and counsel: for everybody else there is no such address', async () => {
    const reference = await plantCase(tested, 'ask')
    for (const signIn of ['volunteer', 'desk']) {
      const visitor = await at(signIn, reference)
      expect(visitor.heading).toBe('This page was not found, or it is not available to you')
      expect((await visitor.get('/cases')).status).toBe(404)
    }
    // The president of the Board has a list, of cases about the Director alone.
    const president = await at('trustee', reference)
    expect(president.heading).toBe('This page was not found, or it is not available to you')
    await president.get('/cases')
    expect(president.text).not.toContain(reference)
    for (const signIn of ['director', 'counsel']) {
      expect((await at(signIn, reference)).text).toContain(reference)
    }
  })

  test('call no one back at a number that was typed as theirs, by the person served or from the paper', async () => {
    const clerk = new Visitor(app)
    clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await clerk.signIn('desk')
    await clerk.get('/report')
    expect(clerk.text).toContain('Phone number they gave, or on the paper')
    const looks = { court: 'yes', judge: 'no', here: 'no', secret: 'no', about: 'no' }
    const sent = { sent: 'yes', who: 'officer', brought: 'paper', ...looks, way: 'counter' }
    await clerk.post('/report', { ...sent, phone: '308-555-0150', form: crypto.randomUUID() })
    const reference = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(clerk.text)?.[0] ?? ''
    const director = await at('director', reference)
    expect(director.text).toContain('308-555-0150')
    await takeOnPage(director, reference, {
      step: 'paper-read',
      instrument: 'subpoena',
      phone: '308-555-0160',
    })
    expect(director.text).toContain('308-555-0150, 308-555-0160')
    expect(director.text).toContain('it knows only those typed into this case')
    const call = {
      step: 'requester-checked',
      numberFrom: 'agency-published',
      spokeWith: 'Ada',
      verified: 'yes',
    }
    for (const dialled of ['(308) 555-0150', '1 308 555 0160']) {
      expect((await director.post(`/cases/${reference}`, { ...call, dialled })).status).toBe(422)
      expect(director.text).toContain('must not be a number that the requester gave or one on their paper')
    }
    await takeOnPage(director, reference, { ...call, dialled: '308-555-0170' })
    for (const [path, more] of [
      ['/cases/search/new', {}],
      ['/cases/search/paper', { ...warrant, day: '2026-11-24', came: '08:00', left: '08:30' }],
    ] as const) {
      await clerk.get(path)
      const typed = { ...more, form: crypto.randomUUID(), secret: 'no', about: 'no', phone: '308-555-0180' }
      const gone = await clerk.post(path, typed)
      const searched = /cases\/([A-Z0-9-]+)\/search/.exec(gone.headers.get('location') ?? '')?.[1] ?? ''
      expect((await at('director', searched)).text).toContain('308-555-0180')
    }
  })

  test('let the president name whose records a paper is about, where it is about the Director, at a computer of the library', async () => {
    const reference = await plantCase(tested, 'process', { aboutDirector: true })
    const { clerk, counsel, director: actor } = await actors(tested)
    await takeAll(tested, reference, [
      [clerk, { what: 'told', whom: 'director', through: 'phone', reached: true }],
    ])
    await takeAll(tested, reference, [
      [counsel, { what: 'paper-read', instrument: 'subpoena', federal: false }],
    ])
    const scope = { step: 'scope-set', cards: cards.child, records: 'loans' }
    const away = new Visitor(app)
    await away.signIn('trustee')
    await away.get(`/cases/${reference}`)
    const setsScope = (html: string) => /<form[^>]*id="scope-set".*?<\/form>/s.exec(html)?.[0] ?? ''
    // Said before anything is filled in; the records are set from there, and a card that is sent all the same finds nobody.
    expect(away.text).toContain('This computer cannot look up cards. Here you can set which records')
    expect(setsScope(away.html)).toContain('name="records"')
    expect(away.html).not.toContain('name="cards"')
    await takeOnPage(away, reference, scope)
    const setAway = await tested.house.cases.look(counsel, reference)
    expect(setAway?.case.scope).toMatchObject({ subjects: [], records: ['loans'] })
    expect(away.html).not.toMatch(/Canary/)
    const president = await at('trustee', reference)
    expect(president.html).toContain('name="cards"')
    await president.post(`/cases/${reference}`, { ...scope, cards: `${cards.child}\n99` })
    expect(president.text).toContain('Line 2: no card with this number is on file')
    // The entries of one tick lie in an order of chance, and the first page of the register shows some of them.
    await sign()
    await takeOnPage(president, reference, scope)
    expect(president.text).toContain('1 customer; what is checked out and not overdue; any day')
    expect(president.html).not.toMatch(/Canary/)
    const { caseSubjects, cases } = tested.house
    expect((await cases.look(counsel, reference))?.case.scope?.subjects).toEqual([tested.child])
    // Counsel looks nobody up, nor does the Director in a case about them.
    for (const other of [counsel, actor, clerk]) {
      expect(await caseSubjects.ofCard(other, reference, cards.child)).toBe('unknown')
    }
    await sign()
    const director = await at('director', reference)
    await director.get('/register')
    expect(director.text).toContain('Someone looked up the people named in a case')
  })

  test('keep a case about the Director from the Director, and show it to the president and counsel', async () => {
    const reference = await plantCase(tested, 'privacy', { aboutDirector: true })
    const director = await at('director', reference)
    expect(director.heading).toBe('This page was not found, or it is not available to you')
    expect((await director.post(`/cases/${reference}`, { step: 'noted', words: 'x' })).status).toBe(404)
    expect((await director.get(`/cases/${reference}/decision`)).status).toBe(404)
    await director.get('/cases')
    expect(director.text).not.toContain(reference)
    for (const signIn of ['trustee', 'counsel']) {
      const other = await at(signIn, reference)
      expect(other.text).toContain(reference)
      await other.get('/cases')
      expect(other.text).toContain(reference)
    }
    // Who sees it and finds that it is not about the Director hands it over, as the Director hands theirs.
    const mistaken = await plantCase(tested, 'privacy', { aboutDirector: true })
    const president = await at('trustee', mistaken)
    expect((await president.post(`/cases/${mistaken}`, { step: 'about-director', about: 'no' })).status).toBe(
      303,
    )
    expect((await president.get(`/cases/${mistaken}`)).status).toBe(404)
    expect((await at('director', mistaken)).text).toContain(mistaken)
    // The register tells the Director that somebody looked at a case, as it does of every case, and no more.
    await sign()
    await director.get('/register')
    expect(director.text).toContain('Someone viewed a case.')
    const [, entries] = director.text.split('Filter ')
    expect(entries).not.toMatch(/trustee[^.]*case|counsel[^.]*case/i)
  })

  test('are there for counsel at a computer of their own, where no record of a customer shows', async () => {
    const reference = await plantCase(tested, 'ask')
    const counsel = new Visitor(app)
    await counsel.signIn('counsel')
    await counsel.get(`/cases/${reference}`)
    expect(counsel.text).toContain(reference)
    await takeOnPage(counsel, reference, { step: 'noted', words: 'Seen from the office in town.' })
    expect(counsel.text).toContain('Seen from the office in town.')
  })

  test('name no one in the list, and say what is owed, by whom and by when', async () => {
    const reference = await plantCase(tested, 'records-request', {
      requester: { kind: 'public', name: 'Ned Inkwell' },
    })
    const director = await at('director', reference)
    expect(director.text).toContain('Ned Inkwell')
    await director.get('/cases')
    expect(director.text).toContain(reference)
    expect(director.text).toContain('You: Contact counsel')
    // Thanksgiving, a Saturday and a Sunday are no business days.
    expect(director.text).toContain('paper not read yet: read it now')
    expect(director.html).not.toMatch(/Inkwell|Sherwood|Canary/)
  })

  test('say everything that a form lacks, and everything that a step still needs with its clause', async () => {
    const reference = await plantCase(tested, 'process')
    const director = await at('director', reference)
    await director.post(`/cases/${reference}`, {
      step: 'requester-checked',
      numberFrom: '',
      dialled: '',
      spokeWith: '',
    })
    expect(director.text).toContain('Choose one: Where did you find the number?')
    expect(director.text).toContain('Choose one: Did they confirm that the request is theirs?')
    await director.post(`/cases/${reference}`, { step: 'cure-demanded', lacks: 'The seal' })
    expect(director.text).toContain('Legal counsel must be consulted first. (Reg 6)')
    expect(director.text).toContain('must first read the paper and say what it is. (Reg 6)')
    await director.post(`/cases/${reference}`, { step: 'closed' })
    expect(director.text).toContain('The case is not at the stage for this step.')
    expect((await director.post(`/cases/${reference}`, { step: 'wizardry' })).status).toBe(400)
    expect((await stageOf(reference)).stage).toBe('received')
  })

  test('take no day so far off that it is a slip, in any form, and say which field it is', async () => {
    const reference = await plantCase(tested, 'process')
    const director = await at('director', reference)
    const read = { step: 'paper-read', instrument: 'subpoena' }
    const when = { words: 'x', time: '10:00' }
    const of: readonly (readonly [string, string, (day: string) => Record<string, string>])[] = [
      [`/cases/${reference}`, 'Date issued', (issuedOn) => ({ ...read, issuedOn })],
      [`/cases/${reference}`, 'Response due (return date)', (returnOn) => ({ ...read, returnOn })],
      [`/cases/${reference}`, 'Date', (on) => ({ ...when, step: 'noted', on })],
      [
        '/report',
        'When did it arrive?',
        (day) => ({ ...{ sent: 'yes', who: 'officer' }, came: `${day}T10:00` }),
      ],
      ['/cases/conduct', 'Day', (day) => ({ saw: 'x', day, time: '10:00', agency: '' })],
      ['/cases/search/paper', 'Day they came', (day) => ({ ...warrant, day, came: '10:00' })],
      [
        `/cases/${reference}/preserve`,
        'From',
        (from) => ({ cards: cards.child, records: 'loans', from, until: '', days: '30' }),
      ],
    ]
    for (const [path, field, fields] of of) {
      for (const day of ['0001-01-01', '9999-12-31']) {
        await director.get(path)
        const { status } = await director.post(path, fields(day))
        const says = new RegExp(`Check the year. Type a date from [^:]*: ${field.replace(/[()]/g, '\\$&')}`)
        expect([path, day, status, director.text.match(says) !== null]).toEqual([path, day, 422, true])
      }
    }
    expect((await stageOf(reference)).stage).toBe('received')
  })

  test('never write down paper that is secret by its kind', async () => {
    const reference = await plantCase(tested, 'process')
    const director = await at('director', reference)
    expect(director.html).not.toMatch(/fisa-order|national-security-letter/)
    const sent = { step: 'paper-read', instrument: 'national-security-letter' }
    expect((await director.post(`/cases/${reference}`, sent)).status).toBe(422)
  })

  test('take an order that forbids to tell, its end by counsel’s word, and the Director’s own case to the president', async () => {
    const reference = await plantCase(tested, 'process')
    const director = await at('director', reference)
    const found = 'Record a nondisclosure order'
    expect(director.text).toContain(found)
    expect(director.text).not.toContain('End the nondisclosure order')
    await takeOnPage(director, reference, { step: 'gag-found', words: '86-2,112(2)' })
    expect(director.text).toContain('(the Director) reported a nondisclosure order.')
    expect(director.text).toContain('only with the Director and legal counsel')
    expect(director.html).not.toContain('id="board-consulted"')
    const advice = { opinion: 'none', way: 'phone', counsel: 'Lou Wells', words: 'x', on: '', time: '' }
    await takeOnPage(director, reference, { ...advice, step: 'counsel-advised', board: 'yes' })
    expect(director.text).toContain('The Board may be told about it once counsel confirms this.')
    expect(director.html).not.toContain('id="board-consulted"')
    await confirms(reference, 1)
    await director.get(`/cases/${reference}`)
    const asked = { step: 'board-consulted', motion: '26-31', session: '2026-11', until: '2026-11-24' }
    await takeOnPage(director, reference, asked)
    await director.get(`/cases/${reference}/decision`)
    expect(director.text).not.toContain('motion 26-31')
    await director.get(`/cases/${reference}`)
    await director.get('/cases/apart')
    expect(director.heading).toBe('Cases under a nondisclosure order')
    expect(director.html).toContain(`/cases/${reference}"`)
    await director.get(`/cases/${reference}`)
    const ended = {
      step: 'gag-ended',
      source: 'court-order',
      until: '2026-11-24',
      words: 'x',
      on: '',
      time: '',
    }
    await director.post(`/cases/${reference}`, ended)
    expect(director.text).toContain('Choose one: How did counsel say it?')
    await takeOnPage(director, reference, { ...ended, way: 'phone', counsel: 'Lou Wells' })
    expect(director.text).toContain(
      'reported that a court ended the nondisclosure order on Tuesday, November 24. It stays in effect until counsel confirms this. Lou Wells said so by phone.',
    )
    await confirms(reference, 3)
    await confirmsForBoard(reference, 2)
    await director.get(`/cases/${reference}/decision`)
    expect(director.text).toContain('motion 26-31')
    await director.get(`/cases/${reference}`)
    await director.post(`/cases/${reference}`, { step: 'about-director', about: 'yes' })
    expect((await director.get(`/cases/${reference}`)).status).toBe(404)
    const counsel = await at('counsel', reference)
    expect(counsel.text).toContain('(the Director) said that it is about the Director.')
    await takeOnPage(counsel, reference, { step: 'about-director', about: 'no' })
    expect((await director.get(`/cases/${reference}`)).status).toBe(200)
  })

  test('say of a case that is ready that only the signature is missing, and whose it is', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    expect(director.text).toContain('To release: Only the signature is missing. The Director must sign it.')
    expect(director.text).toContain('Only the signature is missing. The Director must sign it.')
    expect(director.text).not.toContain('Nothing may be released yet.')
    expect(director.text).not.toContain('lacks something')
    // Anything else that is missing is said as before, and so is what is decided.
    const counsel = await at('counsel', reference)
    await takeOnPage(counsel, reference, { step: 'finding-dropped', finding: 'known-crime' })
    await takeOnPage(counsel, reference, {
      step: 'counsel-advised',
      opinion: 'defective',
      words: 'No crime.',
    })
    expect(counsel.text).toContain('Nothing may be released yet.')
    expect(counsel.text).toContain('Counsel must first say that the paper is proper and in full compliance.')
    expect(counsel.text).not.toContain('once the decision is signed')
  })

  test('offer that the person who asked took it back only where a person asked', async () => {
    const offered = async (kind: 'conduct' | 'ask') =>
      (await at('director', await plantCase(tested, kind))).text.includes('Withdrawn by the requester')
    expect([await offered('conduct'), await offered('ask')]).toEqual([false, true])
  })

  test('take what counsel pinned back by counsel’s word alone, and tell both in the timeline', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    const drop = { step: 'finding-dropped', finding: 'known-crime' }
    await director.post(`/cases/${reference}`, drop)
    expect(director.text).toContain('Counsel cited this finding, and only counsel can change it.')
    const heard = { way: 'phone', counsel: 'Lou Brief', words: 'That page is of another matter.' }
    await director.post(`/cases/${reference}`, { ...drop, ...heard, words: '' })
    expect(director.text).toContain('Counsel cited this finding, and only counsel can change it.')
    await takeOnPage(director, reference, { ...drop, ...heard })
    expect(director.text).toContain('(legal counsel) cited page 1: It is about a known crime.')
    expect(director.text).toContain(
      'removed a finding: It is about a known crime. Lou Brief said so by phone. That page is of another matter.',
    )
    const counsel = await at('counsel', reference)
    expect(counsel.html).not.toMatch(/<label[^>]*for="finding-dropped-(way|counsel|words)"/)
    await takeOnPage(counsel, reference, { step: 'finding-dropped', finding: 'competent-court' })
  })

  test('work a civil subpoena: read, defective, a cure demanded, cured, and held for proper', async () => {
    const reference = await plantCase(tested, 'process', {
      requester: { kind: 'private-party', name: 'Ada Bar' },
    })
    tested.time.now = new Date('2026-11-24T15:31:00Z')
    const director = await at('director', reference)
    const said = { opinion: 'defective', way: 'phone', counsel: 'Lou Brief', words: 'No seal, too wide.' }
    await takeOnPage(director, reference, {
      ...{ step: 'paper-read', instrument: 'subpoena', court: 'County Court', number: 'CI 26-1' },
      ...{ returnOn: '2026-12-08', servedOn: '2026-11-24', federal: 'yes' },
    })
    expect(director.text).toContain('last day to object (federal): Tuesday, December 8')
    const early = { step: 'counsel-advised', ...said, on: '2026-11-24', time: '08:30' }
    expect((await director.post(`/cases/${reference}`, early)).status).toBe(422)
    expect(director.text).toContain('That time or date is before the case was reported here.')
    await takeOnPage(director, reference, { ...early, time: '09:30' })
    expect(director.text).toMatch(/9:30 a.m. \(noted November 24/)
    await takeOnPage(director, reference, {
      step: 'cure-demanded',
      lacks: 'The seal\nThe days',
      until: '2026-12-01',
    })
    expect((await stageOf(reference)).stage).toBe('cure-demanded')
    await takeOnPage(director, reference, { step: 'cured', words: 'It came with a seal.' })
    const counsel = await at('counsel', reference)
    await takeOnPage(director, reference, {
      ...{
        step: 'requester-checked',
        numberFrom: 'agency-published',
        dialled: '308-555-0100',
        spokeWith: 'The clerk',
        verified: 'yes',
      },
    })
    const scope = { step: 'scope-set', cards: cards.child, records: 'loans' }
    await takeOnPage(director, reference, scope)
    expect(director.text).toContain('1 customer; what is checked out and not overdue; any day')
    expect(director.html).not.toMatch(/Canary/)
    // Counsel sees no record on a screen, so their form asks for no card, and what they type is looked up nowhere.
    expect(counsel.html).not.toContain('name="cards"')
    await director.post(`/cases/${reference}`, { ...scope, cards: `${cards.child}\n99` })
    expect(director.text).toContain('Line 2: no card with this number is on file')
    await takeOnPage(counsel, reference, {
      step: 'counsel-advised',
      opinion: 'proper',
      words: 'It is good now.',
    })
    expect((await stageOf(reference)).stage).toBe('cleared')
    await decide(director, reference, 'compulsion')
    expect(director.text).toContain('the law compels the library')
    expect((await stageOf(reference)).owed).toBe('collected')
  })
})

/** A card as people write it: in groups of four. */
const spaced = (card: string, between = ' ') => card.match(/.{1,4}/g)?.join(between) ?? ''

describe('a letter about a paper', () => {
  const subpoena = { what: 'paper-read', instrument: 'subpoena', federal: false } as const
  const advised = { what: 'counsel-advised', way: 'phone', counsel: 'Lou', words: 'Too wide' } as const

  /** A subpoena that the Director read, as counsel advised. */
  async function read(drill = false): Promise<string> {
    const reference = await plantCase(tested, 'process', {
      ...{ requester: { kind: 'private-party', name: 'Ada Bar' }, drill },
    })
    const { director } = await actors(tested)
    await tested.house.cases.look(director, reference)
    await takeAll(tested, reference, [
      [director, { ...subpoena, court: 'County Court', number: 'CI 26-1' }],
      [director, advised],
    ])
    return reference
  }

  test('is not made with a name in it: neither in what it lacks, nor in the court or the number of the paper', async () => {
    const reference = await read()
    const director = await at('director', reference)
    const path = `/cases/${reference}`
    const cure = { step: 'cure-demanded', lacks: 'A seal' }
    for (const wrong of [
      { ...cure, lacks: 'A seal\nThe birth date of pip canary' },
      { ...cure, lacks: `The name on card ${spaced(cards.child)}` },
      { step: 'paper-read', instrument: 'subpoena', court: 'In re Pip Canary' },
      { step: 'paper-read', instrument: 'subpoena', number: `CI ${cards.child}` },
    ]) {
      const { status } = await director.post(path, wrong)
      expect([status, /Remove (“|the long number)/.test(director.text)]).toEqual([422, true])
    }
    // What counsel types at a computer of their own nobody looks up there: so the letter is looked through, and not made.
    const away = new Visitor(app)
    await away.signIn('counsel')
    await away.get(path)
    await takeOnPage(away, reference, { ...cure, lacks: 'The birth date of pip canary' })
    expect((await away.get(`${path}/cure-letter`)).status).toBe(422)
    expect(away.text).toContain('Do this on a staff computer, where names can be checked')
    expect((await director.get(`${path}/cure-letter`)).status).toBe(422)
    expect(director.text).toContain('Remove “pip canary”.')
    await director.get(path)
    await takeOnPage(director, reference, { step: 'cured', words: 'It is asked for anew.' })
    await takeOnPage(director, reference, cure)
    const letter = await director.get(`${path}/cure-letter`)
    expect(letter.headers.get('content-type')).toBe('application/pdf')
  })

  test('objects, or asks to narrow, once counsel did, in both languages; no one is named in it', async () => {
    const reference = await read()
    const path = `/cases/${reference}`
    const counsel = await at('counsel', reference)
    for (const one of ['objection', 'narrowing']) {
      expect((await counsel.get(`${path}/${one}-letter`)).status).toBe(404)
    }
    await counsel.get(path)
    const objected = { step: 'objected', words: 'It asks for all that there is.' }
    for (const wrong of [{ words: 'It is about canary, pip.' }, { narrow: 'What P. Canary had' }]) {
      expect((await counsel.post(path, { ...objected, ...wrong })).status).toBe(422)
    }
    const narrow = 'What is out\nOne day'
    await takeOnPage(counsel, reference, { ...objected, narrow, until: '2026-12-08' })
    expect(counsel.text).toContain('Letter objecting to the paper')
    expect(counsel.text).toContain('Letter asking to narrow the paper')
    const said = new Map<string, string>()
    for (const [language, one] of [
      ...[['en', 'objection'] as const, ['en', 'narrowing'] as const],
      ...[['es', 'objection'] as const, ['es', 'narrowing'] as const],
    ]) {
      counsel.cookies.set('carrel-language', language)
      const response = await counsel.get(`${path}/${one}-letter`)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      const pdf = Buffer.from(await response.arrayBuffer())
      if (folder !== undefined) writeFileSync(join(folder, `${one}-${language}.pdf`), pdf)
      said.set(`${one} ${language}`, textOfPdf(pdf).replace(/\s+/g, ' '))
    }
    expect(said.get('objection en')).toMatch(
      /County Court, number CI 26-1.*objects to your subpoena.*Dear Ada Bar:.*It asks for all that there is\..*December 8.*Sincerely, Test counsel Legal counsel for the library/,
    )
    expect(said.get('narrowing en')).toMatch(/Please narrow your subpoena.*What is out.*One day.*December 8/)
    expect(said.get('objection es')).toMatch(/se opone a su citación/)
    expect(said.get('narrowing es')).toMatch(/Limite su citación/)
    expect([...said.values()].join()).not.toMatch(/Canary|DRILL/)
  })

  test('goes to the court of an order, to the party that a subpoena is for, and to whom it may concern where no one is known', async () => {
    const { director: boss, counsel } = await actors(tested)
    const advised = { what: 'counsel-advised', way: 'here', counsel: 'Lou', words: 'x' } as const
    for (const [name, instrument, court, says] of [
      ['', 'subpoena', 'County Court', /had the subpoena issued County Court .*Dear Sir or Madam:/],
      ['Deputy Voss', 'court-order', undefined, /Clerk of the court .*To the court:.*Copy to: Deputy Voss/],
      ['', 'administrative-subpoena', undefined, /To whom it may concern .*Dear Sir or Madam:/],
    ] as const) {
      const reference = await plantCase(tested, 'process', { requester: { kind: 'private-party', name } })
      await tested.house.cases.look(boss, reference)
      await takeAll(tested, reference, [
        [boss, { what: 'paper-read', instrument, federal: false, ...(court && { court }) }],
        [counsel, { ...advised, opinion: 'defective' }],
        [counsel, { what: 'objected', words: 'It asks for all that there is.' }],
      ])
      const letter = await (await at('counsel', reference)).get(`/cases/${reference}/objection-letter`)
      const text = textOfPdf(Buffer.from(await letter.arrayBuffer())).replace(/\s+/g, ' ')
      expect(text).toMatch(says)
    }
  })

  test('holds a subpoena that no judge signed before counsel has answered: it objects, asks for time, and names no one', async () => {
    const reference = await plantCase(tested, 'process', {
      requester: { kind: 'private-party', name: 'Ada Bar' },
    })
    const path = `/cases/${reference}`
    const { director: boss } = await actors(tested)
    await tested.house.cases.look(boss, reference)
    const told = { what: 'told', whom: 'counsel', through: 'phone', reached: true } as const
    await takeAll(tested, reference, [
      [
        boss,
        { ...subpoena, court: 'County Court', number: 'CI 26-1', instrument: 'county-attorney-subpoena' },
      ],
      [boss, told],
    ])
    const director = await at('director', reference)
    expect((await director.get(`${path}/holding-letter`)).status).toBe(404)
    await director.get(path)
    // It is what the Director does next, and asks for the pack's days.
    expect((await stageOf(reference)).owed).toBe('time-asked')
    expect(director.html).toMatch(/name="until"[^>]*value="2026-12-08"|value="2026-12-08"[^>]*name="until"/)
    // Who has counsel's opinion already need not look for where to record it.
    expect(director.html).toMatch(/record it instead\..*?href="#counsel-advised"/s)
    await takeOnPage(director, reference, { step: 'time-asked', until: '2026-12-08' })
    expect(director.text).not.toContain('record it instead')
    expect(director.text).toContain('Holding letter: it objects, and asks for time')
    expect((await stageOf(reference)).owed).toBe('scope-set')
    const said = new Map<string, string>()
    for (const language of ['en', 'es']) {
      director.cookies.set('carrel-language', language)
      const response = await director.get(`${path}/holding-letter`)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      const pdf = Buffer.from(await response.arrayBuffer())
      if (folder !== undefined) writeFileSync(join(folder, `holding-${language}.pdf`), pdf)
      said.set(language, textOfPdf(pdf).replace(/\s+/g, ' '))
    }
    director.cookies.set('carrel-language', 'en')
    // No one waits for it: whatever it says, a court order gets none.
    const order = await plantCase(tested, 'process')
    await tested.house.cases.look(boss, order)
    await takeAll(tested, order, [[boss, { ...subpoena, instrument: 'court-order' }]])
    const held = await tested.house.cases.take(boss, order, { what: 'time-asked', until: '2026-12-08' })
    expect(held).toEqual({ refused: ['without-judge'] })
    expect(said.get('en')).toMatch(
      /County Court, number CI 26-1.*objects to your subpoena and asks for time.*The library received your subpoena.*referred to legal counsel\..*No judge signed this paper\..*until December 8, 2026\..*will not produce anything\..*Test director Director/,
    )
    expect(said.get('es')).toMatch(/se opone a su citación y pide tiempo.*Ningún juez firmó este documento/)
    expect([...said.values()].join()).not.toMatch(/Canary|consult|advis/i)
  })

  test('of a drill says so above and below', async () => {
    const reference = await read(true)
    const director = await at('director', reference)
    await takeOnPage(director, reference, { step: 'cure-demanded', lacks: 'A seal' })
    for (const [language, mark, says] of [
      ['en', 'DRILL: Your subpoena is incomplete', 'Nothing in it is real'],
      ['es', 'SIMULACRO: A su citación le falta algo', 'Nada de esto es real'],
    ] as const) {
      director.cookies.set('carrel-language', language)
      const pdf = Buffer.from(await (await director.get(`/cases/${reference}/cure-letter`)).arrayBuffer())
      if (folder !== undefined) writeFileSync(join(folder, `drill-cure-${language}.pdf`), pdf)
      expect(textOfPdf(pdf)).toContain(mark)
      expect(textOfPdf(pdf)).toContain(says)
    }
    director.cookies.set('carrel-language', 'en')
    await director.get(`/cases/${reference}`)
    await takeOnPage(director, reference, { step: 'cured', words: 'x' })
    await confirms(reference)
    await decide(director, reference, 'refusal')
    await sign()
    const response = await director.get(`/cases/${reference}/decision/letter`)
    const pdf = Buffer.from(await response.arrayBuffer())
    if (folder !== undefined) writeFileSync(join(folder, 'drill-decision.pdf'), pdf)
    expect(textOfPdf(pdf)).toMatch(/DRILL: Decision/)
    expect(textOfPdf(pdf)).toMatch(/Nothing in it is real, and it is not counted anywhere\.\s*$/)
    expect(filesInPdf(pdf)['decision.txt']?.toString()).toContain('\ndrill: nothing of it is real\n')
  })
})

describe('the written decision', () => {
  test('is signed with the own key of the Director, after a draft that names nobody, and cannot be skipped', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    await director.get(`/cases/${reference}/decision`)
    // The question is open until there is a draft; then the draft is what comes next.
    expect(director.text).toContain('What is your decision?')
    await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'release' })
    await director.get(`/cases/${reference}/decision`)
    const draft = draftIn(director)
    expect(director.text).not.toContain('What is your decision?')
    expect(director.text).toContain('Or choose another decision')
    expect(draft).toContain(
      'The library received the order (Kearney County Court, number CR 26-7) on November 24, 2026. It asks for records that show what is checked out',
    )
    expect(draft).toMatch(/\d\. A judge found the need cogent and compelling: page 1 of the order/)
    expect(draft).toContain('I decide to release what the order names, and nothing more.')
    expect(draft).not.toMatch(/Canary|Pip|1 customer/)
    for (const [text, says] of [
      ['No.', 'Write the decision in a few sentences'],
      [`${draft} Card ${cards.child}.`, 'Remove the long number'],
      [`${draft} It is about Pip Canary.`, 'Remove “Pip Canary”.'],
      [`${draft} It is about Mr. Canary.`, 'Remove “Mr. Canary”.'],
      [`${draft} Canary has four overdue books.`, 'Remove “Canary”.'],
      [`${draft} Call (402) 555-0100.`, 'Remove “402) 555-0100”.'],
    ] as const) {
      const response = await director.post(`/cases/${reference}/decision`, { act: 'text', text })
      expect([response.status, director.text.includes(says)]).toEqual([422, true])
    }
    const away = new Visitor(app)
    await away.signIn('director')
    await away.get(`/cases/${reference}/decision`)
    await away.post(`/cases/${reference}/decision`, { act: 'text', text: `${draft} It is about Pip Canary.` })
    expect(away.text).toContain('Do this on a staff computer, where names can be checked')
    await director.get(`/cases/${reference}/decision`)
    await director.post(`/cases/${reference}/decision`, {
      act: 'text',
      text: `${draft}\n\nA canary may sing.`,
    })
    await director.get(`/cases/${reference}/decision/sign`)
    await signDraft(director, reference, 'not it')
    expect(director.text).toContain('That is not your passphrase')
    expect((await stageOf(reference)).stage).toBe('cleared')
    await signDraft(director, reference)
    expect((await stageOf(reference)).stage).toBe('decided')

    const seen = await tested.house.cases.look((await actors(tested)).counsel, reference)
    if (seen?.signed === undefined) throw new Error('nothing was signed')
    const { document, signature, publicKey } = seen.signed
    expect(decisionHash(document)).toBe(seen.case.decision?.document)
    const x = Buffer.from(publicKey, 'base64').toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    const proves = (bytes: Buffer) => verify(null, bytes, key, Buffer.from(signature, 'base64'))
    expect(proves(decisionBytes(document))).toBe(true)
    expect(proves(decisionBytes({ ...document, decision: 'refusal' }))).toBe(false)
    expect(seen.draft).toBe(undefined)
  })

  test('comes as a PDF with its proof once the register has signed it, and anybody can check it', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    await decide(director, reference, 'refusal')
    expect(director.text).toMatch(
      /The proof will be ready by \d+:\d\d [ap]\.m\. You can print the letter then\./,
    )
    const letter = `/cases/${reference}/decision/letter`
    expect((await director.get(letter)).status).toBe(303)
    await sign()
    const response = await director.get(letter)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const pdf = Buffer.from(await response.arrayBuffer())
    const text = textOfPdf(pdf)
    expect(text).toContain('The library declines to produce the records that the order asks for.')
    expect(text).toContain(reference)
    expect(text).not.toMatch(/Canary/)
    const files = filesInPdf(pdf)
    const [entry = ''] = /Reference ([\w-]{14})/.exec(text)?.slice(1) ?? []
    const proof = readProof(files['proof.txt'] ?? Buffer.of())
    expect(spokenReference(leafReference(proof.leaf))).toBe(entry)
    expect(checkpointProved(proof)).not.toBe(null)
    const signed = files['decision.txt'] ?? Buffer.of()
    const key = createPublicKey(files['key.pem'] ?? '')
    expect(verify(null, signed, key, files['signature.bin'] ?? Buffer.of())).toBe(true)
  })

  test('obeys an order about a person who is not on file: it says so, is sent, and nothing is collected', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    const scope = { step: 'scope-set', records: 'loans' }
    await director.post(`/cases/${reference}`, { ...scope, cards: '99' })
    expect(director.text).toContain('If the paper names someone who has no card here, type a dash')
    await takeOnPage(director, reference, { ...scope, cards: `-\n${cards.child}\n-\n${cards.child}` })
    expect(director.text).toContain('1 customer; 2 more who are not on file; what is checked out')
    const services = tested.house
    const now = async () => (await services.cases.look((await actors(tested)).counsel, reference))?.case
    expect((await now())?.scope).toMatchObject({ subjects: [tested.child], absent: [1, 3] })
    await takeOnPage(director, reference, { ...scope, cards: '-' })
    expect((await now())?.scope).toMatchObject({ subjects: [], absent: [1] })
    // To set the days anew, without a card, keeps whom it names.
    await takeOnPage(director, reference, { ...scope, cards: '', from: '2026-01-01' })
    expect((await now())?.scope?.absent).toEqual([1])
    // Counsel found it proper of someone else; they are asked again.
    const { counsel } = await actors(tested)
    expect((await now())?.opinion).toBeUndefined()
    const proper = {
      what: 'counsel-advised',
      opinion: 'proper',
      way: 'here',
      counsel: 'Lou',
      words: 'x',
    } as const
    expect(await services.cases.take(counsel, reference, proper)).toHaveProperty('entry')
    await decide(director, reference, 'release')
    expect(director.text).toContain('It has no records about any of them, so there is nothing to produce.')
    expect(director.text).not.toMatch(/declines to produce|It does not say whether anyone is one/)
    const collected = await services.copies.collect((await actors(tested)).director, reference)
    expect(collected).toEqual({ refused: ['somebody-on-file'] })
    await sign()
    const response = await director.get(`/cases/${reference}/decision/letter`)
    const pdf = Buffer.from(await response.arrayBuffer())
    if (folder !== undefined) writeFileSync(join(folder, 'no-records.pdf'), pdf)
    expect(textOfPdf(pdf)).toMatch(/I decide to release[\s\S]*It has no records about any of them/)
    await director.get(`/cases/${reference}`)
    await takeOnPage(director, reference, { step: 'no-records-sent' })
    expect(await stageOf(reference)).toMatchObject({ stage: 'ended', outcome: 'no-records', owed: 'closed' })
    expect(director.text).toContain('sent the decision. It says that no records are on file.')
    await takeOnPage(director, reference, { step: 'closed' })
  })

  test('that was withdrawn is listed with its day, and its letter can be had and checked years later', async () => {
    const reference = await plantOrder(tested)
    const director = await at('director', reference)
    await decide(director, reference, 'refusal')
    await director.get(`/cases/${reference}`)
    await takeOnPage(director, reference, { step: 'decision-withdrawn', words: 'The case goes on.' })
    await decide(director, reference, 'release')
    await sign()
    tested.time.now = new Date('2029-11-24T15:31:00Z')
    const years = await at('director', reference)
    expect(years.text).toMatch(
      /A refusal, signed by Test director on November 24, 2026\. Withdrawn on November 24, 2026\./,
    )
    expect(years.text).toMatch(/A release, signed by Test director on November 24, 2026\. Decision letter/)
    // Years later, one page answers on whose advice it was decided and whether the patron was told.
    expect(years.text).toContain(
      'Counsel’s advice: Proper, and in full compliance with proper legal authority. By Test counsel',
    )
    expect(years.text).toContain('The case does not say that a customer was told.')
    const letters = [...years.html.matchAll(/href="([^"]+letter\?of=[0-9a-f]{64})"/g)].map(
      ([, href = '']) => href,
    )
    expect(letters).toHaveLength(2)
    const says: string[] = []
    for (const [nth, href] of letters.entries()) {
      const response = await years.get(href)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      const pdf = Buffer.from(await response.arrayBuffer())
      if (folder !== undefined) writeFileSync(join(folder, `signed-${nth}.pdf`), pdf)
      says.push(textOfPdf(pdf))
      const files = filesInPdf(pdf)
      const signed = files['decision.txt'] ?? Buffer.of()
      const key = createPublicKey(files['key.pem'] ?? '')
      expect(verify(null, signed, key, files['signature.bin'] ?? Buffer.of())).toBe(true)
      expect(checkpointProved(readProof(files['proof.txt'] ?? Buffer.of()))).not.toBe(null)
    }
    expect((await years.get(`/cases/${reference}/decision/letter?of=${'0'.repeat(64)}`)).status).toBe(404)
    tested.time.now = new Date('2026-11-24T16:31:00Z')
    expect(says[0]).toMatch(
      /Withdrawn decision[\s\S]*The library declines to produce[\s\S]*Sincerely,\s+Test director[\s\S]*Withdrawn on November 24, 2026/,
    )
    expect(says[0]).not.toContain('..')
    expect(says[1]).not.toMatch(/Withdrawn/)
  })

  test('denies a public-records request once counsel was consulted, with all that the law asks for, naming no one', async () => {
    const reference = await plantCase(tested, 'records-request', {
      requester: { kind: 'public', name: 'Ned' },
    })
    const director = await at('director', reference)
    await director.get(`/cases/${reference}`)
    // What is public is given first, and then what is about people is denied.
    expect((await stageOf(reference)).owed).toBe('public-given')
    expect(director.text).toContain('You: Provide the public records')
    expect(director.html).toMatch(/that part is denied in writing[\s\S]*?href="[^"]+\/decision"/)
    await counselAdvises(reference)
    await decide(director, reference, 'refusal')
    for (const part of [
      ...['What is withheld:', 'Why it is withheld:', 'Legal citation: Neb. Rev. Stat. 84-712.05(12)'],
      ...['Who decided: Test director, Director', 'Attorney General', 'does not say whether anyone is one'],
    ]) {
      expect(director.text).toContain(part)
    }
    // Nothing goes out with a subsection that no one has confirmed, or no one confirms any longer.
    await sign()
    for (const until of ['', '2026-11-23']) {
      if (until !== '') await confirmFact(tested.house, 'cases.denial', { until })
      expect((await director.get(`/cases/${reference}/decision/letter`)).status).toBe(422)
      expect((await director.post(`/cases/${reference}`, { step: 'refusal-sent', words: 'x' })).status).toBe(
        422,
      )
      expect(director.text).toContain(
        'which it is has not been confirmed, or no longer is. Ask the City’s lawyer.',
      )
    }
    await confirmFact(tested.house, 'cases.denial')
    const letter = await director.get(`/cases/${reference}/decision/letter`)
    const pdf = Buffer.from(await letter.arrayBuffer())
    if (folder !== undefined) writeFileSync(join(folder, 'denial.pdf'), pdf)
    expect(textOfPdf(pdf)).toContain('Legal citation: Neb. Rev. Stat. 84-712.05(12)')
    // What is public of it is still owed, and the case does not end without it or a reason.
    await director.get(`/cases/${reference}`)
    expect((await stageOf(reference)).owed).toBe('public-given')
    expect((await director.post(`/cases/${reference}`, { step: 'refusal-sent' })).status).toBe(422)
    await takeOnPage(director, reference, { step: 'refusal-sent', words: 'It asks who had one book.' })
    expect(director.text).toContain('It asks who had one book.')
    expect((await stageOf(reference)).outcome).toBe('refused')
    await takeOnPage(director, reference, { step: 'closed' })
    await director.get('/cases/closed')
    expect(director.text).toMatch(new RegExp(`Public-records request · came [\\w ,]+ ${reference} Refused`))
  })

  test('denies no one by a letter that was signed before the policy named another subsection, which is confirmed since', async () => {
    const reference = await plantCase(tested, 'records-request', {
      requester: { kind: 'public', name: 'Ned' },
    })
    const director = await at('director', reference)
    await counselAdvises(reference)
    await decide(director, reference, 'refusal')
    await sign()
    const text = jensen.files.get('pack.yaml') ?? ''
    const amended = loadPack(
      new Map([...jensen.files, ['pack.yaml', text.replace('84-712.05(12)', '84-712.05(13)')]]),
    )
    const since = tested.servicesOf(unhurried(amended))
    await confirmFact(since, 'cases.denial')
    const again = await atOffice({ app: webApp(since), tested }, 'director', `/cases/${reference}`)
    expect((await again.get(`/cases/${reference}/decision/letter`)).status).toBe(422)
    expect((await again.post(`/cases/${reference}`, { step: 'refusal-sent', words: 'x' })).status).toBe(422)
    expect(again.text).toContain('If it changed since the letter was signed, sign a new letter.')
  })

  test('of a denial holds what the law asks for, whatever the Director writes; the file has its words and its hash', async () => {
    const reference = await plantCase(tested, 'records-request', {
      requester: { kind: 'public', name: 'Ned' },
    })
    const director = await at('director', reference)
    const mine = 'No. This is all that I have to say of what was asked for.'
    await counselAdvises(reference)
    await decide(director, reference, 'refusal', mine)
    const seen = await tested.house.cases.look((await actors(tested)).counsel, reference)
    const { document } = seen?.signed ?? {}
    if (document === undefined) throw new Error('nothing was signed')
    const must = denialWordsOf(tested.house.pack.manifest)
    expect(document.text.startsWith(`${mine}\n\nWhat is withheld: `)).toBe(true)
    const said = [must?.contents, must?.reason, must?.citation, must?.review]
    for (const words of [...said, 'Who decided: Test director, Director'])
      expect(document.text).toContain(words)
    await director.get(`/cases/${reference}`)
    await confirmFact(tested.house, 'cases.denial')
    await takeOnPage(director, reference, { step: 'refusal-sent', words: 'It asks about people.' })
    const anybody = new Visitor(app)
    await anybody.get('/denials')
    for (const words of [...said, decisionHash(document)]) expect(anybody.text).toContain(words)
    // Nor is one signed past the pages that does not hold them, says nothing of them, or puts words of its own in their place.
    const { director: actor } = await actors(tested)
    const signature = { signature: 'x', publicKey: 'x', keysHash: 'x' }
    const own = must && { ...must, reason: 'Pip Canary has it.' }
    for (const past of [
      { text: mine },
      { denial: undefined },
      { denial: own, text: `${document.text} Pip Canary has it.` },
    ]) {
      const signing = tested.house.cases.decide(actor, {
        document: { ...document, ...past },
        ...signature,
      })
      await expect(signing).rejects.toThrow(RangeError)
    }
  })

  test('denies nothing by a letter that names a customer in words alone, without a card', async () => {
    const reference = await plantCase(tested, 'records-request', {
      ...{ requester: { kind: 'public', name: 'Ned' }, wants: 'What Pip Canary has out' },
    })
    const director = await at('director', reference)
    await director.get(`/cases/${reference}/decision`)
    await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'refusal' })
    const written = async (words: string) => {
      await director.get(`/cases/${reference}/decision`)
      const text = `${draftIn(director)}\n\n${words}`
      const { status } = await director.post(`/cases/${reference}/decision`, { act: 'text', text })
      return status === 303 ? 'kept' : /Remove “([^”]+)”/.exec(director.text)?.[1]
    }
    const said = [
      ...[await written('I deny what Pip Canary has.'), await written('As to CANARY, PIP: denied.')],
      ...[await written('It is Una Q. Canary’s.'), await written('Mr. Canary may ask.')],
      await written('Ask Pip. The Canary Islands are far, and a Pippa Canary is nobody here.'),
    ]
    expect(said.slice(0, 4)).toEqual(['Pip Canary', 'CANARY, PIP', 'Una Q. Canary', 'Mr. Canary'])
    expect([
      ...[await written('denied: pip canary has card 1'), await written('as to canary, pip')],
      ...[await written('It is P. Canary’s.'), await written('canary, p. asked')],
      ...[await written(`It is ${spaced(cards.child)}.`), await written(`${spaced(cards.child, '-')}-7`)],
    ]).toEqual([
      ...['pip canary', 'canary, pip', 'P. Canary', 'canary, p'],
      ...[spaced(cards.child), spaced(cards.child, '-')],
    ])
    expect(await written('A canary may sing, on 2026-12-08, at 308-555-0100.')).toBe('kept')
    const clerkOnly = { ...(await actors(tested)).director, place: 'elsewhere' }
    const ask = { text: 'Pip Canary', wants: '' }
    expect(await tested.house.gate.facts.namedIn(clerkOnly, [], ask)).toBe('not-here')
    expect(await written('No one is named.')).toBe('kept')
  })

  test('is not signed with a name in it that came there from the paper, and not by typing', async () => {
    const reference = await plantOrder(tested)
    const text =
      'The paper came from the court in the matter of Pip Canary. I decide to release what it names.'
    const { director: actor } = await actors(tested)
    await tested.house.cases.draft(actor, reference, { decision: 'release', text, language: 'en' })
    const director = await at('director', reference)
    await director.get(`/cases/${reference}/decision/sign`)
    const { status } = await signDraft(director, reference)
    expect([status, director.text.includes('Remove “Pip Canary”.')]).toEqual([422, true])
    expect((await stageOf(reference)).stage).toBe('cleared')
  })

  test('is not signed with the name in it of the customer who wrote it at their own pages', async () => {
    const requester = { kind: 'patron', name: 'P. C.', patron: tested.child } as const
    const reference = await plantCase(tested, 'privacy', { requester, way: 'own-page' })
    const { director: actor, counsel } = await actors(tested)
    await tested.house.cases.look(actor, reference)
    const words = 'Talk to them'
    await takeAll(tested, reference, [
      [counsel, { what: 'counsel-advised', way: 'here', counsel: 'Lou', words }],
    ])
    const text = 'I decide to heed the request for information that Pip Canary made to us.'
    await tested.house.cases.draft(actor, reference, { decision: 'heed', text, language: 'en' })
    const director = await at('director', reference)
    await director.get(`/cases/${reference}/decision/sign`)
    const { status } = await signDraft(director, reference)
    expect([status, director.text.includes('Remove “Pip Canary”.')]).toEqual([422, true])
    expect((await stageOf(reference)).outcome).toBe(null)
  })

  test('is what was read: not signed where the words or what the paper reaches changed since, and then read again', async () => {
    const reference = await plantOrder(tested)
    const { director: actor, counsel } = await actors(tested)
    const director = await at('director', reference)
    const path = `/cases/${reference}/decision`
    await director.post(path, { act: 'draft', decision: 'release' })
    await director.get(`${path}/sign`)
    const read = markIn(director)
    const other = {
      decision: 'release',
      text: 'I decide to release all that there is, to whoever asks.',
      language: 'en',
    } as const
    await tested.house.cases.draft(actor, reference, other)
    const changed = await director.post(`${path}/sign`, { passphrase, read })
    expect([changed.status, director.text.includes('The draft changed after you read it.')]).toEqual([
      422,
      true,
    ])
    expect(director.text).toContain('I decide to release all that there is, to whoever asks.')
    // Counsel says once more what the paper reaches: more people, and then it is proper again.
    const words = 'as it stands there'
    await takeAll(tested, reference, [
      [counsel, { what: 'scope-set', subjects: [tested.child, tested.parent], records: ['loans'] }],
      [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'Lou', words }],
    ])
    expect((await signDraft(director, reference)).status).toBe(422)
    expect(director.text).toContain('The case changed after this was written.')
    expect(director.html).not.toContain('name="passphrase"')
    expect((await stageOf(reference)).stage).toBe('cleared')
    await director.get(path)
    await director.post(path, { act: 'text', text: draftIn(director) })
    await director.get(`${path}/sign`)
    // Before the signature, since the records are collected only after it.
    expect(director.text).toContain('The scope leaves out overdue items.')
    expect(director.text).toContain('2 customers; what is checked out and not overdue; any day')
    expect((await signDraft(director, reference)).status).toBe(303)
    // The signed decision leads to the records; it led only to its letter.
    await director.get(path)
    expect(director.html).toContain(`/cases/${reference}/collect`)
    const { case: it, signed } = (await tested.house.cases.look(counsel, reference)) ?? {}
    expect(signed?.document.grounds.scope?.subjects).toEqual([tested.child, tested.parent])
    expect(it?.decision?.grounds).toBe(signed && groundsHash(signed.document.grounds))
    // The text goes out: it has a mark of what it rests on, by which nobody finds out whose records it is about.
    const text = signed && decisionBytes(signed.document).toString()
    expect(text).toMatch(/^grounds: [0-9a-f]{64}$/m)
    expect(text).not.toContain(it?.decision?.grounds)
    expect(text).not.toContain(tested.child)
  })

  test('is not made where anything is missing, and all that is missing is said', async () => {
    const reference = await plantCase(tested, 'process')
    const director = await at('director', reference)
    await director.get(`/cases/${reference}/decision`)
    for (const says of [
      'Counsel must first say that the paper is proper and in full compliance. (Reg 6)',
      'The requester must first be verified',
      'First set which customers and which records',
      'Legal counsel or the Board must be consulted first. (Reg 7)',
    ]) {
      expect(director.text).toContain(says)
    }
    // It only waits for these, so the policy's own "not yet" is no further thing that is missing.
    expect(director.text).not.toContain('The policy does not allow this decision')
    await director.post(`/cases/${reference}/decision`, { act: 'draft', decision: 'release' })
    await director.get(`/cases/${reference}/decision/sign`)
    expect(director.text).toContain('It cannot be signed yet')
    await signDraft(director, reference)
    expect((await stageOf(reference)).stage).toBe('received')
    // Counsel advises, and signs nothing.
    const counsel = await at('counsel', reference)
    expect((await counsel.get(`/cases/${reference}/decision/sign`)).status).toBe(404)
    await counsel.get(`/cases/${reference}/decision`)
    expect(counsel.html).not.toContain('<textarea')
  })

  test('is the president’s where the case is about the Director, and the minutes name nobody', async () => {
    const reference = await plantCase(tested, 'privacy', { aboutDirector: true })
    await tested.house.cases.take((await actors(tested)).clerk, reference, {
      ...{ what: 'told', whom: 'director', through: 'phone', reached: true },
    })
    for (const signIn of ['director', 'counsel', 'desk']) {
      const other = await at(signIn, reference)
      const signed = await other.get(`/cases/${reference}/decision/sign`)
      expect([signIn, signed.status]).toEqual([signIn, 404])
    }
    const president = await at('trustee', reference)
    const asked = { step: 'board-consulted', motion: 'Pip Canary', session: '2026-11', until: '2026-11-24' }
    await president.post(`/cases/${reference}`, asked)
    expect(president.text).toContain('Write it in the Board’s format, such as 99-9, 99-99, or 99-999')
    for (const motion of ['PipCanary-7', '26-31 Pip', '26 31', '26-3111', '٢٦-٣١']) {
      expect((await president.post(`/cases/${reference}`, { ...asked, motion })).status).toBe(422)
    }
    const toCome = { ...asked, motion: '26-31', until: '2026-11-25' }
    expect((await president.post(`/cases/${reference}`, toCome)).status).toBe(422)
    expect(president.text).toContain('That date is in the future: ')
    await takeOnPage(president, reference, { ...asked, motion: '26-31' })
    await counselAdvises(reference)
    await decide(president, reference, 'not-heed')
    expect(president.text).toContain('Signed by Test trustee, president of the Board, on November 24, 2026.')
    // The Board's word is that of the person who signs.
    expect(president.text).toContain('A second person confirmed that legal counsel was consulted.')
    expect(president.text).toContain('(motion 26-31, closed meeting 2026-11). The case is confidential.')
    expect((await stageOf(reference)).outcome).toBe('not-heeded')
  })
})
