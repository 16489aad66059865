import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseMailsToDo } from '../../src/cases/case-mails-store.ts'
import { listOpen, listWithheld } from '../../src/cases/case-service.ts'
import { countUnviewedCases } from '../../src/cases/cases-store.ts'
import type { CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import {
  clerk,
  collectedCase,
  counsel,
  decide,
  director,
  president,
  takeAll,
} from '../casework/decided-case.ts'
import { confirmFact } from '../support/board-vote.ts'
import { startHouse, type Tested } from '../web/house.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
  await confirmFact(tested.house, 'cases.denial')
  await of((trx) => replaceEmergencyContacts(trx, contacts, ['director', 'counsel', 'president']))
})
afterAll(() => tested.close())

const contacts = (['director', 'counsel', 'president'] as const).map(
  (whom) => ({ whom, nth: 1, name: whom, mail: `${whom}@example.org`, phones: '' }) as const,
)
const cases = () => tested.house.cases
const of = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(tested.house.app, { actor: 'x', place: 'y' }, work)
const unviewed = (by: 'counsel' | 'president') => of((trx) => countUnviewedCases(trx, { by, out: [] }))
const rowOf = (reference: string) =>
  of((trx) =>
    trx
      .selectFrom('case_file')
      .select(['withheld', 'about_director', 'asks_counsel', 'closed_on', 'stage'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow(),
  )
const mailsOf = async (reference: string) =>
  (await of((trx) => caseMailsToDo(trx, tested.house.clock.now(), 1000)))
    .filter((one) => one.reference === reference)
    .map(({ whom }) => whom)
    .sort()
const listFor = async (actor: StaffActor) =>
  (await listOpen(tested.house, actor, undefined)).cases.map(({ reference }) => reference)

/** The entries that wait for the tick, opened. */
async function entriesNow() {
  const { ring, clock } = tested.house
  const rows = await tested.it.database.worker.selectFrom('register_pending').selectAll().execute()
  const key = ring.registerMonthKey(clock.now().toISOString().slice(0, 7))
  return rows.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened ? [opened.entry] : []
  })
}

const found: CaseEventBody = { what: 'gag-found', words: 'Neb. Rev. Stat. 86-2,112(2), served today' }
const advised: CaseEventBody = { what: 'counsel-advised', way: 'here', counsel: 'Lou', words: 'x' }
const sent: CaseEventBody = { what: 'refusal-sent', document: '', words: 'All of it names people.' }
const asked: CaseEventBody = { what: 'board-consulted', motion: '26-1', session: '2026-1', on: '2026-11-24' }
const byPhone = { way: 'phone', counsel: 'Lou Wells', words: 'The court lifted it' } as const
const ended: EventBodyOf<'gag-ended'> = {
  what: 'gag-ended',
  source: 'court-order',
  on: '2026-11-24',
  ...byPhone,
}

const received = async (more: Partial<EventBodyOf<'received'>> = {}) => {
  const { reference } = await cases().receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', wants: 'x', aboutDirector: false, drill: false },
    ...{ requester: { kind: 'justice-agency', name: 'Deputy Canary' }, ...more },
  })
  return reference
}
/** A warrant that was carried out, and ended as a seizure. */
async function seizedCase(): Promise<string> {
  const reference = await received()
  await cases().look(director, reference)
  await takeAll(tested.house, reference, [
    [clerk, { ...search, what: 'search-began' }],
    [clerk, { what: 'search-ended' }],
    [counsel, { what: 'debriefed', way: 'here', counsel: 'Lou', words: 'x' }],
    [counsel, { what: 'seized' }],
    [counsel, advised],
  ])
  return reference
}
const search = {
  ...{ leader: '', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' },
  delay: 'not-asked',
} as const

describe('a sign-in that may be in the Director’s own hands', () => {
  const shadow: StaffActor = { ...counsel, accountId: 'shadow-1', unconfirmed: true }
  const withdrawn: CaseEventBody = {
    what: 'withdrawn',
    words: 'x',
    spokeWith: 'The deputy',
    through: 'phone',
  }

  test('is no counsel who was reached, nor one who saw the nondisclosure order; nothing waits less for it', async () => {
    const reference = await received()
    await cases().look(director, reference)
    await takeAll(tested.house, reference, [[director, found]])
    const waits = () => unviewed('counsel')
    const before = await waits()
    const seen = await cases().look(shadow, reference)
    expect([seen?.case.counselAt, seen?.case.gagUnseen]).toEqual([undefined, true])
    await takeAll(tested.house, reference, [[shadow, { what: 'noted', words: 'x' }]])
    expect(await cases().take(director, reference, withdrawn)).toEqual({
      refused: ['counsel-reached', 'counsel-saw-gag'],
    })
    expect(await waits()).toBe(before)
    const real = await cases().look(counsel, reference)
    expect(real?.case.counselAt).toBeDefined()
    expect(await cases().take(director, reference, withdrawn)).toHaveProperty('entry')
  })

  test('is no president who was reached; and counsel is told of the paper that such a counsel brings', async () => {
    const about = await received({ aboutDirector: true })
    expect(await cases().look({ ...president, unconfirmed: true }, about)).toBeUndefined()
    const reference = await received({ kind: 'ask' })
    for (const one of [director, counsel]) await cases().look(one, reference)
    await of((trx) => trx.updateTable('case_mail').set({ state: 'sent' }).execute())
    const scan = { name: 'scan.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') }
    expect(await cases().papers.add(shadow, reference, scan)).toHaveProperty('entry')
    expect(await mailsOf(reference)).toEqual(['counsel', 'director'])
  })
})

