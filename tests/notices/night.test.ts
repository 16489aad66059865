import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import type { Sender } from '../../src/contact/notice-sending.ts'
import { sendingFaults } from '../../src/contact/notice-store.ts'
import { processReturnedMail } from '../../src/contact/returned-mail.ts'

import { LinkKeys, noticeTokens } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { asOwner } from '../links/as-owner.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { officeOf } from './office.ts'

let library: TestDatabase
let server: MailServerInTest
let office: ReturnType<typeof officeOf>

beforeAll(async () => {
  library = await startTestDatabase()
})
beforeEach(async () => {
  server = await startMailServer()
  office = officeOf(library.database, library.home.keysDir, { mailUrl: server.url })
  await asOwner(library, (owner) =>
    owner.query(`truncate patron, title, loan, hold, charge, notice, bad_address, sending_fault, notice_count, night_step,
      register_pending cascade`),
  )
})
afterEach(() => server.close())
afterAll(() => library.close())

/** What Postfix 3.10 answered to `RCPT TO`, recorded. */
const postfix = {
  unknown: '550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table',
  denied: '554 5.7.1 <{to}>: Relay access denied',
  full: '552 5.2.2 <{to}>: Recipient address rejected: Mailbox full',
  later: '450 4.2.1 <{to}>: Recipient address rejected: later',
}

let cards = 0
const add = (person: Omit<Parameters<typeof plant>[2], 'surname' | 'firstName' | 'card'>) =>
  plant(library.database, office.ring, {
    ...{ surname: 'Fescue', firstName: 'Wren', card: `5500${String(++cards).padStart(10, '0')}`, ...person },
  })
const overdue = (dueOn: string) => ({ loans: [{ title: 'Canary Overdue', dueOn }] })
const bodies = () =>
  server.received.map(({ bytes }) => bytes.toString().split('\r\n\r\n')[1]?.replaceAll('=\r\n', '').trim())
const states = async () =>
  (await office.notices()).map(({ kind, step, channel, state }) => [kind, step, channel, state])

test('what is overdue is written of on the day of the week alone, once a step, whatever day it was due', async () => {
  // Due on each day of one week: all hear of it on the same Tuesday.
  for (let day = 10; day <= 16; day++) {
    await add({ ...overdue(`2026-11-${day}`), emails: [`due-${day}@example.org`] })
  }
  for (const day of ['2026-11-18', '2026-11-20', '2026-11-23']) await office.night(day)
  const before = server.received.length
  expect(await office.night('2026-11-24')).toBeUndefined()
  expect(server.received.length - before).toBe(7 - before)
  for (const day of ['2026-11-25', '2026-11-30', '2026-12-01', '2026-12-02']) await office.night(day)
  expect(server.received).toHaveLength(7)
  expect(new Set(bodies())).toEqual(
    new Set(['This is Jensen Memorial Library. You have overdue materials. Please call us or stop by.']),
  )
})

test('the ladder climbs by weeks, by another way at each step, and ends', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['a@example.org'] })
  const seen: unknown[] = []
  for (const day of ['2026-11-17', '2026-12-01', '2026-12-15', '2027-01-12', '2027-02-02']) {
    await office.night(day)
    seen.push((await states()).map(([, step, channel, state]) => `${step} ${channel} ${state}`))
  }
  expect(seen.slice(0, 3)).toEqual([
    ['1 e-mail done'],
    ['1 e-mail done', '2 phone ready'],
    ['1 e-mail done', '3 letter ready'],
  ])
  expect(server.received).toHaveLength(1)
})

test('who had much overdue long before is not written to, and what came back ends what was planned', async () => {
  await add({ ...overdue('2025-01-07'), emails: ['long@example.org'] })
  const back = await add({ ...overdue('2026-11-10'), emails: ['back@example.org'] })
  await office.night('2026-11-17')
  expect(server.received.map(({ to }) => to)).toEqual(['back@example.org'])
  await asOwner(library, (owner) => owner.query('delete from loan'))
  await office.night('2026-11-24')
  const tokens = noticeTokens(new LinkKeys(office.ring), back)
  expect(tokens.length).toBeGreaterThan(0)
  expect(await states()).toEqual([])
})

