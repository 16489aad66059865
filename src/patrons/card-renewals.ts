import {
  type CardStatus,
  type GateInternals,
  lockPatron,
  logIdentity,
  type StaffActor,
} from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import { monthsAfter, type RecordKind } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { setCardStanding } from './record-store.ts'

/**
 * `good-already`: the card outlasts a new one. `no-address`: none is on file to ask about. `not-here`:
 * nothing of theirs may show here.
 */
export type CardRenewalOutcome = 'renewed' | 'good-already' | 'no-address' | 'not-on-file' | 'not-here'
/** `too-late`: not renewed today, or the day is over. */
export type UndoCardRenewalOutcome = 'undone' | 'too-late' | 'not-on-file' | 'not-here'

type RecordRenewal = (kind: string, verified?: readonly string[]) => Promise<void>

type RenewableCard = { readonly standing: CardStatus; readonly hasAddress: boolean }

const neededRecords: readonly RecordKind[] = ['existence', 'identity', 'contact']

/**
 * Renews cards. The expiry date is opened only to seal it again: no screen shows it, and the entry names the
 * card's patron but no date.
 */
export class CardRenewals {
  readonly #parts: GateInternals

  constructor(parts: GateInternals) {
    this.#parts = parts
  }

  /** Confirming an address requires seeing it. */
  mayRenew(actor: StaffActor): boolean {
    const { pack, seen } = this.#parts
    return pack.manifest.cards !== undefined && seen.by(actor, neededRecords).length === neededRecords.length
  }

  /**
   * Renews from today for as long as the pack gives the card's kind, never for less.
   * @param kind another kind of the pack's
   */
  async renew(actor: StaffActor, patronId: string, kind?: string): Promise<CardRenewalOutcome> {
    const today = this.#parts.clock.today()
    return this.#act<CardRenewalOutcome>(actor, patronId, async ({ standing, hasAddress }, set, note) => {
      const { category: wasKind, expiresOn: was } = standing
      const category = this.#kinds.find((one) => one.kind === kind)?.kind ?? wasKind
      const isSame = category === wasKind
      // Why: a second press of the button changes nothing.
      if (standing.renewed?.on === today && isSame) return 'renewed'
      if (!hasAddress) return 'no-address'
      const fresh = monthsAfter(today, this.#monthsOf({ category }))
      const isGood = was !== undefined && was >= fresh
      if (isGood && isSame) return 'good-already'
      // Undo restores what was there this morning.
      const before = standing.renewed?.on === today ? standing.renewed : { was, kind: wasKind }
      const renewed = {
        on: today,
        ...(before.was !== undefined && { was: before.was }),
        ...(before.kind !== undefined && { kind: before.kind }),
      }
      await set({
        ...standing,
        ...(category !== undefined && { category }),
        ...{ expiresOn: isGood ? was : fresh, renewed },
      })
      await note('card-renewed', ['address'])
      return 'renewed'
    })
  }

  /** Undoes today's renewal of the wrong card. */
  async undo(actor: StaffActor, patronId: string): Promise<UndoCardRenewalOutcome> {
    return this.#act<UndoCardRenewalOutcome>(actor, patronId, async (held, set, note) => {
      const { renewed, expiresOn: _now, ...standing } = held.standing
      if (renewed?.on !== this.#parts.clock.today()) return 'too-late'
      await set({
        ...standing,
        ...(renewed.was !== undefined && { expiresOn: renewed.was }),
        ...(renewed.kind !== undefined && { category: renewed.kind }),
      })
      await note('card-renewal-undone')
      return 'undone'
    })
  }

  /** Kinds unknown to the pack, from another system, count as its first. */
  #monthsOf({ category }: { readonly category: string | undefined }): number {
    const kinds = this.#kinds
    return (kinds.find(({ kind }) => kind === category) ?? kinds[0])?.months ?? 0
  }

  get #kinds() {
    return this.#parts.pack.manifest.cards ?? []
  }

  async #act<T>(
    by: StaffActor,
    patronId: string,
    work: (held: RenewableCard, set: (to: CardStatus) => Promise<void>, note: RecordRenewal) => Promise<T>,
  ): Promise<T | 'not-here' | 'not-on-file'> {
    if (!this.mayRenew(by)) return 'not-here'
    const { app, ring, clock, pack, finding, permit } = this.#parts
    const { actor, role, place } = logIdentity(by)
    return inContext(app, { actor, place }, async (trx: Trx) => {
      await lockPatron(trx, patronId)
      const [held] = await finding.one(trx, { id: patronId })
      if (held === undefined) return 'not-on-file'
      const may = permit([patronId])
      const standing = held.standing?.open(may) ?? {}
      const hasAddress = (held.contact?.open(may).addresses.length ?? 0) > 0
      return work(
        { standing, hasAddress },
        (to) => setCardStanding(trx, patronId, sealField(ring, 'patron.standing', patronId, to)),
        async (kind, verified) => {
          const what = { kind, actor, role, place, subjects: [patronId], pack: pack.hash }
          const entry = { ...what, ...(verified && { verified }) }
          await recordEntry(trx, { ring, now: clock.now() }, entry)
        },
      )
    })
  }
}
