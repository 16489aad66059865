import type { Transaction } from 'kysely'
import { cardNumber } from '../circulation/card-number.ts'
import type { Clock } from '../clock.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { underAllKeys } from '../sealing/link-keys.ts'
import type { Schema } from '../store/schema.ts'
import {
  type AccountRows,
  accountOf,
  type PatronRow,
  patronOfCardToken,
  patronOfId,
  patronsById,
  patronsOfWrongNumbers,
} from '../store/vault.ts'
import { withCardReadOut } from './card-read-out.ts'
import { type Held, hold } from './held.ts'
import { holdHistory } from './history-held.ts'
import type { PatronKey } from './request.ts'
import { SharedNumber } from './shared-number.ts'

/** Finds patrons, and wraps what the vault has of them; it opens nothing. */
export class Finding {
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #sharedNumber: SharedNumber

  constructor({ ring, clock }: { readonly ring: KeyRing; readonly clock: Clock }) {
    this.#ring = ring
    this.#clock = clock
    this.#sharedNumber = new SharedNumber(ring)
  }

  /** One patron with all that they have; none where nobody has that card, or id. */
  async one(trx: Transaction<Schema>, key: PatronKey): Promise<Held[]> {
    const row =
      'id' in key
        ? await patronOfId(trx, this.#ring, key.id)
        : await patronOfCardToken(trx, this.#ring, this.#cardToken(key.card))
    if (row === undefined) return []
    return [this.#hold(row, await underAllKeys(this.#ring, (keys) => accountOf(trx, row.id, keys)))]
  }

  /** The same with a page of what they had, which they asked to be kept: the lines before this one. */
  async withHistory(trx: Transaction<Schema>, patronId: string, before: number | undefined): Promise<Held[]> {
    const found = await this.one(trx, { id: patronId })
    const history = await holdHistory(trx, this.#ring, {
      ...{ patronId, before, today: this.#clock.today() },
    })
    return found.map((held) => ({ ...held, history }))
  }

  /** The same as whom a message or a call is to reach, with the card that is read out on the phone, if any. */
  async toReach(
    trx: Transaction<Schema>,
    patronId: string,
    by: { readonly card: string | undefined; readonly phone: boolean },
  ): Promise<Held[]> {
    const index = by.card === undefined ? undefined : this.#cardToken(by.card)
    const held = await withCardReadOut(trx, this.#ring, await this.one(trx, { id: patronId }), index)
    if (!by.phone || held.length === 0) return held
    const sharesNumber = await this.#sharedNumber.of(trx, patronId)
    return held.map((one) => ({ ...one, sharesNumber }))
  }

  /** Whose card that is, and nothing of them. */
  async ofCard(trx: Transaction<Schema>, card: string): Promise<string | undefined> {
    return (await patronOfCardToken(trx, this.#ring, this.#cardToken(card)))?.id
  }

  /** Several, as a list names them: without what they have. */
  async byIds(trx: Transaction<Schema>, ids: readonly string[]): Promise<Held[]> {
    return (await patronsById(trx, ids)).map((row) => this.#hold(row))
  }

  /** The same with their cards; in the order of the ids, without whom the vault no longer has. */
  async withCards(trx: Transaction<Schema>, ids: readonly string[]): Promise<Held[]> {
    const found: Held[] = []
    for (const id of ids) {
      const row = await patronOfId(trx, this.#ring, id)
      if (row !== undefined) found.push(this.#hold(row))
    }
    return found
  }

  /** A page of those of whom a number was noted as wrong, with what is on file to reach them. */
  async ofWrongNumbers(
    trx: Transaction<Schema>,
    page: { readonly after: string; readonly limit: number },
  ): Promise<Held[]> {
    return (await patronsOfWrongNumbers(trx, page)).map((row) => this.#hold(row))
  }

  #cardToken(card: string): Buffer {
    return token(this.#ring, 'card.barcode', cardNumber(card))
  }

  #hold(patron: PatronRow, account?: AccountRows): Held {
    return hold(this.#ring, { today: this.#clock.today(), now: this.#clock.now() }, patron, account)
  }
}
