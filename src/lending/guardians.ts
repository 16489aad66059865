import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { cardNumber } from '../circulation/card-number.ts'
import type { Clock } from '../clock.ts'
import type { Gate } from '../disclosure/gate.ts'
import type { Contact, GuardianCheck, Noted, OfAge } from '../disclosure/held.ts'
import { recordEntry } from '../disclosure/record.ts'
import { type Actor, namedAs } from '../disclosure/request.ts'
import type { Pack } from '../policy/pack.ts'
import { staffScreenAsk } from '../policy/screen-ask.ts'
import { sealField, token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { PatronName } from '../sealing/name-index.ts'
import {
  countChange,
  endFile,
  type GuardianChange,
  type GuardianRow,
  holderOfCard,
  insertFile,
  insertGuardian,
  lockedFileOf,
  setFile,
  setGuardianContact,
  setOfAge,
} from '../store/guardians.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly gate: Gate
}
type Trx = Transaction<Schema>

/** So many guardians of one minor: an entry of the register names them all. */
export const mostGuardians = 6

/** Whom to put on file: somebody with a card; or one without, under an id that the form brings, so that a second press adds nobody. */
export type NewGuardian =
  | { readonly card: string }
  | { readonly id: string; readonly name: PatronName; readonly contact: Contact }

/** What they did and showed, in person: whether they signed for the minor, and at least one paper. */
export type Shown = { readonly liable: boolean; readonly checked: readonly GuardianCheck[] }

export type RowOfFile = { readonly patronId: string; readonly link: string }

/** `not-here`: nothing that this needs may show to this person at this place. */
export type Added =
  | 'added'
  | 'not-here'
  | 'not-on-file'
  | 'not-a-minor'
  | 'born-unknown'
  | 'no-such-card'
  | 'card-lost'
  | 'oneself'
  | 'guardian-minor'
  | 'on-file-already'
  | 'too-many'
export type Changed = 'changed' | 'not-here' | 'not-on-file'
export type Removed = 'removed' | 'not-here' | 'not-on-file'
export type Recorded = 'recorded' | 'not-here' | 'not-on-file' | 'not-a-minor'

/**
 * The file of guardians (Reg 3), kept at the counter. It opens nothing but by the gate, which says who is a minor. Each act
 * is committed together with its entry in the register, which names the minor and the guardian, and with a count of the day.
 */
