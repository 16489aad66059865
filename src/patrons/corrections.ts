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
  type FormerEmails,
  type GateInternals,
  type Held,
  type ImportedValueTokens,
  lockPatron,
  logIdentity,
  openCorrection,
  type PatronActor,
  type Permit,
  type RecentEmails,
  type RecordValues,
  type RequestedCorrection,
  recordKindOfPart,
  requiredChecks,
  type StaffActor,
  type TypedCorrection,
  withoutParts,
  withPartCorrected,
  withUnchangedName,
} from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Pack, RecordKind } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import {
  pendingCorrections,
  type RecordUpdate,
  setCorrection,
  setFormerEmails,
  updateRecord,
} from './record-store.ts'

/** A list has so many who wait; the others come up as these are seen to. */
export const maxListedCorrections = 20

/** Which parts were changed at once, and which wait for staff: none of what stands there as it was typed. */
export type CorrectionRequestOutcome = {
  readonly changed: readonly Correctable[]
  readonly waits: readonly Correctable[]
}

/**
 * `changed`: they ask for something else by now, or an import wrote something else there. `not-here`: this person may not see
 * whose it is at this place. `director`: a birth date on which it hangs what a guardian is told waits for the Director.
 */
export type CorrectionDecision = 'right' | 'left' | 'changed' | 'director' | 'not-here'

/**
 * What staff set right of whoever stands there; `waits`: for the Director. Nothing was changed with any of the others.
 * `photo-id`: that takes photo ID or a paper. `born-waits`: another birth date waits already, which the Director sees to
 * first. `not-on-file`: there is no such record.
 */
export type RecordEditOutcome =
  | { readonly changed: readonly Correctable[]; readonly waits: readonly Correctable[] }
  | 'photo-id'
  | 'born-waits'
  | 'not-on-file'
  | 'not-here'

const neededRecords: readonly RecordKind[] = ['identity', 'contact']

/**
 * What patrons say is wrong in their records. The values are opened within the act that seals them anew, as facts are, and go
 * nowhere else; a page shows them by the gate alone. Each act is committed with its entry, which says whose record and
 * neither the old value nor the new one.
 */
/**
 * Plans a mail to each address that is a patron's no longer.
 * @param when.on the library's day, `YYYY-MM-DD`
 */
export type FormerEmailNotices = (
  trx: Trx,
  when: { readonly ring: KeyRing; readonly on: string },
  of: { readonly patron: string; readonly gone: readonly string[]; readonly former: FormerEmails },
) => Promise<void>

export class Corrections {
  readonly #parts: GateInternals & { readonly planFormerEmailNotices: FormerEmailNotices }

  constructor(parts: GateInternals & { readonly planFormerEmailNotices: FormerEmailNotices }) {
    this.#parts = parts
  }

  /**
   * A patron says what their record should say. An e-mail address is changed at once; the rest waits for staff, until
   * they say that it should be as it is.
   */
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
      // What they typed is what is there: they wish for nothing else any more.
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

