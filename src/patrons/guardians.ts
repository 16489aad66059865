import { randomUUID } from 'node:crypto'
import {
  asThemselves,
  type ContactOnFile,
  type EarlyMajority,
  type Gate,
  type GuardianCheck,
  type GuardianRow,
  lockPatron,
  logIdentity,
  type NotTold,
  normalizeCardNumber,
  type PatronName,
  type RecordActParts,
  relationShownBy,
  type StaffActor,
  seesOnScreen,
} from '../gate/index.ts'
import { sealField, token } from '../platform/crypto/field.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { type DailyJob, dailyJobContext, dailyJobDoneOn } from '../platform/jobs/daily-job.ts'
import { businessDaysAfter, daysAfter, type RecordKind, yearsAfter } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import type { CoreServices } from '../staff/index.ts'
import {
  addGuardianReview,
  cardHolder,
  deleteAnsweredCorrectionsBefore,
  deleteGuardianRows,
  endGuardianReview,
  endGuardianRows,
  type GuardianReview,
  guardianReviews,
  guardianRowsPage,
  insertGuardian,
  insertGuardianRow,
  lockGuardianRows,
  setCardStanding,
  setGuardianContact,
  setOfAge,
  updateGuardianRow,
} from './record-store.ts'
import { type CounterParts, recordCounterAct } from './self-service.ts'
import { deleteExpiredPatronSessions, deletePin, pinsPage } from './sign-in-store.ts'

type GuardiansParts = CounterParts & { readonly gate: Gate }
/** An entry names all of a minor's guardians. */
const maxGuardians = 6
/** Longer than a list that someone works through at once. */
export const mostListedReviews = 50

/** A card holder, or a person under an id from the form, so that a second press adds no one. */
type NewGuardian =
  | { readonly card: string }
  | { readonly id: string; readonly name: PatronName; readonly contact: ContactOnFile }

/** Whether they signed in person for the minor, and what they showed. */
export type GuardianEvidence = { readonly liable: boolean; readonly checked: readonly GuardianCheck[] }

/** A minor whose record is not open: until all is recorded that the form asks for, no one is looked up. */
export type ChildClaim = { readonly card: string } | { readonly name: PatronName; readonly born: string }

type GuardianRowKey = { readonly patronId: string; readonly link: string }

/** `not-here`: nothing this needs may show to this person at this place. */
export type AddGuardianOutcome =
  | 'added'
  | 'not-here'
  | 'not-on-file'
  | 'no-such-child'
  | 'not-a-minor'
  | 'born-unknown'
  | 'no-such-card'
  | 'card-lost'
  | 'oneself'
  | 'guardian-minor'
  | 'on-file-already'
  | 'too-many'
type ChangeGuardianOutcome = 'changed' | 'not-here' | 'not-on-file'
type RemoveGuardianOutcome = 'removed' | 'not-here' | 'not-on-file'
type RecordOfAgeOutcome = 'recorded' | 'not-here' | 'not-on-file' | 'not-a-minor'

/** Guardian relationships (Reg 3). Each entry names the minor and the guardian. */
export class Guardians {
  readonly #parts: GuardiansParts

  constructor(parts: GuardiansParts) {
    this.#parts = parts
  }

  async add(
    by: StaffActor,
    to: GuardianEvidence & { readonly patronId: string; readonly guardian: NewGuardian },
  ): Promise<AddGuardianOutcome> {
    const { guardian, patronId } = to
    if (!this.mayKeep(by)) return 'not-here'
    if ('card' in guardian) await this.#parts.gate.countCard(by, guardian.card)
    return this.#adding(
      by,
      patronId,
      async (trx, file) => {
        if ('card' in guardian) return this.#withCard(trx, file, patronId, guardian.card)
        if (await this.#insert(trx, guardian.id, guardian)) return { guardian_id: guardian.id }
        // Pressed twice, or, on a page that the browser kept, for another child.
        if (file.some((row) => row.guardian_id === guardian.id && !row.ended)) return 'added'
        const id = randomUUID()
        await this.#insert(trx, id, guardian)
        return { guardian_id: id }
      },
      to,
    )
  }

