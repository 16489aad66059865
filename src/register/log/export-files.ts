import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { leafBytes } from './leaf.ts'
import { MalformedError } from './malformed-error.ts'
import type { Verifier } from './note.ts'
import { hashBytes, includes, proveInclusion, tilePath, tileWidth } from './tree.ts'

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
export type ExportFault = {
  readonly code: FaultCode
  readonly message: string
  readonly path?: string
  readonly entry?: bigint
}

/** Carries the first fault up to whoever asked for the check. */
export class ExportFaultError extends Error {
  readonly fault: ExportFault
  constructor(fault: ExportFault) {
    super(fault.message)
    this.fault = fault
  }
}

const maxCheckpointBytes = 1_000_001

/** The tiles of one export under one checkpoint. */
export class ExportTiles {
  readonly #files: LogFiles
  readonly checkpoint: Checkpoint

  constructor(files: LogFiles, checkpoint: Checkpoint) {
    this.#files = files
    this.checkpoint = checkpoint
  }

  /** Reads a file that has to be there. @returns how many bytes */
  async read(path: string, target: Uint8Array): Promise<number> {
    const read = await this.#files.read(path, target)
    if (read === undefined)
      throw new ExportFaultError({ code: 'missing', path, message: `${path} is missing` })
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
      throw new ExportFaultError({
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
  const target = Buffer.alloc(maxCheckpointBytes)
  const read = await files.read('checkpoint', target)
  if (read === undefined) {
    throw new ExportFaultError({
      code: 'missing',
      path: 'checkpoint',
      message: 'the file checkpoint is missing',
    })
  }
  return target.subarray(0, read)
}

/** Whether a program that takes files for text has changed this one. */
export const hasCrlf = (text: string): boolean => text.includes('\r\n')

/** What follows the name of such a file in a sentence. */
export const crlfMessage =
  'has the line ends of Windows (CRLF): a program changed it on its way. Ask for the export again, packed into one file'

/** The checkpoint of an export. @throws Wrong where the key did not sign it */
export function openExportCheckpoint(note: Uint8Array, verifier: Verifier): Checkpoint {
  try {
    return openCheckpoint(note, verifier)
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    const why = hasCrlf(Buffer.from(note).toString('latin1')) ? `it ${crlfMessage}` : error.message
    const message = `the checkpoint of this export is not good: ${why}`
    throw new ExportFaultError({ code: 'checkpoint', path: 'checkpoint', message })
  }
}

/** What a public export says of its end: the last day in it, all of it, `YYYY-MM-DD`, and the library's time zone. */
export type PublicExportEnd = { readonly day: string; readonly timeZone: string }

/** The file that makes an export a public one (FORMAT.md, "A public export"). */
export const publicEndFile = 'public-export'
/** The one leaf that a public export has: the open one of a log that follows another. */
export const firstLeafFile = 'first-leaf'

const head = 'carrel public export 1'
const form = new RegExp(`^${head}\n(\\d{4}-\\d\\d-\\d\\d)\n([A-Za-z0-9_+/-]{1,64})\n$`)
const maxPublicEndBytes = 200

export function publicEndText({ day, timeZone }: PublicExportEnd): string {
  return `${head}\n${day}\n${timeZone}\n`
}

/**
 * The end of a public export; undefined where the export is one with its leaves. Nobody signs it: it chooses what is
 * checked, and is said as what the export says of itself.
 * @throws Wrong where the file is not in its form
 */
export async function readPublicEnd(files: LogFiles): Promise<PublicExportEnd | undefined> {
  const target = Buffer.alloc(maxPublicEndBytes)
  const read = await files.read(publicEndFile, target)
  if (read === undefined) return undefined
  const text = target.toString('latin1', 0, read)
  const [, day, timeZone] = form.exec(text) ?? []
  if (day !== undefined && timeZone !== undefined && isDay(day)) return { day, timeZone }
  const why = hasCrlf(text) ? crlfMessage : 'is not in its form: the export was changed on its way'
  throw new ExportFaultError({ code: 'checkpoint', path: publicEndFile, message: `${publicEndFile} ${why}` })
}

/** Whether the calendar has a day: what reads `2026-02-30` as March wrote it in another form. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return text >= '0001' && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Entry bundles: leaves one after another, each behind its length as a big-endian uint16 (tlog-tiles). */
const lengthBytes = 2

/** The greatest size of a bundle of this register: no leaf is longer than a sealed entry's. */
const maxBundleBytes = tileWidth * (lengthBytes + leafBytes)

export function writeBundle(leaves: readonly Uint8Array[]): Buffer {
  const parts = leaves.flatMap((leaf) => {
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt16BE(leaf.length)
    return [length, leaf]
  })
  return Buffer.concat(parts)
}

/**
 * Room for one bundle at a time. It is used again for each, and so are the views of its leaves where one lies as it did
 * in the bundle before: a million leaves of one size leave nothing for the collector.
 */
export class BundleBuffer {
  /** One byte more than the greatest bundle, so that a longer one is noticed. */
  readonly bytes = Buffer.alloc(maxBundleBytes + 1)
  readonly #views: Uint8Array[] = []

  /**
   * Calls `each` with every leaf of the bundle in the first `size` bytes, in order. The leaf stands behind one
   * byte 0x00, as the tree hashes it; `prefixed` is good until the next bundle is read.
   *
   * Why it writes into the bundle: the low byte of a length that was read makes room for the prefix, so that a
   * leaf is hashed where it lies, without a copy.
   *
   * @throws MalformedError `leaf` where the bundle ends early, or goes on after `count` leaves
   */
  leaves(size: number, count: number, each: (prefixed: Uint8Array, at: number) => void): void {
    let end = 0
    for (let at = 0; at < count; at++) {
      const begin = end + lengthBytes
      const length = begin > size ? 0 : this.bytes.readUInt16BE(end)
      end = begin + length
      if (end > size) throw new MalformedError('leaf', `the bundle ends within entry ${at} of its ${count}`)
      this.bytes[begin - 1] = 0
      each(this.#view(at, begin - 1, length + 1), at)
    }
    if (end !== size) throw new MalformedError('leaf', `the bundle goes on after its ${count} entries`)
  }

  #view(at: number, offset: number, length: number): Uint8Array {
    const begin = this.bytes.byteOffset + offset
    const kept = this.#views[at]
    if (kept !== undefined && kept.byteOffset === begin && kept.length === length) return kept
    const view = new Uint8Array(this.bytes.buffer, begin, length)
    this.#views[at] = view
    return view
  }
}
