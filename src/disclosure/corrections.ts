import type { Transaction } from 'kysely'
import {
  type Asked,
  type Checked,
  type Correctable,
  type Correction,
  type CorrectionCheck,
  checkedParts,
  checksFor,
  partsOf,
  type Typed,
  whole,
  without,
} from '../contact/correction.ts'
import type { RecordKind } from '../policy/ask.ts'
import { type Said, withCorrected } from '../sealing/corrected.ts'
import { sealField } from '../sealing/field.ts'
import { type RecordSet, setCorrection, setRecord, waitingCorrections } from '../store/corrections.ts'
import { lockPatron } from '../store/reach.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'
import { recordOf } from './correction-held.ts'
import {
  bornWaits,
  isDirectors,
  type Now,
  nobody,
  openNow,
  pick,
  waitsForDirector,
} from './correction-now.ts'
import { freshAmong, keepFormer, planTelling, toTell } from './former-emails.ts'
import { recordEntry } from './record.ts'
import { type Actor, type GateInside, namedAs, type OwnSelf } from './request.ts'

type Trx = Transaction<Schema>

/** A list has so many who wait; the others come up as these are seen to. */
export const waitingAtMost = 20

/** Which parts were changed at once, and which wait for staff: none of what stands there as it was typed. */
export type Asking = { readonly changed: readonly Correctable[]; readonly waits: readonly Correctable[] }

/**
 * `changed`: they ask for something else by now, or an import wrote something else there. `not-here`: this person may not see
 * whose it is at this place. `director`: a birth date on which it hangs what a guardian is told waits for the Director.
 */
export type Settled = 'right' | 'left' | 'changed' | 'director' | 'not-here'

/**
 * What staff set right of whoever stands there; `waits`: for the Director. Nothing was changed with any of the others.
 * `photo-id`: that takes photo ID or a paper. `born-waits`: another birth date waits already, which the Director sees to
 * first. `not-on-file`: there is no such record.
 */
export type SetRight =
  | { readonly changed: readonly Correctable[]; readonly waits: readonly Correctable[] }
  | 'photo-id'
  | 'born-waits'
  | 'not-on-file'
  | 'not-here'

const whose: readonly RecordKind[] = ['identity', 'contact']

/**
 * What patrons say is wrong in their records. The values are opened within the act that seals them anew, as facts are, and go
 * nowhere else; a page shows them by the gate alone. Each act is committed with its entry, which says whose record and
 * neither the old value nor the new one.
 */
export class Corrections {
  readonly #parts: GateInside

  constructor(parts: GateInside) {
    this.#parts = parts
  }