  /** Looks the child up only here, so that whether there is one changes nothing before. */
  async addFor(
    by: StaffActor,
    { child, ...to }: GuardianEvidence & { readonly child: ChildClaim; readonly guardian: NewGuardian },
  ): Promise<AddGuardianOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    const fault = await this.#cardFault(by, to.guardian)
    if (fault !== undefined) return fault
    const patronId = 'card' in child ? await this.#holderOf(by, child.card) : await this.#named(by, child)
    return patronId === undefined ? 'no-such-child' : this.add(by, { ...to, patronId })
  }

  /** Puts the guardian on file for another child, whose card is shown. */
  async addTo(
    by: StaffActor,
    to: GuardianEvidence & GuardianRowKey & { readonly card: string },
  ): Promise<AddGuardianOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    const child = await this.#holderOf(by, to.card)
    if (child === undefined) return 'no-such-card'
    return this.#adding(
      by,
      child,
      async (trx, file) => {
        const theirs = await lockGuardianRows(trx, this.#parts.ring, to.patronId)
        const row = theirs?.find(({ id, ended }) => id === to.link && !ended)
        if (row === undefined) return 'not-on-file'
        const isSame = (other: GuardianRow) => guardianIdOf(other) === guardianIdOf(row)
        if (file.some((other) => isSame(other) && !other.ended)) return 'on-file-already'
        if (guardianIdOf(row) === child) return 'oneself'
        return row.guardian_id === null
          ? { guarantor_id: row.guarantor_id }
          : { guardian_id: row.guardian_id }
      },
      to,
    )
  }

  /** Updates what was shown, and the address of a guardian without a card. */
  async change(
    by: StaffActor,
    to: GuardianEvidence & GuardianRowKey & { readonly contact?: ContactOnFile },
  ): Promise<ChangeGuardianOutcome> {
    return this.#onRow(by, to, async (trx, row) => {
      const { facts } = this.#parts.gate
      const before = await facts.guardianRelation(trx, to.patronId, row.id)
      // Why today otherwise: until now they were told nothing.
      const added = before.shown === undefined ? this.#parts.clock.today() : before.added
      await updateGuardianRow(trx, this.#parts.ring, row, ...this.#evidence(by, to, added))
      if (row.guardian_id !== null && to.contact !== undefined) {
        const sealed = sealField(this.#parts.ring, 'guardian.contact', row.guardian_id, to.contact)
        await setGuardianContact(trx, row.guardian_id, sealed)
      }
      return 'changed'
    })
  }

  /** Also ends the minor's PIN, which the guardian may know, and what they may have chosen with it. */
  async remove(by: StaffActor, which: GuardianRowKey): Promise<RemoveGuardianOutcome> {
    return this.#onRow(by, which, async (trx, row) => {
      await endGuardianRows(trx, this.#parts.ring, [row.id])
      await endMinorsPin(this.#parts.gate, trx, which.patronId)
      return 'removed'
    })
  }

  /** Early majority by marriage or emancipation, on papers that the Director has seen. */
  async recordOfAge(by: StaffActor, patronId: string, how: EarlyMajority['by']): Promise<RecordOfAgeOutcome> {
    if (!this.mayRecord(by)) return 'not-here'
    const { ring, clock, gate } = this.#parts
    return this.#act(by, async (trx, note) => {
      const file = await lockGuardianRows(trx, ring, patronId)
      if (file === undefined) return 'not-on-file'
      const on = clock.today()
      if ((await gate.facts.agesOf(trx, [patronId], on)).get(patronId) !== 'minor') return 'not-a-minor'
      const ofAge: EarlyMajority = { by: how, on }
      await setOfAge(trx, patronId, sealField(ring, 'patron.of_age', patronId, ofAge))
      await endGuardianRows(
        trx,
        ring,
        file.map(({ id }) => id),
      )
      await endMinorsPin(gate, trx, patronId)
      const subjects = [patronId, ...file.filter(({ ended }) => !ended).map(guardianIdOf)]
      await note({ kind: 'of-age-recorded', subjects })
      return 'recorded'
    })
  }

  /** Reverts a mistaken record of majority. Guardians must be put on file again. */
  async takeBackOfAge(by: StaffActor, patronId: string): Promise<RecordOfAgeOutcome> {
    if (!this.mayRecord(by)) return 'not-here'
    return this.#act(by, async (trx, note) => {
      if ((await lockGuardianRows(trx, this.#parts.ring, patronId)) === undefined) return 'not-on-file'
      await setOfAge(trx, patronId, null)
      await note({ kind: 'of-age-taken-back', subjects: [patronId] })
      return 'recorded'
    })
  }

  /** What was done with guardians and waits for the Director, as random ids and days. */
  async reviews(by: StaffActor): Promise<Awaited<ReturnType<typeof guardianReviews>>> {
    const { actor, place } = logIdentity(by)
    return inContext(this.#parts.app, { actor, place }, (trx) => guardianReviews(trx, mostListedReviews))
  }

  /** The Director has looked at it. */
  async reviewed(by: StaffActor, ids: readonly string[]): Promise<void> {
    await this.#act(by, async (trx, note) => {
      for (const id of ids) {
        const review = await endGuardianReview(trx, id)
        if (review === undefined) continue
        const subjects = review.minor_id === null ? [] : [review.minor_id]
        await note({ kind: 'guardian-reviewed', subjects })
      }
    })
  }

  /** Requires that identity and contact may show here. */
  mayKeep(by: StaffActor): boolean {
    return seesOnScreen(this.#parts, by, ['existence', 'identity', 'contact'])
  }

  mayRecord(by: StaffActor): boolean {
    return by.role === 'director' && this.mayKeep(by)
  }

  #adding(
    by: StaffActor,
    patronId: string,
    whom: (trx: Trx, file: readonly GuardianRow[]) => Promise<GuardianReference | AddGuardianOutcome>,
    shown: GuardianEvidence,
  ): Promise<AddGuardianOutcome> {
    if (!this.mayKeep(by)) return Promise.resolve('not-here')
    const { clock, gate, ring } = this.#parts
    return this.#act(by, async (trx, note) => {
      const file = await lockGuardianRows(trx, ring, patronId)
      if (file === undefined) return 'not-on-file'
      const age = (await gate.facts.agesOf(trx, [patronId], clock.today())).get(patronId)
      if (age !== 'minor') return age === 'of-age' ? 'not-a-minor' : 'born-unknown'
      if (file.filter(({ ended }) => !ended).length >= maxGuardians) return 'too-many'
      const person = await whom(trx, file)
      if (typeof person === 'string') return person
      const guardian = { guarantor_id: null, guardian_id: null, ...person }
      const before = file.find((row) => guardianIdOf(row) === guardianIdOf(guardian))
      const id = before?.id ?? randomUUID()
      const [row, said] = this.#evidence(by, shown, clock.today())
      if (before) await updateGuardianRow(trx, ring, before, row, said)
      else await insertGuardianRow(trx, ring, { id, guarantee_id: patronId, ...guardian, ...row }, said)
      await this.#review(trx, by, { minor_id: patronId, link: id, what: 'added' })
      await note({
        kind: 'guardian-added',
        subjects: [patronId, guardianIdOf(guardian)],
        verified: shown.checked,
      })
      return 'added'
    })
  }

  async #withCard(
    trx: Trx,
    file: readonly GuardianRow[],
    patronId: string,
    card: string,
  ): Promise<GuardianReference | AddGuardianOutcome> {
    const holder = await cardHolder(trx, this.#parts.ring, this.#token(card))
    if (holder === undefined) return 'no-such-card'
    if (holder.state !== 'active') return 'card-lost'
    if (holder.patronId === patronId) return 'oneself'
    const { gate, clock } = this.#parts
    const ages = await gate.facts.agesOf(trx, [holder.patronId], clock.today())
    if (ages.get(holder.patronId) === 'minor') return 'guardian-minor'
    const isThere = file.some((row) => row.guarantor_id === holder.patronId && !row.ended)
    return isThere ? 'on-file-already' : { guarantor_id: holder.patronId }
  }

  #insert(trx: Trx, id: string, { name, contact }: Exclude<NewGuardian, { card: string }>): Promise<boolean> {
    const { ring } = this.#parts
    const sealed = { name: sealField(ring, 'guardian.name', id, name) }
    return insertGuardian(trx, { id, ...sealed, contact: sealField(ring, 'guardian.contact', id, contact) })
  }

  /** Asked before the child is looked up, so that the answer does not tell whether there is one. */
  async #cardFault(by: StaffActor, guardian: NewGuardian): Promise<AddGuardianOutcome | undefined> {
    if (!('card' in guardian)) return undefined
    await this.#parts.gate.countCard(by, guardian.card)
    const { actor, place } = logIdentity(by)
    const found = await inContext(this.#parts.app, { actor, place }, (trx) =>
      this.#withCard(trx, [], '', guardian.card),
    )
    return typeof found === 'string' ? found : undefined
  }

  async #holderOf(by: StaffActor, card: string): Promise<string | undefined> {
    await this.#parts.gate.countCard(by, card)
    const { actor, place } = logIdentity(by)
    const holder = await inContext(this.#parts.app, { actor, place }, (trx) =>
      cardHolder(trx, this.#parts.ring, this.#token(card)),
    )
    return holder?.patronId
  }

  /** The only one of this name and birth date. In the log it is a search that found them. */
  async #named(actor: StaffActor, only: Exclude<ChildClaim, { card: string }>): Promise<string | undefined> {
    const { firstName, surname } = only.name
    const { listed, more } = await this.#parts.gate.search({ actor, name: `${surname} ${firstName}`, only })
    return listed.length === 1 && !more ? listed[0]?.patronId : undefined
  }

  #onRow<T extends 'changed' | 'removed'>(
    by: StaffActor,
    { patronId, link, checked }: GuardianRowKey & Partial<GuardianEvidence>,
    work: (trx: Trx, row: GuardianRow) => Promise<T>,
  ): Promise<T | 'not-here' | 'not-on-file'> {
    if (!this.mayKeep(by)) return Promise.resolve('not-here')
    return this.#act(by, async (trx, note) => {
      const file = await lockGuardianRows(trx, this.#parts.ring, patronId)
      const row = file?.find(({ id, ended }) => id === link && !ended)
      if (row === undefined) return 'not-on-file'
      const done = await work(trx, row)
      const removed = done === 'removed'
      await this.#review(trx, by, { minor_id: patronId, link: removed ? null : row.id, what: done })
      const subjects = [patronId, guardianIdOf(row)]
      await note({ kind: `guardian-${done}`, subjects, ...(checked && { verified: checked }) })
      return done
    })
  }

  #act<T>(by: StaffActor, work: Parameters<typeof recordCounterAct<T>>[2]): Promise<T> {
    return recordCounterAct(this.#parts, by, work)
  }

  #review(trx: Trx, by: StaffActor, review: Omit<GuardianReview, 'day'>): Promise<void> {
    return addReview(trx, by, { ...review, day: this.#parts.clock.today() })
  }

  /** What goes into the row, and into its note. */
  #evidence(by: StaffActor, { liable, checked }: GuardianEvidence, added: string | undefined) {
    const row = { liable, shown: relationShownBy(checked, liable) !== undefined }
    const on = this.#parts.clock.today()
    return [row, { checked, by: by.accountId, on, ...(added !== undefined && { added }) }] as const
  }

  #token(number: string): Buffer {
    return token(this.#parts.ring, 'card.barcode', normalizeCardNumber(number))
  }
}

