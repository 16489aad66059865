import type { Kysely } from 'kysely'
import { type CallerPermits, logIdentity, type StaffActor, systemActor, wrapCaller } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Context, inContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { Schema } from '../platform/db/schema.ts'
import { recordEntry } from '../register/index.ts'
import { actingTermsFrom } from '../staff/index.ts'
import type { PublicReportKind } from './case.ts'
import { hasOwnSignIn } from './case-access.ts'
import { planReportMails } from './case-mails-store.ts'
import {
  addReport,
  countReports,
  deleteReport,
  lockReport,
  noteReportCall,
  noteReportsSeen,
  type ReportRow,
  reportRows,
} from './public-reports-store.ts'

/*
 * What people outside the library report on the public page. It is no case until someone called them back. INVARIANT:
 * nothing here reads or writes anything of a sealed matter, so the page is the same whether or not there is one.
 */

/** Whom to call back, as they typed it. */
export type Caller = { readonly name: string; readonly phone: string }

export type PublicReport = Caller & {
  readonly id: string
  readonly at: Date
  readonly what: PublicReportKind
  readonly tries: number
  readonly isReached: boolean
}

type PublicReportParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly permits: CallerPermits
}

/** A library gets one in years. Beyond this, someone is playing, and the page says to call. */
const maxReports = 40

/** Calls without an answer after which a report may be ended unheard. */
export const triesBeforeEnd = 3

const byItself: Context = { actor: 'system', place: 'here' }

export class PublicReports {
  readonly #parts: PublicReportParts

  constructor(parts: PublicReportParts) {
    this.#parts = parts
  }

  /** Saves a report, and rings where officers are there. @returns false where too many wait: then nothing is saved */
  async add(
    id: string,
    { what, name, phone }: Caller & { readonly what: PublicReportKind },
  ): Promise<boolean> {
    const { app, ring, clock } = this.#parts
    const at = clock.now()
    return inContext(app, byItself, async (trx) => {
      if ((await countReports(trx, maxReports)) >= maxReports) return false
      const contact = sealField(ring, 'public_report.contact', id, { name, phone })
      if (!(await addReport(trx, { id, at, what, contact }))) return true
      await this.#record(trx, logIdentity(systemActor), 'public-report-came', [what])
      if (what !== 'here') return true
      const acting = await hasActingDirector(trx, ring, clock.today())
      await planReportMails(trx, { reportId: id, on: clock.today(), at, acting })
      return true
    })
  }

