import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeGateServices } from '../../src/app/services.ts'
import { stageOf } from '../../src/cases/case.ts'
import type { CaseView } from '../../src/cases/case-service.ts'
import type { CaseEventName } from '../../src/cases/event.ts'
import type { CaseServices } from '../../src/cases/services.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { dailyJobContext, dailyJobDoneOn } from '../../src/platform/jobs/daily-job.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { isCommitmentsLeaf } from '../../src/register/log/leaf.ts'
import { pendingCount, readLeaves } from '../../src/register/log-store.ts'
import type { MailServerInTest } from '../mail/mail-server.ts'
import type { CaseJournal } from './case-journal.ts'
import { told } from './case-library.ts'
import { openedEntry } from './entries.ts'

type CaseRecords = Pick<CaseServices, 'cases' | 'copies'>

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))

/** The cases of which somebody is to be reminded on a day. */
export type Due = { readonly day: string; readonly cases: readonly { readonly reference: string }[] }
export type Accounts = { readonly director: string; readonly counsel: string }

export type CaseAuditParts = {
  readonly home: Home
  readonly journal: CaseJournal
  readonly server: MailServerInTest
  readonly accounts: Accounts
}

/** So many days before a clock runs out somebody hears of it. */
const daysBefore = 2
const mostLooks = 5
/** So many mails go out when a case comes in: one to the Director and one to counsel. */
const mailsOfCase = 2

/**
 * Holds the cases of a running library against what it acknowledged, its register and its mails. Each sentence that it
 * returns says what is wrong.
 */
export class CaseAudit {
  entries = 0
  events = 0
  readonly #parts: CaseAuditParts
  readonly #known = new Set<string>()
  /** What the register has of each case. */
  readonly #steps = new Map<string, string[]>()
  readonly #eventsOf = new Map<string, number>()
  readonly #opened = new Set<string>()
  #nextIndex = 0n

  constructor(parts: CaseAuditParts) {
    this.#parts = parts
  }

