import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { KeyMode, ModeFile, ModeHead } from './key-mode.ts'
import { KeysRefused } from './key-refusal.ts'

/** argon2id's memory in KiB, passes, lanes. */
type Cost = readonly [number, number, number]

/** What unlocks a master: the words of a passphrase, or the bytes of a credential; `cost` only to set another. */
export type KeySecret =
  | { readonly mode: 'passphrase'; readonly passphrase: string; readonly cost?: Cost }
  | { readonly mode: 'credential'; readonly credential: Buffer }

/**
 * argon2id: 256 MiB, 3 passes, 4 lanes: half a second on an office computer, once a start. Above RFC 9106's
 * second choice (64 MiB), since this hash lies beside what it guards and can be tried elsewhere at leisure.
 */
const usualCost: Cost = [256 * 1024, 3, 4]

const nonceBytes = 12
const tagBytes = 16

/** The key that all key files of a folder are wrapped under. */
export type Master = { readonly id: string; readonly master: KeyObject }

/** A new random one. */
export function newMaster(): Master {
  return { id: randomBytes(8).toString('hex'), master: createSecretKey(randomBytes(32)) }
}

/** What `keys/mode` is to hold, for a master guarded by a secret. */
export async function closeMaster(
  { id, master }: Master,
  secret: KeySecret,
  state: ModeFile['state'],
): Promise<ModeFile> {
  const salt = randomBytes(16).toString('base64')
  const head: ModeHead = { mode: secret.mode, state, id, salt, ...costOf(secret) }
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(head, secret), nonce).setAAD(associated(head))
  const bytes = master.export()
  const closed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  bytes.fill(0)
  return { ...head, master: closed.toString('base64') }
}

/** @throws KeysRefused `keys-locked` where this is not the secret, or the file was changed */
export async function openMaster(file: ModeFile, secret: KeySecret): Promise<KeyObject> {
  const { master, ...head } = file
  const closed = Buffer.from(master, 'base64')
  const key = await keyOf(head, secret)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(associated(head)).setAuthTag(closed.subarray(-tagBytes))
    const bytes = Buffer.concat([decipher.update(closed.subarray(nonceBytes, -tagBytes)), decipher.final()])
    const opened = createSecretKey(bytes)
    bytes.fill(0)
    return opened
  } catch {
    throw new KeysRefused('keys-locked', notTheirs[secret.mode])
  }
}

const notTheirs: Record<Exclude<KeyMode, 'file'>, string> = {
  passphrase: 'this is not the passphrase of the keys: try again',
  credential:
    'the credential carrel-master is not the one that these keys were wrapped with: give the service the one that belongs to this keys folder. To put a new one in its place, hand over both, the new one as carrel-master-new',
}

async function keyOf(
  { salt, cost: [kib, passes, lanes] = usualCost }: ModeHead,
  secret: KeySecret,
): Promise<KeyObject> {
  const salted = Buffer.from(salt, 'base64')
  const bytes =
    secret.mode === 'credential'
      ? Buffer.from(hkdfSync('sha256', secret.credential, salted, 'carrel/master/1', 32))
      : await hashRaw(secret.passphrase.normalize('NFKC'), {
          algorithm: 2,
          memoryCost: kib,
          timeCost: passes,
          parallelism: lanes,
          outputLen: 32,
          salt: salted,
        })
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

function associated({ mode, state, id, salt, cost: argon = [] as never }: ModeHead): Buffer {
  return Buffer.from(['carrel master 1', mode, state, id, salt, ...argon].join('\n'), 'utf8')
}

function costOf(secret: KeySecret): { readonly cost?: Cost } {
  return secret.mode === 'passphrase' ? { cost: secret.cost ?? usualCost } : {}
}
