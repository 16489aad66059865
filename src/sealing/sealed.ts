import { inspect } from 'node:util'
import { covers, type Holding, type Permit } from './permit.ts'

const shown = '[sealed]'

/** A permit that does not cover what it was asked to open: a fault in the program, never a user's mistake. */
export class SealKept extends Error {
  override name = 'SealKept'
}

/**
 * A value that identifies a patron, or is part of a case. It prints, logs, spreads, stringifies and inspects as `[sealed]`, and only
 * a permit that covers whose it is and one of its records opens it.
 */
export class Sealed<T> {
  /** Why: an own property, so that spreading or cloning shows the seal and not an empty object. */
  readonly sealed = shown
  readonly #of: string
  readonly #records: readonly Holding[]
  readonly #read: () => T
  #opened: { readonly value: T } | undefined

  /** `read` deciphers on demand, once; it runs only under a permit that covers one of `records` of `of`. */
  constructor(of: string, records: readonly Holding[], read: () => T) {
    this.#of = of
    this.#records = records
    this.#read = read
  }

  /** The plaintext. Throws SealKept when the permit does not cover it. */
  open(permit: Permit): T {
    if (!this.#records.some((record) => covers(permit, this.#of, record))) {
      throw new SealKept(`this permit does not open ${this.#records.join(' or ')}`)
    }
    this.#opened ??= { value: this.#read() }
    return this.#opened.value
  }

  toString(): string {
    return shown
  }

  toJSON(): string {
    return shown
  }

  [Symbol.toPrimitive](): string {
    return shown
  }

  *[Symbol.iterator](): Iterator<string> {
    yield shown
  }

  [inspect.custom](): string {
    return shown
  }
}
