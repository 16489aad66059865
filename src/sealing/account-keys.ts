import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { inTurn } from './hashing-turn.ts'
import { type HousePart, housePartIdBytes } from './key-ring-accounts.ts'

/** Which keys: the account and the how-manieth of its pairs, from 1. */
export type KeysName = { readonly accountId: string; readonly generation: number }

/** Both public halves, 32 bytes each as RFC 7748 and RFC 8032 write them, and both private ones, wrapped. */
export type WrappedKeys = KeysName & {
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** The private halves: X25519 opens what was sealed to its holder, Ed25519 signs for them. */
export type AccountKeys = { readonly sealing: KeyObject; readonly signing: KeyObject }

/** What wraps the private halves: what only the owner knows, and what lies in the library's keys folder alone. */
export type Wrapping = { readonly passphrase: string; readonly house: HousePart }

/**
 * `wrapped`: version (1) | id of the library's part (16) | nonce (12) | ciphertext (96) | tag (16). AES-256-GCM under a
 * key that HKDF-SHA256 makes of the library's part (32 bytes) and of what argon2id makes of the passphrase with a salt
 * of its own; the associated data name the account, the generation, the public halves and the part. The plaintext is
 * both private keys as PKCS #8, 48 bytes each.
 *
 * Why both: whoever has an old copy of the data has what an old passphrase wrapped, for good. Without the part, which
 * was destroyed since, that passphrase opens nothing of it.
 */
const version = 2
const nonceBytes = 12
const tagBytes = 16
const saltBytes = 16
const privateBytes = 48
const sealedAt = 1 + housePartIdBytes + nonceBytes

/** argon2id (2 stands for it) with 64 MiB and three passes: asked for rarely, and it guards more than one sign-in. */
const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const

/** Makes a new pair of pairs for an account and wraps their private halves. */
export async function makeAccountKeys(name: KeysName, by: Wrapping): Promise<WrappedKeys> {
  const sealing = generateKeyPairSync('x25519')
  const signing = generateKeyPairSync('ed25519')
  const publics = { sealingPublic: rawPublic(sealing.publicKey), signingPublic: rawPublic(signing.publicKey) }
  return wrap({ ...name, ...publics }, { sealing: sealing.privateKey, signing: signing.privateKey }, by)
}

/** The id of the library's part that wraps these keys. */
export function housePartIdOf({ wrapped }: Pick<WrappedKeys, 'wrapped'>): Buffer {
  return wrapped.subarray(1, 1 + housePartIdBytes)
}

/**
 * The private halves, or null where the passphrase or the part is not the one that wrapped them, or anything was
 * changed. Keep them no longer than the act that needs them, and in no session.
 */
export async function openAccountKeys(keys: WrappedKeys, by: Wrapping): Promise<AccountKeys | null> {
  const { salt, wrapped } = keys
  if (wrapped.length !== sealedAt + 2 * privateBytes + tagBytes || wrapped[0] !== version) return null
  const key = await wrappingKey(by, salt)
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(sealedAt - nonceBytes, sealedAt))
  decipher.setAAD(associated(keys, by))
  decipher.setAuthTag(wrapped.subarray(-tagBytes))
  const both = decipher.update(wrapped.subarray(sealedAt, -tagBytes))
  try {
    decipher.final()
    return { sealing: readPrivate(both, 0), signing: readPrivate(both, 1) }
  } catch {
    return null
  } finally {
    both.fill(0)
    key.fill(0)
  }
}

/** The same keys, wrapped by another passphrase and another part; null where `was` does not open them. */
export async function rewrapAccountKeys(
  keys: WrappedKeys,
  by: { readonly was: Wrapping; readonly becomes: Wrapping },
): Promise<WrappedKeys | null> {
  const opened = await openAccountKeys(keys, by.was)
  return opened === null ? null : wrap(keys, opened, by.becomes)
}

async function wrap(
  keys: Omit<WrappedKeys, 'salt' | 'wrapped'>,
  { sealing, signing }: AccountKeys,
  by: Wrapping,
): Promise<WrappedKeys> {
  const salt = randomBytes(saltBytes)
  const nonce = randomBytes(nonceBytes)
  const key = await wrappingKey(by, salt)
  const both = Buffer.concat([pkcs8(sealing), pkcs8(signing)])
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(keys, by))
  const sealed = Buffer.concat([cipher.update(both), cipher.final(), cipher.getAuthTag()])
  both.fill(0)
  key.fill(0)
  const { accountId, generation, sealingPublic, signingPublic } = keys
  const wrapped = Buffer.concat([Buffer.of(version), by.house.id, nonce, sealed])
  return { accountId, generation, sealingPublic, signingPublic, salt, wrapped }
}

/** Why NFKC: the same passphrase typed on another keyboard is the same. */
async function wrappingKey({ passphrase, house }: Wrapping, salt: Buffer): Promise<Buffer> {
  const stretched = await inTurn(() => hashRaw(passphrase.normalize('NFKC'), { ...cost, salt }))
  const key = Buffer.from(hkdfSync('sha256', stretched, house.bytes, 'carrel/account keys/2', 32))
  stretched.fill(0)
  return key
}

function associated(
  { accountId, generation, ...publics }: Omit<WrappedKeys, 'salt' | 'wrapped'>,
  { house }: Wrapping,
): Buffer {
  const name = Buffer.from(`carrel account keys 2\n${accountId}\n${generation}\n`, 'utf8')
  return Buffer.concat([name, publics.sealingPublic, publics.signingPublic, house.id])
}

/** An X25519 or Ed25519 SPKI ends in the key's own 32 bytes. */
function rawPublic(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32)
}

function pkcs8(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' })
}

function readPrivate(both: Buffer, at: 0 | 1): KeyObject {
  const key = both.subarray(at * privateBytes, (at + 1) * privateBytes)
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}