describe('an order that forbids to tell, which comes or is noticed late', () => {
  test('binds a case after a seizure: the customer is told no more, and it is in no list', async () => {
    const reference = await seizedCase()
    await takeAll(tested.house, reference, [
      [counsel, { what: 'notice-chosen', choice: 'tell', way: 'here', counsel: 'C. Wells' }],
      [director, found],
    ])
    expect(await cases().take(director, reference, { what: 'patron-told' })).toEqual({
      refused: ['may-tell-patron'],
    })
    expect(
      await cases().take(counsel, reference, {
        what: 'notice-chosen',
        choice: 'tell',
        way: 'here',
        counsel: 'C. Wells',
      }),
    ).toEqual({
      refused: ['may-choose-telling'],
    })
    expect(await rowOf(reference)).toMatchObject({ withheld: true })
    expect(await listFor(counsel)).not.toContain(reference)
    // What counsel chose before is chosen anew, and then it can be closed.
    expect(await cases().take(director, reference, { what: 'closed' })).toEqual({
      refused: ['told-as-chosen', 'counsel-saw-gag'],
    })
    await takeAll(tested.house, reference, [
      [counsel, { what: 'notice-chosen', choice: 'not', way: 'here', counsel: 'C. Wells' }],
      [director, { what: 'closed' }],
    ])
  })

  test('is noted while a search goes on, after what was collected, and of a case that is closed, on the day of which it stays closed', async () => {
    const searching = await received()
    await takeAll(tested.house, searching, [[clerk, { ...search, what: 'search-began' }]])
    const scope = { subjects: [tested.child], records: ['loans'] } as const
    const collected = await collectedCase(tested.house, scope, { checked: true })
    const closed = await received({ kind: 'records-request' })
    await cases().look(director, closed)
    await takeAll(tested.house, closed, [
      [director, { what: 'withdrawn', words: 'x', spokeWith: 'the reporter', through: 'phone' }],
      [director, { what: 'closed' }],
    ])
    const { closed_on } = await rowOf(closed)
    tested.time.now = new Date(tested.time.now.getTime() + 86_400_000)
    for (const [who, reference] of [
      [counsel, searching],
      [director, collected],
      [counsel, closed],
    ] as const) {
      expect(await cases().take(clerk, reference, found)).toMatchObject({ refused: ['who'] })
      expect((await rowOf(reference)).withheld).toBe(false)
      await takeAll(tested.house, reference, [[who, found]])
      expect((await rowOf(reference)).withheld).toBe(true)
    }
    expect((await rowOf(closed)).closed_on).toBe(closed_on)
    // It only adds: what was decided and checked stands.
    expect((await rowOf(collected)).stage).toBe('checked')
    tested.time.now = new Date(tested.time.now.getTime() - 86_400_000)
  })

  test('keeps a denial out of the file that anybody may read, until it ended: then it is there once, of the day on which it went', async () => {
    const reference = await received({ kind: 'records-request' })
    await cases().look(director, reference)
    await takeAll(tested.house, reference, [
      [counsel, found],
      [counsel, advised],
    ])
    const denials = () => of((trx) => trx.selectFrom('denial').selectAll().execute())
    const before = await denials()
    expect(await decide(cases(), director, reference, 'refusal')).toHaveProperty('entry')
    expect(await cases().take(director, reference, sent)).toHaveProperty('entry')
    expect(await denials()).toHaveLength(before.length)
    for (let times = 0; times < 2; times++) {
      await takeAll(tested.house, reference, [
        [counsel, { ...ended, way: 'here' }],
        [counsel, found],
      ])
      expect(await denials()).toHaveLength(before.length + 1)
    }
  })

  test('that counsel denies hides no case and no letter any more: both are where any other would be', async () => {
    const reference = await received({ kind: 'records-request' })
    await cases().look(director, reference)
    await takeAll(tested.house, reference, [
      [director, found],
      [counsel, advised],
    ])
    expect(await decide(cases(), director, reference, 'refusal')).toHaveProperty('entry')
    expect(await cases().take(director, reference, sent)).toHaveProperty('entry')
    const denials = () => of((trx) => trx.selectFrom('denial').selectAll().execute())
    const before = await denials()
    expect(await listFor(counsel)).not.toContain(reference)
    expect(await rowOf(reference)).toMatchObject({ withheld: true, asks_counsel: false })
    await takeAll(tested.house, reference, [[counsel, { what: 'word-answered', word: 0, is: false }]])
    expect(await denials()).toHaveLength(before.length + 1)
    expect(await listFor(counsel)).toContain(reference)
    expect(await listFor(director)).toContain(reference)
    expect(await rowOf(reference)).toMatchObject({ withheld: false, asks_counsel: false })
  })

  test('is in the open register as a note', async () => {
    const reference = await received()
    await takeAll(tested.house, reference, [
      [counsel, found],
      [counsel, { ...ended, way: 'here' }],
    ])
    const entries = (await entriesNow()).filter((entry) => entry.case === reference)
    const flags = entries.flatMap((entry) => entry.flags ?? [])
    expect(flags.sort()).toEqual(['noted', 'noted', 'received'])
  })

  test('is in no entry of what is handed over under it', async () => {
    const scope = { subjects: [tested.child], records: ['loans'] } as const
    const reference = await collectedCase(tested.house, scope, { checked: true })
    await takeAll(tested.house, reference, [[counsel, found]])
    const { production } = tested.house.copies
    const copy = (await cases().look(director, reference))?.case.production?.copy.id ?? ''
    const kept = await production.keep(director, reference, {
      copy,
      bytes: Buffer.from('x'),
      certificate: Buffer.of(),
      files: [],
      form: 'pdf',
    })
    if (typeof kept === 'string' || 'refused' in kept) throw new Error('no package was kept')
    expect(await production.save(director, reference, kept.id)).toHaveProperty('bytes')
    const entries = (await entriesNow()).filter((entry) => entry.case === reference)
    expect(entries.map(({ kind }) => kind)).toContain('release')
    expect(entries.flatMap(({ flags = [] }) => flags).filter((flag) => /gag/.test(flag))).toEqual([])
  })

  test('leads to a list of its own, for those who may know of it, on record whether it has a case or none', async () => {
    const [reference, theirs] = [await received(), await received({ aboutDirector: true })]
    const listFor = async (actor: StaffActor) =>
      (await listWithheld(tested.house, actor, undefined)).cases.map((one) => one.reference)
    const looks = async () => (await entriesNow()).filter(({ kind }) => kind === 'cases-listed')
    const before = (await looks()).length
    expect(await listFor(counsel)).not.toContain(reference)
    await takeAll(tested.house, reference, [[counsel, found]])
    await takeAll(tested.house, theirs, [[counsel, found]])
    expect(await listFor(counsel)).toEqual(expect.arrayContaining([reference, theirs]))
    expect(await listFor(director)).toContain(reference)
    expect(await listFor(director)).not.toContain(theirs)
    expect(await listFor(president)).toEqual([theirs])
    expect(await listFor(clerk)).toEqual([])
    const after = (await looks()).slice(before)
    expect(after).toHaveLength(5)
    for (const { flags, case: of, subjects } of after)
      expect([flags, of, subjects]).toEqual([undefined, undefined, undefined])
  })

  test('ends by no second reading and by no Director alone, but by counsel’s word, with a day that has come', async () => {
    const reference = await received()
    await cases().look(director, reference)
    const read: CaseEventBody = { what: 'paper-read', instrument: 'subpoena', federal: false }
    await takeAll(tested.house, reference, [
      [director, { ...read, nondisclosure: true }],
      [director, { ...read, nondisclosure: false }],
    ])
    expect(await rowOf(reference)).toMatchObject({ withheld: true })
    const mine = await cases().take(director, reference, { ...ended, way: 'here' })
    expect(mine).toEqual({ refused: ['counsel-ends-it'] })
    const nobodys = await cases().take(director, reference, { ...ended, counsel: ' ' })
    expect(nobodys).toEqual({ refused: ['counsel-ends-it'] })
    expect(await cases().take(counsel, reference, { ...ended, way: 'here', on: '2026-11-25' })).toEqual({
      refused: ['day-is-past'],
    })
    await takeAll(tested.house, reference, [[director, ended]])
    // Only reported: it stands until counsel confirms it, and nobody else can.
    expect(await rowOf(reference)).toMatchObject({ withheld: true })
    const confirmed = { what: 'word-answered', word: 1, is: true } as const
    for (const one of [director, president, { ...counsel, unconfirmed: true as const }])
      expect(await cases().take(one, reference, confirmed)).not.toHaveProperty('entry')
    await takeAll(tested.house, reference, [[counsel, confirmed]])
    expect(await rowOf(reference)).toMatchObject({ withheld: false })
    expect(await cases().take(counsel, reference, { ...ended, way: 'here' })).toEqual({
      refused: ['is-gagged'],
    })
  })

  test('keeps the Board from knowing, unless counsel says that it may; and no one asked the Board before it came', async () => {
    const reference = await received()
    await cases().look(director, reference)
    expect(await cases().take(director, reference, { ...asked, on: '2019-03-01' })).toEqual({
      refused: ['after-it-came'],
    })
    const may: CaseEventBody = { ...advised, board: true }
    // Of no order that had not come yet.
    await takeAll(tested.house, reference, [
      [counsel, may],
      [counsel, found],
    ])
    expect(await cases().take(director, reference, asked)).toEqual({ refused: ['board-may-know'] })
    await takeAll(tested.house, reference, [
      [counsel, may],
      [director, asked],
    ])
  })
})

