import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { makeGateServices } from '../../src/app/services.ts'
import { sendCaseMails } from '../../src/cases/jobs.ts'
import { lettersToPrint } from '../../src/contact/letters.ts'
import type { Notice } from '../../src/contact/notice.ts'
import { sealNotice } from '../../src/contact/notice-sealing.ts'
import { mailSender, type Sender, sendNoticesJob } from '../../src/contact/notice-sending.ts'
import { planNotice } from '../../src/contact/notice-store.ts'

import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { checkpointMailJob } from '../../src/register/checkpoint-mail.ts'
import { collectedCase } from '../casework/decided-case.ts'
import { asOwner } from '../links/as-owner.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { appThrough, standBetween } from '../support/between.ts'
import { filesOfZip } from '../support/zip-files.ts'
import type { Canary } from './canary.ts'
import type { Patron } from './cast.ts'
import { columns } from './columns.ts'
import { nameOf, outsideThePage, readable, seenIn, textOf } from './findings.ts'
import { type Library, startLibrary } from './library.ts'
import { unknownKeyFiles } from './secrets.ts'
import { Sight } from './sight.ts'
import { signNow } from './sign-now.ts'
import { Stand } from './stand.ts'
import { readTable } from './table.ts'
import { visits } from './visits.ts'

const table = readTable()
let library: Library

beforeAll(async () => {
  library = await startLibrary()
}, 600_000)
afterAll(() => library.close())

const saidOf = (what: string) => {
  const row = table.out.find(({ names }) => names.includes(what))
  if (row === undefined) throw new Error(`WHO-SEES-WHAT.md does not say what shows in: ${what}`)
  return new Set([...row.kinds, ...row.own])
}

describe('every field', () => {
  test('of the database stands in the table by hand, and every confidential one holds a canary', async () => {
    const { rows } = await asOwner(library.tested.it, (owner) =>
      owner.query<{ table: string; column: string }>(
        `select table_name as table, column_name as column from information_schema.columns
           where table_schema = 'public' order by 1, 2`,
      ),
    )
    const known = Object.entries(columns).flatMap(([name, all]) =>
      Object.keys(all).map((one) => `${name}.${one}`),
    )
    expect(rows.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(known.sort())
    for (const [name, all] of Object.entries(columns)) {
      for (const [column, holds] of Object.entries(all)) {
        if (holds !== 'confidential') continue
        const field = `${name}.${column}`
        expect(library.canaries.map((canary) => canary.field)).toContain(field)
        const { rows } = await asOwner(library.tested.it, (owner) =>
          owner.query(`select from "${name}" where "${column}" is not null limit 1`),
        )
        expect([field, rows.length]).toEqual([field, 1])
      }
    }
  })

  test('of the keys folder stands in the table by hand', () => {
    expect(unknownKeyFiles(library.tested.it.home.keysDir)).toEqual([])
  })
})

describe('the second wall', () => {
  test.each([
    ['nobody has said who acts', '', ''],
    ['the computer is not one of the library’s', 'somebody', 'elsewhere'],
  ])('shows no row of a customer where %s', async (_why, actor, place) => {
    const confidential = [
      'patron',
      'card',
      'guarantor',
      'loan',
      'hold',
      'charge',
      'notice',
      'bad_address',
      'pin',
      'history',
      // The rows of cases show to whoever acts, from anywhere; which of them to whom is the gate's.
      'case_copy',
    ]
    const counts = await library.house.app.transaction().execute(async (trx) => {
      await sql`select set_config('carrel.actor', ${actor}, true), set_config('carrel.place', ${place}, true)`.execute(
        trx,
      )
      const found: string[] = []
      for (const table of confidential) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
          trx,
        )
        found.push(`${table}: ${rows[0]?.n}`)
      }
      return found
    })
    expect(counts).toEqual(confidential.map((table) => `${table}: 0`))
  })
})

/** What a browser has to hold before it reaches such a page; the Director’s own session reaches the others. */
async function cookiesFor(stand: Stand, who: Route['may']): Promise<Record<string, string>> {
  if (who === 'signing-in') return stand.half('second-step')
  if (who === 'handed-over') return stand.handed()
  if (who === 'customer' || who === 'customer-plainly') return stand.own()
  return who === 'customer-signing-in' ? stand.halfOwn() : {}
}

