import { inspect } from 'node:util'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { RecordKind } from '../policy/index.ts'
import {
  type CallerOpener,
  type CaseCopyOpener,
  type CaseOpener,
  callerOpener,
  caseCopyOpener,
  caseOpener,
  type PersonOpener,
  personOpener,
} from './capabilities.ts'

const sealMark = '[sealed]'

/** The permit does not cover what it was asked to open: a fault in the program. */
export class SealedValueError extends Error {}

/**
 * Prints, logs, spreads, stringifies and inspects as `[sealed]`. Only a permit for its owner and one of its records opens it.
 */
export class Sealed<T> {
  /** Why an own property: spreading or cloning then shows the seal, not an empty object. */
  readonly sealed = sealMark
  readonly #of: string
  readonly #records: readonly SealedScope[]
  readonly #read: () => T
  #opened: { readonly value: T } | undefined

  /** `read` deciphers once, and only under a permit that covers one of `records` of `of`. */
  constructor(of: string, records: readonly SealedScope[], read: () => T) {
    this.#of = of
    this.#records = records
    this.#read = read
  }

  /** @throws SealedValueError if the permit does not cover it */
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

/** A value of a patron's record. */
export function wrapSealed<T>(
  ring: KeyRing,
  of: string,
  records: readonly (RecordKind | 'listing')[],
  read: (opener: PersonOpener) => T,
): Sealed<T> {
  return new Sealed<T>(of, records, () => read(personOpener(ring)))
}

/*
 * What is no patron's record is opened by an opener of its own, so that a permit for a case, whatever `read` does with it,
 * opens no name.
 */
export const wrapCaseValue = <T>(ring: KeyRing, caseId: string, read: (opener: CaseOpener) => T) =>
  new Sealed<T>(caseId, ['case'], () => read(caseOpener(ring)))

export const wrapCaseCopy = <T>(ring: KeyRing, copyId: string, read: (opener: CaseCopyOpener) => T) =>
  new Sealed<T>(copyId, ['copy'], () => read(caseCopyOpener(ring)))

export const wrapCaller = <T>(ring: KeyRing, id: string, read: (opener: CallerOpener) => T) =>
  new Sealed<T>(id, ['caller'], () => read(callerOpener(ring)))

/** `for: 'facts'` serves the closed list of facts a decision needs; none of it is shown. */
type PermitScope =
  | {
      readonly for: 'disclosure'
      readonly patrons: readonly string[]
      readonly records: readonly RecordKind[]
    }
  | { readonly for: 'facts'; readonly patrons: readonly string[] }
  /** Only what tells one name from another in a list: the name, the year of birth, the end of a card number. */
  | { readonly for: 'listing'; readonly patrons: readonly string[] }
  /** What happened in these cases; nothing of a patron's record. */
  | { readonly for: 'case'; readonly cases: readonly string[] }
  /** These sealed copies in a case, by id; nothing else of the case. */
  | { readonly for: 'copy'; readonly copies: readonly string[] }
  /** Whom to call back about these reports from the public page, or promises; no case. */
  | { readonly for: 'caller'; readonly callers: readonly string[] }

type SealedScope = RecordKind | 'listing' | 'case' | 'copy' | 'caller'

const scopes = new WeakMap<Permit, PermitScope>()

/** Opens sealed values. Only the gate's mint makes one that covers anything. */
export class Permit {
  // A private member, so that nothing else has this type by its shape.
  readonly #made = true

  get [Symbol.toStringTag](): string {
    return this.#made ? 'Permit' : ''
  }
}

/** INVARIANT: asks the mint's own list, not the permit, which anyone could make say yes. */
function permitCovers(permit: Permit, of: string, holding: SealedScope): boolean {
  const scope = scopes.get(permit)
  if (scope === undefined) return false
  if (scope.for === 'case') return holding === 'case' && scope.cases.includes(of)
  if (scope.for === 'copy') return holding === 'copy' && scope.copies.includes(of)
  if (scope.for === 'caller') return holding === 'caller' && scope.callers.includes(of)
  if (holding === 'case' || holding === 'copy' || holding === 'caller') return false
  if (!scope.patrons.includes(of)) return false
  if (scope.for === 'listing' || holding === 'listing')
    return holding === 'listing' && scope.for !== 'disclosure'
  return scope.for === 'facts' || scope.records.includes(holding)
}

export type PermitMint = (scope: PermitScope) => Permit

let claimed = false

/**
 * INVARIANT: only the gate opens what identifies a patron. Gives the mint to its first caller, `permits.ts`, and throws for
 * others.
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
