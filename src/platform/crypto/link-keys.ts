import { createHmac, hkdfSync } from 'node:crypto'
import type { LinkKey } from './field.ts'
import { KeyError } from './key-folder.ts'
import type { KeyRing } from './key-ring.ts'
import type { Opener } from './opener.ts'

/** Caches: the same keys are asked for at every link. */
const derived = new WeakMap<Buffer, LinkKey>()
/** By the ring's list of nights, which stays the same object until a key comes or goes. */
const known = new WeakMap<readonly string[], ReadonlyMap<string, LinkKey>>()

/**
 * The link keys of one moment. Rows are under the newest, except those not resealed yet, so a row is searched
 * by its tokens under every key. These alone open nothing; see `LinkOpener`.
 */
export class LinkKeys {
  readonly newest: LinkKey
  readonly ring: KeyRing
  /** The oldest night under whose key a link may be; see `KeyRing`. */
  readonly linksSince: string
  readonly #byNight: ReadonlyMap<string, LinkKey>

  /** @throws KeyError where there is none, or the newest cannot be read */
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
    // Why not an incomplete map: a key that could not be read may come back.
    if (found.size === nights.length) known.set(nights, found)
    this.#byNight = found
    // The newest is never destroyed: where it does not open, the keys are damaged, and no older one may
    // serve.
    const newest = found.get(last) ?? linkKey(last, ring.linkKeyAt(last))
    this.newest = newest
    this.ring = ring
    this.linksSince = ring.linksSince
  }

  /** @throws KeyError where the key of that night is missing */
  at(night: string): LinkKey {
    const key = this.#byNight.get(night)
    if (key !== undefined) return key
    throw new KeyError(
      'keys-damaged',
      `the link key of ${night} is not there, and something is still sealed under it: put keys and data of one day back together`,
    )
  }

  /** The token of a value under every key since a night, 16 bytes each. */
  tokens(purpose: string, value: string, since = ''): Buffer[] {
    return [...this.#byNight.values()]
      .filter(({ night }) => night >= since)
      .map((key) => linkToken(key, purpose, value))
  }
}

/** Link keys that also open the kinds of box that an opener was granted. */
export class LinkOpener<in B extends string> extends LinkKeys {
  readonly #opener: Opener<never, B>

  constructor(opener: Opener<never, B>) {
    super(opener.ring)
    this.#opener = opener
  }

  /** @throws KeyError where the key is missing or the box was changed */
  open(kind: B, { night, row, box }: { readonly night: string; readonly row: string; readonly box: Buffer }) {
    return this.#opener.box(kind, this.at(night), { row, box })
  }
}

export function linkToken(key: LinkKey, purpose: string, value: string): Buffer {
  return createHmac('sha256', key.token).update(`${purpose}\n${value}`, 'utf8').digest().subarray(0, 16)
}

function keyOf(ring: KeyRing, night: string): [string, LinkKey][] {
  try {
    return [[night, linkKey(night, ring.linkKeyAt(night))]]
  } catch (error) {
    // Destroyed since the folder was listed, or damaged: opening something under it will say so.
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
 * Searches by tokens under every key; once more where a night began meanwhile, because a row may have been
 * resealed under a key that was not listed yet.
 */
export async function underAllKeys<T>(ring: KeyRing, look: (keys: LinkKeys) => Promise<T>): Promise<T> {
  return onceMoreAfterNight(() => new LinkKeys(ring), look)
}

export async function openUnderAllKeys<T, B extends string>(
  opener: Opener<never, B>,
  look: (keys: LinkOpener<B>) => Promise<T>,
): Promise<T> {
  return onceMoreAfterNight(() => new LinkOpener(opener), look)
}

async function onceMoreAfterNight<K extends LinkKeys, T>(
  keysNow: () => K,
  look: (keys: K) => Promise<T>,
): Promise<T> {
  for (;;) {
    const keys = keysNow()
    const found = await look(keys)
    if (keys.ring.linkNights().at(-1) === keys.newest.night) return found
  }
}

/** The tokens by which a patron's notices are found, one a night. */
export function noticeTokens(keys: LinkKeys, patron: string): Buffer[] {
  return keys.tokens('notice patron', patron)
}