test('a notice goes by the first way that is on file, works, and is not refused; what is owed by letter alone', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['refuses@example.org'], choices: { refuses: ['e-mail'] } })
  await add({ waiting: ['Canary Waiting'], emails: ['waits@example.org'] })
  await add({ charges: [{ kind: 'lost', cents: 1999, title: 'Canary Lost' }], emails: ['owes@example.org'] })
  await add({
    charges: [{ kind: 'lost', cents: 999, title: 'Canary Cheap' }],
    emails: ['owes-little@example.org'],
  })
  await add({ expiresOn: '2026-12-10', emails: ['runs-out@example.org'], choices: { language: 'es' } })
  await add({ expiresOn: '2027-12-10', emails: ['is-good@example.org'] })
  await add({ holds: ['Canary Placed'], emails: ['placed@example.org'] })
  await add({ ...overdue('2026-11-10'), phone: '', address: [] })
  await office.night('2026-11-17')
  expect(await states()).toEqual(
    expect.arrayContaining([
      ['card', 1, 'e-mail', 'done'],
      ['charges', 1, 'letter', 'ready'],
      ['overdue', 1, 'e-mail', 'failed'],
      ['overdue', 1, 'phone', 'ready'],
      ['hold', 1, 'e-mail', 'done'],
    ]),
  )
  expect(await states()).toHaveLength(5)
  expect(server.received.map(({ to }) => to).sort()).toEqual(['runs-out@example.org', 'waits@example.org'])
  expect(bodies().sort()[1]).toBe(
    'This is Jensen Memorial Library. You have items on reserve. Please call us or stop by.',
  )
  const spanish = server.received.find(({ to }) => to === 'runs-out@example.org')?.bytes.toString()
  expect(spanish).toContain('Content-Language: es')
  expect(spanish).toContain('Es hora de renovar su tarjeta')
})

test('texts wait for an hour at which they wake no one', async () => {
  const sent: string[] = []
  const text: Sender = {
    ...{ channel: 'text', fits: () => true, fault: async () => undefined },
    send: async ({ to }) => {
      sent.push(to)
      return { outcome: 'accepted' }
    },
  }
  const texting = officeOf(library.database, library.home.keysDir, { text })
  await add({ ...overdue('2026-11-10'), phone: '402-555-0177' })
  expect(await texting.night('2026-11-17')).toBeUndefined()
  expect(sent).toEqual([])
  texting.time.hour = 15
  await texting.send()
  expect(sent).toEqual(['402-555-0177'])
})

test('no mail has a title, an amount or a name, its subject is the library alone, and the entry says neither what for nor when due', async () => {
  const id = await add({
    ...{ ...overdue('2026-11-10'), waiting: ['Canary Waiting'], emails: ['a@example.org'] },
    charges: [{ kind: 'damaged', cents: 4711, title: 'Canary Torn' }],
  })
  await office.night('2026-11-17')
  const all = server.received.map(({ bytes }) => bytes.toString())
  expect(all).toHaveLength(2)
  for (const mail of all) {
    expect(mail).not.toMatch(/Canary|47\.?11|Fescue|Wren|2026-11-10/)
    const subject = /^Subject: =\?utf-8\?B\?(.+)\?=\r$/m.exec(mail)?.[1] ?? ''
    expect(Buffer.from(subject, 'base64').toString()).toBe('Jensen Memorial Library')
    expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(mail).toMatch(/^Message-ID: <[0-9a-f]{32}@library\.example\.org>\r$/m)
  }
  const entries = await entriesOf()
  expect(new Set(entries.map((entry) => JSON.stringify({ ...entry, at: '' }))).size).toBe(1)
  expect(entries).toMatchObject(
    Array(2).fill({ kind: 'contact', subjects: [id], shown: ['overdue', 'holds', 'contact'] }),
  )
})