type GuardianReference = Partial<Pick<GuardianRow, 'guarantor_id' | 'guardian_id'>>

/** What the Director did themselves does not wait for them; what someone does who acts as Director does. */
async function addReview(trx: Trx, by: StaffActor, review: GuardianReview): Promise<void> {
  if (asThemselves(by).role !== 'director') await addGuardianReview(trx, review)
}

/** A guardian's patron id, or their own if they have no card. */
function guardianIdOf({
  guarantor_id,
  guardian_id,
}: Pick<GuardianRow, 'guarantor_id' | 'guardian_id'>): string {
  return guarantor_id ?? guardian_id ?? ''
}

const clerksBusinessDays = 3
const directorsDays = 30
/** Until a clerk may set it again, or it would never end. */
const clerksPauseDays = 30
const longestOrderYears = 20

/** An order is noted by its court and number; no copy is kept. `until` is `YYYY-MM-DD`. */
export type ShieldOrder = { readonly court: string; readonly number: string; readonly until: string }

/** `too-soon`: a clerk set it within the last 30 days. */
type ShieldOutcome = 'set' | 'too-soon' | 'not-a-minor' | 'not-on-file' | 'not-here'

/** "Not to be told": for a while, a minor's guardians are told nothing, and nothing is sent to where one may read it (Reg 3). */
export class GuardianShields {
  readonly #parts: RecordActParts & Pick<Gate, 'facts'>

