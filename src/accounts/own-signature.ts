import { createHash, sign } from 'node:crypto'
import { type AccountKeys, housePartIdOf, openAccountKeys } from '../sealing/account-keys.ts'
import type { Account } from '../store/accounts.ts'
import { liveKeys, type StoredKeys } from '../store/accounts-keys.ts'
import { clearTries } from '../store/accounts-tries.ts'
import type { Office } from './act.ts'
import { KeysOfAccountRefused } from './own-keys.ts'
import { isPassphrase } from './passphrase.ts'
import { type TriedFrom, tryAtPassphrase } from './tries.ts'

/** What somebody signed: Ed25519 over the bytes, 64 bytes, with the key that made it, 32 bytes, both in base64. */
export type OwnSignature = {
  readonly signature: string
  readonly publicKey: string
  /** SHA-256 over both of their public keys, in hex, as the register has it since they were made. */
  readonly keysHash: string
}

type Opened = { readonly keys: AccountKeys; readonly held: StoredKeys }

/** What is to be signed; made of the public key in base64, where it names that. */
type ToSign = Uint8Array | ((publicKey: string) => Uint8Array)

/** Whose keys, with the passphrase that they typed, and from where. */
export type Opening = { readonly account: Account; readonly passphrase: string; readonly from?: TriedFrom }

/**
 * Signs with the key that only this person's passphrase opens. It is opened for this, and kept nowhere.
 * @returns null where the passphrase is not theirs, which was one of the account's tries
 * @throws KeysOfAccountRefused where it is theirs and does not open the key
 */
export async function signWithOwnKey(
  office: Office,
  by: Opening,
  bytes: ToSign,
): Promise<OwnSignature | null> {
  const opened = await openOwnKeys(office, by)
  return opened && signatureBy(opened, bytes)
}

/**
 * The same, of what nobody may be told: the keys are tried with the passphrase, and nothing is written, not even that
 * somebody tried. So whoever asks for it has to see to it that nobody tries often.
 * @returns null where the passphrase does not open them
 */
export async function signUnnoted(
  { app, ring }: Office,
  { account, passphrase }: Omit<Opening, 'from'>,
  bytes: ToSign,
): Promise<OwnSignature | null> {
  const held = await liveKeys(app, ring, account.id)
  if (held === null) throw new KeysOfAccountRefused()
  const house = ring.accounts.read(account.id, housePartIdOf(held))
  const keys = await openAccountKeys(held, { passphrase, house })
  return keys && signatureBy({ keys, held }, bytes)
}

function signatureBy({ keys, held }: Opened, what: ToSign): OwnSignature {
  const { sealingPublic, signingPublic } = held
  const publicKey = signingPublic.toString('base64')
  const bytes = typeof what === 'function' ? what(publicKey) : what
  return {
    signature: sign(null, bytes, keys.signing).toString('base64'),
    publicKey,
    keysHash: createHash('sha256').update(sealingPublic).update(signingPublic).digest('hex'),
  }
}

/** The keys of somebody's own, opened. @returns, throws as `signWithOwnKey` */
export async function openOwnKeys(
  office: Office,
  { account, passphrase, from }: Opening,
): Promise<Opened | null> {
  const { app, ring } = office
  const charged = await tryAtPassphrase(office, account.signIn, from)
  if (charged === null || !(await isPassphrase(charged.passphrase, passphrase))) return null
  await clearTries(app, account.id)
  const held = await liveKeys(app, ring, account.id)
  if (held === null) throw new KeysOfAccountRefused()
  const house = ring.accounts.read(account.id, housePartIdOf(held))
  const keys = await openAccountKeys(held, { passphrase, house })
  if (keys === null) throw new KeysOfAccountRefused()
  return { keys, held }
}