test('an address is given up after two messages of two days, each by Postfix’s own answer; until then it gets the next', async () => {
  await add({ ...overdue('2026-11-10'), waiting: ['Canary'], emails: ['gone@example.org'] })
  for (const gone of ['gone@example.org', 'GONE@example.org']) server.answers.set(gone, postfix.unknown)
  // Two messages of one day are one occasion: a server that is set up wrongly says so of everyone.
  expect(await office.night('2026-11-17')).toBeUndefined()
  expect(await states()).toEqual([
    ['hold', 1, 'e-mail', 'failed'],
    ['overdue', 1, 'e-mail', 'failed'],
  ])
  expect(await bad()).toMatchObject([{ occasions: 1 }])
  await office.night('2026-11-18')
  expect(await states()).toEqual([
    ['hold', 1, 'phone', 'ready'],
    ['overdue', 1, 'phone', 'ready'],
  ])
  await add({ ...overdue('2026-11-17'), emails: ['GONE@example.org'] })
  await office.night('2026-11-24')
  expect(await bad()).toMatchObject([{ occasions: 2 }])
  const entries = (await entriesOf()).length
  await add({ ...overdue('2026-11-24'), emails: ['gone@example.org'] })
  await office.night('2026-12-01')
  expect(await entriesOf()).toHaveLength(entries)
  expect((await states()).filter(([, , channel]) => channel === 'e-mail')).toEqual([])
  expect(await sendingFaults(library.database.app)).toEqual([])
})

test('fifty customers and a relay that denies us: none is marked, all is kept, it is said, and all goes out once it is set right', async () => {
  for (let n = 0; n < 50; n++) await add({ ...overdue('2026-11-10'), emails: [`fine-${n}@example.org`] })
  server.answers.set('*', postfix.denied)
  expect(await office.night('2026-11-17')).toBe(
    'notices by e-mail are not sent: the mail server answered 554 5.7.1',
  )
  expect(await bad()).toEqual([])
  expect(await entriesOf()).toHaveLength(1)
  expect(new Set((await states()).map((one) => one.join()))).toEqual(new Set(['overdue,1,e-mail,ready']))
  expect(await sendingFaults(library.database.app)).toMatchObject([
    { channel: 'e-mail', why: 'the mail server answered 554 5.7.1' },
  ])
  // It is not asked again, and nobody's address opened, until an hour is over.
  expect(await office.send()).toMatch(/554 5\.7\.1/)
  expect(await entriesOf()).toHaveLength(1)
  server.answers.clear()
  office.time.hour++
  expect(await office.send()).toBeUndefined()
  expect(server.received).toHaveLength(49)
  expect(await sendingFaults(library.database.app)).toEqual([])
  await office.night('2026-11-18')
  expect(server.received).toHaveLength(50)
  expect(await bad()).toEqual([])
})

test.each([
  ['a full mailbox', postfix.full, ['overdue', 1, 'e-mail', 'ready']],
  ['an older server’s full mailbox', '552 mailbox full', ['overdue', 1, 'e-mail', 'ready']],
  ['a server that is busy', postfix.later, ['overdue', 1, 'e-mail', 'ready']],
])('%s is tried again and holds no one up', async (_what, answer, state) => {
  await add({ ...overdue('2026-11-10'), emails: ['full@example.org'] })
  await add({ ...overdue('2026-11-10'), emails: ['fine@example.org'] })
  server.answers.set('full@example.org', answer)
  expect(await office.night('2026-11-17')).toBeUndefined()
  expect(await states()).toContainEqual(state)
  expect(server.received.map(({ to }) => to)).toEqual(['fine@example.org'])
  expect(await bad()).toEqual([])
  server.answers.clear()
  await office.send()
  expect(server.received).toHaveLength(2)
})

