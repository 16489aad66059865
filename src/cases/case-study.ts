import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  actingDirectorRole,
  logIdentity,
  type NamePermits,
  type PatronActor,
  type PatronLookup,
  type PatronName,
  type StaffActor,
} from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Db, inPipelinedContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { Schema } from '../platform/db/schema.ts'
import { businessDaysAfter, type Pack } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { accountNames, directorAccounts } from '../staff/index.ts'
import { type AccessSession, accessSessionsOf } from './access-sessions.ts'
import type { Case, StudiedView, Study, StudyFinding } from './case.ts'
import { copiesShowAt } from './case-access.ts'
import { type CaseStorage, dayOfInstantIn, waitingToken } from './case-repository.ts'
import { type CaseRow, casesAskingStaff, decidedPrivacyCases } from './cases-store.ts'
import type { CaseEventBody } from './event.ts'
import { caseFromEvents } from './reducer.ts'
import { recordCopyEntry, type StepRecorder, type StepResult } from './step-recorder.ts'

type StudyParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly shelves: CaseStorage
  readonly book: StepRecorder
  readonly lookup: PatronLookup
  readonly namePermits: NamePermits
}

/** One staff member's session. `others`: how many other patrons' records they had open around it. */
export type StudiedSession = Omit<AccessSession, 'others'> & { readonly others: number }

export type StudyView = {
  readonly case: Case
  readonly study: Study
  /** Newest first. */
  readonly sessions: readonly StudiedSession[]
  /** Months of its days, `YYYY-MM`, of which no one knows any more who viewed what. */
  readonly forgotten: readonly string[]
}

/**
 * `unknown`: no such case, or no access. `not-set`: whose record, or which days, is not said yet. `own`: the Director's
 * own views are among them, so that the president and counsel study instead.
 */
type StudyAnswer = StudyView | 'unknown' | 'not-set' | 'own'

/** What a staff member is asked about: their own views, and nothing of the case or the patron. */
type AskedOfStaff = {
  readonly ask: string
  readonly until: string
  readonly views: readonly StudiedView[]
}

/** What a patron learns; `staff`: the names that counsel agreed to. `on`: the library's day. */
export type FindingForPatron = {
  readonly on: string
  readonly finding: StudyFinding
  readonly words: string
  readonly remedy: string
  readonly staff: readonly string[]
}

/** Privacy cases that one request opens, the newest ones. */
const mostPrivacyCases = 200
const answerDaysOtherwise = 5
const notOwnViews: readonly string[] = ['study-view', 'study-others', 'card-set-apart', 'card-not-apart']

/**
 * Who viewed a patron's record, studied in a privacy case and nowhere else (Reg 7). It reads the register as the patron's
 * own page does. INVARIANT: each study is on record, where the patron finds it too, before an entry is opened.
 */
export class CaseStudy {
  readonly #parts: StudyParts

  constructor(parts: StudyParts) {
    this.#parts = parts
  }

  async look(actor: StaffActor, reference: string): Promise<StudyAnswer> {
    const logged = await this.#logged(actor, reference, 'study-view')
    if (typeof logged === 'string') return logged
    const { study, subject } = logged
    const { sessions, forgotten } = await accessSessionsOf(this.#reading, subject, study)
    const directors = await directorAccounts(this.#parts.app)
    const own = isOwnStudy(actor, { it: logged.case, study, sessions, directors })
    if (own || !study.begun) {
      const steps: CaseEventBody[] = [
        { what: 'studied', own },
        ...(own ? [{ what: 'about-director', is: true } as const] : []),
      ]
      const isTaken = await this.#takeAll(actor, reference, steps)
      if (!own && !isTaken) return 'unknown'
    }
    if (own) return 'own'
    const shown = sessions.map(({ others, ...session }) => ({ ...session, others: others.length }))
    return { case: logged.case, study, sessions: shown, forgotten }
  }

  /** The names of the other patrons, once counsel agreed. Each of them finds it on their own page. */
  async othersNamed(
    actor: StaffActor,
    reference: string,
  ): Promise<readonly PatronName[] | 'unknown' | 'not-agreed' | 'not-here'> {
    const { pack, clock, namePermits, lookup, shelves, book } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return 'not-here'
    const looked = await this.look(actor, reference)
    if (typeof looked === 'string') return 'unknown'
    if (!looked.study.othersNamed) return 'not-agreed'
    const { sessions } = await accessSessionsOf(this.#reading, looked.study.subject ?? '', looked.study)
    const subjects = [...new Set(sessions.flatMap(({ others }) => others))]
    const records = ['identity'] as const
    const patrons = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || found.case.study?.othersNamed !== true) return undefined
      const about = { actor, file: found.file, kind: 'study-others', copy: { subjects, records } } as const
      await recordCopyEntry(shelf, pack, about)
      return shelf.reading((trx) => lookup.byIds(trx, subjects))
    })
    // INVARIANT: no one is named before the view is known to be committed.
    if (patrons === undefined) return 'unknown'
    const permit = namePermits(subjects)
    return patrons.map(({ name }) => name.open(permit))
  }

