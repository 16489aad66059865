import { randomUUID } from 'node:crypto'
import {
  type CopyPermits,
  catalogTitles,
  type GateParts,
  type Opened,
  type OpenedTitle,
  openRecord,
  overdueCount,
  type PatronLookup,
  type ProgramActor,
  type StaffActor,
  wrapWholeHistory,
} from '../../gate/index.ts'
import type { KeyRing } from '../../platform/crypto/key-ring.ts'
import type { Trx } from '../../platform/db/context.ts'
import { daysAfter, type RecordKind } from '../../policy/index.ts'
import { actingTermsFrom, listOfficers } from '../../staff/index.ts'
import { type Case, type CaseCopy, currentPackage, type Scope } from '../case.ts'
import { copiesShowAt, isCounselIn } from '../case-access.ts'
import {
  type CaseRepository,
  type CaseStorage,
  dayOfInstantIn,
  type TendedRepository,
} from '../case-repository.ts'
import type { CaseRow } from '../cases-store.ts'
import { policyAskOf } from '../decision.ts'
import type { EventBodyOf } from '../event.ts'
import type { GuardContext } from '../guards.ts'
import { otherSystems } from '../other-systems-store.ts'
import { recordCopyEntry, type StepRecorder, type StepResult } from '../step-recorder.ts'
import type { StepRefusal } from '../step-table.ts'
import { collected } from '../steps/collected.ts'
import { isOf } from '../steps/step.ts'
import { CaseProduction } from './case-production.ts'
import {
  type CopiedField,
  type CopiedLine,
  type CopiedRecords,
  copyReadoutOf,
  type DayRange,
  leavesOverdue,
  linesInScope,
  mergedLines,
} from './copied-records.ts'

type CopyParts = Pick<GateParts, 'ring' | 'pack' | 'clock'> & {
  readonly shelves: CaseStorage
  readonly lookup: PatronLookup
  readonly book: StepRecorder
  readonly copyPermits: CopyPermits
}

/** `too-much`: more lines than a paper can hold. */
type CopyResult = { readonly copy: string; readonly entry: string } | StepRefusal | 'unknown' | 'too-much'

/** What was collected. `entry`: the log entry of this view. */
export type CopyView = {
  readonly copy: CaseCopy
  readonly copied: CopiedRecords
  readonly entry: string
  /** Only the collector could check it here. */
  readonly alone: boolean
  /** Ids of the accounts that could check it. */
  readonly checkers: readonly string[]
}

const byItself: ProgramActor = { role: 'program' }

/** Copies hold exactly what the paper names, each under its own key. Copying keeps no loan from being anonymized. */
export class CaseCopies {
  readonly #parts: CopyParts
  readonly production: CaseProduction