  /**
   * A patron says what their record should say. An e-mail address is changed at once; the rest waits for staff, until
   * they say that it should be as it is.
   */
  async ask(self: OwnSelf, typed: Typed): Promise<Asking> {
    const { patronId } = self
    return this.#act(self, patronId, async (trx, now, note) => {
      const asked = whole(typed, now.said.name)
      const isOther = (part: Correctable) => JSON.stringify(asked[part]) !== JSON.stringify(now.said[part])
      const other = partsOf(asked).filter(isOther)
      const waits = other.filter((part) => checkedParts.some((one) => one === part))
      const changed = other.filter((part) => !waits.includes(part))
      if (changed.length > 0) {
        await this.#setRight(trx, patronId, now, pick(asked, changed))
        await note('contact-changed', 'contact')
      }
      const { correction } = now
      // What they typed is what is there: they wish for nothing else any more.
      const back = partsOf(pick(correction.asked, partsOf(asked))).filter((part) => !isOther(part))
      if (waits.length + back.length > 0) {
        await this.#keep(trx, patronId, {
          asked: { ...without(correction.asked, back), ...pick(asked, waits) },
          came: without(correction.came, waits),
        })
      }
      if (waits.length > 0) await note('correction-asked')
      if (back.length > 0) await note('correction-taken-back')
      return { changed, waits }
    })
  }

  /** They take it back: nothing waits, and nothing was changed. */
  async takeBack(self: OwnSelf): Promise<void> {
    await this.#act(self, self.patronId, async (trx, { correction }, note) => {
      if (partsOf(correction.asked).length === 0) return
      await this.#keep(trx, self.patronId, { ...correction, asked: {} })
      await note('correction-taken-back')
    })
  }

  /**
   * Staff set one part right, for which they saw what it takes, or leave it as it is.
   * @param what.mark of what was asked, and what was there instead, when they looked
   */
  async settle(
    actor: Actor,
    what: {
      readonly patronId: string
      readonly part: Checked
      readonly mark: string
      readonly checked: CorrectionCheck | 'leave'
    },
  ): Promise<Settled> {
    if (!this.maySettle(actor)) return 'not-here'
    const { patronId, part, mark, checked } = what
    const checks: readonly string[] = checksFor[part]
    return this.#act(actor, patronId, async (trx, now, note) => {
      const { correction } = now
      if (now.mark !== mark || correction.asked[part] === undefined) return 'changed'
      const as = checked === 'leave' ? 'left' : 'right'
      if (waitsForDirector(now, part, actor)) return 'director'
      // Hostile: what was seen is enough for another part, and not for this one.
      if (as === 'right' && !checks.includes(checked)) return 'changed'
      if (as === 'right') await this.#setRight(trx, patronId, now, pick(correction.asked, [part]))
      const cameOfIt = { as, on: this.#parts.clock.today() } as const
      await this.#keep(trx, patronId, {
        asked: without(correction.asked, [part]),
        came: { ...correction.came, [part]: cameOfIt },
      })
      await note(as === 'right' ? 'record-corrected' : 'correction-left', recordOf(part), checked)
      return as
    })
  }

  /**
   * Staff set right what whoever stands there says, for which they saw what it takes. No clerk makes anybody of age or a
   * minor by a birth date, on this day or another: it waits for the Director, as what a patron asks for waits for staff.
   */
  async setRight(
    actor: Actor,
    what: { readonly patronId: string; readonly asked: Typed; readonly checked: CorrectionCheck },
  ): Promise<SetRight> {
    if (!this.maySettle(actor)) return 'not-here'
    const { patronId, checked } = what
    return this.#act<SetRight>(actor, patronId, async (trx, now, note) => {
      if (now === nobody) return 'not-on-file'
      const asked = whole(what.asked, now.said.name)
      const other = partsOf(asked).filter(
        (part) => JSON.stringify(asked[part]) !== JSON.stringify(now.said[part]),
      )
      // Hostile: what was seen is enough for another part, and not for this one.
      if (other.some((part) => recordOf(part) === 'identity') && checked !== 'photo-id') return 'photo-id'
      if (other.includes('born') && bornWaits(now, asked, actor)) return 'born-waits'
      const forDirector = actor.role !== 'director' && isDirectors(now, asked.born)
      const waits = other.filter((part) => part === 'born' && forDirector)
      const changed = other.filter((part) => !waits.includes(part))
      if (changed.length > 0) await this.#setRight(trx, patronId, now, pick(asked, changed))
      const { correction } = now
      const wished = partsOf(correction.asked).filter((part) => changed.includes(part))
      if (wished.length + waits.length > 0) {
        const cameOfIt = { as: 'right', on: this.#parts.clock.today() } as const
        await this.#keep(trx, patronId, {
          asked: { ...without(correction.asked, wished), ...pick(asked, waits) },
          came: { ...correction.came, ...Object.fromEntries(wished.map((part) => [part, cameOfIt])) },
        })
      }
      for (const record of new Set(changed.map(recordOf))) await note('record-corrected', record, checked)
      if (waits.length > 0) await note('correction-waits', 'identity', checked)
      return { changed, waits }
    })
  }

  /** Whether somebody may see here what is asked, and act upon it. */
  maySettle(actor: Actor): boolean {
    return this.#parts.seen.by(actor, whose).length === whose.length
  }

  /** Of whom something waits, the longest first: random numbers and days; nothing is opened. None where they may see none. */
  async waiting(actor: Actor): Promise<readonly { readonly id: string; readonly on: string | null }[]> {
    if (!this.maySettle(actor)) return []
    const { actor: by, place } = namedAs(actor)
    return inContext(this.#parts.app, { actor: by, place }, (trx) => waitingCorrections(trx, waitingAtMost))
  }

  /** An address that was replaced has been told so, or never will be: it is kept no longer. Carrel's own act, of no one's. */
  async forgetFormer(patronId: string, step: number): Promise<void> {
    const by = namedAs({ role: 'program' })
    await inContext(this.#parts.app, { actor: by.actor, place: by.place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await this.#parts.finding.one(trx, { id: patronId })
      const { [String(step)]: _told, ...left } =
        held?.formerEmails?.open(this.#parts.permit([patronId])) ?? {}
      await keepFormer(trx, this.#parts.ring, patronId, left)
    })
  }

  async #setRight(trx: Trx, id: string, now: Now, asked: Asked): Promise<void> {
    const { ring, clock, pack } = this.#parts
    const after: Said = { ...now.said, ...asked }
    const parts = partsOf(asked)
    // Why only where another system has them: nothing else could undo it.
    const compared = now.isElsewhere ? parts : []
    const corrected = compared.reduce(
      (sum, part) => withCorrected(ring, id, sum, { part, before: now.said, after }),
      now.corrected,
    )
    const { emails, phones, addresses } = after
    const on = clock.today()
    const was = { ...now, emails: now.said.emails }
    const fresh = asked.emails ? freshAmong(was, { emails, on }) : now.fresh
    const set: RecordSet = {
      corrected: partsOf(corrected).length === 0 ? null : sealField(ring, 'patron.corrected', id, corrected),
      ...(asked.name && { name: sealField(ring, 'patron.name', id, asked.name) }),
      ...(asked.born && { born: sealField(ring, 'patron.born', id, asked.born) }),
      ...(parts.some((part) => recordOf(part) === 'contact') && {
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
    await setRecord(trx, id, set)
    const left = now.said.emails.filter((each) => !emails.includes(each))
    const gone = toTell(was, { gone: left, on })
    if (gone.length > 0 && pack.manifest.notices !== undefined)
      await planTelling(trx, { ring, on }, { patron: id, gone, former: now.former })
  }

  async #keep(trx: Trx, id: string, correction: Correction): Promise<void> {
    const { ring, clock } = this.#parts
    await setCorrection(trx, id, {
      correction: sealField(ring, 'patron.correction', id, correction),
      on: clock.today(),
      waits: partsOf(correction.asked).length > 0,
    })
  }

  /** Does something to one patron, who is locked; of nobody it does nothing, and nothing was changed. */
  #act<T>(by: Actor | OwnSelf, patronId: string, work: (trx: Trx, now: Now, note: Note) => Promise<T>) {
    const { app, ring, clock, pack, finding, permit } = this.#parts
    const { actor, role, place } = namedAs(by)
    return inContext(app, { actor, place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await finding.one(trx, { id: patronId })
      const now = held === undefined ? nobody : openNow(held, permit([patronId]), { pack, on: clock.today() })
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

type Note = (kind: string, record?: RecordKind, checked?: CorrectionCheck | 'leave') => Promise<void>
