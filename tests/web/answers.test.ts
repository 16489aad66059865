import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adoptedPolicy } from '../../src/ask/adopted-policy.ts'
import type { CaseEventBody } from '../../src/cases/event.ts'
import { openLeaf } from '../../src/gate/log-entry.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { type Entry, spokenReference } from '../../src/register/log/index.ts'
import { allLogs, entriesFrom } from '../../src/register/log-store.ts'
import { paperFlags, recordEntry } from '../../src/register/record.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { clerk, counsel, decide, director } from '../casework/decided-case.ts'
import { asOwner } from '../links/as-owner.ts'
import { confirmFact } from '../support/board-vote.ts'
import { cameAs, plantFigures } from '../support/cases.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let boss: Visitor

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  boss = new Visitor(tested.app())
  await boss.signIn('director')
})
afterAll(() => tested?.close())

/** What waits is signed, as every minute. */
async function sign(): Promise<void> {
  const { worker } = tested.it.database
  const { ring, pack } = tested.house
  const lastSigned = lastSignedFile(tested.it.home.keysDir)
  const signer = await currentSigner(worker, ring)
  await sequenceEntries(worker, { signer, lastSigned, now: tested.time.now, timeZone: pack.timeZone })
}

/** @returns its reference, as pages show it */
async function noted(at: string, entry: Omit<Entry, 'at'>): Promise<string> {
  const { app, ring } = tested.house
  const recorded = await app
    .transaction()
    .execute((trx) => recordEntry(trx, { ring, now: new Date(at) }, entry))
  return spokenReference(recorded)
}

async function ask(question: string, of: string): Promise<string> {
  await boss.get('/answers')
  await boss.post('/answers', { question, of })
  return boss.text
}

/** Every signed entry of a kind. */
async function entries(kind: string): Promise<Entry[]> {
  await sign()
  const { worker } = tested.it.database
  const found: Entry[] = []
  for (const { log } of await allLogs(worker)) {
    for (const row of await entriesFrom(worker, { log, first: 0n, before: 1_000_000n, most: 100_000 })) {
      const opened = openLeaf(tested.house.ring, row)
      if (opened.as === 'opened' && opened.entry.kind === kind) found.push(opened.entry)
    }
  }
  return found
}

const clerksId = '00000000-0000-4000-8000-00000000aa01'
const bossId = '00000000-0000-4000-8000-00000000aa02'
const by = { actor: 'command-line' } as const

describe('who held which role', () => {
  test('it is as the log has it at the end of that day, with the entries; an acting term counts on its days', async () => {
    const added = await noted('2025-02-03T16:00:00Z', {
      ...{ ...by, kind: 'account-added', account: clerksId, flags: ['volunteer'] },
    })
    const raised = await noted('2025-06-03T16:00:00Z', {
      ...{ ...by, kind: 'account-role-changed', account: clerksId, flags: ['desk'] },
    })
    const named = await noted('2025-06-20T16:00:00Z', {
      ...{ ...by, kind: 'acting-director-named', account: clerksId, flags: ['2025-07-01', '2025-07-14'] },
    })
    await noted('2025-09-03T16:00:00Z', { ...by, kind: 'account-ended', account: clerksId })
    await sign()
    expect(await ask('roles', '2025-02-02')).not.toContain(added)
    expect(await ask('roles', '2025-02-03')).toMatch(new RegExp(`volunteer.*${added}`, 'i'))
    const inJuly = await ask('roles', '2025-07-01')
    expect(inJuly).toContain(raised)
    expect(inJuly).toMatch(new RegExp(`Acting Director.*${named}`))
    expect(inJuly).not.toContain(added)
    expect(await ask('roles', '2025-07-15')).not.toContain(named)
    expect(await ask('roles', '2025-09-03')).not.toContain(raised)
  })

  test('someone has each of their acting terms, without the one that was ended, and none once their account is closed', async () => {
    const twiceId = '00000000-0000-4000-8000-00000000aa03'
    const acting = (at: string, kind: 'named' | 'ended', ...flags: string[]) =>
      noted(at, { ...by, kind: `acting-director-${kind}`, account: twiceId, flags })
    await noted('2024-01-03T16:00:00Z', { ...by, kind: 'account-added', account: twiceId, flags: ['desk'] })
    const spring = await acting('2024-02-01T16:00:00Z', 'named', '2024-04-01', '2024-04-14')
    const summer = await acting('2024-02-02T16:00:00Z', 'named', '2024-07-01', '2024-07-31')
    const fall = await acting('2024-02-03T16:00:00Z', 'named', '2024-10-01', '2024-10-31')
    const winter = await acting('2024-02-04T16:00:00Z', 'named', '2024-12-01', '2024-12-31')
    await acting('2024-03-01T16:00:00Z', 'ended', '2024-10-01', '2024-10-31')
    // An entry of before says no days: it ended the term that ran.
    await acting('2024-07-10T16:00:00Z', 'ended')
    await noted('2024-12-15T16:00:00Z', { ...by, kind: 'account-ended', account: twiceId })
    await sign()
    expect(await ask('roles', '2024-04-10')).toContain(spring)
    expect(await ask('roles', '2024-07-09')).toContain(summer)
    expect(await ask('roles', '2024-07-10')).not.toContain(summer)
    expect(await ask('roles', '2024-10-10')).not.toContain(fall)
    expect(await ask('roles', '2024-12-14')).toContain(winter)
    expect(await ask('roles', '2024-12-15')).not.toContain(winter)
  })
})