test.each([
  ['has no room', '452 4.3.1 Insufficient system storage'],
  ['cannot look anything up', '451 4.3.0 <{to}>: Temporary lookup failure'],
  ['shuts down', '421 4.3.2 Service shutting down'],
  ['asks everyone to come again', '450 4.2.0 <{to}>: Greylisted'],
  ['breaks off', 'hang-up'],
])(
  'a server that %s for everyone stops the night, is said, and uses up no one’s tries',
  async (_what, answer) => {
    for (let n = 0; n < 5; n++) await add({ ...overdue('2026-11-10'), emails: [`fine-${n}@example.org`] })
    server.answers.set('*', answer)
    const days = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
    for (const day of days) {
      const asked = (await entriesOf()).length
      expect(await office.night(day)).toMatch(/^notices by e-mail are not sent: .*none was taken/)
      expect(await office.send()).toMatch(/none was taken/)
      expect((await entriesOf()).length - asked).toBe(3)
      office.time.hour++
    }
    expect(await sendingFaults(library.database.app)).toMatchObject([
      { channel: 'e-mail', since: expect.any(Date) },
    ])
    expect(new Set((await states()).map((one) => one.join()))).toEqual(new Set(['overdue,1,e-mail,ready']))
    server.answers.clear()
    office.time.hour++
    for (const day of ['2026-11-20', '2026-11-21']) await office.night(day)
    expect(server.received).toHaveLength(5)
    expect(await sendingFaults(library.database.app)).toEqual([])
  },
)

test('on a quiet day one that is not taken is said at once, and a full mailbox is not', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['one@example.org'] })
  server.answers.set('*', postfix.full)
  expect(await office.night('2026-11-17')).toBeUndefined()
  expect(await sendingFaults(library.database.app)).toEqual([])
  server.answers.set('*', '451 4.3.0 <{to}>: Temporary lookup failure')
  expect(await office.send()).toBe('notices by e-mail are not sent: the mail server answered 451 4.3.0')
  expect(await sendingFaults(library.database.app)).toHaveLength(1)
  server.answers.clear()
  expect(await office.send()).toBeUndefined()
  expect(await sendingFaults(library.database.app)).toEqual([])
})

test('a server that takes none of the first three addresses marks none, and they wait a day', async () => {
  for (const n of [1, 2, 3, 4]) await add({ waiting: ['Canary'], emails: [`fine-${n}@example.org`] })
  server.answers.set('*', postfix.unknown)
  expect(await office.night('2026-11-20')).toMatch(/none was taken/)
  expect(await bad()).toEqual([])
  server.answers.clear()
  expect(await office.night('2026-11-21')).toBeUndefined()
  office.time.hour += 1
  await office.send()
  expect(server.received.map(({ to }) => to).sort()).toEqual([1, 2, 3, 4].map((n) => `fine-${n}@example.org`))
})

test('a line that breaks before the server asked for the message is no try of unknown end', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['a@example.org'] })
  server.answers.set('*', 'hang-up')
  await office.night('2026-11-17')
  expect(await states()).toEqual([['overdue', 1, 'e-mail', 'ready']])
  server.answers.clear()
  await office.send()
  expect(server.received).toHaveLength(1)
  expect(office.unsure).toEqual([])
})

test('a line that breaks is sent once more with the same id, and never a third time; the log is told of it', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['a@example.org'] })
  server.conduct.splice(0, 1, 'take-and-hang-up', 'take-and-hang-up', 'accept')
  await office.night('2026-11-17')
  await office.send()
  await office.send()
  expect(server.received).toHaveLength(2)
  const ids = server.received.map(({ bytes }) => /^Message-ID: <(.+)>\r$/m.exec(bytes.toString())?.[1])
  expect(new Set(ids).size).toBe(1)
  expect(office.unsure).toEqual(['sent-again'])
  expect(await states()).toEqual([['overdue', 1, 'e-mail', 'unknown']])
})

