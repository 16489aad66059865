import { setImmediate } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { PhoneIndex } from '../sealing/phone-index.ts'
import { contactMarks, contactsOf } from '../store/contacts.ts'
import type { Schema } from '../store/schema.ts'

const atOnce = 500

/** Whether a patron's phone number is on file for anyone else too: then it does not show who answers it. */
export class SharedNumber {
  readonly #index = new PhoneIndex()
  readonly #ring: KeyRing

  constructor(ring: KeyRing) {
    this.#ring = ring
  }

  /** In the caller's transaction. It reads what changed since it was asked last, and tells nothing but yes or no. */
  async of(trx: Transaction<Schema>, patronId: string): Promise<boolean> {
    const changed = this.#index.changed(await contactMarks(trx))
    for (const of of ['patron', 'guardian'] as const) {
      const ids = changed.flatMap((one) => (one.of === of ? [one.id] : []))
      for (let at = 0; at < ids.length; at += atOnce) {
        this.#index.read(this.#ring, await contactsOf(trx, of, ids.slice(at, at + atOnce)))
        // Why: other pages are served meanwhile.
        await setImmediate()
      }
    }
    return this.#index.isShared(patronId)
  }
}
