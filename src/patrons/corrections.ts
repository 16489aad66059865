import {
  type AgeStatus,
  ageFacts,
  ageStatusOn,
  type CheckedPart,
  type ContactOnFile,
  type Correctable,
  type Correction,
  type CorrectionCheck,
  checkedParts,
  correctedParts,
  type DatedAddresses,
  type FormerEmails,
  formerDays,
  type ImportedValueTokens,
  lockPatron,
  logIdentity,
  openCorrection,
  type PatronActor,
  type Permit,
  type RecentEmails,
  type RecordActParts,
  type RecordValues,
  type RequestedCorrection,
  recordKindOfPart,
  requiredChecks,
  type SafeChannel,
  type SealedPatron,
  type StaffActor,
  type TypedCorrection,
  withoutParts,
  withPartCorrected,
  withUnchangedName,
} from '../gate/index.ts'
import { isSameAddress, isWrongNumber } from '../platform/contact-details.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { PatronContext, PlatformServices } from '../platform/http/request-context.ts'
import { daysAfter, type Pack, type RecordKind } from '../policy/index.ts'
import {
  pendingCorrections,
  type RecordUpdate,
  setCorrection,
  setFormerEmails,
  updateRecord,
} from './record-store.ts'
import { recordCounterAct } from './self-service.ts'

export const maxListedCorrections = 20

/** What changed at once and what waits for staff; other parts were already as typed. */
type CorrectionRequestOutcome = {
  readonly changed: readonly Correctable[]
  readonly waits: readonly Correctable[]
}

/** `changed`: the request or record has. `director`: the Director must decide about this birth date. */
type CorrectionDecision = 'right' | 'left' | 'changed' | 'director' | 'not-here'

/**
 * `waits`: for the Director. `photo-id`: needs one. `born-waits`: another birth date waits already. `only-remove`: mail that
 * came back takes an address off the record and does nothing else.
 */
type RecordEditOutcome =
  | { readonly changed: readonly Correctable[]; readonly waits: readonly Correctable[] }
  | 'photo-id'
  | 'born-waits'
  | 'only-remove'
  | 'not-on-file'
  | 'not-here'

const neededRecords: readonly RecordKind[] = ['identity', 'contact']

/** What is told to one address or number, whatever is on file by then. `card-code`: a code for a new card. */
export type AddressNoticeKind = 'address' | 'new-card' | 'card-lost' | 'card-code'

type AddressToTell = {
  readonly channel: SafeChannel
  readonly address: string
  /** A random number by which the notice finds the address; drawn if absent. */
  readonly step?: number
}

/** Plans a notice to each of these. `on` is `YYYY-MM-DD`. */
export type AddressNotices = (
  trx: Trx,
  when: { readonly ring: KeyRing; readonly on: string },
  of: {
    readonly patron: string
    readonly kind: AddressNoticeKind
    readonly to: readonly AddressToTell[]
    /** What is still to be told. */
    readonly former: FormerEmails
  },
) => Promise<void>

/** Values are opened only to be sealed again. An entry names the patron but neither value. */
export class Corrections {
  readonly #parts: RecordActParts & { readonly planAddressNotices: AddressNotices }

  constructor(parts: RecordActParts & { readonly planAddressNotices: AddressNotices }) {
    this.#parts = parts
  }