  constructor(parts: CopyParts) {
    this.#parts = parts
    this.production = new CaseProduction(parts)
    parts.shelves.tendSealed((shelf, reference) => this.#endDueIn(shelf, reference))
  }

  /** Keeps a copy before anything is decided, and notifies no one. @param until `YYYY-MM-DD` */
  async preserve(actor: StaffActor, reference: string, scope: Scope, until: string): Promise<CopyResult> {
    return this.#make(actor, reference, (_, id) => ({
      what: 'preserved',
      copy: { ...onlyScope(scope), id, by: actor.accountId },
      until,
    }))
  }

  /** @param asListed the collector confirmed that people are in the paper's order */
  async collect(actor: StaffActor, reference: string, asListed = false): Promise<CopyResult> {
    return this.#make(actor, reference, (it, id) => {
      const scope = onlyScope(it.scope ?? { subjects: [], records: [] })
      const by = { id, by: actor.accountId, ...(asListed && { asListed }) }
      const what = { what: 'collected', copy: { ...scope, ...by } } as const
      const refused = this.#parts.book.missing(actor, it, what)
      if (refused.length > 0) return { refused }
      const records = this.#mayGo(it)
      return records.length === 0
        ? { refused: ['policy-lets-go'] }
        : { ...what, copy: { ...what.copy, records } }
    })
  }

  /**
   * Undefined where nothing was collected, or it may not be seen by them or here.
   * @param asks.overdue for a page that says how many overdue items were left out
   */
  async show(
    actor: StaffActor,
    reference: string,
    { overdue = false }: { readonly overdue?: boolean } = {},
  ): Promise<CopyView | undefined> {
    const { shelves, book, pack, ring, clock } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return undefined
    const logged = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const copy = found?.case.production?.copy
      if (found === undefined || copy === undefined) return undefined
      const { file } = found
      const kept = (await shelf.copies(file, 'collected')).find(({ id }) => id === copy.id)
      if (kept === undefined) return undefined
      const seen = overdue ? withOverdue(copy) : copy
      const entry = await recordCopyEntry(shelf, pack, { actor, file, kind: 'copy-view', copy: seen })
      const checkersOf = await shelf.reading((trx) => checkersIn(trx, ring, found.case, clock.today()))
      const checkers = checkersOf(copy.by, found.case.production?.cannotCome)
      return { copy, kept, entry, checkers, alone: checkers.length === 0 }
    })
    if (logged === undefined) return undefined
    // INVARIANT: nothing is opened before the view is known to be committed.
    const { kept, ...rest } = logged
    const { overdueLeft, ...copied } = kept.open()
    return { ...rest, copied: overdue && overdueLeft ? { ...copied, overdueLeft } : copied }
  }

  /** What counsel heard is taken from the copy itself. */
  async checkHeard(
    actor: StaffActor,
    reference: string,
    { copy, counsel, words }: { readonly copy: string; readonly counsel: string; readonly words: string },
    at: Date,
  ): Promise<StepResult> {
    const { ring, shelves, book, clock } = this.#parts
    const shown = await this.show(actor, reference)
    if (shown === undefined) return 'unknown'
    if (shown.copy.id !== copy) return { refused: ['collected-this'] }
    const heard = { counsel, words, read: copyReadoutOf(shown.copied, shown.copy) }
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const checkersOf = await shelf.reading((trx) => checkersIn(trx, ring, found.case, clock.today()))
      const isAlone: GuardContext['isAlone'] = (...by) => checkersOf(...by).length === 0
      return book.takeIn(shelf, actor, reference, { what: 'checked', copy, heard }, { at, isAlone })
    })
  }

  async end(actor: StaffActor | ProgramActor, reference: string, copy: string): Promise<StepResult> {
    return this.#parts.shelves.within(actor, reference, (shelf) => this.#endOn(shelf, actor, reference, copy))
  }

  async #endOn(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
    copy: string,
  ): Promise<StepResult> {
    const what = { what: 'preservation-ended', copy } as const
    const taken = await this.#parts.book.takeIn(shelf, actor, reference, what)
    if (taken !== 'unknown' && 'entry' in taken) await shelf.deleteCopies({ ids: [copy] })
    return taken
  }

  /** Nightly: ends and deletes copies, and destroys keys without one. @throws the last error, after trying all */
  async endDue(): Promise<void> {
    const { shelves, clock } = this.#parts
    let fault: unknown
    for (const { reference, ...copy } of await shelves.openCopies()) {
      try {
        if (isDue(copy, clock.today())) await this.end(byItself, reference, copy.id)
        await shelves.within(byItself, reference, (shelf) => this.#deleteUnheld(shelf, reference, copy.id))
      } catch (error) {
        fault = error
      }
    }
    await shelves.destroyLeftKeys()
    if (fault !== undefined) throw fault
  }

  /** The same in the sealed matters this person has open; it also runs in each before anything else is done there. */
  endDueSealed(actor: StaffActor): Promise<void> {
    return this.#parts.shelves.tendOpen(actor)
  }

  async #endDueIn(shelf: TendedRepository, reference: string): Promise<void> {
    for (const copy of shelf.keptCopies) {
      if (isDue(copy, this.#parts.clock.today())) await this.#endOn(shelf, byItself, reference, copy.id)
      await this.#deleteUnheld(shelf, reference, copy.id)
    }
  }

  async #deleteUnheld(shelf: CaseRepository, reference: string, id: string): Promise<void> {
    const found = await this.#parts.book.readIn(shelf, byItself, reference)
    const isHeld = found !== undefined && [...heldBy(found.case), ...this.#package(found.case)].includes(id)
    if (!isHeld) await shelf.deleteCopies({ ids: [id] })
  }

  /** The package to keep: until produced, then for the pack's days. */
  #package(it: Case): readonly string[] {
    const { pack, clock } = this.#parts
    const { produced, outcome, closed } = it
    const packaged = currentPackage(it)
    if (packaged === undefined || closed) return []
    if (produced === undefined) return outcome === undefined ? [packaged.id] : []
    const handedOn = dayOfInstantIn(pack.timeZone)(produced.at)
    const until = daysAfter(handedOn, pack.manifest.cases?.package.days ?? 0)
    return clock.today() < until ? [packaged.id] : []
  }

  async #make(
    actor: StaffActor,
    reference: string,
    plan: (it: Case, id: string) => EventBodyOf<'preserved'> | EventBodyOf<'collected'> | StepRefusal,
  ): Promise<CopyResult> {
    const { shelves, book, pack, ring, lookup, clock, copyPermits } = this.#parts
    try {
      return await shelves.within(actor, reference, async (shelf) => {
        const found = await book.readIn(shelf, actor, reference)
        if (found === undefined) return 'unknown'
        const { file, case: it } = found
        const planned = plan(it, randomUUID())
        if ('refused' in planned) return planned
        const systems = await shelf.reading(otherSystems)
        const named = systems.map(({ id, name }) => ({ id, name }))
        const what = named.length === 0 ? planned : { ...planned, systems: named }
        const taken = await book.takeIn(shelf, actor, reference, what)
        if (taken === 'unknown' || 'refused' in taken) return taken
        const { copy } = what
        const isCollected = isOf(collected, what)
        const entry = await recordCopyEntry(shelf, pack, {
          actor,
          file,
          copy: isCollected ? withOverdue(copy) : copy,
          kind: isCollected ? 'records-collected' : 'records-preserved',
        })
        const earlier = isCollected ? await preservedIn(shelf, found) : []
        // Why before the commit: it is sealed again at once, and nothing leaves.
        const day = clock.today()
        const copying = { ring, lookup, day, permit: copyPermits }
        const lines = await shelf.reading((trx) => copyRecordsInScope(trx, copying, { scope: copy, earlier }))
        const overdueLeft = isCollected ? await shelf.reading((trx) => overdueIn(trx, copying, copy)) : 0
        await shelf.keepCopy(file, {
          id: copy.id,
          kind: what.what,
          holds: { takenOn: day, entry, lines, ...(overdueLeft > 0 && { overdueLeft }) },
          until: isCollected ? null : what.until,
          inPlaceOf: isCollected ? ['collected', 'package'] : [],
        })
        return { copy: copy.id, entry }
      })
    } catch (error) {
      if (error instanceof TooManyLinesError) return 'too-much'
      throw error
    }
  }

  /** The records in scope that the policy releases now. */
  #mayGo(it: Case): readonly RecordKind[] {
    const { pack, clock } = this.#parts
    const { may } = pack.decide(policyAskOf(it, it.scope?.records ?? [], clock.today()))
    if (may.length === 0) return []
    const { outcome, withheld } = pack.decide(policyAskOf(it, may, clock.today()))
    return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled') ? may : []
  }
}

