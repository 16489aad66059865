import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clearAsides, isAside, replaceDestroying, replaceFile, takeAway } from '../durable-file.ts'
import { bareGuard, changingGuard, formOf, type KeyForm, type KeyGuard, wrappingGuard } from './key-guard.ts'
import { type KeyMode, type ModeFile, modeFileOf, readModeFile } from './key-mode.ts'
import { closeMaster, type KeySecret, type Master, newMaster, openMaster } from './key-mode-master.ts'

/** A keys folder whose guard is known. */
export type Unlocked = {
  readonly guard: KeyGuard
  /** Undefined where the keys are bare files. */
  readonly wrapped?: {
    readonly file: ModeFile
    readonly master: Master
    /** For a change of the mode alone; see `forgetSecret`. */
    secret?: KeySecret
  }
}

/**
 * Drops what unlocked the keys, where the mode is settled and nothing more is changed: a program that runs for months
 * needs only the master. The bytes of a credential are written over; the words of a passphrase go with the next sweep
 * of the memory, since nothing writes over a text.
 */
export function forgetSecret({ wrapped }: Unlocked): void {
  if (wrapped?.secret === undefined) return
  if (wrapped.secret.mode === 'credential') wrapped.secret.credential.fill(0)
  delete wrapped.secret
}

/** @throws where it was dropped: a fault in the program */
function secretOf({ wrapped }: Unlocked): KeySecret {
  if (wrapped?.secret === undefined) throw new Error('what unlocked the keys was dropped before a change')
  return wrapped.secret
}

/**
 * Finds out how the keys are guarded, and unlocks them.
 * @param secretOf asked only where there is something to unlock
 * @throws KeysRefused
 */
export async function unlockKeys(
  keysDir: string,
  secretOf: (mode: Exclude<KeyMode, 'file'>) => Promise<KeySecret>,
): Promise<Unlocked> {
  const file = readModeFile(keysDir)
  if (file === undefined) return bare
  const secret = await secretOf(file.mode)
  return unlockedBy(file, { id: file.id, master: await openMaster(file, secret) }, secret)
}

const bare: Unlocked = { guard: bareGuard }

function unlockedBy(file: ModeFile, master: Master, secret: KeySecret): Unlocked {
  const guard =
    file.state === 'settled'
      ? wrappingGuard(master.master)
      : changingGuard(master.master, file.state === 'wrapping' ? 'wrapped' : 'bare')
  return { guard, wrapped: { file, master, secret } }
}

/**
 * Gives the keys another mode, or finishes a change that was not finished. Files are written anew one by one, and
 * what they held before is destroyed. Only where no other program uses the folder.
 *
 * INVARIANT: a kill at any moment leaves a folder that opens: until the file `mode` says that the change has begun,
 * in the old mode; from then on in the new one (`to` bare files: in the old one until the last file is done), which
 * takes files of both forms until it is told to be settled.
 *
 * @throws KeysRefused where a file does not open; what was done until then stays, and it can go on later
 */
export async function changeKeyMode(
  keysDir: string,
  from: Unlocked,
  to: 'file' | KeySecret,
): Promise<Unlocked> {
  const { wrapped } = from
  clearAsides(keysDir)
  if (to === 'file') {
    if (wrapped === undefined) return bare
    const { master } = wrapped
    writeModeFile(keysDir, await closeMaster(master, secretOf(from), 'unwrapping'))
    rewriteAll(keysDir, changingGuard(master.master, 'bare'), 'bare')
    takeAway(modeFileOf(keysDir))
    return bare
  }
  const master = wrapped?.master ?? newMaster()
  if (wrapped?.file.state !== 'settled') {
    writeModeFile(keysDir, await closeMaster(master, to, 'wrapping'))
    rewriteAll(keysDir, changingGuard(master.master, 'wrapped'), 'wrapped')
  }
  const file = await closeMaster(master, to, 'settled')
  writeModeFile(keysDir, file)
  return unlockedBy(file, master, to)
}

/** Finishes a change that a kill cut short, if there was one. Only where no other program uses the folder. */
export async function finishKeyModeChange(keysDir: string, unlocked: Unlocked): Promise<Unlocked> {
  const { wrapped } = unlocked
  if (wrapped === undefined || wrapped.file.state === 'settled') return unlocked
  return changeKeyMode(keysDir, unlocked, wrapped.file.state === 'wrapping' ? secretOf(unlocked) : 'file')
}

function writeModeFile(keysDir: string, file: ModeFile): void {
  const path = modeFileOf(keysDir)
  const bytes = Buffer.from(`${JSON.stringify(file)}\n`, 'utf8')
  // Why destroying: the master that it holds under an old passphrase is still the master.
  if (readModeFile(keysDir) === undefined) replaceFile(path, bytes)
  else replaceDestroying(path, bytes)
}

function rewriteAll(keysDir: string, guard: KeyGuard, to: KeyForm): void {
  for (const name of guardedNames(keysDir)) {
    const path = join(keysDir, name)
    const file = readFileSync(path)
    if (formOf(file) !== to) replaceDestroying(path, guard.close(name, guard.open(name, file, path)))
  }
}

/**
 * The names of all files that are guarded.
 *
 * Why not the database's passwords: whoever has the data folder reads its files without any password, and on another
 * server they open rows that are sealed; the child that makes the tables needs them, and must need no passphrase.
 * Why not the checkpoint that was signed last: it is public, and its signature guards it.
 */
export function guardedNames(keysDir: string, below = ''): string[] {
  return readdirSync(join(keysDir, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name)
    if (name === 'mode' || name === 'database' || /^register.last-signed/.test(name)) return []
    if (entry.isDirectory()) return guardedNames(keysDir, name)
    return entry.isFile() && !isAside(entry.name) ? [name] : []
  })
}