  /** A changed e-mail address counts at once; everything else waits for staff. */
  async ask(self: PatronActor, typed: TypedCorrection): Promise<CorrectionRequestOutcome> {
    const { patronId } = self
    return this.#act(self, patronId, async (trx, now, note) => {
      const asked = withUnchangedName(typed, now.said.name)
      const isOther = (part: Correctable) => JSON.stringify(asked[part]) !== JSON.stringify(now.said[part])
      const other = correctedParts(asked).filter(isOther)
      const waits = other.filter((part) => checkedParts.some((one) => one === part))
      const changed = other.filter((part) => !waits.includes(part))
      if (changed.length > 0) {
        await this.#setRight(trx, patronId, now, pickParts(asked, changed))
        await note('contact-changed', 'contact')
      }
      const { correction } = now
      // What they typed matches the record, which withdraws an earlier request.
      const back = correctedParts(pickParts(correction.asked, correctedParts(asked))).filter(
        (part) => !isOther(part),
      )
      if (waits.length + back.length > 0) {
        await this.#keep(trx, patronId, {
          asked: { ...withoutParts(correction.asked, back), ...pickParts(asked, waits) },
          came: withoutParts(correction.came, waits),
        })
      }
      if (waits.length > 0) await note('correction-asked')
      if (back.length > 0) await note('correction-taken-back')
      return { changed, waits }
    })
  }

  async takeBack(self: PatronActor): Promise<void> {
    await this.#act(self, self.patronId, async (trx, { correction }, note) => {
      if (correctedParts(correction.asked).length === 0) return
      await this.#keep(trx, self.patronId, { ...correction, asked: {} })
      await note('correction-taken-back')
    })
  }

  /** `mark` is of the request and the record as staff saw them. */
  async settle(
    actor: StaffActor,
    what: {
      readonly patronId: string
      readonly part: CheckedPart
      readonly mark: string
      readonly checked: CorrectionCheck | 'leave'
    },
  ): Promise<CorrectionDecision> {
    if (!this.maySettle(actor)) return 'not-here'
    const { patronId, part, mark, checked } = what
    const checks: readonly string[] = requiredChecks[part]
    return this.#act(actor, patronId, async (trx, now, note) => {
      const { correction } = now
      if (now.mark !== mark || correction.asked[part] === undefined) return 'changed'
      const as = checked === 'leave' ? 'left' : 'right'
      if (waitsForDirector(now, part, actor)) return 'director'
      // Hostile: evidence that suffices for another part only.
      if (as === 'right' && !checks.includes(checked)) return 'changed'
      if (as === 'right') await this.#setRight(trx, patronId, now, pickParts(correction.asked, [part]))
      const cameOfIt = { as, on: this.#parts.clock.today() } as const
      await this.#keep(trx, patronId, {
        asked: withoutParts(correction.asked, [part]),
        came: { ...correction.came, [part]: cameOfIt },
      })
      await note(as === 'right' ? 'record-corrected' : 'correction-left', recordKindOfPart(part), checked)
      return as
    })
  }

  /** A birth date that changes who is a minor waits for the Director. */
  async setRight(
    actor: StaffActor,
    what: {
      readonly patronId: string
      readonly asked: TypedCorrection
      readonly checked: CorrectionCheck | 'mail-returned'
    },
  ): Promise<RecordEditOutcome> {
    if (!this.maySettle(actor)) return 'not-here'
    const { patronId } = what
    // Why nothing is noted of it: the patron was not there, so no one was checked.
    const checked = what.checked === 'mail-returned' ? undefined : what.checked
    return this.#act<RecordEditOutcome>(actor, patronId, async (trx, now, note) => {
      if (now === noRecord) return 'not-on-file'
      const asked = withUnchangedName(what.asked, now.said.name)
      const other = correctedParts(asked).filter(
        (part) => JSON.stringify(asked[part]) !== JSON.stringify(now.said[part]),
      )
      if (checked === undefined && !onlyRemovesAddresses(now.said, pickParts(asked, other)))
        return 'only-remove'
      // Hostile: evidence that suffices for another part only.
      if (other.some((part) => recordKindOfPart(part) === 'identity') && checked !== 'photo-id')
        return 'photo-id'
      if (other.includes('born') && conflictsWithPendingBirthDate(now, asked, actor)) return 'born-waits'
      const forDirector = actor.role !== 'director' && needsDirector(now, asked.born)
      const waits = other.filter((part) => part === 'born' && forDirector)
      const changed = other.filter((part) => !waits.includes(part))
      if (changed.length > 0) await this.#setRight(trx, patronId, now, pickParts(asked, changed))
      const { correction } = now
      // Why not when mail came back: a new address that they asked for still waits for them.
      const answered = checked === undefined ? [] : changed
      const wished = correctedParts(correction.asked).filter((part) => answered.includes(part))
      if (wished.length + waits.length > 0) {
        const cameOfIt = { as: 'right', on: this.#parts.clock.today() } as const
        await this.#keep(trx, patronId, {
          asked: { ...withoutParts(correction.asked, wished), ...pickParts(asked, waits) },
          came: { ...correction.came, ...Object.fromEntries(wished.map((part) => [part, cameOfIt])) },
        })
      }
      for (const record of new Set(changed.map(recordKindOfPart)))
        await note('record-corrected', record, checked)
      if (waits.length > 0) await note('correction-waits', 'identity', checked)
      return { changed, waits }
    })
  }

  maySettle(actor: StaffActor): boolean {
    return this.#parts.screen.by(actor, neededRecords).length === neededRecords.length
  }

  /** Longest first; opens nothing, and is empty if staff may not see them here. */
  async waiting(actor: StaffActor): Promise<readonly { readonly id: string; readonly on: string | null }[]> {
    if (!this.maySettle(actor)) return []
    return pendingCorrections(readIn(this.#parts.app, logIdentity(actor)), maxListedCorrections)
  }

  /** Deletes replaced addresses once notified, or if they never will be. Carrel's own act. */
  async forgetFormer(patronId: string, step: number): Promise<void> {
    const by = logIdentity({ role: 'program' })
    await inContext(this.#parts.app, { actor: by.actor, place: by.place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await this.#parts.lookup.one(trx, { id: patronId })
      const { [String(step)]: _told, ...left } =
        held?.formerEmails?.open(this.#parts.permit([patronId])) ?? {}
      await saveFormerEmails(trx, this.#parts.ring, patronId, left)
    })
  }

  async #setRight(trx: Trx, id: string, now: CurrentRecord, asked: RequestedCorrection): Promise<void> {
    const { ring, clock, pack, planAddressNotices } = this.#parts
    const after: RecordValues = { ...now.said, ...asked }
    const parts = correctedParts(asked)
    // Why only then: no one else could revert it.
    const compared = now.isElsewhere ? parts : []
    const corrected = compared.reduce(
      (sum, part) => withPartCorrected(ring, id, sum, { part, before: now.said, after }),
      now.corrected,
    )
    const { emails, phones, addresses } = after
    const on = clock.today()
    const was = { ...now, emails: now.said.emails }
    const fresh = asked.emails ? newEmails(was, { emails, on }) : now.fresh
    const added = addedLately(now, { after, on })
    const left = leftLately(now, { after, on })
    const stillWrong = phones.filter((phone) => isWrongNumber(phone, now.wrong))
    const set: RecordUpdate = {
      corrected:
        correctedParts(corrected).length === 0 ? null : sealField(ring, 'patron.corrected', id, corrected),
      ...(asked.name && { name: sealField(ring, 'patron.name', id, asked.name) }),
      ...(asked.born && { born: sealField(ring, 'patron.born', id, asked.born) }),
      ...(parts.some((part) => recordKindOfPart(part) === 'contact') && {
        contact: sealField(ring, 'patron.contact', id, {
          addresses,
          phones,
          emails,
          ...(fresh && { fresh }),
          ...(added.length > 0 && { added }),
          ...(left.length > 0 && { left }),
        }),
      }),
      // New numbers are not known to be wrong; those that stay are.
      ...(asked.phones && {
        wrong_numbers:
          stillWrong.length === 0 ? null : sealField(ring, 'patron.wrong_numbers', id, stillWrong),
      }),
    }
    await updateRecord(trx, id, set)
    const off = now.said.emails.filter((each) => !emails.includes(each))
    const gone = formerEmailsToNotify(was, { gone: off, on })
    if (gone.length > 0 && pack.manifest.notices !== undefined) {
      const to = gone.map((address) => ({ channel: 'e-mail' as const, address }))
      await planAddressNotices(trx, { ring, on }, { patron: id, kind: 'address', to, former: now.former })
    }
  }

  async #keep(trx: Trx, id: string, correction: Correction): Promise<void> {
    const { ring, clock } = this.#parts
    await setCorrection(trx, id, {
      correction: sealField(ring, 'patron.correction', id, correction),
      on: clock.today(),
      waits: correctedParts(correction.asked).length > 0,
    })
  }

  /** Acts on one patron under a lock; a missing patron gives `noRecord`. */
  #act<T>(
    by: StaffActor | PatronActor,
    patronId: string,
    work: (trx: Trx, now: CurrentRecord, note: RecordCorrection) => Promise<T>,
  ) {
    const { clock, pack, lookup, permit } = this.#parts
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      await lockPatron(trx, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      const now =
        held === undefined
          ? noRecord
          : openCurrentRecord(held, permit([patronId]), { pack, on: clock.today() })
      return work(trx, now, async (kind, record, checked) => {
        if (held === undefined) return
        await note({
          kind,
          subjects: [patronId],
          ...(record && { records: [record] }),
          ...(checked && checked !== 'leave' && { verified: [checked] }),
        })
      })
    })
  }
}

