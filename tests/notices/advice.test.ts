import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  type LetterParts,
  lettersMailed,
  lettersToPrint,
  type NoticeLetter,
} from '../../src/contact/letters.ts'
import type { Sender } from '../../src/contact/notice-sending.ts'
import { importFolder } from '../imports/import-folder.ts'
import { type MailServerInTest, startMailServer } from '../mail/mail-server.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { jensen, officeOf } from './office.ts'

/*
 * The advice of Regulation 2 in the first notice after an import: who came with another system's export was never handed the
 * welcome letter that has it.
 */

let library: TestDatabase
let server: MailServerInTest
let folder: string
const advice = jensen.manifest.advice ?? []
const overdue = 'You have overdue materials.'

beforeAll(async () => {
  library = await startTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
})
beforeEach(async () => {
  server = await startMailServer()
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
  await library?.close()
})

const office = (more: Parameters<typeof officeOf>[2] = {}) =>
  officeOf(library.database, library.home.keysDir, { mailUrl: server.url, ...more })

/** Another system's export: each with one item that is overdue from that day on. */
async function imported(
  first: number,
  ...people: readonly { readonly email: string; readonly phone?: string }[]
) {
  const nth = (at: number) => first + at
  const rows = people.map(
    ({ email, phone = '' }, at) =>
      `${nth(at)},c${nth(at)},Fescue,Wren${nth(at)},1980-01-01,${email},${phone},1 Main St,Minden,68959`,
  )
  const files = {
    'borrowers.csv': [
      'borrowernumber,cardnumber,surname,firstname,dateofbirth,email,phone,address,city,zipcode',
      ...rows,
    ],
    'items.csv': [
      'itemnumber,barcode,biblionumber,title,author,itemlost',
      ...people.map((_, at) => `${nth(at)},b${nth(at)},${nth(at)},Canary Overdue,"A, B.",0`),
    ],
    'issues.csv': [
      'issue_id,borrowernumber,itemnumber,date_due',
      ...people.map((_, at) => `${nth(at)},${nth(at)},${nth(at)},2026-11-10 23:59:00`),
    ],
    'accountlines.csv': ['accountlines_id,borrowernumber,itemnumber,accounttype,amountoutstanding'],
  }
  for (const [file, lines] of Object.entries(files))
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`)
  await importFolder(library, folder, '2026-11-16')
}

const bodyTo = (to: string) =>
  server.received
    .filter((mail) => mail.to === to)
    .map(({ bytes }) => bytes.toString().replaceAll('=\r\n', ''))
const adviceIn = (text: string) => advice.filter((each) => text.includes(each))

test('the first e-mail after an import has the five pieces of advice, and the next has none', async () => {
  expect(advice).toHaveLength(5)
  await imported(1, { email: 'first@example.org' })
  // Who joined here was handed the advice, and hears only what the notice says.
  await plant(library.database, office().ring, {
    ...{ surname: 'Fescue', firstName: 'Ida', card: 'here', emails: ['here@example.org'] },
    loans: [{ title: 'Canary Overdue', dueOn: '2026-11-10' }],
  })
  const at = office()
  await at.night('2026-11-17')
  const [first = ''] = bodyTo('first@example.org')
  expect(first).toContain(overdue)
  expect(adviceIn(first)).toEqual(advice)
  const [here = ''] = bodyTo('here@example.org')
  expect(here).toContain(overdue)
  expect(adviceIn(here)).toEqual([])
  // A later import brings them again, and they were advised already.
  await imported(1, { email: 'first@example.org' })
  await at.night('2026-12-01')
  await at.night('2026-12-08')
  const sent = bodyTo('first@example.org')
  expect(sent.slice(1).flatMap(adviceIn)).toEqual([])
  expect(`${first}${sent.join()}`).not.toContain('Canary')
})

test('a text has no room for the advice, and the letter after it has it until it is in the mail', async () => {
  await imported(50, { email: '', phone: '402-555-0177' })
  const texts: string[] = []
  const text: Sender = {
    ...{ channel: 'text', fits: () => true, fault: async () => undefined },
    send: async ({ says }) => {
      texts.push(says)
      return { outcome: 'accepted' }
    },
  }
  const at = office({ text })
  at.time.hour = 16
  await at.night('2026-11-17')
  expect(texts).toHaveLength(1)
  expect(adviceIn(texts[0] ?? '')).toEqual([])
  expect(texts[0]).toContain(overdue)
  // The third step is a letter, which is the first that can have it.
  await at.night('2026-12-01')
  await at.night('2026-12-15')
  const clerk = { accountId: 'clerk-1', role: 'desk', place: 'office' } as const
  const say = {
    day: (_: string, day: string) => day,
    dollars: (_: string, cents: number) => `$${cents / 100}`,
  }
  const { gate, clock, ring } = at
  const parts: LetterParts = { app: library.database.app, ring, gate, pack: jensen, clock, say }
  const theirs = async () => {
    const letters: NoticeLetter[] = await lettersToPrint(parts, clerk, (all) => [...all])
    return letters.filter(({ to }) => to[0]?.startsWith('Wren50')).map(({ advice: told }) => told)
  }
  expect(await theirs()).toEqual([advice])
  // Printed and not mailed, it is printed again with the advice; once it was mailed, the next one has none.
  expect(await theirs()).toEqual([advice])
  await lettersMailed(parts, clerk)
  await owes(50)
  await at.night('2027-01-05')
  expect(await theirs()).toEqual([[]])
})

/** A later export says that they owe a fee, which a letter tells. */
async function owes(nth: number): Promise<void> {
  const head = 'accountlines_id,borrowernumber,itemnumber,accounttype,amountoutstanding'
  writeFileSync(join(folder, 'accountlines.csv'), `${head}\n1,${nth},${nth},LOST,19.990000\n`)
  await importFolder(library, folder, '2027-01-04')
}
