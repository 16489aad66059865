import { createDecipheriv } from 'node:crypto'
import {
  type BoxName,
  boxAssociatedData,
  fieldAssociatedData,
  type LinkKey,
  nonceBytes,
  sealField,
  tagBytes,
} from './field.ts'
import { KeyError } from './key-folder.ts'
import type { ColumnName, KeyRing } from './key-ring.ts'

type Grant<C extends ColumnName, B extends string> = {
  readonly columns?: readonly C[]
  /** The kinds of box, such as `loan` or `notice`. */
  readonly boxes?: readonly B[]
}

/** Makes a capability that opens the columns and boxes it names with the library's keys. */
type GrantOpener = <C extends ColumnName = never, B extends string = never>(
  grant: Grant<C, B>,
) => (ring: KeyRing) => Opener<C, B>

/**
 * Opens what the library's keys sealed, except entries and sealed matters: fields of the columns `C` and
 * boxes of the kinds `B`, and no others. Each is declared in `gate/capabilities.ts`.
 * Why: code that seals has the key ring, and must not be able to open by mistake what it never needs to read.
 */
export class Opener<in C extends ColumnName = never, in B extends string = never> {
  static #isClaimed = false
  readonly ring: KeyRing
  readonly #columns: ReadonlySet<string>
  readonly #boxes: ReadonlySet<string>

  private constructor(ring: KeyRing, columns: ReadonlySet<string>, boxes: ReadonlySet<string>) {
    this.ring = ring
    this.#columns = columns
    this.#boxes = boxes
  }

  /** Gives the maker of capabilities to its first caller, `gate/capabilities.ts`, and to no other. */
  static claim(): GrantOpener {
    if (Opener.#isClaimed) throw new Error('openers are granted in gate/capabilities.ts alone')
    Opener.#isClaimed = true
    return ({ columns = [], boxes = [] }) => {
      const granted = [new Set<string>(columns), new Set<string>(boxes)] as const
      return (ring) => new Opener(ring, ...granted)
    }
  }

  /**
   * @throws KeyError `keys-damaged` where the bytes were changed, are too short, or belong to another row or
   * column; `keys-unreadable` where the key of their version is missing
   */
  field(column: C, row: string, sealed: Buffer): unknown {
    if (!this.#columns.has(column)) throw new Error(`this opener was granted no ${column}`)
    return openField(this.ring, column, row, sealed)
  }

  /** @throws KeyError `keys-damaged` where the bytes were changed, or belong to another row, night or key */
  box(kind: B, key: LinkKey, { row, box }: { readonly row: string; readonly box: Buffer }): unknown {
    if (!this.#boxes.has(kind)) throw new Error(`this opener was granted no ${kind}`)
    return openBox(key, { what: kind, row }, box)
  }
}

/**
 * The value sealed under the newest key of its column; undefined where it does not open, since one spoiled
 * row must not keep the others under an old key. @throws KeyError where the newest key is missing
 */
export function resealField<C extends ColumnName>(
  opener: Opener<C>,
  column: C,
  row: string,
  sealed: Buffer,
): Buffer | undefined {
  let opened: unknown
  try {
    opened = opener.field(column, row, sealed)
  } catch (error) {
    if (error instanceof KeyError) return undefined
    throw error
  }
  return sealField(opener.ring, column, row, opened)
}

/** A value is padded to at least 32 bytes. */
const shortestField = 1 + nonceBytes + 32 + tagBytes

function openField(ring: KeyRing, column: ColumnName, row: string, sealed: Buffer): unknown {
  // Hostile: a user who can write a row can write one byte, or none.
  if (sealed.length < shortestField) throw damaged(column)
  const key = ring.columnKeyAt(column, sealed.readUInt8(0))
  try {
    return decipher(key, sealed, fieldAssociatedData(column, row))
  } catch {
    throw damaged(column)
  }
}

function openBox(key: LinkKey, { what: kind, row }: BoxName, box: Buffer): unknown {
  try {
    return decipher(key.seal, box, boxAssociatedData(key, { what: kind, row }))
  } catch {
    throw damaged(kind)
  }
}

/** Both have one layout: a byte, the nonce, the ciphertext, and the tag; inside, a length and JSON. */
function decipher(key: Buffer, sealed: Buffer, associatedData: Buffer): unknown {
  const opening = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes))
  opening.setAAD(associatedData)
  opening.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const padded = opening.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes))
  opening.final()
  return JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0)))
}

const damaged = (what: string) =>
  new KeyError(
    'keys-damaged',
    `a sealed ${what} does not open: its key is not the one it was sealed with, or the row was changed; put keys and data of one day back together`,
  )
