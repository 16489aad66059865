import { createHmac, randomBytes } from 'node:crypto'
import { comparableDigits } from '../platform/contact-details.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type PhoneIndexOpener, phoneIndexOpener } from './capabilities.ts'

export type ContactOwnerKind = 'patron' | 'guardian'
/** `mark` changes with the sealed contact. */
export type ContactMark = { readonly of: ContactOwnerKind; readonly id: string; readonly mark: string }
export type SealedContact = { readonly of: ContactOwnerKind; readonly id: string; readonly contact: Buffer }

type IndexedContact = { readonly mark: string; readonly tokens: readonly string[] }

/**
 * Says whether a number is on file for several people. Tokens in the database would tell a thief who shares a home (decision
 * 20).
 */
export class PhoneIndex {
  readonly #key = randomBytes(32)
  readonly #known = new Map<string, IndexedContact>()
  readonly #owners = new Map<string, Set<string>>()

  /** The contacts that are new or changed; those that are gone are forgotten. */
  changed(marks: readonly ContactMark[]): ContactMark[] {
    const there = new Set(marks.map(nameOf))
    for (const name of [...this.#known.keys()]) if (!there.has(name)) this.#forget(name)
    return marks.filter((one) => this.#known.get(nameOf(one))?.mark !== one.mark)
  }

  /** A contact that does not open has no number. */
  read(ring: KeyRing, contacts: readonly (SealedContact & { readonly mark: string })[]): void {
    const opener = phoneIndexOpener(ring)
    for (const one of contacts) {
      const name = nameOf(one)
      this.#forget(name)
      const tokens = [...new Set(phonesOf(opener, one).map((phone) => this.#token(phone)))]
      this.#known.set(name, { mark: one.mark, tokens })
      for (const token of tokens) {
        const owners = this.#owners.get(token) ?? new Set()
        this.#owners.set(token, owners.add(name))
      }
    }
  }

  isShared(patronId: string): boolean {
    const { tokens = [] } = this.#known.get(nameOf({ of: 'patron', id: patronId })) ?? {}
    return tokens.some((token) => (this.#owners.get(token)?.size ?? 0) > 1)
  }

  #forget(name: string): void {
    for (const token of this.#known.get(name)?.tokens ?? []) {
      const owners = this.#owners.get(token)
      owners?.delete(name)
      if (owners?.size === 0) this.#owners.delete(token)
    }
    this.#known.delete(name)
  }

  #token(number: string): string {
    return createHmac('sha256', this.#key).update(number).digest('base64')
  }
}

const nameOf = ({ of, id }: Pick<ContactMark, 'of' | 'id'>): string => `${of} ${id}`

function phonesOf(opener: PhoneIndexOpener, { of, id, contact }: SealedContact): string[] {
  try {
    const { phones = [] } = opener.field(`${of}.contact`, id, contact) as { phones?: readonly string[] }
    return phones.map(comparableDigits).filter((number) => number !== '')
  } catch (error) {
    if (error instanceof KeyError) return []
    throw error
  }
}
