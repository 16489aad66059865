import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseFromEvents } from '../../src/cases/reducer.ts'
import { unknownSearch } from '../../src/cases/steps/search-began.ts'
import { accessLogOf } from '../../src/patrons/access-log.ts'
import { readAsk } from '../../src/policy/index.ts'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { decide, takeAll } from '../casework/decided-case.ts'
import { asOwner } from '../links/as-owner.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { cameOn, checkSheet, SealedHouse, saidOn, tells, tickOf } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
beforeAll(async () => {
  tested = await startHouse()
  house = new SealedHouse(tested)
})
afterAll(() => tested?.close())

/** How many rows each table has. */
const rowsOf = () =>
  asOwner(
    tested.it,
    async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
      )
      const counted: Record<string, number> = {}
      for (const { name } of rows) {
        const found = await owner.query<{ n: string }>(`select count(*) as n from ${name}`)
        counted[name] = Number(found.rows[0]?.n)
      }
      return counted
    },
    'superuser',
  )

describe('a gag', () => {
  test('is served, worked, complied with and lifted, and nothing of it is in any table before', async () => {
    const services = tested.house
    const clerk = await house.at('front-desk', 'desk')
    const director = await house.at('office', 'director')
    const counsel = await house.at('office', 'counsel')
    await director.get('/sealed/set-up')
    expect(director.text).toContain('Test counsel')
    await director.post('/sealed/set-up', { side: 'director' })
    expect(director.text).toMatch(/It is shown only this once/)
    await checkSheet(director, 'director')

    await clerk.get('/report')
    const before = await rowsOf()
    await clerk.post('/report', { ...tells, sent: 'yes', secret: 'fisa-order' })
    expect(clerk.text).toContain('only the Director and the City’s lawyer can read it')
    expect(await rowsOf()).toEqual(before)

    await house.open(director)
    expect(director.text).toContain('Agent Vexillum')
    expect(director.text).toContain('Left by Test desk')
    const taken = await director.post('/sealed/take', {
      ...{ side: 'director', box: '0', came: cameOn(director) },
    })
    const matter = taken.headers.get('location') ?? ''
    const reference = matter.split('/').at(-1) ?? ''
    expect((await director.get(`/cases/${reference}`)).headers.get('location')).toBe(matter)
    await director.get(matter)
    expect(director.heading).toBe('Nondisclosure order')
    await director.post('/sealed/matter/bound', { reference })
    await director.get(matter)
    expect(director.text).toContain('Agent Vexillum')
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain(reference)
    clerk.cookies.set('carrel-computer', await tested.computerAt('office'))
    await clerk.get('/sealed')
    await clerk.post('/sealed/open', { passphrase })
    await clerk.get('/sealed')
    expect(clerk.text).toContain('You don’t have access to anything here')
    expect((await clerk.get(matter)).status).toBe(404)
    expect((await counsel.get(`/cases/${reference}`)).status).toBe(404)
    await house.open(counsel)
    expect(counsel.text).toContain(reference)
    await counsel.get(matter)
    await counsel.post('/sealed/matter/bound', { reference })
    expect((await counsel.get(`/cases/${reference}`)).status).toBe(200)

    const theDirector = house.actor(director, 'director')
    const theCounsel = house.actor(counsel, 'counsel')
    const paper = await services.cases.papers.add(theDirector, reference, {
      ...{ name: 'order.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
    })
    expect(paper).toHaveProperty('entry')
    const scope = { subjects: [tested.parent], records: ['loans'] } as const
    const words = 'as it stands there'
    const beforeWork = await rowsOf()
    await takeAll(services, reference, [
      [theDirector, { what: 'paper-read', instrument: 'fisa-order', federal: true, nondisclosure: true }],
      [
        theDirector,
        {
          ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0100' },
          ...{ spokeWith: 'the clerk', verified: true },
        },
      ],
      [theCounsel, { what: 'scope-set', ...scope }],
      [
        theCounsel,
        {
          ...{ what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'C. Wells', words },
          grandfathered: true,
        },
      ],
    ])
    expect(await decide(services.cases, theDirector, reference, 'release')).toHaveProperty('entry')
    const copy = await services.copies.collect(theDirector, reference)
    if (typeof copy === 'string' || 'refused' in copy) throw new Error(JSON.stringify(copy))
    await takeAll(services, reference, [[theCounsel, { what: 'checked', copy: copy.copy }]])
    await director.get(`/cases/${reference}/produce`)
    await director.post(`/cases/${reference}/produce`, { form: 'age', recipient: '' })
    const id = /name="package" value="([^"]+)"/.exec(director.html)?.[1] ?? ''
    const file = await director.post(`/cases/${reference}/produce/file`, { package: id })
    expect(file.headers.get('content-type')).toContain('octet-stream')
    const given = await services.copies.production.handOver(theDirector, reference, {
      ...{ to: 'Agent Vexillum', how: 'in-person', receipt: 'signed for it' },
    })
    expect(given).toHaveProperty('entry')
    expect(await rowsOf()).toEqual(beforeWork)
    await clerk.get('/me')
    const own = await services.gate.own({
      self: { role: 'patron', patronId: tested.parent, verified: ['card', 'pin'] },
      records: ['existence'],
    })
    expect(JSON.stringify(own)).not.toContain(reference)

    await tickOf(tested)
    await director.get('/sealed/evidence')
    const proof = await director.post('/sealed/matter/proof', {
      reference,
      said: saidOn(director, '/sealed/matter/proof').said,
    })
    expect(proof.status).toBe(200)

    await director.get(matter)
    await director.post('/sealed/matter/lift', { reference })
    expect(director.text).toContain('does not yet note that the order ended')
    await takeAll(services, reference, [
      [
        theCounsel,
        {
          what: 'gag-ended',
          source: 'court-order',
          on: '2026-11-24',
          way: 'here',
          counsel: 'C. Wells',
          words,
        },
      ],
    ])
    await director.get(matter)
    await director.post('/sealed/matter/lift', { reference })
    expect(director.text).toContain('The audit log signs within a minute')
    await tickOf(tested)
    await director.get(matter)
    expect((await director.post('/sealed/matter/lift', { reference })).headers.get('location')).toBe(
      `/cases/${reference}`,
    )
    await director.post('/sealed/shut', {})
    await director.get(`/cases/${reference}`)
    expect(director.html).toContain(reference)
    expect(director.text).not.toContain('This matter is sealed')
    const seen = await services.cases.look({ accountId: 'x', role: 'counsel', place: 'office' }, reference)
    expect(seen?.case.savedAt).toBeDefined()
    expect(seen && caseFromEvents(seen.events).gagged).toBe(false)
    await house.open(counsel)
    await counsel.get('/sealed/evidence')
    expect(counsel.text).toContain('6 of 6 sealed slots are free')

    // What was handed over stands on the patron's own page once they were told, and not before.
    const openly = { accountId: theDirector.accountId, role: 'director', place: 'office' } as const
    const counselOpenly = { accountId: theCounsel.accountId, role: 'counsel', place: 'office' } as const
    const isCounted = async () => {
      await tickOf(tested)
      const { app, ring, clock, pack } = tested.house
      const self = { role: 'patron', patronId: tested.parent, verified: ['card', 'pin'] } as const
      const parts = { app, ring, now: clock.now(), timeZone: pack.timeZone }
      const { seen: listed } = await accessLogOf(parts, self, { month: undefined, before: undefined })
      return listed.filter(({ recipient }) => recipient === 'justice-agency').map(({ records }) => records)
    }
    const by = { way: 'here', counsel: 'C. Wells' } as const
    await takeAll(services, reference, [[counselOpenly, { what: 'notice-chosen', choice: 'tell', ...by }]])
    expect(await isCounted()).toEqual([])
    await takeAll(services, reference, [[openly, { what: 'patron-told' }]])
    expect(await isCounted()).toEqual([['loans']])
  })

  test('is closed to a sign-in that was reset, until a person with access gives it back; the paper opens it too', async () => {
    const clerk = await house.at('front-desk', 'desk')
    const director = await house.at('office', 'director')
    const counsel = await house.at('office', 'counsel')
    await house.open(counsel)
    await house.report(clerk)
    await house.open(director)
    const reference = await house.take(director)
    await house.bind(director, reference)
    const { account: id } = house.opened(counsel)
    const given = 'given by the command line'
    const own = 'of counsel alone, and new'
    await resetSignIn(tested.house, { role: 'command-line' }, { id, passphrase: given })
    const again = new Visitor(tested.app())
    again.cookies.set('carrel-computer', await tested.computerAt('office'))
    await again.signIn('counsel', given)
    await again.get('/sign-in/passphrase')
    await again.post('/sign-in/passphrase', { passphrase: own, repeated: own })
    await again.get('/')
    await house.open(again, own)
    expect(again.text).toContain('You don’t have access to anything here')
    await director.get(`/sealed/matter/${reference}`)
    expect(director.text).toContain('Their keys are new')
    const account = /name="account" value="([^"]+)"[^>]*>\s*Grant access/.exec(director.html)?.[1] ?? ''
    await director.post('/sealed/matter/clear', { reference, account })
    await house.open(again, own)
    expect(again.text).toContain(reference)
    await director.get(`/sealed/matter/${reference}`)
    await director.post('/sealed/matter/revoke', { reference, account })
    await house.open(again, own)
    expect(again.text).not.toContain(reference)
  })

  test('that came on paper first keeps the sheet and the time on it, with or without a report, and shows both', async () => {
    const clerk = await house.at('front-desk', 'desk')
    const director = await house.at('office', 'director')
    const paper = { sheet: '1123-0700-2', paperAt: '2026-11-23T16:05:00Z' }
    const asked = {
      who: 'officer',
      brought: 'paper',
      paper: 'national-security-letter',
      secret: 'yes',
      wants: ['', 'loans'],
    }
    await clerk.get('/ask')
    expect((await clerk.post('/ask', { ...paper, ...asked })).status).toBe(200)
    const search = {
      secret: 'yes',
      day: '2026-11-23',
      came: '10:10',
      left: '10:40',
      things: '',
      sheet: '1123-0700-3',
      phone: '',
    }
    const { receipt: _receipt, tookNothing: _took, ...warrant } = unknownSearch
    await clerk.get('/cases/search/paper')
    expect((await clerk.post('/cases/search/paper', { ...search, ...warrant })).status).toBe(200)
    // An answer alone, with no report from which a case begins.
    const ask = {
      ...{ recipient: { kind: 'justice-agency' }, records: ['loans'], place: 'front-desk' },
      instrument: { kind: 'national-security-letter' },
    }
    const answered = await tested.house.gate.answer({
      actor: { accountId: '00000000-0000-4000-8000-000000000001', role: 'desk', place: 'front-desk' },
      ask: readAsk(ask, '2026-11-23', jensen),
      paper: { sheet: '1123-0700-4', at: '2026-11-23T16:20:00Z' },
    })
    expect(answered.answer.sealed).toBe(true)
    await house.open(director)
    const first = (time: string, sheet: string) =>
      `On paper first, November 23, 2026, ${time}, sheet ${sheet}.`
    expect(director.text).toContain(first('10:05 a.m.', '1123-0700-2'))
    expect(director.text).toContain(first('10:10 a.m.', '1123-0700-3'))
    expect(director.text).toContain(first('10:20 a.m.', '1123-0700-4'))
    const reference = await house.take(director)
    await director.get(`/sealed/matter/${reference}`)
    await director.post('/sealed/matter/bound', { reference })
    await director.get(`/sealed/matter/${reference}`)
    await director.get(`/cases/${reference}`)
    expect(director.text).toMatch(
      /November 23, 2026, 10:05 a\.m\. \(noted .*\(on paper first, sheet 1123-0700-2\)/,
    )
  })
})
