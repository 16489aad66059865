import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseMailsToDo, planReminders } from '../../src/cases/case-mails-store.ts'
import { listOpen } from '../../src/cases/case-service.ts'
import { caseCounts, countUnviewedCases } from '../../src/cases/cases-store.ts'
import type { CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { decide } from '../casework/decided-case.ts'
import { asOwner } from '../links/as-owner.ts'
import { confirmFact } from '../support/board-vote.ts'
import { startHouse, type Tested } from '../web/house.ts'

const advised = { what: 'counsel-advised', way: 'here', counsel: 'Lou', words: 'x' } as const
let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
  await confirmFact(tested.house, 'cases.denial')
})
afterAll(() => tested.close())

const at = { place: 'front-desk' } as const
const clerk: StaffActor = { accountId: 'clerk-1', role: 'desk', ...at }
const director: StaffActor = { accountId: 'director-1', role: 'director', ...at }
const counsel: StaffActor = { accountId: 'counsel-1', role: 'counsel', place: 'elsewhere' }
const president: StaffActor = { accountId: 'trustee-1', role: 'trustee', place: 'elsewhere', president: true }
const trustee: StaffActor = { accountId: 'trustee-2', role: 'trustee', place: 'elsewhere' }

const subpoena: EventBodyOf<'received'> = {
  ...{ what: 'received', kind: 'process', way: 'counter', wants: 'What a customer had', drill: false },
  requester: { kind: 'justice-agency', name: 'Deputy Canary', agency: 'Kearney County' },
  aboutDirector: false,
}
const cases = () => tested.house.cases
const received = async (more: Partial<EventBodyOf<'received'>> = {}) =>
  (await cases().receive(clerk, { ...subpoena, ...more })).reference

/** The entries that wait for the tick, opened. */
async function entries() {
  const { ring, clock } = tested.house
  const rows = await tested.it.database.worker.selectFrom('register_pending').selectAll().execute()
  const key = ring.registerMonthKey(clock.now().toISOString().slice(0, 7))
  return rows.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened ? [opened.entry] : []
  })
}
const entriesOf = async (reference: string) => (await entries()).filter((entry) => entry.case === reference)