  /** How many wait, for a start page; nothing of them. */
  async count(actor: StaffActor): Promise<number> {
    return countReports(readIn(this.#parts.app, contextOf(actor)), maxReports)
  }

  /** All that wait, oldest first. Whoever opens this has seen them, and the view is on record first. */
  async list(actor: StaffActor): Promise<readonly PublicReport[]> {
    const rows = await inContext(this.#parts.app, contextOf(actor), (trx) => this.#viewed(trx, actor))
    // INVARIANT: no name is opened before the view is known to be committed.
    return rows.map((row) => this.#open(row))
  }

  /**
   * One that was called back, to open a case with; this view is on record first, too.
   * @returns undefined where there is none, or no one was reached
   */
  async reached(actor: StaffActor, id: string): Promise<PublicReport | undefined> {
    const row = await inContext(this.#parts.app, contextOf(actor), async (trx) => {
      const found = await lockReport(trx, id)
      if (found === undefined || found.reached_at === null) return undefined
      await this.#record(trx, logIdentity(actor), 'public-report-view', [])
      return found
    })
    // INVARIANT: not opened before the view is known to be committed.
    return row && this.#open(row)
  }

  /** @returns false where there is no such report */
  async noteCall(actor: StaffActor, id: string, isReached: boolean): Promise<boolean> {
    const { app, clock } = this.#parts
    return inContext(app, contextOf(actor), async (trx) => {
      const row = await lockReport(trx, id)
      if (row === undefined) return false
      await noteReportCall(trx, id, isReached ? clock.now() : undefined)
      await this.#record(trx, logIdentity(actor), 'public-report-call', [isReached ? 'reached' : 'no-answer'])
      return true
    })
  }

  /**
   * Ends a report without a case. INVARIANT: one view and one end are logged, as where the sealed way kept what was said.
   * @returns those that are left; `isEnded` is false where it may not be ended yet
   */
  async end(
    actor: StaffActor,
    id: string,
  ): Promise<{ readonly isEnded: boolean; readonly left: readonly PublicReport[] }> {
    const { isEnded, rows } = await inContext(this.#parts.app, contextOf(actor), async (trx) => {
      const row = await lockReport(trx, id)
      const isEnded = row !== undefined && mayEnd({ tries: row.tries, isReached: row.reached_at !== null })
      if (isEnded) await this.#drop(trx, actor, id)
      return { isEnded, rows: await this.#viewed(trx, actor) }
    })
    return { isEnded, left: rows.map((row) => this.#open(row)) }
  }

  /**
   * Removes a report in the transaction that begins its case: neither is without the other.
   * @throws ReportGoneError where someone else was faster
   */
  async becomeCase(trx: Trx, actor: StaffActor, id: string): Promise<void> {
    if ((await lockReport(trx, id)) === undefined) throw new ReportGoneError()
    await this.#drop(trx, actor, id)
  }

  /** Removes a report of which the sealed way has kept everything. */
  async dropKept(actor: StaffActor, id: string): Promise<void> {
    await inContext(this.#parts.app, contextOf(actor), async (trx) => {
      if ((await lockReport(trx, id)) !== undefined) await this.#drop(trx, actor, id)
    })
  }

  /**
   * Removes a report with what was typed. INVARIANT: the entry is the same whether a case was opened with it, it was
   * ended, or what was said in the call is kept sealed.
   */
  async #drop(trx: Trx, actor: StaffActor, id: string): Promise<void> {
    await deleteReport(trx, id)
    await this.#record(trx, logIdentity(actor), 'public-report-ended', [])
  }

  async #viewed(trx: Trx, actor: StaffActor): Promise<ReportRow[]> {
    await this.#record(trx, logIdentity(actor), 'public-report-view', [])
    if (hasOwnSignIn(actor)) await noteReportsSeen(trx, actor.role === 'counsel' ? 'counsel' : 'decider')
    return reportRows(trx)
  }

  #open(row: ReportRow): PublicReport {
    const { ring, permits } = this.#parts
    const { id, at, what, tries, reached_at, contact } = row
    const sealed = wrapCaller(
      ring,
      id,
      (opener) => opener.field('public_report.contact', id, contact) as Caller,
    )
    const { name, phone } = sealed.open(permits(id))
    return { id, at, what, tries, isReached: reached_at !== null, name, phone }
  }

  async #record(
    trx: Trx,
    by: ReturnType<typeof logIdentity>,
    kind: string,
    flags: readonly string[],
  ): Promise<void> {
    const { ring, clock } = this.#parts
    await recordEntry(trx, { ring, now: clock.now() }, { ...by, kind, flags })
  }
}

/** Someone else opened a case with it, or ended it, since it was read. */
export class ReportGoneError extends Error {}

/** Not before the number that was given was called. */
export const mayEnd = ({ tries, isReached }: Pick<PublicReport, 'tries' | 'isReached'>): boolean =>
  isReached || tries >= triesBeforeEnd

export async function hasActingDirector(trx: Trx, ring: KeyRing, today: string): Promise<boolean> {
  return (await actingTermsFrom(trx, ring, today)).some(({ firstDay }) => firstDay <= today)
}

function contextOf(actor: StaffActor): Context {
  const { actor: by, place } = logIdentity(actor)
  return { actor: by, place }
}
