import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { Actor } from '../gate/index.ts'
import { type LibraryKeyPart, libraryKeyPartIdBytes, newLibraryKeyPart } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { CarrelError } from '../platform/error.ts'
import type { Account } from './account.ts'
import {
  activeAccountKeys,
  addAccountKeys,
  lockAccountKeys,
  nextKeyGeneration,
  replaceAccountKeys,
  type StoredAccountKeys,
} from './account-store.ts'
import { type ActionEntry, type CoreServices, recordAction } from './logged-action.ts'
import { isPassphrase, withHashingSlot } from './passphrase.ts'
import { type AttemptSource, chargePassphraseAttempt, clearAttempts } from './sign-in-attempt-store.ts'

type KeyWrite = (trx: Trx, hashed: string, note: (what: ActionEntry) => Promise<unknown>) => Promise<boolean>

/**
 * Wrapped by the passphrase just verified, which only its owner types: no one else could have wrapped them.
 */
export async function ensureAccountKeys(
  office: CoreServices,
  by: Actor,
  of: { readonly accountId: string; readonly passphrase: string; readonly hashed: string },
): Promise<void> {
  if ((await activeAccountKeys(office.app, office.ring, of.accountId)) !== null) return
  const store = await prepareNewKeys(office, of)
  await recordAction(office, by, (trx, note) => store(trx, of.hashed, note))
}

/** Wraps the keys under another passphrase, or makes new ones if there are none. `store` writes them. */
export async function prepareRewrappedKeys(
  office: CoreServices,
  of: { readonly accountId: string; readonly was: string; readonly becomes: string },
): Promise<{ store: (...to: Parameters<KeyWrite>) => Promise<void> }> {
  const { accountId, becomes } = of
  const keys = await activeAccountKeys(office.app, office.ring, accountId)
  const store =
    keys === null
      ? await prepareNewKeys(office, { accountId, passphrase: becomes })
      : await prepareRewrap(office, keys, of)
  return {
    async store(...to) {
      // Changed concurrently: rolling back lets the owner try again.
      if (!(await store(...to))) throw new AccountKeysError()
    },
  }
}

/** Stores new keys and logs their public halves; false if the account has keys by now. */
async function prepareNewKeys(
  { app, ring, clock }: CoreServices,
  { accountId, passphrase }: { readonly accountId: string; readonly passphrase: string },
): Promise<KeyWrite> {
  const libraryPart = newLibraryKeyPart()
  const generation = await nextKeyGeneration(app, accountId)
  const keys = await makeAccountKeys({ accountId, generation }, { passphrase, libraryPart })
  return async (trx, hashed, note) => {
    if (!(await addAccountKeys(trx, ring, keys, { passphrase: hashed, on: clock.today() }))) return false
    // INVARIANT: the key part is durable before the row that needs it.
    ring.accounts.make(accountId, libraryPart)
    await note({ kind: 'keys-made', account: accountId, document: publicKeysHash(keys) })
    return true
  }
}

async function prepareRewrap(
  { ring }: CoreServices,
  held: WrappedKeys,
  { was, becomes }: { readonly was: string; readonly becomes: string },
): Promise<KeyWrite> {
  const { accountId } = held
  const before = ring.accounts.read(accountId, libraryPartIdOf(held))
  const libraryPart = newLibraryKeyPart()
  const keys = await rewrapAccountKeys(held, {
    was: { passphrase: was, libraryPart: before },
    becomes: { passphrase: becomes, libraryPart },
  })
  if (keys === null) throw new AccountKeysError()
  return async (trx) => {
    if (!(await replaceAccountKeys(trx, ring, keys))) return false
    ring.accounts.make(accountId, libraryPart)
    return true
  }
}

/** As the register has it: SHA-256 over the sealing key, then the signing key. */
function publicKeysHash({ sealingPublic, signingPublic }: WrappedKeys): string {
  return createHash('sha256').update(sealingPublic).update(signingPublic).digest('hex')
}

/**
 * Destroys key parts that no longer wrap anything, so that the old passphrase opens nothing, even in an old
 * copy of the data. Runs after the commit, since it cannot be undone.
 */
export async function destroyUnusedKeyParts({ app, ring }: CoreServices, accountId: string): Promise<void> {
  await app.transaction().execute(async (trx) => {
    const live = await lockAccountKeys(trx, ring, accountId)
    ring.accounts.destroyBut(accountId, live === null ? null : libraryPartIdOf(live))
  })
}

/** Also cleans up after a crash between a commit and its `destroyUnusedKeyParts`. */
export async function destroyAllUnusedKeyParts(office: CoreServices): Promise<void> {
  for (const accountId of office.ring.accounts.accounts()) await destroyUnusedKeyParts(office, accountId)
}

/** The passphrase is right but does not open the account's keys, or they changed at the same time. */
export class AccountKeysError extends CarrelError<'keys-of-account'> {
  constructor() {
    super(
      'keys-of-account',
      'the keys of this sign-in do not open: try again, and if it stays so ask the Director for a reset',
    )
  }
}

/** Ed25519: a signature of 64 bytes and the public key of 32 bytes, both in base64. */
type OwnSignature = {
  readonly signature: string
  readonly publicKey: string
  /** SHA-256 of both public keys in hex, as the register has it. */
  readonly keysHash: string
}

type OpenedAccountKeys = { readonly keys: AccountKeys; readonly held: StoredAccountKeys }

/** The bytes to sign, or a function that makes them from the public key in base64. */
type ToSign = Uint8Array | ((publicKey: string) => Uint8Array)

