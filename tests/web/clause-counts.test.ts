import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  clauseCounts,
  countClausesJob,
  countClausesJobName,
  countedUpTo,
} from '../../src/ask/policy-store.ts'
import { noteDailyJobDone } from '../../src/platform/jobs/daily-job.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { leafCount } from '../../src/register/log-store.ts'
import { recordEntry } from '../../src/register/record.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { manyTicks } from '../register/many-ticks.ts'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

async function atTheDesk(role: StaffRole): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn(role)
  return visitor
}

/** What is on record is signed, and the night of this day counts it. */
async function night(day: string): Promise<void> {
  const { worker } = tested.it.database
  const { ring, pack } = tested.house
  const lastSigned = lastSignedFile(tested.it.home.keysDir)
  await sequenceEntries(worker, {
    signer: await currentSigner(worker, ring),
    lastSigned,
    now: tested.time.now,
  })
  await countClausesJob({ worker, ring, timeZone: pack.timeZone }).run(day)
  await noteDailyJobDone(worker, countClausesJobName, day)
}

/** `2026-11 Guideline` and how often. */
async function counts(): Promise<Record<string, number>> {
  const all = await clauseCounts(tested.house.app, { first: '0000-01', last: '9999-12' })
  return Object.fromEntries(all.map(({ month, clause, times }) => [`${month} ${clause}`, Number(times)]))
}

/** An entry of this instant that some clauses decided. */
async function answered(at: string, clauses: readonly string[], kind = 'answer'): Promise<void> {
  await tested.house.app
    .transaction()
    .execute((trx) =>
      recordEntry(
        trx,
        { ring: tested.house.ring, now: new Date(at) },
        { kind, actor: 'a-1', outcome: 'refuse', clauses },
      ),
    )
}

test('a new library says that nothing was counted yet, and of no clause that it never decided', async () => {
  const trustee = await atTheDesk('trustee')
  await trustee.get('/policy')
  expect(trustee.text).toContain('Clause counts are not available yet. They are added at night.')
  expect(trustee.text).not.toMatch(/Used \d/)
})

test('an answer to a person counts once, also where its card was checked first', async () => {
  await night('2026-11-24')
  const before = await counts()
  const clerk = await atTheDesk('desk')
  await clerk.post('/ask', {
    ...{ who: 'guardian', how: 'here', card: cards.child, asked: 'card', checked: ['', 'guardian-on-file'] },
    guardian: 'Una Canary',
    wants: '',
  })
  expect(clerk.text).toContain('This was logged')
  await night('2026-11-25')
  await night('2026-11-26')
  const after = await counts()
  const more = Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .sort()
  // The Statement is for the child's name, which the clerk is shown with the answer.
  expect(more.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)])).toEqual([
    ['2026-11 Reg 3', 1],
    ['2026-11 Statement', 1],
  ])
})

test('a record that staff looked at counts once; a search, a card that is not on file and a trial count nothing', async () => {
  await night('2026-11-24')
  const before = await counts()
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/name', { name: 'sparrow' })
  await clerk.post('/counter/card', { card: '99' })
  await clerk.post('/ask', { who: 'customer', how: 'here', card: '99', checked: ['', 'photo-id'], wants: '' })
  await clerk.post('/policy/try', {
    ...{ who: 'justice-agency', records: ['', 'loans'], channel: 'in-person', place: 'front-desk' },
    day: '2026-11-24',
  })
  expect(clerk.text).toContain('Do not tell them anything')
  await night('2026-11-25')
  expect(await counts()).toEqual(before)
  await clerk.post('/counter/card', { card: cards.child })
  await night('2026-11-26')
  const statement = '2026-11 Statement'
  expect(await counts()).toEqual({ ...before, [statement]: (before[statement] ?? 0) + 1 })
})

test('views are counted by why the record was opened, for the library and no one person, and the Director reads it', async () => {
  await night('2026-11-24')
  const clerk = await atTheDesk('desk')
  await clerk.post('/counter/customer', { id: tested.parent })
  await clerk.post('/counter/customer', { id: tested.parent, basis: 'phone' })
  await night('2026-11-25')
  const rows = await tested.it.database.app.selectFrom('view_basis').selectAll().execute()
  expect(rows.find(({ basis }) => basis === 'phone')).toEqual({ month: '2026-11', basis: 'phone', times: 1n })
  const director = await atTheDesk('director')
  await director.get('/register')
  expect(director.text).toMatch(/Why records were opened this year.*3\. On the phone 1 /s)
  expect(director.text).toContain('This is not a performance measure')
  await clerk.get('/register')
  expect(clerk.text).not.toContain('Why records were opened this year')
})