  /** @param asked.subject a patron's id; absent: as it is */
  async set(
    actor: StaffActor,
    reference: string,
    asked: { readonly subject: string | undefined; readonly from: string; readonly until: string },
  ): Promise<StepResult> {
    return this.#take(actor, reference, ({ study }) => ({
      ...{ what: 'study-set', ...asked },
      subject: asked.subject ?? study?.subject,
    }))
  }

  /** Asks a staff member about their views in the study; whom it does not have, it does not ask. */
  async ask(actor: StaffActor, reference: string, of: string): Promise<StepResult> {
    const looked = await this.look(actor, reference)
    if (typeof looked === 'string') return 'unknown'
    const views = looked.sessions
      .filter((session) => session.actor === of)
      .flatMap(({ accesses }) => accesses.filter(({ kind }) => !notOwnViews.includes(kind)))
      .map(({ at, place = '' }) => ({ at, place }))
    if (views.length === 0) return 'unknown'
    const { pack, clock } = this.#parts
    const rules = pack.manifest.cases
    const days = rules?.study?.['answer-days'] ?? answerDaysOtherwise
    const closed = rules?.closed ?? { weekdays: [], days: [] }
    const until = businessDaysAfter(clock.today(), days, closed)
    return this.#take(actor, reference, () => ({
      ...{ what: 'account-asked', ask: randomUUID(), of, until, views: views.slice(0, mostViewsAsked) },
    }))
  }

  async agree(actor: StaffActor, reference: string, of: string | undefined): Promise<StepResult> {
    const what: CaseEventBody =
      of === undefined ? { what: 'study-agreed', to: 'others' } : { what: 'study-agreed', to: 'staff', of }
    return this.#take(actor, reference, () => what)
  }

  /**
   * Both texts go to the patron. @returns `names` where one names a staff member, since counsel alone lets a name out;
   * `own` as a look at the study would, so that a Director cannot find before they looked
   */
  async find(
    actor: StaffActor,
    reference: string,
    found: { readonly finding: StudyFinding; readonly words: string; readonly remedy: string },
  ): Promise<StepResult | 'names' | 'own'> {
    const looked = await this.look(actor, reference)
    if (looked === 'own') return looked
    const names = await accountNames(this.#parts.app)
    const isNaming = [...names.values()].some((name) => namesPerson(`${found.words} ${found.remedy}`, name))
    if (isNaming) return 'names'
    return this.#take(actor, reference, () => ({ what: 'study-found', ...found }))
  }

  /** In how many cases this account is asked about views of theirs; none of them is opened. */
  async countAskedOf(actor: StaffActor): Promise<number> {
    const me = logIdentity(actor)
    return (await this.#asking(readIn(this.#parts.app, me), me.actor)).length
  }

  /** What this account is asked about, in any open case; nothing else of the case leaves. */
  async askedOf(actor: StaffActor): Promise<readonly AskedOfStaff[]> {
    const me = logIdentity(actor).actor
    const cases = await this.#casesOf(actor, (trx) => this.#asking(trx, me))
    return cases.flatMap(({ case: { study, outcome } }) =>
      outcome === undefined && study !== undefined
        ? [...study.asked].flatMap(([ask, { of, until, views, words }]) =>
            of === me && words === undefined ? [{ ask, until, views }] : [],
          )
        : [],
    )
  }

  /** Their own words, into the case that asked. @param ask by which it was asked */
  async answer(actor: StaffActor, ask: string, words: string): Promise<StepResult> {
    const cases = await this.#casesOf(actor, (trx) => this.#asking(trx, logIdentity(actor).actor))
    const found = cases.find(({ case: { study } }) => study?.asked.has(ask))
    if (found === undefined) return 'unknown'
    const { shelves, book } = this.#parts
    // Why not as other steps: a Director who is asked answers in a case that they may not see.
    return shelves.within(actor, found.reference, async (shelf) => {
      const file = await shelf.find(found.reference)
      if (file === undefined) return 'unknown'
      return book.takeUnopened(
        shelf,
        actor,
        { file, it: caseFromEvents(await shelf.events(file)) },
        { what: 'account-given', ask, words },
      )
    })
  }

  /** What came of concerns about who viewed this patron's record, once decided. On record like their other pages. */
  async findingsFor(self: PatronActor): Promise<readonly FindingForPatron[]> {
    const { app, ring, clock, pack } = this.#parts
    const looked = { pack: pack.hash, kind: 'own-view', ...logIdentity(self), subjects: [self.patronId] }
    await app.transaction().execute((trx) => recordEntry(trx, { ring, now: clock.now() }, looked))
    const cases = await this.#casesOf(self, (trx) => decidedPrivacyCases(trx, mostPrivacyCases))
    const names = await accountNames(app)
    const dayOf = dayOfInstantIn(pack.timeZone)
    return cases.flatMap(({ case: { study, outcome } }) => {
      const { found, named = [] } = study ?? {}
      if (study?.subject !== self.patronId || found === undefined || outcome === undefined) return []
      const { at, ...finding } = found
      return [{ on: dayOf(at), ...finding, staff: named.flatMap((id) => names.get(id) ?? []) }]
    })
  }

  get #reading() {
    const { app, ring, pack } = this.#parts
    return { app, ring, timeZone: pack.timeZone }
  }

  /** Records that the study is viewed; nothing of it is read before that is committed. */
  async #logged(actor: StaffActor, reference: string, kind: 'study-view') {
    const { shelves, book, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || found.case.kind !== 'privacy' || shelf.isSealed) return 'unknown'
      const { study } = found.case
      if (study?.subject === undefined) return 'not-set'
      const about = { subjects: [study.subject], records: ['existence'] as const }
      await recordCopyEntry(shelf, pack, { actor, file: found.file, kind, copy: about })
      return { case: found.case, study, subject: study.subject }
    })
  }

  async #take(actor: StaffActor, reference: string, what: (it: Case) => CaseEventBody): Promise<StepResult> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      return found === undefined ? 'unknown' : book.takeIn(shelf, actor, reference, what(found.case))
    })
  }

  /** Whether all were taken; where one is refused, the study shows nothing. */
  async #takeAll(actor: StaffActor, reference: string, steps: readonly CaseEventBody[]): Promise<boolean> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      for (const what of steps) {
        const taken = await book.takeIn(shelf, actor, reference, what)
        if (taken === 'unknown' || 'refused' in taken) return false
      }
      return true
    })
  }

  /** The cases that wait for this account's answer. */
  async #asking(db: Db, account: string): Promise<readonly CaseRow[]> {
    const { ring } = this.#parts
    const files = await casesAskingStaff(db, mostPrivacyCases)
    return files.filter(({ id, asked }) => {
      const own = waitingToken(ring, id, 'asked', account)
      return asked.some((one) => one.equals(own))
    })
  }

  async #casesOf(
    by: StaffActor | PatronActor,
    which: (trx: Trx) => Promise<readonly CaseRow[]>,
  ): Promise<readonly { readonly reference: string; readonly case: Case }[]> {
    const { app, shelves } = this.#parts
    const { actor, place } = logIdentity(by)
    return inPipelinedContext(app, { actor, place }, async (trx) => {
      const shelf = shelves.along(trx)
      const cases = []
      for (const file of await which(trx)) {
        cases.push({ reference: file.reference, case: caseFromEvents(await shelf.events(file)) })
      }
      return cases
    })
  }
}

