import { inspect } from 'node:util'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { RecordKind } from '../policy/index.ts'
import { type PersonOpener, personOpener } from './capabilities.ts'

const sealMark = '[sealed]'

/** A permit that does not cover what it was asked to open: a fault in the program, never a user's mistake. */
export class SealedValueError extends Error {
  override name = 'SealKept'
}

/**
 * A value that identifies a patron, or is part of a case. It prints, logs, spreads, stringifies and inspects as `[sealed]`, and only
 * a permit that covers whose it is and one of its records opens it.
 */
export class Sealed<T> {
  /** Why: an own property, so that spreading or cloning shows the seal and not an empty object. */
  readonly sealed = sealMark
  readonly #of: string
  readonly #records: readonly SealedScope[]
  readonly #read: () => T
  #opened: { readonly value: T } | undefined

  /** `read` deciphers on demand, once; it runs only under a permit that covers one of `records` of `of`. */
  constructor(of: string, records: readonly SealedScope[], read: () => T) {
    this.#of = of
    this.#records = records
    this.#read = read
  }

  /** The plaintext. Throws SealKept when the permit does not cover it. */
  open(permit: Permit): T {
    if (!this.#records.some((record) => permitCovers(permit, this.#of, record))) {
      throw new SealedValueError(`this permit does not open ${this.#records.join(' or ')}`)
    }
    this.#opened ??= { value: this.#read() }
    return this.#opened.value
  }

  toString(): string {
    return sealMark
  }

  toJSON(): string {
    return sealMark
  }

  [Symbol.toPrimitive](): string {
    return sealMark
  }

  *[Symbol.iterator](): Iterator<string> {
    yield sealMark
  }

  [inspect.custom](): string {
    return sealMark
  }
}

/** Wraps what is sealed under the library's keys: `read` gets what opens it, under a permit that covers it. */
export function wrapSealed<T>(
  ring: KeyRing,
  of: string,
  records: readonly SealedScope[],
  read: (opener: PersonOpener) => T,
): Sealed<T> {
  return new Sealed<T>(of, records, () => read(personOpener(ring)))
}

/**
 * What one permit opens: these records of these patrons, once the register holds the entry that says so.
 * `for: 'facts'` lets the gate compute the closed list of facts that a decision needs; nothing of it is shown.
 */
export type PermitScope =
  | {
      readonly for: 'disclosure'
      readonly patrons: readonly string[]
      readonly records: readonly RecordKind[]
    }
  | { readonly for: 'facts'; readonly patrons: readonly string[] }
  /** What happened in these cases; of a patron's record nothing. */
  | { readonly for: 'case'; readonly cases: readonly string[] }
  /** What one of these sealed copies in a case holds, each by its id; nothing else of the case, or of anybody. */
  | { readonly for: 'copy'; readonly copies: readonly string[] }

/** What a sealed value is part of: a record of a patron, a case, or a copy in one. */
export type SealedScope = RecordKind | 'case' | 'copy'

const scopes = new WeakMap<Permit, PermitScope>()

/** Opens sealed values. Made by the gate alone; made by anyone else, it is empty. */
export class Permit {
  // Why: a private member, so that nothing else fits the type by its shape.
  readonly #made = true

  /** What node prints of it. */
  get [Symbol.toStringTag](): string {
    return this.#made ? 'Permit' : ''
  }
}

/**
 * True when this permit opens the given record of the given patron, or what happened in the given case, or
 * the given copy.
 * INVARIANT: asked of the mint's own list and not of the permit, which anyone could make answer yes.
 */
export function permitCovers(permit: Permit, of: string, holding: SealedScope): boolean {
  const scope = scopes.get(permit)
  if (scope === undefined) return false
  if (scope.for === 'case') return holding === 'case' && scope.cases.includes(of)
  if (scope.for === 'copy') return holding === 'copy' && scope.copies.includes(of)
  if (holding === 'case' || holding === 'copy' || !scope.patrons.includes(of)) return false
  return scope.for === 'facts' || scope.records.includes(holding)
}

export type PermitMint = (scope: PermitScope) => Permit

let claimed = false

/**
 * Hands the mint to its first caller, the gate; everyone after it is refused.
 * INVARIANT: nothing that identifies a patron is opened but by a permit of the gate.
 */
export function claimMint(): PermitMint {
  if (claimed) throw new Error('permits are made by the gate alone, and it has claimed the mint already')
  claimed = true
  return (scope) => {
    const permit = new Permit()
    scopes.set(permit, scope)
    return permit
  }
}