describe('what has not come yet', () => {
  test.each([
    ['orders', '2031'],
    ['calls', '2031-01'],
    ['roles', '2031-01-01'],
  ])('%s of %s is not answered as if it were past, and asking it is not on record', async (question, of) => {
    const before = (await entries('question-answered')).length
    const said = await ask(question, of)
    expect(said).toContain('That time has not come yet. Ask about today or earlier.')
    expect(said).not.toContain(`in ${of}.`)
    expect((await entries('question-answered')).length).toBe(before)
  })

  test('today is spoken of as now', async () => {
    expect(await ask('roles', '2026-11-24')).toContain('These people have an account now.')
    expect(await ask('roles', '2026-11-23')).toContain('had an account on November 23, 2026')
  })
})

describe('calls', () => {
  test('they are listed with their room and who made them, in the library’s own month, and never with whom', async () => {
    const call = (at: string, place: string) =>
      noted(at, {
        ...{ kind: 'call-ended', actor: bossId, role: 'director', place, channel: 'phone-out' },
        ...{ outcome: 'message-left', subjects: [tested.child] },
      })
    const first = await call('2025-04-01T04:30:00Z', 'office')
    const second = await call('2025-04-01T15:00:00Z', 'crane-room')
    await sign()
    const march = await ask('calls', '2025-03')
    expect(march).toContain('One call was noted in March 2025: 1 from Office.')
    expect(march).toContain(first)
    expect(march).not.toContain(second)
    expect(await ask('calls', '2025-04')).toContain('1 from Crane Room')
    expect(boss.html).not.toContain(tested.child)
    expect(await ask('calls', '2025-05')).toContain('No call was noted in May 2025.')
    // A number that was opened may have been called, also where no one noted how the call ended; a letter is no call.
    const prepared = { kind: 'contact', actor: bossId, role: 'director', place: 'office' }
    const opened = await noted('2025-05-02T15:00:00Z', { ...prepared, channel: 'phone-out' })
    const letter = await noted('2025-05-02T15:00:00Z', { ...prepared, channel: 'letter' })
    await sign()
    const may = await ask('calls', '2025-05')
    expect(may).toContain('No call was noted in May 2025.')
    expect(may).toContain('Staff opened whom to call one time.')
    expect(may).toMatch(new RegExp(`Opened whom to call.*${opened}`))
    expect(may).not.toContain(letter)
  })

  test('a call that was on paper first is in the month, the time and the room of its sheet', async () => {
    const entered = await noted('2025-08-20T15:00:00Z', {
      ...{ kind: 'answer', actor: bossId, role: 'director', place: 'front-desk', channel: 'phone-out' },
      ...{ recipient: 'patron', outcome: 'limited', subjects: [tested.child] },
      flags: paperFlags({ sheet: '0630-0900-3', at: '2025-06-30T20:05:00Z', place: 'crane-room' }),
    })
    await sign()
    const june = await ask('calls', '2025-06')
    expect(june).toContain('One call was noted in June 2025: 1 from Crane Room.')
    expect(june).toMatch(
      new RegExp(`June 30, 2025, 3:05 p.m..*Entered a call from paper, sheet 0630-0900-3.*${entered}`),
    )
    expect(await ask('calls', '2025-08')).not.toContain(entered)
  })

  test('where a month of it was disposed of, the answer says so', async () => {
    await noted('2023-01-10T15:00:00Z', { ...by, kind: 'call-ended' })
    await sign()
    tested.house.ring.forgetRegisterMonth('2023-01')
    expect(await ask('calls', '2023-01')).toContain('Entries up to 2023-01 were disposed of')
    expect(await ask('calls', '2025-05')).not.toContain('were disposed of')
  })
})