const mostViewsAsked = 100

/**
 * A Director studies no view by any Director or acting Director, until counsel or the president said that these are not in
 * question: they may have a second account, or work for the other. What was viewed after the report is not what it is
 * about: the Director may have had to find the record of the person who made it.
 */
function isOwnStudy(
  actor: StaffActor,
  {
    it: { reportedAt },
    study,
    sessions,
    directors,
  }: {
    readonly it: Case
    readonly study: Study
    readonly sessions: readonly AccessSession[]
    /** Accounts that are a Director's: with a PIN they view as a clerk, and the log has that role. */
    readonly directors: ReadonlySet<string>
  },
): boolean {
  if (actor.role !== 'director' || study.ownCleared) return false
  const isTheirs = ({ actor: by, role }: AccessSession) =>
    by === actor.accountId || directors.has(by) || role === 'director' || role === actingDirectorRole
  return sessions.some(
    (session) =>
      isTheirs(session) &&
      session.accesses.some(({ kind, at }) => at <= reportedAt && !notOwnViews.includes(kind)),
  )
}

/** Whether a text has a part of a person's name, as a word of its own with its capital. */
function namesPerson(text: string, name: string): boolean {
  const words = new Set(text.normalize('NFC').split(/[^\p{L}’'-]+/u))
  return name
    .normalize('NFC')
    .split(/\s+/)
    .some((part) => part.length > 2 && /^\p{Lu}/u.test(part) && words.has(part))
}
