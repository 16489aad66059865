import { randomUUID } from 'node:crypto'
import {
  addCard,
  type Gate,
  lockPatronCards,
  type PatronValues,
  type StaffActor,
  sealCard,
  sealPatron,
  seesOnScreen,
} from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import { monthsAfter } from '../policy/index.ts'
import { checkNewCardNumber, type UnfitCardNumber } from './cards.ts'
import { addPatron, cardHolder, undoAddPatron } from './record-store.ts'
import { type CounterParts, recordCounterAct } from './self-service.ts'

type RegistrationParts = CounterParts & { readonly gate: Pick<Gate, 'countCard'> }

/** `made`: from the form, so that a second press adds no one. */
export type NewPatron = Pick<PatronValues, 'name' | 'contact'> & {
  readonly made: string
  /** `YYYY-MM-DD` */
  readonly born: string
  readonly kind: string
  readonly card: string
}

/** `sent-already`: the same form registered another card. */
type RegistrationOutcome = 'registered' | 'not-here' | UnfitCardNumber | 'number-taken' | 'sent-already'

/** Registers patrons at the counter. Opens nothing. */
export class Registration {
  readonly #parts: RegistrationParts

  constructor(parts: RegistrationParts) {
    this.#parts = parts
  }

  /** Empty if another system registers patrons. */
  get kinds(): readonly string[] {
    return (this.#parts.pack.manifest.cards ?? []).map(({ kind }) => kind)
  }

  /** Hostile: with the form's own id, a forged form could aim at an existing or former patron. */
  idOf(by: StaffActor, { made, card: _, ...typed }: NewPatron): string {
    const { ring, clock } = this.#parts
    const form = JSON.stringify([by.accountId, clock.today(), made, typed])
    return uuidFromToken(token(ring, 'patron.joined', form))
  }

  async register(by: StaffActor, newcomer: NewPatron): Promise<RegistrationOutcome> {
    if (!this.mayRegister(by)) return 'not-here'
    const { app, ring, clock, pack } = this.#parts
    const { kind, name, born, contact } = newcomer
    const id = this.idOf(by, newcomer)
    const rule = pack.manifest.cards?.find((one) => one.kind === kind)
    const fit = rule === undefined ? 'number-unfit' : await checkNewCardNumber(app, newcomer.card)
    if (rule === undefined || typeof fit === 'string') return fit as UnfitCardNumber
    const { number } = fit
    const today = clock.today()
    const standing = { category: kind, enrolledOn: today, expiresOn: monthsAfter(today, rule.months) }
    const joined = await recordCounterAct<RegistrationOutcome>(this.#parts, by, async (trx, note) => {
      const card = sealCard(ring, { id: randomUUID(), patronId: id, number })
      const isNew = await addPatron(trx, { id, ...sealPatron(ring, id, { name, born, contact, standing }) })
      if (!isNew) {
        const theirs = (await lockPatronCards(trx, ring, id)) ?? []
        // Why logged: the answer reveals that the patron exists, and whether that is their card.
        await note({ kind: 'patron-registered-again', subjects: [id] })
        const isSame = theirs.some(({ barcode_index }) => barcode_index.equals(card.barcode_index))
        return isSame ? 'registered' : 'sent-already'
      }
      if (!(await addCard(trx, ring, card))) {
        await undoAddPatron(trx, id)
        // Why its holder: that the number is taken reveals something of them.
        const holder = await cardHolder(trx, ring, card.barcode_index)
        await note({ kind: 'card-number-taken', subjects: holder === undefined ? [] : [holder.patronId] })
        return 'number-taken'
      }
      await note({ kind: 'patron-registered', subjects: [id] })
      return 'registered'
    })
    if (joined === 'number-taken') await this.#parts.gate.countCard(by, number)
    return joined
  }

  /** Requires that identity and contact may show here. */
  mayRegister(by: StaffActor): boolean {
    return this.kinds.length > 0 && seesOnScreen(this.#parts, by, ['existence', 'identity', 'contact'])
  }
}

/** Version 8, from the token's first bytes. */
function uuidFromToken(from: Buffer): string {
  const bytes = Buffer.from(from.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
