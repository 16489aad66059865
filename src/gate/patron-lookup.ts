import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { openUnderAllKeys } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { patronLinksOpener } from './capabilities.ts'
import { cardToken } from './patron-row.ts'
import {
  type PatronAccount,
  type PatronRow,
  patronAccount,
  patronOfCardToken,
  patronOfId,
  patronsById,
  patronsOfWrongNumbers,
} from './patron-store.ts'
import { PhoneIndex } from './phone-index.ts'
import { type Held, wrapHistoryPage, wrapPatron } from './sealed-patron.ts'

const contactsPerBatch = 500

/** Whether a patron's phone number is also on file for someone else; it then does not prove who answers. */
export class SharedPhoneNumbers {
  readonly #index = new PhoneIndex()
  readonly #ring: KeyRing

  constructor(ring: KeyRing) {
    this.#ring = ring
  }

  /** Reads the contacts that changed since the last call. Runs in the caller's transaction. */
  async of(trx: Trx, patronId: string): Promise<boolean> {
    const changed = this.#index.changed(await contactMarks(trx))
    for (const of of ['patron', 'guardian'] as const) {
      const ids = changed.flatMap((one) => (one.of === of ? [one.id] : []))
      for (let at = 0; at < ids.length; at += contactsPerBatch) {
        this.#index.read(this.#ring, await contactsOf(trx, of, ids.slice(at, at + contactsPerBatch)))
        // Lets other requests run.
        await setImmediate()
      }
    }
    return this.#index.isShared(patronId)
  }
}

type ContactOwner = 'patron' | 'guardian'

/** The mark changes when the contact does. */
export async function contactMarks(trx: Trx): Promise<{ of: ContactOwner; id: string; mark: string }[]> {
  const { rows } = await sql<{ of: ContactOwner; id: string; mark: string }>`
    select 'patron' as of, id, md5(contact) as mark from patron where contact is not null
    union all select 'guardian', id, md5(contact) from guardian where contact is not null`.execute(trx)
  return rows
}

export async function contactsOf(
  trx: Trx,
  of: ContactOwner,
  ids: readonly string[],
): Promise<{ of: ContactOwner; id: string; contact: Buffer; mark: string }[]> {
  const { rows } = await sql<{ of: ContactOwner; id: string; contact: Buffer; mark: string }>`
    select ${of} as of, id, contact, md5(contact) as mark from ${sql.table(of)}
    where id = any(${ids}::uuid[]) and contact is not null`.execute(trx)
  return rows
}

/** Finds patrons and wraps their sealed rows. It opens nothing for anyone. */
export class PatronLookup {
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #sharedNumber: SharedPhoneNumbers

  constructor({ ring, clock }: { readonly ring: KeyRing; readonly clock: Clock }) {
    this.#ring = ring
    this.#clock = clock
    this.#sharedNumber = new SharedPhoneNumbers(ring)
  }

  /** Empty if no one has that card or id. */
  async one(trx: Trx, key: PatronKey): Promise<Held[]> {
    const row =
      'id' in key
        ? await patronOfId(trx, this.#ring, key.id)
        : await patronOfCardToken(trx, this.#ring, cardToken(this.#ring, key.card))
    if (row === undefined) return []
    const opener = patronLinksOpener(this.#ring)
    return [this.#hold(row, await openUnderAllKeys(opener, (keys) => patronAccount(trx, row.id, keys)))]
  }

  /** With the page of checkout history before a line. */
  async withHistory(trx: Trx, patronId: string, before: number | undefined): Promise<Held[]> {
    const found = await this.one(trx, { id: patronId })
    const history = await wrapHistoryPage(trx, this.#ring, {
      ...{ patronId, before, today: this.#clock.today() },
    })
    return found.map((held) => ({ ...held, history }))
  }

  /** For a message or a call, with the card read out on the phone, if any. */
  async toReach(
    trx: Trx,
    patronId: string,
    by: { readonly card: string | undefined; readonly phone: boolean },
  ): Promise<Held[]> {
    const index = by.card === undefined ? undefined : cardToken(this.#ring, by.card)
    const held = await withCardReadOut(trx, this.#ring, await this.one(trx, { id: patronId }), index)
    if (!by.phone || held.length === 0) return held
    const sharesNumber = await this.#sharedNumber.of(trx, patronId)
    return held.map((one) => ({ ...one, sharesNumber }))
  }

  async ofCard(trx: Trx, card: string): Promise<string | undefined> {
    return (await patronOfCardToken(trx, this.#ring, cardToken(this.#ring, card)))?.id
  }

  async byIds(trx: Trx, ids: readonly string[]): Promise<Held[]> {
    return (await patronsById(trx, ids)).map((row) => this.#hold(row))
  }

  /** With cards, in the order of `ids`; unknown ids are left out. */
  async withCards(trx: Trx, ids: readonly string[]): Promise<Held[]> {
    const found: Held[] = []
    for (const id of ids) {
      const row = await patronOfId(trx, this.#ring, id)
      if (row !== undefined) found.push(this.#hold(row))
    }
    return found
  }

  async ofWrongNumbers(trx: Trx, page: { readonly after: string; readonly limit: number }): Promise<Held[]> {
    return (await patronsOfWrongNumbers(trx, page)).map((row) => this.#hold(row))
  }

  #hold(patron: PatronRow, account?: PatronAccount): Held {
    return wrapPatron(this.#ring, { today: this.#clock.today(), now: this.#clock.now() }, patron, account)
  }
}

/** A card read out proves who speaks if it is theirs and not reported lost (Reg 2). `index`: the token of its number. */
export async function withCardReadOut(
  trx: Trx,
  ring: KeyRing,
  held: readonly Held[],
  index: Buffer | undefined,
): Promise<Held[]> {
  const row = index === undefined ? undefined : await patronOfCardToken(trx, ring, index)
  return held.map((one) => {
    const isTheirs = row?.id === one.patronId
    return { ...one, byLostCard: isTheirs && row.byLostCard, byNoCard: !isTheirs }
  })
}

export type PatronKey = { readonly card: string } | { readonly id: string }
