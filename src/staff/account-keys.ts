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
import { withHashingSlot } from './hashing-queue.ts'
import { type ActionEntry, type CoreServices, recordAction } from './logged-action.ts'
import { isPassphrase } from './passphrase.ts'
import { clearAttempts } from './sign-in-attempt-store.ts'
import { type AttemptSource, chargePassphraseAttempt } from './sign-in-attempts.ts'

type KeyWrite = (trx: Trx, hashed: string, note: (what: ActionEntry) => Promise<unknown>) => Promise<boolean>

/**
 * Makes an account's keys where it has none, wrapped by the passphrase that was just right; `hashed` is its hash.
 *
 * Why then: only the owner of a passphrase of their own types it, so nobody else ever could have wrapped or opened
 * these keys, not even whoever added or reset the sign-in.
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

/** An account's keys as another passphrase wraps them; new ones where it has none. Stored by `store`. */
export async function prepareRewrappedKeys(
  office: CoreServices,
  of: { readonly accountId: string; readonly was: string; readonly becomes: string },
): Promise<{ store: (...to: Parameters<KeyWrite>) => Promise<void> }> {
  const { accountId, becomes } = of
  const held = await activeAccountKeys(office.app, office.ring, accountId)
  const store =
    held === null
      ? await prepareNewKeys(office, { accountId, passphrase: becomes })
      : await prepareRewrap(office, held, of)
  return {
    async store(...to) {
      // Somebody else changed them meanwhile: the whole change is undone, and can be tried again.
      if (!(await store(...to))) throw new AccountKeysError()
    },
  }
}

/** Stores new keys, and puts their public halves on record; false where the account has others by now. */
async function prepareNewKeys(
  { app, ring, clock }: CoreServices,
  { accountId, passphrase }: { readonly accountId: string; readonly passphrase: string },
): Promise<KeyWrite> {
  const libraryPart = newLibraryKeyPart()
  const generation = await nextKeyGeneration(app, accountId)
  const keys = await makeAccountKeys({ accountId, generation }, { passphrase, libraryPart })
  return async (trx, hashed, note) => {
    if (!(await addAccountKeys(trx, ring, keys, { passphrase: hashed, on: clock.today() }))) return false
    // INVARIANT: the part is durable before the row that needs it is.
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

/** What the register says of public keys: SHA-256 over both, the one to seal to first. */
function publicKeysHash({ sealingPublic, signingPublic }: WrappedKeys): string {
  return createHash('sha256').update(sealingPublic).update(signingPublic).digest('hex')
}

/**
 * Destroys the library's parts of an account's keys that wrap nothing any more: what a change or a reset has left.
 * From then on the passphrase of before opens nothing, also of a copy of the data from that day. Done after the
 * commit, since what is destroyed cannot be put back.
 */
export async function destroyUnusedKeyParts({ app, ring }: CoreServices, accountId: string): Promise<void> {
  await app.transaction().execute(async (trx) => {
    const live = await lockAccountKeys(trx, ring, accountId)
    ring.accounts.destroyBut(accountId, live === null ? null : libraryPartIdOf(live))
  })
}

/** The same for every account: what a kill left between a commit and that. */
export async function destroyAllUnusedKeyParts(office: CoreServices): Promise<void> {
  for (const accountId of office.ring.accounts.accounts()) await destroyUnusedKeyParts(office, accountId)
}

/** The passphrase is right and does not open the account's keys, or they were changed at the same time. */
export class AccountKeysError extends CarrelError<'keys-of-account'> {
  constructor() {
    super(
      'keys-of-account',
      'the keys of this sign-in do not open: try again, and if it stays so ask the Director for a reset',
    )
  }
}

/** What somebody signed: Ed25519 over the bytes, 64 bytes, with the key that made it, 32 bytes, both in base64. */
export type OwnSignature = {
  readonly signature: string
  readonly publicKey: string
  /** SHA-256 over both of their public keys, in hex, as the register has it since they were made. */
  readonly keysHash: string
}

type OpenedAccountKeys = { readonly keys: AccountKeys; readonly held: StoredAccountKeys }

/** What is to be signed; made of the public key in base64, where it names that. */
type ToSign = Uint8Array | ((publicKey: string) => Uint8Array)

/** Whose keys, with the passphrase that they typed, and from where. */
export type KeyOwnerProof = {
  readonly account: Account
  readonly passphrase: string
  readonly from?: AttemptSource
}

/**
 * Signs with the key that only this person's passphrase opens. It is opened for this, and kept nowhere.
 * @returns null where the passphrase is not theirs, which was one of the account's tries
 * @throws AccountKeysError where it is theirs and does not open the key
 */
export async function signWithOwnKey(
  office: CoreServices,
  by: KeyOwnerProof,
  bytes: ToSign,
): Promise<OwnSignature | null> {
  const opened = await openOwnKeys(office, by)
  return opened && signWithOpenedKeys(opened, bytes)
}

/**
 * The same, of what nobody may be told: the keys are tried with the passphrase, and nothing is written, not even that
 * somebody tried. So whoever asks for it has to see to it that nobody tries often.
 * @returns null where the passphrase does not open them
 */
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

/** The keys of somebody's own, opened. @returns, throws as `signWithOwnKey` */
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

/** Which keys: the account and the how-manieth of its pairs, from 1. */
export type AccountKeysId = { readonly accountId: string; readonly generation: number }

/** Both public halves, 32 bytes each as RFC 7748 and RFC 8032 write them, and both private ones, wrapped. */
export type WrappedKeys = AccountKeysId & {
  readonly sealingPublic: Buffer
  readonly signingPublic: Buffer
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** The private halves: X25519 opens what was sealed to its holder, Ed25519 signs for them. */
export type AccountKeys = { readonly sealing: KeyObject; readonly signing: KeyObject }

/** What wraps the private halves: what only the owner knows, and what lies in the library's keys folder alone. */
export type Wrapping = { readonly passphrase: string; readonly libraryPart: LibraryKeyPart }

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
const sealedAt = 1 + libraryKeyPartIdBytes + nonceBytes

/** argon2id (2 stands for it) with 64 MiB and three passes: asked for rarely, and it guards more than one sign-in. */
const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const

/** Makes a new pair of pairs for an account and wraps their private halves. */
export async function makeAccountKeys(name: AccountKeysId, by: Wrapping): Promise<WrappedKeys> {
  const sealing = generateKeyPairSync('x25519')
  const signing = generateKeyPairSync('ed25519')
  const publics = { sealingPublic: rawPublic(sealing.publicKey), signingPublic: rawPublic(signing.publicKey) }
  return wrap({ ...name, ...publics }, { sealing: sealing.privateKey, signing: signing.privateKey }, by)
}

/** The id of the library's part that wraps these keys. */
export function libraryPartIdOf({ wrapped }: Pick<WrappedKeys, 'wrapped'>): Buffer {
  return wrapped.subarray(1, 1 + libraryKeyPartIdBytes)
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
  const wrapped = Buffer.concat([Buffer.of(version), by.libraryPart.id, nonce, sealed])
  return { accountId, generation, sealingPublic, signingPublic, salt, wrapped }
}

/** Why NFKC: the same passphrase typed on another keyboard is the same. */
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