/** What may be thrown in the middle of a page, with a customer in its words. */
function faults(): Record<string, Error> {
  const { one } = library.cast.adult
  const quoted = `${one.surname} ${one.cards[0]?.number} ${one.born}`
  return {
    'a bug': new Error(`cannot show ${quoted}`),
    'a message that looks like a place in the code': new Error(`no such thing\n    at ${one.surname} (here)`),
    'a call of what is none': thrownBy(() => [1].map(one.surname as never)),
    'what the database refuses': Object.assign(new Error(`invalid input syntax for type date: "${quoted}"`), {
      code: '22P02',
      detail: `Key (name)=(${quoted}) already exists.`,
    }),
    'a full disk': Object.assign(new Error(`could not write ${quoted}`), { code: '53100' }),
    'a property of nothing': new TypeError(`Cannot read properties of undefined (reading '${one.surname}')`),
    'a value of another type': thrownBy(() =>
      Buffer.byteLength({ toString: undefined, [one.surname]: 1 } as never),
    ),
    'a text where there should be a number': thrownBy(() => Buffer.alloc(one.surname as never)),
    'a text that is changed': thrownBy(() => {
      ;(one.surname as unknown as Record<string, number>)['x'] = 1
    }),
    'a zone that there is none of': thrownBy(() => new Intl.DateTimeFormat('en', { timeZone: one.surname })),
    'a text that is no JSON': thrownBy(() => JSON.parse(one.surname)),
  }
}

