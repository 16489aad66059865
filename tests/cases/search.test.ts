import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { nextStepsOf } from '../../src/cases/next-steps.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { decide } from '../casework/decided-case.ts'
import { entriesOf } from '../crash/entries.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
const who = new Map<string, Visitor>()

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

const fields = {
  ...{ leader: 'Deputy Ann Sample, badge 12', court: 'County Court', signedBy: 'Judge Q. Example' },
  ...{ place: 'Front desk', items: 'One computer', dates: 'November 24', hours: '', delay: 'refused' },
}

/** A search that was begun by somebody a moment ago. */
async function begun(visitor: Visitor): Promise<string> {
  await visitor.get('/cases/search/new')
  const response = await visitor.post('/cases/search/new')
  expect(response.status).toBe(303)
  const at = response.headers.get('location') ?? ''
  await visitor.get(at)
  return at
}

/** It is this instant, and whoever comes signs in anew. */
function atTime(utc: string, today = '2026-11-24'): void {
  Object.assign(tested.time, { now: new Date(utc), today })
  who.clear()
}

async function as(name: string): Promise<Visitor> {
  const known = who.get(name)
  if (known !== undefined) return known
  const visitor = new Visitor(tested.app())
  await visitor.signIn(name)
  who.set(name, visitor)
  return visitor
}

