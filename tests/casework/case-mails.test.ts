import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EventBodyOf } from '../../src/cases/event.ts'
import { caseRemindersJob, sendCaseMails, startCaseMails } from '../../src/cases/jobs.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { director as decider, takeAll } from './decided-case.ts'

let tested: Tested
let server: MailServerInTest

const director = 'ruth@library.example.org'
const counsel = 'lund@law.example.org'
const president = 'rask@board.example.org'
const contacts = [
  { whom: 'director', nth: 1, name: 'Ruth Olsen', mail: director, phones: '308-555-0101' },
  { whom: 'director', nth: 2, name: 'Ida Voss', mail: '', phones: '308-555-0102' },
  { whom: 'president', nth: 1, name: 'Pia Rask', mail: president, phones: '' },
  { whom: 'counsel', nth: 1, name: 'Carl Lund', mail: counsel, phones: '' },
] as const
const id = '00000000-0000-4000-8000-00000000000a'
const clerk: StaffActor = { accountId: id, role: 'desk', place: 'elsewhere' }
const lawyer: StaffActor = { accountId: id, role: 'counsel', place: 'elsewhere' }

beforeAll(async () => {
  tested = await startHouse()
  await tested.house.app
    .transaction()
    .execute((trx) => replaceEmergencyContacts(trx, contacts, ['director', 'counsel', 'president']))
})
beforeEach(async () => {
  server = await startMailServer()
})
afterEach(async () => {
  await server.close()
  // A day later, so that what a test leaves is none of the next one's.
  await inContext(tested.house.app, dailyJobContext, (trx) =>
    trx.updateTable('case_mail').set({ state: 'sent' }).execute(),
  )
})
afterAll(() => tested.close())

const parts = (url = server.url) => {
  const { app, cases, clock } = tested.house
  const mail = mailSettings(
    url === '' ? {} : { CARREL_SMTP_URL: url, CARREL_MAIL_FROM: 'carrel@library.example.org' },
  )
  return { app, cases, clock, mail, database: tested.it.database }
}
const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const came = (of: Partial<EventBodyOf<'received'>> = {}) =>
  tested.house.cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    ...{ wants: 'Zyzzyva', requester: { kind: 'justice-agency', name: 'Quixotry' }, ...of },
  })
/** What a case has of tries to reach somebody by mail. */
async function triesIn(reference: string): Promise<string[]> {
  const seen = await tested.house.cases.look(lawyer, reference)
  return (seen?.events ?? []).flatMap((event) =>
    event.what === 'told' && event.through === 'mail' ? [`${event.whom} ${event.reached}`] : [],
  )
}
/** Whoever decides has it before them, and has read what the paper is. */
async function known(
  reference: string,
  reading: EventBodyOf<'paper-read'> = {
    what: 'paper-read',
    instrument: 'public-records-request',
    federal: false,
  },
): Promise<void> {
  await tested.house.cases.look(decider, reference)
  await takeAll(tested.house, reference, [[decider, reading]])
}
/** A case that comes in alone, on the day of all tests: of those before no clock runs. */
async function freshCase(of: Partial<EventBodyOf<'received'>> = {}): Promise<string> {
  tested.time.now = new Date('2026-11-24T15:00:00Z')
  tested.time.today = '2026-11-24'
  await inContext(tested.house.app, dailyJobContext, (trx) =>
    trx.updateTable('case_file').set({ due_on: null }).where('due_on', 'is not', null).execute(),
  )
  return (await came(of)).reference
}
const to = () => server.received.map((one) => one.to).sort()
const idsOf = () => server.received.map(({ bytes }) => /^Message-ID: <(.+)>\r$/m.exec(bytes.toString())?.[1])

