import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashRaw } from '@node-rs/argon2'
import {
  destroyTemporaryFiles,
  isTemporaryName,
  removeAndDestroy,
  replaceAndDestroy,
  replaceFile,
} from '../durable-file.ts'
import {
  bareGuard,
  changingGuard,
  formOf,
  KeyError,
  type KeyForm,
  type KeyGuard,
  type KeyMode,
  type ModeFile,
  type ModeHead,
  modeFileOf,
  readModeFile,
  wrappingGuard,
} from './key-folder.ts'

export type UnlockedKeys = {
  readonly guard: KeyGuard
  /** Undefined where the keys are bare files. */
  readonly wrapped?: {
    readonly file: ModeFile
    readonly master: MasterKey
    /** Only for a change of the mode; see `forgetSecret`. */
    secret?: KeySecret
  }
}

/**
 * Drops the secret where the mode is settled: a program that runs for months needs only the master. A
 * credential is overwritten; the text of a passphrase cannot be, and goes with the next garbage collection.
 */
export function forgetSecret({ wrapped }: UnlockedKeys): void {
  if (wrapped?.secret === undefined) return
  if (wrapped.secret.mode === 'credential') wrapped.secret.credential.fill(0)
  delete wrapped.secret
}

/** @throws where it was dropped, which is a defect */
function secretOf({ wrapped }: UnlockedKeys): KeySecret {
  if (wrapped?.secret === undefined) throw new Error('what unlocked the keys was dropped before a change')
  return wrapped.secret
}

/** Unlocks the keys; `secretOf` is called only where needed. @throws KeyError */
export async function unlockKeys(
  keysDir: string,
  secretOf: (mode: Exclude<KeyMode, 'file'>) => Promise<KeySecret>,
): Promise<UnlockedKeys> {
  const file = readModeFile(keysDir)
  if (file === undefined) return bareKeys
  const secret = await secretOf(file.mode)
  return unlockedWith(file, { id: file.id, master: await openMaster(file, secret) }, secret)
}

const bareKeys: UnlockedKeys = { guard: bareGuard }

function unlockedWith(file: ModeFile, master: MasterKey, secret: KeySecret): UnlockedKeys {
  const guard =
    file.state === 'settled'
      ? wrappingGuard(master.master)
      : changingGuard(master.master, file.state === 'wrapping' ? 'wrapped' : 'bare')
  return { guard, wrapped: { file, master, secret } }
}

/**
 * Gives the keys another mode, or finishes an interrupted change. Files are rewritten one by one, and their
 * old bytes destroyed. No other program may use the folder.
 * INVARIANT: a kill at any moment leaves a folder that opens: in the old mode until `mode` says that the
 * change has begun, then in the new one, which accepts both forms until it is settled. A change to bare files
 * stays in the old mode until the last file is done.
 * @throws KeyError where a file does not open; the change can continue later
 */
export async function changeKeyMode(
  keysDir: string,
  from: UnlockedKeys,
  to: 'file' | KeySecret,
): Promise<UnlockedKeys> {
  const { wrapped } = from
  destroyTemporaryFiles(keysDir)
  if (to === 'file') {
    if (wrapped === undefined) return bareKeys
    const { master } = wrapped
    writeModeFile(keysDir, await closeMaster(master, secretOf(from), 'unwrapping'))
    rewriteAll(keysDir, changingGuard(master.master, 'bare'), 'bare')
    removeAndDestroy(modeFileOf(keysDir))
    return bareKeys
  }
  const master = wrapped?.master ?? newMaster()
  if (wrapped?.file.state !== 'settled') {
    writeModeFile(keysDir, await closeMaster(master, to, 'wrapping'))
    rewriteAll(keysDir, changingGuard(master.master, 'wrapped'), 'wrapped')
  }
  const file = await closeMaster(master, to, 'settled')
  writeModeFile(keysDir, file)
  return unlockedWith(file, master, to)
}

/** Finishes an interrupted change, if any. No other program may use the folder. */
export async function finishKeyModeChange(keysDir: string, unlocked: UnlockedKeys): Promise<UnlockedKeys> {
  const { wrapped } = unlocked
  if (wrapped === undefined || wrapped.file.state === 'settled') return unlocked
  return changeKeyMode(keysDir, unlocked, wrapped.file.state === 'wrapping' ? secretOf(unlocked) : 'file')
}

function writeModeFile(keysDir: string, file: ModeFile): void {
  const path = modeFileOf(keysDir)
  const bytes = Buffer.from(`${JSON.stringify(file)}\n`, 'utf8')
  // Why destroyed: under an old passphrase it still contains the master.
  if (readModeFile(keysDir) === undefined) replaceFile(path, bytes)
  else replaceAndDestroy(path, bytes)
}