  constructor(parts: RecordActParts & Pick<Gate, 'facts'>) {
    this.#parts = parts
  }

  /** By any clerk, for three business days. */
  async set(by: StaffActor, patronId: string): Promise<ShieldOutcome> {
    return this.#act(by, patronId, 'not-told-set', (before, today) => {
      if (before !== undefined && before.until >= today) return before
      if (before !== undefined && daysAfter(before.since, clerksPauseDays) > today) return 'too-soon'
      return { since: today, until: businessDaysAfter(today, clerksBusinessDays, weekend), by: 'clerk' }
    })
  }

  /** By the Director at the minor's request: through the 30th day from today. Never shortens it. */
  async extend(by: StaffActor, patronId: string): Promise<ShieldOutcome> {
    if (by.role !== 'director') return 'not-here'
    return this.#act(by, patronId, 'not-told-extended', (before, today) => {
      const until = daysAfter(today, directorsDays)
      if (before !== undefined && before.until >= until) return before
      const order = isLiveOn(before, today) ? before.order : undefined
      return { since: today, until, by: 'director', ...(order && { order }) }
    })
  }

  /** Never shortens it: where it is set for longer, the order is noted beside that day. */
  async underOrder(
    by: StaffActor,
    patronId: string,
    { until, ...order }: ShieldOrder,
  ): Promise<ShieldOutcome> {
    if (by.role !== 'director') return 'not-here'
    return this.#act(by, patronId, 'not-told-extended', (before, today) => {
      const latest = isLiveOn(before, today) && before.until > until ? before.until : until
      return { since: today, until: latest, by: 'order', order }
    })
  }

  async end(by: StaffActor, patronId: string): Promise<ShieldOutcome> {
    if (by.role !== 'director') return 'not-here'
    // Why a trace of it: a clerk sets it once in so many days, also after the Director ended it.
    return this.#act(
      by,
      patronId,
      'not-told-ended',
      (before, today) => before && { since: before.since, until: daysAfter(today, -1), by: 'director' },
    )
  }

  mayKeep(by: StaffActor): boolean {
    return this.#parts.screen.by(by, shieldRecords).length === shieldRecords.length
  }

  /** The latest day that an order may run to. */
  get lastDay(): string {
    return yearsAfter(this.#parts.clock.today(), longestOrderYears)
  }

  async #act(
    by: StaffActor,
    patronId: string,
    kind: string,
    becomes: (before: NotTold | undefined, today: string) => NotTold | 'too-soon' | undefined,
  ): Promise<ShieldOutcome> {
    if (!this.mayKeep(by)) return 'not-here'
    const { ring, clock, lookup, permit, facts } = this.#parts
    return recordCounterAct<ShieldOutcome>(this.#parts, by, async (trx, note) => {
      await lockPatron(trx, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      if (held === undefined) return 'not-on-file'
      const today = clock.today()
      if ((await facts.agesOf(trx, [patronId], today)).get(patronId) !== 'minor') return 'not-a-minor'
      const { notTold: before, ...standing } = held.standing?.open(permit([patronId])) ?? {}
      const notTold = becomes(before, today)
      if (notTold === 'too-soon') return notTold
      const sealed = sealField(ring, 'patron.standing', patronId, {
        ...standing,
        ...(notTold && { notTold }),
      })
      await setCardStanding(trx, patronId, sealed)
      // A guardian may know it, and would read on their own what they are not told; the minor chooses another at the desk.
      if (isLiveOn(notTold, today) && !isLiveOn(before, today)) await endMinorsPin({ facts }, trx, patronId)
      await addReview(trx, by, { minor_id: patronId, link: null, what: 'not-told', day: today })
      await note({ kind, subjects: [patronId] })
      return 'set'
    })
  }
}