describe('orders of a year', () => {
  test('they are counted by kind; a drill, a case about the Director and one under a nondisclosure order change nothing', async () => {
    await plantFigures(tested, '2024', [['process', 'court-order', 'compelled', 2]])
    await plantFigures(tested, '2024', [['process', 'search-warrant', 'seized', 3]], true)
    const before = await ask('orders', '2024')
    expect(before).toContain('2 cases opened in 2024 are listed here.')
    expect(before).toContain('Court order')
    expect(before).not.toMatch(/Search warrant \d/)
    await plantFigures(tested, '2024', [['process', 'subpoena', 'refused', 4]])
    await asOwner(tested.it, async (owner) => {
      await owner.query('set row_security = off')
      await owner.query(
        `update case_file set withheld = reference > '8', about_director = reference <= '8' where instrument = 'subpoena'`,
      )
    })
    expect(await ask('orders', '2024')).toBe(before)
  })

  test('each case has the entry that says it was received', async () => {
    const { reference } = await tested.house.cases.receive(clerk, cameAs('ask'))
    await sign()
    expect(await ask('orders', '2026')).toContain(reference)
    const [link = ''] = /\/register\/entry\/[^"]+/.exec(boss.html) ?? []
    await boss.get(link)
    expect(boss.text).toContain('took a step in a case')
  })
})

describe('one case', () => {
  test('that counsel confirmed the advice which someone recorded is part of what it was decided on', async () => {
    const { cases } = tested.house
    const { reference } = await cases.receive(clerk, cameAs('privacy'))
    await cases.look(director, reference)
    const said = { what: 'counsel-advised', way: 'phone', counsel: 'C. Wells', words: 'Turn the screen.' }
    await cases.take(director, reference, said as CaseEventBody)
    await sign()
    expect(await ask('case', reference)).not.toContain('confirmed what was reported')
    await cases.look(counsel, reference)
    expect(await cases.take(counsel, reference, { what: 'word-answered', word: 0, is: true })).toHaveProperty(
      'entry',
    )
    await sign()
    expect(await ask('case', reference)).toContain('confirmed what was reported: counsel’s advice')
  })

  test('who decided, on what advice, under which policy, and what the patron was told, each with its entry', async () => {
    const { cases } = tested.house
    const { worker } = tested.it.database
    const { ring, clock, pack } = tested.house
    await adoptedPolicy({ worker, ring, clock }, pack)
    const { reference } = await cases.receive(
      clerk,
      {
        ...{ ...cameAs('records-request'), wants: 'a list' },
        requester: { kind: 'public', name: 'A. Asker' },
      },
      { at: new Date('2026-11-19T16:00:00Z') },
    )
    const steps: readonly CaseEventBody[] = [
      { what: 'told', whom: 'director', through: 'phone', reached: true },
      { what: 'noted', words: 'Canary note' },
    ]
    for (const step of steps) await cases.take(director, reference, step)
    await cases.look(counsel, reference)
    // Its time to wait is over, so it goes though no one was consulted, and says that no second person confirmed it.
    Object.assign(tested.time, { now: new Date('2026-12-07T16:00:00Z'), today: '2026-12-07' })
    await boss.signIn('director')
    await decide(cases, director, reference, 'refusal', { unconfirmed: true })
    await confirmFact(tested.house, 'cases.denial')
    await cases.take(director, reference, {
      what: 'refusal-sent',
      document: '',
      words: 'All of it names people.',
    })
    await sign()
    const said = await ask('case', reference.toLowerCase())
    for (const part of [
      'Who decided it',
      'No advice is on record.',
      'No delivery of records is on record.',
      'in force in Carrel',
    ])
      expect(said).toContain(part)
    expect(said).toContain(tested.house.pack.hash)
    // A part of the answer was not asked for: what staff noted stays in the case.
    expect(said).not.toContain('Canary note')
    expect([...boss.html.matchAll(/\/register\/entry\//g)].length).toBeGreaterThanOrEqual(2)
    expect((await entries('case-view')).some((one) => one.case === reference)).toBe(true)
  })

  test('a reference of no case, or of one about the Director, reads the same', async () => {
    const { cases } = tested.house
    const hidden = await cases.receive(clerk, { ...cameAs('conduct'), aboutDirector: true })
    const answers = []
    for (const reference of [hidden.reference, '2222-2222-2222', 'none']) {
      await ask('case', reference)
      answers.push(boss.text.replaceAll(reference, ''))
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('No case that you may know of has this reference')
  })
})

describe('that it was asked', () => {
  test('is on record with the question; where it cannot be recorded, nothing is answered', async () => {
    await ask('roles', '2025-07-01')
    expect((await entries('question-answered')).map(({ flags }) => flags?.join(' '))).toContain(
      'roles 2025-07-01',
    )
    await asOwner(tested.it, (owner) => owner.query('alter table register_pending rename to register_gone'))
    try {
      for (const [question, of] of [
        ['roles', '2025-07-01'],
        ['orders', '2024'],
        ['trained', '2026'],
        ['disposed', '2026'],
      ] as const)
        expect(await ask(question, of)).not.toMatch(/2 cases|had an account|passed|was disposed of in/)
    } finally {
      await asOwner(tested.it, (owner) => owner.query('alter table register_gone rename to register_pending'))
    }
  })

  test('what is no day, month or year is refused with what was typed, and no one but the Director asks', async () => {
    for (const [question, of, says] of [
      ['roles', '2025-02-30', 'Type a year, a month and a day'],
      ['calls', '2025', 'Type a year and a month'],
      ['orders', '1; drop', 'Type a year as four digits'],
    ] as const) {
      expect(await ask(question, of)).toContain(says)
      expect(boss.html).toContain(`value="${of}"`)
    }
    for (const name of ['desk', 'counsel', 'trustee', 'volunteer']) {
      const other = new Visitor(tested.app())
      await other.signIn(name)
      expect((await other.get('/answers')).status).toBe(404)
    }
  })
})