function thrownBy(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

describe('a page when something fails', () => {
  test('shows a reference and nothing else, and the log does not say of whom, whatever is thrown and where', async () => {
    const may = new Set([...saidOf('a page when something fails'), ...saidOf("the program's log")])
    expect([...may]).toEqual([])
    const stand = new Stand(library, 'Director', 'Office')
    const problems: string[] = []
    for (const [at, [what, error]] of Object.entries(faults()).entries()) {
      library.tested.logged.length = 0
      // The first on every page; how a message reads in the log is the same wherever it comes from.
      // Where a link lets someone in, no one here has one.
      const failed = routes.filter(
        ({ isLet }, number) => isLet === undefined && (at === 0 || number % 10 === 0),
      )
      const failing = routes.map((route) => ({
        ...route,
        answer: () => {
          throw error
        },
      }))
      const app = stand.app(failing)
      for (const { method, path, may: who } of failed) {
        const { fields, said } = (await visits[`${method} ${path}`]?.right?.(stand)) ?? {}
        const cookies = await cookiesFor(stand, who)
        const received = await stand.send(app, method, { path, fields, cookies, said })
        const reached = who !== 'setting-up' && !(Array.isArray(who) && !who.includes('director'))
        if (reached && ![500, 503].includes(received.status))
          problems.push(`${method} ${path}, ${what}: answers ${received.status}`)
        for (const canary of seenIn(stand, received))
          problems.push(`${path}, ${what}: shows ${nameOf(canary)}`)
        problems.push(...outsideThePage(stand, received).filter((fault) => !fault.startsWith('it fails')))
      }
      expect(library.tested.logged.length).toBeGreaterThan(3)
      problems.push(
        ...textOf(library.sight, library.tested.logged.join('\n')).map((one) => `the log, ${what}: ${one}`),
      )
    }
    expect([...new Set(problems)]).toEqual([])
  }, 300_000)

  test('shows nothing where the database goes away, before a page or at the moment of a commit', async () => {
    const { it } = library.tested
    const { host, port } = await socketOf()
    const between = await standBetween(host, port)
    const app = appThrough(between, { port, keysDir: it.home.keysDir })
    const stand = new Stand(library, 'clerk', 'front desk')
    const { ring, pack, clock } = library.house
    const ofGate = makeGateServices({ app, ring, pack, names: library.tested.names, clock })
    const house = { ...stand.house, ...ofGate }
    library.tested.logged.length = 0
    const problems: string[] = []
    const look = async (what: string, broken: typeof house) => {
      const { one } = library.cast.adult
      const received = await stand.send(stand.app(undefined, broken), 'POST', {
        ...{ path: '/counter/customer', fields: { id: one.id, basis: 'phone' } },
      })
      if (received.status !== 503) problems.push(`${what}: answers ${received.status}`)
      for (const canary of seenIn(stand, received)) problems.push(`${what}: shows ${nameOf(canary)}`)
    }
    for (const atCommit of ['cut-before', 'cut-after'] as const) {
      between.atCommit = atCommit
      await look(atCommit, house)
    }
    between.close()
    await look('the database is away', { ...house, app })
    expect(problems).toEqual([])
    expect(textOf(library.sight, library.tested.logged.join('\n'))).toEqual([])
    await app.destroy()

    async function socketOf() {
      const client = await it.database.connect('worker')
      await client.end()
      return { host: client.host, port: client.port }
    }
  })
})

/** Every paper that is typeset, and its line. */
const lineOfPaper: Record<string, string> = {
  'backup/recovery-sheet.typ': 'paper: the recovery sheet',
  'cli/readings-sheet.typ': 'paper: the readings of the policy',
  'circulation/disposal-report.typ': 'paper: the record of what was forgotten or cut',
  'ask/counter-card.typ': 'paper: the counter card',
  'ask/log-sheet.typ': 'paper: the pack for a day without Carrel',
  'ask/policy-sheet.typ': 'paper: the readings of the policy',
  'ask/warrant-kit.typ': 'paper: the page for a search warrant',
  'staff/certificate.typ': 'paper: the certificate of a course',
  'platform/pdf/letterhead.typ': 'paper: a letter to a guardian or with a new card',
  'platform/pdf/letter.typ': 'paper: a letter to a guardian or with a new card',
  'ask/card-sleeve.typ': 'paper: the sleeve for a card',
  'cases/decision.typ': 'paper: the decision in a case',
  'cases/transparency-report.typ': 'paper: what was taken in a search; the requests in numbers',
  'cases/search-inventory.typ': 'paper: what was taken in a search; the requests in numbers',
  'cases/custodian-certificate.typ': 'paper: the certificate with records that are handed over',
  'cases/records-copy.typ': 'paper: copies of records that are handed over',
  'contact/letters.typ': 'paper: a letter to the customer',
}

const strangersOf = ({ guarantors }: Patron) => guarantors.flatMap(({ stranger }) => stranger ?? [])

describe('what goes out and what stays behind', () => {
  test('has a line for every mail and every paper that there is', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    const composers = files.filter(
      (path) =>
        /(?<!\.test)\.tsx?$/.test(path) &&
        path !== 'platform/mail/head.ts' &&
        /\b(mailHead|plainMail)\(|Message-ID/.test(readFileSync(join('src', path), 'utf8')),
    )
    expect(composers.sort()).toEqual([
      // Of the link tests/web/counsel.test.ts reads what is sent.
      'cases/word-link-mail.ts',
      'contact/notice-sending.ts',
      'platform/mail/sign-in-notice.ts',
      'register/checkpoint-mail.ts',
    ])
    // The demonstration's own paper is as invented as its library.
    const papers = files.filter((path) => path.endsWith('.typ') && !path.startsWith('app/demo/')).sort()
    expect(papers).toEqual(Object.keys(lineOfPaper).sort())
    const said = table.out.flatMap(({ names }) => names)
    expect(said.filter((name) => name.startsWith('mail:'))).toHaveLength(4)
    const ofPaper = said.filter((name) => name.startsWith('paper:'))
    expect(ofPaper.sort()).toEqual([...new Set(Object.values(lineOfPaper))].sort())
  })

  test('the daily mail names no one, and neither it nor a failure has the password of the mail server', async () => {
    const may = saidOf("mail: the register's pin of the day")
    const password = 'Vzqumildox Qxorylupzal'
    const sight = new Sight([
      ...library.canaries,
      { of: 'the house', tells: ['secret'], field: 'CARREL_SMTP_URL', writings: [password] },
    ])
    const server = await startMailServer({
      onAuth: (auth, _session, done) =>
        server.received.length < 2 && refuse
          ? done(new Error(`no ${auth.password}`))
          : done(null, { user: auth.username }),
    })
    let refuse = true
    const mail = mailSettings({
      CARREL_SMTP_URL: `smtp://carrel:${encodeURIComponent(password)}@127.0.0.1:${server.port}`,
      CARREL_MAIL_FROM: 'carrel@library.example.org',
    })
    const step = checkpointMailJob({
      worker: library.tested.it.database.worker,
      mail,
      clock: library.house.clock,
    })
    const failure = await step.run('2026-11-24').then(
      () => 'sent',
      (error: Error) => `${error.stack} ${JSON.stringify(error)}`,
    )
    expect(failure).not.toBe('sent')
    expect(textOf(sight, failure)).toEqual([])
    const stand = new Stand(library, 'Director', 'Office')
    const page = await stand.get(webOf(stand, mail), '/register/pins')
    expect([...sight.in(page.body)].filter(({ tells }) => tells.includes('secret'))).toEqual([])
    refuse = false
    await step.run('2026-11-24')
    await server.close()
    expect(server.signIns.at(-1)).toBe(`carrel ${password}`)
    expect(server.received).toHaveLength(2)
    for (const { bytes } of server.received) {
      const seen = [...sight.in(bytes)]
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.filter(({ tells }) => !tells.some((kind) => may.has(kind))).map(nameOf)).toEqual([])
    }
  })

  test('a mail that a matter waits says where it goes and nothing of the matter, and so does a failure', async () => {
    const may = saidOf('mail: that a matter waits')
    const { cases, clock, app } = library.house
    const { database } = library.tested.it
    const server = await startMailServer()
    const mail = mailSettings({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
    server.conduct.splice(0, 1, 'refuse', 'accept')
    await sendCaseMails({ app, database, cases, mail, clock })
    await server.close()
    const [one] = server.received
    const seen = [...library.sight.in(one?.bytes ?? '')]
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.filter(({ tells }) => !tells.some((kind) => may.has(kind))).map(nameOf)).toEqual([])
    const { rows } = await asOwner(library.tested.it, (owner) =>
      owner.query<{ state: string; failure: string | null }>('select state, failure from case_mail'),
    )
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['ready', 'sent']))
    expect(textOf(library.sight, JSON.stringify(rows))).toEqual([])
  })

  test('a notice by mail, text or letter tells of its customer what its line says, and of no one else anything', async () => {
    const { house, tested, cast } = library
    const { adult, minor } = cast
    const planned = async (channel: 'e-mail' | 'text' | 'letter', notices: readonly Notice[]) => {
      await inContext(tested.it.database.worker, dailyJobContext, async (trx) => {
        for (const notice of notices) {
          const row = sealNotice(new LinkKeys(house.ring), notice)
          const standing = { channel, planned_on: '2026-11-24', message_id: randomBytes(16).toString('hex') }
          await planNotice(trx, { ...row, ...standing }, [])
        }
      })
    }
    const overdue = ({ id }: { readonly id: string }, step: number): Notice => ({
      patron: id,
      kind: 'overdue',
      step,
    })
    await planned('e-mail', [overdue(adult.one, 1)])
    await planned('text', [overdue(adult.one, 2)])
    const charges = [adult.one, minor.one].map(({ id }): Notice => ({ patron: id, kind: 'charges', step: 1 }))
    await planned('letter', [overdue(adult.one, 3), ...charges])

    const server = await startMailServer()
    const mail = mailSettings({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
    const { pack, clock, gate, corrections, ring, app } = house
    const texts: string[] = []
    const text: Sender = {
      ...{ channel: 'text', fits: () => true, fault: async () => undefined },
      send: async ({ to, says }) => {
        texts.push(`${to} ${says}`)
        return { outcome: 'accepted' }
      },
    }
    const senders = [mailSender(mail, pack, clock), text].filter((one) => one !== undefined)
    const { worker } = tested.it.database
    await sendNoticesJob({
      worker,
      ring,
      gate,
      corrections,
      pack,
      clock,
      senders,
      unsure: () => undefined,
    }).run('2026-11-24')
    await server.close()
    const say = {
      day: (_: string, day: string) => day,
      dollars: (_: string, cents: number) => `$${(cents / 100).toFixed(2)}`,
    }
    const clerk = { accountId: 'clerk-1', role: 'desk', place: 'office' } as const
    const letters = await lettersToPrint({ app, ring, gate, pack, clock, say }, clerk, (made) => made)
    const { lettersPdf } = await import('../../src/contact/letters.ts')

    const beyond = (line: string, of: readonly string[], bytes: Buffer | string) => {
      const may = saidOf(line)
      const seen = [...library.sight.in(bytes)]
      expect(seen.length).toBeGreaterThan(0)
      return seen
        .filter((one) => !of.includes(one.of) || !one.tells.some((kind) => may.has(kind)))
        .map(nameOf)
    }
    // One to each guardian who signed for the minor, and two to the adult.
    expect([server.received.length, texts.length, letters.length]).toEqual([1, 1, 5])
    const homes = [{ label: 'the parent', contact: cast.parent.contact }, ...strangersOf(minor.one)]
    const reached = new Set<string>()
    const [one] = server.received
    expect(beyond('mail: a notice to the customer', [adult.one.label], one?.bytes ?? '')).toEqual([])
    expect(beyond('text: a notice to the customer', [adult.one.label], texts.join())).toEqual([])
    for (const letter of letters) {
      const isOfMinor = letter.says.includes(minor.one.surname)
      expect(letter.to.join()).not.toContain(minor.one.surname)
      const home = homes.find(({ contact }) => `${contact.addresses[0]}` === `${letter.to.slice(1)}`)
      const of = isOfMinor ? [minor.one.label, home?.label ?? 'nobody'] : [adult.one.label]
      const pdf = await lettersPdf({
        title: 'Letters',
        library: pack.library,
        sender: [],
        reach: [],
        letters: [letter],
      })
      expect(beyond('paper: a letter to the customer', of, readable(pdf))).toEqual([])
      expect(beyond('paper: a letter to the customer', of, JSON.stringify(letter))).toEqual([])
      if (isOfMinor) reached.add(home?.label ?? 'nobody')
    }
    expect([...reached].sort()).toEqual(homes.map(({ label }) => label).sort())
  })

  test('a package of records tells of the people whom the case names what it names, and of no one else anything', async () => {
    const { cast, house, sight } = library
    const { one } = cast.adult
    const scope = { subjects: [one.id], records: ['overdue', 'overdue.titles'] } as const
    const path = `/cases/${await collectedCase(house, scope, { checked: true })}/produce`
    // The certificate says how anybody can check it, and so there is none before it was signed.
    await signNow(library.tested)
    const stand = new Stand(library, 'Director', 'Office')
    const identity = await generateX25519Identity()
    const made = async (fields: Readonly<Record<string, string>>) => {
      const sent = await stand.send(stand.app(), 'POST', { path, fields })
      const ready = fields['form'] === 'paper' ? await stand.send(stand.app(), 'GET', { path }) : sent
      const [, id = ''] = /name="package" value="([^"]+)"/.exec(ready.body.toString()) ?? []
      const file = await stand.send(stand.app(), 'POST', { path: `${path}/file`, fields: { package: id } })
      return { ready, file }
    }
    const printed = await made({ form: 'paper', recipient: '' })
    const { ready, file } = await made({ form: 'age', recipient: await identityToRecipient(identity) })
    const beyond = (line: string, seen: Iterable<Canary>) => {
      const may = saidOf(line)
      return [...seen].filter(({ of, tells }) => {
        const isTheirs = of === one.label || of === stand.sitter?.signIn
        return !isTheirs || !tells.some((kind) => may.has(kind))
      })
    }
    const onPaper = [...sight.in(readable(printed.file.body))]
    expect(onPaper.length).toBeGreaterThan(0)
    expect(beyond('paper: copies of records that are handed over', onPaper)).toEqual([])
    const locked = await made({ form: 'pdf', recipient: '' })
    for (const { body } of [ready, file, printed.ready, locked.ready, locked.file]) {
      expect(
        beyond("the program's log", sight.in(body)).filter(({ of }) => of !== stand.sitter?.signIn),
      ).toEqual([])
    }
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const files = filesOfZip(Buffer.from(await decrypter.decrypt(file.body)))
    const seen = [...files].flatMap(([name, bytes]) => {
      const says = [...sight.in(name.endsWith('.pdf') ? readable(bytes) : bytes)]
      const paper = { 'certificate.pdf': 'the certificate with records', 'records.pdf': 'copies of records' }[
        name
      ]
      if (paper !== undefined) expect(beyond(`paper: ${paper} that are handed over`, says)).toEqual([])
      return says
    })
    expect(beyond('file: the package of records that are handed over', seen)).toEqual([])
    const overdue = one.canaries.filter(({ tells }) => tells.includes('overdue items'))
    expect(overdue.filter((canary) => !seen.includes(canary) && !canary.mayBeLeftOut)).toEqual([])
  }, 60_000)

  test('the logs of the program and of the database name no one, and nothing is left beside data and keys', () => {
    expect([...saidOf("the database's log"), ...saidOf("the program's log")]).toEqual([])
    const { home } = library.tested.it
    const read = filesBelow(home.dir).filter((path) => !path.startsWith('data/') && !path.startsWith('keys/'))
    for (const path of read)
      expect([path, ...textOf(library.sight, readFileSync(join(home.dir, path), 'latin1'))]).toEqual([path])
    expect(read.some((path) => path.includes('log'))).toBe(true)
  })
})

const webOf = (stand: Stand, mail: ReturnType<typeof mailSettings>) =>
  stand.app(undefined, { ...stand.house, mail })

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path), { throwIfNoEntry: false })?.isFile(),
  )
}