  /** They take it back: nothing waits, and nothing was changed. */
  async takeBack(self: PatronActor): Promise<void> {
    await this.#act(self, self.patronId, async (trx, { correction }, note) => {
      if (correctedParts(correction.asked).length === 0) return
      await this.#keep(trx, self.patronId, { ...correction, asked: {} })
      await note('correction-taken-back')
    })
  }

  /**
   * Staff set one part right, for which they saw what it takes, or leave it as it is.
   * @param what.mark of what was asked, and what was there instead, when they looked
   */
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
      // Hostile: what was seen is enough for another part, and not for this one.
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

  /**
   * Staff set right what whoever stands there says, for which they saw what it takes. No clerk makes anybody of age or a
   * minor by a birth date, on this day or another: it waits for the Director, as what a patron asks for waits for staff.
   */
  async setRight(
    actor: StaffActor,
    what: { readonly patronId: string; readonly asked: TypedCorrection; readonly checked: CorrectionCheck },
  ): Promise<RecordEditOutcome> {
    if (!this.maySettle(actor)) return 'not-here'
    const { patronId, checked } = what
    return this.#act<RecordEditOutcome>(actor, patronId, async (trx, now, note) => {
      if (now === noRecord) return 'not-on-file'
      const asked = withUnchangedName(what.asked, now.said.name)
      const other = correctedParts(asked).filter(
        (part) => JSON.stringify(asked[part]) !== JSON.stringify(now.said[part]),
      )
      // Hostile: what was seen is enough for another part, and not for this one.
      if (other.some((part) => recordKindOfPart(part) === 'identity') && checked !== 'photo-id')
        return 'photo-id'
      if (other.includes('born') && conflictsWithPendingBirthDate(now, asked, actor)) return 'born-waits'
      const forDirector = actor.role !== 'director' && needsDirector(now, asked.born)
      const waits = other.filter((part) => part === 'born' && forDirector)
      const changed = other.filter((part) => !waits.includes(part))
      if (changed.length > 0) await this.#setRight(trx, patronId, now, pickParts(asked, changed))
      const { correction } = now
      const wished = correctedParts(correction.asked).filter((part) => changed.includes(part))
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

  /** Whether somebody may see here what is asked, and act upon it. */
  maySettle(actor: StaffActor): boolean {
    return this.#parts.seen.by(actor, neededRecords).length === neededRecords.length
  }

  /** Of whom something waits, the longest first: random numbers and days; nothing is opened. None where they may see none. */
  async waiting(actor: StaffActor): Promise<readonly { readonly id: string; readonly on: string | null }[]> {
    if (!this.maySettle(actor)) return []
    const { actor: by, place } = logIdentity(actor)
    return inContext(this.#parts.app, { actor: by, place }, (trx) =>
      pendingCorrections(trx, maxListedCorrections),
    )
  }

  /** An address that was replaced has been told so, or never will be: it is kept no longer. Carrel's own act, of no one's. */
  async forgetFormer(patronId: string, step: number): Promise<void> {
    const by = logIdentity({ role: 'program' })
    await inContext(this.#parts.app, { actor: by.actor, place: by.place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await this.#parts.finding.one(trx, { id: patronId })
      const { [String(step)]: _told, ...left } =
        held?.formerEmails?.open(this.#parts.permit([patronId])) ?? {}
      await saveFormerEmails(trx, this.#parts.ring, patronId, left)
    })
  }

  async #setRight(trx: Trx, id: string, now: CurrentRecord, asked: RequestedCorrection): Promise<void> {
    const { ring, clock, pack, planFormerEmailNotices } = this.#parts
    const after: RecordValues = { ...now.said, ...asked }
    const parts = correctedParts(asked)
    // Why only where another system has them: nothing else could undo it.
    const compared = now.isElsewhere ? parts : []
    const corrected = compared.reduce(
      (sum, part) => withPartCorrected(ring, id, sum, { part, before: now.said, after }),
      now.corrected,
    )
    const { emails, phones, addresses } = after
    const on = clock.today()
    const was = { ...now, emails: now.said.emails }
    const fresh = asked.emails ? newEmails(was, { emails, on }) : now.fresh
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
        }),
      }),
      // Their numbers are these now, whichever turned out wrong before.
      ...(asked.phones && { wrong_numbers: null }),
    }
    await updateRecord(trx, id, set)
    const left = now.said.emails.filter((each) => !emails.includes(each))
    const gone = formerEmailsToNotify(was, { gone: left, on })
    if (gone.length > 0 && pack.manifest.notices !== undefined)
      await planFormerEmailNotices(trx, { ring, on }, { patron: id, gone, former: now.former })
  }

  async #keep(trx: Trx, id: string, correction: Correction): Promise<void> {
    const { ring, clock } = this.#parts
    await setCorrection(trx, id, {
      correction: sealField(ring, 'patron.correction', id, correction),
      on: clock.today(),
      waits: correctedParts(correction.asked).length > 0,
    })
  }

  /** Does something to one patron, who is locked; of nobody it does nothing, and nothing was changed. */
  #act<T>(
    by: StaffActor | PatronActor,
    patronId: string,
    work: (trx: Trx, now: CurrentRecord, note: RecordCorrection) => Promise<T>,
  ) {
    const { app, ring, clock, pack, finding, permit } = this.#parts
    const { actor, role, place } = logIdentity(by)
    return inContext(app, { actor, place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await finding.one(trx, { id: patronId })
      const now =
        held === undefined
          ? noRecord
          : openCurrentRecord(held, permit([patronId]), { pack, on: clock.today() })
      return work(trx, now, async (kind, record, checked) => {
        if (held === undefined) return
        const what = { kind, actor, role, place, subjects: [patronId], pack: pack.hash }
        await recordEntry(
          trx,
          { ring, now: clock.now() },
          {
            ...what,
            ...(record && { records: [record] }),
            ...(checked && checked !== 'leave' && { verified: [checked] }),
          },
        )
      })
    })
  }
}

type RecordCorrection = (
  kind: string,
  record?: RecordKind,
  checked?: CorrectionCheck | 'leave',
) => Promise<void>