const isDue = ({ kind, until }: { kind: string; until: string | null }, today: string): boolean =>
  kind === 'preserved' && until !== null && until <= today

/** Copies the case still needs. What was produced is kept until it is signed for. */
function heldBy(it: Case): readonly string[] {
  const isOver = it.closed || it.receipt || (it.outcome !== undefined && it.produced === undefined)
  return [...it.preserved.keys(), ...(isOver || it.production === undefined ? [] : [it.production.copy.id])]
}

async function preservedIn(
  shelf: CaseRepository,
  { file, case: it }: { readonly file: CaseRow; readonly case: Case },
): Promise<CopiedLine[]> {
  const kept = (await shelf.copies(file, 'preserved')).filter(({ id }) => it.preserved.has(id))
  return kept.flatMap((one) => one.open().lines)
}

const onlyScope = ({ subjects, absent, records, from, until }: Scope): Scope => ({
  subjects,
  records,
  ...(absent && { absent }),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
})

/** The log says that whether something is overdue was looked up too. */
const withOverdue = <T extends Pick<Scope, 'records'>>(copy: T): T =>
  leavesOverdue(copy) && !copy.records.includes('overdue')
    ? { ...copy, records: [...copy.records, 'overdue'] }
    : copy

/** How many overdue items the paper, as it was read, does not ask for. Their number only: no title is read. */
async function overdueIn(trx: Trx, { lookup, permit }: CopyingParts, scope: Scope): Promise<number> {
  if (!leavesOverdue(scope)) return 0
  let many = 0
  for (const subject of scope.subjects) {
    const [patron] = await lookup.one(trx, { id: subject })
    if (patron !== undefined) many += overdueCount(patron, permit(subject, ['overdue']))
  }
  return many
}

