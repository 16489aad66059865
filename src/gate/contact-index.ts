import { createHmac, randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { comparableDigits, wholePhone } from '../platform/contact-details.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { type ContactIndexOpener, contactIndexOpener } from './capabilities.ts'
import type { PatronValues } from './patron-row.ts'
import { type ContactMark, contactMarks, type SealedContact, sealedContacts } from './patron-store.ts'

const contactsPerBatch = 500

/** A whole phone number as `wholePhone` has it, or a whole e-mail address. */
export type ContactKey = { readonly phone: string } | { readonly email: string }

/**
 * Which patrons have a phone number or an e-mail address, and whether a number is also on file for someone else; it then does
 * not prove who answers.
 *
 * Why in memory, under a key of this process: tokens in the database would tell a thief who shares a phone, and so a home
 * (decision 20).
 */
export class ContactIndex {
  readonly #ring: KeyRing
  readonly #key = randomBytes(32)
  readonly #contacts = new Map<string, ContactTokens>()
  readonly #owners = new Map<string, Set<string>>()

  constructor(ring: KeyRing) {
    this.#ring = ring
  }

  /** Whether a phone number of this patron is also someone else's. Runs in the caller's transaction. */
  async sharesPhone(trx: Trx, patronId: string): Promise<boolean> {
    await this.#refresh(trx)
    const { tokens = [] } = this.#contacts.get(nameOf({ of: 'patron', id: patronId })) ?? {}
    return tokens.some((token) => (this.#owners.get(token)?.size ?? 0) > 1)
  }

  /** The ids of the patrons with this whole number or address. Runs in the caller's transaction. */
  async patronsWith(trx: Trx, contact: ContactKey): Promise<readonly string[]> {
    await this.#refresh(trx)
    const owners = this.#owners.get(this.#token(keyOf(contact))) ?? []
    return [...owners].flatMap((name) => (name.startsWith(patronName) ? [name.slice(patronName.length)] : []))
  }

  /** Reads the contacts that changed since the last call. */
  async #refresh(trx: Trx): Promise<void> {
    const changed = this.#changed(await contactMarks(trx))
    for (const of of ['patron', 'guardian'] as const) {
      const ids = changed.flatMap((one) => (one.of === of ? [one.id] : []))
      for (let at = 0; at < ids.length; at += contactsPerBatch) {
        this.#read(await sealedContacts(trx, of, ids.slice(at, at + contactsPerBatch)))
        // Lets other requests run.
        await setImmediate()
      }
    }
  }

  /** The contacts that are new or changed; those that are gone are forgotten. */
  #changed(marks: readonly ContactMark[]): ContactMark[] {
    const there = new Set(marks.map(nameOf))
    for (const name of [...this.#contacts.keys()]) if (!there.has(name)) this.#forget(name)
    return marks.filter((one) => this.#contacts.get(nameOf(one))?.mark !== one.mark)
  }

  #read(contacts: readonly SealedContact[]): void {
    const opener = contactIndexOpener(this.#ring)
    for (const contact of contacts) {
      const name = nameOf(contact)
      this.#forget(name)
      const { phones, emails } = contactOf(opener, contact)
      const tokens = this.#tokens(phones.map(comparableDigits).filter((number) => number !== ''))
      const whole = this.#tokens([
        ...phones.flatMap((number) => wholePhone(number) ?? []).map((phone) => keyOf({ phone })),
        ...emails.map((email) => keyOf({ email })),
      ])
      this.#contacts.set(name, { mark: contact.mark, tokens, whole })
      for (const token of [...tokens, ...whole]) {
        const owners = this.#owners.get(token) ?? new Set()
        this.#owners.set(token, owners.add(name))
      }
    }
  }

  #forget(name: string): void {
    const { tokens = [], whole = [] } = this.#contacts.get(name) ?? {}
    for (const token of [...tokens, ...whole]) {
      const owners = this.#owners.get(token)
      owners?.delete(name)
      if (owners?.size === 0) this.#owners.delete(token)
    }
    this.#contacts.delete(name)
  }

  #tokens(keys: readonly string[]): readonly string[] {
    return [...new Set(keys.map((key) => this.#token(key)))]
  }

  #token(key: string): string {
    return createHmac('sha256', this.#key).update(key).digest('base64')
  }
}

/** `tokens`: of the digits by which numbers are compared. `whole`: by which the patron is found. */
type ContactTokens = {
  readonly mark: string
  readonly tokens: readonly string[]
  readonly whole: readonly string[]
}

const patronName = 'patron '
const nameOf = ({ of, id }: Pick<ContactMark, 'of' | 'id'>): string => `${of} ${id}`

// A prefix, since the digits that are compared have none.
const keyOf = (contact: ContactKey): string =>
  'phone' in contact ? `phone ${contact.phone}` : `email ${contact.email.trim().toLowerCase()}`

/** A contact that does not open has none. */
function contactOf(opener: ContactIndexOpener, { of, id, contact }: SealedContact) {
  try {
    const opened = opener.field(`${of}.contact`, id, contact) as Partial<PatronValues['contact']>
    return { phones: opened.phones ?? [], emails: opened.emails ?? [] }
  } catch (error) {
    if (error instanceof KeyError) return { phones: [], emails: [] }
    throw error
  }
}