  /** The program runs, and nobody asks it anything meanwhile. @param now as the program has it */
  async run(
    now: Date,
    due: Due | undefined,
    happened: Map<string, readonly CaseEventName[]>,
  ): Promise<string[]> {
    const { home, journal } = this.#parts
    const database = await openDatabase(home)
    try {
      const ring = new KeyRing(home.keysDir)
      const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) }
      const services = makeGateServices({ app: database.app, ring, pack, names: new NameIndex(), clock })
      const rows = await this.#rows(database)
      const wrong = this.#reports(rows)
      const touched = rows.filter(
        ({ reference }) => journal.touched.has(reference) || !this.#known.has(reference),
      )
      let looked: CaseView[] = []
      let after = new Map<string, (typeof rows)[number]>()
      for (let left = touched.map(({ reference }) => reference), tries = 0; left.length > 0; tries++) {
        for (const reference of left) {
          const seen = await this.#look(services, reference)
          if (typeof seen === 'string') wrong.push(seen)
          else looked = [...looked.filter((one) => one.reference !== reference), seen]
          this.#known.add(reference)
        }
        wrong.push(...(await this.#register(database, ring)))
        after = new Map((await this.#rows(database)).map((row) => [row.reference, row]))
        // Meanwhile a mail may have failed, which is a try to reach somebody: such a case is looked at again.
        const moved = looked.filter(({ reference, events }) => after.get(reference)?.events !== events.length)
        left = tries < mostLooks ? moved.map(({ reference }) => reference) : []
      }
      journal.touched.clear()
      for (const seen of looked) {
        happened.set(
          seen.reference,
          seen.events.map(({ what }) => what),
        )
        wrong.push(...this.#one(seen, after.get(seen.reference)), ...(await this.#kept(services, seen)))
      }
      wrong.push(...(await this.#mails(database, rows.length)))
      if (due !== undefined) wrong.push(...(await this.#reminders(database, due)))
      return wrong
    } finally {
      await database.close()
    }
  }

  /** What runs out soon on a day, as the library stands now: nobody works at a case. */
  async due(day: string): Promise<Due> {
    const database = await openDatabase(this.#parts.home)
    try {
      const rows = await this.#rows(database)
      const until = daysAfter(day, daysBefore)
      const cases = rows.filter(
        ({ due_on, closed_on }) => closed_on === null && due_on !== null && due_on <= until,
      )
      return { day, cases }
    } finally {
      await database.close()
    }
  }

  /** All mails are done with: none waits. */
  async mailsAtEnd(): Promise<{
    readonly sent: number
    readonly unknown: number
    readonly twice: number
    readonly wait: number
  }> {
    const database = await openDatabase(this.#parts.home)
    try {
      const mails = await this.#mailRows(database)
      const states = (...of: string[]) => mails.filter(({ state }) => of.includes(state)).length
      const twice = [...this.#arrived().values()].filter((times) => times > 1).length
      return {
        sent: states('sent'),
        unknown: states('unknown'),
        twice,
        wait: states('ready', 'trying', 'trying-again'),
      }
    } finally {
      await database.close()
    }
  }

  #rows({ app }: Database) {
    return inContext(app, dailyJobContext, (trx) =>
      trx
        .selectFrom('case_file')
        .select(['id', 'reference', 'kind', 'stage', 'outcome', 'events', 'due_on', 'closed_on'])
        .execute(),
    )
  }

  #mailRows({ app }: Database) {
    return inContext(app, dailyJobContext, (trx) =>
      trx
        .selectFrom('case_mail')
        .innerJoin('case_file', 'case_file.id', 'case_mail.case_id')
        .select(['reference', 'why', 'planned_on', 'nth', 'whom', 'message_id', 'case_mail.state'])
        .execute(),
    )
  }

  /** Every report that was acknowledged is there, and no more came than were asked for. */
  #reports(rows: readonly { readonly reference: string }[]): string[] {
    const { journal } = this.#parts
    const there = new Set(rows.map(({ reference }) => reference))
    const gone = [...journal.references].filter((reference) => !there.has(reference))
    const asked = journal.timesAsked('', 'received')
    return [
      ...gone.map((reference) => `the report ${reference} was acknowledged, and is gone`),
      ...(rows.length > asked ? [`${rows.length} cases came of ${asked} reports`] : []),
    ]
  }

  async #look(services: CaseRecords, reference: string): Promise<CaseView | string> {
    try {
      return (
        (await services.cases.look(this.#counsel, reference)) ?? `the case ${reference} cannot be looked at`
      )
    } catch (error) {
      return `the case ${reference} does not open: ${(error as Error).message}`
    }
  }

  get #counsel(): StaffActor {
    return { accountId: this.#parts.accounts.counsel, role: 'counsel', place: 'office' }
  }

  get #director(): StaffActor {
    return { accountId: this.#parts.accounts.director, role: 'director', place: 'office' }
  }

  /** What waits gets its place; then the new entries are read. */
  async #register({ worker }: Database, ring: KeyRing): Promise<string[]> {
    const deadline = Date.now() + 90_000
    while ((await pendingCount(worker)) > 0n) {
      if (Date.now() > deadline) return ['entries wait for a tick that does not come']
      await sleep(30)
    }
    const wrong: string[] = []
    for (;;) {
      const leaves = await readLeaves(worker, { log: 1, first: this.#nextIndex, most: 2000 })
      if (leaves.length === 0) return wrong
      for (const stored of leaves) {
        // A tick's own leaf is no entry.
        if (isCommitmentsLeaf(stored.leaf)) {
          this.#nextIndex++
          continue
        }
        const entry = openedEntry(ring, stored)
        if (typeof entry === 'string') wrong.push(`entry ${this.#nextIndex} ${entry}`)
        else if (entry.kind === 'case-step') {
          const reference = entry.case ?? ''
          this.#steps.set(reference, [...(this.#steps.get(reference) ?? []), ...(entry.flags ?? [])])
        }
        this.#nextIndex++
        this.entries++
      }
    }
  }

  /** The file, its row and the register say the same, and each acknowledged step is there once. */
  #one(
    { reference, events, case: it }: CaseView,
    row: { readonly events: number; readonly stage: string; readonly outcome: string | null } | undefined,
  ): string[] {
    const { journal } = this.#parts
    const whats = events.map(({ what }) => what)
    const recorded = this.#steps.get(reference) ?? []
    this.events += whats.length - (this.#eventsOf.get(reference) ?? 0)
    this.#eventsOf.set(reference, whats.length)
    const wrong: string[] = []
    if ([...whats].sort().join() !== [...recorded].sort().join())
      wrong.push(`${reference}: the file has ${whats.join(' ')}, and the register ${recorded.join(' ')}`)
    if (row?.events !== whats.length || row.stage !== stageOf(it) || row.outcome !== (it.outcome ?? null))
      wrong.push(
        `${reference}: its row says ${JSON.stringify(row)}, and its file ${whats.length} ${stageOf(it)}`,
      )
    for (const what of new Set(whats)) {
      // By itself: a look that reached somebody, and a mail that did not.
      if (what === 'told' || what === 'received') continue
      const times = whats.filter((one) => one === what).length
      const [least, most] = [journal.timesAcknowledged(reference, what), journal.timesAsked(reference, what)]
      if (times < least || times > most)
        wrong.push(
          `${reference}: ${what} is there ${times} times, acknowledged ${least} and asked ${most} times`,
        )
    }
    for (const what of journal.whatsOf(reference))
      if (!whats.includes(what)) wrong.push(`${reference}: ${what} was acknowledged, and is gone`)
    return wrong
  }

  /** What an event speaks of is there too, and opens: the scan, what was signed, what was collected. */
  async #kept(services: CaseRecords, { reference, case: it, signed }: CaseView): Promise<string[]> {
    const wrong: string[] = []
    for (const { id, sha256 } of it.papers) {
      if (this.#opened.has(id)) continue
      const paper = await services.cases.papers.get(this.#counsel, reference, id)
      const is = paper && createHash('sha256').update(paper.bytes).digest('hex')
      if (is !== sha256) wrong.push(`${reference}: a scan does not come back as it was added`)
      this.#opened.add(id)
    }
    if (it.decision !== undefined && signed === undefined) wrong.push(`${reference}: what was signed is gone`)
    const isKept = it.production !== undefined && !it.receipt && !it.closed
    if (isKept) {
      const shown = await services.copies
        .show(this.#director, reference)
        .catch((error: Error) => error.message)
      if (shown === undefined || typeof shown === 'string')
        wrong.push(`${reference}: what was collected does not open: ${shown}`)
    }
    return wrong
  }

  /** Each case has its mails, each went out twice at most with one id, and what counts as sent was received. */
  async #mails(database: Database, cases: number): Promise<string[]> {
    const mails = await this.#mailRows(database)
    const arrived = this.#arrived()
    const came = mails.filter(({ why }) => why === 'came')
    const ids = new Set(mails.map(({ message_id }) => message_id))
    return [
      ...(came.filter(({ nth }) => nth === 0).length === mailsOfCase * cases
        ? []
        : [`${came.length} mails tell of ${cases} cases`]),
      ...mails
        .filter(({ state, message_id }) => state === 'sent' && !arrived.has(message_id))
        .map(({ reference }) => `${reference}: a mail counts as sent, and nobody received it`),
      ...[...arrived].flatMap(([id, times]) => [
        ...(times > 2 ? [`a mail was received ${times} times`] : []),
        ...(ids.has(id) ? [] : ['a mail was received that nobody planned']),
      ]),
    ]
  }

  #arrived(): Map<string, number> {
    const times = new Map<string, number>()
    for (const { to, bytes } of this.#parts.server.received) {
      // The same server takes the notices of patrons.
      if (!Object.values(told).includes(to)) continue
      const id = /^Message-ID: <(.+)@.+>\r$/m.exec(bytes.toString())?.[1] ?? ''
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    return times
  }

  /** Once the night's step is done, each case whose clock runs out has its mail of the day, once for each whom it concerns. */
  async #reminders(database: Database, { day, cases }: Due): Promise<string[]> {
    const deadline = Date.now() + 120_000
    while (((await dailyJobDoneOn(database.worker, 'case-reminders')) ?? '') < day) {
      if (Date.now() > deadline) return [`the night of ${day} reminds nobody`]
      await sleep(50)
    }
    const mails = (await this.#mailRows(database)).filter(
      ({ why, planned_on }) => why === 'clock' && planned_on === day,
    )
    return cases.flatMap(({ reference }) => {
      const whoms = mails.filter((one) => one.reference === reference).map(({ whom }) => whom)
      const times = whoms.length
      // Whoever decides, and counsel too where the clock is counsel's as well; nobody twice.
      return times > 0 && new Set(whoms).size === times
        ? []
        : [`${reference}: its clock runs out, and ${times} mails say so on ${day}`]
    })
  }
}