type RecordCorrection = (
  kind: string,
  record?: RecordKind,
  checked?: CorrectionCheck | 'leave',
) => Promise<void>

type CurrentRecord = {
  readonly said: RecordValues
  readonly correction: Correction
  readonly corrected: ImportedValueTokens
  readonly mark: string
  /** Replaced addresses not notified yet. */
  readonly former: FormerEmails
  /** Addresses added on the day of the last change. */
  readonly fresh?: RecentEmails
  readonly added: DatedAddresses
  /** Taken off here lately. */
  readonly left: DatedAddresses
  /** Numbers found to be someone else's. */
  readonly wrong: readonly string[]
  /** Another system has the patron too, and may differ. */
  readonly isElsewhere: boolean
  readonly hasGuardian: boolean
  /** Today's age status, also with another birth date. */
  readonly age: (born?: string) => AgeStatus
}

const noContact: ContactOnFile = { addresses: [], phones: [], emails: [] }
/** Stands in for a missing patron; acting on it changes nothing. */
const noRecord: CurrentRecord = {
  said: { name: { surname: '', firstName: '' }, ...noContact },
  correction: { asked: {}, came: {} },
  corrected: {},
  mark: '',
  former: {},
  added: [],
  left: [],
  wrong: [],
  isElsewhere: false,
  hasGuardian: false,
  age: () => 'unknown',
}