export class Guardians {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Puts a guardian on file, who is here in person. */
  async add(
    by: Actor,
    to: Shown & { readonly patronId: string; readonly guardian: NewGuardian },
  ): Promise<Added> {
    const { guardian, patronId } = to
    if (!this.mayKeep(by)) return 'not-here'
    if ('card' in guardian) await this.#parts.gate.countCard(by, guardian.card)
    return this.#adding(
      by,
      patronId,
      async (trx, file) => {
        if ('card' in guardian) return this.#withCard(trx, file, patronId, guardian.card)
        const { ring } = this.#parts
        const { id, name, contact } = guardian
        const sealed = { name: sealField(ring, 'guardian.name', id, name) }
        const address = sealField(ring, 'guardian.contact', id, contact)
        return (await insertGuardian(trx, { id, ...sealed, contact: address }))
          ? { guardian_id: id }
          : 'added'
      },
      to,
    )
  }

  /** The same guardian has another child here, whose card is shown. */
  async addTo(by: Actor, to: Shown & RowOfFile & { readonly card: string }): Promise<Added> {
    if (!this.mayKeep(by)) return 'not-here'
    await this.#parts.gate.countCard(by, to.card)
    const { actor, place } = namedAs(by)
    const child = await inContext(this.#parts.app, { actor, place }, (trx) =>
      holderOfCard(trx, this.#parts.ring, this.#token(to.card)),
    )
    if (child === undefined) return 'no-such-card'
    return this.#adding(
      by,
      child.patronId,
      async (trx, file) => {
        const theirs = await lockedFileOf(trx, this.#parts.ring, to.patronId)
        const row = theirs?.find(({ id, ended }) => id === to.link && !ended)
        if (row === undefined) return 'not-on-file'
        const isSame = (other: GuardianRow) => personOf(other) === personOf(row)
        if (file.some((other) => isSame(other) && !other.ended)) return 'on-file-already'
        if (personOf(row) === child.patronId) return 'oneself'
        return row.guardian_id === null
          ? { guarantor_id: row.guarantor_id }
          : { guardian_id: row.guardian_id }
      },
      to,
    )
  }

  /** Whether they signed, what they showed now, and for one without a card where they live. */
  async change(by: Actor, to: Shown & RowOfFile & { readonly contact?: Contact }): Promise<Changed> {
    return this.#onRow(by, to, async (trx, row) => {
      await setFile(trx, this.#parts.ring, row, {
        liable: to.liable,
        noted: this.#noted(by, row.id, to.checked),
      })
      if (row.guardian_id !== null && to.contact !== undefined) {
        const sealed = sealField(this.#parts.ring, 'guardian.contact', row.guardian_id, to.contact)
        await setGuardianContact(trx, row.guardian_id, sealed)
      }
      return 'changed'
    })
  }

  /** Takes a guardian off the file of one minor; those of another stay. */
  async remove(by: Actor, which: RowOfFile): Promise<Removed> {
    return this.#onRow(by, which, async (trx, row) => {
      await endFile(trx, this.#parts.ring, [row.id])
      return 'removed'
    })
  }

  /** A minor married or is emancipated, of which the Director has seen the papers: nobody guarantees for them any more. */
  async recordOfAge(by: Actor, patronId: string, how: OfAge['by']): Promise<Recorded> {
    if (!this.mayRecord(by)) return 'not-here'
    const { ring, clock, gate } = this.#parts
    return this.#act(by, async (trx, note) => {
      const file = await lockedFileOf(trx, ring, patronId)
      if (file === undefined) return 'not-on-file'
      const on = clock.today()
      if ((await gate.facts.agesOf(trx, [patronId], on)).get(patronId) !== 'minor') return 'not-a-minor'
      const ofAge: OfAge = { by: how, on }
      await setOfAge(trx, patronId, sealField(ring, 'patron.of_age', patronId, ofAge))
      await endFile(
        trx,
        ring,
        file.map(({ id }) => id),
      )
      await note('of-age-recorded', [patronId, ...file.filter(({ ended }) => !ended).map(personOf)])
      return 'recorded'
    })
  }

  /** What was recorded was wrong. Who was a guardian is put on file anew, by their papers. */
  async takeBackOfAge(by: Actor, patronId: string): Promise<Recorded> {
    if (!this.mayRecord(by)) return 'not-here'
    return this.#act(by, async (trx, note) => {
      if ((await lockedFileOf(trx, this.#parts.ring, patronId)) === undefined) return 'not-on-file'
      await setOfAge(trx, patronId, null)
      await note('of-age-taken-back', [patronId])
      return 'recorded'
    })
  }

  /** Whether somebody may keep the file: they may see here who somebody is, and where they live. */
  mayKeep({ role, place }: Actor): boolean {
    const ask = staffScreenAsk({ role, place, on: this.#parts.clock.today() }, [
      'existence',
      'identity',
      'contact',
    ])
    return this.#parts.pack.decide(ask).withheld.length === 0
  }

  /** Whether somebody may record what ends minority before its time. */
  mayRecord(by: Actor): boolean {
    return by.role === 'director' && this.mayKeep(by)
  }

  #adding(
    by: Actor,
    patronId: string,
    whom: (trx: Trx, file: readonly GuardianRow[]) => Promise<Person | Added>,
    shown: Shown,
  ): Promise<Added> {
    if (!this.mayKeep(by)) return Promise.resolve('not-here')
    const { clock, gate, ring } = this.#parts
    return this.#act(by, async (trx, note) => {
      const file = await lockedFileOf(trx, ring, patronId)
      if (file === undefined) return 'not-on-file'
      const age = (await gate.facts.agesOf(trx, [patronId], clock.today())).get(patronId)
      if (age !== 'minor') return age === 'of-age' ? 'not-a-minor' : 'born-unknown'
      if (file.filter(({ ended }) => !ended).length >= mostGuardians) return 'too-many'
      const person = await whom(trx, file)
      if (typeof person === 'string') return person
      const guardian = { guarantor_id: null, guardian_id: null, ...person }
      const before = file.find((row) => personOf(row) === personOf(guardian))
      const id = before?.id ?? randomUUID()
      const row = { liable: shown.liable, noted: this.#noted(by, id, shown.checked) }
      if (before) await setFile(trx, ring, before, row)
      else await insertFile(trx, ring, { id, guarantee_id: patronId, ...guardian, ...row })
      await note('guardian-added', [patronId, personOf(guardian)], 'added', shown.checked)
      return 'added'
    })
  }

  async #withCard(
    trx: Trx,
    file: readonly GuardianRow[],
    patronId: string,
    card: string,
  ): Promise<Person | Added> {
    const holder = await holderOfCard(trx, this.#parts.ring, this.#token(card))
    if (holder === undefined) return 'no-such-card'
    if (holder.state === 'lost') return 'card-lost'
    if (holder.patronId === patronId) return 'oneself'
    const { gate, clock } = this.#parts
    const ages = await gate.facts.agesOf(trx, [holder.patronId], clock.today())
    if (ages.get(holder.patronId) === 'minor') return 'guardian-minor'
    const isThere = file.some((row) => row.guarantor_id === holder.patronId && !row.ended)
    return isThere ? 'on-file-already' : { guarantor_id: holder.patronId }
  }

  #onRow<T extends GuardianChange>(
    by: Actor,
    { patronId, link, checked }: RowOfFile & Partial<Shown>,
    work: (trx: Trx, row: GuardianRow) => Promise<T>,
  ): Promise<T | 'not-here' | 'not-on-file'> {
    if (!this.mayKeep(by)) return Promise.resolve('not-here')
    return this.#act(by, async (trx, note) => {
      const file = await lockedFileOf(trx, this.#parts.ring, patronId)
      const row = file?.find(({ id, ended }) => id === link && !ended)
      if (row === undefined) return 'not-on-file'
      const done = await work(trx, row)
      await note(`guardian-${done}`, [patronId, personOf(row)], done, checked)
      return done
    })
  }

  #act<T>(by: Actor, work: (trx: Trx, note: Note) => Promise<T>): Promise<T> {
    const { app, ring, clock, pack } = this.#parts
    const { actor, role, place } = namedAs(by)
    return inContext(app, { actor, place }, (trx) =>
      work(trx, async (kind, subjects, change, verified) => {
        if (change !== undefined) await countChange(trx, clock.today(), change)
        const what = { kind, subjects, ...(verified && { verified }) }
        await recordEntry(trx, { ring, now: clock.now() }, { ...what, actor, role, place, pack: pack.hash })
      }),
    )
  }

  #noted(by: Actor, link: string, checked: readonly GuardianCheck[]): Buffer {
    const noted: Noted = { checked, by: by.accountId, on: this.#parts.clock.today() }
    return sealField(this.#parts.ring, 'guarantor.noted', link, noted)
  }

  #token(number: string): Buffer {
    return token(this.#parts.ring, 'card.barcode', cardNumber(number))
  }
}

/** Which of the two kinds of guardian, by id. */
type Person = Partial<Pick<GuardianRow, 'guarantor_id' | 'guardian_id'>>

type Note = (
  kind: string,
  subjects: readonly string[],
  change?: GuardianChange,
  verified?: readonly GuardianCheck[],
) => Promise<void>

/** A patron's id, or that of somebody who is on file as a guardian alone. */
function personOf({ guarantor_id, guardian_id }: Pick<GuardianRow, 'guarantor_id' | 'guardian_id'>): string {
  return guarantor_id ?? guardian_id ?? ''
}
