import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseEventBody } from '../../src/cases/event.ts'
import { AccessSlowedError } from '../../src/gate/access-rate.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { endActingDirector, nameActingDirector } from '../../src/staff/accounts.ts'
import { actingTermsFrom } from '../../src/staff/officer-store.ts'
import { byNobody } from '../accounts/office.ts'
import { collectedCase } from '../casework/decided-case.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
let open = ''
let sealed = ''
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start({ countsReadings: true }))
  sealed = await house.takenIn({ clerk, director, counsel })
  open = await collectedCase(tested.house, { subjects: [tested.child], records: ['loans'] })
  await house.open(director)
  const steps: readonly CaseEventBody[] = [
    { what: 'paper-read', instrument: 'grand-jury-subpoena', federal: true, nondisclosure: true },
    { what: 'scope-set', subjects: [tested.child], records: ['loans'] },
  ]
  for (const step of steps) {
    const taken = await tested.house.cases.take(house.actor(director, 'director'), sealed, step)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(JSON.stringify(taken))
  }
})
afterAll(() => tested?.close())

test('one patron in an open and in a sealed case shows in the open one, to whoever has the matter open, and else nowhere', async () => {
  for (const who of [director, counsel]) {
    await house.open(who)
    await who.get(`/cases/${open}`)
    expect(who.text).toContain(sealed)
    // To read the open cases there would show that somebody works what is sealed.
    await who.get(`/cases/${sealed}`)
    expect(who.text).not.toContain(open)
    await who.post('/sealed/shut')
    await who.get(`/cases/${open}`)
    expect(who.text).not.toContain(sealed)
    expect(who.text).not.toContain('sealed matter that you have open')
  }
})

test('card numbers that someone types in a sealed matter meet the limit on opened records, and no row or entry tells it', async () => {
  await house.open(director)
  const actor = house.actor(director, 'director')
  const { caseSubjects } = tested.house
  const written = async () => {
    const of = (table: 'reading' | 'reading_alarm' | 'register_pending') =>
      tested.it.database.worker
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('many'))
        .executeTakeFirstOrThrow()
    return [await of('reading'), await of('reading_alarm'), await of('register_pending')]
  }
  const types = (nth: number) => caseSubjects.ofCard(actor, sealed, String(26000000000000 + nth * 7919))
  const before = await written()
  // Each is on no file, so it counts three times toward sixty.
  for (let nth = 0; nth < 20; nth++) expect(await types(nth)).toBeUndefined()
  await expect(types(20)).rejects.toMatchObject({ until: expect.any(Date), isReported: false })
  await expect(types(20)).rejects.toThrow(AccessSlowedError)
  // What was typed already answers again, and in ten minutes the rest does.
  expect(await types(3)).toBeUndefined()
  expect(await written()).toEqual(before)
  tested.time.now = new Date(tested.time.now.getTime() + 10 * 60_000)
  expect(await types(20)).toBeUndefined()
})

test('and to no one who has the matter open and did not acknowledge its order', async () => {
  await house.open(director)
  await director.get(`/sealed/matter/${sealed}`)
  await director.post('/sealed/matter/clear', { reference: sealed, account: await house.idOf('desk') })
  const office = await house.at('office', 'desk')
  await house.open(office)
  const actor: StaffActor = house.actor(office, 'desk')
  const across = (who: StaffActor) =>
    tested.house.caseFinder.acrossSeal(who, {
      case: { requester: { patron: tested.child }, preserved: new Map() } as never,
      sealed: false,
    })
  expect(actor.unlocked?.has(sealed)).toBe(true)
  expect(await across(actor)).toEqual([])
  await house.bind(office, sealed)
  expect(await across(actor)).toEqual([sealed])
})

test('the person served acknowledges the order as they report it, and the matter has that; no open case does', async () => {
  await house.report(clerk, { name: 'Agent Borea', bound: 'yes' })
  await house.open(director)
  const reference = await house.take(director)
  await house.bind(director, reference)
  await director.get(`/cases/${reference}`)
  expect(director.text).toContain('They acknowledged the nondisclosure order as they reported it.')
  await house.report(clerk, { name: 'Agent Cirrus', secret: 'no', bound: 'yes' })
  const [, there = ''] = /((?:[2-9A-Z]{4}-){2}[2-9A-Z]{4})/.exec(clerk.text) ?? []
  await director.get(`/cases/${there}`)
  expect(director.text).toContain('Agent Cirrus')
  expect(director.text).not.toContain('acknowledged')
})

test('a leave that the Board ends early ends the access to sealed matters with it', async () => {
  const named = { accountId: await house.idOf('volunteer'), firstDay: '2026-11-24', lastDay: '2026-11-28' }
  // Who never signed in has no keys to which anything could be opened.
  const volunteer = await house.at('office', 'volunteer')
  expect(await nameActingDirector(tested.house, byNobody, named)).toBe('named')
  await director.post('/sealed/shut')
  await house.open(director)
  await director.post('/sealed/people/clear', { account: named.accountId, side: 'director' })
  await director.get('/sealed/people/director')
  expect(director.text).toContain('For a leave: it ends with November 28, 2026.')
  await house.open(volunteer)
  expect(volunteer.text).toContain(sealed)
  const { app, ring } = tested.house
  const [term] = await actingTermsFrom(app, ring, '2026-11-24')
  expect(await endActingDirector(tested.house, byNobody, term?.id ?? '')).toBe(named.accountId)
  tested.house.openSessions.shutOf(named.accountId)
  await house.open(volunteer)
  expect(volunteer.text).not.toContain(sealed)
})

test('whom the Board named for the Director’s leave is offered there to hand over to, and opens it from then on', async () => {
  const named = { accountId: await house.idOf('volunteer'), firstDay: '2026-11-24', lastDay: '2026-11-30' }
  const volunteer = await house.at('office', 'volunteer')
  await director.post('/sealed/shut')
  await director.get('/sealed')
  const before = director.text
  expect(await nameActingDirector(tested.house, byNobody, named)).toBe('named')
  await director.get('/sealed')
  expect(director.text).toBe(before)
  await house.open(director)
  expect(director.text).toContain('Hand over to Test volunteer')
  const handed = await director.post('/sealed/people/clear', { account: named.accountId, side: 'director' })
  expect(handed.status).toBe(303)
  await director.get('/sealed')
  expect(director.text).not.toContain('Hand over to')
  await house.open(volunteer)
  expect(volunteer.text).toContain(sealed)
  // In an open session too, access ends with the leave's last day, and with the first officer who opens the group it is taken off.
  const { time } = tested
  time.now = new Date('2026-12-01T15:00:00Z')
  time.today = '2026-12-01'
  const after = await house.at('office', 'volunteer')
  await house.open(after)
  expect(after.text).not.toContain(sealed)
  expect((await after.get(`/sealed/matter/${sealed}`)).status).toBe(404)
  const officer = await house.at('office', 'director')
  await house.open(officer)
  await officer.get('/sealed/people/director')
  expect(officer.text).toContain('Test director')
  expect(officer.text).not.toMatch(/Test volunteer Access granted/)
  await officer.get(`/sealed/matter/${sealed}`)
  expect(officer.text).toContain(sealed)
})