test('a mail that is returned goes another way, and its address is bad after the second; a forged one does nothing', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['gone@example.org'] })
  await office.night('2026-11-17')
  const id = /^Message-ID: (<.+>)\r$/m.exec(server.received[0]?.bytes.toString() ?? '')?.[1] ?? ''
  const report = (of: string) =>
    `Final-Recipient: rfc822; gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\nMessage-ID: ${of}\r\n`
  const parts = { worker: library.database.worker, ring: office.ring }
  expect(await processReturnedMail(parts, report(`<${'0'.repeat(32)}@x.org>`), '2026-11-17')).toMatchObject({
    ours: 0,
  })
  // Whoever got a mail of ours knows its id, and may say that somebody else's address is bad.
  const other = report(id).replace('gone@', 'somebody-else@')
  expect(await processReturnedMail(parts, other, '2026-11-17')).toMatchObject({ returned: 1, ours: 0 })
  expect(await bad()).toEqual([])
  expect(await states()).toEqual([['overdue', 1, 'e-mail', 'done']])
  const first = { returned: 1, ours: 1, otherStatuses: [], unread: 0 }
  const unreadable = (of: string) => `Return-Path: <>\n\nSorry, no mailbox here.\n\nMessage-ID: ${of}\n`
  expect(
    await processReturnedMail(parts, unreadable(`<${'0'.repeat(32)}@x.org>`), '2026-11-17'),
  ).toMatchObject({
    unread: 0,
  })
  expect(await processReturnedMail(parts, unreadable(id), '2026-11-17')).toMatchObject({ ours: 0, unread: 1 })
  expect(await processReturnedMail(parts, report(id), '2026-11-17')).toEqual(first)
  expect(await processReturnedMail(parts, report(id), '2026-11-17')).toMatchObject({ ours: 0 })
  expect(await bad()).toMatchObject([{ occasions: 1 }])
  await office.night('2026-11-18')
  expect(await states()).toEqual([['overdue', 1, 'phone', 'ready']])
})

test('while the mail server is away no one is opened, and nothing is lost', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['a@example.org'] })
  const { port } = server
  await server.close()
  expect(await office.night('2026-11-17')).toMatch(/cannot be reached/)
  expect(await entriesOf()).toEqual([])
  expect(await states()).toEqual([['overdue', 1, 'e-mail', 'ready']])
  expect(port).toBeGreaterThan(0)
})

test('a notice has another id and other tokens every night, and nothing beside it names a day of a loan', async () => {
  const id = await add({ ...overdue('2026-11-10'), phone: '1', emails: [], choices: { refuses: ['letter'] } })
  await office.night('2026-11-17')
  const [first] = await office.notices()
  await office.night('2026-11-18')
  const [second] = await office.notices()
  expect(second).toMatchObject({ patron: id, channel: 'phone', planned_on: '2026-11-17' })
  expect(second?.id).not.toBe(first?.id)
  const { rows } = await inContext(
    library.database.worker,
    { actor: 'test', place: 'test' },
    async (trx) => ({
      rows: await trx.selectFrom('notice').selectAll().execute(),
    }),
  )
  expect(JSON.stringify(rows)).not.toContain('2026-11-10')
  expect(JSON.stringify(rows)).not.toContain(id)
})

test('a full mailbox or a refused sender in a returned mail marks no one, and the notice goes another way', async () => {
  await add({ ...overdue('2026-11-10'), emails: ['full@example.org'] })
  await office.night('2026-11-17')
  const id = /^Message-ID: (<.+>)\r$/m.exec(server.received[0]?.bytes.toString() ?? '')?.[1] ?? ''
  const report = `Final-Recipient: rfc822; full@example.org\nAction: failed\nStatus: 5.2.2\n\nMessage-ID: ${id}\n`
  const parts = { worker: library.database.worker, ring: office.ring }
  expect(await processReturnedMail(parts, report, '2026-11-17')).toEqual({
    ...{ returned: 1, ours: 1, otherStatuses: ['5.2.2'], unread: 0 },
  })
  expect(await bad()).toEqual([])
  await office.night('2026-11-18')
  expect(await states()).toEqual([['overdue', 1, 'phone', 'ready']])
})

const bad = () =>
  inContext(library.database.worker, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('bad_address').selectAll().execute(),
  )

/** What the register says, in no order. */
async function entriesOf() {
  const rows = await library.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.map(({ leaf }) => {
    const opened = openEntry(leaf, office.ring.registerMonthKey(readLeaf(leaf).month))
    if (!('entry' in opened)) throw new Error(opened.refused)
    return opened.entry
  })
}