function rewriteAll(keysDir: string, guard: KeyGuard, to: KeyForm): void {
  for (const name of guardedNames(keysDir)) {
    const path = join(keysDir, name)
    const file = readFileSync(path)
    if (formOf(file) !== to) replaceAndDestroy(path, guard.close(name, guard.open(name, file, path)))
  }
}

/**
 * The names of all guarded files.
 * Why not the database's passwords: the data folder can be read without them, on another server the rows are
 * sealed, and the child that makes the tables must need no passphrase. Why not the last signed checkpoint: it
 * is public and signed.
 */
export function guardedNames(keysDir: string, below = ''): string[] {
  return readdirSync(join(keysDir, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name)
    if (name === 'mode' || name === 'database' || /^register.last-signed/.test(name)) return []
    if (entry.isDirectory()) return guardedNames(keysDir, name)
    return entry.isFile() && !isTemporaryName(entry.name) ? [name] : []
  })
}

/** argon2id's memory in KiB, passes, lanes. */
type HashCost = readonly [number, number, number]

/** What unlocks a master; `cost` only to set another. */
export type KeySecret =
  | { readonly mode: 'passphrase'; readonly passphrase: string; readonly cost?: HashCost }
  | { readonly mode: 'credential'; readonly credential: Buffer }

/**
 * argon2id: 256 MiB, 3 passes, 4 lanes; half a second on an office computer, once a start. Above RFC 9106's
 * second choice (64 MiB), since this hash is next to what it guards and can be attacked offline.
 */
const defaultCost: HashCost = [256 * 1024, 3, 4]

const nonceBytes = 12
const tagBytes = 16

/** The key under which all key files of a folder are wrapped. */
type MasterKey = { readonly id: string; readonly master: KeyObject }

function newMaster(): MasterKey {
  return { id: randomBytes(8).toString('hex'), master: createSecretKey(randomBytes(32)) }
}

/** The contents of `keys/mode`. */
export async function closeMaster(
  { id, master }: MasterKey,
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

/** @throws KeyError `keys-locked` where the secret is wrong or the file was changed */
async function openMaster({ master, ...head }: ModeFile, secret: KeySecret): Promise<KeyObject> {
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
    throw new KeyError('keys-locked', wrongSecretMessages[secret.mode])
  }
}

const wrongSecretMessages: Record<Exclude<KeyMode, 'file'>, string> = {
  passphrase: 'this is not the passphrase of the keys: try again',
  credential:
    'the credential carrel-master is not the one that these keys were wrapped with: give the service the one that belongs to this keys folder. To put a new one in its place, hand over both, the new one as carrel-master-new',
}

async function keyOf(
  { salt, cost: [kib, passes, lanes] = defaultCost }: ModeHead,
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

function costOf(secret: KeySecret): { readonly cost?: HashCost } {
  return secret.mode === 'passphrase' ? { cost: secret.cost ?? defaultCost } : {}
}

/** Holds `--passphrase-file` for the process; a supervisor may set it instead. */
export const passphraseFileVariable = 'CARREL_PASSPHRASE_FILE'

type About = {
  /** One line, for the start of the program. */
  readonly short: string
  readonly protects: string
  readonly not: string
}

const about: Record<KeyMode, About> = {
  file: {
    short:
      'Keys: bare files. They protect copies of the data, not this computer: anyone who carries it off can read everything.',
    protects: 'A copy of the data folder or of the database, without the keys folder, shows no customer.',
    not: 'Anyone who has the data and the keys folder can read everything: a thief who takes the computer or its disk, even while it is off, and anyone who finds a copy of the whole disk. To change that: npx --no carrel keys mode passphrase.',
  },
  credential: {
    short:
      'Keys: wrapped under a credential of systemd. A copy of the disk opens nothing without it; anyone who carries off the whole computer may start it.',
    protects:
      'A copy of data and keys together shows no customer without the credential; where the credential is bound to the TPM, neither does the disk in another computer.',
    not: 'The computer unlocks the keys by itself, so anyone who carries all of it off and starts it has what the service has. A credential that systemd bound to its own key file alone lies on the same disk. While Carrel runs, the keys are in its memory.',
  },
  passphrase: {
    short:
      'Keys: wrapped under a passphrase. While this computer is off, no one can open them without it; while Carrel runs, they are in its memory.',
    protects:
      'A computer or a disk that is stolen while it is off, and a copy of data and keys together, show no customer without the passphrase.',
    not: 'While Carrel runs, the keys are in its memory: anyone who carries off the running computer, or is root on it, can read everything. A short passphrase can be guessed at leisure from a copy. Where a file gives it at the start, that file is as good as the passphrase.',
  },
}

/** What a mode protects and what it does not, in plain words. */
export function aboutKeyMode(mode: KeyMode): About {
  return about[mode]
}

export function keyModeOf({ wrapped }: UnlockedKeys): KeyMode {
  return wrapped?.file.mode ?? 'file'
}
