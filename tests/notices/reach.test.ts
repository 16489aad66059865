import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type LetterParts,
  lettersMailed,
  lettersToPrint,
  type NoticeLetter,
} from '../../src/contact/letters.ts'
import type { Sender } from '../../src/contact/notice-sending.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Planted, plant } from '../support/planted.ts'
import { jensen, officeOf } from './office.ts'

let library: TestDatabase
let server: MailServerInTest
let cards = 0
const texts: string[] = []
const safe = ['Box 77', 'Kearney NE 68847']
const owes = [{ kind: 'lost' as const, cents: 1999, title: 'Canary Lost' }]
const late = [{ title: 'Canary Overdue', dueOn: '2026-11-10' }]

beforeAll(async () => {
  library = await startTestDatabase()
  server = await startMailServer()
})
afterAll(async () => {
  await server?.close()
  await library?.close()
})

const text: Sender = {
  ...{ channel: 'text', fits: () => true, fault: async () => undefined },
  send: async ({ to }) => {
    texts.push(to)
    return { outcome: 'accepted' }
  },
}
const office = () => officeOf(library.database, library.home.keysDir, { mailUrl: server.url, text })
const add = (person: Omit<Planted, 'surname' | 'card'>) =>
  plant(library.database, office().ring, { surname: 'Egret', card: `5600${cards++}`, ...person })

async function letters(at: ReturnType<typeof office>): Promise<readonly NoticeLetter[]> {
  const clerk = { accountId: 'clerk-1', role: 'desk', place: 'office' } as const
  const say = {
    day: (_: string, day: string) => day,
    dollars: (_: string, cents: number) => `$${cents / 100}`,
  }
  const { gate, clock, ring } = at
  const parts: LetterParts = { app: library.database.app, ring, gate, pack: jensen, clock, say }
  const printed: NoticeLetter[] = await lettersToPrint(parts, clerk, (all) => [...all])
  await lettersMailed(parts, clerk)
  return printed
}

test('letters go to the address that the customer, or the guardian who signed, named in place of theirs', async () => {
  await add({ firstName: 'Ann', phone: '', charges: owes, reach: { mailTo: safe } })
  const parent = await add({ firstName: 'Ben', phone: '', reach: { mailTo: safe } })
  await add({
    ...{ firstName: 'Cal', born: '2015-01-01', phone: '', charges: owes },
    guarantor: { id: parent, liable: true },
  })
  await add({ firstName: 'Dee', phone: '', address: [], charges: owes, reach: { mailTo: safe } })
  await add({ firstName: 'Eve', phone: '', charges: owes })
  const at = office()
  await at.night('2026-11-17')
  const to = (await letters(at)).map((one) => one.to)
  expect(to).toHaveLength(4)
  for (const who of ['Ann Egret', 'Ben Egret', 'Dee Egret']) expect(to).toContainEqual([who, ...safe])
  // Only who named no other address is written to at their own.
  expect(to.filter((lines) => lines.join().includes('Sod House'))).toEqual([
    ['Eve Egret', '1 Sod House Road', 'Minden NE 68959'],
  ])
})

test('messages go only to the numbers and addresses that the customer marked, and otherwise by another way', async () => {
  const emails = ['shared@example.org', 'mine@example.org']
  await add({ firstName: 'Fay', emails, loans: late, reach: { only: ['mine@example.org'] } })
  await add({ firstName: 'Gus', emails: ['his@example.org'], loans: late, reach: { only: ['402-555-0100'] } })
  // Nothing on file is marked any more, as after a number changed: a letter alone is left.
  await add({ firstName: 'Hal', emails: ['old@example.org'], loans: late, reach: { only: ['402-555-9999'] } })
  const at = office()
  at.time.hour = 16
  await at.night('2026-11-24')
  expect(server.received.map(({ to }) => to)).toEqual(['mine@example.org'])
  expect(texts).toEqual(['402-555-0100'])
  expect((await letters(at)).map((one) => one.to[0])).toContain('Hal Egret')
})