type KeyOwnerProof = {
  readonly account: Account
  readonly passphrase: string
  readonly from?: AttemptSource
}

/**
 * Null if the passphrase is wrong, which counts as an attempt.
 * @throws AccountKeysError if it is right but does not open the key
 */
export async function signWithOwnKey(
  office: CoreServices,
  by: KeyOwnerProof,
  bytes: ToSign,
): Promise<OwnSignature | null> {
  const opened = await openOwnKeys(office, by)
  return opened && signWithOpenedKeys(opened, bytes)
}

/** Leaves no trace, for matters that must stay secret; callers must limit attempts. Null if it is wrong. */
export async function signUnlogged(
  { app, ring }: CoreServices,
  { account, passphrase }: Omit<KeyOwnerProof, 'from'>,
  bytes: ToSign,
): Promise<OwnSignature | null> {
  const held = await activeAccountKeys(app, ring, account.id)
  if (held === null) throw new AccountKeysError()
  const libraryPart = ring.accounts.read(account.id, libraryPartIdOf(held))
  const keys = await openAccountKeys(held, { passphrase, libraryPart })
  return keys && signWithOpenedKeys({ keys, held }, bytes)
}

function signWithOpenedKeys({ keys, held }: OpenedAccountKeys, what: ToSign): OwnSignature {
  const publicKey = held.signingPublic.toString('base64')
  const bytes = typeof what === 'function' ? what(publicKey) : what
  return {
    signature: sign(null, bytes, keys.signing).toString('base64'),
    publicKey,
    keysHash: publicKeysHash(held),
  }
}

/** Opens a person's own keys; returns and throws as `signWithOwnKey`. */
export async function openOwnKeys(
  office: CoreServices,
  { account, passphrase, from }: KeyOwnerProof,
): Promise<OpenedAccountKeys | null> {
  const { app, ring } = office
  const charged = await chargePassphraseAttempt(office, account.signIn, from)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return null
  await clearAttempts(app, account.id)
  const held = await activeAccountKeys(app, ring, account.id)
  if (held === null) throw new AccountKeysError()
  const libraryPart = ring.accounts.read(account.id, libraryPartIdOf(held))
  const keys = await openAccountKeys(held, { passphrase, libraryPart })
  if (keys === null) throw new AccountKeysError()
  return { keys, held }
}

/** `generation` counts an account's key pairs from 1. */
type AccountKeysId = { readonly accountId: string; readonly generation: number }

/** Public halves are 32 bytes each, encoded as in RFC 7748 and RFC 8032. */
export type WrappedKeys = AccountKeysId & {
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** X25519 for opening what was sealed to the holder, Ed25519 for signing. */
export type AccountKeys = { readonly sealing: KeyObject; readonly signing: KeyObject }

type Wrapping = { readonly passphrase: string; readonly libraryPart: LibraryKeyPart }

/**
 * `wrapped`: version (1) | id of the library's key part (16) | nonce (12) | ciphertext (96) | tag (16).
 * AES-256-GCM; HKDF-SHA256 derives the key from the library's part (32 bytes) and argon2id of the passphrase
 * with its own salt. The associated data are the account, generation, public halves and part. The plaintext
 * is both private keys as PKCS #8, 48 bytes each.
 * Why both: an old passphrase with an old copy of the data opens nothing once the library's part is
 * destroyed.
 */
const version = 2
const nonceBytes = 12
const tagBytes = 16
const saltBytes = 16
const privateBytes = 48
const sealedAt = 1 + libraryKeyPartIdBytes + nonceBytes

/** argon2id (2) with 64 MiB and three passes: used rarely, and it guards more than a sign-in. */
const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const

export async function makeAccountKeys(name: AccountKeysId, by: Wrapping): Promise<WrappedKeys> {
  const sealing = generateKeyPairSync('x25519')
  const signing = generateKeyPairSync('ed25519')
  const publics = { sealingPublic: rawPublic(sealing.publicKey), signingPublic: rawPublic(signing.publicKey) }
  return wrap({ ...name, ...publics }, { sealing: sealing.privateKey, signing: signing.privateKey }, by)
}

export function libraryPartIdOf({ wrapped }: Pick<WrappedKeys, 'wrapped'>): Buffer {
  return wrapped.subarray(1, 1 + libraryKeyPartIdBytes)
}

/** Null if passphrase or part is wrong, or anything was changed. Do not keep the keys beyond one action. */
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

/** Null if `was` does not open the keys. */
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
  const wrapped = Buffer.concat([Buffer.of(version), by.libraryPart.id, nonce, sealed])
  return { accountId, generation, sealingPublic, signingPublic, salt, wrapped }
}

/** Why NFKC: keyboards differ in how they encode the same passphrase. */
async function wrappingKey({ passphrase, libraryPart }: Wrapping, salt: Buffer): Promise<Buffer> {
  const stretched = await withHashingSlot(() => hashRaw(passphrase.normalize('NFKC'), { ...cost, salt }))
  const key = Buffer.from(hkdfSync('sha256', stretched, libraryPart.bytes, 'carrel/account keys/2', 32))
  stretched.fill(0)
  return key
}

function associated(
  { accountId, generation, ...publics }: Omit<WrappedKeys, 'salt' | 'wrapped'>,
  { libraryPart }: Wrapping,
): Buffer {
  const name = Buffer.from(`carrel account keys 2\n${accountId}\n${generation}\n`, 'utf8')
  return Buffer.concat([name, publics.sealingPublic, publics.signingPublic, libraryPart.id])
}

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