/** `on` is the day for the patron's age. The permit must cover identity and contact. */
function openCurrentRecord(
  held: SealedPatron,
  permit: Permit,
  { pack, on }: { readonly pack: Pack; readonly on: string },
): CurrentRecord {
  const { name, born, contact, correction, isElsewhere, guarantors } = held
  const { fresh, added = [], left = [], before, ...onFile } = contact?.open(permit) ?? noContact
  const opened = correction && openCorrection(correction, permit)
  const day = born?.open(permit)
  return {
    said: { ...noContact, ...onFile, name: name.open(permit), ...(day !== undefined && { born: day }) },
    correction: { asked: opened?.asked ?? {}, came: opened?.came ?? {} },
    corrected: correction?.corrected.open(permit) ?? {},
    mark: opened?.mark ?? '',
    former: held.formerEmails?.open(permit) ?? {},
    ...(fresh && { fresh }),
    added,
    // Why today: those that an older record has without a day count from now.
    left: [
      ...left,
      ...[...(before?.emails ?? []), ...(before?.phones ?? [])].map((one) => [one, on] as const),
    ],
    wrong: held.wrongNumbers?.open(permit) ?? [],
    isElsewhere,
    hasGuardian: guarantors.length > 0,
    age: (other) =>
      ageStatusOn(pack, on, { ...ageFacts(held, permit), ...(other !== undefined && { born: other }) }),
  }
}

/**
 * A birth date decides what a guardian is told, and until when (Reg 3). Why every date of a minor: one that
 * makes them of age tomorrow is no better than one today.
 */
function needsDirector({ said, hasGuardian, age }: CurrentRecord, born: string | undefined): boolean {
  if (born === undefined || born === said.born) return false
  return hasGuardian || age() === 'minor' || age(born) === 'minor'
}

function waitsForDirector(now: CurrentRecord, part: CheckedPart, actor: StaffActor): boolean {
  return part === 'born' && actor.role !== 'director' && needsDirector(now, now.correction.asked.born)
}

/** Someone else's birth date waits already, and either is the Director's to decide. */
function conflictsWithPendingBirthDate(
  now: CurrentRecord,
  asked: RequestedCorrection,
  actor: StaffActor,
): boolean {
  const { born: waiting } = now.correction.asked
  const { born } = asked
  if (actor.role === 'director' || waiting === undefined || born === undefined || born === waiting)
    return false
  return needsDirector(now, waiting) || needsDirector(now, born)
}

function pickParts(asked: RequestedCorrection, parts: readonly Correctable[]): RequestedCorrection {
  return withoutParts(
    asked,
    correctedParts(asked).filter((part) => !parts.includes(part)),
  )
}

/** Skips addresses added today or already waiting to be notified. */
function formerEmailsToNotify(
  now: { readonly former: FormerEmails; readonly fresh?: RecentEmails; readonly emails: readonly string[] },
  { gone, on }: { readonly gone: readonly string[]; readonly on: string },
): string[] {
  const { former, fresh, emails } = now
  const waiting = new Set(Object.values(former).map(lowerCased))
  const isFresh = (email: string) => fresh?.on === on && fresh.at.includes(emails.indexOf(email))
  return gone.filter((email) => !(waiting.has(lowerCased(email)) || isFresh(email)))
}