describe('a case', () => {
  test('is on record when it comes in, and the person who brought it in sees nothing of it after', async () => {
    const reference = await received()
    expect(await cases().look(clerk, reference)).toBeUndefined()
    expect(await cases().look(trustee, reference)).toBeUndefined()
    const on = await entriesOf(reference)
    expect(on.map(({ kind, flags }) => [kind, flags])).toEqual([['case-step', ['received']]])
    expect(JSON.stringify(on)).not.toMatch(/Canary|Kearney/)
  })

  test('reaches the Director and counsel when they look, and each look is on record', async () => {
    const reference = await received()
    expect((await cases().look(director, reference))?.case.directorAt).toBe('2026-11-24T15:00:00Z')
    expect((await cases().look(counsel, reference))?.case.counselAt).toBe('2026-11-24T15:00:00Z')
    await cases().look(counsel, reference)
    const kinds = (await entriesOf(reference)).map(({ kind, actor }) => `${kind} ${actor}`).sort()
    expect(kinds).toEqual([
      ...['case-step clerk-1', 'case-step counsel-1', 'case-step director-1', 'case-view counsel-1'],
      ...['case-view counsel-1', 'case-view director-1'],
    ])
  })

  test('about the Director is the president’s and counsel’s, and to the Director there is none', async () => {
    const reference = await received({ aboutDirector: true })
    expect(await cases().look(director, reference)).toBeUndefined()
    expect(await cases().take(director, reference, { what: 'noted', words: 'mine' })).toBe('unknown')
    expect((await cases().look(president, reference))?.case.aboutDirector).toBe(true)
    expect((await cases().look(counsel, reference))?.case.aboutDirector).toBe(true)
  })

  test('refuses what may not come yet, with all that is missing, and nothing of it is kept', async () => {
    const reference = await received()
    const before = (await entriesOf(reference)).length
    const grounds = { kind: 'process', findings: [], papers: [['another', 'paper']] } as const
    expect(await decide(cases(), director, reference, 'release', { grounds })).toEqual({
      refused: [
        ...[
          'reported',
          'as-decided',
          'opinion-proper',
          'requester-verified',
          'scope-set',
          'policy-allows-decision',
        ],
      ],
    })
    expect((await entriesOf(reference)).length).toBe(before)
  })

  test('takes what was written on paper with the time at which it was, and nothing from the time to come', async () => {
    const came = new Date('2026-11-24T14:00:00Z')
    const { reference } = await cases().receive(clerk, subpoena, { at: came })
    const told: CaseEventBody = { what: 'told', whom: 'director', through: 'phone', reached: true }
    await cases().take(clerk, reference, told, new Date('2026-11-24T14:10:00Z'))
    const seen = await cases().look(director, reference)
    expect(seen?.events[1]?.stamp).toMatchObject({
      at: '2026-11-24T14:10:00Z',
      notedAt: '2026-11-24T15:00:00Z',
    })
    const later = await cases().take(clerk, reference, told, new Date('2026-11-24T15:10:00Z'))
    expect(later).toEqual({ refused: ['time'] })
    // Nobody was reached by what had not come yet.
    const before = new Date(came.getTime() - 1000)
    const refused = { refused: ['after-it-came'] }
    expect(await cases().take(clerk, reference, told, before)).toEqual(refused)
    const advised = { what: 'counsel-advised', way: 'phone', counsel: 'Lou', words: 'Wait.' } as const
    expect(await cases().take(director, reference, advised, before)).toEqual(refused)
  })

  test('is closed by one of two who close it at once', async () => {
    const reference = await received({ kind: 'ask' })
    await cases().look(director, reference)
    await cases().take(director, reference, { what: 'answered' })
    const both = await Promise.all([1, 2].map(() => cases().take(director, reference, { what: 'closed' })))
    expect(both.filter((taken) => typeof taken === 'object' && 'entry' in taken)).toHaveLength(1)
    expect(both).toContainEqual({ refused: ['stage'] })
  })

  test('does not open where one of its rows was moved to another case, or to another place', async () => {
    const [one, other] = [await received(), await received()]
    await cases().take(clerk, one, { what: 'noted', words: 'one' })
    const act = <T>(work: Parameters<typeof inContext<T>>[2]) =>
      inContext(tested.house.app, { actor: 'x', place: 'y' }, work)
    const idOf = async (reference: string) =>
      act((trx) =>
        trx.selectFrom('case_file').select('id').where('reference', '=', reference).executeTakeFirstOrThrow(),
      )
    const [from, to] = [await idOf(one), await idOf(other)]
    const move = 'update case_event set case_id = $1 where case_id = $2 and nth = 2'
    // The program's own role moves none at all: to cut off the newest event would take back a denial.
    await expect(
      act((trx) =>
        trx
          .updateTable('case_event')
          .set({ case_id: to.id })
          .where('case_id', '=', from.id)
          .where('nth', '=', 2)
          .execute(),
      ),
    ).rejects.toThrow('permission denied')
    await asOwner(tested.it, (superuser) => superuser.query(move, [to.id, from.id]), 'superuser')
    await expect(cases().look(director, other)).rejects.toThrow('not of this case')
  })
})

test('a step that says what a part of the gate made is that part’s to take, and not to be taken by a word and any hash', async () => {
  const reference = await received()
  await cases().look(director, reference)
  const document = 'ab'.repeat(32)
  const copy = { id: 'x', by: director.accountId, subjects: ['p'], records: ['loans'] } as const
  const forged: readonly CaseEventBody[] = [
    { what: 'decided', decision: 'refusal', document, grounds: '' },
    { what: 'collected', copy },
    { what: 'preserved', copy, until: '2027-01-01' },
    { what: 'packaged', package: 'x', copy: 'x', document, files: [] },
    { what: 'package-saved', document },
    { what: 'produced', document, to: 'x', how: 'mail' },
    {
      what: 'paper-added',
      paper: { id: 'x', name: 'x', type: 'image/png', sha256: document, bytes: 1 },
    },
    subpoena,
  ]
  for (const what of forged) {
    expect([what.what, await cases().take(director, reference, what)]).toEqual([
      ...[what.what, { refused: ['who'] }],
    ])
  }
  expect((await cases().look(director, reference))?.events.map(({ what }) => what)).toEqual([
    ...['received', 'told'],
  ])
  // The refusal that goes out is the one that was signed, whatever hash is sent.
  await cases().take(counsel, reference, advised)
  await cases().take(director, reference, { what: 'paper-read', instrument: 'subpoena', federal: false })
  expect(await cases().take(director, reference, { what: 'refusal-sent', document: '' })).toMatchObject({
    refused: ['stage', 'decided-to-refuse', 'as-decided'],
  })
  const signed = await decide(cases(), director, reference, 'refusal')
  expect(signed).toHaveProperty('entry')
  await cases().take(director, reference, { what: 'refusal-sent', document })
  const seen = await cases().look(director, reference)
  expect(seen?.events.at(-1)).toMatchObject({
    ...{ what: 'refusal-sent', document: seen?.case.decision?.document },
  })
  expect(seen?.case.decision?.document).toMatch(/^[0-9a-f]{64}$/)
})