describe('a search warrant, on one page', () => {
  test('one press begins it; the words and the steps stand there, and nothing has to be known at first', async () => {
    const clerk = await as('volunteer')
    const at = await begun(clerk)
    expect(clerk.heading).toBe('Search warrant')
    expect(clerk.text).toContain('Say this')
    expect(clerk.text).not.toContain('Record an item taken')
    const empty = { ...fields, leader: '', court: '', signedBy: '', place: '', items: '', dates: '' }
    expect((await clerk.post(at, empty)).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toContain('Record an item taken')
    expect((await clerk.post(at, fields)).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toContain('Deputy Ann Sample, badge 12')
    expect(clerk.text).toContain('Asked, and they are not waiting')
  })

  test('a warrant looks like one from the first press: named, first in red, with the log as its next step for everyone who opened it', async () => {
    atTime('2026-11-24T16:30:00Z')
    const director = await as('director')
    const clerk = await as('desk')
    const paper = { sent: 'yes', who: 'officer', brought: 'paper', form: crypto.randomUUID() }
    expect((await clerk.post('/report', paper)).status).toBe(200)
    const at = await begun(clerk)
    const reference = at.split('/')[2] ?? ''
    /** Its row in the list: before it are other searches alone, and the other paper is after it. */
    const row = async () => {
      await director.get('/cases')
      const rows = director.html.match(/<tr>.*?<\/tr>/gs)?.slice(1) ?? []
      const nth = rows.findIndex((one) => one.includes(reference))
      const plain = rows.flatMap((one, place) => (one.includes('carrel-tag--urgent') ? [] : [place]))
      expect(Math.min(...plain)).toBeGreaterThan(nth)
      return rows[nth]
    }
    expect(await row()).toMatch(/carrel-tag--urgent">Officers may begin a search<.*Search warrant/s)
    expect(await row()).toContain(`href="${at}">Any staff member: When officers begin, record it`)
    /** Of the Director's tasks, those before any that is not about a search. */
    const tasks = async () => {
      await director.get('/')
      return /carrel-waits">(<li class="carrel-wait carrel-wait--urgent"><span>Officers .*?<\/li>)*/.exec(
        director.html,
      )?.[0]
    }
    expect(await tasks()).toContain(`Officers may begin a search.</span> <a class="usa-link" href="${at}">`)
    expect(director.text).toContain('not opened yet: open it now')
    await director.get(`/cases/${reference}`)
    expect(director.heading).toMatch(/^Search warrant/)
    expect(director.html).toMatch(/usa-alert--error.*Officers may begin a search/s)
    expect(director.html).toMatch(
      new RegExp(`href="${at}" class="usa-button|class="usa-button" href="${at}"`),
    )
    await clerk.post(at)
    expect(await row()).toMatch(/carrel-tag--urgent">Officers are searching<.*Search warrant/s)
    expect(await row()).toContain(`href="${at}">Any staff member: Keep the search log`)
    expect(await row()).not.toMatch(/open it/i)
    // Also once the Director opened the case.
    expect(await tasks()).toContain(`Officers are searching.</span> <a class="usa-link" href="${at}">`)
    const inventory = async () => {
      const paper = await clerk.get(`${at}/inventory`)
      return textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')
    }
    expect(await inventory()).toMatch(/The search is still in progress.*Nothing is on record as taken yet\./)
    await clerk.get(at)
    await clerk.post(`${at}/left`, { leftAt: '' })
    expect(await inventory()).toMatch(/(?<!in progress.*)Nothing is on record as taken\./)
    expect(await tasks()).not.toContain(reference)
  })

  test('under a nondisclosure order nothing in the clear says that it is a search warrant', async () => {
    const clerk = await as('desk')
    const reference = (await begun(clerk)).split('/')[2] ?? ''
    const lawyer = await as('counsel')
    const order = { step: 'gag-found', words: 'It has an order' }
    await lawyer.get(`/cases/${reference}`)
    expect((await lawyer.post(`/cases/${reference}`, order)).status).toBe(303)
    const [row] = await inContext(tested.house.app, { actor: 'the test', place: 'office' }, (trx) =>
      trx
        .selectFrom('case_file')
        .select(['instrument', 'owed', 'stage', 'withheld'])
        .where('reference', '=', reference)
        .execute(),
    )
    expect(row).toMatchObject({ instrument: null, withheld: true, stage: 'received' })
    expect(row?.owed).not.toMatch(/search/)
  })

  test('the numbers to call are on the page before and after it is begun, whoever reads it', async () => {
    await tested.house.app.transaction().execute((trx) =>
      replaceEmergencyContacts(
        trx,
        [
          { whom: 'director', nth: 1, name: 'Dee Rector', mail: '', phones: '308-555-0181' },
          { whom: 'counsel', nth: 1, name: 'Cy Counsel', mail: '', phones: '308-555-0182' },
          { whom: 'president', nth: 1, name: 'Pat Resident', mail: '', phones: '308-555-0183' },
        ],
        ['director', 'counsel', 'president'],
      ),
    )
    const clerk = await as('volunteer')
    const at = await begun(clerk)
    for (const page of ['/kits/paper', '/kits/warrant']) {
      const pdf = Buffer.from(await (await clerk.get(page)).arrayBuffer())
      expect(textOfPdf(pdf)).toMatch(/308-555-0181.*308-555-0183.*308-555-0182/s)
    }
    for (const address of ['/cases/search/new', at]) {
      await clerk.get(address)
      for (const end of ['0181', '0182', '0183']) expect(clerk.text).toContain(`308-555-${end}`)
    }
    for (const said of ['I reached the decision maker', 'No answer from the City’s lawyer'])
      expect(clerk.html).toContain(`aria-label="${said}"`)
    // What is urgent is first for anyone: on a phone it would else be below ten buttons.
    await clerk.get('/')
    expect(clerk.text).toMatch(/No one has been told yet.*Someone is asking about/s)
    await clerk.get(at)
    // Once officers left, until both were reached: the start page still sends here to call.
    await clerk.post(at, fields)
    await clerk.get(at)
    await clerk.post(`${at}/left`, { leftAt: '' })
    for (const whom of ['director', 'counsel']) {
      await clerk.get(at)
      expect(clerk.text).toMatch(/Call now.*308-555-0182.*The search is over/s)
      expect((await clerk.post(`${at}/told`, { whom, reached: 'yes' })).status).toBe(303)
    }
    await clerk.get(at)
    expect(clerk.text).not.toContain('308-555-0182')
  })

  test('the timeline says once that a search began, and then what was recorded; counsel is promised no choice after a release', async () => {
    const clerk = await as('desk')
    const at = await begun(clerk)
    await clerk.post(at)
    await clerk.get(at)
    await clerk.post(at, fields)
    const lawyer = await as('counsel')
    await lawyer.get(at.replace('/search', ''))
    expect(lawyer.text.match(/noted that a search began/g)).toHaveLength(1)
    expect(lawyer.text.match(/recorded the search and what the warrant says/g)).toHaveLength(1)
    expect(lawyer.text).not.toContain('once the records are handed over')
  })

  test('is neither consented to nor refused: staff read what to say on each page, and no one can decide it', async () => {
    atTime('2026-11-24T16:30:00Z')
    const clerk = await as('volunteer')
    const words = {
      en: 'I won’t stand in your way, but I do not consent to this search.',
      es: 'No les voy a cerrar el paso, pero no doy mi consentimiento a este cateo.',
    }
    const says = async (path: string) => {
      for (const [language, said] of Object.entries(words)) {
        clerk.cookies.set('carrel-language', language)
        await clerk.get(path)
        expect([path, clerk.text.includes(said)]).toEqual([path, true])
      }
      clerk.cookies.set('carrel-language', 'en')
    }
    await clerk.post('/ask', {
      who: 'officer',
      brought: 'paper',
      paper: 'search-warrant',
      secret: 'no',
      wants: '',
    })
    expect(clerk.heading).toBe('Do not consent. Do not stop them either.')
    await says('/cases/search/new')
    const at = await begun(clerk)
    await says(at)
    const reference = at.split('/')[2] ?? ''
    const { cases } = tested.house
    const director = { accountId: crypto.randomUUID(), role: 'director', place: 'office' } as const
    const undecided = async () => {
      for (const decision of ['refusal', 'release', 'compulsion'] as const)
        expect([decision, await decide(cases, director, reference, decision)]).toEqual([
          decision,
          { refused: expect.arrayContaining(['stage']) },
        ])
    }
    await cases.look(director, reference)
    await clerk.post(at, fields)
    await undecided()
    await clerk.get(at)
    await clerk.post(`${at}/left`, { leftAt: '', thing: 'A folder', time: '', form: crypto.randomUUID() })
    await undecided()
    const paper = await clerk.get(`${at}/inventory`)
    expect(textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')).toContain(
      'The library did not release it, and did not consent to the search.',
    )
  })

  test('a thing has the time now, or one that was typed and is over; both times stand on the paper to sign', async () => {
    atTime('2026-11-24T16:30:00Z')
    const clerk = await as('desk')
    const at = await begun(clerk)
    await clerk.post(at, { ...fields, came: '9:45 am' })
    await clerk.get(at)
    expect((await clerk.post(`${at}/taken`, { thing: 'The computer', time: '' })).status).toBe(303)
    await clerk.get(at)
    expect((await clerk.post(`${at}/taken`, { thing: 'A folder', time: '9:50 am' })).status).toBe(303)
    await clerk.get(at)
    expect((await clerk.post(`${at}/taken`, { thing: 'A phone', time: '11:00' })).status).toBe(422)
    expect(clerk.text).toContain('That time is in the future')
    expect((await clerk.post(`${at}/taken`, { thing: 'A phone', time: 'soon' })).status).toBe(422)
    expect((await clerk.post(`${at}/taken`, { thing: '', time: '' })).status).toBe(422)
    await clerk.get(at)
    expect(clerk.text).toMatch(/A folder November 24, 2026, 9:50 a.m. November 24, 2026, 10:30 a.m./)
    expect(clerk.text).not.toContain('A phone')
    const paper = await clerk.get(`${at}/inventory`)
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    const text = textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')
    for (const said of [
      'The computer',
      'A folder',
      '9:50 a.m.',
      '10:30 a.m.',
      'Judge Q. Example',
      'Signature',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('DRILL')
  })

  test('an item that was typed is recorded where they press that officers left; what the warrant says can follow', async () => {
    atTime('2026-11-24T16:30:00Z')
    const clerk = await as('desk')
    const at = await begun(clerk)
    await clerk.post(at, { ...fields, came: '9:45 am', hours: '' })
    await clerk.get(at)
    const left = { leftAt: '10:00 am', thing: 'Computer 3', time: '', form: crypto.randomUUID() }
    expect((await clerk.post(`${at}/left`, { ...left, time: 'soon' })).status).toBe(422)
    expect(clerk.html).toContain('value="Computer 3"')
    expect((await clerk.post(`${at}/left`, left)).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toMatch(/Computer 3 November 24, 2026, 10:00 a.m./)
    expect(clerk.text).toContain('The search is over')
    expect(clerk.text).toContain('Not written down yet')
    expect((await clerk.post(at, { upto: '1', hours: 'from 6 a.m. to 9 p.m.' })).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toContain('from 6 a.m. to 9 p.m.')
    expect(clerk.text).toContain('The search is over')
  })

  test('what is missing when officers left is asked before the search ends, and is a task of the case until someone adds it', async () => {
    atTime('2026-11-24T16:30:00Z')
    const clerk = await as('desk')
    const at = await begun(clerk)
    await clerk.post(at, { delay: 'not-asked', came: '10:00 am' })
    await clerk.get(at)
    // Typed into two places of the page and recorded nowhere yet.
    const typed = { thing: 'Ledger', time: '', form: crypto.randomUUID(), upto: '1', court: 'County Court' }
    const pressed = await clerk.post(`${at}/left`, { ...typed, leftAt: '', step: 'ask' })
    expect(pressed.headers.get('location')).toBe(`${at}?left=${encodeURIComponent('10:30 a.m.')}`)
    await clerk.get(`${at}?left=10:30 a.m.`)
    expect(clerk.heading).toBe('Before you record that they have left')
    expect(clerk.html).toMatch(/id="leftAt"[^>]*value="10:30 a.m."/)
    expect(clerk.text).toContain('Ledger')
    for (const asked of ['leader', 'signedBy', 'receipt']) expect(clerk.html).toContain(`name="${asked}"`)
    expect(clerk.html).not.toContain('name="court"')
    await clerk.get(at)
    expect(clerk.text).not.toContain('The search is over')
    const end = { leftAt: '10:30 am', step: 'end', upto: '2', form: crypto.randomUUID() }
    const wrong = { ...end, leftAt: 'soon', things: 'A disk', leader: 'Badge 12' }
    expect((await clerk.post(`${at}/left`, wrong)).status).toBe(422)
    for (const kept of ['A disk', 'value="Badge 12"', 'value="soon"']) expect(clerk.html).toContain(kept)
    const said = { leader: 'Badge 12', things: '10:20 am A disk\r\n2 folders' }
    expect((await clerk.post(`${at}/left`, { ...end, ...said })).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toMatch(
      /A disk November 24, 2026, 10:20 a.m..*2 folders November 24, 2026, 10:30 a.m./,
    )
    expect(clerk.text).toContain('Still missing in the log')
    const director = { accountId: crypto.randomUUID(), role: 'director', place: 'office' } as const
    const reference = at.split('/')[2] ?? ''
    const owed = async () => {
      const seen = await tested.house.cases.look(director, reference)
      return nextStepsOf(seen?.case as Case).map(({ step }) => step)
    }
    expect(await owed()).toContain('search-began')
    const rest = { signedBy: 'x', place: 'x', items: 'x', dates: 'x', hours: 'x', receipt: 'No one signed' }
    expect((await clerk.post(at, { ...rest, upto: '3', form: crypto.randomUUID() })).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).not.toContain('Still missing in the log')
    expect(clerk.text).toContain('No one signed')
    expect(await owed()).not.toContain('search-began')
  })

  test('a line is written once, at a time when they were there; one that is wrong is struck through, by whoever wrote it', async () => {
    atTime('2026-11-24T16:30:00Z')
    const clerk = await as('desk')
    const at = await begun(clerk)
    await clerk.post(at, { ...fields, came: '9:45 am' })
    await clerk.get(at)
    // Every field that the page's form sends, also the one for when they left.
    const computer = { thing: 'Computer 3', time: '', leftAt: '', form: crypto.randomUUID() }
    const page = clerk.html
    for (const name of Object.keys(computer)) expect(page).toContain(`name="${name}"`)
    for (let press = 0; press < 2; press++) {
      expect((await clerk.post(`${at}/taken`, computer)).status).toBe(303)
      await clerk.get(at)
    }
    expect(clerk.text.split(/Computer 3 November/)).toHaveLength(2)
    expect((await clerk.post(`${at}/taken`, { thing: 'Ledger', time: '9:40 am' })).status).toBe(422)
    expect(clerk.text).toContain('Nothing can be taken before they came')
    expect((await clerk.post(`${at}/left`, { leftAt: '10:00 am' })).status).toBe(422)
    expect(clerk.text).toContain('They cannot have left before they came, or before the last item')
    expect((await clerk.post(`${at}/struck`, { line: computer.form, why: '' })).status).toBe(422)
    // What somebody else wrote is not theirs to strike.
    const other = await as('volunteer')
    await other.get(at)
    expect(other.text).not.toContain('Correct a line')
    expect((await other.post(`${at}/struck`, { line: computer.form, why: 'x' })).status).toBe(422)
    expect(other.text).toContain('Another person wrote this line')
    expect(
      (await clerk.post(`${at}/struck`, { line: computer.form, why: 'It was the other one' })).status,
    ).toBe(303)
    await clerk.get(at)
    expect(clerk.html).toContain('<del>Computer 3</del>')
    expect((await clerk.post(`${at}/left`, { leftAt: '10:00 am' })).status).toBe(303)
    await clerk.get(at)
    expect((await clerk.post(`${at}/taken`, { thing: 'A late thing', time: '10:05 am' })).status).toBe(422)
    expect((await clerk.post(`${at}/taken`, { thing: 'A disk', time: '9:50 am' })).status).toBe(303)
    const lawyer = await as('counsel')
    await lawyer.get(at.replace('/search', ''))
    expect(lawyer.text).toContain('struck a line through, as a mistake')
    expect(lawyer.html).toContain('<del>Computer 3</del>')
    await lawyer.get(at)
    expect(lawyer.text).toContain('Correct a line')
    const paper = await clerk.get(`${at}/inventory`)
    const text = textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ')
    expect(text).toMatch(/A disk.*later marked as a mistake.*Computer 3/)
  })

  test('what two people type of a warrant at the same time stands, each on a page that was made before', async () => {
    const [one, other] = [await as('desk'), await as('volunteer')]
    const at = await begun(one)
    const empty = {
      ...fields,
      leader: '',
      court: '',
      signedBy: '',
      place: '',
      items: '',
      dates: '',
      delay: 'not-asked',
    }
    await one.post(at, empty)
    for (const each of [one, other]) await each.get(at)
    const upto = /name="upto" value="(\d+)"/.exec(one.html)?.[1] ?? ''
    expect(upto).toBe('1')
    await other.post(at, { ...empty, leader: 'Lt Vexillum', court: 'County Court', delay: 'refused', upto })
    await one.post(at, { ...empty, items: 'One computer', upto })
    await one.get(at)
    for (const said of ['Lt Vexillum', 'County Court', 'One computer', 'Asked, and they are not waiting'])
      expect(one.text).toContain(said)
    // What is cleared on purpose is cleared.
    const known = { ...empty, leader: '', court: 'County Court', items: 'One computer', delay: 'refused' }
    await one.post(at, { ...known, upto: /name="upto" value="(\d+)"/.exec(one.html)?.[1] ?? '' })
    await one.get(at)
    expect(one.text).not.toContain('Lt Vexillum')
    expect(one.text).toContain('County Court')
  })

  test('until counsel has reviewed a search it is first on their list, and who is still to be called is named alone', async () => {
    atTime('2026-11-24T17:30:00Z')
    const clerk = await as('desk')
    const paper = { sent: 'yes', who: 'officer', brought: 'paper', form: crypto.randomUUID() }
    expect((await clerk.post('/report', paper)).status).toBe(200)
    const at = await begun(clerk)
    const reference = at.split('/')[2] ?? ''
    await clerk.post(at)
    await clerk.get(at)
    await clerk.post(`${at}/told`, { whom: 'director', reached: 'yes' })
    const director = await as('director')
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('Contact counsel')
    expect(director.text).not.toContain('Contact the decision maker')
    await clerk.get(at)
    await clerk.post(`${at}/told`, { whom: 'counsel', reached: 'yes' })
    await director.get(`/cases/${reference}`)
    expect(director.text).not.toMatch(/Any staff member: Contact/)
    await clerk.get(at)
    await clerk.post(`${at}/left`, { leftAt: '' })
    const lawyer = await as('counsel')
    const rows = async () => {
      await lawyer.get('/cases')
      return lawyer.html.match(/<tr>.*?<\/tr>/gs)?.slice(1) ?? []
    }
    const all = await rows()
    const nth = all.findIndex((one) => one.includes(reference))
    // Before it are only other searches.
    for (const before of all.slice(0, nth)) expect(before).toContain('Search warrant')
    expect(all.slice(nth + 1).some((one) => !one.includes('Search warrant'))).toBe(true)
  })

  test('a try that reached nobody is written down, and a search at night is flagged and kept from nobody', async () => {
    atTime('2026-11-25T03:30:00Z')
    const clerk = await as('desk')
    const at = await begun(clerk)
    // At 9:30 p.m. it is too late for a state warrant only.
    for (const address of ['/cases/search/new', at]) {
      await clerk.get(address)
      expect(clerk.text).toContain(
        'A state warrant: 7:00 a.m. to 8:00 p.m. Neb. Rev. Stat. 29-814.04. This search is outside these hours. A federal',
      )
      expect(clerk.text).toMatch(
        /A federal warrant: 6:00 a\.m\. to 10:00 p\.m\. Fed\. R\. Crim\. P\. 41\(a\)\(2\)\(B\)\. Note what/,
      )
    }
    await clerk.post(`${at}/told`, { whom: 'counsel', reached: 'no' })
    await clerk.get(at)
    await clerk.post(`${at}/told`, { whom: 'director', reached: 'yes' })
    await clerk.get(at)
    expect(clerk.text).toContain('9:30 p.m.: no answer')
    expect(clerk.text).toContain('9:30 p.m.: reached')
    expect((await clerk.post(at, fields)).status).toBe(303)
  })

  test('while the Director does not answer, the log says what to do until then, and leads the president to name who acts', async () => {
    const until = 'Until someone answers: a search warrant does not wait.'
    for (const [role, isLed] of [
      ['trustee', true],
      ['desk', false],
    ] as const) {
      const visitor = await as(role)
      const at = await begun(visitor)
      expect(visitor.text).not.toContain(until)
      await visitor.post(`${at}/told`, { whom: 'director', reached: 'no' })
      await visitor.get(at)
      expect(visitor.text).toContain(until)
      expect(visitor.html.includes('class="usa-link" href="/acting">Name an acting Director')).toBe(isLed)
      await visitor.post(`${at}/told`, { whom: 'director', reached: 'yes' })
      await visitor.get(at)
      expect(visitor.text).not.toContain(until)
      expect(visitor.text).not.toContain('Name an acting')
    }
  })

  test('whoever holds the reference sees the search to the end of the day on which it is over, and nothing else of the case', async () => {
    atTime('2026-11-24T17:00:00Z')
    const { cases } = tested.house
    const counter = { accountId: crypto.randomUUID(), role: 'desk', place: 'front-desk' } as const
    const { reference } = await cases.receive(counter, {
      ...{ what: 'received', kind: 'process', way: 'counter', wants: 'Canary Wanted', drill: false },
      ...{ aboutDirector: false, requester: { kind: 'justice-agency', name: 'Canary Requester' } },
    })
    const at = `/cases/${reference}/search`
    const clerk = await as('volunteer')
    await clerk.get(at)
    expect(clerk.html).not.toContain('Canary')
    await clerk.post(at, fields)
    await clerk.get(at)
    expect((await clerk.post(`${at}/left`, { leftAt: '' })).status).toBe(303)
    await clerk.get(at)
    expect(clerk.text).toContain('Nothing is on record as taken')
    expect(clerk.html).not.toContain('Canary')
    expect(clerk.html).not.toContain('/debriefed')
    expect((await clerk.post(`${at}/debriefed`, { words: 'x' })).status).toBe(404)
    tested.time.today = '2026-11-25'
    for (const path of [at, `${at}/inventory`, `${at}/paper`]) {
      expect([path, (await (await as('desk')).get(path)).status]).toEqual([path, 404])
    }
    await (await as('desk')).get('/')
    expect((await (await as('desk')).post(`${at}/taken`, { thing: 'A late thing', time: '' })).status).toBe(
      404,
    )
    const lawyer = await as('counsel')
    await lawyer.get(at)
    expect((await lawyer.post(`${at}/debriefed`, { words: 'Within the warrant.' })).status).toBe(303)
    await lawyer.get(at)
    expect(lawyer.text).toContain('The City’s lawyer has noted how the search went')
    const about = { ...counter, role: 'counsel' } as const
    expect((await cases.look(about, reference))?.case.outcome).toBe(undefined)
    await lawyer.get(`/cases/${reference}`)
    expect((await lawyer.post(`/cases/${reference}`, { step: 'seized' })).status).toBe(422)
    expect(lawyer.text).toContain('The decision maker must be told about the case first.')
    await cases.look({ ...counter, role: 'director' }, reference)
    expect((await lawyer.post(`/cases/${reference}`, { step: 'seized' })).status).toBe(303)
    tested.time.today = '2026-11-24'
    const seen = await cases.look({ ...counter, role: 'counsel' }, reference)
    expect([seen?.case.outcome, seen?.case.debriefed]).toEqual(['seized', true])
  })

  test('it reads the same for any case to whoever holds the reference: whom it is about is for those who may look at it', async () => {
    atTime('2026-11-24T17:30:00Z')
    const { cases } = tested.house
    const counter = { accountId: crypto.randomUUID(), role: 'desk', place: 'front-desk' } as const
    const seen = new Map<boolean, Record<string, string>>()
    for (const aboutDirector of [false, true]) {
      const { reference } = await cases.receive(counter, {
        ...{ what: 'received', kind: 'process', way: 'counter', wants: '', drill: false, aboutDirector },
        requester: { kind: 'justice-agency', name: '' },
      })
      const at = `/cases/${reference}/search`
      const clerk = await as('desk')
      const plain = () => clerk.text.replaceAll(reference, 'REFERENCE')
      await clerk.get(at)
      const before = plain()
      await clerk.post(at, fields)
      await clerk.get(at)
      await clerk.post(`${at}/told`, { whom: 'director', reached: 'yes' })
      await clerk.get(at)
      const during = plain()
      await clerk.post(`${at}/left`, { leftAt: '' })
      await clerk.get(at)
      seen.set(aboutDirector, { before, during, after: plain() })
      expect(before).toContain('If the matter is about the Director, call the president of the Board')
      const lawyer = await as('counsel')
      await lawyer.get(at)
      expect(lawyer.text.includes('This is about the Director.')).toBe(aboutDirector)
    }
    expect(seen.get(true)).toEqual(seen.get(false))
  })

  test('a clerk who says that officers searched and left ends no case, and that it was a mistake the Director says with counsel’s word alone, once something was taken', async () => {
    const at = await begun(await as('desk'))
    const reference = at.split('/')[2] ?? ''
    const clerk = await as('desk')
    await clerk.post(at, fields)
    await clerk.get(at)
    expect((await clerk.post(`${at}/taken`, { thing: 'Nothing at all', time: '' })).status).toBe(303)
    await clerk.get(at)
    expect((await clerk.post(`${at}/left`, { leftAt: '' })).status).toBe(303)
    const by = { accountId: crypto.randomUUID(), place: 'office' } as const
    const { cases } = tested.house
    for (const what of [{ what: 'seized' }, { what: 'search-mistaken', words: 'x' }] as const) {
      const taken = await cases.take({ ...by, role: 'desk' }, reference, what)
      expect(taken).toMatchObject({ refused: expect.arrayContaining(['who']) })
    }
    const director = await as('director')
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('Search finished, officers have left.')
    const mistaken = { step: 'search-mistaken', words: 'They asked the way.' }
    expect((await director.post(`/cases/${reference}`, mistaken)).status).toBe(422)
    expect(director.text).toContain('Only counsel can say that it was a mistake')
    const heard = { ...mistaken, way: 'phone', counsel: 'Lou Wells' }
    expect((await director.post(`/cases/${reference}`, heard)).status).toBe(303)
    await director.get(`/cases/${reference}`)
    // Reported, it strikes nothing: the search stands until counsel confirms it.
    expect(director.text).toContain('Search finished, officers have left.')
    expect(director.html).not.toContain('<del>Nothing at all</del>')
    const confirmed = { what: 'word-answered', word: 0, is: true } as const
    expect(await cases.take({ ...by, role: 'counsel' }, reference, confirmed)).toHaveProperty('entry')
    await director.get(`/cases/${reference}`)
    // What was noted stays, struck through: in the timeline, on the page of the search and on its paper.
    expect(director.text).toContain('Lou Wells said so by phone.')
    expect(director.html).toContain('<del>Nothing at all</del>')
    expect(director.text).toMatch(/Nothing at all.*search was recorded by mistake.*They asked the way/s)
    await director.get(at)
    expect(director.html).toContain('<del>Nothing at all</del>')
    const paper = await director.get(`${at}/inventory`)
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    expect(textOfPdf(Buffer.from(await paper.arrayBuffer()))).toContain('Nothing at all')
    const seen = await cases.look({ ...by, role: 'director' }, reference)
    expect([seen?.case.outcome, seen?.case.search, seen?.case.taken]).toEqual([undefined, undefined, []])
    const read = { what: 'paper-read', instrument: 'subpoena', federal: false } as const
    expect(await cases.take({ ...by, role: 'director' }, reference, read)).toHaveProperty('entry')
  })

  test('a trustee who holds the reference goes on with the log, as anyone served does; a reference that is none is no page, nor is there a search in another kind of case', async () => {
    const trustee = await as('trustee')
    const at = await begun(trustee)
    expect((await trustee.get(at)).status).toBe(200)
    await trustee.post(at, fields)
    await trustee.get(at)
    await trustee.post(`${at}/taken`, { thing: 'A box of papers', time: '' })
    await trustee.get(at)
    expect(trustee.text).toContain('A box of papers')
    expect((await (await as('desk')).get('/cases/AAAA-BBBB-CCCC/search')).status).toBe(404)
    const counter = { accountId: crypto.randomUUID(), role: 'desk', place: 'front-desk' } as const
    const { reference } = await tested.house.cases.receive(counter, {
      ...{ what: 'received', kind: 'ask', way: 'counter', wants: '', drill: false, aboutDirector: false },
      requester: { kind: 'justice-agency', name: '' },
    })
    expect((await (await as('desk')).get(`/cases/${reference}/search`)).status).toBe(404)
  })

  test('what was written on paper comes in whole, with both times, or not at all', async () => {
    atTime('2026-11-25T16:00:00Z', '2026-11-25')
    const clerk = await as('desk')
    await clerk.get('/cases/search/paper')
    const typed = { ...fields, day: '2026-11-24', came: '11:50 pm', left: '0:40' }
    const wrong = [
      [{ things: 'Computer' }, 'Start each line with its time'],
      [{ things: '0:10 Computer', left: '0:05' }, 'cannot have left before'],
      [{ things: '', came: '' }, 'Type a time'],
      [{ things: '', day: '2026-11-25' }, 'in the future'],
      [{ things: '', sheet: 'the second' }, 'Type the number as it is on the sheet'],
      [{ things: '0:10 Computer', tookNothing: 'yes' }, 'You typed items, and also that they took nothing'],
    ] as const
    for (const [more, says] of wrong) {
      expect((await clerk.post('/cases/search/paper', { ...typed, ...more })).status).toBe(422)
      expect(clerk.text).toContain(says)
    }
    const came = await clerk.post('/cases/search/paper', {
      ...{ ...typed, sheet: '1124-2330-4' },
      things: '11:55 pm Computer at the front desk\r\n0:10 A ledger',
    })
    expect(came.status).toBe(303)
    await clerk.get(came.headers.get('location') ?? '')
    expect(clerk.text).toMatch(
      /Computer at the front desk November 24, 2026, 11:55 p.m. November 25, 2026, 10:00 a.m./,
    )
    expect(clerk.text).toMatch(/A ledger November 25, 2026, 12:10 a.m. November 25, 2026, 10:00 a.m./)
    expect(clerk.text).toContain('Ended: November 25, 2026, 12:40 a.m.')
    // Each entry says when it happened and on which sheet, beside its own time, which is when it was typed.
    const { database } = tested.it
    const entries = await entriesOf(database.worker, tested.house.ring)
    const byWhen = (one: string[], other: string[]) =>
      (one.at(-1) ?? '').localeCompare(other.at(-1) ?? '') || (one[1] ?? '').localeCompare(other[1] ?? '')
    const onPaper = entries.filter(({ flags = [] }) => flags.includes('sheet.1124-2330-4'))
    expect(onPaper.map(({ at, flags = [] }) => [at, ...flags]).sort(byWhen)).toEqual(
      [
        ['received', '25t055000z'],
        ['search-began', '25t055000z'],
        ['thing-taken', '25t055500z'],
        ['thing-taken', '25t061000z'],
        ['search-ended', '25t064000z'],
      ].map(([step, at]) => ['2026-11-25T16:00:00Z', step, 'paper', 'sheet.1124-2330-4', `at.2026-11-${at}`]),
    )
    const none = { ...typed, things: '', tookNothing: 'yes', form: crypto.randomUUID() }
    const empty = await clerk.post('/cases/search/paper', none)
    await clerk.get(empty.headers.get('location') ?? '')
    expect(clerk.text).toContain('Nothing was taken.')
    expect(clerk.text).not.toContain('Nothing is on record as taken yet.')
  })
})
