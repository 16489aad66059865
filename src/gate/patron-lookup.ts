import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { openUnderAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { patronLinksOpener } from './capabilities.ts'
import { ContactIndex, type ContactKey } from './contact-index.ts'
import { cardToken } from './patron-row.ts'
import {
  type PatronAccount,
  type PatronRow,
  patronAccount,
  patronOfCardToken,
  patronsById,
  patronsOfWrongNumbers,
  patronsWithCards,
} from './patron-store.ts'
import { type SealedPatron, wrapHistoryPage, wrapPatron } from './sealed-patron.ts'

/** Finds patrons and wraps their sealed rows. It opens nothing for anyone. */
export class PatronLookup {
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #contacts: ContactIndex

  constructor({ ring, clock }: { readonly ring: KeyRing; readonly clock: Clock }) {
    this.#ring = ring
    this.#clock = clock
    this.#contacts = new ContactIndex(ring)
  }

  /** Empty if no one has that card or id. */
  async one(trx: Trx, key: PatronKey): Promise<SealedPatron[]> {
    const row =
      'id' in key ? (await patronsWithCards(trx, this.#ring, [key.id]))[0] : await this.#ofCard(trx, key.card)
    if (row === undefined) return []
    const opener = patronLinksOpener(this.#ring)
    return [this.#wrap(row, await openUnderAllKeys(opener, (keys) => patronAccount(trx, row.id, keys)))]
  }

  /** With the page of checkout history before a line. */
  async withHistory(trx: Trx, patronId: string, before: number | undefined): Promise<SealedPatron[]> {
    const found = await this.one(trx, { id: patronId })
    const history = await wrapHistoryPage(trx, this.#ring, { patronId, before, today: this.#clock.today() })
    return found.map((held) => ({ ...held, history }))
  }

  /** For a message or a call, with the card read out on the phone, if any. */
  async toReach(
    trx: Trx,
    patronId: string,
    by: { readonly card: string | undefined; readonly phone: boolean },
  ): Promise<SealedPatron[]> {
    const [patron] = await this.one(trx, { id: patronId })
    // A card read out proves who speaks if it is theirs and not reported lost (Reg 2).
    const card = by.card === undefined ? undefined : await this.#ofCard(trx, by.card)
    if (patron === undefined) return []
    const isTheirs = card?.id === patronId
    const sharesNumber = by.phone && (await this.#contacts.sharesPhone(trx, patronId))
    return [{ ...patron, byLostCard: isTheirs && card.byLostCard, byNoCard: !isTheirs, sharesNumber }]
  }

  async ofCard(trx: Trx, card: string): Promise<string | undefined> {
    return (await this.#ofCard(trx, card))?.id
  }

  #ofCard(trx: Trx, card: string): Promise<PatronRow | undefined> {
    return patronOfCardToken(trx, this.#ring, cardToken(this.#ring, card))
  }

  /** With cards. Those of whom staff found that the number is someone else's are among them. */
  async withContact(trx: Trx, contact: ContactKey): Promise<SealedPatron[]> {
    return this.withCards(trx, await this.#contacts.patronsWith(trx, contact))
  }

  async byIds(trx: Trx, ids: readonly string[]): Promise<SealedPatron[]> {
    return (await patronsById(trx, ids)).map((row) => this.#wrap(row))
  }

  /** With cards, in the order of `ids`; unknown ids are left out. */
  async withCards(trx: Trx, ids: readonly string[]): Promise<SealedPatron[]> {
    return (await patronsWithCards(trx, this.#ring, ids)).map((row) => this.#wrap(row))
  }

  async ofWrongNumbers(
    trx: Trx,
    page: { readonly after: string; readonly limit: number },
  ): Promise<SealedPatron[]> {
    return (await patronsOfWrongNumbers(trx, page)).map((row) => this.#wrap(row))
  }

  #wrap(patron: PatronRow, account?: PatronAccount): SealedPatron {
    return wrapPatron(this.#ring, { today: this.#clock.today(), now: this.#clock.now() }, patron, account)
  }
}

export type PatronKey = { readonly card: string } | { readonly id: string }