describe('the mail that a matter waits', () => {
  test('is with the Director and counsel within seconds, and is the same whatever came', async () => {
    const faults: unknown[] = []
    const mailing = startCaseMails({ ...parts(), failed: (error) => faults.push(error) })
    const began = Date.now()
    const { reference } = await came()
    await came({ kind: 'records-request', wants: 'Xylopyrography' })
    while (server.received.length < 4 && Date.now() - began < 20_000) await sleep(50)
    await mailing.stop()
    expect(faults).toEqual([])
    expect(to()).toEqual([counsel, counsel, director, director])
    const texts = server.received.map(({ bytes }) => bytes.toString())
    const plain = texts.map((text) => text.replaceAll(/^(To|Message-ID|Date): .*$/gm, ''))
    expect(new Set(plain).size).toBe(1)
    expect(plain[0]).not.toMatch(new RegExp(`Zyzzyva|Quixotry|http|paper|police|${reference}`, 'i'))
    expect(new Set(idsOf()).size).toBe(4)
    // That a server took it is no sign that anybody knows.
    expect(await triesIn(reference)).toEqual([])
    const seen = await tested.house.cases.look(lawyer, reference)
    expect(seen?.case.directorAt).toBeUndefined()
  })

  test('that fails is in the case as a try, comes later, and once', async () => {
    const { reference } = await came()
    const { url } = server
    await server.close()
    await sendCaseMails(parts(url))
    expect(await triesIn(reference)).toEqual(['director false', 'counsel false'])
    // Not again at once: a server that is away would fill the case.
    await sendCaseMails(parts(url))
    later(1)
    await sendCaseMails(parts(url))
    expect(await triesIn(reference)).toHaveLength(4)
    server = await startMailServer()
    later(2)
    await sendCaseMails(parts())
    later(600)
    await sendCaseMails(parts())
    // And once again to the Director, who has not opened it yet: counsel has.
    expect(to()).toEqual([counsel, director, director])
    expect(await triesIn(reference)).toHaveLength(4)
  })

  test('of unknown end is sent once more with the same id, and then never', async () => {
    const { reference } = await came({ aboutDirector: true })
    server.conduct.splice(0, 1, 'take-and-hang-up')
    for (let tries = 0; tries < 4; tries++) {
      await sendCaseMails(parts())
      later(120)
    }
    // About the Director: counsel and the president of the Board hear of it, and the Director does not.
    expect(new Set(to())).toEqual(new Set([counsel, president]))
    expect(to()).toHaveLength(4)
    expect(new Set(idsOf()).size).toBe(2)
    expect((await triesIn(reference)).sort()).toEqual([
      ...['counsel false', 'counsel false', 'director false', 'director false'],
    ])
  })

  test('is not tried where mail is not set up, so the case says nothing of it; it goes out once it is', async () => {
    const { reference } = await came()
    await sendCaseMails(parts(''))
    expect(await triesIn(reference)).toEqual([])
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel, director])
  })

  test('reminds whoever owes a step before a clock runs out, once a day, also after a restart', async () => {
    const { app, clock } = tested.house
    // The tries before have taken their time, over midnight.
    tested.time.now = new Date('2026-11-24T15:00:00Z')
    await inContext(app, dailyJobContext, (trx) =>
      trx.updateTable('case_file').set({ due_on: null }).where('due_on', 'is not', null).execute(),
    )
    const { reference } = await came({ kind: 'records-request' })
    await known(reference)
    await sendCaseMails(parts())
    server.received.length = 0
    const [row] = await inContext(app, dailyJobContext, (trx) =>
      trx.selectFrom('case_file').select(['due_on', 'owed_by']).where('reference', '=', reference).execute(),
    )
    expect(row).toEqual({ due_on: '2026-12-01', owed_by: 'director' })
    for (const [day, mails] of [
      ['2026-11-28', 0],
      ['2026-11-29', 1],
      ['2026-11-29', 1],
      ['2026-12-03', 2],
    ] as const) {
      // Ended after it planned and before it was noted as done: it begins anew.
      await caseRemindersJob({ app, ring: tested.house.ring, clock }).run(day)
      await sendCaseMails(parts())
      expect([day, server.received.length]).toEqual([day, mails])
    }
    expect(to()).toEqual([director, director])
    await came({ kind: 'conduct', aboutDirector: true })
    await sendCaseMails(parts())
    server.received.length = 0
    await caseRemindersJob({ app, ring: tested.house.ring, clock }).run('2026-12-04')
    await sendCaseMails(parts())
    // Of the one that nobody reported yet counsel hears too.
    expect(to()).toEqual([counsel, president, director])
  })

  test('reminds those whom the clock concerns: of an answer that paper wants counsel too, whoever owes the next step', async () => {
    const reference = await freshCase()
    const reading = { what: 'paper-read', instrument: 'subpoena', federal: false } as const
    await known(reference, { ...reading, returnOn: '2026-11-25' })
    await sendCaseMails(parts())
    server.received.length = 0
    const [row] = await inContext(tested.house.app, dailyJobContext, (trx) =>
      trx.selectFrom('case_file').select(['due_as', 'owed_by']).where('reference', '=', reference).execute(),
    )
    expect(row).toEqual({ due_as: 'return', owed_by: 'director' })
    await caseRemindersJob(tested.house).run('2026-11-24')
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel, director])
  })

  test('that a clock runs out is one mail, however long no mail went out, and none of a case that is closed meanwhile', async () => {
    const open = await freshCase({ kind: 'conduct' })
    const shut = await came({ kind: 'ask' })
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']) {
      await inContext(tested.house.app, dailyJobContext, (trx) =>
        trx
          .updateTable('case_file')
          .set({ due_on: '2026-11-24' })
          .where('reference', '=', shut.reference)
          .execute(),
      )
      await caseRemindersJob(tested.house).run(day)
    }
    await tested.house.cases.look(decider, shut.reference)
    await takeAll(tested.house, shut.reference, [
      [decider, { what: 'answered' }],
      [decider, { what: 'closed' }],
    ])
    later(1)
    await sendCaseMails(parts())
    // Of the open one that it came, to both, and the last reminder, to both; of the other that it came, to counsel, who never saw it.
    expect(to()).toEqual([counsel, counsel, counsel, director, director])
    const mails = await inContext(tested.house.app, dailyJobContext, (trx) =>
      trx
        .selectFrom('case_mail')
        .innerJoin('case_file', 'case_file.id', 'case_mail.case_id')
        .select(['planned_on', 'case_mail.state'])
        .where('reference', '=', open)
        .where('why', '=', 'clock')
        .where('whom', '=', 'counsel')
        .orderBy('planned_on')
        .execute(),
    )
    expect(mails.map(({ state }) => state)).toEqual(['given-up', 'given-up', 'ready', 'sent'])
    // Nor does what nobody needs wait for ever: the next night says that it was given up.
    await caseRemindersJob(tested.house).run('2026-11-30')
    const [first] = await inContext(tested.house.app, dailyJobContext, (trx) =>
      trx
        .selectFrom('case_mail')
        .innerJoin('case_file', 'case_file.id', 'case_mail.case_id')
        .select('case_mail.state')
        .where('reference', '=', shut.reference)
        .where('why', '=', 'came')
        .where('whom', '=', 'director')
        .execute(),
    )
    expect(first?.state).toBe('given-up')
  })

  test('that a matter waits counsel hears of a case of which nobody may be told too, also where the Director says so later; nothing else of it', async () => {
    const reference = await freshCase()
    await tested.house.cases.look(decider, reference)
    await takeAll(tested.house, reference, [[decider, { what: 'gag-found', words: 'x' }]])
    await caseRemindersJob(tested.house).run('2026-11-24')
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel, director])
    server.received.length = 0
    const later = await freshCase()
    await sendCaseMails(parts())
    await tested.house.cases.look(decider, later)
    tested.time.now = new Date('2026-11-25T15:00:00Z')
    tested.time.today = '2026-11-25'
    await takeAll(tested.house, later, [[decider, { what: 'gag-found', words: 'x' }]])
    server.received.length = 0
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel])
    // Their look is on record, though they were reached before: then it may be closed.
    await tested.house.cases.look(lawyer, later)
    expect((await tested.house.cases.look(lawyer, later))?.case.gagUnseen).toBeUndefined()
  })

  test('an order that the Director notes once counsel opened the case is mailed too, on its first day and once it is closed', async () => {
    for (const isClosed of [false, true]) {
      const reference = await freshCase()
      await sendCaseMails(parts())
      await tested.house.cases.look(lawyer, reference)
      await tested.house.cases.look(decider, reference)
      if (isClosed) {
        await takeAll(tested.house, reference, [
          [decider, { what: 'withdrawn', words: 'x', spokeWith: 'A. Sheriff', through: 'phone' }],
          [decider, { what: 'closed' }],
        ])
      }
      server.received.length = 0
      await takeAll(tested.house, reference, [[decider, { what: 'gag-found', words: 'x' }]])
      await sendCaseMails(parts())
      expect(to()).toEqual([counsel])
    }
  })

  test('goes again after 5, 15 and 30 minutes to each who has not opened it, and then to no one', async () => {
    const reference = await freshCase()
    const passing = async (minutes: number) => {
      later(minutes)
      server.received.length = 0
      await sendCaseMails(parts())
      return to()
    }
    expect(await passing(0)).toEqual([counsel, director])
    expect(await passing(4)).toEqual([])
    expect(await passing(1)).toEqual([counsel, director])
    await tested.house.cases.look(lawyer, reference)
    expect(await passing(10)).toEqual([director])
    await tested.house.cases.look(decider, reference)
    expect(await passing(15)).toEqual([])
    // A paper that comes later is announced once, and sets off nothing that was planned before.
    await tested.house.cases.papers.add(clerk, reference, {
      name: 'scan.pdf',
      bytes: Buffer.from('%PDF-1.7\n%%EOF\n'),
    })
    expect(await passing(1)).toEqual([counsel, director])
    expect(await passing(60)).toEqual([])
  })

  test('goes to the president only where it is about the Director, and under a nondisclosure order only if counsel adds them', async () => {
    const reference = await freshCase({ aboutDirector: true })
    const withheld = await freshCase({ aboutDirector: true })
    await takeAll(tested.house, withheld, [[lawyer, { what: 'gag-found', words: 'x' }]])
    server.received.length = 0
    await sendCaseMails(parts())
    // Of the first to both, of the second to counsel alone.
    expect(to()).toEqual([counsel, counsel, president])
    expect(reference).not.toBe(withheld)
    const words = 'The president may know.'
    await takeAll(tested.house, withheld, [
      [lawyer, { what: 'counsel-advised', way: 'here', counsel: 'Lou', words, board: true }],
    ])
    server.received.length = 0
    await sendCaseMails(parts())
    expect(to()).toEqual([president])
  })

  test('is told again of a paper that comes later, once to each who knows nothing of it, and its case is unseen until they look', async () => {
    const services = tested.house
    const { app } = services
    const reference = await freshCase({ kind: 'ask' })
    for (const one of [decider, lawyer]) await services.cases.look(one, reference)
    await sendCaseMails(parts())
    await takeAll(services, reference, [[decider, { what: 'answered' }]])
    server.received.length = 0
    const seenBy = async () => {
      const [row] = await inContext(app, dailyJobContext, (trx) =>
        trx
          .selectFrom('case_file')
          .select(['decider_saw', 'counsel_saw', 'stage', 'owed', 'due_as'])
          .where('reference', '=', reference)
          .execute(),
      )
      return row
    }
    expect(await seenBy()).toMatchObject({ decider_saw: true, counsel_saw: true, stage: 'ended' })
    const adds = (by: StaffActor) =>
      services.cases.papers.add(by, reference, { name: 'scan.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') })
    // The photos of one paper, one by one: one mail to each.
    for (const by of [clerk, clerk, clerk]) {
      await adds(by)
      await sendCaseMails(parts())
    }
    expect(to()).toEqual([counsel, director])
    const waits = { stage: 'received', owed: 'told', due_as: 'report' }
    expect(await seenBy()).toEqual({ decider_saw: false, counsel_saw: false, ...waits })
    // Whoever brings one has it before them; where nobody looked for a while, they are told again.
    for (const one of [decider, lawyer]) await services.cases.look(one, reference)
    server.received.length = 0
    await adds(decider)
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel])
    expect(await seenBy()).toMatchObject({ decider_saw: true, counsel_saw: false })
    later(20)
    server.received.length = 0
    await adds(clerk)
    await sendCaseMails(parts())
    expect(to()).toEqual([counsel, director])
  })
})