/** About fifty pages, typeset in a second or two while others wait. */
const maxCopiedLines = 2000

export class TooManyLinesError extends Error {}

type CopyingParts = {
  readonly ring: KeyRing
  readonly lookup: PatronLookup
  readonly day: string
  readonly permit: CopyPermits
}

/** Reads like any view: it locks nothing, and anonymizing goes on. @throws TooManyLinesError */
async function copyRecordsInScope(
  trx: Trx,
  copying: CopyingParts,
  { scope, earlier }: { readonly scope: Scope; readonly earlier: readonly CopiedLine[] },
): Promise<CopiedLine[]> {
  const now: CopiedLine[] = []
  for (const subject of scope.subjects) {
    now.push(...linesInScope(await copyLinesOfPatron(trx, copying, subject, scope.records), scope))
    if (now.length > maxCopiedLines) throw new TooManyLinesError()
  }
  const lines = mergedLines(now, earlier, scope)
  if (lines.length > maxCopiedLines) throw new TooManyLinesError()
  return lines
}

async function copyLinesOfPatron(
  trx: Trx,
  { ring, lookup, day, permit }: CopyingParts,
  patronId: string,
  records: readonly RecordKind[],
): Promise<CopiedLine[]> {
  const [patron] = await lookup.one(trx, { id: patronId })
  if (patron === undefined) return []
  const history = records.includes('history')
    ? await wrapWholeHistory(trx, ring, { patronId, most: maxCopiedLines })
    : undefined
  if (history?.more) throw new TooManyLinesError()
  const opened = await openRecord({ ...patron, ...(history && { history }) }, records, {
    permit: permit(patronId, records),
    catalogue: (items) => catalogTitles(trx, items),
  })
  return copiedLinesOf(patronId, opened, { records, day })
}

type Field = readonly [CopiedField, string]

/** Only what defines a record: no slip name, preference or page number. @param day of the copy, `YYYY-MM-DD` */
export function copiedLinesOf(
  subject: string,
  opened: Opened,
  { records, day }: { readonly records: readonly RecordKind[]; readonly day: string },
): CopiedLine[] {
  const today: DayRange = { from: day, until: day }
  const line = (record: RecordKind, fields: readonly Field[], days?: DayRange): CopiedLine => ({
    subject,
    record,
    asOf: day,
    fields,
    ...(days && { days }),
  })
  const told = (record: RecordKind) => records.includes(record)
  const { existence, identity, contact, loans = [], charges, holds, history } = opened
  return [
    ...(existence ? [line('existence', [['on-file', 'yes']])] : []),
    ...(identity ? [line('identity', identityFields(identity))] : []),
    ...(contact ? [line('contact', contactFields(contact))] : []),
    ...loans.map((loan) => line('loans', titleFields(loan), today)),
    ...bareAndTitled(opened, told, day).map(({ record, fields, days }) => line(record, fields, days)),
    ...chargeLines(charges, told).map(({ record, fields }) => line(record, fields, today)),
    ...(holds && told('holds') ? [line('holds', [isSo(holds.any)], today)] : []),
    ...(holds?.each ?? []).map((each) => line('holds.titles', titleFields(each), today)),
    ...(history?.each ?? []).map(({ on, ...title }) =>
      line('history', [...titleFields(title), ['returned-on', on]], { from: on, until: on }),
    ),
  ]
}

