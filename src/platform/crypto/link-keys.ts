import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto'
import { KeyError } from './key-folder.ts'
import type { KeyRing } from './key-ring.ts'

/** The link key of one night, as it is used: one key to seal with, one for tokens. */
export type LinkKey = { readonly night: string; readonly seal: Buffer; readonly token: Buffer }

/** Derived once a key: the same bytes are asked for at every link. */
const derived = new WeakMap<Buffer, LinkKey>()
/** Of each list of nights as the ring hands it out: the same for as long as no key comes or goes. */
const known = new WeakMap<readonly string[], ReadonlyMap<string, LinkKey>>()

/**
 * The link keys that are there at one moment. Rows are under the newest, but those that the night has not reached yet,
 * so a row is looked for by its tokens under every key.
 */
export class LinkKeys {
  readonly newest: LinkKey
  /** Whose keys these are. */
  readonly ring: KeyRing
  /** The oldest night under whose key a link may stand; see `KeyRing`. */
  readonly linksSince: string
  readonly #byNight: ReadonlyMap<string, LinkKey>

  /** @throws KeysRefused where there is none, or the newest cannot be read */
  constructor(ring: KeyRing) {
    const nights = ring.linkNights()
    const last = nights.at(-1)
    if (last === undefined) {
      throw new KeyError(
        'keys-unreadable',
        'the keys folder holds no key in links/: put the keys back from their backup',
      )
    }
    const found = known.get(nights) ?? new Map(nights.flatMap((night) => keyOf(ring, night)))
    // Why not what is incomplete: what could not be read may be there again.
    if (found.size === nights.length) known.set(nights, found)
    this.#byNight = found
    // The newest is never destroyed: where it does not open, the keys are damaged, and an older one must not stand for it.
    const newest = found.get(last) ?? linkKey(last, ring.linkKeyAt(last))
    this.newest = newest
    this.ring = ring
    this.linksSince = ring.linksSince
  }

  /** @throws KeysRefused where the key of that night is not there */
  at(night: string): LinkKey {
    const key = this.#byNight.get(night)
    if (key !== undefined) return key
    throw new KeyError(
      'keys-damaged',
      `the link key of ${night} is not there, and something is still sealed under it: put keys and data of one day back together`,
    )
  }

  /** The token of a value under every key, 16 bytes each. @param since the oldest night that is of interest */
  tokens(purpose: string, value: string, since = ''): Buffer[] {
    return [...this.#byNight.values()]
      .filter(({ night }) => night >= since)
      .map((key) => linkToken(key, purpose, value))
  }
}

export function linkToken(key: LinkKey, purpose: string, value: string): Buffer {
  return createHmac('sha256', key.token).update(`${purpose}\n${value}`, 'utf8').digest().subarray(0, 16)
}

function keyOf(ring: KeyRing, night: string): [string, LinkKey][] {
  try {
    return [[night, linkKey(night, ring.linkKeyAt(night))]]
  } catch (error) {
    // Destroyed since the folder was listed, or damaged: what is under it says so when it is to be opened.
    if (error instanceof KeyError) return []
    throw error
  }
}

function linkKey(night: string, key: Buffer): LinkKey {
  const known = derived.get(key)
  if (known !== undefined) return known
  const part = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `carrel/link/1/${use}`, 32))
  const made = { night, seal: part('seal'), token: part('token') }
  derived.set(key, made)
  return made
}

/**
 * Looks for links by their tokens under every key; once more where a night has begun meanwhile, for a row that was
 * sealed anew between the list of keys and the look is under a key that was not on the list.
 */
export async function underAllKeys<T>(ring: KeyRing, look: (keys: LinkKeys) => Promise<T>): Promise<T> {
  for (;;) {
    const keys = new LinkKeys(ring)
    const found = await look(keys)
    if (ring.linkNights().at(-1) === keys.newest.night) return found
  }
}

/**
 * What hangs from the link key of a night, sealed: form 1 (1) | nonce (12) | ciphertext | tag (16). AES-256-GCM; the
 * associated data name what it is, its row and its night. The plaintext is its length (4, big endian) and JSON, padded
 * with zeros to a multiple of `step`.
 */
const boxForm = 1
const nonceBytes = 12
const tagBytes = 16

export const boxBytes = (plainBytes: number) => 1 + nonceBytes + plainBytes + tagBytes

export type BoxName = { readonly what: string; readonly row: string }

export function closeBox(key: LinkKey, name: BoxName, value: unknown, step: number): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const padded = Buffer.alloc(Math.ceil((4 + text.length) / step) * step)
  padded.writeUInt32BE(text.length, 0)
  text.copy(padded, 4)
  const box = Buffer.allocUnsafe(boxBytes(padded.length))
  box.writeUInt8(boxForm, 0)
  randomFillSync(box, 1, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.seal, box.subarray(1, 1 + nonceBytes))
  cipher.setAAD(associated(key, name))
  cipher.update(padded).copy(box, 1 + nonceBytes)
  cipher.final()
  cipher.getAuthTag().copy(box, box.length - tagBytes)
  return box
}

/** @throws KeysRefused `keys-damaged` when the bytes were changed, or are of another row, night or key */
export function openBox(key: LinkKey, name: BoxName, box: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.seal, box.subarray(1, 1 + nonceBytes))
    decipher.setAAD(associated(key, name))
    decipher.setAuthTag(box.subarray(box.length - tagBytes))
    const padded = decipher.update(box.subarray(1 + nonceBytes, box.length - tagBytes))
    decipher.final()
    return JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0)))
  } catch {
    throw new KeyError(
      'keys-damaged',
      `a sealed ${name.what} does not open: its key is not the one it was sealed with, or the row was changed; put keys and data of one day back together`,
    )
  }
}

function associated({ night }: LinkKey, { what, row }: BoxName): Buffer {
  return Buffer.from(`carrel link 1\n${what}\n${row}\n${night}`, 'utf8')
}

/** The tokens by which the notices of a patron are found: one a night. */
export function noticeTokens(keys: LinkKeys, patron: string): Buffer[] {
  return keys.tokens('notice patron', patron)
}