test('the same words are signed again on one day, once they were taken back', async () => {
  const reference = await received({ kind: 'records-request' })
  await cases().look(director, reference)
  await cases().take(counsel, reference, advised)
  for (let signed = 0; signed < 2; signed++) {
    expect(await decide(cases(), director, reference, 'refusal')).toHaveProperty('entry')
    expect((await cases().look(director, reference))?.signed?.document.text).toMatch(/^It is decided\./)
    await cases().take(director, reference, { what: 'decision-withdrawn', words: 'A slip.' })
  }
})

test('the same form is the same case, and with all that happened in it already; another person’s is their own', async () => {
  const form = '00000000-0000-4000-8000-0000000000f1'
  const conduct = { ...subpoena, kind: 'conduct' } as const
  const told: CaseEventBody = { what: 'told-outside', basis: 'mandated-report', agency: 'CPS' }
  const sent = { form, after: [{ what: told }] }
  const both = await Promise.all([1, 2].map(() => cases().receive(counsel, conduct, sent)))
  const reference = both[0]?.reference ?? ''
  expect(both[1]?.reference).toBe(reference)
  const seen = await cases().look(counsel, reference)
  expect(seen?.events.map(({ what }) => what)).toEqual(['received', 'told-outside', 'told'])
  const other = await cases().receive(clerk, conduct, sent)
  expect(other.reference).not.toBe(reference)
  // What cannot be is no half of a case.
  const count = () =>
    inContext(tested.house.app, { actor: 'x', place: 'y' }, (trx) =>
      trx.selectFrom('case_file').select('id').execute(),
    )
  const before = (await count()).length
  await expect(cases().receive(counsel, subpoena, { after: [{ what: told }] })).rejects.toThrow('is-conduct')
  expect(await count()).toHaveLength(before)
})

test('a reference that is no text is the reference of no case', async () => {
  expect(await cases().look(director, '\0')).toBeUndefined()
  expect(await cases().take(clerk, '\0', { what: 'noted', words: 'x' })).toBe('unknown')
})

test('paper under a nondisclosure order is read into no case', async () => {
  const reference = await received()
  await cases().look(director, reference)
  const read: CaseEventBody = { what: 'paper-read', instrument: 'national-security-letter', federal: true }
  expect(await cases().take(counsel, reference, read)).toEqual({ refused: ['not-sealed'] })
})

test('a case under a nondisclosure order is in no list, figure or mail, and is there for the Director and counsel', async () => {
  const { app, clock } = tested.house
  const reference = await received({ kind: 'records-request' })
  await cases().look(director, reference)
  const of = <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(app, { actor: 'x', place: 'y' }, work)
  const contacts = [
    { whom: 'counsel', nth: 1, name: 'Lou', mail: 'lou@law.example.org', phones: '' },
  ] as const
  await of((trx) => replaceEmergencyContacts(trx, contacts, ['counsel']))
  const year = clock.today().slice(0, 4)
  const isListed = async () => {
    const { cases: open } = await listOpen(tested.house, counsel, undefined)
    const counts = await of((trx) => caseCounts(trx, { first: year, last: year }))
    const unseen = await of((trx) => countUnviewedCases(trx, { by: 'counsel', out: [] }))
    const plan = { on: clock.today(), until: '2027-12-31', at: clock.now(), out: [] }
    await of((trx) => planReminders(trx, plan))
    const mails = await of((trx) => caseMailsToDo(trx, clock.now(), 100))
    return {
      list: open.some((one) => one.reference === reference),
      counted: counts.reduce((sum, one) => sum + one.cases, 0),
      unseen,
      mails: mails.filter((one) => one.reference === reference).length,
    }
  }
  const before = await isListed()
  const read: CaseEventBody = {
    what: 'paper-read',
    instrument: 'public-records-request',
    federal: true,
    nondisclosure: true,
  }
  expect(await cases().take(counsel, reference, read)).toHaveProperty('entry')
  expect(before.list).toBe(true)
  const after = await isListed()
  expect(after).toEqual({ list: false, counted: before.counted - 1, unseen: before.unseen - 1, mails: 0 })
  const row = await of((trx) =>
    trx
      .selectFrom('case_file')
      .select(['instrument', 'withheld'])
      .where('reference', '=', reference)
      .execute(),
  )
  expect(row).toEqual([{ instrument: null, withheld: true }])
  for (const who of [director, counsel]) {
    expect((await cases().look(who, reference))?.case.reading?.nondisclosure).toBe(true)
  }
  // Nobody reads of a letter that denied it, and the patron is not told.
  await cases().take(counsel, reference, advised)
  await decide(cases(), director, reference, 'refusal')
  const denials = () => of((trx) => trx.selectFrom('denial').select('id').execute())
  const letters = (await denials()).length
  const sent: CaseEventBody = { what: 'refusal-sent', document: '', words: 'All of it names people.' }
  expect(await cases().take(director, reference, sent)).toHaveProperty('entry')
  expect(await denials()).toHaveLength(letters)
  const tell: CaseEventBody = { what: 'notice-chosen', choice: 'tell', way: 'here', counsel: 'Lou' }
  expect(await cases().take(counsel, reference, tell)).toEqual({ refused: ['may-choose-telling'] })
})

