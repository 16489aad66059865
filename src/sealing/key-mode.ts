import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeysRefused } from './key-refusal.ts'

/** How the keys are guarded: as bare files, or wrapped under a master that a credential or a passphrase unlocks. */
export const keyModes = ['file', 'credential', 'passphrase'] as const
export type KeyMode = (typeof keyModes)[number]

/** Whether every file has the form of the mode, or a change to wrapped or to bare files is under way. */
export type ModeState = 'settled' | 'wrapping' | 'unwrapping'

/**
 * What the file `keys/mode` says, as JSON; there is none in the mode `file`. `master` is the random master key (32
 * bytes), wrapped under what the credential or the passphrase gives, with all the rest as associated data.
 * INVARIANT: without either, nobody can write a file that makes a folder take keys of their own.
 */
export type ModeFile = ModeHead & { readonly master: string }
export type ModeHead = {
  readonly mode: Exclude<KeyMode, 'file'>
  readonly state: ModeState
  /** Of the master: random. */
  readonly id: string
  readonly salt: string
  /** argon2id, for a passphrase: memory in KiB, passes, lanes. */
  readonly cost?: readonly [number, number, number]
}

export const modeFileOf = (keysDir: string): string => join(keysDir, 'mode')

/**
 * What the folder says of its mode; undefined where its keys are bare files. Needs no secret.
 * @throws KeysRefused
 */
export function readModeFile(keysDir: string): ModeFile | undefined {
  const path = modeFileOf(keysDir)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new KeysRefused(
      'keys-unreadable',
      `${path}, which says how the keys are guarded, cannot be read (${code}): give the keys folder to the user who runs Carrel`,
    )
  }
  const read = parsed(text)
  if (read !== undefined) return read
  throw new KeysRefused(
    'keys-damaged',
    `${path}, which says how the keys are guarded, is damaged: put the keys folder back from its backup`,
  )
}

/** In which form keys are written now, and under which master: changes when the mode does, and not with a passphrase. */
export function writtenForm(keysDir: string): string {
  const file = readModeFile(keysDir)
  return file === undefined || file.state === 'unwrapping' ? 'bare' : `wrapped ${file.id}`
}

/** Hostile: whoever can write the folder can write this, and a cost without bounds would take all memory. */
const mostKiB = 4 * 1024 * 1024
const mostPasses = 64
const mostLanes = 16

function parsed(text: string): ModeFile | undefined {
  try {
    const file = JSON.parse(text) as ModeFile
    const { mode, state, id, salt, cost, master } = file
    const isKnown =
      (mode === 'credential' || mode === 'passphrase') &&
      (state === 'settled' || state === 'wrapping' || state === 'unwrapping') &&
      [id, salt, master].every((value) => typeof value === 'string') &&
      (mode === 'passphrase') === isCost(cost)
    return isKnown ? file : undefined
  } catch {
    return undefined
  }
}

function isCost(cost: unknown): boolean {
  if (!Array.isArray(cost) || cost.length !== 3 || !cost.every(Number.isInteger)) return false
  const [kib, passes, lanes] = cost as [number, number, number]
  return kib >= 8 && kib <= mostKiB && passes >= 1 && passes <= mostPasses && lanes >= 1 && lanes <= mostLanes
}
