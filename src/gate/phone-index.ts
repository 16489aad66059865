import { createHmac, randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { comparableDigits } from '../platform/contact-details.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { type PhoneIndexOpener, phoneIndexOpener } from './capabilities.ts'
import { type ContactMark, contactMarks, type SealedContact, sealedContacts } from './patron-store.ts'

const contactsPerBatch = 500

/**
 * Whether a patron's phone number is also on file for someone else; it then does not prove who answers.
 *
 * Why in memory, under a key of this process: tokens in the database would tell a thief who shares a phone, and so a home
 * (decision 20).
 */
export class SharedPhoneNumbers {
  readonly #ring: KeyRing
  readonly #key = randomBytes(32)
  readonly #contacts = new Map<string, { readonly mark: string; readonly tokens: readonly string[] }>()
  readonly #owners = new Map<string, Set<string>>()

  constructor(ring: KeyRing) {
    this.#ring = ring
  }

  /** Reads the contacts that changed since the last call. Runs in the caller's transaction. */
  async of(trx: Trx, patronId: string): Promise<boolean> {
    const changed = this.#changed(await contactMarks(trx))
    for (const of of ['patron', 'guardian'] as const) {
      const ids = changed.flatMap((one) => (one.of === of ? [one.id] : []))
      for (let at = 0; at < ids.length; at += contactsPerBatch) {
        this.#read(await sealedContacts(trx, of, ids.slice(at, at + contactsPerBatch)))
        // Lets other requests run.
        await setImmediate()
      }
    }
    const { tokens = [] } = this.#contacts.get(nameOf({ of: 'patron', id: patronId })) ?? {}
    return tokens.some((token) => (this.#owners.get(token)?.size ?? 0) > 1)
  }

  /** The contacts that are new or changed; those that are gone are forgotten. */
  #changed(marks: readonly ContactMark[]): ContactMark[] {
    const there = new Set(marks.map(nameOf))
    for (const name of [...this.#contacts.keys()]) if (!there.has(name)) this.#forget(name)
    return marks.filter((one) => this.#contacts.get(nameOf(one))?.mark !== one.mark)
  }

  #read(contacts: readonly SealedContact[]): void {
    const opener = phoneIndexOpener(this.#ring)
    for (const contact of contacts) {
      const name = nameOf(contact)
      this.#forget(name)
      const tokens = [...new Set(phonesOf(opener, contact).map((phone) => this.#token(phone)))]
      this.#contacts.set(name, { mark: contact.mark, tokens })
      for (const token of tokens) {
        const owners = this.#owners.get(token) ?? new Set()
        this.#owners.set(token, owners.add(name))
      }
    }
  }

  #forget(name: string): void {
    for (const token of this.#contacts.get(name)?.tokens ?? []) {
      const owners = this.#owners.get(token)
      owners?.delete(name)
      if (owners?.size === 0) this.#owners.delete(token)
    }
    this.#contacts.delete(name)
  }

  #token(number: string): string {
    return createHmac('sha256', this.#key).update(number).digest('base64')
  }
}

const nameOf = ({ of, id }: Pick<ContactMark, 'of' | 'id'>): string => `${of} ${id}`

/** A contact that does not open has no number. */
function phonesOf(opener: PhoneIndexOpener, { of, id, contact }: SealedContact): string[] {
  try {
    const { phones = [] } = opener.field(`${of}.contact`, id, contact) as { phones?: readonly string[] }
    return phones.map(comparableDigits).filter((number) => number !== '')
  } catch (error) {
    if (error instanceof KeyError) return []
    throw error
  }
}