describe('what SQL changed of a case in the clear', () => {
  const as = (statement: ReturnType<typeof sql>) =>
    inContext(tested.house.app, { actor: 'anybody', place: 'office' }, (trx) => statement.execute(trx))

  test('shows a case to no one more: not one about the Director to them, nor another one to the president', async () => {
    const about = await received({ aboutDirector: true })
    const other = await received()
    await as(
      sql`update case_file set about_director = not about_director where reference in (${about}, ${other})`,
    )
    expect(await cases().look(director, about)).toBeUndefined()
    expect(await cases().look(president, other)).toBeUndefined()
    await as(
      sql`update case_file set about_director = not about_director where reference in (${about}, ${other})`,
    )
    expect(await cases().look(president, about)).toBeDefined()
    expect(await cases().look(director, other)).toBeDefined()
  })

  test('shows a paper in no case but its own', async () => {
    const bytes = Buffer.from('%PDF-1.7\n%%EOF\n')
    const [about, own] = [await received({ aboutDirector: true }), await received()]
    for (const [actor, reference] of [
      [president, about],
      [director, own],
    ] as const)
      await cases().papers.add(actor, reference, {
        name: 'scan.pdf',
        bytes: Buffer.concat([bytes, Buffer.from(reference)]),
      })
    const paperOf = async (actor: StaffActor, reference: string) =>
      (await cases().look(actor, reference))?.case.papers[0]?.id ?? ''
    const [theirs, mine] = [await paperOf(president, about), await paperOf(director, own)]
    expect((await cases().papers.get(director, own, mine))?.bytes.toString()).toContain(own)
    // Under its own id, and under that of a paper of the case.
    const ownCase = sql`(select id from case_file where reference = ${own})`
    await as(sql`update case_paper set case_id = ${ownCase} where paper_id = ${theirs}`)
    expect(await cases().papers.get(director, own, theirs)).toBeUndefined()
    await as(sql`update case_paper set paper_id = ${randomUUID()} where paper_id = ${mine}`)
    await as(sql`update case_paper set paper_id = ${mine} where paper_id = ${theirs}`)
    expect(await cases().papers.get(director, own, mine)).toBeUndefined()
  })
})

test('what someone reported is on their start page by a token, and no other case is opened for it', async () => {
  const [ann, bea] = [randomUUID(), randomUUID()].map((accountId): StaffActor => ({ ...clerk, accountId }))
  if (ann === undefined || bea === undefined) throw new Error('two clerks')
  const report = async (by: StaffActor) => (await cases().receive(by, subpoena)).reference
  const [first, second, others] = [await report(ann), await report(ann), await report(bea)]
  await asOwner(tested.it, async (owner) => {
    await owner.query('set row_security = off')
    const { rows } = await owner.query('select reporter from case_file where reference = any($1)', [
      [first, second],
    ])
    expect(new Set(rows.map(({ reporter }: { reporter: Buffer }) => reporter.toString('hex'))).size).toBe(2)
    await owner.query(
      "update case_event set event = 'x' where case_id = (select id from case_file where reference = $1)",
      [others],
    )
  })
  const untold = async () => (await cases().untoldBy(ann)).map(({ reference }) => reference).sort()
  expect(await untold()).toEqual([first, second].sort())
  await cases().look(director, first)
  await cases().look(counsel, first)
  expect(await untold()).toEqual([second])
  await cases().take(director, second, { what: 'gag-found', words: 'It has an order.' })
  expect(await untold()).toEqual([])
})