/** What they have, what they ask for and what was set right before, opened for this act alone. */
export type CurrentRecord = {
  readonly said: RecordValues
  readonly correction: Correction
  readonly corrected: ImportedValueTokens
  readonly mark: string
  /** Addresses that were replaced before, and are still to be told so. */
  readonly former: FormerEmails
  /** Which of their addresses were put on file on the day of the last change. */
  readonly fresh?: RecentEmails
  /** Another system has them too, and may say something else. */
  readonly isElsewhere: boolean
  /** A guardian is on file for them. */
  readonly hasGuardian: boolean
  /** Their age on the day, and as it would be with another birth date. */
  readonly age: (born?: string) => AgeStatus
}

const noContact: ContactOnFile = { addresses: [], phones: [], emails: [] }
/** Of nobody: an act upon it changes nothing. */
export const noRecord: CurrentRecord = {
  said: { name: { surname: '', firstName: '' }, ...noContact },
  correction: { asked: {}, came: {} },
  corrected: {},
  mark: '',
  former: {},
  isElsewhere: false,
  hasGuardian: false,
  age: () => 'unknown',
}

/** @param on the library's day, by which their age is told. The permit must cover who they are and how they are reached. */
export function openCurrentRecord(
  held: Held,
  permit: Permit,
  { pack, on }: { readonly pack: Pack; readonly on: string },
): CurrentRecord {
  const { name, born, contact, correction, isElsewhere, guarantors } = held
  const { fresh, ...onFile } = contact?.open(permit) ?? noContact
  const opened = correction && openCorrection(correction, permit)
  const day = born?.open(permit)
  return {
    said: {
      ...{ ...noContact, ...onFile, name: name.open(permit) },
      ...(day !== undefined && { born: day }),
    },
    correction: { asked: opened?.asked ?? {}, came: opened?.came ?? {} },
    corrected: correction?.corrected.open(permit) ?? {},
    mark: opened?.mark ?? '',
    former: held.formerEmails?.open(permit) ?? {},
    ...(fresh && { fresh }),
    isElsewhere,
    hasGuardian: guarantors.length > 0,
    age: (other) =>
      ageStatusOn(pack, on, { ...ageFacts(held, permit), ...(other !== undefined && { born: other }) }),
  }
}

/**
 * Whether a birth date is the Director's alone to set right: what a guardian is told hangs on it, and until when (Reg 3).
 *
 * Why any other date of a minor, and not only one that makes them of age today: one that does so tomorrow comes to the same,
 * and how many days of an error are harmless no pack says.
 */
export function needsDirector({ said, hasGuardian, age }: CurrentRecord, born: string | undefined): boolean {
  if (born === undefined || born === said.born) return false
  return hasGuardian || age() === 'minor' || age(born) === 'minor'
}

/** Whether somebody may not do anything about one part of what is asked: it waits for the Director, to set right or to leave. */
export function waitsForDirector(now: CurrentRecord, part: CheckedPart, actor: StaffActor): boolean {
  return part === 'born' && actor.role !== 'director' && needsDirector(now, now.correction.asked.born)
}

/** Whether somebody who is not the Director types another birth date than one that waits already, and either is the Director's. */
export function conflictsWithPendingBirthDate(
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

/** Some parts of what is asked. */
export function pickParts(asked: RequestedCorrection, parts: readonly Correctable[]): RequestedCorrection {
  return withoutParts(
    asked,
    correctedParts(asked).filter((part) => !parts.includes(part)),
  )
}

/** Which of the addresses that go are told so: none that is to be told already, and none that was put on file today. */
export function formerEmailsToNotify(
  now: { readonly former: FormerEmails; readonly fresh?: RecentEmails; readonly emails: readonly string[] },
  { gone, on }: { readonly gone: readonly string[]; readonly on: string },
): string[] {
  const { former, fresh, emails } = now
  const waiting = new Set(Object.values(former).map(lowerCased))
  const isFresh = (email: string) => fresh?.on === on && fresh.at.includes(emails.indexOf(email))
  return gone.filter((email) => !(waiting.has(lowerCased(email)) || isFresh(email)))
}

/** Which addresses are new on a day, those of earlier that day among them. */
export function newEmails(
  now: { readonly fresh?: RecentEmails; readonly emails: readonly string[] },
  { emails, on }: { readonly emails: readonly string[]; readonly on: string },
): RecentEmails {
  const { fresh } = now
  const before = now.emails.filter((_, at) => !(fresh?.on === on && fresh.at.includes(at)))
  return { on, at: emails.flatMap((email, at) => (before.includes(email) ? [] : [at])) }
}

const lowerCased = (email: string) => email.toLowerCase()

/** Keeps what is still to be told, and nothing where there is none. */
export async function saveFormerEmails(
  trx: Trx,
  ring: KeyRing,
  patron: string,
  former: FormerEmails,
): Promise<void> {
  const isNone = Object.keys(former).length === 0
  const sealed = isNone ? null : sealField(ring, 'patron.former_emails', patron, former)
  await setFormerEmails(trx, patron, sealed)
}