const isLiveOn = (shield: NotTold | undefined, day: string): shield is NotTold =>
  shield !== undefined && shield.until >= day

const shieldRecords: readonly RecordKind[] = ['existence', 'identity', 'contact']

/** Holidays count as business days. */
const weekend = { weekdays: [0, 6], days: [] }

type ComingOfAgeParts = CoreServices & { readonly gate: Pick<Gate, 'facts'> }

/** Stored in the table of daily jobs. */
const comingOfAgeName = 'coming-of-age'

const minorsPerBatch = 500
/** After a longer break, the first run changes nothing. */
const maxBreakDays = 92
/** How long a patron sees the answer to a correction. */
const answersKeptDays = 92

/**
 * Each night, ends guardian relationships of patrons now of age, and the PINs of those who came of age since the last one
 * (Reg 3); each ask checks the age anyway.
 */
export function comingOfAgeStep(parts: ComingOfAgeParts): DailyJob {
  const { app } = parts
  return {
    name: comingOfAgeName,
    async run(day) {
      const last = await dailyJobDoneOn(app, comingOfAgeName)
      // Why not after a long break: a clock that is wrong by years would remove every child's guardians.
      const isLongBreak = last !== undefined && day > daysAfter(last, maxBreakDays)
      if (!isLongBreak) await endGuardiansOfGrown(parts, day)
      // Why always: no later night would see that they came of age, and a PIN is chosen again at the desk.
      const since = last === undefined || last >= day ? daysAfter(day, -maxBreakDays) : last
      await endPinsOfGrown(parts, { since, day })
      if (isLongBreak) return
      await inContext(app, dailyJobContext, async (trx) => {
        await deleteAnsweredCorrectionsBefore(trx, daysAfter(day, -answersKeptDays))
        // Sign-ins also sweep these; a library may have none.
        await deleteExpiredPatronSessions(trx, parts.clock.now())
      })
    },
  }
}