function identityFields(identity: NonNullable<Opened['identity']>): Field[] {
  const { surname, firstName, otherNames, born, cards } = identity
  return [
    ['surname', surname],
    ['first-name', firstName],
    ...(otherNames ? [['other-names', otherNames] as const] : []),
    ...(born ? [['born', born] as const] : []),
    ...cards.map(({ number }) => ['card', number] as const),
  ]
}

function contactFields({ addresses, phones, emails }: NonNullable<Opened['contact']>): Field[] {
  return [
    ...addresses.map((lines) => ['address', lines.join(', ')] as const),
    ...phones.map((phone) => ['phone', phone] as const),
    ...emails.map((email) => ['email', email] as const),
  ]
}

function titleFields({ title, author, dueOn }: Pick<OpenedTitle, 'title' | 'author' | 'dueOn'>): Field[] {
  return [
    // An item removed from the catalog has no details.
    ['title', title ?? ''],
    ...(author ? [['author', author] as const] : []),
    ...(dueOn ? [['due-on', dueOn] as const] : []),
  ]
}

const isSo = (is: boolean): Field => ['is-so', is ? 'yes' : 'no']

type Said = { readonly record: RecordKind; readonly fields: readonly Field[]; readonly days: DayRange }

/**
 * Overdue, lost or damaged: the fact and the titles, each where asked for. Reading: what is overdue now was so every
 * day since its due date; for lost, damaged, owed and held items no day is stored, so they count for the day of the
 * copy only.
 */
function bareAndTitled(opened: Opened, told: (record: RecordKind) => boolean, day: string): Said[] {
  return (['overdue', 'lost', 'damaged'] as const).flatMap((kind) => {
    const fact = opened[kind]
    if (fact === undefined) return []
    const since = (dueOn: string | undefined) =>
      kind === 'overdue' && dueOn !== undefined && dueOn < day ? daysAfter(dueOn, 1) : day
    const each = (fact.titles ?? []).map((title) => ({
      record: `${kind}.titles` as const,
      fields: titleFields(title),
      days: { from: since(title.dueOn), until: day },
    }))
    const first = each.map(({ days }) => days.from).sort()[0] ?? day
    const bare = { record: kind, fields: [isSo(fact.any)], days: { from: first, until: day } }
    return [...(told(kind) ? [bare] : []), ...each]
  })
}

/** Amounts and items on separate lines, so that neither reveals the other. */
function chargeLines(
  charges: Opened['charges'],
  told: (record: RecordKind) => boolean,
): Omit<Said, 'days'>[] {
  return (charges?.each ?? []).flatMap(({ kind, amountCents, title }) => {
    const owed = told('charges') ? ([['for', kind]] as const) : []
    const amount = ['amount', (amountCents / 100).toFixed(2)] as const
    return [
      ...(told('charges') ? [{ record: 'charges' as const, fields: [...owed, amount] }] : []),
      ...(title ? [{ record: 'charges.items' as const, fields: [['title', title] as const, ...owed] }] : []),
    ]
  })
}

/**
 * Checkers are the decider at an account of their own, and counsel at any: a Director could reset or end counsel's account to be alone, so
 * only counsel say that they cannot come. @returns the accounts that are left to someone who collected
 */
async function checkersIn(
  trx: Trx,
  ring: KeyRing,
  {
    aboutDirector,
    spoke,
    conflicts,
    special,
  }: Pick<Case, 'aboutDirector' | 'spoke' | 'conflicts' | 'special'>,
  today: string,
): Promise<(collector: string, cannotCome?: readonly string[]) => readonly string[]> {
  const acting = (await actingTermsFrom(trx, ring, today))
    .filter(({ firstDay }) => firstDay <= today)
    .map(({ accountId }) => accountId)
  const could = (await listOfficers(trx, ring, acting)).filter(
    ({ id, role, president, setUpBy, confirmed }) => {
      if (role === 'counsel' || role === 'special-counsel')
        return isCounselIn({ conflicts, special }, { id, role })
      if (setUpBy !== null && confirmed === null) return false
      return aboutDirector ? president : role === 'director' || acting.includes(id)
    },
  )
  const all = [...could.map(({ id }) => id), ...spoke.filter((id) => !conflicts.includes(id))]
  return (collector, cannotCome = []) => all.filter((id) => id !== collector && !cannotCome.includes(id))
}