/** Includes those added earlier that day. */
function newEmails(
  now: { readonly fresh?: RecentEmails; readonly emails: readonly string[] },
  { emails, on }: { readonly emails: readonly string[]; readonly on: string },
): RecentEmails {
  const { fresh } = now
  const before = now.emails.filter((_, at) => !(fresh?.on === on && fresh.at.includes(at)))
  return { on, at: emails.flatMap((email, at) => (before.includes(email) ? [] : [at])) }
}

/** No code for a new card goes to an address or number for so many days after it was entered here. */
export const addedDays = 7

export const isAddedLately = (added: DatedAddresses, address: string, today: string): boolean =>
  added.some(([one, on]) => on > daysAfter(today, -addedDays) && isSameAddress(one, address))

/** Of those on file, what was entered here in the last days, this change included. */
function addedLately(
  { said, added }: Pick<CurrentRecord, 'said' | 'added'>,
  { after, on }: { readonly after: RecordValues; readonly on: string },
): DatedAddresses {
  const was = [...said.emails, ...said.phones]
  return [...after.emails, ...after.phones].flatMap((one) => {
    if (!was.some((old) => isSameAddress(old, one))) return [[one, on] as const]
    return added.filter(([old]) => isAddedLately(added, old, on) && isSameAddress(old, one))
  })
}

/**
 * What was taken off here in the last days, this change included. Why not by number of changes: someone who changes an address twice would hide
 * what they do. One that was entered today and is taken off again is no one's yet.
 */
function leftLately(
  { said, left, added, wrong }: Pick<CurrentRecord, 'said' | 'left' | 'added' | 'wrong'>,
  { after, on }: { readonly after: RecordValues; readonly on: string },
): DatedAddresses {
  const now = [...after.emails, ...after.phones]
  const isOf = (list: DatedAddresses, one: string) => list.some(([each]) => isSameAddress(each, one))
  const isNew = (one: string) => added.some(([each, day]) => day === on && isSameAddress(each, one))
  const off = [...said.emails, ...said.phones].filter((one) => !now.some((each) => isSameAddress(each, one)))
  const gone = off
    .filter((one) => isOf(left, one) || !(isNew(one) || isWrongNumber(one, wrong)))
    .map((one) => [one, on] as const)
  const earlier = left.filter(([one, day]) => day > daysAfter(on, -formerDays) && !isOf(gone, one))
  return [...earlier, ...gone]
}

/**
 * Nothing may be added without the patron: callbacks and codes go to what is on file. Nor may another address become the
 * first, to which letters go.
 */
function onlyRemovesAddresses(said: RecordValues, asked: RequestedCorrection): boolean {
  const { addresses: left = said.addresses, ...others } = asked
  const written = left.map((one) => JSON.stringify(one))
  const stays = said.addresses.map((one) => JSON.stringify(one)).filter((one) => written.includes(one))
  return correctedParts(others).length === 0 && JSON.stringify(stays) === JSON.stringify(written)
}

const lowerCased = (email: string) => email.toLowerCase()

export async function saveFormerEmails(trx: Trx, ring: KeyRing, patron: string, former: FormerEmails) {
  const isNone = Object.keys(former).length === 0
  const sealed = isNone ? null : sealField(ring, 'patron.former_emails', patron, former)
  await setFormerEmails(trx, patron, sealed)
}

type Sent = { readonly day: string; readonly forms: Map<string, Set<string>> }

/** Resending the same form counts once. Why in memory: this only slows a flood, and stores nothing. */
export function dailyLimit(most: number): (context: PatronContext, form: string) => boolean {
  // By database, since one process may serve several libraries.
  const libraries = new WeakMap<PlatformServices['app'], Sent>()
  return ({ services, own }, form) => {
    const day = services.clock.today()
    const known = libraries.get(services.app)
    const sent = known?.day === day ? known : { day, forms: new Map<string, Set<string>>() }
    libraries.set(services.app, sent)
    const forms = sent.forms.get(own.patronId) ?? new Set()
    sent.forms.set(own.patronId, forms)
    if (forms.size >= most && !forms.has(form)) return false
    forms.add(form)
    return true
  }
}