test('an evening counts in the library’s own month and year, whatever month UTC is in', async () => {
  await answered('2024-01-01T05:59:59Z', ['Reg 7'])
  await answered('2024-01-01T06:00:00Z', ['Reg 7'])
  await night('2026-11-24')
  expect(await counts()).toMatchObject({ '2023-12 Reg 7': 1, '2024-01 Reg 7': 1 })
})

test('each clause has a scale of its own, of the months that are over; a small number and none read alike', async () => {
  const uses = { '01': 12, '02': 24, '03': 3 }
  for (const [month, times] of Object.entries(uses))
    for (let nth = 0; nth < times; nth++) await answered(`2025-${month}-10T18:00:00Z`, ['Reg 5'])
  await Promise.all(Array.from({ length: 50 }, () => answered('2025-04-10T18:00:00Z', ['Reg 6'])))
  await answered('2025-04-10T18:00:00Z', ['Reg 8'])
  await night('2025-04-30')
  const trustee = await atTheDesk('trustee')
  await trustee.get('/policy')
  expect(trustee.text).toContain('Counts are for whole months, through March 2025.')
  const of = (clause: string) => {
    const [, section = ''] = trustee.html.split(`id="${clause}"`)
    const [, chart = ''] = /<svg class="carrel-year"[\s\S]*?>([\s\S]*?)<\/svg>/.exec(section) ?? []
    return {
      says: /<title>([^<]*)/.exec(chart)?.[1],
      heights: [...chart.matchAll(/<rect[^>]* height="(\d+)"/g)].map(([, height]) => Number(height)),
      texts: [...chart.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text).join(' '),
      section: section.split('</section>')[0] ?? '',
    }
  }
  const small = of('reg-5')
  expect(small.section).toContain('Used 36 times or more in 2025')
  expect(small.says).toBe('January 12, February 24, March –')
  expect(small.heights).toEqual([20, 40])
  expect(small.texts).toBe('– 24 J F M A M J J A S O N D')
  // Of April, which is not over, nothing shows: read every day, it would tell of each legal paper. Few and none read alike.
  for (const clause of ['reg-6', 'reg-8', 'footnote']) {
    expect(of(clause).section).not.toContain('Used')
    expect(of(clause).section).not.toContain('<svg')
  }
  await night('2025-05-01')
  await trustee.get('/policy')
  expect(of('reg-6').section).toContain('Used 50 times or more in 2025')
  expect(of('reg-6').says).toBe('January –, February –, March –, April 50')
  for (const clause of ['reg-8', 'footnote']) expect(of(clause).section).not.toContain('Used')
})

test('the leaves that ticks add are passed by, also where there are more than are looked at in one go', async () => {
  const { worker } = tested.it.database
  const { ring, pack } = tested.house
  const parts = {
    signer: await currentSigner(worker, ring),
    lastSigned: lastSignedFile(tested.it.home.keysDir),
  }
  await night('2027-02-01')
  await answered('2027-02-02T10:00:00Z', ['Reg 1'])
  await sequenceEntries(worker, { ...parts, now: tested.time.now })
  await manyTicks(worker, { ...parts, now: tested.time.now }, 2500)
  await answered('2027-02-02T11:00:00Z', ['Reg 1'])
  await sequenceEntries(worker, { ...parts, now: tested.time.now })
  await manyTicks(worker, { ...parts, now: tested.time.now }, 3)
  const run = () => countClausesJob({ worker, ring, timeZone: pack.timeZone }).run('2027-02-02')
  await run()
  expect((await counts())['2027-02 Reg 1']).toBe(2)
  const counted = () => worker.transaction().execute((trx) => countedUpTo(trx, 1))
  expect(await counted()).toBe(await leafCount(worker, 1))
  await run()
  expect((await counts())['2027-02 Reg 1']).toBe(2)
})