describe('a case that is about the Director after all', () => {
  const about: CaseEventBody = { what: 'about-director', is: true }

  test('goes to the president by the person who reported it: the Director has it no more, nor a mail of it', async () => {
    const reference = await received({ kind: 'privacy' })
    await cases().look(director, reference)
    await takeAll(tested.house, reference, [
      [director, { what: 'noted', words: 'x' }],
      [clerk, about],
    ])
    expect(await cases().look(director, reference)).toBeUndefined()
    expect(await cases().take(director, reference, { what: 'about-director', is: false })).toBe('unknown')
    expect(await listFor(director)).not.toContain(reference)
    expect(await listFor(president)).toContain(reference)
    expect(await mailsOf(reference)).toEqual(['counsel', 'president'])
    expect(await unviewed('president')).toBeGreaterThan(0)
    // Whoever decides now has not heard of it, and it says so; what happened before stays on record.
    const seen = await cases().look(president, reference)
    expect(seen?.events.map(({ what }) => what)).toContain('about-director')
    expect(seen?.events.at(-1)).toMatchObject({
      what: 'told',
      whom: 'director',
      stamp: { role: 'president' },
    })
  })

  test('is handed over by the Director, and comes back by counsel or the president', async () => {
    const reference = await received()
    await takeAll(tested.house, reference, [[director, about]])
    const other: StaffActor = { ...clerk, accountId: 'clerk-2' }
    expect(await cases().take(other, reference, { what: 'about-director', is: false })).toEqual({
      refused: ['may-say-about'],
    })
    await takeAll(tested.house, reference, [[counsel, { what: 'about-director', is: false }]])
    expect(await cases().look(president, reference)).toBeUndefined()
    expect(await cases().look(director, reference)).toBeDefined()
    expect(await mailsOf(reference)).toEqual(['counsel', 'director'])
    await takeAll(tested.house, reference, [[director, about]])
    for (const officer of [president, counsel]) {
      // Whoever set it up could be the Director that it is about.
      const unsure: StaffActor = { ...officer, unconfirmed: true }
      expect(await cases().take(unsure, reference, { what: 'about-director', is: false })).toBe('unknown')
      expect(await cases().look(unsure, reference)).toBeUndefined()
      expect(await listFor(unsure)).not.toContain(reference)
    }
    expect(await listFor(counsel)).toContain(reference)
    await takeAll(tested.house, reference, [[president, { what: 'about-director', is: false }]])
    // Now they are as any trustee who holds the reference: they may add to it, and not say whose it is.
    expect(await cases().take(president, reference, about)).toEqual({ refused: ['may-say-about'] })
    expect(await cases().look(president, reference)).toBeUndefined()
    expect((await cases().look(director, reference))?.case.aboutDirector).toBe(false)
  })

  test('is void once it was decided by the wrong person, and takes no draft along', async () => {
    const reference = await received({ kind: 'records-request' })
    await cases().draft(director, reference, { decision: 'refusal', text: 'Mine', language: 'en' })
    await takeAll(tested.house, reference, [[clerk, about]])
    expect((await cases().look(president, reference))?.draft).toBeUndefined()
    const scope = { subjects: [tested.child], records: ['loans'] } as const
    const decided = await collectedCase(tested.house, scope)
    expect(await cases().take(clerk, decided, about)).toHaveProperty('entry')
    const moved = (await cases().look(president, decided))?.case
    expect([moved?.decision, moved?.production]).toEqual([undefined, undefined])
    expect((await cases().look(president, decided))?.events.map(({ what }) => what)).toContain('decided')
  })
})
