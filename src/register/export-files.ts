import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { hashBytes } from './hashing.ts'
import { Malformed } from './malformed.ts'
import type { Verifier } from './note.ts'
import { includes, proveInclusion } from './proof.ts'
import { tilePath, tileWidth } from './tile.ts'

/** An export of the register, as a folder of files (FORMAT.md, "An export"). */
export type LogFiles = {
  /**
   * Reads the beginning of a file, up to `target.length` bytes.
   * @returns how many bytes were read; undefined where there is no such file
   */
  read(path: string, target: Uint8Array): Promise<number | undefined>
}

export type FaultCode =
  | 'checkpoint'
  | 'against'
  | 'missing'
  | 'entry'
  | 'tile'
  /** Entries and tiles fit each other and not the signed root. */
  | 'root'
  /** An earlier log is not the one that the log after it says it follows. */
  | 'past'
  /** The old checkpoint is not a beginning of this register: it was rewritten, or cut back. */
  | 'rewritten'

/** The first thing that is wrong. `message` is one sentence; `entry` is the index of a bad entry. */
export type Fault = {
  readonly code: FaultCode
  readonly message: string
  readonly path?: string
  readonly entry?: bigint
}

/** Carries the first fault up to whoever asked for the check. */
export class Wrong extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

const mostCheckpointBytes = 1_000_001

/** The tiles of one export under one checkpoint. */
export class Tiles {
  readonly #files: LogFiles
  readonly checkpoint: Checkpoint

  constructor(files: LogFiles, checkpoint: Checkpoint) {
    this.#files = files
    this.checkpoint = checkpoint
  }

  /** Reads a file that has to be there. @returns how many bytes */
  async read(path: string, target: Uint8Array): Promise<number> {
    const read = await this.#files.read(path, target)
    if (read === undefined) throw new Wrong({ code: 'missing', path, message: `${path} is missing` })
    return read
  }

  async readIfThere(path: string, target: Uint8Array): Promise<number | undefined> {
    return this.#files.read(path, target)
  }

  async hashes(tile: { level: number; index: bigint; width: number }): Promise<Buffer> {
    const bytes = tile.width * hashBytes
    const path = tilePath(tile)
    const target = Buffer.allocUnsafe(bytes + 1)
    const read = await this.read(path, target)
    if (read !== bytes) {
      throw new Wrong({
        code: 'tile',
        path,
        message: `${path} does not have the ${bytes} bytes of its hashes`,
      })
    }
    return target.subarray(0, bytes)
  }

  /** Whether a tile of leaf hashes is the one that was signed: its first leaf's audit path holds all the others. */
  async leadsToRoot(tile: { index: bigint; width: number }, hashes: Buffer): Promise<boolean> {
    const index = tile.index * BigInt(tileWidth)
    const read = async (wanted: { level: number; index: bigint; width: number }) =>
      wanted.level === 0 && wanted.index === tile.index ? hashes : this.hashes(wanted)
    const proof = await proveInclusion(index, this.checkpoint.size, read)
    return includes({ hash: hashes.subarray(0, hashBytes), index }, this.checkpoint, proof)
  }
}

export async function readCheckpointFile(files: LogFiles): Promise<Uint8Array> {
  const target = Buffer.alloc(mostCheckpointBytes)
  const read = await files.read('checkpoint', target)
  if (read === undefined) {
    throw new Wrong({ code: 'missing', path: 'checkpoint', message: 'the file checkpoint is missing' })
  }
  return target.subarray(0, read)
}

/** Whether a program that takes files for text has changed this one. */
export const hasCrlf = (text: string): boolean => text.includes('\r\n')

/** What follows the name of such a file in a sentence. */
export const crlfSays =
  'has the line ends of Windows (CRLF): a program changed it on its way. Ask for the export again, packed into one file'

/** The checkpoint of an export. @throws Wrong where the key did not sign it */
export function openOwn(note: Uint8Array, verifier: Verifier): Checkpoint {
  try {
    return openCheckpoint(note, verifier)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const why = hasCrlf(Buffer.from(note).toString('latin1')) ? `it ${crlfSays}` : error.message
    const message = `the checkpoint of this export is not good: ${why}`
    throw new Wrong({ code: 'checkpoint', path: 'checkpoint', message })
  }
}