async function endGuardiansOfGrown(parts: ComingOfAgeParts, day: string): Promise<void> {
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(parts.app, dailyJobContext, async (trx) => {
      const { rows, last } = await guardianRowsPage(trx, parts.ring, from, minorsPerBatch)
      const minors = rowsByMinor(rows)
      const ages = await parts.gate.facts.agesOf(trx, [...minors.keys()], day)
      const grown = [...minors].filter(([minor]) => ages.get(minor) === 'of-age')
      const outside = await parts.gate.facts.agesOutside(
        trx,
        grown.map(([minor]) => minor),
        day,
      )
      for (const [minor, file] of grown) {
        // First, as at the desk, so that neither waits for the other.
        await lockPatron(trx, minor)
        const live = file.filter(({ ended }) => !ended)
        // Why not always: a patron whom the other system has as a minor gets their guardians back
        // tonight.
        if (outside.get(minor) === 'of-age') await deleteGuardianRows(trx, rowIds(file))
        else await endGuardianRows(trx, parts.ring, rowIds(live))
        if (live.length === 0) continue
        // A guardian may know it; they choose another at the desk.
        await endMinorsPin(parts.gate, trx, minor)
        await recordEntry(trx, { ring: parts.ring, now: parts.clock.now() }, cameOfAgeEntry(minor, live))
      }
      return last
    })
  }
}

/** Of those who have no guardian on file now: a person who chose the PIN with them, or for them, may know it. */
async function endPinsOfGrown(
  { app, ring, clock, gate }: ComingOfAgeParts,
  { since, day }: { readonly since: string; readonly day: string },
): Promise<void> {
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(app, dailyJobContext, async (trx) => {
      const ids = await pinsPage(trx, from, minorsPerBatch)
      const [before, now] = [await gate.facts.agesOf(trx, ids, since), await gate.facts.agesOf(trx, ids, day)]
      for (const id of ids) {
        if (before.get(id) !== 'minor' || now.get(id) !== 'of-age') continue
        await endMinorsPin(gate, trx, id)
        await recordEntry(trx, { ring, now: clock.now() }, cameOfAgeEntry(id, []))
      }
      return ids.at(-1)
    })
  }
}

/** A guardian may know the PIN; what was chosen with it and could help them ends too. */
async function endMinorsPin({ facts }: Pick<Gate, 'facts'>, trx: Trx, patronId: string): Promise<void> {
  await deletePin(trx, patronId)
  await facts.endGuardianChoices(trx, patronId)
}

function rowsByMinor(rows: readonly GuardianRow[]): ReadonlyMap<string, readonly GuardianRow[]> {
  const minors = new Map<string, GuardianRow[]>()
  for (const row of rows) minors.set(row.guarantee_id, [...(minors.get(row.guarantee_id) ?? []), row])
  return minors
}

function rowIds(rows: readonly GuardianRow[]): readonly string[] {
  return rows.map(({ id }) => id)
}

function cameOfAgeEntry(minor: string, file: readonly GuardianRow[]) {
  const guardians = file.flatMap(({ guarantor_id, guardian_id }) => guarantor_id ?? guardian_id ?? [])
  // Why a limit: an entry names no more, and an import may bring more guardians.
  const subjects = [minor, ...guardians].slice(0, 20)
  return { kind: 'came-of-age', actor: 'system', role: 'program', place: 'here', subjects }
}
