import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { inTurn } from './hashing-turn.ts'

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

/**
 * `wrapped`: version (1) | nonce (12) | ciphertext (96) | tag (16). AES-256-GCM under a key that argon2id makes of the
 * passphrase and a salt of its own; the associated data name the account, the generation and the public halves. The
 * plaintext is both private keys as PKCS #8, 48 bytes each.
 */
const version = 1
const nonceBytes = 12
const tagBytes = 16
const saltBytes = 16
const privateBytes = 48

/** argon2id (2 stands for it) with 64 MiB and three passes: asked for rarely, and it guards more than one sign-in. */
const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const

/** Makes a new pair of pairs for an account and wraps their private halves by its passphrase. */
export async function makeAccountKeys(name: KeysName, passphrase: string): Promise<WrappedKeys> {
  const sealing = generateKeyPairSync('x25519')
  const signing = generateKeyPairSync('ed25519')
  const publics = { sealingPublic: rawPublic(sealing.publicKey), signingPublic: rawPublic(signing.publicKey) }
  return wrap(
    { ...name, ...publics },
    { sealing: sealing.privateKey, signing: signing.privateKey },
    passphrase,
  )
}

/**
 * The private halves, or null where the passphrase is not the one that wrapped them, or anything was changed. Keep
 * them no longer than the act that needs them, and in no session.
 */
export async function openAccountKeys(keys: WrappedKeys, passphrase: string): Promise<AccountKeys | null> {
  const { salt, wrapped } = keys
  if (wrapped.length !== 1 + nonceBytes + 2 * privateBytes + tagBytes || wrapped[0] !== version) return null
  const key = await wrappingKey(passphrase, salt)
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(1, 1 + nonceBytes))
  decipher.setAAD(associated(keys))
  decipher.setAuthTag(wrapped.subarray(-tagBytes))
  const both = decipher.update(wrapped.subarray(1 + nonceBytes, -tagBytes))
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

/** The same keys, wrapped by another passphrase; null where `was` does not open them. */
export async function rewrapAccountKeys(
  keys: WrappedKeys,
  passphrases: { readonly was: string; readonly becomes: string },
): Promise<WrappedKeys | null> {
  const opened = await openAccountKeys(keys, passphrases.was)
  return opened === null ? null : wrap(keys, opened, passphrases.becomes)
}

async function wrap(
  keys: Omit<WrappedKeys, 'salt' | 'wrapped'>,
  { sealing, signing }: AccountKeys,
  passphrase: string,
): Promise<WrappedKeys> {
  const salt = randomBytes(saltBytes)
  const nonce = randomBytes(nonceBytes)
  const key = await wrappingKey(passphrase, salt)
  const both = Buffer.concat([pkcs8(sealing), pkcs8(signing)])
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(keys))
  const sealed = Buffer.concat([cipher.update(both), cipher.final(), cipher.getAuthTag()])
  both.fill(0)
  key.fill(0)
  const { accountId, generation, sealingPublic, signingPublic } = keys
  const wrapped = Buffer.concat([Buffer.of(version), nonce, sealed])
  return { accountId, generation, sealingPublic, signingPublic, salt, wrapped }
}

/** Why NFKC: the same passphrase typed on another keyboard is the same. */
function wrappingKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return inTurn(() => hashRaw(passphrase.normalize('NFKC'), { ...cost, salt }))
}

function associated({ accountId, generation, ...publics }: Omit<WrappedKeys, 'salt' | 'wrapped'>): Buffer {
  const name = Buffer.from(`carrel account keys 1\n${accountId}\n${generation}\n`, 'utf8')
  return Buffer.concat([name, publics.sealingPublic, publics.signingPublic])
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
